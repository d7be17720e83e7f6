"""Where a proposed quote really stands: in the named turn, number for number, or why not."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from review.domain import Evidence, Transcript, Turn
from review.normalise import Normalised, Token, normalise

CJK_MIN = 3  # characters: two say too little to be somebody's evidence
LATIN_MIN = 2  # words, for the same reason
PLACES_MAX = 8  # places of one quote in one turn; more are a recogniser's loop, not speech
APPROXIMATORS = frozenset("多来几余百千万亿")  # behind a number they belong to it: 十来天 is not 十天


class Match(StrEnum):
    """How a quote was found: character by character, or after normalisation."""

    EXACT = "exact"
    NORMALISED = "normalised"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a quote stands: the turn, the half-open range of its text, and how it was found."""

    turn: Turn
    span: tuple[int, int]
    match: Match

    @property
    def evidence(self) -> Evidence:
        """Return the verbatim quote with its turn."""
        return Evidence(turn=self.turn.index, quote=self.turn.text[slice(*self.span)])


def locate(item: Evidence, transcript: Transcript) -> Place | str:
    """Return the place of a quote in its named turn, or the reason why it is not there."""
    wanted = normalise(item.quote)
    if not wanted.tokens:
        return "quote_too_short"
    turn = transcript.turn(item.turn)
    if turn is None:
        return "wrong_turn"
    text = normalise(turn.text)
    if spans := _whole_spans(text, wanted):
        exact = item.quote in turn.text and turn.text[slice(*spans[0])] in item.quote
        return Place(turn=turn, span=spans[0], match=Match.EXACT if exact else Match.NORMALISED)
    return "quote_too_short" if is_too_short(wanted) else _missing(wanted, text, turn, transcript)


def _whole_spans(text: Normalised, wanted: Normalised) -> tuple[tuple[int, int], ...]:
    """Return every range where the wanted tokens stand and no number is cut."""
    size = len(wanted.tokens)
    found = ((first + size, text.range_of(first, size)) for first in text.positions(wanted))
    whole = (span for behind, span in found if not _cuts_number(text, behind, span[1]))
    return tuple(islice(whole, PLACES_MAX))


def _cuts_number(text: Normalised, behind: int, end: int) -> bool:
    """Return whether a quote ends in a number that goes on behind it."""
    if behind >= len(text.tokens) or not text.tokens[behind - 1].number:
        return False
    following: Token = text.tokens[behind]
    return following.start == end and (following.text in APPROXIMATORS)


def _missing(wanted: Normalised, text: Normalised, turn: Turn, transcript: Transcript) -> str:
    if text.positions(wanted, any_number=True) or _number_inside(wanted, turn):
        return "digits_differ"
    elsewhere = [item for item in transcript.turns if normalise(item.text).positions(wanted)]
    if any(item.role is turn.role for item in elsewhere):
        return "wrong_turn"
    return "wrong_speaker" if elsewhere else "quote_not_found"


def _number_inside(wanted: Normalised, turn: Turn) -> bool:
    """Return whether the characters stand there, but a number is cut in two."""
    return any(token.number for token in wanted.tokens) and wanted.original.strip() in turn.text


def occurrences(place: Place) -> tuple[tuple[int, int], ...]:
    """Return every range of the turn where the quote stands, each with its own surroundings."""
    return _whole_spans(normalise(place.turn.text), normalise(place.evidence.quote)) or (place.span,)


def is_too_short(quote: Normalised) -> bool:
    """Return whether a quote has too few words or characters to be anybody's evidence."""
    words = sum(len(token.text) > 1 or token.text.isascii() for token in quote.tokens)
    characters = len(quote.tokens) - words
    return characters / CJK_MIN + words / LATIN_MIN < 1
