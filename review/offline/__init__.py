"""The embedded reviewer: rules and a small classifier on the words of a call. No network, the same answer every time.

How a call is read: `scan` folds each turn (width, case, script) and runs over it the patterns of every rule whose
speaker said it. A pattern may ask for a topic (what the agent had just asked about) or an echo (how the agent
answered), so that short idiomatic answers count where they mean something and nowhere else. What matches becomes
a proposal. `weigh` drops what the classifier holds unlikely and proposes what it is sure of; `review.evidence.gate`
decides about negation, time, holder and jokes, and keeps what fails with its reason.

To add the next rule:

1. Put one file into `review/offline/rules/`, named after the signal, with `RULE = Rule(key=…, patterns=(…))`.
2. Write patterns with `zh(severity, …)` and `en(severity, …)`. `_` is a short gap and `__` a long one inside a
   clause; `@name` is a list of words from `words.py`. Say what people do to what, not whole sentences.
3. Give `when="topic"` to patterns that only mean something as an answer; topics stand in `topics.py`.
4. List it in `registry.py`. Add what raises the severity of others to `review/severity.py`.
5. `make model` fits the classifier anew: it weighs each rule by how often it was right.
6. `tests/review/offline` runs the taxonomy's examples over all rules; `huifang evaluate tests/fixtures/calls/dev`
   shows what the rule does to real talk.
"""

from review.offline.reviewer import OfflineReviewer

__all__ = ["OfflineReviewer"]
