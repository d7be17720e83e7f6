"""Brings the cast on stage: the file is imported and planned, everybody joins through the real bot."""

import tempfile
from datetime import date
from pathlib import Path

from bot.policy.access import Role
from bot.rehearsal.cast.people import AGENT, CUSTOMER, LEAD, SECOND_AGENT, SECOND_CUSTOMER, SUPPORT
from bot.rehearsal.cast.portfolio import LEADING_LOAN, portfolio_csv
from bot.rehearsal.values import Person
from bot.services.container import Services
from bot.services.customer import create_customer_link
from bot.services.import_loans import ImportReport, ImportRequest, import_loans
from bot.services.loan_file.rows import Defaults
from bot.services.plan_callbacks import PlanReport, plan_callbacks
from bot.services.staff import DEFAULT_HOURS, InviteRequest, Newcomer, accept_invite, create_invite
from bot.texts import closest_locale
from storage.models import StaffMember

TEAM = "华南"
STAFF: dict[int, InviteRequest] = {
    AGENT.id: InviteRequest(
        role="agent", team=TEAM, languages=("zh-CN", "en"), reference="chen", daily_capacity=30
    ),
    SECOND_AGENT.id: InviteRequest(
        role="agent", team=TEAM, languages=("zh-CN",), reference="zhao", daily_capacity=30
    ),
    LEAD.id: InviteRequest(role="team_lead", team=TEAM, languages=("zh-CN", "en")),
    SUPPORT.id: InviteRequest(role="support", team="", languages=("zh-CN", "en")),
}


def import_portfolio(services: Services, today: date) -> tuple[ImportReport, PlanReport]:
    """Import the invented loan file, one broken row included, and plan it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "loans.csv"
        text = portfolio_csv(today, locale=services.settings.default_locale, with_broken_row=True)
        path.write_text(text, encoding="utf-8")
        settings = services.settings
        request = ImportRequest(
            path=path,
            digest_key=services.digest_key,
            locale=settings.default_locale,
            defaults=Defaults(timezone=settings.timezone, language=settings.default_locale, today=today),
        )
        report = import_loans(services.new_unit, request)
    return report, plan_callbacks(services)


def admit_admin(services: Services, person: Person) -> None:
    """Make the first administrator, as `huifang init` does; nobody could invite them."""
    with services.new_unit() as uow:
        if not uow.staff.active(Role.ADMIN.value):
            token = create_invite(uow, None, InviteRequest(role=Role.ADMIN.value))
            accept_invite(uow, token, newcomer(person))
            uow.commit()


def invitations(services: Services) -> dict[int, str]:
    """Return a one-time token for every staff member of the cast who is not in yet."""
    with services.new_unit() as uow:
        admin: StaffMember = uow.staff.active(Role.ADMIN.value)[0]
        tokens = {
            person_id: create_invite(uow, admin, request)
            for person_id, request in STAFF.items()
            if uow.staff.by_chat_user(person_id) is None
        }
        uow.commit()
    return tokens


def customer_token(services: Services) -> str | None:
    """Return a one-time token for the customer of the leading loan, or None once linked."""
    with services.new_unit() as uow:
        loan = uow.loans.by_number(LEADING_LOAN)
        if loan is None or uow.loans.borrower_by_chat(CUSTOMER.id) is not None:
            return None
        token = create_customer_link(uow, loan, created_by="system:rehearsal")
        uow.commit()
    return token


def newcomer(person: Person) -> Newcomer:
    """Return a member of the cast as somebody who opens an invitation."""
    return Newcomer(
        chat_user_id=person.id,
        name=person.first_name,
        locale=closest_locale(person.language_code),
        working_hours=dict(DEFAULT_HOURS),
    )


def speak(services: Services, locale: str) -> None:
    """Switch everybody on stage to a language; what they are told from now on is in it."""
    with services.new_unit() as uow:
        for member in uow.staff.active():
            member.locale = locale
        for person in (CUSTOMER, SECOND_CUSTOMER):
            customer = uow.loans.borrower_by_chat(person.id)
            if customer is not None:
                customer.language = locale
        uow.commit()
