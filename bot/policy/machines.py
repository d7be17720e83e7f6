"""The state machines of callback, attempt, hold and support case (domain pack, section 6.2). What is not listed is forbidden."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Machine:
    """States, those that end it, and the allowed moves."""

    name: str
    states: tuple[str, ...]
    terminal: frozenset[str]
    moves: frozenset[tuple[str, str]]

    def may_move(self, source: str, target: str) -> bool:
        """Return whether the move is allowed; an unknown state is a programming error (ValueError)."""
        if source not in self.states or target not in self.states:
            raise ValueError(f"{self.name} has no state {source!r} or {target!r}")
        return (source, target) in self.moves

    def next_states(self, source: str) -> tuple[str, ...]:
        """Return the states that may follow, in the order of `states`."""
        return tuple(target for target in self.states if (source, target) in self.moves)


def _machine(name: str, terminal: str, moves: dict[str, str]) -> Machine:
    pairs = {(source, target) for source, targets in moves.items() for target in targets.split()}
    states = dict.fromkeys([*moves, *(target for targets in moves.values() for target in targets.split())])
    return Machine(
        name=name, states=tuple(states), terminal=frozenset(terminal.split()), moves=frozenset(pairs)
    )


CALLBACK = _machine(
    "callback",
    "completed unreachable refused cancelled",
    {
        "planned": "ready waiting_customer cancelled",
        "ready": "in_progress waiting_customer cancelled",
        "in_progress": "waiting_retry partial completed refused ready cancelled",
        "waiting_retry": "ready unreachable waiting_customer cancelled",
        "waiting_customer": "completed ready cancelled",
        "partial": "ready completed unreachable cancelled",
    },
)
ATTEMPT = _machine(
    "attempt",
    "blocked ended",
    {
        "checking": "blocked dialing",
        "dialing": "ringing ended",
        "ringing": "connected ended",
        "connected": "verifying ended",
        "verifying": "talking ended",
        "talking": "ended",
    },
)
HOLD = _machine("hold", "lifted expired", {"placed": "lifted expired"})
SUPPORT_CASE = _machine(
    "support_case",
    "declined_by_customer completed withdrawn",
    {
        "draft": "submitted withdrawn",
        "submitted": "assessing withdrawn",
        "assessing": "more_info offered refused withdrawn",
        "more_info": "assessing withdrawn",
        "refused": "assessing",
        "offered": "accepted declined_by_customer assessing",
        "accepted": "active",
        "active": "completed broken",
        "broken": "assessing",
    },
)
