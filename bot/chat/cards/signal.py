"""The team lead's card about one signal: the evidence first, then the proposed label."""

from bot.chat.cards.evidence import CONTEXT_TURNS, evidence_html, has_quotes
from bot.chat.cards.words import SEVERITY_MARK, button, moment, safe, signal_name
from bot.forms.screen import Button, Screen
from bot.policy.access import may
from bot.services.access import is_conduct
from bot.services.clips import clip_of
from bot.services.container import Services
from bot.services.decide_signal import EVIDENCE_REQUIRED
from bot.services.work import read_subject
from bot.texts import Texts, bilingual
from review.llm.reading import KIND
from storage.models import StaffMember, StoredSignal
from storage.repositories.reviews import UNDECIDED
from storage.unit_of_work import UnitOfWork

MIN_DECIDED = 5  # a precision over fewer decisions says nothing


def signal_card(
    uow: UnitOfWork, subject_id: int, viewer: StaffMember | None, texts: Texts, services: Services
) -> Screen | None:
    """Return the card; None when the signal fell away with an older transcript."""
    signal = uow.reviews.signal(subject_id)
    if signal is None or signal.state == "expired":
        return None
    view = uow.reviews.view(subject_id, viewer.id or 0) if viewer else None
    opened = view is not None and view.opened_at is not None
    parts = [
        _whose(uow, signal, texts),
        _evidence(uow, signal, texts, opened=opened),
        _label(uow, signal, texts, services),
        _asked(uow, signal, texts),
        _standing(uow, signal, texts, services),
    ]
    text = "\n\n".join(part for part in parts if part)
    rows = (*_hear(uow, signal, viewer, texts, services), *_rows(signal, viewer, texts, opened=opened))
    return Screen(text=text, rows=rows, markup=True, protected=True)


def _hear(
    uow: UnitOfWork, signal: StoredSignal, viewer: StaffMember | None, texts: Texts, services: Services
) -> tuple[tuple[Button, ...], ...]:
    if (
        viewer is None
        or viewer.id == signal.agent_id
        or services.archive is None
        or clip_of(uow, signal) is None
    ):
        return ()
    return ((button(texts, "lead-button-clip", f"clip:{signal.id}"),),)


def _evidence(uow: UnitOfWork, signal: StoredSignal, texts: Texts, *, opened: bool) -> str:
    if not has_quotes(signal):
        heading = texts("lead-evidence-form")
    else:
        heading = texts("lead-evidence-agent" if is_conduct(signal.key) else "lead-evidence")
    return f"<b>{heading}</b>\n" + evidence_html(uow, signal, texts, context=CONTEXT_TURNS if opened else 0)


def _label(uow: UnitOfWork, signal: StoredSignal, texts: Texts, services: Services) -> str:
    name = signal_name(services.taxonomy, signal.key, texts)
    parts = [
        texts(
            "lead-label",
            name=safe(name),
            severity=texts("lead-severity-" + signal.severity),
            mark=SEVERITY_MARK[signal.severity],
            origin=texts(_origin(signal)),
        )
    ]
    parts += _differs(uow, signal, texts)
    if _model_missed(uow, signal):
        # The reviewer's own note about it is in the language of the call, not of the reader.
        parts.append(f"<i>{texts('lead-model-missed')}</i>")
    elif signal.rationale:
        parts.append(f"<i>{safe(signal.rationale)}</i>")
    confirmed, decided = uow.reviews.precision_by_key().get(signal.proposed_key, (0, 0))
    if decided >= MIN_DECIDED:
        parts.append(texts("lead-precision", confirmed=confirmed, decided=decided))
    return "\n".join(parts)


def _model_missed(uow: UnitOfWork, signal: StoredSignal) -> bool:
    """Return whether the rules alone found it in a call that a model has read."""
    review = uow.reviews.review(signal.review_id) if signal.review_id else None
    return review is not None and review.kind == KIND and signal.origin == "offline"


