from pathlib import Path

import pytest

from storage.unit_of_work import UnitOfWorkFactory
from tests.support.loan_files import run_import, stored_loan
from tests.support.real_loans import REAL_MAPPING, first_rows, real_loan_file

SOURCE = real_loan_file()
ROWS = 20_000


@pytest.mark.real_data
@pytest.mark.skipif(
    SOURCE is None, reason="the real loan file is not beside the checkout (../shared/data/loans)"
)
def test_real_loans_land_and_the_same_file_changes_nothing(
    new_unit: UnitOfWorkFactory, tmp_path: Path
) -> None:
    assert SOURCE is not None
    path = first_rows(SOURCE, tmp_path / "loans.csv", ROWS)
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(REAL_MAPPING, encoding="utf-8")
    first = run_import(new_unit, path, mapping=mapping)
    assert (first.imported, first.rejected) == (ROWS, [])
    again = run_import(new_unit, path, mapping=mapping)
    assert (again.imported, again.updated, again.unchanged) == (0, 0, ROWS)
    assert (stored_loan(new_unit, "0").principal_minor, stored_loan(new_unit, "0").currency) == (
        5_030_300,
        "INR",
    )
