"""Lapses of time: how long 三年半, 3到5天 and 两个多月 are, and where such words mean something else."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import regex

from extractors import _calendar as calendar
from extractors._numbers import number
from extractors._times import CN, DAYS_BEFORE, TO, small_number

# 5年到10年 says its unit twice.
_COUNT = rf"(?:(?!0)\d{{1,3}}|[{CN}两]{{1,3}})"
LAPSE = regex.compile(
    rf"(?P<n>(?!0\d)\d{{1,4}}(?:\.\d+)?|几[十百千]|十几|数[十百千]|上[百千]|[{CN}两百千零]{{1,5}}|[半几数多])(?P<few>余|多|来)?(?:(?:年(?={TO}{_COUNT}年)|个月(?={TO}{_COUNT}个月)|天(?={TO}{_COUNT}天)|小时(?={TO}{_COUNT}小时))?{TO}(?P<n2>\d{{1,3}}(?:\.\d)?|[{CN}两]{{1,3}})(?P<few>多)?)?\s?"
    r"(?P<u>周年(?!庆)|年(?![级薪轻龄报货味度份初底末代])|个[半多]?月(?!龄)|[半多]?月(?![\d份底初末龄旬])|个?学期|个?季度|个?多?星期|个?多?周(?![年岁边围长一二三四五六日转期刊])|个?工作日|日历天|天(?![然津空河文下府猫真坛安地平气]|天(?!气))|日(?![元本语均报常])|个?昼夜|"
    r"个?[半多]?小时|个?钟头|分钟|刻钟|秒钟|个世纪|世纪|晚(?![会宴餐报年])|夜(?!市))"
    rf"(?P<half>半(?![年月天小数]))?(?P<more>多|有?余)?(?:(?<=年)[零又]?(?P<m3>\d{{1,2}}|[{CN}两]{{1,2}})个?月(?![\d份初底])|(?<=小时)(?P<mi3>\d{{1,2}}|[{CN}]{{1,3}})分钟?|(?<=月)[零又](?P<d3>\d{{1,2}}|[{CN}]{{1,3}})天)?"
)
LAPSE_AFTER = re.compile(
    r"(?:的?时间)?(?P<back>以?来)|(?:之?间)?(?P<inside>之内|以内|内(?![容部需外地在涵]))|(?P<ago>之前|以前|前(?![后期往来景沿列述线台端进行锋身提途夕任瞻]))|(?P<later>之后|以后|后(?![期续来勤备市台方果者代天年卫半疫盾援端面遗]))|(?P<approx>左右)|(?P<span>时间|期间|之间|间(?![隔接断距]))"
)
UNITS = {
    "年": "Y",
    "月": "M",
    "周": "W",
    "星": "W",
    "天": "D",
    "日": "D",
    "昼": "D",
    "晚": "D",
    "夜": "D",
    "工": "D",
    "小": "TH",
    "钟": "TH",
    "分": "TM",
    "秒": "TS",
}
_APPROX_BEFORE = re.compile(r"(?:不到|不足|近|约|大约|将近|超过?|逾|至少|最多|长达|不超过|大概)$")
_LENGTHENS = ("连续", "为期", "未来", "过去", "持续", "长达", "最近", "历时")
_APPROX_ENDS = frozenset("到足近约超过逾少多达概将")
RUN_BEFORE = re.compile(r"(?:已?经?连续|为期|历时|长达)$")
# 有一天, 某年 and 新的一年 are moments in a story, 第三年 an ordinal.
_ORDINAL_BEFORE = tuple("第元上下0123456789.,/")
_STORY_BEFORE = ("新", "新的", "又是", "某", "有", "那", "另", "同", "昔", "最后", "唯", "这")
_CIRCLE = re.compile(r"[^，。；\n]{0,7}(?:圈|不打烊|热线|值[守班]|在线|无休)")
_CAMPAIGNS = ("行动", "攻坚", "计划", "规划", "滚动", "大变样", "倍增", "提升行动", "专项行动", "整治行动", "改造计划")
# 十年磨一剑, 十年树木, 三天两头 measure nothing.
_PARTS_OF_DAY = ("傍晚", "早上", "早晨", "清晨", "上午", "中午", "下午", "晚上", "夜里", "深夜")
_SAYINGS = ("磨一剑", "树木", "寒窗", "两头", "打鱼", "一个样", "怕井绳")
_SERVICE = re.compile(r"(?:时长|工时|学时|课时|飞行|利用)[^，。\n]{0,6}$")


def quantity(text: str) -> float | None:
    if text in ("上百", "上千") or any(char in "几数多" for char in text):
        return None
    return 0.5 if text == "半" else number(text)


class LapseGroups(NamedTuple):
    """The groups of `LAPSE` in order, as written: a number, the end of its range, a unit, what is left behind it."""

    number: str
    few: str | None
    until: str | None
    unit: str
    half: str | None
    more: str | None
    months: str | None
    minutes: str | None
    days: str | None


class Lapse(NamedTuple):
    """A lapse of time as read: `amount` is None where it is vague (几年, 数十天), `until` the upper end of a range,
    `about` true of 三年多; `letter` is `Y`, `M`, `W`, `D` or, for parts of a day, `T` with its unit; `months` and
    `days` are its length on the calendar.
    """

    number: str
    unit: str
    until: str | None
    about: bool
    amount: float | None
    letter: str
    value: str
    months: int
    days: int


@lru_cache(maxsize=4096)
def lapse_of(g: LapseGroups) -> Lapse | None:
    """The lapse that is written so; None where the words mean no length of time."""
    unit, count = g.unit, g.number
    amount = quantity(count)
    # 百 and 千 alone are figures of speech: 百年大计, 千年古城.
    if (
        amount == 0
        or count in ("百", "千", "零", "百零")
        or (amount is not None and unit == "年" and amount >= 1000 and not g.few)
    ):
        return None
    # 1640小时 are as often counted as worked.
    if count.isdecimal() and (unit == "月" or (len(count) > 3 and unit != "年")):
        return None
    letter = (
        "Y"
        if unit == "周年"
        else "M"
        if unit.endswith(("月", "季", "季度"))
        else UNITS.get(unit.lstrip("个半多")[:1] or unit[:1], "M")
    )
    size = (amount or 0) + (0.5 if g.half or unit.startswith(("半", "个半")) else 0)
    months, days = _lapse_size(letter, size, unit)
    months += small_number(g.months) if g.months else 0
    about = bool(g.few or g.more)
    return Lapse(count, unit, g.until, about, amount, letter, _lapse_value(g, letter, amount), months, days)


def is_no_lapse(lapse: Lapse, before: str, after: re.Match[str] | None, rest: str) -> bool:
    unit, count = lapse.unit, lapse.number
    if before.endswith(_ORDINAL_BEFORE):
        return True
    if count == "一" and unit == "周" and before.endswith(("新", "新的")):
        return True
    if count == "一" and unit in ("年", "天", "日", "夜") and before.endswith(_STORY_BEFORE):
        return True
    if unit == "日":
        firm = after or lapse.amount is None or lapse.amount > 31
        if not (firm or RUN_BEFORE.search(before) or about_before(before) or DAYS_BEFORE.search(before)):
            return True
    # 15分钟便民圈, 24小时热线, 7×24小时 name services; 志愿服务时长 counts hours as work done.
    if lapse.letter[0] == "T" and (_SERVICE.search(before) or before.endswith(("×", "x", "*"))):
        return True
    # 四周 is all around, unless the words say how long.
    if count == "四" and unit == "周" and not (after or about_before(before) or before.endswith(_LENGTHENS)):
        return True
    # 三年行动 is a campaign with a name.
    if unit == "年" and (rest[:1] in ("制", "期") or rest.startswith(_CAMPAIGNS)):
        return True
    # 一天傍晚 opens a story.
    if count == "一" and unit == "天" and rest.startswith(_PARTS_OF_DAY):
        return True
    if rest.startswith(_SAYINGS) or (count == "一" and rest.startswith(("四季", "到头", "到晚", "一度", "之计"))):
        return True
    if _CIRCLE.match(rest) or (before.endswith("《") and rest.startswith("》")):
        return True
    if lapse.amount != 24 or lapse.letter != "TH" or after:
        return False
    return not (about_before(before) or before.endswith(("过去", "最近", "未来")))


def about_before(before: str) -> str:
    found = _APPROX_BEFORE.search(before) if before[-1:] in _APPROX_ENDS else None
    return found.group() if found else ""


def _lapse_value(g: LapseGroups, letter: str, amount: float | None) -> str:
    unit = g.unit
    prefix, symbol = ("PT", letter[1]) if letter[0] == "T" else ("P", letter)
    if amount is None:
        return f"{prefix}X{symbol}"
    factor = 1.0
    if "世纪" in unit:
        factor, prefix, symbol = 100, "P", "Y"
    elif "季" in unit:
        factor, prefix, symbol = 3, "P", "M"
    elif "刻" in unit:
        factor, prefix, symbol = 15, "PT", "M"
    elif "学期" in unit:
        return f"P{amount:g}S"
    if g.half or "半" in unit:
        amount += 0.5
    if "." in g.number or factor > 1:
        pass
    elif amount % 1 and symbol == "Y":
        factor, symbol = 12, "M"
    elif amount % 1 and symbol == "D":
        factor, prefix, symbol = 24, "PT", "H"
    elif amount % 1 and symbol == "H":
        factor, symbol = 60, "M"
    elif amount == 0.5 and symbol == "M" and prefix == "P":
        factor, symbol = 30, "D"
    value = f"{prefix}{amount * factor:g}{symbol}"
    for rest, mark in ((g.months, "M"), (g.minutes, "M"), (g.days, "D")):
        value += f"{small_number(rest)}{mark}" if rest else ""
    if g.until:
        value += f"/{prefix}{(number(g.until) or 0) * factor:g}{symbol}"
    return value


def _lapse_size(letter: str, size: float, unit: str) -> tuple[int, int]:
    """A lapse in whole months and days."""
    if "季" in unit:
        return int(size * 3), 0
    if letter == "Y":
        return int(size * 12), 0
    if letter == "M":
        return int(size), int(size % 1 * 30)
    return 0, int(size * {"W": 7, "D": 1, "TH": 1 / 24}.get(letter, 0))


def moved_back(day: date, lapse: Lapse, sign: int = 1) -> date | None:
    return calendar.shift(day, by_months=-sign * lapse.months, days=-sign * lapse.days)
