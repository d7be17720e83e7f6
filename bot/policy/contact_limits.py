"""Rolling limits and the rest after a conversation: what counts, for whom, and when it is over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.policy.contact_values import Channel, ContactPolicy, ContactRequest, Limit, Metric, PastContact, Per

DIALLED = frozenset({Channel.CALL, Channel.AI_VOICE})
TECHNICAL_FAILURE = "technical_failure"
WRONG_NUMBER = "wrong_number"

_ADDS: dict[Channel, frozenset[Metric]] = {
    Channel.CALL: frozenset({Metric.DIAL, Metric.UNCONNECTED_DIAL, Metric.CONVERSATION, Metric.ANY_CONTACT}),
    Channel.AI_VOICE: frozenset(
        {Metric.DIAL, Metric.UNCONNECTED_DIAL, Metric.CONVERSATION, Metric.ANY_CONTACT}
    ),
    Channel.SMS: frozenset({Metric.SMS, Metric.ANY_CONTACT}),
    Channel.EMAIL: frozenset({Metric.EMAIL, Metric.ANY_CONTACT}),
    Channel.CHAT: frozenset({Metric.ANY_CONTACT}),
    Channel.VISIT: frozenset({Metric.VISIT, Metric.ANY_CONTACT}),
}


@dataclass(frozen=True, kw_only=True)
class Reached:
    """A limit that is used up, how often, and the first instant at which it is not."""

    limit: Limit
    used: int
    until: datetime | None


def counts(contact: PastContact) -> bool:
    """Return whether a contact counts at all: inbound, customer-requested and failed lines do not."""
    return not (contact.inbound or contact.customer_requested or contact.outcome == TECHNICAL_FAILURE)


def measures(contact: PastContact, metric: Metric) -> bool:
    """Return whether a counting contact is one of the metric. A dial counts once it rings, answered or not."""
    if metric is Metric.ANY_CONTACT:
        return True
    dialled = contact.channel in DIALLED
    if metric is Metric.DIAL:
        return dialled
    if metric is Metric.UNCONNECTED_DIAL:
        return dialled and not contact.connected
    if metric is Metric.CONVERSATION:
        return dialled and contact.connected
    return contact.channel.value == metric.value


def reached_limits(
    limits: Sequence[Limit], request: ContactRequest, history: Sequence[PastContact], at: datetime
) -> tuple[Reached, ...]:
    """Return the limits that another contact at `at` would break."""
    found = []
    for limit in limits:
        if limit.metric not in _ADDS[request.channel]:
            continue
        for group in _groups(limit, request, history):
            reached = _reached(limit, group, at)
            if reached is not None:
                found.append(reached)
    return tuple(found)


def cooldown_until(
    policy: ContactPolicy, request: ContactRequest, history: Sequence[PastContact], at: datetime
) -> datetime | None:
    """Return when the rest after the last conversation ends, or None when there is none at `at`."""
    if not policy.cooldown_days or request.channel not in DIALLED | {Channel.VISIT}:
        return None
    talks = [
        contact.at
        for contact in history
        if counts(contact) and measures(contact, Metric.CONVERSATION) and contact.at <= at
        if contact.debtor_id == request.debtor_id or set(contact.debt_ids) & set(request.debt_ids)
    ]
    if not talks:
        return None
    until = max(talks) + timedelta(days=policy.cooldown_days)
    return until if at < until else None


def _groups(
    limit: Limit, request: ContactRequest, history: Sequence[PastContact]
) -> Iterator[list[PastContact]]:
    counted = [contact for contact in history if counts(contact) and measures(contact, limit.metric)]
    if limit.per in (Per.DEBT, Per.DEBTOR):
        # Until a number is proved wrong its dials were dials to the customer; from then on they were not.
        wrong = {contact.number_id for contact in history if contact.outcome == WRONG_NUMBER} - {""}
        counted = [contact for contact in counted if contact.number_id not in wrong]
    if limit.per is Per.DEBT:
        # One call about two debts counts for both, so each debt is looked at alone.
        for debt in request.debt_ids:
            yield [contact for contact in counted if debt in contact.debt_ids]
    elif limit.per is Per.DEBTOR:
        yield [contact for contact in counted if contact.debtor_id == request.debtor_id]
    elif limit.per is Per.NUMBER:
        yield [contact for contact in counted if contact.number_id == request.number_id]
    else:
        yield [
            contact
            for contact in counted
            if contact.debtor_id == request.debtor_id and contact.place == request.place
        ]


def _reached(limit: Limit, contacts: Sequence[PastContact], at: datetime) -> Reached | None:
    span = timedelta(days=limit.days)
    recent = sorted(contact.at for contact in contacts if contact.at > at - span)
    if len(recent) < limit.maximum:
        return None
    # A limit of zero never frees; otherwise it does when the oldest that is one too many leaves the window.
    until = recent[len(recent) - limit.maximum] + span if limit.maximum else None
    return Reached(limit=limit, used=len(recent), until=until)
