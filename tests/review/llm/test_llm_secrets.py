"""No planted secret reaches a request body, a log line or an error, whatever the server does."""

import json
import logging
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.llm import ModelError, OpenAiClient
from review.llm.ports import Format, Message, Request
from review.pipeline import input_hash
from review.redaction.reading import Reading
from tests.review.llm.calls import CONTEXT, call, reviewer_at
from tests.review.llm.servers import MODEL, NOTHING, Raw, Server, says, serving
from tests.review.redaction.planted_secrets import SECRETS, TALK

API_KEY = "sk-canary-7f3a9c21"
TELLING_DIGITS = 7
BOOKKEEPING = frozenset(
    {"created", "msecs", "relativeCreated", "thread", "process", "lineno", "threadName", "taskName"}
)
"""Numbers that the logging library adds by itself: clocks and ids hold any four digits sooner or later."""


def echoes(request: dict[str, object], number: int) -> Raw:
    """Throw what was sent back in every second error, as careless proxies do."""
    if number % 3 == 0:
        return says(NOTHING)
    echo = json.dumps({"error": {"message": request, "key": API_KEY}}, ensure_ascii=False).encode()
    return Raw(body=echo, status=(500, 418)[number % 2])


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", Reading(text).digits.text).casefold()


def leaks(shown: str, secret: str) -> bool:
    """Whether the secret, or seven digits of it in a row, can be read in any spelling."""
    hidden, seen = letters(secret), letters(re.sub(r"\[[A-Z_]+[\d_]+\]", "#", shown))
    size = min(len(hidden), TELLING_DIGITS) if hidden[:-1].isdecimal() else len(hidden)
    return any(hidden[at : at + size] in seen for at in range(len(hidden) - size + 1))


class Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        told = {name: value for name, value in record.__dict__.items() if name not in BOOKKEEPING}
        self.lines.append(f"{record.getMessage()} {told}")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(echoes) as running:
        yield running


@pytest.fixture(scope="module")
def client(server: Server) -> OpenAiClient:
    """One client for all examples: making one reads every root certificate of the machine."""
    return OpenAiClient(server.url, None, MODEL)


@pytest.fixture(scope="module")
def records() -> Iterator[Records]:
    handler, root = Records(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(before)


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_planted_secret_reaches_neither_request_nor_log(
    server: Server, client: OpenAiClient, records: Records, data: st.DataObject
) -> None:
    kinds = data.draw(st.permutations(list(SECRETS)))[:3]
    planted = [data.draw(SECRETS[kind]) for kind in kinds]
    said = call(*(f"C: {TALK[0]}，{words}。" for words, _ in planted), *(f"A: {line}" for line in TALK))
    server.requests.clear()
    records.lines.clear()
    reviewer_at(server.url, client=client).review(said, CONTEXT)
    sent = [message["content"] for request in server.requests for message in request["messages"]]
    assert sent
    assert records.lines
    shown = [
        text.replace(input_hash(said), "").replace(input_hash(said)[:10], "")
        for text in (*sent, *records.lines)
    ]
    assert not [secret for _, secret in planted for text in shown if leaks(text, secret)]


def test_known_values_of_the_borrower_are_hidden_too(server: Server) -> None:
    server.requests.clear()
    said = call("C: 我是欧阳明珠，这期我怕是还不上了。")
    reviewer_at(server.url).review(said, CONTEXT, {"customer_name": "欧阳明珠"})
    assert "明珠" not in json.dumps(server.requests, ensure_ascii=False)


def test_error_carries_neither_key_nor_words(server: Server, records: Records) -> None:
    records.lines.clear()
    request = Request(
        messages=(Message(role="user", content="canary-words"),), format=Format.TEXT, schema={},
        max_tokens=5, timeout=5.0,
    )  # fmt: skip
    client = OpenAiClient(server.url, API_KEY, MODEL)
    caught = []
    for _ in range(3):
        try:
            client.complete(request)
        except ModelError as error:
            caught.append(f"{error!r} {error.data} {error.__cause__!r} {error.__suppress_context__}")
    assert caught
    assert not [text for text in caught if "canary" in text]
    assert not [text for text in records.lines if API_KEY in text]


def test_reviewers_parts_do_not_show_call_words_when_printed() -> None:
    from review.llm.reading import prepare
    from tests.review.llm.calls import STRESSED, TAXONOMY

    shown = repr(prepare(STRESSED, TAXONOMY))
    assert "还不上" not in shown
