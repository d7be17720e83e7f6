"""Lists of words that patterns refer to as `@name`: Chinese with dialects and Cantonese, English with its dialects."""

ZH = {
    "pay": "还|環|环|交|供|付|缴|给",
    "loan": "车贷|贷款|月供|按揭|分期|这期|这一期|本期|下期|欠款|账单",
    "num": r"[一二两三四五六七八九十百千万半几好多\d]+",
    "no": "没有?|没得|冇|不|唔|未",
    "kin": "爸爸?|妈妈?|父亲|母亲|老爹|老妈|老娘|俺爹|俺娘|爱人|老婆|老公|媳妇儿?|老伴儿?|丈夫|妻子|太太|对象|儿子|女儿|闺女|孩子|娃儿?|小孩|爷爷|奶奶|外公|外婆|姥姥|姥爷|公公|婆婆|岳父|岳母|丈母娘|老丈人|老头子?|老太太?|老人家?|家里人?|我哥|我弟|我姐|我妹|哥哥|弟弟|姐姐|妹妹|父母|爸妈",
    "other": "朋友|同事|老乡|同乡|表[哥弟姐妹]|堂[哥弟姐妹]|亲戚|哥们儿?|哥们|兄弟|战友|同学|发小|小?舅子|舅舅|叔|侄[子儿女]?|外甥|合伙人|老板|别人|人家|别个|熟人|司机|女婿|妹夫|姐夫|前夫|前妻|前男友|前女友|男朋友|女朋友|徒弟|伙计|工友|邻居|中介|债主|包工头|工头|那个?人|有个人|师傅|客户|租客|员工|店员|他们|佢",
    "young": "儿子|女儿|闺女|孙子|外孙|弟弟?|我弟|我哥|哥哥?|妹妹?|姐姐?|我爸|我妈|老爸|老妈|爱人|老公|老婆|媳妇",
    "car": "车|车子|座驾|那台|这台|那辆|这辆",
    "month": "个月|月|年|阵子|段时间|礼拜|周|星期",
}

EN = {
    "pay": "pay|paying|make|manage|afford|cover|meet|keep up|settle|clear|send|raise|find|scrape|do",
    "thing": "it|this|that|them|the payments?|my payments?|this payment|the instal?l?ments?|this instal?l?ment|the money|the loan|this one|the car|payments?|this month|next month|the full|all of it|that much|the emi|the bill|anything|nothing",
    "cant": "can't|cannot|can not|cant|couldn't|can hardly|can barely|won't be able to|not able to|unable to|not going to be able to|not gonna be able to|ain't gonna be able to|don't think (?:i|we) can|doubt (?:i|we) can|no way (?:i|we) can|don't see how (?:i|we) can|don't know how (?:i|we)(?:'ll| will| can|'m going to|'m gonna)|struggl\\w+ to|hard to|no fit|not gonna",
    "kin": "wife|husband|partner|mum|mom|mam|mother|dad|da|father|son|daughter|baby|brother|sister|nan|gran|grandma|grandmother|granddad|grandfather|parents?|child|kid|kids|boy|girl|little one|missus|fiancee?|fella|old man|old lady|mummy|daddy|papa|amma|wifey|spouse|twin",
    "other": "friend|mate|buddy|pal|cousin|brother|sister|nephew|niece|uncle|aunt|auntie|ex|boss|colleague|roommate|housemate|flatmate|boyfriend|girlfriend|son|daughter|grandson|lad|lodger|tenant|employee|driver|neighbou?r|guy|bloke|fella|man|somebody|someone|stranger|brother-in-law|brother in law|partner|folks|people|worker|associate|agent|broker|dealer|lady|cousin's|friend's",
    "num": "\\d[\\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|a few|few|couple|a couple|several|half|grand|lakh",
    "car": "car|vehicle|truck|van|motor|it|her|pickup|ute|suv|bike|taxi|cab|jeep|wagon|that thing",
}
