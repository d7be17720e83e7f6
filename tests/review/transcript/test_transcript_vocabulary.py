"""Reasons and warnings that the code gives are the ones that it lists, so that each can have a text for people."""

import re
from importlib.resources import files

from review.transcript.warnings import LEFT_OUT_REASONS, REASONS, WARNINGS

SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("review.transcript", "review.transcript.formats")
    for path in files(folder).iterdir()
    if path.name.endswith(".py")
)


def used(pattern: str) -> set[str]:
    return set(re.findall(pattern, SOURCE))


def test_every_reason_given_is_listed_and_every_listed_one_is_given() -> None:
    given = used(r'reason="(\w+)"') | used(r'left_out\([^"\n]+"(\w+)"\)') | used(r'return "(\w+)"\n')
    refused = used(r'Error\([^)]*?reason="(\w+)"') | {"no_speaker_tags", "unknown_json"}
    assert refused == REASONS
    assert {"bad_timestamp", "no_text", "ends_before_it_starts"} <= given
    assert given - {"dot_for_comma"} - REASONS <= LEFT_OUT_REASONS


def test_every_warning_given_is_listed() -> None:
    assert used(r'warning\("(\w+)"') | used(r'^        "(\w+)": ') <= WARNINGS
