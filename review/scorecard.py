"""The provisional QA scorecard (domain pack, section 4): words only, evidence per item, a person makes it final.

Items that cannot be judged from words are "na" and do not count. Nothing here reads anybody's feelings.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from review.domain import Coverage, Mismatch, Role, Scorecard, Severity, Signal, Transcript, Turn
from review.errors import TaxonomyError
from review.normalise import fold

NA = "na"
FULL = "full"
PARTIAL = "partial"
NONE = "none"
OPENING = 4  # agent turns in which greeting, notice and purpose belong
CLOSING = 5  # agent turns in which reading back, next step and preferences belong
FOLLOW_UP = 2  # agent turns after a cue in which it must be picked up
STRESS = ("stress.", "vuln.")


@dataclass(frozen=True, kw_only=True)
class Talk:
    """What the items are judged on: the agent's folded turns and what the review found."""

    transcript: Transcript
    agent: tuple[tuple[Turn, str], ...]
    signals: tuple[Signal, ...]
    conduct: tuple[Signal, ...]
    coverage: tuple[Coverage, ...]
    mismatches: tuple[Mismatch, ...]
    form_known: bool
    words: dict[str, re.Pattern[str]] = field(repr=False)

    def said(self, *names: str, turns: slice = slice(None)) -> tuple[int, ...]:
        """Return the agent turns in which any of the named words stand."""
        part = self.agent[turns]
        return tuple(
            turn.index for turn, text in part if any(self.words[name].search(text) for name in names)
        )

    def has(self, key: str) -> Signal | None:
        """Return the conduct signal with this key, or None."""
        return next((item for item in self.conduct if item.key == key), None)


Verdict = tuple[str, tuple[int, ...]]
Judge = Callable[[Talk], Verdict]


@cache
def load_scorecard() -> dict[str, Any]:
    """Return sections, items, scale and auto-fail rules; raises TaxonomyError naming the file."""
    return dict(_yaml("scorecard.yaml")["scorecard"])


@cache
def load_words() -> dict[str, re.Pattern[str]]:
    """Return the words of the items, both languages in one expression."""
    return {name: re.compile("|".join(texts)) for name, texts in _yaml("words.yaml")["words"].items()}


