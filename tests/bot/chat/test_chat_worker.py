"""Jobs and sweeps: run once, again after a fault, and set aside with a word to whoever waits."""

import asyncio
from datetime import timedelta

import pytest
from telegram.error import BadRequest

from bot.chat.files import DOWNLOAD_LIMIT_BYTES, TelegramFiles
from bot.clock import Clock, Sweep
from bot.errors import BadInputError
from bot.runtime import Timing
from bot.worker import Worker


def worker_on(stage, *, lease=30.0, **jobs):
    return Worker(
        jobs=jobs,
        units=stage.units,
        services="services",
        threads=stage.threads,
        wake=stage.wake,
        timing=Timing(lease=timedelta(seconds=lease)),
        jitter=lambda: 0.5,
    )


def queue_job(stage, kind, payload=None, key="k"):
    with stage.units() as uow:
        uow.queue.put("job", kind, payload or {}, key=key, ordering_key=key)
        uow.commit()


async def test_job_runs_with_services_and_payload(stage):
    seen = []

    async def review(services, payload):
        seen.append((services, payload))

    queue_job(stage, "review", {"call": 3})
    await worker_on(stage, review=review).loop.drain()
    assert seen == [("services", {"call": 3})]
    assert [item.state for item in stage.items("job")] == ["done"]


async def test_faulty_job_is_tried_again_later(stage):
    tries = []

    async def flaky(services, payload):
        tries.append(1)
        if len(tries) < 3:
            raise OSError

    queue_job(stage, "flaky")
    for _ in range(3):
        await worker_on(stage, flaky=flaky).loop.drain()
        stage.clock.forward(minutes=1)
    assert (len(tries), stage.items("job")[0].state) == (3, "done")


async def test_job_that_cannot_be_done_is_set_aside_and_its_person_told(stage):
    async def fetch(services, payload):
        raise BadInputError("file_too_large", limit_mb=20)

    await stage.open()
    queue_job(stage, "fetch", {"chat": 7, "locale": "en"})
    await worker_on(stage, fetch=fetch).loop.drain()
    await stage.work()
    assert [item.reason for item in stage.items("job")] == ["failed:file_too_large"]
    assert "the limit is 20 MB" in stage.texts_sent()[0]


async def test_unknown_kind_of_job_waits_for_a_worker_that_knows_it(stage):
    queue_job(stage, "newer")
    await worker_on(stage).loop.drain()
    assert [(item.state, item.reason) for item in stage.items("job")] == [("ready", "KeyError")]


async def test_lease_of_a_long_job_is_renewed(stage):
    async def long(services, payload):
        await asyncio.sleep(0.2)
        stage.clock.forward(seconds=0.2)
        await asyncio.sleep(0.2)

    queue_job(stage, "long")
    running = asyncio.create_task(worker_on(stage, lease=0.3, long=long).loop.drain())
    await asyncio.sleep(0.35)
    with stage.units() as uow:
        assert uow.queue.get(1).lease_until > stage.clock.at + timedelta(seconds=0.2)
    await running


class FakeBot:
    def __init__(self, error):
        self.error = error

    async def get_file(self, file_id):
        raise self.error


@pytest.mark.parametrize(
    ("size", "error", "code"),
    [
        (DOWNLOAD_LIMIT_BYTES + 1, None, "file_too_large"),
        (None, BadRequest("File is too big"), "file_too_large"),
        (9, BadRequest("Wrong file_id"), "file_unavailable"),
    ],
)
async def test_file_that_cannot_be_fetched_says_why(size, error, code):
    with pytest.raises(BadInputError) as caught:
        await TelegramFiles(FakeBot(error)).fetch("f", size)
    assert caught.value.code == code


async def test_sweeps_run_at_once_and_again_and_a_failing_one_stops_nobody(stage):
    ticks = []

    async def ticking():
        ticks.append("async")

    sweeps = [
        Sweep(name="broken", interval=timedelta(seconds=0.05), run=lambda: 1 / 0),
        Sweep(name="plain", interval=timedelta(seconds=0.05), run=lambda: ticks.append("plain")),
        Sweep(name="async", interval=timedelta(seconds=60), run=ticking),
    ]
    stop = asyncio.Event()
    task = asyncio.create_task(Clock(sweeps, wake=stage.wake).run(stop))
    await asyncio.sleep(0.4)
    stop.set()
    await task
    assert ticks.count("plain") >= 3
    assert ticks.count("async") == 1


async def test_sweep_is_never_run_twice_side_by_side(stage):
    running, most = [], []

    async def slow():
        running.append(1)
        most.append(len(running))
        await asyncio.sleep(0.15)
        running.pop()

    stop = asyncio.Event()
    sweep = Sweep(name="slow", interval=timedelta(seconds=0.03), run=slow)
    task = asyncio.create_task(Clock([sweep], wake=stage.wake).run(stop))
    await asyncio.sleep(0.5)
    stop.set()
    await task
    assert (max(most), running) == (1, [])


async def test_all_sweeps_can_be_run_once_by_hand(stage):
    ticks = []
    sweeps = [
        Sweep(name=name, interval=timedelta(hours=1), run=lambda n=name: ticks.append(n)) for name in "ab"
    ]
    await Clock(sweeps, wake=stage.wake).tick_all()
    assert ticks == ["a", "b"]
