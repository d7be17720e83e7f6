"""Taking private things out of a transcript before any model sees it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from review.domain import Speakers, Transcript
from review.redaction.known import find_known
from review.redaction.placeholders import PLACEHOLDER, Placeholders
from review.redaction.reading import Reading
from review.redaction.recogniser import Found
from review.redaction.registry import recognisers
from review.redaction.split_numbers import find_split
from review.transcript.speaker_words import names_person

BEFORE = 60
"""Characters of the turn before that can hold a cue for this one."""


@dataclass(frozen=True, kw_only=True)
class Redacted:
    """A transcript that may leave the machine, and the mapping that may not."""

    transcript: Transcript
    mapping: Mapping[str, str] = field(repr=False)
    """Placeholder to original; private, local only."""


@dataclass(frozen=True, kw_only=True)
class RedactedText:
    """A text that may leave the machine, and the mapping that may not."""

    text: str
    mapping: Mapping[str, str] = field(repr=False)


def redact(transcript: Transcript, known: Mapping[str, str] | None = None) -> Redacted:
    """Return the transcript with placeholders such as ``[PHONE_1]``; turns, roles and times stay.

    ``known`` maps loan columns (customer_name, phone, id_number, plate, vin, address …) to this borrower's values.
    """
    labels = sorted({turn.label for turn in transcript.turns if _is_personal(turn.label)})
    texts = [turn.text for turn in transcript.turns]
    hidden = Placeholders([*texts, *labels])
    known = {key: value for key, value in (known or {}).items() if value}
    names = {label: hidden.of("NAME", label.casefold(), label) for label in labels}
    redacted = _redact_all(texts, [turn.label for turn in transcript.turns], known, labels, hidden)
    turns = tuple(
        replace(turn, text=text, label=names.get(turn.label, turn.label))
        for turn, text in zip(transcript.turns, redacted, strict=True)
    )
    speakers = _renamed(transcript.speakers, names)
    return Redacted(transcript=replace(transcript, turns=turns, speakers=speakers), mapping=hidden.mapping)


def redact_text(text: str, known: Mapping[str, str] | None = None) -> RedactedText:
    """Return one text, such as a note or a chat message, with placeholders."""
    hidden = Placeholders([text])
    known = {key: value for key, value in (known or {}).items() if value}
    return RedactedText(text=_redact_all([text], [""], known, [], hidden)[0], mapping=hidden.mapping)


def _redact_all(
    texts: Sequence[str],
    labels: Sequence[str],
    known: Mapping[str, str],
    names: Iterable[str],
    hidden: Placeholders,
) -> list[str]:
    readings = [Reading(text, before[-BEFORE:]) for before, text in zip(["", *texts], texts, strict=False)]
    findings = [_find(reading, known) for reading in readings]
    for place, more in find_split(readings, labels).items():
        findings[place] += more
    heard = {*names, *_full_names(readings, findings)}
    everything = [
        [*found, *(item for name in heard for item in find_known(reading, {"name": name}))]
        for reading, found in zip(readings, findings, strict=True)
    ]
    return [
        _replaced(text, _merged(found, text), hidden) for text, found in zip(texts, everything, strict=True)
    ]


def _find(reading: Reading, known: Mapping[str, str]) -> list[Found]:
    found = list(find_known(reading, known))
    for recogniser in recognisers():
        found += recogniser.find(reading)
    return found


def _full_names(readings: Sequence[Reading], findings: Sequence[Sequence[Found]]) -> set[str]:
    """Return names heard once with a cue, to be hidden wherever else they are said."""
    return {
        reading.text[item.start : item.end]
        for reading, found in zip(readings, findings, strict=True)
        for item in found
        if item.kind == "NAME" and item.end - item.start > 1
    }


def _merged(found: Iterable[Found], text: str) -> list[Found]:
    """Return findings that do not overlap: what overlaps becomes one, named by its earliest recogniser."""
    protected = [match.span() for match in PLACEHOLDER.finditer(text)]
    ranked = [
        (item.start, rank, item)
        for rank, item in enumerate(found)
        if not any(item.start < end and start < item.end for start, end in protected)
    ]
    merged: list[tuple[int, Found]] = []
    for start, rank, item in sorted(ranked, key=lambda entry: entry[:2]):
        if merged and start < merged[-1][1].end:
            merged[-1] = _united(merged[-1], (rank, item), text)
        else:
            merged.append((rank, item))
    return [item for _, item in merged]


def _united(first: tuple[int, Found], second: tuple[int, Found], text: str) -> tuple[int, Found]:
    rank, chief = min(first, second, key=lambda entry: entry[0])
    start, end = first[1].start, max(first[1].end, second[1].end)
    whole = (chief.start, chief.end) == (start, end)
    canonical = chief.canonical if whole else text[start:end].casefold()
    return rank, Found(start=start, end=end, kind=chief.kind, canonical=canonical)


def _replaced(text: str, found: Iterable[Found], hidden: Placeholders) -> str:
    parts = []
    place = 0
    for item in found:
        parts += [text[place : item.start], hidden.of(item.kind, item.canonical, text[item.start : item.end])]
        place = item.end
    return "".join([*parts, text[place:]])


def _is_personal(label: str) -> bool:
    return names_person(label) and not PLACEHOLDER.fullmatch(label)


def _renamed(speakers: Speakers, names: Mapping[str, str]) -> Speakers:
    agent = None if speakers.agent is None else names.get(speakers.agent, speakers.agent)
    customer = None if speakers.customer is None else names.get(speakers.customer, speakers.customer)
    return replace(speakers, agent=agent, customer=customer)
