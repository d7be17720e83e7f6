"""The whole real loan file: import, import again, plan, sweep, sweep with nothing due, sweep with 100 due. Run by hand:

python tests/bench/bench_portfolio.py [--rows N]

Disbursement dates are not in the file; they are spread evenly over the 400 days before the import.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bot.services import push  # noqa: E402
from bot.services.container import Services  # noqa: E402
from bot.services.import_loans import ImportReport, ImportRequest, import_loans  # noqa: E402
from bot.services.loan_file.rows import Defaults  # noqa: E402
from bot.services.plan_callbacks import PlanReport, plan_batch, plan_callbacks  # noqa: E402
from storage.vault import open_vault  # noqa: E402
from tests.support.clock import FakeClock  # noqa: E402
from tests.support.database import copied_database, migrated_file, unit_factory  # noqa: E402
from tests.support.planning import add_agent, make_services  # noqa: E402
from tests.support.real_loans import REAL_MAPPING, real_loan_file  # noqa: E402

TODAY = date(2026, 11, 24)
SPREAD_DAYS = 400
AGENTS = 20
DUE = 100


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
        loans = spread_dates(source, folder / "loans.csv", options.rows)
        mapping = folder / "mapping.yaml"
        mapping.write_text(REAL_MAPPING.replace("{constant: 2026-11-01}", "disbursed_on"), encoding="utf-8")
        with copied_database(migrated_file(folder), folder) as engine:
            clock = FakeClock()
            open_vault(engine, ["a-secret-that-only-benches-use"], clock.now())
            services = make_services(unit_factory(engine, clock), clock)
            measure(services, loans, mapping)
            size = (folder / "huifang.sqlite3").stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory peak {peak:.0f} MB, database {size:.0f} MB")
    return 0


def spread_dates(source: Path, target: Path, rows: int | None) -> Path:
    """Copy the file with a disbursement date on every row."""
    with source.open(encoding="utf-8") as stream, target.open("w", encoding="utf-8") as out:
        out.write(next(stream).rstrip("\n") + ",disbursed_on\n")
        for number, line in enumerate(islice(stream, rows)):
            day = TODAY - timedelta(days=1 + number % SPREAD_DAYS)
            out.write(f"{line.rstrip()},{day.isoformat()}\n")
    return target


def measure(services: Services, loans: Path, mapping: Path) -> None:
    """Print every figure, in the order of a lender's first day."""
    for title in ("first import", "same file again"):
        report: ImportReport = timed(title, lambda: bring_in(services, loans, mapping), "rows", count_rows)
        print(
            f"    imported {report.imported}, unchanged {report.unchanged}, rejected {report.rejected_rows}"
        )
    planned: PlanReport = timed("plan", lambda: plan_callbacks(services), "loans", lambda r: r.loans)
    print(f"    {planned.as_json()}")
    again: PlanReport = timed("plan again", lambda: plan_callbacks(services), "loans", lambda r: r.loans)
    print(f"    {again.as_json()}")
    with services.new_unit() as uow:
        for _ in range(AGENTS):
            add_agent(uow)
        uow.commit()
    timed("first sweep", lambda: sweep(services), "cards", lambda pushed: pushed)
    timed("sweep, nothing due", lambda: sweep(services), "cards", lambda pushed: pushed)
    with services.new_unit() as uow:
        uow.loans.look_again(range(1, DUE + 1), uow.now)
        uow.commit()
    timed(f"sweep, {DUE} loans due", lambda: sweep(services), "cards", lambda pushed: pushed)


def bring_in(services: Services, loans: Path, mapping: Path) -> ImportReport:
    """Import the file once."""
    request = ImportRequest(path=loans, mapping=mapping, digest_key=b"bench", defaults=Defaults(today=TODAY))
    return import_loans(services.new_unit, request)


def count_rows(report: ImportReport) -> int:
    """Return the rows that an import read."""
    return report.imported + report.updated + report.unchanged + report.rejected_rows


def sweep(services: Services) -> int:
    """Run every sweep that planning and pushing have, as the clock does; return the cards pushed."""
    report = PlanReport()
    while plan_batch(services, report):
        pass
    push.open_windows(services)
    push.expire_checkins(services)
    push.mark_missed(services)
    push.release_absent(services)
    push.send_digests(services)
    return push.push_due(services)


def timed(title: str, run: Callable[[], Any], unit: str, count: Callable[[Any], int]) -> Any:
    """Run once and print wall time, rate and processor time."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = run()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    number = count(result)
    print(
        f"{title}: {number} {unit}, {wall:.3f} s ({number / wall:,.0f} {unit}/s, CPU {cpu:.2f} s)", flush=True
    )
    return result


if __name__ == "__main__":
    sys.exit(main())
