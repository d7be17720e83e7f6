"""Rolling limits, cooldown, and what counts."""

from datetime import timedelta

import pytest
from policy_samples import BOOK, Weekends, ask, codes, local, past

from bot.policy.contact_values import Channel
from bot.rulebook import PolicyFileError, parse_contact, read_policy_file

NOW = local("2026-11-24 15:00")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NEW_YORK = "America/New_York"
US_NOW = local("2026-11-24 12:00", NEW_YORK)


def us(history, **changes):
    return ask(US_NOW, "us_federal", history=history, zones=(NEW_YORK,), calendar=Weekends(), **changes)


def test_two_dials_in_twenty_four_hours_are_the_lenders_own_limit():
    history = (past(NOW - 23 * HOUR), past(NOW - 2 * HOUR))
    verdict = ask(NOW, history=history)
    assert codes(verdict) == ["LIMIT_REACHED"]
    assert verdict.reasons[0].data == {"metric": "dial", "max": 2, "days": 1, "per": "debtor", "used": 2}
    assert verdict.next_allowed_at == NOW + HOUR


def test_window_rolls_and_a_dial_leaves_it_exactly_a_day_later():
    assert ask(NOW, history=(past(NOW - DAY), past(NOW - HOUR))).allowed
    assert not ask(NOW, history=(past(NOW - DAY + timedelta(seconds=1)), past(NOW - HOUR))).allowed


@pytest.mark.parametrize(
    "change",
    [{"outcome": "technical_failure"}, {"inbound": True}, {"customer_requested": True}],
)
def test_failed_lines_inbound_and_requested_calls_do_not_count(change):
    assert ask(NOW, history=tuple(past(NOW - n * HOUR, **change) for n in (1, 2, 3))).allowed


def test_call_the_customer_asked_for_is_not_bound_by_limits_or_cooldown():
    talks = tuple(past(US_NOW - n * HOUR, connected=True) for n in range(1, 9))
    assert us(talks, customer_requested=True).allowed


def test_wrong_number_counts_until_it_is_proved_wrong():
    dials = (past(NOW - 3 * HOUR, number_id="n2"), past(NOW - 2 * HOUR, number_id="n2"))
    assert not ask(NOW, history=dials).allowed
    proved = (dials[0], past(NOW - 2 * HOUR, number_id="n2", outcome="wrong_number"))
    assert ask(NOW, history=proved).allowed


def test_seven_dials_in_seven_days_count_per_debt():
    dials = tuple(past(US_NOW - n * HOUR) for n in range(1, 8))
    assert codes(us(dials)) == ["LIMIT_REACHED"]
    assert us(dials, debt_ids=("l2",)).allowed


def test_one_call_about_two_debts_counts_for_both():
    dials = tuple(past(US_NOW - n * HOUR, debt_ids=("l1", "l2")) for n in range(1, 8))
    assert codes(us(dials, debt_ids=("l2",))) == ["LIMIT_REACHED"]
    assert codes(us(dials, debt_ids=("l1", "l2"))) == ["LIMIT_REACHED", "LIMIT_REACHED"]


def test_debtor_limit_counts_over_all_of_their_debts():
    history = (past(NOW - HOUR, debt_ids=("l1",)), past(NOW - 2 * HOUR, debt_ids=("l2",)))
    assert not ask(NOW, history=history, debt_ids=("l3",)).allowed
    assert ask(NOW, history=history, debt_ids=("l3",), debtor_id="c2").allowed


def test_conversation_starts_seven_days_of_rest():
    talk = past(US_NOW - 6 * DAY, connected=True)
    verdict = us((talk,))
    assert codes(verdict) == ["COOLDOWN_AFTER_CONVERSATION"]
    assert verdict.next_allowed_at == talk.at + 7 * DAY


def test_three_conversations_a_day_are_the_chinese_legal_limit():
    limits = {
        (item.metric.value, item.maximum, item.days, item.per.value) for item in BOOK.contact["cn"].limits
    }
    assert {
        ("conversation", 3, 1, "debtor"),
        ("unconnected_dial", 6, 1, "number"),
        ("dial", 2, 1, "debtor"),
    } <= limits


def test_massachusetts_counts_texts_and_calls_together():
    history = (past(US_NOW - DAY), past(US_NOW - 2 * DAY, channel=Channel.SMS))
    verdict = ask(US_NOW, "us_ma", history=history, zones=(NEW_YORK,), calendar=Weekends())
    assert "LIMIT_REACHED" in codes(verdict)


def test_visit_limit_is_one_in_thirty_days():
    visit = past(NOW - 29 * DAY, channel=Channel.VISIT)
    verdict = ask(NOW, history=(visit,), channel=Channel.VISIT)
    assert (codes(verdict), verdict.next_allowed_at) == (["LIMIT_REACHED"], NOW + DAY)


def test_text_message_is_not_bound_by_a_limit_on_dials():
    history = (past(NOW - HOUR), past(NOW - 2 * HOUR))
    assert ask(NOW, history=history, channel=Channel.CHAT).allowed


def test_extends_merges_mappings_and_replaces_lists():
    policies = BOOK.contact
    assert policies["us_ma"].duties["complaint"]["ack_bd"] == 5
    assert policies["us_ma"].windows == policies["us_federal"].windows
    assert len([item for item in policies["us_ma"].limits if item.metric.value != "visit"]) == 2
    assert policies["gb"].duties["hardship"]["moratorium_days"] == 60


def test_eight_presets_are_shipped():
    assert sorted(BOOK.contact) == [
        "au",
        "cn",
        "default_strict",
        "eu_base",
        "gb",
        "in",
        "us_federal",
        "us_ma",
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("windows", {"mon_fri": ["20:00", "09:00"], "sat": None, "sun": None, "holiday": None}),
        ("limits", [{"metric": "shouting", "max": 1, "window": "1d", "per": "debt"}]),
        ("emotion_ai", {"agent": "on", "customer": "off"}),
        ("decisions", {"human_confirm_signal": False}),
        ("zones", ["Mars/Olympus"]),
        ("surprise", 1),
        ("extends", "nobody"),
    ],
)
def test_policy_file_with_a_fault_is_refused_with_its_place(field, value):
    data = read_policy_file("contact.yaml")
    data["contact_policies"][1][field] = value
    with pytest.raises(PolicyFileError) as caught:
        parse_contact(data)
    assert "contact.yaml" in caught.value.data["file"]
