"""`python -m review.evaluation DIR [--out FILE] [--floor FILE]`: measures the offline reviewer, prints the table, writes JSON.

With `--floor` it ends with 1 where a figure is worse than the one recorded under the folder's name: the gate of `make check`.
"""

import argparse
import json
import sys
from pathlib import Path

from review.evaluation import below, evaluate
from review.offline import OfflineReviewer
from review.taxonomy import load_taxonomy


def main(arguments: list[str]) -> int:
    """Measure and print; with --out the figures are also written to a file."""
    parser = argparse.ArgumentParser(prog="python -m review.evaluation", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--floor", type=Path)
    options = parser.parse_args(arguments)
    report = evaluate(options.folder, OfflineReviewer(load_taxonomy()), repeats=options.repeats)
    sys.stdout.write(report.render_text() + "\n")
    if options.out:
        options.out.write_text(
            json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    fallen = (
        below(report, json.loads(options.floor.read_text("utf-8"))[options.folder.name])
        if options.floor
        else ()
    )
    for words in fallen:
        sys.stderr.write(f"{options.folder}: {words}\n")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
