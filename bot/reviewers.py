"""Builds the reviewer that the settings ask for. Needs neither chat nor, for the offline one, a database."""

from collections.abc import Callable
from datetime import date

from bot.errors import SettingsError
from bot.settings import Settings
from review.llm import (
    Budget,
    Capabilities,
    Limits,
    OpenAiClient,
    Prices,
    Timing,
    build_llm_reviewer,
    probe,
    read_prices,
)
from review.offline import OfflineReviewer
from review.ports import Reviewer
from review.taxonomy import load_taxonomy


def build_reviewer(
    settings: Settings,
    *,
    budget: Budget | None = None,
    prices: Prices | None = None,
    today: Callable[[], date] = date.today,
) -> Reviewer:
    """Return the offline reviewer, or the model with the offline reviewer behind it where one is set.

    `today` is the lender's day, at whose end the `budget` starts anew; without a budget this process has its own.
    """
    offline = OfflineReviewer(load_taxonomy())
    if settings.llm_base_url is None:
        return offline
    model, prices = model_name(settings), load_prices(settings) if prices is None else prices
    _require_price(settings, prices, model)
    return build_llm_reviewer(
        settings.llm_base_url,
        _key(settings),
        model,
        load_taxonomy(),
        offline,
        budget=budget,
        prices=prices,
        timing=Timing(today=today),
        call_limits=Limits(tokens=settings.llm_call_tokens, cost=settings.llm_call_cost),
    )


def load_prices(settings: Settings) -> Prices:
    """Return the installation's price list, empty where none is set; raises PricesError."""
    return Prices() if settings.llm_prices is None else read_prices(settings.llm_prices)


def probe_model(settings: Settings) -> Capabilities:
    """Ask the endpoint what it can do; three small requests."""
    return probe(OpenAiClient(settings.llm_base_url or "", _key(settings), model_name(settings)))


def model_name(settings: Settings) -> str:
    """Return the model's name; raises SettingsError where an endpoint has none."""
    if not settings.llm_model:
        raise SettingsError(name="HUIFANG_LLM_MODEL", reason="missing")
    return settings.llm_model


def _require_price(settings: Settings, prices: Prices, model: str) -> None:
    """Refuse a limit in money that could not hold, before any money is spent."""
    limited = settings.llm_day_cost is not None or settings.llm_call_cost is not None
    if limited and prices.of(model) is None:
        raise SettingsError(name="HUIFANG_LLM_PRICES", reason="price_missing")


def _key(settings: Settings) -> str | None:
    return settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
