"""Use case: let somebody who judges a signal hear the moment it rests on; every listening is on record."""

from dataclasses import dataclass
from datetime import timedelta

from bot.errors import ConflictError, NotFoundError
from bot.services.access import require_signal
from bot.services.container import Services
from bot.services.outgoing import send_voice
from bot.services.recordings import archive_of
from bot.services.staff import actor_name
from storage.models import Recording, StaffMember, StoredSignal
from storage.unit_of_work import UnitOfWork

AROUND_MS = 10_000  # before and after the quoted words
LONGEST_MS = 90_000  # a longer clip is no moment
CLIP_LIFETIME = timedelta(hours=24)  # a voice does not lie about in a chat


@dataclass(frozen=True, kw_only=True)
class Clip:
    """A stretch of a recording, in milliseconds."""

    recording: Recording
    start_ms: int
    end_ms: int


def clip_of(uow: UnitOfWork, signal: StoredSignal) -> Clip | None:
    """Return the moment of a signal's first quote; None without a recording or without times."""
    review = uow.reviews.review(signal.review_id) if signal.review_id else None
    transcript = uow.reviews.transcript(review.transcript_id) if review else None
    turn_numbers = [int(item["turn"]) for item in signal.evidence if "turn" in item]
    if transcript is None or not turn_numbers or not 1 <= turn_numbers[0] <= len(transcript.turns):
        return None
    turn = transcript.turns[turn_numbers[0] - 1]
    if turn.get("start_ms") is None:
        return None
    recording = _recording(uow, signal.callback_id, transcript.id)
    if recording is None or turn["start_ms"] >= (recording.duration_ms or 0):
        return None
    start = max(0, turn["start_ms"] - AROUND_MS)
    until = max(turn.get("end_ms") or 0, turn["start_ms"]) + AROUND_MS
    return Clip(
        recording=recording,
        start_ms=start,
        end_ms=min(until, start + LONGEST_MS, recording.duration_ms or until),
    )


def play_clip(services: Services, uow: UnitOfWork, actor: StaffMember, signal_id: int, chat_id: int) -> None:
    """Queue the clip for one person's chat, and record that they listen."""
    signal = uow.reviews.signal(signal_id)
    if signal is None:
        raise NotFoundError("signal_gone")
    require_signal(actor, "signal.see", signal)
    clip = clip_of(uow, signal)
    if clip is None or not archive_of(services).has(clip.recording.playable or ""):
        raise ConflictError("recording_gone")
    uow.audit.append(
        actor_name(actor), "recording_played", "recording", clip.recording.id, signal=signal_id,
        start_ms=clip.start_ms, end_ms=clip.end_ms,
    )  # fmt: skip
    send_voice(
        uow, chat_id=chat_id, recording_id=clip.recording.id or 0, span=(clip.start_ms, clip.end_ms),
        subject_id=signal_id, staff_id=actor.id, delete_after=CLIP_LIFETIME,
    )  # fmt: skip


def _recording(uow: UnitOfWork, callback_id: int, transcript_id: int | None) -> Recording | None:
    playable = [row for row in uow.recordings.of_callback(callback_id) if row.playable]
    own = [row for row in playable if row.transcript_id == transcript_id]
    return next(iter(own or playable), None)
