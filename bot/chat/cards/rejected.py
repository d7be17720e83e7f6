"""What the reviewer proposed and the evidence check turned away: name, words and reason of each."""

from bot.chat.cards.words import quote, safe, signal_name
from bot.forms.screen import Screen
from bot.services.container import Services
from bot.texts import Texts
from storage.models import StoredReview

SHOWN = 10  # a longer list says that something is wrong with the transcript, not with ten more findings
QUOTE_SHOWN = 160  # characters of one rejected quote


def rejected_screen(review: StoredReview, texts: Texts, services: Services) -> Screen:
    """Return the list; proposals that failed are kept and shown, never dropped silently."""
    found = review.result.get("rejected", ())
    parts = [f"<b>{texts('review-rejected', count=len(found))}</b>"]
    for item in found[:SHOWN]:
        name = safe(signal_name(services.taxonomy, str(item["key"]), texts))
        parts.append(f"{texts('review-rejected-item', name=name, reason=reason_in_words(item, texts))}")
        words = str(item.get("quote") or "").strip()
        if words:
            parts.append(quote(words if len(words) <= QUOTE_SHOWN else words[: QUOTE_SHOWN - 1] + "…"))
    if len(found) > SHOWN:
        parts.append(texts("review-rejected-more", count=len(found) - SHOWN))
    return Screen(text="\n".join(parts), markup=True, protected=True)


def reason_in_words(item: dict[str, str], texts: Texts) -> str:
    """Return why the evidence check turned a proposal away; a reason without words stands for itself."""
    key = "gate-reason-" + str(item["reason"]).replace("_", "-")
    return safe(texts(key) if texts.has(key) else str(item["reason"]))
