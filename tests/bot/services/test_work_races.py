"""Two at once: planners never duplicate, one of two claims wins, one of two dials passes the limit."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import func, select

from bot.errors import ConflictError
from bot.services import push, work
from bot.services.plan_callbacks import plan_callbacks
from storage.models import Attempt, Callback
from tests.support.planning import add_agent, add_attempt, add_callback, add_loan

pytestmark = pytest.mark.both_engines


def both(*actions):
    """Run callables side by side from one starting line; return results, or the errors they raised."""
    line = threading.Barrier(len(actions))

    def run(action):
        line.wait()
        try:
            return action()
        except ConflictError as error:
            return error

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_two_planners_at_once_never_duplicate(services, new_unit):
    with new_unit() as uow:
        for number in range(700):
            add_loan(uow, f"L{number}")
        uow.commit()
    reports = both(lambda: plan_callbacks(services), lambda: plan_callbacks(services))
    with new_unit() as uow:
        stored = uow.session.exec(select(func.count()).select_from(Callback)).one()
    assert (stored, sum(report.planned for report in reports)) == (700, 700)


def prepare(new_unit, callbacks=1, **columns):
    """Store two agents and so many callbacks of one borrower; return all numbers."""
    with new_unit() as uow:
        agents = [add_agent(uow, "甲"), add_agent(uow, "乙")]
        first = add_loan(uow)
        loans = [
            first,
            *(add_loan(uow, f"M{n}", borrower_id=first.borrower_id) for n in range(callbacks - 1)),
        ]
        rows = [add_callback(uow, loan, **columns) for loan in loans]
        uow.commit()
        return [a.id for a in agents], [r.id for r in rows]


def test_one_of_two_claims_wins_and_the_loser_is_told_by_whom(services, new_unit):
    agents, (number,) = prepare(new_unit)

    def claim(agent_id):
        with new_unit() as uow:
            agent = uow.staff.get(agent_id)
            work.claim(uow, agent, number)
            uow.commit()
            return agent.name

    results = both(*(lambda a=a: claim(a) for a in agents))
    winner = next(r for r in results if isinstance(r, str))
    loser = next(r for r in results if isinstance(r, ConflictError))
    assert (loser.code, loser.data["name"]) == ("claimed_by", winner)


def test_only_one_of_two_dials_at_once_passes_the_limit(services, new_unit):
    agents, rows = prepare(new_unit, callbacks=2, purpose="collection")
    with new_unit() as uow:
        agent, callback = uow.staff.get(agents[0]), uow.callbacks.get(rows[0])
        limit = room_left(services, uow, agent, callback)
        uow.commit()

    def dial(agent_id, number):
        with new_unit() as uow:
            found = work.start(services, uow, uow.staff.get(agent_id), number)
            uow.commit()
            return found.verdict

    verdicts = both(*(lambda a=a, r=r: dial(a, r) for a, r in zip(agents, rows, strict=True)))
    assert limit > 0
    assert sorted(v.allowed for v in verdicts) == [False, True]
    assert [r.code for v in verdicts for r in v.reasons] == ["LIMIT_REACHED"]
    with new_unit() as uow:
        states = uow.session.exec(select(Attempt.state).where(Attempt.outcome.is_(None))).all()
    assert sorted(states) == ["blocked", "dialing"]


def room_left(services, uow, agent, callback):
    """Store attempts until one more is allowed and no second; return how many that took."""
    from bot.services.contact import check_contact

    for made in range(1, 40):
        subject = work.read_subject(uow, callback.id)
        with uow.savepoint() as trial:
            add_attempt(uow, callback, agent, at=uow.now - timedelta(hours=1))
            verdict = check_contact(services, uow, callback, subject.loan, subject.borrower)
            if not verdict.allowed:
                trial.rollback()
                return made - 1
    raise AssertionError("this policy has no limit")


def test_two_pushers_push_each_card_once(services, new_unit):
    _, rows = prepare(new_unit, callbacks=4)
    pushed = both(lambda: push.push_due(services), lambda: push.push_due(services))
    assert sum(pushed) == len(rows)
