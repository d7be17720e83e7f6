"""How an agent sends the transcript of a call: as text, as a file, and who is who when that is not certain."""

import re

from bot.chat.cards.words import button
from bot.chat.handlers.common import in_rows, number, staff
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import BadInputError
from bot.forms.screen import Button, Screen
from bot.services.transcripts import NEEDS_MAPPING, confirm_speakers, load_transcript, receive_transcript
from bot.services.work import read_subject
from bot.texts import Texts
from review.transcript import speaker_samples
from storage.models import StoredTranscript

EXPECT_TRANSCRIPT = "transcript"
FETCH_JOB = "fetch_transcript"
CANDIDATES = 6  # completed calls offered when it is not clear which one a transcript belongs to
SAMPLE_LENGTH = 80
_SPEAKER_LINE = re.compile(
    r"^\s*(\[[\d:.]+\]\s*)?[^\s:：]{1,12}(\([^)]*\)|（[^）]*）)?\s*[:：]", re.MULTILINE
)
MIN_SPEAKER_LINES = 3  # fewer lines "name: words" than this may be any message


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.press("tr")(ask)
    router.press("trf")(chosen)
    router.press("spk")(speakers)
    router.text(EXPECT_TRANSCRIPT)(sent_text)
    router.document(EXPECT_TRANSCRIPT)(sent_file)
    router.document("form")(sent_file)
    router.document()(sent_file)


def ask(turn: Turn) -> None:
    """Ask for the transcript of one call."""
    staff(turn)
    ask_for_transcript(turn, number(turn))


def ask_for_transcript(turn: Turn, callback_id: int) -> None:
    """Take the next text or file for this call's transcript."""
    turn.expect(EXPECT_TRANSCRIPT, callback_id)
    turn.reply(turn.texts("agent-transcript-send"))


def sent_text(turn: Turn) -> None:
    """Take pasted text as the transcript."""
    callback_id = turn.expectation.subject_id if turn.expectation else None
    take(turn, callback_id or 0, turn.text.encode(), "")


def sent_file(turn: Turn) -> None:
    """Fetch a file in a job of its own; a download has no place in a turn."""
    staff(turn)
    if turn.file is None:
        raise BadInputError("bad_input")
    expected = turn.expectation if turn.expectation and turn.expectation.kind == EXPECT_TRANSCRIPT else None
    callback_id = expected.subject_id if expected else None
    if callback_id is None:
        candidates = _candidates(turn)
        if not candidates:
            turn.reply(turn.texts("agent-transcript-none"))
            return
        callback_id = candidates[0] if len(candidates) == 1 else None
    if callback_id is None:
        turn.expect("transcript_file", None, turn.file.file_id)
        _which(turn)
        return
    queue_fetch(turn, callback_id, turn.file.file_id, turn.file.name or "", turn.file.size)
    turn.expect_nothing()
    turn.reply(turn.texts("agent-transcript-fetching"))


def queue_fetch(turn: Turn, callback_id: int, file_id: str, name: str, size: int | None) -> None:
    """Queue the job that downloads a transcript file and takes it in."""
    turn.uow.queue.put(
        "job",
        FETCH_JOB,
        {"callback": callback_id, "file": file_id, "name": name, "size": size, "chat": turn.chat_id,
         "staff": turn.actor.id if turn.actor else None, "locale": turn.locale},
        key=f"fetch:{turn.chat_id}:{turn.message_id}:{callback_id}",
        ordering_key=f"chat:{turn.chat_id}",
    )  # fmt: skip


def offer_transcript(turn: Turn) -> None:
    """Somebody pasted a transcript without pressing anything first: find the call it belongs to."""
    candidates = _candidates(turn)
    if not candidates:
        turn.reply(turn.texts("agent-transcript-none"))
        return
    if len(candidates) == 1:
        take(turn, candidates[0], turn.text.encode(), "")
        return
    turn.expect("transcript_text", None, turn.text[:20_000])
    _which(turn)


def chosen(turn: Turn) -> None:
    """Take what was sent for the call that was pressed."""
    callback_id = number(turn)
    expectation = turn.uow.chats.expectation(turn.user_id)
    detail = expectation.detail if expectation else None
    if expectation is None or detail is None:
        ask_for_transcript(turn, callback_id)
        return
    if expectation.kind == "transcript_file":
        queue_fetch(turn, callback_id, detail, "", None)
        turn.expect_nothing()
        turn.reply(turn.texts("agent-transcript-fetching"))
        return
    take(turn, callback_id, detail.encode(), "")


def take(turn: Turn, callback_id: int, data: bytes, name: str) -> None:
    """Take a transcript in and say what happens next."""
    stored = receive_transcript(turn.uow, staff(turn), callback_id, data, name=name)
    turn.expect_nothing()
    turn.reply(received_screen(stored, turn.texts))


def received_screen(stored: StoredTranscript, texts: Texts) -> Screen:
    """Return the receipt, or the two lines to check when it is not certain who is who."""
    if stored.state != NEEDS_MAPPING:
        return Screen(text=texts("agent-transcript-received", turns=len(stored.turns)))
    samples = [turn.text[:SAMPLE_LENGTH] for turn in speaker_samples(load_transcript(stored))]
    agent, customer = [*samples, "–", "–"][:2]
    return Screen(
        text=texts("agent-speakers-check", agent=agent, customer=customer),
        rows=(
            (
                button(texts, "agent-button-speakers-right", f"spk:{stored.id}:ok"),
                button(texts, "agent-button-swap", f"spk:{stored.id}:swap"),
            ),
        ),
        protected=True,
    )


def speakers(turn: Turn) -> None:
    """Settle who is who with one press."""
    confirm_speakers(turn.uow, staff(turn), number(turn), swap=turn.args[1:] == ("swap",))
    turn.edit(turn.texts("agent-speakers-done"))


def looks_like_transcript(text: str) -> bool:
    """Return whether a free text reads like a call: several lines that begin with a speaker."""
    return len(_SPEAKER_LINE.findall(text)) >= MIN_SPEAKER_LINES


def _which(turn: Turn) -> None:
    buttons = []
    for callback_id in _candidates(turn):
        subject = read_subject(turn.uow, callback_id)
        label = f"{subject.borrower.name or ''} {subject.loan.loan_number}".strip()
        buttons.append(Button(label=label, data=f"trf:{callback_id}"))
    turn.reply(Screen(text=turn.texts("agent-transcript-which"), rows=in_rows(buttons, 1), protected=True))


def _candidates(turn: Turn) -> list[int]:
    """Return this agent's calls that have a form but no transcript yet, newest first."""
    return list(turn.uow.callbacks.without_transcript(staff(turn).id or 0, limit=CANDIDATES))
