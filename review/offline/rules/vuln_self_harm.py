"""Words about dying or hurting oneself; hints count, a person decides within minutes."""

from review.offline.rule import Rule, en, zh

RULE = Rule(
    key="vuln.self_harm",
    third_party=True,
    answers=False,
    patterns=(
        *zh(
            "critical",
            "(?:不|唔)想(?:再)?(?:活|在这世上|待在这个世|醒)|(?:活|做人|人生|日子)_(?:没(?:什么|啥|有)?_(?:意思|意义|劲|盼头|指望|奔头)|冇意思|没法过了)|活(?:够|腻|累)了|活不下去|不(?:如|想)(?:去)?死(?!不)|(?:还)?不如死|死了(?:算|干净|就|一了|拉倒|倒|清静|省)|一了百了|寻死|轻生|自(?:杀|尽|残|我了断)|寻短见|(?:自我|一个|做个)了断|同归于尽",
            "(?:往下跳|跳下去(?!舞)|跳了算|(?:想|要|就|去|从.{1,4})跳|跳(?:楼|河|江|桥|海|轨|湖|井|黄河))(?!槽|票|过|广场|舞|了?一?级|水池|闸|涨|价)|上吊|割(?:腕|脉)|喝(?:农)?药(?:水)?(?:自|死|算|了)|百草枯|敌敌畏|安眠药|吞(?:药|了_片)|烧炭|开煤气|撞(?:死|墙死|车死)|卧轨",
            "遗(?:书|嘱|言)|后事|(?:结束|了结)_(?:自己|生命|这一切|一切|这辈子|性命)|解脱|去(?:另一个|那个)世界|(?:见|陪|找)_(?:阎王|老伴|我妈去|我爸去)",
            "(?:等)?我(?:人)?(?:走|死|没|不在|去)了__(?:债|账|钱|还|清|一笔|你们|找谁|省|就)",
            "(?:跟着|随|陪)(?:她|他|老伴|我妈|我爸)?_(?:去|走|死)(?:了)?(?:算|得|吧|就)|我也(?:跟着)?(?:去|走|死)了|(?:早点|赶紧)(?:走|死)(?:了)?(?:算|好|干净)",
            "(?:人|我|命)_(?:没|不在)了_(?:债|账)|拿命(?:还|抵)|(?:用|拿)(?:我)?(?:这条|我的|一条)?命_(?:还|抵|赔|换)|要命一条|烂命|要钱没有",
            "(?:保险|赔偿金|受益人|抚恤)__(?:赔下来|够还|还你们|还债|还清|能赔)",
            "逼(?:死|我去死|我走绝路|上绝路|到绝路|急了我)|绝路|死路一条|(?:我|就)死给_看|别(?:等|找)我了|最后一(?:次|通|面)_(?:电话|接|说)|来生|下辈子(?:再)?(?:还|见|给)|(?:多余|累赘|拖累)的人?|(?:就是个?|是个|成了)废物|站在_(?:桥|楼顶|天台|阳台边|河边|江边)",
            "(?:我)?真(?:的)?(?:撑|熬|受|扛)不(?:下去|住|了)了|活着(?:真|太|好)?(?:累|难|遭罪|受罪|干嘛|图什么|有什么)|(?:早晚|迟早|哪天|干脆|恨不得|真想|想)_(?:死|没了|消失)(?!机|心|鬼|你)",
        ),
        *zh(
            "critical",
            "(?:撑|熬|顶|扛|受)不(?:下去|住|了)|没(?:什么)?意思|累了|不想|睡着|没盼头|没希望|绝望|走了|没了|一个人|药|楼|河|江|桥",
            echo="danger",
        ),
        *en(
            "critical",
            "(?:don't|do not|dont|didn't|no longer) (?:want|wanna|wish|care) to (?:live|be here|wake up|go on|be alive|exist|carry on|be around)|(?:don't|do not) want to (?:live|be here|go on|wake)",
            "(?:kill|killing|hurt|hurting|harm|cut|cutting|hang|shoot|drown|off|top|topping|hanging) (?:myself|meself)|suicid\\w+|self[- ]harm\\w*|end(?:ing)? (?:it all|it(?: tonight| all| now)?|my life|everything|things|it for good)|take my (?:own )?life|taking my (?:own )?life|do away with myself|finish myself|do something (?:silly|stupid|to myself|drastic)",
            "(?:better|easier|simpler|tidier|cheaper|happier|best|tidiest|kinder)__(?:if i|without me|dead|me gone|i just)|better off (?:dead|without me|if i)|worth more dead|more use dead",
            "(?:if|when|once|after|wish|think|thought) i(?:'m| am| was| were|'d| just| had)*_(?:gone|dead|died|die|disappeared|wasn't here|weren't here|wasn't around|never born|not here|never wake up|wasn't)",
            "(?:i'll|i will|i'm going to|i might|i could|gonna|i'd|just|thought about|thinking of|thinking about|feel like|want to|wanna|about to|going to|and)_(?:jump|jumping|drive off|drive into|step in front|walk into the|go off the|swallow)_?(?:off|the|in front|into|bridge|balcony|train|river|sea|pills|window|roof|,|\\.|$)",
            "(?:got|have|with) the pills_|pills (?:here|in front|beside|in my hand)|(?:see|find|have|got) (?:a|any|no|the) reason to (?:carry|go|live|keep)|(?:standing|sat|sitting|i'm) on (?:the|a) (?:bridge|roof|ledge|edge|tracks)|overdos\\w+|(?:all|take|took|swallow|handful of|box of|bottle of|counted)_(?:the|my|these|those|of) (?:pills|tablets|meds)|stash(?:ed)? (?:of )?(?:pills|tablets)|noose|rope in|razor|slit my",
            "(?:no|any|what's the|see the|isn't any|not much) (?:point|reason)(?: \\w+)? (?:in )?(?:living|going on|to (?:live|go on|carry on|be here)|being here|any ?more|carrying on|of me|getting up|of it all|to any of it|in me)|nothing (?:left )?to live for|life (?:isn't|is not|ain't|not) worth|not worth living|can't see a future|no way out|only way out|one way out|way out of this|no future",
            "can't (?:do this|go on|take (?:it|this)|carry on|cope|keep going|face (?:it|another|this)|live like this|live with this) ?(?:any ?more|any longer|no more|much longer|another day)?",
            "(?:life (?:insurance|policy|cover|assurance)|policy|insurance)__(?:pays?|pay out|cover|worth|settle|sort|enough|squar\\w+|if i|clear)__?(?:i die|dead|gone|regardless|out|everything|it|you|debts?|loan)",
            "wish i (?:was|were) dead|wish i'd never|want to die|wanna die|rather (?:be dead|die)|ready to die|prefer to die|want it (?:all )?to (?:be over|end|stop)|make it (?:all )?stop|go to sleep and (?:not|never)|not wake up|never wake up|sleep forever|sleep and not|end of the (?:road|line) for me|goodbye (?:letter|note)|letters? for (?:my|the) (?:kids|wife|family)|written (?:a|my|the) (?:note|letters?)|suicide note|not be here (?:much longer|by|next|tomorrow|then)|won't be (?:here|around|a problem|anyone's problem)|be with (?:him|her) soon|join (?:him|her)|check(?:ing)? out for good|disappear for good",
            "debt (?:goes|dies|dies with|goes with) (?:with )?me|(?:burden|waste of space|useless|worthless|failure) (?:to|on|on everyone|and)|everyone'd be better|they'd be better off|squaring everybody|had enough of (?:living|life|everything|it all)|give up on (?:life|everything)|tired of (?:living|life|being alive)|i'm done with (?:life|living|everything)|over and done with me",
        ),
        *en(
            "critical",
            "any ?more|gone|the end|alone|in the dark|the garage|the bridge|pills|tablets|nothing left|no point|tired of|can't go|give up|sleep|had enough|over",
            echo="danger",
        ),
    ),
    not_in=(
        "新闻|笑死|累死|热死|跳槽|跳舞|爱死|死机|油价|电视|in this heat|to death|kill(?:ing)? me|tired to|dying (?:for|to)|not going to (?:do|hurt)|wouldn't do|不会想不开|没想不开|不是想不开",
    ),
)
