"""One line of explanation: a text key of policy.ftl and the values that it needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Line:
    """A sentence for people, still without a language: render with `texts_for(locale)(key, **values)`."""

    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)


def line(key: str, /, **values: object) -> Line:
    """Build a Line; dates become ISO strings and anything else that is no number becomes text."""
    return Line(key=key, values={name: v if isinstance(v, int) else str(v) for name, v in values.items()})


def slug(key: str) -> str:
    """Return a stable key in the form that text keys have (`dpd_1_7` becomes `dpd-1-7`)."""
    return key.lower().replace("_", "-").replace(".", "-")
