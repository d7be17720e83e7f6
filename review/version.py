"""The version of everything that can change a verdict: words and rules, as one hash for the stamps of reviews."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

DIGITS = 12  # hex digits: enough to tell any two versions apart, short enough to read out
WORDS = ("review", "scorecard")
"""Folders of prompts/ besides the taxonomy's own; only their files, since the model's prompts have versions."""
OTHER_PARTS = frozenset({"llm", "speech", "evaluation", "screening", "training", "__pycache__"})
"""Folders of review/ that judge no words of a call by rule."""


def version_of(taxonomy: Traversable) -> str:
    """Return the version of a taxonomy folder together with the rules that read it."""
    lines = [rules_digest(), *(_line(name, entry) for name, entry in _files(taxonomy))]
    return _digest(lines)[:DIGITS]


@cache
def rules_digest() -> str:
    """Return the hash of the program's own part: code, models beside it, and the words outside the taxonomy."""
    said = [
        _line(f"{name}/{file}", entry)
        for name in WORDS
        for file, entry in _files(files("prompts") / name, deep=False)
    ]
    return _digest([*said, *(_line(*found) for found in _files(files("review"), without=OTHER_PARTS))])


def _line(name: str, entry: Traversable) -> str:
    return f"{name}:{sha256(entry.read_bytes()).hexdigest()}"


def _digest(lines: list[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()


def _files(
    folder: Traversable, *, deep: bool = True, without: frozenset[str] = frozenset(), under: str = ""
) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{under}{entry.name}"
        if entry.is_file():
            yield name, entry
        elif deep and entry.name not in without:
            yield from _files(entry, without=without, under=f"{name}/")
