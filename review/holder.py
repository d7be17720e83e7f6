"""Whose situation a customer's words describe."""

import re
from dataclasses import dataclass
from itertools import pairwise

from review.cues import Cues, SignalCues
from review.domain import Holder
from review.surroundings import Clause, Surroundings

PERSON_CUES = {
    "kin_of_kin": Holder.OTHER_PERSON,
    "spouse_words": Holder.HOUSEHOLD,
    "parent_child_words": Holder.HOUSEHOLD,
    "sibling_words": Holder.HOUSEHOLD,
    "boss_words": Holder.OTHER_PERSON,
    "other_words": Holder.OTHER_PERSON,
    "self_words": Holder.SELF,
}
POSSESSIVE = re.compile(r"(?:家里?|的|他|她|'s|his|her|\s)*")
OPENING = 3  # characters of a clause within which its subject begins
PREFIX_REACH = 16  # characters; the longest preposition, with room for spaces
CLAUSES_BACK = 3  # a dropped subject is rarely older than that


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody named in a clause: the kind of cue and its range."""

    cue: str
    start: int
    end: int


def holder_of(around: Surroundings, cues: Cues, signal: SignalCues) -> Holder:
    """Return whose situation the quote describes, as far as its words say."""
    if signal.others:
        return Holder.SELF
    if cues["outsider_words"].search(around.before + around.quote):
        return Holder.OTHER_PERSON
    person = subject_of(around, cues)
    if person is None or (person.cue == "boss_words" and not _boss_counts(around, person, signal)):
        return Holder.SELF
    if (
        person.cue == "spouse_words"
        and signal.household == {"spouse"}
        and _has_attitude(around.text, person, cues)
    ):
        return Holder.OTHER_PERSON
    holder = PERSON_CUES[person.cue]
    if holder is Holder.HOUSEHOLD and person.cue.removesuffix("_words") not in signal.household:
        return Holder.OTHER_PERSON
    if holder is Holder.OTHER_PERSON and cues["acts_on_self"].search(around.own, _local(around, person.end)):
        return Holder.SELF
    return holder


def _boss_counts(around: Surroundings, person: Person, signal: SignalCues) -> bool:
    """Return whether a boss is the one spoken about: only in the quote's own clause, never as a payer of wages."""
    return not signal.work and person.start >= around.clauses[around.first].start


def _local(around: Surroundings, offset: int) -> int:
    return max(0, offset - around.clauses[around.first].start)


def subject_of(around: Surroundings, cues: Cues) -> Person | None:
    """Return the person whom the quote's first clause is about, carried over from earlier clauses if dropped."""
    clause = around.clauses[around.first]
    end = min(around.end, clause.end)
    before = _subjects(around.text, clause.start, around.start, cues)
    if judged := next((item for item in before if _has_attitude(around.text, item, cues)), None):
        return judged
    inside = _subjects(around.text, around.start, end, cues)
    if inside:
        return inside[0]
    return before[-1] if before else _carried_over(around, cues)


def opener_of(around: Surroundings, cues: Cues) -> Person | None:
    """Return the person with whom the quote's first clause opens."""
    start = around.clauses[around.first].start
    persons = _subjects(around.text, start, around.end, cues)
    return persons[0] if persons and persons[0].start - start <= OPENING else None


def _has_attitude(text: str, person: Person, cues: Cues) -> bool:
    return person.cue != "self_words" and bool(cues["attitudes"].search(text[person.end :]))


def _carried_over(around: Surroundings, cues: Cues) -> Person | None:
    latin = bool(re.match(r"\s*[a-z]", around.quote))
    # English repeats its subject in every sentence; Chinese drops it for as long as the topic lasts.
    floor = around.sentence_start(around.first) if latin else 0
    for index in range(around.first - 1, max(floor, around.first - CLAUSES_BACK) - 1, -1):
        clause: Clause = around.clauses[index]
        if found := _subjects(around.text, clause.start, clause.end, cues):
            return found[0]
    return None


def _subjects(text: str, start: int, end: int, cues: Cues) -> list[Person]:
    """Return the persons in a range who are not mere objects of a preposition, left to right."""
    found: list[Person] = []
    for cue in PERSON_CUES:
        for match in cues[cue].finditer(text, start, end):
            inner = any(item.start <= match.start() < item.end for item in found)
            if not inner and not cues["role_prefixes"].search(
                text[max(start, match.start() - PREFIX_REACH) : match.start()].rstrip()
            ):
                found.append(Person(cue=cue, start=match.start(), end=match.end()))
    return _without_relatives(text, sorted(found, key=lambda item: item.start))


def _without_relatives(text: str, persons: list[Person]) -> list[Person]:
    """Return the persons without those who are named as another one's ("my neighbour's son")."""
    kept = persons[:1]
    for earlier, later in pairwise(persons):
        linked = POSSESSIVE.fullmatch(text, earlier.end, later.start)
        if not (linked and PERSON_CUES[earlier.cue] is Holder.OTHER_PERSON):
            kept.append(later)
    return kept
