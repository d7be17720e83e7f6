"""The numbers for somebody in danger, by jurisdiction."""

from functools import cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.rulebook.book import read_policy_file
from bot.rulebook.schema import PolicyFileError

ANYWHERE = "*"


class Helplines(BaseModel):
    """Where to call: `emergency` when somebody is in danger now, `crisis` to talk."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    emergency: Annotated[str, Field(min_length=2)]
    crisis: Annotated[str, Field(min_length=2)]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    helplines: dict[str, Helplines]


@cache
def load_helplines() -> dict[str, Helplines]:
    """Return the numbers of every jurisdiction that is known; raises PolicyFileError on a broken file."""
    try:
        found = TypeAdapter(_File).validate_python(read_policy_file("helplines.yaml")).helplines
    except ValueError as error:
        raise PolicyFileError(file="helplines.yaml", place="", reason=str(error)) from error
    if ANYWHERE not in found:
        raise PolicyFileError(file="helplines.yaml", place="helplines", reason="no entry for *")
    return found


def helplines_for(jurisdiction: str) -> Helplines:
    """Return the numbers of a jurisdiction, or those that work anywhere."""
    lines = load_helplines()
    return lines.get(jurisdiction, lines[ANYWHERE])
