"""Use case: let an endpoint turn a recording into words, piece by piece, and hand them to the importers.

Every answer is archived as it comes, so a try that breaks off in the third hour pays only for what is missing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.errors import BadInputError
from bot.services.container import Services
from bot.services.recordings import SYSTEM, TRANSCRIBE_JOB, archive_of, end
from bot.services.transcripts import keep_transcript
from bot.services.work import open_task
from review.speech import (
    PIECE_SECONDS,
    WHOLE_CALL_SECONDS,
    Reply,
    SpeechError,
    SpeechTrouble,
    Transcriber,
    has_words,
    merge_replies,
    pieces,
)
from storage.models import Recording
from storage.unit_of_work import UnitOfWork

MOST_TRIES = 8  # over about four hours; an endpoint that is down longer is somebody's task
FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=1)
FORMATS = ("ogg", "wav")  # the small one first; some servers take WAV only
EMPTY: dict[str, Any] = {"text": ""}


@dataclass(frozen=True, kw_only=True)
class _Call:
    """What is to be transcribed."""

    recording_id: int
    ogg: bytes
    channels: int
    language: str
    known: dict[str, str]


def transcribe_recording(services: Services, recording_id: int) -> int | None:
    """Transcribe a recording; return the transcript's number, or None when there is none (yet)."""
    with services.new_unit() as uow:
        recording = uow.recordings.get(recording_id)
        if recording is None or services.speech is None or recording.state != "transcribing":
            return recording.transcript_id if recording else None
        call = _read(services, uow, recording)
    try:
        replies = list(_replies(services, services.speech, call))
    except SpeechError as error:
        _trouble(services, recording_id, error)
        return None
    return _keep(services, recording_id, merge_replies(replies))


def _read(services: Services, uow: UnitOfWork, recording: Recording) -> _Call:
    callback = uow.callbacks.get(recording.callback_id or 0)
    return _Call(
        recording_id=recording.id or 0,
        ogg=archive_of(services).get(recording.playable or ""),
        channels=recording.channels or 1,
        language=(callback.language if callback else "").partition("-")[0],
        known=dict(recording.replies),
    )


def _replies(services: Services, speech: Transcriber, call: _Call) -> Iterator[Reply]:
    seconds = WHOLE_CALL_SECONDS if speech.wants_whole_call else PIECE_SECONDS
    apart = call.channels == 2 and not speech.wants_whole_call
    for channel in (0, 1) if apart else (None,):
        for place, piece in enumerate(pieces(call.ogg, channel=channel, seconds=seconds)):
            name = f"{channel}:{place}"
            if name in call.known:
                body = json.loads(archive_of(services).get(call.known[name]))
            elif piece.silent:
                body = EMPTY  # recognisers invent words in silence
            else:
                body = _ask(speech, call, channel, place, piece.data)
                _remember(services, call.recording_id, name, body)
            yield Reply(body=body, channel=channel, start_ms=piece.start_ms, end_ms=piece.end_ms, part=place)


def _ask(speech: Transcriber, call: _Call, channel: int | None, place: int, data: bytes) -> dict[str, Any]:
    """Ask for one piece; a server that does not take Opus gets WAV."""
    try:
        return speech.transcribe(data, f"call.{FORMATS[0]}", language=call.language)
    except SpeechError as error:
        if error.trouble is not SpeechTrouble.UNSUPPORTED:
            raise
    seconds = WHOLE_CALL_SECONDS if speech.wants_whole_call else PIECE_SECONDS
    plain = next(
        piece.data
        for at, piece in enumerate(
            pieces(call.ogg, channel=channel, suffix=FORMATS[1], skip=place, seconds=seconds)
        )
        if at == place
    )
    return speech.transcribe(plain, f"call.{FORMATS[1]}", language=call.language)


def _remember(services: Services, recording_id: int, name: str, body: dict[str, Any]) -> None:
    digest = archive_of(services).put(json.dumps(body, ensure_ascii=False).encode())
    with services.new_unit() as uow:
        recording = uow.recordings.lock(recording_id)
        if recording is not None:
            recording.replies = {**recording.replies, name: digest}
            uow.commit()


def _keep(services: Services, recording_id: int, document: dict[str, Any]) -> int | None:
    data = json.dumps(document, ensure_ascii=False).encode()
    with services.new_unit() as uow:
        recording = uow.recordings.lock(recording_id)
        if recording is None or recording.state != "transcribing" or recording.callback_id is None:
            return recording.transcript_id if recording else None
        if not has_words(document):
            end(uow, recording, "silent", "no_words")
        elif uow.reviews.transcripts_of(recording.callback_id):
            end(uow, recording, "text_sent", None)  # the agent's text came first and stands
        else:
            recording.words = archive_of(services).put(data)
            _import(uow, recording, data, _voices(document))
        uow.commit()
        return recording.transcript_id


def _voices(document: dict[str, Any]) -> int:
    return len({row.get("speaker") for row in document["segments"]} - {None, ""})


def _import(uow: UnitOfWork, recording: Recording, data: bytes, voices: int) -> None:
    if voices < 2:
        # Who says what is what a review rests on; guessing it from one track is nobody's business.
        end(uow, recording, "one_voice", None)
        return
    try:
        stored = keep_transcript(
            uow, recording.callback_id or 0, data, agent_id=recording.agent_id, by=SYSTEM, name="speech.json"
        )
    except BadInputError as error:
        state = "one_voice" if error.code == "transcript_no_speakers" else "failed"
        end(uow, recording, state, None if state == "one_voice" else error.code)
        return
    recording.state, recording.transcript_id = "transcribed", stored.id


def _trouble(services: Services, recording_id: int, error: SpeechError) -> None:
    """Try again later, as long as that may help; then it is a person's task."""
    with services.new_unit() as uow:
        recording = uow.recordings.lock(recording_id)
        if recording is None or recording.state != "transcribing":
            return
        recording.tries += 1
        if error.passing and recording.tries < MOST_TRIES:
            wish = timedelta(seconds=error.retry_after or 0)
            pause = min(max(FIRST_PAUSE * 2 ** (recording.tries - 1), wish), LONGEST_PAUSE)
            recording.reason = error.trouble.value
            uow.queue.put(
                "job", TRANSCRIBE_JOB, {"recording": recording_id},
                key=f"{TRANSCRIBE_JOB}:{recording_id}:{recording.tries}",
                ordering_key=f"recording:{recording_id}:later", available_at=uow.now + pause,
            )  # fmt: skip
        else:
            end(uow, recording, "failed", error.trouble.value)
            open_task(
                uow, "recording_failed", desk="data", created_by=SYSTEM, callback_id=recording.callback_id,
                details={"recording": recording_id, "reason": error.trouble.value},
            )  # fmt: skip
        uow.commit()
