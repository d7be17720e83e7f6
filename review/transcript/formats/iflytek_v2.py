"""iFlytek lfasr v2: `content.orderResult` is a JSON string whose `lattice[].json_1best` is one again.

In `lattice2` the inner value is an object already. `rl` counts speakers from 1; 0 means unknown.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from review.errors import TranscriptError
from review.transcript.draft import Draft, Piece
from review.transcript.fields import dig, inner_json, label, rows, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source
from review.transcript.warnings import warning

SECTION_END = "g"
"""Value of `wp` for the marker that ends a section: it is no word."""


def recognises(source: Source) -> bool:
    """Tell by the order result, or by the lattice when somebody saved only that."""
    return bool(dig(source.document, "content", "orderResult")) or bool(rows(dig(source.document, "lattice")))


def read(source: Source) -> Draft:
    """Read it; raises TranscriptError when the inner JSON is broken."""
    inner = inner_json(dig(source.document, "content", "orderResult") or source.document)
    lattice = rows(dig(inner, "lattice")) or rows(dig(inner, "lattice2"))
    if not lattice:
        raise TranscriptError("orderResult is no lattice in JSON", line=1, reason="bad_inner_json")
    sentences = [dig(inner_json(row.get("json_1best")), "st") for row in lattice]
    unreadable = sum(sentence is None for sentence in sentences)
    return Draft(
        pieces=tuple(_piece(sentence) for sentence in sentences),
        warnings=(warning("left_out_entries", count=unreadable, reason="bad_inner_json"),)
        if unreadable
        else (),
    )


def _piece(sentence: Any) -> Piece:
    speaker = words(dig(sentence, "rl"))
    return Piece(
        text="".join(_words(sentence)),
        label="" if speaker == "0" else label("spk", speaker),
        start_ms=time_ms(dig(sentence, "bg")),
        end_ms=time_ms(dig(sentence, "ed")),
    )


def _words(sentence: Any) -> Iterator[str]:
    for chunk in rows(dig(sentence, "rt")):
        for slot in rows(chunk.get("ws")):
            best: Mapping[str, Any] = next(iter(rows(slot.get("cw"))), {})
            if best.get("wp") != SECTION_END:
                yield words(best.get("w"))


IMPORTER = Importer(name="iflytek_lfasr_v2", recognises=recognises, read=read)
