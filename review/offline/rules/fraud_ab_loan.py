"""Somebody who thought to be a guarantor, contact or witness turns out to be the borrower."""

from review.offline.rule import Rule, en, zh

ROLE = "(?:担保人?|见证人?|联系人|介绍人|证明人|保人|保证人|推荐人|紧急联系|辅助人)"

RULE = Rule(
    key="fraud.ab_loan",
    patterns=(
        *zh("critical", "(?:担保|见证|联系人|验证|流程|刷脸|中介|帮(?:个)?忙)", echo="fraud"),
        *en(
            "critical",
            "(?:reference|guarantor|witness|contact|vouch\\w*|verify|verification|broker|favou?r|selfie)",
            echo="fraud",
        ),
        *zh(
            "critical",
            f"(?:以为|只是|就是|就当|不过是|说是|说|让我|叫我|找我|当个?|做个?|需要|要)_(?:当|做|是|找|给|个)?_{ROLE}",
            f"{ROLE}__(?:怎么|结果|变成|成了|居然|现在|原来|反倒|竟然|却)_(?:借款|欠|贷款|我|还|扣|主贷)",
            "(?:怎么|结果|居然|竟然|现在)__(?:变成|成了|是)_(?:我|借款人|我的贷款|我欠|我来还|主贷)__?",
            "(?:说|讲|让我|叫我|以为)_(?:走个?(?:流程|过场|形式)|帮(?:他|忙|她)(?:验证|刷|过|核验|做个)|验证(?:一下)?|过(?:个)?(?:流水|账|一下)|核验|做个(?:证明|验证)|测额度|查征信)",
            "刷(?:个|了|一下|的)?脸__(?:转|钱|验证|给了|贷|名下|变成|到)|(?:验证|核验|刷脸|眨眼|读数字|念数字)__(?:贷款|名下|转走|钱_(?:给|转|到)|借款)",
            "(?:钱|款|贷款)_(?:转|打|到|给|进|划)(?:给|到|了|进)?_(?:他|她|中介|朋友|别人|那个人)_(?:卡|账|手|那|了|名下|,|。|$)",
            "(?:贷款|债|合同|钱|车贷)_(?:在|到|落|挂)(?:了|到|在)?_(?:我|他|朋友)(?:的)?(?:名下|头上|身上)_?(?:我不|我都|怎么|才|了)|中介_(?:骗|忽悠|让我|叫我|说我|说只|说就)|被_(?:中介|朋友|同学|老乡|他)_(?:骗|忽悠|坑)_(?:贷|办|签|当)",
        ),
        *en(
            "critical",
            "(?:only|just|thought|told|said|supposed|thinking|need\\w*|asked|believed|understood|merely|being|be|was|as)__(?:a |the |his |her |their |as |for |to be )?(?:reference|guarantor|witness|emergency contact|referee|contact person|character reference|co-?signer|backup|proof of funds|vouch\\w*|second person|verification|guarantee)(?!s? number)",
            "(?:reference|guarantor|witness|emergency contact|vouch\\w*|referee|co-?signer)__(?:now|turns out|but|and then|actually|instead|not)__(?:loan|borrower|debt|pay|name|owe|mine|liable)",
            "(?:scan\\w*|show\\w*|video|selfie|photo of|picture of|held up)_(?:my )?(?:face|video|selfie)__(?:verif\\w*|loan|vouch|only|witness|contact|money|check|reference|borrower|press|identity|him|friend)",
            "(?:everything|debt|loan|all of it|it|contract)(?:'s| is| was| are)?_(?:in|on|under) my name__(?:thought|thinking|only|witness|reference|never|didn't know|how|why)",
            "(?:money|funds|cash|loan)__(?:went|sent|transferred|paid|go)_(?:straight |directly )?to (?:him|her|them|the broker|broker|my friend|his|the agent)|broker_(?:said|told|tricked|lied|asked|promised|made|had me)|(?:how|why|when)_(?:am i|did i|is it|i'm|i)_(?:the )?(?:borrower|owe|become|became|end up)_?",
            "(?:now|suddenly|letter)_(?:you|it|they)?_(?:say|says|saying|tells?)_(?:it's|it is|i'm|that it is|me who)_(?:my loan|who pays|the borrower|me|mine)",
        ),
    ),
    not_in=(
        "可不是被|不是被骗|共同借款|一起签|抖音|短视频|听说|刷到|新闻|加个担保|能不能加|没有中介|紧急联系人(?:电话)?(?:换|改|还是|不变|是)|担保、",
        "co-?borrower|both signed|signed together|saw a video|video about|could a guarantor|no broker|would a|emergency contact (?:is|number)|my insurance|(?:proud|happy) to",
    ),
)
