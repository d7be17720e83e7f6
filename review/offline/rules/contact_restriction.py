"""They ask not to be contacted at a time, place, channel or at all, or only through somebody."""

from review.offline.rule import Rule, en, zh

NOT = "(?:别|不要|不许|请勿|莫|甭|不准|唔好|勿|少|不能|不可以|禁止|停止|麻烦不|能不能不|可以不|能不能别|可不可以不)"

RULE = Rule(
    key="contact.restriction",
    third_party=True,
    patterns=(
        *zh(
            "high",
            "(?:别|不要|不方便|不能|不许|少|只)_(?:打|联系|来|发|找|接|短信|微信|晚上|白天|上班|单位|家)",
            echo="limits",
        ),
        *en(
            "high",
            "(?:don't|not|never|no|stop|only|rather|prefer|please)_(?:call\\w*|ring\\w*|phone|text|email|letters?|write|writing|work|home|nights?|days?|mornings?|evenings?|weekends?|contact)",
            echo="limits",
        ),
        *zh(
            "high",
            f"{NOT}_(?:再)?(?:打|联系|找|来电|骚扰|call|致电|拨|烦)_(?:我)?_(?:单位|公司|家|老婆|老公|爱人|妈|爸|父母|前妻|前夫|孩子|同事|领导|老板|朋友|亲戚|这个号|这个电话|座机|店里|厂里|女儿|儿子|家里|家人|了|电话|我|$|,|。)",
            f"{NOT}_(?:往|给|跟|向|到|去|上|在)_(?:我)?_(?:单位|公司|家|老婆|老公|爱人|妈|爸|父母|前妻|前夫|孩子|同事|领导|老板|店里|厂里|上班|晚上|白天|中午|夜里|家里|家人)__?(?:打|联系|来|发|找|说|闹|去)?",
            "有事_(?:找|跟|联系|问)_(?:我)?_(?:律师|代理|我儿子|我女儿|我老公|我老婆|家人|社工)|(?:找|联系|跟)_(?:我)?(?:的)?律师|(?:律师|代理人)_(?:全权|负责|处理|代表|联系|谈)|委托(?:了)?(?:律师|代理)",
            "(?:以后|今后|往后|下次|只|最好|尽量|麻烦)_(?:发)?(?:短信|微信|邮件|文字|书面|信息|留言)_(?:联系|就行|就好|说|吧|给我|通知|,|。|$|别打|不要打)",
            "(?:上班|白天|晚上|周末|上课|值班|开会|夜班|睡觉|中午|午休|上午|下午|工作|车间|手术|带孩子)_(?:时间|时候|的话|期间)?_(?:别|不要|不方便|不能|没法|不让|接不了|不许)_(?:打|接|联系|电话|带手机|看手机|call)",
            "(?:只能|只有|要打|打)_(?:晚上|下班|周末|@num点|中午|早上)_(?:以后|之后|再|打|后|才|联系|之前|前)",
            "(?:不|唔)(?:想|愿意|希望)_(?:再)?(?:接|收)(?:到)?_(?:你们)?_(?:电话|来电|短信)|再(?:打|来电|骚扰)_(?:我)?(?:就)?_(?:报警|投诉|告|拉黑)|(?:一天|每天|天天|整天)_打_(?:@num|好几|多少)_(?:个|次|遍|通)|打错(?:了)?_?别(?:再)?打|(?:不认识|没这个人)__别_打",
            "破产_(?:申请|程序|清算|保护|重整)|申请(?:了)?(?:个人)?破产|个人破产",
        ),
        *zh(
            "high",
            f"{NOT}_(?:打|联系|来|去|找)|(?:发|用)(?:短信|微信|邮件)|(?:上班|白天|晚上|夜班|单位|公司|家里|老婆|老公)_(?:不|别|没法)",
            when="contact",
        ),
        *en(
            "high",
            "(?:don't|do not|stop|please don't|quit|no more|never|not to|rather (?:you|ye|yous) didn't|shouldn't|mustn't|can't be|can't have you|please stop|leave off|not)_(?:be )?(?:call\\w*|ring\\w*|phon\\w*|contact\\w*|text\\w*|visit\\w*|email\\w*|harass\\w*|bother\\w*|telephon\\w*|come to|coming to|turn up|show up|message|messaging|leave messages?)_(?:me|at|my|here|this|the|in|on|during|him|her|them|us|again|any ?more|before|after|so|every|while|when|people|,|\\.|$)",
            "(?:stop|quit|no more|don't) (?:calling|ringing|phoning|calls|contacting|texting)|leave (?:me|us|my \\w+) alone|take me off (?:your|the) (?:list|call)|lose this number|remove my number|do not call|don't (?:ring|call|phone)(?: me)?(?: (?:at|in|on|during|again|before|after|here|any))?",
            "(?:text|texts|email|emails|letter|letters|post|writing|sms|whatsapp|message|messages)_only|only_(?:text|email|write|letters|by (?:text|email|post|letter)|in writing|message|whatsapp)|(?:prefer|rather|just|please|instead|better|can you|could you)_(?:text|email|write|letters|letter|by post|in writing|message|whatsapp)_(?:me|instead|please|not|from|is|if|,|\\.|only|rather|$)|(?:only|contact|everything|reply|communicate)_in writing|not (?:the |by |on the )?(?:telephone|phone)|put it in (?:writing|a letter|an email)",
            "(?:talk|speak|go|write|deal|refer|everything|direct)_(?:to|with|through|via) my (?:solicitor|lawyer|attorney|adviser|advisor|debt \\w+|daughter|son|wife|husband|representative|social worker|support worker|carer|accountant|trustee|counsel)|my (?:solicitor|lawyer|attorney)(?:'s| is| will|'ll)_(?:deal\\w*|handl\\w*|contact\\w*|dealing|represent\\w*)|represented by",
            "breathing space|(?:filed|filing|file|gone|going|declared|declaring|in) (?:for )?(?:bankrupt\\w*|chapter (?:7|13|seven|thirteen))|bankruptcy|insolven\\w+|debt relief order|dro|cease and desist|power of attorney",
            "(?:call|ring|phone|contact)(?: me)?_(?:only|after|before|between|on (?:my )?(?:day off|weekends?)|evenings?|in the evening)_?(?:five|six|seven|eight|nine|\\d+|work|dark|noon|lunch|the kids|pm|shift|evening|weekend)s?|(?:not|never|don't|no)_(?:during|at|in)_(?:work|shift|school|the day|daytime|night|nights|office|class|prayer|mornings?|evenings?|weekends?|hours)",
            "(?:lose|losing|cost me|remove|sack|fire)_(?:my )?(?:job|me)_(?:if|over|because)_?(?:phone|you|call|ring)|(?:phone|ring\\w*|call\\w*)__(?:get me (?:sacked|fired|in trouble)|lose my job|in trouble|boss|upsets?|scares?|wakes? the)",
        ),
        *en(
            "high",
            "(?:not|don't|never|avoid|no)_(?:work|nights?|days?|mornings?|weekends?|phone|calls?|ring\\w*|mondays?|evenings?|school|home|mum|wife)|(?:text|email|letters?|writing) (?:only|please|is|instead|me)|(?:only )?(?:after|before|between) (?:\\w+ )?(?:five|six|seven|eight|nine|\\d)",
            when="contact",
        ),
    ),
    not_in=(
        "都(?:得|行|可以|ok)|花不完|推销|随时|不用打(?:钱)?|别打(?:断|岔|折|听)|不打(?:扰|紧)|打款|打钱|不打(?:电话)?也行|不是说你们|别(?:再)?(?:借|学|家|处|人)|急事照打|打盹|别打我(?:主意)|一会|待会|等下|在开车|开会呢|少(?:打|来)(?:车|钱|牌)",
        "cold callers|sales|any ?time|not a problem|call (?:you|ya) back|in a meeting|i'll call|i'm driving|don't call it|stop the (?:car|direct)|ring (?:true|a bell)|before i say|no restrictions?|hold on|network marketing|can't talk now|later today|this afternoon",
    ),
)
