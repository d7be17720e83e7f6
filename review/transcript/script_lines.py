"""What agents say by script and customers say by nature: the clues that tell two voices apart."""

import re

# The lender's own script; customers hardly ever say it (domain rules 3.1.4 and 8.3.2).
_SCRIPT_BY_PURPOSE = {
    "staff number": r"(?<![你您])工号(?!(是|您|你)?(多少|几|什么|呢|报))|(my|our) (staff|agent|employee) (id|number)",
    "recording notice": r"(通话|电话|本次|来电)(将|会|会被|正在|可能|需|都?是?有?)?(被)?(全程)?录音|录音(通话|电话)"
    r"|\b(calls?|line|we)(['’](s|re)| is| are| may be| will be)? (being )?(recorded|recording|monitored)\b"
    r"|\bwe record\b|recorded (line|call)|on a recorded",
    "asking for the borrower": r"请问(您)?是.{0,12}(本人|先生|女士|小姐)|是.{1,6}(先生|女士|小姐)(本人)?(吗|么|嘛|吧)"
    r"|am i (speaking|talking) (with|to)|is (that|this) (mr|mrs|ms|miss|dr|doctor)\b"
    r"|(may|could|can) i (please )?speak (to|with) (?!your|a\b|the\b|an\b|some|him|them|whoever)",
    "identity check": r"(证件|身份证).{0,3}(后|尾|末).{0,3}(四位|4位)[^，。]{0,12}(核|说|报|出生|吗|？)"
    r"|(your|and|for your) date of birth|last (four|4) (digits|characters|numbers)?\s?of your",
    "company": r"(您好|你好|喂)[,，、 ]*(我)?这里是|(您好|你好|喂)[,，、 ]*.{2,8}(金融|汽金|车贷|租赁|银行)[,，、。 ]"
    r"|(这里|我们|我这边|这边)是.{0,14}(公司|金融|银行|客服|中心|租赁|集团|贷后|回访)"
    r"|\b(calling|here|ringing) from .{0,30}(finance|credit|leasing|loans?)\b"
    r"|\b(from|at|with) (?-i:[A-Z][\w&'’]*(?: [A-Z&][\w&'’]*){0,4} (?:Finance|Credit|Leasing|Loans?|Bank)\b)",
    "service phrases": r"为您服务|感谢您?的?(接听|来电|配合)|祝您(生活|用车|工作)|给您做(个|一个)?.{0,4}回访|回访电话"
    r"|thank(s| you) for (calling|taking (my|the|our) call)|how (can|may) i (help|assist) you",
}
_SCRIPT = re.compile("|".join(_SCRIPT_BY_PURPOSE.values()), re.IGNORECASE)
_LENDER_VOICE = re.compile(
    r"^请问|请您|麻烦您|帮您|跟您(核对|确认)|和您(核对|确认)|您(方便|目前|近期|最近|这边|那边|这台|这辆|当时)|核[实对](一下|通过)|(提交|帮您)申请"
    r"|给您(登记|备注|记|提交)|我(这边|记下|备注)|请留意|自动扣款|感谢|祝您"
    r"|could you (please )?(confirm|tell)|can you (please )?confirm|for (security|verification)|i can (help|submit|offer|note)"
    r"|thank you, (that|verified)|that matches|anything else (i|you|we)|i('ll| will) (note|record|put|arrange|send you)|your (instalment|account with us)",
    re.IGNORECASE,
)
_BORROWER_VOICE = re.compile(
    r"^(是我|我是(?!.{0,10}(金融|客服|公司|回访))|对|嗯|是的|行|没有|不是|知道)|我(自己|老婆|老公|爸|妈|家里|工资|单位|厂里|手头|没钱)"
    r"|你们(公司|那|这|怎么)|还不上"
    r"|^(yes|yeah|yep|no|nope|speaking)\b|my (wife|husband|job|wage|pay|boss|car|mum|dad|hours)"
    r"|i (can't|cannot|don't) (pay|have|afford)|i got (laid off|let go)",
    re.IGNORECASE,
)
SCRIPT_WEIGHT = 1.0
"""One line of script settles who the agent is, when nothing speaks against it."""
VOICE_WEIGHT = 0.25
"""Manner of speech only leans: it takes several lines to settle it."""


def is_script_line(text: str) -> bool:
    """Return whether an agent's script stands in this line."""
    return _SCRIPT.search(text) is not None


def agent_weight(text: str) -> float:
    """Return how much one line sounds like the agent (positive) or the customer (negative)."""
    weight = SCRIPT_WEIGHT if is_script_line(text) else 0.0
    weight += VOICE_WEIGHT if _LENDER_VOICE.search(text) else 0.0
    return weight - (VOICE_WEIGHT if _BORROWER_VOICE.search(text) else 0.0)
