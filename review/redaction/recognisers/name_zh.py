"""Chinese names: a surname with a title, or a full name where the talk says that a name comes."""

import re
from collections.abc import Iterator

from review.redaction.reading import Reading
from review.redaction.recogniser import Found, Recogniser, found

_COMPOUND = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木"
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田"
    "任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞"
    "章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边"
)
_SURNAME = rf"(?:{_COMPOUND}|[{_SURNAMES}])"
_TITLES = "先生|女士|小姐|太太|师傅|阿姨|叔叔|大哥|大姐|大爷|大妈|老师"
_GIVEN = rf"(?!{_TITLES})[\u4e00-\u9fff]"
_TITLE = rf"(?=\s?(?:{_TITLES}))"
_END = (
    rf"(?=$|[\s,，。.！!？?；;、:：的]|本人|吗|么|嘛|吧|对吧|是吧|啊|呀|呢|{_TITLES}|她|他|身份证|电话|手机)"
)
_WITH_TITLE = re.compile(
    rf"(?:(?<=[是叫问找给帮跟和])|(?<![\u4e00-\u9fff])|(?<=您好|你好))({_SURNAME}{_GIVEN}{{0,2}}?){_TITLE}|({_SURNAME}){_TITLE}"
)
_SAID = re.compile(
    rf"(?:我叫|名叫|名字叫|名字是|姓名是|姓名|他叫|她叫|老公叫|老婆叫|丈夫叫|妻子叫|儿子叫|女儿叫|担保人是|联系人是|借款人是|车主是)[:：是]?\s?"
    rf"({_SURNAME}{_GIVEN}{{1,2}}?){_END}"
)
_ASKED = re.compile(
    rf"(?:请问(?:您|你)?是|您是|你是|我是|喂,是|喂，是|^是|(?<=[,，。;；!！?？ ])是|这是|找一?下?|麻烦找)({_SURNAME}{_GIVEN}{{1,2}}?){_END}"
)
_OPENING = re.compile(rf"(?:^|(?<=[,，]))({_SURNAME}{_GIVEN}{{1,2}}?)(?=是吧|是吗|对吧|对吗|在吗|本人)")
_ANY_WITH_TITLE = re.compile(rf"(?<=[是找叫])((?![这那哪几一两个位您你我他她的])[\u4e00-\u9fff]){_TITLE}")
"""A rare surname that the list does not hold, where only a surname fits."""
_NO_NAMES = re.compile(
    r"谢谢|周[一二三四五六日末天]|方便|方面|高兴|高速|高中|高峰|金融|金额|安全|安排|安心|常用|平时|时候|时间|万一|任何|何时|关于|关系|"
    r"于是|单位|单独|车贷|车子|车主|车款|车辆|解决|解释|成功|成都|石家|向您|盛京|钱.?|包括|包月|强制|华为|房贷|房子|房租|边上|路上|路边|马上|文件|白天|白领|江苏|江西|"
    r"强调|位置|祝您|管理|曲线|游戏|阳光|卫生|查询|查一|项目|纪念|康复|明天|莫名|易贷|齐全|左右|宁波|宁夏|温州|洪水|黄金|黄色|白色|严重|严格|武汉|史上|林业|田里|贷款|余额"
)


def find(reading: Reading) -> Iterator[Found]:
    """Yield names; the title itself stays readable."""
    view = reading.plain
    for pattern in (_SAID, _ASKED, _OPENING, _WITH_TITLE, _ANY_WITH_TITLE):
        for match in pattern.finditer(view.text):
            group = 1 if match[1] else 2
            if not _NO_NAMES.match(match[group]):
                yield found(view, *match.span(group), "NAME")


RECOGNISER = Recogniser(name="name_zh", find=find)
