"""Insults, mockery, shaming, profanity or dismissive words to the customer."""

from review.domain import Role
from review.offline.rule import Rule, en, zh

RULE = Rule(
    key="agent.abusive_tone",
    speaker=Role.AGENT,
    answers=False,
    patterns=(
        *zh(
            "medium",
            "你(?:这|们)?_(?:种|人|家)_(?:人|德行|样子|货色|嘴脸)|(?:借钱|花钱|买车|签字|贷款)_的时候_(?:怎么|咋|不|挺|爽)|(?:现在|这会儿)_(?:知道|装|喊|哭)_(?:穷|可怜|难|苦|没钱)|(?:哭|喊|叫|装)_穷|谁不难|就你(?:难|穷|事多|惨)|(?:骗|糊弄|应付|忽悠)(?:谁|我|鬼)|(?:理由|借口|故事)_(?:一套|真多|一堆|编|多)|(?:懒得|没空|不想)_(?:跟你|听|理你)|(?:能不能|可不可以)_(?:要点|有点|讲点)_(?:脸|诚信|信用|良心)|(?:脑子|耳朵|眼睛)_(?:有|进|不好|坏|长)|(?:做人|当爹|当妈|男人|女人)_(?:别|不能|要|做成|当成)_|没(?:那|这)_(?:本事|能力|命)_(?:就|还)?别|(?:闭嘴|别废话|住口|少来|得了吧|拉倒吧|呵呵)|丢(?:人|脸)|可笑|笑话",
        ),
        *en(
            "medium",
            "you people (?:always|never|are)|your type|people like you|folk like you|(?:always|there's always|every time) (?:a|an|some)_(?:excuse|story|reason|drama)|(?:tell|telling) (?:me )?(?:another|stories|tales|porkies)|(?:oh|yeah) (?:please|sure|right|really)|(?:poor|boo hoo|bless|aww) (?:you|little|him|her)|cry(?:ing)? (?:about|over|to|wolf)|(?:should've|should have|ought to have|could've)_(?:thought|bought|read|saved|known|kept|budgeted)|(?:can't|couldn't) (?:even )?(?:afford|manage|be trusted|keep)_(?:a|the|your)_?(?:car|bill|job|word|promise)?|(?:what|some|call)_(?:kind of|sort of) (?:a )?(?:man|woman|father|mother|parent|adult|person|grown)|(?:embarrassing|pathetic|ridiculous|laughable|unbelievable|joke|charity|babysit\\w*|hold your hand|spell it out|spoon)|(?:listen|look) (?:here|sunshine|pal|love|mate|lady|buddy|sweetheart|darling|you)|(?:are|were) you (?:even )?(?:listening|born|raised|stupid|thick|serious)|not (?:interested|bothered) in your|don't (?:want to )?hear (?:it|your|about your)|tough luck|tough (?:it out)?$|get over it|boring|rubbish excuse",
        ),
        *zh(
            "high",
            "(?:放屁|屁话|狗屁|傻(?:逼|子|瓜|b)|白痴|(?:你|真|太|这么|够)蠢|蠢(?:货|猪|驴)|笨(?:蛋|死|得|猪)|智障|脑残|神经病|有病(?:吧|啊|是)|混蛋|王八|畜生|废物|垃圾人?|人渣|骗子(?!说|让)|无赖|老赖|赖子|流氓|不要脸|厚脸皮|臭不要|没脸|没皮没脸|犯贱|贱(?:人|货|骨头)|(?<!摇)(?<!翻)滚(?:出|蛋|一边|吧|开|远)|去死|妈的|他妈|草你|操你|丢不丢人|丢人现眼|没出息|窝囊|怂|穷鬼|穷光蛋|叫花子|乞丐|死皮赖脸|装死|装蒜|装傻|装糊涂|装可怜|装什么|装聋|装病)",
            "(?:没钱|没本事|还不起|养不起)__(?:买什么车|买车|装|开什么车|别买|学人家|充|生什么孩子|娶)|(?:听不懂|会不会|说不了|是不是)_(?:人话|讲人话|说人话)|(?:有没有|还有没有|讲不讲|懂不懂)_(?:良心|廉耻|素质|脸|羞耻|规矩)|要(?:点|不要)脸|要脸就|有脸_(?:欠|说|买|开)|你要是有脸|脸皮|脸呢",
            "少_(?:跟我|给我|来这套|装|废话|啰嗦|卖惨|扯|找借口|演|哭穷|打感情牌|在这)|别(?:跟我|给我|在这|再)_(?:来这套|装|演|扯|卖惨|哭|废话|编|耍|磨叽|狡辩|找借口)|演给谁看|(?:骗|糊弄|哄|唬)(?:鬼|谁|三岁)|当我(?:傻|三岁|白痴)|编(?:,|。|接着编|故事|理由|吧)|鬼才信|谁信(?:啊|呢|你)|我还能信(?:吗|你)?",
            "(?:一个)?大男人|三十好几|四十好几|一把年纪|活该|自找的|自作自受|关我(?:什么|啥|屁)事|跟我没关系_(?:我|你)|跑路吧|死不死|哭(?:什么|啥|有什么用)|你(?:这种|这)人|你们这(?:种|些|帮)_?人?|像你这(?:种|样)",
        ),
        *zh(
            "medium",
            "磨磨(?:唧唧|蹭蹭|叽叽)|磨叽|啰(?:里)?(?:啰|巴)?嗦|废话(?:少|真|多|那么)|像个_(?:老太太|娘们|女人|小孩)|烦不烦|有完没完|我没(?:空|时间|功夫|工夫)(?:跟你|听你|陪你|听)|(?:跟你|和你)_说不(?:清|通|明白)|说多少遍|听不懂(?:吗|是不是|还是)|耳朵(?:聋|有问题|不好使)|不可理喻|倒是痛快|想什么想|还问什么问|问那么多|管那么多|爱还不还|随你(?:啊|便|,)|(?:那你)?赔下来再说|投到天上|随便投|不差你(?:一个)?|谁家没(?:个)?(?:难处|困难|事)|人人都(?:有|说)(?:困难|难处)|都是借口|别人(?:都|怎么)能还|怪(?:谁|你自己)|早干(?:嘛|什么)去了|早知(?:今日|现在)|知道丢人就|挺会(?:享受|花|编)|好意思_(?:吗|说|欠|开|哭)",
        ),
        *en(
            "high",
            "(?:idiot|moron|stupid|thick|dumb|liar|lying|scum\\w*|deadbeat|loser|scrounger|sponger|freeloader|parasite|waster|pathetic|useless|worthless|lazy|disgrace|shameful|shameless|disgusting|ashamed|embarrass(?:ment|ing)|muppet|clown|crook|cheat|thief|thieves|bum|tramp|beggar|leech|joker|skank|trash|lowlife|low-life|bastard|bitch|arse\\w*|ass|asshole|bollocks|bullshit|bull|crap|shit\\w*|fuck\\w*|piss\\w*|damn|hell (?:is|are) wrong|shut up|shut your|dimwit|simple|brain ?dead|half-?wit)",
            "(?:don't|can't|do|are) you (?:understand|speak|even understand|hear|listen|get)_(?:english|me|plain|simple|thick|deaf)|(?:are you|you) (?:deaf|thick|stupid|dense|slow|simple|mental|having a laugh|for real|kidding me)|what(?:'s| is) (?:wrong|the matter) with you|what kind of (?:man|woman|mother|father|parent|person)|call yourself a|grow up|man up|get a grip|get a (?:real )?job|no shame|have you no|should be ashamed|shame on you|spare me|sob stor\\w+|boo hoo|cry me|crocodile tears|violins?|pull the other|give me a break|save it|cut the|(?:heard|hear) (?:it|that one|them) all|likely story|people like you|(?:people|folk) of your (?:sort|kind|type)|serves you right|your own fault|not my problem|not my department|couldn't care less|don't care (?:about|what|if|how|who)|who cares|why (?:buy|did you buy|get|have) a (?:car|kid)|if you(?:'ve| have)? no money",
        ),
        *en(
            "medium",
            "(?:everyone|everybody)(?:'s| has) got (?:a|their) story|(?:another|nice|what a|good) (?:story|excuse|sob)|excuses|heard that before|told you (?:already|before|ten times|a hundred)|how many times|(?:wasting|waste) my time|haven't got (?:all day|time for)|i don't have (?:time|all day)|hurry up|get on with it|stop (?:whining|moaning|crying|messing|lying|talking|making)|whing\\w+|moan\\w+|whatever|same thing from where|yeah yeah|blah|be quiet|let me finish|just listen|listen (?:love|mate|pal|sunshine|darling)|sunshine|sweetheart|whose fault|should(?:'ve| have) thought (?:of|about) that|thought of that before|must be nice|some of us work|lucky you|suit yourself|what do you expect|like a (?:child|kid|baby|girl|old woman)|diddums",
        ),
    ),
    not_in=(
        "您说|不好意思|抱歉|道歉|对不起(?!你)|不是说您|您别(?:着急|担心)|诈骗|骗子说|防诈骗|防骗|垃圾(?:短信|电话|桶)|操作|体操|草(?:莓|地|拟)|滚动|废物利用|保险柜|哈哈",
        "you say|you said|sorry|apolog\\w+|called you|mentioned|simple (?:question|form|as|steps?)|just (?:a )?simple|keep it simple|don't worry|story about|ha ha|haha|no need to be (?:ashamed|embarrassed)|not (?:ashamed|embarrassing)|nothing to be (?:ashamed|embarrassed)|funeral|pass the|damn good|seems simple|thick (?:fog|snow)",
    ),
)
