"""The sidecar of a batch: what an import needs and the provider must never see.

`requests.jsonl` goes to the provider and holds redacted text only. `requests.jsonl.calls` beside it holds, per
call, the original words, the redacted ones and the mapping between them, readable by its owner only (0600).
Delete it after the import. A pointer to it (no call text) goes to the user's state folder, so that the import
finds it wherever the replies were downloaded to.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from review.domain import Transcript
from review.llm.chunks import Chunk
from review.llm.errors import BatchError
from review.llm.fence import injection_suspected
from review.llm.prompt import write_script
from review.llm.reading import Prepared
from review.taxonomy import Taxonomy

SUFFIX = ".calls"
PRIVATE = 0o600
POINTERS = Path("~/.local/state/huifang/batches")
"""Where exports leave their pointers, for imports that run in another folder."""
_TRANSCRIPT = TypeAdapter(Transcript)


class CallRecord(BaseModel):
    """One exported call."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    call: Annotated[str, Field(pattern=r"^[0-9a-f]{12}-[0-9a-f]{16}$")]
    file: str
    input_hash: str
    prompt: str
    model: str
    pieces: list[tuple[int, int]]
    transcript: Annotated[dict[str, Any], Field(repr=False)]
    redacted: Annotated[list[str], Field(repr=False)]
    mapping: Annotated[dict[str, str], Field(repr=False)]

    def prepared(self, taxonomy: Taxonomy) -> Prepared:
        """Return the call as it was exported, whatever redaction would do to it today."""
        original = _TRANSCRIPT.validate_python(self.transcript)
        turns = tuple(
            replace(turn, text=text) for turn, text in zip(original.turns, self.redacted, strict=True)
        )
        return Prepared(
            original=original,
            redacted=replace(original, turns=turns),
            mapping=self.mapping,
            script=write_script(taxonomy, original.language),
            chunks=tuple(Chunk(turns=turns[first - 1 : last]) for first, last in self.pieces),
            injection=injection_suspected(original.turns),
            input_hash=self.input_hash,
            prompt_version=self.prompt,
        )


@dataclass(frozen=True, kw_only=True)
class Sidecar:
    """One export's calls by call id."""

    path: Path
    calls: dict[str, CallRecord]


def record_of(file: str, prepared: Prepared, model: str) -> CallRecord:
    """Return what must be kept of a call; its id tells file and input apart without naming either."""
    return CallRecord(
        call=f"{sha256(file.encode()).hexdigest()[:12]}-{prepared.input_hash[:16]}",
        file=file,
        input_hash=prepared.input_hash,
        prompt=prepared.prompt_version,
        model=model,
        pieces=[(chunk.first, chunk.last) for chunk in prepared.chunks],
        transcript=_TRANSCRIPT.dump_python(prepared.original, mode="json"),
        redacted=[turn.text for turn in prepared.redacted.turns],
        mapping=dict(prepared.mapping),
    )


def write_private(path: Path, lines: Iterable[str]) -> None:
    """Write lines to a file that only its owner may read, from its first byte on."""
    path.unlink(missing_ok=True)  # an old file's mode would stay
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "w", encoding="utf-8"
    ) as file:
        file.writelines(line + "\n" for line in lines)


def write_sidecar(out: Path, records: Iterable[CallRecord], pointers: Path | None) -> Path:
    """Write the sidecar of a request file and a pointer to it; return the sidecar's path."""
    path = sidecar_of(out)
    write_private(path, (record.model_dump_json() for record in records))
    if pointers is not None:
        _point_to(path.resolve(), pointers.expanduser())
    return path


def sidecar_of(requests: Path) -> Path:
    """Return where the sidecar of a request file lies."""
    return requests.with_name(requests.name + SUFFIX)


def find_sidecars(replies: Path, requests: Path | None, pointers: Path | None) -> list[Sidecar]:
    """Return the sidecars to look into: the named one, else those beside the replies, here, and pointed to."""
    if requests is not None:
        named = requests if requests.name.endswith(SUFFIX) else sidecar_of(requests)
        return [_read(named)]
    paths = [*_beside(replies.parent), *_beside(Path()), *_pointed(pointers)]
    unique = {path.resolve(): path for path in reversed(paths) if path.is_file()}
    return [_read(path) for path in reversed(unique.values())]


def _beside(folder: Path) -> list[Path]:
    return sorted(folder.glob("*" + SUFFIX))


def _point_to(sidecar: Path, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = sha256(str(sidecar).encode()).hexdigest()[:16]
        write_private(folder / f"{name}.json", [json.dumps({"calls": str(sidecar)})])
    except OSError:
        return  # a read-only home: the other places to look remain


def _pointed(folder: Path | None) -> Iterator[Path]:
    entries = sorted(folder.expanduser().glob("*.json")) if folder is not None else []
    for entry in entries:
        try:
            yield Path(json.loads(entry.read_text(encoding="utf-8"))["calls"])
        except (OSError, ValueError, KeyError, TypeError):
            continue


def _read(path: Path) -> Sidecar:
    try:
        with path.open(encoding="utf-8") as file:
            records = [CallRecord.model_validate_json(line) for line in file if line.strip()]
    except FileNotFoundError:
        raise BatchError(file=path.name, reason="sidecar_missing") from None
    except (OSError, UnicodeDecodeError, ValidationError):
        raise BatchError(file=path.name, reason="sidecar_unreadable") from None
    return Sidecar(path=path, calls={record.call: record for record in records})
