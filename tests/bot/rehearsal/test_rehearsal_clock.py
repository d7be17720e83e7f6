from datetime import UTC, date, datetime, timedelta

import pytest

from bot.rehearsal.clock import VirtualClock

FRIDAY = datetime(2026, 11, 27, 6, 30, tzinfo=UTC)


def standing(start: datetime = FRIDAY, **options) -> VirtualClock:
    return VirtualClock(start=start, source=lambda: datetime(2020, 1, 1, tzinfo=UTC), **options)


async def test_clock_starts_where_it_is_told_and_moves_forward():
    clock = standing()
    assert clock.now() == FRIDAY
    assert await clock.advance(timedelta(days=30)) == FRIDAY + timedelta(days=30)


async def test_clock_never_goes_back():
    with pytest.raises(ValueError, match="never goes back"):
        await standing().jump_to(FRIDAY - timedelta(seconds=1))


async def test_hooks_run_in_order_after_each_jump_with_the_new_time():
    clock, seen = standing(), []

    async def first(now: datetime) -> None:
        seen.append(("first", now))

    async def second(now: datetime) -> None:
        seen.append(("second", now))

    clock.on_jump(first)
    clock.on_jump(second)
    await clock.jump_to(FRIDAY + timedelta(hours=1))
    assert seen == [("first", FRIDAY + timedelta(hours=1)), ("second", FRIDAY + timedelta(hours=1))]


@pytest.mark.parametrize(("start", "morning"), [
    (FRIDAY, "2026-11-30 09:00"),
    (datetime(2026, 11, 25, 17, 0, tzinfo=UTC), "2026-11-27 09:00"),  # already Thursday 01:00 in Shanghai
    (datetime(2026, 11, 29, 1, 0, tzinfo=UTC), "2026-11-30 09:00"),
])  # fmt: skip
def test_next_working_morning_is_nine_local_on_a_later_day(start, morning):
    clock = standing(start)
    assert clock.next_working_morning().astimezone(clock.zone).strftime("%Y-%m-%d %H:%M") == morning


def test_calendar_of_the_caller_decides_what_a_working_day_is():
    clock = standing(is_working_day=lambda day: day == date(2026, 12, 3))
    assert clock.next_working_morning().astimezone(clock.zone).date() == date(2026, 12, 3)


def test_calendar_without_working_days_is_an_error():
    with pytest.raises(ValueError, match="no working day"):
        standing(is_working_day=lambda day: False).next_working_morning()
