"""The price list is the installation's: strict, dated, and what it does not know is unknown."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from review.llm import Prices, PricesError, Spend, read_prices
from review.llm.ports import Usage

LIST = """
currency: CNY
models:
  - {name: big-1, prompt: "8", completion: "32", as_of: 2026-11-01}
  - {name: "big-1*", prompt: "9", completion: "36", as_of: 2026-11-02, batch_share: "0.5"}
"""
USED = Usage(prompt=1_000_000, completion=500_000)


def price_list(folder: Path, text: str = LIST) -> Path:
    path = folder / "prices.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("model", "day"),
    [("big-1", 1), ("owner/BIG-1", 1), ("big-1-2026", 2), ("big-2", None), ("", None)],
)
def test_price_is_the_most_exact_one_that_fits(tmp_path: Path, model: str, day: int | None) -> None:
    found = read_prices(price_list(tmp_path)).of(model)
    assert (found.as_of if found else None) == (date(2026, 11, day) if day else None)


def test_cost_follows_the_list(tmp_path: Path) -> None:
    prices = read_prices(price_list(tmp_path))
    assert prices.spend("big-1", USED) == Spend(tokens=1_500_000, cost=Decimal(24))
    assert prices.spend("big-1-x", USED, batch=True).known_cost == Decimal("13.5")


def test_batch_without_a_share_and_unlisted_models_cost_something_unknown(tmp_path: Path) -> None:
    prices = read_prices(price_list(tmp_path))
    assert prices.spend("big-1", USED, batch=True).known_cost is None
    assert prices.spend("other", USED).known_cost is None
    assert Prices().spend("big-1", USED) == Spend(tokens=1_500_000, unpriced=1_500_000)


@pytest.mark.parametrize(
    "text",
    [
        LIST.replace(", as_of: 2026-11-01", ""),
        LIST.replace('"8"', "free"),
        LIST.replace('"8"', '"-1"'),
        LIST.replace('"8"', ".nan"),
        LIST.replace("CNY", "yuan"),
        LIST + "comment: x\n",
        "currency: [",
        "",
    ],
)
def test_list_that_breaks_the_schema_is_refused_by_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(PricesError) as caught:
        read_prices(price_list(tmp_path, text))
    assert caught.value.data["file"] == "prices.yaml"


def test_missing_list_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(PricesError) as caught:
        read_prices(tmp_path / "none.yaml")
    assert caught.value.data == {"file": "none.yaml", "reason": "unreadable"}
