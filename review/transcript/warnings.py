"""Warnings of an import: a code and, after it, `key=value` pairs; never call text or personal data."""

REASONS = frozenset(
    [
        "bad_archive",
        "bad_inner_json",
        "bad_json",
        "empty_file",
        "no_speaker_column",
        "no_speaker_tags",
        "no_turns",
        "too_large",
        "too_long",
        "unknown_encoding",
        "unknown_json",
    ]
)
"""Every ``reason`` with which a file is refused."""
LEFT_OUT_REASONS = frozenset(
    [
        "bad_inner_json",
        "bad_json",
        "bad_timestamp",
        "before_first_speaker",
        "ends_before_it_starts",
        "no_text",
        "not_recognised",
    ]
)
"""Every ``reason`` of ``left_out`` (one line) and ``left_out_entries`` (a count)."""
WARNINGS = frozenset(
    [
        "few_turns",
        "left_out",
        "left_out_entries",
        "more_pages",
        "no_confidence",
        "no_speaker_labels",
        "no_times",
        "not_monotonic",
        "one_speaker",
        "overlap",
        "repaired",
        "speaker_labels_suspect",
        "times_missing",
        "unexpected_language",
        "unreadable_characters",
    ]
)
"""Every code of a warning."""


def warning(code: str, **data: int | str) -> str:
    """Return for example ``left_out line=7 reason=bad_timestamp``."""
    return " ".join([code, *(f"{key}={value}" for key, value in data.items())])


def left_out(line: int, reason: str) -> str:
    """Return the warning that something at this 1-based line was not imported, and why."""
    return warning("left_out", line=line, reason=reason)


def parse_warning(text: str) -> tuple[str, dict[str, str]]:
    """Return code and data of a warning, for the text that people see."""
    code, *pairs = text.split(" ")
    return code, dict(pair.split("=", 1) for pair in pairs if "=" in pair)
