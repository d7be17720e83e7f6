"""The screen of a session: progress, script, question, hint and buttons, in the language of the given texts."""

import unicodedata
from collections.abc import Sequence
from datetime import timedelta

from bot.forms.answers import Answer, AnswerStatus
from bot.forms.callback_data import encode
from bot.forms.definition import CHOICE_TYPES, Option, Question
from bot.forms.review_screen import review_screen, submitted_screen
from bot.forms.screen import Button, Screen
from bot.forms.session import REVIEW, SUBMITTED, FormSession, Outcome
from bot.forms.view import HARDSHIP, SIGNALS_FACT
from bot.forms.wording import day_button_text, fill, shorten, value_text
from bot.texts import Texts, bilingual

CRISIS_SIGNAL = "vuln.self_harm"
ON_SITE = "insp"  # the group of an inspection's own questions; their photos count with time and place
NARROW = 14
"""Columns (a Chinese character takes two) up to which two options share a row."""
DAYS = {"past": (0, -1, -7, -30, -90), "future": (0, 1, 3, 7, 14, 30), "any": (-1, 0, 1, 7, 14, 30)}
"""Date buttons by the side of today on which the answer lies; anything else is said in words."""

Row = tuple[Button, ...]


def render(session: FormSession, texts: Texts, form_id: str) -> Screen:
    """Return what to show now; before identity is passed no loan fact is in it."""
    if session.cursor == SUBMITTED:
        return submitted_screen(session, texts)
    if session.cursor == REVIEW or session.question is None:
        return review_screen(session, texts, form_id)
    question = session.question
    rows = (
        *_answer_rows(session, question, texts, form_id),
        *_control_rows(session, question, texts, form_id),
    )
    # Always: the script names the customer, and a message keeps for good the protection that it was sent with.
    return Screen(text=_text(session, question, texts), rows=rows, protected=True)


def notice(outcome: Outcome, texts: Texts) -> str | None:
    """Return the words of an outcome's notice, or None where the next screen says it all."""
    return None if outcome.text_key is None else texts(outcome.text_key, **outcome.values)


def _text(session: FormSession, question: Question, texts: Texts) -> str:
    parts = [_progress_line(session, texts), _last_line(session, texts), *_scripts(session, question, texts)]
    wording = fill(bilingual(question.labels, texts.locale), session, texts)
    if "agent" in question.flags and question.group != "insp":
        wording = f"{wording}\n{texts('form-internal')}"
    parts.append(wording)
    parts.append(_standing(session, question, texts))
    return "\n\n".join(part for part in parts if part)


def _progress_line(session: FormSession, texts: Texts) -> str:
    progress = session.progress
    group = bilingual(session.definition.groups[progress.group], texts.locale)
    return texts("form-progress", number=progress.number, total=progress.total, group=group)


def _last_line(session: FormSession, texts: Texts) -> str:
    last = session.trail[-1] if session.trail else session.cursor
    question = session.definition.by_key.get(last)
    answer = session.answers.get(last)
    if (
        last == session.cursor
        or question is None
        or answer is None
        or answer.status is not AnswerStatus.ANSWERED
    ):
        return ""
    return texts("form-last", answer=shorten(value_text(question, answer, texts)))


def _scripts(session: FormSession, question: Question, texts: Texts) -> list[str]:
    form = session.definition
    if CRISIS_SIGNAL in (session.facts.get(SIGNALS_FACT) or ()):
        blocks = [form.script("crisis")]
    elif form.audience == "customer" and question.group != HARDSHIP:
        return []
    else:
        blocks = [s for s in form.scripts if {question.key, question.group} & set(s.shown_at)]
        if _just_identified(session):
            blocks.insert(0, form.script("after_identity"))
    spoken = [fill(bilingual(block.labels, texts.locale), session, texts) for block in blocks if block]
    # A customer reads the words as they are; an agent is told that they are to be said.
    return spoken if form.audience == "customer" else [texts("form-script", text=text) for text in spoken]


def _just_identified(session: FormSession) -> bool:
    return not session.blocked_by_identity and session.trail[-1:] in {("idv.factor2",), ("idv.result",)}


def _standing(session: FormSession, question: Question, texts: Texts) -> str:
    if question.key in session.pending:
        return texts("form-read-back", answer=value_text(question, session.pending[question.key], texts))
    answer = session.answers.get(question.key)
    hint = _hint(session, question, texts)
    if answer is not None:
        current = texts("form-current", answer=value_text(question, answer, texts))
        return f"{current}\n{hint}".strip()
    known = session.known(question.key)
    if known is None:
        return hint
    shown = value_text(question, Answer(value=known), texts)
    return f"{texts('form-known', answer=shown)}\n{hint}".strip()


