"""Somebody outside the household lastingly drives or holds the car."""

from review.offline.rule import Rule, en, zh

FAR = "(?:@other)"

RULE = Rule(
    key="collateral.third_party_user",
    patterns=(
        *zh(
            "medium",
            "(?:@other)_(?:那|手|家|在|开|用|拿|借|管|厂|店|场|公司)|(?:他|她)_(?:在开|开着|在用|用着|开走|拿去|开去)|借出|租出|出租|给(?:他|她|别人|人家)(?:开|用|了)",
            when="user",
        ),
        *en(
            "medium",
            "(?:my |a |the )?(?:@other)(?:'s)?_(?:got|has|have|using|uses|driving|drives|took|taken|borrow\\w*|keeps?|needs?|place|house|work|yard)|(?:he|she|they)(?:'s|'ve|'re)? (?:got|has|have|using|driving|drives|took|taken)|lent|rent\\w*|not me|isn't me|someone else",
            when="user",
        ),
        *zh(
            "high",
            "(?:车|它|这车|那车)_(?:租|转租|赁)(?:给|出去|了|出|掉)|租(?:给|出去)(?:了)?_(?:别人|人|人家|朋友|一个|公司|老乡|他|车行)|(?:每个?月|一个?月|月租|租金)_(?:收|给我|@num)__租",
            "(?:不认识|不熟|没见过|不知道是谁|陌生人|买家|下家|收车的|二道贩子|中介|老板|债主|包工头|工头|租客)_(?:在开|开着|开走|拿走|用着|弄走|开去|开跑|拉走)",
            "(?:车|它)_(?:被)?_(?:开走|弄走|拿走|拉走|开跑|骑走)(?:了|以后|就)?",
            f"在_{FAR}_(?:手里|手上|手头|那里|那边|那儿)(?!买|办)",
            "@num(?:个)?(?:多)?(?:月|年|礼拜|星期)_(?:没|冇|未)_(?:见|看|碰|摸|瞧)(?:着|到|过|见)?_(?:车|它|影|$)",
            "(?:从来|压根|一直|根本|就)?_(?:没|冇)(?:有)?(?:见|摸|碰|开|看)(?:着|到|过)_(?:这(?:个|台|辆)?车|那(?:个|台|辆)?车|车)",
            f"(?:车|钥匙)_(?:在|归|交给|给|放|丢给|留给)_{FAR}_(?:手里|手上|手头|那|那里|那边|那儿|家|名下|处|院|用|开|管)",
            f"{FAR}_(?:在|每天|天天|一直|拿去|拿着|借去)?_(?:开|用|跑|使|驾|揸)__(?:他|她|月供|还款|按揭)_(?:还|出|给|付)",
        ),
        *zh(
            "medium",
            f"{FAR}_(?:在|一直在|现在在|平时)_(?:开|用|使|跑|揸|驾)(?:着|的|它|呢|,|。|$|车)",
            f"{FAR}_(?:开|拿|借|弄|骑)(?:着|走|去|跑|起走|到|回|咗)_(?:跑|了|外地|老家|@num|用|在|工地|上班|,|。|$)",
            f"(?:是|系|归|由|都是|主要是|基本是|全是|让|给|借给|借畀|借俾|交给|丢给|留给|送给)_{FAR}_(?:在)?(?:开|用|使|跑|管|揸|驾|保管)",
            f"(?:借|租|交|丢|留)(?:给|畀|俾)_{FAR}(?:了(?!一天|一趟)|,|。|$)",
            f"(?:借|给|让|送|交|丢|留)(?:给|畀|俾)_{FAR}_(?:了|好久|长期|一直|@num(?:个)?(?:月|年)|半年|跑|去|用)",
            f"(?:车|它)_(?:在|放在|停在|扔在)_{FAR}_(?:那|手|家|公司|院|工地|店|厂|场|里)",
            "(?:我)?(?:平时|基本|几乎|早就|现在|一般|自己)?(?:不|没)(?:怎么|大|太|再|咋)?(?:开|碰|用|摸)(?:了|它|这车|那车|过)_(?:给|是|都|换|@other)",
            "车_(?:不|没|唔)(?:在)(?:我|俺)_(?:这|手|身边|这儿|这里|度|家|屋)(?!的|有)",
            "我(?:还)?(?:没|冇|没有)_(?:驾照|驾驶证|本儿|车牌照)",
        ),
        *zh(
            "high",
            "(?:不认识|不熟|没见过|不知道|不晓得|搞不清|唔知)|(?:租|押)(?:给|出去|了)|(?:开|拿|弄)(?:走|去|跑)",
            when="user",
        ),
        *zh(
            "medium",
            f"^(?:是|就|现在是|给|都是|一直是)?(?:我)?(?:的)?(?:一个)?{FAR}(?!借|以前|的?车|拉|搬)",
            f"(?:在|归|给|是){FAR}(?:那|手|在|用|开)",
            "借(?:给|出去|畀|俾)(?!过)|没人用|没在(?:我)?(?:这|身边|手)",
            when="user",
        ),
        *zh(
            "low",
            "(?:@young)_(?:在)?(?:开|用|拿|弄)(?:着|走|去|起|的|呢|了)?_(?:成都|外地|外省|老家|@num个?月|那边|上班|跑|读书|上学|工地)",
            "(?:儿子|女儿|弟弟|哥哥|妹妹|姐姐|外孙|孙子|我弟|我哥|我姐|我妹)_(?:在|开|用|拿|揸)",
            when="user",
        ),
        *en(
            "high",
            "(?:rent|renting|rents|rented|leas\\w+|hir(?:ed|ing)|sublet\\w*|lending)_(?:it|the \\w+|my (?:car|truck|van)|her|this)_(?:out|to|by the|for \\d|for @num)",
            "(?:people|folks|strangers|guests|customers|renters|drivers|someone|somebody|tenant)_(?:rent|rents|book|books|hire|hires|renting|borrow|pay me)(?:s|ing)?_(?:it|the|by)",
            "(?:haven't|have not|not|never|hasn't|ain't)_(?:seen|driven|had|touched|laid eyes|sat in|set eyes|clapped eyes)_(?:it|the (?:car|thing|vehicle|truck|van)|that car|her)_(?:for|in|since|myself|once|at all|at|,|\\.|$)?",
            "never_(?:seen|driven|drove|drive|touched|sat in|had|even seen)_(?:it|the (?:car|thing|vehicle|truck|van)|that car)",
            "(?:he|she|they|friend|boss|mate|cousin|guy|broker|ex)(?:'s| has| have|'ve)?_(?:has|got|have|had|took|taken|keeps?|drives?|driving|using)_(?:it|the (?:car|truck|van|vehicle)|her)__(?:pay|pays|paying|payments?|instal\\w+)",
            "(?:don't|do not|no) (?:even )?know_(?:who|them|him|the (?:man|guy|person))__?(?:driv\\w+|has|got|using|it|car)",
        ),
        *en(
            "medium",
            "(?:@other)(?:'s| is| has| have|'ve|'d| been| just| always| mostly| mainly| still| who| that| actually| had| the one)*_(?:driving|drives|using|uses|drive|got it|has it|have it|had it|taken it|took it|keeps it|keeping it|been in it|running it|runs it|got the (?:car|van|truck)|has the (?:car|van|truck)|took the (?:car|van|truck)|taken the (?:car|van|truck)|drives? the (?:car|van|truck))(?! home| back|\\w)",
            "(?:lent|lend|lending|loaned|loan|gave|given|giving|passed|handed|let|left|leave|lends)_(?:it|the (?:car|truck|van)|her|my (?:car|truck|van))_(?:to|with|over|off|for)_(?:@other|him|her|them|a|my|an|someone)",
            "(?:it|car|truck|van|keys?|that)(?:'s| is| was| lives| stays)?_(?:with|at|by)_(?:my |a |an |the |me )?(?:@other)(?:'s)?(?: place| house| now| in| up| down| over| since| at the moment|,|\\.|$)",
            "(?:he|she|they)(?:'s|'ve|'re| has| have| is| are| all)?_(?:got the car|has it|have it|driving it|drives it|using it|taken it|took it|keeps it|had it (?:since|for)|kept it)",
            "(?:i don't|i do not|i hardly|i barely|i rarely|i'm not the one|don't even|i no longer|never) (?:even |really |actually )?(?:drive|use|driving)_(?:it|the (?:car|van|truck)|that)(?! at (?:night|weekends))",
            "(?:it's|car's|it is|it lives|car is|she's|sat|sits|parked|stays|kept) (?:\\w+ ){0,2}(?:with|at|over at|round at) (?:my |a |the |his |her )?(?:@other|his|hers|theirs)",
            "(?:i have|i've|got|have) no (?:driving )?licen[cs]e|(?:don't|can't|never learn\\w*|never|do not) drive(?: in this| at all| myself| any ?more|,|\\.|$)",
        ),
        *en(
            "medium",
            "(?:my |a |the |me |our )(?:@other)(?:'s| is| has| does| mostly| mainly|,|\\.| at| in| who| up| down|$)(?! (?:borrowed|used to|once))",
            "^(?:well,? )?(?:he|she|they)(?:'s| has|'ve)? (?:got|has|have|drives|uses|took|keeps) (?:it|the)",
            when="user",
        ),
        *en(
            "low",
            "my (?:brother|sister|son|daughter|nephew|cousin)_(?:has|have|took|taken|got|driving|drives|using)_(?:it|the)",
            when="user",
        ),
    ),
    not_with=(
        "过年.{0,10}开了几天|初\\S就还|for (?:his|her) test|last week,|as far as i know|licence in the file|in the file|申请的时候.{0,12}(?:记|写|登记)",
    ),
    not_in=(
        "(?:当天|第二天|晚上|下午|一天|周末|两天|一会儿)_?.{0,6}(?:还|送回|开回)|借去_?(?:拉|搬|接)|老想借|登记(?:的|了|过)|共同|写了|申请(?:的)?时|办的时候|顺风|坐副驾|另(?:一|外)|旧车|以前|三轮|电驴|女朋友说|不(?:借|外借|租)|没(?:借|租|外借)|别家",
        "brought it back|back (?:by|before|the same|that|on|with)|once|yesterday|last (?:saturday|sunday|weekend|tuesday)|saturday|tuesday|for (?:an|a) (?:hour|afternoon|day)|on the (?:form|application|agreement|policy|file|contract)|we said so|declared|as per|co-?borrower|insured on|passenger|other car|old (?:car|one)|his own|her own|their own|wouldn't|won't let|nobody else|no one else|like once|niece's wedding|licence in the file|in the file|stays with (?:me|us)|dealer(?:ship)?|garden centre|told her|paid (?:straight )?to|i said",
    ),
)
