"""From whatever a model wrote to a checked answer: tolerant about wrapping, strict about content."""

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from review.llm.answer import Answer
from review.llm.errors import MalformedReplyError
from review.llm.outcome import Outcome

PROBLEMS_MAX = 6  # faults named in a repair turn; more would only confuse
OBJECTS_MAX = 40  # places where an object is tried; a wall of braces is noise
_THINKING = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>|^.*?</think(?:ing)?>", re.DOTALL)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_DECODER = json.JSONDecoder()


def read_answer(text: str, turns: range) -> tuple[Answer, Outcome]:
    """Return the answer and whether it stood alone or was dug out.

    Raises MalformedReplyError: EMPTY, UNREADABLE (no object), INVALID (wrong shape) or OUT_OF_RANGE (turns).
    """
    if not text.strip():
        raise MalformedReplyError(Outcome.EMPTY, "empty")
    plain = _loads(text.strip().lstrip("\ufeff"))
    found = plain if isinstance(plain, dict) else _dug_out(text)
    if found is None:
        raise MalformedReplyError(Outcome.UNREADABLE, "no JSON object")
    answer = _checked(found)
    if strange := sorted({item.t for finding in answer.findings for item in finding.ev} - set(turns)):
        problem = f"no turn {', '.join(map(str, strange[:PROBLEMS_MAX]))}; turns are {turns[0]}-{turns[-1]}"
        raise MalformedReplyError(Outcome.OUT_OF_RANGE, problem)
    return answer, Outcome.REVIEWED if found is plain else Outcome.FENCED


def _checked(found: dict[str, Any]) -> Answer:
    try:
        return Answer.model_validate(found)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False, include_context=False)
        named = [f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in faults[:PROBLEMS_MAX]]
        raise MalformedReplyError(Outcome.INVALID, "; ".join(named)) from None


def _dug_out(text: str) -> dict[str, Any] | None:
    """Return the last object that looks like an answer, else the largest one."""
    bare = _THINKING.sub("", text)
    objects = [*_objects(_TRAILING_COMMA.sub(r"\1", bare)), *_objects(bare)]  # the model's own words win
    likely = [item for item in objects if "findings" in item]
    return likely[-1] if likely else max(objects, key=len, default=None)


def _objects(text: str) -> Iterator[dict[str, Any]]:
    place = text.find("{")
    for _ in range(OBJECTS_MAX):
        if place < 0:
            return
        try:
            value, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            end = place + 1
        else:
            if isinstance(value, dict):
                yield value
        place = text.find("{", end)


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
