"""Scripted model servers on loopback: the dialects of vLLM, Ollama and llama.cpp, and a hostile one."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "scripted-1"
FINDING: dict[str, Any] = {
    "why": "本人还不上",
    "key": "stress.payment_affected",
    "ev": [{"t": 4, "q": "这期我怕是还不上了"}],
    "holder": "self",
    "time": "future_expected",
    "polarity": "affirmed",
    "certainty": "hedged",
    "sev": "high",
}
ANSWER: dict[str, Any] = {"findings": [FINDING], "summary": "客户担心还不上。", "injection": False}
NOTHING: dict[str, Any] = {"findings": [], "summary": "没有异常。", "injection": False}


@dataclass(frozen=True, kw_only=True)
class Raw:
    """What goes over the wire: a status line, a body in pieces with pauses, or a dropped connection."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0
    pieces: int = 1
    drop: bool = False


Script = Callable[[dict[str, Any], int], Raw]
"""From a request and its number (from 1) to the reply."""


@dataclass
class Server:
    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)


@contextmanager
def serving(script: Script) -> Iterator[Server]:
    """Serve `/v1/chat/completions` by script and record what was sent."""
    server = Server(url="")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            server.raw.append(body)
            server.requests.append(json.loads(body))
            _send(self, script(server.requests[-1], len(server.requests)))

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{http.server_port}/v1"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()


def _send(handler: BaseHTTPRequestHandler, reply: Raw) -> None:
    handler.close_connection = True
    if reply.drop:
        handler.connection.close()
        return
    try:
        handler.send_response(reply.status)
        for name, value in {"content-type": "application/json", **reply.headers}.items():
            handler.send_header(name, value)
        handler.send_header("content-length", str(len(reply.body)))
        handler.end_headers()
        size = max(len(reply.body) // reply.pieces, 1)
        for start in range(0, len(reply.body), size):
            time.sleep(reply.pause)
            handler.wfile.write(reply.body[start : start + size])
    except OSError:
        pass  # the client had enough


def always(reply: Raw) -> Script:
    return lambda _request, _number: reply


def in_turn(*replies: Raw) -> Script:
    """Each reply once, the last one for ever."""
    return lambda _request, number: replies[min(number, len(replies)) - 1]


def completion(
    content: object, *, finish: str = "stop", usage: bool = True, **message: Any
) -> dict[str, Any]:
    """A completion as all three servers write it."""
    text = json.dumps(content, ensure_ascii=False) if isinstance(content, dict) else content
    counts = {"prompt_tokens": 3000, "completion_tokens": 120, "total_tokens": 3120}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": MODEL,
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": text, **message},
            }
        ],
        **({"usage": counts} if usage else {}),
    }


def sent(document: object, **options: Any) -> Raw:
    return Raw(body=json.dumps(document, ensure_ascii=False).encode(), **options)


def says(content: object, **options: Any) -> Raw:
    return sent(completion(content, **options))


# ---- dialects ----


def vllm(answer: dict[str, Any]) -> Script:
    """Obeys json_schema; reasoning stands in `reasoning_content`; errors have no `error` member."""

    def script(request: dict[str, Any], _number: int) -> Raw:
        if request["model"] != MODEL:
            missing = {"object": "error", "message": "The model `x` does not exist.", "type": "NotFoundError"}
            return sent(missing | {"code": 404}, status=404)
        document = completion(answer, reasoning_content="想一想……", tool_calls=[])
        return sent(document | {"prompt_logprobs": None, "kv_transfer_params": None})

    return script


def vllm_without_grammar(answer: dict[str, Any]) -> Script:
    """An engine that takes no schema and no json_object, only text."""

    def script(request: dict[str, Any], _number: int) -> Raw:
        if "response_format" in request:
            said = {"object": "error", "message": "guided decoding is not supported", "code": 400}
            return sent(said, status=400)
        return says(answer)

    return script


def ollama(answer: dict[str, Any]) -> Script:
    """Ignores json_schema, thinks aloud before the answer, fences it, reports no model that was not pulled."""

    def script(request: dict[str, Any], _number: int) -> Raw:
        if request["model"] != MODEL:
            said = f'model "{request["model"]}" not found, try pulling it first'
            return sent({"error": {"message": said, "type": "api_error", "param": None}}, status=404)
        text = "<think>{先看看}</think>\n```json\n" + json.dumps(answer, ensure_ascii=False) + "\n```"
        return sent(completion(text, reasoning="先看看") | {"system_fingerprint": "fp_ollama"})

    return script


def ollama_short_context(answer: dict[str, Any]) -> Script:
    """Drops the beginning of the prompt without a word; only the token count tells."""
    cut = {"prompt_tokens": 200, "completion_tokens": 30, "total_tokens": 230}
    return always(sent(completion(answer) | {"usage": cut}))


def llamacpp(answer: dict[str, Any]) -> Script:
    """Loads first, cannot make a grammar of the schema, takes json_object, names any model it likes."""

    def script(request: dict[str, Any], number: int) -> Raw:
        if number == 1:
            loading = {"code": 503, "message": "Loading model", "type": "unavailable_error"}
            return sent({"error": loading}, status=503)
        if request.get("response_format", {}).get("type") == "json_schema":
            return sent({"error": {"code": 500, "message": "failed to parse grammar"}}, status=500)
        document = completion(answer) | {"model": "gpt-3.5-turbo", "timings": {"prompt_n": 3000}}
        return sent(document)

    return script


def llamacpp_full_context() -> Script:
    said = {"code": 400, "message": "the request exceeds the available context size", "n_ctx": 4096}
    return always(sent({"error": said | {"type": "exceed_context_size_error"}}, status=400))


