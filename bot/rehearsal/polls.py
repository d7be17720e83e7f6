"""Counting votes."""

from collections import defaultdict
from collections.abc import Sequence

from bot.rehearsal.errors import RefusedToPersonError
from bot.rehearsal.values import Json


class Polls:
    """Who voted for what, by poll id."""

    def __init__(self) -> None:
        self._votes: dict[str, dict[int, tuple[int, ...]]] = defaultdict(dict)

    def count(self, poll: Json, person_id: int, options: Sequence[int]) -> Json:
        """Take a vote, by option numbers from 0, and return the poll with new counts."""
        if any(not 0 <= number < len(poll["options"]) for number in options):
            raise RefusedToPersonError("no such option")
        if len(options) > 1 and not poll["allows_multiple_answers"]:
            raise RefusedToPersonError("one option only")
        votes = self._votes[poll["id"]]
        votes[person_id] = tuple(options)
        counted = [
            option | {"voter_count": sum(number in chosen for chosen in votes.values())}
            for number, option in enumerate(poll["options"])
        ]
        return poll | {"options": counted, "total_voter_count": sum(map(bool, votes.values()))}
