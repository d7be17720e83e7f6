"""Asks for money outside the official ways, for codes or passwords, or moves to a private contact."""

from review.domain import Role
from review.offline.rule import Rule, en, zh

RULE = Rule(
    key="agent.off_channel_payment",
    speaker=Role.AGENT,
    answers=False,
    patterns=(
        *zh(
            "critical",
            "(?:转|打|汇|付|扫|存|交|充)(?:钱|款)?(?:给|到|进|入|过来)(?:我|咱)?(?:的)?_(?:个人|私人|自己|私下|这个人|我老婆|我朋友|我同事|我经理|经理个人|财务个人)_(?:微信|支付宝|账户|账号|卡|码|收款|名下|银行卡|那|$|,|。)?",
            "(?:转|打|付|扫|发|汇|存)(?:给|到)?_我(?:的|这|这边|这儿|名下|卡|微信|支付宝|个人|就行|,|。|$|这里|账|来)",
            "(?:加|用|上|留|记|换)(?:我|下我|个|一下)?_(?:我的?)?_(?:个人|私人|私|自己的?|我)?(?:微信|qq|vx|v信|私号|私人号|小号|电报|手机号就是微信|whatsapp|telegram)(?!公众号|小程序|银行|支付绑)",
            "(?:验证码|密码|六位数|动态码|短信码|取款密码|支付密码|卡号后面三位|cvv)_(?:报|念|告诉|发|说|给|读|提供)(?:一下|给|我|出来|过来|下)?|(?:报|念|告诉|发|说|给|读|提供)(?:一下|给)?(?:我)?_(?:你的|您的|手机|收到)?_(?:验证码|密码|六位数|动态码|短信码)",
            "(?:给|交|备|拿|准备|送)_(?:他|我|人)?_(?:现金|现钱)|现金_(?:快|给|交|送|就行|方便|也行)|打(?:个|张)?收条|私下_(?:转|给|还|聊|谈|教|联系|处理|收|结|解决|打)|别走(?:公司|系统|官方|app)|不走(?:公司|公账|系统|官方|app)|绕开(?:公司|系统)|我(?:在柜台)?帮(?:你|您)_(?:入账|代还|还进去|代缴|垫付|操作账户)|收款码|好处费|茶水费|辛苦费",
        ),
        *en(
            "critical",
            "(?:send|transfer|pay|wire|put|drop|zelle|venmo|cash ?app|paypal|deposit|stick|bung|revolut|move|give)_(?:it|money|payment|the \\w+|them|straight|direct|cash|that|over|me|\\w+)?_(?:to|into|on|in|straight to|direct to)_(?:my (?:own|personal|bank|account|number|paypal)|me (?:directly|personally)|mine|our manager's|a personal|the manager's|this account|an account i|a different account|another account|personal|someone's|my mate's|my wife's|him personally)_?(?:own|personal|account|paypal|venmo|cash ?app|bank|sort code|revolut|number|wallet|monzo|upi|zelle|gpay|directly|card)?",
            "(?:my|personal|private|own) (?:own )?(?:personal |private )?(?:paypal|venmo|cash ?app|zelle|revolut|monzo|upi|bank details|sort code|wallet|whatsapp|telegram|snapchat)|(?:my own|my personal|my private|a private|personal) (?:account|instagram|facebook|mobile|cell|phone|number|line|email|gmail|chat)(?: number| instead| not| is| on| and| account|,|\\.|$| for| from| so)",
            "(?:read|tell|give|send|text|forward|say|share|what's|confirm|need)_(?:me|us|out|to me|back|it to me)?_(?:the |your |that |a )?(?:one[- ]time|six[- ]digit|four[- ]digit|security|verification|text|sms|otp|pass)?[- ]?_?(?:code|otp|pin|password|passcode|cvv|three digits)(?! of (?:your )?(?:address|area))(?!word hint)",
            "(?:add|message|text|ping|whatsapp|dm|ring|call|save|use|get|hit)_(?:me|my|us)_(?:on |at |up on |in )?(?:my |mine |own )?(?:private|personal|own|whatsapp|telegram|instagram|snap\\w*|facebook|wechat|number|cell|mobile|signal)(?: number| chat| phone| one| account|,|\\.| it's|$| instead| not| so| and)",
            "(?:in|pay|bring|give|hand|take|have|leave|get|got|cash|meet)_(?:me |him |them )?(?:the )?(?:cash|an envelope|gift cards?|bitcoin|crypto|money order)(?!\\s?back)(?:,|\\.| and| to| in| at| on| when| only| is|$)|cash in hand|off the books|between (?:us|you and me|ourselves)|better than the office|not through the (?:office|app|system|company)|(?:skip|forget|bypass|never mind|don't use|not)_(?:the )?(?:app|portal|official|office line|website|system)|gift cards?|i'll (?:post|put|log|pay|enter|key) it (?:in |through |on )?(?:myself|for you|from my end)|from my own phone",
        ),
    ),
    not_in=(
        "不要转|不要(?:把|将)|不会(?:让|要求)|请勿|请不要|切勿|别转|官方|不转|您说|防诈骗|不能转|客服微信|企业微信|公众号|验证码核验|已通过|核验通过|验证码确认|任何(?:人|个人)",
        "never (?:pay|give|share|send|ask)|don't (?:pay|give|share|send)|do not (?:pay|share|give)|won't (?:ever )?ask|official (?:app|website|number)|you say|you said|nobody will ask|not (?:to )?(?:share|give|send)|login code was|code was accepted|confirmed by|postcode|area code|employee code|code \\d|zip code|tracking code|sent to your|please don't|sort code of|own car|in your own|cash (?:flow|price)|own insurance",
    ),
)
