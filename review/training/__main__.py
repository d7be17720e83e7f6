"""`python -m review.training`: fits the classifier on the labelled talk in tests/fixtures and writes it into the package.

With `--held-out AUTHOR…` nothing is written: those authors are left out of fitting and then reviewed.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from review.offline import classifier as shipped
from review.offline.classifier import Classifier, pack
from review.taxonomy import load_taxonomy
from review.training.fit import fit, rows_of_pieces
from review.training.held_out import measure
from review.training.sample import read_all
from review.training.talk import Piece

FIXTURES = Path("tests") / "fixtures"
TARGET = Path(shipped.__file__).with_name(shipped.FILE)


def main() -> int:
    """Fit, then write or measure."""
    options = _options()
    taxonomy = load_taxonomy()
    pieces = read_all(FIXTURES, taxonomy)
    held = [piece for piece in pieces if piece.author in options.held_out]
    made = _fit([piece for piece in pieces if piece.author not in options.held_out])
    if held:
        for line in measure(made, held, taxonomy):
            print(line)  # noqa: T201
    else:
        TARGET.write_bytes(pack(made))
        print(f"{TARGET}: {len(pieces)} pieces, {len(made.weights)} features, {TARGET.stat().st_size} bytes")  # noqa: T201
    return 0


def _fit(pieces: Sequence[Piece]) -> Classifier:
    taxonomy = load_taxonomy()
    return fit(pieces, rows_of_pieces(pieces, taxonomy), [signal.key for signal in taxonomy.signals])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", nargs="+", default=[], metavar="AUTHOR", help="file names without .txt")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
