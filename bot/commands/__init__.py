"""The subcommands of `huifang`, one file per family. Each file has `add(subparsers)`; a command returns an exit code.

To add one: write `add`, and name the file in `FAMILIES`.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from importlib import import_module

from bot.errors import HuifangError
from bot.notices import notice_text
from bot.texts import DEFAULT_LOCALE, closest_locale, texts_for
from review.errors import ReviewError
from storage.errors import StorageError

FAMILIES = {
    "data": ("import",),
    "planning": ("plan", "due", "why"),
    "reviews": ("review", "review-batch", "evaluate", "export", "prompts"),
    "forms": ("forms",),
    "links": ("link",),
    "rehearse": ("demo",),
    "init": ("init",),
    "protect": ("keys", "borrower", "retention", "backup", "restore"),
    "moving": ("migrate",),
    "recordings": ("ingest", "archive"),
    "operate": ("run", "worker", "check", "audit", "queue"),
}
"""Files of this folder by the commands that they hold. Only what is used is imported: the libraries are heavy."""
FAILED, INTERRUPTED = 1, 130


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; known errors become one line for people."""
    parser = argparse.ArgumentParser(prog="huifang", description="回访 · callbacks for car-finance lenders")
    parser.add_argument("--locale", help="zh-CN or en; by default what HUIFANG_DEFAULT_LOCALE says")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in _families(arguments):
        import_module(f"bot.commands.{name}").add(subparsers)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except (HuifangError, ReviewError, StorageError) as error:
        print(_words(error, options.locale), file=sys.stderr)
        return FAILED
    except (KeyboardInterrupt, EOFError):
        return INTERRUPTED
    except BrokenPipeError:
        return FAILED


def _families(arguments: Sequence[str]) -> list[str]:
    """Return the files to load: the one that holds the asked command, or all of them for the overview."""
    asked = {word for word in arguments if not word.startswith("-")}
    return [name for name, commands in FAMILIES.items() if asked & set(commands)] or list(FAMILIES)


def _words(error: Exception, locale: str | None) -> str:
    text = notice_text(error, texts_for(closest_locale(locale or DEFAULT_LOCALE)), reference=0)
    data = getattr(error, "data", {})
    details = json.dumps(data, ensure_ascii=False, default=str) if data else ""
    code = getattr(error, "code", type(error).__name__)
    return f"{text} [{code}] {details}".rstrip()
