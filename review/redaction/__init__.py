"""Redaction before any model: private things become placeholders such as `[PHONE_1]`, reversible only here.

To add the next recogniser: put one file into `review/redaction/recognisers/` whose `find(reading)` yields `Found`
spans (use `reading.plain` for words, `reading.digits` where digits may be spoken, `runs.windows` for numbers of
fixed length, `reading.lead` for cues), end it with `RECOGNISER = Recogniser(…)`, list it in `registry.py` before
any recogniser that is less particular, and add its secrets to the property test and its look-alikes to the
hard negatives. Amounts, dates, loan terms and the numbers of orders and contracts must stay readable.
"""

from review.redaction.placeholders import PLACEHOLDER, restore
from review.redaction.redact import Redacted, RedactedText, redact, redact_text
from review.redaction.registry import recognisers

__all__ = ["PLACEHOLDER", "Redacted", "RedactedText", "recognisers", "redact", "redact_text", "restore"]
