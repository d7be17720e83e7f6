"""Cards about what a decision opened: the agent's news, a question to answer."""

from bot.chat.cards.evidence import evidence_html
from bot.chat.cards.words import button, moment, safe, signal_name
from bot.forms.screen import Screen
from bot.services.container import Services
from bot.services.work import read_subject
from bot.texts import Texts, bilingual
from storage.models import StaffMember
from storage.unit_of_work import UnitOfWork


def outcome_card(
    uow: UnitOfWork, subject_id: int, _viewer: StaffMember | None, texts: Texts, services: Services
) -> Screen | None:
    """Tell the agent what a lead confirmed and what follows."""
    signal = uow.reviews.signal(subject_id)
    if signal is None or signal.state not in ("confirmed", "resolved"):
        return None
    subject = read_subject(uow, signal.callback_id)
    actions = {item.key: item for item in services.taxonomy.actions}
    done = [
        bilingual({"zh": actions[key].zh, "en": actions[key].en}, texts.locale)
        if key in actions
        else texts("lead-earlier-callback")
        for key in signal.follow_up
    ]
    text = texts(
        "agent-outcome",
        name=safe(subject.borrower.name or subject.loan.loan_number),
        signal=safe(signal_name(services.taxonomy, signal.key, texts)),
        actions=safe(" · ".join(done) or "–"),
    )
    return Screen(text=text, markup=True, protected=True)


def task_card(
    uow: UnitOfWork, subject_id: int, _viewer: StaffMember | None, texts: Texts, services: Services
) -> Screen | None:
    """Put a lead's question before the agent, with the words that it is about."""
    task = uow.follow_ups.task(subject_id)
    if task is None:
        return None
    parts = [texts("agent-task-question", question=safe(task.question))]
    signal = uow.reviews.signal(task.signal_id) if task.signal_id else None
    if signal is not None:
        parts.append(evidence_html(uow, signal, texts, context=1))
    if task.state == "cancelled":
        return Screen(text="\n\n".join([*parts, texts("agent-task-cancelled")]), markup=True, protected=True)
    if task.state == "done":
        parts.append(texts("agent-task-done", reply=safe(task.reply)))
        return Screen(text="\n\n".join(parts), markup=True, protected=True)
    if task.due_at is not None:
        parts.append(texts("agent-task-due", at=moment(task.due_at, texts, services.settings.timezone)))
    rows = ((button(texts, "agent-button-reply", f"task:{task.id}"),),)
    return Screen(text="\n\n".join(parts), rows=rows, markup=True, protected=True)
