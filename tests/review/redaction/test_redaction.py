"""Placeholders, what stays readable, and numbers given over several turns."""

import pytest
from test_redaction_property import call

from review.domain import Speakers
from review.redaction import recognisers, redact, redact_text, restore

STAYS = [
    "三千五百块",
    "2026年12月15日",
    "一三五七",
    "三五七幺，九零年五月八号。",
    "下一期二十号三千二百元，资金准备好了吗？",
    "订单号20261215000123",
    "订单号6222021234567890128",
    "合同编号：HT20261215000123456",
    "合同号是202612150001234567",
    "order number 4111111111111111",
    "贷款1,500,000元，月供35,800元",
    "分36期，每期3245.67元",
    "年化利率7.2%，首付20%",
    "2026-12-15 10:30:05",
    "12/15/2026",
    "上午10点30分",
    "还款日是15号，提前3天提醒",
    "一共还了12345678元",
    "一二三四五六七",
    "第1、2、3、4、5、6期都还了",
    "十二万，对的",
    "客服热线400-820-8820",
    "拨打95588",
    "车跑了85000公里",
    "两三个月没发工资了",
    "怎么了，什么时候的事",
    "我在路上，15号还",
    "在高速路上开车",
    "走一路15号还",
    "搬到杭州市西湖区了",
    "您是周六方便吗",
    "我是高兴，是方便吗？",
    "先生您好，女士您好",
    "车就抵押在你们那儿，绿本也在你们那。",
    "我自己开，没变化，没有别的抵押。",
    "验证码我没收到",
    "密码我忘了，3500元先还",
    "微信上说吧，微信转了3500元",
    "粤港澳都去过",
    "京东上买的",
    "工号086",
    "I owe 13,800 dollars for 36 months at 7.25 percent",
    "one two three four",
    "Loan 2026-1215, due December 15, 2026",
    "I can pay at the end of the month. Please call",
    "look at this dot on the map",
    "My car is a 2019 model with 85000 km",
    "The van is at 5 Main dealers",
    "case number 9876543210",
    "Your number is SR 58821. Two three small points only.",
    "14 Jan 1970, that is the date",
    "谢谢阿姨，阿姨您说",
    "哪位女士，这位先生",
    "银行说要扣3500元，银行利息涨了",
    "My bank took 500 in 2024 and 300 in 2025",
    "I have two Green cars and one house",
    "Is this about my account? Born 1986. 4418.",
    "Okay, Monday. Thanks, Bye.",
    "I lost one or two jobs in 2024 and 2025",
]
"""Look-alikes: amounts, dates, terms, times, order numbers, hotlines, ordinary words."""


@pytest.mark.parametrize("text", STAYS)
def test_ordinary_talk_stays_readable(text: str) -> None:
    assert redact_text(text).text == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("我电话是13800001111。", "我电话是[PHONE_1]。"),
        ("房东座机0571-87654321", "房东座机[PHONE_1]"),
        ("幺三八零零，零零幺一，嗯，一一", "[PHONE_1]"),
        ("一三八四个零一二三四", "[PHONE_1]"),
        ("Call me on +44 7700 900123.", "Call me on [PHONE_1]."),
        ("one three eight double oh oh oh one one one one", "[PHONE_1]"),
        ("身份证11010519491231002X，还三千", "身份证[ID_1]，还三千"),
        ("卡号6222 0212 3456 7890 123", "卡号[CARD_1]"),
        ("车牌粤B12345，新能源沪AD12345", "车牌[PLATE_1]，新能源[PLATE_2]"),
        ("车架号LSVAA2180E2123456，十万", "车架号[VIN_1]，十万"),
        ("写jo.lee@example.com吧", "写[EMAIL_1]吧"),
        ("微信号是lin_xiaoyu88", "微信号是[WECHAT_1]"),
        ("验证码四八幺五六七", "验证码[OTP_1]"),
        ("我住在杭州市西湖区文三路100号3栋502室，租的", "我住在[ADDRESS_1]，租的"),
        ("Sixth of June. Flat twelve, Tollgate House.", "Sixth of June. [ADDRESS_1]."),
        ("Two Ferryman's Row.", "[ADDRESS_1]."),
        ("give me a shout back on 01 555 0172?", "give me a shout back on [PHONE_1]?"),
        ("Crestline Bank, 10 5 5 5 0 1 4 2 2, today", "Crestline Bank, [CARD_1], today"),
        ("喂，丁小军是吧？", "喂，[NAME_1]是吧？"),
        (
            "is that Chantelle? may I speak with Kayleigh Sumner?",
            "is that [NAME_1]? may I speak with [NAME_2]?",
        ),
        ("I live at 12 Green Park Road, Flat 3.", "I live at [ADDRESS_1]."),
        ("请问是王先生本人吗？", "请问是[NAME_1]先生本人吗？"),
        ("我叫欧阳小雨。", "我叫[NAME_1]。"),
        ("Am I speaking with Mr Wang?", "Am I speaking with Mr [NAME_1]?"),
        ("零二三四五六七八九零一二", "[NUMBER_1]"),
        ("请问是糜女士吗？谢谢苗大哥。", "请问是[NAME_1]女士吗？谢谢苗大哥。"),
        ("it's Priya at Oakhaven. Thanks Craig.", "it's [NAME_1] at Oakhaven. Thanks [NAME_2]."),
    ],
)
def test_only_the_secret_is_replaced(text: str, shown: str) -> None:
    assert redact_text(text).text == shown


