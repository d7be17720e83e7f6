"""Who is on the line and in which order the agent spoke: identity checks, account facts, third parties."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from review.domain import Evidence, Proposal, Role, Severity
from review.offline.rule import Rule, compiled, en, zh
from review.offline.scan import Line, clause_range, make_proposal

NO_CHECK = "agent.no_identity_verification"
DISCLOSURE = "agent.third_party_disclosure"

# Facts about the account. The lender's name and "a routine call about your car loan" are none.
FACT_ZH = (
    "(?:逾期|过期|拖欠|欠(?:着|了|我们|款|费|钱|@num)|断供|没还|未还|还没还|没有还|催收|断了@num个?月|过了@num天|晚了@num天)",
    "(?:月供|车贷|贷款|这期|本期|分期|还款|欠款|账单|应还|金额)_(?:@num(?:块|元|千|百|万|点)|@num号|到期|逾期|没(?!问题|有问题|有压力|压力)|该还|断|差|已经)",
    "@num(?:块|元|千|百|万)_(?:没还|该还|要还|今天|逾期|还没|到期|没扣|扣款)",
)
FACT_EN = (
    "(?:overdue|late (?:on|with|again)|behind(?: on| with)?|in arrears|missed (?:a|your|the|two|three|\\w+) payments?|past due|still outstanding|hasn't been paid|not been paid|haven't paid|owes?|owing|default(?:ed)?|unpaid|bounced)",
    "(?:payments?|instal?l?ments?|loan|balance|arrears|emi|finance)_(?:of|is|was|for|at|about|on|due|hasn't|behind|overdue|payments|late|outstanding)_(?:@num|due|overdue|late|behind|\\$|£|still|outstanding|the \\d|this month|the \\w+teenth)",
    "(?:about|regarding|on|with) (?:your|his|her|the|a) (?:\\w+ )?(?:payments|arrears|overdue|instal?l?ment|car loan being|missed)",
)
FACT = (
    compiled([p.text for p in zh("high", *FACT_ZH)], chinese=True),
    compiled([p.text for p in en("high", *FACT_EN)], chinese=False),
)

ASKED_PROOF = re.compile(
    r"后四位|末四位|尾号|四位|证件|身份证|出生|生日|核对|核实|核验|核身|住址|哪个?区|区县|验证"
    r"|date of birth|dob|birthday|last four|last 4|verif|security|postcode|post code|zip|first line|address|born|confirm (?:your|some)|social|licen[cs]e"
    r"|aadhaar|\bpan\b|\bnin\b|\bid\b|passport|mother's maiden"
)
PASSED = re.compile(
    r"已完成核身|已核身|核身通过|已登录|登录核验|验证码.{0,6}(?:通过|确认)|身份已|verified|logged[- ]?in|code was accepted|signed in|\(verified"
)
LED = re.compile(
    r"(?:后四位|末四位|尾号|出生(?:日期)?|生日)(?:是|为)?[^,。?]{0,4}?[\d零幺一二三四五六七八九]{3,}.{0,10}(?:对|是)(?:吧|吗|不对|么)"
    r"|(?:id|licen[cs]e|card|social|account)? ?(?:ends?|ending)(?: in| with)? [\d ]{3,}.{0,12}(?:right|correct|yeah|yes)"
    r"|date of birth (?:is|as) .{4,30}(?:right|correct)"
)
OTHER_ZH = (
    "(?:他|她|佢)_(?:不在|唔喺|没在|出去|上班|开会|洗澡|睡|忙|在外|去了|不方便|走开|上厕所|出差|住院)(?!我)",
    "我(?:是|系)(?:他|她|佢|@surname)_(?:妈|爸|母亲|父亲|老婆|老公|爱人|妻子|丈夫|媳妇|儿子|女儿|哥|弟|姐|妹|同事|朋友|室友|邻居|领导|老板|家人|同学|舍友|对象|女朋友|男朋友|奶奶|爷爷|亲戚|婆婆|岳)",
    "(?:本人)?不是本人|我不是(?:他|她|本人)|(?:打|拨)错(?:了|电话)|没(?:有)?这个人|我不认识(?:他|她|这个人)|不在(?:,|。|$).{0,4}我是|(?:开会|出去|上班)去了,?我是|(?:找他|找她)(?:什么|啥|有)|我(?:帮|替)(?:你|您)?(?:转告|叫|喊|传)|手机(?:落|忘)|接的是(?:他|她)",
)
OTHER_EN = (
    "(?:he|she|they)(?:'s| is|'re)_(?:not (?:here|in|home|available|around)|out|at work|away|asleep|in (?:the|a) (?:shower|meeting|bath|theatre|hospital)|up a ladder|busy|on (?:holiday|shift|site|the other line)|at the|gone|not with|driving)",
    "(?:this is|i'm|it's|i am|speaking to)_(?:his|her|their|the|@other's|\\w+'s) (?:\\w+ )?(?:wife|husband|mum|mom|mam|mother|dad|father|son|daughter|brother|sister|flatmate|room ?mate|house ?mate|colleague|boss|manager|partner|boyfriend|girlfriend|neighbou?r|clerk|nan|friend|landlord|secretary|assistant|grandmother|fiancee?|mate|aunt|uncle|cousin|receptionist)",
    "(?:wrong number|no one (?:here )?(?:by|of|called)|nobody (?:by|here|called)|doesn't live here|not (?:him|her)(?:self)?|can i take a message|take a message|(?:he|she) isn't (?:here|in|home)|what do you want with (?:him|her)|(?:he|she)'ll be back|is (?:he|she) owing|ward clerk|what's (?:he|she) done|(?:he|she) doesn't (?:work|live) here|my (?:mum|mom|dad|husband|wife|son|daughter|brother|sister|mam)'?s? (?:phone|isn't|is not|not here|at work|out))",
)
OTHER = (
    compiled(
        [
            p.text.replace("@surname", "他")
            for p in zh("low", *(t.replace("@surname", "[\\u4e00-\\u9fff]{1,4}?(?:的)?") for t in OTHER_ZH))
        ],
        chinese=True,
    ),
    compiled([p.text for p in en("low", *OTHER_EN)], chinese=False),
)
TELLS_ZH = (
    "(?:他|她|你儿子|你女儿|你老公|你老婆|你爱人|你妈|你爸|你家)__(?:欠|逾期|车贷|贷款|月供|还款|没还|债|断供|还钱|钱还)",
    "(?:让|叫|转告|告诉|通知)(?:他|她|一下)__(?:还|车贷|贷款|月供|钱|处理)",
    "车贷|贷款|月供|逾期|欠(?:了|着|我们|款|钱)",
)
TELLS_EN = (
    "(?:he|she|your (?:son|daughter|husband|wife|mum|mom|mother|dad|brother|sister|partner)|they)(?:'s| is| has|'ve)?__(?:owes?|behind|loan|payments?|overdue|late|arrears|debt|finance|money)",
    "(?:tell|ask|get|let|make|remind) (?:him|her|them)__(?:pay|loan|owes?|payments?|debt|sort out|settle|money)",
    "loan|payments?|arrears|overdue|owes?|finance agreement",
)
TELLS = (
    compiled([p.text for p in zh("low", *TELLS_ZH)], chinese=True),
    compiled([p.text for p in en("low", *TELLS_EN)], chinese=False),
)
PLAIN_ZH = (
    "(?:他|她|你儿子|你女儿|你老公|你老婆|你爱人|你妈|你爸|你家)(?:的)?_(?:车贷|贷款|月供|按揭|钱)_(?:逾期|欠|没还|断|过期|@num期)",
    "(?:你儿子|你女儿|你老公|你老婆|你爱人|你妈|你爸|他|她)_欠_(?:我们|钱|银行|款)",
    "(?:让|叫|转告|告诉|通知|催)_(?:他|她)_(?:赶紧|快|今天|必须|尽快|马上|处理)_(?:还|车贷|贷款|月供|钱)",
)
PLAIN_EN = (
    "(?:he|she|your (?:son|daughter|husband|wife|mum|mom|mother|dad|brother|sister|partner|friend)|they)(?:'s| is| has|'ve)?_(?:owes?|behind (?:on|with)|payments? (?:behind|late|overdue)|months? (?:behind|late|down)|in arrears|overdue|late (?:on|with))",
    "(?:tell|ask|get|make|remind) (?:him|her|them)__(?:to pay|pay (?:up|us|it)|loan|owes?|behind on|sort out (?:his|her))",
)
TELLS_PLAINLY = (
    compiled([p.text for p in zh("low", *PLAIN_ZH)], chinese=True),
    compiled([p.text for p in en("low", *PLAIN_EN)], chinese=False),
)
SELF = re.compile(
    r"我就是|是我(?!妈|爸|老|爱|儿|女|弟|哥|姐|妹|朋|同|的|们)|本人|换(?:他|她|我)来|来了来了|speaking|that's me|this is (?:he|she|him|her)\b|here (?:he|she) is|co-?borrower|both of us signed|two of us signed|joint"
)
JOINT = re.compile(r"共同(?:借款|承租|还款)|书面授权|joint|co-?borrower|on the loan with|authori[sz]ed")
FIRST_ADDRESS = re.compile(
    r"您好|你好|喂|hello|hi\b|good (?:morning|afternoon|evening)|g'day|hiya|speaking|calling|ringing|this is|it's \w+ (?:from|at|with)"
)
OPENING_TURNS = 4  # a transcript that starts with a greeting in its first turns is whole

DISCLOSURE_RULE = Rule(key=DISCLOSURE, patterns=(), speaker=Role.AGENT)
NO_CHECK_RULE = Rule(key=NO_CHECK, patterns=(), speaker=Role.AGENT)


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What the order of the talk shows. Turn numbers are 1-based; None = never."""

    asked: int | None
    verified: int | None
    others: frozenset[int]
    """Turns on the customer's side that somebody other than the borrower speaks."""
    first_fact: int | None

    @property
    def third_party(self) -> bool:
        """Return whether somebody else took the call."""
        return bool(self.others)


