"""Turns rows into the facts that the policy reasons about. Nothing here decides anything."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.policy.cadence import LoanFacts, PastCycle
from bot.policy.days import add_months, local_day
from bot.policy.holds import Hold
from bot.policy.tiers import ConfirmedSignal, Event, Override, Tier, TierFacts
from storage.models import Callback, Loan, StoredSignal
from storage.models import Hold as StoredHold

NOT_SCORED_MAX = (
    18  # bureaus report 0 for "no history" and 11 to 18 for "cannot be scored"; real scores start at 300
)
FIRST_DUE_MIN_GAP_DAYS = 15  # lenders skip a due day that comes sooner after the payout than this
FIRST_DUE_TOLERANCE_DAYS = 3  # holidays move a due day; within this the arrears are of instalment 1


@dataclass(frozen=True, kw_only=True)
class LoanRecord:
    """The rows that planning one loan needs, read together."""

    loan: Loan
    callbacks: Sequence[Callback] = ()
    signals: Sequence[StoredSignal] = ()
    holds: Sequence[StoredHold] = ()
    arrangement: tuple[date, date] | None = None
    extra: dict[str, str] = field(default_factory=dict)


def tier_facts(record: LoanRecord, now: datetime) -> TierFacts:
    """Return what the tier may know today."""
    loan = record.loan
    today = local_day(now, loan.timezone)
    first_due = _first_due(loan)
    return TierFacts(
        on=today,
        disbursed_on=loan.disbursed_on,
        days_past_due=loan.dpd,
        first_due_on=first_due if first_due and _first_unpaid(loan, first_due, today) else None,
        ltv=float(loan.ltv) if loan.ltv is not None else None,
        dealer=loan.dealer or "",
        segments=segments(loan),
        signals=tuple(_confirmed(signal, loan.timezone) for signal in record.signals),
        events=_events(record),
    )


def cadence_facts(record: LoanRecord, tier: Tier, segment_keys: frozenset[str]) -> LoanFacts:
    """Return what the cadence may know now."""
    loan = record.loan
    done = [c.completed_at for c in record.callbacks if c.completed_at is not None]
    collateral = [
        s.decided_at for s in record.signals if s.decided_at is not None and s.key.startswith("collateral.")
    ]
    return LoanFacts(
        disbursed_on=loan.disbursed_on,
        tz=loan.timezone,
        tier=tier,
        segments=segment_keys,
        imported_on=local_day(loan.imported_at, loan.timezone),
        closed=loan.status in ("settled", "written_off", "cancelled"),
        collateral_signal_on=local_day(max(collateral), loan.timezone) if collateral else None,
        arrangement=record.arrangement,
        last_contact_on=local_day(max(done), loan.timezone) if done else None,
        holds=policy_holds(record.holds),
    )


def past_cycles(record: LoanRecord) -> tuple[PastCycle, ...]:
    """Return the cycles that exist already."""
    return tuple(
        PastCycle(
            form_key=c.form_key,
            cycle_key=c.cycle_key,
            state=c.state,
            ended_on=_ended_on(c, record.loan.timezone),
            close_reason=c.close_reason or "",
        )
        for c in record.callbacks
    )


def policy_holds(rows: Sequence[StoredHold]) -> tuple[Hold, ...]:
    """Return holds as the policy knows them."""
    return tuple(Hold(marker=row.marker, since=row.placed_at, until=row.ends_at) for row in rows)


def override_of(loan: Loan, now: datetime) -> Override | None:
    """Return the team lead's exception in force, if any."""
    if loan.tier_override is None or loan.tier_override_until is None or loan.tier_override_until <= now:
        return None
    until = local_day(loan.tier_override_until, loan.timezone)
    return Override(steps=int(loan.tier_override), until=until, reason=loan.tier_override_reason or "")


def segments(loan: Loan) -> frozenset[str]:
    """Return the segments of the file plus `thin_file` where the bureau had nothing to score."""
    found = frozenset(loan.segments)
    if loan.bureau_score is not None and loan.bureau_score <= NOT_SCORED_MAX:
        return found | {"thin_file"}
    return found


def _first_due(loan: Loan) -> date | None:
    if loan.due_day is None:
        return None
    start = loan.disbursed_on + timedelta(days=FIRST_DUE_MIN_GAP_DAYS)
    month = start.replace(day=1)
    for _ in range(2):
        last = (add_months(month, 1) - timedelta(days=1)).day
        due = month.replace(day=min(loan.due_day, last))
        if due >= start:
            return due
        month = add_months(month, 1)
    return None


def _first_unpaid(loan: Loan, first_due: date, today: date) -> bool:
    if loan.dpd <= 0:
        return False
    arrears_since = today - timedelta(days=loan.dpd)
    return arrears_since <= first_due + timedelta(days=FIRST_DUE_TOLERANCE_DAYS)


def _confirmed(signal: StoredSignal, tz: str) -> ConfirmedSignal:
    decided = signal.decided_at or signal.proposed_at
    return ConfirmedSignal(
        key=signal.key,
        severity=signal.severity,
        confirmed_on=local_day(decided, tz),
        resolved_on=local_day(signal.ended_at, tz) if signal.ended_at else None,
    )


def _events(record: LoanRecord) -> tuple[Event, ...]:
    """Return events that callbacks themselves prove: a first cycle that ended unreachable."""
    return tuple(
        Event(key="unreachable", since=day, ended=day)
        for c in record.callbacks
        if c.form_key == "first_30d"
        and c.state == "unreachable"
        and (day := _ended_on(c, record.loan.timezone)) is not None
    )


def _ended_on(callback: Callback, tz: str) -> date | None:
    if callback.state not in ("completed", "unreachable", "refused", "cancelled"):
        return None
    return local_day(callback.completed_at or callback.updated_at, tz)
