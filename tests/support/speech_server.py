"""A transcription server on loopback that speaks the OpenAI audio protocol, and fails in its ways when told to."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

CUSTOMER = "这个月工资还没发，我怕是还不上。"
AGENT = "您好，这里是晨光汽车金融，工号零八六，本次通话会录音。"


@dataclass(kw_only=True)
class SpeechServer:
    """What it heard, and what it does next: `troubles` are served first, one for each request."""

    troubles: list[str] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)
    refuses: frozenset[str] = frozenset()
    url: str = ""

    async def transcriptions(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        sound = form["file"]
        assert isinstance(sound, web.FileField)
        asked = {key: value for key, value in form.items() if isinstance(value, str)} | {
            "name": sound.filename,
            "bytes": len(sound.file.read()),
            "key": request.headers["Authorization"],
        }
        self.heard.append(asked)
        if self.troubles:
            return await _trouble(self.troubles.pop(0))
        if asked["response_format"] in self.refuses:
            return _error(400, "response_format 'verbose_json' is not supported by this model")
        if sound.filename.rpartition(".")[2] in self.refuses:
            return _error(400, "Invalid file format. Supported formats: ['wav']")
        return web.json_response(self._answer(asked["response_format"]))

    def _answer(self, kind: str) -> Any:
        if self.answers:
            return self.answers.pop(0)
        return {"text": CUSTOMER} if kind == "json" else verbose(CUSTOMER)


def verbose(text: str, *, start: float = 0.0, end: float = 3.0, logprob: float = -0.2) -> dict[str, Any]:
    """A `verbose_json` answer of one segment with one timed word."""
    segment = {"id": 0, "start": start, "end": end, "text": text, "avg_logprob": logprob,
               "no_speech_prob": 0.01, "compression_ratio": 1.1, "tokens": []}  # fmt: skip
    words = [{"word": text, "start": start, "end": end}]
    return {"task": "transcribe", "language": "chinese", "duration": end, "text": text,
            "segments": [segment], "words": words}  # fmt: skip


def diarised(*said: tuple[str, float, str]) -> dict[str, Any]:
    """A `diarized_json` answer: speaker, second, words."""
    segments = [
        {
            "type": "transcript.text.segment",
            "id": f"seg_{n}",
            "speaker": who,
            "start": at,
            "end": at + 2.0,
            "text": text,
        }
        for n, (who, at, text) in enumerate(said)
    ]
    return {
        "task": "transcribe",
        "duration": 30.0,
        "text": " ".join(t for _, _, t in said),
        "segments": segments,
    }


async def _trouble(kind: str) -> web.StreamResponse:
    if kind.startswith("429"):
        response = _error(429, "Rate limit reached")
        response.headers["retry-after"] = kind.partition(":")[2] or "7"
        return response
    if kind == "slow":
        await asyncio.sleep(1.5)
        return web.json_response(verbose(CUSTOMER))
    if kind == "garbled":
        return web.Response(text='{"text": "这个月', content_type="application/json")
    if kind == "html":
        return web.Response(text="<html>gateway</html>", content_type="text/html")
    if kind == "empty":
        return web.json_response({"text": "", "segments": []})
    if kind == "list":
        return web.json_response([1, 2])
    return _error(int(kind), "something is wrong with the file")


def _error(status: int, message: str) -> web.Response:
    body = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}}
    return web.json_response(body, status=status)


@contextmanager
def open_speech_server(**given: Any) -> Iterator[SpeechServer]:
    """Yield a server that runs in a thread of its own, so that blocking clients can talk to it."""
    server, loop, ready = SpeechServer(**given), asyncio.new_event_loop(), threading.Event()

    async def begin() -> web.AppRunner:
        application = web.Application(client_max_size=30 * 1024 * 1024)
        application.router.add_post("/v1/audio/transcriptions", server.transcriptions)
        runner = web.AppRunner(application, shutdown_timeout=0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        return runner

    def work() -> None:
        asyncio.set_event_loop(loop)
        runner = loop.run_until_complete(begin())
        ready.set()
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
