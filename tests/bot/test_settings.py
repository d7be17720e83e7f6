"""Settings: environment over file, placeholders refused, secrets unseen."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import read_settings, write_settings

TOKEN = "7000000001:AAfictionalfictionalfictionalfiction"


def test_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "huifang.env"
    write_settings(file, {"timezone": "Europe/London", "company": "甲"})
    settings = read_settings({"HUIFANG_TIMEZONE": "Asia/Tokyo"}, file)
    assert (settings.timezone, settings.company) == ("Asia/Tokyo", "甲")


def test_written_file_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "huifang.env"
    write_settings(file, {"company": "甲"})
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("BOT_TOKEN", "changeme", "placeholder"),
        ("BOT_TOKEN", "<your token>", "placeholder"),
        ("BOT_TOKEN", "123:abc", "token_malformed"),
        ("WEBHOOK_SECRET", "short", "secret_too_short"),
        ("TIMEZONE", "Mars/Olympus", "timezone_unknown"),
        ("DEFAULT_LOCALE", "fr", "locale_unknown"),
        ("DATABASE_URL", "mysql://x", "database_unknown"),
    ],
)
def test_bad_setting_is_named_with_its_reason(name: str, value: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({f"HUIFANG_{name}": value}, tmp_path / "none")
    assert caught.value.data == {"name": f"HUIFANG_{name}", "reason": reason}


def test_unknown_setting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"HUIFANG_BOT_TOKKEN": "x"}, tmp_path / "none")
    assert caught.value.data["name"] == "HUIFANG_BOT_TOKKEN"


def test_secrets_do_not_show_when_settings_are_printed(tmp_path: Path) -> None:
    assert TOKEN not in repr(read_settings({"HUIFANG_BOT_TOKEN": TOKEN}, tmp_path / "none"))
