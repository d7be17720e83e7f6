"""What the jobs on recordings do and say: take the file in, ask which call it is, show the receipt of its words."""

from typing import Any

from bot.chat.cards.transcript import received_screen
from bot.errors import NotFoundError
from bot.forms.screen import Button, Screen
from bot.services.container import Services
from bot.services.outgoing import send_screen
from bot.services.recordings import Arrival, receive_recording
from bot.services.staff import actor_name
from bot.services.transcribe import transcribe_recording
from bot.services.work import read_subject
from bot.texts import Texts, texts_for
from storage.models import Recording, StaffMember
from storage.unit_of_work import UnitOfWork

CANDIDATES = 6  # calls offered when it is not clear which one a recording belongs to
HEADS = (b"OggS", b"#!AMR", b"ID3", b"fLaC", b"\x1aE\xdf\xa3", b"\xff\xf1", b"\xff\xfb")
"""How Ogg, AMR, MP3, FLAC, Matroska/WebM and AAC files begin."""


def sounds_like_sound(data: bytes) -> bool:
    """Return whether a file begins like sound, whatever its name says."""
    return data.startswith(HEADS) or data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] == b"WAVE")


def take_recording(services: Services, payload: dict[str, Any], data: bytes) -> None:
    """Archive what an agent sent; where its call is not clear, it is kept and asked for."""
    texts = texts_for(payload["locale"])
    with services.new_unit() as uow:
        member = uow.staff.get(payload["staff"] or 0)
        if member is None:
            raise NotFoundError("not_found")
        arrival = Arrival(
            data=data, source="chat", by=actor_name(member), name=payload["name"] or None,
            mime=payload.get("mime"), callback_id=payload["callback"], agent_id=member.id,
        )  # fmt: skip
        recording, new = receive_recording(services, uow, arrival)
        if recording.callback_id is None:
            screen = _which(uow, recording, member, texts)
        else:
            screen = Screen(text=texts("recording-kept" if new else "recording-known"))
        send_screen(
            uow, screen, chat_id=payload["chat"], staff_id=member.id,
            key=f"recording-kept:{recording.id}:{payload['file']}",
        )  # fmt: skip
        uow.commit()


def say_transcribed(services: Services, recording_id: int) -> None:
    """Transcribe, and show the agent the receipt, or the question who is who."""
    transcript_id = transcribe_recording(services, recording_id)
    if transcript_id is None:
        return
    with services.new_unit() as uow:
        stored = uow.reviews.transcript(transcript_id)
        agent = uow.staff.get(stored.agent_id) if stored and stored.agent_id else None
        if stored is None or agent is None:
            return
        send_screen(
            uow, received_screen(stored, texts_for(agent.locale)), chat_id=agent.chat_user_id,
            staff_id=agent.id, key=f"received:{stored.id}:1",
        )  # fmt: skip
        uow.commit()


def _which(uow: UnitOfWork, recording: Recording, member: StaffMember, texts: Texts) -> Screen:
    rows = []
    for callback_id in uow.callbacks.without_transcript(member.id or 0, limit=CANDIDATES):
        subject = read_subject(uow, callback_id)
        label = f"{subject.borrower.name or ''} {subject.loan.loan_number}".strip()
        rows.append((Button(label=label, data=f"rcm:{recording.id}:{callback_id}"),))
    return Screen(text=texts("recording-which"), rows=tuple(rows), protected=True)
