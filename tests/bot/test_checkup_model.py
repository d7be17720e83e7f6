"""`huifang check` shows what the model costs: budget of the day, price and its age, and what is not known."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.checkup import OK, WARNING, WRONG, check_up
from bot.errors import SettingsError
from bot.reviewers import build_reviewer
from bot.services.model_budget import DatabaseBudget
from bot.settings import Settings
from bot.texts import texts_for
from review.llm import Capabilities, Limits, Spend
from storage.unit_of_work import UnitOfWorkFactory
from tests.support.clock import FakeClock

ABLE = Capabilities(json_schema=True, json_object=True, text=True, model="m-1")
LIST = 'currency: CNY\nmodels: [{name: m-1, prompt: "8", completion: "32", as_of: 2026-11-01}]\n'

Findings = dict[str, tuple[str, dict[str, str]]]


@pytest.fixture
def looked(database_url: str, clock: FakeClock, tmp_path: Path) -> Callable[..., Findings]:
    prices = tmp_path / "prices.yaml"
    prices.write_text(LIST, encoding="utf-8")

    def look(**changes: object) -> Findings:
        values = {"llm_base_url": "http://model", "llm_model": "m-1", "llm_prices": prices} | changes
        settings = Settings(database_url=database_url, **values)
        found = check_up(settings, clock, model=lambda _: ABLE, texts=texts_for("en"))
        return {item.text: (item.level, item.values) for item in found}

    return look


def test_budget_and_price_are_shown(looked, new_unit: UnitOfWorkFactory, clock: FakeClock) -> None:
    budget = DatabaseBudget(new_unit=new_unit, limits=Limits())
    budget.reserve(clock.now().date(), Spend(tokens=1200))
    found = looked()
    level, values = found["check-model-budget"]
    assert (level, values["line"]) == (OK, "1,200 of 5,000,000 tokens · cost 0.0000 CNY of no limit")
    assert found["check-model-price"][1]["as_of"] == "2026-11-01"


def test_used_up_budget_is_a_warning(looked, new_unit: UnitOfWorkFactory, clock: FakeClock) -> None:
    DatabaseBudget(new_unit=new_unit, limits=Limits()).reserve(clock.now().date(), Spend(tokens=8000))
    assert looked(llm_day_tokens=9000)["check-model-budget-out"][0] == WARNING


def test_old_price_and_unknown_price_are_warnings(looked, clock: FakeClock) -> None:
    assert looked(llm_model="m-2")["check-model-price-unknown"][0] == WARNING
    assert looked(llm_model="m-2", llm_day_cost="5")["check-model-price-unknown"][0] == WRONG
    clock.time = datetime(2027, 6, 1, tzinfo=UTC)
    assert looked()["check-model-price-old"][0] == WARNING


def test_unusable_list_is_named(looked, tmp_path: Path) -> None:
    level, values = looked(llm_prices=tmp_path / "none.yaml")["error-prices-invalid"]
    assert (level, values["file"]) == (WRONG, "none.yaml")


def test_money_limit_without_a_price_stops_the_start() -> None:
    settings = Settings(llm_base_url="http://model", llm_model="m-1", llm_day_cost="5")
    with pytest.raises(SettingsError) as caught:
        build_reviewer(settings)
    assert caught.value.data == {"name": "HUIFANG_LLM_PRICES", "reason": "price_missing"}
