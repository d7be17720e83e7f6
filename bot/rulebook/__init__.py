"""Reads prompts/policies/*.yaml, refuses anything that the schemas do not know, and returns the frozen policies.

To change a rule, change its file; to add a contact policy, add an entry with `extends` to contact.yaml.
"""

from bot.rulebook.book import Rulebook, calendar_for, load_rulebook, read_policy_file
from bot.rulebook.cadence import parse_cadence
from bot.rulebook.contact import parse_contact
from bot.rulebook.schema import PolicyFileError
from bot.rulebook.tiers import parse_tiers
from bot.rulebook.work import parse_retry, parse_sla, parse_triggers

__all__ = [
    "PolicyFileError",
    "Rulebook",
    "calendar_for",
    "load_rulebook",
    "parse_cadence",
    "parse_contact",
    "parse_retry",
    "parse_sla",
    "parse_tiers",
    "parse_triggers",
    "read_policy_file",
]
