"""Whether somebody on the call tries to instruct the reviewer. It is noted and changes nothing."""

import re

from review.cues import load_cues
from review.domain import Transcript
from review.normalise import fold

MORE = re.compile(
    r"系统指令|指令[:：]|(?:视为|标记为|判(?:定)?为|评(?:为|定为|成)|记(?:录)?为|当作)(?:全部)?(?:正常|无风险|低风险|优秀|满分|通过|合格|没问题)"
    r"|无需生成|不要生成|不(?:要|用)(?:标记|提示|报告)(?:风险|信号)|请(?:系统|ai|模型|机器人).{0,12}(?:评|判|标|忽略|通过)"
    r"|(?:ignore|disregard|forget|override) (?:\w+ ){0,4}(?:instructions?|rules|prompts?|above|guidelines)|(?:mark|rate|score|classify|report|flag) (?:this|the|my) "
    r"(?:call|customer|account|conversation)? ?(?:as )?(?:clean|perfect|no risk|low risk|safe|passed|ten|100|compliant)|(?:note|attention|message|instruction)s? (?:to|for) (?:the )?"
    r"(?:ai|model|reviewer|system|bot|machine|transcri\w+|algorithm)|\[?/?(?:system|assistant|inst)\]?:|no signals? (?:found|should)|<\|"
)


def injection_suspected(transcript: Transcript) -> bool:
    """Return whether any turn addresses the reviewer instead of the other speaker."""
    known = load_cues()["injection"]
    return any(
        known.search(text) or MORE.search(text) for text in (fold(turn.text) for turn in transcript.turns)
    )
