"""What leads decided comes back as labelled calls, without anything personal."""

import json
from pathlib import Path
from typing import Any

from bot.rehearsal.cast import LEAD
from bot.services.export_labels import export_labels
from review.evaluation import evaluate
from review.offline import OfflineReviewer
from storage.models import Borrower
from tests.e2e.theatre import Theatre


async def decided(theatre: Theatre) -> None:
    """Confirm the payment signal and dismiss every other one."""
    await theatre.reviews()
    for signal in sorted(theatre.signals(), key=lambda row: row.id or 0):
        await theatre.presses(LEAD, f"sev:{signal.id}")
        if signal.key == "stress.payment_affected":
            await theatre.presses(LEAD, f"sok:{signal.id}")
        else:
            await theatre.presses(LEAD, f"sno:{signal.id}")
            await theatre.forges(LEAD, f"sno:{signal.id}:figurative")


def rows_of(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "labels.jsonl").read_text("utf-8").splitlines()]


def content_of(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in folder.iterdir())


async def test_decided_signals_become_labels_that_evaluate_reads(theatre: Theatre, tmp_path: Path):
    await decided(theatre)
    done = export_labels(theatre.unit, tmp_path / "labels")
    assert (done.calls, done.confirmed, done.undecided) == (1, 1, 0)
    [row] = rows_of(tmp_path / "labels")
    assert [item["key"] for item in row["customer_signals"]] == ["stress.payment_affected"]
    assert {item["type"] for item in row["hard_negatives"]} <= {"figurative"}
    report = evaluate(tmp_path / "labels", OfflineReviewer(theatre.program.services.taxonomy))
    assert report.by_key["stress.payment_affected"].hits == 1


async def test_nothing_personal_is_in_the_export(theatre: Theatre, tmp_path: Path):
    await decided(theatre)
    export_labels(theatre.unit, tmp_path / "labels")
    written = content_of(tmp_path / "labels")
    with theatre.reading() as uow:
        subject = uow.callbacks.get(theatre.callback_id())
        loan = uow.loans.get(subject.loan_id) if subject else None
        borrower = uow.session.get(Borrower, loan.borrower_id) if loan else None
    assert borrower is not None
    assert borrower.name
    assert borrower.name not in written
    assert str(borrower.phone) not in written


async def test_a_call_with_an_open_signal_waits(theatre: Theatre, tmp_path: Path):
    await theatre.reviews()
    done = export_labels(theatre.unit, tmp_path / "labels")
    assert (done.calls, done.undecided) == (0, 1)
