"""Answers to presses of inline buttons and to inline queries."""

from datetime import timedelta

from bot.rehearsal.context import Context
from bot.rehearsal.errors import QUERY_TOO_OLD, bad_request
from bot.rehearsal.methods.registry import Method
from bot.rehearsal.params import Params
from bot.rehearsal.values import Answer

ANSWERABLE_FOR = timedelta(minutes=10)  # virtual; the app has long stopped its spinner by then
RESULTS_MAX = 50  # of one inline query
ANSWER_MAX = 200  # characters of a toast


async def answer_callback_query(context: Context, params: Params) -> bool:
    """Answer a press once; a second or late answer is refused."""
    press = context.world.presses.get(params.text("callback_query_id"))
    if press is None or press.answer.done():
        raise bad_request(QUERY_TOO_OLD)
    if context.world.clock.now() - press.pressed_at > ANSWERABLE_FOR:
        raise bad_request(QUERY_TOO_OLD)
    text = params.text("text")
    if len(text) > ANSWER_MAX:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = Answer(text=text, show_alert=params.flag("show_alert"), url=params.text("url"))
    press.answer.set_result(answer)
    context.world.touch(press)
    return True


async def answer_inline_query(context: Context, params: Params) -> bool:
    """Answer an inline query with at most 50 results, once."""
    ask = context.world.inline_asks.get(params.text("inline_query_id"))
    if ask is None or ask.results.done():
        raise bad_request(QUERY_TOO_OLD)
    results = params.items("results") or []
    if len(results) > RESULTS_MAX:
        raise bad_request("too many inline query results specified")
    ask.results.set_result(results)
    return True


METHODS: dict[str, Method] = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
