"""What can go wrong between a recording and its words.

ReviewError
├── SoundError           the file holds no sound that can be used; `reason` says why
├── SoundSupportError    the libraries of the extra `recordings` are not installed
└── SpeechError          the endpoint gave no usable answer; `trouble` names why
"""

from enum import StrEnum

from review.errors import ReviewError


class SpeechTrouble(StrEnum):
    """How asking the endpoint failed."""

    BUSY = "busy"
    SERVER_ERROR = "server_error"
    SLOW = "slow"
    CONNECTION_LOST = "connection_lost"
    GARBLED = "garbled"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    KEY_REFUSED = "key_refused"
    NOT_FOUND = "not_found"


PASSING = frozenset({SpeechTrouble.BUSY, SpeechTrouble.SERVER_ERROR, SpeechTrouble.SLOW,
                     SpeechTrouble.CONNECTION_LOST, SpeechTrouble.GARBLED})  # fmt: skip
"""Troubles that another try may not meet."""


class SoundError(ReviewError):
    """No usable sound. Data: ``reason``: `not_sound`, `no_audio_stream`, `damaged` or `too_long`."""

    code = "recording_unreadable"


class SoundSupportError(ReviewError):
    """PyAV or NumPy is missing. Data: ``extra``."""

    code = "recording_support_missing"


class SpeechError(ReviewError):
    """Carries the named trouble; never the reply, the sound or the key."""

    code = "speech_failed"

    def __init__(
        self, trouble: SpeechTrouble, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(f"speech: {trouble.value}", trouble=trouble.value, status=status)
        self.trouble = trouble
        self.retry_after = retry_after
        """Seconds that the server asked to wait; None = not said."""

    @property
    def passing(self) -> bool:
        """Return whether another try may succeed."""
        return self.trouble in PASSING
