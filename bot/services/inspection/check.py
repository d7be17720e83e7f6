"""Use case: after an inspection's form, archive its photos and put the facts before the team's leads."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.errors import BadInputError, ConflictError, NotFoundError
from bot.services.access import require_review
from bot.services.container import Services
from bot.services.inspection.facts import Shot, Visit, facts_of
from bot.services.inspection.picture import read_picture
from bot.services.outgoing import send_card, send_photo
from bot.services.recordings import archive_of, retention_days
from bot.services.staff import actor_name
from bot.services.work import read_subject
from storage.models import FormResponse, Inspection, InspectionPhoto, StaffMember
from storage.unit_of_work import UnitOfWork

INSPECT_JOB = "inspect_photos"
INSPECTION_CARD = "inspection_card"
SYSTEM = "system:inspection"
VIN, PLACE, AT = "insp.vin", "insp.location", "insp.at"
PHOTO_LIFETIME = timedelta(hours=24)
PHOTOS_SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class PhotoFile:
    """One photo that the form names; `data` None = Telegram no longer has it."""

    question: str
    file_id: str
    data: bytes | None = None


def queue_inspection(uow: UnitOfWork, response: FormResponse) -> None:
    """Queue the comparison of a submitted inspection, once."""
    uow.queue.put(
        "job", INSPECT_JOB, {"response": response.id}, key=f"{INSPECT_JOB}:{response.id}",
        ordering_key=f"response:{response.id}",
    )  # fmt: skip


def photos_to_fetch(services: Services, response_id: int) -> list[PhotoFile]:
    """Return the photos of a form that are not archived yet."""
    with services.new_unit() as uow:
        known = {row.file_id for row in uow.recordings.photos_of(response_id)}
        return [
            PhotoFile(question=row.question, file_id=str(media))
            for row in uow.forms.answers(response_id)
            if isinstance(row.value, dict)
            for media in row.value.get("media", ())
            if str(media) not in known
        ]


def keep_photos(services: Services, response_id: int, photos: list[PhotoFile]) -> None:
    """Archive originals and copies without hidden data; what cannot be read is noted, never dropped."""
    archive = archive_of(services)
    with services.new_unit() as uow:
        response = uow.forms.get(response_id)
        if response is None:
            return
        loan = read_subject(uow, response.callback_id).loan
        for photo in photos:
            row = InspectionPhoto(
                response_id=response_id,
                loan_id=loan.id or 0,
                question=photo.question,
                file_id=photo.file_id,
                fetched_at=uow.now,
                retain_until=uow.now + timedelta(days=retention_days(services, "recording")),
            )
            if photo.data is None:
                row.failure = "unavailable"
            else:
                row.digest = archive.put(photo.data)
                _read_into(services, row, photo.data)
            uow.recordings.add(row)
            uow.audit.append(SYSTEM, "photo_received", "inspection_photo", row.id, digest=row.digest)
        uow.commit()


def check_inspection(services: Services, response_id: int) -> int | None:
    """Compare and show; return the inspection's number. A second time changes nothing."""
    with services.new_unit() as uow:
        response = uow.forms.get(response_id)
        if response is None or uow.recordings.inspection_of(response_id) is not None:
            return None
        subject = read_subject(uow, response.callback_id)
        visit = _visit(uow, response)
        row = uow.recordings.add(
            Inspection(
                response_id=response_id,
                callback_id=response.callback_id,
                loan_id=subject.loan.id or 0,
                agent_id=response.agent_id,
                findings=facts_of(visit),
                checked_at=uow.now,
            )
        )
        uow.audit.append(
            SYSTEM, "inspection_checked", "inspection", row.id, facts=[item["fact"] for item in row.findings]
        )
        for lead in uow.staff.leads_of(subject.callback.team):
            if lead.id != response.agent_id:
                send_card(uow, INSPECTION_CARD, row.id or 0, chat_id=lead.chat_user_id, staff_id=lead.id)
        uow.commit()
        return row.id


def show_photos(uow: UnitOfWork, actor: StaffMember, inspection_id: int, chat_id: int) -> int:
    """Queue the copies without hidden data for one person; every look is on record. Return how many."""
    inspection = uow.recordings.inspection(inspection_id)
    if inspection is None:
        raise NotFoundError("inspection_gone")
    require_review(actor, read_subject(uow, inspection.callback_id).callback, inspection.agent_id)
    photos = [row for row in uow.recordings.photos_of(inspection.response_id) if row.shared][:PHOTOS_SHOWN]
    if not photos:
        raise ConflictError("inspection_no_photos")
    uow.audit.append(
        actor_name(actor), "photos_seen", "inspection", inspection_id, photos=[row.id for row in photos]
    )
    for row in photos:
        send_photo(
            uow, chat_id=chat_id, digest=row.shared or "", caption="", staff_id=actor.id,
            delete_after=PHOTO_LIFETIME,
        )  # fmt: skip
    return len(photos)


def _read_into(services: Services, row: InspectionPhoto, data: bytes) -> None:
    try:
        picture = read_picture(data)
    except (BadInputError, ConflictError) as error:
        row.failure = "unreadable" if error.code == "photo_unreadable" else "not_read"
        return
    row.shared = archive_of(services).put(picture.shared)
    row.taken_at, row.latitude, row.longitude = picture.taken_at, picture.latitude, picture.longitude


def _visit(uow: UnitOfWork, response: FormResponse) -> Visit:
    loan = read_subject(uow, response.callback_id).loan
    answers: dict[str, Any] = {
        row.question: row.value for row in uow.forms.answers(response.id or 0) if row.status == "answered"
    }
    ended = response.submitted_at or uow.now
    at = _instant(answers.get(AT)) or response.started_at
    place = answers.get(PLACE)
    shots = tuple(
        Shot(
            question=row.question,
            digest=row.digest,
            failure=row.failure,
            taken_at=row.taken_at,
            place=None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude),
            seen_elsewhere=row.digest is not None
            and uow.recordings.photo_elsewhere(row.digest, row.loan_id) is not None,
        )
        for row in uow.recordings.photos_of(response.id or 0)
    )
    return Visit(
        vin=str(answers.get(VIN) or "") or None,
        papers_vin=loan.vin,
        begun=min(at, ended),
        ended=max(at, ended) if AT not in answers else at,
        place=(float(place["lat"]), float(place["lon"])) if isinstance(place, dict) else None,
        zone=loan.timezone,
        shots=shots,
    )


def _instant(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
