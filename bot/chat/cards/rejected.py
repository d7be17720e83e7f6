"""What the reviewer proposed and the evidence check turned away: name, words and reason of each."""

from collections import Counter

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
    # Two proposals that failed alike read as one, with how often it came.
    alike = Counter(
        (str(item["key"]), str(item.get("quote") or "").strip(), str(item["reason"])) for item in found
    )
    parts = [f"<b>{texts('review-rejected', count=len(found))}</b>"]
    for (key, words, reason), times in list(alike.items())[:SHOWN]:
        name = safe(signal_name(services.taxonomy, key, texts)) + (f" ×{times}" if times > 1 else "")
        parts.append(texts("review-rejected-item", name=name, reason=reason_in_words(reason, texts)))
        if words:
            parts.append(quote(words if len(words) <= QUOTE_SHOWN else words[: QUOTE_SHOWN - 1] + "…"))
    if len(alike) > SHOWN:
        parts.append(texts("review-rejected-more", count=len(alike) - SHOWN))
    return Screen(text="\n".join(parts), markup=True, protected=True)


def reason_in_words(reason: str, texts: Texts) -> str:
    """Return why the evidence check turned a proposal away; a reason without words stands for itself."""
    key = "gate-reason-" + reason.replace("_", "-")
    return safe(texts(key) if texts.has(key) else reason)
