"""From a redacted call to the messages that a model gets."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from review.domain import Turn
from review.llm.answer import answer_schema, shape_line
from review.llm.chunks import Chunk
from review.llm.fence import TAGS, fence, render
from review.llm.ports import Format, Message, Request
from review.llm.prompt_file import Example, PromptFile, fill, load_prompt, locale_for
from review.llm.tokens import MESSAGE_OVERHEAD, estimate_tokens
from review.taxonomy import SignalDefinition, Taxonomy

REPLY_TOKENS = 2000
"""Room for the reply: some twenty findings of about ninety tokens each."""
ECHO_MAX = 4000  # characters of an unusable reply that the repair turn shows again


@dataclass(frozen=True, kw_only=True)
class Script:
    """A prompt with the taxonomy filled in: everything that is the same for all calls of a language."""

    prompt: PromptFile
    taxonomy: Taxonomy
    system: str

    @property
    def version(self) -> str:
        """Return what a stamp needs to find the very words again."""
        return f"{self.prompt.name}+{self.taxonomy.version}"


def write_script(taxonomy: Taxonomy, language: str) -> Script:
    """Return the newest prompt for a language tag, filled with this taxonomy."""
    prompt = load_prompt(locale_for(language))
    lines = "\n".join(_line(item, prompt) for item in taxonomy.signals)
    examples = "\n".join(_example(item, prompt) for item in prompt.examples)
    system = fill(prompt.system, taxonomy=lines, examples=examples, shape=shape_line())
    return Script(prompt=prompt, taxonomy=taxonomy, system=system.strip())


def messages_for(script: Script, chunk: Chunk, total: int, nonce: str) -> tuple[Message, ...]:
    """Return the system and the user message for one piece of a call."""
    opened, closed = fence(nonce)
    user = fill(
        script.prompt.user,
        first=str(chunk.first),
        last=str(chunk.last),
        total=str(total),
        open=opened,
        transcript=render(chunk.turns),
        close=closed,
    )
    return Message(role="system", content=script.system), Message(role="user", content=user.strip())


def repair_messages(
    script: Script, messages: Sequence[Message], reply: str, problems: str
) -> tuple[Message, ...]:
    """Return the conversation with the unusable reply and what is wrong with it."""
    return (
        *messages,
        Message(role="assistant", content=reply[:ECHO_MAX] or "-"),
        Message(role="user", content=fill(script.prompt.repair, problems=problems).strip()),
    )


def request_for(
    script: Script, messages: tuple[Message, ...], form: Format, *, max_tokens: int, timeout: float
) -> Request:
    """Return the request; its schema names the taxonomy's keys."""
    schema = answer_schema(item.key for item in script.taxonomy.signals)
    return Request(messages=messages, format=form, schema=schema, max_tokens=max_tokens, timeout=timeout)


def prompt_tokens(messages: Sequence[Message]) -> int:
    """Return the estimated tokens of the messages."""
    return sum(estimate_tokens(item.content) + MESSAGE_OVERHEAD for item in messages)


def _line(item: SignalDefinition, prompt: PromptFile) -> str:
    wanted = prompt.contrast.get(item.key, [])
    misleading = [
        next(negative.text for negative in item.negatives(prompt.locale) if negative.type == kind)
        for kind in wanted
    ]
    parts = [item.definition, item.severity_rule, *(f"≠ {text}" for text in misleading)]
    return f"{item.key}={item.severity.value}: " + "; ".join(part.rstrip(".") for part in parts if part)


def _example(item: Example, prompt: PromptFile) -> str:
    said = "\n".join(f"{index}{TAGS[role]}: {text}" for index, (role, text) in enumerate(item.turns, start=1))
    answer = item.answer.model_dump(mode="json")
    return f"{prompt.example_intro}\n{said}\n{json.dumps(answer, ensure_ascii=False, separators=(',', ':'))}"


def quoted_turns(example: Example) -> tuple[Turn, ...]:
    """Return the turns of an example, as the gate wants them."""
    return tuple(
        Turn(index=index, role=role, text=text) for index, (role, text) in enumerate(example.turns, start=1)
    )
