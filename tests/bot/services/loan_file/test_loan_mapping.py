import json
from pathlib import Path

import pytest

from bot.errors import BadInputError
from bot.services.loan_file.headings import CANONICAL, REQUIRED, recognise
from bot.services.loan_file.mapping import Mapping, apply_mapping, read_mapping

HEADINGS = ["row_id", "AMT", "Paid out (UTC)", "spare"]
FORWARD = "loan_number: row_id\nprincipal: AMT\ndisbursed_on: Paid out\n"
REVERSED = "row_id: loan_number\nAMT: principal\nPaid out: disbursed_on\n"


def mapped(folder: Path, content: str, headings: list[str] = HEADINGS) -> Mapping:
    path = folder / "mapping.yaml"
    path.write_text(content, encoding="utf-8")
    return apply_mapping(headings, read_mapping(path))


@pytest.mark.parametrize(
    "content",
    [
        FORWARD,
        REVERSED,
        json.dumps({"loan_number": "row_id", "principal": "AMT", "disbursed_on": "Paid out"}),
    ],
)
def test_mapping_works_either_way_round_and_as_json(tmp_path: Path, content: str) -> None:
    found = mapped(tmp_path, content)
    assert found.places == {"loan_number": 0, "principal": 1, "disbursed_on": 2}
    assert found.unused == ("spare",)


def test_constant_stands_for_every_row(tmp_path: Path) -> None:
    content = "loan_number: row_id\nprincipal: AMT\ndisbursed_on: {constant: 2026-11-01}\n"
    assert mapped(tmp_path, content).constants == {"disbursed_on": "2026-11-01"}


def test_mapping_file_goes_before_recognised_headings(tmp_path: Path) -> None:
    headings = ["合同号", "放款日期", "放款金额", "amount"]
    assert mapped(tmp_path, "principal: amount\n", headings).places["principal"] == 3


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("nonsense: AMT\n", "mapping_unknown_column"),
        ("principal: NOT THERE\n", "mapping_heading_missing"),
        ("principal: {fixed: 1}\n", "mapping_entry_unreadable"),
        ("principal: {constant: }\n", "mapping_entry_unreadable"),
        ("principal:\n", "mapping_entry_unreadable"),
        ("principal: [AMT]\n", "mapping_entry_unreadable"),
        ("AMT: principal\nrow_id: principal\n", "mapping_column_twice"),
        ("- a\n- b\n", "mapping_unreadable"),
        ("{", "mapping_unreadable"),
        ("a: !!python/object:os.system x\n", "mapping_unreadable"),
        ("[" * 5000, "mapping_unreadable"),
        ("loan_number: row_id\n", "import_columns_missing"),
    ],
)
def test_unusable_mapping_says_why(tmp_path: Path, content: str, code: str) -> None:
    with pytest.raises(BadInputError) as caught:
        mapped(tmp_path, content)
    assert caught.value.code == code


def test_missing_mapping_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="mapping_missing"):
        read_mapping(tmp_path / "none.yaml")


def test_missing_columns_are_named_but_unknown_headings_are_not() -> None:
    with pytest.raises(BadInputError) as caught:
        apply_mapping(["合同号", "王小明"], read_mapping(None))
    assert caught.value.data == {"missing": "disbursed_on, principal", "found": "loan_number", "others": 1}


@pytest.mark.parametrize(
    "heading", ["合同号", "Contract No.", "LOAN_NUMBER", " loan number ", "合同号（必填）", "Loan ID [text]"]
)
def test_heading_is_recognised_in_any_dress(heading: str) -> None:
    assert recognise([heading]) == {"loan_number": 0}


def test_every_canonical_name_is_its_own_heading() -> None:
    assert recognise(CANONICAL) == {column: place for place, column in enumerate(CANONICAL)}
    assert set(REQUIRED) <= set(CANONICAL)
