"""Who may do what through the chat: every role at every door, strangers, forged buttons, invitations."""

import re

import pytest

from bot.policy.access import Role
from bot.rehearsal.cast import ADMIN, AGENT, CUSTOMER, LEAD, SECOND_AGENT, SUPPORT
from storage.models import AuditEvent, ChatExpectation, ChatMessage, FormResponse, StaffMember
from tests.e2e.theatre import (
    AUDITOR,
    COMPLIANCE,
    FAR_LEAD,
    FOREIGN_STRANGER,
    NEWCOMER,
    STRANGER,
    Theatre,
)

WHO = {
    "own agent": AGENT,
    "other agent": SECOND_AGENT,
    "team's lead": LEAD,
    "other team's lead": FAR_LEAD,
    "support": SUPPORT,
    "compliance": COMPLIANCE,
    "auditor": AUDITOR,
    "admin": ADMIN,
}
# What may be pressed on a callback of the agent's that is completed and reviewed: C = callback, F = form, S = signal.
DOORS: dict[str, set[str]] = {
    "why:C": {"own agent", "team's lead", "compliance", "auditor", "admin"},
    "card:C": {"own agent", "team's lead", "compliance", "auditor", "admin"},
    "tel:C": set(),
    "tr:C": {"own agent", "team's lead"},
    "fix:C": {"own agent", "team's lead"},
    "hand:C:0": set(),
    "sev:S": {"team's lead", "support", "compliance", "auditor"},
    "scard:S": {"team's lead", "support", "compliance", "auditor"},
    "sno:S": {"team's lead", "compliance"},
    "sch:S": {"team's lead", "compliance"},
    "sask:S": {"team's lead", "compliance"},
    "sok:S": set(),
    "rej:R": {"team's lead", "compliance", "auditor"},
    "case:1": set(),
    "inv:agent": {"admin"},
    "stf:1": {"admin"},
    "queue": {"team's lead", "other team's lead", "support", "compliance", "auditor"},
}
COMMANDS: dict[str, set[str]] = {
    "/invite": {"admin"},
    "/staff": {"team's lead", "other team's lead", "compliance", "auditor", "admin"},
    "/queue": {"team's lead", "other team's lead", "support", "compliance", "auditor"},
}
REFUSALS = ("error-not-allowed", "error-not-your-work", "error-own-call")


def refusals(theatre: Theatre) -> set[str]:
    return {theatre.texts(key) for key in REFUSALS}


async def test_every_role_at_every_door(theatre: Theatre):
    """The whole table in one theatre: a press is refused, or it is let through (perhaps to be told "too late")."""
    await theatre.reviews()
    [signal] = theatre.signals(key="stress.payment_affected")
    callback, response = theatre.callback_id(), theatre.session()[0]
    with theatre.reading() as uow:
        review = uow.reviews.reviews_of(callback)[0].id
    numbers = {"C": callback, "F": response, "S": signal.id, "R": review}
    wrong = []
    for door, allowed in DOORS.items():
        data = re.sub(r"\b[CFSR]\b", lambda found: str(numbers[found[0]]), door)
        for who, person in WHO.items():
            said = await theatre.forges(person, data)
            let_through = said not in refusals(theatre)
            if let_through != (who in allowed) and door not in ("tel:C", "hand:C:0", "sok:S", "case:1"):
                wrong.append((door, who, said))
    assert not wrong


@pytest.mark.parametrize("command", COMMANDS)
async def test_commands_of_every_role(theatre: Theatre, command: str):
    for who, person in WHO.items():
        await theatre.says(person, command)
        refused = theatre.last(person).text in refusals(theatre)
        assert refused != (who in COMMANDS[command]), who


@pytest.mark.parametrize("data", ["tel:C", "no:C:no_answer", "later:C:hour", "hand:C:0", "go:C"])
async def test_work_of_somebody_else_is_refused_changes_nothing_and_is_on_record(theatre: Theatre, data: str):
    callback = theatre.callback_id()
    for person in (SECOND_AGENT, FAR_LEAD, SUPPORT, AUDITOR, COMPLIANCE):
        said = await theatre.forges(person, data.replace("C", str(callback)))
        assert said in refusals(theatre) or theatre.texts("error-claimed-by", name="陈小满") == said
    with theatre.reading() as uow:
        row = uow.callbacks.get(callback)
        assert row is not None
        assert (row.state, row.attempts) == ("ready", 0)
    assert len(theatre.audit("refused")) >= 4


async def test_work_that_nobody_has_is_not_open_to_other_teams(theatre: Theatre):
    number = theatre.callback_id("HF-2026-0106")
    with theatre.unit() as uow:
        row = uow.callbacks.get(number)
        row.assignee_id, row.team = None, "华北"
        uow.commit()
    assert await theatre.forges(SECOND_AGENT, f"go:{number}") == theatre.texts("error-not-your-work")


@pytest.mark.parametrize(
    "data",
    ["go:999999", "sev:999999", "f:999999:1:o0", "fix:999999", "task:999999", "spk:999999:ok", "rej:999999"],
)
async def test_a_press_on_what_is_not_there_is_told_in_words(theatre: Theatre, data: str):
    for person in (AGENT, LEAD):
        said = await theatre.forges(person, data)
        assert said
        assert "error" not in said