def openai_reasoning(answer: dict[str, Any]) -> Script:
    """Refuses `temperature` and `max_tokens`, as reasoning models do."""

    def script(request: dict[str, Any], _number: int) -> Raw:
        for name, instead in (("max_tokens", "Use 'max_completion_tokens'"), ("temperature", "")):
            if name in request:
                said = f"Unsupported parameter: '{name}' is not supported with this model. {instead}"
                return sent({"error": {"message": said, "param": name}}, status=400)
        return says(answer)

    return script


# ---- the hostile one: every reply here must end in exactly this outcome ----


def _with(**changes: Any) -> dict[str, Any]:
    return ANSWER | {"findings": [FINDING | changes]}


ABSURD_WAIT = {"retry-after": "86400"}
PAGE = b"<!doctype html><html><body><h1>502 Bad Gateway</h1>nginx</body></html>"

HOSTILE: dict[str, tuple[Script, str]] = {
    "cut off": (always(says('{"findings":[{"why":"本', finish="length")), "cut_off"),
    "filtered": (always(says("", finish="content_filter")), "filtered"),
    "filtered by status": (
        always(sent({"error": {"code": "content_filter", "message": "blocked"}}, status=400)),
        "filtered",
    ),
    "refused": (always(says(None, refusal="I cannot help with that.")), "refused"),
    "refused in prose": (always(says("Sorry, I cannot help with that.")), "unreadable"),
    "empty": (always(says("")), "empty"),
    "null content": (always(says(None)), "empty"),
    "blank": (always(says("  \n\t ")), "empty"),
    "no choices": (always(sent({"choices": []})), "empty"),
    "choices of the wrong type": (always(sent({"choices": {"0": 1}})), "empty"),
    "fenced": (always(says("```json\n" + json.dumps(ANSWER) + "\n```")), "fenced"),
    "prose around": (always(says("Here {it} is: " + json.dumps(ANSWER) + " Hope it helps!")), "fenced"),
    "trailing comma": (always(says(json.dumps(ANSWER)[:-1] + ",}")), "fenced"),
    "half an answer": (always(says(json.dumps(ANSWER)[:-40])), "invalid"),
    "unknown members": (always(says(_with(confidence=0.9, emotion="sad") | {"extra": 1})), "reviewed"),
    "duplicated": (always(says(ANSWER | {"findings": [FINDING, FINDING, FINDING]})), "reviewed"),
    "unknown key": (always(says(_with(key="stress.invented"))), "reviewed"),
    "wrong types": (always(says(_with(ev="这期我怕是还不上了", sev=3))), "invalid"),
    "a list": (always(says(json.dumps([FINDING]))), "invalid"),
    "a number": (always(says("42")), "unreadable"),
    "deep nesting": (always(says("[" * 50_000)), "unreadable"),
    "many braces": (always(says("{" * 50_000)), "unreadable"),
    "too many findings": (always(says(ANSWER | {"findings": [FINDING] * 500})), "invalid"),
    "out-of-range turn": (always(says(_with(ev=[{"t": 99, "q": "这期我怕是还不上了"}]))), "out_of_range"),
    "negative turn": (always(says(_with(ev=[{"t": -1, "q": "这期我怕是还不上了"}]))), "out_of_range"),
    "repaired": (in_turn(says(_with(sev="huge")), says(ANSWER)), "repaired"),
    "longer at the second try": (in_turn(says("{", finish="length"), says(ANSWER)), "repaired"),
    "429 for a day": (always(sent({}, status=429, headers=ABSURD_WAIT)), "rate_limited"),
    "429 once": (in_turn(sent({}, status=429, headers=ABSURD_WAIT), says(ANSWER)), "reviewed"),
    "429 with nonsense": (always(sent({}, status=429, headers={"retry-after": "soon"})), "rate_limited"),
    "500": (always(sent({"error": "boom"}, status=500)), "server_error"),
    "500 once": (in_turn(Raw(status=500), says(ANSWER)), "reviewed"),
    "401": (always(sent({"error": "bad key"}, status=401)), "unauthorised"),
    "404": (always(sent({"error": "no such model"}, status=404)), "model_missing"),
    "400": (always(sent({"error": "no"}, status=400)), "bad_request"),
    "redirect": (always(Raw(status=307, headers={"location": "http://127.0.0.1:9/"})), "bad_request"),
    "error in a 200": (always(sent({"error": {"message": "upstream"}})), "server_error"),
    "slow": (always(Raw(body=b"{}", pause=2.0)), "slow"),
    "trickle": (always(Raw(body=b" " * 40, pause=0.1, pieces=40)), "slow"),
    "dropped": (always(Raw(drop=True)), "connection_lost"),
    "short body": (always(Raw(body=b'{"choices":')), "unreadable"),
    "HTML page": (always(Raw(body=PAGE, headers={"content-type": "text/html"})), "unreadable"),
    "HTML page with 502": (always(Raw(body=PAGE, status=502)), "server_error"),
    "invalid UTF-8": (always(Raw(body=b"\xff\xfe\x80" * 20)), "unreadable"),
    "invalid UTF-8 inside": (
        always(Raw(body=json.dumps(completion("@")).encode().replace(b"@", b"\xff\x80"))),
        "unreadable",
    ),
    "huge body": (always(Raw(body=b" " * 3_000_000)), "too_large"),
    "huge error": (always(Raw(body=b"x" * 3_000_000, status=500)), "server_error"),
    "other model": (always(sent(completion(ANSWER) | {"model": "tiny-7b"})), "reviewed"),
    "absurd usage": (always(sent(completion(ANSWER) | {"usage": {"prompt_tokens": "∞"}})), "reviewed"),
}
