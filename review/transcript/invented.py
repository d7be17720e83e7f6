"""Text that a recogniser invents in silence. It is marked, never dropped: a person can still read it."""

import re

LOW_CONFIDENCE = "low_confidence"
INVENTED = "invented_in_silence"
CONFIDENCE_FLOOR = 0.5
"""Below this, words of vendors' recognisers were wrong about as often as right."""

# Subtitle and video-site phrases: nobody says them in a call about a car loan.
_PHRASES = re.compile(
    r"thank(s| you)( (so|very) much)? for watching|please (like and )?subscribe|like and subscribe"
    r"|subtitles? (by|provided)|transcri(bed|ption) by|amara\.org|see you in the next video"
    r"|请(不吝)?(点赞|订阅|關注|关注)|(感谢|谢谢|多谢)(大家|您|你)?(的)?(观看|收看|收听)|訂閱|點贊|请订阅"
    r"|字幕(组|by|由|制作|提供|志愿者|：|:)|^字幕|明镜与点点|打赏支持|下(期|集)(节目|视频|再见)|中文字幕",
    re.IGNORECASE,
)


def doubts(text: str, confidence: float | None) -> tuple[str, ...]:
    """Return the marks that this text earns by its words and its confidence (0 to 1)."""
    marks = []
    if confidence is not None and confidence < CONFIDENCE_FLOOR:
        marks.append(LOW_CONFIDENCE)
    if _PHRASES.search(text):
        marks.append(INVENTED)
    return tuple(marks)
