"""The car, its title or its keys secure another debt."""

from review.offline.rule import Rule, en, zh

THING = "(?:车(?:子)?|绿本|大本|登记证|产证|钥匙|行驶证|车本|手续|证|本子|这台|那台|它)"
FAR = "(?:人|人家|别人|他|她|朋友|债主|典当|当铺|小贷|公司|寄卖|车行|那边|老板|放贷|私人|民间|另一家|别家|亲戚|同学|一个)"

RULE = Rule(
    key="collateral.second_pledge",
    patterns=(
        *zh(
            "critical",
            "^(?!没|不|无|冇).{0,30}(?:押(?!金)|抵(?!押权人)|当(?:了|铺)|债主|周转.{0,6}(?:拿|放)|钥匙.{0,6}(?:给|在|拿)|绿本.{0,8}(?:给|在|拿))",
            when="right",
            echo="collateral",
        ),
        *en(
            "critical",
            "(?:borrow\\w*|loan|pawn\\w*|owe|security|holding|keys?|papers|title|logbook|lender|cash)",
            when="right",
            echo="collateral",
        ),
        *zh(
            "critical",
            f"{THING}_(?:押|质押|抵押|抵|典|当|扣|压)(?:给|在|到|畀|俾)_(?!你们|您|贵|银行|咱们|贷款|金融)",
            f"把_{THING}_(?:押|质押|抵押|抵|典|当|压)(?:给|在|到|了|出去|掉)",
            "(?:押|抵押|质押|典|当|抵)(?:给|在|了|畀|俾)_(?:典当|当铺|朋友|债主|小贷|私人|民间|寄卖|别人|人家|车行|一个|老板|同学|外面|他|她|别家|另一家|放贷)",
            "(?:押|抵|当|典)(?:了|出去了?|掉|咗)_@num(?:来)?(?:万|千|块)",
            "典当(?!行?的?(?:名片|广告))|当铺|寄卖|二押(?!吗|没|过吗|是)|二次抵押(?!吗|没)|又押|押车|押证|押绿本|不押车贷|押手续|车抵贷|再(?:次)?(?:抵押|押)(?:了|给|出)",
            "(?:债主|要债的|放贷的|借钱的|讨债的|高利贷的)__(?:把)?(?:车|钥匙)?_(?:开走|扣|拉走|拿走|收走|弄走|拖走|压|抵)",
            "(?:车|钥匙)_(?:被)?_(?:扣|拿走|开走|压|拉走)__(?:还清|还完|还钱|还上|给钱|拿钱|结清)",
            "(?:欠|借)_(?:钱|债|@num万|他|款)__(?:车|钥匙|绿本)_(?:扣|拿走|开走|押|抵|压|给他|拉走)",
            f"{THING}_放(?:在)?_{FAR}__(?:拿了|借了|换了|拿|借|周转|应急)_(?:万|千|钱|@num)",
            "(?:拿|用|把)_(?:车|绿本|登记证)_(?:去|又)?(?:借|贷|换|抵)_(?:了|钱|@num|款)",
            "赎(?:回来|出来|车)",
            "抵(?:了)?(?:账|债)(?:给|了|去)",
        ),
        *zh(
            "high",
            "(?:想|打算|准备|考虑|正在|要)_(?:再)?_(?:押|抵押|质押|典当|拿.{0,3}车.{0,3}(?:借|贷))_(?:出去|给|点|钱|周转|了|贷)",
        ),
        *zh(
            "critical",
            "(?:有|是|对|嗯)_(?:押|抵|典当|借了)|押(?:过|了|给|在)(?!金)|(?:绿本|登记证|钥匙)_(?:在|给)_(?:朋友|别人|人家|他|债主|老板)",
            when="right",
        ),
        *en(
            "critical",
            "pawn(?:ed|ing|shop|broker\\w*)?|logbook (?:loan|lender)|log book (?:loan|lender)|title (?:loan|pawn|lender|max)|bill of sale|hock(?:ed)?(?: it| the)?|in hock",
            "(?:borrow\\w*|loan|money|cash|advance|lent me|raised)__(?:against|on) (?:the |my |this |that )?(?:car|truck|van|title|it|logbook|v5|vehicle|papers)",
            "(?:put|puts|used|use|using|gave|given|give|left|leave|handed|hand|pledged|pledge|offered|signed)_(?:it|car|truck|van|title|keys?|logbook|v5|papers|rc|pink slip|registration|that)_(?:up )?(?:as|for|over|to|with|against)__(?:security|collateral|guarantee|surety|loan|debt|money|lender|until|till|him|them|friend|what i owe|deposit)",
            "(?:as|for) (?:security|collateral|surety|a guarantee|a pledge)(?! deposit)",
            "(?:holding|hold|holds|keeping|keeps|kept|has|took|taken|sitting on)_(?:the |my |custom |car )*(?:papers|logbook|log book|v5c?|title|keys?|spare key|rc|pink slip|registration|documents|car|truck|van)__(?:until|till|unless|'til|against|for what i owe|because i owe|when i pay|if i pay)",
            "(?:until|till|once|when|unless|if)_(?:i|we)_(?:pay|give|bring|settle|clear|sort|finish|square)_(?:him|them|her|theirs|his|it|back|off|nineteen|up|what i owe)__?(?:back|car|keys?|get|gives?|return\\w*|release\\w*)",
            "get(?:ting)? it back when i|(?:creditor|loan shark|money ?lender|man i owe|guy i owe|bloke i owe|lender|people i owe)__(?:took|has|have|taken|got|holding|drove|keeps?|came)_(?:it|car|truck|van|keys?|my|her)",
            "second (?:charge|lien|mortgage|loan on the car)|another (?:lien|charge|lender|loan) (?:on|has|secured|against)|secured (?:another|a second|a loan|it) (?:loan|on|against|with)|signed the title over|collateral (?:for|on|to) (?:a|another|my|the other|his|some)",
            "(?:owe|owed|owing)__(?:he|they|she)_(?:took|taken|has|have|holding|keep\\w*|got)_(?:the car|car|it|keys|my car|truck|van)",
        ),
        *en(
            "high",
            "(?:thinking|planning|going|want|might|about) (?:of|to|about)?_(?:pawn\\w*|borrow\\w*_against|title loan|logbook loan|put\\w* it up)",
        ),
        *en(
            "critical",
            "(?:yes|yeah|well|actually|there's|there is|technically)_(?:loan|lien|pawn|owe|friend|cousin|holding|security|borrow\\w*)",
            when="right",
        ),
    ),
    not_in=(
        "门朝哪|押金|底价|你们(?!报备)|吃饱了撑|没_?(?:押|抵)|二丫|名片|广告|还能不能|能不能|闺女|抵押权人|房子|房本|住房",
        "pawn-your|why would|干不出|(?:old|other|previous|first|last) (?:car|one|fiesta|van|motor)|his van|my (?:house|home|flat)|cousin pawned|couldn't|could i|can i|you (?:hold|have|lot)|deposit",
    ),
)
