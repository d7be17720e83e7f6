"""Invented secrets in the ways that people write and say them."""

import re
from datetime import date

from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric

from review.redaction.recognisers.vin import check_digit

ZH = dict(zip("0123456789", "零幺二三四五六七八九", strict=True))
EN = dict(
    zip(
        "0123456789",
        ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
        strict=True,
    )
)
TALK = [
    "",
    "您好",
    "这期要还3500元",
    "我2026年12月15日还",
    "月供三千二百块",
    "还剩36期",
    "我想说一下",
    "I can pay 500 dollars on Monday",
    "嗯",
    "贷款是1,500,000元",
    "5个月没工资了",
]
HONEST_NUMBERS = re.sub(r"\D+", " ", " ".join(TALK).replace(",", "")) + " 3200"
"""Numbers that anybody may read, in figures: a code among them would be no secret."""

VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@st.composite
def digits(draw: st.DrawFn, size: int) -> str:
    """Digits that no honest amount holds by chance: no digit stands twice in a row, so no "0000" in 1,500,000."""
    found = [draw(st.integers(0, 9))]
    while len(found) < size:
        found.append((found[-1] + draw(st.integers(1, 9))) % 10)
    return "".join(map(str, found))


@st.composite
def letters(draw: st.DrawFn, alphabet: str, low: int, high: int) -> str:
    """Letters that no word holds: the alphabets have no vowel, and no letter stands twice in a row."""
    found = [draw(st.integers(0, len(alphabet) - 1))]
    for _ in range(draw(st.integers(low, high)) - 1):
        found.append((found[-1] + draw(st.integers(1, len(alphabet) - 1))) % len(alphabet))
    return "".join(alphabet[place] for place in found)


def spoken_zh(number: str) -> str:
    return "".join(ZH.get(digit, digit) for digit in number)


def spoken_en(number: str) -> str:
    return " ".join(EN.get(digit, digit) for digit in number)


def full_width(number: str) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in number)


def invisible(number: str) -> str:
    return "\u200b".join(number)


def grouped(number: str, *sizes: int, mark: str) -> str:
    parts = []
    for size in sizes:
        parts.append(number[:size])
        number = number[size:]
    return mark.join(part for part in [*parts, number] if part)


def pauses(number: str, *sizes: int) -> str:
    return grouped(spoken_zh(number), *sizes, mark="，嗯，")


@st.composite
def phone(draw: st.DrawFn) -> tuple[str, str]:
    number = "1" + draw(st.sampled_from("3456789")) + draw(digits(9))
    form = draw(
        st.sampled_from(
            [
                str,
                spoken_zh,
                spoken_en,
                full_width,
                invisible,
                lambda n: grouped(n, 3, 4, mark=" "),
                lambda n: grouped(n, 3, 4, mark="-"),
                lambda n: grouped(n, 3, 3, 2, mark="，"),
                lambda n: pauses(n, 3, 4),
                lambda n: "+86 " + n,
                lambda n: "86" + n,
                lambda n: "".join(ZH[d] if i % 2 else d for i, d in enumerate(n)),
            ]
        )
    )
    return form(number), number


@st.composite
def resident_id(draw: st.DrawFn) -> tuple[str, str]:
    born = draw(st.dates(date(1940, 1, 1), date(2008, 12, 31)))
    front = (
        draw(st.sampled_from(["110105", "330106", "510104", "440305"])) + f"{born:%Y%m%d}" + draw(digits(3))
    )
    number = front + ric.calc_check_digit(front + "0")
    form = draw(
        st.sampled_from(
            [str, str.lower, spoken_zh, lambda n: grouped(n, 6, 8, mark=" "), lambda n: pauses(n, 6, 8)]
        )
    )
    return form(number), number


