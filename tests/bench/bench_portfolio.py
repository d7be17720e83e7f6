"""Rows per second on the whole real loan file: first import, then the same file again. Run by hand:

python tests/bench/bench_portfolio.py [--rows N]
"""

import argparse
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bot.services.import_loans import ImportReport, ImportRequest, import_loans  # noqa: E402
from bot.services.loan_file.rows import Defaults  # noqa: E402
from storage.unit_of_work import UnitOfWorkFactory  # noqa: E402
from tests.support.clock import FakeClock  # noqa: E402
from tests.support.database import copied_database, migrated_file, unit_factory  # noqa: E402
from tests.support.real_loans import REAL_MAPPING, first_rows, real_loan_file  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, help="only the first N rows")
    options = parser.parse_args()
    source = real_loan_file()
    if source is None:
        print("the real loan file is not beside the checkout")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.rows:
            source = first_rows(source, folder / "loans.csv", options.rows)
        mapping = folder / "mapping.yaml"
        mapping.write_text(REAL_MAPPING, encoding="utf-8")
        with copied_database(migrated_file(folder), folder) as engine:
            new_unit = unit_factory(engine, FakeClock())
            for title in ("first import", "same file again"):
                _measure(title, new_unit, source, mapping)
    return 0


def _measure(title: str, new_unit: UnitOfWorkFactory, source: Path, mapping: Path) -> ImportReport:
    request = ImportRequest(
        path=source, mapping=mapping, digest_key=b"bench", defaults=Defaults(today=date(2026, 11, 24))
    )
    wall, cpu = time.perf_counter(), time.process_time()
    report = import_loans(new_unit, request)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    rows = report.imported + report.updated + report.unchanged + report.rejected_rows
    print(
        f"{title}: {rows} rows, {wall:.1f} s, {rows / wall:,.0f} rows/s (CPU {cpu:.1f} s); "
        f"imported {report.imported}, updated {report.updated}, unchanged {report.unchanged}, "
        f"rejected {report.rejected_rows}"
    )
    return report


if __name__ == "__main__":
    sys.exit(main())
