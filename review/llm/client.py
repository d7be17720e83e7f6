"""The real model client: one bounded attempt through the `openai` library, whatever the server sends back."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from review.llm.dialects import fault, read_completion, response_format
from review.llm.errors import ModelError
from review.llm.outcome import Outcome
from review.llm.ports import Format, Reply, Request

CONNECT_SECONDS = 10.0  # a server that does not even answer the door is down
BODY_MAX = 2_000_000  # bytes; the longest sensible reply is a hundredth of that
FAULT_MAX = 20_000  # bytes of an error page that are looked at
NO_KEY = "none"  # vLLM, Ollama and llama.cpp need no key, but the library insists on one


class _StatusFaultError(Exception):
    """Carries an error reply out of the library before the library reads it without bound."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        super().__init__(str(status))
        self.status, self.headers, self.body = status, headers, body


class OpenAiClient:
    """Speaks `chat.completions` to any OpenAI-compatible server. Safe to share between threads."""

    def __init__(
        self,
        base_url: str,
        api_key: str | None,
        model: str,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model
        self._base_url, self._api_key, self._monotonic = base_url, api_key, monotonic
        self._client: Any = None
        self._dropped: frozenset[str] = frozenset()

    def complete(self, request: Request) -> Reply:
        """Return the reply; raises ModelError with the named outcome, within the request's timeout."""
        while True:
            try:
                return self._attempt(request)
            except _ParameterError as error:
                # Reasoning models of OpenAI refuse `temperature` and want `max_completion_tokens`: learnt once.
                if error.names <= self._dropped:
                    raise
                self._dropped |= error.names

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()

    def _attempt(self, request: Request) -> Reply:
        import openai

        until = self._monotonic() + request.timeout
        try:
            with self._library(openai).chat.completions.with_streaming_response.create(
                **self._parameters(request), timeout=_timeouts(openai, request.timeout)
            ) as response:
                body = self._read(response.iter_bytes(), until, BODY_MAX)
        except _StatusFaultError as error:
            raise _translated(error, request.format) from None
        except openai.APITimeoutError:
            raise ModelError(Outcome.SLOW) from None
        except openai.APIConnectionError as error:  # library 2 wraps what its hooks raise, 3 does not
            raise _translated(error.__cause__, request.format) from None
        except openai.OpenAIError:
            raise ModelError(Outcome.SERVER_ERROR) from None
        except OSError:
            raise ModelError(Outcome.CONNECTION_LOST) from None
        except Exception as error:  # noqa: BLE001 - classes of a library that this file must not name
            # While the body streams, the errors of the HTTP library itself come through (httpx or httpx2).
            raise _from_stream(error) from None
        return read_completion(body)

    def _library(self, openai: Any) -> Any:
        if self._client is None:
            http = openai.DefaultHttpxClient(
                follow_redirects=False,  # call text goes to the configured server and nowhere else
                event_hooks={"response": [_refuse_faults]},
            )
            self._client = openai.OpenAI(
                base_url=self._base_url, api_key=self._api_key or NO_KEY, max_retries=0, http_client=http
            )
        return self._client

    def _parameters(self, request: Request) -> dict[str, Any]:
        limit = "max_completion_tokens" if "max_tokens" in self._dropped else "max_tokens"
        parameters: dict[str, Any] = {
            "model": self.model,
            "messages": [{"role": item.role, "content": item.content} for item in request.messages],
            limit: request.max_tokens,
            "temperature": 0,
            "response_format": response_format(request),
        }
        left_out = self._dropped - {"max_tokens"}
        return {key: value for key, value in parameters.items() if value is not None and key not in left_out}

    def _read(self, pieces: Iterator[bytes], until: float, most: int) -> bytes:
        body = bytearray()
        for piece in pieces:
            body += piece
            if len(body) > most:
                raise ModelError(Outcome.TOO_LARGE)
            if self._monotonic() > until:  # a trickle never trips the library's own timeout
                raise ModelError(Outcome.SLOW)
        return bytes(body)


class _ParameterError(ModelError):
    """The server does not know these parameters."""

    def __init__(self, names: frozenset[str], status: int) -> None:
        super().__init__(Outcome.BAD_REQUEST, status=status)
        self.names = names


def _refuse_faults(response: Any) -> None:
    if response.is_success:
        return
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > FAULT_MAX:
            break
    raise _StatusFaultError(response.status_code, dict(response.headers), bytes(body))


def _translated(cause: BaseException | None, asked: Format) -> ModelError:
    if not isinstance(cause, _StatusFaultError):
        return ModelError(Outcome.CONNECTION_LOST)
    said = cause.body.decode("utf-8", "replace").casefold()
    names = frozenset(name for name in ("temperature", "max_tokens") if f"'{name}'" in said)
    if cause.status == 400 and names and ("unsupported" in said or "not supported" in said):
        return _ParameterError(names, cause.status)
    return fault(cause.status, cause.headers, cause.body, asked)


def _from_stream(error: Exception) -> ModelError:
    if isinstance(error, ModelError):
        return error
    return ModelError(Outcome.SLOW if "Timeout" in type(error).__name__ else Outcome.CONNECTION_LOST)


def _timeouts(openai: Any, seconds: float) -> Any:
    return openai.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds))