def test_same_secret_keeps_its_placeholder_and_another_spelling_shows_that_it_is_the_same() -> None:
    redacted = redact(call("13800001111", "13800001111对吗", "138 0000 1111", "13900001111"))
    assert [turn.text for turn in redacted.transcript.turns] == [
        "[PHONE_1]",
        "[PHONE_1]对吗",
        "[PHONE_1_2]",
        "[PHONE_2]",
    ]


def test_placeholder_already_in_the_text_is_not_reused() -> None:
    redacted = redact_text("[PHONE_1]和13800001111")
    assert redacted.text == "[PHONE_1]和[PHONE_2]"
    assert restore(redacted.text, redacted.mapping) == "[PHONE_1]和13800001111"


def test_redacting_twice_changes_nothing() -> None:
    once = redact_text("我叫林小雨，13800001111，住在文三路100号").text
    assert redact_text(once).text == once


def test_number_given_over_several_turns_is_hidden_with_its_echo() -> None:
    turns = ["请说手机号", "一三八", "一三八", "零零幺二", "嗯", "三四五六", "好，15号还3500元"]
    shown = [turn.text for turn in redact(call(*turns)).transcript.turns]
    assert [text for text in shown[1:6] if "[PHONE" not in text] == ["嗯"]
    assert shown[6] == turns[6]


def test_code_is_hidden_when_the_agent_asked_for_it_the_turn_before() -> None:
    shown = redact(call("请报一下您收到的验证码", "嗯，是四八幺五")).transcript.turns[1].text
    assert shown == "嗯，是[OTP_1]"


def test_name_heard_once_is_hidden_everywhere() -> None:
    shown = redact(call("请问是林小雨本人吗", "林小雨不在，我是她爱人")).transcript.turns[1].text
    assert shown == "[NAME_1]不在，我是她爱人"


def test_known_values_are_hidden_in_any_spelling() -> None:
    known = {"customer_name": "Mei Lin", "phone": "5550142", "employer": "Harbour Foods"}
    shown = redact_text("mei lin here, Mei said 555 0142, I left harbour foods", known=known).text
    assert shown == "[NAME_1] here, [NAME_1_2] said [PHONE_1], I left [EMPLOYER_1]"


def test_person_as_speaker_label_is_hidden_and_role_words_stay() -> None:
    transcript = call("您好")
    named = transcript.turns[0].__class__(
        index=1, role=transcript.turns[0].role, text="我是林小雨", label="林小雨"
    )
    changed = transcript.__class__(
        source_format="t", language="zh-CN", turns=(named,), speakers=Speakers(customer="林小雨"), checksum=""
    )
    redacted = redact(changed).transcript
    assert (redacted.turns[0].label, redacted.speakers.customer, redacted.turns[0].text) == (
        "[NAME_1]",
        "[NAME_1]",
        "我是[NAME_1]",
    )
    assert redact(transcript).transcript.turns[0].label == transcript.turns[0].label


def test_mapping_does_not_show_when_a_result_is_printed() -> None:
    assert "13800001111" not in repr(redact_text("13800001111"))


def test_recognisers_have_distinct_names() -> None:
    names = [recogniser.name for recogniser in recognisers()]
    assert len(names) == len(set(names)) == 12
