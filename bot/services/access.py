"""Guards: raise unless the person may do it to this thing. The table itself is `bot.policy.access`."""

from bot.errors import NotAllowedError
from bot.policy.access import Scope, covers, may, may_decide
from storage.models import Callback, StaffMember, StoredSignal


def require(actor: StaffMember | None, verb: str, scope: Scope = Scope.OWN) -> StaffMember:
    """Return the actor if their role has the verb that far; raises NotAllowedError."""
    if actor is None or not actor.active or not may(actor.role, verb, scope):
        raise NotAllowedError("not_allowed", verb=verb)
    return actor


def require_callback(actor: StaffMember | None, verb: str, callback: Callback) -> StaffMember:
    """Return the actor if they may use the verb on this callback; an agent only on assigned work."""
    if actor is None or not actor.active:
        raise NotAllowedError("not_allowed", verb=verb)
    owner = callback.assignee_id is not None and callback.assignee_id == actor.id
    if not covers(actor.role, verb, owner=owner, same_team=_same_team(actor, callback.team)):
        raise NotAllowedError("not_your_work" if may(actor.role, verb) else "not_allowed", verb=verb)
    return actor


def may_see_callback(actor: StaffMember, callback: Callback) -> bool:
    """Return whether a callback may be shown to somebody: their own, or within their role's reach."""
    owner = callback.assignee_id is not None and callback.assignee_id == actor.id
    return covers(actor.role, "callback.see", owner=owner, same_team=_same_team(actor, callback.team))


def require_workable(actor: StaffMember | None, callback: Callback) -> StaffMember:
    """Return the actor if they may work on this callback: their own, or nobody's yet in their team."""
    if callback.assignee_id is None and actor is not None and _same_team(actor, callback.team):
        return require(actor, "callback.work")
    return require_callback(actor, "callback.work", callback)


def require_signal(actor: StaffMember | None, verb: str, signal: StoredSignal) -> StaffMember:
    """Return the actor if they may use the verb on this signal; nobody judges their own call."""
    if actor is None or not actor.active:
        raise NotAllowedError("not_allowed", verb=verb)
    if not covers(actor.role, verb, owner=False, same_team=_same_team(actor, signal.team)):
        raise NotAllowedError("not_allowed", verb=verb)
    judging = verb != "signal.see" or is_conduct(signal.key)
    if judging and not may_decide(actor.id, signal.agent_id):
        raise NotAllowedError("own_call", verb=verb)
    return actor


def may_see_signal(actor: StaffMember, signal: StoredSignal) -> bool:
    """Return whether a signal may be shown to somebody for deciding."""
    same_team = _same_team(actor, signal.team)
    return covers(actor.role, "signal.see", owner=False, same_team=same_team) and actor.id != signal.agent_id


def require_review(actor: StaffMember | None, callback: Callback, agent_id: int | None) -> StaffMember:
    """Return the actor if they may read all of a call's review; the call's own agent sees the card only."""
    if actor is None or not actor.active:
        raise NotAllowedError("not_allowed", verb="review.see")
    if not covers(actor.role, "review.see", owner=False, same_team=_same_team(actor, callback.team)):
        raise NotAllowedError("not_allowed", verb="review.see")
    if not may_decide(actor.id, agent_id):
        raise NotAllowedError("own_call", verb="review.see")
    return actor


def is_conduct(signal_key: str) -> bool:
    """Return whether a signal is about the agent's own conduct; its agent never sees a machine's proposal of it."""
    return signal_key.startswith("agent.")


def _same_team(actor: StaffMember, team: str) -> bool:
    # Somebody without a team belongs to all of them, and work without a team is everybody's.
    return not actor.team or not team or actor.team == team
