"""The command line's JSON, as checks outside the project read it."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.commands import run

HEADER = "loan_number,disbursed_on,principal,dpd"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The command line's port is the environment itself, so the tests set that.
    monkeypatch.setenv("HUIFANG_DATABASE_URL", f"sqlite:///{tmp_path / 'cli.sqlite3'}")
    monkeypatch.chdir(tmp_path)


def loan_file(folder: Path, *rows: str) -> str:
    path = folder / "loans.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return str(path)


def command(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def imported(folder: Path, capsys: pytest.CaptureFixture[str], *, days_ago: int = 5) -> date:
    day = date.today() - timedelta(days=days_ago)  # noqa: DTZ011
    command(capsys, "import", "loans", loan_file(folder, f"L1,{day},50000,0", f"L2,{day},60000,0"))
    return day


def test_import_reports_counts_rejections_and_the_error_file(tmp_path, capsys) -> None:
    found = command(
        capsys, "import", "loans", loan_file(tmp_path, "L1,2026-11-01,50000,0", "L2,2026-02-30,1,0")
    )
    assert (found["imported"], found["updated"], found["unchanged"]) == (1, 0, 0)
    assert found["rejected"] == [
        {"line": 3, "column": "disbursed_on", "value": "2026-02-30", "reason": "date_impossible"}
    ]
    assert Path(found["error_file"]).is_file()


def test_dry_run_stores_nothing(tmp_path, capsys) -> None:
    command(capsys, "import", "loans", loan_file(tmp_path, "L1,2026-11-01,50000,0"), "--dry-run")
    found = command(capsys, "import", "loans", str(tmp_path / "loans.csv"))
    assert found["imported"] == 1


def test_planning_twice_plans_once(tmp_path, capsys) -> None:
    imported(tmp_path, capsys)
    first, second = command(capsys, "plan"), command(capsys, "plan")
    assert (first["planned"], first["by_form"]) == (2, {"first_30d": 2})
    assert (second["planned"], second["existing"]) == (0, 2)


def test_due_lists_the_first_callback_within_thirty_days(tmp_path, capsys) -> None:
    day = imported(tmp_path, capsys)
    command(capsys, "plan")
    rows = command(capsys, "due")["due"]
    assert {row["loan_number"] for row in rows} == {"L1", "L2"}
    assert all(date.fromisoformat(row["closes_on"]) == day + timedelta(days=30) for row in rows)


def test_why_names_rule_and_dates(tmp_path, capsys) -> None:
    day = imported(tmp_path, capsys)
    command(capsys, "plan")
    found = command(capsys, "why", "L1")
    assert found["callbacks"][0]["rule"].startswith("first_30d/")
    assert any(str(day) in line for line in found["lines"])


def test_why_replays_another_day(tmp_path, capsys) -> None:
    day = imported(tmp_path, capsys)
    command(capsys, "plan")
    assert command(capsys, "why", "L1", "--on", str(day + timedelta(days=40)))["callbacks"][0]["late"] is True


def test_unknown_loan_is_an_error_in_words(tmp_path, capsys) -> None:
    assert run(["why", "NOPE"]) == 1
    assert "loan_unknown" in capsys.readouterr().err


def test_audit_of_the_work_holds(tmp_path, capsys) -> None:
    imported(tmp_path, capsys)
    command(capsys, "plan")
    assert command(capsys, "audit", "verify")["ok"] is True


def test_a_payment_for_an_unknown_loan_is_told_in_words(tmp_path, capsys) -> None:
    path = tmp_path / "paid.csv"
    path.write_text("loan_number,reference,amount,paid_on\nL9,T1,10.00,2026-11-01\n", encoding="utf-8")
    assert run(["--locale", "en", "import", "payments", str(path)]) == 0
    assert "there is no loan with this number" in capsys.readouterr().out
