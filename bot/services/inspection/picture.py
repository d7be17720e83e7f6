"""What a camera wrote into a picture, and a copy of the picture without it. Needs Pillow, imported lazily."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.errors import BadInputError, ConflictError

MOST_PIXELS = 80_000_000  # a telephone's largest photo; beyond it a small file may fill the memory
QUALITY = 88  # of 100; number plates stay readable
SHARED_SIDE = 2560  # pixels on the longer side of a shared copy, as chats show them
EXIF_IFD, GPS_IFD = 0x8769, 0x8825
TAKEN_AT, TAKEN_OFFSET, CHANGED_AT = 0x9003, 0x9011, 0x0132
LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE = 1, 2, 3, 4


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture: the copy for sharing (JPEG, no hidden data), and what the camera wrote. Degrees; ISO time."""

    shared: bytes
    taken_at: str | None
    latitude: float | None
    longitude: float | None


def read_picture(data: bytes) -> Picture:
    """Return the picture; BadInputError `photo_unreadable`, or ConflictError `photo_support_missing`."""
    try:
        from PIL import Image, ImageOps
    except ImportError:
        raise ConflictError("photo_support_missing") from None
    try:
        with Image.open(io.BytesIO(data)) as image:
            small_enough = image.width * image.height <= MOST_PIXELS
            exif = image.getexif()
            upright = ImageOps.exif_transpose(image).convert("RGB") if small_enough else None
    except Exception:  # noqa: BLE001 (decoders raise whatever a broken file makes them raise)
        raise BadInputError("photo_unreadable") from None
    if upright is None:
        raise BadInputError("photo_unreadable")
    upright.thumbnail((SHARED_SIDE, SHARED_SIDE))
    place = _place(exif)
    return Picture(
        shared=_bare(Image, upright),
        taken_at=_taken_at(exif),
        latitude=place[0] if place else None,
        longitude=place[1] if place else None,
    )


def _bare(image_library: Any, image: Any) -> bytes:
    """Return the pixels and nothing else: comments and profiles travel in `info`, so a fresh picture is made."""
    fresh = image_library.new("RGB", image.size)
    fresh.paste(image)
    target = io.BytesIO()
    fresh.save(target, "JPEG", quality=QUALITY)
    return target.getvalue()


def _taken_at(exif: Any) -> str | None:
    details = exif.get_ifd(EXIF_IFD)
    text = str(details.get(TAKEN_AT) or exif.get(CHANGED_AT) or "").strip("\0 ")
    try:
        found = datetime.strptime(text, "%Y:%m:%d %H:%M:%S").isoformat()  # noqa: DTZ007 (cameras write no zone)
        offset = str(details.get(TAKEN_OFFSET) or "").strip("\0 ")
        return datetime.fromisoformat(found + offset).isoformat()
    except ValueError:
        return None


def _place(exif: Any) -> tuple[float, float] | None:
    gps = exif.get_ifd(GPS_IFD)
    try:
        latitude = _degrees(gps[LATITUDE], str(gps.get(LATITUDE_REF, "N")) == "S")
        longitude = _degrees(gps[LONGITUDE], str(gps.get(LONGITUDE_REF, "E")) == "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return None
    inside = abs(latitude) <= 90 and abs(longitude) <= 180
    return (latitude, longitude) if inside and (latitude, longitude) != (0.0, 0.0) else None


def _degrees(parts: Any, negative: bool) -> float:  # noqa: FBT001 (which half of the globe)
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if negative else value
