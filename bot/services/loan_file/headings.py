"""Which headings mean which canonical column.

To recognise another heading, add it to `ALIASES` below. Comparison ignores case, spaces, underscores,
punctuation and a trailing unit in brackets. A file with other headings needs a mapping file instead.
"""

import re
from collections.abc import Mapping, Sequence

REQUIRED = ("loan_number", "disbursed_on", "principal")
PERSONAL = frozenset({"customer_name", "phone", "id_number", "address", "vin", "plate"})

ALIASES: Mapping[str, tuple[str, ...]] = {
    "loan_number": (
        "合同号",
        "合同编号",
        "贷款编号",
        "贷款号",
        "借据号",
        "借据编号",
        "loan no",
        "loan id",
        "contract number",
        "contract no",
        "account number",
        "agreement number",
    ),
    "disbursed_on": (
        "放款日期",
        "放款日",
        "放款时间",
        "起息日",
        "发放日期",
        "disbursement date",
        "disbursal date",
        "disbursed date",
        "disbursed",
        "funding date",
        "payout date",
    ),
    "principal": (
        "放款金额",
        "贷款金额",
        "贷款本金",
        "本金",
        "借款金额",
        "融资金额",
        "disbursed amount",
        "loan amount",
        "amount financed",
        "amount",
    ),
    "currency": ("币种", "货币", "ccy"),
    "customer_name": (
        "客户姓名",
        "姓名",
        "借款人",
        "借款人姓名",
        "客户名称",
        "name",
        "customer",
        "borrower",
        "borrower name",
        "full name",
    ),
    "phone": (
        "手机",
        "手机号",
        "手机号码",
        "联系电话",
        "电话",
        "客户手机",
        "mobile",
        "mobile number",
        "phone number",
        "telephone",
    ),
    "id_number": (
        "身份证",
        "身份证号",
        "身份证号码",
        "证件号",
        "证件号码",
        "id no",
        "national id",
        "id card",
    ),
    "language": ("语言", "lang", "preferred language"),
    "timezone": ("时区", "tz", "time zone"),
    "city": ("城市", "所在城市", "居住城市", "town"),
    "address": ("地址", "住址", "家庭住址", "居住地址", "home address"),
    "rate": ("利率", "年利率", "年化利率", "interest rate", "apr"),
    "term": ("期数", "贷款期数", "期限", "贷款期限", "还款期数", "tenor", "tenure", "term months", "months"),
    "instalment": ("月供", "月还款额", "每期还款额", "每月还款", "installment", "monthly payment", "emi"),
    "due_day": ("还款日", "每月还款日", "扣款日", "payment day", "due day of month"),
    "dpd": ("逾期天数", "当前逾期天数", "days past due", "overdue days", "days overdue"),
    "ltv": ("贷款成数", "抵押率", "贷款价值比", "loan to value"),
    "bureau_score": ("征信分", "征信评分", "信用分", "信用评分", "credit score", "bureau", "cibil score"),
    "dealer": ("经销商", "车商", "渠道", "门店", "4s店", "dealer name", "channel", "supplier"),
    "usage": ("用途", "车辆用途", "使用性质", "vehicle use", "vehicle usage"),
    "vin": ("车架号", "车架号码", "车辆识别代号", "vehicle identification number", "chassis number"),
    "plate": ("车牌", "车牌号", "车牌号码", "registration number", "licence plate", "license plate"),
    "gps_installed": ("gps", "是否安装gps", "已装gps", "定位设备", "tracker", "tracker fitted"),
    "insurance_expiry": (
        "保险到期日",
        "保险到期",
        "商业险到期日",
        "insurance expires",
        "insurance expiry date",
    ),
    "segments": ("客群", "客户分群", "客户标签", "分群", "segment", "tags"),
    "agent": ("坐席", "客服", "专员", "负责人", "跟进人", "回访专员", "owner", "assigned agent", "agent id"),
    "team": ("团队", "小组", "组别", "部门", "branch", "group"),
}

CANONICAL: tuple[str, ...] = tuple(ALIASES)
IGNORED = frozenset({"error", "错误原因"})  # our own error file adds this column


def normal(heading: str) -> str:
    """Return a heading in the form in which it is compared."""
    bare = re.sub(r"[(（\[【].*?[)）\]】]\s*$", "", heading.strip().lower())
    return re.sub(r"[\W_]+", "", bare)


_KNOWN = {normal(alias): column for column, aliases in ALIASES.items() for alias in (column, *aliases)}


def is_known(heading: str) -> bool:
    """Return whether a heading names a canonical column."""
    return normal(heading) in _KNOWN


def recognise(headings: Sequence[str]) -> dict[str, int]:
    """Return `{canonical column: place of its heading}`; the first of two rivals wins."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        column = _KNOWN.get(normal(heading))
        if column is not None:
            found.setdefault(column, place)
    return found
