"""Builds the reviewer that the settings ask for. Needs neither chat nor database."""

from bot.errors import SettingsError
from bot.settings import Settings
from review.offline import OfflineReviewer
from review.ports import Reviewer
from review.taxonomy import load_taxonomy


def build_reviewer(settings: Settings) -> Reviewer:
    """Return the offline reviewer, or the model with the offline reviewer behind it where one is set."""
    if settings.llm_base_url is not None:
        raise SettingsError(name="HUIFANG_LLM_BASE_URL", reason="model_path_not_built")
    return OfflineReviewer(load_taxonomy())
