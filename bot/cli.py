"""The `huifang` command: parse, call a service, print."""

import sys

from bot.commands import run


def main() -> None:
    """Run the command line; the exit code says whether it worked."""
    sys.exit(run(sys.argv[1:]))
