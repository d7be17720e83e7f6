"""One to four sentences for a tired team lead, made from what was found, asked and answered. Nothing is invented."""

import calendar
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from review.coverage import cover
from review.domain import Coverage, Mismatch, Promise, Signal, Transcript
from review.errors import TaxonomyError
from review.questions import load_wordings
from review.taxonomy import Taxonomy

FILE = "summary.yaml"
SHOWN = 4  # signals named in one sentence; the list below the summary has all of them
TOPIC_KEYS = (
    "veh.current_user",
    "right.third_party_interest",
    "inc.stable",
    "exp.change_plan",
    "buf.support_available",
    "pay.impact",
    "pay.next_ready",
    "disb.received",
    "ins.commercial",
    "gps.state",
    "debt.other",
)


@cache
def load_sentences() -> dict[str, dict[str, Any]]:
    """Return the sentences by language (`zh`, `en`); raises TaxonomyError naming the file."""
    try:
        content = yaml.safe_load((files("prompts") / "review" / FILE).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise TaxonomyError(f"{FILE}: {error}", file=FILE) from error
    if set(content) != {"zh", "en"} or set(content["zh"]) != set(content["en"]):
        raise TaxonomyError(f"{FILE}: both languages need the same sentences", file=FILE)
    return dict(content)


def summarise(
    transcript: Transcript,
    taxonomy: Taxonomy,
    *,
    signals: tuple[Signal, ...],
    conduct: tuple[Signal, ...],
    coverage: tuple[Coverage, ...],
    mismatches: tuple[Mismatch, ...],
    promise: Promise | None,
    verified: bool,
    third_party: bool,
) -> str:
    """Return the summary in the call's language."""
    chinese = transcript.language.lower().startswith("zh")
    say = load_sentences()["zh" if chinese else "en"]
    gravest = sorted(signals, key=lambda item: (-item.severity.rank, item.turns))
    reached = "reached_other" if third_party else "reached_verified" if verified else "reached_unverified"
    opening = say["suspect"] if transcript.speakers.suspect else say[reached]
    second = (
        say["found"].format(signals=_named(gravest, taxonomy, say, chinese=chinese))
        if signals
        else _clear(transcript, say)
    )
    third = (
        say["conduct"].format(signals=_named(list(conduct), taxonomy, say, chinese=chinese))
        if conduct
        else _receipt(coverage, say)
    )
    fourth = " ".join(
        filter(
            None,
            (_promised(promise, say), say["mismatch"].format(count=len(mismatches)) if mismatches else ""),
        )
    )
    return ("" if chinese else " ").join(filter(None, (opening, second, third, fourth)))


def _named(signals: list[Signal], taxonomy: Taxonomy, say: dict[str, Any], *, chinese: bool) -> str:
    named = []
    for signal in signals[:SHOWN]:
        definition = taxonomy.get(signal.key)
        label = signal.key if definition is None else definition.zh if chinese else definition.en
        named.append(say["turn"].format(label=label, turn=signal.turns[0]))
    return str(say["separator"]).join(named)


def _clear(transcript: Transcript, say: dict[str, Any]) -> str:
    """Return which subjects were asked about and answered, or that nothing was found."""
    known = tuple(key for key in TOPIC_KEYS if key in load_wordings())
    answered = [line.question for line in cover(transcript, known) if line.answered_turn is not None]
    topics = dict.fromkeys(say["topics"][key.split(".")[0]] for key in answered)
    return str(
        say["answered"].format(topics=str(say["separator"]).join(topics)) if topics else say["nothing"]
    )


def _receipt(coverage: tuple[Coverage, ...], say: dict[str, Any]) -> str:
    unasked = [line.question for line in coverage if line.asked_turn is None]
    if not coverage:
        return ""
    names = str(say["separator"]).join(say["questions"].get(key, key) for key in unasked)
    missing = say["missing"].format(questions=names) if unasked else ""
    return str(
        say["covered"].format(asked=len(coverage) - len(unasked), total=len(coverage), missing=missing)
    )


def _promised(promise: Promise | None, say: dict[str, Any]) -> str:
    if promise is None:
        return ""
    day = promise.due_on
    when = (
        say["promise_open"]
        if day is None
        else say["promise_date"].format(month=day.month, day=day.day, name=calendar.month_name[day.month])
    )
    return str(
        say["promise"].format(date=when, amount="" if promise.amount is None else f"{promise.amount:f}")
    ).replace("  ", " ")
