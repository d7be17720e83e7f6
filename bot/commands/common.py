"""What several commands share: services without a bot, dates, progress."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.settings import read_settings
from bot.texts import Texts, closest_locale, texts_for

if TYPE_CHECKING:
    from bot.services.container import Services


def services_of(_options: argparse.Namespace) -> "Services":
    """Return the services that the environment and the settings file describe."""
    from bot.bootstrap import build_services  # imports everything; a review at the command line needs little

    return build_services(read_settings())


def texts_of(options: argparse.Namespace, services: "Services | None" = None) -> Texts:
    """Return the texts of the asked locale."""
    locale = options.locale or (services.settings.default_locale if services else None)
    return texts_for(closest_locale(locale))


def day_of(value: str) -> date:
    """Return a date argument; argparse turns the error into a usage message."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value!r} is no date; write 2026-12-01") from error


def add_day(parser: argparse.ArgumentParser) -> None:
    """Add `--on DATE`."""
    parser.add_argument("--on", type=day_of, metavar="DATE", help="as if it were this day (2026-12-01)")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


@contextmanager
def progress_bar(title: str, *, shown: bool) -> Iterator[Callable[[float], None]]:
    """Yield a callable that takes the share done (0 to 1) and draws it on the error stream."""
    if not shown:
        yield lambda _share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr)) as progress:
        task = progress.add_task(title, total=1.0)
        yield lambda share: progress.update(task, completed=share)


def print_json(value: Any) -> None:
    """Print a value as one line of JSON."""
    print(json.dumps(value, ensure_ascii=False, default=str))
