"""The words a signal rests on: quotes among their neighbours, and the form answers that said it."""

from collections.abc import Sequence
from typing import Any

from bot.chat.cards.words import quote, safe
from bot.forms.answers import answer_from_json
from bot.forms.catalogue import catalogue
from bot.forms.wording import value_text
from bot.texts import Texts, bilingual
from storage.models import AnswerChange, StoredSignal, StoredTranscript
from storage.unit_of_work import UnitOfWork

CONTEXT_TURNS = 2  # turns shown on either side of a quote
QUOTED_TURN_LIMIT = 420  # characters of a turn that holds a quote
OTHER_TURN_LIMIT = 160  # characters of its neighbours
MOST_TURNS = 14  # a card holds 4,096 characters, and the label must still be on it
LEAD_IN = 60  # characters kept before a quote deep inside a long turn


def evidence_html(uow: UnitOfWork, signal: StoredSignal, texts: Texts, *, context: int) -> str:
    """Return the quotes with `context` turns on either side, speaker and turn number on each, then form answers."""
    parts = _turns(uow, signal, texts, context)
    answers = [item for item in signal.evidence if "question" in item]
    changes = uow.forms.changes(signal.response_id) if signal.response_id and answers else ()
    parts += [_answer(item, changes, texts) for item in answers]
    if context and answers:
        parts += _answers_around(uow, signal, [str(item["question"]) for item in answers], texts)
    return "\n".join(parts)


def has_quotes(signal: StoredSignal) -> bool:
    """Return whether the call's own words are part of the evidence."""
    return any("turn" in item for item in signal.evidence)


def _turns(uow: UnitOfWork, signal: StoredSignal, texts: Texts, context: int) -> list[str]:
    transcript = _transcript(uow, signal)
    quoted: dict[int, list[str]] = {}
    for item in signal.evidence:
        if "turn" in item:
            quoted.setdefault(int(item["turn"]), []).append(str(item["quote"]))
    if transcript is None or not quoted:
        return []
    near = {n for turn in quoted for n in range(turn - context, turn + context + 1)}
    shown = sorted(n for n in near if 1 <= n <= len(transcript.turns))
    if len(shown) > MOST_TURNS:
        shown = sorted(quoted)[:MOST_TURNS]
    parts: list[str] = []
    for before, number in zip([shown[0], *shown], shown, strict=False):
        if number > before + 1:
            parts.append("⋯")
        parts.append(_turn(transcript.turns[number - 1], number, quoted.get(number, []), texts))
    return parts


def _turn(turn: dict[str, Any], number: int, quotes: list[str], texts: Texts) -> str:
    speaker = texts("lead-speaker-" + str(turn["role"]).replace("_", "-"))
    head = texts("lead-turn", number=number, speaker=speaker)
    text = str(turn["text"])
    if not quotes:
        gap = "" if head.endswith("：") else " "
        return f"{head}{gap}{safe(_shortened(text, OTHER_TURN_LIMIT))}"
    body = _around(text, quotes[0])
    marked = safe(body)
    for words in quotes:
        # The lead reads the whole turn; the words that carry the claim stand out in it.
        marked = marked.replace(safe(words), f"<b><u>{safe(words)}</u></b>", 1)
    return f"{head}\n<blockquote>{marked}</blockquote>"


def _around(text: str, words: str) -> str:
    """Return a long turn cut so that the quoted words are in what remains."""
    if len(text) <= QUOTED_TURN_LIMIT:
        return text
    at = max(text.find(words), 0)
    start = 0 if at + len(words) <= QUOTED_TURN_LIMIT else max(at - LEAD_IN, 0)
    end = start + max(QUOTED_TURN_LIMIT, at - start + len(words))
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _answer(item: dict[str, Any], changes: Sequence[AnswerChange], texts: Texts) -> str:
    question = catalogue().questions.get(str(item["question"]))
    if question is None:
        return quote(str(item["question"]))
    chosen = [question.option(key.strip()) for key in str(item.get("option", "")).split(",")]
    said = " / ".join(bilingual(option.labels, texts.locale) for option in chosen if option is not None)
    asked = bilingual(question.labels, texts.locale)
    text = texts("lead-form-answer", question=safe(asked), answer=safe(said or "–"))
    later = [change for change in changes if change.question == question.key]
    if later:
        now = answer_from_json(later[-1].new) if later[-1].new else None
        text += "\n" + texts(
            "lead-form-corrected",
            answer=safe(value_text(question, now, texts)) if now else "–",
            reason=safe(later[-1].reason),
        )
    return text


def _answers_around(uow: UnitOfWork, signal: StoredSignal, keys: list[str], texts: Texts) -> list[str]:
    """Return the answers next to those that raised the signal: what a form has for context."""
    rows = [
        row
        for row in (uow.forms.answers(signal.response_id) if signal.response_id else ())
        if row.status == "answered" and row.question in catalogue().questions
    ]
    places = [place for place, row in enumerate(rows) if row.question in keys]
    near = {n for place in places for n in range(place - CONTEXT_TURNS, place + CONTEXT_TURNS + 1)}
    said = []
    for place, row in enumerate(rows):
        question = catalogue().questions[row.question]
        if place in near and row.question not in keys and "sens" not in question.flags:
            plain = {"value": row.value, "status": row.status, "source": row.source, "said": ""}
            answer = value_text(question, answer_from_json(plain), texts)
            asked = bilingual(question.labels, texts.locale).split("{", 1)[0].rstrip("：: ")
            said.append(texts("lead-form-beside", question=safe(asked), answer=safe(_shortened(answer, 80))))
    return said


def _transcript(uow: UnitOfWork, signal: StoredSignal) -> StoredTranscript | None:
    review = uow.reviews.review(signal.review_id) if signal.review_id else None
    return uow.reviews.transcript(review.transcript_id) if review else None
