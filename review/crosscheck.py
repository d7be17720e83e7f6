"""What the form says against what was said: contradictions, answers to questions never asked, wrong loan facts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from review.domain import Coverage, Mismatch, Role, Severity, Signal, Transcript, Turn
from review.money import days_of_month, spoken_amounts
from review.normalise import fold
from review.ports import CallContext

INSTALMENT_TOLERANCE = Decimal("0.05")  # domain pack 1.9
PRINCIPAL_TOLERANCE = Decimal("0.01")
DUE_DAY_TOLERANCE = 1  # days
MINOR_UNITS = {"JPY": 1, "KRW": 1, "VND": 1}  # others have hundredths
NOWHERE = 0  # the turn of an answer that nothing in the talk supports


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """A form answer that a signal contradicts. `words` narrows the signal to quotes that match."""

    question: str
    answers: frozenset[str]
    signal: str
    at_least: Severity = Severity.LOW
    words: re.Pattern[str] | None = None


def _against(
    question: str, answers: str, signal: str, at_least: Severity = Severity.LOW, words: str = ""
) -> Contradiction:
    return Contradiction(
        question=question,
        answers=frozenset(answers.split()),
        signal=signal,
        at_least=at_least,
        words=re.compile(words) if words else None,
    )


INSURANCE_WORDS = r"保|险|insur|cover|policy|laps|expire|renew|ran out"
CONTRADICTIONS = (
    _against("pay.impact", "no_impact", "stress.payment_affected"),
    _against("pay.impact", "tight", "stress.payment_affected", Severity.MEDIUM),
    _against("pay.next_ready", "ready by_due", "stress.payment_affected", Severity.MEDIUM),
    _against("inc.stable", "stable", "stress.income_loss"),
    _against("debt.other", "none", "stress.debt_burden"),
    _against("debt.other", "yes_ok", "stress.debt_burden", Severity.HIGH),
    _against("exp.change_plan", "no_change decrease", "stress.expense_shock"),
    _against("veh.current_user", "self", "collateral.third_party_user"),
    _against("veh.current_user", "spouse family", "collateral.third_party_user", Severity.MEDIUM),
    _against("veh.current_user", "self spouse family", "collateral.disposal"),
    _against("veh.user_changed", "no_change", "collateral.third_party_user"),
    _against("veh.in_possession", "yes", "collateral.third_party_user", Severity.HIGH),
    _against("veh.in_possession", "yes", "collateral.disposal"),
    _against("veh.in_possession", "yes", "collateral.second_pledge", Severity.CRITICAL),
    _against("veh.usage_changed", "no", "collateral.use_change"),
    _against("veh.usage_type", "private", "collateral.use_change"),
    _against("right.third_party_interest", "no", "collateral.second_pledge"),
    _against("right.dispose_plan", "none", "collateral.disposal"),
    _against("ins.compulsory", "valid", "collateral.loss_uninsured", words=r"交强|compulsory"),
    _against("ins.commercial", "valid", "collateral.loss_uninsured", words=INSURANCE_WORDS),
    _against(
        "veh.accident_since", "no", "collateral.loss_uninsured", words=r"撞|事故|翻|报废|泡|crash|accident|wr"
    ),
    _against("gps.state", "normal", "collateral.gps_tamper"),
    _against("disb.applied_self", "self", "fraud.ab_loan"),
    _against("disb.applied_self", "self", "fraud.straw_borrower"),
    _against("disb.applied_self", "self helped", "fraud.identity_disbursement", Severity.CRITICAL),
    _against(
        "disb.amount_match",
        "match",
        "fraud.identity_disbursement",
        words=r"少|差|only|short|wrong|不对|不一致",
    ),
    _against(
        "disb.vehicle_delivered", "delivered", "fraud.identity_disbursement", words=r"车|car|vehicle|key"
    ),
    _against("veh.payer", "self", "fraud.straw_borrower"),
    _against("sat.issue", "none", "complaint.expression"),
    _against("con.restriction", "none", "contact.restriction"),
)


def cross_check(
    transcript: Transcript, context: CallContext, signals: tuple[Signal, ...], coverage: tuple[Coverage, ...]
) -> tuple[Mismatch, ...]:
    """Return every contradiction between form or loan and talk, each with the quoted turn, without repeats."""
    answers = {key: values for key, raw in context.answers.items() if (values := answer_values(raw))}
    found = [
        *_contradictions(answers, signals),
        *_never_asked(answers, coverage, transcript),
        *_loan_facts(transcript, context.loan),
    ]
    return tuple(dict.fromkeys(found))


def answer_values(raw: Any) -> tuple[str, ...]:
    """Return the chosen option keys of an answer: a value, a list, or a record with value and status."""
    if isinstance(raw, Mapping):
        if raw.get("status", "answered") != "answered":
            return ()
        raw = raw.get("value")
    if isinstance(raw, bool):
        return ("yes" if raw else "no",)
    if isinstance(raw, list | tuple):
        return tuple(str(item) for item in raw)
    return () if raw is None else (str(raw),)


def _contradictions(
    answers: Mapping[str, tuple[str, ...]], signals: tuple[Signal, ...]
) -> Iterator[Mismatch]:
    by_key = {signal.key: signal for signal in signals}
    for rule in CONTRADICTIONS:
        signal = by_key.get(rule.signal)
        chosen = answers.get(rule.question, ())
        if signal is None or not rule.answers & set(chosen) or signal.severity.rank < rule.at_least.rank:
            continue
        evidence = [
            item for item in signal.evidence if not rule.words or rule.words.search(item.quote.lower())
        ]
        if evidence:
            item = evidence[0]
            yield Mismatch(
                question=rule.question, form=", ".join(chosen), transcript=item.quote, turn=item.turn
            )


def _never_asked(
    answers: Mapping[str, tuple[str, ...]], coverage: tuple[Coverage, ...], transcript: Transcript
) -> Iterator[Mismatch]:
    """Yield required answers that were ticked although the question was never put; turn 0 = nowhere."""
    if all(turn.role is Role.UNKNOWN for turn in transcript.turns):
        return
    for line in coverage:
        if line.asked_turn is None and line.question in answers:
            chosen = ", ".join(answers[line.question])
            yield Mismatch(question=line.question, form=chosen, transcript="", turn=NOWHERE)


PRINCIPAL = re.compile(
    r"(?:放款|贷款(?:金额|总额|本金)|本金|借款金额)[^,。?!;]{0,6}$|(?:loan (?:amount|of)|amount (?:drawn|disbursed|paid out)|borrowed|funded)[^.?!;]{0,12}$"
)
INSTALMENT = re.compile(
    r"(?:月供|每(?:个)?月(?:还|扣)?|本期|这期|下期|每期)[^,。?!;多少]{0,8}$|(?:instal?l?ments?|monthly payment|emi|next (?:one|payment)|payments? of)[^.?!;]{0,18}$"
)
DUE_DAY = re.compile(
    r"(?:每月|还款日|扣款日|下期|本期)[^,。?!;]{0,6}$|(?:due (?:on|day)|(?:payment|instal?l?ment|emi|one)(?:'s| is)?(?: due)? on|comes out on)(?: the)? $"
)
PARTIAL = re.compile(
    r"一共|总共|合计|两期|三期|部分|一半|罚息|逾期|差|剩|还欠|total|arrears|half|part|charge|fee|missed|two|three|behind"
)


def _loan_facts(transcript: Transcript, loan: Mapping[str, Any]) -> Iterator[Mismatch]:
    """Yield amounts and days that the agent said wrongly by more than the tolerance."""
    unit = MINOR_UNITS.get(str(loan.get("currency") or ""), 100)
    principal, instalment, day = (_number(loan.get(key)) for key in ("principal", "instalment", "due_day"))
    for turn in transcript.turns:
        if turn.role not in (Role.AGENT, Role.BOT):
            continue
        text = fold(turn.text)
        if not PARTIAL.search(text):
            yield from _amount(
                turn, text, PRINCIPAL, "disb.amount_stated", principal, unit, PRINCIPAL_TOLERANCE
            )
            yield from _amount(
                turn, text, INSTALMENT, "disb.instalment_stated", instalment, unit, INSTALMENT_TOLERANCE
            )
        if day is not None:
            yield from _day(turn, text, int(day))


def _amount(
    turn: Turn,
    text: str,
    fact: re.Pattern[str],
    question: str,
    due: Decimal | None,
    unit: int,
    tolerance: Decimal,
) -> Iterator[Mismatch]:
    if not due:
        return
    right = due / unit
    for amount in spoken_amounts(text):
        if fact.search(text[: amount.start]) and abs(amount.value - right) > right * tolerance:
            yield Mismatch(
                question=question,
                form=f"{right:f}",
                transcript=turn.text[amount.start : amount.end],
                turn=turn.index,
            )


def _day(turn: Turn, text: str, due: int) -> Iterator[Mismatch]:
    for day in days_of_month(text):
        if DUE_DAY.search(text[: day.start]) and abs(int(day.value) - due) > DUE_DAY_TOLERANCE:
            yield Mismatch(
                question="disb.due_day_stated",
                form=str(due),
                transcript=turn.text[day.start : day.end],
                turn=turn.index,
            )


def _number(value: Any) -> Decimal | None:
    return Decimal(str(value)) if isinstance(value, int | float | Decimal) and value else None
