"""The mapping file: which heading, or which constant, gives each canonical column.

YAML or JSON. Either way round works: `loan_number: row_id` or `row_id: loan_number`. A value that is the same
for every row is written as a constant:

    loan_number: row_id
    principal: DISBURSED_AMOUNT
    disbursed_on: {constant: 2026-11-01}
    currency: {constant: INR}
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.errors import BadInputError
from bot.services.loan_file.headings import CANONICAL, IGNORED, REQUIRED, normal, recognise

MAPPING_LIMIT = 1024 * 1024  # bytes; a mapping has a few dozen lines


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """Where each canonical column comes from, and which headings nobody uses."""

    columns: dict[str, str]
    constants: dict[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()


def make_mapping(headings: Sequence[str], path: Path | None) -> Mapping:
    """Return the mapping for a file; raises BadInputError when a required column has no source."""
    columns = recognise(headings)
    constants: dict[str, str] = {}
    if path is not None:
        named, constants = _read(path, headings)
        taken = set(named.values())
        columns = {k: v for k, v in columns.items() if v not in taken and k not in constants} | named
    missing = [column for column in REQUIRED if column not in columns and column not in constants]
    if missing:
        raise BadInputError(
            "import_columns_missing", missing=", ".join(missing), found=", ".join(h for h in headings if h)
        )
    used = set(columns.values())
    unused = tuple(h for h in headings if h and h not in used and normal(h) not in IGNORED)
    return Mapping(columns=columns, constants=constants, unused=unused)


def _read(path: Path, headings: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    by_normal = {normal(heading): heading for heading in headings}
    columns: dict[str, str] = {}
    constants: dict[str, str] = {}
    for left, right in _entries(path).items():
        column, source = (left, right) if left in CANONICAL else (right, left)
        if not isinstance(column, str) or column not in CANONICAL:
            raise BadInputError("mapping_unknown_column", column=str(left))
        if isinstance(source, dict):
            constants[column] = _constant(column, source)
            continue
        heading = by_normal.get(normal(str(source)))
        if heading is None:
            raise BadInputError("mapping_heading_missing", column=column, heading=str(source))
        columns[column] = heading
    return columns, constants


def _constant(column: str, source: dict[str, Any]) -> str:
    if set(source) != {"constant"} or isinstance(source["constant"], (dict, list)):
        raise BadInputError("mapping_unreadable", column=column)
    return str(source["constant"])


def _entries(path: Path) -> dict[Any, Any]:
    if not path.is_file():
        raise BadInputError("import_file_missing", file=path.name)
    if path.stat().st_size > MAPPING_LIMIT:
        raise BadInputError("mapping_unreadable", column="")
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInputError("mapping_unreadable", column="") from error
    if not isinstance(content, dict):
        raise BadInputError("mapping_unreadable", column="")
    return {str(key): value for key, value in content.items()}
