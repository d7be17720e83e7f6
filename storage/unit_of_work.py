"""One transaction: rolls back unless committed; one commit per use case."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from storage.audit import AuditTrail
from storage.engine import READ_ONLY
from storage.errors import DuplicateError
from storage.queue import Queue
from storage.repositories.budgets import BudgetRepository
from storage.repositories.callbacks import CallbackRepository
from storage.repositories.chat import ChatRepository
from storage.repositories.followups import FollowUpRepository
from storage.repositories.forms import FormRepository
from storage.repositories.loans import LoanRepository
from storage.repositories.operations import OperationsRepository
from storage.repositories.payments import PaymentRepository
from storage.repositories.people import PeopleRepository
from storage.repositories.portfolio import PortfolioRepository
from storage.repositories.recordings import RecordingRepository
from storage.repositories.reviews import ReviewRepository
from storage.repositories.staff import StaffRepository
from storage.vault import attached_vault


class NowSource(Protocol):
    """Anything that tells the time as aware UTC."""

    def now(self) -> datetime:
        """Return the present instant."""
        ...


class UnitOfWork:
    """Opens a session on entry, rolls back on exit unless `commit` was called. `now` is fixed per unit."""

    def __init__(self, engine: Engine, clock: NowSource, *, read_only: bool = False) -> None:
        self._engine = engine.execution_options(**{READ_ONLY: True}) if read_only else engine
        self._clock = clock

    def __enter__(self) -> Self:
        self.session = Session(self._engine, expire_on_commit=False)
        self.now = self._clock.now()
        self.loans = LoanRepository(self.session)
        self.portfolio = PortfolioRepository(self.session)
        self.callbacks = CallbackRepository(self.session)
        self.forms = FormRepository(self.session)
        self.reviews = ReviewRepository(self.session)
        self.people = PeopleRepository(self.session)
        self.recordings = RecordingRepository(self.session)
        self.follow_ups = FollowUpRepository(self.session)
        self.staff = StaffRepository(self.session)
        self.chats = ChatRepository(self.session)
        self.budgets = BudgetRepository(self.session, self.now)
        self.operations = OperationsRepository(self.session)
        self.payments = PaymentRepository(self.session)
        self.queue = Queue(self.session, self.now)
        self.audit = AuditTrail(self.session, self.now, self._audit_key())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.session.rollback()
        self.session.close()
        if isinstance(error, IntegrityError):
            # The values that were refused may be personal: only the fact goes up.
            raise DuplicateError from None

    def flush(self) -> None:
        """Send pending rows to the database, so that they get their numbers and meet the unique rules."""
        self.session.flush()

    def savepoint(self) -> AbstractContextManager[object]:
        """Return a context whose writes are undone when it is left by an exception; the unit goes on."""
        return self.session.begin_nested()

    def commit(self) -> None:
        """Make everything in this unit last."""
        self.audit.seal_head()
        self.session.commit()

    def _audit_key(self) -> bytes | None:
        vault = attached_vault(self._engine)
        return vault.audit_key if vault is not None else None


UnitOfWorkFactory = Callable[[], UnitOfWork]
"""What services receive: calling it gives a fresh unit of work to enter."""
