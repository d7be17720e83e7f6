"""The model's budget in the database: shared by all who spend, by the lender's day, told once when it is used up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.chat.cards.callback import digest_card
from bot.policy.days import local_day
from bot.services.model_budget import DatabaseBudget, budget_line, tell_used_up, today_budget
from bot.texts import texts_for
from review.llm import DayBudget, Limits, Spend
from storage.engine import make_engine
from storage.unit_of_work import UnitOfWork
from tests.support.planning import add_agent, make_services

DAY = date(2026, 11, 24)
SMALL = Spend(tokens=300, cost=Decimal("0.0003"))


def budget_of(new_unit, **limits) -> DatabaseBudget:
    return DatabaseBudget(new_unit=new_unit, limits=Limits(**limits))


@pytest.mark.both_engines
def test_workers_of_several_processes_never_overspend_together(database_url, clock):
    engines = [make_engine(database_url) for _ in range(4)]
    budgets = [budget_of(lambda e=e: UnitOfWork(e, clock), tokens=1000) for e in engines]
    with ThreadPoolExecutor(8) as pool:
        granted = list(pool.map(lambda n: budgets[n % 4].reserve(DAY, SMALL), range(24)))
    assert granted.count(True) == 3
    assert budgets[0].state(DAY).spent.tokens == 900
    for engine in engines:
        engine.dispose()


def test_what_was_not_used_comes_back_to_the_last_billionth(new_unit):
    budget = budget_of(new_unit, tokens=1000, cost=Decimal("0.001"))
    odd = Spend(tokens=700, cost=Decimal("0.0007777777777"))
    used = Spend(tokens=100, cost=Decimal("0.0001"))
    assert budget.reserve(DAY, odd)
    assert not budget.reserve(DAY, SMALL)
    budget.settle(DAY, odd, used)
    assert budget.state(DAY).spent == used


def test_money_limit_holds_beside_the_tokens(new_unit):
    budget = budget_of(new_unit, cost=Decimal("0.0005"))
    assert [budget.reserve(DAY, SMALL) for _ in range(2)] == [True, False]


def test_next_day_starts_anew(new_unit):
    budget = budget_of(new_unit, tokens=300)
    assert budget.reserve(DAY, SMALL)
    assert budget.reserve(DAY + timedelta(days=1), SMALL)


@pytest.mark.parametrize(("zone", "fresh"), [("Asia/Shanghai", True), ("America/New_York", False)])
def test_day_ends_at_the_lenders_midnight(new_unit, clock, zone: str, fresh: bool):
    services = make_services(new_unit, clock, timezone=zone, llm_base_url="http://model", llm_model="m")
    clock.time = datetime(2026, 11, 24, 15, 59, tzinfo=UTC)
    budget_of(new_unit).reserve(local_day(clock.now(), zone), SMALL)
    clock.time = datetime(2026, 11, 24, 16, 1, tzinfo=UTC)  # midnight in Shanghai, morning in New York
    with new_unit() as uow:
        assert (today_budget(services, uow).spent.tokens == 0) is fresh


def test_no_model_has_no_budget(services, new_unit):
    with new_unit() as uow:
        assert today_budget(services, uow) is None


def test_leads_and_administrators_are_told_once_a_day(services, new_unit, clock):
    with new_unit() as uow:
        add_agent(uow, role="team_lead")
        add_agent(uow, role="admin", locale="en")
        add_agent(uow)
        assert [tell_used_up(services, uow), tell_used_up(services, uow)] == [True, False]
        uow.commit()
    with new_unit() as uow:
        assert not tell_used_up(services, uow)
        assert sum(row.count for row in uow.operations.queues() if row.queue == "outbox") == 2
    clock.time += timedelta(days=1)
    with new_unit() as uow:
        assert tell_used_up(services, uow)


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_unknown_cost_is_named_and_never_shown_as_nothing(locale: str):
    texts = texts_for(locale)
    spent = Spend(tokens=1500, cost=Decimal(2), unpriced=500)
    line = budget_line(DayBudget(spent=spent, limits=Limits(tokens=9000)), "CNY", texts)
    assert texts("model-cost-unknown") in line
    assert "2.00" not in line
    known = budget_line(DayBudget(spent=SMALL, limits=Limits(cost=Decimal(5))), "CNY", texts)
    assert "0.0003 CNY" in known
    assert "5.00 CNY" in known


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_the_lead_sees_the_budget_of_the_day(new_unit, clock, locale: str):
    services = make_services(new_unit, clock, llm_base_url="http://model", llm_model="m", llm_day_tokens=9000)
    budget_of(new_unit).reserve(DAY, Spend(tokens=1234, unpriced=1234))
    texts = texts_for(locale)
    with new_unit() as uow:
        lead = add_agent(uow, role="team_lead")
        screen = digest_card(uow, lead.id, lead, texts, services)
    line = budget_line(
        DayBudget(spent=Spend(tokens=1234, unpriced=1234), limits=Limits(tokens=9000)), "", texts
    )
    assert texts("lead-model-budget", line=line) in screen.text
    assert "1,234" in screen.text
