"""The cast of the rehearsal: invented people, a small invented portfolio, and what is said on the phone."""

from bot.rehearsal.cast.people import ADMIN, AGENT, CUSTOMER, LEAD, SECOND_AGENT, SUPPORT, people
from bot.rehearsal.cast.portfolio import LEADING_LOAN, portfolio_csv

__all__ = [
    "ADMIN",
    "AGENT",
    "CUSTOMER",
    "LEAD",
    "LEADING_LOAN",
    "SECOND_AGENT",
    "SUPPORT",
    "people",
    "portfolio_csv",
]
