"""The only reader of the environment. Every setting is `HUIFANG_…`; the settings file fills what is not set.

The settings file (`huifang.env`, or the path in `HUIFANG_SETTINGS`) holds `HUIFANG_NAME=value` lines, as
`huifang init` writes them. The environment wins over the file.
"""

import os
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from bot.errors import SettingsError
from bot.texts import LOCALES

PREFIX = "HUIFANG_"
DEFAULT_FILE = "huifang.env"
PLACEHOLDER = re.compile(r"(?i)^(change.?me|your[-_ ].*|<.*>|xxx+|todo|secret|token|password|example.*)$")
BOT_TOKEN = re.compile(r"^\d+:[A-Za-z0-9_-]{3,}$")
DOCUMENTATION_TOKENS = frozenset(
    {"123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11", "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"}
)
"""Tokens that Telegram's documentation shows; copied by mistake they would fail much later and less clearly."""
OFFICIAL_API = "https://api.telegram.org"
MIN_SECRET = 16  # characters; a webhook secret shorter than this can be guessed
TEST_ONLY = frozenset({PREFIX + "REQUIRE_BROWSER", PREFIX + "TEST_POSTGRESQL_URL"})


class Settings(BaseModel):
    """Everything that can be set, with its default. Field descriptions are the README's table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bot_token: SecretStr | None = Field(None, description="Token of the Telegram bot, from @BotFather.")
    bot_api_url: str = Field(
        OFFICIAL_API,
        description="Address of the Bot API server; a local one lifts the 20 MB limit.",
    )
    database_url: str = Field(
        "sqlite:///var/huifang.sqlite3",
        description="`sqlite:///path` or `postgresql://user:password@host/name`.",
    )
    llm_base_url: str | None = Field(
        None, description="Address of an OpenAI-compatible endpoint; empty = offline reviewer."
    )
    llm_api_key: SecretStr | None = Field(None, description="Key for that endpoint, where it wants one.")
    llm_model: str | None = Field(None, description="Model name at that endpoint.")
    llm_prices: Path | None = Field(
        None, description="YAML file with your provider's prices; empty = costs are shown as unknown."
    )
    llm_day_tokens: int = Field(
        5_000_000, gt=0, description="Tokens that all processes together may use on one day of the lender's."
    )
    llm_day_cost: Decimal | None = Field(
        None, gt=0, description="The same in the price list's currency; empty = no limit in money."
    )
    llm_call_tokens: int = Field(
        60_000, gt=0, description="Tokens that one call may use, with all its pieces and repairs."
    )
    llm_call_cost: Decimal | None = Field(
        None, gt=0, description="The same in the price list's currency; empty = no limit in money."
    )
    stt_base_url: str | None = Field(
        None, description="Address of an OpenAI-compatible audio endpoint; empty = the model's address."
    )
    stt_api_key: SecretStr | None = Field(None, description="Key for that endpoint; empty = the model's key.")
    stt_model: str | None = Field(
        None, description="Transcription model at that endpoint; empty = recordings wait, agents send text."
    )
    archive_dir: Path = Field(Path("var/archive"), description="Folder for recordings.")
    encryption_key: SecretStr | None = Field(
        None, description="Secret that seals the keys of the database; keep a copy, it cannot be recovered."
    )
    encryption_key_old: SecretStr | None = Field(
        None, description="The secret before it, until `huifang keys rotate` has run."
    )
    contact_policy: str = Field("default_strict", description="Contact policy preset: see prompts/policies.")
    default_locale: str = Field(
        "zh-CN", description="`zh-CN` or `en`, for people whose language is not known."
    )
    timezone: str = Field("Asia/Shanghai", description="The lender's IANA time zone.")
    webhook_url: str | None = Field(None, description="Public https address for Telegram; empty = polling.")
    webhook_secret: SecretStr | None = Field(
        None, description="Secret that Telegram repeats in each webhook call."
    )
    webhook_port: int = Field(8443, description="Local port that receives webhook calls.")
    health_host: str = Field("127.0.0.1", description="Address on which health and metrics are served.")
    health_port: int | None = Field(
        None, description="Port for `/healthz`, `/readyz` and `/metrics`; empty = not served."
    )
    ingest_secret: SecretStr | None = Field(
        None,
        description="Secret that signs payments and events from the lender's systems; empty = not served.",
    )
    ingest_host: str = Field("127.0.0.1", description="Address on which they are received.")
    ingest_port: int | None = Field(None, description="Port on which they are received; empty = not served.")
    log_format: str = Field("text", description="`text`, or `json` for one object a line.")
    currency: str = Field("CNY", description="Currency of loans whose file names none.")
    form_length: str = Field("short", description="`short`, or `long` for the whole question bank.")
    company: str = Field("", description="The lender's name as agents and the bot say it.")
    hotline: str = Field("", description="The lender's service number, for scripts and messages.")

    @field_validator(
        "bot_token",
        "llm_api_key",
        "stt_api_key",
        "encryption_key",
        "encryption_key_old",
        "webhook_secret",
        "ingest_secret",
    )
    @classmethod
    def _no_placeholder(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and PLACEHOLDER.match(value.get_secret_value()):
            raise ValueError("placeholder")
        return value

    @field_validator("bot_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not BOT_TOKEN.match(value.get_secret_value()):
            raise ValueError("token_malformed")
        return value

    @field_validator("webhook_secret", "encryption_key", "ingest_secret")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < MIN_SECRET:
            raise ValueError("secret_too_short")
        return value

    @field_validator("timezone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("timezone_unknown") from error
        return value

    @field_validator("default_locale")
    @classmethod
    def _locale_ships(cls, value: str) -> str:
        if value not in LOCALES:
            raise ValueError("locale_unknown")
        return value

    @field_validator("database_url")
    @classmethod
    def _database_known(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql://")):
            raise ValueError("database_unknown")
        return value

    @field_validator("log_format")
    @classmethod
    def _format_known(cls, value: str) -> str:
        if value not in ("text", "json"):
            raise ValueError("log_format_unknown")
        return value

    @field_validator("form_length")
    @classmethod
    def _length_known(cls, value: str) -> str:
        if value not in ("short", "long"):
            raise ValueError("form_length_unknown")
        return value

    @model_validator(mode="after")
    def _no_documentation_token(self) -> Self:
        token = self.bot_token.get_secret_value() if self.bot_token else ""
        if token in DOCUMENTATION_TOKENS and self.bot_api_url == OFFICIAL_API:
            raise ValueError("placeholder")
        return self

    @property
    def digest_key(self) -> bytes:
        """Return the key for borrower digests; empty where none is set."""
        return self.encryption_key.get_secret_value().encode() if self.encryption_key else b""


KNOWN = frozenset(PREFIX + name.upper() for name in Settings.model_fields)


def unknown_names(environment: Mapping[str, str] | None = None) -> list[str]:
    """Return variables that begin like ours and mean nothing: typing errors, most likely."""
    environment = os.environ if environment is None else environment
    ours = {name for name in environment if name.startswith(PREFIX)} - {PREFIX + "SETTINGS"}
    return sorted(ours - KNOWN - TEST_ONLY)


def read_settings(environment: Mapping[str, str] | None = None, file: Path | None = None) -> Settings:
    """Return the settings from the environment over the settings file; raises SettingsError naming the first bad one."""
    environment = os.environ if environment is None else environment
    file = file or Path(environment.get(PREFIX + "SETTINGS", DEFAULT_FILE))
    # A typing error in the file is an error; the environment also holds what others put there.
    values = _file_values(file) | {key: value for key, value in environment.items() if key in KNOWN}
    fields = {key.removeprefix(PREFIX).lower(): value for key, value in values.items() if value != ""}
    try:
        return Settings.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = PREFIX + (str(first["loc"][0]).upper() if first["loc"] else "BOT_TOKEN")
        reason = str(first["msg"]).removeprefix("Value error, ")
        raise SettingsError(name=name, reason=reason) from None


def write_settings(path: Path, values: Mapping[str, str]) -> None:
    """Write a settings file that only its owner can read."""
    lines = ["# Written by `huifang init`. Holds secrets: keep it out of version control.", ""]
    lines += [f"{PREFIX}{name.upper()}={value}" for name, value in values.items() if value]
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")


def _file_values(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    pairs = (line.partition("=") for line in file.read_text(encoding="utf-8").splitlines())
    return {
        name.strip(): value.strip().strip("\"'")
        for name, sign, value in pairs
        if sign and name.strip().startswith(PREFIX)
    }
