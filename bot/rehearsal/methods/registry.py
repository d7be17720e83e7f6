"""What a method is."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.rehearsal.context import Context
from bot.rehearsal.params import Params

Method = Callable[[Context, Params], Awaitable[Any]]
