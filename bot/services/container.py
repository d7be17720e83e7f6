"""What every service may use, put together once by `bot.bootstrap`."""

from dataclasses import dataclass
from typing import Protocol

from bot.business_calendar import HolidayCalendar
from bot.rulebook import Rulebook
from bot.settings import Settings
from review.ports import Reviewer
from review.taxonomy import Taxonomy
from storage.unit_of_work import NowSource, UnitOfWorkFactory


class Wake(Protocol):
    """Tells the loops of this process that new work is waiting."""

    def __call__(self) -> None:
        """Wake them; cheap, never fails."""
        ...


@dataclass(frozen=True, kw_only=True)
class Services:
    """The ports and data of one running program."""

    settings: Settings
    clock: NowSource
    new_unit: UnitOfWorkFactory
    rules: Rulebook
    calendar: HolidayCalendar
    taxonomy: Taxonomy
    reviewer: Reviewer
    bot_username: str = ""