@st.composite
def bank_card(draw: st.DrawFn) -> tuple[str, str]:
    front = draw(st.sampled_from(["6222", "6217", "4392"])) + draw(digits(draw(st.sampled_from([11, 14]))))
    number = front + luhn.calc_check_digit(front)
    form = draw(
        st.sampled_from(
            [
                str,
                spoken_zh,
                full_width,
                lambda n: grouped(n, 4, 4, 4, 4, mark=" "),
                lambda n: pauses(n, 4, 4, 4),
            ]
        )
    )
    return form(number), number


@st.composite
def vin(draw: st.DrawFn) -> tuple[str, str]:
    front = (
        "L"
        + draw(st.text(VIN_LETTERS, min_size=7, max_size=7))
        + "0"
        + draw(st.text(VIN_LETTERS, min_size=2, max_size=2))
        + draw(digits(6))
    )
    number = front[:8] + check_digit(front) + front[9:]
    return draw(st.sampled_from([str, str.lower]))(number), number


@st.composite
def plate(draw: st.DrawFn) -> tuple[str, str]:
    tail = draw(
        st.permutations(
            draw(digits(draw(st.sampled_from([3, 4])))) + draw(st.text(PLATE_LETTERS, min_size=2, max_size=2))
        )
    )
    number = draw(st.sampled_from("京沪粤浙川")) + draw(st.sampled_from("ABCDE")) + "".join(tail)
    form = draw(
        st.sampled_from(
            [str, str.lower, spoken_zh, lambda n: n[:2] + "·" + n[2:], lambda n: n[:2] + " " + n[2:]]
        )
    )
    return form(number), number


@st.composite
def email(draw: st.DrawFn) -> tuple[str, str]:
    local = draw(letters("bcdfghjkqxz", 4, 8)) + draw(digits(2))
    form = draw(
        st.sampled_from(
            ["{}@example.com", "{}@mail.example.com.cn", "{}艾特example点com", "{} at example dot com"]
        )
    )
    return form.format(local), local


@st.composite
def wechat(draw: st.DrawFn) -> tuple[str, str]:
    name = draw(letters("bcdfghjk", 4, 8)) + draw(st.sampled_from(["_", "-", ""])) + draw(digits(3))
    form = draw(st.sampled_from(["加我微信{}", "微信号是{}", "微信号：{}", "my wechat id is {}", "wxid_{}"]))
    return form.format(name), name


@st.composite
def otp(draw: st.DrawFn) -> tuple[str, str]:
    code = draw(digits(draw(st.sampled_from([4, 6]))).filter(lambda code: code not in HONEST_NUMBERS))
    form = draw(
        st.sampled_from(["验证码是{}", "验证码收到了，{}", "{}，这是验证码", "the verification code is {}"])
    )
    return form.format(draw(st.sampled_from([str, spoken_zh]))(code)), code


@st.composite
def address(draw: st.DrawFn) -> tuple[str, str]:
    street = draw(st.sampled_from(["文三路", "人民大道", "幸福小区", "学院街", "和平新村"]))
    house = draw(st.sampled_from(["100号", "3栋2单元501室", "12号楼302", "七号", "88弄6号"]))
    before = draw(st.sampled_from(["", "浙江省杭州市西湖区", "成都市武侯区", "朝阳区"]))
    return f"我住在{before}{street}{house}", street + house


@st.composite
def name(draw: st.DrawFn) -> tuple[str, str]:
    full = draw(st.sampled_from("王李张刘陈杨赵黄吴")) + draw(
        st.sampled_from(["小雨", "伟", "建国", "晨光", "秀英"])
    )
    form = draw(st.sampled_from(["我叫{}", "您是{}吗", "请问是{}本人吗", "姓名：{}", "找一下{}"]))
    return form.format(full), full


SECRETS = {
    "PHONE": phone(),
    "ID": resident_id(),
    "CARD": bank_card(),
    "VIN": vin(),
    "PLATE": plate(),
    "EMAIL": email(),
    "WECHAT": wechat(),
    "OTP": otp(),
    "ADDRESS": address(),
    "NAME": name(),
}
"""Kind of placeholder to strategies of (as said, the secret alone)."""
