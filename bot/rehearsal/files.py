"""Files on Telegram's side: ids, paths, the 20 MB and 50 MB gates."""

import mimetypes
import secrets
import struct

from bot.rehearsal.errors import ApiError, bad_request
from bot.rehearsal.values import Json, Numbers, StoredFile

DOWNLOAD_MAX = 20 * 1024 * 1024  # bytes a bot may download through getFile
UPLOAD_MAX = 50 * 1024 * 1024  # bytes a bot may upload
PHOTO_MAX = 10 * 1024 * 1024  # bytes of a photo
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
JPEG_MAGIC = b"\xff\xd8"
JPEG_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
MOVING = ("video", "animation", "video_note")  # nobody on stage decodes them; the size is nominal
FOLDERS = {
    "document": "documents",
    "photo": "photos",
    "voice": "voice",
    "audio": "music",
    "sticker": "stickers",
}


class FileStore:
    """Every file that people or the bot have sent."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._by_unique: dict[str, StoredFile] = {}
        self._numbers = Numbers(following=0)

    def add_from_bot(self, kind: str, data: bytes, name: str, mime_type: str = "") -> StoredFile:
        """Keep a file that a bot uploads; ApiError 413 above 50 MB."""
        if len(data) > UPLOAD_MAX:
            raise ApiError(413, "Request Entity Too Large")
        return self.add(kind, data, name, mime_type)

    def add(self, kind: str, data: bytes, name: str, mime_type: str = "") -> StoredFile:
        """Keep a file of any size, as people send them, and return it with fresh ids."""
        guessed = mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        ending = name.rpartition(".")[2] if "." in name else "bin"
        stored = StoredFile(
            file_id=f"BQACAgUAAxk{secrets.token_urlsafe(36)}",
            unique_id=f"AgAD{secrets.token_hex(6)}",
            path=f"{FOLDERS.get(kind, kind)}/file_{next(self._numbers)}.{ending}",
            data=data,
            name=name,
            mime_type=guessed,
        )
        self._by_id[stored.file_id] = stored
        self._by_path[stored.path] = stored
        self._by_unique[stored.unique_id] = stored
        return stored

    def get(self, file_id: str) -> StoredFile:
        """Return the file for an id; ApiError 400 for a wrong one."""
        if file_id not in self._by_id:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return self._by_id[file_id]

    def for_download(self, path: str) -> StoredFile | None:
        """Return the file for a file_path, or None when there is none or it is above 20 MB."""
        stored = self._by_path.get(path)
        return stored if stored and stored.size <= DOWNLOAD_MAX else None

    def by_unique_id(self, unique_id: str) -> StoredFile | None:
        """Return the file that the page asks for, or None."""
        return self._by_unique.get(unique_id)


def media_json(kind: str, stored: StoredFile, extra: Json) -> Json | list[Json]:
    """Return what stands under `kind` in a Message; a photo is a list of sizes."""
    ids = {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": stored.size}
    if kind == "photo":
        width, height = picture_size(stored.data)
        return [ids | {"width": width, "height": height}]
    if kind == "sticker":
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return ids | shape
    if kind == "document":
        return ids | {"file_name": stored.name, "mime_type": stored.mime_type}
    if kind in MOVING:
        ids |= {"width": 640, "height": 640} if kind != "video_note" else {"length": 384}
        return ids | {"duration": extra.get("duration", 0)}
    described = ids | {"mime_type": stored.mime_type, "duration": extra.get("duration", 0)}
    named = {"file_name": stored.name} if kind == "audio" else {}
    return described | named | {key: extra[key] for key in ("title", "performer") if extra.get(key)}


def picture_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a PNG or JPEG; ApiError 400 for anything else, as Telegram does."""
    if len(data) > PHOTO_MAX:
        raise bad_request("file is too big for a photo")
    if data.startswith(PNG_MAGIC) and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data.startswith(JPEG_MAGIC) and (size := _jpeg_size(data)):
        return size
    raise bad_request("IMAGE_PROCESS_FAILED")


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return None
