"""Chooses the encoding of a text file from a sample: UTF-8, GB18030 or UTF-16, with or without a mark."""

import codecs
from pathlib import Path

from bot.errors import BadInputError

SAMPLE_BYTES = 256 * 1024  # enough to tell the encodings apart, small enough to decode twice
CONTROL_SHARE = 0.01  # more control characters than this are no text
MOSTLY_FOREIGN = 0.6  # share of zero bytes on one side that only UTF-16 has
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ORDINARY = bytes(byte for byte in range(256) if byte >= 32 or byte in b"\t\r\n\f")


def choose_encoding(path: Path) -> str:
    """Return the name of a codec; raises BadInputError for a binary file or an unknown encoding."""
    start, sample = _samples(path)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    wide = _unmarked_utf16(start)
    if wide:
        return wide
    if len(sample.translate(None, _ORDINARY)) > CONTROL_SHARE * len(sample):
        raise BadInputError("import_file_binary")
    for encoding, fits in (("utf-8", _is_utf8), ("gb18030", _is_chinese)):
        if fits(sample):
            return encoding
    raise BadInputError("import_encoding_unknown")


def _samples(path: Path) -> tuple[bytes, bytes]:
    """Return the start of the file, and the first piece that holds more than ASCII (else the start)."""
    with path.open("rb") as stream:
        start = piece = stream.read(SAMPLE_BYTES)
        while piece and piece.isascii():
            piece = stream.read(SAMPLE_BYTES)
    return start, piece or start


def _unmarked_utf16(start: bytes) -> str | None:
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        side = start[offset:2000:2]
        if side and side.count(0) > MOSTLY_FOREIGN * len(side) and 0 not in start[1 - offset : 2000 : 2]:
            return encoding
    return None


def _is_utf8(sample: bytes) -> bool:
    # A few broken characters make a damaged UTF-8 file, not one in another encoding: chance makes few
    # valid sequences of several bytes.
    good, broken = _counts(sample, "utf-8")
    return broken == 0 or good > broken


def _is_chinese(sample: bytes) -> bool:
    # Western single-byte text decodes as rare ideographs now and then; Chinese text is common ones.
    good, broken = _counts(sample, "gb18030")
    foreign = "".join(char for char in sample.decode("gb18030", "ignore") if char > "\x7f")
    common = len(foreign.encode("gb2312", "ignore")) // 2
    return good > 10 * broken and common * 2 >= len(foreign)


def _counts(sample: bytes, encoding: str) -> tuple[int, int]:
    # The incremental decoder keeps a character that the end of the sample cut, instead of calling it broken.
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample, final=len(sample) < SAMPLE_BYTES)
    broken = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - broken, broken
