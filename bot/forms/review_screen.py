"""The overview of all answers with a way to change each, and what is shown after submission."""

from bot.forms.callback_data import encode
from bot.forms.definition import Question
from bot.forms.screen import Button, Screen
from bot.forms.session import FormSession
from bot.forms.view import HARDSHIP
from bot.forms.wording import fill, shorten, value_text
from bot.texts import Texts, bilingual

PER_ROW = 5  # numbers side by side; more get too small to hit on a phone
LONGEST_REVIEW = 3500  # characters; leaves room for heads and notes under Telegram's 4096

Row = tuple[Button, ...]


def review_screen(session: FormSession, texts: Texts, form_id: str) -> Screen:
    """Return the overview: every question that may be asked with its answer, what is missing, and submit if open."""
    listed = session.visible_questions
    lines = [_line(session, question, number, texts) for number, question in enumerate(listed, start=1)]
    title = texts("form-review-title", form=bilingual(session.definition.labels, texts.locale))
    body = _fitted(lines, texts) if lines else texts("form-review-empty")
    text = "\n\n".join([title, body, *_state(session, texts), texts("form-review-pick")])
    numbers = [
        Button(label=str(number), data=encode(form_id, session.step, f"{_verb(session, q)}:{position}"))
        for number, q in enumerate(listed, start=1)
        if session.asks(q)
        for position in [session.definition.position[q.key]]
    ]
    rows = [tuple(numbers[at : at + PER_ROW]) for at in range(0, len(numbers), PER_ROW)]
    return Screen(text=text, rows=(*rows, *_ending_rows(session, texts, form_id)), protected=True)


def submitted_screen(session: FormSession, texts: Texts) -> Screen:
    """Return the last screen; it has no buttons."""
    customer = session.definition.audience == "customer"
    return Screen(text=texts("form-submitted-title-self" if customer else "form-submitted-title"))


def _verb(session: FormSession, question: Question) -> str:
    return "edit" if question.key in session.answers else "jump"


def _line(session: FormSession, question: Question, number: int, texts: Texts) -> str:
    answer = session.answers.get(question.key)
    if answer is None:
        shown = texts("form-value-none" if session.view.requires(question) else "form-value-optional")
    else:
        shown = shorten(value_text(question, answer, texts))
    # The summary question would repeat the whole overview inside one of its lines.
    wording = bilingual(question.labels, texts.locale).split("{summary}", maxsplit=1)[0].rstrip("：:？? ")
    return texts("form-review-line", number=number, question=fill(wording, session, texts), answer=shown)


def _fitted(lines: list[str], texts: Texts) -> str:
    kept: list[str] = []
    for at, line in enumerate(lines):
        if sum(map(len, kept)) + len(line) > LONGEST_REVIEW:
            kept.append(texts("form-review-more", count=len(lines) - at))
            break
        kept.append(line)
    return "\n".join(kept)


def _state(session: FormSession, texts: Texts) -> list[str]:
    if session.is_stopped:
        return [texts("form-review-stopped")]
    notes = [texts("form-review-identity")] if session.blocked_by_identity else []
    missing = session.missing_must_have
    if missing:
        return [*notes, texts("form-review-missing", count=len(missing))]
    return notes or [texts("form-review-ready")]


def _ending_rows(session: FormSession, texts: Texts, form_id: str) -> list[Row]:
    customer = session.definition.audience == "customer"
    hard = any(q.group == HARDSHIP for q in session.definition.questions) and not session.is_stopped
    lines = [
        [("form-button-submit", "submit", session.may_submit)],
        [
            ("form-button-back", "back", bool(session.trail)),
            ("form-button-continue", "keep", not session.may_submit),
        ],
        [
            ("form-button-stress-self" if customer else "form-button-stress", "stress", hard),
            ("form-button-pause", "pause", True),
        ],
        [("form-button-person", "person", customer), ("form-button-language", "lang", customer)],
    ]
    rows = [
        tuple(
            Button(label=texts(key), data=encode(form_id, session.step, action))
            for key, action, on in line
            if on
        )
        for line in lines
    ]
    return [row for row in rows if row]
