"""Whose call is in a transcript file, and what the loan file knows of that person: so that none of it leaves.

The live path knows the call and hands the borrower's own values to redaction. A file given at the command line
says whose it is by its sidecar, by its name, or by being a transcript that an agent has sent already.
"""

import re
from pathlib import Path

from bot.errors import NotFoundError
from bot.services.container import Services
from bot.services.ingest import NamePattern, match_clue, read_clue
from bot.services.review_call import known_of
from review.domain import Transcript
from storage.models import Loan
from storage.unit_of_work import UnitOfWork

_WORDS = re.compile(r"[^\s_()（）]+")


class KnownOfFiles:
    """Looks up the known values of each file; remembers which files nobody could place."""

    def __init__(
        self, services: Services, *, loan: str | None = None, pattern: NamePattern | None = None
    ) -> None:
        self._services, self._loan, self._pattern = services, loan, pattern or NamePattern()
        self.unplaced: list[Path] = []

    def __call__(self, path: Path, transcript: Transcript) -> dict[str, str]:
        """Return the known values by loan column; empty where the file fits no loan.

        Raises NotFoundError where a loan was named and is not there.
        """
        with self._services.new_unit() as uow:
            loan = self._loan_of(uow, path, transcript)
            borrower = uow.loans.borrower(loan.borrower_id) if loan else None
            found = known_of(borrower, loan) if loan and borrower else {}
        if not found:
            self.unplaced.append(path)
        return found

    def _loan_of(self, uow: UnitOfWork, path: Path, transcript: Transcript) -> Loan | None:
        if self._loan is not None:
            loan = uow.loans.by_number(self._loan)
            if loan is None:
                raise NotFoundError("loan_unknown")
            return loan
        clue = read_clue(path, self._pattern, self._services.settings.timezone)
        for name in filter(None, (clue.loan_number, path.stem, *_WORDS.findall(path.stem))):
            if loan := uow.loans.by_number(name):
                return loan
        if attempt := match_clue(self._services, uow, clue):
            return uow.loans.get(attempt.loan_id)
        return uow.reviews.loan_of_checksum(transcript.checksum)
