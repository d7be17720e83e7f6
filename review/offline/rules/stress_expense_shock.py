"""A large new expense, present or committed."""

from review.offline.rule import Rule, en, zh

COST = "(?:花|砸|钱|千|万|贵|费|垫|掏|押金|账单|块)"

RULE = Rule(
    key="stress.expense_shock",
    patterns=(
        *zh(
            "medium",
            "(?:住院|手术|看病|治疗|学费|房租|房贷|装修|结婚|彩礼|生孩子|赔|修|月子|补课|官司|首付|老人|奶粉)__(?:@num|不少|很多|多|贵|大|要|得)|(?:每|一个?)月_多",
            when="spend",
        ),
        *en(
            "medium",
            "(?:hospital|surgery|rent|mortgage|childcare|nursery|tuition|fees|roof|boiler|funeral|baby|solicitor|medical|care|repairs?|wedding|moving)__(?:@num|lot|more|extra|up|expensive|cost\\w*)",
            when="spend",
        ),
        *zh(
            "medium",
            f"(?:住院|手术|icu|重症|化疗|抢救|治病|看病|医院|医药|开刀|吃药|透析|康复|治疗)__{COST}",
            "(?:花|砸|垫|掏|交|贴)(?:了|进去|出去)?__(?:住院|手术|医院|看病|治病|医药|icu|化疗)",
            "(?:医药费|住院费|手术费|医疗费|药费|护理费|丧葬费?|葬礼|白事|后事)_(?:@num|贵|一大|很|大|不少|要)",
            "(?:每天|一天|每个?月|一个月|月月)_(?:多出|多花|多了|要多|至少多|得花|要花|砸|往里砸|光吃药|光药)_(?:千|万|百|钱|@num)?",
            "(?:多出|多了|添了|增加了?|新增|凭空多|又多)_(?:@num|一笔)_(?:开销|支出|月供|房贷|房租|费用|块|千|万|钱)",
            "(?:下个?月|下月|年底|年后|马上|开始|刚|明年|这个月|春节|开春|九月)_(?:还房贷|房贷|交房|要交学费|装修|交首付|买房|供房|办婚礼|结婚)",
            "(?:学费|补课费|补习|房租|彩礼|保姆|月嫂|月子中心|奶粉|赔偿|赔款|罚款|律师费|托管|借读|择校|留学|装修)_(?:@num_(?:千|万|块|多)|涨|贵|要交|得交|大笔|砸|又|一下)",
            "(?:撞|轧|碰|打)(?:了|伤|着)(?:人|别人|个人|老人|行人|电动车|人家)|(?:打官司|官司|出事|肇事|车祸|事故)__(?:赔|钱|费|万)",
            "赔(?:了|人家|对方|偿|给|付)_(?:钱|千|万|@num|不少|好多|一大)|得赔|要赔",
            "(?:开销|花销|支出|开支|用度)_(?:大|多(?!少)|涨|翻|猛|不小|增加|压)",
            "(?:用钱|花钱|要钱)_(?:地方|多|厉害|如流水)|到处(?:都)?要(?:用|花)钱",
            "(?:一天|每天)_@num千|(?:生|添)(?:了)?(?:二胎|老二|孩子|双胞胎|小孩|娃)_(?:花|开销|钱|多)|(?:预产期|坐月子|月子)__(?:千|万|钱|多)",
            "(?:房子|屋顶|锅炉|水管|发动机|变速箱|机器|设备)_(?:坏|漏|塌|爆|换|修)__(?:千|万|钱|花)",
            "房租_(?:涨|翻)|涨(?:了)?_(?:房租|租金|学费)",
        ),
        *zh(
            "low",
            "(?:会|要|肯定|得)_(?:增加|多(?!少)|涨|变大)(?!到老)|(?:增加|多)(?:不少|很多|一大)",
            when="spend",
        ),
        *en(
            "medium",
            "(?:hit|injured|knocked)_(?:someone|somebody|man|woman|kid)__(?:pay|damages|compensation|owe)",
            "(?:hospital|surgery|operation|treatment|medical|medicine|medication|vet|dental|dentist|legal|funeral|tuition|school|university|college|nursery|childcare|daycare|care home|boiler|roof|solicitor'?s?|lawyer'?s?|visa|rehab|court|repair|heating|energy|electric|gas|tax|physio|ivf|maternity|burial|cremation|therapy|moving) (?:fees?|bills?|costs?|expenses?|charges|debt)",
            "(?:costs?|costing|cost me|cost us|set (?:me|us) back|paying out|paid out|forking out|shelling out|spend\\w*|spent|charg\\w+|want|wants|quoted|comes? to|due|owe)_(?:@num)__(?:hospital|surgery|operation|treatment|funeral|vet|boiler|roof|lawyer|solicitor|school|nursery|repairs?|daycare|tuition|care|medicine|meds|gearbox|engine|transmission)",
            "(?:hospital|surgery|operation|treatment|funeral|vet|boiler|roof|lawyer|solicitor|tuition|nursery|daycare|care home|medicine|chemo|gearbox|engine|transmission|icu|baby|wedding|mum's care)__(?:cost\\w*|bill|bills|fees|thousand|hundred|grand|expensive|a day|a week|a month|@num (?:pounds|dollars|euro|quid|bucks|naira|rupees))",
            "rent(?:'s| has| is| just|'s just)*_(?:gone up|going up|went up|doubled|hike\\w*|increase\\w*|jumped|raised)|(?:raised|put up|hiked|doubled|increased)_rent",
            "mortgage__(?:start\\w*|gone up|going up|went up|jump\\w*|doubled|fix\\w* (?:end|ran|deal)|another)|(?:new|first|second) mortgage",
            "(?:have to|got to|must|need to|made to|ordered to|supposed to) (?:pay|find|come up with|cough up|fork out)_(?:damages|compensation|them back|deposit|@num (?:hundred|thousand|grand)|bail|fine|fines|settlement)",
            "(?:another|extra|an extra|additional|more like)_(?:hundred|thousand|grand|@num)_(?:a|every|per|each) (?:month|week|day)",
            "(?:never|didn't) (?:used to )?have_(?:going out|to pay before)|going out (?:that|which) (?:we|i) never",
            "(?:boiler|roof|engine|gearbox|transmission|washing machine|furnace|heating|ac|septic|fridge)(?:'s| has| just|'s just)*_(?:went|gone|packed (?:in|up)|blew|blown|died|broke\\w*|collapsed|leak\\w*|conked)",
            "(?:hit|knocked|ran into|rear-ended) (?:someone|somebody|a (?:man|woman|kid|pedestrian|cyclist|guy))",
            "(?:baby|twins|newborn|another child|third child)__(?:due|on the way|coming|cost\\w*|expensive|nappies|formula|diapers)",
        ),
        *en(
            "low",
            "(?:going|gone|goes) up|(?:extra|bigger|higher)_(?:spending|costs?|bills?|outgoings|expenses|rent)",
            when="spend",
        ),
        *en(
            "medium",
            "(?:childcare|daycare|nursery|rent|tuition|mortgage|insurance|heating|vet|care home) (?:is|are|costs?|runs?|comes to|'s)_(?:@num)",
        ),
    ),
    not_with=(
        "(?:去年|前年|大前年|早些年|那会儿|疫情|几年前|年轻(?:时|不)|上一家)(?!.*(?:一直|到现在|还没|还在|至今|现在(?:还|也没|都)))",
        "(?:years? ago|years? back|last year|back in (?:19|20)\\d\\d|in lockdown|during (?:covid|lockdown)|the pandemic|when i was (?:young|twenty|a kid))(?!.*(?:still|ever since|since then|now i can))",
    ),
    not_in=(
        "流水|营业额|挣|赚|收入|没什么大|存好|备好|攒好|早就?(?:存|备|攒)|报销|保险(?:公司)?(?:全)?赔|几百(?!万)|积分|免费|首付早|不影响|saved|covered|insurance pa(?:id|ys)|insurer|put aside|paid for",
    ),
)
