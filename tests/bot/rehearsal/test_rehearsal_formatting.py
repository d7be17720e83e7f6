import pytest

from bot.rehearsal.errors import ApiError
from bot.rehearsal.formatting import checked_caption, checked_text, formatted
from bot.rehearsal.formatting.entities import Formatted, utf16_length


def spans(text: str, mode: str) -> list[tuple[str, str]]:
    """Return (type, covered text) of each entity, decoded by UTF-16 offsets."""
    value = formatted(text, mode, None)
    units = value.text.encode("utf-16-le")
    return [
        (e["type"], units[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le"))
        for e in value.entities
    ]


@pytest.mark.parametrize(("source", "expected"), [
    ("😀<b>粗</b>", [("bold", "粗")]),
    ("<b>a<i>b</i></b>", [("bold", "ab"), ("italic", "b")]),
    ("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", [("bold", "a"), ("italic", "b"), ("underline", "c"), ("strikethrough", "d")]),
    ('<span class="tg-spoiler">藏</span><tg-spoiler>着</tg-spoiler>', [("spoiler", "藏"), ("spoiler", "着")]),
    ("<a href='https://example.com/?a=1&amp;b=2'>链</a>", [("text_link", "链")]),
    ("<blockquote>原话\n第二行</blockquote>", [("blockquote", "原话\n第二行")]),
    ("<blockquote expandable>长</blockquote>", [("expandable_blockquote", "长")]),
    ("<code>/x &lt;b&gt;</code>", [("code", "/x <b>")]),
    ("  <b> 留白 </b>  ", [("bold", "留白")]),
    ("<b></b>空", []),
])  # fmt: skip
def test_html_becomes_entities(source, expected):
    assert spans(source, "HTML") == expected


def test_html_code_block_keeps_its_language():
    value = formatted('<pre><code class="language-python">x = 1</code></pre>', "HTML", None)
    assert value.entities == ({"type": "pre", "offset": 0, "length": 5, "language": "python"},)


def test_html_link_address_is_unescaped():
    value = formatted("<a href='https://example.com/?a=1&amp;b=2'>链</a>", "html", None)
    assert value.entities[0]["url"] == "https://example.com/?a=1&b=2"


@pytest.mark.parametrize(("source", "complaint"), [
    ("a <x>b</x>", 'Unsupported start tag "x" at byte offset 2'),
    ("字<b>b", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("a</b>", "Unexpected end tag at byte offset 1"),
    ("1 < 2", "Unclosed start tag at byte offset 2"),
    ("<span>a</span>", 'Unsupported start tag "span" at byte offset 0'),
])  # fmt: skip
def test_broken_html_is_refused_with_the_place(source, complaint):
    with pytest.raises(ApiError) as caught:
        formatted(source, "HTML", None)
    assert caught.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(("source", "expected"), [
    ("*粗* _斜_ __线__ ~删~ ||藏||", [("bold", "粗"), ("italic", "斜"), ("underline", "线"), ("strikethrough", "删"), ("spoiler", "藏")]),
    ("*a _b_ c*", [("bold", "a b c"), ("italic", "b")]),
    ("`a_b` ```py\nx```", [("code", "a_b"), ("pre", "x")]),
    (r"[链\.](https://example.com/\))", [("text_link", "链.")]),
    (">原话\n>第二行\n说完", [("blockquote", "原话\n第二行")]),
    (r"1\. \*不是\*", []),
])  # fmt: skip
def test_markdown_becomes_entities(source, expected):
    assert spans(source, "MarkdownV2") == expected


@pytest.mark.parametrize(("source", "complaint"), [
    ("a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
    ("字 *b", "Can't find end of Bold entity at byte offset 4"),
    ("`b", "Can't find end of Code entity at byte offset 0"),
])  # fmt: skip
def test_broken_markdown_is_refused_with_the_place(source, complaint):
    with pytest.raises(ApiError) as caught:
        formatted(source, "MarkdownV2", None)
    assert caught.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_legacy_markdown_leaves_reserved_characters_alone():
    assert spans("*a* 1.5 (b)", "Markdown") == [("bold", "a")]


def test_commands_mentions_and_links_are_found_by_themselves():
    text = "/start@huifang_bot 见 https://example.com/a。 @agent_chen #回访 a@b.cn 1/2"
    assert spans(text, "") == [
        ("bot_command", "/start@huifang_bot"), ("url", "https://example.com/a"), ("mention", "@agent_chen"),
        ("hashtag", "#回访"), ("email", "a@b.cn"),
    ]  # fmt: skip


def test_nothing_is_found_inside_code():
    assert spans("<code>/start @agent_chen</code>", "HTML") == [("code", "/start @agent_chen")]


def test_length_counts_characters_not_utf16_units():
    assert utf16_length("😀" * 4096) == 8192
    assert checked_text(Formatted(text="😀" * 4096)).text
    with pytest.raises(ApiError, match="message is too long"):
        checked_text(Formatted(text="😀" * 4097))


def test_caption_may_be_empty_but_not_long():
    assert checked_caption(Formatted(text="")).text == ""
    with pytest.raises(ApiError, match="caption is too long"):
        checked_caption(Formatted(text="字" * 1025))


def test_unknown_parse_mode_is_refused():
    with pytest.raises(ApiError, match="unsupported parse_mode"):
        formatted("x", "rtf", None)
