"""How many tokens a text may have, without any tokeniser.

Rules, chosen to err on the high side for the tokenisers of current models (they split Chinese into 0.6 to 1 token
a character and English into about four characters a token): a Chinese or full-width character is one token, a
Latin word one token for each five characters begun, a run of digits one for each three begun, two symbols one.
Used for budgets, chunks and to notice a server that silently drops the beginning of a prompt.
"""

import re
from math import ceil

WORD_CHARACTERS = 5
DIGIT_CHARACTERS = 3
SYMBOL_CHARACTERS = 2
MESSAGE_OVERHEAD = 4
"""Tokens that a chat template wraps around one message."""
_PIECE = re.compile(r"[A-Za-z\u00c0-\u024f]+|[0-9]+|[^\sA-Za-z0-9\u00c0-\u024f\u0080-\uffff]+|[^\s]")


def estimate_tokens(text: str) -> int:
    """Return an estimate of the tokens of a text, zh or en."""
    return sum(_cost(match[0]) for match in _PIECE.finditer(text))


def _cost(piece: str) -> int:
    if piece.isdecimal() and piece.isascii():
        return ceil(len(piece) / DIGIT_CHARACTERS)
    if piece[0].isalpha() and piece[0] < "\u0250":
        return ceil(len(piece) / WORD_CHARACTERS)
    return ceil(len(piece) / SYMBOL_CHARACTERS)
