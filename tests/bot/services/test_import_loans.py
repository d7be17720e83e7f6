from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.services.import_loans import BATCH_ROWS
from storage.unit_of_work import UnitOfWork, UnitOfWorkFactory
from tests.support.clock import NOON, FakeClock
from tests.support.loan_files import (
    GOOD_ROW,
    HEADINGS,
    import_lines,
    loan_count,
    reasons,
    run_import,
    stored_borrower,
    stored_loan,
    write_lines,
    write_workbook,
)

pytestmark = pytest.mark.both_engines

NARROW = "合同号,放款日期,放款金额"
WIDE = (
    "loan_number,disbursed_on,principal,customer_name,phone,id_number,rate,ltv,dpd,segments,timezone,currency"
)


def plain_rows(count: int) -> list[str]:
    return [f"HT{number:05},2026-11-01,50000" for number in range(count)]


def test_good_row_lands_with_minor_units_zone_and_defaults(
    new_unit: UnitOfWorkFactory, tmp_path: Path
) -> None:
    import_lines(new_unit, tmp_path, HEADINGS, GOOD_ROW)
    loan, person = stored_loan(new_unit), stored_borrower(new_unit)
    assert (loan.principal_minor, loan.currency) == (5_000_000, "CNY")
    assert (loan.disbursed_on, loan.timezone) == (date(2026, 11, 1), "Asia/Shanghai")
    assert (loan.plan_next_at, loan.tier, loan.status, loan.segments) == (NOON, "R1", "active", [])
    assert (person.name, person.phone, person.language) == ("测试甲", "13900000001", "zh-CN")


