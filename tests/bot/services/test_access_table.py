"""Every role, every verb, own work and that of the team and of others: each cell of the table, and the guards over it."""

import pytest

from bot.errors import NotAllowedError
from bot.policy.access import VERBS, Role, Scope, covers, may
from bot.services.access import require, require_callback, require_review, require_signal, require_workable
from storage.models import Callback, StaffMember, StoredSignal
from tests.support.clock import NOON

# agent, team_lead, support, compliance, auditor, admin, customer. o = own, t = the team's, a = anybody's.
TABLE = """
audit.see                 - - - a a a -
audit.verify              - - - a a a -
callback.cancel           - t - a - - -
callback.open             o t - - - - -
callback.reassign         - t - - - a -
callback.see              o t o a a a -
callback.snooze           o t o - - - -
callback.work             o t o - - - -
case.decide               - - a - - - -
case.open                 o t a - - - -
case.see                  o t a a a - -
case.work                 - - a - - - -
complaint.decide          - - - a - - -
complaint.open            o t a - - - -
complaint.see             - t - a a - -
conduct.dispute           o - - - - - -
consent.withdraw          - - - - - - o
contact.ask               - - - - - - o
customer.invite           o t - - - a -
form.amend                o t - - - - -
form.see                  o t a a a - -
form.submit               o t o - - - o
hold.lift                 - t - a - - -
hold.place                o t a a - - -
hold.see                  o t a a a - -
loan.see                  o t a a a a -
loans.export              - - - - a a -
loans.import              - - - - - a -
own_record.correct        - - - - - - o
own_record.see            - - - - - - o
phone.reveal              o t o - - - -
plan.run                  - - - - - a -
plan.see                  o t - a a a -
policy.change             - - - a - a -
policy.see                a a a a a a -
promise.record            o t a - - - -
promise.see               o t a a a - -
recording.delete          - - - a - - -
recording.see             o t - a a - -
recording.send            o t - - - - -
report.see                o t a a a a -
review.rerun              - t - a - - -
review.see                o t - a a - -
score.finalise            - t - a - - -
self.pause                o t o - - - -
signal.ask_agent          - t - a - - -
signal.decide             - t - a - - -
signal.reverse            - t - a - - -
signal.see                o t a a a - -
staff.change_role         - - - - - a -
staff.deactivate          - - - - - a -
staff.invite              - - - - - a -
staff.see                 - t - a a a -
stop_switch.use           - t - a - a -
tier.override             - t - - - - -
tier.see                  o t - a a a -
transcript.map_speakers   - t - a - - -
transcript.see            o t - a a - -
transcript.send           o t - - - - -
"""
REACH = {"-": 0, "o": 1, "t": 2, "a": 3}
GRANTED: dict[tuple[str, str], int] = {
    (role.value, line.split()[0]): REACH[cell]
    for line in TABLE.split("\n") if line.strip()
    for role, cell in zip(Role, line.split()[1:], strict=True)
}  # fmt: skip
CALLBACK_VERBS = (
    "callback.see", "callback.work", "callback.snooze", "callback.open", "callback.reassign", "callback.cancel",
    "phone.reveal", "form.submit", "form.amend", "form.see", "transcript.send", "transcript.see", "tier.override",
)  # fmt: skip
SIGNAL_VERBS = ("signal.see", "signal.decide", "signal.ask_agent", "signal.reverse")
PLACES = {"own": 1, "team": 2, "other": 3}
"""Whose work it is, and how far a grant must reach to touch it."""


def member(role: str, number: int = 1, team: str = "south") -> StaffMember:
    return StaffMember(id=number, chat_user_id=number, role=role, team=team, joined_at=NOON)


def callback(place: str) -> Callback:
    times = dict.fromkeys(("window_open", "due_at", "closes_at", "created_at", "updated_at"), NOON)
    return Callback(
        loan_id=1, form_key="f", cycle_key="c", rule_key="r", assignee_id=1 if place == "own" else 2,
        team="north" if place == "other" else "south", **times,
    )  # fmt: skip


def signal(team: str, agent: int = 9, key: str = "stress.job_loss") -> StoredSignal:
    return StoredSignal(
        callback_id=1, loan_id=1, key=key, severity="high", proposed_key=key, proposed_severity="high",
        speaker="customer", origin="offline", team=team, agent_id=agent, proposed_at=NOON, decide_by=NOON,
    )  # fmt: skip


def is_let(guard, *arguments) -> bool:
    try:
        guard(*arguments)
    except NotAllowedError:
        return False
    return True


def test_the_table_has_every_role_and_every_verb() -> None:
    assert {verb for _, verb in GRANTED} == VERBS
    assert len(GRANTED) == len(VERBS) * len(Role)


def test_every_cell_of_the_policy_is_as_written() -> None:
    for (role, verb), reach in GRANTED.items():
        allowed = [may(role, verb, scope) for scope in Scope]
        assert allowed == [reach >= scope for scope in Scope], (role, verb)


def test_every_cell_holds_for_one_thing_given_whose_it_is() -> None:
    for (role, verb), reach in GRANTED.items():
        got = (
            covers(role, verb, owner=True, same_team=True),
            covers(role, verb, owner=False, same_team=True),
            covers(role, verb, owner=False, same_team=False),
        )
        assert got == (reach >= 1, reach >= 2, reach >= 3), (role, verb)


def test_a_role_or_person_that_is_not_there_may_nothing() -> None:
    gone = member("team_lead")
    gone.active = False
    for verb in VERBS:
        assert not may("emperor", verb)
        assert not is_let(require, None, verb)
        assert not is_let(require, gone, verb)
        assert not is_let(require_callback, gone, verb, callback("own"))


@pytest.mark.parametrize("verb", CALLBACK_VERBS)
@pytest.mark.parametrize("place", PLACES)
def test_callbacks_of_every_place_are_guarded(verb: str, place: str) -> None:
    for role in Role:
        let = is_let(require_callback, member(role.value), verb, callback(place))
        assert let == (GRANTED[role.value, verb] >= PLACES[place]), role


@pytest.mark.parametrize("verb", SIGNAL_VERBS)
@pytest.mark.parametrize(("team", "needed"), [("south", 2), ("north", 3)])
def test_signals_of_both_teams_are_guarded(verb: str, team: str, needed: int) -> None:
    for role in Role:
        let = is_let(require_signal, member(role.value), verb, signal(team))
        assert let == (GRANTED[role.value, verb] >= needed), role


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_nobody_judges_or_reads_the_review_of_their_own_call(role: str) -> None:
    for verb in SIGNAL_VERBS[1:]:
        assert not is_let(require_signal, member(role), verb, signal("south", agent=1))
    assert not is_let(
        require_signal, member(role), "signal.see", signal("south", agent=1, key="agent.threat")
    )
    assert not is_let(require_review, member(role), callback("own"), 1)


@pytest.mark.parametrize("team", ["south", "north"])
def test_work_that_nobody_has_is_open_to_its_own_team_only(team: str) -> None:
    free = callback("other" if team == "north" else "team")
    free.assignee_id = None
    for role in Role:
        let = is_let(require_workable, member(role.value), free)
        reach = GRANTED[role.value, "callback.work"]
        assert let == (reach >= (1 if team == "south" else 3)), role
