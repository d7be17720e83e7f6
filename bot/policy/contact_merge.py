"""The intersection of several contact policies: law ∩ lender ∩ the loan's other jurisdictions. The strictest wins."""

from collections.abc import Mapping, Sequence
from datetime import time

from bot.policy.contact_values import ContactPolicy, ThirdPartyRule, WeekWindows, Window

MIDNIGHT_END = time(0)
_VOICE = ("off", "consent", "notice")
_WORKPLACE = ("never", "only_if_no_objection", "allowed")
_THIRD_PARTY = ("never", "locate_only", "message_only")
_CEASE = ("stop_all", "stop_except_legal", "stop_channel")


def intersect(policies: Sequence[ContactPolicy]) -> ContactPolicy:
    """Return the policy that allows only what every one of them allows. ValueError for none at all."""
    if not policies:
        raise ValueError("an intersection needs at least one policy")
    result = policies[0]
    for other in policies[1:]:
        result = _both(result, other)
    return result


def common_window(one: Window | None, other: Window | None) -> Window | None:
    """Return the hours that are in both windows, or None."""
    if one is None or other is None:
        return None
    start = max(one[0], other[0])
    ends = [end for end in (one[1], other[1]) if end != MIDNIGHT_END]
    end = min(ends, default=MIDNIGHT_END)
    return (start, end) if end == MIDNIGHT_END or start < end else None


def common_windows(one: WeekWindows, other: WeekWindows) -> WeekWindows:
    """Return the hours of the week that are in both."""
    return WeekWindows(
        mon_fri=common_window(one.mon_fri, other.mon_fri),
        sat=common_window(one.sat, other.sat),
        sun=common_window(one.sun, other.sun),
        holiday=common_window(one.holiday, other.holiday),
    )


def _both(one: ContactPolicy, other: ContactPolicy) -> ContactPolicy:
    preferred = [windows for p in (one, other) if (windows := p.preferred_windows) is not None]
    workplace = [window for p in (one, other) if (window := p.workplace_window) is not None]
    return ContactPolicy(
        key=f"{one.key}+{other.key}",
        version=f"{one.version}+{other.version}",
        jurisdiction=f"{one.jurisdiction}+{other.jurisdiction}",
        status=one.status if one.status == other.status else "mixed",
        valid_from=max(one.valid_from, other.valid_from),
        review_by=min(one.review_by, other.review_by),
        zones=tuple(dict.fromkeys((*one.zones, *other.zones))),
        windows=common_windows(one.windows, other.windows),
        preferred_windows=common_windows(preferred[0], preferred[-1]) if preferred else None,
        limits=tuple(dict.fromkeys((*one.limits, *other.limits))),
        cooldown_days=max(one.cooldown_days, other.cooldown_days),
        customer_may_widen=one.customer_may_widen and other.customer_may_widen,
        visit_windows=common_windows(one.visit_windows, other.visit_windows),
        workplace=_strictest(_WORKPLACE, one.workplace, other.workplace),
        workplace_window=common_window(workplace[0], workplace[-1]) if workplace else None,
        third_party=_third_party(one.third_party, other.third_party),
        ai_voice=_strictest(_VOICE, one.ai_voice, other.ai_voice),
        holds=one.holds | other.holds,
        cease=_strictest(_CEASE, one.cease, other.cease),
        sensitive_occasions=one.sensitive_occasions or other.sensitive_occasions,
        duties=_duties(one.duties, other.duties),
    )


def _strictest(order: Sequence[str], one: str, other: str) -> str:
    """Return the one that stands earlier in an order from strict to loose."""
    return min((one, other), key=order.index)


def _third_party(one: ThirdPartyRule, other: ThirdPartyRule) -> ThirdPartyRule:
    return ThirdPartyRule(
        allow=_strictest(_THIRD_PARTY, one.allow, other.allow),
        after_failed_attempts=max(one.after_failed_attempts, other.after_failed_attempts),
        max_contacts_per_person=min(one.max_contacts_per_person, other.max_contacts_per_person),
        stop_on_refusal=one.stop_on_refusal or other.stop_on_refusal,
    )


_Duties = Mapping[str, Mapping[str, int | bool | str]]


def _duties(one: _Duties, other: _Duties) -> _Duties:
    """Return the duties of both; where both name one, the first policy (the law) speaks."""
    return {key: {**other.get(key, {}), **one.get(key, {})} for key in (*one, *other)}
