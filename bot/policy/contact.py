"""May this contact be made now? Pure, deterministic, every reason named (domain pack, section 5.4).

Asked when a callback is planned and again when somebody dials; the second time in the transaction that
writes the attempt, or two agents would both pass.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.policy.contact_limits import Reached, cooldown_until, reached_limits
from bot.policy.contact_values import (
    Channel,
    ContactPolicy,
    ContactRequest,
    ContactVerdict,
    PastContact,
    Preferences,
    Reason,
    WeekWindows,
)
from bot.policy.contact_windows import Layer, Place, closed_layers, inside, next_open
from bot.policy.days import BusinessCalendar, end_of_day, require_aware, start_of_day
from bot.policy.holds import Hold, active_holds

EXPIRY_WARNING = timedelta(days=30)  # time enough for counsel to read the rules again
MAX_ROUNDS = (
    60  # each round passes one obstacle; more of them than a month has days is a policy that never opens
)
ALWAYS_CONSENTED = frozenset({Channel.CALL, Channel.CHAT, Channel.VISIT})
FOREVER = None


def can_contact(
    request: ContactRequest,
    policy: ContactPolicy | None,
    history: Sequence[PastContact],
    holds: Sequence[Hold],
    preferences: Preferences,
    calendar: BusinessCalendar,
    now: datetime,
) -> ContactVerdict:
    """Return whether the contact is allowed at `now`, all reasons if not, and the first instant that is."""
    now = require_aware(now)
    if policy is None:
        return ContactVerdict(
            allowed=False,
            reasons=(Reason(code="POLICY_MISSING"),),
            next_allowed_at=None,
            policy_key="",
            policy_version="",
        )
    check = _Check(request, policy, tuple(history), tuple(holds), preferences, calendar)
    obstacles = tuple(check.obstacles(now))
    return ContactVerdict(
        allowed=not obstacles,
        reasons=tuple(obstacle.reason for obstacle in obstacles),
        next_allowed_at=_first_allowed(check, now, obstacles),
        policy_key=policy.key,
        policy_version=policy.version,
        warnings=_warnings(policy, now, check.zones[0]),
    )


@dataclass(frozen=True)
class _Obstacle:
    """A reason and the first instant at which it is gone; None = waiting does not help."""

    reason: Reason
    until: datetime | None


def _first_allowed(check: "_Check", now: datetime, obstacles: tuple[_Obstacle, ...]) -> datetime | None:
    """Every obstacle blocks until its end, so the latest end is the earliest instant worth trying."""
    at = now
    for _ in range(MAX_ROUNDS):
        if not obstacles:
            return at
        ends = [obstacle.until for obstacle in obstacles]
        if any(end is None for end in ends):
            return None
        at = max(end for end in ends if end is not None)
        obstacles = tuple(check.obstacles(at))
    return None


def _warnings(policy: ContactPolicy, now: datetime, zone: str) -> tuple[Reason, ...]:
    ends = end_of_day(policy.review_by, zone)
    if now <= ends < now + EXPIRY_WARNING:
        data = {"policy": policy.key, "review_by": policy.review_by.isoformat()}
        return (Reason(code="POLICY_EXPIRES_SOON", data=data),)
    return ()


class _Check:
    """The checks of one request, in the order in which their reasons are reported."""

    def __init__(
        self,
        request: ContactRequest,
        policy: ContactPolicy,
        history: tuple[PastContact, ...],
        holds: tuple[Hold, ...],
        preferences: Preferences,
        calendar: BusinessCalendar,
    ) -> None:
        self.request = request
        self.policy = policy
        self.history = history
        self.holds = holds
        self.preferences = preferences
        self.zones = request.zones or policy.zones or ("UTC",)
        self.zones_known = bool(request.zones or policy.zones)
        days = preferences.sensitive_days if policy.sensitive_occasions else ()
        self.place = Place(zones=self.zones, calendar=calendar)
        self.sensitive = Place(zones=self.zones, calendar=calendar, closed_days=days)
        self.layers = tuple(_layers(request, policy, preferences))
        self.wishes = tuple(_wishes(request, preferences))

    def obstacles(self, at: datetime) -> Iterator[_Obstacle]:
        yield from self._policy(at)
        yield from self._holds(at)
        yield from self._channel()
        yield from self._windows(at)
        yield from self._sensitive(at)
        yield from self._frequency(at)
        yield from self._wishes(at)
        if self.request.duplicate_of:
            yield _never("DUPLICATE_PLANNED", other=self.request.duplicate_of)
        yield from self._third_party(at)

    def _policy(self, at: datetime) -> Iterator[_Obstacle]:
        policy = self.policy
        starts = start_of_day(policy.valid_from, self.zones[0])
        if at < starts:
            data = {"policy": policy.key, "valid_from": policy.valid_from.isoformat()}
            yield _Obstacle(Reason(code="POLICY_NOT_YET_VALID", data=data), starts)
        if at > end_of_day(policy.review_by, self.zones[0]):
            yield _never("POLICY_EXPIRED", policy=policy.key, review_by=policy.review_by.isoformat())

    def _holds(self, at: datetime) -> Iterator[_Obstacle]:
        for hold in active_holds(self.holds, at):
            if not self._bound_by(hold):
                continue
            data: dict[str, str | int] = {"marker": hold.marker}
            if hold.until is not None:
                data["until"] = hold.until.isoformat()
            yield _Obstacle(Reason(code="HOLD_" + hold.marker.upper(), data=data), hold.until)

    def _bound_by(self, hold: Hold) -> bool:
        request = self.request
        if hold.marker in request.answers_holds:
            return False
        if hold.marker == "cease_contact" and request.legally_required:
            return self.policy.cease != "stop_except_legal"
        # A marker that the policy does not know stops contact too: better one call too few.
        return not (hold.subject and request.subject and hold.subject != request.subject)

    def _channel(self) -> Iterator[_Obstacle]:
        request, preferences = self.request, self.preferences
        channel = request.channel
        if request.number_id and request.number_id in preferences.blocked_numbers:
            yield _never("NUMBER_BLOCKED")
        off = channel is Channel.AI_VOICE and self.policy.ai_voice == "off"
        workplace = request.place == "workplace" and self.policy.workplace == "never"
        if off or workplace or channel in preferences.blocked_channels:
            yield _never("CHANNEL_NOT_ALLOWED", channel=channel.value)
        if channel not in self._consented():
            yield _never("CHANNEL_NO_CONSENT", channel=channel.value)

    def _consented(self) -> frozenset[Channel]:
        given = ALWAYS_CONSENTED | self.preferences.consents
        return given | {Channel.AI_VOICE} if self.policy.ai_voice in ("off", "notice") else given

    def _windows(self, at: datetime) -> Iterator[_Obstacle]:
        if not self.zones_known:
            yield _never("LOCATION_UNKNOWN", zones=0)
            return
        closed = closed_layers(self.layers, at, self.place)
        if not closed:
            return
        until = next_open(self.layers, at, self.place)
        calendar = self.place.calendar
        if not self.request.zones and any(
            inside(layer, at, zone, calendar) for layer in closed for zone in self.zones
        ):
            yield _Obstacle(Reason(code="LOCATION_UNKNOWN", data={"zones": len(self.zones)}), until)
        holiday = next((day for day in self.place.days(at) if calendar.is_holiday(day)), None)
        shut = [layer for layer in closed if holiday is not None and layer.windows.holiday is None]
        outside = [layer for layer in closed if layer not in shut]
        if outside:
            yield _Obstacle(Reason(code="OUTSIDE_WINDOW", data={"basis": outside[0].basis}), until)
        if shut and holiday is not None:
            yield _Obstacle(Reason(code="HOLIDAY", data={"day": holiday.isoformat()}), until)

    def _sensitive(self, at: datetime) -> Iterator[_Obstacle]:
        if self.sensitive.closed(at):
            yield _Obstacle(Reason(code="SENSITIVE_OCCASION"), next_open((), at, self.sensitive))

    def _frequency(self, at: datetime) -> Iterator[_Obstacle]:
        if self.request.customer_requested:
            return
        for reached in reached_limits(self.policy.limits, self.request, self.history, at):
            yield _limit(reached)
        until = cooldown_until(self.policy, self.request, self.history, at)
        if until is not None:
            data = {"days": self.policy.cooldown_days}
            yield _Obstacle(Reason(code="COOLDOWN_AFTER_CONVERSATION", data=data), until)

    def _wishes(self, at: datetime) -> Iterator[_Obstacle]:
        if self.request.place == "workplace" and self.preferences.not_at_work:
            yield _never("CUSTOMER_PREFERENCE", wish="not_at_work")
        not_before = self.preferences.not_before
        if not_before is not None and at < not_before and not self.request.customer_requested:
            yield _Obstacle(Reason(code="CUSTOMER_PREFERENCE", data={"wish": "not_before"}), not_before)
        if closed_layers(self.wishes, at, self.place):
            until = next_open(self.wishes, at, self.place)
            yield _Obstacle(Reason(code="CUSTOMER_PREFERENCE", data={"wish": "hours"}), until)

    def _third_party(self, at: datetime) -> Iterator[_Obstacle]:
        person = self.request.third_party_id
        if not person:
            return
        rule = self.policy.third_party
        contacts = [c for c in self.history if c.third_party_id == person and not c.inbound and c.at <= at]
        failed = [c for c in self.history if self._failed_try(c) and c.at <= at]
        if rule.allow == "never":
            yield _never("THIRD_PARTY_NOT_ALLOWED", why="never")
        elif rule.stop_on_refusal and any(contact.refused for contact in contacts):
            yield _never("THIRD_PARTY_NOT_ALLOWED", why="refused")
        elif len(contacts) >= rule.max_contacts_per_person:
            yield _never("THIRD_PARTY_NOT_ALLOWED", why="contacted")
        elif len(failed) < rule.after_failed_attempts:
            yield _never("THIRD_PARTY_NOT_ALLOWED", why="customer_first")

    def _failed_try(self, contact: PastContact) -> bool:
        own = contact.debtor_id == self.request.debtor_id and not contact.third_party_id
        return (
            own and not contact.connected and not contact.inbound and contact.outcome != "technical_failure"
        )


def _never(code: str, **data: str | int) -> _Obstacle:
    return _Obstacle(Reason(code=code, data=data), FOREVER)


def _limit(reached: Reached) -> _Obstacle:
    limit = reached.limit
    data: dict[str, str | int] = {
        "metric": limit.metric.value,
        "max": limit.maximum,
        "days": limit.days,
        "per": limit.per.value,
        "used": reached.used,
    }
    return _Obstacle(Reason(code="LIMIT_REACHED", data=data), reached.until)


def _layers(request: ContactRequest, policy: ContactPolicy, preferences: Preferences) -> Iterator[Layer]:
    """Yield the windows of law and lender; the customer may widen those of service calls."""
    widens = policy.customer_may_widen and request.purpose == "service"
    also = preferences.agreed_windows if widens else None
    law = policy.visit_windows if request.channel is Channel.VISIT else policy.windows
    yield Layer(code="OUTSIDE_WINDOW", basis="law", windows=law, also=also)
    lender = policy.preferred_windows
    # Inside the law a customer's own wish for a time beats the lender's taste.
    if lender is not None and request.channel is not Channel.VISIT and not request.customer_requested:
        yield Layer(code="OUTSIDE_WINDOW", basis="lender", windows=lender, also=also)
    if request.place == "workplace" and policy.workplace_window is not None:
        hours = policy.workplace_window
        windows = WeekWindows(mon_fri=hours, sat=None, sun=None, holiday=None)
        yield Layer(code="OUTSIDE_WINDOW", basis="workplace", windows=windows)


def _wishes(request: ContactRequest, preferences: Preferences) -> Iterator[Layer]:
    if preferences.windows is not None and not request.customer_requested:
        yield Layer(code="CUSTOMER_PREFERENCE", basis="customer", windows=preferences.windows)
