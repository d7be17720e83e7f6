"""Every text that the forms ask for exists in both languages."""

import re
from importlib.resources import files

import pytest

from bot.forms.definition import CHOICE_TYPES, QuestionType
from bot.texts import LOCALES, texts_for

SOURCES = [
    entry
    for folder in (files("bot") / "forms", files("bot") / "forms" / "parse")
    for entry in folder.iterdir()
]


def named_in_code():
    code = "\n".join(entry.read_text(encoding="utf-8") for entry in SOURCES if entry.name.endswith(".py"))
    keys = set(re.findall(r'"((?:error-)?form-[a-z0-9-]+)"', code))
    errors = {f"error-{name.replace('_', '-')}" for name in re.findall(r'Error\("(form_[a-z_]+)"', code)}
    assert len(keys) > 50
    assert len(errors) > 15
    return keys | errors | {"error-form-file-invalid"}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_named_in_code_exists(locale):
    assert [key for key in sorted(named_in_code()) if not texts_for(locale).has(key)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_typed_question_has_its_hint(locale):
    typed = set(QuestionType.__args__) - CHOICE_TYPES - {"int"}
    assert [kind for kind in sorted(typed) if not texts_for(locale).has(f"form-hint-{kind}")] == []


def test_both_locales_hold_the_same_keys():
    found = [
        set(re.findall(r"^([a-z][a-z0-9-]+) =", (files("prompts") / "texts" / locale / "forms.ftl").read_text("utf-8"), re.MULTILINE))
        for locale in LOCALES
    ]  # fmt: skip
    assert found[0] == found[1]
