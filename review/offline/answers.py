"""Direct answers: "no" to a question about trouble and "yes" to a question about order are clean answers.

What such an answer goes on to say explains it ("no, they cut jobs next door but not ours"), until a contrast
("but", "to be honest") opens something new.
"""

import re
from dataclasses import dataclass

ASKS_TROUBLE = re.compile(
    r"问题|压力|影响|贷款|负债|欠款|抵押|质押|押给|权益|第三方|其他人|别人|出售|转让|卖|事故|大修|意见|不满|投诉|担心|顾虑|延期|调整|变化|变动|增加|困难"
    r"|网约车|其他费|中介|需要|借(?:给|出)|不方便|逾期|拆|修过|失业|还不上"
    r"|\b(?:any|other|affect|impact|worr\w+|concern\w*|claim|lien|sell|accidents?|complain\w*|chang\w+|trouble|difficult\w*|problems?|"
    r"deliver\w*|taxi|need|anyone|anybody|else|late|damage|bumps?)\b"
)
ASKS_ORDER = re.compile(
    r"准备|收到|到账|稳定|稳吗|有效|正常|按时|提了|提车|清楚|满意|一致|对吗|对吧|还在|在您|在用|没问题吧|怎么样|都好|还好|保险|合同"
    r"|\b(?:ready|stable|steady|insured|working|received?|right|clear|happy|okay|ok|fine|still|all good|how are|how have|match|"
    r"come through|go through|income|expected|sign|yourself)\b"
)
DENIES = re.compile(
    r"^(?:嗯|呃|啊|哦|哎|那个|[,。! ])*(?:没有|没得|没(?!钱|收入|工作|活|发|到|收|提|准备|凑|续|交)|不(?!太|怎么|好说|是很|一定|稳|行|敢|够|知道|清楚|在|得)|冇|哪[能会有]|从来|怎么会|影响不|谁说|都没)"
    r"|^(?:(?:oh|well|er|um|ah|ha|haha|god|good lord|heavens|lord),? )*(?:no|nope|nah|none|nothing|never|not at all|not a bit|nobody|shouldn't|don't think so|only (?:the|my|you|your|us))\b(?! (?:really|money|work|job|income|idea|savings))"
)
AFFIRMS = re.compile(
    r"^(?:嗯|呃|啊|哦|哎|对|是|那个|[,。! ])*(?:(?:挺|很|蛮|还|都|算|一直|非常|比较)*(?:稳(?!不)|正常|好(?!说|像|久|难|不)|清楚|满意|可以|行(?!情)|在(?!找|家|催|押))|准备好|早就?(?:转|存|备|准备)|收到|到了|没问题|没事|能(?!不)|提了|有效|没变|一样|自动扣|够)"
    r"|^(?:(?:oh|well|er|um|ah|yeah|yes|yep),? )*(?:yes|yep|yeah|sure|fine|good|great|stable|steady|same|it's (?:stable|fine|steady|good|all)|all (?:good|fine)|still (?:the same|there|at)|comes out|paid|retired|"
    r"of course|always|we're (?:fine|good|ok)|can't complain|couldn't be better|i did)\b(?!,? but| and no|,? well)"
)
CONTRAST = re.compile(
    r"但(?!愿)|不过|就是(?!说)|只是|可是|除了|倒是|其实|说实话|实话|唉|问题是|只不过|结果|主要是|前提|除非"
    r"|\b(?:but|although|except|though|just that|actually|to be honest|honestly|apart from|the thing is|only thing|however|mind you|unless|well)\b"
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Whether a turn is a clean answer, and from which character on it is none any more."""

    clean: bool
    until: int

    def explains(self, at: int) -> bool:
        """Return whether words at this place only explain the clean answer."""
        return self.clean and at < self.until


def answer_of(question: str, reply: str) -> Answer:
    """Return how a folded reply answers a folded question of the agent."""
    clean = bool(
        (ASKS_TROUBLE.search(question) and DENIES.search(reply))
        or (ASKS_ORDER.search(question) and AFFIRMS.search(reply))
    )
    contrast = CONTRAST.search(reply, 1) if clean else None
    return Answer(clean=clean, until=contrast.start() if contrast else len(reply))
