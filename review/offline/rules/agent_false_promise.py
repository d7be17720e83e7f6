"""Promises what an agent cannot grant, misstates rights, or hides that options exist."""

from review.domain import Role
from review.offline.rule import Rule, en, zh

RULE = Rule(
    key="agent.false_promise",
    speaker=Role.AGENT,
    answers=False,
    patterns=(
        *zh(
            "high",
            "(?:没事|放心|不用担心|别怕|没关系|包在我身上|交给我|有我在|听我的)__(?:不会|不上|不影响|能批|能过|给你|免|减|搞定|没问题|下来|不收|不罚)",
            "(?:我|我们|系统|领导|公司)_(?:给你|帮你|可以给|直接|替你|能给)_(?:免|减|抹|取消|消|不收|改成|延|停|批|划掉|处理干净)(?:掉|了|一下|罚息|利息|滞纳|逾期|征信|记录|半年|三个月|@num)",
            "(?:不上|不报|不会上|不会报|不影响)_(?:征信|信用)|(?:利息|罚息|滞纳金|手续费|违约金)_(?:我)?(?:给你|帮你)_(?:免|减|抹)|我(?:口头)?_答应你|我说的算|我拍板|不用写申请|不用审|没有(?:延期|减免|分期)这(?:回事|一说|种)|(?:要么|不)_(?:还|全还)_(?:要么|就)_(?:没|收车|起诉)|只能全额|没得商量|没(?:别的|其他)(?:路|办法|选择)",
        ),
        *en(
            "high",
            "(?:i'll|i can|i will|we'll|let me|leave it with me|i'd)_(?:make sure|see to it|knock|waive|drop|wipe)_(?:it|that|the|your|all|any|them|those|everything)_(?:goes through|approved|off|fees?|charges?|interest|record|gone|disappear\\w*|late marks?|removed|waived|cancelled|for you|personally)",
            "(?:you won't|it won't|that won't|they won't|nothing will|never)_(?:be charged|show|appear|affect|hurt|touch|report|know|find out|go on|get a)_?(?:anything|up|on|credit|file|record|interest|it)?|(?:it'll|that'll|you'll)_(?:definitely|be approved|be fine|get it|be waived|go through|sail through|be wiped)|(?:no|zero) (?:interest|fees|charges|questions asked)|(?:just|only) (?:sign|pay|send)_and (?:it's|that's|you're) (?:done|gone|clear|sorted)|there's no such thing as|we don't do that|not something we (?:do|offer)|(?:only|one) (?:way|choice|option) is_(?:pay|full|all)",
        ),
        *zh(
            "critical",
            "(?:保证|包|肯定|绝对|一定|直接|马上|我|我们|帮(?:你|您)|给(?:你|您)|可以|能)__(?:删|消|洗|清|抹|修复|改|撤|恢复|不上|不报)(?:掉|除|白|了)?_(?:征信|记录|逾期记录|信用|黑名单|不良)",
            "包(?:你|您)_(?:征信|记录|没事|过|批)|(?:征信|逾期记录|信用记录|黑名单|不良记录)_(?:我)?_(?:帮|给|保证|包|能|可以|直接|肯定|找人)?_(?:删|消|洗|清|抹|修复|撤|不会上|不上|一笔勾销)",
            "(?:今天|现在|马上|还)_@num__(?:剩下|其余|余下|别的|后面|剩的)_(?:都|全|就)?_(?:免|不用|一笔勾销|算了|减)",
        ),
        *zh(
            "high",
            "(?:保证|包|肯定|绝对|百分(?:之)?百|百分百|铁定|稳|打包票|拍胸脯|一定)(?:能|给|帮|你|您|会|可以)*_(?:批(?!评)|能过|给过|包过|过审|通过|下来|办下来|审核通过|减|免|不用还|给你过|延期|同意|搞定)",
            "(?:延期|减免|申请|审核|免息|罚息|宽限|方案)_(?:肯定|保证|绝对|一定|百分百|包|稳|铁定|我说了算|直接|都能)_(?:批|过|通过|没问题|能|给|下来|免|减)",
            "(?:我|我们)_(?:认识_(?:审核|领导|风控)|有关系|有人|跟他们|打个招呼|说了算|一句话|做主|直接给)__(?:审核|批|过|风控|里面|人|免|减|领导)|我跟_(?:审核|他们|风控|领导)_(?:人|的人)?_(?:熟|认识|关系)|走后门|内部(?:渠道|关系|名额)",
            "(?:没有|没|冇)(?:有)?_(?:任何|别的|其他|什么|啥)_(?:办法|政策|方案|选择|途径|余地|路)|(?:只有|就|只能)(?:这)?_(?:一条路|全额|一次性)_(?:还|结清)?(?:没|,|。|$)|(?:不能|不可以|没法|不存在)_(?:延期|分期|减免|协商|申请)_(?:的|,|。|$|谁|什么)|我们(?:从来)?(?:不|没有)_(?:延期|减免|协商|政策|什么支持)",
            "(?:不还|逾期|晚)_(?:也|都)?_(?:不会|没|不上|不影响)_(?:影响|事|征信|关系|记录|罚息)|(?:利息|罚息|滞纳金|费用)_(?:我)?_(?:全|都|直接|给你|帮你|可以|保证|肯定)_(?:免|减|不收|抹)",
        ),
        *en(
            "critical",
            "(?:guarantee\\w*|promise\\w*|i'll|i can|we'll|we can|we'd|i'd|just|personally|and)__(?:delete|wipe|erase|remove|take|clear|clean|scrub|fix|strike)_(?:the |your |all |any |off )?_?(?:record|credit|file|score|history|default|bureau|late marks?|cibil|arrears|black mark|entries|flag)",
            "(?:promise|guarantee)__(?:charges?|fees?|interest|debt|rest|balance)_(?:wiped|waived|removed|dropped|written off|cancelled)|(?:wipe|write|cancel|forget|drop|waive|scrap)_(?:off)?_(?:the )?(?:rest|balance|remainder|other|remaining|whole debt)_?(?:off|written off)?|(?:rest|balance|remainder|other \\w+(?: \\w+)?)_(?:written off|wiped|waived|forgotten|gone|cancelled|disappears?)",
        ),
        *en(
            "high",
            "(?:guarantee\\w*|promise\\w*|definitely|certainly|hundred percent|100%|no question|trust me|don't worry|for sure|my word|assure\\w*|absolutely|as good as|a done deal|in the bag|rubber[- ]stamp\\w*|bound to|always|automatically|no problem|nothing to it)__(?:approv\\w+|accept\\w*|go(?:es)? through|get it|get you|waiv\\w+|defer\\w*|extension|payment holiday|granted|sorted|yes|removed|refund\\w*|won't affect|not affect|lower|reduced|written off|freeze|passed?)",
            "(?:approval|deferral|extension|it|application|request|waiver|they)(?:'s|'ll| is| will| are)_(?:guaranteed|as good as|definitely|certainly|automatic|be approved|always (?:say yes|approve)|a formality|a given|in the bag|100)_?(?:approved|go through|fine|yes)?",
            "i(?:'ll| will| can| could) (?:personally |just )?(?:get (?:it|the \\w+(?: \\w+)?|that|them|you) (?:approved|written off|waived|wiped|cancelled|removed|through)|approve (?:it|that)|sign it off|push it through|make (?:it|this|that) (?:go away|disappear)|pull (?:some )?strings|waive)|no forms|off the record|know (?:the|a) (?:guy|people|lads|girls)_?(?:in|on)_?(?:credit|approvals?|underwriting)",
            "(?:there(?:'s| is| are)|we (?:have|do|offer|got)|you(?:'ve| have)|have|isn't|ain't|got)_?(?:no|not any|isn't|aren't any|absolutely no|zero|never)_(?:other )?(?:options?(?! for)|help|support|choice|plans?|policy|policies|way round|alternative|half|hardship|else (?:we|i|you) (?:do|can)|arrangements?|such thing)|there's nothing else we do|(?:pay (?:it|up|in full)|it's) (?:all )?or (?:you don't|nothing|else)|(?:we|they) (?:don't|never|can't|won't) (?:do|offer|give|accept|take|allow)_(?:deferrals?|extensions?|plans?|part payments?|payment (?:plans?|holidays?)|arrangements?|hardship)|you (?:have to|must|can only) pay (?:it )?(?:all|in full|everything)|(?:won't|doesn't|does not|will not|never) (?:affect|touch|show on|hurt|go on|damage)_(?:credit|file|score|record)",
        ),
    ),
    not_in=(
        "不能保证|没法(?:给您)?保证|无法保证|不保证|以审核|需审核|看审核|提交|申请后|结果|您说|不能承诺|不作承诺|不会让您|请不要|没有其他(?:的)?(?:抵押|问题|事|人|贷款|负债|收入|困难)|没有别的(?:抵押|权益|问题|事)|有没有|是否|吗",
        "can't (?:guarantee|promise|commit|say)|cannot (?:guarantee|promise|commit)|can't tell you|not (?:guarantee|promise)\\w*|couldn't promise|outcome|depends|subject to|review|you say|you said|reference|no other (?:lien|claim|loan)s?|submit|underwriter|is there|are there|do you|any(?:thing)? else\\?|nothing (?:you need|to pay|else from me)",
    ),
)
