"""Two spellings of the same words meet; different words, digits and negations do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.normalise import fold, normalise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("这期３，２００元。", "这期3200元"),
        ("三千二", "3200"),
        ("一万零二", "10002"),
        ("二十五号", "25号"),
        ("12万", "十二万"),
        ("3.5k", "3500"),
        ("尾号三五七幺", "尾号3571"),
        ("這個月實在還不上", "这个月实在还不上"),
        ("钱 不 够 ！", "钱不够"),
        ("I can’t pay", "i CAN'T pay."),
        ("can not", "cannot"),
        ("twenty-five thousand", "25,000"),
    ],
)
def test_spellings_of_the_same_words_meet(one, other):
    assert normalise(one).text == normalise(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3200", "32000"),
        ("十来天", "十天"),
        ("两三天", "23天"),
        ("三五天", "35天"),
        ("1.5万", "15万"),
        ("can", "can't"),
        ("有失业", "没有失业"),
        ("0123", "123"),
    ],
)
def test_different_words_and_numbers_stay_apart(one, other):
    assert normalise(one).text != normalise(other).text


def test_found_range_points_into_the_original():
    text = "唉，這個月 要晚１５天。"
    start, end = normalise(text).find(normalise("要晚十五天"))[0]
    assert text[start:end] == "要晚１５天"


def test_part_of_a_word_or_number_is_not_found():
    assert normalise("discovered 32000").find(normalise("cover")) == ()
    assert normalise("discovered 32000").find(normalise("3200")) == ()


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


@given(st.text(max_size=60))
def test_tokens_stand_in_order_inside_the_text(text):
    tokens = normalise(text).tokens
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两0123456789., k", max_size=12))
def test_any_numeral_soup_is_read_without_error(text):
    assert normalise(text).original == text
