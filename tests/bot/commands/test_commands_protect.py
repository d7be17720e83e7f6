"""Data protection at the command line: keys, one person's data, backups, the trail's anchors."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.commands import run

OLD, NEW = "the-old-secret-of-a-test", "the-new-secret-of-a-test"
LOANS = "loan_number,disbursed_on,principal,customer_name,phone\nL1,2026-11-01,50000,测试甲,13900000001\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    # The command line's port is the environment itself, so the tests set that.
    monkeypatch.setenv("HUIFANG_DATABASE_URL", f"sqlite:///{tmp_path / 'cli.sqlite3'}")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loans.csv").write_text(LOANS, encoding="utf-8")
    run(["import", "loans", "loans.csv", "--json"])
    capsys.readouterr()


def command(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def stored(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("cli.sqlite3*"))


def test_without_a_setting_the_secret_lies_beside_the_database(tmp_path, capsys) -> None:
    assert (tmp_path / "cli.sqlite3.key").stat().st_mode & 0o777 == 0o600
    assert "测试甲".encode() not in stored(tmp_path)


def test_a_secret_beside_the_database_is_replaced_by_the_command(tmp_path, capsys) -> None:
    before = (tmp_path / "cli.sqlite3.key").read_text()
    assert command(capsys, "keys", "rotate")["keys"] == 3
    after = (tmp_path / "cli.sqlite3.key").read_text()
    assert len(after.split()) == 1
    assert after != before
    assert command(capsys, "import", "loans", "loans.csv")["unchanged"] == 1


def test_a_new_setting_takes_over_and_the_old_secret_is_of_no_use(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setenv("HUIFANG_ENCRYPTION_KEY", OLD)
    command(capsys, "keys", "rotate")  # from the file to the setting
    (tmp_path / "cli.sqlite3.key").unlink()
    monkeypatch.setenv("HUIFANG_ENCRYPTION_KEY", NEW)
    assert run(["import", "loans", "loans.csv"]) == 1  # the new one opens nothing yet
    monkeypatch.setenv("HUIFANG_ENCRYPTION_KEY_OLD", OLD)
    command(capsys, "keys", "rotate", "--data")
    monkeypatch.delenv("HUIFANG_ENCRYPTION_KEY_OLD")
    assert command(capsys, "import", "loans", "loans.csv")["unchanged"] == 1
    monkeypatch.setenv("HUIFANG_ENCRYPTION_KEY", OLD)
    assert run(["import", "loans", "loans.csv"]) == 1
    assert "HUIFANG_ENCRYPTION_KEY" in capsys.readouterr().err


def test_rotating_the_data_key_leaves_nothing_behind(tmp_path, capsys) -> None:
    found = command(capsys, "keys", "rotate", "--data")
    assert (found["rows"] >= 1, found["rows_left"]) == (True, 0)
    assert b"hf1$1$" not in stored(tmp_path)


def test_an_export_is_private_and_replaces_no_file(tmp_path, capsys) -> None:
    assert run(["borrower", "export", "L1", "--out", "person.json"]) == 0
    path = tmp_path / "person.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert json.loads(path.read_text(encoding="utf-8"))["tables"]["borrower"][0]["name"] == "测试甲"
    assert run(["--locale", "en", "borrower", "export", "L1", "--out", "person.json"]) == 1
    assert "person.json" in capsys.readouterr().err


def test_a_legal_hold_refuses_in_words_and_an_import_brings_nobody_back(tmp_path, capsys) -> None:
    run(["borrower", "hold", "L1", "--reason", "lawsuit"])
    assert run(["--locale", "en", "borrower", "erase", "L1"]) == 1
    assert "legal hold" in capsys.readouterr().err
    run(["borrower", "release", "L1"])
    capsys.readouterr()
    assert command(capsys, "borrower", "erase", "L1")["erased"]["borrower"] == 1
    again = command(capsys, "import", "loans", "loans.csv")
    assert (again["updated"], again["notices"][0]["reason"]) == (0, "loan_erased")


def test_a_backup_comes_back_in_an_empty_place(tmp_path, capsys, monkeypatch) -> None:
    written = command(capsys, "backup", "b.zip")
    (tmp_path / "new.sqlite3.key").write_text((tmp_path / "cli.sqlite3.key").read_text(), encoding="ascii")
    monkeypatch.setenv("HUIFANG_DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite3'}")
    assert command(capsys, "restore", "b.zip")["hashes"] == written["hashes"]
    assert command(capsys, "audit", "verify")["ok"]
    assert command(capsys, "import", "loans", "loans.csv")["unchanged"] == 1


def test_an_anchor_is_printed_and_compared(tmp_path, capsys) -> None:
    anchor = command(capsys, "audit", "anchor")
    found = command(capsys, "audit", "verify")
    assert (found["ok"], found["anchor"]["events"]) == (True, anchor["events"])
    file = Path(anchor["file"])
    file.write_text(file.read_text().replace('"events": ', '"events": 9'), encoding="ascii")
    assert run(["audit", "verify"]) == 1


def test_the_check_tells_the_state_of_encryption(capsys, monkeypatch) -> None:
    run(["--locale", "en", "check"])
    assert "Personal data is encrypted\n" in capsys.readouterr().out
