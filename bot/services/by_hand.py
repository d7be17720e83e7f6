"""Calls that a person must read, because no model or no reviewer could: the leads' queue beside the signals."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.errors import ConflictError, NotAllowedError, NotFoundError
from bot.services.access import require_review
from bot.services.outgoing import refresh_card
from bot.services.work import read_subject
from storage.models import StaffMember, StoredTranscript, Task
from storage.unit_of_work import UnitOfWork

KIND, DESK = "review_by_hand", "team_lead"
BY_HAND_CARD = "by_hand_card"
CALL_WORDS = "call_words"
WORDS_STAY = timedelta(hours=24)  # as clips do: what a customer said does not stay in a chat
LOOKED_THROUGH = 200  # open tasks of the desk


def calls_by_hand(uow: UnitOfWork, actor: StaffMember) -> list[Task]:
    """Return the open tasks about calls that this person may read, earliest due first."""
    return list(_readable(uow, actor, uow.follow_ups.open_tasks(desk=DESK, limit=LOOKED_THROUGH)))


def words_of_call(uow: UnitOfWork, actor: StaffMember, task_id: int) -> StoredTranscript:
    """Return the transcript that a task is about; who read it is recorded."""
    task = _task(uow, actor, task_id)
    stored = uow.reviews.transcript(int(task.details.get("transcript") or 0))
    if stored is None:
        raise NotFoundError("transcript_gone")
    uow.audit.append(f"staff:{actor.id}", "transcript_read", "transcript", stored.id, task=task.id)
    return stored


def mark_read(uow: UnitOfWork, actor: StaffMember, task_id: int) -> None:
    """Close the task; raises ConflictError `by_hand_done` where somebody was first."""
    task = _task(uow, actor, task_id)
    if task.state != "open":
        raise ConflictError("by_hand_done")
    task.state, task.done_at, task.owner_id = "done", uow.now, actor.id
    uow.audit.append(f"staff:{actor.id}", "task_done", "task", task.id, kind=KIND)
    refresh_card(uow, BY_HAND_CARD, task.id or 0)


def _task(uow: UnitOfWork, actor: StaffMember, task_id: int) -> Task:
    task = uow.follow_ups.lock_task(task_id)
    if task is None or task.kind != KIND or task.callback_id is None:
        raise NotFoundError("task_gone")
    _require(uow, actor, task)
    return task


def _readable(uow: UnitOfWork, actor: StaffMember, tasks: Sequence[Task]) -> Iterator[Task]:
    for task in tasks:
        if task.kind != KIND or task.callback_id is None:
            continue
        try:
            _require(uow, actor, task)
        except NotAllowedError:
            continue
        yield task


def _require(uow: UnitOfWork, actor: StaffMember, task: Task) -> None:
    stored = uow.reviews.transcript(int(task.details.get("transcript") or 0))
    callback = read_subject(uow, task.callback_id or 0).callback
    require_review(actor, callback, stored.agent_id if stored else callback.assignee_id)
