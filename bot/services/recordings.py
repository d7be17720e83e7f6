"""Use cases around a call's recording: archive it, say which call it is, normalise it, let it be transcribed or wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import ConflictError, NotFoundError
from bot.forms.screen import Button, Screen
from bot.services.access import require_callback
from bot.services.container import Services
from bot.services.outgoing import send_screen
from bot.services.staff import actor_name
from bot.services.work import read_subject
from bot.texts import texts_for
from review.speech import SoundError, SoundSupportError, normalise
from storage.archive import Archive
from storage.models import Recording, StaffMember
from storage.unit_of_work import UnitOfWork

FETCH_RECORDING_JOB = "fetch_recording"
PREPARE_JOB = "prepare_recording"
TRANSCRIBE_JOB = "transcribe_recording"
SYSTEM = "system:recordings"
SOUND_SUFFIXES = frozenset(
    [".3gp", ".aac", ".aif", ".aiff", ".amr", ".awb", ".flac", ".gsm", ".m4a", ".mka", ".mkv", ".mp3", ".mp4",
     ".oga", ".ogg", ".opus", ".wav", ".webm", ".wma"]
)  # fmt: skip
"""How recorders' files are named; what really is in them, normalising finds out."""
WAITING_AT_ONCE = 50  # recordings that one sweep takes up


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A recording as it came in, with what is known about its call."""

    data: bytes
    source: str
    by: str
    name: str | None = None
    mime: str | None = None
    callback_id: int | None = None
    attempt_id: int | None = None
    agent_id: int | None = None
    recorded_at: datetime | None = None


def archive_of(services: Services) -> Archive:
    """Return the archive; ConflictError `archive_off` where there is none."""
    if services.archive is None:
        raise ConflictError("archive_off")
    return services.archive


def receive_recording(services: Services, uow: UnitOfWork, arrival: Arrival) -> tuple[Recording, bool]:
    """Archive a recording and queue its preparation; return it and whether it is new.

    The same content is the same recording: it gains its call if it had none, and belongs to one call only.
    """
    digest = archive_of(services).put(arrival.data)
    known = uow.recordings.by_digest(digest)
    if known is not None:
        _known_again(services, uow, known, arrival)
        return known, False
    recording = uow.recordings.add(
        Recording(
            digest=digest,
            callback_id=arrival.callback_id,
            attempt_id=arrival.attempt_id or _attempt_of(uow, arrival.callback_id),
            agent_id=arrival.agent_id,
            source=arrival.source,
            name=arrival.name,
            mime=arrival.mime,
            size=len(arrival.data),
            recorded_at=arrival.recorded_at,
            received_at=uow.now,
            retain_until=uow.now + timedelta(days=retention_days(services, "recording")),
        )
    )
    uow.audit.append(
        arrival.by, "recording_received", "recording", recording.id, callback=arrival.callback_id,
        source=arrival.source, size=recording.size, digest=digest,
    )  # fmt: skip
    _queue(uow, PREPARE_JOB, recording, "first")
    return recording, True


def match_recording(
    services: Services, uow: UnitOfWork, actor: StaffMember, recording_id: int, callback_id: int
) -> Recording:
    """Say which call a recording is; its agent does, or whoever may send that call's transcript."""
    recording = uow.recordings.lock(recording_id)
    if recording is None or recording.erased_at is not None:
        raise NotFoundError("recording_gone")
    if recording.source == "chat" and recording.agent_id != actor.id:
        raise NotFoundError("recording_gone")
    require_callback(actor, "transcript.send", read_subject(uow, callback_id).callback)
    if recording.callback_id is not None and recording.callback_id != callback_id:
        raise ConflictError("recording_elsewhere")
    assign(services, uow, recording, callback_id, by=actor_name(actor))
    return recording


def assign(services: Services, uow: UnitOfWork, recording: Recording, callback_id: int, *, by: str) -> None:
    """Link a recording to its call and go on with it."""
    if recording.callback_id is not None:
        return
    recording.callback_id, recording.attempt_id = callback_id, _attempt_of(uow, callback_id)
    if recording.agent_id is None:
        recording.agent_id = read_subject(uow, callback_id).callback.assignee_id
    uow.audit.append(by, "recording_matched", "recording", recording.id, callback=callback_id)
    if recording.state == "unmatched":
        advance(services, uow, recording)


