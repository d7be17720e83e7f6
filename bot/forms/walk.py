"""Walks through a form as people would press it: the clean path, and a way to every single question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.forms.answers import Answer
from bot.forms.conditions import AnswerIs, Atom, FactIs, SignalOpen, satisfying
from bot.forms.definition import FormDefinition, Question
from bot.forms.flow import record, start
from bot.forms.moves import press
from bot.forms.session import REVIEW, SUBMITTED, FormSession
from bot.forms.speech import attach, say, verify
from bot.forms.view import IDENTITY, SIGNALS_FACT, STRESS_FACT

SAMPLE_DAY = date(2026, 11, 24)
SAMPLE_FACTS: Mapping[str, Any] = {
    "customer.surname": "林",
    "customer.full_name": "Lin Xiao",
    "loan.amount_due": {"minor": 320_000, "currency": "CNY"},
    "loan.due_on": "2026-12-15",
    "lender.hotline": "400-000-0000",
}
"""Invented, for previews and checks."""
NO_CEILING = 1_000
LONGEST_WALK = 400  # presses; the longest form has about a hundred questions
_SAMPLE_TEXT = {
    "amount": "3500",
    "int": "15",
    "number": "12000",
    "text": "示例",
    "signature": "示例",
    "phone": "13800001234",
}


@dataclass(frozen=True, kw_only=True)
class Edge:
    """One transition: what was pressed on a question and where that led."""

    source: str
    labels: Mapping[str, str]
    target: str


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What must be so for a question to be asked: answers, facts and open signals."""

    answers: Mapping[str, str]
    facts: Mapping[str, Any]
    signals: tuple[str, ...] = ()

    def merged(self, other: "Needs") -> "Needs | None":
        """Return both together, or None where they contradict each other."""
        for ours, theirs in ((self.answers, other.answers), (self.facts, other.facts)):
            if any(key in ours and ours[key] != value for key, value in theirs.items()):
                return None
        return Needs(
            answers={**self.answers, **other.answers},
            facts={**self.facts, **other.facts},
            signals=(*self.signals, *other.signals),
        )


NOTHING = Needs(answers={}, facts={})


def count_clean_presses(form: FormDefinition) -> int:
    """Return the presses from the first screen to submission on the form's clean path; texts count as one."""
    session, count = start(form, facts=SAMPLE_FACTS, today=SAMPLE_DAY), 0
    while session.cursor != SUBMITTED and count < LONGEST_WALK:
        for action in clean_actions(session):
            session = act(session, action)
            count += 1
    return count


def clean_actions(session: FormSession) -> list[str]:
    """Return what an untroubled customer's answer to the current screen takes, press by press."""
    question = session.question
    if question is None:
        return ["submit"]
    return actions_for(session, question, session.definition.clean_path.get(question.key))


def actions_for(session: FormSession, question: Question, value: str | tuple[str, ...] | None) -> list[str]:
    """Return the presses and texts that give `value`, or any answer where it is None."""
    keys = (value,) if isinstance(value, str) else value
    if "code" in question.flags:
        return ["!code"]
    options = session.options(question)
    if options:
        offered = {option.key for option in options}
        keys = keys if keys and offered.issuperset(keys) else (_usual(question) or options[0].key,)
        presses = [f"k:{key}" for key in keys]
        chosen = question.option(keys[0])
        return presses if question.type != "multi" or (chosen and chosen.alone) else [*presses, "ok"]
    if question.type == "photo":
        return ["!photo", "ok"]
    if question.type in {"date", "datetime"}:
        return ["date:+0"]
    return ["!location" if question.type == "location" else f"!{_SAMPLE_TEXT[question.type]}"]


def act(session: FormSession, action: str) -> FormSession:
    """Return the session after one press, or after a text where the action starts with "!"."""
    if action == "!code":
        return verify(session, matched=True)[0]
    if action == "!photo":
        return attach(session, "photo", f"sample-{session.step}")[0]
    if action == "!location":
        return attach(session, "location", {"lat": 31.23, "lon": 121.47})[0]
    if action.startswith("!"):
        return say(session, action[1:])[0]
    return press(session, session.step, action)[0]


def reach_all(form: FormDefinition) -> dict[str, FormSession | None]:
    """Return, per question, a session that stands on it; those of the clean path come from one walk."""
    roomy = form.model_copy(update={"max_questions_asked": NO_CEILING})
    session, found = start(roomy, facts=SAMPLE_FACTS, today=SAMPLE_DAY), {}
    for _ in range(LONGEST_WALK):
        question = session.question
        if question is None:
            break
        found[question.key] = session
        for action in clean_actions(session):
            session = act(session, action)
    return {q.key: found.get(q.key) or reach(form, q.key) for q in form.questions}


def reach(form: FormDefinition, key: str) -> FormSession | None:
    """Return a session that stands on the question, reached by presses alone; None where no answers lead there."""
    roomy = form.model_copy(update={"max_questions_asked": NO_CEILING})
    for needs in _needs(roomy, key, frozenset()):
        # The lone option can close the very branch that is wanted ("only your own lien"), so the first is tried too.
        for lone in (True, False):
            session = _walk_to(roomy, key, needs, lone=lone)
            if session is not None:
                return session
    return None


