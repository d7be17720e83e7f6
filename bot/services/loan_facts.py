"""Turns rows into the facts that the policy reasons about. Nothing here decides anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.policy.cadence import LoanFacts, PastCycle
from bot.policy.days import MONTHS_PER_YEAR, add_months, local_day
from bot.policy.holds import Hold
from bot.policy.tiers import ConfirmedSignal, Event, Override, Tier, TierFacts
from storage.models import Callback, Loan, StoredSignal
from storage.models import Hold as StoredHold

NOT_SCORED_MAX = (
    18  # bureaus report 0 for "no history" and 11 to 18 for "cannot be scored"; real scores start at 300
)
FIRST_DUE_MIN_GAP_DAYS = 15  # lenders skip a due day that comes sooner after the payout than this
ARREARS_BANDS = (
    ("dpd_1_7", 7),
    ("dpd_8_30", 30),
    ("dpd_31_plus", 99_999),
)  # the points table's, by most days
FIRST_DUE_TOLERANCE_DAYS = 3  # holidays move a due day; within this the arrears are of instalment 1


@dataclass(frozen=True, kw_only=True)
class LoanRecord:
    """The rows that planning one loan needs, read together."""

    loan: Loan
    callbacks: Sequence[Callback] = ()
    signals: Sequence[StoredSignal] = ()
    holds: Sequence[StoredHold] = ()
    arrangement: tuple[date, date] | None = None
    self_opt_in: bool = False
    """True when the borrower asked for self check-ins by link."""


def tier_facts(record: LoanRecord, now: datetime) -> TierFacts:
    """Return what the tier may know today."""
    loan = record.loan
    today = local_day(now, loan.timezone)
    first_due = first_due_day(loan)
    clean = clean_since(loan, today)
    return TierFacts(
        on=today,
        disbursed_on=loan.disbursed_on,
        days_past_due=loan.dpd,
        past_due_since=_past_due_since(loan),
        first_due_on=first_due if first_due and _first_unpaid(loan, first_due, today) else None,
        clean_months=months_between(clean, today) if clean else 0,
        ltv=float(loan.ltv) if loan.ltv is not None else None,
        dealer=loan.dealer or "",
        # An arrangement in force makes the loan a supported one, whatever the file says.
        segments=segments(loan) | ({"supported"} if record.arrangement else set()),
        signals=tuple(_confirmed(signal, loan.timezone) for signal in record.signals),
        events=(*_events(record), *_past_arrears(loan)),
    )


def cadence_facts(record: LoanRecord, tier: Tier, segment_keys: frozenset[str], now: datetime) -> LoanFacts:
    """Return what the cadence may know at `now`; for a day in the past, no more than was known then."""
    loan = record.loan
    today = local_day(now, loan.timezone)
    done = [c.completed_at for c in record.callbacks if c.completed_at is not None and c.completed_at <= now]
    collateral = [
        s.decided_at for s in record.signals if s.decided_at is not None and s.key.startswith("collateral.")
    ]
    return LoanFacts(
        disbursed_on=loan.disbursed_on,
        tz=loan.timezone,
        tier=tier,
        segments=segment_keys,
        # A replay of a day before the import asks what would have been planned then.
        imported_on=min(local_day(loan.imported_at, loan.timezone), today),
        tier_since=tier_since(loan, tier, today),
        closed=loan.status in ("settled", "written_off", "cancelled", "erased"),
        collateral_signal_on=local_day(max(collateral), loan.timezone) if collateral else None,
        arrangement=record.arrangement,
        self_opt_in=record.self_opt_in,
        last_contact_on=local_day(max(done), loan.timezone) if done else None,
        holds=policy_holds(record.holds, now),
    )


def past_cycles(record: LoanRecord, now: datetime) -> tuple[PastCycle, ...]:
    """Return the cycles that exist; one that ended after `now` was still open then."""
    return tuple(
        PastCycle(form_key=c.form_key, cycle_key=c.cycle_key, state="ready")
        if c.closed_at is not None and c.closed_at > now
        else PastCycle(
            form_key=c.form_key,
            cycle_key=c.cycle_key,
            state=c.state,
            ended_on=_ended_on(c, record.loan.timezone),
            close_reason=c.close_reason or "",
        )
        for c in record.callbacks
    )


def policy_holds(rows: Sequence[StoredHold], now: datetime) -> tuple[Hold, ...]:
    """Return holds as the policy knows them.

    A hold that is known today binds a replay of an earlier day too: what it plans is worked today.
    """
    return tuple(Hold(marker=row.marker, since=min(row.placed_at, now), until=row.ends_at) for row in rows)


def tier_since(loan: Loan, tier: Tier, today: date) -> date:
    """Return since when the loan has this tier: a tier that was not there at the last look starts today."""
    if loan.tier_since is not None and loan.tier == tier.value:
        return loan.tier_since
    return max(today, loan.disbursed_on)


def clean_since(loan: Loan, today: date) -> date | None:
    """Return from when on the loan is known to be paid on time, or None while it is in arrears."""
    if loan.dpd > 0:
        return None
    changed = local_day(loan.dpd_changed_at, loan.timezone) if loan.dpd_changed_at else loan.disbursed_on
    return max(changed, loan.disbursed_on) if changed <= today else loan.disbursed_on


def months_between(start: date, end: date) -> int:
    """Return the whole months from `start` to `end` (0 where `end` comes first)."""
    months = (end.year - start.year) * MONTHS_PER_YEAR + end.month - start.month
    return max(0, months - (add_months(start, months) > end if months > 0 else 0))


def first_instalment_missed(loan: Loan, today: date) -> bool:
    """Return whether the arrears reach back to the first instalment."""
    first_due = first_due_day(loan)
    return loan.first_payment_missed or (first_due is not None and _first_unpaid(loan, first_due, today))


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


def first_due_day(loan: Loan) -> date | None:
    """Return the day of the first instalment; None where the file names no due day."""
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


def _past_due_since(loan: Loan) -> date | None:
    if loan.dpd <= 0 or loan.dpd_changed_at is None:
        return None
    return local_day(loan.dpd_changed_at, loan.timezone) - timedelta(days=loan.dpd)


def _past_arrears(loan: Loan) -> tuple[Event, ...]:
    """Return the arrears that are over: their points fade from the day on which they ended."""
    if loan.dpd > 0 or not loan.arrears_worst_dpd or loan.arrears_ended_on is None:
        return ()
    key = next(key for key, most in ARREARS_BANDS if loan.arrears_worst_dpd <= most)
    began = loan.arrears_ended_on - timedelta(days=loan.arrears_worst_dpd)
    return (Event(key=key, since=began, ended=loan.arrears_ended_on, detail=str(loan.arrears_worst_dpd)),)


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
    ended_at = callback.completed_at or callback.closed_at
    return local_day(ended_at, tz) if ended_at is not None else None
