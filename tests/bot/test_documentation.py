"""The words must keep up with the program."""

import re
from pathlib import Path

import pytest

from bot.commands.reviews import missing_translations
from bot.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")


@pytest.mark.parametrize("readme", READMES)
def test_every_setting_is_documented(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    missing = [name for name in Settings.model_fields if f"`{PREFIX}{name.upper()}`" not in text]
    assert missing == []


@pytest.mark.parametrize("readme", READMES)
def test_readme_names_no_setting_that_is_gone(readme: str) -> None:
    named = set(re.findall(rf"{PREFIX}([A-Z_]+)", (ROOT / readme).read_text(encoding="utf-8")))
    assert named - {name.upper() for name in Settings.model_fields} == {"SETTINGS"}


@pytest.mark.parametrize("readme", READMES)
def test_readme_links_to_files_that_exist(readme: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / readme).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_both_languages_have_the_same_texts() -> None:
    assert missing_translations() == []


def test_lock_files_hold_hashes_and_no_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
