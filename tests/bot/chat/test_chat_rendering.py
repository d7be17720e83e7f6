"""Screens become messages that Telegram takes, however long they are."""

import re

import pytest

from bot.chat.rendering import CardRenderers, cut_markup, cut_plain, keyboard
from bot.forms.screen import Button, Screen


def units(text):
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "cut"), [("abc", "abc"), ("abcd", "abcd"), ("abcde", "abc…"), ("车车车车车", "车车车…")]
)
def test_long_text_is_cut_with_an_ellipsis(text, cut):
    assert cut_plain(text, 4) == cut


@pytest.mark.parametrize("emoji_count", [1, 2, 3, 4, 5])
def test_no_character_is_cut_in_half(emoji_count):
    assert units(cut_plain("🚗" * emoji_count, 5)) <= 5


def test_tags_and_entities_do_not_count_and_open_tags_are_closed():
    assert cut_markup("<b>abc &amp; <i>def</i></b>", 6) == "<b>abc &amp;…</b>"
    assert cut_markup("<b>abc &amp; <i>def</i></b>", 8) == "<b>abc &amp; <i>d…</i></b>"


def test_markup_that_fits_stays_as_it_is():
    text = '<a href="https://example.org">abc</a> &lt;'
    assert cut_markup(text, 5) == text


@pytest.mark.parametrize("limit", range(2, 40))
def test_cut_markup_is_always_balanced_and_short_enough(limit):
    cut = cut_markup("<b>one <i>two &amp; three</i> four</b> five <code>six</code> seven", limit)
    opened = re.findall(r"<([a-z]+)>", cut)
    closed = re.findall(r"</([a-z]+)>", cut)
    visible = re.sub(r"&amp;", "&", re.sub(r"<[^>]+>", "", cut))
    assert (sorted(opened), len(visible) <= limit) == (sorted(closed), True)


def test_screen_without_buttons_has_no_keyboard():
    assert keyboard(Screen(text="x", rows=((),))) is None


def test_buttons_keep_their_rows():
    made = keyboard(Screen(text="x", rows=((Button(label="a", data="1"),), (Button(label="b", data="2"),))))
    assert [[button.text for button in row] for row in made.inline_keyboard] == [["a"], ["b"]]


def test_registering_a_card_twice_is_refused():
    cards = CardRenderers()
    cards.register("a")(lambda *_: None)
    with pytest.raises(ValueError, match="registered twice"):
        cards.register("a")(lambda *_: None)
