"""`huifang migrate`, as an operator types it."""

import json
from pathlib import Path

import pytest

from bot.commands import run

pytestmark = pytest.mark.both_engines


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The command line's port is the environment itself, so the tests set that.
    monkeypatch.setenv("HUIFANG_DATABASE_URL", f"sqlite:///{tmp_path / 'old.sqlite3'}")
    monkeypatch.chdir(tmp_path)
    Path("loans.csv").write_text(
        "loan_number,disbursed_on,principal\nL1,2026-11-01,50000\n", encoding="utf-8"
    )
    assert run(["import", "loans", "loans.csv"]) == 0


def test_counts_and_hashes_are_printed_per_table(blank_url, capsys) -> None:
    capsys.readouterr()
    assert run(["migrate", "--to", blank_url, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    tables = {table["name"]: table for table in found["tables"]}
    assert tables["loan"]["rows"] == 1
    assert len(tables["loan"]["digest"]) == 64
    assert found["rows"] == sum(table["rows"] for table in found["tables"])


def test_the_program_goes_on_from_the_new_database(blank_url, capsys, monkeypatch) -> None:
    assert run(["migrate", "--to", blank_url]) == 0
    [key] = Path.cwd().glob("old.sqlite3*key")
    assert str(key.name) in capsys.readouterr().out
    monkeypatch.setenv("HUIFANG_ENCRYPTION_KEY", key.read_text("utf-8").split()[0])
    monkeypatch.setenv("HUIFANG_DATABASE_URL", blank_url)
    capsys.readouterr()
    assert run(["plan", "--on", "2026-11-24", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["planned"] == 1


@pytest.mark.parametrize(("locale", "words"), [("zh-CN", "不是空的"), ("en", "not empty")])
def test_a_second_move_is_refused_in_the_users_language(blank_url, capsys, locale, words) -> None:
    assert run(["migrate", "--to", blank_url]) == 0
    assert run(["--locale", locale, "migrate", "--to", blank_url]) == 1
    assert words in capsys.readouterr().err


def test_an_address_that_is_no_database_is_refused(capsys, engine_kind) -> None:
    assert run(["--locale", "en", "migrate", "--to", "mysql://x/y"]) == 1
    assert "--to" in capsys.readouterr().err
