"""One to four sentences for a tired team lead, made from what was found, asked and answered. Nothing is invented."""

import calendar
import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from review.coverage import cover
from review.domain import Coverage, Evidence, Mismatch, Promise, Signal, Transcript
from review.errors import TaxonomyError
from review.questions import load_wordings
from review.taxonomy import Taxonomy
from review.transcript.language import detect_language

FILE = "summary.yaml"
QUOTE_SHOWN = 36  # characters of a customer's words; the card has them whole
LANGUAGES = ("zh", "en")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」")
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


def language_key(tag: str) -> str:
    """Return which of the summary's languages serves a language tag."""
    return "zh" if tag.lower().startswith("zh") else "en"


def language_of(text: str) -> str:
    """Return the language that a summary is written in; quotes of the other one do not turn it."""
    # Chinese summaries of English calls quote English and the other way round; quoted words are left out.
    return language_key(detect_language([QUOTED.sub(" ", text)]))


def summarise(
    transcript: Transcript,
    taxonomy: Taxonomy,
    *,
    language: str,
    answered: tuple[str, ...],
    signals: tuple[Signal, ...],
    conduct: tuple[Signal, ...],
    coverage: tuple[Coverage, ...],
    mismatches: tuple[Mismatch, ...],
    promise: Promise | None,
    verified: bool,
    third_party: bool,
) -> str:
    """Return the summary in a reader's language (`zh` or `en`); what was said is quoted as it was spoken."""
    chinese = language == "zh"
    say = load_sentences()[language]
    gravest = sorted(signals, key=lambda item: (-item.severity.rank, item.turns))
    reached = "reached_other" if third_party else "reached_verified" if verified else "reached_unverified"
    opening = say["suspect"] if transcript.speakers.suspect else say[reached]
    second = (
        say["found"].format(signals=_named(gravest, transcript, taxonomy, say, chinese=chinese))
        if signals
        else _clear(answered, say)
    )
    third = (
        say["conduct"].format(signals=_named(list(conduct), transcript, taxonomy, say, chinese=chinese))
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


def _named(
    signals: list[Signal], transcript: Transcript, taxonomy: Taxonomy, say: dict[str, Any], *, chinese: bool
) -> str:
    named = []
    for signal in signals[:SHOWN]:
        definition = taxonomy.get(signal.key)
        label = signal.key if definition is None else definition.zh if chinese else definition.en
        said = _telling(signal, transcript)
        named.append(say["turn"].format(label=label, turn=said.turn, quote=_shortened(said.quote)))
    return str(say["separator"]).join(named)


def _telling(signal: Signal, transcript: Transcript) -> Evidence:
    """Return the quote that says most: the longest of the speaker's own, since a bare "yes" explains nothing."""
    own = [
        item
        for item in signal.evidence
        if (turn := transcript.turn(item.turn)) and turn.role is signal.speaker
    ]
    return max(own or signal.evidence, key=lambda item: len(item.quote))


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= QUOTE_SHOWN else words[: QUOTE_SHOWN - 1].rstrip() + "…"


def answered_topics(transcript: Transcript) -> tuple[str, ...]:
    """Return the questions of interest that were asked and answered."""
    known = tuple(key for key in TOPIC_KEYS if key in load_wordings())
    return tuple(line.question for line in cover(transcript, known) if line.answered_turn is not None)


def _clear(answered: tuple[str, ...], say: dict[str, Any]) -> str:
    """Return which subjects were asked about and answered, or that nothing was found."""
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
