"""Serious illness, bereavement, separation, violence or a caring burden, of the customer or close family."""

from review.offline.rule import Rule, en, zh

RULE = Rule(
    key="vuln.health_life_event",
    patterns=(
        *zh(
            "high",
            "(?:病|手术|住院|去世|离婚|分(?:了|开)|瘫|癌|抑郁|流产|怀孕.{0,4}(?:保胎|危险)|车祸|受伤|摔|残疾|伺候|照顾)",
            echo="sorry",
        ),
        *en(
            "high",
            "(?:ill|illness|sick|hospital|surgery|died|passed|lost (?:my|our|him|her)|funeral|divorc\\w+|separat\\w+|left me|stroke|cancer|depress\\w+|anxiety|accident|injur\\w+|baby|miscarr\\w+|carer|caring|disab\\w+|diagnos\\w+|treatment|tests?|scan|mental)",
            echo="sorry",
        ),
        *zh(
            "high",
            "癌(?!症保险)|肿瘤|化疗|放疗|白血病|尿毒症|透析|脑梗|脑出血|脑溢血|中风|心梗|心肌梗|心脏病(?!都|要|快)|心脏_(?:支架|搭桥|手术)|搭桥手术|瘫(?:痪|了|在)|偏瘫|半身不遂|截肢|骨折|重病|大病|重症|icu|抢救|植物人|昏迷|病危|糖尿病|肝硬化|肾_(?:衰|病|不好)|渐冻|帕金森|老年痴呆|阿尔茨海默|红斑狼疮|肺结核|艾滋|骨癌",
            "(?:抑郁|焦虑症|躁郁|双相|精神(?:病|科|分裂|出了|崩溃)|心理(?:医生|科|有病)|恐慌症|惊恐|创伤后|产后抑郁)",
            "(?:查出|确诊|检查出|诊断|医生说)_(?:病|瘤|癌|症|结节|肿|问题|@num期)",
            "(?:@kin)_(?:去年|上个?月|前阵子|刚|今年)?_走(?:的|了)(?!亲戚|访)|(?:@kin)_(?:走了|没了|不在了|去世|过世|离世|病逝|去了|死了|往生|牺牲|没挺过|没救过来|走得)",
            "(?:去世|过世|离世|病逝|辞世|走得早|办(?:完)?(?:丧|白)事|丧事|头七|守孝|出殡|下葬|葬礼)",
            "(?:@kin|我|家里)__(?:住院|动(?:了)?手术|做(?:了)?手术|开(?:了)?刀|病倒|病重|倒下|摔(?:断|伤|了)|卧床|生(?:了)?(?:大)?病|得(?:了)?_病|出(?:了)?车祸|工伤|残疾|失明|失能|出(?:了)?意外|没醒)",
            "(?:住院|手术|卧床|病倒|工伤|残疾(?:证|人|了)?|(?:腿|手|胳膊|腰|脊椎|胯|肋骨)_(?:断(?:了|掉)|骨折|打(?:了)?钢|动不了|瘫|废))",
            "离(?:了)?婚(?!率)|分居|(?:跟|和|与)_(?:前夫|前妻|老公|老婆|爱人|媳妇)_(?:办(?:了)?手续|离|分开|散|闹掰)|打离婚|净身出户|(?:老公|老婆|媳妇|他|她)_(?:跟人跑|出轨|抛下我|离家出走)",
            "家暴|(?:老公|他|前夫|丈夫|对象|男朋友)_(?:打我|动手打|往死里打|揍我)|流产|小产|早产|胎停|夭折|大出血|难产",
            "(?:照顾|伺候|护理|陪护|守着)_(?:@kin|病人|瘫|卧床|老人|病床)|一个人带_(?:孩子|娃|@num个)|单亲",
            "(?:一接(?:到)?电话|一听(?:到)?电话)_(?:慌|怕|抖|心)|在吃(?:抗抑郁|精神|治)?_药(?:控制|治|维持)?|(?:吃|服)_(?:抗抑郁|安定|抗焦虑|精神类)",
        ),
        *en(
            "high",
            "cancer|chemo(?:therapy)?|radiotherapy|radiation treatment|tumou?rs?|leukaemia|leukemia|lymphoma|(?:had |having |has had |she'd |he'd |after |since )?(?:a |the |his |her |my )?(?:mini[- ])?stroke(?! of)|heart (?:attack|surgery|failure|condition|bypass|op|problem)|cardiac|bypass|dialysis|kidney (?:failure|disease|problem)|parkinson\\w*|dementia|alzheimer\\w*|multiple sclerosis|ms diagnosis|epilep\\w+|seizures?|paralys\\w+|amputat\\w+|coma|brain (?:bleed|injury|tumou?r|haemorrhage|hemorrhage|damage)|aneurysm|sepsis|lupus|fibromyalgia|copd|terminal(?:ly ill| cancer| illness)|palliative|hospice|stage (?:two|three|four|2|3|4)",
            "diagnos\\w+|biopsy|life support|intensive care|(?:in|into|out of|taken to|rushed to|admitted to) (?:the )?(?:hospital|icu|rehab|emergency|a&e|psych ward)|hospitali[sz]ed|ambulance",
            "depress(?:ion|ed)|on antidepressants|anxiety(?: attacks?| disorder)?|panic attacks?|bipolar|ptsd|(?:nervous |mental )?breakdown|mental health|antidepressants?|sertraline|on (?:medication|tablets|meds|pills) for|(?:my|seeing a|see a) (?:therapist|psychiatrist|counsellor)|makes? me (?:panic|shake)|can't (?:leave|get out of) (?:the house|bed)",
            "passed (?:away|on|in|last|over|before|this|suddenly|a few|away)|(?:@kin|he|she|they|roger|dad)(?:'s| has| had| have| just| suddenly)* (?:died|dead|passed|gone now|been killed)|(?:lost|burying|buried|bury|losing) (?:my|our|the|his|her|me) (?:\\w+ )?(?:@kin)|funeral|bereave\\w+|widow\\w*|in mourning|grieving|killed in|death of my|since (?:he|she|my \\w+) (?:died|passed)",
            "divorc\\w+|separated|separation|separating|split (?:up|with my|from my)|splitting up|(?:wife|husband|partner|he|she|missus|boyfriend|girlfriend)(?:'s|'ve| has| have| just| up and)* (?:left me|left us|walked out|moved out|kicked me out|threw me out|cheated)|walked out on|custody|broke up with",
            "domestic (?:violence|abuse)|abusive (?:husband|partner|ex|relationship|boyfriend|wife)|(?:hits|beats|hit|beat|hurts|hurt|punched|strangled|chok\\w+) me|(?:women's )?refuge|shelter|restraining order|non-molestation|miscarr\\w+|stillb\\w+|premature(?:ly)?|nicu",
            "(?:carer|caring|care|looking after|look after|nursing|take care of|taking care of|caregiver)_(?:for|of|my|our)?_(?:@kin|him|her|them)|(?:full[- ]?time|unpaid) carer|carer'?s allowance|carer for",
            "disab(?:led|ility)|wheelchair|registered blind|lost my (?:sight|hearing|leg|arm|baby)|going blind|bedridden|bed-?bound|can't (?:walk|move|stand|see properly)|house-?bound|on crutches|blue badge|special needs|autis\\w+",
            "(?:had|having|have|need|needs|waiting for|after|for|recovering from|in for|an|my|his|her)_(?:operation|surgery|op|transplant|hysterectomy|amputation)(?: on| for| in| next| last| and| to| this|,|\\.|$)|under the knife|(?:broke|broken|fractured|shattered|snapped|smashed) (?:my|his|her|a|the|both) (?:\\w+ )?(?:leg|arm|hip|back|ankle|wrist|pelvis|spine|neck|foot|knee|femur|collarbone|ribs)|(?:i'm|i've been|he's|she's|been) (?:very |really |seriously |quite |so )?(?:ill|unwell|poorly|sick)(?: since| for| with| and|,|\\.|$)|long[- ]term sick|gravely|critical condition|collapsed",
            "(?:@kin)(?:'s| is| has been| was|'s been| been| got| fell)*_(?:ill|unwell|poorly|sick|in hospital|hospital|diagnosed|dying|terminal|bad way|not well|fell|fallen|paralysed|stroke|cancer)",
        ),
    ),
    not_with=(
        "(?:去年|前年|大前年|早些年|那会儿|疫情|几年前|年轻(?:时|不)|上一家)(?!.*(?:一直|到现在|还没|还在|至今|现在(?:还|也没|都)))",
        "(?:years? ago|years? back|last year|back in (?:19|20)\\d\\d|in lockdown|during (?:covid|lockdown)|the pandemic|when i was (?:young|twenty|a kid))(?!.*(?:still|ever since|since then|now i can))",
        "all through|decree|finalised|出院了|跳广场舞|现在好了|娘俩都",
    ),
    not_in=(
        "(?:同事|朋友|邻居|同学|客户|领导|老乡)_(?:父亲|母亲|爸|妈|老婆|葬礼|去世)|小手术|小毛病|体检|割(?:痔|双眼皮)|胆割|感冒|邻居|小区|新闻|保险柜|动物医院|宠物|狗|猫|职业病|(?:累|排|站|笑|急)_断|腰都断|腿都断|years back|two years ago|through divorce_and|前年|早好了|出院了|女朋友说|(?:the|my|our) (?:dog|cat)|battery|engine|stroke of|dead (?:battery|on my|tired)|wisdom teeth|neighbou?r",
    ),
)
