"""Numbers that are given over several turns: "138" – "yes" – "0013" – "yes" – "8000"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review.redaction.reading import Reading
from review.redaction.recogniser import Found, found
from review.redaction.recognisers import bank_card, phone, resident_id
from review.redaction.runs import Number, joined, runs

REACH = 3
"""Turns between two parts of one number; the other side only says yes or repeats."""
LEAST_PART = 2
"""Digits in a part."""
MOST_WORDS = 12
"""Characters beside the digits in a turn that still only dictates a number."""


@dataclass(frozen=True, kw_only=True)
class _Part:
    place: int
    number: Number


def find_split(readings: Sequence[Reading], labels: Sequence[str]) -> Mapping[int, list[Found]]:
    """Return, by turn, the parts of numbers that are private once put together."""
    findings: dict[int, list[Found]] = {}
    for label in dict.fromkeys(labels):
        own = [place for place, other in enumerate(labels) if other == label]
        for chain in _chains(readings, own):
            for kind, parts in _secrets(chain):
                _claim(findings, readings, kind, parts)
    return findings


def _chains(readings: Sequence[Reading], places: Sequence[int]) -> list[list[_Part]]:
    chains: list[list[_Part]] = [[]]
    for place in places:
        part = _part(readings[place], place)
        if part is None:
            continue
        if chains[-1] and place - chains[-1][-1].place > REACH:
            chains.append([])
        chains[-1].append(part)
    return [chain for chain in chains if len(chain) > 1]


def _part(reading: Reading, place: int) -> _Part | None:
    found_runs = runs(reading)
    if len(found_runs) != 1:
        return None
    number = joined(found_runs[0])
    beside = len(reading.digits.text) - (number.end - number.start)
    return (
        _Part(place=place, number=number)
        if len(number.digits) >= LEAST_PART and beside <= MOST_WORDS
        else None
    )


def _secrets(chain: Sequence[_Part]) -> list[tuple[str, Sequence[_Part]]]:
    secrets = []
    for first in range(len(chain)):
        digits = chain[first].number.digits
        for last in range(first + 1, min(len(chain), first + 8)):
            digits += chain[last].number.digits
            kind = _kind(digits)
            if kind:
                secrets.append((kind, chain[first : last + 1]))
    return secrets


def _kind(digits: str) -> str | None:
    """Return what the whole number would be if it had been said in one go."""
    whole = Reading(digits)
    for recogniser in (resident_id.RECOGNISER, phone.RECOGNISER, bank_card.RECOGNISER):
        item = next((i for i in recogniser.find(whole) if i.end - i.start == len(digits)), None)
        if item:
            return item.kind
    return None


def _claim(
    findings: dict[int, list[Found]], readings: Sequence[Reading], kind: str, parts: Sequence[_Part]
) -> None:
    """Claim the parts, and the same digits where the other side repeats them in between or just after."""
    said = {part.number.digits for part in parts}
    for place in range(parts[0].place, min(len(readings), parts[-1].place + 2)):
        for run in runs(readings[place]):
            for number in [joined(run), *run]:
                if number.digits in said or number.digits == "".join(part.number.digits for part in parts):
                    item = found(readings[place].digits, number.start, number.end, kind, number.digits)
                    findings.setdefault(place, []).append(item)
