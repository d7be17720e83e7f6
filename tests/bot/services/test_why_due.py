"""Explaining: rule, dates, tier points, holds and the contact verdict, on any day."""

from datetime import UTC, date, datetime

import pytest

from bot.errors import NotFoundError
from bot.services.plan_callbacks import plan_callbacks
from bot.services.why import backlog_reach, why
from bot.texts import texts_for
from tests.support.planning import add_agent, add_callback, add_hold, add_loan

pytestmark = pytest.mark.both_engines


def test_every_line_has_words_in_both_languages(services, new_unit):
    with new_unit() as uow:
        add_loan(uow, dpd=40, segments=["watch_channel"])
        uow.commit()
    plan_callbacks(services)
    found = why(services, "L1")
    lines = [line for row in (*found["planned"], *found["callbacks"]) for line in row["explanation"]]
    lines += found["tier"]["points"]
    said = [texts_for(loc)(line["text"], **line["values"]) for line in lines for loc in ("zh-CN", "en")]
    assert len(said) >= 8
    assert not [words for words in said if "{" in words]


def test_it_says_which_rule_and_dates_made_a_loan_due(services, new_unit):
    with new_unit() as uow:
        add_loan(uow)
        uow.commit()
    plan_callbacks(services)
    (row,) = why(services, "L1")["callbacks"]
    assert (row["rule"], row["due_on"], row["closes_on"]) == ("first_30d/R1", "2026-12-01", "2026-12-10")


def test_a_past_day_is_explained_with_what_was_open_then(services, new_unit):
    ended = datetime(2026, 11, 20, 4, tzinfo=UTC)
    with new_unit() as uow:
        loan = add_loan(uow)
        add_callback(uow, loan, state="completed", completed_at=ended, closed_at=ended)
        uow.commit()
    assert [c["form"] for c in why(services, "L1", on=date(2026, 11, 15))["planned"]] == ["first_30d"]
    assert why(services, "L1", on=date(2026, 11, 21))["planned"] == []


def test_a_hold_is_named_with_what_it_keeps_back(services, new_unit):
    with new_unit() as uow:
        add_hold(uow, add_loan(uow), "deceased")
        uow.commit()
    found = why(services, "L1")
    assert [row["markers"] for row in found["suppressed"]] == [["deceased"]]
    assert [hold["marker"] for hold in found["holds"]] == ["deceased"]


def test_an_unknown_loan_is_named_as_such(services):
    with pytest.raises(NotFoundError, match="loan_unknown"):
        why(services, "nobody")


def test_the_lead_sees_how_far_the_backlog_reaches(services, new_unit):
    with new_unit() as uow:
        add_agent(uow, daily_capacity=2)
        for number in range(5):
            add_callback(uow, add_loan(uow, f"L{number}"), backlog=True)
        reach = backlog_reach(services, uow)
    assert (reach.waiting, reach.per_day, reach.until) == (5, 2, date(2026, 11, 27))
