"""The team lead's card about one signal: the evidence first, then the proposed label."""

from typing import Any

from bot.chat.cards.words import SEVERITY_MARK, button, moment, quote, safe, signal_name
from bot.forms.catalogue import catalogue
from bot.forms.screen import Button, Screen
from bot.services.container import Services
from bot.services.decide_signal import EVIDENCE_REQUIRED
from bot.services.work import read_subject
from bot.texts import Texts, bilingual
from storage.models import StaffMember, StoredSignal, StoredTranscript
from storage.repositories.reviews import UNDECIDED
from storage.unit_of_work import UnitOfWork

CONTEXT_TURNS = 2  # turns shown on either side of a quote
QUOTE_LIMIT = 600  # characters of one turn on a card
MIN_DECIDED = 5  # a precision over fewer decisions says nothing


def signal_card(
    uow: UnitOfWork, subject_id: int, viewer: StaffMember | None, texts: Texts, services: Services
) -> Screen | None:
    """Return the card; None when the signal fell away with an older transcript."""
    signal = uow.reviews.signal(subject_id)
    if signal is None or signal.state == "expired":
        return None
    view = uow.reviews.view(subject_id, viewer.id or 0) if viewer else None
    opened = view is not None and view.opened_at is not None
    parts = [
        _evidence(uow, signal, texts, opened=opened),
        _label(uow, signal, texts, services),
        _asked(uow, signal, texts),
        _standing(uow, signal, texts, services),
    ]
    text = "\n\n".join(part for part in parts if part)
    return Screen(text=text, rows=_rows(signal, texts, opened=opened), markup=True, protected=True)


def evidence_html(uow: UnitOfWork, signal: StoredSignal, texts: Texts, *, context: int) -> str:
    """Return the quotes with `context` turns on either side, speaker and turn number on each."""
    transcript = _transcript(uow, signal)
    quotes = [item for item in signal.evidence if "turn" in item]
    parts = []
    if transcript is not None and quotes:
        wanted: dict[int, str] = {item["turn"]: item["quote"] for item in quotes}
        shown = sorted(
            {
                n
                for turn in wanted
                for n in range(turn - context, turn + context + 1)
                if 1 <= n <= len(transcript.turns)
            }
        )
        previous = None
        for number in shown:
            if previous is not None and number > previous + 1:
                parts.append("⋯")
            parts.append(_turn(transcript.turns[number - 1], number, wanted.get(number), texts))
            previous = number
    parts += [_answer(item, texts) for item in signal.evidence if "question" in item]
    return "\n".join(parts)


def _evidence(uow: UnitOfWork, signal: StoredSignal, texts: Texts, *, opened: bool) -> str:
    heading = texts("lead-evidence-agent" if signal.key.startswith("agent.") else "lead-evidence")
    return f"<b>{heading}</b>\n" + evidence_html(uow, signal, texts, context=CONTEXT_TURNS if opened else 0)


def _turn(turn: dict[str, Any], number: int, words: str | None, texts: Texts) -> str:
    speaker = texts("lead-speaker-" + str(turn["role"]).replace("_", "-"))
    head = texts("lead-turn", number=number, speaker=speaker)
    text = str(turn["text"])[:QUOTE_LIMIT]
    if words is None:
        return f"{head} {safe(text)}"
    before, found, after = text.partition(words)
    # The lead reads the whole turn; the words that carry the claim stand out in it.
    body = f"{safe(before)}<b><u>{safe(found)}</u></b>{safe(after)}" if found else safe(text)
    return f"{head}\n<blockquote>{body}</blockquote>"


def _answer(item: dict[str, Any], texts: Texts) -> str:
    question = catalogue().questions.get(str(item["question"]))
    if question is None:
        return quote(str(item["question"]))
    chosen = [question.option(key.strip()) for key in str(item.get("option", "")).split(",")]
    said = " / ".join(bilingual(option.labels, texts.locale) for option in chosen if option is not None)
    asked = bilingual(question.labels, texts.locale)
    return texts("lead-form-answer", question=safe(asked), answer=safe(said or "–"))


