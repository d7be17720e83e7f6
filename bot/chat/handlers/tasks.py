"""Work that a decision opened: the agent's answer to a lead's question."""

from bot.chat.handlers.common import number, staff
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import ConflictError, NotAllowedError, NotFoundError
from bot.services.decide_signal import answer_task


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.press("task")(reply_to_task)
    router.text("task")(replied)


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
