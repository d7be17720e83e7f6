"""Looks at everything that a running program needs, and says how to mend what is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.errors import HuifangError
from bot.policy.days import local_day
from bot.reviewers import load_prices
from bot.rulebook import load_rulebook
from bot.services.model_budget import budget_line, day_budget, limits_of
from bot.settings import Settings, unknown_names
from bot.texts import Texts, texts_for
from bot.unlocking import secrets_for
from review.llm import Capabilities, Prices, PricesError
from review.taxonomy import load_taxonomy
from storage.engine import make_engine
from storage.errors import KeyMissingError, StorageError
from storage.migrate import head_revision, reachable_revision
from storage.personal import stale_rows
from storage.unit_of_work import NowSource, UnitOfWork
from storage.vault import Vault, has_keys

PRICE_AGE = timedelta(days=180)  # providers change their lists about twice a year
POLICY_WARNING = timedelta(days=30)  # domain pack, section 5: policies are read again before they expire

OK, WARNING, WRONG = "ok", "warning", "wrong"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at: `level` ok, warning or wrong; `text` a key with its values."""

    level: str
    text: str
    values: dict[str, str]


def check_up(
    settings: Settings,
    clock: NowSource,
    *,
    who: Callable[[str, str], str] | None = None,
    model: Callable[[Settings], Capabilities] | None = None,
    texts: Texts | None = None,
) -> Iterator[Finding]:
    """Yield findings in the order in which they should be mended.

    `who` asks Telegram for the bot's name, `model` the endpoint for what it can do. `texts` word what is counted.
    """
    for name in unknown_names():
        yield _finding(WARNING, "check-setting-unknown", name=name)
    yield from _database(settings)
    yield from _policy(settings, clock)
    yield from _secrets(settings)
    yield from _bot(settings, who)
    yield from _reviewer(settings, model)
    if settings.llm_base_url is not None:
        yield from _budget(settings, clock, texts or texts_for(settings.default_locale))


def _reviewer(settings: Settings, model: Callable[[Settings], Capabilities] | None) -> Iterator[Finding]:
    signals = str(len(load_taxonomy().signals))
    yield _finding(OK, "check-reviewer-offline", signals=signals)
    if settings.llm_base_url is None or model is None:
        return
    try:
        able = model(settings)
    except HuifangError as error:
        yield _finding(WRONG, "check-setting-wrong", name=str(error.data.get("name", "")))
        return
    if not able.usable:
        yield _finding(WRONG, "check-model-unusable", error=able.error or "-")
        return
    forms = [name for name in ("json_schema", "json_object", "text") if getattr(able, name)]
    yield _finding(OK, "check-reviewer-model", model=able.model or "-", forms=", ".join(forms))


def _price(settings: Settings, clock: NowSource, prices: Prices) -> Iterator[Finding]:
    price = prices.of(settings.llm_model or "")
    if price is None:
        limited = settings.llm_day_cost is not None or settings.llm_call_cost is not None
        level = WRONG if limited else WARNING
        yield _finding(level, "check-model-price-unknown", model=settings.llm_model or "-")
        return
    shown = {"model": price.name, "as_of": price.as_of.isoformat()}
    if local_day(clock.now(), settings.timezone) - price.as_of > PRICE_AGE:
        yield _finding(WARNING, "check-model-price-old", days=str(PRICE_AGE.days), **shown)
        return
    yield _finding(
        OK, "check-model-price", prompt=f"{price.prompt:f}", completion=f"{price.completion:f}",
        currency=prices.currency, **shown,
    )  # fmt: skip


def _budget(settings: Settings, clock: NowSource, texts: Texts) -> Iterator[Finding]:
    """Say what the day has cost so far; a database that another finding complains about is passed over."""
    try:
        prices = load_prices(settings)
    except PricesError as error:
        yield _finding(WRONG, "error-prices-invalid", **error.data)
        return
    yield from _price(settings, clock, prices)
    engine = make_engine(settings.database_url)
    try:
        if reachable_revision(engine) != head_revision():
            return
        with UnitOfWork(engine, clock, read_only=True) as uow:
            budget = day_budget(uow, local_day(uow.now, settings.timezone), limits_of(settings))
    except StorageError:
        return
    finally:
        engine.dispose()
    line = budget_line(budget, prices.currency, texts)
    if budget.used_up:
        yield _finding(WARNING, "check-model-budget-out", line=line)
    else:
        yield _finding(OK, "check-model-budget", line=line)


def _database(settings: Settings) -> Iterator[Finding]:
    engine = make_engine(settings.database_url)
    try:
        found, wanted = reachable_revision(engine), head_revision()
    except StorageError as error:
        yield _finding(WRONG, "check-database-unreachable", error=str(error.data.get("cause", "")))
        return
    finally:
        engine.dispose()
    kind = engine.dialect.name
    if found is None:
        yield _finding(WARNING, "check-database-empty", kind=kind)
    elif found != wanted:
        yield _finding(WARNING, "check-database-old", found=found, wanted=wanted)
    else:
        yield _finding(OK, "check-database-ok", kind=kind, revision=found)


def _policy(settings: Settings, clock: NowSource) -> Iterator[Finding]:
    policy = load_rulebook().contact.get(settings.contact_policy)
    if policy is None:
        yield _finding(WRONG, "check-policy-unknown", policy=settings.contact_policy)
        return
    today = local_day(clock.now(), settings.timezone)
    shown = {"policy": policy.key, "review_by": policy.review_by.isoformat()}
    if today > policy.review_by:
        yield _finding(WRONG, "check-policy-expired", **shown)
    elif today > policy.review_by - POLICY_WARNING:
        yield _finding(WARNING, "check-policy-soon", **shown)
    else:
        yield _finding(OK, "check-policy-ok", **shown)


def _secrets(settings: Settings) -> Iterator[Finding]:
    if settings.encryption_key is None and not settings.database_url.startswith("sqlite"):
        yield _finding(WRONG, "check-key-missing")
        return
    if settings.encryption_key is None:
        yield _finding(WARNING, "check-key-beside")
    yield from _encryption(settings)


def _encryption(settings: Settings) -> Iterator[Finding]:
    """Say whether the secret opens the keys, and whether values from before wait to be sealed."""
    engine = make_engine(settings.database_url)
    try:
        if not has_keys(engine):
            yield _finding(WARNING, "check-encryption-new")
            return
        vault = Vault(engine, secrets_for(engine, settings))
        stale = stale_rows(engine, vault.prefix)
    except (KeyMissingError, StorageError):
        yield _finding(WRONG, "check-encryption-locked")
        return
    finally:
        engine.dispose()
    if stale:
        yield _finding(WARNING, "check-encryption-stale", rows=str(stale))
    else:
        yield _finding(OK, "check-encryption-ok")


def _bot(settings: Settings, who: Callable[[str, str], str] | None) -> Iterator[Finding]:
    if settings.bot_token is None:
        yield _finding(WRONG, "check-token-missing")
        return
    if who is None:
        return
    try:
        name = who(settings.bot_token.get_secret_value(), settings.bot_api_url)
    except HuifangError as error:
        yield _finding(WRONG, "check-bot-" + str(error.data.get("reason", "failed")).replace("_", "-"))
        return
    yield _finding(OK, "check-bot-ok", name=name)
    if settings.webhook_url and settings.webhook_secret is None:
        yield _finding(WRONG, "check-webhook-secret")


def _finding(level: str, text: str, **values: str) -> Finding:
    return Finding(level=level, text=text, values=values)
