"""Whether an agent treats the call as out of the ordinary: registers, refers, comforts, explains support.

Agent words never make a customer signal. They only tell whether weak words of the customer deserve to be read:
on a call that the agent takes for plain routine, only plain statements count.
"""

import re

from review.phrases.lines import Line
from review.reach import is_agent

ROOM = 8  # turns; a shorter talk leaves no room for a reaction
HANDLES = re.compile(
    r"(?:我|先|给您|帮您|需要|会|都|如实|为|进行|把).{0,8}登记(?!的|在|证|过|住址|地址|区|编号|小区)|如实(?:登记|记录|反映)|登记[^,。?]{0,10}(?:变化|异议|投诉|情况|一下)"
    r"|专人|专门的?(?:同事|人)|转(?:人工|专|给)(?!账)|同事(?:会|尽快|再|另行)?.{0,4}(?:联系|跟您|跟进|核实|答复|回电)"
    r"|(?:提交|帮您申请|申请.{0,6}(?:审核|调整|延期))|(?:以|需|要|待|等).{0,4}审核|支持方案|困难支持|(?:正式|登记|这个|您的)投诉|核实(?:车辆|资金|情况|后|清楚|一下这)"
    r"|误导|诈骗，|很可能是诈骗|(?:先)?(?:申请)?暂停(?:催收)?|建议您?报警|您有权|抱歉听到|很(?:抱歉|难过|遗憾)|不容易|受苦|节哀|保重|担心您|(?:特别|很)担心"
    r"|谢谢您(?:告诉|如实|愿意|说这些|信任)|(?:很|非常)?理解您|我理解|合同约定|(?:需要|得)(?:提醒|说明)|未经我们|拒赔|约.{0,6}恢复|备注紧急|保护标记|还款义务|已记录您|关怀|您别(?:着急|难过)|宽限|减免"
    r"|\b(?:sorry (?:to hear|for your|that|you|about)|so (?:very |really )?sorry|i'm sorry|thank you for (?:telling|being|letting|sharing)|thanks for (?:telling|being|letting|sharing)"
    r"|support case|hardship|specialist|care team|log (?:that|it|this|a|your)|raise (?:a|it|this|that)|follow[- ]?up (?:on|with|call)|(?:someone|somebody|colleague|team|they)(?:'ll| will| is going to| needs to)"
    r"|make a note (?:that|of)|i(?:'ll| will| am|'m)(?: just)? not(?:e|ing) (?:that|it|him|her|of|the|this|down|nagpur)|need to (?:note|record|report|log|tell you|flag|let you know)|submit|put (?:a|the|your) (?:hold|request|account)"
    r"|worries me|worried about|are you safe|crisis|helpline|investigat\w+|fraud|part of the agreement|under the agreement|the agreement|breach|pass (?:this|it|that|you|the)"
    r"|refer (?:this|it|you)|that's a lot|can't (?:promise|commit|tell you what|say what)|nobody will be chasing|outcome|i understand|that must|take your time|breathing space|options|i hear you|appreciate you (?:telling|being|sharing))\b"
)
SURVEYS = re.compile(r"(?:吗|没有|吧|呢|不)[?？]|\b(?:any|do you|would you|is there|are you)\b[^.?!]{0,60}\?")


def handled(lines: tuple[Line, ...], *, conduct: bool) -> bool:
    """Return whether weak words count: the agent reacted, misbehaved (`conduct`), or there was no room to react."""
    if conduct or len(lines) <= ROOM or not any(is_agent(line) for line in lines):
        return True
    return any(_reacts(line.text) for line in lines if is_agent(line))


def _reacts(text: str) -> bool:
    return any(
        HANDLES.search(sentence) for sentence in SENTENCE.findall(text) if not SURVEYS.search(sentence)
    )


SENTENCE = re.compile(r"[^。!?.;]+[。!?.;]?")
