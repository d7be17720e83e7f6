"""`huifang ingest` and `huifang archive` at the command line."""

import json
from pathlib import Path

import pytest

from bot.commands import run
from tests.support.sounds import encoded, tone


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty installation with a key, named by the environment."""
    monkeypatch.setenv("HUIFANG_DATABASE_URL", f"sqlite:///{tmp_path / 'h.sqlite3'}")
    monkeypatch.setenv("HUIFANG_ARCHIVE_DIR", str(tmp_path / "archive"))
    monkeypatch.setenv("HUIFANG_ENCRYPTION_KEY", "made up for tests, opens nothing")
    monkeypatch.setenv("HUIFANG_SETTINGS", str(tmp_path / "none.env"))
    folder = tmp_path / "recorder"
    folder.mkdir()
    return folder


def test_a_folder_is_read_once_and_the_archive_verifies(installed: Path, capsys: pytest.CaptureFixture[str]):
    (installed / "a.wav").write_bytes(encoded(tone(1)))
    assert run(["ingest", str(installed), "--once", "--settled", "0", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unmatched"] == ["a.wav"]
    assert run(["archive", "hold", "1", "--reason", "asked for"]) == 0
    assert run(["archive", "release", "1"]) == 0
    capsys.readouterr()
    assert run(["archive", "verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["whole"] == 1


def test_a_damaged_archive_fails_the_command(installed: Path, capsys: pytest.CaptureFixture[str]):
    (installed / "a.wav").write_bytes(encoded(tone(1)))
    run(["ingest", str(installed), "--once", "--settled", "0"])
    for item in (installed.parent / "archive").rglob("*.hfa"):
        item.write_bytes(b"something else")
    assert run(["archive", "verify"]) == 1


def test_without_a_key_nothing_is_taken(
    installed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.delenv("HUIFANG_ENCRYPTION_KEY")
    (installed / "a.wav").write_bytes(encoded(tone(1)))
    assert run(["ingest", str(installed), "--once", "--settled", "0"]) == 1
    assert "HUIFANG_ENCRYPTION_KEY" in capsys.readouterr().err
    assert (installed / "a.wav").exists()


@pytest.mark.parametrize(
    "arguments", [["ingest", "/no/such/folder"], ["archive", "hold", "99", "--reason", "x"]]
)
def test_what_is_not_there_is_named(
    installed: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
):
    assert run(arguments) == 1
    assert capsys.readouterr().err
