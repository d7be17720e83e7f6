"""Words with which files name a speaker's role (domain rule 8.3.1)."""

import re
import unicodedata
from collections.abc import Iterable

from review.domain import Role

OUTBOUND = "outbound"
INBOUND = "inbound"

# In order: 客户经理 begins with 客户 and "virtual agent" ends with "agent", so the special ones come first.
_ZH = (
    (Role.IVR, r"系统|语音导航|语音播报"),
    (Role.BOT, r"机器人|ai助手|智能(客服|坐席|助手)|语音助手"),
    (
        Role.AGENT,
        r"坐席|座席|客服|专员|客户(经理|服务)|工作人员|业务员|催收员|回访(员|专员)|话务员|接线员|客户代表",
    ),
    (Role.THIRD_PARTY, r"家属|第三方|其他(人)?|他人|配偶|担保人|紧急联系人"),
    (Role.CUSTOMER, r"客户|用户|借款人|车主|来电人|顾客"),
)
_EN = (
    (Role.IVR, r"ivr|system|recording"),
    (Role.BOT, r"bot|voice ?bot|virtual (agent|assistant)|ai assistant"),
    (
        Role.AGENT,
        r"(left_|call cent(er|re) )?agent|(sales |service )?rep(resentative)?|advis[eo]r|operator|internal|csr",
    ),
    (Role.AGENT, r"customer (service|care|support)( agent| rep(resentative)?)?"),
    (Role.THIRD_PARTY, r"third[_ ]?party|other|relative|spouse"),
    (Role.CUSTOMER, r"(right_)?customer|caller|client|borrower|external|user"),
)
_LINES = {
    "主叫": {OUTBOUND: Role.AGENT, INBOUND: Role.CUSTOMER},
    "被叫": {OUTBOUND: Role.CUSTOMER, INBOUND: Role.AGENT},
}
_SUFFIX = r"[\s_\-#]*(no\.?|工号)?\s*[a-z]?\d*"
_PERSON = r"((小|老|阿)[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,3}(先生|女士|小姐)| [a-z][\w.'’\-]{1,20}){0,2}"
"""Who it is, after the role: 客服小李, 客户王先生, Agent Smith."""
_PATTERNS = tuple((role, re.compile(rf"({words}){_SUFFIX}")) for role, words in (*_ZH, *_EN))
_WITH_PERSON = tuple(
    (role, re.compile(rf"({words})\s?{_PERSON}"))
    for role, words in (*_ZH, *_EN)
    if role in {Role.AGENT, Role.CUSTOMER}
)
_BRACKETS = re.compile(r"\s*[(\[【<（][^)\]】>）]*[)\]】>）]?\s*$")
_ANONYMOUS = re.compile(
    r"(speaker|spk|channel|ch|说话人|发言人|讲话人|声道|人物|参会人)?[\s_\-]*(\d{1,3}|[a-z])|unknown|主叫|被叫"
)


def bare(label: str) -> str:
    """Return a label without what stands in brackets after it, such as a staff number."""
    return _BRACKETS.sub("", label).strip()


def role_word(label: str, direction: str | None = None) -> Role | None:
    """Return the role that a label names, or None when it names none (``spk_0``, a person's name)."""
    key = _key(label)
    if key in _LINES:
        return _LINES[key].get((direction or "").casefold())
    return next((role for role, pattern in (*_PATTERNS, *_WITH_PERSON) if pattern.fullmatch(key)), None)


def names_person(label: str) -> bool:
    """Return whether a label says more about somebody than the role: it then is personal data."""
    key = _key(label)
    plain = any(pattern.fullmatch(key) for _, pattern in _PATTERNS) or key in _LINES
    return bool(key) and not plain and not is_anonymous(label)


def is_anonymous(label: str) -> bool:
    """Return whether a label only tells speakers apart: ``1``, ``A``, ``spk_0``, ``说话人 2``."""
    return _ANONYMOUS.fullmatch(_key(label)) is not None


def short_roles(labels: Iterable[str]) -> dict[str, Role]:
    """Return the roles of the short tags ``A`` (agent) and ``C`` (customer).

    Beside a ``B`` these letters are only the recogniser's names for voices, and say nothing.
    """
    by_key = {_key(label): label for label in labels}
    if "c" not in by_key or "b" in by_key:
        return {}
    roles = {"a": Role.AGENT, "c": Role.CUSTOMER}
    return {by_key[key]: role for key, role in roles.items() if key in by_key}


def _key(label: str) -> str:
    return bare(unicodedata.normalize("NFKC", label)).casefold()
