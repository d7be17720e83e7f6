"""Telegram's sending limits as token buckets, over budget rows that every worker shares.

A token is spent when an item is claimed, but it names the instant at which its message leaves: tokens may be spent a
little ahead, and whoever holds one waits for its instant. So a sender that was slow to claim does not fall behind, and
one that claimed many does not send them in a lump, which Telegram would refuse.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.models import SendBudget
from storage.unit_of_work import UnitOfWork

BOT_SCOPE = "bot"
TOKEN_SLACK = 1e-6  # tokens are fractions: 0.9999999 must not cost a wait
SPREAD_WINDOW = timedelta(seconds=10)  # two chats limited within this = the bot is limited, not a chat

AHEAD = timedelta(seconds=0.5)  # how far ahead tokens are spent: longer than a claim takes on a busy machine
CLOCK_SKEW = timedelta(seconds=15)  # the longest wait for a lock, and more; beyond, the clock was set back


@dataclass(frozen=True, kw_only=True)
class Rate:
    """So many messages at once, then so many a second."""

    burst: float
    per_second: float


@dataclass(frozen=True, kw_only=True)
class Rates:
    """What Telegram tolerates, a little below its own documented figures.

    The bursts are far below what Telegram lets pass at once: the difference is how late messages may arrive (0.7 s of
    30 a second) without meeting those after them.
    """

    bot: Rate = Rate(burst=8, per_second=30)  # about 30 messages a second over all chats
    private: Rate = Rate(burst=3, per_second=1)  # one a second in a chat; short bursts pass
    # 20 a minute in one group: in any minute, not on average.
    group: Rate = Rate(burst=1, per_second=19.5 / 60)


@dataclass(frozen=True, kw_only=True)
class Grant:
    """Whether a message was paid for; then it leaves at `at`, else it is to be asked for again at `at`."""

    paid: bool
    at: datetime


def tokens_at(budget: SendBudget, rate: Rate, now: datetime) -> float:
    """Return the tokens of a budget at an instant. A clock that went back adds none."""
    passed = max(0.0, (now - budget.refilled_at).total_seconds())
    return min(rate.burst, budget.tokens + passed * rate.per_second)


def free_at(budget: SendBudget, rate: Rate, now: datetime) -> datetime:
    """Return the instant from which one message may go; `now` or earlier = at once."""
    missing = max(0.0, 1 - TOKEN_SLACK - tokens_at(budget, rate, now))
    # A unit of work that waited for the row has an older `now` than what the tokens stand for.
    ahead = budget.refilled_at - now
    known = budget.refilled_at if timedelta(0) < ahead < CLOCK_SKEW else now
    from_tokens = known + timedelta(seconds=missing / rate.per_second) if missing else now
    return max(from_tokens, blocked_until(budget, now) or now)


def blocked_until(budget: SendBudget, now: datetime) -> datetime | None:
    """Return until when Telegram wants nothing more in this scope; what a clock said that was set back is void."""
    return None if budget.refilled_at - now >= CLOCK_SKEW else budget.blocked_until


class Limits:
    """Spends and blocks the shared budgets, within the unit of work at hand."""

    def __init__(self, rates: Rates = Rates()) -> None:
        self._rates = rates

    def bot_allowance(self, uow: UnitOfWork) -> int:
        """Return how many messages may be claimed now, over all chats. Reads only: idle loops ask it often."""
        rate = self._rates.bot
        ahead = rate.per_second * AHEAD.total_seconds()
        budget = uow.budgets.peek(BOT_SCOPE)
        if budget is None:
            return int(rate.burst + ahead)
        if (blocked_until(budget, uow.now) or uow.now) > uow.now:
            return 0
        allowed = tokens_at(budget, rate, uow.now) + ahead + TOKEN_SLACK
        # Under steady load half of what is ahead is claimed at once: a claim for each message would cost more.
        return int(allowed) if allowed >= ahead / 2 else 0

    def spend(self, uow: UnitOfWork, chat_id: int) -> Grant:
        """Pay for one message to a chat, if it may leave now or soon."""
        # The bot's row is always locked before a chat's: one order for all workers, no deadlock.
        bot = self._refilled(uow, BOT_SCOPE, self._rates.bot)
        rate = self._chat_rate(chat_id)
        chat = self._refilled(uow, chat_scope(chat_id), rate)
        at = max(free_at(chat, rate, uow.now), free_at(bot, self._rates.bot, uow.now))
        if at - uow.now > AHEAD:
            return Grant(paid=False, at=at - AHEAD)
        chat.tokens -= 1
        bot.tokens -= 1
        return Grant(paid=True, at=at)

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
            budget.blocked_until = blocked_until(budget, uow.now)
            budget.refilled_at = uow.now
        return budget

    def _chat_rate(self, chat_id: int) -> Rate:
        # Telegram numbers groups and channels below zero.
        return self._rates.private if chat_id > 0 else self._rates.group


def chat_scope(chat_id: int) -> str:
    """Return the name of a chat's budget."""
    return f"chat:{chat_id}"
