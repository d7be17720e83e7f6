"""From pieces to weights: one logistic regression for each signal, on the features of turns.

A piece says which signals it holds, often not in which turn. So a first fit takes every turn of the right side for
one, and a second only the turn that the first found most telling.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from review.offline.classifier import AGENT_PREFIX, SCALE, Classifier
from review.offline.reviewer import propose
from review.offline.weigh import NEVER_FITTED, outcome_of, rows_of
from review.phrases.lines import lines_of
from review.reach import is_agent
from review.taxonomy import Taxonomy
from review.training.talk import Piece

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SEEN_IN = 3  # turns; a feature of fewer is a writer's, not the language's
STRENGTH = 1.0  # of the data against small weights (C of scikit-learn)
FEWEST = 5  # turns with a signal; fewer teach nothing
SMALLEST = 0.03  # weights below it change no verdict, only the size of the file


@dataclass(frozen=True, kw_only=True)
class Row:
    """One turn of one piece, ready for fitting."""

    piece: int
    turn: int
    agent: bool
    features: frozenset[str]


def rows_of_pieces(pieces: Sequence[Piece], taxonomy: Taxonomy) -> list[Row]:
    """Return every turn of every piece with its features; needs some milliseconds a piece."""
    found = []
    for number, piece in enumerate(pieces):
        lines = lines_of(piece.transcript)
        proposals = propose(piece.transcript, taxonomy)
        outcomes = [outcome_of(item, piece.transcript, taxonomy) for item in proposals]
        found += [
            Row(piece=number, turn=line.turn.index, agent=is_agent(line), features=features)
            for line, features in rows_of(lines, proposals, outcomes)
        ]
    return found


def fit(pieces: Sequence[Piece], rows: Sequence[Row], keys: Iterable[str]) -> Classifier:
    """Return the classifier of these rows; the same rows give the same one where numbers are added by one thread."""
    counts = Counter(feature for row in rows for feature in row.features)
    names = sorted(feature for feature, count in counts.items() if count >= SEEN_IN)
    matrix = _matrix(rows, {name: number for number, name in enumerate(names)})
    fitted: dict[str, tuple[Floats, float]] = {}
    for key in keys:
        found = None if key in NEVER_FITTED else _fit_key(key, pieces, rows, matrix)
        if found is not None:
            fitted[key] = found
    held: dict[str, list[tuple[int, int]]] = {}
    for number, (weights, _) in enumerate(fitted.values()):
        for column in np.flatnonzero(np.abs(weights) >= SMALLEST):
            held.setdefault(names[column], []).append((number, round(float(weights[column]) * SCALE)))
    return Classifier(
        keys=tuple(fitted),
        bias=tuple(round(bias * SCALE) for _, bias in fitted.values()),
        weights={feature: tuple(pairs) for feature, pairs in held.items()},
    )


def _matrix(rows: Sequence[Row], columns: dict[str, int]) -> csr_matrix:
    numbers: list[int] = []
    ends = [0]
    for row in rows:
        numbers += sorted(columns[feature] for feature in row.features if feature in columns)
        ends.append(len(numbers))
    return csr_matrix(
        (np.ones(len(numbers), dtype=np.float32), numbers, ends), shape=(len(rows), len(columns))
    )


def _fit_key(
    key: str, pieces: Sequence[Piece], rows: Sequence[Row], matrix: csr_matrix
) -> tuple[Floats, float] | None:
    side = np.array([row.agent is key.startswith(AGENT_PREFIX) for row in rows])
    unsure = np.array([key in pieces[row.piece].optional for row in rows])
    carries = np.array([_carries(key, pieces[row.piece], row) for row in rows]) & side
    if carries.sum() < FEWEST:
        return None
    used = side & ~(unsure & ~carries)
    model = _regression(matrix, carries, used)
    telling = matrix @ model.coef_[0]
    best: dict[tuple[int, int], int] = {}
    for number in map(int, np.flatnonzero(carries)):
        row = rows[number]
        place = (row.piece, row.turn if pieces[row.piece].at is not None else 0)
        if place not in best or telling[number] > telling[best[place]]:
            best[place] = number
    used[np.setdiff1d(np.flatnonzero(carries), list(best.values()))] = False
    model = _regression(matrix, carries, used)
    return model.coef_[0], float(model.intercept_[0])


def _carries(key: str, piece: Piece, row: Row) -> bool:
    return key in piece.keys and (piece.at is None or row.turn in piece.at.get(key, ()))


def _regression(matrix: csr_matrix, carries: Flags, used: Flags) -> LogisticRegression:
    model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-3, max_iter=200, random_state=0)
    model.fit(matrix[used], carries[used])
    return model
