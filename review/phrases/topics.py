"""What an agent's turn is about: topics asked before an answer, echoes said behind it."""

import re

from review.phrases.notation import CHINESE, LATIN, compiled

Subject = tuple[str, re.Pattern[str], re.Pattern[str]]

TOPICS_ZH = {
    "pay": "还款|月供|这期|本期|下期|下一期|资金|扣款|按时|没有?(?:到账|还上|扣成功)|逾期|打算怎么|怎么打算|准备好|什么时候(?:能)?(?:还|处理)|压力",
    "ready": "准备好(?:了)?[吗没吧]|资金.{0,6}准备|准备得?怎么样|备好|能(?:不能)?(?:先)?还(?:上|吗)|没问题吧",
    "user": "谁(?:在|来|平时|实际|主要)?.{0,4}(?:用|开|使用|驾驶)|使用人|(?:谁|哪位)(?:在)?(?:开|用)|(?:您|自己|本人).{0,6}(?:在)?(?:开|用|使用)(?:的)?[吗吧呢]|车(?:子|辆)?(?:现在|目前|最近)?.{0,4}(?:在哪|在您|在谁|在不在|停|放)|谁在",
    "use": "用途|用来|主要(?:做|干)什么|跑.{0,4}(?:车|单)|里程|公里|营运",
    "right": "权益|抵押|质押|二押|押(?:给|在)|第三方|典当|绿本|登记证",
    "sale": "出售|转让|卖|过户|处置|处理.{0,3}车",
    "insure": "保险|交强|商业险|车险|投保|续保|理赔|出险",
    "tracker": "定位|gps|设备|离线|信号|追踪",
    "income": "收入|工资|工作|生意|单位|职业|上班|效益|行情|经营|活儿?(?:多|怎么)|就业|挣",
    "debt": "其他.{0,4}(?:贷款|负债|欠款|借款|债)|别的.{0,4}(?:贷款|债|借款)|负债|外债|信用卡|网贷|欠款",
    "spend": "支出|开销|花销|花钱|增加或减少|大.{0,2}(?:开支|花费)|花费",
    "buffer": "备用|其他支持|财务支持|周转不开|存款|积蓄|困难.{0,8}支持|额外.{0,4}支持|支撑",
    "worry": "担心|担忧|顾虑|以后|将来|后面.{0,4}还款",
    "promise": "(?:承诺|答应|说好|约好|约定|说).{0,12}(?:还|处理|到账)|上次|没有?到账|没还成|没兑现",
    "identity": "本人(?:亲自)?(?:申请|签|办)|亲自签|自己(?:要)?(?:办|申请|签)|签(?:的|过)?合同|申请的吗|给谁买|帮(?:别人|谁)",
    "funds": "放款|到账|金额.{0,6}(?:一致|对)|交付|提车|收到",
    "care": "家里|家庭|身体|健康|特殊情况|希望我们了解|是不是有什么事|发生了什么|什么原因|怎么回事",
    "service": "满意|意见|投诉|反馈|不清楚或|体验|办理过程",
    "contact": "联系(?:方式|时间|您)|方便联系|不方便|什么时(?:间|候).{0,4}(?:打|联系)|打(?:给)?您",
    "accident": "事故|大修|维修|车况|损伤|怎么样了",
}
TOPICS_EN = {
    "pay": "payments?|instal?l?ments?|emi|due|overdue|late|outstanding|arrears|behind|bounced|when (?:can|will|could|do|are) (?:you|we)|manage|on time|direct debit|afford|dropped",
    "ready": "(?:funds|money) (?:be )?(?:ready|there|in place)|ready for|all (?:good|set) for|any (?:problem|trouble|difficulty|worry)|is the money",
    "user": "who(?:'s|'ll| is| has| will| are)? (?:be )?(?:actually |mostly |mainly |the |currently )?(?:driv\\w+|us\\w+|got|has|main|with|got it)|who has|main driver|only you|just you|driving it|(?:car|vehicle|truck|it)(?:'s| is)? (?:still )?(?:with you|in your|kept|normally kept|at the moment|now)|where(?:'s| is| do you)|in your possession|still (?:using|driving|have)|who drives|day to day",
    "use": "used? for|use of|what (?:is|are|do) you (?:us|driv)|mileage|odometer|commercial|private use|changed since",
    "right": "lien|claim|interest in|pledg\\w+|secured|rights?|logbook|title|anyone else|anybody else|hold(?:ing)? (?:a|the|anything|on)|keys?",
    "sale": "sell\\w*|sold|transfer\\w*|dispos\\w+|part with",
    "insure": "insur\\w+|cover|policy|mot",
    "tracker": "tracker|tracking|device|gps|offline|dark|signal|box",
    "income": "income|work\\w*|job|employ\\w*|business|wages|salary|earning\\w*|hours|shifts|steady|stable|company",
    "debt": "other (?:loans?|debts?|commitments|borrowing|finance|credit)|debts?|credit cards?|owe",
    "spend": "spend\\w*|expenses?|outgoings?|costs?|bills?|pay for coming|big to pay",
    "buffer": "fall back|support|savings|back-?up|cushion|help you|put by|to help",
    "worry": "worr\\w+|concern\\w*|anxious|from here|future",
    "promise": "promised?|(?:you|we) (?:said|told|agreed|arranged|had)|was going to|last time|(?:due|supposed|meant) (?:on|to)|arrangement",
    "identity": "sign\\w*|appl(?:y|ied)|take out|yourself|for someone|who (?:was|is) (?:it|the car) (?:bought )?for|bought for",
    "funds": "funds|amount|disburs\\w+|money come|deliver\\w*|collect\\w*|received?|paid out|dealer",
    "care": "how are you|what happened|is everything|family|health|anything (?:else )?(?:you'd like|you would|we should)|reason|tell me|going on|all right\\?",
    "service": "complain\\w*|happy|satisfied|unhappy|feedback|as you expected|how did you find|anything wrong|anything you were",
    "contact": "contact|reach you|ring you|call you|times? (?:we|to)|avoid|prefer\\w*",
    "accident": "accident|damage\\w*|bumps?|wrecks?|condition|repairs?|how's the car",
}
ECHOES_ZH = {
    "danger": "安全吗|担心您|特别担心|让我.{0,4}担心|身边有(?:人|没有)|有人(?:陪|在)|心理(?:援助|热线|咨询)|援助热线|生命热线|想不开|别做傻事|不谈还款|在线上陪|报警",
    "sorry": "抱歉听到|很(?:抱歉|难过|遗憾)|节哀|受苦了|您辛苦|不容易|保重|理解您|谢谢您告诉|谢谢您(?:愿意|如实)|早日康复|关怀|照顾好",
    "fraud": "误导|误操作|受骗|被骗|诈骗|报警|暂停|核实|专门的?(?:同事|人)|反欺诈|保护标记|立即停止|保留好",
    "complaint": "登记.{0,6}投诉|投诉登记|正式投诉|投诉编号|投诉部门|如实(?:登记|反映)|反馈给|核查",
    "support": "提交.{0,4}申请|帮您申请|帮您提交|审核|支持方案|方案|延期|登记.{0,4}(?:困难|支持)|困难",
    "collateral": "登记|核实|合同约定|同事(?:会)?(?:再)?联系|需要(?:登记|提醒|如实)|拒赔|恢复|检修",
    "limits": "备注|记下|避开|不再(?:打|联系)|以后(?:不|只)|只发短信|会注意|记录了",
}
ECHOES_EN = {
    "danger": "are you safe|is (?:anyone|anybody|someone) (?:with|there)|worries me|worried about you|crisis|samaritans|helpline|stay (?:on|with)|lifeline|won't talk about (?:money|payments?)|not (?:going to )?talk about (?:money|payments?)|988|999|stop us there|hurt(?:ing)? yourself|harm",
    "sorry": "(?:so|very|really|terribly)? ?sorry|condolences|thank you for telling|thanks for telling|must be hard|that's hard|that's a lot|care team|take your time|i understand|appreciate you telling",
    "fraud": "specialist|fraud|investigat\\w+|nobody will (?:be )?chas\\w+|on hold|police|scam|pause|stop (?:all )?(?:collection|contact)|look(?:ing)? into|not your fault",
    "complaint": "complaint|log that|answer in writing|final response|reference|sorry that's how|raise (?:it|that|this)",
    "support": "submit|application|request|hardship|support|options|review|plan|breathing|can't (?:promise|commit|say)|approval|decide",
    "collateral": "note|follow up|someone (?:will|to)|need(?:s)? to (?:be|get|log|record)|agreement|breach|not allowed|registered|personal use|coverage",
    "limits": "make a note|noted|won't (?:ring|call|contact)|letters only|text(?:s)? only|update (?:your|the)|no (?:more )?calls|restriction|done|removed",
}

_TOPICS = [
    (name, compiled([words], chinese=True), compiled([TOPICS_EN[name]], chinese=False))
    for name, words in TOPICS_ZH.items()
]
_ECHOES = [
    (name, compiled([words], chinese=True), compiled([ECHOES_EN[name]], chinese=False))
    for name, words in ECHOES_ZH.items()
]


def topics_of(text: str) -> frozenset[str]:
    """Return the topics of an agent's folded turn."""
    return _named(_TOPICS, text)


def echoes_of(text: str) -> frozenset[str]:
    """Return how an agent's folded turn reacts to what was said before it."""
    return _named(_ECHOES, text)


def _named(subjects: list[Subject], text: str) -> frozenset[str]:
    # Most turns are in one script; the expressions of the other one cannot match.
    chinese, latin = bool(CHINESE.search(text)), bool(LATIN.search(text))
    return frozenset(
        name for name, zh, en in subjects if (chinese and zh.search(text)) or (latin and en.search(text))
    )
