"""The cast of the rehearsal: invented people, a small invented portfolio, and what is said on the phone."""

from bot.rehearsal.cast.people import ADMIN, AGENT, CUSTOMER, LEAD, PEOPLE, SECOND_AGENT, SUPPORT
from bot.rehearsal.cast.portfolio import LEADING_LOAN, portfolio_csv

__all__ = [
    "ADMIN",
    "AGENT",
    "CUSTOMER",
    "LEAD",
    "LEADING_LOAN",
    "PEOPLE",
    "SECOND_AGENT",
    "SUPPORT",
    "portfolio_csv",
]