def _hint(session: FormSession, question: Question, texts: Texts) -> str:
    if "code" in question.flags:
        return texts("form-hint-code")
    if question.type == "photo":
        key = "form-hint-photo-file" if question.group == ON_SITE else "form-hint-photo"
        return texts(key, count=len(session.draft(question)))
    if question.unit:
        return texts("form-hint-number-unit", unit=question.unit)
    if question.type in CHOICE_TYPES:
        return texts("form-hint-multi") if question.type == "multi" else ""
    return texts("form-hint-number" if question.type == "int" else f"form-hint-{question.type}")


def _answer_rows(session: FormSession, question: Question, texts: Texts, form_id: str) -> tuple[Row, ...]:
    def button(key: str, action: str) -> Button:
        return Button(label=texts(key), data=encode(form_id, session.step, action))

    if question.key in session.pending:
        return ((button("form-button-yes", "keep"), button("form-button-retry", "retry")),)
    rows = list(_option_rows(session, question, texts, form_id))
    if question.type in {"date", "datetime"}:
        rows += _date_rows(session, question, texts, form_id)
    if question.type in {"multi", "photo"} and session.draft(question):
        rows.append((button("form-button-ok", "ok"),))
    if question.key in session.answers:
        rows.append((button("form-button-keep", "keep"),))
    elif session.known(question.key) is not None:
        rows.insert(0, (button("form-button-same", "keep"),))
    return tuple(rows)


def _option_rows(session: FormSession, question: Question, texts: Texts, form_id: str) -> list[Row]:
    picked = _picked(session, question)
    buttons = [
        Button(
            label=_mark(question, option, picked) + bilingual(option.labels, texts.locale),
            data=encode(form_id, session.step, f"o{index}"),
        )
        for index, option in enumerate(session.options(question))
    ]
    return pair_up(buttons)


def _picked(session: FormSession, question: Question) -> frozenset[str]:
    if question.type == "multi":
        return frozenset(session.draft(question))
    answer = session.answers.get(question.key)
    return frozenset() if answer is None else answer.chosen


def _mark(question: Question, option: Option, picked: frozenset[str]) -> str:
    if question.type == "multi" and not option.alone:
        return "☑ " if option.key in picked else "☐ "
    return "● " if option.key in picked else ""


def _date_rows(session: FormSession, question: Question, texts: Texts, form_id: str) -> list[Row]:
    buttons = [
        Button(
            label=day_button_text(days, session.today, texts),
            # The absolute day, because the button may be pressed after midnight.
            data=encode(form_id, session.step, f"date:{session.today + timedelta(days=days)}"),
        )
        for days in DAYS[question.when]
    ]
    return [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]


def _control_rows(session: FormSession, question: Question, texts: Texts, form_id: str) -> tuple[Row, ...]:
    customer = session.definition.audience == "customer"
    answering = [
        ("form-button-decline", "decline", question.may_decline),
        ("form-button-unknown", "unknown", question.may_be_unknown),
    ]
    moving = [
        ("form-button-back", "back", bool(session.trail)),
        # Before anything is answered there is nothing to look over, and the question needs the room.
        ("form-button-review", "review", bool(session.answers)),
        ("form-button-skip", "skip", not session.view.requires(question)),
    ]
    caring = [
        (
            "form-button-stress-self" if customer else "form-button-stress",
            "stress",
            can_raise_stress(session),
        ),
        ("form-button-pause", "pause", True),
    ]
    asking = [("form-button-person", "person", customer), ("form-button-language", "lang", customer)]
    rows = (
        tuple(
            Button(label=texts(key), data=encode(form_id, session.step, action))
            for key, action, wanted in line
            if wanted
        )
        for line in (answering, moving, caring, asking)
    )
    return tuple(row for row in rows if row)


def can_raise_stress(session: FormSession) -> bool:
    """Return whether the form has questions about difficulty, so that the button leads somewhere."""
    return not session.is_stopped and any(q.group == HARDSHIP for q in session.definition.questions)


def pair_up(buttons: Sequence[Button]) -> list[Row]:
    """Return the buttons in rows: two short ones side by side, a long one alone."""
    rows: list[Row] = []
    for button in buttons:
        if rows and len(rows[-1]) == 1 and _is_narrow(button) and _is_narrow(rows[-1][0]):
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    return rows


def _is_narrow(button: Button) -> bool:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in button.label) <= NARROW
