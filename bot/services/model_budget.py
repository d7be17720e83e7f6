"""What the model may cost a day, kept in the database: all processes together never spend more.

The day is the lender's, in its time zone. A reservation whose process died stays spent: its request may have been
billed, and the next day starts anew.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from bot.forms.screen import Screen
from bot.policy.days import local_day
from bot.services.container import Services
from bot.services.outgoing import Lane, send_screen
from bot.settings import Settings
from bot.texts import Texts, texts_for
from review.llm import DayBudget, Limits, Spend
from storage.models import ModelDay
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

NANO = Decimal(10) ** 9
TOLD_ROLES = ("team_lead", "admin")  # who waits for reviews, and who can raise the limit
SYSTEM = "system:reviewer"


@dataclass(frozen=True, kw_only=True)
class DatabaseBudget:
    """Reserves and settles in units of its own; never call it inside an open unit of the same thread."""

    new_unit: UnitOfWorkFactory
    limits: Limits

    def reserve(self, day: date, most: Spend) -> bool:
        """Set aside the most that an attempt can cost; False when the day cannot bear it."""
        with self.new_unit() as uow:
            row = uow.budgets.lock_model_day(day)
            if not self.limits.bear(_spent(row) + most):
                return False
            _add(row, most)
            uow.commit()
            return True

    def settle(self, day: date, most: Spend, used: Spend) -> None:
        """Replace a reservation by what was really used."""
        with self.new_unit() as uow:
            row = uow.budgets.lock_model_day(day)
            _add(row, used)
            # Each side is rounded up by itself, so that a reservation leaves nothing.
            _add(row, most, sign=-1)
            uow.commit()

    def state(self, day: date) -> DayBudget:
        """Return what to show people."""
        with self.new_unit() as uow:
            return day_budget(uow, day, self.limits)


def limits_of(settings: Settings) -> Limits:
    """Return what a day may cost."""
    return Limits(tokens=settings.llm_day_tokens, cost=settings.llm_day_cost)


def day_budget(uow: UnitOfWork, day: date, limits: Limits) -> DayBudget:
    """Return what a day has cost and may cost, inside a unit at hand."""
    row = uow.budgets.model_day(day)
    return DayBudget(spent=_spent(row) if row else Spend(), limits=limits)


def today_budget(services: Services, uow: UnitOfWork) -> DayBudget | None:
    """Return the lender's day so far, or None where no model is set."""
    if services.settings.llm_base_url is None:
        return None
    today = local_day(uow.now, services.settings.timezone)
    return day_budget(uow, today, limits_of(services.settings))


def budget_line(budget: DayBudget, currency: str, texts: Texts) -> str:
    """Return one line for people: tokens and cost of a day, each with its limit; an unknown cost says so."""
    limits, spent = budget.limits, budget.spent
    tokens = texts("model-budget-tokens", used=f"{spent.tokens:,}", limit=_limit(limits.tokens, texts))
    if not spent.tokens and not currency:
        return tokens
    cost = texts("model-cost-unknown") if spent.known_cost is None else _money(spent.known_cost, currency)
    most = texts("model-budget-no-limit") if limits.cost is None else _money(limits.cost, currency)
    money = texts("model-budget-cost", used=cost, limit=most)
    return f"{tokens} · {money}"


def tell_used_up(services: Services, uow: UnitOfWork) -> bool:
    """Tell leads and administrators, once a day, that the model's budget is used up; return whether now."""
    day = local_day(uow.now, services.settings.timezone)
    row = uow.budgets.lock_model_day(day)
    if row.told_at is not None:
        return False
    row.told_at = uow.now
    currency = services.prices.currency
    for member in uow.staff.active(*TOLD_ROLES):
        texts = texts_for(member.locale)
        line = budget_line(day_budget(uow, day, limits_of(services.settings)), currency, texts)
        send_screen(
            uow,
            Screen(text=texts("model-budget-used-up", line=line)),
            chat_id=member.chat_user_id,
            staff_id=member.id,
            kind="model_budget",
            lane=Lane.CARD,
            key=f"model-budget:{day.isoformat()}:{member.id}",
        )
    uow.audit.append(SYSTEM, "model_budget_used_up", "model_day", None, day=day.isoformat())
    return True


def _spent(row: ModelDay) -> Spend:
    return Spend(tokens=row.tokens, cost=Decimal(row.cost_nano) / NANO, unpriced=row.unpriced)


def _add(row: ModelDay, spend: Spend, *, sign: int = 1) -> None:
    row.tokens += sign * spend.tokens
    row.unpriced += sign * spend.unpriced
    row.cost_nano += sign * int((spend.cost * NANO).to_integral_value(ROUND_CEILING))


def _money(amount: Decimal, currency: str) -> str:
    # Single calls cost fractions of a cent; rounded to nothing they would look free.
    return f"{amount:.{4 if amount < 1 else 2}f} {currency}".strip()


def _limit(tokens: int | None, texts: Texts) -> str:
    return texts("model-budget-no-limit") if tokens is None else f"{tokens:,}"
