"""How good a reviewer is on labelled calls, and how two of them differ.

`evaluate` runs a reviewer over a folder and returns a `Report`; `compare` sets two reports side by side.
`python -m review.evaluation DIR [--out FILE]` measures the offline reviewer and writes the figures as JSON.
"""

from review.evaluation.compare import compare
from review.evaluation.floor import below
from review.evaluation.labels import LabelledCall, read_labels
from review.evaluation.report import Report
from review.evaluation.run import evaluate
from review.evaluation.saved import read_run, save_run

__all__ = ["LabelledCall", "Report", "below", "compare", "evaluate", "read_labels", "read_run", "save_run"]
