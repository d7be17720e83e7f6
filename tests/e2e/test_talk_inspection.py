"""A vehicle inspection in chat: photos as files, the location, and the facts that the lead reads."""

from datetime import datetime

import pytest

from bot.forms.callback_data import encode
from bot.forms.session import REVIEW, SUBMITTED
from bot.forms.walk import clean_actions
from bot.rehearsal.cast import AGENT, LEAD, LEADING_LOAN, SECOND_AGENT
from bot.services.fill_form import read_session
from storage.models import Callback, Inspection, InspectionPhoto
from tests.e2e.theatre import START, Theatre, as_button
from tests.support.pictures import MAKER, photo

HERE = (23.129, 113.264)
VISIT_TIME = datetime(2026, 11, 24, 10, 2)  # noqa: DTZ001 (the camera's clock, Shanghai time)


def plan_visit(theatre: Theatre) -> int:
    """Put an inspection of the leading loan on the agent's desk."""
    with theatre.unit() as uow:
        loan = uow.loans.by_number(LEADING_LOAN)
        assert loan is not None
        loan.vin = "1M8GDM9AXKP042788"
        visit = uow.callbacks.add(
            Callback(
                loan_id=loan.id or 0, form_key="vehicle_inspection", cycle_key="visit:test", rule_key="test",
                window_open=START, due_at=START, closes_at=START.replace(day=28), team=loan.team,
                assignee_id=theatre.staff(uow, AGENT).id, state="ready", created_at=START, updated_at=START,
            )
        )  # fmt: skip
        uow.commit()
        return visit.id or 0


async def inspect(theatre: Theatre, visit: int, *, vin: str, place: tuple[float, float]) -> None:
    """Fill the form in chat; every photo goes as a file, each another picture."""
    await theatre.forges(AGENT, f"go:{visit}")
    for step in range(80):
        with theatre.unit() as uow:
            response = uow.forms.latest_of(visit)
            assert response is not None
            number, session = response.id, read_session(theatre.program.services, uow, response)
        if session.cursor == SUBMITTED:
            return
        kind = session.question.type if session.question else ""
        if kind == "photo" and not session.draft(session.question):
            picture = photo(step, taken=VISIT_TIME, place=place)
            theatre.phone(AGENT).send_document(f"{step}.jpg", picture, mime_type="image/jpeg")
            await theatre.settle()
        elif kind == "location":
            theatre.phone(AGENT).send_location(*HERE)
            await theatre.settle()
        elif session.cursor == "insp.vin" and session.question.key not in session.pending:
            await theatre.says(AGENT, vin)
        else:
            await _press(theatre, session, number)
    raise AssertionError(f"the inspection stopped at {session.cursor}")


async def _press(theatre: Theatre, session, response: int | None) -> None:
    if session.cursor == REVIEW:
        actions = ["submit"]
    elif session.question.type == "photo":
        actions = ["ok"]
    else:
        actions = ["keep"] if session.question.key in session.pending else clean_actions(session)
    action = actions[0].removeprefix("#")
    if action.startswith("!"):
        await theatre.says(AGENT, action[1:])
    else:
        await theatre.presses(AGENT, encode(str(response), session.step, as_button(session, action)))


@pytest.fixture
async def fitting(theatre: Theatre) -> Theatre:
    await inspect(theatre, plan_visit(theatre), vin="1M8GDM9AXKP042788", place=HERE)
    return theatre


async def test_where_all_fits_the_lead_reads_just_that(fitting: Theatre):
    [inspection] = fitting.rows(Inspection)
    assert inspection.findings == []
    assert fitting.texts("inspection-fits") in fitting.message_with(LEAD, "ipic:").text
    assert len(fitting.rows(InspectionPhoto)) >= 6


async def test_the_lead_gets_copies_without_hidden_data_and_it_is_on_record(fitting: Theatre):
    number = fitting.rows(Inspection)[0].id
    assert await fitting.forges(SECOND_AGENT, f"ipic:{number}") == fitting.texts("error-not-allowed")
    await fitting.presses(LEAD, f"ipic:{number}")
    shown = [m for m in fitting.phone(LEAD).messages() if "photo" in m.payload]
    files = [fitting.server.world.files.get(m.payload["photo"][-1]["file_id"]).data for m in shown]
    assert len(files) >= 6
    assert all(MAKER.encode() not in data and b"Exif" not in data for data in files)
    assert len(fitting.audit("photos_seen")) == 1


async def test_differences_are_told_as_facts(theatre: Theatre):
    await inspect(theatre, plan_visit(theatre), vin="1M8GDM9A1KP042788", place=(22.543, 114.058))
    found = [item["fact"] for item in theatre.rows(Inspection)[0].findings]
    assert found[:2] == ["vin_check_digit", "vin_differs"]
    assert set(found[2:]) == {"photo_place"}
    card = theatre.message_with(LEAD, "ipic:").text
    assert theatre.texts("inspection-note") in card
