"""Every explanation and reason has its words in both languages, with the same variables."""

from datetime import date, timedelta
from importlib.resources import files

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from policy_samples import BOOK, CN, SHANGHAI, ask, done, loan, local, past

from bot.policy.cadence import plan_cycles
from bot.policy.contact_values import Channel
from bot.policy.due_ladder import overdue_steps, pre_due_steps
from bot.policy.explain import slug
from bot.policy.holds import Hold
from bot.policy.retry import next_try
from bot.policy.sla import escalation
from bot.policy.tiers import ConfirmedSignal, Event, Tier, TierFacts, assess
from bot.policy.triggers import trigger_due
from bot.texts import LOCALES, texts_for

DAY = date(2026, 11, 23)
NOW = local("2026-11-24 12:00")


class Variables(Visitor):
    def __init__(self):
        self.names = set()

    def visit_VariableReference(self, node):  # noqa: N802  the library's name
        self.names.add(node.id.name)


def messages(locale):
    text = (files("prompts") / "texts" / locale / "policy.ftl").read_text(encoding="utf-8")
    found = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            seen = Variables()
            seen.visit(entry)
            found[entry.id.name] = seen.names
    return found


def test_both_languages_have_the_same_keys_and_variables():
    assert messages("zh-CN") == messages("en")
    assert {"policy-why-first", "policy-reason-hold", "policy-retry-at"} <= set(messages("en"))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_point_can_be_read_aloud(locale):
    say = texts_for(locale)
    for rule in BOOK.tiers.rules:
        event = Event(key=rule.key, since=DAY, detail="x")
        facts = TierFacts(on=DAY, disbursed_on=DAY, events=(event,))
        lines = [say(p.text.key, **p.text.values) for p in assess(facts, BOOK.tiers).points]
        assert any(f"{rule.points:+d}" in line for line in lines)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("tier", list(Tier))
@pytest.mark.parametrize("segment", sorted(BOOK.cadence.rows))
def test_every_cycle_can_be_explained(locale, tier, segment):
    say = texts_for(locale)
    arrangement = (date(2026, 11, 1), date(2026, 12, 5))
    facts = loan(
        disbursed_on=date(2025, 11, 20), tier=tier, segments=frozenset({segment}), arrangement=arrangement,
        collateral_signal_on=DAY, self_opt_in=True, last_contact_on=date(2026, 11, 20), imported_on=date(2026, 1, 1),
    )  # fmt: skip
    for past_cycles in ((), (done("first_30d", "first_30d:1", date(2026, 8, 28)),)):
        plan = plan_cycles(facts, past_cycles, BOOK.cadence, CN, NOW)
        shown = [say(line.key, **line.values) for cycle in plan.cycles for line in cycle.explanation]
        assert len(shown) >= len(plan.cycles)
        assert all("{" not in text for text in shown)


def test_first_callback_explains_itself_in_one_line():
    cycle = plan_cycles(loan(), (), BOOK.cadence, CN, local("2026-11-02 09:00")).cycles[0]
    why = cycle.explanation[0]
    assert texts_for("zh-CN")(why.key, **why.values) == (
        "放款 2026-11-01，第 30 天为 2026-12-01；R2 级目标 15 天，故 2026-11-16 前完成"
    )


def verdicts():
    night = local("2026-10-01 23:00")
    dials = tuple(past(NOW - timedelta(hours=n), connected=n == 1) for n in range(1, 9))
    yield ask(night, holds=(Hold(marker="dispute", since=night),), duplicate_of="x", history=dials)
    yield ask(NOW, None)
    for channel in Channel:
        yield ask(NOW, "default_strict", channel=channel, zones=(), history=dials)
    for policy in sorted(BOOK.contact):
        yield ask(NOW, policy, history=dials, zones=(), third_party_id="t")
        yield ask(local("2020-01-01 12:00"), policy)
        yield ask(local("2027-11-20 12:00"), policy)
        yield ask(local("2030-01-01 12:00"), policy)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_refusal_can_be_explained(locale):
    say = texts_for(locale)
    reasons = [reason for verdict in verdicts() for reason in (*verdict.reasons, *verdict.warnings)]
    assert len({reason.code for reason in reasons}) >= 12
    assert all(say(reason.text_key, **reason.data) for reason in reasons)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_outcome_trigger_and_deadline_can_be_explained(locale):
    say = texts_for(locale)
    lines = [
        next_try(
            key, (), BOOK.retry, NOW, tz=SHANGHAI, tier=Tier.R2, allowed_from=lambda at: at, requested_at=NOW
        ).explanation
        for key in BOOK.retry.rules
    ]
    for key in BOOK.triggers.rules:
        due = trigger_due(key, NOW, Tier.R2, CN, policy=BOOK.triggers, tz=SHANGHAI)
        lines.append(due.explanation)
        assert f"[{slug(key)}]" in (files("prompts") / "texts" / locale / "policy.ftl").read_text(
            encoding="utf-8"
        )
    for rule in (*BOOK.sla.decisions.values(), *BOOK.sla.events.values()):
        lines += [
            escalation(rule, NOW, at, CN, policy=BOOK.sla, tz=SHANGHAI).text
            for at in (NOW, NOW + timedelta(days=90))
        ]
    for tier in Tier:
        lines += [
            s.explanation
            for s in (*pre_due_steps(DAY, tier, BOOK.cadence), *overdue_steps(DAY, tier, BOOK.cadence))
        ]
    assert all(say(line.key, **line.values) for line in lines)


def test_signal_point_names_the_signal_that_a_person_confirmed():
    signal = ConfirmedSignal(key="stress.income_loss", severity="high", confirmed_on=DAY)
    point = assess(TierFacts(on=DAY, disbursed_on=DAY, signals=(signal,)), BOOK.tiers).points[0]
    assert "stress.income_loss" in texts_for("en")(point.text.key, **point.text.values)
