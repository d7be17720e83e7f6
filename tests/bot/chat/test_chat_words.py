"""Every text that chats need is there, in both languages alike, and said once."""

import re
from pathlib import Path

import pytest
from fluent.syntax import ast, parse

from bot.policy.access import Role
from bot.services.work import CONNECTED_OUTCOMES, UNREACHED_OUTCOMES
from bot.texts import LOCALES, texts_for
from review.evidence import REASONS

ROOT = Path(__file__).resolve().parents[3]
RAISED = re.compile(r'(?:BadInput|Conflict|NotAllowed|NotFound)Error\(\s*"(\w+)"')


def messages(locale: str) -> list[ast.Message]:
    folder = ROOT / "prompts" / "texts" / locale
    entries = [
        entry for file in sorted(folder.glob("*.ftl")) for entry in parse(file.read_text("utf-8")).body
    ]
    assert not [entry for entry in entries if isinstance(entry, ast.Junk)]
    return [entry for entry in entries if isinstance(entry, ast.Message)]


def variables(node: ast.BaseNode) -> frozenset[str]:
    found = {node.id.name} if isinstance(node, ast.VariableReference) else set()
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.BaseNode):
                found |= variables(child)
    return frozenset(found)


def test_both_languages_have_the_same_texts_with_the_same_variables():
    chinese, english = ({m.id.name: variables(m) for m in messages(locale)} for locale in LOCALES)
    assert chinese == english


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_is_written_twice(locale: str):
    names = [message.id.name for message in messages(locale)]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_error_that_people_can_meet_has_words(locale: str):
    codes = {
        code for file in (ROOT / "bot").rglob("*.py") for code in RAISED.findall(file.read_text("utf-8"))
    }
    texts = texts_for(locale)
    assert codes
    assert not [code for code in codes if not texts.has("error-" + code.replace("_", "-"))]


@pytest.mark.parametrize("locale", LOCALES)
def test_reasons_outcomes_and_roles_have_words(locale: str):
    texts = texts_for(locale)
    wanted = [f"gate-reason-{reason}" for reason in REASONS]
    wanted += [f"agent-outcome-{outcome}" for outcome in {*CONNECTED_OUTCOMES, *UNREACHED_OUTCOMES}]
    roles = [role.value for role in Role if role is not Role.CUSTOMER]
    wanted += [f"role-{role}" for role in roles] + [f"help-{role}" for role in roles]
    assert not [key for key in wanted if not texts.has(key.replace("_", "-"))]