def edges_from(session: FormSession) -> Iterator[Edge]:
    """Yield where each answer to the current question leads."""
    question = session.question
    if question is None:
        return
    for option in session.options(question):
        value = (option.key,) if question.type == "multi" else option.key
        landed = record(session, question.key, Answer(value=value, source=session.source))
        yield Edge(source=question.key, labels=option.labels, target=landed.cursor)
    if session.options(question):
        return
    for action in actions_for(session, question, None):
        session = act(session, action)
    yield Edge(source=question.key, labels={"zh": "回答", "en": "any answer"}, target=session.cursor)


def other_edges(session: FormSession) -> Iterator[Edge]:
    """Yield where declining, not knowing, skipping and a word of difficulty lead, where these are offered."""
    question = session.question
    for action, zh, en in _OTHER:
        moved, _ = press(session, session.step, action)
        if question is not None and moved.cursor != session.cursor:
            yield Edge(source=question.key, labels={"zh": zh, "en": en}, target=moved.cursor)


_OTHER = (
    ("decline", "不愿回答", "prefers not to say"),
    ("unknown", "不清楚", "not known"),
    ("skip", "跳过", "skip"),
    ("stress", "客户说有困难", "in difficulty"),
)


def _walk_to(form: FormDefinition, key: str, needs: Needs, *, lone: bool) -> FormSession | None:
    facts = {**SAMPLE_FACTS, **needs.facts, SIGNALS_FACT: needs.signals}
    session = start(form, facts=facts, today=SAMPLE_DAY)
    if facts.get(STRESS_FACT):
        session = replace(session, stress=True)
    for _ in range(LONGEST_WALK):
        question = session.question
        if session.cursor in {key, REVIEW, SUBMITTED} or question is None:
            break
        first = None if lone or not question.options else question.options[0].key
        wanted = needs.answers.get(question.key, form.clean_path.get(question.key, first))
        for action in actions_for(session, question, wanted):
            session = act(session, action)
    return session if session.cursor == key else None


def _needs(form: FormDefinition, key: str, above: frozenset[str]) -> Iterator[Needs]:
    """Yield the sets of needs that make a question appear, simplest first."""
    question = form.by_key.get(key)
    if question is None or key in above:
        return
    own = NOTHING
    if key == IDENTITY and form.factors:
        own = Needs(answers={form.factors[0]: "mismatch"}, facts={})
    for way in satisfying(question.show_if):
        found = [own]
        for atom, wanted in way:
            found = [
                joined
                for base in found
                for need in _for_atom(form, atom, wanted=wanted, above=above | {key})
                if (joined := base.merged(need)) is not None
            ]
        yield from found


def _for_atom(form: FormDefinition, atom: Atom, *, wanted: bool, above: frozenset[str]) -> Iterator[Needs]:
    if isinstance(atom, SignalOpen):
        yield Needs(answers={}, facts={}, signals=(atom.sig,) if wanted else ())
    elif isinstance(atom, FactIs):
        yield from _for_fact(form, atom, wanted=wanted)
    else:
        yield from _for_answer(form, atom, wanted=wanted, above=above)


def _for_fact(form: FormDefinition, atom: FactIs, *, wanted: bool) -> Iterator[Needs]:
    if atom.ctx == "form.key":
        if (atom.eq == form.key) is wanted:
            yield NOTHING
    elif not wanted:
        yield NOTHING  # a missing fact satisfies nothing
    elif atom.in_:
        yield Needs(answers={}, facts={atom.ctx: atom.in_[0]})
    elif atom.gt is not None or atom.lt is not None:
        yield Needs(answers={}, facts={atom.ctx: atom.gt + 1 if atom.gt is not None else (atom.lt or 0) - 1})
    else:
        yield Needs(answers={}, facts={atom.ctx: atom.eq if atom.eq is not None else f"not {atom.ne}"})


def _for_answer(
    form: FormDefinition, atom: AnswerIs, *, wanted: bool, above: frozenset[str]
) -> Iterator[Needs]:
    question = form.by_key.get(atom.q)
    if question is None:
        if not wanted:
            yield NOTHING
        return
    for value in _values(question, atom, wanted=wanted):
        for deeper in _needs(form, atom.q, above):
            joined = deeper.merged(Needs(answers={atom.q: value} if value else {}, facts={}))
            if joined is not None:
                yield joined


def _values(question: Question, atom: AnswerIs, *, wanted: bool) -> list[str]:
    if atom.answered is not None:
        return [""] if atom.answered is wanted else []
    keys = [option.key for option in question.options]
    inside = atom.in_ if atom.in_ is not None else tuple(key for key in keys if key not in (atom.notin or ()))
    return [key for key in keys if (key in inside) is wanted]


def _usual(question: Question) -> str | None:
    """Return the uneventful option: "no" for a yes or no, the lone one of a multi-select."""
    if question.type == "bool3":
        return "no"
    return next((option.key for option in question.options if option.alone), None)