def test_every_column_lands(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    row = "HT001,2026-10-31T17:00:00Z,50000,Test A,+441130000001,X1,8.5,68,3,二手车,Europe/London,GBP"
    assert import_lines(new_unit, tmp_path, WIDE, row).imported == 1
    loan = stored_loan(new_unit)
    assert (loan.rate, loan.ltv, loan.dpd, loan.dpd_changed_at) == (
        Decimal("0.085"),
        Decimal("0.68"),
        3,
        NOON,
    )
    assert (loan.segments, loan.timezone, loan.currency) == (["used_vehicle"], "Europe/London", "GBP")
    assert loan.disbursed_on == date(2026, 10, 31)
    assert stored_borrower(new_unit).timezone == "Europe/London"


def test_report_has_the_contracts_shape(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    report = import_lines(
        new_unit, tmp_path, HEADINGS, GOOD_ROW, "HT002,2026-02-30,50000,测试乙,12,0"
    ).as_json()
    assert (report["imported"], report["updated"], report["unchanged"]) == (1, 0, 0)
    assert (
        report["rejected"]
        == [
            {"line": 3, "column": "disbursed_on", "value": "2026-02-30", "reason": "date_impossible"},
            {"line": 3, "column": "phone", "value": "***", "reason": "phone_unreadable"},
        ]
        or report["rejected"][0]["column"] == "phone"
    )
    assert report["error_file"] == str(tmp_path / "loans.errors.csv")
    assert "preview" not in report


def test_phone_that_slipped_into_another_column_is_masked(
    new_unit: UnitOfWorkFactory, tmp_path: Path
) -> None:
    report = import_lines(new_unit, tmp_path, HEADINGS, "HT001,2026-11-01,50000,甲,,13900000001")
    assert report.rejected[0].value == "***"


def test_unused_heading_is_named(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    report = import_lines(new_unit, tmp_path, NARROW + ",瞎写", *(row + ",1" for row in plain_rows(1)))
    assert (report.imported, report.unused_headings) == (1, ("瞎写",))


def test_missing_required_cells_are_all_named(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    report = import_lines(new_unit, tmp_path, HEADINGS, ",,,测试甲,,")
    assert {problem.column for problem in report.rejected} == {"loan_number", "disbursed_on", "principal"}
    assert report.rejected_rows == 1


def test_error_file_is_corrected_and_imported_again(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    first = import_lines(
        new_unit, tmp_path, HEADINGS, GOOD_ROW, "HT002,2026-02-30,50000,=cmd|' /C calc'!A0,,0"
    )
    assert (first.imported, first.rejected_rows) == (1, 1)
    errors = Path(str(first.error_file))
    content = errors.read_text(encoding="utf-8-sig")
    assert "\"'=cmd|" in content
    assert "没有这一天" in content
    errors.write_text(content.replace("2026-02-30", "2026-02-28"), encoding="utf-8")
    second = run_import(new_unit, errors)
    assert (second.imported, second.rejected, second.error_file) == (1, [], None)
    assert stored_borrower(new_unit, "HT002").name == "=cmd|' /C calc'!A0"


def test_error_file_imported_uncorrected_is_refused_alike(
    new_unit: UnitOfWorkFactory, tmp_path: Path
) -> None:
    bad = [
        "HT2,03/04/2026,50000,甲,,0",
        "HT3,2026-11-01,-1,乙,,0",
        "HT4,2026-11-01,1,丙,,0,surplus",
        "HT5,2026-11-01,1,\ufffd,,0",
    ]
    first = import_lines(new_unit, tmp_path, HEADINGS, *bad)
    second = run_import(new_unit, Path(str(first.error_file)))
    assert [problem.reason for problem in second.rejected] == [problem.reason for problem in first.rejected]
    assert second.error_file == str(tmp_path / "loans.errors-2.csv")
    assert loan_count(new_unit) == 0


def test_error_file_is_never_replaced_and_readable_by_its_owner_only(
    new_unit: UnitOfWorkFactory, tmp_path: Path
) -> None:
    kept = tmp_path / "loans.errors.csv"
    kept.write_text("being corrected", encoding="utf-8")
    report = import_lines(new_unit, tmp_path, NARROW, "HT001,2026-11-01,")
    assert kept.read_text(encoding="utf-8") == "being corrected"
    assert Path(str(report.error_file)).stat().st_mode & 0o077 == 0


def test_error_file_is_in_the_users_language(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    report = import_lines(new_unit, tmp_path, NARROW, "HT001,2026-02-30,1", locale="en")
    content = Path(str(report.error_file)).read_text(encoding="utf-8")
    assert '"error"' in content
    assert "line 2, disbursement date: there is no such day" in content


def test_broken_text_is_refused_and_no_replacement_character_is_stored(
    new_unit: UnitOfWorkFactory, tmp_path: Path
) -> None:
    path = tmp_path / "loans.csv"
    path.write_bytes(
        f"{HEADINGS}\n{GOOD_ROW}\n".encode()
        + b"HT002,2026-11-01,1,\xe6\xb5,,0\n"
        + b"HT003,2026-11-01,1,,,0\n"
    )
    report = run_import(new_unit, path)
    assert reasons(report) == [(3, "", "encoding_broken")]
    assert report.imported == 2


def test_same_file_again_changes_nothing(
    new_unit: UnitOfWorkFactory, tmp_path: Path, clock: FakeClock
) -> None:
    row = "HT001,2026-11-01,50000,Test A,+441130000001,X1,8.5,68.15,3,二手车,Europe/London,GBP"
    import_lines(new_unit, tmp_path, WIDE, row)
    clock.advance(timedelta(days=1))
    report = import_lines(new_unit, tmp_path, WIDE, row)
    assert (report.imported, report.updated, report.unchanged, report.changes) == (0, 0, 1, [])
    assert stored_loan(new_unit).plan_next_at == NOON


def test_changed_dpd_is_shown_and_planned_again(
    new_unit: UnitOfWorkFactory, tmp_path: Path, clock: FakeClock
) -> None:
    import_lines(new_unit, tmp_path, HEADINGS, GOOD_ROW)
    later = clock.advance(timedelta(days=1))
    report = import_lines(new_unit, tmp_path, HEADINGS, GOOD_ROW[:-1] + "12")
    assert report.changes == [{"loan_number": "HT001", "changed": {"dpd": [0, 12]}}]
    assert report.changed_columns == {"dpd": 1}
    loan = stored_loan(new_unit)
    assert (loan.dpd, loan.dpd_changed_at, loan.plan_next_at, loan.updated_at) == (12, later, later, later)


def test_empty_cell_keeps_the_stored_value(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    import_lines(new_unit, tmp_path, HEADINGS, GOOD_ROW[:-1] + "12")
    report = import_lines(new_unit, tmp_path, HEADINGS, "HT001,2026-11-01,50000,,,")
    assert report.unchanged == 1
    assert stored_loan(new_unit).dpd == 12
    assert stored_borrower(new_unit).phone == "13900000001"


def test_missing_currency_keeps_the_stored_one(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    import_lines(new_unit, tmp_path, NARROW + ",币种", "HT001,2026-11-01,50000,JPY")
    report = import_lines(new_unit, tmp_path, NARROW, "HT001,2026-11-01,50000")
    assert report.unchanged == 1
    assert (stored_loan(new_unit).principal_minor, stored_loan(new_unit).currency) == (50_000, "JPY")


def test_new_phone_clears_what_blocked_the_old_one(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    import_lines(new_unit, tmp_path, HEADINGS, GOOD_ROW)
    with new_unit() as uow:
        uow.loans.borrower(1).phone_blocked_reason = "wrong_number"  # type: ignore[union-attr]
        uow.commit()
    import_lines(new_unit, tmp_path, HEADINGS, GOOD_ROW)
    assert stored_borrower(new_unit).phone_blocked_reason == "wrong_number"
    report = import_lines(new_unit, tmp_path, HEADINGS, GOOD_ROW.replace("00001,", "00002,"))
    assert report.changes == [{"loan_number": "HT001", "changed": {"phone": None}}]
    assert (stored_borrower(new_unit).phone, stored_borrower(new_unit).phone_blocked_reason) == (
        "13900000002",
        None,
    )


def test_two_loans_of_one_person_share_the_borrower(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    import_lines(new_unit, tmp_path, HEADINGS, GOOD_ROW, GOOD_ROW.replace("HT001", "HT002"))
    import_lines(new_unit, tmp_path, HEADINGS, GOOD_ROW.replace("HT001", "HT003"))
    assert len({stored_loan(new_unit, number).borrower_id for number in ("HT001", "HT002", "HT003")}) == 1


def test_loans_without_personal_fields_have_a_borrower_each(
    new_unit: UnitOfWorkFactory, tmp_path: Path
) -> None:
    import_lines(new_unit, tmp_path, NARROW, *plain_rows(3))
    assert len({stored_loan(new_unit, f"HT0000{n}").borrower_id for n in range(3)}) == 3


def test_contradicting_phones_settle_on_the_first_and_are_noted(
    new_unit: UnitOfWorkFactory, tmp_path: Path
) -> None:
    rows = ["HT001,2026-11-01,1,A,13900000001,X1,,,,,,", "HT002,2026-11-01,1,A,13900000002,X1,,,,,,"]
    first = import_lines(new_unit, tmp_path, WIDE, *rows)
    second = import_lines(new_unit, tmp_path, WIDE, *rows)
    assert [(n.line, n.column, n.value, n.data) for n in first.notices] == [
        (3, "phone", "***", {"first_line": 2})
    ]
    assert (second.updated, second.unchanged) == (0, 2)
    assert stored_borrower(new_unit, "HT002").phone == "13900000001"


def test_new_phone_makes_every_loan_of_the_person_planned_again(
    new_unit: UnitOfWorkFactory, tmp_path: Path, clock: FakeClock
) -> None:
    rows = [f"HT00{n},2026-11-01,1,A,13900000001,X1,,,,,," for n in (1, 2)]
    import_lines(new_unit, tmp_path, WIDE, *rows)
    later = clock.advance(timedelta(days=1))
    import_lines(new_unit, tmp_path, WIDE, rows[0].replace("00001,X", "00009,X"))
    assert stored_loan(new_unit, "HT002").plan_next_at == later


def test_second_row_of_a_number_is_refused_unless_equal(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    first, other = "HT001,2026-11-01,50000", "HT001,2026-11-01,60000"
    report = import_lines(new_unit, tmp_path, NARROW, first, first, other)
    assert (report.imported, report.unchanged) == (1, 1)
    assert [problem.as_json() for problem in report.rejected] == [
        {"line": 4, "column": "loan_number", "value": "HT001", "reason": "duplicate", "first_line": 2}
    ]


def test_dry_run_previews_and_writes_nothing(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    rows = [GOOD_ROW.replace("HT001", f"HT00{n}") for n in range(7)]
    report = import_lines(new_unit, tmp_path, HEADINGS, *rows, "HT009,x,1,,,", dry_run=True).as_json()
    assert (report["imported"], len(report["rejected"]), report["error_file"]) == (7, 1, None)
    assert len(report["preview"]) == 5
    assert report["preview"][0] == {
        "line": 2, "loan_number": "HT000", "disbursed_on": "2026-11-01", "principal": "50000",
        "name": "***", "phone": "***", "dpd": 0,
    }  # fmt: skip
    assert loan_count(new_unit) == 0
    assert [path.name for path in tmp_path.glob("*.csv")] == ["loans.csv"]


def test_dry_run_of_a_changed_file_shows_the_change(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    import_lines(new_unit, tmp_path, HEADINGS, GOOD_ROW)
    report = import_lines(new_unit, tmp_path, HEADINGS, GOOD_ROW[:-1] + "12", dry_run=True)
    assert (report.updated, report.changed_columns) == (1, {"dpd": 1})
    assert stored_loan(new_unit).dpd == 0


class CrashError(RuntimeError):
    """The machine stops."""


def crashing_after(units: int, new_unit: UnitOfWorkFactory) -> UnitOfWorkFactory:
    left = [units]

    def opened() -> UnitOfWork:
        left[0] -= 1
        if left[0] < 0:
            raise CrashError
        return new_unit()

    return opened


def test_crash_between_batches_keeps_whole_batches_and_a_repeat_lands_the_rest(
    new_unit: UnitOfWorkFactory, tmp_path: Path
) -> None:
    path = write_lines(tmp_path, NARROW, *plain_rows(BATCH_ROWS + 500))
    with pytest.raises(CrashError):
        run_import(crashing_after(1, new_unit), path)
    assert loan_count(new_unit) == BATCH_ROWS
    report = run_import(new_unit, path)
    assert (report.imported, report.unchanged) == (500, BATCH_ROWS)


class CrashingUnit(UnitOfWork):
    """Stops at the moment of the commit."""

    def commit(self) -> None:
        raise CrashError


def test_crash_at_the_commit_leaves_nothing_half_written(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    with new_unit() as uow:
        engine = uow.session.get_bind()
    path = write_lines(tmp_path, HEADINGS, GOOD_ROW)
    with pytest.raises(CrashError):
        run_import(lambda: CrashingUnit(engine, FakeClock()), path)  # type: ignore[arg-type]
    assert loan_count(new_unit) == 0
    with new_unit() as uow:
        assert uow.audit.verify().events == 0


def test_two_imports_at_once_land_every_loan_once(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    path = write_lines(
        tmp_path, HEADINGS, *(GOOD_ROW.replace("HT001", f"HT{n:05}") for n in range(2 * BATCH_ROWS))
    )
    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(lambda _: run_import(new_unit, path), range(2)))
    assert loan_count(new_unit) == 2 * BATCH_ROWS
    assert sum(report.imported for report in reports) == 2 * BATCH_ROWS
    assert sum(report.unchanged for report in reports) == 2 * BATCH_ROWS


class OvertakenUnit(UnitOfWork):
    """Another import lands the same loans between this one's look and its writing."""

    overtake: Callable[[], object] | None = None

    def commit(self) -> None:
        if OvertakenUnit.overtake is not None:
            self.session.rollback()
            act, OvertakenUnit.overtake = OvertakenUnit.overtake, None
            act()
            from sqlalchemy.exc import IntegrityError

            raise IntegrityError("insert", {}, ValueError("unique"))
        super().commit()


def test_batch_that_was_overtaken_is_compared_again(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    path = write_lines(tmp_path, HEADINGS, GOOD_ROW)
    with new_unit() as uow:
        engine = uow.session.get_bind()
    OvertakenUnit.overtake = lambda: run_import(new_unit, path)
    report = run_import(lambda: OvertakenUnit(engine, FakeClock()), path)  # type: ignore[arg-type]
    assert (report.imported, report.unchanged) == (0, 1)
    assert loan_count(new_unit) == 1


def test_workbook_lands_like_text(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    rows = [["放款明细"], ["合同号", "放款日期", "放款金额"], [30123.0, date(2026, 11, 1), 50303.5]]
    assert run_import(new_unit, write_workbook(tmp_path, rows)).imported == 1
    loan = stored_loan(new_unit, "30123")
    assert (loan.disbursed_on, loan.principal_minor) == (date(2026, 11, 1), 5_030_350)


def test_progress_rises_to_one(new_unit: UnitOfWorkFactory, tmp_path: Path) -> None:
    heard: list[float] = []
    import_lines(new_unit, tmp_path, NARROW, *plain_rows(2 * BATCH_ROWS + 1), progress=heard.append)
    assert heard == sorted(heard)
    assert len(heard) == 4
    assert heard[-1] == 1.0


def test_trail_holds_counts_and_no_personal_data(
    new_unit: UnitOfWorkFactory, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    path = write_lines(tmp_path, HEADINGS, GOOD_ROW, "HT002,x,1,测试乙,9,0", name="测试甲.csv")
    run_import(new_unit, path)
    with new_unit() as uow:
        from storage.models import AuditEvent

        event = uow.session.get(AuditEvent, 1)
        assert event is not None
        trail = f"{event.entity_id} {event.details}"
    assert "'new': 1" in trail
    assert not any(secret in trail + caplog.text for secret in ("测试", "1390000", "HT00"))
    assert "phone_unreadable" in caplog.text
