"""Serious damage, theft, impound, or no insurance."""

from review.offline.rule import Rule, en, zh

COVER = "(?:保险|交强险?|商业险?|车险|三者|车损|全险|保单)"

RULE = Rule(
    key="collateral.loss_uninsured",
    patterns=(
        *zh(
            "medium",
            "^(?!有|在|都|没有出|没出|没发生).{0,16}(?:没(?:续|买|上|交|办|保)|断|过(?:期|掉|了)|退(?:了|保)|忘|脱|停)",
            when="insure",
        ),
        *en(
            "medium",
            "(?:no|not|haven't|hasn't|didn't|never|couldn't|stopped|cancel\\w*|lapsed|expired|ran out|dropped|forgot)",
            when="insure",
            echo="collateral",
        ),
        *zh(
            "high",
            f"{COVER}_(?:退|注销|停)(?:了|掉|保)|退(?:了|掉)?_(?:保险|商业险?|车险|全险)|退保",
            "报废|全损|泡(?:了)?水|水(?:淹|泡)|被水|淹了|烧(?:了|毁|没|掉|光|成)|自燃|着火|起火|(?:被)?偷(?:了|走)|被盗|失窃|(?:交警|交管|运管|派出所|停车场)_(?:扣|拖|暂扣|收)(?:了|走|车|着|在)|扣(?:了|在)_(?:车|交警|停车场|交警队)|被(?:拖走|扣了|扣押|查扣)",
            "撞(?:烂|坏|毁|废|散|扁|没|成|报废|得_(?:不成|稀烂|变形|没法|厉害))|(?:车头|车尾|发动机|底盘|大梁|气囊)_(?:稀烂|变形|撞|爆|弹|凹|断|废|坏|没了)|翻(?:车|沟|到沟)|车祸|(?:大|严重|重大)事故|出(?:了)?(?:个)?_事故|修不(?:了|好|起)|没(?:法|得)修|修(?:的钱|理费)?_比车_贵|掉(?:沟|河|水)里",
        ),
        *zh(
            "medium",
            f"{COVER}_(?:过期|断|脱|没(?:续|买|交|上|有|保|投)|停了|忘|过掉|过了|不续|没钱续|拖着没|到期_(?:没|还没|忘))",
            f"(?:没|冇|未|忘了|忘记|没钱|没有|懒得)_(?:续|买|交|上|投|办)_(?:{COVER}|保)",
            "断保|脱保|裸奔|没保险|没有保险|没上保险|没续保|没续上|还没续|到现在(?:还)?没续",
            "撞(?:了|上|到|着)_(?:车|护栏|树|墙|柱|电线杆|栏杆|路灯|石|桥|马路牙|人|大货|电动)|追尾(?!的是|过一)|被_(?:撞|追尾|剐|怼)(?:了|得|成)|(?:发生|出了?|有)_(?:事故|车祸|剐碰)|(?:拒赔|不赔|保险不管)",
        ),
        *zh(
            "medium",
            "过(?:期|掉|了)|断(?:了|着)?|没(?:续|买|交|上|保)|忘(?:了|记)|到期了|停了|脱了|没有(?:商业|买|续)|只有交强|没钱(?:买|续|交)",
            when="insure",
        ),
        *zh("high", "退(?:了|掉)|退保", when="insure"),
        *zh("high", "撞|翻|报废|修不|散架|稀烂|趴窝|大修|烧|泡水|淹", when="accident"),
        *en(
            "high",
            "written[- ]off|write[- ]?off|wrote (?:it|the car|her) off|totall?ed|total loss|wrecked|smashed (?:it|up|to|in|the)|smash(?:ed)? up|flood(?:ed|ing)?|under ?water|caught fire|burn(?:t|ed) out|went up in (?:flames|smoke)|burn(?:t|ed) (?:down|up)|stolen|nicked|carjack\\w*|broke into and took|impound\\w*|towed(?: away)?|(?:police|cops|council|city|bailiffs) (?:took|have|seized|towed|lifted|impounded)|seized by|clamped|can't be (?:repaired|fixed)|beyond (?:repair|economic)|not worth (?:fixing|repairing)|rolled (?:it|the)|flipped (?:it|the)|head[- ]on|airbags? (?:went|deployed|blew|came)|in a ditch|t-boned|chassis|undriveable|not driv(?:e)?able",
            "cancel\\w*_(?:policy|insurance|cover|coverage)|(?:policy|insurance|cover|coverage)_(?:cancel\\w*|surrendered)|refund on (?:the|my) (?:policy|insurance)|cash(?:ed)? in (?:the|my) (?:policy|insurance)",
        ),
        *en(
            "medium",
            "stopped paying (?:the |my )?insurance|(?:insurance|cover|coverage|policy)(?:'s| is| has| had| was|'d| just)*_(?:lapsed|expired|ran out|run out|dropped|up in|not in force|not been renewed|not renewed|stopped)",
            "(?:no|without|not got|haven't got|don't have|ain't got|have no|hasn't got|didn't have|got no|driving without)_(?:insurance|cover|coverage|insured)(?! claim| on the house| issue)",
            "uninsured|not insured|isn't insured|ain't insured|wasn't insured|no insurance|never renewed|(?:didn't|haven't|hasn't|not|forgot to|couldn't afford to|can't afford to|never|not yet|didn't get round to) (?:\\w+ )?renew\\w*|(?:insurance|cover)_(?:too (?:dear|expensive)|couldn't afford|can't afford|let (?:it )?(?:go|lapse|slide))|let (?:the|my) (?:insurance|cover|policy)_(?:go|lapse|slide|run)",
            "(?:crash(?:ed)?|wrapped|ploughed|plowed|slammed|slid|hit)_(?:it|car|into|the|a)_(?:tree|wall|pole|lamp ?post|barrier|bollard|deer|guard ?rail|kerb|ditch|another|the back|van|lorry|truck|bus)|(?:had|been in|was in|in) (?:a|an)_(?:accident|crash|smash|wreck|collision|bump)|(?:front|back|side|rear) end_(?:gone|damage|smashed|caved|crumpled)|rear[- ]ended|(?:insurer|insurance|they)_(?:won't pay|refus\\w+|rejected|not paying|denied)",
        ),
        *en(
            "medium",
            "(?:ran|run|runs|running) out|lapsed|expired|haven't got (?:one|any)|never (?:rang|renewed|sorted|bothered|got)|let it (?:go|lapse|slide)|forgot|not (?:any ?more|at the moment|right now|currently|yet)|couldn't afford|cancel\\w*|dropped it|no(?:t)? insurance|due last|overdue",
            when="insure",
        ),
        *en(
            "high",
            "crash\\w*|smash\\w*|wreck\\w*|hit (?:a|the)|written|totall?ed|flood\\w*|stolen|impound\\w*|bent|engine(?:'s| is)? (?:gone|blown|dead|seized)|dead on the drive|in bits",
            when="accident",
        ),
    ),
    not_with=("have i wrapped|去年追|全款的|我那个朋友|him out",),
    not_in=(
        "开到报废|到报废|renewal|set up already|刮|蹭|剐|补漆|去年|前年|修好|赔(?:完|全|了)|全赔|续(?:好|了|过|上)了|人家的?车|别人(?:的)?车|刚续|到明年|退(?:款|休|役|还)|女朋友|堵车|短信|忘不了|卖保险|腿都断|断后|资金(?:链)?断|路断|信号断|烧钱|烧烤|偷偷|追尾过|没(?:出过|发生|有过)|翻(?:番|倍|新|台|过去)|翻出|不(?:会)?断|刚信号|报废标准",
        "scratch\\w*|no (?:wrecks?|accidents?|crash|damage|claims)|last year|years? ago|renewed (?:it )?(?:last|this|in|for)|until (?:next|august|april|june)|till (?:next|august|april|june)|repaired|all fixed|insurer paid|not mine|(?:him|his|he)_|my (?:garden|house|shed|kitchen|basement|yard|field)|two other|rang up|run out of|ran out of|computer|market crash\\w*|the app crash\\w*|website crash\\w*|postman",
    ),
)
