"""How an agent sends the transcript of a call: as text, in one piece or several, or as a file."""

import re

from bot.chat.cards.transcript import received_screen
from bot.chat.cards.words import button
from bot.chat.handlers import pasting, recording
from bot.chat.handlers.common import in_rows, number, staff
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import BadInputError, ConflictError
from bot.forms.screen import Button, Screen
from bot.services.access import require_callback
from bot.services.transcripts import FETCH_JOB, confirm_speakers, map_speakers, receive_transcript
from bot.services.work import read_subject

EXPECT_TRANSCRIPT = "transcript"
EXPECT_PIECE = "transcript_piece"
EXPECT_WHICH_TEXT = "transcript_text"
EXPECT_WHICH_FILE = "transcript_file"
EXPECTATIONS = frozenset({EXPECT_TRANSCRIPT, EXPECT_PIECE, EXPECT_WHICH_TEXT, EXPECT_WHICH_FILE})
CANDIDATES = 6  # completed calls offered when it is not clear which one a transcript belongs to
LONGEST_PASTE = 200_000  # characters; hours of talk, and a bound on what one person can make us keep
_SPEAKER_LINE = re.compile(
    r"^\s*(\[[\d:.]+\]\s*)?[^\s:：]{1,12}(\([^)]*\)|（[^）]*）)?\s*[:：]", re.MULTILINE
)
MIN_SPEAKER_LINES = 3  # fewer lines "name: words" than this may be any message


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.press("tr")(ask)
    router.press("trf")(chosen)
    router.press("trend")(that_was_all)
    router.press("spk")(speakers)
    router.text(EXPECT_TRANSCRIPT)(sent_text)
    router.text(EXPECT_PIECE)(sent_text)
    router.text(EXPECT_WHICH_TEXT)(sent_more_first)
    router.document()(sent_file)


def ask(turn: Turn) -> None:
    """Ask for the transcript of one call."""
    callback_id = number(turn)
    require_callback(staff(turn), "transcript.send", read_subject(turn.uow, callback_id).callback)
    ask_for_transcript(turn, callback_id)


def ask_for_transcript(turn: Turn, callback_id: int) -> None:
    """Take the next text or file for this call's transcript."""
    turn.expect(EXPECT_TRANSCRIPT, callback_id)
    turn.reply(turn.texts("agent-transcript-send"))


def sent_text(turn: Turn) -> None:
    """Take pasted text; a message as long as Telegram lets it be may go on in the next one."""
    expected = turn.expectation
    callback_id = (expected.subject_id if expected else None) or 0
    so_far = (expected.detail if expected else None) or ""
    text = _longer(so_far, turn.text)
    if not pasting.may_go_on(turn.text):
        take(turn, callback_id, pasting.whole(text).encode(), "")
        return
    turn.expect(EXPECT_PIECE, callback_id, text)
    end = button(turn.texts, "agent-button-that-was-all", f"trend:{callback_id}")
    length = len(pasting.whole(text))
    turn.reply(Screen(text=turn.texts("agent-transcript-more", length=length), rows=((end,),)))


def that_was_all(turn: Turn) -> None:
    """Take what has been pasted so far as the whole call."""
    callback_id = number(turn)
    expected = turn.expectation
    if expected is None or expected.kind != EXPECT_PIECE or expected.subject_id != callback_id:
        raise ConflictError("transcript_taken")
    take(turn, callback_id, pasting.whole(expected.detail or "").encode(), "")


def sent_file(turn: Turn) -> None:
    """Fetch a file in a job of its own; a download has no place in a turn."""
    actor = staff(turn)
    if turn.file is None:
        raise BadInputError("bad_input")
    if recording.is_sound(turn.file):
        recording.sent_sound(turn)
        return
    callback_id = expected_call(turn)
    if callback_id is None:
        candidates = calls_without_transcript(turn)
        if not candidates:
            turn.reply(turn.texts("agent-transcript-none"))
            return
        if len(candidates) > 1:
            turn.expect(EXPECT_WHICH_FILE, turn.file.size, f"{turn.file.file_id} {turn.file.name or ''}")
            _which(turn, candidates)
            return
        callback_id = candidates[0]
    require_callback(actor, "transcript.send", read_subject(turn.uow, callback_id).callback)
    queue_fetch(turn, callback_id, turn.file.file_id, turn.file.name or "", turn.file.size)
    expect_no_transcript(turn)
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
    candidates = calls_without_transcript(turn)
    if not candidates:
        turn.reply(turn.texts("agent-transcript-none"))
        return
    if len(candidates) == 1 and not pasting.may_go_on(turn.text):
        take(turn, candidates[0], turn.text.encode(), "")
        return
    turn.expect(EXPECT_WHICH_TEXT, None, _longer("", turn.text))
    _which(turn, candidates)


