"""What all policy schemas share: strictness, wall-clock times, and one error that names file and place."""

from datetime import time
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.errors import SettingsError
from bot.policy.contact_values import Window

TierKey = Literal["R1", "R2", "R3", "R4"]
TIER_KEYS: tuple[TierKey, ...] = ("R1", "R2", "R3", "R4")


class PolicyFileError(SettingsError):
    """A file under prompts/policies breaks its schema. Data: ``file``, ``place``, ``reason``."""

    code = "policy_file_invalid"


class Strict(BaseModel):
    """Unknown keys, wrong types and silent conversions are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _clock(value: Any) -> time:
    if isinstance(value, time):
        return value
    if not isinstance(value, str):
        raise ValueError('a time is written "HH:MM", with the quotation marks')  # noqa: TRY004  pydantic wants it
    return time(0) if value == "24:00" else time.fromisoformat(value)


Clock = Annotated[time, BeforeValidator(_clock)]
ClockWindow = Annotated[list[Clock], Field(min_length=2, max_length=2)]
Model = TypeVar("Model", bound=Strict)


def window(pair: list[time] | None) -> Window | None:
    """Return a window of a file as a value; ValueError when it ends before it starts."""
    if pair is None:
        return None
    start, end = pair
    if end != time(0) and start >= end:
        raise ValueError(f"a window that starts at {start:%H:%M} cannot end at {end:%H:%M}")
    return (start, end)


def parse(model: type[Model], data: Any, file: str) -> Model:
    """Validate data against a schema, or raise PolicyFileError with the first fault."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise PolicyFileError(file=file, place=place, reason=first["msg"]) from None