def _label(uow: UnitOfWork, signal: StoredSignal, texts: Texts, services: Services) -> str:
    name = signal_name(services.taxonomy, signal.key, texts)
    parts = [
        texts(
            "lead-label",
            name=safe(name),
            severity=texts("lead-severity-" + signal.severity),
            mark=SEVERITY_MARK[signal.severity],
            origin=texts("lead-origin-" + signal.origin),
        )
    ]
    if signal.rationale:
        parts.append(f"<i>{safe(signal.rationale)}</i>")
    confirmed, decided = uow.reviews.precision_by_key().get(signal.proposed_key, (0, 0))
    if decided >= MIN_DECIDED:
        parts.append(texts("lead-precision", confirmed=confirmed, decided=decided))
    subject = read_subject(uow, signal.callback_id)
    agent = uow.staff.get(signal.agent_id) if signal.agent_id else None
    parts.append(
        texts("lead-whose", name=safe(subject.borrower.name or subject.loan.loan_number),
              loan=safe(subject.loan.loan_number), agent=safe((agent.name if agent else None) or "–"))
    )  # fmt: skip
    return "\n".join(parts)


def _asked(uow: UnitOfWork, signal: StoredSignal, texts: Texts) -> str:
    tasks = [
        t for t in uow.follow_ups.tasks_of_loan(signal.loan_id) if t.signal_id == signal.id and t.question
    ]
    said = []
    for task in tasks:
        said.append(texts("lead-asked", question=safe(task.question)))
        said.append(
            texts("lead-answered", reply=safe(task.reply)) if task.reply else texts("lead-not-answered")
        )
    return "\n".join(said)


def _standing(uow: UnitOfWork, signal: StoredSignal, texts: Texts, services: Services) -> str:
    zone = services.settings.timezone
    if signal.state in UNDECIDED:
        parts = [texts("lead-decide-by", at=moment(signal.decide_by, texts, zone))]
        if signal.escalation:
            parts.append(texts("lead-escalated", level=signal.escalation))
        return "\n".join(parts)
    decisions = uow.reviews.decisions_of(signal.id or 0)
    by = uow.staff.get(decisions[-1].decided_by) if decisions else None
    name = safe((by.name if by else None) or "–")
    if signal.state == "rejected":
        label = hard_negative_name(services, decisions[-1].reason or "", texts)
        return texts("lead-dismissed", name=name, reason=safe(label))
    actions = {item.key: item for item in services.taxonomy.actions}
    done = [
        bilingual({"zh": actions[key].zh, "en": actions[key].en}, texts.locale)
        if key in actions
        else texts("lead-earlier-callback")
        for key in signal.follow_up
    ]
    return texts("lead-confirmed", name=name, actions=safe(" · ".join(done) or "–"))


def hard_negative_name(services: Services, key: str, texts: Texts) -> str:
    """Return what a reason for dismissal is called."""
    found = next((item for item in services.taxonomy.hard_negative_types if item.key == key), None)
    return key if found is None else bilingual({"zh": found.zh, "en": found.en}, texts.locale)


def _rows(signal: StoredSignal, texts: Texts, *, opened: bool) -> tuple[tuple[Button, ...], ...]:
    if signal.state not in UNDECIDED:
        return ()
    number = signal.id
    confirm = button(texts, "lead-button-confirm", f"sok:{number}")
    dismiss = button(texts, "lead-button-dismiss", f"sno:{number}")
    change = button(texts, "lead-button-change", f"sch:{number}")
    ask = button(texts, "lead-button-ask", f"sask:{number}")
    evidence = button(texts, "lead-button-evidence", f"sev:{number}")
    if opened:
        return ((confirm, dismiss), (change, ask))
    if signal.severity in EVIDENCE_REQUIRED:
        # Confirming comes only after reading; dismissing takes the same two presses.
        return ((evidence,), (dismiss, change), (ask,))
    return ((evidence,), (confirm, dismiss), (change, ask))


def _transcript(uow: UnitOfWork, signal: StoredSignal) -> StoredTranscript | None:
    review = uow.reviews.review(signal.review_id) if signal.review_id else None
    return uow.reviews.transcript(review.transcript_id) if review else None
