"""Calls out as OpenAI Batch input lines."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review.domain import Transcript
from review.errors import ReviewError, TranscriptError
from review.llm.batch_files import POINTERS, CallRecord, record_of, write_private, write_sidecar
from review.llm.chunks import CHUNK_TOKENS
from review.llm.dialects import response_format
from review.llm.ports import Format
from review.llm.prompt import REPLY_TOKENS, prompt_tokens, request_for
from review.llm.reading import Prepared, prepare
from review.taxonomy import Taxonomy
from review.transcript import read_transcript

URL = "/v1/chat/completions"
PREFIX = "huifang"
Known = Callable[[Path, Transcript], Mapping[str, str]]
"""What the loan file knows of the person in a transcript file, by loan column; empty = nothing."""
NO_TIMEOUT = 0.0  # a batch has none


@dataclass(frozen=True, kw_only=True)
class ExportedBatch:
    """What an export wrote: counts, the estimated prompt tokens, and the files that could not be read."""

    calls: int
    requests: int
    prompt_tokens: int
    sidecar: Path
    failed: tuple[tuple[str, ReviewError], ...]


def export_files(
    paths: Iterable[Path],
    out: Path,
    *,
    model: str,
    taxonomy: Taxonomy,
    form: Format = Format.SCHEMA,
    chunk_tokens: int = CHUNK_TOKENS,
    known: Known | None = None,
    pointers: Path | None = POINTERS,
) -> ExportedBatch:
    """Write the request lines of transcript files to `out` and its sidecar beside it.

    `known` gives the borrower's own values for a file, which are hidden beside what the recognisers find.
    """
    failed: list[tuple[str, ReviewError]] = []
    prepared: dict[str, Prepared] = {}
    for path in paths:
        try:
            call = read_transcript(path.read_bytes(), name=path.name)
        except ReviewError as error:
            failed.append((str(path), error))
        except OSError:
            failed.append((str(path), TranscriptError(line=None, reason="unreadable")))
        else:
            values = known(path, call) if known else None
            prepared[str(path)] = prepare(call, taxonomy, values, chunk_tokens)
    records = {file: record_of(file, call, model) for file, call in prepared.items()}
    lines = [line for file, call in prepared.items() for line in request_lines(records[file], call, form)]
    sidecar = write_sidecar(out, records.values(), pointers)  # first: requests without it would be orphans
    write_private(out, lines)
    return ExportedBatch(
        calls=len(records),
        requests=len(lines),
        prompt_tokens=sum(
            prompt_tokens(call.messages(chunk)) for call in prepared.values() for chunk in call.chunks
        ),
        sidecar=sidecar,
        failed=tuple(failed),
    )


def request_lines(record: CallRecord, prepared: Prepared, form: Format) -> list[str]:
    """Return one Batch input line per piece of a call."""
    total = len(prepared.chunks)
    return [
        json.dumps(
            _line(custom_id(record.call, place, total), record.model, prepared, place, form),
            ensure_ascii=False,
        )
        for place in range(1, total + 1)
    ]


def custom_id(call: str, place: int, total: int) -> str:
    """Return the id of a piece: digest of the file name, input hash, piece. At most 64 characters, no names."""
    return f"{PREFIX}-{call}-{place}of{total}"


def _line(name: str, model: str, prepared: Prepared, place: int, form: Format) -> dict[str, Any]:
    messages = prepared.messages(prepared.chunks[place - 1])
    request = request_for(prepared.script, messages, form, max_tokens=REPLY_TOKENS, timeout=NO_TIMEOUT)
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": item.role, "content": item.content} for item in messages],
        "max_tokens": request.max_tokens,
        "temperature": 0,
    }
    if shape := response_format(request):
        body["response_format"] = shape
    return {"custom_id": name, "method": "POST", "url": URL, "body": body}
