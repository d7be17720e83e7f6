"""A real request to move, lower, split or pause payments."""

from review.offline.rule import Rule, en, zh

ASK = "(?:能不能|能否|可不可以|可否|(?<!可)能(?!会|要|得|力)|可以|想|希望|麻烦|申请|帮我|给我|请|求|要不|不如|让我|容我|通融|商量|有没有办法|有没有|问问|行不行|可唔可以|最好|跟你们)"

RULE = Rule(
    key="stress.deferral_request",
    patterns=(
        *zh(
            "medium",
            "(?:晚|推|延|缓|挪|分|拆|减|少还|宽限|等|改)(?:几|一|两|个|到|开|点|天|期|免|下)_(?:行|可以|好|成|吗|吧|嘛|不)",
            when="pay",
        ),
        *en(
            "medium",
            "(?:can|could|would|any chance|possible|is there|how about|what if|let me)_(?:later|half|part|split|weekly|smaller (?:payments?|amount)|less|until|push\\w*|move\\w*|delay\\w*|more time|extra|break|date|wait|lower)",
            when="pay",
        ),
        *zh(
            "medium",
            f"{ASK}__(?:延期|延后|延长|展期|宽限|推迟|缓(?!解)|往后(?:推|挪|移|调|拖|延|顺)|推后|顺延|迟几天|晚(?:几天|点|个|两|一|三|十|些)|挪(?:到|个|一|几)|拖(?:几|个|一))",
            f"{ASK}__(?:分(?:开|几次|两次|批|三次|两笔|摊)|分期还|拆(?:开|成|到)|减免|减(?:一)?(?:点|少|半)|免(?:掉|了|除|一|罚)|少(?:还|交|收)(?:点|一)?|先还(?:利息|一半|一部分|点|部分)|只还(?:利息|本金|一)|停(?:还|供|几|一|息)|重组|降低?_月供|调(?:低|整|少)_(?:月供|还款|金额)|宽裕几|缓一缓|缓缓|通融|再等(?:几|一|两)|先停)",
            "(?:还款日|扣款日|账单日|还款时间|还款日期|日期|月供)_(?:改|调|挪|换|往后|推|降|延)",
            "(?:改|调|挪|换|移|推)(?:一下|个)?_(?:还款日|扣款日|账单日|还款日期|到@num号|到发工资|个日子|成@num号|到月底|到月初)",
            "(?:再|多)?给(?:我|俺|咱)?_(?:缓|宽限|几天|点时间|段时间|些时间|时间|一周|一个?月|两个?月|三个?月|@num天|@num个?月|喘口气|延)",
            "(?:罚息|滞纳金|违约金|利息|手续费)_(?:免|减|少收|取消|去掉|不收)",
            "(?:免|减)_(?:罚息|滞纳金|违约金|利息)",
            "(?:缓|延|宽)(?:我)?(?:个)?(?:一|两|三|几|半|@num)(?:个)?(?:月|天|周|星期|礼拜|期|年)",
            "(?:往后|向后|朝后)_(?:推|挪|移|拖|延|调|放|顺)",
            "(?:下个?月|下期|月底|发工资)_(?:一起|一块|一并|两期|再)_(?:还|交|给|付)",
            "(?:少还|先还)(?:个|点|一)?_(?:利息|一半|一部分|点|本金)?_(?:行不行|可以吗|行吗|好不好|吗|成不成)|要不_(?:挪|推|延|缓|改|分|晚|下个?月)",
        ),
        *zh(
            "low",
            f"{ASK}__(?:还款日|扣款日|日子)__(?:发工资|工资日|发薪|理财|方便|凑整|一致)",
            "(?:还款日|扣款日)__(?:发工资|发薪|工资日|发了工资)(?:以?后|那天)?",
        ),
        *en(
            "medium",
            "(?:can|could|may|would|is there|any chance|any way|possib\\w*|i'd like|i would like|want|wanted|hoping|hope|wondering|ask\\w*|need|needs|please|like to|let me|able to|looking|try|do you)__(?:defer\\w*|postpone\\w*|push(?:ed|ing)? (?:it back|it to|the payment|my payment|this (?:one|payment)|that back|back|the date)|mov(?:e|ed|ing) (?:it (?:back|to|later)|the (?:payment|date|due|instal\\w+)|my (?:payment|date|due|instal\\w+))|extension|extend\\w*|extra (?:time|weeks?|days|month)|more time|bit (?:more|of) time|few (?:more )?(?:days|weeks)|payment (?:holiday|break|plan|arrangement)|breath\\w*|skip (?:a|this|one|the|next)|pause|paused|freeze|split|spread|(?:pay|do|make|give) (?:half|part|in parts|a bit|some of it|it in|it off in|smaller (?:payments?|amount)|less|weekly)|smaller (?:payments?|amount)|reduc\\w+ (?:the|my|payments?|it)|lower(?:ed|ing)? (?:the|my) (?:payments?|instal\\w+)|waive\\w*|drop the|knock off|(?:take|get|have) (?:the )?(?:late )?(?:fee|charge|interest)s? (?:off|taken|removed|dropped|waived)|(?:change|shift|switch|adjust) (?:my|the) (?:due|payment|instal\\w+|direct debit|date (?:it|the money))|restructur\\w+|refinanc\\w+|interest[- ]only|hold off|at the end (?:of (?:it|the loan)|like)|to the (?:end|tenure|term)|pay the interest|just the interest|moratorium|grace|leeway|time to pay|arrangement|work something out|some sort of plan)",
            "(?:would|will|do) you (?:take|accept|let me)_(?:half|part|some|less)|(?:payment|repayment) (?:holiday|break|plan|arrangement|pause)|moratorium|breathing (?:space|room)|grace period",
            "(?:give|grant|allow|gimme|buy) (?:me|us)_(?:time|weeks?|days|month|months|fortnight|breathing|grace|extension|break|till|until)",
            "(?:move|change|shift|push|put|switch|alter|adjust)_(?:due date|payment date|due day|payment day|direct debit|payment)_(?:to|back|after|until|till|later|by|closer|from|so)",
            "(?:due date|payment date|direct debit|payment day)_(?:be|to be|moved?|changed?|after|later|until|pushed|shifted|closer|line)",
            "(?:drop|waive|remove|cancel|scrap|take off|knock off|write off)_(?:fees?|charges?|interest|penalt\\w+)",
            "(?:pay|do|send|give)_(?:half|part|some|some of it|a bit|a hundred|fifty)_(?:now|and|today|this)_(?:rest|half|later|other|when)",
            "(?:instead of|rather than)_(?:full|whole|all|\\d+)__(?:pay|a month)",
        ),
        *en(
            "low",
            "(?:due date|payment date|payment|direct debit|date)__(?:pay ?day|when i get paid|get paid|wages come|salary|my pay)",
        ),
    ),
    not_with=("疫情|lockdown|moratorium.*(?:finished|closed)|在你们这儿能延期|以前延过",),
    not_in=(
        "一天|agreed to|(?:同事|你们).{0,6}(?:同意|给我改|答应)|(?:your|the) (?:team|colleague|office)_(?:agreed|moved|changed)|lockdown|in (?:the )?covid|年前|疫情|广告|好奇|我朋友|不用(?:延|申请|了)|不需要|提前(?:结清|还)|保险|保养|年检|再打|打过来|回电|电话|ring (?:back|me)|call (?:me )?(?:back|later)|early settlement|settle early|pay (?:it )?off early|insurance|hold on",
    ),
)
