"""The tracker was removed, cut or blocked, or may not be put back."""

from review.offline.rule import Rule, en, zh

DEVICE = "(?:gps|定位(?:器|设备|仪)?|设备|盒子|追踪器|跟踪器|那(?:个)?(?:东西|玩意儿?|小盒子|小黑盒|黑盒子|小玩意)|防盗器|北斗|监控器)"
DONE = "(?:拆|扯|剪|拔|摘|卸|扔|取|屏蔽|搞掉|弄掉|弄断|断|关|挖|撬|掐|砸|丢|搞坏|弄坏|揪|停)"

RULE = Rule(
    key="collateral.gps_tamper",
    patterns=(
        *zh("high", "(?:拆|扯|剪|拔|摘|卸|扔|弄掉|搞掉|关|断|屏蔽|取)", when="tracker", echo="collateral"),
        *en(
            "high",
            "(?:out|off|cut|remov\\w+|unplug\\w+|pull\\w+|took|taken|bin|binned|drawer|disconnect\\w+|block\\w*)",
            when="tracker",
            echo="collateral",
        ),
        *zh(
            "high",
            f"{DEVICE}__{DONE}(?:了|掉|下来|下|咗|出来|走|断|电)",
            f"{DONE}(?:了|掉|下来|断|咗)?_{DEVICE}",
            "屏蔽(?:器|仪|卡|了)|干扰(?:器|仪)|信号屏蔽",
            f"(?:线|它|设备|gps)_(?:是)?我_{DONE}的|把(?:它|那个|那玩意|那东西)_{DONE}(?:了|掉)",
            f"(?:叫|让|找|喊|请)_(?:师傅|人|朋友|修理|电工|店|小工)__{DONE}(?:了|掉|下来|咗)",
            f"(?:不|唔|别想|休想|拒绝|就不)_(?:让|给|肯|会|同意|愿意|配合|想)?_(?:装|恢复|安装|检修|接回)_{DEVICE}?(?:上|回|了|,|。|$)",
        ),
        *zh(
            "high",
            f"{DONE}(?:了|掉|下来|咗|出来|断)|拆|不装|不(?:让|给|想|愿)装|屏蔽|不喜欢(?:被|有)|(?:盯|看|监视|监控)(?:着|到|住)?我",
            when="tracker",
        ),
        *zh(
            "medium",
            "(?:不知道|不晓得|不清楚)_(?:怎么|咋|为什么|为啥)_(?:离线|断|没信号|掉线)|坏了|没电|断电",
            when="tracker",
        ),
        *en(
            "high",
            "(?:tracker|gps|tracking (?:device|box|unit|thing)|device|black box|box|beacon|unit|little box|that thing)(?:'s| is| was| has|'s been| been)?__(?:out|off|removed|cut|unplugged|disconnected|ripped|binned|blocked|pulled|gone|chucked|jammed|bin|drawer|yanked|snipped|ditched|dead because|smashed)",
            "(?:pulled|took|taken|cut|ripped|yanked|removed|unplugged|disconnected|disabled|snipped|had|got|tore|prised|pried|chucked|binned|dug|unhooked|unwired|wrapped|blocked|jammed|killed|switched|ditched|smashed|threw)_(?:the |that |your |this |little |damn |bloody )*(?:tracker|gps|tracking|device|box|wire|wires|beacon|unit|tracker box)(?:_(?:out|off|away|in foil|removed|taken))?",
            "jammer|signal blocker|blocker|faraday|tin ?foil|(?:pulled|took|ripped|cut|yanked|had|got|whipped) it (?:out|off|taken out|removed)",
            "(?:not|won't|ain't|never|refuse to|don't want|isn't|no way)_(?:refit\\w*|having it|put(?:ting)? it back|having (?:that|the|a) (?:thing|tracker|device|box)|install\\w*|fit(?:ting|ted)? it|letting (?:you|anyone) (?:fit|put|track))",
        ),
        *en(
            "high",
            "(?:pulled|took|taken|cut|ripped|yanked|removed|unplugged|disconnected|disabled|got rid|had it|threw|binned|chucked|out for me)|not (?:having|fussed|putting|refitting)|(?:watch\\w*|spy\\w*|follow\\w*|track\\w*) (?:me|where i|on me|my)|don't (?:like|want) (?:it|being|you)",
            when="tracker",
        ),
        *en(
            "medium",
            "(?:no idea|don't know|dunno|couldn't say)_(?:why|how)|stopped working|died|flat battery",
            when="tracker",
        ),
    ),
    not_in=(
        "能(?:不能)?(?:自己)?(?:拆|卸|取)|可以拆|(?:拆|卸)(?:吗|不)|地库|没信号|换电(?:瓶|池)|你们|网点|师傅来|恢复了|没(?:动|拆|碰)|检修重新|结清",
        "can (?:it|that|the \\w+) be|could (?:it|that)|underground|basement|battery (?:swap|change|was)|your (?:branch|engineer|people|fitter)|back (?:on|online|next day)|asked him|haven't touched|not touched|no signal",
    ),
)
