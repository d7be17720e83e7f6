"""Jobs that the chat causes: fetch a file, transcribe or review a call. A job may run twice; both find out what is done."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.chat.cards.transcript import received_screen
from bot.chat.files import FileSource
from bot.chat.recording_jobs import say_transcribed, sounds_like_sound, take_recording
from bot.errors import BadInputError, NotFoundError
from bot.runtime import Job
from bot.services.container import Services
from bot.services.inspection import INSPECT_JOB, check_inspection, keep_photos, photos_to_fetch
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

    async def inspect(services: Services, payload: dict[str, Any]) -> None:
        number = payload["response"]
        wanted = await asyncio.to_thread(photos_to_fetch, services, number)
        photos = [replace(photo, data=await _picture(files, photo.file_id)) for photo in wanted]
        await asyncio.to_thread(keep_photos, services, number, photos)
        await asyncio.to_thread(check_inspection, services, number)

    return {
        INSPECT_JOB: inspect,
        FETCH_JOB: fetch_transcript,
        FETCH_RECORDING_JOB: fetch_recording,
        PREPARE_JOB: prepare,
        TRANSCRIBE_JOB: transcribe,
        REVIEW_JOB: review,
    }


async def _picture(files: FileSource, file_id: str) -> bytes | None:
    """Return a photo's content, or None for one that is gone for good; network errors pass through."""
    try:
        return await files.fetch(file_id)
    except BadInputError:
        return None


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
