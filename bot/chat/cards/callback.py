"""The agent's card about one callback, and the digest of the day."""

from datetime import date, timedelta

from bot.chat.cards.words import TIER_MARK, button, day, lines, masked_phone, moment, money, safe, signal_name
from bot.forms.catalogue import load_form
from bot.forms.screen import Button, Screen
from bot.policy.access import Scope, may
from bot.policy.days import local_day
from bot.services.access import is_conduct
from bot.services.by_hand import calls_by_hand
from bot.services.check_in import CHECK_IN_FORM
from bot.services.container import Services
from bot.services.model_budget import budget_line, today_budget
from bot.services.why import backlog_reach
from bot.services.work import Subject, read_subject
from bot.texts import Texts, bilingual
from storage.models import Callback, StaffMember, StoredSignal
from storage.repositories.reviews import UNDECIDED
from storage.unit_of_work import UnitOfWork

Rows = tuple[tuple[Button, ...], ...]
LAST_ANSWERS = ("pay.impact", "inc.stable", "veh.current_user")  # what an agent wants to know before dialling
FINISHED = frozenset({"completed", "partial"})


def callback_card(
    uow: UnitOfWork, subject_id: int, viewer: StaffMember | None, texts: Texts, services: Services
) -> Screen | None:
    """Return the card; None when the callback is now somebody else's."""
    subject = read_subject(uow, subject_id)
    callback = subject.callback
    if viewer is not None and callback.assignee_id not in (viewer.id, None):
        return Screen(text=_handed_on(uow, subject, texts), markup=True)
    parts = [
        _heading(subject, texts),
        _person(subject, texts),
        _when(uow, subject, texts),
        _reason(callback, texts, local_day(uow.now, subject.loan.timezone)),
        _last_time(uow, subject, texts, services),
        _attempts(uow, subject, texts),
        _state(uow, callback, texts, subject.borrower.timezone),
    ]
    return Screen(
        text="\n".join(part for part in parts if part), rows=_rows(callback, texts), markup=True,
        protected=True,
    )  # fmt: skip


def digest_card(
    uow: UnitOfWork, _subject_id: int, viewer: StaffMember | None, texts: Texts, services: Services
) -> Screen | None:
    """Return the morning's overview for one person."""
    if viewer is None:
        return None
    today = local_day(uow.now, viewer.timezone)
    if viewer.role == "support":
        return _support_digest(uow, texts, today)
    if viewer.role != "agent":
        return _lead_digest(uow, viewer, texts, services, today)
    mine = uow.callbacks.desk(viewer.id or 0)
    late = [c for c in mine if c.due_at < uow.now]
    due_today = [c for c in mine if c not in late and local_day(c.due_at, viewer.timezone) == today]
    slots = [
        c for c in mine if c.customer_slot_at and local_day(c.customer_slot_at, viewer.timezone) == today
    ]
    text = texts(
        "agent-digest",
        day=day(today, texts),
        open=len(mine),
        late=len(late),
        today=len(due_today),
        slots=len(slots),
        capacity=viewer.daily_capacity,
    )
    return Screen(text=text, rows=((button(texts, "agent-button-next", "next"),),))


def _lead_digest(
    uow: UnitOfWork, viewer: StaffMember, texts: Texts, services: Services, today: date
) -> Screen:
    waiting = uow.reviews.waiting(team=viewer.team or None, limit=500)
    urgent = [s for s in waiting if s.severity in ("high", "critical")]
    reach = backlog_reach(services, uow)
    parts = [
        texts(
            "lead-digest",
            day=day(today, texts),
            waiting=len(waiting),
            urgent=len(urgent),
            at_risk=uow.callbacks.closing_first_callbacks(uow.now, uow.now + timedelta(days=5)),
            missed=uow.callbacks.count_missed_open(),
        )
    ]
    if reach.waiting:
        until = day(reach.until, texts, today) if reach.until else texts("lead-backlog-nobody")
        parts.append(texts("lead-backlog", waiting=reach.waiting, per_day=reach.per_day, until=until))
    if (budget := today_budget(services, uow)) is not None:
        line = budget_line(budget, services.prices.currency, texts)
        parts.append(texts("lead-model-budget", line=line))
    decides = may(viewer.role, "signal.see", Scope.TEAM)
    if decides and (by_hand := len(calls_by_hand(uow, viewer))):
        parts.append(texts("lead-by-hand", count=by_hand))
    rows = ((button(texts, "lead-button-queue", "queue"),),) if decides else ()
    return Screen(text="\n".join(parts), rows=rows)


def _support_digest(uow: UnitOfWork, texts: Texts, today: date) -> Screen:
    waiting = uow.follow_ups.open_tasks(desk="support", limit=500)
    late = [task for task in waiting if task.due_at is not None and task.due_at < uow.now]
    return Screen(text=texts("support-digest", day=day(today, texts), tasks=len(waiting), late=len(late)))


def _heading(subject: Subject, texts: Texts) -> str:
    callback = subject.callback
    form = bilingual(load_form(callback.form_key).labels, texts.locale)
    tier = texts("agent-tier", tier=callback.tier, mark=TIER_MARK.get(callback.tier, ""))
    return f"<b>📞 {safe(form)}</b>  {tier}"


def _person(subject: Subject, texts: Texts) -> str:
    borrower, loan = subject.borrower, subject.loan
    name = borrower.name or texts("agent-no-name")
    phone = masked_phone(borrower.phone, texts)
    facts = [loan.loan_number, money(loan.principal_minor, loan.currency)]
    if borrower.city:
        facts.append(borrower.city)
    if loan.dpd:
        facts.append(texts("agent-dpd", days=loan.dpd))
    return f"<b>{safe(name)}</b>  {phone}\n{safe(' · '.join(facts))}"


