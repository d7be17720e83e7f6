"""Dissatisfaction that asks for redress or alleges loss, distress or a misleading sale."""

from review.offline.rule import Rule, en, zh

RULE = Rule(
    key="complaint.expression",
    patterns=(
        *zh(
            "medium",
            "(?:说|答应|承诺|讲)(?:好)?(?:的|是)?__(?:结果|却|但|实际|没|不)|(?:多|乱|被|又)(?:收|扣|罚|催)|不(?:合理|公平|像话|对)|(?:太|真|很)(?:差|慢|坑|黑|过分|气人)|骗|坑|态度|没人(?:管|理|说)|退",
            echo="complaint",
        ),
        *en(
            "medium",
            "(?:wrong|unfair|not right|lied|lie|told|promised|rude|fee|charge[ds]?|never (?:said|told|mentioned)|nobody|no one|waiting|weeks|awful|terrible|disgust\\w*|ridiculous|joke|refund|sort|fed up|unhappy)",
            echo="complaint",
        ),
        *zh(
            "high",
            "(?:我|要|去|会|已经|想|准备|非|一定|必须|在|打)_(?:投诉|举报|曝光|上访|信访)(?!过|电话是|渠道|热线)|(?:打|找|去|向|上|到|在|拨)_(?:12378|12315|12363|12345|银保监|银监|金管局|金融(?:监管|办)|消协|消费者协会|工商|市场监管|市监|媒体|记者|电视台|315|法院告|派出所告|黑猫|央行|人行)",
            "(?:发|挂|放|传)(?:到)?_(?:网上|抖音|微博|小红书|朋友圈|媒体|网络)|(?:给|要|讨)(?:我|个|我个)?_说法",
            "(?:当时|当初|销售|业务员|店里|4s店|车行|经理|客户经理|办的时候|中介|卖车的|你们的人)__(?:说|讲|承诺|保证|告诉|跟我讲|口口声声|答应|忽悠)__(?:零利率|免息|零利息|无息|没有?(?:利息|手续费)|不用|低息|送|一共|只要|三厘|利息低|免|退|随时|不收)__?(?:结果|现在|实际|其实|算下来|一算|怎么|哪|到手|后来|发现|根本|却)?",
            "(?:说好|口口声声|承诺)(?:的|是|了)?_(?:免息|零息|零利率|没有手续费|不收|退|送|无息|零首付|低息|不用)",
            "捆绑|搭售|强制(?:买|消费|搭|收|上|要求)|(?:不|唔)(?:买|上|交|办|装)__(?:不(?:给|让|能|批|放)_(?:办|贷|批|过|放款|提车))|必须(?:在)?(?:你们|他们|店里)?(?:买|上|交)_(?:保险|全险|gps|会员|套餐)",
            "忽悠|误导|坑(?:人|我|爹|了|死|钱)|骗(?:我|人|子|签|钱|买|消费者)|套路|欺骗|欺诈|虚假|隐瞒|乱收费|霸王|黑店|黑心|流氓|割韭菜|宰客|诈骗公司|藏着掖着|阴阳合同|(?:没|从来没|压根没|事先没|也没)(?:有)?_(?:告诉|跟我说|提过|说过|讲过|告知|说清|讲清)__?(?:费|利|钱|险|这个|还要|服务)",
            "(?:骂|侮辱|威胁|恐吓|羞辱|凶|吼|挖苦|嘲讽)(?:过)?(?:我|人|客户)|(?:暴力|骚扰)催收|(?:打|骚扰)(?:我)?_(?:家人|单位|通讯录|同事|亲戚)_(?:电话|了)",
            "(?:手|拿|用)_(?:压着|盖着|挡着|翻过去)__签|(?:那一页|合同)_(?:翻过去|没给看|空白)|空白合同",
        ),
        *zh(
            "medium",
            "当时_没人_(?:告诉|说|提)|(?:多收|多扣|乱收|重复收)(?:了)?_(?:我|钱|费|@num)|没签过_(?:保险|服务|合同)|(?:太|真|实在|简直|也太|有点|很|非常)_(?:过分|差劲|不合理|离谱|黑|坑|不像话|恶心|垃圾|糟糕|慢|气人|欺负人|失望|憋屈|窝火|不公平|不负责)(?!了?洗车)",
            "(?:不|很不|非常不|特别不|相当不)满意|态度_(?:差|恶劣|不好|凶|冲|有问题|傲慢|很差|烂)|服务_(?:差|烂|太|不行|垃圾|跟不上)|推(?:来推去|诿|皮球)|踢皮球|没人(?:管|理|处理|解决|回复|接)|(?:打|反映|问|催)(?:了)?_(?:好几|@num)(?:次|遍|回|个月)_(?:没|都|也|还)",
            "(?:退|赔|补)(?:给|偿)?(?:我|俺)_(?:钱|费|款|@num|差价|服务费|手续费|损失)?|要求_(?:退|赔|道歉|处理|解决|减|免)|(?:退|返还)_(?:服务费|手续费|gps费|保证金|押金|差价|多收)|@num_退我|道歉|赔偿|讨回",
            "凭(?:什么|啥)_(?:收|扣|多|要|涨|让我|罚)|多(?:收|扣|算|要)(?:了)?_(?:我|钱|费|@num|利息)|乱扣|重复扣|扣(?:多|重)了|莫名其妙_(?:扣|收|多|费)|(?:服务|手续|gps|咨询|评估|管理|保证|公证|家访|背户)费_(?:@num|没发票|不开|哪来|没说|什么|凭|太|高|乱)__?(?:没|不|发票|私人|说)?",
            "(?:利息|利率|年化|费用)_(?:不对|算下来|比_说的高|高得|翻|怎么这么|太高|不一样|和_不符|差这么)|不合理(?:收费)?|欺负(?:人|老实)|憋好久|(?:车|质量|变速箱|发动机)_(?:问题|毛病)_(?:没人|不给|推|不管|修了)",
        ),
        *zh(
            "medium",
            "有(?:!|,我|点意见)|(?:不|没)(?:太|怎么|那么)?(?:满意|告诉|说清)|(?:乱|坑|骗|多)(?:收|扣|我)",
            when="service",
            echo="complaint",
        ),
        *en(
            "high",
            "ombudsman|regulators?|the fca|cfpb|trading standards|citizens advice about|bbb|better business|attorney general|consumer (?:court|forum|protection|council|affairs)|rbi|fccpc|acl|afca|report(?:ing)? (?:you|ye|yous|him|them|this)|small claims|formal(?:ly)? complain\\w*|(?:make|making|lodge|lodging|raise|log|file|put in|register) (?:a |an |my )?(?:official |formal )?complaint|complain(?:ing)? (?:about|to|against)|(?:want|wish|would like|'d like|going|gonna|need|have) to complain|(?:go|going|went|take it|taking it|talk) to (?:the )?(?:papers|press|media|news|court over|watchdog|twitter|tv|social media)|(?:post|put|leave)_(?:review|online|facebook|twitter|trustpilot|tiktok)",
            "mis-?s[eo]l[dl]|mis-?sell\\w*|misled|mislead\\w*|lied(?: to me| to us|,|\\.| about| and|$)|(?:it's a|that's a|full of|pack of|was a) lies?|(?:you're|are|he's a|they're|bunch of) liars?|falsely|decei\\w+|bait and switch|sharp practice|tricked me|hoodwink\\w*|stitched (?:me )?up|con(?:ned)? me|bogus|fraudulent",
            "(?:told|said|promised|assured|swore|sold|advertis\\w+|quoted)_(?:zero|no|0|interest[- ]free|free|cheaper|fixed|lower|less|no fees?|inspected|serviced|one owner|forty-eight|hundred|refundable|included|apr|percent)__(?:and|but|now|it's|it is|turns|actually|instead|then|over|never)",
            "(?:never|nobody|no one|didn't|did not|not once|wasn't|weren't|was never|not) (?:said|told|mentioned|explained|informed|disclosed|tell|mention|explain|ever said|say)_(?:me|about|anything|word|us|that|there|it|how|what|,|\\.|$)_?(?:fee|warranty|interest|charge|balloon|insurance|cost|rate)?",
            "hidden (?:fees?|charges?|costs?)|(?:had to|have to|told to|made to|forced to|told i had to|made me|can't get approved without|wouldn't (?:approve|give|do) it (?:without|unless))_(?:take|buy|have|get|add|pay for|sign)_(?:insurance|warranty|cover|gap|package|add-?ons?|policy|protection|without it)|get approved without|(?:warranty|insurance|gap|add-?on|package|protection|fee|charge)_(?:on it|added|tacked on|slipped in|stuck on|snuck in|i never|i didn't)__?(?:asked?|wanted?|said|agreed?|knew|know)?",
            "called me (?:a|an|some)|(?:spoke|talked|shouted|swore|yelled|screamed|threatened|insulted|harass\\w+|hung up)_(?:to |at |on )?(?:me|us|my)_?(?:like|as if|dirt|rubbish|kid)?|(?:rude|abusive|aggressive|nasty|insulting|bullying|threatening|disrespect\\w*) (?:to|with|agent|colleague|man|woman|fella|staff|call|person|on)|treated (?:me|us) like|rang my (?:work|boss|mother|neighbour)|harass\\w+",
        ),
        *en(
            "medium",
            "(?:it's|that's|this is|you're|absolute|absolutely|complete|total|bloody|what a|an|a|so|pure) (?:rip-?off|scandal|disgrace\\w*|disgusting|shambles|joke|outrag\\w+|unacceptable|ridiculous|out of order|appalling|robbery|daylight robbery|terrible service|nonsense|unfair|not right|shocking|cheek)",
            "(?:want|demand|expect|need|owed|due|like|get|ask\\w*)_(?:a |my |some |full )?(?:refund|money back|compensat\\w+|apolog\\w+|explanation|reimburs\\w+|it (?:took|taken|removed) off|it put right|it sorted|that (?:took|taken) off|answers?)|give me my money back|refund(?:ed)? (?:me|my|the)|took off|taken off",
            "(?:isn't|wasn't|not) what i was (?:sold|told|promised)|(?:been|was|were|got|why was i) (?:overcharged|charged (?:twice|double|wrong))|nobody will explain|sort it out|(?:been|be) overcharg\\w+|overcharg\\w+|(?:charged|charging|billed|debited|took|taken) (?:me|us)_(?:twice|double|extra|too much|wrong|for something|hundred|fee|without|again)|double[- ]charged|twice this month|wrong amount|not what i (?:agreed|signed|was told|was sold)|(?:not|isn't|wasn't) what (?:he|she|they|you) (?:said|told|promised)|different (?:from|to|than) what",
            "(?:very|really|not|so|deeply|extremely|pretty|quite|bit) (?:unhappy|dissatisfied|disappointed|annoyed|angry|fed up|cross|upset|frustrated|impressed|happy (?:with|about|at))|fed up (?:with|of)|sick (?:and tired )?of (?:you|this|being|the|your|waiting|ringing)|nobody (?:rings?|calls?|phones?|answers?|gets|got|has|ever|will) _?(?:back|me|help|the phone)?|passed from pillar|run(?:ning)? (?:me )?around|for weeks and (?:nobody|nothing)|principle",
            "since you ask,? no|it's a lie|i'm annoyed",
        ),
        *en(
            "medium",
            "(?:wasn't|isn't|never|wrong|lied|fee|charge|rude|slow|late|issue|problem)",
            when="service",
            echo="complaint",
        ),
    ),
    not_in=(
        "骗子_(?:也|还|给我)|没(?:什么|啥|有)?(?:意见|不满|投诉)|投诉过|洗车|处理得|物业|邻居|不用(?:登记|投诉)|刷(?:短)?视频|反诈|骗子_?$|怕被骗|骗你|不骗|没骗|骗您|坑坑洼洼|(?:道歉|退|赔)_?(?:过|了)|赔了我|赔得",
        "no complaints?|nothing wrong|car wash|was fixed|all good|not a complaint|complaint nothing|don't get me wrong|not complaining|no issue|no problem|can't complain|not unhappy|all happy|tea was|font is",
    ),
)
