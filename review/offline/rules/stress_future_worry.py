"""Worry about later, or nothing to fall back on."""

from review.offline.rule import Rule, en, zh

RULE = Rule(
    key="stress.future_worry",
    patterns=(
        *zh("low", "(?:没|不)_(?:底|把握|知道|敢|踏实|放心)|担心|怕|愁|悬|难|说不准|走一步", when="worry"),
        *en(
            "low",
            "(?:yes|yeah|bit|honestly|course|sometimes)_(?:worr\\w+|concern\\w*|scared|nervous)|(?:keeps|kept) me|what happens|don't know|not sure|if_(?:lose|stops|ends|goes)",
            when="worry",
        ),
        *zh(
            "medium",
            "(?:合同|项目|工程|签证|生意|公司|厂|店)__(?:不续|到期|黄|停|倒|没了)__(?:怎么|咋|不知道|担心|怕|愁)",
            "(?:年底|明年|下个?月|下半年|过完年|春节后|几月|三月|开春|九月)__(?:不知道|没底|担心|怕|愁|悬|怎么还|咋还|怎么办)",
            "(?:不知道|不晓得|唔知)_(?:下个?月|明年|年底|以后|后面|将来|往后)",
            "(?:怕|担心|发愁|愁|忧)__(?:失业|被裁|裁到|不续|降薪|停工|断供|还不|供不|撑不|顶不)",
        ),
        *zh(
            "low",
            "(?:真|都|实在|也)?(?:不知道|不晓得|唔知|想不出|搞不清)_(?:怎么|咋|如何|拿什么|点样|哪来)_(?:还|办|过|撑|弄|供|活|交)",
            "撑不(?:住|下去|过|了)|顶不(?:住|下去|了|顺)|熬不(?:住|过|下去|了)|挺不(?:住|过|下去)|捱唔住|扛不(?:住|下去|过)|坚持不(?:下|了|住)",
            "(?:能|还能|不知道|不晓得)_(?:撑|顶|熬|扛|挺)(?:多久|几个?月|到什么时候|到哪|一天是一天|一个月是一个月)",
            "心里_(?:没底|没谱|发慌|慌|打鼓|不踏实|悬着|七上八下)|没底",
            "(?:没|没有|冇|无|没得|哪有|没啥|没什么)_(?:存款|积蓄|余钱|家底|退路|后路|储蓄|存钱|储备|备用金)",
            "(?:不知道|不晓得)_(?:去)?哪_(?:挣钱|弄钱|搞钱|找钱|凑)|(?:lie|lying) awake",
            "(?:存款|积蓄|老本|家底|储蓄)_(?:没(?:了|剩|多少)|冇|见底|花光|用完|吃完|掏空|快没|用光|所剩无几|花得差不多)",
            "(?:一分|一毛|一点|半分)(?:钱)?(?:存款|积蓄)?_(?:没有|没存|没攒|存不下|都没)(?!钱收)|存不(?:下|住|到)钱|(?:我|就)?是?月光族|吃老本|花光了积蓄|掏空(?:了)?家底",
            "(?:就|全|都|光)(?:指|靠|指望)(?:着|望)?_(?:这|那|我|工资|他|一个人|退休金|这份)_(?:点|工资|收入|份|钱|人)",
            "(?:没|没有|冇)(?:人|谁)_(?:帮|借|指望|靠|撑|可以|能)|(?:谁|哪个)_(?:帮|借)(?:得)?(?:我|上)|借不到|指望不上|靠不上|帮不(?:上|了|到)|(?:爸妈|父母|家里|亲戚|两边)__(?:拿不出|没钱|帮不|指不上|顾不上|还得我|也难)",
            "(?:有点|有些|挺|蛮|确实|特别|很|非常|还是|说实话|是|好|真)_(?:担心|焦虑|发愁|犯愁|忧心|愁得|害怕|发怵)(?!您|你|油)",
            "(?:担心|焦虑|愁|怕)_(?:以后|后面|将来|往后|下个?月|明年|还款|月供|还不|供不|断|撑|失业|收入|工作|钱)",
            "愁(?:得|死|啊|人)|睡不着__(?:还|钱|贷|债)|(?:还|钱|贷|债|月供)__(?:睡不着|失眠)|走一步看一步|过一天算一天|得过且过|听天由命",
        ),
        *zh("low", "担心|没底|不好说|说不准|不敢想|难说|怕|愁", when="worry"),
        *zh(
            "low",
            "(?:没有|没|冇|没得|无|哪有)_(?:存款|人|帮|靠|支持|亲戚|家里|谁)|拿不出|自己扛|靠自己|都(?:是)?农村|指望不",
            when="buffer",
        ),
        *en(
            "medium",
            "if (?:my|the|they|this)_(?:contract|visa|job|hours|work|lease|benefits?|overtime|project|renew\\w*|company)__(?:don't know|how i'll|no idea|not sure|in trouble|screwed|stuck|lost|done for)",
            "(?:when|once|after)_(?:stops|ends|runs out|finishes|expires|is gone|dries up)__(?:don't know|no idea|not sure|what i|how i|dunno|god knows)",
            "(?:contract|job|visa|maternity|work|season|pension)__(?:ends?|up|finish\\w*|runs? out|expires?|renew\\w*)_(?:in|on|at|by|after|next|this)__(?:don't know|worr\\w+|no idea|not sure|scared|afraid|after that)",
            "(?:worried|scared|afraid|terrified|anxious|nervous)__(?:job|laid off|redundan\\w+|contract|hours|renew\\w*|lose)",
        ),
        *en(
            "low",
            "(?:don't|dunno|no idea|not sure|do not|god knows|not a clue|haven't a clue|can't see|don't see|lord knows|who knows)_(?:how|what|where)_(?:i'll|we'll|i'm going|i will|i can|i'm gonna|we're going|i'd|long|to|i|we|am i)_(?:pay|manage|keep|cope|last|afford|cover|make|do|survive|carry|go|hold|find|get)",
            "what (?:i|i'd|i'll|we|we'd) (?:'ll |would |will )?(?:pay|do|live)_(?:with|anybody|on|anyone|then|if|when|next)",
            "(?:worried|worry|worries|worrying|concerned|anxious|nervous|scared|afraid|frightened|stress\\w*|terrified|dread\\w*|panick\\w*)_(?:pay|paying|payments?|keep|keeping|future|next|lose|losing|contract|money|afford|about it|about the|about how|about what|by|that i|that we|i won't|i'll|sick|me|finances|to death)",
            "(?:am|i'm|bit|little|really|quite|honestly|very|been) (?:worried|nervous|anxious|scared)|(?:lose|losing) sleep over|(?:lie|lying|lay) (?:there|awake)_(?:payments?|night|thinking|math|sums|money)|keeps? me (?:up|awake)",
            "(?:no|zero|not got any|don't have any|haven't got any|ain't got no|without any|haven't any|never had any|without) (?:savings|rainy day|cushion|buffer|safety net|back-?up|emergency fund|fallback|family)|nothing (?:saved|put (?:by|aside|away|back)|in savings|set aside|to fall back|behind me|stashed)|(?:savings|nest egg|cushion|emergency fund)(?:'s|'re| are| is| have| has| all| pretty much)*_(?:gone|used|spent|run out|empty|wiped|finished|dried|drained|eaten)",
            "not (?:a|one) (?:penny|dime|cent|bean|brass farthing|pound) (?:saved|put|to my|behind|back|in|left over)|not a dime put|burn(?:ed|t|ing) through (?:my|our|the) savings|(?:living|lived|live) off (?:my |our )?savings",
            "(?:pay ?check|pay ?cheque|pay ?day|pay packet|wage|month) to (?:pay ?check|pay ?cheque|pay ?day|pay packet|wage|month)|hand to mouth|(?:just|only|it's just) (?:the one (?:wage|income)|my (?:wage|pay))_(?:nobody|no one|supporting|paying|everything)",
            "(?:nobody|no ?one|ain't nobody|not anyone|no family|there isn't anyone|there's nobody)_(?:to ask|turn to|to help|helps|helping|fall back|lean on|borrow from|bail|support|to go to|i can)",
            "(?:can't|don't know how (?:much )?(?:long(?:er)?|many)|not sure|how (?:much )?long(?:er)?|don't think)_(?:last|hold out|hold on|hang on|keep (?:this|it|going|up)|carry on|go on like|sustain|manage like)",
            "(?:one|a)_(?:bill|bad month|emergency|breakdown|week|missed shift) away|fingers crossed and|living on the edge|on a knife[- ]edge|day by day|dark days|don't see a way",
        ),
        *en(
            "low",
            "(?:yes|yeah|bit|little|some|course|honestly|yep)_(?:worr\\w+|concern\\w*|scared|nervous|am|do)|not really sure|can't say",
            when="worry",
        ),
        *en("low", "nobody|no ?one|no family|on my own|nothing (?:really|at all|put|saved)", when="buffer"),
    ),
    not_in=(
        "哪怕|不(?:用)?(?:担心|怕|愁)|没(?:什么|啥)?(?:好)?(?:担心|怕)|油价|别担心|放心|怕老婆|not worried|don't worry|no worries|not to worry",
    ),
)
