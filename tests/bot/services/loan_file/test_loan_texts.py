import re
from pathlib import Path

import pytest

from bot.services.loan_file import headings
from bot.services.loan_file.rows import Problem
from bot.services.loan_file.wording import explain_problem, reason_key
from bot.texts import LOCALES, texts_for

FOLDER = Path(headings.__file__).parent
SOURCES = [*FOLDER.glob("*.py"), FOLDER.parent / "import_loans.py", FOLDER.parent / "land_loans.py"]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
ERRORS = sorted(set(re.findall(r'"((?:import|mapping)_[a-z_]+)"', CODE)) - {"import_loans"})
REASONS = sorted(
    set(re.findall(r'FieldError\("([a-z_]+)"', CODE))
    | set(re.findall(r'reason="([a-z_]+)"', CODE))
    | {
        "too_many_cells",
        "line_too_long",
        "encoding_broken",
        "nul_character",
        "quote_unclosed",
        "file_damaged",
    }
)
DATA = {
    "duplicate": {"first_line": 2},
    "borrower_differs": {"first_line": 2},
    "segment_unknown": {"known": "a"},
}


def test_codes_are_found_in_the_sources() -> None:
    assert len(ERRORS) >= 16
    assert len(REASONS) >= 26


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_a_text(locale: str, reason: str) -> None:
    problem = Problem(line=7, column="phone", value="***", reason=reason, data=DATA.get(reason, {}))
    assert "7" in explain_problem(problem, texts_for(locale))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("code", ERRORS)
def test_every_error_has_a_text(locale: str, code: str) -> None:
    data = {"missing": "m", "found": "f", "others": 1, "column": "c", "heading": "h"}
    assert texts_for(locale)("error-" + code.replace("_", "-"), **data)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_column_has_a_name(locale: str) -> None:
    assert all(texts_for(locale).has("import-column-" + c.replace("_", "-")) for c in headings.CANONICAL)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_is_without_a_code(locale: str) -> None:
    root = FOLDER.parents[2] / "prompts/texts" / locale / "import.ftl"
    keys = set(
        re.findall(
            r"^(import-reason-[a-z-]+|error-[a-z-]+) =", root.read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    assert keys == {reason_key(r) for r in REASONS} | {"error-" + code.replace("_", "-") for code in ERRORS}
