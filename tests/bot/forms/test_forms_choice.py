"""Typed answers to questions with buttons, numbers and phones."""

import pytest

from bot.errors import BadInputError
from bot.forms.catalogue import load_form
from bot.forms.parse.choice import parse_choice
from bot.forms.parse.number import parse_number
from bot.forms.parse.phone import mask_phone, parse_phone

FORM = load_form("first_30d", "long")


def options(key):
    return FORM.by_key[key].options


@pytest.mark.parametrize(
    ("question", "text", "key"),
    [
        ("inc.stable", "稳定", "stable"),
        ("inc.stable", "Stable.", "stable"),
        ("inc.stable", "2", "lower"),
        ("inc.stable", "第二个", "lower"),
        ("inc.stable", "the second one", "lower"),
        ("right.third_party_interest", "没有", "no"),
        ("right.third_party_interest", "有", "yes"),
        ("right.third_party_interest", "不清楚", "unsure"),
        ("buf.support_available", "没有", "none"),
    ],
)
def test_label_ordinal_or_plain_word_is_sure(question, text, key):
    choice = parse_choice(text, options(question))
    assert (choice.keys, choice.sure) == ((key,), True)


def test_part_of_a_label_must_be_read_back():
    choice = parse_choice("收入不稳定", options("inc.stable"))
    assert (choice.keys, choice.sure) == (("unstable",), False)


@pytest.mark.parametrize("text", ["嗯", "影响", "没有没有，有的", "随便", "7", ""])
def test_filler_and_half_words_choose_nothing(text):
    with pytest.raises(BadInputError):
        parse_choice(text, options("pay.impact"))


def test_list_of_labels_ticks_several():
    choice = parse_choice("存款、家人支持", options("buf.support_available"), several=True)
    assert (choice.keys, choice.sure) == (("savings", "family"), False)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("138 0000 1234", "+8613800001234"),
        ("+86-138-0000-1234", "+8613800001234"),
        ("010-12345678", "01012345678"),
        ("+44 20 7946 0000", "+442079460000"),
    ],
)
def test_phone_is_stored_in_one_shape(text, stored):
    assert parse_phone(text) == stored


def test_phone_of_wrong_length_says_how_many_digits_came():
    with pytest.raises(BadInputError) as caught:
        parse_phone("1380000")
    assert (caught.value.code, caught.value.data) == ("form_phone_wrong_length", {"digits": 7})


def test_phone_is_masked_in_lists():
    assert mask_phone("+8613800001234") == "138****1234"


@pytest.mark.parametrize(
    ("text", "value"), [("15号", 15), ("十五", 15), ("1.2万公里", 12000), ("12,345 km", 12345)]
)
def test_number_is_read_without_its_unit(text, value):
    assert parse_number(text) == value


def test_number_outside_its_range_names_the_range():
    with pytest.raises(BadInputError) as caught:
        parse_number("32", whole=True, between=(1, 31))
    assert caught.value.data == {"low": 1, "high": 31}
