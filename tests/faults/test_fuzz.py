"""The short form of `make fuzz`: a few hundred cases of every kind, and proof that a crash would be seen."""

from pathlib import Path
from random import Random

import pytest

from tests.faults.fuzz import TARGETS, run_inbox, run_target


@pytest.mark.parametrize("name", TARGETS)
def test_no_case_crashes(name: str) -> None:
    tally = run_target(TARGETS[name], cases=150, seed=11)
    assert tally.crashes == []
    assert tally.taken + sum(tally.refused.values()) == 150
    assert tally.taken > 0


def test_every_mangled_update_is_a_row_or_a_repeat(tmp_path: Path) -> None:
    tally = run_inbox(cases=400, seed=11, folder=tmp_path)
    assert tally.crashes == []
    assert tally.taken > 300


def test_a_crash_is_counted_and_told() -> None:
    def broken(chance: Random) -> None:
        raise KeyError("x")

    tally = run_target(broken, cases=3, seed=1)
    assert len(tally.crashes) == 3
    assert "case 0: KeyError" in tally.crashes[0]
