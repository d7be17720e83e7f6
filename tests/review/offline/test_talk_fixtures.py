"""The pieces of talk read as their format says."""

from pathlib import Path

import pytest

from review.taxonomy import load_taxonomy
from review.training.talk import Piece, TalkError, read_talk

FOLDER = Path(__file__).parents[2] / "fixtures" / "talk"


@pytest.fixture(scope="module")
def pieces() -> tuple[Piece, ...]:
    return read_talk(FOLDER)


def test_every_label_is_a_key_of_the_taxonomy_and_every_key_is_written_about(
    pieces: tuple[Piece, ...],
) -> None:
    keys = {key for piece in pieces for key in piece.keys}
    assert keys == {signal.key for signal in load_taxonomy().signals}


def test_half_of_the_pieces_carry_no_signal(pieces: tuple[Piece, ...]) -> None:
    assert 0.4 < sum(not piece.keys for piece in pieces) / len(pieces) < 0.6


def test_a_line_of_another_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("A: hello\nC: hi\nnonsense\n", "utf-8")
    with pytest.raises(TalkError, match=r"x\.txt"):
        read_talk(tmp_path)
