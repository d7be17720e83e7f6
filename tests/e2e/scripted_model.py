"""A theatre whose calls are reviewed by a scripted model server."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.services.model_budget import DatabaseBudget
from review.llm import Limits
from storage.models import StoredReview
from tests.e2e.theatre import Theatre
from tests.review.llm.calls import reviewer_at
from tests.review.llm.servers import Script, Server, serving


@contextmanager
def model(script: Script) -> Iterator[Server]:
    with serving(script) as server:
        yield server


async def reviewed(theatre: Theatre, script: Script, **budget: int) -> StoredReview:
    """Let the stressed call be reviewed by a model that answers by script; return the review."""
    with model(script) as server:
        shared = DatabaseBudget(new_unit=theatre.program.services.new_unit, limits=Limits(**budget))
        await theatre.judges_by(reviewer_at(server.url, budget=shared))
        await theatre.reviews()
    [review] = theatre.rows(StoredReview)
    return review
