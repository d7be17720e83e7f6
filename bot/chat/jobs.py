"""Jobs that the chat causes: fetch a file, transcribe or review a call. A job may run twice; both find out what is done."""

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.chat.cards.transcript import received_screen
from bot.chat.files import FileSource
from bot.chat.recording_jobs import say_transcribed, sounds_like_sound, take_recording
from bot.errors import BadInputError, NotFoundError
from bot.runtime import Job
from bot.services.container import Services
from bot.services.outgoing import send_screen
from bot.services.recordings import (
    FETCH_RECORDING_JOB,
    PREPARE_JOB,
    TRANSCRIBE_JOB,
    prepare_recording,
)
from bot.services.review_call import review_call
from bot.services.transcripts import FETCH_JOB, REVIEW_JOB, receive_transcript
from bot.texts import texts_for


def build_jobs(files: FileSource) -> Mapping[str, Job]:
    """Return every job by kind."""

    async def fetch_transcript(services: Services, payload: dict[str, Any]) -> None:
        data = await files.fetch(payload["file"], payload.get("size"))
        take = take_recording if sounds_like_sound(data) else _take
        await asyncio.to_thread(take, services, payload, data)

    async def fetch_recording(services: Services, payload: dict[str, Any]) -> None:
        try:
            data = await files.fetch(payload["file"], payload.get("size"))
        except BadInputError as error:
            if error.code != "file_too_large":
                raise
            raise BadInputError("recording_too_large", **error.data) from None
        await asyncio.to_thread(take_recording, services, payload, data)

    async def prepare(services: Services, payload: dict[str, Any]) -> None:
        await asyncio.to_thread(prepare_recording, services, payload["recording"])

    async def transcribe(services: Services, payload: dict[str, Any]) -> None:
        await asyncio.to_thread(say_transcribed, services, payload["recording"])

    async def review(services: Services, payload: dict[str, Any]) -> None:
        await asyncio.to_thread(review_call, services, payload["transcript"], payload["version"])

    return {
        FETCH_JOB: fetch_transcript,
        FETCH_RECORDING_JOB: fetch_recording,
        PREPARE_JOB: prepare,
        TRANSCRIBE_JOB: transcribe,
        REVIEW_JOB: review,
    }


def _take(services: Services, payload: dict[str, Any], data: bytes) -> None:
    with services.new_unit() as uow:
        member = uow.staff.get(payload["staff"] or 0)
        if member is None:
            raise NotFoundError("not_found")
        stored = receive_transcript(uow, member, payload["callback"], data, name=payload["name"])
        send_screen(
            uow,
            received_screen(stored, texts_for(payload["locale"])),
            chat_id=payload["chat"],
            staff_id=member.id,
            key=f"received:{stored.id}:{stored.version}",
        )
        uow.commit()