def read_identity(lines: tuple[Line, ...]) -> Identity:
    """Return who was on the line, when identity was asked and given, and when an account fact was first spoken."""
    asked = next((line.turn.index for line in lines if _agent(line) and ASKED_PROOF.search(line.text)), None)
    passed = next((line.turn.index for line in lines if PASSED.search(line.text)), None)
    answered = (
        None if asked is None else next((line.turn.index for line in lines[asked:] if _customer(line)), None)
    )
    known = [item for item in (answered, passed) if item is not None]
    fact = next((line.turn.index for line in lines if _agent(line) and _search(FACT, line)), None)
    return Identity(asked=asked, verified=min(known, default=None), others=_others(lines), first_fact=fact)


def _others(lines: tuple[Line, ...]) -> frozenset[int]:
    """Return the customer turns from the first "she is not here" until the borrower takes over."""
    found: set[int] = set()
    away = False
    for line in lines:
        if not _customer(line):
            away = away or (
                not found
                and line.turn.index <= OPENING_REACH
                and bool(_agent(line) and ADDRESSED.search(line.text))
            )
            continue
        if line.turn.role is Role.THIRD_PARTY:
            found.add(line.turn.index)
            continue
        if away and SELF.search(line.text):
            away = False
        elif (
            not away
            and not found
            and len(lines)
            and line.turn.index <= OPENING_REACH
            and _search(OTHER, line)
        ):
            away = not JOINT.search(line.text)
        if away:
            found.add(line.turn.index)
    return frozenset(found)


