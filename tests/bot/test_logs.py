"""The allow-list of log lines: canaries never come through."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.logs import JSON, TEXT, WITHHELD, configure_logs

TOKEN, PHONE, ID_NUMBER, QUOTE = (
    "110201543:AAHdqTcvCH1vGWJ",
    "13900000001",
    "11010519491231002X",
    "这个月工资还没发",
)
CANARIES = (TOKEN, PHONE, ID_NUMBER, QUOTE)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield io.StringIO()
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.parametrize("form", [TEXT, JSON])
def test_what_a_library_says_is_withheld(written: io.StringIO, form: str) -> None:
    configure_logs(form, stream=written)
    logging.getLogger("aiohttp.client").warning("POST /bot%s/sendMessage %s", TOKEN, " ".join(CANARIES))
    assert WITHHELD in written.getvalue()
    assert not [canary for canary in CANARIES if canary in written.getvalue()]


@pytest.mark.parametrize("form", [TEXT, JSON])
def test_an_exception_is_its_types_and_places(written: io.StringIO, form: str) -> None:
    configure_logs(form, stream=written)
    try:
        int(" ".join(CANARIES))
    except ValueError:
        logging.getLogger("bot.worker").exception("job failed item=%s", 7)
    said = written.getvalue()
    assert "job failed item=7" in said
    assert "ValueError" in said
    assert not [canary for canary in CANARIES if canary in said]


def test_json_lines_are_one_object_each(written: io.StringIO) -> None:
    configure_logs(JSON, stream=written)
    logging.getLogger("bot.clock").warning("sweep failed name=%s", "plan")
    row = json.loads(written.getvalue())
    assert (row["level"], row["logger"], row["message"]) == ("WARNING", "bot.clock", "sweep failed name=plan")
    assert set(row) == {"time", "level", "logger", "message"}
