"""They will not pay although able, abandon the loan, or have hired somebody to avoid it."""

from review.offline.rule import Rule, en, zh

RULE = Rule(
    key="intent.default",
    patterns=(
        *zh(
            "high",
            "(?:我|俺|反正|就|坚决|打死|死都|绝对|以后|后面|这钱|这车贷|钱)_(?:就是)?(?:不|唔)(?:会|打算|准备|想|可能)?(?:再)?(?:还|给(?!你们添)|交|付|供)(?:你们|你|一分|了|的|啦|钱|这|它|,|。|$|!)(?!不)",
            "(?:一分(?:钱)?|半毛钱|一个子儿?|一毛)_(?:都|也)_(?:不|别想|休想|甭想)_(?:还|给|会|交|出|拿)?",
            "不(?:打算|准备|想|愿意|乐意|高兴)(?:再)?(?:还|供|交|给)(?:了|钱|款|你们)?|没(?:打算|想过|准备)(?:要)?还|懒得还|凭(?:什么|啥)_(?:我)?还(?:钱|款|你)|还个(?:屁|鬼|锤子|毛)|不(?:还|供|交)了(?!解)",
            "(?:爱|随|任)(?:你们|你|咋|便|怎么)?_(?:告|起诉|拖车|拖)_(?:就|告|起诉|去|吧|随)?|(?:去|你们|尽管|有种|有本事)_(?:告|起诉|打官司)(?:我|吧|去|就|好了|呀)|法院见|法庭见|告到(?:哪|哪里)",
            "车_(?:我)?(?:也)?(?:不|唔)要(?:了|啦)|(?:来|把车|你们|车)_(?:拖|拉|开|收|弄)(?:走|回去)(?:吧|好了|得了|算了|呗|就|,|。)",
            "停息挂账|反催收|(?:法务|法律咨询|律所|债务(?:优化|重组|规划|处理))_(?:公司|团队|老师|中介|机构)?_(?:代理|处理|帮|协商|维权|让我)|代理(?:停息|维权|协商|投诉)|(?:让|叫|教)(?:我)?_(?:别|不要|先别)_(?:接|还|理)_(?:电话|钱|款|你们)?|换(?:个)?号_?躲",
        ),
        *zh(
            "high",
            "没打算|不还|不给|不交|不供|爱咋|随便你|随你|告去|不想还|没得还.{0,4}(?:怎么|咋)",
            when="pay",
        ),
        *en(
            "high",
            "(?:won't|never) (?:see|get)_(?:another|a|one)? ?(?:penny|cent|dime|payment)_?(?:from|out)?|(?:not|ain't|won't|will not|never|refus\\w+ to|no longer|isn't|am not|nope not|not gonna|don't intend to|no intention of|not going to|not planning to|don't plan to|wouldn't|don't want to)_(?:pay\\w*|send\\w*|giv\\w+)_(?:you |another |any |one |it|a |this |that |the )?_?(?:penny|cent|dime|payment|payments|it|you|anything|any ?more|this|money|back|red cent|more|for that|for it|for this|another|of it|until|till|on principle|full stop|end of)",
            "(?:just|simply|flat out|i'm|i am|am|we're|definitely) (?:not|never)_?(?:paying|payin'|giving you)|refuse (?:point blank )?to|refusing to pay|(?:done|finished|through|stopped|stopping|stop|quit|sick of) (?:with )?(?:paying|making payments?|the payments)|wash(?:ed|ing) my hands",
            "sue me|take me to court|see (?:you|yous|ya|ye) in court|(?:do|try) (?:what|whatever|your)_(?:you )?(?:gotta|have to|got to|like|want|worst|must|please|wanna)|(?:come|send someone) (?:and |to )?(?:get|take|collect|fetch|repo) (?:it|the car|the thing|the truck|the van)|(?:take|have|tow|repo|keep|repossess) (?:the|that|your) (?:car|thing|truck|van|bloody|damn)_?(?:back|thing|car)?|(?:you can|they can) (?:whistle|have it|take it back|keep it|repossess|forget it|stick it|sing for|come get)",
            "(?:hired|got|paid|using|signed up with|spoke to|with)_(?:firm|company|lawyer|agency|outfit|consultant|debt \\w+|people|website|guy)__(?:stop|not to|ignore|don't|never|stopped|handle it|deal with you|told me|get out of|advised)|(?:told|advised|said)_(?:me|us)?_(?:to )?(?:stop|not to|ignore|don't|quit)_(?:paying|pay|you|your calls|answering|letters)|freeman|write off the debt|statute[- ]barred",
            "walk(?:ing)? away from (?:it|the|this)|hand(?:ing)? (?:it|the car|the keys) back and|abandon\\w*|(?:we're|i'm|are|am) (?:finished|done|through) with (?:you|it|this|paying)|as far as i'm concerned__(?:finished|done|over|ends)",
        ),
        *en(
            "high",
            "not (?:paying|giving|sending|happening|a chance)|won't be|why should i|i don't intend|never|no chance",
            when="ready",
        ),
    ),
    not_in=(
        "那种|借了钱|开玩笑|逗|不会(?:因为这个)?不还|不是不还|怎么(?:会|可能|敢)不还|不还(?:会|也|款|行|吗|不)|还不(?:上|起|了)|没钱|网上(?:有人|那些|说)|劝|不想(?:再)?借|不想欠|肯定还|照还|不想还没|拿不出|凑不|不给(?:办|过|我|发|签)|不给个|不交保",
        "kidding|joking|can't afford|simply can't|what happens if|people online|don't have (?:it|the money)|insurance|not paying attention|never (?:missed|late)|(?:they|boss|company|insurer|insurance|he|she|dealer|employer)(?:'re|'s| are| is| won't| will not)? (?:not )?pay",
    ),
)
