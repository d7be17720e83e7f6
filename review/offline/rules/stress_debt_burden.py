"""Other debts compete with this loan."""

from review.offline.rule import Rule, en, zh

RULE = Rule(
    key="stress.debt_burden",
    patterns=(
        *zh(
            "medium",
            "^(?!没|不|无|冇).{0,20}(?:网贷|信用卡|借呗|花呗|平台|小贷|高利|催|欠(?:了|着)|借(?:了|的)|压力|好几|几家|几张|还不过来|滚|最低)",
            when="debt",
        ),
        *en(
            "medium",
            "(?:couple|few|two|three|four|several|loads|some|lots)_(?:cards?|loans?|of them|apps?|lenders?|things)|(?:behind|missed|late|overdue|struggl\\w+|chasing|letters|calling|maxed|juggl\\w+|owe)",
            when="debt",
        ),
        *zh(
            "high",
            "拆_东墙|补西墙|以贷养贷|以卡养卡|借新还旧|借东家还西家|倒来倒去还",
            "(?:刷|套|透支|借)(?:了|着|的|点)?_(?:信用卡|卡|花呗|白条|借呗|网贷|微粒贷|京东|小贷)__(?:还|交|填|垫|顶|供|堵)",
            "(?:借|贷)(?:了|点|钱|别的)?_(?:来|去)?还_(?:车贷|这|月供|那|另|别|上一|旧)",
            "(?:信用卡|网贷|花呗|借呗|白条|贷款|平台|小贷|房贷|消费贷|微粒贷)_(?:逾期|催|还不上|爆|没还|过期|起诉|过了日子|欠着|套)",
            "(?:信用卡|网贷|花呗|借呗|白条|平台|小贷|卡)__(?:最低_没|没还上|逾期了|逾期着|过了日子|天天催|天天打|催得|爆通讯录|上门催|起诉)",
            "(?:催收|催债|网贷|平台|要债|讨债|债主|银行外包|高利贷|放贷)_(?:天天催|一直催|老催|不停|每天催|天天打|堵|上门|找上|轰炸|追着|催|盯着我)",
            "(?:天天|一直|老是|每天|整天)_(?:催债|催收|追债|要债|被催)",
            "(?:法院|执行局|法庭|银行)_(?:冻|执行|传票|强制|限高|查封|起诉我|判)",
            "(?:卡|账户|工资卡|账号|微信|支付宝|银行卡|户头)_(?:冻结|被冻|冻了|查封|封控|被法院)",
            "(?:被)?(?:强制执行|限高|限制高消费|列入失信|失信人|成了?老赖|被执行)",
            "高利贷|利滚利|砍头息|驴打滚|地下钱庄|大耳窿|私贷|水钱",
            "(?:先|得先|要先|只能先|优先)_还(?:他们|那边|网贷|信用卡|别的|人家|别人|平台|银行|房贷|小贷)",
        ),
        *zh(
            "medium",
            "(?:好几|几|三|四|五|六|七|八|多|十几|\\d)_(?:家|个|张|笔|头)_(?:网贷|贷款|信用卡|平台|借款|小贷|债|欠)",
            "(?:网贷|信用卡|小贷|借呗|微粒贷|消费贷|花呗|白条|外债|饥荒|窟窿|借款|债)_(?:好几|一大堆|一堆|不少|好多|要还|压|太多|几万|十几万|还有|没清|没还|三家|四家|五家|两家)",
            "欠(?:了|着|咗)?(?:下)?(?:一屁股|一身|不少|好多|很多|一堆|别人|人家|亲戚|外面|银行|供应商|信用卡|网贷|几十万|十几万|几万|@num万)",
            "背(?:着|了)?_(?:债|贷|好几|一身|外债)|负债_(?:高|多|重|大|累累|率|缠身|几|@num)|一屁股(?:的)?债|债(?:务)?_(?:压|多|缠|重|太大|滚)|饥荒",
            "(?:每个?月|一个月|月月)_(?:光|要|都要|得|加起来)?还(?:贷|债|款|各种|信用卡|网贷)?_(?:@num)_(?:万|千|多)",
            "(?:还|只还|一直还|刚够)最低|最低还款|分期_(?:好几|一堆|叠)|窟窿|填坑|几头(?:都|一起)?(?:还|要)|(?:外面|亲戚)_(?:借了|欠了|欠着|借着)",
            "(?:亲戚|朋友|亲友|同事|身边人)_(?:都|全)?_借遍|借遍了|刷爆|爆卡|债多|多头|撸(?:了)?(?:网贷|口子|贷)|资金缺口",
        ),
        *zh(
            "medium",
            "(?:有|还有|欠)_(?:网贷|信用卡|借呗|花呗|平台|小贷|私人|外债|亲戚|朋友)_(?:几|好|万|逾期|催|都|没)",
            when="debt",
        ),
        *en(
            "high",
            "(?:us(?:e|ing|ed)|put(?:ting)?|took|take|taking|got|getting|maxed|ran|running|pulled)__(?:credit cards?|cash advance|payday|another (?:loan|one|card)|overdraft|loan app|card)__(?:to pay|to cover|pay(?:ing)? (?:for |the |this |you|that |it|off)|for (?:the|this) (?:car|payment)|to keep up)",
            "(?:another|a new|one more|second) (?:one|loan|card|advance)__(?:to pay|to cover|pay)",
            "borrow\\w*__(?:to pay|to cover|to make|pay (?:off|the|one|them|you))",
            "rob\\w* peter|(?:one|each) (?:card|loan|debt) (?:to pay|pays|paying) (?:another|the other|the next)|juggling (?:cards|debts|loans|bills)",
            "pay ?day (?:loans?|lenders?|advances?|people)|loan sharks?|money ?lenders?|doorstep lend\\w+|loan apps?",
            "(?:froze|frozen|freeze|freezing|levied|levy|seized)_(?:account|card|wages|bank|salary)|(?:account|wages|bank)_(?:frozen|froze|garnish\\w*|levied)|garnish\\w*|attachment of earnings",
            "bailiffs?|ccjs?|county court|(?:court )?judge?ment (?:against|on)|enforcement (?:agent|officer|notice)|sued me|suing me|court (?:order|summons)",
            "(?:behind|late|overdue|in arrears|past due|months? (?:gone|down|behind)|defaulted|delinquent)_(?:on|with) (?:the|my|our|other|both|everything|all|rent|credit|card|mortgage|another|a few|some)",
            "(?:rent|mortgage|credit cards?|cards?|council tax|other loans?|other one|loans?)(?:'s| is| are|'re| also| both| all)*_(?:behind|overdue|in arrears|past due|months? gone|in default|late|defaulted|unpaid|maxed)",
            "(?:collectors?|lenders?|loan app|banks?|cooperative|they|creditors?|debt people)(?:'s|'re| are| is| keep| keeps|'ve| have| always)*_(?:chasing|hounding|on my neck|on my back|calling (?:me|my)|threatening|after me|breathing down)",
            "(?:they|theirs|them|that one|those|cards?|lenders?|loan)_(?:come|comes|go|goes|get|gets|got|paid|pay) (?:paid )?first|(?:pay|quench|settle|clear|service) (?:them|theirs|those|that one|the others?) first",
            "where my (?:check|cheque|money|pay|wages|salary) goes",
        ),
        *en(
            "medium",
            "(?:several|three|four|five|six|two|a few|loads of|lots of|couple of|other|so many|too many|multiple|a bunch of|bunch of|all these|these)_(?:loans|credit cards|cards|debts|lenders|finance (?:companies|agreements)|creditors|instal?l?ments|emis)",
            "max(?:ed|ing)[ -]?(?:out)?|(?:near|at|over|to|hit)_(?:the |its |my )?limit|up to (?:my|the|our) (?:eyes|eyeballs|neck|ears)|(?:in|into|deep in|heavy|drowning in|buried in|so much) debts?|drowning|in over my head|(?:only|just) (?:paying )?(?:the )?minimum|minimum payments?|debts? (?:plan|management|charity|advice|relief|pil\\w+|mount\\w+|everywhere|collectors?)|consolidat\\w+|piling up|snowball\\w*|iva|trust deed",
            "(?:taxman|hmrc|irs|revenue)_(?:charge|lien|owe|chasing)|owe_(?:money to|everyone|everybody|all over|people|the bank|my|them|\\w+ (?:grand|thousand|hundred)|on (?:the|my|two|three) cards?)",
        ),
    ),
    not_with=(
        "(?:去年|前年|大前年|早些年|那会儿|疫情|几年前|年轻(?:时|不)|上一家)(?!.*(?:一直|到现在|还没|还在|至今|现在(?:还|也没|都)))",
        "(?:years? ago|years? back|last year|back in (?:19|20)\\d\\d|in lockdown|during (?:covid|lockdown)|the pandemic|when i was (?:young|twenty|a kid))(?!.*(?:still|ever since|since then|now i can))",
    ),
    not_in=("谁会|没有任何|没有其他|从来|从不|早还清|还清了|没有(?:其他|别的)|你们|当月(?:花|清)|注销|销户",),
)
