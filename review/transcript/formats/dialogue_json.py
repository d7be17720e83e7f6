"""Plain dialogues in JSON: our own canonical form, chat messages, one object a line; role or speaker with text."""

from collections.abc import Mapping
from typing import Any

from review.transcript.draft import Draft, Piece
from review.transcript.fields import dig, inner_json, label, rows, share, time_ms, words
from review.transcript.importer import Importer
from review.transcript.source import Source
from review.transcript.warnings import left_out

LISTS = ("turns", "messages", "dialogue", "dialog", "conversation", "utterances")
SPEAKER_KEYS = ("label", "role", "speaker", "speaker_role", "角色", "说话人")
TEXT_KEYS = ("text", "content", "utterance", "内容", "文本")
_LLM_ROLES = {"assistant": "agent"}
"""In chats between a model and a person, the model stands for the lender."""


def _entries(source: Source) -> list[Mapping[str, Any]]:
    if source.document is None:
        return [entry for _, entry in _lines(source) if entry is not None]
    lists = (rows(dig(source.document, name)) for name in LISTS)
    return rows(source.document) or next((found for found in lists if found), [])


def _lines(source: Source) -> list[tuple[int, Mapping[str, Any] | None]]:
    """Return the 1-based lines of a file with one object a line; None where a line is broken."""
    if not source.text.lstrip().startswith("{"):
        return []
    parsed = [(number, inner_json(line)) for number, line in enumerate(source.lines, start=1) if line.strip()]
    return [(number, value if isinstance(value, dict) else None) for number, value in parsed]


def _first(entry: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((found for key in keys if (found := words(entry.get(key)).strip())), "")


def recognises(source: Source) -> bool:
    """Tell by entries that have both a speaker and a text."""
    return any(_first(entry, SPEAKER_KEYS) and _first(entry, TEXT_KEYS) for entry in _entries(source))


def read(source: Source) -> Draft:
    """Read it; times only as `start_ms` and `end_ms`, because other keys do not say their unit."""
    pieces = tuple(
        Piece(
            text=_first(entry, TEXT_KEYS),
            label=_speaker(entry),
            start_ms=time_ms(entry.get("start_ms")),
            end_ms=time_ms(entry.get("end_ms")),
            confidence=share(entry.get("confidence")),
        )
        for entry in _entries(source)
    )
    broken = (
        [] if source.document is not None else [number for number, entry in _lines(source) if entry is None]
    )
    warnings = tuple(left_out(number, "bad_json") for number in broken)
    return Draft(pieces=pieces, warnings=warnings, language=words(dig(source.document, "language")))


def _speaker(entry: Mapping[str, Any]) -> str:
    found = label("spk", _first(entry, SPEAKER_KEYS))
    return _LLM_ROLES.get(found.casefold(), found)


IMPORTER = Importer(name="dialogue_json", recognises=recognises, read=read)
