"""The loan was taken in this name for somebody else who has the car or should pay."""

from review.offline.rule import Rule, en, zh

FAR = "(?:@other|他|她|儿子|外孙|孙子)"

RULE = Rule(
    key="fraud.straw_borrower",
    patterns=(
        *zh(
            "critical",
            "(?:帮|替|给|为)(?:@other|他|她|儿子|弟|侄)|(?:他|她|@other)_(?:的车|要买|想买|买的|办的|征信|开口|求我|让我|还的)|名字|名义|我就签",
            when="identity",
            echo="fraud",
        ),
        *en(
            "critical",
            "(?:his|her|their|he|she|they|friend|boss|cousin|nephew|brother|son)_(?:car|credit|asked|needed|wanted|couldn't|can't|pays?|paying|name|loan|use)",
            when="identity",
            echo="fraud",
        ),
        *zh(
            "critical",
            "(?:帮|替|给|为)(?:@other|他|她|他们|人)_(?:签(?:个|了)?(?:字|名)|贷(?:款|的|了)|办(?:的|了)?_(?:贷|分期|车)|出(?:个)?面|背(?:债|贷|着|的)|顶(?:名|包|个)|挂(?:名|个)|买(?:的)?车)",
            "挂(?:在|到|个|着)?_我(?:的)?(?:名|头上|身上)|(?:写|用|落|放|登记|办)(?:在|的|了|是)_我(?:的)?_(?:名字|名下|身份证|名义|征信|资质|信用)_(?:买|贷|办|给|实际|但|车|,|。|$)",
            "(?:给|转|塞)(?:了)?我_@num_(?:不用|说不|签|帮)|出(?:个)?身份证_|(?:身份证|名字|名义|征信|身份|名额|资质)_(?:借|租|给)(?:给|了|他|她|别人|畀|人|老板|朋友)|(?:借|用|拿)(?:了|我|走)?_(?:我的?|俺的?)(?:身份证|名字|名义|征信|资质|证件)",
            f"{FAR}_(?:征信|资质|信用|流水)_(?:花|黑|不行|不好|办不|不够|过不|有问题|烂|差|不良)",
            "辛苦费|好处费|感谢费|人头费|(?:给|转|塞|分)(?:了)?我_(?:@num)_(?:千|百|万|块)_(?:签|好处|不用|让|说|,|。|$)",
            "(?:说|讲|保证)_不(?:用|需要|要)我_(?:还|管|出|掏|给)|背(?:了)?(?:债|贷)|背债人|顶名|职业背|我(?:就|只|不过)(?:是)?_(?:签(?:个|了)?(?:字|名)|挂(?:个)?名|出(?:个)?名|走(?:个)?过场|当(?:个)?幌子|代签)",
            "(?:一分钱|首付|一毛)_(?:没出|不用(?:我)?出|他出|老板出|没掏)",
        ),
        *zh(
            "high",
            f"(?:月供|车贷|贷款|还款|按揭|每期)_(?:也|都|是|一直)?_{FAR}_(?:还|出|给|交|供|负责|付)",
            f"{FAR}_(?:说|讲|答应)(?:的|了|好)?_(?:他|她)(?:来|会|自己)?(?:还|供|交|出|负责)(?!款日)",
            f"(?:车)(?:子)?_(?:其实|实际|本来|真正)?(?:是|归|属于)_{FAR}的(?!名|朋友|妈|爸)",
            f"(?:实际|其实|真正)_(?:是|车主|借款人|用车人)_{FAR}|(?:给|帮|替)_(?:儿子|女儿|弟弟|哥哥|侄|外甥|孙|女婿|小舅子|妹妹|亲戚|我弟|我哥)_(?:贷|签|办|买)_(?:他|她)_(?:还|供|开)",
        ),
        *zh(
            "high",
            f"{FAR}(?:在|来|帮我|替我)?(?:还|出|交|供|付)(?:的|嘛|呗|呢|,|。|$|啊|吧)|(?:他|她)(?:说)?(?:他|她)(?:来)?还",
            when="pay",
        ),
        *zh(
            "critical",
            "(?:帮|替|给)(?:@other|他|她)|(?:老板|朋友|人家|别人|他|她)_(?:的|要|让|买)|出(?:个)?面|挂名|就(?:是)?签",
            when="identity",
        ),
        *en(
            "critical",
            "sign(?:ed|ing)?_(?:it|for it|the (?:papers?|loan|form)|up|my name)?_for_(?:him|her|them|my|a|someone|somebody|the|his)_?(?:@other)?",
            "(?:in|on|under) my name(?:, because| because| for| since|, but| but|, he| he| so|\\.|,| and (?:he|she|they)|$)|my name (?:is )?(?:on|for) (?:it|the)_(?:but|he|she|they|because|him)|put (?:it|the (?:car|loan)) in my name|lent (?:him|her|them) my (?:name|id|credit)",
            "(?:used|use|borrowed|borrow|using|lent|needed|wanted|took|gave)_my_(?:id|name|credit|licence|license|details|passport|identity|documents|aadhaar|pan|ssn|social|good credit)",
            "(?:his|her|their|friend's|brother's|boss's|@other's) (?:credit|score|file|rating|cibil|history)(?:'s| is| was| rating| score| wasn't| isn't| wouldn't)*_(?:bad|shot|no good|ruined|poor|bust|wrecked|blacklisted|terrible|good enough|mess|gone|pass|low|shocking|knackered)",
            "(?:paid|gave|give|giving|slipped|handed|offered|promised) me (?:@num)_(?:hundred|thousand|grand|quid|dollars|bucks|pounds|to|for|naira|rupees|euro)",
            "(?:said|told|promised|swore)__(?:never|wouldn't|won't|not)_(?:have to|need to|be)_(?:pay|paying|liable|responsible)|(?:he|she|they|who|friend|brother|cousin|boss)_(?:cannot|can't|couldn't|could not|not able to|wouldn't) (?:borrow|get (?:a |the |it |any )?(?:loan|finance|credit|approved|accepted)|pass)",
            "just (?:the )?(?:name|signature|front|paper) (?:on|for)|(?:straw|nominee|front)_(?:buyer|borrower|man|person)|as a favou?r",
        ),
        *en(
            "high",
            "(?:he|she|they|boss|friend|cousin|nephew|mate|buyer)(?:'s|'ll| is| was| will| does|'d| said he'd| says he'll| would| has been| been| always)*_(?:pays?|paying|make|makes|making|covers?|sends?|handles?|paid|going to pay)_(?:the|for|it|me|all|every|monthly|instalments?|payments?|emi)_?(?:payments?|loan|instal\\w+|money|of it|month|back|emi)?",
            "(?:it's|it is|the (?:car|truck|van)(?:'s| is)|that's|car's|it was|actually|really)_(?:his|hers|theirs|my (?:boss|friend|mate|cousin|brother|son|nephew|uncle|grandson|boyfriend|ex)'s|@other's)(?: car| van| truck| really| now|,|\\.| he| she|$)",
            "(?:bought|got|took|taken|take out|for)_(?:it|the car|loan|out|this)_for (?:my |a |the )?(?:@other|boss|him|her|them)_?(?:because|who|he|she|,|\\.|$)",
        ),
        *en(
            "high",
            "(?:he|she|they|my \\w+)(?:'s|'ll| is| will| does| has)?_(?:pays?|paying|covers?|does|handles?|sends?)",
            when="pay",
        ),
        *en(
            "critical",
            "(?:it's|it was|that's|actually) (?:\\w+'s|his|hers|for him|for them)(?: car|,|\\.| really|$)|(?:he|she|they) (?:asked|needed|wanted|couldn't|cannot|can't|had me|said)|kind of|as a favou?r|not exactly",
            when="identity",
        ),
    ),
    not_in=(
        "收车|支票|老婆|老公|爱人|媳妇|共同|我来还(?!不)|我自己还|申请时|写清楚|剩下的贷款|没(?:有)?(?:帮|替)|自己用|转给我|听说|我可不|新闻|刷到|短视频|他把我|催|工资",
        "(?:my|the) (?:wife|husband|partner) (?:pays|and i)|i pay|i'm the one (?:with|who)|declared|people get|not me|i've heard|we both|employer|insurance|work pays|company pays|paid me (?:back|my|late)|hasn't paid|never for|not paid|shouldn't pay|declared|i'm paying",
    ),
)
