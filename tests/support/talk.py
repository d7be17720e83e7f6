"""Labelled pieces of talk from `tests/fixtures/talk`: turns behind `A:`, `C:` or `O:`, true signals behind `=`."""

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


class TalkError(ValueError):
    """A piece of talk is malformed; the words name file and line."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A few turns by one author, and the signals that a careful reader finds in them."""

    author: str
    transcript: Transcript
    keys: frozenset[str]


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
    keys: set[str] = set()
    for line in block:
        tag, _, rest = line.partition("=" if line.startswith("=") else ":")
        if line.startswith("="):
            keys.update(word for word in rest.split()[1:2])
        elif tag in TAGS and rest.strip():
            turns.append(TAGS[tag][0 if chinese else 1] + rest.strip())
        else:
            raise TalkError(f"{file.name}:{number}: {line[:20]!r}")
    transcript = read_transcript("\n".join(turns).encode(), name=file.name)
    return Piece(author=file.stem, transcript=transcript, keys=frozenset(keys))
