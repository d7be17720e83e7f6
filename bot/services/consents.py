"""What somebody agreed to, in which words; and what follows when they take it back."""

import hashlib

from bot.errors import NotFoundError
from bot.texts import Texts
from storage.models import Borrower, Consent
from storage.unit_of_work import UnitOfWork

VERSION = "2026-11"
"""Of the wordings `consent-…`; raise it whenever their meaning changes, then everybody is asked again."""
ASSISTANT, PHOTO, LOCATION, HEALTH = "assistant", "photo", "location", "health"
KINDS = (ASSISTANT, PHOTO, LOCATION, HEALTH)


def has_consent(uow: UnitOfWork, borrower: Borrower, kind: str) -> bool:
    """Return whether this consent is given now, in its present version."""
    return _standing(uow, borrower, kind) is not None


def record_consent(
    uow: UnitOfWork, borrower: Borrower, kind: str, *, wording: str, texts: Texts, given: bool
) -> Consent:
    """Record a yes or a no with the hash of the very words that were read."""
    consent = uow.loans.add(
        Consent(
            borrower_id=borrower.id or 0,
            kind=kind,
            version=VERSION,
            wording_hash=hashlib.sha256(wording.encode()).hexdigest(),
            locale=texts.locale,
            given_at=uow.now if given else None,
            refused_at=None if given else uow.now,
        )
    )
    action = "consent_given" if given else "consent_refused"
    uow.audit.append(f"customer:{borrower.id}", action, "consent", consent.id, kind=kind, version=VERSION)
    return consent


def withdraw_consent(uow: UnitOfWork, borrower: Borrower, kind: str) -> Consent:
    """End a consent at once; the row stays as proof that it was given."""
    consent = _standing(uow, borrower, kind)
    if consent is None:
        raise NotFoundError("consent_not_given")
    consent.withdrawn_at = uow.now
    uow.audit.append(f"customer:{borrower.id}", "consent_withdrawn", "consent", consent.id, kind=kind)
    return consent


def _standing(uow: UnitOfWork, borrower: Borrower, kind: str) -> Consent | None:
    for row in reversed(uow.loans.consents(borrower.id or 0)):
        if row.kind == kind:
            given = row.given_at is not None and row.withdrawn_at is None and row.version == VERSION
            return row if given else None
    return None
