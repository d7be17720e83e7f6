"""The rehearsal: Telegram, three phones and a clock on this machine, without a network.

async with RehearsalServer(VirtualClock(), people=[Person(id=1001, first_name="陈静")]) as server:
    bot = Bot(server.token, base_url=server.base_url, base_file_url=server.base_file_url)
    server.phone(1001).start()
    greeting = await server.phone(1001).expect("你好")
"""

from bot.rehearsal.clock import VirtualClock
from bot.rehearsal.errors import RefusedToPersonError
from bot.rehearsal.faults import Fault, FaultKind
from bot.rehearsal.limits import Limits, Rate
from bot.rehearsal.people import Phone
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.values import BotIdentity, Group, Person, Press, StoredMessage

__all__ = [
    "BotIdentity",
    "Fault",
    "FaultKind",
    "Group",
    "Limits",
    "Person",
    "Phone",
    "Press",
    "Rate",
    "RefusedToPersonError",
    "RehearsalServer",
    "StoredMessage",
    "VirtualClock",
]
