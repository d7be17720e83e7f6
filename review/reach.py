"""Who is on the line, and when identity was asked and given: read from the order of the talk."""

import re
from dataclasses import dataclass

from review.domain import Role
from review.phrases.lines import Line
from review.phrases.notation import phrases

OPENING_REACH = 8  # turns within which somebody else says that the borrower is not there

ASKED_PROOF = re.compile(
    r"后四位|末四位|尾号|四位|证件|身份证|出生|生日|核对|核实|核验|核身|住址|哪个?区|区县|验证"
    r"|date of birth|dob\b|birthday|last four|last 4|verif|security|postcode|post code|zip|first line|address|\bborn\b"
    r"|confirm (?:your|some)|social|licen[cs]e|aadhaar|\bpan\b|\bnin\b|\bid\b|passport|mother's maiden"
)
PASSED = re.compile(
    r"已完成核身|已核身|核身通过|已登录|登录核验|验证码.{0,6}(?:通过|确认)|身份已|verified|logged[- ]?in"
    r"|code was accepted|signed in"
)
AWAY = phrases(
    chinese=(
        "(?:他|她|佢)_(?:不在|唔喺|没在|出去|上班|开会|洗澡|睡|忙|在外|去了|不方便|走开|上厕所|出差|住院)(?!我)",
        (
            "我(?:是|系)[一-鿿]{1,4}?(?:的)?(?:妈|爸|母亲|父亲|老婆|老公|爱人|妻子|丈夫|媳妇|儿子|女儿|哥|弟|姐|妹|同事|朋友|室友|邻居|领导"
            "|老板|家人|同学|舍友|对象|女朋友|男朋友|奶奶|爷爷|亲戚|婆婆|岳)"
        ),
        "不是本人|我不是(?:他|她|本人)|(?:打|拨)错(?:了|电话)|没(?:有)?这个人|我不认识(?:他|她|这个人)|不在(?:,|。|$).{0,4}我是",
        "(?:开会|出去|上班)去了,?我是|(?:找他|找她)(?:什么|啥|有)|我(?:帮|替)(?:你|您)?(?:转告|叫|喊|传)|接的是(?:他|她)",
    ),
    english=(
        (
            "(?:he|she|they)(?:'s| is|'re)_(?:not (?:here|in|home|available|around)|out|at work|away|asleep|up a ladder|busy|gone|driving"
            "|in (?:the|a) (?:shower|meeting|bath|theatre|hospital)|on (?:holiday|shift|site|the other line))"
        ),
        (
            "(?:this is|i'm|it's|i am|speaking to)_(?:his|her|their|the|@other's|\\w+'s) (?:\\w+ )?(?:wife|husband|mum|mom|mam|mother|dad"
            "|father|son|daughter|brother|sister|flatmate|room ?mate|house ?mate|colleague|boss|manager|partner|boyfriend|girlfriend"
            "|neighbou?r|clerk|nan|friend|landlord|secretary|assistant|grandmother|fiancee?|mate|aunt|uncle|cousin|receptionist)"
        ),
        (
            "wrong number|no one (?:here )?(?:by|of|called)|nobody (?:by|here|called)|doesn't live here|not (?:him|her)(?:self)?"
            "|(?:can i )?take a message|(?:he|she) isn't (?:here|in|home)|what do you want with (?:him|her)|(?:he|she)'ll be back"
            "|is (?:he|she) owing|what's (?:he|she) done|(?:he|she) doesn't (?:work|live) here"
            "|my (?:mum|mom|dad|husband|wife|son|daughter|brother|sister|mam)(?:'s)? (?:phone|isn't|is not|not here|at work|out)"
        ),
    ),
)
ADDRESSED = re.compile(
    r"(?:你|您)是(?:他|她)(?:的)?(?:同事|妈|爸|母亲|父亲|老婆|老公|爱人|儿子|女儿|哥|弟|姐|妹|朋友|室友|家人|领导|邻居|对象)|家属吗"
    r"|(?:you're|are you|is that) (?:his|her|\w+'s) (?:wife|husband|mum|mom|mother|dad|father|son|daughter|flatmate|roommate|housemate"
    r"|brother|sister|boss|colleague|friend|partner)"
)
ASKS_FOR = re.compile(
    r"(?:请问)?是.{0,12}(?:先生|女士|小姐|老板|师傅|本人|家|吗|吧|电话|办公室)|本人|在吗|找|是.{1,4}吗"
    r"|am i|is that|is this|speak|have i got|may i|could i|hello|looking for|there\b"
)
TAKES_OVER = re.compile(
    r"我就是|是我(?!妈|爸|老|爱|儿|女|弟|哥|姐|妹|朋|同|的|们)|本人|换(?:他|她|我)来|来了来了|speaking|that's me"
    r"|this is (?:he|she|him|her)\b|here (?:he|she) is"
)
JOINT = re.compile(
    r"共同(?:借款|承租|还款)|书面授权|joint|co-?borrower|on the loan with|two of us signed|both signed|authori[sz]ed"
)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What the order of the talk shows. Turn numbers are 1-based; None = never."""

    verified: int | None
    others: frozenset[int]
    """Turns on the customer's side that somebody other than the borrower speaks."""

    @property
    def third_party(self) -> bool:
        """Return whether somebody else took the call."""
        return bool(self.others)


def read_reach(lines: tuple[Line, ...]) -> Reach:
    """Return who was on the line and from which turn on identity was established."""
    asked = next(
        (line.turn.index for line in lines if is_agent(line) and ASKED_PROOF.search(line.text)), None
    )
    passed = next((line.turn.index for line in lines if PASSED.search(line.text)), None)
    answered = None
    if asked is not None:
        answered = next((line.turn.index for line in lines[asked:] if is_customer(line)), None)
    known = [item for item in (answered, passed) if item is not None]
    return Reach(verified=min(known, default=None), others=_others(lines))


def _others(lines: tuple[Line, ...]) -> frozenset[int]:
    """Return the customer turns from the first "she is not here" until the borrower takes over."""
    found: set[int] = set()
    away = False
    asked_for = False
    for line in lines:
        early = line.turn.index <= OPENING_REACH and not found
        if not is_customer(line):
            away = away or (early and is_agent(line) and bool(ADDRESSED.search(line.text)))
            asked_for = bool(ASKS_FOR.search(line.text))
            continue
        if line.turn.role is Role.THIRD_PARTY:
            found.add(line.turn.index)
            continue
        if away and TAKES_OVER.search(line.text):
            away = False
        elif early and not away and (asked_for or line.turn.index == 1) and AWAY.search(line.text):
            away = True
        away = away and not JOINT.search(line.text)
        if away:
            found.add(line.turn.index)
    return frozenset(found)


def is_agent(line: Line) -> bool:
    """Return whether the lender's side speaks."""
    return line.turn.role in (Role.AGENT, Role.BOT)


def is_customer(line: Line) -> bool:
    """Return whether the called side speaks, whoever it is."""
    return line.turn.role in (Role.CUSTOMER, Role.THIRD_PARTY)
