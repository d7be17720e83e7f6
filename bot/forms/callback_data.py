"""What a button carries: form, step and action, so that a press can be told stale or double."""

from dataclasses import dataclass

from bot.errors import BadInputError

PREFIX = "f"
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, kw_only=True)
class Press:
    """A decoded press."""

    form_id: str
    step: int
    action: str


def encode(form_id: str, step: int, action: str) -> str:
    """Return ``f:<form_id>:<step in base 36>:<action>``; `form_id` must hold no colon and at most 40 bytes."""
    return f"{PREFIX}:{form_id}:{_to_base36(step)}:{action}"


def decode(data: str) -> Press:
    """Return the press that `data` stands for; raises BadInputError for anything else."""
    prefix, _, rest = data.partition(":")
    form_id, _, rest = rest.partition(":")
    step, _, action = rest.partition(":")
    if prefix != PREFIX or not (form_id and action and step) or set(step) - set(_BASE36):
        raise BadInputError("form_press_unreadable")
    return Press(form_id=form_id, step=int(step, len(_BASE36)), action=action)


def _to_base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, rest = divmod(number, len(_BASE36))
        digits = _BASE36[rest] + digits
    return digits
