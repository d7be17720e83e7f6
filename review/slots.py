"""The four-slot test as code: holder, time, polarity and certainty, read from the words around a quote."""

from review.cues import Cues, SignalCues, load_cues
from review.domain import Certainty, Holder, Polarity, Role, Slots, Time, Transcript, Turn
from review.holder import holder_of
from review.polarity import is_asked, is_denied
from review.surroundings import Surroundings, surround
from review.timing import is_hypothetical, is_resolved

NO_SIGNAL_CUES = SignalCues()
JOKE_OPENING = 24  # characters of the next turn in which a joke is taken back


def read_slots(transcript: Transcript, turn: Turn, span: tuple[int, int], key: str = "") -> Slots:
    """Return the program's own reading of a quote, a half-open range of the turn's text.

    `key` lets what belongs to one signal count (a request may be a question, a driver another person).
    """
    cues = load_cues()
    signal = cues.signal(key) if key else NO_SIGNAL_CUES
    around = surround(turn.text, span, cues)
    agent = turn.role is Role.AGENT
    return Slots(
        holder=Holder.AGENT if agent else holder_of(around, cues, signal),
        time=_time(around, cues, signal, agent=agent),
        polarity=_polarity(around, cues, signal, agent=agent),
        certainty=_certainty(transcript, turn, around, cues, signal),
    )


def verdict(slots: Slots, speaker: Role = Role.CUSTOMER) -> str | None:
    """Return why slots forbid a signal about `speaker` (a stable code), or None if they allow it."""
    if slots.polarity is Polarity.NEGATED:
        return "negated"
    if slots.polarity is Polarity.ASKED:
        return "question_only"
    if slots.certainty is Certainty.JOKING:
        return "joking"
    if slots.time is Time.HYPOTHETICAL:
        return "hypothetical"
    if slots.time is Time.PAST_RESOLVED:
        return "past_resolved"
    if speaker is Role.AGENT:
        return _agent_verdict(slots)
    return None if slots.holder in (Holder.SELF, Holder.HOUSEHOLD) else "third_party"


def _agent_verdict(slots: Slots) -> str | None:
    if slots.holder is not Holder.AGENT:
        return "holder_not_agent"
    return None if slots.time is Time.NOW else "not_now"


def strictest(proposed: Slots, read: Slots) -> Slots:
    """Return, slot by slot, the value that forbids more; equal in force, the proposer's finer one."""
    return Slots(
        holder=read.holder if read.holder in (Holder.OTHER_PERSON, Holder.GENERIC) else proposed.holder,
        time=read.time if read.time in (Time.HYPOTHETICAL, Time.PAST_RESOLVED) else proposed.time,
        polarity=proposed.polarity if read.polarity is Polarity.AFFIRMED else read.polarity,
        certainty=read.certainty if read.certainty is Certainty.JOKING else proposed.certainty,
    )


def _polarity(around: Surroundings, cues: Cues, signal: SignalCues, *, agent: bool) -> Polarity:
    if is_denied(around, cues, signal):
        return Polarity.NEGATED
    # An agent's insult or threat is often put as a question and is no less one for it.
    return Polarity.ASKED if not agent and is_asked(around, cues, signal) else Polarity.AFFIRMED


def _time(around: Surroundings, cues: Cues, signal: SignalCues, *, agent: bool) -> Time:
    if agent:
        return Time.NOW  # "if you don't pay, we will …" is itself the threat
    if is_hypothetical(around, cues, signal):
        return Time.HYPOTHETICAL
    if is_resolved(around, cues, signal):
        return Time.PAST_RESOLVED
    if cues["past"].search(around.own):
        return Time.PAST_OPEN
    return Time.FUTURE_EXPECTED if cues["futures"].search(around.own) else Time.NOW


def _certainty(
    transcript: Transcript, turn: Turn, around: Surroundings, cues: Cues, signal: SignalCues
) -> Certainty:
    serious = cues["not_jokes"].search(around.text)
    if not serious and (cues["jokes"].search(around.text) or _taken_back(transcript, turn, cues)):
        return Certainty.JOKING
    if not serious and not signal.lenient and cues["laughter"].search(around.text):
        return Certainty.JOKING
    return Certainty.HEDGED if cues["hedges"].search(around.own) else Certainty.STATED


def _taken_back(transcript: Transcript, turn: Turn, cues: Cues) -> bool:
    following = (item for item in transcript.turns[turn.index :] if item.role is turn.role)
    reply = next(following, None)
    return bool(reply and cues["jokes"].search(reply.text.lower()[:JOKE_OPENING]))
