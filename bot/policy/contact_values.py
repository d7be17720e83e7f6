"""The values of the contact policy: the rules, a request, what happened before, and the verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from bot.policy.days import BusinessCalendar

Window = tuple[time, time]
"""Local wall-clock start (included) and end (excluded); an end of 00:00 means midnight at the end of the day."""

ANYWHERE = "*"


class Channel(StrEnum):
    """How somebody is contacted."""

    CALL = "call"
    AI_VOICE = "ai_voice"
    SMS = "sms"
    EMAIL = "email"
    CHAT = "chat"
    VISIT = "visit"


class Metric(StrEnum):
    """What a limit counts."""

    DIAL = "dial"
    UNCONNECTED_DIAL = "unconnected_dial"
    CONVERSATION = "conversation"
    ANY_CONTACT = "any_contact"
    SMS = "sms"
    EMAIL = "email"
    VISIT = "visit"


class Per(StrEnum):
    """For whom or what a limit counts."""

    DEBT = "debt"
    DEBTOR = "debtor"
    NUMBER = "number"
    PLACE = "place"


@dataclass(frozen=True, kw_only=True)
class WeekWindows:
    """When contact is allowed on each kind of day; None = not at all."""

    mon_fri: Window | None
    sat: Window | None
    sun: Window | None
    holiday: Window | None

    def on(self, day: date, calendar: BusinessCalendar) -> Window | None:
        """Return the window of a local day; a make-up workday on a weekend has the weekday's window."""
        if calendar.is_holiday(day):
            return self.holiday
        saturday, sunday = 5, 6
        if day.weekday() < saturday or calendar.is_workday(day):
            return self.mon_fri
        return self.sun if day.weekday() == sunday else self.sat


@dataclass(frozen=True, kw_only=True)
class Limit:
    """At most `maximum` of a metric in any rolling `days` × 24 hours."""

    metric: Metric
    maximum: int
    days: int
    per: Per


@dataclass(frozen=True, kw_only=True)
class ThirdPartyRule:
    """Whether somebody other than the customer may be contacted, when and how often."""

    allow: str
    after_failed_attempts: int
    max_contacts_per_person: int
    stop_on_refusal: bool


@dataclass(frozen=True, kw_only=True)
class ContactPolicy:
    """One dated, versioned set of rules. `review_by` is its last valid day."""

    key: str
    version: str
    jurisdiction: str
    status: str
    valid_from: date
    review_by: date
    zones: tuple[str, ...]
    """Zones in which a customer of unknown location may be; all of them must be inside the window."""
    windows: WeekWindows
    preferred_windows: WeekWindows | None
    limits: tuple[Limit, ...]
    cooldown_days: int
    customer_may_widen: bool
    visit_windows: WeekWindows
    workplace: str
    workplace_window: Window | None
    third_party: ThirdPartyRule
    ai_voice: str
    holds: frozenset[str]
    cease: str
    sensitive_occasions: bool
    duties: Mapping[str, Mapping[str, int | bool | str]] = field(default_factory=dict)
    """What the policy asks of other parts: visit, identity, notices, hardship, complaint, decisions, retention_days, data."""


@dataclass(frozen=True, kw_only=True)
class ContactRequest:
    """One contact that somebody wants to make. Ids are opaque; `zones` empty = location unknown."""

    channel: Channel
    purpose: str
    debtor_id: str
    debt_ids: tuple[str, ...]
    number_id: str = ""
    place: str = ""
    zones: tuple[str, ...] = ()
    customer_requested: bool = False
    """The customer asked for this contact at about this time: limits and cooldown do not bind it."""
    third_party_id: str = ""
    subject: str = ""
    answers_holds: frozenset[str] = frozenset()
    """Markers that this very contact serves, such as the support desk answering `hardship_pending`."""
    legally_required: bool = False
    duplicate_of: str = ""


@dataclass(frozen=True, kw_only=True)
class PastContact:
    """One earlier contact or try. `at` is when it started to ring or was sent."""

    at: datetime
    channel: Channel
    debtor_id: str
    debt_ids: tuple[str, ...]
    outcome: str = ""
    connected: bool = False
    inbound: bool = False
    customer_requested: bool = False
    number_id: str = ""
    place: str = ""
    third_party_id: str = ""
    refused: bool = False
    """The third party asked not to be contacted again."""


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """What the customer said about being contacted."""

    windows: WeekWindows | None = None
    """Only then, please (narrows)."""
    agreed_windows: WeekWindows | None = None
    """Then too (widens service calls, where the policy lets the customer do so)."""
    blocked_channels: frozenset[Channel] = frozenset()
    blocked_numbers: frozenset[str] = frozenset()
    consents: frozenset[Channel] = frozenset()
    not_at_work: bool = False
    not_before: datetime | None = None
    sensitive_days: tuple[tuple[date, date], ...] = ()
    """First and last local day of each mourning, wedding, festival or calamity that is known."""


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a contact is refused. The text key is `policy-reason-<code>`."""

    code: str
    data: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def text_key(self) -> str:
        """Return the key of the sentence in policy.ftl; every hold shares one."""
        code = "HOLD" if self.code.startswith("HOLD_") else self.code
        return "policy-reason-" + code.lower().replace("_", "-")


@dataclass(frozen=True, kw_only=True)
class ContactVerdict:
    """Allowed or not, every reason in the order of the checks, and when it would be allowed.

    `next_allowed_at` is the asked instant itself when allowed, and None when waiting alone does not help.
    """

    allowed: bool
    reasons: tuple[Reason, ...]
    next_allowed_at: datetime | None
    policy_key: str
    policy_version: str
    warnings: tuple[Reason, ...] = ()
