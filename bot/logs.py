"""Log lines for machines and people, by an allow-list: what is not known to be harmless is not written.

Only this program's own loggers may speak; their messages are written without any personal value by rule. Libraries
quote what they handle (a request, a row, a message), so of theirs only name and level come through. An exception
is its types and places, never its words.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

from bot.runtime import describe

OWN = ("bot", "review", "storage", "huifang")
WITHHELD = "message withheld: it comes from a library and may quote people"
TEXT, JSON = "text", "json"


def configure_logs(form: str = TEXT, *, stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send every log line of this process through the allow-list to a stream, standard error by default."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if form == JSON else TextLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


class TextLines(logging.Formatter):
    """One line for people: time, level, logger, message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        row = fields_of(record)
        return " ".join(
            str(row[name]) for name in ("time", "level", "logger", "message", "error") if name in row
        )


class JsonLines(logging.Formatter):
    """One JSON object a line, with the same fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return json.dumps(fields_of(record), ensure_ascii=False)


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """Return the fields of a record that may be written."""
    own = record.name.split(".", 1)[0] in OWN
    row: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": record.getMessage() if own else WITHHELD,
    }
    if record.exc_info and record.exc_info[1] is not None:
        row["error"] = describe(record.exc_info[1])
    return row
