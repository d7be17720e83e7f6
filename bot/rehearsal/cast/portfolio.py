"""A small invented portfolio, dated backwards from the day on stage, as a lender's file would carry it."""

import csv
import io
from datetime import date, timedelta

LEADING_LOAN = "HF-2026-0101"
CHECK_IN_LOAN = "HF-2026-0105"
ENGLISH = {
    LEADING_LOAN: {"李明远": "Daniel Lee", "中文": "English"},
    CHECK_IN_LOAN: {"曾亚妹": "Amy Tseng", "中文": "English"},
}
"""The story's customers speak its language."""

HEADINGS = ("合同号", "放款日期", "放款金额", "客户姓名", "手机号", "城市", "语言", "期数", "月供", "还款日", "逾期天数",
            "贷款成数", "征信评分", "经销商", "用途", "客群", "坐席", "团队")  # fmt: skip

# number, days since payout, amount, name, phone, city, language, term, instalment, due day, days past due,
# loan-to-value in per cent, bureau score, dealer, use, segments, agent, team
_ROWS = (
    (LEADING_LOAN, 12, 98000, "李明远", "13900001234", "佛山", "中文", 36, 3200, 20, 0, 92, 0, "东城汽贸", "家用", "thin_file", "chen", "华南"),
    ("HF-2026-0102", 6, 126000, "何秀云", "13900002345", "广州", "中文", 48, 3150, 12, 0, 70, 652, "华盛汽车", "家用", "", "", "华南"),
    ("HF-2026-0103", 20, 76000, "罗建国", "13900003456", "东莞", "中文", 24, 3560, 8, 0, 85, 610, "东城汽贸", "网约车", "gig_commercial", "", "华南"),
    ("HF-2026-0104", 27, 158000, "Grace Miller", "13900004567", "深圳", "English", 36, 5080, 15, 0, 65, 701, "南湾车行", "家用", "", "", "华南"),
    (CHECK_IN_LOAN, 35, 64000, "曾亚妹", "13900005678", "惠州", "中文", 24, 2990, 5, 4, 95, 12, "顺达二手车", "家用", "used_vehicle", "", "华南"),
    ("HF-2026-0106", 3, 210000, "邓国强", "13900006789", "广州", "中文", 60, 4320, 18, 0, 60, 733, "华盛汽车", "家用", "self_employed", "", "华南"),
    ("HF-2025-0917", 128, 88000, "冯丽娟", "13900007890", "中山", "中文", 36, 2860, 25, 0, 80, 640, "东城汽贸", "家用", "", "", "华南"),
    ("HF-2025-0733", 240, 132000, "Tom Baker", "13900008901", "珠海", "English", 48, 3290, 10, 9, 88, 588, "南湾车行", "家用", "", "", "华南"),
    ("HF-2024-0415", 510, 99000, "梁伟", "13900009012", "江门", "中文", 36, 3210, 22, 33, 90, 545, "顺达二手车", "货运", "gig_commercial,used_vehicle", "", "华南"),
    ("HF-2024-0388", 560, 54000, "谭小燕", "13900000123", "肇庆", "中文", 24, 2520, 16, 0, 75, 668, "华盛汽车", "家用", "", "", "华南"),
)  # fmt: skip
BROKEN = (
    "HF-2026-0199",
    "2026-02-30",
    "十二万多",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
)
"""A row as real files have them: a day that does not exist and an amount that is none."""


def portfolio_csv(today: date, *, locale: str = "zh-CN", with_broken_row: bool = False) -> str:
    """Return the file as CSV text, dated for a performance on `today`."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for number, days_ago, *rest in _ROWS:
        spoken = ENGLISH.get(str(number), {}) if locale != "zh-CN" else {}
        cells = [spoken.get(str(value), value) for value in rest]
        writer.writerow((number, (today - timedelta(days=days_ago)).isoformat(), *cells))
    if with_broken_row:
        writer.writerow(BROKEN)
    return out.getvalue()