def _when(uow: UnitOfWork, subject: Subject, texts: Texts) -> str:
    callback, zone = subject.callback, subject.loan.timezone
    today = local_day(uow.now, zone)
    due_on, closes_on = local_day(callback.due_at, zone), local_day(callback.closes_at, zone)
    left = (due_on - today).days
    shown = {"due": day(due_on, texts, today), "closes": day(closes_on, texts, today), "days": abs(left)}
    if callback.deadline_missed:
        return texts("agent-when-missed", **shown)
    if left < 0:
        return texts("agent-when-late", **shown)
    return texts("agent-when-today" if left == 0 else "agent-when", **shown)


def _reason(callback: Callback, texts: Texts, today: date) -> str:
    said = lines(callback.explanation[:1], texts, today)
    return f"<i>{safe(said[0])}</i>" if said else ""


def _last_time(uow: UnitOfWork, subject: Subject, texts: Texts, services: Services) -> str:
    parts = []
    earlier = [c.id for c in uow.callbacks.of_loan(subject.loan.id or 0) if c.id is not None]
    response = uow.forms.last_submitted(earlier)
    if response is not None:
        form = load_form(response.form_key, response.form_length, response.form_version)
        rows = {row.question: row for row in uow.forms.answers(response.id or 0) if row.status == "answered"}
        said = []
        for key in LAST_ANSWERS:
            question, row = form.by_key.get(key), rows.get(key)
            option = question.option(str(row.value)) if question and row else None
            if option is not None:
                said.append(bilingual(option.labels, texts.locale))
        if said:
            parts.append(
                texts(
                    "agent-last-answers",
                    answers=safe("、".join(said) if texts.locale == "zh-CN" else "; ".join(said)),
                )
            )
    found = uow.reviews.signals_of_loan(subject.loan.id or 0, *UNDECIDED, "confirmed")
    # What concerns an agent's conduct is no fact about the customer, and never told by a machine.
    flags = [row for row in found if not is_conduct(row.key)]
    if flags:
        names = dict.fromkeys(_flag(row, texts, services) for row in flags)
        parts.append(texts("agent-open-flags", flags=safe(" · ".join(names))))
    return "\n".join(parts)


def _flag(row: StoredSignal, texts: Texts, services: Services) -> str:
    name = signal_name(services.taxonomy, row.key, texts)
    # What nobody has decided yet must not read like a fact.
    return texts("agent-flag-unconfirmed", name=name) if row.state in UNDECIDED else name


def _attempts(uow: UnitOfWork, subject: Subject, texts: Texts) -> str:
    rows = [row for row in uow.callbacks.attempts_of(subject.callback.id or 0) if row.allowed and row.outcome]
    if not rows:
        return ""
    last = rows[-1]
    return texts(
        "agent-attempts",
        count=len(rows),
        outcome=outcome_name(last.outcome or "", texts),
        at=moment(last.at, texts, subject.borrower.timezone),
    )


def _state(uow: UnitOfWork, callback: Callback, texts: Texts, zone: str) -> str:
    if callback.state == "waiting_retry" and callback.next_try_at is not None:
        return texts("agent-state-waiting", at=moment(callback.next_try_at, texts, zone))
    if callback.state == "ready" and callback.next_try_at is not None and callback.next_try_at > uow.now:
        return texts("agent-state-waiting", at=moment(callback.next_try_at, texts, zone))
    key = "agent-state-" + callback.state.replace("_", "-")
    return texts(key) if callback.state != "ready" else ""


def _handed_on(uow: UnitOfWork, subject: Subject, texts: Texts) -> str:
    holder = uow.staff.get(subject.callback.assignee_id or 0)
    name = (holder.name if holder else None) or "?"
    return _heading(subject, texts) + "\n" + texts("agent-handed-on", name=safe(name))


def _rows(callback: Callback, texts: Texts) -> Rows:
    number = callback.id
    why = button(texts, "agent-button-why", f"why:{number}")
    if callback.state in FINISHED:
        send = button(texts, "agent-button-transcript", f"tr:{number}")
        fix = button(texts, "agent-button-correct", f"fix:{number}")
        rows: Rows = ((send,), (fix, why))
        if callback.state == "partial":
            rows = ((button(texts, "agent-button-resume", f"go:{number}"),), *rows)
        return rows
    if callback.state == "in_progress":
        return (
            (
                button(texts, "agent-button-phone", f"tel:{number}"),
                button(texts, "agent-button-form", f"go:{number}"),
            ),
            (
                button(texts, "agent-button-unreached", f"no:{number}"),
                button(texts, "agent-button-later", f"later:{number}"),
            ),
            (button(texts, "agent-button-hand-over", f"hand:{number}"), why),
        )
    if callback.state in ("ready", "waiting_retry", "planned"):
        start: tuple[Button, ...] = (button(texts, "agent-button-start", f"go:{number}"),)
        if callback.form_key == CHECK_IN_FORM:
            start = (button(texts, "agent-button-check-in", f"self:{number}"), *start)
        return (
            start,
            (
                button(texts, "agent-button-unreached", f"no:{number}"),
                button(texts, "agent-button-later", f"later:{number}"),
            ),
            (button(texts, "agent-button-hand-over", f"hand:{number}"), why),
        )
    if callback.state == "waiting_customer":
        return ((button(texts, "agent-button-call-instead", f"go:{number}"), why),)
    return ((why,),)


def outcome_name(outcome: str, texts: Texts) -> str:
    """Return what an attempt's outcome is called."""
    key = "agent-outcome-" + outcome.replace("_", "-")
    return texts(key) if texts.has(key) else outcome
