"""Arguments of a Bot API call: JSON, form, multipart or query string, read in one way."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from bot.rehearsal.errors import bad_request

TRUE_WORDS = frozenset({"true", "1", "yes", "t", "y"})
ATTACHED = "attach://"


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that came with the call."""

    name: str
    data: bytes
    mime_type: str = ""


@dataclass(frozen=True, kw_only=True)
class Params:
    """The arguments of one call. Every reader raises the ApiError that Telegram would give."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Return whether the argument was given and is not empty."""
        return self.values.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """Return an argument as text."""
        value = self.values.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number; what cannot be read is the default, as on Telegram."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def number(self, name: str) -> float:
        """Return a decimal number that must be there."""
        if not self.has(name):
            raise bad_request(f"{name} is empty")
        try:
            return float(self.values[name])
        except (TypeError, ValueError):
            raise bad_request(f"can't parse {name}") from None

    def flag(self, name: str) -> bool:
        """Return a Boolean."""
        return self.text(name).lower() in TRUE_WORDS

    def structure(self, name: str, complaint: str = "") -> Any:
        """Return a JSON argument decoded, or None; ApiError 400 when it is not JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(complaint or f"can't parse {name} JSON object") from None

    def items(self, name: str) -> list[Any] | None:
        """Return a JSON array, or None when it was not given."""
        value = self.structure(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"expected an Array in {name}")
        return value

    def chat(self, name: str = "chat_id") -> int | str:
        """Return a chat id, or a user name with its @."""
        text = self.text(name).strip()
        if not text:
            raise bad_request(f"{name} is empty")
        try:
            return int(text)
        except ValueError:
            return text

    def upload(self, name: str) -> Upload | None:
        """Return the file sent as `name`, directly or through attach://."""
        value = self.text(name)
        key = value.removeprefix(ATTACHED) if value.startswith(ATTACHED) else name
        return self.uploads.get(key)

    def attached(self, reference: str) -> Upload | None:
        """Return the file for an attach:// reference inside a JSON argument."""
        return self.uploads.get(reference.removeprefix(ATTACHED)) if reference.startswith(ATTACHED) else None


async def read_params(request: web.Request) -> Params:
    """Read the arguments of a request, whichever way they came."""
    values: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        values |= await _json_body(request)
    elif request.content_type == "multipart/form-data":
        await _read_multipart(request, values, uploads)
    elif request.can_read_body:
        values |= {key: str(value) for key, value in (await request.post()).items()}
    return Params(values=values, uploads=uploads)


async def _json_body(request: web.Request) -> dict[str, Any]:
    raw = await request.read()
    if not raw:
        return {}
    try:
        body = json.loads(raw)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("object expected as request body")
    return body


async def _read_multipart(request: web.Request, values: dict[str, Any], uploads: dict[str, Upload]) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read(decode=True))
        if part.filename is None:
            values[part.name] = data.decode(errors="replace")
        else:
            mime_type = part.headers.get("Content-Type", "")
            uploads[part.name] = Upload(name=part.filename, data=data, mime_type=mime_type)
