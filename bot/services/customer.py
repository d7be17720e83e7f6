"""Use cases with customers in chat: a one-time link, the second factor, and the offer of help."""

import secrets
from datetime import timedelta

from bot.errors import ConflictError, NotAllowedError
from bot.services.cases import HELP_OFFER_CARD, submit_case, withdraw_case
from bot.services.container import Services
from bot.services.outgoing import Lane, send_card
from bot.services.staff import TOKEN_BYTES, token_digest
from storage.models import Borrower, CustomerLink, Loan, SupportCase
from storage.unit_of_work import UnitOfWork

LINK_LIFETIME = timedelta(hours=72)  # domain pack, section 1.7: self_checkin.link.ttl_hours
MAX_WRONG_FACTORS = 5  # domain pack, section 6.2: self_link locks after five wrong codes
FACTOR_LENGTH = 4  # the last four characters of the registered phone number


def create_customer_link(uow: UnitOfWork, loan: Loan, *, created_by: str) -> str:
    """Return a one-time token that binds a chat account to a borrower; only its digest is stored.

    A new link revokes the borrower's older ones: what lies around on paper stops working.
    """
    for older in uow.loans.open_links_of(loan.borrower_id):
        older.revoked_at = uow.now
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = uow.loans.add(
        CustomerLink(
            token_hash=token_digest(token),
            borrower_id=loan.borrower_id,
            created_by=created_by,
            created_at=uow.now,
            expires_at=uow.now + LINK_LIFETIME,
        )
    )
    uow.audit.append(created_by, "link_created", "customer_link", link.id, borrower=loan.borrower_id)
    return token


def open_customer_link(uow: UnitOfWork, token: str, chat_user_id: int) -> CustomerLink:
    """Open a link for one chat account; used, expired, locked, foreign and unknown ones sound alike."""
    link = uow.loans.customer_link(token_digest(token))
    if link is None or not _usable(uow, link):
        raise NotAllowedError("customer_link_invalid")
    if link.wrong_factors >= MAX_WRONG_FACTORS or link.opened_by not in (None, chat_user_id):
        raise NotAllowedError("customer_link_invalid")
    link.opened_by = chat_user_id
    return link


def prove_customer(uow: UnitOfWork, link_id: int, chat_user_id: int, factor: str) -> Borrower | None:
    """Bind the account when the second factor is right; None when it is wrong and may be tried again."""
    link = uow.loans.customer_link_by_id(link_id)
    if link is None or link.opened_by != chat_user_id or not _usable(uow, link):
        raise NotAllowedError("customer_link_invalid")
    borrower = uow.loans.borrower(link.borrower_id)
    if link.wrong_factors >= MAX_WRONG_FACTORS or borrower is None or not borrower.phone:
        raise NotAllowedError("customer_link_invalid")
    expected = borrower.phone[-FACTOR_LENGTH:]
    if not secrets.compare_digest(factor.strip().encode(), expected.encode()):
        link.wrong_factors += 1
        uow.audit.append(f"customer:{borrower.id}", "factor_wrong", "customer_link", link.id)
        return None
    if uow.loans.borrower_by_chat(chat_user_id) not in (None, borrower):
        raise ConflictError("customer_link_invalid")
    borrower.chat_user_id, link.used_at, borrower.chat_blocked_at = chat_user_id, uow.now, None
    uow.audit.append(f"customer:{borrower.id}", "customer_linked", "borrower", borrower.id, link=link.id)
    return borrower


def _usable(uow: UnitOfWork, link: CustomerLink) -> bool:
    return link.used_at is None and link.revoked_at is None and link.expires_at > uow.now


def offer_help(uow: UnitOfWork, case: SupportCase, borrower: Borrower) -> bool:
    """Tell a customer in chat that support can be asked for; promises nothing and is sent once."""
    if borrower.chat_user_id is None or borrower.chat_blocked_at is not None:
        return False
    send_card(
        uow,
        HELP_OFFER_CARD,
        case.id or 0,
        chat_id=borrower.chat_user_id,
        lane=Lane.CARD,
        repeat="hold",
        key=f"help-offer:{case.id}",
    )
    uow.audit.append("system:follow_up", "help_offered", "support_case", case.id)
    return True


def answer_offer(
    services: Services, uow: UnitOfWork, case: SupportCase, borrower: Borrower, *, wanted: bool
) -> None:
    """Record the customer's own wish: the case goes to the desk, or is withdrawn."""
    if case.state != "draft":
        raise ConflictError("offer_answered")
    by = f"customer:{borrower.id}"
    if wanted:
        submit_case(services, uow, case, by=by)
    else:
        withdraw_case(uow, case, by=by)
