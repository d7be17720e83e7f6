"""The cast of the rehearsal: invented people, a small invented portfolio, and what is said on the phone."""

from bot.rehearsal.cast.people import (
    ADMIN,
    AGENT,
    CUSTOMER,
    LEAD,
    SECOND_AGENT,
    SECOND_CUSTOMER,
    SUPPORT,
    people,
)
from bot.rehearsal.cast.portfolio import CHECK_IN_LOAN, LEADING_LOAN, portfolio_csv

__all__ = [
    "ADMIN",
    "AGENT",
    "CHECK_IN_LOAN",
    "CUSTOMER",
    "LEAD",
    "LEADING_LOAN",
    "SECOND_AGENT",
    "SECOND_CUSTOMER",
    "SUPPORT",
    "people",
    "portfolio_csv",
]
