"""Health, readiness and metrics, as an orchestrator and a scraper see them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from decimal import Decimal

from aiohttp.test_utils import TestClient, TestServer

from bot.clock import Clock, Sweep
from bot.health import Health
from bot.metrics import Metrics
from bot.runtime import DatabaseThreads, Wakeups
from review.llm import DayBudget, Limits, Spend
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory
from tests.support.clock import FakeClock


def broken() -> UnitOfWork:
    raise ConnectionRefusedError("db at 10.0.0.7 with password hunter2")


@asynccontextmanager
async def served(units: UnitOfWorkFactory, metrics: Metrics | None = None) -> AsyncIterator[TestClient]:
    health = Health(
        units=units,
        threads=DatabaseThreads(size=1),
        metrics=metrics or Metrics(units),
        host="127.0.0.1",
        port=0,
    )
    async with TestClient(TestServer(health.application())) as client:
        yield client


async def answer(client: TestClient, path: str) -> tuple[int, str]:
    response = await client.get(path)
    return response.status, await response.text()


def queue_one(units: UnitOfWorkFactory, key: str = "k1") -> None:
    with units() as uow:
        uow.queue.put("outbox", "call", {"text": "张三欠款"}, key=key, ordering_key="chat:1", lane=10)
        uow.commit()


async def test_a_working_database_is_ready(new_unit: UnitOfWorkFactory):
    async with served(new_unit) as client:
        assert await answer(client, "/healthz") == (200, "ok\n")
        assert await answer(client, "/readyz") == (200, "ready\n")


async def test_without_database_it_lives_but_is_not_ready_and_tells_no_words():
    async with served(broken) as client:
        assert await answer(client, "/healthz") == (200, "ok\n")
        assert await answer(client, "/readyz") == (503, "database: ConnectionRefusedError\n")
        assert await answer(client, "/metrics") == (503, "ConnectionRefusedError\n")


async def test_queue_depth_and_lag_are_shown_by_lane(new_unit: UnitOfWorkFactory, clock: FakeClock):
    queue_one(new_unit)
    clock.advance(timedelta(seconds=90))
    async with served(new_unit) as client:
        _, text = await answer(client, "/metrics")
    assert 'huifang_queue_items{lane="10",queue="outbox",state="ready"} 1.0' in text
    assert 'huifang_queue_lag_seconds{lane="10",queue="outbox",state="ready"} 90.0' in text
    assert "张三" not in text


async def test_delivery_outcomes_are_counted(new_unit: UnitOfWorkFactory):
    queue_one(new_unit)
    with new_unit() as uow:
        item = uow.queue.get(1)
        assert item is not None
        uow.queue.start_attempt(item).outcome = "sent"
        uow.commit()
    async with served(new_unit) as client:
        _, text = await answer(client, "/metrics")
    assert 'huifang_deliveries_24h{outcome="sent"} 1.0' in text


async def test_sweeps_and_updates_report_their_time(new_unit: UnitOfWorkFactory):
    metrics = Metrics(new_unit)
    metrics.handled("update", 0.2)
    sweep = Sweep(name="plan", interval=timedelta(days=1), run=lambda: None)
    await Clock([sweep], wake=Wakeups(), observe=metrics.swept).tick_all()
    text = (await asyncio.to_thread(metrics.render)).decode()
    assert 'huifang_update_seconds_count{kind="update"} 1.0' in text
    assert 'huifang_sweep_seconds_count{name="plan"} 1.0' in text


async def test_models_budget_is_shown_and_what_is_unknown_has_no_sample(new_unit: UnitOfWorkFactory):
    spent = Spend(tokens=1200, cost=Decimal(3), unpriced=200)
    metrics = Metrics(new_unit, budget=lambda _: DayBudget(spent=spent, limits=Limits(tokens=5000)))
    async with served(new_unit, metrics) as client:
        _, text = await answer(client, "/metrics")
    assert "huifang_model_tokens_today 1200.0" in text
    assert "huifang_model_tokens_limit 5000.0" in text
    assert "huifang_model_cost" not in text
