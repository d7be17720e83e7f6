"""One whole conversation on a real PostgreSQL: the same program, the same answers."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.forms.callback_data import encode
from bot.rehearsal.cast import AGENT, LEAD, SUPPORT
from bot.rehearsal.show import CALLS
from storage.models import SupportCase
from tests.e2e.theatre import Theatre, open_theatre_at, set_the_stage
from tests.support.postgresql import PostgresServer


@pytest.fixture
async def on_postgresql(
    postgresql: PostgresServer, run_folder: Path, tmp_path: Path
) -> AsyncIterator[Theatre]:
    stage = postgresql.template("stage", run_folder, lambda url: set_the_stage(url, run_folder))
    with postgresql.database(stage) as url:
        async with open_theatre_at(url, tmp_path, "zh-CN") as theatre:
            yield theatre


async def test_a_call_goes_from_card_to_support_on_postgresql(on_postgresql: Theatre):
    theatre = on_postgresql
    await theatre.starts()
    await theatre.fills(pay__impact="may_be_late")
    await theatre.press_form("submit")
    await theatre.sends(AGENT, "call.txt", (CALLS / "stress.txt").read_text(encoding="utf-8"))
    signal = theatre.signals(key="stress.payment_affected")[0]
    assert signal.state == "proposed"
    await theatre.presses(LEAD, f"sev:{signal.id}")
    await theatre.presses(LEAD, f"sok:{signal.id}")
    assert theatre.signals(key="stress.payment_affected")[0].state == "confirmed"
    assert theatre.count(SupportCase) == (1,)
    assert theatre.chat(SUPPORT)
    with theatre.unit() as uow:
        assert uow.audit.verify().fault is None


async def test_an_open_form_survives_a_restart_on_postgresql(on_postgresql: Theatre):
    session = await on_postgresql.reaches("inc.stable")
    await on_postgresql.restarts()
    await on_postgresql.press_form("o0")
    assert on_postgresql.session()[1].answers.keys() > session.answers.keys()


async def test_a_double_press_counts_once_on_postgresql(on_postgresql: Theatre):
    await on_postgresql.starts()
    response, session = on_postgresql.session()
    button, before = encode(str(response), session.step, "o0"), session.step
    await on_postgresql.presses(AGENT, button)
    said = await on_postgresql.forges(AGENT, button)
    assert said == on_postgresql.texts("form-notice-stale")
    assert on_postgresql.session()[1].step == before + 1
