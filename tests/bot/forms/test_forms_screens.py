"""Screens in both languages."""

import pytest

from bot.forms.catalogue import LENGTHS, form_keys, load_form
from bot.forms.render import notice, render
from bot.forms.speech import say
from bot.forms.walk import reach_all
from bot.texts import LOCALES, texts_for
from tests.bot.forms.journeys import begin, clean_until, do, identified, step

TELEGRAM_TEXT_LIMIT = 4096
ZH, EN = texts_for("zh-CN"), texts_for("en")


def labels(screen):
    return [button.label for row in screen.rows for button in row]


def test_progress_question_and_buttons_are_shown():
    screen = render(identified(), ZH, "f1")
    assert screen.text.startswith("7/16 · 放款核实")
    assert "您是否已经收到本次车贷的放款？" in screen.text
    assert {"已支付给经销商", "不愿回答", "总览", "客户说有困难"} <= set(labels(screen))


def test_neutral_opening_names_the_person_and_no_loan():
    text = render(begin(), ZH, "f1").text
    assert "林先生/女士本人吗" in text
    assert "贷款" not in text


def test_empathy_line_stands_over_the_hardship_branch():
    assert "我理解这段时间不容易" in render(do(identified(), "#stress"), ZH, "f1").text


def test_open_crisis_signal_puts_the_crisis_script_on_the_screen():
    session = identified(signals=["vuln.self_harm"], **{"lender.crisis_line": "12356"})
    assert "12356" in render(session, ZH, "f1").text


def test_ticks_are_visible():
    session = do(clean_until(identified(), "buf.support_available"), "savings")
    assert {"☑ 存款", "☐ 家人支持", "没有", "完成"} <= set(labels(render(session, ZH, "f1")))


def test_read_back_shows_the_absolute_date_and_two_ways():
    session = clean_until(identified(), "hard.since", pay__impact="may_be_late")
    screen = render(do(session, "!上个月15号"), ZH, "f1")
    assert "2026年10月15日（周四）" in screen.text
    assert {"对", "重填"} <= set(labels(screen))
    assert "Thu 15 October 2026" in render(do(session, "!上个月15号"), EN, "f1").text


def test_review_masks_phone_numbers():
    session = clean_until(identified("first_30d", "long"), "prof.phone_same")
    session = do(session, "no", "!13800001234", "#review")
    text = render(session, ZH, "f1").text
    assert "138****1234" in text
    assert "13800001234" not in text


def test_customer_can_ask_for_a_person_and_change_the_language():
    screen = render(begin("self_checkin"), ZH, "f1")
    assert {"转人工", "English", "我有还款困难"} <= set(labels(screen))


def test_submit_is_offered_only_when_open():
    assert "提交" not in labels(render(do(identified(), "#review"), ZH, "f1"))
    assert "提交" in labels(render(clean_until(identified(), "review"), ZH, "f1"))


def test_notice_is_in_the_users_language():
    session = clean_until(identified(), "inc.stable")
    outcome = say(session, "随便说说今天的天气怎么样")[1]
    assert notice(outcome, ZH).startswith("没对上选项")
    assert notice(outcome, EN).startswith("That matches none")
    assert notice(step(session, "stable")[1], EN) is None


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("key", form_keys())
def test_every_screen_fits_and_offers_a_way_on_in_both_languages(key, length):
    sessions = [session for session in reach_all(load_form(key, length)).values() if session is not None]
    assert len(sessions) > 10
    for session in sessions:
        for locale in LOCALES:
            screen = render(session, texts_for(locale), "0193f0a2c4d17bb08d2e9b6f")
            assert len(screen.text) <= TELEGRAM_TEXT_LIMIT
            assert screen.rows
            assert "{" not in screen.text
