"""No planted secret reaches the redacted text, however it is written or said."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted_secrets import SECRETS, TALK

from review.domain import Role, Speakers, Transcript, Turn
from review.redaction import redact, redact_text, restore
from review.redaction.reading import Reading

TELLING_DIGITS = 7
"""So many digits of a long number in a row still tell whose it is."""


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", Reading(text).digits.text).casefold()


def leaks(redacted: str, secret: str) -> bool:
    hidden, shown = letters(secret), letters(re.sub(r"\[[A-Z_]+[\d_]+\]", "#", redacted))
    size = min(len(hidden), TELLING_DIGITS) if hidden[:-1].isdecimal() else len(hidden)
    return any(hidden[at : at + size] in shown for at in range(len(hidden) - size + 1))


def call(*texts: str) -> Transcript:
    turns = tuple(
        Turn(
            index=index,
            role=(Role.CUSTOMER, Role.AGENT)[index % 2],
            text=text,
            label="坐席客户"[index % 2 * 2 :][:2],
        )
        for index, text in enumerate(texts, start=1)
    )
    return Transcript(source_format="test", language="zh-CN", turns=turns, speakers=Speakers(), checksum="")


@pytest.mark.parametrize("kind", SECRETS)
@settings(max_examples=80)
@given(data=st.data())
def test_planted_secret_never_shows(kind: str, data: st.DataObject) -> None:
    said, secret = data.draw(SECRETS[kind])
    before, after = data.draw(st.sampled_from(TALK)), data.draw(st.sampled_from(TALK))
    redacted = redact_text(f"{before}，{said}。{after}")
    assert not leaks(redacted.text, secret)
    assert restore(redacted.text, redacted.mapping) == f"{before}，{said}。{after}"


@settings(max_examples=40)
@given(data=st.data())
def test_several_secrets_in_a_call_never_show(data: st.DataObject) -> None:
    planted = [data.draw(SECRETS[kind]) for kind in data.draw(st.permutations(list(SECRETS)))[:4]]
    transcript = call(*(said for said, _ in planted), *TALK)
    redacted = redact(transcript)
    turns = redacted.transcript.turns
    assert not [secret for (_, secret), turn in zip(planted, turns, strict=False) if leaks(turn.text, secret)]
    assert [restore(turn.text, redacted.mapping) for turn in redacted.transcript.turns] == [
        turn.text for turn in transcript.turns
    ]


@given(st.text(max_size=200))
def test_any_text_is_restored_exactly(text: str) -> None:
    redacted = redact_text(text)
    assert restore(redacted.text, redacted.mapping) == text


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from([*"13800[]_-零幺个双.@京A微信，号年元 ", "[PHONE_1]", "double ", "验证码"]),
        max_size=60,
    )
)
def test_text_like_secrets_and_placeholders_is_restored_exactly(parts: list[str]) -> None:
    text = "".join(parts)
    redacted = redact_text(text, known={"customer_name": "零幺", "phone": "138"})
    assert restore(redacted.text, redacted.mapping) == text


@settings(max_examples=60)
@given(SECRETS["NAME"], st.sampled_from(["{}在家", "我是{}的爱人", "{}先生您好"]))
def test_known_name_never_shows(name: tuple[str, str], form: str) -> None:
    assert name[1] not in redact_text(form.format(name[1]), known={"customer_name": name[1]}).text
