"""The real loan file beside the checkout: where it is, and how its headings map."""

from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# A work tree may lie one folder deeper than the checkout.
PLACES = tuple(
    folder / "shared/data/loans/lt_vehicle_loans.csv" for folder in (ROOT.parent, ROOT.parent.parent)
)
REAL_ROWS = 174_865
REAL_MAPPING = """
loan_number: row_id
principal: DISBURSED_AMOUNT
ltv: LTV
bureau_score: PERFORM_CNS_SCORE
disbursed_on: {constant: 2026-11-01}
currency: {constant: INR}
"""


def real_loan_file() -> Path | None:
    """Return the file, or None where it is absent."""
    return next((place for place in PLACES if place.is_file()), None)


def first_rows(source: Path, target: Path, count: int) -> Path:
    """Copy the heading and the first `count` rows."""
    with source.open(encoding="utf-8") as stream:
        target.write_text("".join(islice(stream, count + 1)), encoding="utf-8")
    return target
