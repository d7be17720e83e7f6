"""What every service may use, put together once by `bot.bootstrap`."""

from dataclasses import dataclass, field
from pathlib import Path

from bot.policy.days import BusinessCalendar
from bot.rulebook import Rulebook
from bot.settings import Settings
from review.llm import Prices
from review.ports import Reviewer
from review.speech import Transcriber
from review.taxonomy import Taxonomy
from storage.archive import Archive
from storage.unit_of_work import NowSource, UnitOfWorkFactory
from storage.vault import Vault


@dataclass(frozen=True, kw_only=True)
class Services:
    """The ports and data of one running program."""

    settings: Settings
    clock: NowSource
    new_unit: UnitOfWorkFactory
    rules: Rulebook
    calendar: BusinessCalendar
    taxonomy: Taxonomy
    reviewer: Reviewer
    prices: Prices = field(default_factory=Prices)
    """What the model costs; empty where the installation has not said."""
    archive: Archive | None = None
    """None without an encryption key: nothing may lie readable on a disk."""
    speech: Transcriber | None = None
    """None without an audio endpoint: recordings wait."""
    sqlite: bool = True
    bot_username: str = ""
    vault: Vault | None = None
    """Opens the sealed columns; None where the database has no keys (tests, PostgreSQL without a secret)."""
    anchor: Path | None = None
    """The file that holds the anchors of the audit trail."""

    @property
    def digest_key(self) -> bytes:
        """Return the key for borrower digests."""
        return self.vault.digest_key if self.vault is not None else self.settings.digest_key
