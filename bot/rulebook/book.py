"""All policies together, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bot.business_calendar import PublicHolidays
from bot.policy.cadence_rules import CadencePolicy
from bot.policy.contact_values import ContactPolicy
from bot.policy.retry import RetryPolicy
from bot.policy.sla import SlaPolicy
from bot.policy.tiers import TierPolicy
from bot.policy.triggers import TriggerPolicy
from bot.rulebook.cadence import parse_cadence
from bot.rulebook.contact import parse_contact
from bot.rulebook.schema import PolicyFileError, Strict, parse
from bot.rulebook.tiers import parse_tiers
from bot.rulebook.work import parse_retry, parse_sla, parse_triggers
from review.yaml_data import read_yaml


class _PlaceDays(Strict):
    make_up_workdays: list[date]
    extra_holidays: list[date]


class _Workdays(Strict):
    version: int
    places: dict[str, _PlaceDays]


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """Every policy under prompts/policies, validated."""

    tiers: TierPolicy
    cadence: CadencePolicy
    triggers: TriggerPolicy
    retry: RetryPolicy
    sla: SlaPolicy
    contact: Mapping[str, ContactPolicy]


def read_policy_file(name: str) -> Any:
    """Return the parsed YAML of one file under prompts/policies; PolicyFileError when it is no YAML."""
    text = (files("prompts") / "policies" / name).read_text(encoding="utf-8")
    try:
        return read_yaml(text)
    except yaml.YAMLError as error:
        raise PolicyFileError(file=name, place="", reason=str(error)) from None


@cache
def load_rulebook() -> Rulebook:
    """Return the shipped policies; PolicyFileError names the file and place of the first fault."""
    _workdays()
    return Rulebook(
        tiers=parse_tiers(read_policy_file("tiers.yaml")),
        cadence=parse_cadence(read_policy_file("cadence.yaml")),
        triggers=parse_triggers(read_policy_file("triggers.yaml")),
        retry=parse_retry(read_policy_file("retry.yaml")),
        sla=parse_sla(read_policy_file("sla.yaml")),
        contact=parse_contact(read_policy_file("contact.yaml")),
    )


@cache
def calendar_for(jurisdiction: str) -> PublicHolidays:
    """Return the calendar of a jurisdiction (`CN`, `US-MA`), with the days of workdays.yaml."""
    days = _workdays().places.get(jurisdiction)
    if days is None:
        return PublicHolidays(jurisdiction)
    return PublicHolidays(
        jurisdiction, extra_holidays=days.extra_holidays, extra_workdays=days.make_up_workdays
    )


@cache
def _workdays() -> _Workdays:
    return parse(_Workdays, read_policy_file("workdays.yaml"), "workdays.yaml")
