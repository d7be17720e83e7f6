"""Urges to borrow elsewhere, to sell, to skip essentials, or to pay all at once despite hardship."""

from review.domain import Role
from review.offline.rule import Rule, en, zh

RULE = Rule(
    key="agent.pressure_to_borrow",
    speaker=Role.AGENT,
    answers=False,
    patterns=(
        *zh(
            "high",
            "(?:爸妈?|父母|家里|老婆|老公|兄弟|姐妹|亲戚|朋友|同事|儿子|女儿|丈母娘|岳父|老人|单位|老板|领导)_(?:有钱|拿(?:点|出)|开口|要点|掏|先给|给你|垫|支援|预支|借|凑|出|帮(?:你|忙)(?:还|出|垫))",
            "(?:开(?:个)?口|张(?:个)?嘴|伸手)_(?:借|要|跟|向)?|随便_(?:借|凑|哪)_(?:点|个|都)|(?:借|凑)(?:一)?(?:下|点|笔)_(?:不就|就|先|总|也)|(?:网上|手机上|app上|平台|软件)_(?:随便|点|借|申请|贷|一堆|秒批|放款|到账)|秒(?:批|到|下)|先把我们_(?:还|清|平)|我们(?:的|这边?)?(?:先|优先)|信用卡_(?:取|套|刷|提|先|额度|倒)|花呗|借呗|微粒贷|京东白条|美团借|贷款app|(?:孩子|学费|看病|医药|房租|吃饭|生活费|奶粉|工资|养老钱|存款|首饰|金子|嫁妆|手机|房子)_(?:先|停|缓|挪|拿|卖|取|垫|动|典|当|别|少)_(?:出来|一下|还|交|用|了|给|点|掉)?",
        ),
        *en(
            "high",
            "(?:your |the |some )?(?:mum|mom|mam|mother|dad|father|parents|brother|sister|friends?|mates?|nan|gran|boss|neighbou?rs?|wife|husband|partner|in-laws|relatives?|family|church|auntie|uncle)_(?:must|could|can|will|would|should|might|has|have|got|'ll)_(?:help|lend|money|put by|cover|pay|bail|chip in|sub you|front|give|spare|savings|something|few quid)",
            "(?:sub|bail|front|spot|tide) (?:you|it)|(?:klarna|wonga|provident|quickquid|loan shark|credit union|doorstep|payday|buy now pay later|overdraft|cash advance)|(?:sell|flog|pawn|cash in|hock|dip into|raid)_(?:the |your |a |some )?(?:tv|telly|phone|ring|jewellery|jewelry|furniture|laptop|pension|savings|gold|watch|guitar|bike|kids'?)|(?:rent|food|bills|heating|groceries|electric|gas|kids|council tax|mortgage|medication|school)_(?:can|could|will|'ll|comes?|isn't|have to|after|second|wait|later)_(?:wait|second|after|later|us|priority)|(?:people|others|everyone|plenty of folk)_(?:borrow|find it|find a way|manage to find)|get (?:it|the money|a loan|another (?:loan|card))_(?:from|off|elsewhere|somewhere|today|sorted|out)",
        ),
        *zh(
            "high",
            "(?:找|跟|向|问|让|管)_(?:亲戚|朋友|家人|父母|爸妈|同事|亲友|家里|兄弟|姐妹|老板|爱人|老婆|老公|同学|邻居|单位|儿子|女儿|谁)__(?:借|周转|凑|垫|拿|筹|挪|支援|预支|帮|倒)",
            "(?:借|周转|凑|垫|筹|预支|刷|套|挪)(?:一|点|个|来|出)?_(?:先|来|把|给)_(?:还|清|填|交|垫|补|付|结)",
            "(?:先|去|再|可以|你|就|赶紧|把)_(?:借|周转|凑|垫|贷|刷|套|透支|抵押|卖)_(?:点|一下|一点|一笔|出来|出去|现|信用卡|花呗|借呗|网贷|小贷|别的平台|平台|钱|个|房|东西|首饰|一部分|@num)",
            "(?:信用卡|花呗|借呗|白条|微粒贷|网贷|小贷|平台|钱包|贷款软件|别的(?:平台|银行)|其他平台)_(?:先)?_(?:刷|套|取现|借|透支|贷|下款|提|周转|拿)|下款快|邀请码_?|额度_(?:刷|套|用|提)出来|套(?:现|出来)",
            "(?:饭|菜|肉|药|学费|奶粉|房租|看病)_(?:可以|能|先|少|不)_(?:少吃|不吃|停|缓|放|欠|等|不急|拖)|不急这一两天|省(?:吃|着点|点饭)|勒紧裤腰带|砸锅卖铁|卖(?:血|肾|房|首饰|家当|手机|东西|牛|粮食)|(?:不管|想尽|想|用)_(?:什么|一切|任何|办法|方法)_(?:办法|方法|途径|借|凑)_(?:今天|必须|都|也|把|先|凑|还)?_?(?:还|凑|清|给)?|(?:必须|一定得|今天)_(?:全额|一次性|全部)_(?:还|结|清|付|到账)(?!可以|的话)",
            "不借怎么办|借(?:了|一下)_(?:不就|就)|谁还没个(?:朋友|亲戚)|一个(?:朋友|亲戚)都没有|张(?:个)?(?:嘴|口)_?借",
        ),
        *en(
            "high",
            "(?:borrow|lend|ask|tap|go to|scrounge|beg|hit up|get it|get money|get some)_(?:from|off|of|to)?_?(?:your |a |some |the )?(?:family|mum|mom|mam|mother|dad|father|parents|brother|sister|friends?|mates?|nan|gran|relatives?|boss|neighbou?rs?|someone|somebody|anyone|wife|husband|partner|in-laws|kids|church|cousin|uncle|auntie|colleagues?)__?(?:money|lend|borrow|loan|help|it|cash|today|cover|pay|tonight|front|advance)?",
            "(?:borrow|lend|lent) (?:it|some|the money|from|off|her|him|you|a bit|money|against)|somebody(?:'s| has) got it|someone must have",
            "(?:stick|put|pay|bang|whack|run|throw|chuck|charge|use|try|max)_(?:it |this |that |them )?(?:on )?_?(?:the |your |a |that )?(?:credit card|visa|overdraft|plastic|credit line|mastercard|klarna|store card|card)(?! (?:details|number|ending))|(?:stick|put|bang|chuck) it on (?:that|there|it)|not full|cash advance|overdraft|(?:take|get|grab|use|try|go for|take out) (?:a |one of those |another )?(?:payday|pay day|quick loan|short-term loan|loan from|loan app|doorstep|title loan|pawn\\w*|advance|remortgage|lender|home credit)",
            "(?:sell|flog|hock|cash in)_(?:something|your|jewel\\w*|tv|phone|ring|pension|stuff|furniture|watch|laptop|house|plasma|isa)",
            "(?:eat less|skip (?:the |your |a )?(?:meal|rent|food|shopping|gas|electric|heating|bills?|prescription|dinner|groceries)|(?:food|rent|heating|electric|bills?|groceries|medicine|prescription|school|christmas|kids|mortgage|meds|landlord|daycare)_(?:can wait|wait|later|after|second|comes? (?:after|second)|don't matter|not our problem)|(?:go|do) without|tighten your belt|beans on toast|pay us (?:first|before)|we come first|before (?:you )?(?:eat|food|rent|feeding|groceries)|instead of (?:food|rent|groceries|feeding|the rent)|cut (?:out )?the (?:food|heating|shopping))",
            "(?:whatever it takes|any way you can|beg,? borrow|find (?:it|the money) (?:somewhere|from somewhere|somehow|by)|don't care (?:how|where)_(?:get|find|comes)|(?:all of it|the whole lot|the full (?:amount|balance)) (?:today|tonight|now|right now|by five|by close))(?! is fine)",
        ),
    ),
    not_in=(
        "不建议|不要(?:再)?借|别(?:再)?借|不用借|您说|有没有|是否|其他资金来源|吗$|共同借款|借款人|借出去|借给|借用|出借|能不能|不会让您|避免|押车贷|外借|借条",
        "don't recommend|wouldn't recommend|rather not see|not recommend|don't (?:borrow|take)|you say|other means|any other (?:loans?|debts?|credit)|do you have|have you (?:got )?(?:any|other|a)|would you have|credit cards?\\?|instead of borrowing|avoid borrow\\w*|not (?:to )?borrow|without borrow\\w*|call (?:us|me)|reminder|if you want to settle|you can call",
    ),
)
