"""Builds what recordings need from the settings: the archive, and what turns sound into words."""

from bot.errors import SettingsError
from bot.settings import Settings
from review.speech import OpenAiSpeech, Transcriber
from storage.archive import Archive, ArchiveCipher, LocalArchive


def build_archive(settings: Settings) -> Archive | None:
    """Return the local archive; None without an encryption key."""
    if not settings.digest_key:
        return None
    return LocalArchive(settings.archive_dir, ArchiveCipher(settings.digest_key))


def build_transcriber(settings: Settings) -> Transcriber | None:
    """Return the audio endpoint; None where no transcription model is set. The model's address and key fill gaps."""
    if settings.stt_model is None:
        return None
    address = settings.stt_base_url or settings.llm_base_url
    if address is None:
        raise SettingsError(name="HUIFANG_STT_BASE_URL", reason="missing")
    # A key goes only to the endpoint that it belongs to.
    key = settings.stt_api_key or (None if settings.stt_base_url else settings.llm_api_key)
    return OpenAiSpeech(address, key.get_secret_value() if key else None, settings.stt_model)
