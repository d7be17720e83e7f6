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


def require_signal(actor: StaffMember | None, verb: str, signal: StoredSignal) -> StaffMember:
    """Return the actor if they may use the verb on this signal; nobody judges their own call."""
    if actor is None or not actor.active:
        raise NotAllowedError("not_allowed", verb=verb)
    if not covers(actor.role, verb, owner=False, same_team=_same_team(actor, signal.team)):
        raise NotAllowedError("not_allowed", verb=verb)
    if verb.startswith("signal.") and verb != "signal.see" and not may_decide(actor.id, signal.agent_id):
        raise NotAllowedError("own_call", verb=verb)
    return actor


def _same_team(actor: StaffMember, team: str) -> bool:
    # Somebody without a team belongs to all of them, and work without a team is everybody's.
    return not actor.team or not team or actor.team == team
