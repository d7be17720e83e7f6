"""A call that a person must read: why, its words a press away, and the press that says it is read."""

from collections.abc import Iterator

from bot.chat.cards.words import button, safe
from bot.forms.screen import Screen
from bot.services.container import Services
from bot.services.work import read_subject
from bot.texts import Texts
from storage.models import StaffMember, StoredTranscript
from storage.unit_of_work import UnitOfWork

PAGE = 3500  # characters; a message holds 4,096 once marks and escapes are in
PAGES = 8  # an hour and a half of talk; what is longer ends with a note


def by_hand_card(
    uow: UnitOfWork, subject_id: int, _viewer: StaffMember | None, texts: Texts, _services: Services
) -> Screen | None:
    """Return the card of the task; once it is read it says by whom."""
    task = uow.follow_ups.task(subject_id)
    if task is None or task.callback_id is None:
        return None
    subject = read_subject(uow, task.callback_id)
    name, loan = subject.borrower.name or subject.loan.loan_number, subject.loan.loan_number
    parts = [
        texts("by-hand-heading", name=safe(name), loan=safe(loan)),
        _why(str(task.details.get("reason") or ""), texts),
    ]
    if task.state != "open":
        owner = uow.staff.get(task.owner_id or 0)
        parts.append(texts("by-hand-done", name=safe((owner.name if owner else None) or "–")))
        return Screen(text="\n".join(parts), markup=True, protected=True)
    rows = (
        (button(texts, "by-hand-button-words", f"byr:{task.id}"),),
        (button(texts, "by-hand-button-done", f"byd:{task.id}"),),
    )
    return Screen(text="\n".join(parts), rows=rows, markup=True, protected=True)


def _why(reason: str, texts: Texts) -> str:
    """Say why a person must read it: the model failed and the rules stood in, or no reviewer could read it."""
    key = "model-outcome-" + reason.replace("_", "-")
    if texts.has(key):
        return texts("by-hand-why", why=texts(key))
    return texts("by-hand-none", reason=safe(reason))


def words_screens(stored: StoredTranscript, texts: Texts) -> Iterator[Screen]:
    """Yield the whole call as messages, turn by turn."""
    pages = [""]
    for number, turn in enumerate(stored.turns, start=1):
        speaker = texts("lead-speaker-" + str(turn["role"]).replace("_", "-"))
        for piece in _pieces(f"{number} · {speaker} · {turn['text']}"):
            if len(pages[-1]) + len(piece) > PAGE:
                pages.append("")
            pages[-1] += piece + "\n"
    for page in pages[:PAGES]:
        yield Screen(text=page.strip() or "–", protected=True)
    if len(pages) > PAGES:
        yield Screen(text=texts("by-hand-longer"), protected=True)


def _pieces(line: str) -> Iterator[str]:
    for start in range(0, len(line), PAGE):
        yield line[start : start + PAGE]
