"""A call recorder's folder: matched, archived, moved, and nothing taken twice."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import BadInputError
from bot.rehearsal.cast import AGENT, LEADING_LOAN
from bot.services.ingest import IngestReport, NamePattern, ingest_folder, match_to_loan
from storage.models import Recording, Task
from tests.e2e.theatre import START, Theatre
from tests.support.sounds import encoded, tone

WAV = encoded(tone(2))
LOCAL = "20261124-100300"  # three minutes after the call began, Shanghai time


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "recorder"
    place.mkdir()
    return place


def ingest(
    theatre: Theatre, folder: Path, pattern: str = "{loan}_{time}", settled: float = 0
) -> IngestReport:
    later = max((p.stat().st_mtime for p in folder.rglob("*") if p.is_file()), default=0) + 1
    return ingest_folder(
        theatre.program.services, folder, NamePattern(pattern), settled=settled, clock_seconds=later
    )


def phone_of(theatre: Theatre) -> str:
    with theatre.reading() as uow:
        loan = uow.loans.by_number(LEADING_LOAN)
        assert loan is not None
        return uow.loans.borrower(loan.borrower_id).phone or ""  # type: ignore[union-attr]


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


async def test_a_name_with_loan_and_time_finds_its_call(theatre: Theatre, folder: Path):
    await theatre.completes()
    (folder / f"{LEADING_LOAN}_{LOCAL}.wav").write_bytes(WAV)
    assert ingest(theatre, folder).taken == [f"{LEADING_LOAN}_{LOCAL}.wav"]
    await theatre.settle()
    [recording] = theatre.rows(Recording)
    assert (recording.callback_id, recording.state) == (theatre.callback_id(), "waiting")
    assert recording.recorded_at == START + timedelta(minutes=3)
    assert names(folder) == [f"_done/{LEADING_LOAN}_{LOCAL}.wav"]
    assert theatre.last(AGENT).text == theatre.texts("recording-waiting")


@pytest.mark.parametrize("form", ["phone", "plus", "keyless"])
async def test_a_sidecar_finds_the_call_by_number_or_digest(theatre: Theatre, folder: Path, form: str):
    await theatre.completes()
    number = phone_of(theatre)
    said = {
        "phone": {"called": number, "start_time": "2026-11-24T10:03:00"},
        "plus": {"phone": f"+86{number}", "started_at": START.timestamp() * 1000},
        "keyless": {"phone_digest": hashlib.sha256(number.encode()).hexdigest(), "time": "2026-11-24 10:03"},
    }[form]
    (folder / "0001.wav").write_bytes(WAV)
    (folder / "0001.wav.json").write_text(json.dumps(said))
    assert ingest(theatre, folder).taken == ["0001.wav"]
    assert theatre.rows(Recording)[0].callback_id == theatre.callback_id()
    assert names(folder) == ["_done/0001.wav", "_done/0001.wav.json"]


async def test_a_name_with_the_number_works_by_pattern(theatre: Theatre, folder: Path):
    await theatre.completes()
    (folder / f"out-{phone_of(theatre)}-{LOCAL}-x7.wav").write_bytes(WAV)
    assert len(ingest(theatre, folder, "{any}-{phone}-{time}-{any}").taken) == 1


@pytest.mark.parametrize(
    "name", ["HF-NO-SUCH-LOAN_20261124-100300", f"{LEADING_LOAN}_20261124-160000", "call 17"]
)
async def test_what_fits_no_call_is_kept_and_becomes_a_task(theatre: Theatre, folder: Path, name: str):
    await theatre.completes()
    (folder / f"{name}.wav").write_bytes(WAV)
    assert ingest(theatre, folder).unmatched == [f"{name}.wav"]
    await theatre.settle()
    [recording] = theatre.rows(Recording)
    tasks = [task for task in theatre.rows(Task) if task.kind == "recording_unmatched"]
    assert (recording.state, [task.details for task in tasks]) == ("unmatched", [{"recording": recording.id}])
    match_to_loan(theatre.program.services, recording.id, LEADING_LOAN, by="cli:operator")
    assert theatre.rows(Recording)[0].state == "waiting"
    assert [t.state for t in theatre.rows(Task) if t.kind == "recording_unmatched"] == ["done"]


async def test_the_same_content_under_another_name_is_known(theatre: Theatre, folder: Path):
    await theatre.completes()
    (folder / f"{LEADING_LOAN}_{LOCAL}.wav").write_bytes(WAV)
    ingest(theatre, folder)
    (folder / f"{LEADING_LOAN}_{LOCAL}.wav").write_bytes(WAV)
    (folder / "again.wav").write_bytes(WAV)
    assert len(ingest(theatre, folder).known) == 2
    assert theatre.count(Recording) == (1,)
    assert len(names(folder)) == 3


async def test_a_file_that_is_still_being_written_waits(theatre: Theatre, folder: Path):
    (folder / "fresh.wav").write_bytes(WAV)
    assert ingest(theatre, folder, settled=60).waiting == ["fresh.wav"]
    assert names(folder) == ["fresh.wav"]


async def test_an_empty_file_is_refused_and_other_files_stay(theatre: Theatre, folder: Path):
    (folder / "empty.wav").write_bytes(b"")
    (folder / "notes.txt").write_text("not ours")
    assert ingest(theatre, folder).refused == [("empty.wav", "empty")]
    assert names(folder) == ["_refused/empty.wav", "notes.txt"]


async def test_a_broken_sidecar_falls_back_to_the_name(theatre: Theatre, folder: Path):
    await theatre.completes()
    (folder / f"{LEADING_LOAN}_{LOCAL}.wav").write_bytes(WAV)
    (folder / f"{LEADING_LOAN}_{LOCAL}.json").write_text('{"loan_number": ')
    assert len(ingest(theatre, folder).taken) == 1


@pytest.mark.parametrize("pattern", ["{time}", "{loan}_{loan}", "{loan}_{nothing}", ""])
def test_a_pattern_that_finds_nobody_is_refused(pattern: str):
    with pytest.raises(BadInputError):
        NamePattern(pattern)