@pytest.mark.parametrize(
    "data",
    [
        "go:x",
        "go",
        "f:1",
        "f:1:zz:",
        "sno:1:nonsense",
        "stf:1:role:emperor",
        "no:1:'; drop",
        "nonsense",
        "later:1:x",
    ],
)
async def test_forged_data_is_answered_and_changes_nothing(theatre: Theatre, data: str):
    before = theatre.count(FormResponse, StaffMember)
    for person in (AGENT, LEAD, ADMIN):
        assert await theatre.forges(person, data)
    assert theatre.count(FormResponse, StaffMember) == before


# -- strangers --------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", [STRANGER, FOREIGN_STRANGER])
@pytest.mark.parametrize(
    "text", ["/start", "/help", "/queue", "/nonsense", "你好 hello", "/why HF-2026-0101"]
)
async def test_a_stranger_gets_a_polite_refusal_and_leaves_nothing(theatre: Theatre, person, text: str):
    from bot.texts import texts_for

    before = theatre.count(AuditEvent, ChatExpectation, StaffMember, ChatMessage)
    await theatre.says(person, text)
    assert theatre.chat(person) == [texts_for(person.language_code)("stranger")]
    after = theatre.count(AuditEvent, ChatExpectation, StaffMember, ChatMessage)
    assert after == (*before[:3], before[3] + 1)


async def test_a_strangers_forged_presses_reveal_nothing(theatre: Theatre):
    theatre.phone(STRANGER).type("hi")
    for data in (
        "go:1",
        "tel:1",
        "sev:1",
        "why:1",
        "f:1:1:o0",
        "help:1:yes",
        "inv:admin",
        "stf:1:off",
        "ci:1",
    ):
        await theatre.forges(STRANGER, data)
    stranger = "您好，这是内部工作用的机器人"
    assert all(text.startswith(stranger) for text in theatre.chat(STRANGER))


async def test_a_stranger_is_refused_three_times_an_hour(theatre: Theatre):
    for _ in range(6):
        await theatre.says(STRANGER, "hello?")
    assert len(theatre.chat(STRANGER)) == 3
    await theatre.later(hours=1, minutes=1)
    await theatre.says(STRANGER, "hello?")
    assert len(theatre.chat(STRANGER)) == 4


async def test_a_customer_cannot_reach_staff_work(theatre: Theatre):
    before = theatre.count(AuditEvent)
    for data in ("go:1", "tel:1", "why:1", "sev:1", "f:1:1:o0", "stf:1:off"):
        await theatre.forges(CUSTOMER, data)
    await theatre.says(CUSTOMER, "/queue")
    assert not any("HF-2026" in text for text in theatre.chat(CUSTOMER))
    assert theatre.count(AuditEvent) == before


# -- invitations and roles ----------------------------------------------------------------------------


async def invite(theatre: Theatre, role: str = "agent") -> str:
    await theatre.says(ADMIN, "/invite")
    await theatre.presses(ADMIN, f"inv:{role}")
    await theatre.says(ADMIN, "华南")
    found = re.search(r"start=(join_\S+)", theatre.last(ADMIN).text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("role", [role.value for role in Role if role is not Role.CUSTOMER])
async def test_an_invitation_lets_one_person_in_once(theatre: Theatre, role: str):
    payload = await invite(theatre, role)
    theatre.phone(NEWCOMER).start(payload)
    await theatre.settle()
    with theatre.reading() as uow:
        member = uow.staff.by_chat_user(NEWCOMER.id)
    assert member is not None
    assert (member.role, member.team) == (role, "华南")
    theatre.phone(STRANGER).start(payload)
    await theatre.settle()
    assert "邀请链接无效" in theatre.last(STRANGER).text


async def test_an_expired_invitation_is_refused_in_the_persons_language(theatre: Theatre):
    payload = await invite(theatre)
    await theatre.later(hours=49)
    theatre.phone(FOREIGN_STRANGER).start(payload)
    await theatre.settle()
    assert theatre.last(FOREIGN_STRANGER).text.startswith("This invitation is not valid")


async def test_help_names_what_the_role_can_do(theatre: Theatre):
    for person in (AGENT, LEAD, SUPPORT, COMPLIANCE, AUDITOR, ADMIN):
        with theatre.reading() as uow:
            role = theatre.staff(uow, person).role
        await theatre.says(person, "/help")
        assert theatre.last(person).text == theatre.texts("help-" + role.replace("_", "-"))


async def test_an_administrator_changes_roles_and_takes_access_away(theatre: Theatre):
    with theatre.reading() as uow:
        number = theatre.staff(uow, SECOND_AGENT).id
    await theatre.says(ADMIN, "/staff")
    await theatre.presses(ADMIN, f"stf:{number}")
    await theatre.presses(ADMIN, f"stf:{number}:role")
    await theatre.presses(ADMIN, f"stf:{number}:role:support")
    await theatre.presses(ADMIN, f"stf:{number}:off")
    with theatre.reading() as uow:
        member = theatre.staff(uow, SECOND_AGENT)
    assert (member.role, member.active) == ("support", False)
    await theatre.says(SECOND_AGENT, "/today")
    assert theatre.last(SECOND_AGENT).text.startswith(("您好，这是内部", "Hello. This bot is for staff"))


async def test_nobody_changes_their_own_role(theatre: Theatre):
    with theatre.reading() as uow:
        number = theatre.staff(uow, ADMIN).id
    assert await theatre.forges(ADMIN, f"stf:{number}:role:agent") == theatre.texts("error-own-role")
    assert await theatre.forges(ADMIN, f"stf:{number}:off") == theatre.texts("error-own-role")
