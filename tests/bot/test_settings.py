"""Settings: environment over file, placeholders refused, secrets unseen."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import read_settings, unknown_names, write_settings

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
        ("BOT_TOKEN", "no-colon-here", "token_malformed"),
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


def test_unknown_setting_in_the_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "huifang.env"
    file.write_text("HUIFANG_BOT_TOKKEN=x\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings({}, file)
    assert caught.value.data["name"] == "HUIFANG_BOT_TOKKEN"


def test_unknown_variable_is_named_by_the_check_up() -> None:
    assert unknown_names({"HUIFANG_BOT_TOKKEN": "x", "HUIFANG_COMPANY": "甲", "PATH": "/"}) == [
        "HUIFANG_BOT_TOKKEN"
    ]


def test_documentation_token_is_refused_at_telegram_itself(tmp_path: Path) -> None:
    token = {"HUIFANG_BOT_TOKEN": "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11"}
    with pytest.raises(SettingsError):
        read_settings(token, tmp_path / "none")
    assert read_settings(token | {"HUIFANG_BOT_API_URL": "http://127.0.0.1:1"}, tmp_path / "none").bot_token


def test_secrets_do_not_show_when_settings_are_printed(tmp_path: Path) -> None:
    assert TOKEN not in repr(read_settings({"HUIFANG_BOT_TOKEN": TOKEN}, tmp_path / "none"))
