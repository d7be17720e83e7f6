"""An earlier promise to pay was not kept, or is moved again."""

from review.offline.rule import Rule, en, zh

PAST = "(?:上次|上回|上周|上个?月|之前|原来|本来|那天|那回|前几天|前天|昨天|昨晚|月初|原先|当时|那会儿|头先|寻日)"
SAID = "(?:说|答应|承诺|讲|约|保证|许|应)"
FAILED = "(?:没(?:有)?(?:能)?(?:凑|还|到|下来|给|成|上|弄|发|兑现|做到|顶住|来得及|赶上|存|打|转|够|搞定|办|等到|收到|要到)|没有(?:凑|还|到|兑|做)|冇|未|不够|不行|还差|又(?:没|要|得|拖|被|出)|耽误|耽搁|泡汤|黄了|被(?:顶|占|挪|用)|挪(?:用|去)|先(?:用|还|交|给)(?:了|掉)|食言|忘)"

RULE = Rule(
    key="stress.broken_promise",
    patterns=(
        *zh(
            "medium",
            f"{PAST}__{SAID}__{FAILED}",
            f"{SAID}(?:好|过|定)?(?:的|了|是)?_(?:@num号|昨天|前天|上周|周[一二三四五六日天]|星期|礼拜|月底|月初|今天|那天)_(?:还|给|打|存|转|交)?__{FAILED}",
            f"(?:答应|承诺|说好|讲好|约好|保证)(?:的|了|过|你们|您)?__{FAILED}",
            "说话不算(?:数|话)|食言|失约|失信于|又(?:要|得)(?:拖|往后|改|推|麻烦)(?!地|的)|又(?:拖|推|延|晚)(?:了|几|一|到)|没(?:能)?(?:兑现|守信|做到|说到做到)|言而无信|放(?:你们?|您)鸽子|对不住__说好",
            "(?:上次|上周|说好|答应|约好|承诺)__(?:再(?:给|缓|宽限|等)|改(?:到|成)|推到|往后)",
        ),
        *zh(
            "medium",
            "(?:没|冇|未)(?:有)?_(?:凑|来得及|到账|下来|顶住|办法|还成|还上|存|收到|发|拿到|要到|兑)|(?:钱|款|工资|货款)_(?:没|还没|冇|又)|给(?:他|她|别人|房东|人家|医院)了|用(?:掉|了|在)|先(?:还|交|给|付)了|对(?:不|唔)(?:起|住)__(?:没|再|等|改)|又(?:出|被|要)|忘了|食言|(?:那就|只能|得)?_(?:改|推|挪)(?:到|成|周|下)|再(?:给|等|缓|宽)|(?:支票|转账|老板|客户|对方)_(?:进不|没|拖|又|跑|放)",
            when="promise",
        ),
        *en(
            "medium",
            "(?:said|promised|told|going|supposed|meant|agreed|swore|my word|thing i told|was to|arranged|committed|planned)__(?:but|and then|and it|didn't|did not|couldn't|could not|hasn't|haven't|never|wasn't|fell through|not)__(?:come|get it|together|pay|paid|enter|happen|arrive|make it|manage|through|have it|send|clear|land|work out|do it|in|show|able)",
            "(?:i|we)(?:'d| had)? (?:said|promised|told you|told your|told the|told him|told her|agreed)_(?:friday|monday|tuesday|wednesday|thursday|saturday|sunday|the \\w+|it'd|i'd|i would|it would|by|yesterday|last|to pay|payment)__(?:but|didn't|couldn't|hasn't|not|haven't|sorry|fell|never)",
            "(?:couldn't|didn't|wasn't able to|can't)_(?:do|pay|manage|send|make|get)__like i (?:said|promised)",
            "(?:broke|break|broken|breaking|didn't keep|couldn't keep|haven't kept|not kept|go(?:ne|ing)? back on)_(?:promise|word|arrangement|agreement)|let (?:you|you all|you guys|yous|youse) down|(?:didn't|couldn't) (?:do|manage|keep to|stick to)_(?:what i said|arrangement|plan|that)",
            "(?:it's|that's|it|that) not (?:in|there|gone in|come in|paid) (?:now|yet|either)|not in now either",
        ),
        *en(
            "medium",
            "(?:didn't|did not|couldn't|could not|hasn't|haven't|never|not)_(?:come|get|got|go|pay|paid|happen\\w*|make|manage|arrive\\w*|have|clear\\w*|send|sent|land\\w*|work|do)|fell through|let me down|went on|used (?:it|that)|had to (?:use|spend|give|pay)|something (?:came|else) (?:up|came)|(?:give|need|another|till|until|by) (?:me )?(?:\\w+ )?(?:more )?(?:days?|week|friday|monday|time)|sorry about|i know i|forgot",
            when="promise",
        ),
    ),
    not_in=(
        "已经还|早就还|就还了|还了呀|我还了|有凭证|(?:同事|你们).{0,6}(?:改|同意|答应)|工资|发货|交车|提车|(?:店|销售|车行|老板|人家|中介)_?(?:说|答应|承诺|讲)|i paid|receipt|i've paid|already paid|(?:they|he|she|dealer|garage|salesman|lad) (?:said|promised|told)|told me|your (?:colleague|guy|lot|team) (?:said|moved|changed)",
    ),
)
