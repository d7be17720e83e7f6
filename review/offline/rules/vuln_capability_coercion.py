"""They do not understand what they signed, are under somebody's control, or are being defrauded."""

from review.offline.rule import Rule, en, zh

RULE = Rule(
    key="vuln.capability_coercion",
    patterns=(
        *zh(
            "high",
            "(?:不懂|不明白|不清楚|搞不清|看不懂|听不懂|不识|不会|糊涂|忘|记不|(?:他|她|孩子|儿子|女儿|孙)_(?:办|弄|签|管|说|让))",
            when="identity",
        ),
        *en(
            "high",
            "(?:don't|didn't|never|not) (?:really )?(?:understand|know|read|sure)|(?:he|she|they|son|daughter|grandson)_(?:did|told|said|sorted|filled|showed|made|helped)",
            when="identity",
            echo="fraud",
        ),
        *zh("critical", "(?:转|交|付|扫|发|给)(?:了|过)|(?:app|软件|链接|验证码|客服|群)", echo="fraud"),
        *en(
            "critical",
            "(?:paid|sent|gave|transfer\\w*|clicked|downloaded|installed)_(?:them|him|her|it|money|code|link|app|the|a)",
            echo="fraud",
        ),
        *zh(
            "critical",
            "(?:他|她|老公|前夫|他们|男朋友|那人|那帮人|婆婆|儿子|中介|老板|对方)_(?:不让|不准|不许|逼|威胁|恐吓|控制|拿着|扣着|扣了|收着|管着|看着|盯着|限制)_(?:我|身份证|手机|卡|证件|银行卡|出门|说|报警|接|人|自由)",
            "(?:身份证|手机|银行卡|工资卡|证件|卡|存折)_(?:在|被)_(?:他|她|老公|他们|前夫|婆婆|对方|人家|儿子)_(?:那|手|拿|收|扣|管|藏)",
            "被_(?:逼|迫|胁迫|骗|控制|威胁|诈骗|坑|忽悠)_(?:签|办|贷|了|的|着|转|钱|我)|逼(?:着)?我_(?:签|贷|办|借|写|按)|不签_(?:打|不让|就)|(?:他|她|老公)_在_(?:旁边|边上|跟前)_(?:不|别|盯|看|听)",
            "(?:被骗|上当|受骗|骗了我|骗走|骗光|诈骗|骗子|杀猪盘|电诈|刷单|跑分|假客服|假冒)",
            "(?:有人|自称|客服|中心|公司|老师|平台|他|网上|那个人|打电话)__(?:消除|洗白|修复|取消|清除|抹掉|注销|解除|恢复|代办|搞定)_(?:逾期|征信|记录|账户|黑名单|信用|贷款)",
            "(?:征信|信用|逾期)_(?:修复|洗白|消除|铲单)|共享屏幕|屏幕共享|(?:下|装|下载)(?:了)?(?:个|一个)?_(?:app|软件)_(?:让|说|操作|连|控制)|远程(?:控制|操作|协助)|安全账户|解冻(?:费|金)|认证金|激活(?:费|账户)|刷流水",
            "验证码_(?:给|告诉|念|报|发|说)_(?:他|对方|了|她|人家|过去)|(?:密码|卡号)_(?:给|告诉|发|说)_(?:他|对方|了|她|过去)|(?:转|打|汇|交|扫)(?:了|过去|完)__(?:才发现|被骗|联系不上|拉黑|不理|失联|又要|再交)",
        ),
        *zh(
            "high",
            "(?:不|没|唔)(?:识|认|太认|大认|怎么认)(?:得|识)?_字|不识字|没(?:有)?文化|没读过书|没上过学|文盲|大老粗|目不识丁|小学(?:没)?(?:毕业|文化)",
            "(?:看|听|搞|弄|整|闹|读)不(?:懂|明白|清楚|灵清)_(?:合同|这|那|字|是|你|贷款|什么|啥|利|条款|这些|。|,|$)|(?:看|听|搞|弄|整)(?:唔|毋)明",
            "(?:我|俺|咱)_(?:啥|什么|根本|完全|都|也|压根|真|哪)(?:都|也)?(?:不懂|不明白|看不懂|唔识)(?:啊|呀|的|这|合同|贷|是|了|,|。|$)|(?:不知道|不晓得)_(?:签|合同|贷|办)(?:的|了)_(?:什么|啥|多少)",
            "稀里糊涂|糊里糊涂|稀里马虎|迷迷糊糊|一问三不知|云里雾里|老糊涂|脑子_(?:不好|不行|不灵|不清|糊涂|转不过)|记性_(?:不好|差|不行)|(?:老|总)(?:是)?记不(?:住|得|清)事|痴呆|(?:耳朵|耳)_(?:不好|背|聋|听不)|(?:眼睛|眼)_(?:不好|看不清|花了|瞎|看不见)|聋(?:了|哑)|盲人|智力|残疾证_(?:智|精)",
            "(?:我|俺)(?:都|也|今年|已经|快)*(?:六|七|八|九)十(?:多|几|来|[一二三四五六七八九])?(?:岁)?(?:的)?(?:人)?了_|(?:老人家|老太婆|老头子|老婆子|年纪大|上了?年纪|岁数大)__(?:不懂|不明白|不会|不晓得|糊涂|看不|搞不)",
            "(?:孙子|儿子|女儿|孩子|外孙|侄子|侄儿|孙女|他|她|老公|别人|销售|业务员|店员|中介|老板|亲戚|老乡|媳妇|女婿|他们|人家)_(?:让|叫|喊|带|哄|拉|教|要|劝|领|催)(?:着)?我__(?:签|按手印|按指印|刷脸|眨|点头|摁|画押|写名字|对着|办的|念)",
            "(?:没|冇)_听(?:明白|懂|清)_(?:就)?签|(?:让|叫|喊)我_(?:签|按|摁|点|写|念|读)_(?:就|我就|哪|什么|啥)|(?:没|冇)(?:有)?_(?:给我)?(?:看过?|讲|解释|念)_(?:合同|内容|条款)|合同_(?:没看|没给|没见|没细看|看都没|不让看|一个字)|签的(?:什么|啥)_不(?:知道|清楚|晓得)|(?:不知道|不晓得|不清楚)_(?:签|贷|办)(?:的|了)(?:是)?(?:什么|啥|个|多少)",
            "(?:中文|普通话|汉语|国语|汉字)_(?:不|讲不|说不|听不|看不)_|我是(?:外国|少数民族|聋)|手语",
        ),
        *en(
            "critical",
            "(?:he|she|they|husband|wife|partner|boyfriend|son|boss|ex|the man|brother)(?:'s| is| was| has)?_(?:won't let me|doesn't let me|don't let me|not allow|forced me|forces me|threatened|threatens|controls|makes me|made me do|keeps? (?:my|hold of my)|holds my|took my|takes my|has my|watching me|listening|standing (?:here|right)|in charge of my)",
            "(?:not allowed|not supposed) to (?:talk|speak|say|tell you|answer|see|touch|know|have my)|(?:afraid|scared) to (?:talk|speak|say|tell)|(?:keeps?|kept|took|takes|holds|holding|has got|got|hid)_my (?:id|card|phone|passport|bank|money|documents|papers|licence|license|aadhaar)|against my will|forced (?:me|to sign|into)|threatened (?:me|to)|bullied|blackmail\\w*|coerc\\w+|pressur(?:ed|ing) me (?:into|to sign)|under duress",
            "scam\\w*|conned|con man|tricked|fraudsters?|fleeced|swindl\\w+|phish\\w+|romance scam|catfish\\w*|remote (?:access|desktop)|anydesk|teamviewer|shar(?:ed|ing) my screen|screen[- ]?shar\\w+|gave (?:them|him|her)_(?:code|pin|password|details|otp|card)|safe account|gift cards?|crypto|wire(?:d)? (?:them|him|it)|advance fee|release fee|activation fee",
            "(?:someone|somebody|man|company|they|he) said__(?:erase|wipe|clear|remove|fix)_(?:arrears|debt|record|credit|score|file)|(?:said|promised|claim\\w+|told|reckon\\w*|offered|guarantee\\w*|company|man|guy|website|service|they|someone|somebody)__(?:erase|wipe|clear|remove|fix|repair|clean|delete|sort)_(?:arrears|debt|record|credit|score|file|history|loan)__?(?:paid|pay|sent|fee|for|if|i've|gave|transfer\\w*)",
            "(?:paid|sent|transferred|gave)_(?:him|them|her|it|\\w+)__(?:fix|erase|wipe|clear|remove|unlock|release|repair)_(?:arrears|debt|record|credit|my)",
        ),
        *en(
            "high",
            "(?:don't|didn't|do not|did not|never|can't|couldn't|cannot|not|doesn't|hardly|barely)_(?:understand|understood|read|follow|followed|make (?:head|sense)|know what|get|grasp|explain\\w*)__(?:sign\\w*|contract|agreement|papers?|paperwork|english|any of (?:it|this)|words?|interest|loan|it all|a thing|half of|them|documents?|forms?|finance|terms|apr|what i)",
            "(?:my|me) english (?:is |isn't |not |no )|(?:no|not|little|poor|bad|broken|small)_english|english_(?:not (?:so |very )?(?:good|well)|is (?:bad|poor|small|little)|no good)|not_(?:speak|read|understand)_english|(?:in|was in|all in|was all) english|translat\\w+ for me|interpreter|studied (?:till|until|up to)|left school at|never learn(?:ed|t) to read|can't (?:read|write|spell|see the|hear)|dyslexi\\w+|illiterate|learning (?:difficult\\w+|disabilit\\w+)",
            "(?:told|made|got|had|asked|getting|helped|let|showed|say|says|said)_(?:me|us|mum|po po|granny|grandma)_(?:to )?(?:sign\\w*|put my (?:finger|thumb)|press\\w*|click\\w*|tap\\w*|scan\\w*|initial|thumbprint)",
            "(?:sign|signed|press|tap|click|put my (?:finger|thumb|name))_(?:where|here|it|whatever|what|because|and)__(?:he|she|they|said|told|pointed|show\\w*|wanted|without)|signed (?:without|it without|but)_(?:read\\w*|know\\w*|understand\\w*|look\\w*)|just signed|i only sign\\w*_(?:because|what|where)",
            "(?:i'm|i am|at my|getting|she's|he's|being)_(?:seventy|eighty|ninety|7\\d|8\\d|9\\d|old)[- ]?(?:\\w+)?_(?:don't|not|can't|forget|confus\\w*|understand|muddle\\w*|memory)|(?:my )?memory(?:'s| is| isn't| not)_(?:going|bad|gone|not|good|terrible|what)|get (?:confused|muddled|mixed up)|(?:all |so |very |really |bit )?(?:confused|muddled|baffl\\w+|bewildered)_(?:about|by|with|loan|what|this|it)|forget things|hard of hearing|deaf|power of attorney|dement\\w+|i don't understand (?:it|this|any|what|these|the)|haven't (?:a clue|the foggiest) what",
            "(?:he|she|son|grandson|nephew|daughter|brother)_(?:did|does|handles?|handled|arranged|sorted|dealt with|filled|deals with|looks after)_(?:it all|everything|all of it|the paper\\w*|the forms?|my (?:bank|money|post|affairs))_(?:i don't|i just|i only|i never|don't know|no idea|,)",
        ),
    ),
    not_in=(
        "骗子_(?:也|还|就)?_?(?:给我)?打|直接挂|i just deleted|texted me|没听清|信号|提前(?:还|结清)|违约金|利率怎么算|新闻|短视频|抖音|刷到|听说|小心|提醒|bad line|say again|can't hear you|you're breaking|video|news|social security",
    ),
)
