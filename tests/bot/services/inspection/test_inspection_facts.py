"""What is compared after an inspection: facts, and nothing where all fits."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.errors import BadInputError
from bot.services.inspection.facts import Shot, Visit, distance_km, facts_of
from bot.services.inspection.picture import read_picture
from tests.support.pictures import MAKER, photo

VIN = "1M8GDM9AXKP042788"  # the standard's own worked example
HERE = (23.129, 113.264)
GOOD = Shot(question="insp.vin_photo", digest="a" * 64, taken_at="2026-11-24T10:05:00", place=HERE)
VISIT = Visit(
    vin=VIN,
    papers_vin=VIN,
    begun=datetime(2026, 11, 24, 2, 0, tzinfo=UTC),
    ended=datetime(2026, 11, 24, 2, 20, tzinfo=UTC),
    place=HERE,
    zone="Asia/Shanghai",
    shots=(GOOD,),
)


def facts(visit: Visit) -> list[str]:
    return [item["fact"] for item in facts_of(visit)]


def test_an_inspection_where_all_fits_has_no_facts():
    assert facts_of(VISIT) == []


@pytest.mark.parametrize(
    ("vin", "expected"),
    [
        ("1M8GDM9A_KP042788", ["vin_shape", "vin_differs"]),
        ("1M8GDM9A1KP042788", ["vin_check_digit", "vin_differs"]),
        ("1m8gdm9axkp042788", []),
        ("1M8-GDM9AX KP042788", []),
        ("IM8GDM9AXKP042788", ["vin_shape", "vin_differs"]),
        ("11111111111111111", ["vin_differs"]),
        (None, ["vin_missing"]),
        ("短", ["vin_shape", "vin_differs"]),
    ],
)
def test_a_vin_is_held_against_its_check_digit_and_the_papers(vin: str | None, expected: list[str]):
    assert facts(replace(VISIT, vin=vin)) == expected


@pytest.mark.parametrize(
    ("shot", "expected"),
    [
        (replace(GOOD, taken_at="2026-11-24T11:15:00"), []),
        (replace(GOOD, taken_at="2026-11-24T11:25:00"), ["photo_time"]),
        (replace(GOOD, taken_at="2026-11-24T02:05:00+00:00"), []),
        (replace(GOOD, taken_at="2026-11-20T10:05:00"), ["photo_time"]),
        (replace(GOOD, taken_at=None), ["photo_no_time"]),
        (replace(GOOD, place=(23.135, 113.264)), []),
        (replace(GOOD, place=(22.543, 114.058)), ["photo_place"]),
        (replace(GOOD, place=None), ["photo_no_place"]),
        (replace(GOOD, seen_elsewhere=True), ["photo_elsewhere"]),
        (replace(GOOD, failure="unreadable", taken_at=None, place=None), ["photo_unreadable"]),
    ],
)
def test_a_photo_is_held_against_time_and_place(shot: Shot, expected: list[str]):
    assert facts(replace(VISIT, shots=(shot,))) == expected


def test_the_same_picture_for_two_questions_is_said_once():
    twice = replace(VISIT, shots=(GOOD, replace(GOOD, question="insp.rear_photo")))
    assert facts(twice) == ["photo_twice"]


def test_without_a_location_places_are_not_compared():
    assert facts(replace(VISIT, place=None)) == ["no_location"]


def test_distances_are_kilometres():
    assert distance_km((23.129, 113.264), (22.543, 114.058)) == pytest.approx(104, abs=2)


def test_a_shared_copy_holds_nothing_of_what_the_camera_wrote():
    original = photo(taken=datetime(2026, 11, 24, 10, 5), place=HERE)  # noqa: DTZ001 (cameras write no zone)
    picture = read_picture(original)
    assert picture.taken_at == "2026-11-24T10:05:00"
    assert (picture.latitude, picture.longitude) == pytest.approx(HERE, abs=1e-4)
    assert MAKER.encode() in original
    assert all(word not in picture.shared for word in (MAKER.encode(), b"Exif", b"2026:11:24", b"somebody"))


def test_a_southern_and_western_place_is_negative_and_the_zone_is_kept():
    when = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001
    picture = read_picture(photo(taken=when, place=(-33.87, -70.66), offset="-03:00"))
    assert (picture.latitude, picture.longitude) == pytest.approx((-33.87, -70.66), abs=1e-4)
    assert picture.taken_at == "2026-01-02T03:04:05-03:00"


@pytest.mark.parametrize("data", [b"", b"no picture", photo()[:200], b"\xff\xd8\xff\xe1" + b"\0" * 64])
def test_what_is_no_photo_is_refused(data: bytes):
    with pytest.raises(BadInputError):
        read_picture(data)
