"""Agreement to a question: a specific closed question, and more than a backchannel in reply."""

from review.cues import Cues, load_cues
from review.domain import Role, Turn
from review.normalise import fold, normalise
from review.polarity import negated_at
from review.surroundings import QUESTION_MARKS, surround

SHORT_REPLY = 6  # words or characters after yes or no; a longer reply says something of its own
PUNCTUATION = " ，。！!？?；;：:…—,.、~～-'\"“”"


def is_backchannel(text: str) -> bool:
    """Return whether a text holds nothing but sounds and words of listening."""
    return not _without(fold(text), load_cues(), "backchannels")


def is_bare_assent(text: str) -> bool:
    """Return whether a text agrees, and perhaps says when, but says nothing on its own."""
    cues = load_cues()
    folded = fold(text).strip()
    if not cues["assents"].search(folded):
        return False
    return not _without(cues["time_words"].sub(" ", folded), cues, "backchannels")


def is_short_reply(text: str, key: str) -> bool:
    """Return whether a text starts with yes or no and adds little that the signal is about."""
    cues = load_cues()
    folded = fold(text).strip()
    answers = cues["assents"].search(folded) or cues["customer_negatives"].search(folded)
    if not answers or cues.signal(key).core.search(folded):
        return False
    return len(normalise(folded[answers.end() :]).tokens) <= SHORT_REPLY


def _without(text: str, cues: Cues, name: str) -> str:
    return cues[name].sub(" ", text).strip(PUNCTUATION)


def assent_fault(asked: Turn, span: tuple[int, int], answered: Turn, key: str) -> str | None:
    """Return why a question of the agent and the customer's reply are no admission, or None if they are one."""
    cues = load_cues()
    reply = fold(answered.text).strip()
    if cues["customer_negatives"].search(reply):
        return "negated"
    if not cues["assents"].search(reply):
        return "backchannel_only" if is_backchannel(answered.text) else "assent_not_specific"
    if asked.role is not Role.AGENT or answered.index != asked.index + 1:
        return "assent_unpaired"
    return _question_fault(asked, span, cues, key)


def _question_fault(asked: Turn, span: tuple[int, int], cues: Cues, key: str) -> str | None:
    around = surround(asked.text, span, cues)
    question = around.sentence
    if cues["conditions"].search(question):
        return "hypothetical"
    last = around.sentence_end(around.last) == len(around.clauses) - 1
    closed = around.clauses[-1].end_mark in QUESTION_MARKS and not cues["open_questions"].search(question)
    if not (last and closed) or cues["negative_questions"].search(question):
        return "assent_not_specific"
    if cues["knowledge_questions"].search(question) or not _names_signal(question, cues, key):
        return "assent_not_specific"
    return None


def _names_signal(question: str, cues: Cues, key: str) -> bool:
    hits = [match.start() for match in cues.signal(key).core.finditer(question)]
    return any(not negated_at(question, at, cues) for at in hits)
