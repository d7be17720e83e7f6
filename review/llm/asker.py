"""One question to the model and its checked answer: best format that works, one repair turn, a named ending."""

import logging
from dataclasses import dataclass

from review.llm.answer import Answer
from review.llm.budget import Meter
from review.llm.caller import Caller, RetryPolicy
from review.llm.errors import FormatUnsupportedError, MalformedReplyError, ModelError
from review.llm.extract import read_answer
from review.llm.outcome import Outcome
from review.llm.ports import Format, Message, Reply, Request
from review.llm.prompt import REPLY_TOKENS, Script, prompt_tokens, repair_messages, request_for

logger = logging.getLogger(__name__)

TRUNCATED_BELOW = 0.4
"""Of the estimated prompt tokens: the estimate errs high by at most half, so less than this was cut away."""
MOST_ROOM = 2  # times the usual reply, for one second try after a cut-off


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A checked answer, how it was won, and which model says it wrote it."""

    answer: Answer
    outcome: Outcome
    model: str


class Asker:
    """Asks through a caller and remembers which response format the endpoint takes."""

    def __init__(self, caller: Caller, policy: RetryPolicy, *, reply_tokens: int = REPLY_TOKENS) -> None:
        self._caller, self._policy, self._room = caller, policy, reply_tokens
        self._format = Format.SCHEMA

    @property
    def format(self) -> Format:
        """Return the best format that the endpoint has not refused."""
        return self._format

    def ask(
        self, script: Script, messages: tuple[Message, ...], turns: range, meter: Meter, until: float
    ) -> Asked:
        """Return the checked answer about `turns`; raises ModelError with the named outcome."""
        room = self._room
        try:
            reply = self._reply(script, messages, room, meter, until)
            return self._checked(reply, turns, repaired=False)
        except MalformedReplyError as error:
            problems, said = error.problems, error.said
        except ModelError as error:
            if error.outcome not in (Outcome.CUT_OFF, Outcome.EMPTY):
                raise
            # Reasoning eats the same room as the reply; with twice as much most replies come to their end.
            problems, said, room = "", "", room * MOST_ROOM
        again = repair_messages(script, messages, said, problems) if problems else messages
        reply = self._reply(script, again, room, meter, until)
        return self._checked(reply, turns, repaired=True)

    def _checked(self, reply: Reply, turns: range, *, repaired: bool) -> Asked:
        try:
            answer, outcome = read_answer(reply.text, turns)
        except MalformedReplyError as error:
            error.said = reply.text
            raise
        return Asked(answer=answer, outcome=Outcome.REPAIRED if repaired else outcome, model=reply.model)

    def _reply(
        self, script: Script, messages: tuple[Message, ...], room: int, meter: Meter, until: float
    ) -> Reply:
        while True:
            form = self._format
            request = request_for(
                script, messages, form, max_tokens=room, timeout=self._policy.attempt_timeout
            )
            try:
                return _whole(request, self._caller.call(request, meter, until))
            except FormatUnsupportedError:
                if form.simpler is None:
                    raise
                self._step_down(form, form.simpler)

    def _step_down(self, refused: Format, simpler: Format) -> None:
        logger.info("response format refused", extra={"action": "llm_format", "format": refused.value})
        if self._format is refused:  # another thread may have been first
            self._format = simpler


def _whole(request: Request, reply: Reply) -> Reply:
    """Return the reply unless the server read only part of the prompt.

    Ollama drops the beginning of a prompt that exceeds `num_ctx` (4,096 unless set) and says nothing.
    """
    if 0 < reply.usage.prompt < TRUNCATED_BELOW * prompt_tokens(request.messages):
        raise ModelError(Outcome.PROMPT_TRUNCATED)
    return reply
