"""The summary of one review: for the agent and, when signals wait, for team leads."""

from typing import Any

from bot.chat.cards.words import SEVERITY_MARK, button, safe, signal_name
from bot.forms.catalogue import catalogue
from bot.forms.screen import Button, Screen
from bot.policy.promises import PROVISIONAL
from bot.services.access import is_conduct
from bot.services.container import Services
from bot.services.work import read_subject
from bot.texts import Texts, bilingual
from review.llm import Outcome
from storage.models import StaffMember, StoredReview
from storage.unit_of_work import UnitOfWork

MISMATCHES_SHOWN = 3
UNASKED_SHOWN = 4
WORDS_SHOWN, QUESTION_SHOWN = 120, 40  # characters of a quote and of a question's wording


def review_card(
    uow: UnitOfWork, subject_id: int, viewer: StaffMember | None, texts: Texts, services: Services
) -> Screen | None:
    """Return the summary card; a review that a newer transcript replaced says so."""
    review = uow.reviews.review(subject_id)
    if review is None:
        return None
    if review.state == "stale":
        return Screen(text=texts("review-stale"), markup=True)
    subject = read_subject(uow, review.callback_id)
    who = subject.borrower.name or subject.loan.loan_number
    parts = [
        texts("review-heading", name=safe(who), loan=safe(subject.loan.loan_number)),
        "" if _hides_summary(review, viewer) else safe(_summary(review, texts)),
        _signals(uow, review, viewer, texts, services),
        _counts(review, viewer, texts),
        _receipts(review, texts),
        _model_part(review, texts),
    ]
    if review.result.get("injection_suspected"):
        parts.append(texts("review-injection"))
    if review.result.get("speakers", {}).get("suspect"):
        parts.append(texts("review-speakers-suspect"))
    text = "\n\n".join(part for part in parts if part)
    return Screen(text=text, rows=_rows(uow, review, viewer, texts), markup=True, protected=True)


def _summary(review: StoredReview, texts: Texts) -> str:
    """Return the summary in the reader's language; reviews from before there were two have the call's."""
    told = review.result.get("summaries", {})
    return str(told.get("zh" if texts.locale == "zh-CN" else "en") or review.summary)


def _signals(
    uow: UnitOfWork, review: StoredReview, viewer: StaffMember | None, texts: Texts, services: Services
) -> str:
    rows = [row for row in uow.reviews.signals_of_review(review.id or 0) if row.state != "expired"]
    if _is_own(review, viewer):
        # What concerns the agent's own conduct is told by a person, not by a machine's proposal.
        rows = [row for row in rows if not is_conduct(row.key)]
    if not rows:
        return texts("review-no-signals")
    said = [
        texts(
            "review-signal",
            mark=SEVERITY_MARK[row.severity],
            name=safe(signal_name(services.taxonomy, row.key, texts)),
            state=texts("review-state-" + row.state.replace("_", "-")),
        )
        for row in rows
    ]
    return "\n".join(said)


def _counts(review: StoredReview, viewer: StaffMember | None, texts: Texts) -> str:
    result: dict[str, Any] = review.result
    if _is_own(review, viewer):
        # How many findings about their own conduct there were is part of what a person tells the agent.
        rejected = sum(not is_conduct(str(item["key"])) for item in result.get("rejected", ()))
        shown = len(result.get("signals", ()))
    else:
        rejected = len(result.get("rejected", ()))
        shown = len(result.get("signals", ())) + len(result.get("conduct", ()))
    return texts("review-counts", proposed=shown + rejected, rejected=rejected)


def _rows(
    uow: UnitOfWork, review: StoredReview, viewer: StaffMember | None, texts: Texts
) -> tuple[tuple[Button, ...], ...]:
    rejected = len(review.result.get("rejected", ()))
    if viewer is None or _is_own(review, viewer):
        return ()
    rows: list[tuple[Button, ...]] = []
    promise = uow.payments.promise_of_review(review.id or 0)
    if promise is not None and promise.state == PROVISIONAL:
        rows.append((button(texts, "review-button-promise", f"pcard:{promise.id}"),))
    if rejected:
        rows.append((button(texts, "review-button-rejected", f"rej:{review.id}", count=rejected),))
    return tuple(rows)


def _model_part(review: StoredReview, texts: Texts) -> str:
    outcome = str(review.result.get("reviewer", {}).get("outcome") or "")
    if not outcome or Outcome(outcome).usable:
        return ""
    return texts("review-model-failed", why=texts("model-outcome-" + outcome.replace("_", "-")))


def _hides_summary(review: StoredReview, viewer: StaffMember | None) -> bool:
    # A summary in free words may tell the agent what the machine thinks of their conduct.
    found = [*review.result.get("conduct", ()), *review.result.get("rejected", ())]
    return _is_own(review, viewer) and any(is_conduct(str(item["key"])) for item in found)


def _is_own(review: StoredReview, viewer: StaffMember | None) -> bool:
    return viewer is not None and viewer.id == review.agent_id


def _receipts(review: StoredReview, texts: Texts) -> str:
    found = review.result.get("mismatches", ())
    heard = [item for item in found if item["turn"] and item["transcript"]]
    said = [
        texts(
            "review-mismatch",
            question=_question(str(item["question"]), texts),
            turn=item["turn"],
            transcript=safe(_shortened(str(item["transcript"]), WORDS_SHOWN)),
        )
        for item in heard[:MISMATCHES_SHOWN]
    ]
    unheard = [str(item["question"]) for item in found if item not in heard]
    if unheard:
        # The form has an answer, and nothing on the call sounds like its question.
        said.append(texts("review-unheard", count=len(unheard), questions=_names(unheard, texts)))
    coverage = review.result.get("coverage", ())
    unasked = [
        str(item["question"])
        for item in coverage
        if item["asked_turn"] is None and item["question"] not in unheard
    ]
    if unasked:
        names = _names(unasked, texts)
        said.append(texts("review-unasked", count=len(unasked), total=len(coverage), questions=names))
    return "\n".join(said)


def _names(keys: list[str], texts: Texts) -> str:
    names = [_question(key, texts) for key in keys[:UNASKED_SHOWN]]
    return " · ".join(names) + (" …" if len(keys) > UNASKED_SHOWN else "")


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _question(key: str, texts: Texts) -> str:
    question = catalogue().questions.get(key)
    return safe(_shortened(bilingual(question.labels, texts.locale), QUESTION_SHOWN)) if question else key
