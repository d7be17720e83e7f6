"""Warnings of an import: a code and, after it, `key=value` pairs; never call text or personal data."""


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