def sent_more_first(turn: Turn) -> None:
    """Take a further piece while it is still open which call the text belongs to."""
    so_far = (turn.expectation.detail if turn.expectation else None) or ""
    turn.expect(EXPECT_WHICH_TEXT, None, _longer(so_far, turn.text))
    turn.reply(turn.texts("agent-transcript-more-first"))


def chosen(turn: Turn) -> None:
    """Take what was sent for the call that was pressed."""
    callback_id = number(turn)
    require_callback(staff(turn), "transcript.send", read_subject(turn.uow, callback_id).callback)
    expected = turn.expectation
    detail = expected.detail if expected else None
    if expected is None or not detail or expected.kind not in (EXPECT_WHICH_FILE, EXPECT_WHICH_TEXT):
        ask_for_transcript(turn, callback_id)
        return
    if expected.kind == EXPECT_WHICH_FILE:
        file_id, _, name = detail.partition(" ")
        queue_fetch(turn, callback_id, file_id, name, expected.subject_id)
        turn.expect_nothing()
        turn.edit(turn.texts("agent-transcript-fetching"))
        return
    take(turn, callback_id, pasting.whole(detail).encode(), "")


def take(turn: Turn, callback_id: int, data: bytes, name: str) -> None:
    """Take a transcript in and say what happens next."""
    stored = receive_transcript(turn.uow, staff(turn), callback_id, data, name=name)
    expect_no_transcript(turn)
    turn.reply(received_screen(stored, turn.texts))


def speakers(turn: Turn) -> None:
    """Settle who is who: `spk:ID:ok`, `:swap`, or `:a:N` and then `:c:N:M` where there are several voices."""
    transcript_id, choice = number(turn), turn.args[1:]
    actor = staff(turn)
    if choice[:1] == ("a",) and len(choice) == 2:
        stored = turn.uow.reviews.transcript(transcript_id)
        if stored is None:
            raise BadInputError("transcript_gone")
        require_callback(actor, "transcript.send", read_subject(turn.uow, stored.callback_id).callback)
        turn.edit(received_screen(stored, turn.texts, agent=number(turn, 2)))
        return
    if choice[:1] == ("c",):
        map_speakers(turn.uow, actor, transcript_id, number(turn, 2), number(turn, 3))
    elif choice in (("ok",), ("swap",)):
        confirm_speakers(turn.uow, actor, transcript_id, swap=choice == ("swap",))
    else:
        raise BadInputError("bad_input")
    turn.edit(turn.texts("agent-speakers-done"))


def looks_like_transcript(text: str) -> bool:
    """Return whether a free text reads like a call: several lines that begin with a speaker."""
    return len(_SPEAKER_LINE.findall(text)) >= MIN_SPEAKER_LINES


def _longer(so_far: str, piece: str) -> str:
    text = pasting.join(so_far, piece)
    if len(text) > LONGEST_PASTE:
        raise BadInputError("transcript_too_long")
    return text


def expected_call(turn: Turn) -> int | None:
    """Return the call whose transcript this person was asked for."""
    expected = turn.expectation
    if expected is None or expected.kind not in (EXPECT_TRANSCRIPT, EXPECT_PIECE):
        return None
    return expected.subject_id


def expect_no_transcript(turn: Turn) -> None:
    """Stop waiting for a transcript."""
    # An open form goes on taking words after a transcript came in between.
    if turn.expectation is not None and turn.expectation.kind in EXPECTATIONS:
        turn.expect_nothing()


def _which(turn: Turn, candidates: list[int]) -> None:
    buttons = []
    for callback_id in candidates:
        subject = read_subject(turn.uow, callback_id)
        label = f"{subject.borrower.name or ''} {subject.loan.loan_number}".strip()
        buttons.append(Button(label=label, data=f"trf:{callback_id}"))
    turn.reply(Screen(text=turn.texts("agent-transcript-which"), rows=in_rows(buttons, 1), protected=True))


def calls_without_transcript(turn: Turn) -> list[int]:
    """Return this agent's calls that have a form but no transcript yet, newest first."""
    return list(turn.uow.callbacks.without_transcript(staff(turn).id or 0, limit=CANDIDATES))
