"""OpenAI Batch output lines in, reviews out: the same checks and the same gate as live replies."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from review.domain import Review
from review.llm.answer import Answer
from review.llm.batch_export import PREFIX
from review.llm.batch_files import POINTERS, CallRecord, find_sidecars
from review.llm.dialects import SpentError, completion_of, fault
from review.llm.errors import BatchError, ModelError
from review.llm.extract import read_answer
from review.llm.outcome import Outcome
from review.llm.ports import Format, Reply, Usage
from review.llm.prices import Prices
from review.llm.reading import KIND, OFFLINE, Bill, conclude, fall_back
from review.ports import CallContext, Reviewer
from review.taxonomy import Taxonomy

_CUSTOM_ID = re.compile(
    PREFIX + r"-(?P<call>[0-9a-f]{12}-[0-9a-f]{16})-(?P<place>\d{1,4})of(?P<total>\d{1,4})"
)


@dataclass(frozen=True, kw_only=True)
class ImportedBatch:
    """Reviews by file in the order of the export, and what in the reply file belongs to no exported call."""

    reviews: tuple[tuple[str, Review], ...]
    unknown: tuple[str, ...]
    """Custom ids that no sidecar knows."""
    bad_lines: tuple[int, ...]
    """1-based lines that are no Batch output."""


@dataclass(kw_only=True)
class _Heard:
    answers: dict[int, Answer] = field(default_factory=dict)
    failed: dict[int, Outcome] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    model: str = ""
    dug_out: bool = False


def import_replies(
    replies: Path,
    requests: Path | None = None,
    *,
    taxonomy: Taxonomy,
    offline: Reviewer,
    context: CallContext | None = None,
    prices: Prices | None = None,
    pointers: Path | None = POINTERS,
) -> ImportedBatch:
    """Return the reviews of a Batch output file; a call without a usable reply gets the offline one, named so.

    Raises BatchError where the file or every sidecar is missing.
    """
    by_call, bad_lines = _by_call(replies)
    sidecars = find_sidecars(replies, requests, pointers)
    if not sidecars:
        raise BatchError(file=replies.name, reason="sidecar_missing")
    chosen = [item for item in sidecars if requests is not None or by_call.keys() & item.calls.keys()]
    records = {call: record for item in reversed(chosen) for call, record in item.calls.items()}
    prices, context = prices or Prices(), context or CallContext()
    reviews = tuple(
        (record.file, _review(record, by_call.get(call, {}), taxonomy, offline, context, prices))
        for call, record in records.items()
    )
    unknown = tuple(f"{PREFIX}-{call}" for call in by_call if call not in records)
    return ImportedBatch(reviews=reviews, unknown=unknown, bad_lines=bad_lines)


Lines = dict[int, list[Mapping[str, Any]]]


def _by_call(replies: Path) -> tuple[dict[str, Lines], tuple[int, ...]]:
    try:
        content = replies.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        raise BatchError(file=replies.name, reason="replies_missing") from None
    found: dict[str, Lines] = {}
    bad: list[int] = []
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        document = _parsed(line)
        match = _CUSTOM_ID.fullmatch(str(document.get("custom_id"))) if document else None
        if document is None or match is None:
            bad.append(number)
            continue
        found.setdefault(match["call"], {}).setdefault(int(match["place"]), []).append(document)
    return found, tuple(bad)


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        document = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _review(
    record: CallRecord,
    lines: Lines,
    taxonomy: Taxonomy,
    offline: Reviewer,
    context: CallContext,
    prices: Prices,
) -> Review:
    prepared = record.prepared(taxonomy)
    heard = _Heard(model=record.model)
    for place, (first, last) in enumerate(record.pieces, start=1):
        _hear(heard, place, range(first, last + 1), lines.get(place, []))
    spent = prices.spend(record.model, heard.usage, batch=True)
    bill = Bill.of(spent, prices, record.model)
    answers = [heard.answers[place] for place in sorted(heard.answers)]
    rules = offline.review(prepared.original, context)
    if heard.failed:
        stamp = prepared.stamp(OFFLINE, next(iter(heard.failed.values())), heard.model, bill)
        return fall_back(prepared, answers, context, rules, stamp)
    outcome = Outcome.FENCED if heard.dug_out else Outcome.REVIEWED
    return conclude(prepared, answers, context, rules, prepared.stamp(KIND, outcome, heard.model, bill))


def _hear(heard: _Heard, place: int, turns: range, lines: Iterable[Mapping[str, Any]]) -> None:
    """Take the first usable reply for a piece; a file joined from two runs may hold several."""
    failed = Outcome.REPLY_MISSING
    for line in lines:
        try:
            reply = _reply(line)
            heard.usage = _sum(heard.usage, reply.usage)
            answer, outcome = read_answer(reply.text, turns)
        except ModelError as error:
            if isinstance(error, SpentError):
                heard.usage = _sum(heard.usage, error.usage)
            failed = error.outcome
            continue
        heard.answers[place] = answer
        heard.model = reply.model or heard.model
        heard.dug_out |= outcome is Outcome.FENCED
        return
    heard.failed[place] = failed


def _reply(line: Mapping[str, Any]) -> Reply:
    response = line.get("response")
    if not isinstance(response, dict):  # `error` says batch_expired and the like: never answered
        raise ModelError(Outcome.REPLY_MISSING if line.get("error") else Outcome.UNREADABLE)
    status, body = response.get("status_code"), response.get("body")
    if isinstance(status, int) and status != 200:
        raise fault(status, {}, json.dumps(body).encode(), Format.TEXT)
    return completion_of(body)


def _sum(one: Usage, other: Usage) -> Usage:
    return Usage(prompt=one.prompt + other.prompt, completion=one.completion + other.completion)
