"""Whatever is pressed or typed: nothing raises, nothing is lost, nothing leaks, and there is a way on."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.catalogue import LENGTHS, form_keys, load_form
from bot.forms.definition import OPEN_GROUPS
from bot.forms.flow import start
from bot.forms.moves import press
from bot.forms.render import notice, render
from bot.forms.resume import load_state
from bot.forms.session import SUBMITTED
from bot.forms.speech import attach, say, verify
from bot.forms.view import IDENTITY
from bot.forms.walk import act, clean_actions
from bot.texts import texts_for
from tests.bot.forms.journeys import FACTS, LOAN_FACTS_IN_WORDS, TODAY

WORDS = st.sampled_from(
    ["三千五", "2000-3000", "下周五", "发工资那天", "2月30号", "是", "没有", "不清楚", "不愿回答", "存款、家人支持", "2", "", "x" * 3000, "13800001234"]
)  # fmt: skip
ACTIONS = st.one_of(
    st.integers(0, 12).map("o{}".format),
    st.integers(0, 100).map("jump:{}".format),
    st.integers(0, 100).map("edit:{}".format),
    st.integers(-40, 40).map("date:{:+d}".format),
    st.sampled_from(["ok", "decline", "unknown", "back", "skip", "review", "keep", "retry", "submit", "stress", "pause", "person", "lang"]),
    st.text(max_size=8),
)  # fmt: skip
MOVES = st.one_of(
    st.tuples(st.just("clean"), st.integers(1, 12)),
    st.tuples(st.just("press"), ACTIONS),
    st.tuples(st.just("stale"), ACTIONS),
    st.tuples(st.just("say"), st.one_of(WORDS, st.text(max_size=20))),
    st.tuples(st.just("photo"), st.text(max_size=5)),
    st.tuples(st.just("phone"), WORDS),
    st.tuples(st.just("code"), st.booleans()),
)
FORMS = st.tuples(st.sampled_from(form_keys()), st.sampled_from(LENGTHS), st.sampled_from([0, 7]))


def move(session, kind, value):
    match kind:
        case "clean":
            for _ in range(value):
                for action in clean_actions(session) if session.cursor != SUBMITTED else []:
                    session = act(session, action)
            return session, None
        case "press":
            return press(session, session.step, value)
        case "stale":
            return press(session, session.step - 1, value)
        case "say":
            return say(session, value)
        case "code":
            return verify(session, matched=value)
        case _:
            return attach(session, kind, value)


def opened(form):
    key, length, dpd = form
    return start(load_form(key, length), facts={**FACTS, "loan.dpd": dpd}, today=TODAY)


@settings(max_examples=120, deadline=None)
@given(form=FORMS, moves=st.lists(MOVES, max_size=25))
def test_nothing_raises_and_no_answer_is_ever_lost(form, moves):
    session = opened(form)
    for kind, value in moves:
        before = session
        session, outcome = move(session, kind, value)
        given_before = {key for key in before.answers if key != IDENTITY}
        assert given_before <= set(session.answers)
        assert kind != "stale" or session == before
        if outcome is not None:
            assert all(notice(outcome, texts_for(locale)) != "" for locale in ("zh-CN", "en"))


@settings(max_examples=120, deadline=None)
@given(form=FORMS, moves=st.lists(MOVES, max_size=25))
def test_no_loan_fact_and_no_loan_question_before_identity(form, moves):
    session = opened(form)
    for kind, value in moves:
        session, _ = move(session, kind, value)
        if session.blocked_by_identity:
            text = (
                render(session, texts_for("zh-CN"), "f1").text + render(session, texts_for("en"), "f1").text
            )
            assert not any(fact in text for fact in LOAN_FACTS_IN_WORDS)
            assert session.question is None or session.question.group in OPEN_GROUPS


@settings(max_examples=60, deadline=None)  # each example also walks to the end, which is the slow part
@given(form=FORMS, moves=st.lists(MOVES, max_size=25))
def test_there_is_always_a_way_on_and_a_reload_changes_nothing(form, moves):
    session = opened(form)
    for kind, value in moves:
        session, _ = move(session, kind, value)
    assert session.cursor == SUBMITTED or render(session, texts_for("en"), "f1").rows
    plain = json.loads(json.dumps(session.dump_state()))
    assert load_state(plain, facts=session.facts, today=TODAY) == session
    for _ in range(300):
        if session.cursor == SUBMITTED:
            break
        session = finish(session)
    assert session.cursor == SUBMITTED


def finish(session):
    """Go on as a person would who wants to be done: continue where submit is shut, else answer the clean way."""
    if session.question is None:
        return act(session, "submit" if session.may_submit else "keep")
    for action in clean_actions(session) if session.cursor not in session.pending else ["keep"]:
        session = act(session, action)
    return session


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=40), today=st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_any_text_on_any_kind_of_question_is_read_or_explained(text, today):
    for key in ("hard.since", "hard.affordable_now", "disb.due_day_stated", "prof.phone_new", "inc.stable"):
        session = standing_on(key, today)
        after, outcome = say(session, text)
        assert after != session or outcome.text_key


def standing_on(key, today):
    from dataclasses import replace

    session = start(load_form("first_30d", "long"), facts=FACTS, today=today)
    return replace(session, cursor=key)
