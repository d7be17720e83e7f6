"""Conduct that follows from the order of the talk: account facts before the identity check, or to somebody else."""

import re
from collections.abc import Iterator

from review.domain import Evidence, Proposal, Role, Severity
from review.offline.rule import Rule
from review.offline.scan import clause_range, make_proposal
from review.phrases.lines import Line
from review.phrases.notation import phrases
from review.reach import JOINT, OPENING_REACH, Reach, is_agent

# Facts about the account. The lender's name and "a routine call about your car loan" are none.
FACT = phrases(
    chinese=(
        "(?:逾期|过期|拖欠|欠(?:着|了|我们|款|费|钱|@num)|断供|没还|未还|还没还|没有还|催收|断了@num个?月|过了@num天|晚了@num天)(?!会|的话|将)",
        (
            "(?:月供|车贷|贷款|这期|本期|分期|还款|欠款|账单|应还|金额)_(?:@num(?:块|元|千|百|万|点)|@num号|到期|逾期|没(?!问题|有问题|有压力|压力)"
            "|该还|断|差|已经)"
        ),
        "@num(?:块|元|千|百|万)_(?:没还|该还|要还|今天|逾期|还没|到期|没扣|扣款)",
    ),
    english=(
        (
            "overdue|late (?:on|with|again)|behind (?:on|with)|payments? behind|in arrears|missed (?:a|your|the|two|three|\\w+) payments?"
            "|past due|still outstanding|hasn't been paid|not been paid|haven't paid|owes?|owing|unpaid|bounced|(?:loan|payment) is late"
        ),
        (
            "(?:payments?|instal?l?ments?|loan|balance|arrears|emi|finance)_(?:of|is|was|for|at|on|due|hasn't|behind|overdue|late|outstanding)"
            "_(?:@num|due|overdue|late|behind|\\$|£|still|outstanding|the \\d|this month)"
        ),
        "(?:about|regarding|on|with) (?:your|his|her) (?:\\w+ )?(?:payments|arrears|overdue|missed)",
    ),
)
LED = re.compile(
    r"(?:后四位|末四位|尾号|出生(?:日期)?|生日)(?:是|为)?[^,。?]{0,4}?[\d零幺一二三四五六七八九]{3,}.{0,10}(?:对|是)(?:吧|吗|不对|么)"
    r"|(?:id|licen[cs]e|card|social|account)? ?(?:ends?|ending)(?: in| with)? [\d ]{3,}.{0,12}(?:right|correct|yeah|yes)"
    r"|date of birth (?:is|as) .{4,30}(?:right|correct)"
)
THEM_ZH = "(?:他|她|你儿子|你女儿|你老公|你老婆|你爱人|你妈|你爸|你家|您儿子|您女儿)"
THEM_EN = "(?:he|she|your (?:son|daughter|husband|wife|mum|mom|mam|mother|dad|father|brother|sister|partner|friend|boss|mate)|they)"
TELLS = phrases(
    chinese=(
        f"{THEM_ZH}__(?:欠|逾期|车贷|贷款|月供|还款|没还|债|断供|还钱|钱还)",
        "(?:让|叫|转告|告诉|通知)(?:他|她|一下)__(?:还|车贷|贷款|月供|钱|处理)",
        "车贷(?!的|公司)|贷款(?!公司)|月供|逾期|欠(?:了|着|我们|款|钱)",
    ),
    english=(
        f"{THEM_EN}(?:'s| is| has|'ve)?__(?:owes?|behind|loan|payments?|overdue|late|arrears|debt|finance|money)",
        "(?:tell|ask|get|let|make|remind) (?:him|her|them)__(?:pay|loan|owes?|payments?|debt|sort out|settle|money)",
        "loan|payments?|arrears|overdue|owes?|finance agreement",
    ),
)
# So plain that it needs no "she is not here" before it.
TELLS_PLAINLY = phrases(
    chinese=(
        f"{THEM_ZH}(?:的)?_(?:车贷|贷款|月供|按揭|钱)_(?:逾期|欠|没还|断|过期|@num期)",
        f"{THEM_ZH}_欠_(?:我们|钱|银行|款)",
        "(?:让|叫|转告|告诉|通知|催)_(?:他|她)_(?:赶紧|快|今天|必须|尽快|马上|处理)_(?:还|车贷|贷款|月供|钱)",
    ),
    english=(
        (
            f"{THEM_EN}(?:'s| is| has|'ve)?_(?:owes?|behind (?:on|with)|payments? (?:behind|late|overdue)|months? (?:behind|late|down)"
            "|in arrears|overdue|late (?:on|with))"
        ),
        "(?:tell|ask|get|make|remind) (?:him|her|them)__(?:to pay|pay (?:up|us|it)|loan|owes?|behind on|sort out (?:his|her))",
    ),
)
LAWFUL = re.compile(
    r"如果|若|连续逾期|征信|罚息|法律途径|有权|可能会|您是不是|credit rating|legal action|\bif (?:it|you)\b"
)
GREETS = re.compile(
    r"您好|你好|喂|hello|hi\b|good (?:morning|afternoon|evening)|g'day|hiya|speaking|calling|ringing|this is|it's \w+ (?:from|at|with)"
)
OPENING_TURNS = 4  # a transcript that starts with a greeting in its first turns is whole
DISCLOSURE = Rule(key="agent.third_party_disclosure", patterns=(), speaker=Role.AGENT)
NO_CHECK = Rule(key="agent.no_identity_verification", patterns=(), speaker=Role.AGENT)


def identity_proposals(lines: tuple[Line, ...], reach: Reach) -> Iterator[Proposal]:
    """Yield disclosures to a third party and account facts before the identity check."""
    yield from _disclosures(lines, reach)
    yield from _led(lines)
    yield from _unchecked(lines, reach)


def _disclosures(lines: tuple[Line, ...], reach: Reach) -> Iterator[Proposal]:
    start, end = min(reach.others, default=0), max(reach.others, default=-2)
    if any(JOINT.search(line.text) for line in lines if line.turn.index <= max(end, OPENING_REACH)):
        return
    for line in filter(is_agent, lines):
        told = TELLS.search(line.text) if start - 1 <= line.turn.index <= end + 1 else None
        if match := told or (TELLS_PLAINLY.search(line.text) if reach.verified is None else None):
            yield _quote(DISCLOSURE, Severity.CRITICAL, line, match)


def _led(lines: tuple[Line, ...]) -> Iterator[Proposal]:
    for line in filter(is_agent, lines):
        if match := LED.search(line.text):
            yield _quote(NO_CHECK, Severity.HIGH, line, match)


def _unchecked(lines: tuple[Line, ...], reach: Reach) -> Iterator[Proposal]:
    """Yield the first account fact before identity; an excerpt from the middle of a call proves nothing."""
    greeted = any(GREETS.search(line.text) for line in filter(is_agent, lines[:OPENING_TURNS]))
    if not greeted and len(lines) > OPENING_TURNS:
        return
    severity = Severity.CRITICAL if reach.third_party else Severity.HIGH
    for line in filter(is_agent, lines):
        if reach.verified is not None and line.turn.index >= reach.verified:
            return
        if (match := FACT.search(line.text)) and not LAWFUL.search(line.text):
            yield _quote(NO_CHECK, severity, line, match)
            return


def _quote(rule: Rule, severity: Severity, line: Line, match: re.Match[str]) -> Proposal:
    start, end = clause_range(line.text, match.start(), match.end())
    return make_proposal(rule, severity, Evidence(turn=line.turn.index, quote=line.turn.text[start:end]))
