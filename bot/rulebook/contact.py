"""contact.yaml: contact policies with `extends`."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, model_validator

from bot.policy.contact_values import (
    ContactPolicy,
    Limit,
    Metric,
    Per,
    ThirdPartyRule,
    WeekWindows,
)
from bot.rulebook.schema import ClockWindow, PolicyFileError, Strict, parse, window

FILE = "contact.yaml"
VISIT_DAYS = 30
DUTIES = ("identity", "notices", "hardship", "complaint", "decisions", "emotion_ai", "retention_days", "data")


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"{name} is no time zone")
    return name


Zone = Annotated[str, AfterValidator(_zone)]


class _Windows(Strict):
    mon_fri: ClockWindow | None
    sat: ClockWindow | None
    sun: ClockWindow | None
    holiday: ClockWindow | None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        self.value()
        return self

    def value(self) -> WeekWindows:
        return WeekWindows(
            mon_fri=window(self.mon_fri),
            sat=window(self.sat),
            sun=window(self.sun),
            holiday=window(self.holiday),
        )


class _Limit(Strict):
    metric: Literal["dial", "unconnected_dial", "conversation", "any_contact", "sms", "email", "visit"]
    max: int = Field(ge=0)
    window: Annotated[str, Field(pattern=r"^\d+d$")]
    per: Literal["debt", "debtor", "number", "place"]

    def value(self) -> Limit:
        days = int(re.sub(r"\D", "", self.window))
        return Limit(metric=Metric(self.metric), maximum=self.max, days=days, per=Per(self.per))


class _Visit(Strict):
    windows: _Windows
    notice_hours: int = Field(ge=0)
    max_30d: int = Field(ge=0)
    min_staff: int = Field(ge=1)
    home_entry: Literal["consent_only"]


class _ThirdParty(Strict):
    allow: Literal["never", "locate_only", "message_only"]
    after_failed_attempts: int = Field(ge=0)
    disclosure: Literal["never"]
    max_contacts_per_person: int = Field(ge=0)
    stop_on_refusal: bool


class _Identity(Strict):
    factors: int = Field(ge=1)
    before_any_account_fact: bool


class _Notices(Strict):
    recording: Literal["none", "notice", "all_party_consent", "by_state"]
    automated: bool
    company_name: Literal["before_identity", "after_identity"]
    agent_name: bool
    debt_collector_statement: bool | Literal["by_role"]
    optout_each_message: bool
    rights_line: bool


class _Hardship(Strict):
    ack_bd: int
    decide_days: int
    pause_collection: bool
    debt_advice_signpost: bool
    moratorium_days: int | None = None
    forbearance_before_enforcement: bool | None = None


class _Complaint(Strict):
    ack_bd: int
    final_days: int
    pause_same_subject: bool


class _Decisions(Strict):
    solely_automated_adverse: Literal["forbidden"]
    human_confirm_signal: Literal[True]
    explanation: bool
    contest: bool
    ai_log_days_min: int


class _EmotionAi(Strict):
    agent: Literal["off"]
    customer: Literal["off"]


class _Retention(Strict):
    recording_min: int
    recording: int
    transcript: int
    review: int
    attempt_log: int
    location: int
    unverified_recording: int


class _Data(Strict):
    residency: str
    llm_cross_border: Literal["blocked", "consent", "allowed"]
    redact_before_llm: Literal[True]
    impact_assessment: bool
    separate_consent: list[str]


class _Policy(Strict):
    key: str
    extends: str | None = None
    jurisdiction: str
    version: int = Field(ge=1)
    valid_from: date
    review_by: date
    zones: list[Zone]
    status: Literal["in_force", "draft_law", "product_default"]
    windows: _Windows
    preferred_windows: _Windows | None = None
    limits: list[_Limit]
    product_limits: list[_Limit] = Field(default_factory=list)
    cooldown_after_conversation_days: int = Field(ge=0)
    customer_may_widen: bool
    visit: _Visit
    workplace: Literal["allowed", "only_if_no_objection", "never"]
    workplace_window: ClockWindow | None = None
    third_party: _ThirdParty
    identity: _Identity
    notices: _Notices
    ai_voice: Literal["off", "consent", "notice"]
    ai_text: Literal["notice"]
    holds: list[str]
    cease: Literal["stop_all", "stop_except_legal", "stop_channel"]
    sensitive_occasions: bool
    record_all_collection_calls: bool = False
    hardship: _Hardship
    complaint: _Complaint
    decisions: _Decisions
    emotion_ai: _EmotionAi
    retention_days: _Retention
    data: _Data
    sources: list[str] = Field(default_factory=list)


class _File(Strict):
    contact_policies: list[dict[str, Any]]


def parse_contact(data: Any) -> dict[str, ContactPolicy]:
    """Return the contact policies of a parsed file by key; PolicyFileError names what is wrong."""
    raw = {str(entry.get("key", "")): entry for entry in parse(_File, data, FILE).contact_policies}
    return {key: _value(parse(_Policy, _resolve(key, raw), f"{FILE}:{key}")) for key in raw}


def _resolve(key: str, raw: Mapping[str, dict[str, Any]], seen: tuple[str, ...] = ()) -> dict[str, Any]:
    if key not in raw or key in seen:
        reason = "extends itself" if key in seen else "extends an unknown policy"
        raise PolicyFileError(file=FILE, place=key, reason=reason)
    entry = raw[key]
    parent = entry.get("extends")
    if parent is None:
        return entry
    # What a jurisdiction says about itself is not inherited by another.
    base = {name: value for name, value in _resolve(parent, raw, (*seen, key)).items() if name != "sources"}
    return merged(base, entry)


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return a deep merge: mappings key by key, anything else (lists too) replaced as a whole."""
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        result[key] = merged(old, value) if both and isinstance(old, Mapping) else value
    return result


def _value(model: _Policy) -> ContactPolicy:
    visits = Limit(metric=Metric.VISIT, maximum=model.visit.max_30d, days=VISIT_DAYS, per=Per.DEBTOR)
    limits = [limit.value() for limit in (*model.limits, *model.product_limits)]
    preferred = None if model.preferred_windows is None else model.preferred_windows.value()
    third = model.third_party
    return ContactPolicy(
        key=model.key,
        version=str(model.version),
        jurisdiction=model.jurisdiction,
        status=model.status,
        valid_from=model.valid_from,
        review_by=model.review_by,
        zones=tuple(model.zones),
        windows=model.windows.value(),
        preferred_windows=preferred,
        limits=(*limits, visits),
        cooldown_days=model.cooldown_after_conversation_days,
        customer_may_widen=model.customer_may_widen,
        visit_windows=model.visit.windows.value(),
        workplace=model.workplace,
        workplace_window=window(model.workplace_window),
        third_party=ThirdPartyRule(
            allow=third.allow,
            after_failed_attempts=third.after_failed_attempts,
            max_contacts_per_person=third.max_contacts_per_person,
            stop_on_refusal=third.stop_on_refusal,
        ),
        ai_voice=model.ai_voice,
        holds=frozenset(model.holds),
        cease=model.cease,
        sensitive_occasions=model.sensitive_occasions,
        duties=_duties(model),
    )


def _duties(model: _Policy) -> dict[str, dict[str, int | bool | str]]:
    duties = {name: getattr(model, name).model_dump(exclude_none=True) for name in DUTIES}
    duties["data"]["separate_consent"] = ",".join(model.data.separate_consent)
    duties["visit"] = model.visit.model_dump(exclude={"windows"})
    duties["collection"] = {"record_all_calls": model.record_all_collection_calls}
    return duties
