"""Telegram's sending limits as token buckets, over budget rows that every worker shares."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.models import SendBudget
from storage.unit_of_work import UnitOfWork

BOT_SCOPE = "bot"
TOKEN_SLACK = 1e-6  # tokens are fractions: 0.9999999 must not cost a wait
SPREAD_WINDOW = timedelta(seconds=10)  # two chats limited within this = the bot is limited, not a chat

CLOCK_SKEW = timedelta(minutes=1)  # beyond it, it is the clock that was set back


@dataclass(frozen=True, kw_only=True)
class Rate:
    """So many messages at once, then so many a second."""

    burst: float
    per_second: float


@dataclass(frozen=True, kw_only=True)
class Rates:
    """What Telegram tolerates, a little below its own documented figures."""

    bot: Rate = Rate(burst=30, per_second=30)  # about 30 messages a second over all chats
    private: Rate = Rate(burst=3, per_second=1)  # one a second in a chat; short bursts pass
    group: Rate = Rate(burst=3, per_second=20 / 60)  # 20 a minute in one group


def tokens_at(budget: SendBudget, rate: Rate, now: datetime) -> float:
    """Return the tokens of a budget at an instant. A clock that went back adds none."""
    passed = max(0.0, (now - budget.refilled_at).total_seconds())
    return min(rate.burst, budget.tokens + passed * rate.per_second)


def free_at(budget: SendBudget, rate: Rate, now: datetime) -> datetime:
    """Return the instant from which one message may go; `now` or earlier = at once."""
    missing = max(0.0, 1 - TOKEN_SLACK - tokens_at(budget, rate, now))
    from_tokens = now + timedelta(seconds=missing / rate.per_second)
    return max(from_tokens, budget.blocked_until or now)


class Limits:
    """Spends and blocks the shared budgets, within the unit of work at hand."""

    def __init__(self, rates: Rates = Rates()) -> None:
        self._rates = rates

    def bot_allowance(self, uow: UnitOfWork) -> int:
        """Return how many messages may go out now, over all chats. Reads only: idle loops ask it often."""
        budget = uow.budgets.peek(BOT_SCOPE)
        if budget is None:
            return int(self._rates.bot.burst)
        if free_at(budget, self._rates.bot, uow.now) > uow.now:
            return 0
        return int(tokens_at(budget, self._rates.bot, uow.now) + TOKEN_SLACK)

    def spend(self, uow: UnitOfWork, chat_id: int) -> datetime | None:
        """Pay for one message to a chat; return None, or the instant until which it has to wait."""
        # The bot's row is always locked before a chat's: one order for all workers, no deadlock.
        bot = self._refilled(uow, BOT_SCOPE, self._rates.bot)
        rate = self._chat_rate(chat_id)
        chat = self._refilled(uow, chat_scope(chat_id), rate)
        at = max(free_at(chat, rate, uow.now), free_at(bot, self._rates.bot, uow.now))
        if at > uow.now:
            return at
        chat.tokens -= 1
        bot.tokens -= 1
        return None

    def limited(self, uow: UnitOfWork, chat_id: int, retry_after: timedelta) -> None:
        """Note a "too many requests": for this chat; for the bot when another chat had one just before."""
        until = uow.now + retry_after
        bot = self._refilled(uow, BOT_SCOPE, self._rates.bot)
        chat = self._refilled(uow, chat_scope(chat_id), self._chat_rate(chat_id))
        chat.blocked_until, chat.tokens = until, 0.0
        recent = bot.limited_at is not None and uow.now - bot.limited_at <= SPREAD_WINDOW
        if recent and bot.limited_chat != chat_id:
            bot.blocked_until = max(until, bot.blocked_until or until)
        bot.limited_chat, bot.limited_at = chat_id, uow.now

    def _refilled(self, uow: UnitOfWork, scope: str, rate: Rate) -> SendBudget:
        budget = uow.budgets.lock(scope, full=rate.burst)
        budget.tokens = tokens_at(budget, rate, uow.now)
        # Another worker's `now` may be a little later than ours: going back would count that time twice.
        if not timedelta(0) < budget.refilled_at - uow.now < CLOCK_SKEW:
            budget.refilled_at = uow.now
        return budget

    def _chat_rate(self, chat_id: int) -> Rate:
        # Telegram numbers groups and channels below zero.
        return self._rates.private if chat_id > 0 else self._rates.group


def chat_scope(chat_id: int) -> str:
    """Return the name of a chat's budget."""
    return f"chat:{chat_id}"
