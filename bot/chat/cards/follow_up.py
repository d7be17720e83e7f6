"""Cards about what a decision opened: the agent's news, a question to answer, a support case."""

from bot.chat.cards.evidence import evidence_html
from bot.chat.cards.words import button, moment, money, safe, signal_name
from bot.forms.catalogue import catalogue
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


def case_card(
    uow: UnitOfWork, subject_id: int, _viewer: StaffMember | None, texts: Texts, services: Services
) -> Screen | None:
    """Put a drafted support case before the support desk."""
    case = uow.follow_ups.case(subject_id)
    if case is None:
        return None
    loan = uow.loans.get(case.loan_id)
    borrower = uow.loans.borrower(loan.borrower_id) if loan else None
    currency = loan.currency if loan else "CNY"
    wanted = [_option("hard.support_pref", key, texts) for key in case.requested]
    reasons = [_option("hard.reason", key.strip(), texts) for key in case.reason.split(",")]
    owner = uow.staff.get(case.owner_id) if case.owner_id else None
    text = texts(
        "support-case",
        name=safe((borrower.name if borrower else None) or "–"),
        loan=safe(loan.loan_number if loan else "–"),
        reason=safe(" · ".join(reasons)),
        wanted=safe(" · ".join(wanted) or "–"),
        affordable=money(case.affordable_minor, currency),
        recover=case.recover_on.isoformat() if case.recover_on else "–",
        due=moment(case.due_at, texts, services.settings.timezone),
        owner=safe((owner.name if owner else None) or "–"),
    )
    state = "support-state-" + case.state.replace("_", "-")
    if texts.has(state):
        text += "\n" + texts("support-state-line", state=texts(state))
    rows = ((button(texts, "support-button-take", f"case:{case.id}"),),) if case.owner_id is None else ()
    return Screen(text=text, rows=rows, markup=True, protected=True)


def _option(question_key: str, option_key: str, texts: Texts) -> str:
    question = catalogue().questions.get(question_key)
    option = question.option(option_key) if question else None
    return bilingual(option.labels, texts.locale) if option else option_key
