"""The car is used for hire, freight or rental, or in another region, unlike what was declared."""

from review.offline.rule import Rule, en, zh

RULE = Rule(
    key="collateral.use_change",
    patterns=(
        *zh(
            "medium",
            "(?:跑|拉|送|载|接)(?:单|货|客|人|活|点|外卖|快递|菜|车)|滴滴|网约|平台|顺风车单|出租|租给|工地|外地|做生意|挣(?:点|外快)|补贴",
            when="use",
        ),
        *en(
            "medium",
            "(?:deliver\\w*|uber|taxi|cab|hire|rent\\w*|haul\\w*|passengers|courier|parcels?|site|business|side (?:job|gig|hustle)|drops|fares|jobs|app|gear|loads?|tours?|lessons)",
            when="use",
        ),
        *en(
            "medium",
            "(?:deliver\\w*|uber|taxi|cab work|hire|rent(?:ing|ed|s)? it|haul\\w*|passengers|courier|parcels|fares|tours|lessons)",
            when="user",
            echo="collateral",
        ),
        *zh(
            "medium",
            "(?:跑|开|做|注册|干|兼职|搞)(?:了|着|起|点|咗)?_(?:滴滴|网约车|出租(?!屋|房)|快车|专车|货拉拉|曹操|首汽|哈啰|t3|高德打车|美团打车|闪送|外卖|快递|黑车|客运|约车|花小猪|运满满|同城货|专线|长途货|城际|拼车|优步|uber)",
            "(?:白天|晚上|下班|周末|早晚|平时|有空|业余|空了|偶尔|现在|后来)_(?:跑|拉|送|载)_(?:滴滴|网约|单|车|货|客|活|外卖|人|快车|专车|乘客)",
            "(?:拉|运|载|驮|装)(?:点|了|着|起)?_(?:货|客人?|水泥|砖|沙子|建材|钢材|瓷砖|木材|家具|猪|牛|羊|鱼|海鲜|煤|石)(?!车的?人家)",
            "(?:座椅|后座|后排|座位)_(?:拆|卸|放倒)|拆(?:了|掉)?_(?:后座|座椅|后排)",
            "(?:租|包)(?:给|出去|出租|赁)_(?:人|公司|别人|工地|矿|驾校|租赁|司机|平台|车队|老乡)|挂(?:靠|在)_(?:租赁|平台|公司|车队)|(?:租赁|共享|婚庆|婚车|驾校|教练车|租车|车队)_(?:公司|平台|用|接单|挂|出租)|收租",
            "(?:在|去|到|弄到|拉到|开到|放在)_(?:工地|矿上?|矿山|林场|新疆|西藏|青海|外省|外地|边境|缅甸|港口|油田|沙漠|格尔木)_(?:用|跑|拉|开|干|上班|那边|上|半年|@num个?月|好久)",
            "(?:用来|用于|拿来|拿去|改成|改做|当|改)_(?:营运|拉货|送货|跑货|载客|拉客|跑单|拉人|经营|出租|摆摊|货车|教练车|送外卖|送快递|做生意)",
            "非营运_(?:跑|拉)|营运性质|送(?:货|外卖|快递|桶装水|菜)_(?:挣|赚|补贴|用|跑|呢|每天|天天)",
        ),
        *zh(
            "medium",
            "跑(?:单|车|货|业务|活|滴滴|长途)|拉(?:货|人|客|活)|送(?:货|外卖|快递)|接单|改营运|网约|外地跑|做生意|载客|摆摊|变了|改了|兼职",
            when="use",
        ),
        *zh(
            "high",
            "(?:没|不|冇)_(?:改|变更|报|换)_(?:营运|保险|险|保|性质|报备)__(?:跑|拉|网约)|(?:跑|拉|网约)__(?:没|不)_(?:改|变更|报|换)_(?:营运|保险|险|性质)|就普通家用",
        ),
        *en(
            "medium",
            "(?:do|doing|drive|driving|started|start|running|working|use it|using it|signed up|sign up) (?:\\w+ ){0,3}?(?:uber|ubers|lyft|bolt|ola|grab|didi|ride-?hail\\w*|ride ?share|rideshar\\w*|taxi\\w*|minicab\\w*|mini-cab\\w*|cab|cabbing|private hire|door ?dash|deliveroo|just eat|instacart|grubhub|uber eats|delivery|deliver(?:ies|ing)|courier\\w*|parcels?|amazon flex|flex|hotshot\\w*|haulage|hauling|chauffeur\\w*|airport (?:runs|transfers)|school runs for|jitney|matatu|danfo|okada|dispatch)",
            "uber(?:ing)?|lyft|deliveroo|door ?dash(?:ing)?|instacart|ride-?hail\\w*|minicab\\w*|private hire|amazon flex|turo|getaround|hiyacar|truck-sharing|car[- ]sharing app|rental (?:app|platform|site|fleet)|taxi(?:ing| work| plate)|for hire|hire and reward|commercial (?:use|work|purposes)|ferry(?:ing)? (?:people|passengers|guests|workers)|passengers for",
            "(?:haul\\w*|carry\\w*|carting|lug\\w*|transport\\w*|deliver\\w*|moving|shifting|drop\\w*)_(?:goods|gear|cement|bricks|stock|tools|loads?|cargo|materials|parcels|livestock|sheep|produce|furniture|passengers|crates|pallets|rubble|equipment|timber|food|pizzas?|groceries|packages|scrap)",
            "(?:took|taken|pulled|ripped|stripped|removed)_(?:seats?|back seats?|bench)_?(?:out)?",
            "(?:rent(?:ing|ed|s)?|hir(?:e|ing|ed)|leas\\w+)_(?:it|the (?:car|truck|van))_(?:out|by the|to|for the)|book(?:s|ed)? it by the (?:day|hour)",
            "(?:on|at|to|out at|up at|down at|near|for)_(?:site|the site|the mine|the mines|the quarry|the rigs?|a site|the farm|the fields|the oil ?field|the building site|construction)_?(?:since|for|now|every day|work|all|,|\\.|$|it stays)|site (?:vehicle|car|van)|crew (?:bus|car)|work ?horse|(?:two|three|five|eight|\\d+|hundred|thousand)_(?:miles|kilomet\\w+|km|hours) (?:away|from here|north|south|up|out)",
            "(?:business|company|shop|work|firm) (?:use|vehicle|van)|(?:using|use|used) (?:it )?for (?:the |my |our )?(?:business|work|shop|company|deliveries|driving lessons|catering|market|stall|jobs|trade|customers)|driving (?:lessons|instructor)|drive (?:people|tourists|guests|clients)",
        ),
        *en(
            "medium",
            "deliver\\w*|taxi|cab|hire|rent\\w*|haul\\w*|business|passengers|uber|side (?:job|gig|hustle)|courier|on (?:the )?site|the mine|up near|instead of|changed|different|commercial",
            when="use",
        ),
        *en(
            "high",
            "(?:never|didn't|haven't|not|hasn't)_(?:told|tell|changed|change|informed|inform|let|updated|update|declared|notified)_(?:the |my )?(?:insurance|insurer|insurers|policy|cover|you)__(?:taxi|hire|deliver\\w*|uber|work|business|rent\\w*)|(?:taxi|uber|deliver\\w*|private hire|renting)__(?:personal|private|normal|standard|domestic|regular|social) (?:policy|insurance|cover)",
        ),
    ),
    not_in=(
        "劝我|我嫌|没去|keeps telling|tells me to|a mate does|当时(?:登记|写)|申请(?:的)?时|办的时候|写的就?是?|登记的?就是|营运贷|一直(?:就)?是?跑|顺风车|以前|春节|过年|叫(?:了)?(?:个)?(?:滴滴|网约车|出租)|打(?:滴滴|出租|网约)|坐(?:滴滴|出租)|报备|想过|要是|失业(?:了)?就|去?搬(?:了)?(?:个)?家|拉了一趟|年货|工资|我(?:是)?(?:货车|大车)司机|平台把|账号|运蔬菜",
        "(?:take|took|taking|get|got|getting|ordered|order|call|called|by|in) (?:a |an |the )?(?:taxi|cab|uber|lyft|minicab)|on the (?:application|agreement|form|policy)|declared|your own scheme|always been|that's (?:the|what)|should do|wouldn't|not putting|if i (?:lose|ever)|used to|my (?:uber|taxi) (?:driver)|parcel for me|takeaway|ordered|waiting for|commercial permit|yellow plate|scheme was|licensed taxi",
    ),
)
