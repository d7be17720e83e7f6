"""Threats, intimidation, or claiming to be police, court or lawyer."""

from review.domain import Role
from review.offline.rule import Rule, en, zh

WHO = "(?:单位|公司|前台|家|老家|村|学校|家里|楼下|门口|老婆|老公|父母|爸妈|孩子|同事|领导|老板|亲戚|朋友|通讯录|邻居|街坊|hr|人事|爱人|家人|亲友|女儿|儿子|群里|店里|厂里)"

RULE = Rule(
    key="agent.threat_coercion",
    speaker=Role.AGENT,
    answers=False,
    patterns=(
        *zh(
            "critical",
            "(?:派出所|警察|公安|法院|执行局|经侦|刑警|检察院|民警|法官)_(?:来|会|就|马上|上门|已经|立案|去抓|抓|拘|传|找|带走|强制|把你|来找)",
            "(?:抓|拘|铐|判|坐牢|进去|蹲|逮|吃牢饭|拘留|判刑|入刑|刑事|诈骗罪|通缉|网逃|贷款诈骗|恶意诈骗|牢饭|牢底)_(?:你|您|进去|起来|几年|@num年|责任|走|立案|案底|起步|定)|(?:抓|拘|铐|判刑|坐牢|蹲|通缉|吃牢饭|拘留|入刑|贷款诈骗|牢饭)(?:了|,|。|$|你|起来|去)",
            "(?:报|递|移交|交)_(?:给)?(?:公安|经侦|派出所|警方|检察)|(?:定|告)(?:他|你|您)_(?:诈骗|罪)",
            f"(?:去|上|到|找|打给|打到|打|告诉|通知|联系|派人|闹到|堵|坐到?|贴到?)(?:你|您|他|你们|她)(?:们)?(?:的)?_{WHO}(?!的?(?:车|电话号码|地址))",
            f"(?:去|到|上|打到|闹到|坐到|堵)_{WHO}_(?:闹|坐着|堵|贴|拉横幅|说说|聊聊|打电话|等着?你|要钱|要账|评理)",
            f"让(?:你|您|他)?_{WHO}_(?:都|全)?(?:知道|看看|丢脸|评评理|认识)",
            "拉横幅|贴大字报|贴条|泼油漆|曝光(?:你|您|你的)|发(?:到)?_(?:群|朋友圈|网上|抖音|通讯录)|爆(?:你)?通讯录|上门(?:找|收拾|闹|堵|拖|砸|给你|搬)|(?:砸|打断|卸|弄死|收拾|整|搞死|要你|剁|教训)_(?:你|您|腿|门|车|手|命|好看)|小心(?:点|你|着)|走着瞧|等着瞧|给你好看|有你好(?:看|受)|后果自负|别怪(?:我|我们)_(?:不客气|没提醒|心狠|翻脸)|不客气了|混不下去|黑社会|兄弟们?(?:去|上)",
            "(?:我|我们|这里|这边)_(?:是|系)_(?:法院|公安|派出所|执行局|检察院|经侦|法务部|律师|司法局|公检法|仲裁|民警)(?!.{0,6}合作)|(?:丢|没|保不住|砸|干不)_(?:工作|饭碗|差事)|让(?:你|您)_(?:丢工作|下岗|待不下去|没法上班|出不了门|上不了学|做不了人)|孩子_(?:上学|考公|政审|学校)_(?:受影响|别想|上不|毁|没戏)|(?:今天|今晚|明天|马上|下午)_(?:派人|叫人|有人|带人|就拖|去拖|过去拖|就来)_(?:去|到|上|拖|找|收|把|你|车)|强(?:行)?_?拖车|撬(?:门|锁|车)|把车_(?:拖|开|砸|偷)走",
        ),
        *en(
            "critical",
            "(?:police|cops|sheriff|constable|officers?|marshals?|bailiffs|garda|gardai|court officers?|immigration|ice|lads|boys|heavies|my guys|someone|couple of)(?:'ll| will| are| is|'re|'s| to)?_(?:pick\\w*|com(?:e|ing)|arrest\\w*|be (?:round|there|knocking|at)|knock\\w*|drag\\w*|turn\\w* up|show\\w* up|round|at your|visit\\w*|waiting|take you|lift you|get you|haul\\w*|call round|drop by|pay you)",
            "(?:arrest\\w*|jail\\w*|prison|locked up|lock you up|lock him up|cuffs|handcuff\\w*|warrant|criminal (?:charge|record|case|matter)|press charges|charged with|behind bars|prosecut\\w+|deport\\w*|felony|do time)",
            "(?:tell|telling|ring|ringing|call|calling|phone|contact|email|visit|inform|speak to|write to|go to|let|letting|turn up at|come to|show up at|post|be at|talk to|message|text|cc)_(?:your |his |her |all your |at your |to your |the nursery|the school|the office)(?:\\w+ )?(?:boss|employer|work|workplace|job|manager|family|mother|mum|mom|father|dad|wife|husband|parents|kids?|children|school|neighbou?rs|friends|landlord|colleagues|hr|church|pastor|nursery|facebook|village|in-laws|nan|front door|doorstep|street|supervisor|team|partner|contacts)(?! (?:anything|if you|details|phone number is))",
            "(?:your|his|her) (?:boss|manager|employer|neighbou?rs|family|wife|husband|kids|mum|mother|workplace|parents|school|landlord|church|whole street)(?:'ll| will| is going to| gets?| should| finds? out| might| to| hears?)_(?:know|hear|find out|gets? told|told|be told|informed|see|learn|love|hearing)",
            "(?:this is|i'm|i am|calling from|we're|here from|speaking from|with)_(?:the )?(?:police|court|county court|sheriff\\w*|court enforcement|enforcement (?:office|agency|division)|attorney general|solicitors?|legal department of the court|magistrates?|bailiff\\w*|district attorney|fbi|crown|fraud squad|lawyer|a lawyer|an attorney|high court)",
            "(?:break|hurt|smash|burn|beat|cripple|bury|kneecap|mess up|ruin|destroy|finish|make your life)_(?:your|you|him|her|hell|life|legs?|windows?|face|door|reputation)|(?:you'll|you will|you're going to|you gonna) (?:regret|be sorry|lose (?:your|the) (?:job|house|kids|home)|wish)|or else|(?:i'll|we'll|i will|we will) come (?:round|over|to your)|watch your back|know where you (?:live|work|park)|know where your|wouldn't want (?:anything|something)|accidents? happen|(?:take|taking|tow|towing|grab|lift|seize|seizing|repo|have)_(?:car|it|truck|van)_(?:tonight|today|by force|off your drive|this afternoon|whether you|in front of|while you|right now|from your work)|last warning|get you (?:sacked|fired)|name and shame|plaster\\w*|all over (?:facebook|town|the internet|social)|post (?:it|your|about you) (?:online|on)|take your (?:kids|children|house)|bus timetables",
        ),
    ),
    not_in=(
        "不会(?:联系|打|告诉|派|去)|报警(?:处理)?(?:电话|,)|您有权|打反诈|建议您报警|请您?报警|(?:您|你)(?:可以|要|先|报|有).{0,4}报警|联系您本人|救护|急救|护士站|给闺女|援助|您家人(?:一起|陪)|信任的家人|安全|到您家(?:访|门口)?(?:看车|实勘)|您说之前|提车|家访|挂失|诈骗,请|很可能是诈骗|防诈骗|方便联系|到家了|贷后|检修|恢复安装|打(?:我们|客服)|我(?:又)?不是骗子",
        "won't (?:contact|call|tell|ring)|not (?:going to )?(?:contact|call|tell|ring)|safe|crisis|ambulance|helpline|call (?:the )?(?:police|999|911|112|000) (?:if|right|now|and report)|report it to|you can (?:report|call)|you say|you mentioned|are you in danger|with your permission|if you'd like|would you like|should (?:report|call)|happy for us|with you",
    ),
)
