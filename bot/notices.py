"""Turns an error into words for the person whose act failed."""

from bot.errors import HuifangError
from bot.texts import Texts
from review.errors import ReviewError
from storage.errors import BackupError, DuplicateError, KeyMissingError

UNEXPECTED = "error-unexpected"


def is_expected(error: BaseException) -> bool:
    """Return whether people are told what happened; anything else is a fault of the program."""
    return isinstance(error, HuifangError | DuplicateError | ReviewError)


def notice_text(error: BaseException, texts: Texts, *, reference: int) -> str:
    """Return the text for an error; a fault, or an error without a text, becomes a reference number."""
    key = _text_key(error)
    if key is not None and texts.has(key):
        try:
            return texts(key, **getattr(error, "data", {}))
        except KeyError:
            # The text asks for something the error does not carry; the person still gets an answer.
            pass
    return texts(UNEXPECTED, reference=reference)


def _text_key(error: BaseException) -> str | None:
    if isinstance(error, HuifangError):
        return error.text_key
    if isinstance(error, DuplicateError | ReviewError | BackupError | KeyMissingError):
        return "error-" + error.code.replace("_", "-")
    return None
