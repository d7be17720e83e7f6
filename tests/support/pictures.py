"""Made-up photos, with what cameras write into them."""

import io
from datetime import datetime

from PIL import Image

MAKER = "Made-up Camera Works"


def photo(
    colour: int = 90,
    *,
    taken: datetime | None = None,
    place: tuple[float, float] | None = None,
    offset: str = "",
) -> bytes:
    """A small JPEG; `taken` is the camera's own clock, `place` degrees."""
    image = Image.new("RGB", (64, 48), (colour, 120, 30))
    exif = Image.Exif()
    exif[0x010F] = MAKER
    details = exif.get_ifd(0x8769)
    if taken is not None:
        details[0x9003] = taken.strftime("%Y:%m:%d %H:%M:%S")
    if offset:
        details[0x9011] = offset
    if place is not None:
        gps = exif.get_ifd(0x8825)
        gps[1], gps[3] = "N" if place[0] >= 0 else "S", "E" if place[1] >= 0 else "W"
        gps[2], gps[4] = _parts(abs(place[0])), _parts(abs(place[1]))
    target = io.BytesIO()
    image.save(target, "JPEG", exif=exif, comment=b"taken by somebody")
    return target.getvalue()


def _parts(degrees: float) -> tuple[float, float, float]:
    minutes = (degrees - int(degrees)) * 60
    return float(int(degrees)), float(int(minutes)), round((minutes - int(minutes)) * 60, 4)
