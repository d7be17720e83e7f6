"""Compares what was claimed with what is there. A fact says what differs, by how much, and nothing about why."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from review.redaction.recognisers.vin import check_digit

Fact = dict[str, Any]
VIN_SHAPE = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
TIME_TOLERANCE = timedelta(minutes=60)  # clocks of cameras drift, and a visit takes its time
PLACE_TOLERANCE_KM = 1.0  # GPS between houses, and the length of a car park
EARTH_KM = 6371.0


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One photo: its question, what the camera wrote, and whether its picture was seen elsewhere."""

    question: str
    digest: str | None
    failure: str | None = None
    taken_at: str | None = None
    place: tuple[float, float] | None = None
    seen_elsewhere: bool = False


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What the form claims, and what the loan's papers say."""

    vin: str | None
    papers_vin: str | None
    begun: datetime
    ended: datetime
    place: tuple[float, float] | None
    zone: str
    shots: tuple[Shot, ...]


def facts_of(visit: Visit) -> list[Fact]:
    """Return every difference, and what could not be compared; empty = everything fits."""
    return [*_vin(visit), *_photos(visit.shots), *_times(visit), *_places(visit)]


def _fact(name: str, **values: Any) -> Fact:
    return {"fact": name, "values": values}


def _vin(visit: Visit) -> list[Fact]:
    vin = _plain(visit.vin)
    if not vin:
        return [_fact("vin_missing")]
    found = []
    if not VIN_SHAPE.fullmatch(vin):
        found.append(_fact("vin_shape", length=len(vin)))
    elif check_digit(vin) != vin[8]:
        # Obligatory in China and North America; European makers leave the ninth place free.
        found.append(_fact("vin_check_digit", there=vin[8], computed=check_digit(vin)))
    papers = _plain(visit.papers_vin)
    if papers and papers != vin:
        places = sum(a != b for a, b in zip(vin, papers, strict=False)) + abs(len(vin) - len(papers))
        found.append(_fact("vin_differs", places=places))
    return found


def _photos(shots: Sequence[Shot]) -> list[Fact]:
    found = [_fact("photo_" + (shot.failure or ""), question=shot.question) for shot in shots if shot.failure]
    by_digest: dict[str, list[str]] = {}
    for shot in shots:
        if shot.digest:
            by_digest.setdefault(shot.digest, []).append(shot.question)
    found += [
        _fact("photo_twice", question=questions[0], other=questions[1])
        for questions in by_digest.values()
        if len(questions) > 1
    ]
    found += [_fact("photo_elsewhere", question=shot.question) for shot in shots if shot.seen_elsewhere]
    return found


def _times(visit: Visit) -> list[Fact]:
    read = [shot for shot in visit.shots if shot.failure is None]
    found = []
    for shot in read:
        if shot.taken_at is None:
            continue
        taken = datetime.fromisoformat(shot.taken_at)
        taken = taken if taken.tzinfo else taken.replace(tzinfo=ZoneInfo(visit.zone))
        apart = max(visit.begun - taken, taken - visit.ended, timedelta())
        if apart > TIME_TOLERANCE:
            at = f"{taken.astimezone(ZoneInfo(visit.zone)):%Y-%m-%d %H:%M}"
            found.append(
                _fact("photo_time", question=shot.question, at=at, hours=round(apart / timedelta(hours=1), 1))
            )
    return found + _silent("photo_no_time", read, (shot for shot in read if shot.taken_at is None))


def _places(visit: Visit) -> list[Fact]:
    read = [shot for shot in visit.shots if shot.failure is None]
    if visit.place is None:
        return [_fact("no_location")]
    found = [
        _fact("photo_place", question=shot.question, km=round(apart, 1))
        for shot in read
        if shot.place is not None and (apart := distance_km(visit.place, shot.place)) > PLACE_TOLERANCE_KM
    ]
    return found + _silent("photo_no_place", read, (shot for shot in read if shot.place is None))


def _silent(name: str, shots: Sequence[Shot], without: Iterable[Shot]) -> list[Fact]:
    count = sum(1 for _ in without)
    return [_fact(name, count=count, all=len(shots))] if count else []


def distance_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the great-circle distance between two places in degrees."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, place)) for place in (first, second))
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _plain(vin: str | None) -> str:
    return re.sub(r"[\s\-]", "", vin or "").upper()
