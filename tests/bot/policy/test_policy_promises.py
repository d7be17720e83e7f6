"""When a promise is kept."""

from datetime import date

import pytest
from policy_samples import CN

from bot.policy.promises import promise_state

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("paid", "today", "state"),
    [
        (0, date(2026, 11, 27), "active"),
        (94_999, date(2026, 11, 30), "active"),
        (95_000, date(2026, 11, 25), "kept"),
        (120_000, date(2026, 12, 9), "kept"),
        (94_999, date(2026, 12, 1), "partly_kept"),
        (0, date(2026, 12, 1), "broken"),
    ],
)
def test_ninety_five_percent_by_the_next_business_day_keeps_a_promise(paid, today, state) -> None:
    found = promise_state(promised=100_000, paid=paid, due_on=FRIDAY, today=today, calendar=CN)
    assert found == state
