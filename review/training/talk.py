"""Labelled talk: turns behind `A:`, `C:` or `O:`, true signals behind `=`; pieces are parted by an empty line.

In files named `calls_…` a label stands right behind the turn that carries it; elsewhere it is one of the piece.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from review.domain import Transcript
from review.transcript import read_transcript

TAGS = {
    "A": ("坐席：", "Agent: "),
    "C": ("客户：", "Customer: "),
    "O": ("第三人：", "Third party: "),
}
WHOLE_CALLS = "calls_"


class TalkError(ValueError):
    """A piece of talk is malformed; the words name file and line."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A few turns by one author, and the signals that a careful reader finds in them."""

    author: str
    transcript: Transcript
    keys: frozenset[str]
    at: dict[str, frozenset[int]] | None = None
    """The turns that carry each key, where the author said so."""
    optional: frozenset[str] = frozenset()


def read_talk(folder: Path) -> tuple[Piece, ...]:
    """Return the pieces of all authors; raises TalkError naming file and line."""
    return tuple(piece for file in sorted(folder.glob("*.txt")) for piece in _pieces(file))


def _pieces(file: Path) -> Iterator[Piece]:
    block: list[str] = []
    for number, line in enumerate([*file.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.strip():
            block.append(line.strip())
        elif block:
            yield _piece(file, number, block)
            block = []


def _piece(file: Path, number: int, block: list[str]) -> Piece:
    chinese = any("一" <= letter <= "鿿" for line in block for letter in line)
    turns: list[str] = []
    last: dict[str, int] = {}
    at: dict[str, set[int]] = {}
    for line in block:
        tag, _, rest = line.partition("=" if line.startswith("=") else ":")
        if line.startswith("="):
            said = rest.split()
            if len(said) > 1:
                at.setdefault(said[1], set()).add(last.get(said[0], len(turns)))
        elif tag in TAGS and rest.strip():
            turns.append(TAGS[tag][0 if chinese else 1] + rest.strip())
            last[tag] = len(turns)
        else:
            raise TalkError(f"{file.name}:{number}: {line[:20]!r}")
    whole = file.stem.startswith(WHOLE_CALLS)
    return Piece(
        author=file.stem,
        transcript=read_transcript("\n".join(turns).encode(), name=file.name),
        keys=frozenset(at),
        at={key: frozenset(places) for key, places in at.items()} if whole else None,
    )