def _differs(uow: UnitOfWork, signal: StoredSignal, texts: Texts) -> list[str]:
    """Say where the model's severity and that of the rules differ, and why the graver one is shown."""
    review = uow.reviews.review(signal.review_id) if signal.review_id else None
    result = review.result if review else {}
    found = [
        item.get("grading")
        for item in (*result.get("signals", ()), *result.get("conduct", ()))
        if item["key"] == signal.proposed_key
    ]
    return [
        texts(
            "lead-severity-differs",
            proposed=texts("lead-severity-" + grading["proposed"]),
            by_code=texts("lead-severity-" + grading["by_code"]),
            why=texts("lead-severity-by-" + grading["reason"]),
        )
        for grading in found
        if grading
    ][:1]


def _origin(signal: StoredSignal) -> str:
    if signal.origin == "form" and has_quotes(signal):
        return "lead-origin-both"
    return "lead-origin-" + signal.origin


def _whose(uow: UnitOfWork, signal: StoredSignal, texts: Texts) -> str:
    subject = read_subject(uow, signal.callback_id)
    agent = uow.staff.get(signal.agent_id) if signal.agent_id else None
    return texts(
        "lead-whose",
        name=safe(subject.borrower.name or texts("agent-no-name")),
        loan=safe(subject.loan.loan_number),
        agent=safe((agent.name if agent else None) or "–"),
    )


def _asked(uow: UnitOfWork, signal: StoredSignal, texts: Texts) -> str:
    tasks = [
        t for t in uow.follow_ups.tasks_of_loan(signal.loan_id) if t.signal_id == signal.id and t.question
    ]
    said = []
    for task in tasks:
        said.append(texts("lead-asked", question=safe(task.question)))
        said.append(
            texts("lead-answered", reply=safe(task.reply)) if task.reply else texts("lead-not-answered")
        )
    return "\n".join(said)


def _standing(uow: UnitOfWork, signal: StoredSignal, texts: Texts, services: Services) -> str:
    zone = services.settings.timezone
    if signal.state in UNDECIDED:
        parts = [texts("lead-decide-by", at=moment(signal.decide_by, texts, zone))]
        if signal.escalation:
            parts.append(texts("lead-escalated", level=signal.escalation))
        return "\n".join(parts)
    decisions = uow.reviews.decisions_of(signal.id or 0)
    by = uow.staff.get(decisions[-1].decided_by) if decisions else None
    name = safe((by.name if by else None) or "–")
    if signal.state == "rejected":
        label = hard_negative_name(services, decisions[-1].reason or "", texts)
        return texts("lead-dismissed", name=name, reason=safe(label))
    actions = {item.key: item for item in services.taxonomy.actions}
    done = [
        bilingual({"zh": actions[key].zh, "en": actions[key].en}, texts.locale)
        if key in actions
        else texts("lead-earlier-callback")
        for key in signal.follow_up
    ]
    return texts("lead-confirmed", name=name, actions=safe(" · ".join(done) or "–"))


def hard_negative_name(services: Services, key: str, texts: Texts) -> str:
    """Return what a reason for dismissal is called."""
    found = next((item for item in services.taxonomy.hard_negative_types if item.key == key), None)
    return key if found is None else bilingual({"zh": found.zh, "en": found.en}, texts.locale)


def _rows(
    signal: StoredSignal, viewer: StaffMember | None, texts: Texts, *, opened: bool
) -> tuple[tuple[Button, ...], ...]:
    if signal.state not in UNDECIDED or viewer is None:
        return ()
    number = signal.id
    confirm = button(texts, "lead-button-confirm", f"sok:{number}")
    dismiss = button(texts, "lead-button-dismiss", f"sno:{number}")
    change = button(texts, "lead-button-change", f"sch:{number}")
    ask = button(texts, "lead-button-ask", f"sask:{number}")
    evidence = button(texts, "lead-button-evidence", f"sev:{number}")
    if not may(viewer.role, "signal.decide") or viewer.id == signal.agent_id:
        return () if opened else ((evidence,),)
    if opened:
        return ((confirm, dismiss), (change, ask))
    if signal.severity in EVIDENCE_REQUIRED:
        # Confirming comes only after reading; dismissing takes the same two presses.
        return ((evidence,), (dismiss, change), (ask,))
    return ((evidence,), (confirm, dismiss), (change, ask))
