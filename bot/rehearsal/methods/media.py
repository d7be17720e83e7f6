"""Sending files: documents, photos, voice, audio, stickers, albums."""

import secrets
from functools import partial

from bot.rehearsal.context import Context, caption_content, post, target_chat
from bot.rehearsal.errors import bad_request
from bot.rehearsal.files import media_json
from bot.rehearsal.methods.registry import Method
from bot.rehearsal.params import Params, Upload
from bot.rehearsal.values import Json, StoredFile

ALBUM_SIZES = range(2, 11)
ALBUM_KINDS = ("photo", "document", "audio", "video")
KINDS = (*ALBUM_KINDS, "voice", "sticker", "animation", "video_note")
WITHOUT_CAPTION = ("sticker", "video_note")
EXTRA = ("duration", "title", "performer")
DEFAULT_NAMES = {"photo": "photo.jpg", "voice": "voice.ogg", "audio": "audio.mp3", "sticker": "sticker.webp"}


async def send_media(context: Context, params: Params, *, kind: str) -> Json:
    """Send one file of a kind with an optional caption."""
    caption = {} if kind in WITHOUT_CAPTION else caption_content(params)
    stored = take_file(context, kind, params.upload(kind), params.text(kind))
    extra = {name: params.integer(name) if name == "duration" else params.text(name) for name in EXTRA}
    chat_id = target_chat(context, params)
    return post(context, chat_id, params, {kind: media_json(kind, stored, extra)} | caption)


async def send_media_group(context: Context, params: Params) -> list[Json]:
    """Send an album of 2 to 10 files; the answer is a list of messages that share media_group_id."""
    items = params.items("media") or []
    if len(items) not in ALBUM_SIZES:
        raise bad_request("media group must include 2-10 items")
    contents = [media_content(context, params, item) for item in items]
    chat_id = target_chat(context, params, cost=len(items))
    group = {"media_group_id": str(secrets.randbits(60))}
    return [post(context, chat_id, params, content | group) for content in contents]


def media_content(context: Context, params: Params, item: Json) -> Json:
    """Return the message content for one InputMedia object."""
    kind = str(item.get("type", ""))
    if kind not in ALBUM_KINDS:
        raise bad_request(f"can't parse InputMedia: type {kind!r} is unsupported")
    reference = str(item.get("media", ""))
    stored = take_file(context, kind, params.attached(reference), reference)
    return {kind: media_json(kind, stored, item)} | caption_content(Params(values=item))


def take_file(context: Context, kind: str, upload: Upload | None, reference: str) -> StoredFile:
    """Return the file that came along, or the known one; ApiError 400 when there is neither."""
    files = context.world.files
    if upload is not None:
        if not upload.data:
            raise bad_request("file must be non-empty")
        name = upload.name or DEFAULT_NAMES.get(kind, "document")
        return files.add_from_bot(kind, upload.data, name, _known_type(upload.mime_type))
    if reference.startswith(("http://", "https://")):
        # The stage is offline; Telegram says the same of an address it cannot reach.
        raise bad_request("failed to get HTTP URL content")
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    return files.get(reference)


def _known_type(mime_type: str) -> str:
    return "" if mime_type == "application/octet-stream" else mime_type


METHODS: dict[str, Method] = {
    "sendMediaGroup": send_media_group,
    **{f"send{kind.replace('_', '')}": partial(send_media, kind=kind) for kind in KINDS},
}
