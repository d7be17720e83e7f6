from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import BadInputError
from bot.services.loan_file.encoding import SAMPLE_BYTES, choose_encoding
from bot.services.loan_file.error_file import error_csv, guard, unguard
from bot.services.loan_file.table import BrokenLine, Row, open_table
from tests.support.loan_files import GOOD_ROW, HEADINGS, write_lines, write_workbook

MIDNIGHT = datetime(2026, 11, 1)  # noqa: DTZ001 - a workbook knows no zones
NAMES = ["合同号", "放款日期", "放款金额"]


def read(path: Path, expected: frozenset[str] = frozenset()) -> tuple[list[str], list[Row | BrokenLine]]:
    with open_table(path, expected) as table:
        return table.headings, list(table.records)


def read_bytes(folder: Path, content: bytes) -> tuple[list[str], list[Row | BrokenLine]]:
    path = folder / "loans.csv"
    path.write_bytes(content)
    return read(path)


def faults(records: list[Row | BrokenLine]) -> list[tuple[int, str]]:
    return [(record.line, getattr(record, "reason", "")) for record in records]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encoding_is_recognised(tmp_path: Path, encoding: str) -> None:
    headings, records = read(write_lines(tmp_path, HEADINGS, GOOD_ROW, encoding=encoding))
    assert headings[0] == "合同号"
    assert records == [Row(2, GOOD_ROW.split(","))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_recognised(tmp_path: Path, delimiter: str) -> None:
    headings, records = read(write_lines(tmp_path, delimiter.join(NAMES), delimiter.join("123")))
    assert (headings, records) == (NAMES, [Row(2, ["1", "2", "3"])])


def test_heading_row_is_found_below_titles(tmp_path: Path) -> None:
    title = "贷款明细,导出于 2026,11,24,共 1 笔"
    headings, records = read(write_lines(tmp_path, title, "", ";".join(NAMES), "1;2;3"))
    assert (headings, records) == (NAMES, [Row(4, ["1", "2", "3"])])


def test_heading_with_a_line_break_is_one_heading(tmp_path: Path) -> None:
    headings, records = read(write_lines(tmp_path, '合同号,"放款\n日期",放款金额', "1,2,3"))
    assert headings[1] == "放款\n日期"
    assert records == [Row(3, ["1", "2", "3"])]


def test_quoted_line_break_keeps_later_line_numbers_right(tmp_path: Path) -> None:
    _, records = read(write_lines(tmp_path, ",".join(NAMES), '1,"a\nb ""c"", d",3', "4,5,6"))
    assert records == [Row(2, ["1", 'a\nb "c", d', "3"]), Row(4, ["4", "5", "6"])]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_counts_once(tmp_path: Path, ending: str) -> None:
    _, records = read_bytes(tmp_path, ending.join([",".join(NAMES), "1,2,3", "", "4,5,6"]).encode())
    assert [record.line for record in records] == [2, 4]


def test_unclosed_quote_costs_its_own_line_only(tmp_path: Path) -> None:
    lines = [f'{number},"x",3' for number in range(3000)]
    _, records = read(write_lines(tmp_path, ",".join(NAMES), '1,"open,3', *lines))
    assert faults(records)[0] == (2, "quote_unclosed")
    assert faults(records)[1:] == [(number + 3, "") for number in range(3000)]


def test_unclosed_quote_on_the_last_line_is_reported(tmp_path: Path) -> None:
    _, records = read(write_lines(tmp_path, ",".join(NAMES), "1,2,3", '4,"5,6'))
    assert faults(records) == [(2, ""), (3, "quote_unclosed")]


def test_quote_inside_a_cell_is_refused_or_read_but_moves_nothing(tmp_path: Path) -> None:
    _, records = read(write_lines(tmp_path, ",".join(NAMES), '1,5" rim,3', '4,"a"b,6', "7,8,9"))
    assert records[0] == Row(2, ["1", '5" rim', "3"])
    assert faults(records)[1:] == [(3, "quote_unclosed"), (4, "")]


def test_ten_megabyte_line_costs_its_own_line_only(tmp_path: Path) -> None:
    _, records = read(write_lines(tmp_path, ",".join(NAMES), "1,2," + "x" * 10_000_000, "4,5,6"))
    assert faults(records) == [(2, "line_too_long"), (3, "")]
    assert len(records[0].cells[0]) < 300


def test_nul_character_costs_its_own_line_only(tmp_path: Path) -> None:
    _, records = read_bytes(tmp_path, (",".join(NAMES) + "\n1,2\0,3\n" + "4,5,6\n" * 40).encode())
    assert faults(records)[:2] == [(2, "nul_character"), (3, "")]


def test_surplus_cells_are_reported_unless_empty(tmp_path: Path) -> None:
    _, records = read(write_lines(tmp_path, ",".join(NAMES), "1,2,3,4", "4,5,6,,", "7,8"))
    assert faults(records) == [(2, "too_many_cells"), (3, ""), (4, "")]


def test_utf8_broken_later_costs_the_broken_line_only(tmp_path: Path) -> None:
    good = "1,测试客户,3\n".encode() * 30_000
    assert len(good) > SAMPLE_BYTES
    _, records = read_bytes(tmp_path, ",".join(NAMES).encode() + b"\n" + good + b"2,\xb2\xe2,3\n" + good)
    assert len(records) == 60_001
    assert [fault for fault in faults(records) if fault[1]] == [(30_002, "encoding_broken")]


def test_one_broken_character_near_the_start_does_not_change_the_encoding(tmp_path: Path) -> None:
    _, records = read_bytes(tmp_path, ",".join(NAMES).encode() + b"\n1,\xff,3\n" + "2,甲,3\n".encode())
    assert faults(records) == [(2, "encoding_broken"), (3, "")]


@pytest.mark.parametrize("shift", range(8))
def test_sample_may_end_inside_a_character(tmp_path: Path, shift: int) -> None:
    text = "x" * shift + "测试𠀀" * 60_000
    for encoding in ("gb18030", "utf-8"):
        (tmp_path / "loans.csv").write_bytes(text.encode(encoding))
        assert choose_encoding(tmp_path / "loans.csv") == encoding


def test_chinese_after_a_long_ascii_start_is_recognised(tmp_path: Path) -> None:
    content = b"a,b\n" * 100_000 + "甲,测试\n".encode("gb18030")
    (tmp_path / "loans.csv").write_bytes(content)
    assert choose_encoding(tmp_path / "loans.csv") == "gb18030"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import_file_empty"),
        (b"\n\n \n", "import_file_empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "import_file_binary"),
        (bytes(range(256)) * 50, "import_file_binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "import_file_old_excel"),
        (b"PK\x03\x04 but no archive", "import_file_damaged"),
        ("Señor,Muñoz,José\n".encode("latin-1") * 20, "import_encoding_unknown"),
        ("甲,13900000001,某路\n乙,13900000002,某街\n".encode(), "import_no_headings"),
        (b"one single column\n1\n2\n", "import_no_headings"),
    ],
)
def test_file_that_is_no_table_says_why(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_bytes(tmp_path, content)
    assert (caught.value.code, caught.value.data) == (code, {})


def test_missing_file_and_folder_say_so(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(BadInputError, match="import_file_missing"):
            read(path)


def test_workbook_cells_become_plain_text(tmp_path: Path) -> None:
    row = [30123.0, MIDNIGHT, 50303.5, date(2026, 11, 2), True, None, 110101199001011234]
    path = write_workbook(tmp_path, [["Loan list 2026"], [], [*NAMES, "a", "b", "c", "d"], row])
    headings, records = read(path)
    assert headings[:3] == NAMES
    assert records == [
        Row(4, ["30123", "2026-11-01", "50303.5", "2026-11-02", "True", "", "1.10101199001011E+17"])
    ]


def test_table_on_the_second_sheet_is_found(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["说明"])
    sheet = book.create_sheet()
    sheet.append(NAMES)
    sheet.append([1, 2, 3])
    book.save(tmp_path / "two.xlsx")
    assert read(tmp_path / "two.xlsx") == (NAMES, [Row(2, ["1", "2", "3"])])


def test_merged_title_above_a_workbooks_headings_is_skipped(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["贷款明细表"])
    book.active.merge_cells("A1:C1")
    book.active.append(NAMES)
    book.active.append(["1", "2", "3"])
    book.save(tmp_path / "merged.xlsx")
    assert read(tmp_path / "merged.xlsx") == (NAMES, [Row(3, ["1", "2", "3"])])


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffd"), max_size=20)


@given(cells)
def test_guarded_cell_is_no_formula_and_comes_back(cell: str) -> None:
    assert not guard(cell).startswith(tuple("=+-@\t\r"))
    assert unguard(guard(cell)) == cell


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.lists(cells.map(str.strip), min_size=3, max_size=3).filter(any), max_size=6))
def test_error_file_gives_back_every_cell(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "loans.errors.csv"
    content = error_csv(NAMES, [(row, "why") for row in rows], title="error")
    path.write_text(content, encoding="utf-8", newline="")
    headings, records = read(path)
    assert headings == [*NAMES, "error"]
    assert [record.cells[:3] for record in records] == rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_give_whole_rows_or_a_clear_error(tmp_path: Path, content: bytes) -> None:
    with suppress(BadInputError):  # any other exception fails the test
        _, records = read_bytes(tmp_path, (",".join(NAMES) + "\n").encode() + content)
        assert all(isinstance(r, BrokenLine) or "\ufffd" not in "".join(r.cells) for r in records)
