"""They deny the loan, say that their identity was used, have no car, or got other money than the contract says."""

from review.offline.rule import Rule, en, zh

RULE = Rule(
    key="fraud.identity_disbursement",
    patterns=(
        *zh(
            "critical",
            "(?:没|从来|不是)_(?:办|签|申请|贷|借|买过)|谁(?:办|签|贷)的|冒|盗|身份证",
            echo="fraud",
        ),
        *en(
            "critical",
            "(?:never|didn't|not|wasn't)_(?:signed?|appl\\w+|took|take|bought|buy|loan|mine|me)|(?:stolen|someone|somebody)_(?:used|name|identity|wallet|passport)",
            echo="fraud",
        ),
        *zh(
            "medium",
            "(?:没|还没|不)_(?:到|收|提|见|交|对|拿|够)|少(?:了|给)|差(?:了)|对不上",
            when="funds",
            echo="complaint",
        ),
        *en(
            "medium",
            "(?:not|never|haven't|hasn't|didn't|isn't|less|short|wrong|different|only)_",
            when="funds",
            echo="complaint",
        ),
        *zh(
            "critical",
            "(?:我|俺|本人)_(?:没|冇|从来没|从没|没有|根本没|压根没|从未|哪|未)(?:有)?_(?:办|申请|贷|签|借|买|做)(?:过|了|咗)_(?:车贷|贷款|贷|这|你们|什么|啥|合同|车|字|款|任何)",
            "(?:没|冇|从来没|从没|没有|未)(?:有)?(?:办|申请|贷|签|借)(?:过|咗过)_(?:车贷|贷款|你们|这个|这笔|什么贷|任何|合同|车)",
            "(?:不是|又不是|根本不是)_(?:我|本人)_(?:办|签|申请|贷|借|买)(?:的|嘅)?|(?:字|名|合同)_不是我_签|我(?:又|都|也)?(?:没|冇)(?:有)?买(?:过)?车",
            "冒(?:用|名|充|我)|盗用|(?:身份证|身份|证件|信息|资料)_(?:丢过|被(?:人)?(?:用|盗|偷|冒|拿去)|泄露|遗失)|被(?:人)?_(?:冒名|盗用|贷款|顶替)",
            "(?:什么时候|几时|哪里|哪儿|啥时候)_(?:申请|贷|办|借|买|签)(?:过|的|了)_(?:车|贷|款)|(?:哪来|哪里来|怎么会有|怎么有)_(?:车贷|贷款|这笔)|(?:搞|弄|打)错(?:人)?(?:了|吧)_?.{0,6}(?:没|贷)",
        ),
        *zh(
            "medium",
            "车_(?:都|还|也|到现在|一直|至今|毛|影)_(?:没|冇|未|不)_(?:提|见|拿|摸|到手|交|收|给|影|看|有)_(?:到|着|过|我|车|一|$|,|。)?",
            "(?:没|冇|未|还没|一直没)(?:有)?_(?:提(?:到|过)?车|见(?:到|着|过)车|拿到车|收到车|交车|摸(?:到|着|过)车|见着车|提到)|(?:交车|提车)_(?:一直|还|拖|遥遥|推|没)|车_没_(?:给|交)(?:我|付)",
            "(?:合同|协议|批|写|放款?)(?:上)?_(?:写|是|放|批|说)?_@num__(?:只|实际|才|就)_(?:收|给|认|拿|有|到|放)_@num",
            "(?:少|差|缺|短)(?:了|我)?_(?:@num_(?:万|千|块)|一截|一大)__?(?:不知道|没人|说不清|去哪|说法|解释)|(?:金额|钱|数)_(?:不对|对不上|不一致|不符|有出入|对唔上)",
            "(?:没|冇|未|没有)(?:有)?收到_(?:放款|贷款|你们的钱)|放款_(?:没到|没收到|没见|不见|去哪)",
            "(?:车行|4s店|卖车的店|那家店)_(?:关门|跑路|倒闭|锁|人去楼空|失联|贴着转让)",
        ),
        *zh(
            "medium",
            "没(?:有)?(?:收到|提到|见到|拿到|见着)(?!过|什么|通知|短信)|(?:少|差)(?:了)_@num|(?:金额|数)?(?:不对(?!劲)|不一致|对不上)|交付个鬼|还没(?:交|提|给)",
            when="funds",
        ),
        *zh("critical", "(?:不是我|没有签|没签|没申请|没办|没印象|什么贷)", when="identity"),
        *en(
            "critical",
            "(?:never|not|didn't|did not|haven't|have not|i've never|don't)_(?:took|taken|take|had|have|applied|apply|signed|sign|got|get|asked for|opened|bought|buy|bought|financed)_(?:out )?(?:a |any |this |no |the |that |for |your )?_?(?:car )?(?:loan|finance|credit|agreement|contract|car from|car with|account with|application|car loan)",
            "(?:not|isn't|ain't) my (?:loan|signature|account|debt|handwriting)|that's not me|wasn't me|wrong person_?(?:never|no loan|don't)?|don't (?:own|have) (?:a|any) (?:car|loan|finance)",
            "identity (?:theft|fraud|stolen)|(?:stole|using|used|cloned|hacked|leaked)_(?:my )(?:identity|id|details|name|documents|passport|ssn|social)|(?:someone|somebody|they)_(?:used|using|took|opened|applied|forged|signed)_(?:out|in|my|it|this)?_(?:my name|my id|identity|details|in my name|signature)|forged",
        ),
        *en(
            "medium",
            "(?:never|not|haven't|hasn't|still (?:no|not|haven't|waiting)|didn't|no sign of|have not|yet to|not yet|don't)_(?:got|get|received|receive|seen|see|had|collected|delivered|given|picked up)_(?:the |my |any |a |no )?(?:car|vehicle|key|keys|tyre|it yet|it at all|delivery|truck|van)(?: yet| at all| from|,|\\.| and| so|$|, i)",
            "(?:still waiting|waiting)_(?:for|on) (?:the |my )?(?:car|vehicle|delivery|truck|van)|no car|(?:car|vehicle|it)(?:'s| has| is| was)?_(?:never|not|hasn't|hasn't been|yet)_(?:come|arrived|delivered|turned up|shown up|been delivered|here)|why am i paying_?",
            "(?:contract|agreement|papers?|paperwork|statement|loan)_(?:says?|said|shows?|has|is for)__(?:but|only|yet)__(?:got|only got|received|told|paid)_",
            "(?:only|just) (?:got|received|paid|came|saw|given)_(?:@num)|(?:amount|figure|sum|money)(?:'s| is| was| doesn't| does not| isn't)_(?:wrong|match|right|different|short|add up|what i|less|more|not what)|short by|(?:where|what)_(?:did|happened to|rest|other)_(?:the rest|money go|the other \\w+ go)|(?:loan )?funds (?:never|hasn't|didn't|not) (?:came|come|arrive\\w*|show\\w*|landed)|never set foot",
            "(?:dealer|dealership|showroom)(?:'s| has| is| was| just)*_(?:closed|shut|vanished|disappeared|gone|locked|empty|bust|won't answer|not answering)",
        ),
        *en(
            "medium",
            "(?:never|haven't|hasn't|still (?:no|not|waiting))_(?:car|received|got the|seen|arrived|come|key|match)",
            when="funds",
        ),
        *en("critical", "(?:wasn't me|i didn't|i never|not me|what loan|which loan)", when="identity"),
    ),
    not_in=(
        "抵押或者质押|不是说我|直接(?:给|打|付|转)|4s店了|打(?:到|给)车行|是保险|我知道|后来(?:到|补)|拖欠|没办法|脚垫|驾照|代办|收到了|没问题|早提了|保险没|没提(?:过|前)|没提这|不是我没钱|不是我不",
        "went (?:straight )?to the (?:dealer|garage)|straight to|to the dealer|dealer only|is the insurance|i know|paint protection|knowingly|then it came|as it says|penny of it|not that i never|never missed|never late|never had (?:a|any) (?:problem|issue)|no problem|not my department",
    ),
)
