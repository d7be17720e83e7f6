"""AWS Call Analytics (`ParticipantRole`) and Connect Contact Lens (`ParticipantId` with `Participants`), ms."""

from collections.abc import Mapping
from typing import Any

from review.transcript.draft import Draft, Piece
from review.transcript.fields import dig, rows, share, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source


def recognises(source: Source) -> bool:
    """Tell by who takes part in the turns."""
    found = rows(dig(source.document, "Transcript"))
    return any("ParticipantRole" in row or "ParticipantId" in row for row in found)


def read(source: Source) -> Draft:
    """Read it; a turn's confidence is the mean over its words."""
    document = source.document
    roles = {
        words(row.get("ParticipantId")): words(row.get("ParticipantRole")) for row in _participants(source)
    }
    pieces = tuple(
        Piece(
            text=words(row.get("Content")),
            label=_label(row, roles),
            start_ms=time_ms(row.get("BeginOffsetMillis")),
            end_ms=time_ms(row.get("EndOffsetMillis")),
            confidence=_confidence(row),
        )
        for row in rows(dig(document, "Transcript"))
    )
    duration = time_ms(dig(document, "ConversationCharacteristics", "TotalConversationDurationMillis"))
    return Draft(pieces=pieces, language=words(dig(document, "LanguageCode")), duration_ms=duration)


def _participants(source: Source) -> list[Mapping[str, Any]]:
    return rows(dig(source.document, "Participants"))


def _label(row: Mapping[str, Any], roles: Mapping[str, str]) -> str:
    participant = words(row.get("ParticipantId"))
    return words(row.get("ParticipantRole")) or roles.get(participant, "") or participant


def _confidence(row: Mapping[str, Any]) -> float | None:
    spoken = [item for item in rows(row.get("Items")) if item.get("Type") != "punctuation"]
    found = [value for item in spoken if (value := share(item.get("Confidence"))) is not None]
    return round(sum(found) / len(found), 4) if found else None


IMPORTER = Importer(name="aws_call_analytics", recognises=recognises, read=read)
