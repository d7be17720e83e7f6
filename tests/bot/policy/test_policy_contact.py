"""can_contact: every check, in order, with the instant at which it is over."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from policy_samples import BOOK, Weekends, ask, codes, local, past

from bot.policy.contact_values import Channel, Preferences, WeekWindows
from bot.policy.holds import Hold

TUESDAY = "2026-11-24"
NOON = local("2026-11-24 12:00")


def week(start: int, end: int) -> WeekWindows:
    hours = (time(start), time(end))
    return WeekWindows(mon_fri=hours, sat=hours, sun=hours, holiday=hours)


def test_plain_call_inside_hours_is_allowed_and_names_the_policy():
    verdict = ask(NOON)
    assert (verdict.allowed, verdict.reasons, verdict.next_allowed_at) == (True, (), NOON)
    assert (verdict.policy_key, verdict.policy_version) == ("cn", "1")


def test_missing_policy_refuses():
    assert codes(ask(NOON, None)) == ["POLICY_MISSING"]


def test_expired_policy_refuses_for_good():
    policy = replace(BOOK.contact["cn"], review_by=date(2026, 11, 23))
    verdict = ask(NOON, policy)
    assert (codes(verdict), verdict.next_allowed_at) == (["POLICY_EXPIRED"], None)


@pytest.mark.parametrize(("last_day", "warned"), [("2026-11-24", 1), ("2026-12-23", 1), ("2026-12-25", 0)])
def test_policy_warns_thirty_days_before_it_expires(last_day, warned):
    policy = replace(BOOK.contact["cn"], review_by=date.fromisoformat(last_day))
    verdict = ask(NOON, policy)
    assert (verdict.allowed, len(verdict.warnings)) == (True, warned)


def test_policy_that_starts_later_allows_from_its_first_morning():
    policy = replace(BOOK.contact["cn"], valid_from=date(2026, 11, 26))
    assert ask(NOON, policy).next_allowed_at == local("2026-11-26 09:00")


@pytest.mark.parametrize("marker", sorted(BOOK.contact["default_strict"].holds))
def test_each_hold_refuses_under_its_own_code(marker):
    verdict = ask(NOON, holds=(Hold(marker=marker, since=NOON),))
    assert (codes(verdict), verdict.next_allowed_at) == ([f"HOLD_{marker.upper()}"], None)


def test_hold_with_an_end_frees_at_its_end_inside_hours():
    hold = Hold(marker="disaster", since=NOON, until=local("2026-11-25 03:00"))
    assert ask(NOON, holds=(hold,)).next_allowed_at == local("2026-11-25 09:00")


def test_complaint_holds_only_its_subject():
    hold = Hold(marker="complaint_same_subject", since=NOON, subject="fees")
    assert ask(NOON, holds=(hold,), subject="insurance").allowed
    assert not ask(NOON, holds=(hold,), subject="fees").allowed
    assert not ask(NOON, holds=(hold,)).allowed


def test_support_desk_may_answer_the_hardship_application_that_holds_others_off():
    hold = Hold(marker="hardship_pending", since=NOON)
    assert ask(NOON, holds=(hold,), answers_holds=frozenset({"hardship_pending"})).allowed


def test_customer_requested_call_still_obeys_holds():
    assert not ask(NOON, holds=(Hold(marker="deceased", since=NOON),), customer_requested=True).allowed


def test_blocked_number_and_channels_refuse():
    wishes = Preferences(blocked_numbers=frozenset({"n1"}), blocked_channels=frozenset({Channel.CALL}))
    assert codes(ask(NOON, preferences=wishes)) == ["NUMBER_BLOCKED", "CHANNEL_NOT_ALLOWED"]


@pytest.mark.parametrize(
    ("policy", "channel", "expected"),
    [
        ("cn", Channel.AI_VOICE, []),
        ("us_federal", Channel.AI_VOICE, ["CHANNEL_NO_CONSENT"]),
        ("gb", Channel.AI_VOICE, ["CHANNEL_NOT_ALLOWED"]),
        ("cn", Channel.SMS, ["CHANNEL_NO_CONSENT"]),
        ("cn", Channel.EMAIL, ["CHANNEL_NO_CONSENT"]),
        ("cn", Channel.CHAT, []),
    ],
)
def test_machine_voice_and_messages_need_what_the_policy_says(policy, channel, expected):
    assert codes(ask(NOON, policy, channel=channel)) == expected


def test_consent_opens_the_channel():
    wishes = Preferences(consents=frozenset({Channel.SMS}))
    assert ask(NOON, channel=Channel.SMS, preferences=wishes).allowed


@pytest.mark.parametrize(
    ("clock", "allowed"), [("08:59:59", False), ("09:00", True), ("19:59:59", True), ("20:00:00", False)]
)
def test_window_includes_its_start_and_excludes_its_end(clock, allowed):
    assert ask(local(f"{TUESDAY} {clock}")).allowed is allowed


def test_law_ends_at_ten_sharp_even_for_a_call_the_customer_asked_for():
    assert ask(local(f"{TUESDAY} 21:59:59"), customer_requested=True).allowed
    verdict = ask(local(f"{TUESDAY} 22:00:00"), customer_requested=True)
    assert codes(verdict) == ["OUTSIDE_WINDOW"]
    assert verdict.next_allowed_at == local("2026-11-25 08:00")


def test_evening_call_moves_to_the_next_morning():
    assert ask(local(f"{TUESDAY} 20:00")).next_allowed_at == local("2026-11-25 09:00")


def test_national_day_is_refused_and_the_next_instant_is_after_the_holiday_week():
    verdict = ask(local("2026-10-01 10:00"))
    assert codes(verdict) == ["HOLIDAY"]
    assert verdict.next_allowed_at == local("2026-10-04 10:00")


def test_make_up_workday_on_a_saturday_has_weekday_hours():
    assert ask(local("2026-10-10 09:00")).allowed
    assert codes(ask(local("2026-10-17 09:00"))) == ["OUTSIDE_WINDOW"]


def test_unknown_place_must_be_inside_in_every_candidate_zone():
    early, late = local("2026-11-24 10:00", "America/New_York"), local("2026-11-24 14:00", "America/New_York")
    verdict = ask(early, "us_federal", zones=(), calendar=Weekends())
    assert codes(verdict) == ["LOCATION_UNKNOWN", "OUTSIDE_WINDOW"]
    assert verdict.next_allowed_at == local("2026-11-24 08:00", "Pacific/Honolulu")
    assert ask(late, "us_federal", zones=(), calendar=Weekends()).allowed


def test_policy_without_zones_cannot_place_a_customer_at_all():
    verdict = ask(NOON, "default_strict", zones=())
    assert (codes(verdict), verdict.next_allowed_at) == (["LOCATION_UNKNOWN"], None)


def test_sensitive_days_refuse_until_the_day_after():
    wishes = Preferences(sensitive_days=((date(2026, 11, 24), date(2026, 11, 26)),))
    verdict = ask(NOON, preferences=wishes)
    assert codes(verdict) == ["SENSITIVE_OCCASION"]
    assert verdict.next_allowed_at == local("2026-11-27 09:00")


def test_narrower_wish_of_the_customer_is_kept():
    verdict = ask(NOON, preferences=Preferences(windows=week(18, 20)))
    assert codes(verdict) == ["CUSTOMER_PREFERENCE"]
    assert verdict.next_allowed_at == local(f"{TUESDAY} 18:00")


def test_customer_may_widen_service_calls_but_not_collection():
    wishes = Preferences(agreed_windows=week(20, 21))
    evening = local(f"{TUESDAY} 20:30")
    assert ask(evening, preferences=wishes).allowed
    assert not ask(evening, preferences=wishes, purpose="collection").allowed


def test_workplace_needs_no_objection():
    assert ask(NOON, place="workplace").allowed
    assert codes(ask(NOON, place="workplace", preferences=Preferences(not_at_work=True))) == [
        "CUSTOMER_PREFERENCE"
    ]


def test_australian_workplace_hours_end_at_five():
    verdict = ask(
        local("2026-11-24 17:00", "Australia/Sydney"),
        "au",
        zones=("Australia/Sydney",),
        place="workplace",
        calendar=Weekends(),
    )
    assert codes(verdict) == ["OUTSIDE_WINDOW"]
    assert verdict.next_allowed_at == local("2026-11-25 09:00", "Australia/Sydney")


def test_duplicate_is_refused():
    assert codes(ask(NOON, duplicate_of="cb-7")) == ["DUPLICATE_PLANNED"]


def test_third_person_only_after_six_failed_tries_once_and_never_after_a_refusal():
    tries = tuple(past(NOON - timedelta(days=d, hours=1), number_id=f"n{d}") for d in range(2, 8))
    assert ask(NOON, history=tries, third_party_id="t1", number_id="x").allowed
    assert codes(ask(NOON, history=tries[:5], third_party_id="t1")) == ["THIRD_PARTY_NOT_ALLOWED"]
    met = past(NOON - timedelta(days=3), third_party_id="t1", connected=True, refused=True)
    verdict = ask(NOON, history=(*tries, met), third_party_id="t1")
    assert verdict.reasons[-1].data == {"why": "refused"}
    assert (
        codes(ask(NOON, "gb", history=tries, third_party_id="t1", zones=("Europe/London",)))[-1]
        == "THIRD_PARTY_NOT_ALLOWED"
    )


def test_all_reasons_are_collected_in_the_order_of_the_checks():
    wishes = Preferences(blocked_numbers=frozenset({"n1"}), windows=week(18, 20))
    night = local("2026-10-01 23:00")
    verdict = ask(
        night,
        holds=(Hold(marker="dispute", since=night),),
        preferences=wishes,
        history=(past(night), past(night)),
        duplicate_of="x",
    )
    assert codes(verdict) == [
        "HOLD_DISPUTE", "NUMBER_BLOCKED", "OUTSIDE_WINDOW", "HOLIDAY", "LIMIT_REACHED", "CUSTOMER_PREFERENCE", "DUPLICATE_PLANNED",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fold", "zone", "allowed"),
    [
        ("2026-03-29 07:59", 0, "Europe/London", False),
        ("2026-03-30 08:00", 0, "Europe/London", True),
        ("2026-10-26 07:59", 0, "Europe/London", False),
        ("2026-10-26 08:00", 0, "Europe/London", True),
        ("2026-03-09 08:00", 0, "America/New_York", True),
        ("2026-11-01 01:30", 0, "America/New_York", False),
        ("2026-11-01 01:30", 1, "America/New_York", False),
        ("2026-11-01 08:00", 0, "America/New_York", True),
        ("2026-11-01 20:59", 1, "America/New_York", True),
        ("2026-11-01 21:00", 0, "America/New_York", False),
    ],
)
def test_change_of_clocks_does_not_move_the_window(text, fold, zone, allowed):
    policy = "gb" if zone.startswith("Europe") else "us_federal"
    assert ask(local(text, zone, fold), policy, zones=(zone,), calendar=Weekends()).allowed is allowed


@pytest.mark.parametrize(
    ("start", "asked", "opens"),
    [
        ((2, 30), ("2026-03-08 01:45", 0), ("2026-03-08 03:00", 0)),
        ((1, 30), ("2026-11-01 01:20", 0), ("2026-11-01 01:30", 0)),
        ((1, 30), ("2026-11-01 01:20", 1), ("2026-11-01 01:30", 1)),
    ],
)
def test_window_that_starts_inside_the_change_of_clocks_opens_at_the_first_such_time(start, asked, opens):
    hours = (time(*start), time(4))
    windows = WeekWindows(mon_fri=hours, sat=hours, sun=hours, holiday=hours)
    policy = replace(BOOK.contact["us_federal"], windows=windows)
    zone = "America/New_York"
    verdict = ask(local(asked[0], zone, asked[1]), policy, zones=(zone,), calendar=Weekends())
    assert verdict.next_allowed_at == local(opens[0], zone, opens[1])


def test_naive_instant_is_a_programming_error():
    with pytest.raises(ValueError, match="time zone"):
        ask(NOON.replace(tzinfo=None))
