"""Work that a decision opened: the agent's answer to a lead's question, and a support case's owner."""

from bot.chat.handlers.common import number, staff
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import ConflictError, NotAllowedError, NotFoundError
from bot.policy.access import Scope
from bot.services.access import require
from bot.services.decide_signal import answer_task
from bot.services.follow_up import CASE_CARD
from bot.services.outgoing import refresh_card
from bot.services.staff import actor_name


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.press("task")(reply_to_task)
    router.text("task")(replied)
    router.press("case")(take_case)


def reply_to_task(turn: Turn) -> None:
    """Take the next text as the agent's reply."""
    task = turn.uow.follow_ups.task(number(turn))
    if task is None:
        raise NotFoundError("task_gone")
    if task.owner_id != staff(turn).id:
        raise NotAllowedError("not_your_work", verb="task.answer")
    if task.state != "open":
        raise ConflictError("task_done")
    turn.expect("task", task.id)
    turn.reply(turn.texts("agent-task-type"))


def replied(turn: Turn) -> None:
    """Take the agent's reply back to the lead."""
    answer_task(
        turn.uow, staff(turn), (turn.expectation.subject_id if turn.expectation else None) or 0, turn.text
    )
    turn.expect_nothing()
    turn.reply(turn.texts("agent-task-thanks"))


def take_case(turn: Turn) -> None:
    """Take a support case; one owner, the second is told who was first."""
    actor = require(turn.actor, "case.work", Scope.ANY)
    case = turn.uow.follow_ups.lock_case(number(turn))
    if case is None:
        raise NotFoundError("not_found")
    if case.owner_id is not None and case.owner_id != actor.id:
        owner = turn.uow.staff.get(case.owner_id)
        raise ConflictError("case_taken", name=(owner.name if owner else None) or "?")
    case.owner_id = actor.id
    turn.uow.audit.append(actor_name(actor), "case_taken", "support_case", case.id)
    refresh_card(turn.uow, CASE_CARD, case.id or 0)
