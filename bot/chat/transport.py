"""Carries Bot API calls over aiohttp, and says of every failure whether the call may have arrived.

Error texts name the failure's type only: an address would carry the bot's token.
"""

from typing import Any

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
    InvalidURL,
    TCPConnector,
)
from telegram.error import BadRequest, NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_TIMEOUT = 5.0  # seconds
READ_TIMEOUT = 15.0  # seconds; shorter than a delivery lease
KEEP_ALIVE = 15.0  # seconds; reusing a connection that the server has just closed makes an unknown outcome
CONNECTIONS = 256  # sends in flight, and the long poll
MAYBE_DONE = frozenset({502, 504})  # a gateway did not hear the answer; the call may have been carried out

NAMED_BY_PTB = frozenset({400, 401, 403, 404, 409, 429})


class NotSentError(NetworkError):
    """The call did not leave this machine."""


class ServerFaultError(NetworkError):
    """The server said that it failed; the call was not carried out."""


class AiohttpRequest(BaseRequest):
    """PTB's transport port over one aiohttp session. `trust_env` = obey the proxy variables."""

    def __init__(self, *, read_timeout: float = READ_TIMEOUT, trust_env: bool = False) -> None:
        self._read_timeout = read_timeout
        self._trust_env = trust_env
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Return how long an answer may take, in seconds."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session; needs a running loop."""
        if self._session is None:
            connector = TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEP_ALIVE)
            self._session = ClientSession(connector=connector, trust_env=self._trust_env)

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return (status, body); NotSentError, TimedOut, ServerFaultError or NetworkError otherwise."""
        if self._session is None:
            raise NotSentError("not initialized")
        seconds = self._read_timeout if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        timeout = ClientTimeout(total=None, connect=CONNECT_TIMEOUT, sock_read=seconds)
        try:
            async with self._session.request(method, url, data=_body(request_data), timeout=timeout) as reply:
                status, body = reply.status, await reply.read()
        except (ClientConnectorError, ClientHttpProxyError, ConnectionTimeoutError, InvalidURL) as error:
            raise NotSentError(type(error).__name__) from None
        except TimeoutError:
            raise TimedOut from None
        except (ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None
        if status in MAYBE_DONE:
            raise NetworkError(f"HTTP {status}")
        if status >= 500:
            raise ServerFaultError(f"HTTP {status}")
        if status >= 400 and status not in NAMED_BY_PTB:
            # PTB would call these network errors, which sound as if the call might have arrived.
            raise BadRequest(f"HTTP {status}")
        return status, body


def _body(data: RequestData | None) -> FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.multipart_data:
        return data.json_parameters
    # Telegram shows file names as they come: percent signs in place of Chinese would stay there.
    form = FormData(data.json_parameters, quote_fields=False)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
