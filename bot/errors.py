"""The error family of bot.

HuifangError
├── SettingsError          a setting is missing, malformed or a placeholder
├── BadInputError          what a person sent cannot be used; says what to do next
├── NotAllowedError        the actor may not do this
├── ConflictError          somebody else was first, or the state has moved on
└── NotFoundError          the thing is not there, or not for this actor
"""

from typing import Any


class HuifangError(Exception):
    """Carries a code, data and, by way of the code, a text key: `error-<code>` in prompts/texts.

    Data must never hold personal data: it reaches logs. One boundary (`bot.chat.boundary`, and the
    command line) turns it into words in the user's language.
    """

    code = "unexpected"

    def __init__(self, code: str | None = None, **data: Any) -> None:
        if code is not None:
            self.code = code
        super().__init__(self.code)
        self.data = data

    @property
    def text_key(self) -> str:
        """Return the key of the text that people see."""
        return "error-" + self.code.replace("_", "-")


class SettingsError(HuifangError):
    """A setting is missing, malformed or a placeholder. Data: ``name``, ``reason``."""

    code = "setting_invalid"


class BadInputError(HuifangError):
    """What a person sent cannot be used."""

    code = "bad_input"


class NotAllowedError(HuifangError):
    """The actor may not do this."""

    code = "not_allowed"


class ConflictError(HuifangError):
    """Somebody else was first, or the state has moved on."""

    code = "conflict"


class NotFoundError(HuifangError):
    """The thing is not there, or not for this actor."""

    code = "not_found"
