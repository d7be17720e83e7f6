"""`huifang migrate`: take an installation to another database."""

import argparse
from dataclasses import asdict
from typing import Any

from bot.commands.common import add_json, print_json, progress_bar, texts_of
from bot.errors import ConflictError, SettingsError
from bot.settings import read_settings
from storage.engine import make_engine
from storage.errors import SchemaError, StorageError, TransferError
from storage.transfer import MovedTable, transfer
from storage.vault import key_file

DIGEST_SHOWN = 16  # characters of a hash that a person compares; --json has all of them
SCHEMES = ("sqlite:///", "postgresql://")


def add(subparsers: Any) -> None:
    """Add the command of this file."""
    parser = subparsers.add_parser("migrate", help="move everything to another database, and compare")
    parser.add_argument("--to", required=True, metavar="URL", help="postgresql://user:password@host/name")
    add_json(parser)
    parser.set_defaults(run=run_migrate)


def run_migrate(options: argparse.Namespace) -> int:
    """Copy all rows into an empty database; print rows and content hash per table, the same on both sides."""
    settings = read_settings()
    if not options.to.startswith(SCHEMES):
        raise SettingsError(name="--to", reason="database_unknown")
    texts = texts_of(options)
    source, target = make_engine(settings.database_url), make_engine(options.to)
    key = key_file(source)
    try:
        with progress_bar(texts("migrate-progress"), shown=not options.json) as progress:
            moved = transfer(source, target, progress=progress)
    except (TransferError, SchemaError) as error:
        raise ConflictError(error.code, **error.data) from None
    except StorageError as error:
        raise ConflictError("transfer_unreachable", cause=str(error.data.get("cause", ""))) from None
    finally:
        source.dispose()
        target.dispose()
    if options.json:
        print_json({"rows": _total(moved), "tables": [asdict(table) for table in moved]})
        return 0
    for table in moved:
        print(texts("migrate-row", table=table.name, rows=table.rows, digest=table.digest[:DIGEST_SHOWN]))
    if key is not None and key.is_file():
        print(texts("migrate-key", file=str(key)))
    print(texts("migrate-done", rows=_total(moved), tables=len(moved)))
    return 0


def _total(moved: tuple[MovedTable, ...]) -> int:
    return sum(table.rows for table in moved)
