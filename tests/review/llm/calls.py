"""Calls, stand-ins and reviewers for the tests of the model path."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from review.domain import Review, Role, Severity, Speakers, Transcript, Turn
from review.llm import LlmReviewer, MemoryBudget, Timing, build_llm_reviewer
from review.llm.caller import RetryPolicy
from review.llm.ports import Reply, Request, Usage
from review.offline import OfflineReviewer
from review.ports import CallContext
from review.taxonomy import load_taxonomy
from tests.review.llm.servers import MODEL

TAXONOMY = load_taxonomy()
CONTEXT = CallContext()
OFFLINE = OfflineReviewer(TAXONOMY)
DAY = date(2026, 3, 2)
ROLES = {"A": Role.AGENT, "C": Role.CUSTOMER}
QUICK = RetryPolicy(attempts=2, attempt_timeout=0.6, longest_wait=5.0, call_timeout=20.0)


def call(*lines: str, language: str = "zh-CN") -> Transcript:
    """Return a call of lines such as ``C: words``."""
    turns = tuple(
        Turn(index=index, role=ROLES[line[0]], text=line[3:], label="坐席" if line[0] == "A" else "客户")
        for index, line in enumerate(lines, start=1)
    )
    speakers = Speakers(agent="坐席", customer="客户")
    return Transcript(source_format="test", language=language, turns=turns, speakers=speakers, checksum="-")


STRESSED = call(
    "A: 您好，这里是贷后回访，请问方便吗？",
    "C: 方便，你说。",
    "A: 这个月的还款有没有困难？",
    "C: 工资还没发，这期我怕是还不上了。",
    "A: 好的，我帮您登记一下。",
    "C: 行，谢谢。",
)
CALM = call("A: 您好，这个月还款有困难吗？", "C: 没有，钱都准备好了。", "A: 好的，再见。")


@dataclass
class FakeTime:
    """A clock that sleeping moves on."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def timing(self) -> Timing:
        return Timing(sleep=self.sleep, monotonic=lambda: self.now, random=lambda: 0.5, today=lambda: DAY)


@dataclass
class FakeModel:
    """Answers by script and raises when the script is exhausted."""

    script: list[Any]
    model: str = MODEL
    requests: list[Request] = field(default_factory=list)

    def complete(self, request: Request) -> Reply:
        self.requests.append(request)
        step = self.script.pop(0)
        if isinstance(step, Exception):
            raise step
        text = step if isinstance(step, str) else json.dumps(step, ensure_ascii=False)
        return Reply(text=text, model=self.model, usage=Usage(prompt=3000, completion=100))


def reviewer_with(model: Any, **options: Any) -> LlmReviewer:
    """Return a reviewer around a stand-in model."""
    options.setdefault("timing", FakeTime().timing())
    options.setdefault("policy", QUICK)
    options.setdefault("budget", MemoryBudget())
    offline = options.pop("offline", OFFLINE)
    return build_llm_reviewer("", None, MODEL, TAXONOMY, offline, client=model, **options)


def reviewer_at(url: str, model: str = MODEL, **options: Any) -> LlmReviewer:
    """Return a reviewer that really speaks to a server; only the waiting between attempts is left out."""
    options.setdefault("timing", Timing(sleep=lambda _: None, today=lambda: DAY))
    options.setdefault("policy", QUICK)
    return build_llm_reviewer(url, None, model, TAXONOMY, OFFLINE, **options)


def keys(review: Review) -> list[str]:
    return [item.key for item in (*review.signals, *review.conduct)]


def strong(review: Review) -> set[str]:
    return {
        item.key for item in (*review.signals, *review.conduct) if item.severity.rank >= Severity.HIGH.rank
    }