def prepare_recording(services: Services, recording_id: int) -> None:
    """Normalise a recording and go on with it; what cannot be read is kept and its agent told."""
    with services.new_unit() as uow:
        recording = uow.recordings.get(recording_id)
        if recording is None or recording.state != "archived":
            return
        digest = recording.digest
    archive = archive_of(services)
    try:
        sound, reason = normalise(archive.get(digest)), ""
    except SoundError as error:
        sound, reason = None, str(error.data["reason"])
    except SoundSupportError:
        _support_missing(services, recording_id)
        return
    playable = archive.put(sound.ogg) if sound else None
    with services.new_unit() as uow:
        recording = uow.recordings.lock(recording_id)
        if recording is None or recording.state != "archived":
            return
        if sound is None:
            end(uow, recording, "unreadable", reason)
        else:
            recording.container, recording.channels = sound.container, sound.channels
            recording.duration_ms, recording.playable = sound.duration_ms, playable
            if sound.silent:
                end(uow, recording, "silent", "no_sound")
            else:
                advance(services, uow, recording)
        uow.commit()


def advance(services: Services, uow: UnitOfWork, recording: Recording) -> None:
    """Decide what comes next for a normalised recording: its call, its words, or waiting."""
    if recording.callback_id is None:
        recording.state = "unmatched"
    elif uow.reviews.transcripts_of(recording.callback_id):
        end(uow, recording, "text_sent", None)
    elif services.speech is None:
        if recording.state != "waiting":
            end(uow, recording, "waiting", None)
    else:
        recording.state, recording.reason = "transcribing", None
        _queue(uow, TRANSCRIBE_JOB, recording, str(recording.tries))


def end(uow: UnitOfWork, recording: Recording, state: str, reason: str | None) -> None:
    """Put a recording into a state that its agent hears of; sending the text stays open."""
    recording.state, recording.reason = state, reason
    uow.audit.append(SYSTEM, "recording_" + state, "recording", recording.id, reason=reason)
    agent = uow.staff.get(recording.agent_id) if recording.agent_id else None
    if agent is None or not agent.active:
        return
    texts = texts_for(agent.locale)
    key = f"recording-{state}" if reason is None else f"recording-{state}-{reason}"
    text = texts((key if texts.has(key) else f"recording-{state}").replace("_", "-"))
    rows: tuple[tuple[Button, ...], ...] = ()
    if recording.callback_id is not None and state != "text_sent":
        rows = ((Button(label=texts("recording-button-text"), data=f"tr:{recording.callback_id}"),),)
    send_screen(
        uow, Screen(text=text, rows=rows), chat_id=agent.chat_user_id, staff_id=agent.id,
        key=f"recording:{recording.id}:{state}:{recording.tries}",
    )  # fmt: skip


def take_up_waiting(services: Services) -> int:
    """Go on with recordings that waited: for an endpoint, or for the libraries. Return how many."""
    with services.new_unit() as uow:
        waiting = list(uow.recordings.in_state("waiting", limit=WAITING_AT_ONCE))
        for recording in waiting:
            if services.speech is not None or uow.reviews.transcripts_of(recording.callback_id or 0):
                advance(services, uow, recording)
        for recording in uow.recordings.in_state("archived", limit=WAITING_AT_ONCE):
            if recording.received_at < uow.now - timedelta(hours=1):
                _queue(uow, PREPARE_JOB, recording, f"{uow.now:%Y%m%d%H}")
        uow.commit()
        return len(waiting)


def retention_days(services: Services, what: str) -> int:
    """Return how long the contact policy in force keeps something, in days."""
    policy = services.rules.contact[services.settings.contact_policy]
    return int(policy.duties["retention_days"][what])


def _known_again(services: Services, uow: UnitOfWork, known: Recording, arrival: Arrival) -> None:
    if known.erased_at is not None:
        archive_of(services).erase(known.digest)
        raise ConflictError("recording_erased")
    if arrival.callback_id is None:
        return
    if known.callback_id not in (None, arrival.callback_id):
        raise ConflictError("recording_elsewhere")
    known.agent_id = known.agent_id or arrival.agent_id
    assign(services, uow, known, arrival.callback_id, by=arrival.by)


def _support_missing(services: Services, recording_id: int) -> None:
    """Leave it archived; a sweep tries again, and its agent hears of it once."""
    with services.new_unit() as uow:
        recording = uow.recordings.lock(recording_id)
        if recording is not None and recording.reason != "support_missing":
            end(uow, recording, "archived", "support_missing")
            uow.commit()


def _attempt_of(uow: UnitOfWork, callback_id: int | None) -> int | None:
    attempts = uow.callbacks.attempts_of(callback_id) if callback_id else ()
    return next((row.id for row in reversed(attempts) if row.allowed), None)


def _queue(uow: UnitOfWork, job: str, recording: Recording, part: str) -> None:
    uow.queue.put(
        "job", job, {"recording": recording.id}, key=f"{job}:{recording.id}:{part}",
        ordering_key=f"recording:{recording.id}",
    )  # fmt: skip
