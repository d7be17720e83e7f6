"""Aliyun DashScope (Paraformer, SenseVoice, Fun-ASR): `transcripts[].sentences[].begin_time`, milliseconds."""

import re

from review.transcript.draft import Draft, Piece
from review.transcript.fields import dig, label, rows, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source

_SENSE_TAG = re.compile(r"<\|[^|<>]{0,24}\|>")
"""SenseVoice writes language, emotion and event tags into the text; emotion must not come in."""


def recognises(source: Source) -> bool:
    """Tell by the sentences' begin times."""
    channels = rows(dig(source.document, "transcripts"))
    return any("begin_time" in row for channel in channels for row in rows(channel.get("sentences")))


def read(source: Source) -> Draft:
    """Read it, one channel after the other."""
    channels = rows(dig(source.document, "transcripts"))
    pieces = []
    for channel in channels:
        channel_label = label("ch", channel.get("channel_id"))
        for row in rows(channel.get("sentences")):
            speaker = label("spk", row.get("speaker_id"))
            piece = Piece(
                text=_SENSE_TAG.sub("", words(row.get("text"))),
                label=channel_label if len(channels) > 1 or not speaker else speaker,
                start_ms=time_ms(row.get("begin_time")),
                end_ms=time_ms(row.get("end_time")),
            )
            pieces.append(piece)
    duration = time_ms(dig(source.document, "properties", "original_duration_in_milliseconds"))
    return Draft(pieces=tuple(pieces), duration_ms=duration, interleaved=True)


IMPORTER = Importer(name="aliyun_dashscope", recognises=recognises, read=read)
