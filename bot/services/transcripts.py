"""Use cases around a call's transcript: take it in, say who is who, queue its review."""

from dataclasses import asdict
from typing import Any

from bot.errors import BadInputError, NotFoundError
from bot.services.access import require_callback
from bot.services.staff import actor_name
from bot.services.work import read_subject
from review.domain import Role, Speakers, Transcript, Turn
from review.errors import TranscriptError
from review.transcript import read_transcript, set_speakers, swap_speakers
from storage.models import StaffMember, StoredTranscript
from storage.unit_of_work import UnitOfWork

REVIEW_JOB = "review_call"
FETCH_JOB = "fetch_transcript"
NEEDS_MAPPING = "needs_mapping"


def receive_transcript(
    uow: UnitOfWork, actor: StaffMember, callback_id: int, data: bytes, *, name: str = ""
) -> StoredTranscript:
    """Store a call's transcript and queue its review; the same content again is the same transcript."""
    require_callback(actor, "transcript.send", read_subject(uow, callback_id).callback)
    return keep_transcript(uow, callback_id, data, agent_id=actor.id, by=actor_name(actor), name=name)


def keep_transcript(
    uow: UnitOfWork, callback_id: int, data: bytes, *, agent_id: int | None, by: str, name: str = ""
) -> StoredTranscript:
    """Store a transcript that a person sent or a recogniser wrote, and queue its review."""
    try:
        transcript = read_transcript(data, name=name)
    except TranscriptError as error:
        raise BadInputError(error.code, **_shown(error.data)) from error
    if transcript.needs_mapping and len(voices(transcript)) < 2:
        # Nobody could ever say who is who: better said now than after a wait.
        raise BadInputError("transcript_no_speakers")
    known = uow.reviews.transcript_by_checksum(callback_id, transcript.checksum)
    if known is not None:
        return known
    stored = uow.reviews.add(
        StoredTranscript(
            callback_id=callback_id,
            agent_id=agent_id,
            source_format=transcript.source_format,
            language=transcript.language,
            turns=[asdict(turn) for turn in transcript.turns],
            speakers=asdict(transcript.speakers),
            warnings=list(transcript.warnings),
            duration_ms=transcript.duration_ms,
            checksum=transcript.checksum,
            state=NEEDS_MAPPING if transcript.needs_mapping else "ready",
            received_at=uow.now,
        )
    )
    uow.audit.append(
        by, "transcript_imported", "transcript", stored.id, callback=callback_id,
        format=stored.source_format, turns=len(stored.turns), checksum=stored.checksum,
    )  # fmt: skip
    if stored.state == "ready":
        queue_review(uow, stored)
    return stored


def confirm_speakers(
    uow: UnitOfWork, actor: StaffMember, transcript_id: int, *, swap: bool
) -> StoredTranscript:
    """Settle who is agent and who is customer; a swap makes a new version, whose review replaces the old one."""
    stored = _mine(uow, actor, transcript_id)
    waiting = stored.state == NEEDS_MAPPING
    if swap:
        _keep(stored, swap_speakers(load_transcript(stored)))
        stored.version += 1
    if swap or waiting:
        stored.state = "ready"
        uow.audit.append(actor_name(actor), "speaker_remapped", "transcript", stored.id, swapped=swap)
        queue_review(uow, stored)
    return stored


def map_speakers(
    uow: UnitOfWork, actor: StaffMember, transcript_id: int, agent: int, customer: int
) -> StoredTranscript:
    """Say which two of several voices are the agent and the customer, by their place among the voices."""
    stored = _mine(uow, actor, transcript_id)
    transcript = load_transcript(stored)
    labels = voices(transcript)
    if not (0 <= agent < len(labels) and 0 <= customer < len(labels)) or agent == customer:
        raise BadInputError("bad_input")
    _keep(stored, set_speakers(transcript, labels[agent], labels[customer]))
    stored.version += 1
    uow.audit.append(actor_name(actor), "speaker_remapped", "transcript", stored.id, voices=len(labels))
    queue_review(uow, stored)
    return stored


def voices(transcript: Transcript) -> tuple[str, ...]:
    """Return the labels of those who speak, in the order in which they first do."""
    return tuple(dict.fromkeys(turn.label for turn in transcript.turns if turn.label))


def queue_review(uow: UnitOfWork, stored: StoredTranscript) -> bool:
    """Queue the review of one transcript version, once."""
    return uow.queue.put(
        "job",
        REVIEW_JOB,
        {"transcript": stored.id, "version": stored.version},
        key=f"review:{stored.id}:{stored.version}",
        ordering_key=f"transcript:{stored.id}",
    )


def load_transcript(stored: StoredTranscript) -> Transcript:
    """Return the canonical transcript of a stored one."""
    return Transcript(
        source_format=stored.source_format,
        language=stored.language,
        turns=tuple(
            Turn(
                **{
                    **row,
                    "role": Role(row["role"]),
                    "marks": tuple(row["marks"]),
                    "places": tuple(row.get("places", ())),
                }
            )
            for row in stored.turns
        ),
        speakers=Speakers(**stored.speakers),
        checksum=stored.checksum,
        duration_ms=stored.duration_ms,
        warnings=tuple(stored.warnings),
        needs_mapping=stored.state == NEEDS_MAPPING,
    )


def _mine(uow: UnitOfWork, actor: StaffMember, transcript_id: int) -> StoredTranscript:
    stored = uow.reviews.transcript(transcript_id)
    if stored is None:
        raise NotFoundError("transcript_gone")
    require_callback(actor, "transcript.send", read_subject(uow, stored.callback_id).callback)
    return stored


def _keep(stored: StoredTranscript, transcript: Transcript) -> None:
    stored.turns = [asdict(turn) for turn in transcript.turns]
    stored.speakers = asdict(transcript.speakers)
    stored.state = "ready"


def _shown(data: dict[str, Any]) -> dict[str, Any]:
    return {"line": data.get("line") or 0, "reason": str(data.get("reason", ""))[:80]}
