"""The kill drill in its short form; `make drills` runs the long ones."""

import pytest

from tests.faults.kills import drill

pytestmark = pytest.mark.both_engines


async def test_processes_that_are_killed_lose_and_double_nothing(
    engine_kind: str, request: pytest.FixtureRequest
):
    if engine_kind == "postgresql":
        request.getfixturevalue("postgresql")  # skips, saying so, where there is none
    tally = await drill(engine=engine_kind, updates=24, kills=1, seed=7, agents=4)
    assert (tally.lost, tally.doubled, tally.out_of_order, tally.set_aside) == (0, 0, 0, 0)
    assert (tally.kills, tally.handled) == (1, tally.updates)
    assert tally.answers_stored > 0
