"""What one recogniser is: it looks at a reading and says where something private stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from review.redaction.reading import Reading, View


@dataclass(frozen=True, kw_only=True)
class Found:
    """Something private: span in the original text, kind for the placeholder, and one form for all spellings."""

    start: int
    end: int
    kind: str
    canonical: str


@dataclass(frozen=True, kw_only=True)
class Recogniser:
    """One kind of secret. ``find`` never raises."""

    name: str
    find: Callable[[Reading], Iterable[Found]]


def found(view: View, start: int, end: int, kind: str, canonical: str | None = None) -> Found:
    """Return a finding for a span of a view."""
    first, last = view.original(start, end)
    form = view.text[start:end] if canonical is None else canonical
    return Found(start=first, end=last, kind=kind, canonical="".join(form.split()).casefold())
