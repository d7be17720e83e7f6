"""The coverage receipt: where each required question was asked and answered."""

import re

from review.domain import Coverage, Role, Transcript, Turn
from review.normalise import fold
from review.questions import Wording, load_wordings

ANSWER_REACH = 4  # turns: behind that the talk has moved on
ASKS_BACK = re.compile(
    r"^(?:啊|嗯|哈|什么|啥|您?说什么|你说啥|再说一遍|没听清|喂|sorry|pardon|what|hello|say again|come again|eh|huh|"
    r"you what)[?？。,.! ]*$"
)


def cover(transcript: Transcript, must_have: tuple[str, ...]) -> tuple[Coverage, ...]:
    """Return one line for each required question, in the order given; None = nowhere in the talk."""
    wordings = load_wordings()
    asked = [(turn, fold(turn.text)) for turn in transcript.turns if turn.role in (Role.AGENT, Role.BOT)]
    return tuple(_covered(key, wordings.get(key), asked, transcript) for key in must_have)


def _covered(
    key: str, wording: Wording | None, asked: list[tuple[Turn, str]], transcript: Transcript
) -> Coverage:
    hits = [turn for turn, text in asked if wording is not None and wording.asked_in(text)]
    for turn in hits:
        if answer := answer_to(transcript, turn.index):
            return Coverage(question=key, asked_turn=turn.index, answered_turn=answer.index)
    return Coverage(question=key, asked_turn=hits[0].index if hits else None, answered_turn=None)


def answer_to(transcript: Transcript, index: int) -> Turn | None:
    """Return the customer's answer to the turn with this number, past "sorry?" and the repeated question."""
    for turn in transcript.turns[index : index + ANSWER_REACH]:
        if turn.role in (Role.CUSTOMER, Role.UNKNOWN) and not ASKS_BACK.search(fold(turn.text).strip()):
            return turn
        if turn.role in (Role.AGENT, Role.BOT) and turn.index > index + 1 and len(turn.text) > REPEATED:
            return None
    return None


REPEATED = 30  # characters; a longer agent turn asks something new
