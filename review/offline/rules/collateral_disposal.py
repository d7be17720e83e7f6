"""The car was or is being sold, transferred, dismantled or exported, or nobody knows where it is."""

from review.offline.rule import Rule, en, zh

RULE = Rule(
    key="collateral.disposal",
    patterns=(
        *zh(
            "critical",
            "(?:卖|转|处理|出手|过户|抵)(?:了|掉|给|出)|(?:不|没)(?:在|知道|见).{0,6}(?:了|哪)|开走",
            when="user",
            echo="collateral",
        ),
        *en(
            "critical",
            "(?:sold|gone|got rid|don't (?:have|know)|haven't got|no idea|buyer|scrapped|transferred|took it)",
            when="user",
            echo="collateral",
        ),
        *zh(
            "critical",
            "(?:车|它|那台|这台)(?:子)?_(?:卖|出手|转(?:手|让|卖)|处理|过户|出掉|变卖|抵出去|倒手|转)(?:了|掉|给|出去|咗|过去)(?!不)",
            "(?:把|将)_车_(?:卖|处理|转|过户|拆|出手|弄到|弄去|送去|拉去)(?:了|掉|给|出去|出手|二手|报废|拆)?",
            "(?:卖|转让|转手|转)(?:给|咗畀)_(?:别人|人家|朋友|一个|收车|二手|车贩|同事|老乡|亲戚|他|她|车商|下家)",
            "(?:早|已经|前阵子|上个?月|上周|去年底|年初|刚|我)_(?:卖|出手|转手|处理)(?:了|掉)_(?:车|,|。|$)",
            "过户(?:给|到|了|完)_?(?:别人|人家|他|她|朋友|一个|了)?|(?:收车|车贩子|二手车(?:商|贩|市场)?|黄牛)_(?:收|开走|拉走|弄走|出手|卖)|(?:买的人|买家|下家|接手的)_(?:不认|谁|说|还|接着|答应)",
            "(?:不|没|唔)(?:知道|晓得|清楚|知|知影)_车_(?:在哪|去哪|去了哪|到哪|跑哪|弄哪|在边|哪里去|下落|开哪)|车_(?:不知道|不晓得|唔知)_(?:在哪|去哪|到哪|跑哪|弄哪)",
            "(?:开|弄|拉|跑)_(?:哪|哪里|哪儿|边度)(?:去)?了?_(?:不|我也不|也不|搞不|都不)_(?:知道|清楚|晓得)",
            "找不(?:到|着|见)_(?:车|它|了)|车早(?:就)?不在我|车(?:子)?(?:都|也|已经|早就|现在)?(?:找不|不见|丢(?:了|失)|没影|失踪|没(?:有)?了|不翼而飞|下落不明|被偷|抵给)|下落不明",
            "(?:拆(?:了|成|掉)|当)_(?:零件|配件|废铁|卖零)|(?:卖|当)废铁|报废_(?:厂|卖|处理)了|(?:运|卖|出口|弄)(?:到|去)_(?:缅甸|越南|老挝|国外|境外|外国|非洲|哈萨克|俄罗斯|中亚)",
        ),
        *zh(
            "critical",
            "(?:卖|出手|转手|转让|处理|出)(?:了|掉|给|出去)|(?:不|没)在我(?:这|手)?_(?:了|早|也)|不知道_(?:哪|在)|早(?:就)?(?:没|不在|卖|出)了|没影",
            when="user",
        ),
        *zh("critical", "(?:卖|转|出手|过户|处理)(?:了|掉|给)(?!.{0,4}旧)", when="sale"),
        *en(
            "critical",
            "(?:sold|selling|flogged|flog|offloaded|shifted|got rid of|getting rid of|get rid of|traded|dumped|unloaded|gave away|given away|signed over|transferred|ditched)_(?:it|the (?:car|truck|van|vehicle|thing|\\w+)|my (?:car|truck|van)|her|that|this)(?:,| to| on| for| last| off| in| already| a| back| and|\\.|$)",
            "i(?:'ve| have| already| just| went and| had to| did)*_(?:sold|flogged|scrapped|shipped|exported|stripped|traded in|got rid)",
            "(?:it's|car's|it|the car|it has|it was|that's|she's|truck|van|car)(?:'s| is| has| was| got| been|'s been)*_(?:sold|gone|scrapped|stripped|exported|shipped|crushed|disappeared|vanished|missing|transferred|in someone else's name|been sold|re-?registered|broken up|parted out|overseas|abroad)(?! in the| off the| to the (?:garage|shop|dealer)|ward|\\w)",
            "(?:don't|dunno|do not|no idea|not sure|haven't a clue|couldn't tell you|not a clue|who knows|god knows|can't say|have no idea)_where_(?:it|car|truck|van|she|he (?:took|has|put|keeps)|they (?:took|have)|vehicle)",
            "can't find (?:it|the (?:car|truck|van))|lost track of (?:it|the car)|(?:broke|breaking|stripped|parted|parting|took)_(?:for parts|for spares|for scrap|to pieces|out for parts|it apart)|scrap ?(?:yard|man|dealer)|(?:shipped|sent|took|taken|driven|drove|exported)_(?:to|over to|out to|back to|across)_(?:africa|nigeria|ghana|mexico|poland|lithuania|romania|dubai|europe|overseas|abroad|the border|cyprus|pakistan|kenya|ireland)",
            "(?:had|got|gave me|paid me|for|took)_(?:grand|thousand|hundred|cash|quid|bucks)_for (?:it|the car|the truck|the van)|(?:buyer|new owner|bloke|guy|man|fella|lad)__(?:bought it|took it over|taking over the (?:payments?|loan)|keep paying|paying the loan|pay the (?:rest|loan))",
            "(?:sale|sell|selling)_(?:online|marketplace|ebay|gumtree|craigslist|autotrader|auction)_(?:already|last|went|gone|sold|yesterday)",
        ),
        *en(
            "critical",
            "sold|gone|got rid|don't have it|haven't got it|no idea|not any ?more|marketplace|transferred|scrapped",
            when="user",
        ),
        *en("critical", "(?:already|i've|i|it's)_(?:sold|gone|done)|sold it", when="sale"),
    ),
    not_in=(
        "旧的|这辆不卖|旧车|旧面包|上一(?:台|辆)|以前那|原来那|提前结清|结清要|(?:卖|出)_?(?:菜|货|水果|房|保险|牛羊|小吃)|生意|店里|卖(?:得|的)?(?:好|怎么样)|老婆|卖肾|卖血|没卖|不卖|要是|想过|还不一定",
        "old (?:car|one|van|fiesta)|other car|previous|settlement|would you|thinking of|might sell|if (?:the|i)|(?:sold|sell)_(?:insurance|house|cakes|stock)|garage|workshop|wasn't sold|for sale sign|my wife|the dog too|sold me|sold us|i was sold|sold to me",
    ),
)
