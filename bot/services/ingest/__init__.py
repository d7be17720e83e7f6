"""Takes what a call recorder drops into a folder: clue from sidecar or file name, call by clue, archive, move away."""

from bot.services.ingest.clue import Clue, NamePattern, read_clue
from bot.services.ingest.folder import IngestReport, ingest_folder
from bot.services.ingest.match import match_clue, match_to_loan

__all__ = ["Clue", "IngestReport", "NamePattern", "ingest_folder", "match_clue", "match_to_loan", "read_clue"]
