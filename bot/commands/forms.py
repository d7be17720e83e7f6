"""`huifang forms preview` and `forms lint`."""

import argparse
import sys
from pathlib import Path
from typing import Any

from bot.commands.common import texts_of
from bot.forms.lint import finding_text, lint_forms
from bot.forms.preview import preview_html
from bot.texts import LOCALES, texts_for

DEFAULT_TARGET = Path("var/forms.html")


def add(subparsers: Any) -> None:
    """Add the commands of this file."""
    group = subparsers.add_parser("forms", help="look at and check the forms").add_subparsers(required=True)
    preview = group.add_parser("preview", help="every screen and transition as one HTML page")
    preview.add_argument("--out", type=Path, default=DEFAULT_TARGET)
    preview.set_defaults(run=run_preview)
    group.add_parser(
        "lint", help="dead ends, unreachable questions, unknown keys, missing texts"
    ).set_defaults(run=run_lint)


def run_preview(options: argparse.Namespace) -> int:
    """Write the page; faults are printed and make the command fail."""
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(preview_html(*(texts_for(locale) for locale in LOCALES)), encoding="utf-8")
    print(options.out)
    return run_lint(options)


def run_lint(options: argparse.Namespace) -> int:
    """Print every finding."""
    findings = lint_forms()
    for finding in findings:
        print(finding_text(finding, texts_of(options)), file=sys.stderr)
    print(f"forms: {len(findings)} findings")
    return 1 if findings else 0
