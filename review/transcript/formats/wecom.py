"""WeCom meeting transcript: `transcripts.paragraphs[].sentences[].words[]`, milliseconds."""

from collections.abc import Mapping
from typing import Any

from review.transcript.assemble import join_text
from review.transcript.draft import Draft, Piece
from review.transcript.fields import dig, label, rows, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source
from review.transcript.warnings import warning


def recognises(source: Source) -> bool:
    """Tell by the paragraphs."""
    return bool(rows(dig(source.document, "transcripts", "paragraphs")))


def read(source: Source) -> Draft:
    """Read it, a paragraph a piece; says so when the server holds more than this page."""
    pieces = tuple(
        Piece(
            text=_text(row),
            label=_speaker(row),
            start_ms=time_ms(row.get("start_time")),
            end_ms=time_ms(row.get("end_time")),
        )
        for row in rows(dig(source.document, "transcripts", "paragraphs"))
    )
    more = dig(source.document, "has_more") is True
    return Draft(pieces=pieces, warnings=(warning("more_pages"),) if more else ())


def _text(paragraph: Mapping[str, Any]) -> str:
    text = ""
    for sentence in rows(paragraph.get("sentences")):
        for word in rows(sentence.get("words")):
            text = join_text(text, words(word.get("text")))
    return text


def _speaker(paragraph: Mapping[str, Any]) -> str:
    names = ("username", "userid", "ms_open_id")
    return next(
        (found for name in names if (found := label("spk", dig(paragraph, "speaker_info", name)))), ""
    )


IMPORTER = Importer(name="wecom_meeting", recognises=recognises, read=read)
