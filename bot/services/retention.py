"""Use case: what is older than the policy allows is erased, with tombstones; a legal hold keeps it."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from bot.services.container import Services
from bot.services.personal_record import LEGAL_HOLD
from storage.unit_of_work import UnitOfWork

ACTOR = "system:retention"
BATCH_ROWS = 500  # one transaction; everybody else waits for it no longer than a moment


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Rows of a table live as many days as the policy's `retention_days` say under `days`, counted from `since`."""

    days: str
    table: str
    since: str


RULES = (
    Rule(days="transcript", table="transcript", since="received_at"),
    Rule(days="review", table="review", since="queued_at"),
    Rule(days="review", table="signal", since="proposed_at"),
    Rule(days="review", table="decision", since="at"),
    Rule(days="review", table="form_response", since="started_at"),
    Rule(days="review", table="answer", since="answered_at"),
    Rule(days="review", table="answer_change", since="changed_at"),
    Rule(days="review", table="task", since="created_at"),
    Rule(days="attempt_log", table="attempt", since="at"),
)


def apply_retention(services: Services, *, dry_run: bool = False) -> dict[str, int]:
    """Erase (or count) what has outlived its days; return rows by table. A sweep for the clock."""
    found: Counter[str] = Counter()
    for rule in RULES:
        last = 0
        while True:
            with services.new_unit() as uow:
                numbers = _expired(services, uow, rule, last)
                free = sorted(set(numbers) - _held(uow, rule.table)) if numbers else []
                found[rule.table] += len(free)
                if free and not dry_run:
                    uow.people.erase(rule.table, free, rule.days, uow.now, services.digest_key)
                    uow.audit.append(
                        ACTOR, "retention_run", rule.table, free[-1],
                        rule=rule.days, days=days_of(services, rule), rows=len(free), first=free[0],
                    )  # fmt: skip
                    uow.commit()
            if len(numbers) < BATCH_ROWS:
                break
            last = numbers[-1]
    return {table: count for table, count in found.items() if count}


def days_of(services: Services, rule: Rule) -> int:
    """Return how many days the lender's contact policy lets rows of this rule live."""
    policy = services.rules.contact[services.settings.contact_policy]
    return int(policy.duties["retention_days"][rule.days])


def _expired(services: Services, uow: UnitOfWork, rule: Rule, after: int) -> list[int]:
    before = uow.now - timedelta(days=days_of(services, rule))
    return uow.people.expired(rule.table, rule.since, before, after=after, limit=BATCH_ROWS)


def _held(uow: UnitOfWork, table: str) -> set[int]:
    held: set[int] = set()
    for borrower in uow.people.borrowers_held(LEGAL_HOLD, uow.now):
        held |= uow.people.record(borrower).numbers.get(table, set())
    return held
