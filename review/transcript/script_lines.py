"""What agents say by script and customers say by nature: the clues that tell two voices apart."""

import re

# Each of these is the lender's own script; customers hardly ever say it (domain rules 3.1.4 and 8.3.2).
_SCRIPT = re.compile(
    r"工号(?!(是|您|你)?(多少|几|什么|呢|报))|(通话|电话|本次|来电)(将|会|会被|正在|可能|需)?(被)?(全程)?录音|录音通话"
    r"|请问(您)?是.{0,12}(本人|先生|女士|小姐)|是.{1,6}(先生|女士|小姐)本人(吗|么|嘛)"
    r"|(您好|你好|喂)[,，、 ]*(我)?这里是|(这里|我们|我这边|这边)是.{0,14}(公司|金融|银行|客服|中心|租赁|集团|贷后|回访)"
    r"|为您服务|感谢您?的?(接听|来电|配合)|祝您(生活|用车|工作)|给您做(个|一个)?.{0,4}回访|回访电话"
    r"|call (is|may be|will be|is being) (being )?(recorded|monitored)|recorded (line|call)"
    r"|thank(s| you) for (calling|taking (my|the|our) call)|how (can|may) i (help|assist) you"
    r"|am i (speaking|talking) (with|to)|(my|our) (staff|agent|employee) (id|number)"
    r"|(calling|here) from .{0,30}(finance|bank|credit|loans?|leasing|motors?|auto)|date of birth for (security|verification)",
    re.IGNORECASE,
)
_LENDER_VOICE = re.compile(
    r"^请问|请您|麻烦您|帮您|跟您(核对|确认)|和您(核对|确认)|您(方便|目前|近期|最近|这边|那边)|核实一下|(提交|帮您)申请"
    r"|could you (please )?(confirm|tell)|can you (please )?confirm|for (security|verification)|i can (help|submit)",
    re.IGNORECASE,
)
_BORROWER_VOICE = re.compile(
    r"^(是我|我是|对|嗯|是的|行|好的|没有|不是|知道)|我(自己|老婆|老公|爸|妈|家里|工资|单位|厂里|手头|没钱)|你们(公司|那|这|怎么)|还不上"
    r"|^(yes|yeah|speaking|no|yep)\b|my (wife|husband|job|wage|pay|boss|car)|i (can't|cannot|don't) (pay|have|afford)",
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
