"""A call made ready for a model, and a review made of what the model answered. Shared by live and batch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from review.domain import Review, ReviewerStamp, Severity, Transcript
from review.llm.answer import SUMMARY_MAX, Answer
from review.llm.chunks import CHUNK_TOKENS, Chunk, split, without_doubles
from review.llm.fence import injection_suspected, visible
from review.llm.outcome import Outcome
from review.llm.ports import Message, Spend
from review.llm.prices import Prices
from review.llm.prompt import Script, messages_for, write_script
from review.llm.restore import restored
from review.llm.second_opinion import STRONG, with_missing
from review.pipeline import finish_review, input_hash
from review.ports import CallContext
from review.redaction import redact
from review.severity import graded
from review.summary import LANGUAGES, language_of
from review.taxonomy import Taxonomy

KIND = "llm"
OFFLINE = "offline"


@dataclass(frozen=True, kw_only=True)
class Bill:
    """What a review used. The cost is None where it is not known; currency and day belong to the price."""

    tokens: int = 0
    cost: Decimal | None = Decimal(0)
    currency: str = ""
    priced_on: date | None = None

    def on(self, stamp: ReviewerStamp) -> ReviewerStamp:
        """Return the stamp with what was used."""
        return replace(
            stamp, tokens=self.tokens, cost=self.cost, currency=self.currency, priced_on=self.priced_on
        )

    @classmethod
    def of(cls, spent: Spend, prices: Prices, model: str) -> "Bill":
        """Return the bill for what was spent on a model."""
        price = prices.of(model)
        if price is None or spent.known_cost is None or not spent.tokens:
            return cls(tokens=spent.tokens, cost=spent.known_cost)
        return cls(
            tokens=spent.tokens, cost=spent.known_cost, currency=prices.currency, priced_on=price.as_of
        )


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A call as the model may see it, and what leads back to its own words (private)."""

    original: Transcript = field(repr=False)
    redacted: Transcript = field(repr=False)
    mapping: Mapping[str, str] = field(repr=False)
    script: Script = field(repr=False)
    chunks: tuple[Chunk, ...] = field(repr=False)
    injection: bool
    input_hash: str
    prompt_version: str

    def messages(self, chunk: Chunk) -> tuple[Message, ...]:
        """Return the messages for one piece."""
        return messages_for(self.script, chunk, len(self.redacted.turns), self.input_hash)

    def stamp(self, kind: str, outcome: Outcome, model: str = "", bill: Bill = Bill()) -> ReviewerStamp:
        """Return what must be known to repeat this review."""
        stamp = ReviewerStamp(
            kind=kind,
            model=model,
            prompt_version=self.prompt_version,
            input_hash=self.input_hash,
            outcome=outcome.value,
        )
        return bill.on(stamp)


def prepare(
    transcript: Transcript,
    taxonomy: Taxonomy,
    known: Mapping[str, str] | None = None,
    chunk_tokens: int = CHUNK_TOKENS,
) -> Prepared:
    """Return the call redacted, cut into pieces and checked for orders to the reviewer."""
    hidden = redact(transcript, known)
    script = write_script(taxonomy, transcript.language)
    return Prepared(
        original=transcript,
        redacted=hidden.transcript,
        mapping=hidden.mapping,
        script=script,
        prompt_version=script.version,
        chunks=split(hidden.transcript.turns, chunk_tokens),
        injection=injection_suspected(transcript.turns),
        input_hash=input_hash(transcript),
    )


def conclude(
    prepared: Prepared,
    answers: Iterable[Answer],
    context: CallContext,
    offline: Review,
    stamp: ReviewerStamp,
) -> Review:
    """Return the model's review after the gate, with the offline reviewer's strong disagreements.

    Where somebody spoke to the reviewer, all offline findings stand and the summary is not the model's.
    """
    answers = list(answers)
    found = [finding.proposal() for answer in answers for finding in answer.findings]
    proposals = restored(without_doubles(found), prepared.redacted, prepared.mapping)
    injection = prepared.injection or offline.injection_suspected or any(item.injection for item in answers)
    summaries = offline.summaries if injection else _summaries(answers)
    taxonomy = prepared.script.taxonomy
    review = finish_review(
        proposals,
        prepared.original,
        context,
        taxonomy,
        kind=KIND,
        summaries=summaries,
        stamp=stamp,
        regrade=lambda found: graded(found, taxonomy, (*offline.signals, *offline.conduct)),
    )
    floor = Severity.LOW if injection else STRONG
    joined = with_missing(review, offline, prepared.script.prompt.texts.disagreement, floor)
    return replace(joined, injection_suspected=joined.injection_suspected or injection)


def fall_back(
    prepared: Prepared,
    answers: Iterable[Answer],
    context: CallContext,
    offline: Review,
    stamp: ReviewerStamp,
) -> Review:
    """Return the offline review under the outcome's name, with what the model found before it failed."""
    heard = conclude(prepared, answers, context, offline, stamp)
    joined = with_missing(offline, heard, prepared.script.prompt.texts.partial, Severity.LOW)
    return replace(joined, reviewer=stamp, injection_suspected=heard.injection_suspected)


def failed_stamp(offline: Review, outcome: Outcome, bill: Bill) -> Review:
    """Return the offline review under an outcome that left nothing else to show, with what was spent on it."""
    stamp = replace(offline.reviewer, kind=OFFLINE, outcome=outcome.value)
    return replace(offline, reviewer=bill.on(stamp))


def _summaries(answers: Iterable[Answer]) -> dict[str, str]:
    """Return the pieces' summaries by language, one line each; the words are a model's and stay plain text.

    What language a text is in is seen from the text, since models mix the two up. A language that one piece
    lacks is left out whole: half a summary would look like all of it.
    """
    found: list[dict[str, str]] = []
    for item in answers:
        said = (" ".join(visible(text).split()) for text in (item.summary, item.translation))
        # The summary comes first: a "translation" into the same language does not replace it.
        pieces = {language_of(text): text for text in reversed([text for text in said if text])}
        if pieces:
            found.append(pieces)
    whole = [language for language in LANGUAGES if found and all(language in item for item in found)]
    return {language: "\n".join(item[language] for item in found)[: SUMMARY_MAX * 2] for language in whole}
