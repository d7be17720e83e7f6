"""Who may do what: roles × verbs, with how far each verb reaches (own work, the team's, anybody's)."""

from enum import IntEnum, StrEnum


class Role(StrEnum):
    """The actors. A customer is an actor too, with very few verbs."""

    AGENT = "agent"
    TEAM_LEAD = "team_lead"
    SUPPORT = "support"
    COMPLIANCE = "compliance"
    AUDITOR = "auditor"
    ADMIN = "admin"
    CUSTOMER = "customer"


class Scope(IntEnum):
    """How far a verb reaches; a wider grant covers the narrower ask."""

    OWN = 1
    TEAM = 2
    ANY = 3


READ_VERBS = frozenset(
    {
        "audit.see", "audit.verify", "callback.see", "case.see", "complaint.see", "form.see", "hold.see",
        "loan.see", "loans.export", "plan.see", "policy.see", "promise.see", "recording.see", "report.see",
        "review.see", "signal.see", "staff.see", "tier.see", "transcript.see",
    }
)  # fmt: skip
"""Verbs that change nothing. The auditor has exactly these, everywhere."""

CHANGE_VERBS = frozenset(
    {
        "callback.cancel", "callback.open", "callback.reassign", "callback.work", "callback.snooze",
        "case.decide", "case.open", "case.work", "complaint.decide", "complaint.open", "conduct.dispute",
        "customer.invite", "form.amend", "form.submit", "hold.lift", "hold.place", "loans.import",
        "own_record.see", "own_record.correct", "consent.withdraw", "contact.ask", "phone.reveal", "plan.run",
        "policy.change", "promise.record", "recording.delete", "recording.send", "review.rerun",
        "score.finalise", "self.pause", "signal.ask_agent", "signal.decide", "signal.reverse",
        "staff.change_role", "staff.deactivate", "staff.invite", "stop_switch.use", "tier.override",
        "transcript.map_speakers", "transcript.send",
    }
)  # fmt: skip
VERBS = READ_VERBS | CHANGE_VERBS

_STAFF_ANY = {"policy.see": Scope.ANY}

GRANTS: dict[Role, dict[str, Scope]] = {
    Role.AGENT: _STAFF_ANY
    | dict.fromkeys(
        (
            "callback.see", "callback.work", "callback.snooze", "callback.open", "loan.see", "tier.see",
            "phone.reveal", "form.see", "form.submit", "form.amend", "transcript.see", "transcript.send",
            "recording.see", "recording.send", "review.see", "signal.see", "conduct.dispute", "promise.see",
            "promise.record", "case.see", "case.open", "complaint.open", "hold.see", "hold.place",
            "customer.invite", "report.see", "plan.see", "self.pause",
        ),
        Scope.OWN,
    ),
    Role.TEAM_LEAD: _STAFF_ANY
    | dict.fromkeys(
        (
            "callback.see", "callback.work", "callback.snooze", "callback.open", "callback.reassign",
            "callback.cancel", "loan.see", "tier.see", "tier.override", "phone.reveal", "form.see",
            "form.submit", "form.amend", "transcript.see", "transcript.send", "transcript.map_speakers",
            "recording.see", "recording.send", "review.see", "review.rerun", "signal.see", "signal.decide",
            "signal.ask_agent", "signal.reverse", "score.finalise", "promise.see", "promise.record",
            "case.see", "case.open", "complaint.see", "complaint.open", "hold.see", "hold.place", "hold.lift",
            "customer.invite", "report.see", "staff.see", "plan.see", "self.pause", "stop_switch.use",
        ),
        Scope.TEAM,
    ),
    Role.SUPPORT: _STAFF_ANY
    | dict.fromkeys(
        ("callback.see", "callback.work", "callback.snooze", "phone.reveal", "form.submit", "self.pause"),
        Scope.OWN,
    )
    | dict.fromkeys(
        (
            "case.see", "case.open", "case.work", "case.decide", "loan.see", "form.see", "signal.see",
            "promise.see", "promise.record", "complaint.open", "hold.see", "hold.place", "report.see",
        ),
        Scope.ANY,
    ),
    Role.COMPLIANCE: dict.fromkeys(
        (
            "audit.see", "audit.verify", "callback.see", "callback.cancel", "case.see", "complaint.see",
            "complaint.decide", "form.see", "hold.see", "hold.place", "hold.lift", "loan.see", "plan.see",
            "policy.see", "policy.change", "promise.see", "recording.see", "recording.delete", "report.see",
            "review.see", "review.rerun", "score.finalise", "signal.see", "signal.decide", "signal.ask_agent",
            "signal.reverse", "staff.see", "stop_switch.use", "tier.see", "transcript.see",
            "transcript.map_speakers",
        ),
        Scope.ANY,
    ),
    Role.AUDITOR: dict.fromkeys(READ_VERBS, Scope.ANY),
    # An administrator runs the program; what a call said and whether a signal is true is none of their work.
    Role.ADMIN: dict.fromkeys(
        (
            "audit.see", "audit.verify", "callback.see", "callback.reassign", "customer.invite", "loan.see", "loans.import",
            "loans.export", "plan.see", "plan.run", "policy.see", "policy.change", "report.see", "staff.see",
            "staff.invite", "staff.change_role", "staff.deactivate", "stop_switch.use", "tier.see",
        ),
        Scope.ANY,
    ),
    Role.CUSTOMER: dict.fromkeys(
        ("own_record.see", "own_record.correct", "consent.withdraw", "contact.ask", "form.submit"), Scope.OWN
    ),
}  # fmt: skip


def may(role: str, verb: str, scope: Scope = Scope.OWN) -> bool:
    """Return whether the role may use the verb that far; an unknown role may nothing.

    An unknown verb is a programming error and raises KeyError.
    """
    if verb not in VERBS:
        raise KeyError(verb)
    if role not in set(Role):
        return False
    granted = GRANTS[Role(role)].get(verb)
    return granted is not None and granted >= scope


def reach(role: str, verb: str) -> Scope | None:
    """Return how far the role's grant reaches (for filtering a list), or None."""
    if verb not in VERBS:
        raise KeyError(verb)
    return GRANTS[Role(role)].get(verb) if role in set(Role) else None


def may_decide(actor_id: object, agent_id: object) -> bool:
    """Return whether this person may judge that agent's call: nobody judges their own."""
    return actor_id != agent_id


def covers(role: str, verb: str, *, owner: bool, same_team: bool) -> bool:
    """Return whether the role may use the verb on one thing, given whose it is."""
    if owner and may(role, verb, Scope.OWN):
        return True
    return may(role, verb, Scope.TEAM if same_team else Scope.ANY)
