"""Which secrets open a database: the configured one, the one before it, and the one beside a SQLite file."""

import secrets
from datetime import datetime
from pathlib import Path

from bot.settings import Settings
from storage.engine import Engine
from storage.errors import KeyMissingError
from storage.vault import Vault, has_keys, key_file, make_key_file, open_vault, read_secrets

SECRET_BYTES = 32


def secrets_for(engine: Engine, settings: Settings) -> list[str]:
    """Return every secret at hand, the one that seals first."""
    configured = [settings.encryption_key, settings.encryption_key_old]
    beside = key_file(engine)
    found = [secret.get_secret_value() for secret in configured if secret is not None]
    return found + (read_secrets(beside) if beside is not None else [])


def unlock(engine: Engine, settings: Settings, now: datetime) -> Vault | None:
    """Return the vault of a database, put on its engine; KeyMissingError when no secret opens its keys.

    A SQLite database without a configured secret gets one of its own beside it, readable by its owner only. A
    PostgreSQL database without one stays as it is: there is no safe place to put it.
    """
    found, beside = secrets_for(engine, settings), key_file(engine)
    if not found:
        if has_keys(engine):
            raise KeyMissingError(place="HUIFANG_ENCRYPTION_KEY")
        if beside is None:
            return None
        found = make_key_file(beside, secrets.token_urlsafe(SECRET_BYTES))
    return open_vault(engine, found, now, digest_key=settings.digest_key)


def anchor_file(engine: Engine, settings: Settings) -> Path:
    """Return where the anchors of the audit trail are kept: beside a SQLite file, else in the archive folder."""
    beside = key_file(engine)
    return beside.with_suffix(".anchor") if beside is not None else settings.archive_dir / "audit.anchor"
