"""How an agent sends the recording of a call: as voice, audio, video note or document."""

from pathlib import PurePath

from bot.chat.files import DOWNLOAD_LIMIT_BYTES
from bot.chat.handlers.common import number, staff
from bot.chat.router import Router
from bot.chat.turn import IncomingFile, Turn
from bot.errors import BadInputError, ConflictError
from bot.policy.access import Scope
from bot.services.access import require, require_callback
from bot.services.recordings import FETCH_RECORDING_JOB, SOUND_SUFFIXES, match_recording
from bot.services.work import read_subject
from bot.settings import OFFICIAL_API

SOUND_KINDS = frozenset({"voice", "audio", "video_note"})


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.voice()(sent_sound)
    router.press("rcm")(matched)


def is_sound(file: IncomingFile) -> bool:
    """Return whether a file says of itself that it is a recording."""
    if file.kind in SOUND_KINDS or (file.mime or "").startswith(("audio/", "video/")):
        return True
    return PurePath((file.name or "").lower()).suffix in SOUND_SUFFIXES


def sent_sound(turn: Turn) -> None:
    """Fetch a recording in a job of its own; its call is the one that was asked for, or the only one that waits."""
    from bot.chat.handlers.transcript import calls_without_transcript, expect_no_transcript, expected_call

    actor = require(staff(turn), "transcript.send", Scope.OWN)
    if turn.file is None:
        raise BadInputError("bad_input")
    if turn.services.archive is None:
        raise ConflictError("archive_off")
    _require_fetchable(turn)
    callback_id = expected_call(turn)
    if callback_id is None:
        candidates = calls_without_transcript(turn)
        if not candidates:
            turn.reply(turn.texts("recording-none"))
            return
        callback_id = candidates[0] if len(candidates) == 1 else None
    if callback_id is not None:
        require_callback(actor, "transcript.send", read_subject(turn.uow, callback_id).callback)
    turn.uow.queue.put(
        "job",
        FETCH_RECORDING_JOB,
        {"callback": callback_id, "file": turn.file.file_id, "name": turn.file.name or "",
         "mime": turn.file.mime, "size": turn.file.size, "chat": turn.chat_id,
         "staff": actor.id, "locale": turn.locale},
        key=f"fetch-recording:{turn.chat_id}:{turn.message_id}",
        ordering_key=f"chat:{turn.chat_id}",
    )  # fmt: skip
    expect_no_transcript(turn)
    turn.reply(turn.texts("recording-fetching"))


def matched(turn: Turn) -> None:
    """Take the press that says which call a recording is."""
    match_recording(turn.services, turn.uow, staff(turn), number(turn), number(turn, 1))
    turn.edit(turn.texts("recording-kept"))


def _require_fetchable(turn: Turn) -> None:
    size = turn.file.size if turn.file else None
    official = turn.services.settings.bot_api_url == OFFICIAL_API
    if official and size is not None and size > DOWNLOAD_LIMIT_BYTES:
        raise BadInputError("recording_too_large", limit_mb=DOWNLOAD_LIMIT_BYTES // (1024 * 1024))
