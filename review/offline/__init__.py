"""The embedded reviewer: works with no model and no network."""

import re

from review.domain import (
    Certainty,
    Evidence,
    Holder,
    Polarity,
    Proposal,
    Review,
    Role,
    Severity,
    Slots,
    Time,
    Transcript,
)
from review.pipeline import finish_review
from review.ports import CallContext
from review.taxonomy import Taxonomy

CUES = {
    "stress.payment_affected": re.compile(
        r"[^，。,.]*(?:还不上|晚[^，。]{0,4}天|can't pay|be late)[^，。,.]*"
    ),
    "stress.income_loss": re.compile(r"[^，。,.]*(?:没发工资|工资还没发|被裁|laid off)[^，。,.]*"),
}


class OfflineReviewer:
    """Proposes by rules."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy

    def review(self, transcript: Transcript, context: CallContext) -> Review:
        """Return the review of a transcript."""
        slots = Slots(
            holder=Holder.SELF, time=Time.NOW, polarity=Polarity.AFFIRMED, certainty=Certainty.STATED
        )
        found = [
            Proposal(
                key=key,
                severity=Severity.HIGH,
                slots=slots,
                evidence=(Evidence(turn=turn.index, quote=match.group()),),
            )
            for turn in transcript.turns
            if turn.role is Role.CUSTOMER
            for key, cue in CUES.items()
            for match in cue.finditer(turn.text)
        ]
        return finish_review(
            found, transcript, context, self._taxonomy, kind="offline", summary=f"{len(transcript.turns)}"
        )
