"""Which items of a queue are first under their ordering key and may be claimed now.

A chat with a thousand waiting updates must not make every claim dearer, so rows behind a head are never probed one
by one: what is leased is left out by a set, and a key that was seen once is not looked at again.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.models import WorkItem

WAITING = ("ready", "leased")
PAGE = 100  # rows per look: more than a loop claims at once
SPARE = 64  # heads beyond the asked ones, because on PostgreSQL other workers may be locking the first
KEYS_AT_MOST = 2_000  # names in one statement; beyond, the rest waits until the first of these are done


def heads(session: Session, queue: str, now: datetime, limit: int) -> Sequence[int]:
    """Return numbers of items that are first under their key; at least `limit` of those that are ready, if there are."""
    seen: list[str] = []
    found: list[int] = []
    while len(found) < limit + SPARE and len(seen) < KEYS_AT_MOST:
        page = session.exec(_ready_keys(queue, now, seen)).all()
        keys = list(dict.fromkeys(page))
        found += _first(session, queue, now, keys)
        seen += keys
        if len(page) < PAGE:
            break
    return found


def is_due(now: datetime) -> ColumnElement[bool]:
    """Return the condition that an item need not wait; one meant for at once never does, whatever the clock says."""
    # A clock that was set back by hours must not hold up for hours what came in before.
    return or_(col(WorkItem.available_at) <= now, col(WorkItem.available_at) <= col(WorkItem.created_at))


def _ready_keys(queue: str, now: datetime, seen: Sequence[str]) -> SelectOfScalar[str]:
    at_work = select(WorkItem.ordering_key).where(WorkItem.queue == queue, WorkItem.state == "leased")
    query = select(WorkItem.ordering_key).where(
        WorkItem.queue == queue,
        WorkItem.state == "ready",
        is_due(now),
        col(WorkItem.ordering_key).not_in(at_work),
    )
    if seen:
        query = query.where(col(WorkItem.ordering_key).not_in(seen))
    return query.order_by(col(WorkItem.lane), col(WorkItem.available_at), col(WorkItem.id)).limit(PAGE)


def _first(session: Session, queue: str, now: datetime, keys: Sequence[str]) -> Sequence[int]:
    if not keys:
        return []
    first = (
        select(func.min(WorkItem.id))
        .where(
            WorkItem.queue == queue,
            col(WorkItem.ordering_key).in_(keys),
            col(WorkItem.state).in_(WAITING),
        )
        .group_by(col(WorkItem.ordering_key))
    )
    # The first of a key may be one that was put back for later: then all behind it wait too.
    query = select(WorkItem.id).where(col(WorkItem.id).in_(first), WorkItem.state == "ready", is_due(now))
    return [number for number in session.exec(query).all() if number is not None]
