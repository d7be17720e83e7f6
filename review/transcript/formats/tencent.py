"""Tencent ASR: `Data.ResultDetail[].FinalSentence` in ms, or only `Data.Result` with `[0:0.340,0:3.210,0]  …`."""

import re
from collections.abc import Mapping
from typing import Any

from review.transcript.clock import clock_ms
from review.transcript.draft import Draft, Piece
from review.transcript.fields import SECOND, dig, label, mapping, rows, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source

_LINE = re.compile(r"\[([\d:.]{3,16}),([\d:.]{3,16})(?:,(\d{1,3}))?\]\s*(.*)")


def _data(source: Source) -> Mapping[str, Any]:
    for path in (("Response", "Data"), ("Data",)):
        if found := mapping(dig(source.document, *path)):
            return found
    return mapping(source.document)


def recognises(source: Source) -> bool:
    """Tell by the result's detail, or by its lines."""
    data = _data(source)
    detail = any("FinalSentence" in row for row in rows(data.get("ResultDetail")))
    return detail or _LINE.search(words(data.get("Result"))) is not None


def read(source: Source) -> Draft:
    """Read it."""
    data = _data(source)
    detail = [row for row in rows(data.get("ResultDetail")) if "FinalSentence" in row]
    pieces = map(_detailed, detail) if detail else map(_listed, _LINE.finditer(words(data.get("Result"))))
    return Draft(pieces=tuple(pieces), duration_ms=time_ms(data.get("AudioDuration"), SECOND))


def _detailed(row: Mapping[str, Any]) -> Piece:
    return Piece(
        text=words(row.get("FinalSentence")),
        label=label("spk", row.get("SpeakerId")),
        start_ms=time_ms(row.get("StartMs")),
        end_ms=time_ms(row.get("EndMs")),
    )


def _listed(match: re.Match[str]) -> Piece:
    start, end, speaker, text = match.groups()
    return Piece(text=text, label=label("spk", speaker), start_ms=clock_ms(start), end_ms=clock_ms(end))


IMPORTER = Importer(name="tencent_asr", recognises=recognises, read=read)
