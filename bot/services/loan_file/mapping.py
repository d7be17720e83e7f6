"""The mapping file: which heading, or which constant, gives each canonical column.

YAML or JSON. Either way round works: `loan_number: row_id` or `row_id: loan_number`; where both sides are
canonical names, the left one is the column. A value that is the same for every row is a constant:

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
from review.yaml_data import read_yaml

MAPPING_LIMIT = 1024 * 1024  # bytes; a mapping has a few dozen lines


@dataclass(frozen=True, kw_only=True)
class MappingFile:
    """What a mapping file says: `{canonical column: heading}` and `{canonical column: constant}`."""

    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    @property
    def expected(self) -> frozenset[str]:
        """Return the headings it names, in normal form."""
        return frozenset(normal(heading) for heading in self.columns.values())


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """Where each canonical column stands in a file, the constants, and the headings nobody uses."""

    places: dict[str, int]
    headings: tuple[str, ...]
    constants: dict[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, str]:
        """Return `{canonical column: heading}`."""
        return {column: self.headings[place] for column, place in self.places.items()}


def apply_mapping(headings: Sequence[str], given: MappingFile) -> Mapping:
    """Return the mapping for a file; raises BadInputError when a required column has no source."""
    named = {column: _place(column, heading, headings) for column, heading in given.columns.items()}
    taken = set(named.values())
    recognised = {
        column: place
        for column, place in recognise(headings).items()
        if place not in taken and column not in given.constants
    }
    places = recognised | named
    missing = [column for column in REQUIRED if column not in places and column not in given.constants]
    unused = [
        heading
        for place, heading in enumerate(headings)
        if heading and place not in places.values() and normal(heading) not in IGNORED
    ]
    if missing:
        # Only names that we know: a heading we do not know may be a customer's, in a file without headings.
        raise BadInputError(
            "import_columns_missing", missing=", ".join(missing), found=", ".join(places), others=len(unused)
        )
    return Mapping(places=places, headings=tuple(headings), constants=given.constants, unused=tuple(unused))


def _place(column: str, heading: str, headings: Sequence[str]) -> int:
    if heading in headings:
        return headings.index(heading)
    for place, candidate in enumerate(headings):
        if candidate and normal(candidate) == normal(heading):
            return place
    raise BadInputError("mapping_heading_missing", column=column, heading=heading)


def read_mapping(path: Path | None) -> MappingFile:
    """Read a mapping file; None gives an empty mapping. Raises BadInputError, naming the entry."""
    columns: dict[str, str] = {}
    constants: dict[str, str] = {}
    for left, right in (_entries(path) if path else {}).items():
        column, source = (left, right) if left in CANONICAL else (right, left)
        if not isinstance(column, str) or column not in CANONICAL:
            raise BadInputError("mapping_unknown_column", column=left)
        if column in columns or column in constants:
            raise BadInputError("mapping_column_twice", column=column)
        if isinstance(source, dict):
            constants[column] = _constant(column, source)
        elif source is None or isinstance(source, list):
            raise BadInputError("mapping_entry_unreadable", column=column)
        else:
            columns[column] = str(source).strip()
    return MappingFile(columns=columns, constants=constants)


def _constant(column: str, source: dict[str, Any]) -> str:
    value = source.get("constant")
    if set(source) != {"constant"} or value is None or isinstance(value, (dict, list)):
        raise BadInputError("mapping_entry_unreadable", column=column)
    return str(value)


def _entries(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MAPPING_LIMIT:
            raise BadInputError("mapping_unreadable")
        content = read_yaml(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadInputError("mapping_missing") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadInputError("mapping_unreadable") from error
    if not isinstance(content, dict):
        raise BadInputError("mapping_unreadable")
    return {str(key).strip(): value for key, value in content.items()}