def _yaml(name: str) -> dict[str, Any]:
    try:
        content = yaml.safe_load((files("prompts") / "scorecard" / name).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise TaxonomyError(f"{name}: {error}", file=name) from error
    if not isinstance(content, dict):
        raise TaxonomyError(f"{name} holds no mapping", file=name)
    return content


def score(
    transcript: Transcript,
    *,
    signals: tuple[Signal, ...],
    conduct: tuple[Signal, ...],
    coverage: tuple[Coverage, ...],
    mismatches: tuple[Mismatch, ...],
    form_known: bool,
) -> Scorecard:
    """Return the provisional score; without an agent in the talk, or with doubtful labels, there is none."""
    agent = tuple((turn, fold(turn.text)) for turn in transcript.turns if turn.role in (Role.AGENT, Role.BOT))
    if not agent or transcript.speakers.suspect:
        return Scorecard()
    talk = Talk(
        transcript=transcript,
        agent=agent,
        signals=signals,
        conduct=conduct,
        coverage=coverage,
        mismatches=mismatches,
        form_known=form_known,
        words=load_words(),
    )
    items = tuple(
        _item(record, talk) for section in load_scorecard()["sections"] for record in section["items"]
    )
    return Scorecard(raw=_raw(items), items=items, auto_fail_candidates=tuple(_auto_fails(talk)))


def _item(record: dict[str, Any], talk: Talk) -> dict[str, Any]:
    verdict, turns = JUDGES[record["k"]](talk)
    return {"key": record["k"], "weight": record["w"], "score": verdict, "turns": list(turns)}


def _raw(items: tuple[dict[str, Any], ...]) -> float | None:
    scale = load_scorecard()["scale"]
    counted = [item for item in items if item["score"] != NA]
    weights = sum(item["weight"] for item in counted)
    points = sum(item["weight"] * float(scale[item["score"]]) for item in counted)
    return round(100 * points / weights, 1) if weights else None


def _excerpt(talk: Talk) -> bool:
    """Return whether the transcript starts behind the opening, and says so."""
    return bool(EXCERPT.search(talk.agent[0][1]))


EXCERPT = re.compile(r"^\s*\((?:已完成核身|已核身|verified)")


def _greeting(talk: Talk) -> Verdict:
    if _excerpt(talk):
        return NA, ()
    firm = talk.said("names_firm", turns=slice(OPENING))
    agent = talk.said("names_agent", turns=slice(OPENING))
    greets = talk.said("greets", turns=slice(OPENING))
    parts = sum(map(bool, (firm, agent, greets)))
    return (FULL if parts == 3 else PARTIAL if parts == 2 else NONE), (greets or firm or agent)[:1]


def _notice(talk: Talk) -> Verdict:
    if _excerpt(talk):
        return NA, ()
    turns = talk.said("notice", turns=slice(OPENING))
    return (FULL if turns else NONE), turns[:1]


def _identity_first(talk: Talk) -> Verdict:
    breach = talk.has("agent.no_identity_verification") or talk.has("agent.third_party_disclosure")
    return (NONE, breach.turns) if breach else (FULL, ())


def _purpose(talk: Talk) -> Verdict:
    if _excerpt(talk):
        return NA, ()
    purpose = talk.said("purpose", turns=slice(OPENING + 1))
    asked = talk.said("convenient", turns=slice(OPENING + 1))
    verdict = FULL if purpose and asked else PARTIAL if purpose or asked else NONE
    return verdict, tuple(sorted({*purpose[:1], *asked[:1]}))


def _must_have(talk: Talk) -> Verdict:
    if not talk.coverage:
        return NA, ()
    asked = [line.asked_turn for line in talk.coverage if line.asked_turn is not None]
    share = len(asked) / len(talk.coverage)
    return (FULL if share == 1 else PARTIAL if share >= 0.5 else NONE), tuple(sorted(set(asked)))


def _capture(talk: Talk) -> Verdict:
    if not talk.form_known:
        return NA, ()
    wrong = tuple(
        item.turn for item in talk.mismatches if item.turn and not item.question.endswith("_stated")
    )
    return (NONE if len(wrong) > 1 else PARTIAL if wrong else FULL), wrong


def _correct_info(talk: Talk) -> Verdict:
    wrong = tuple(item.turn for item in talk.mismatches if item.question.endswith("_stated"))
    false = talk.has("agent.false_promise")
    if wrong or false:
        return NONE, (*wrong, *(false.turns if false else ()))
    return NA, ()


def _courtesy(talk: Talk) -> Verdict:
    for key in ("agent.abusive_tone", "agent.threat_coercion"):
        if breach := talk.has(key):
            return NONE, breach.turns
    turns = talk.said("polite")
    return (FULL if len(turns) * 5 >= len(talk.agent) or len(turns) > 2 else PARTIAL), turns[:3]


def _listening(talk: Talk) -> Verdict:
    if breach := talk.has("agent.abusive_tone"):
        return NONE, breach.turns
    turns = talk.said("acknowledges")
    return (FULL if len(turns) > 1 else PARTIAL if turns else NONE), turns[:3]


def _plain(talk: Talk) -> Verdict:
    turns = talk.said("plain")
    return (FULL, turns[:2]) if turns else (NA, ())


def _neutral(talk: Talk) -> Verdict:
    turns = talk.said("leading")
    return (PARTIAL if turns else FULL), turns[:3]


def _after(talk: Talk, signal: Signal) -> tuple[tuple[Turn, str], ...]:
    last = max(signal.turns)
    return tuple(pair for pair in talk.agent if pair[0].index > last)[:FOLLOW_UP]


def _reacted(talk: Talk, signals: list[Signal], *names: str) -> Verdict:
    """Return whether the agent answered each signal with the named words: all, some or none of them."""
    if not signals:
        return NA, ()
    hits = [
        [
            turn.index
            for turn, text in _after(talk, signal)
            if any(talk.words[name].search(text) for name in names)
        ]
        for signal in signals
    ]
    met = sum(map(bool, hits))
    verdict = FULL if met == len(hits) else PARTIAL if met else NONE
    return verdict, tuple(sorted({turn for found in hits for turn in found[:1]}))


def _objection(talk: Talk) -> Verdict:
    keys = ("complaint.expression", "intent.default", "contact.restriction")
    return _reacted(talk, [item for item in talk.signals if item.key in keys], "calm")


def _cue(talk: Talk) -> Verdict:
    return _reacted(
        talk, [item for item in talk.signals if item.key.startswith(STRESS)], "follows_up", "sympathy"
    )


def _care(talk: Talk) -> Verdict:
    vulnerable = [item for item in talk.signals if item.key.startswith("vuln.")]
    if not vulnerable:
        return NA, ()
    kind = talk.said("sympathy")
    more = talk.said("consent", "signpost")
    return (FULL if kind and more else PARTIAL if kind or more else NONE), tuple(
        sorted({*kind[:1], *more[:1]})
    )


def _options(talk: Talk) -> Verdict:
    if not any(item.key.startswith("stress.") for item in talk.signals):
        return NA, ()
    if false := talk.has("agent.false_promise"):
        return NONE, false.turns
    turns = talk.said("options")
    guarded = talk.said("no_guarantee", "signpost")
    return (FULL if turns and guarded else PARTIAL if turns else NONE), turns[:2]


def _readback(talk: Talk) -> Verdict:
    turns = talk.said("read_back", turns=slice(-CLOSING, None))
    return (FULL if turns else NONE), turns[:2]


def _next_step(talk: Talk) -> Verdict:
    turns = talk.said("next_step", turns=slice(-CLOSING, None))
    return (FULL if turns else NONE), turns[:2]


def _preference(talk: Talk) -> Verdict:
    turns = talk.said("preference", turns=slice(1, None))
    return (FULL if turns else NONE), turns[:2]


def _unknown(_talk: Talk) -> Verdict:
    return NA, ()


JUDGES: dict[str, Judge] = {
    "op.greeting_id": _greeting,
    "op.notice": _notice,
    "op.identity_first": _identity_first,
    "op.purpose_time": _purpose,
    "ct.must_have": _must_have,
    "ct.capture": _capture,
    "ct.correct_info": _correct_info,
    "mn.courtesy": _courtesy,
    "mn.listening": _listening,
    "mn.plain": _plain,
    "mn.neutral": _neutral,
    "mn.objection": _objection,
    "sp.cue": _cue,
    "sp.care": _care,
    "sp.options": _options,
    "cl.readback": _readback,
    "cl.next_step": _next_step,
    "cl.preference": _preference,
    "cl.notes": _unknown,  # the form's notes are not part of the talk
}


def _auto_fails(talk: Talk) -> Iterator[dict[str, Any]]:
    """Yield what a person must look at first; nothing fails by itself."""
    for rule in load_scorecard()["auto_fail"]:
        found = FAILS[rule["k"]](talk) if rule["k"] in FAILS else _by_signal(rule, talk)
        if found:
            yield {"key": rule["k"], "signal": rule.get("signal"), "turns": sorted(set(found))}


def _by_signal(rule: dict[str, Any], talk: Talk) -> tuple[int, ...]:
    signal = talk.has(rule.get("signal", ""))
    if signal is None or signal.severity.rank < SEVERITY_OF_FAIL.get(rule["k"], Severity.LOW).rank:
        return ()
    return signal.turns


SEVERITY_OF_FAIL = {"af.abuse": Severity.HIGH, "af.false_promise": Severity.CRITICAL}


def _crisis_ignored(talk: Talk) -> tuple[int, ...]:
    crisis = next((item for item in talk.signals if item.key == "vuln.self_harm"), None)
    if crisis is None:
        return ()
    behind = [pair for pair in talk.agent if pair[0].index > min(crisis.turns)]
    cared = any(
        talk.words["sympathy"].search(text) or talk.words["signpost"].search(text)
        for _, text in behind[:FOLLOW_UP]
    )
    went_on = [turn.index for turn, text in behind if GOES_ON.search(text)]
    return () if cared else tuple(went_on or [turn.index for turn, _ in behind[:1]])


GOES_ON = re.compile(
    r"还多少|先还|什么时候还|赔下来再说|月供|逾期|今天.{0,4}还|\b(?:pay|payment|owe|overdue|not my department|how much)\b"
)


def _cease_ignored(talk: Talk) -> tuple[int, ...]:
    wanted = next((item for item in talk.signals if item.key == "contact.restriction"), None)
    if wanted is None:
        return ()
    behind = _after(talk, wanted)
    return tuple(turn.index for turn, text in behind if IGNORES.search(text))


IGNORES = re.compile(
    r"(?:不行|不可能|照打|继续打|还会打|一直打到)|\b(?:i'll keep|we'll keep|keep (?:calling|ringing)|can't stop)\b"
)


def _discrimination(talk: Talk) -> tuple[int, ...]:
    return talk.said("discrimination")


def _falsified(talk: Talk) -> tuple[int, ...]:
    return tuple(item.turn for item in talk.mismatches if item.turn and not item.question.endswith("_stated"))


FAILS: dict[str, Callable[[Talk], tuple[int, ...]]] = {
    "af.crisis_ignored": _crisis_ignored,
    "af.cease_ignored": _cease_ignored,
    "af.discrimination": _discrimination,
    "af.falsified": _falsified,
    # What the contact policy knows is not in the words of the call.
    "af.out_of_window": lambda _talk: (),
    "af.no_notice": lambda _talk: (),
}
