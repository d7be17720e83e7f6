"""Jobs that the chat causes: fetch a transcript file, review a call. A job may run twice; both find out what is done."""

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.chat.cards.transcript import received_screen
from bot.chat.files import FileSource
from bot.errors import NotFoundError
from bot.runtime import Job
from bot.services.container import Services
from bot.services.outgoing import send_screen
from bot.services.review_call import review_call
from bot.services.transcripts import FETCH_JOB, REVIEW_JOB, receive_transcript
from bot.texts import texts_for


def build_jobs(files: FileSource) -> Mapping[str, Job]:
    """Return every job by kind."""

    async def fetch_transcript(services: Services, payload: dict[str, Any]) -> None:
        data = await files.fetch(payload["file"], payload.get("size"))
        await asyncio.to_thread(_take, services, payload, data)

    async def review(services: Services, payload: dict[str, Any]) -> None:
        await asyncio.to_thread(review_call, services, payload["transcript"], payload["version"])

    return {FETCH_JOB: fetch_transcript, REVIEW_JOB: review}


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