ADDRESSED = re.compile(
    r"(?:你|您)是(?:他|她)(?:的)?(?:同事|妈|爸|母亲|父亲|老婆|老公|爱人|儿子|女儿|哥|弟|姐|妹|朋友|室友|家人|领导|邻居|对象)|(?:you're|are you|is that) (?:his|her|\w+'s) (?:wife|husband|mum|mom|mother|dad|father|son|daughter|flatmate|roommate|housemate|brother|sister|boss|colleague|friend|partner)|(?:其|本人)家属"
)
OPENING_REACH = 8  # turns within which somebody else says so


def identity_proposals(lines: tuple[Line, ...], identity: Identity) -> Iterator[Proposal]:
    """Yield disclosures to a third party and account facts before the identity check."""
    yield from _disclosures(lines, identity)
    yield from _unchecked(lines, identity)


def _disclosures(lines: tuple[Line, ...], identity: Identity) -> Iterator[Proposal]:
    start, end = min(identity.others, default=0), max(identity.others, default=-2)
    if any(JOINT.search(line.text) for line in lines if line.turn.index <= max(end, OPENING_REACH)):
        return
    for line in lines:
        if not _agent(line):
            continue
        told = start - 1 <= line.turn.index <= end + 1 and _search(TELLS, line)
        if match := told or (identity.verified is None and _search(TELLS_PLAINLY, line)):
            yield _quote(DISCLOSURE_RULE, "critical", line, match)


def _unchecked(lines: tuple[Line, ...], identity: Identity) -> Iterator[Proposal]:
    for line in lines:
        if _agent(line) and (match := LED.search(line.text)):
            yield _quote(NO_CHECK_RULE, "high", line, match)
    whole = len(lines) <= OPENING_TURNS or any(
        _agent(line) and FIRST_ADDRESS.search(line.text) for line in lines[:OPENING_TURNS]
    )
    if not whole:
        return
    severity = "critical" if identity.third_party else "high"
    for line in lines:
        if identity.verified is not None and line.turn.index >= identity.verified:
            return
        if _agent(line) and (match := _search(FACT, line)):
            yield _quote(NO_CHECK_RULE, severity, line, match)
            return


def _quote(rule: Rule, severity: str, line: Line, match: re.Match[str]) -> Proposal:
    start, end = clause_range(line.text, match.start(), match.end())
    return make_proposal(
        rule, Severity(severity), Evidence(turn=line.turn.index, quote=line.turn.text[start:end])
    )


def _search(pair: tuple[re.Pattern[str], re.Pattern[str]], line: Line) -> re.Match[str] | None:
    return (line.chinese and pair[0].search(line.text)) or (line.latin and pair[1].search(line.text)) or None


def _agent(line: Line) -> bool:
    return line.turn.role in (Role.AGENT, Role.BOT)


def _customer(line: Line) -> bool:
    return line.turn.role in (Role.CUSTOMER, Role.THIRD_PARTY)
