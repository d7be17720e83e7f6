"""How a customer is invited to chat: the one-time link, its words for SMS, e-mail and paper, and its QR code."""

import io
from dataclasses import dataclass

import segno

from bot.errors import BadInputError, NotFoundError
from bot.services.access import require_callback
from bot.services.container import Services
from bot.services.customer import LINK_LIFETIME, create_customer_link
from bot.services.staff import actor_name
from bot.texts import texts_for
from storage.models import Loan, StaffMember
from storage.unit_of_work import UnitOfWork

MEDIA = ("sms", "email", "letter")
QR_SCALE = 6  # pixels or units per module; a phone reads it from a letter held at arm's length
QR_BORDER = 4  # modules of quiet zone that the standard asks for


@dataclass(frozen=True, kw_only=True)
class CustomerInvitation:
    """A link and what is sent around it. The words name neither the loan nor any amount."""

    link: str
    text: str


def invite_customer(
    services: Services, uow: UnitOfWork, loan_number: str, medium: str, *, actor: StaffMember | None
) -> CustomerInvitation:
    """Make a one-time link for a loan's customer; `actor` None = the operator at the command line."""
    if medium not in MEDIA:
        raise BadInputError("link_medium_unknown", media=", ".join(MEDIA))
    loan = uow.loans.by_number(loan_number)
    borrower = uow.loans.borrower(loan.borrower_id) if loan else None
    if loan is None or borrower is None:
        raise NotFoundError("loan_unknown")
    if actor is not None:
        _may_invite(uow, actor, loan)
    token = create_customer_link(uow, loan, created_by=actor_name(actor))
    link = customer_link(services.bot_username, token)
    texts = texts_for(borrower.language)
    text = texts(
        "link-" + medium, company=services.settings.company or texts("customer-company"), link=link,
        hotline=services.settings.hotline or "–", hours=int(LINK_LIFETIME.total_seconds() // 3600),
    )  # fmt: skip
    return CustomerInvitation(link=link, text=text)


def customer_link(bot_username: str, token: str) -> str:
    """Return the deep link that opens the bot with a customer's token."""
    return f"https://t.me/{bot_username}?start=c_{token}"


def qr_svg(link: str) -> str:
    """Return the link's QR code as an SVG document."""
    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="svg", scale=QR_SCALE, border=QR_BORDER)
    return out.getvalue().decode()


def save_qr(link: str, path: str) -> None:
    """Write the link's QR code to a file; the ending says which kind (svg, png, pdf, eps)."""
    try:
        segno.make(link, error="m", micro=False).save(path, scale=QR_SCALE, border=QR_BORDER)
    except ValueError as error:
        raise BadInputError("qr_kind_unknown") from error


def _may_invite(uow: UnitOfWork, actor: StaffMember, loan: Loan) -> None:
    """Raise unless the loan's team, or one of its callbacks, is this person's."""
    callbacks = uow.callbacks.of_loan(loan.id or 0)
    if not callbacks:
        raise NotFoundError("loan_unknown")
    require_callback(actor, "customer.invite", callbacks[-1])
