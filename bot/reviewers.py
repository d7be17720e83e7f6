"""Builds the reviewer that the settings ask for. Needs neither chat nor database."""

from bot.errors import SettingsError
from bot.settings import Settings
from review.llm import Capabilities, OpenAiClient, build_llm_reviewer, probe
from review.offline import OfflineReviewer
from review.ports import Reviewer
from review.taxonomy import load_taxonomy


def build_reviewer(settings: Settings) -> Reviewer:
    """Return the offline reviewer, or the model with the offline reviewer behind it where one is set."""
    offline = OfflineReviewer(load_taxonomy())
    if settings.llm_base_url is None:
        return offline
    return build_llm_reviewer(
        settings.llm_base_url, _key(settings), model_name(settings), load_taxonomy(), offline
    )


def probe_model(settings: Settings) -> Capabilities:
    """Ask the endpoint what it can do; three small requests."""
    return probe(OpenAiClient(settings.llm_base_url or "", _key(settings), model_name(settings)))


def model_name(settings: Settings) -> str:
    """Return the model's name; raises SettingsError where an endpoint has none."""
    if not settings.llm_model:
        raise SettingsError(name="HUIFANG_LLM_MODEL", reason="missing")
    return settings.llm_model


def _key(settings: Settings) -> str | None:
    return settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
