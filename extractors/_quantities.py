"""Reading of quantities: a number with what Chinese puts around it, and the unit or classifier behind it.

Before the number stand currencies and approximators (HK$, 约, 近, 超过, 不少于), inside or behind it 余 and 多, behind
the unit 以上 or 左右. Which of the mentions are figures is for the rules of `figures` to say.

`_quantities.units.tsv` lists the units, `_quantities.leave.txt` the words that begin with a numeral and count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from extractors._numbers import ARABIC, CAPITAL, CHINESE_DIGIT, number


class Unit(NamedTuple):
    """What a written unit means. `rule` reads a number with it; `spelled` says that the number may be in Chinese."""

    written: str
    name: str
    dimension: str
    rule: str
    spelled: bool


class Quantity(NamedTuple):
    """A number without its unit; `high` is the upper end of a range. `more` is true of 100余, 14亿多, 数十 and 10万+.

    `written` is the number (the second one of a range), `spelled` true where it is in Chinese numerals.
    """

    start: int
    end: int
    low: float
    high: float | None
    more: bool
    spelled: bool
    written: str


class Mention(NamedTuple):
    """A number with its unit and approximators, in its text. `unit_end` is where 以上 or 左右 may follow."""

    text: str
    start: int
    end: int
    quantity: Quantity
    unit: Unit | None
    unit_end: int
    bound: str

    @property
    def unit_name(self) -> str:
        """The unit's name, empty where there is none."""
        return self.unit.name if self.unit else ""

    def left(self, length: int) -> str:
        """Up to `length` characters before the mention."""
        return self.text[max(self.start - length, 0) : self.start]

    def right(self, length: int) -> str:
        """Up to `length` characters behind the unit."""
        return self.text[self.unit_end : self.unit_end + length]


def _lines(name: str) -> Iterator[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _units() -> dict[str, Unit]:
    """Every written unit, and every word that begins like one: that word stands for the unit it hides, or for none."""
    units: dict[str, Unit] = {}
    for line in _lines("_quantities.units.tsv"):
        written, name, dimension, rule, spelled, *continuations = line.split("\t")
        unit = Unit(written, written if name == "-" else name, dimension, rule, spelled == "any")
        units[written] = unit
        for more in continuations[0].split(" ") if continuations else ():
            other = written + more.removeprefix("!")
            units.setdefault(other, unit if more.startswith("!") else Unit(other, other, "", "none", False))
    return units


def _leave() -> dict[str, tuple[str, ...]]:
    """The words to pass over, by their first two characters, longest first."""
    words = sorted(
        (word for line in _lines("_quantities.leave.txt") for word in line.split(" ")), key=len, reverse=True
    )
    return {start: tuple(group) for start, group in _grouped(words, 2).items()}


def _grouped(words: Iterable[str], length: int) -> dict[str, list[str]]:
    """The words by their first `length` characters."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[:length], []).append(word)
    return groups


_UNITS = _units()
_LENGTHS = {first: tuple(sorted(set(map(len, group)), reverse=True)) for first, group in _grouped(_UNITS, 1).items()}
_LEAVE = _leave()

_DIGIT = CHINESE_DIGIT[2:]
_ONE_TO_NINE = CHINESE_DIGIT[3:]
_TWO_TO_NINE = CHINESE_DIGIT[4:]
# 千 multiplies except where it begins a unit itself: 5千瓦, 3千克. 兆 does so only in Taiwan's money: 3兆元.
_POWER = r"(?:[百万亿]|千(?![瓦米克伏卡焦帕赫])|兆(?=多?元|\d))"
# Some writers group digits with the full-width comma: 60，000.
_GROUPED = r"\d{1,3}+(?:，\d{3}+(?!\d))++(?:\.\d++)?+"
_DIGITS = rf"(?:{_GROUPED}|{ARABIC})(?:{_POWER}++(?:{ARABIC}(?:{_POWER}++)?+)?+)*+"
# Capital numerals are words of their own too (大陆, 开拓): only a whole sum of money is read.
_SUM = rf"[{CAPITAL}][{CAPITAL}零万亿]++(?=[元圆])"
_SPELLED = (
    rf"(?:{_SUM}|(?:[几数](?=[十百千万亿]))?+[{_DIGIT}廿卅十百千万亿]++"
    rf"(?:点(?=[{_DIGIT}])[{_DIGIT}]++[十百千万亿]*+|几[百千万亿]*+)?+)"
)
# 多 after a number, but not 多样 or 多元化; 来 in 十来个, but not 来自.
_MANY = r"多(?!样|元[化素]|媒|边|功能|数|方位)"
_MORE = rf"(?:余(?![额地热款杭姚])|{_MANY}|来(?=[个名家位人岁次万亿千百条种件户项斤米里])|\+(?!\d))"
# 1300余万, 50多亿, 62万余, 3个亿, and the space that typists put before 万.
_TAIL = rf"(?P<more>{_MORE})?+(?P<times>(?: (?=[万亿])|个(?=亿))?{_POWER}++)?+(?P<after>余|{_MANY})?+"
_NUMBER = rf"(?:(?<![0-9A-Za-z.%第])(?P<digits>{_DIGITS})|(?<![第{_DIGIT}十百千万亿])(?P<spelled>{_SPELLED})){_TAIL}"
_SHARE = rf"(?P<base>[百千万]|[{_DIGIT}十百]++|\d{{1,3}}+)分之(?P<part>{ARABIC}|[{_DIGIT}十百点]++)"
# 超过1/3, 占1/4: behind a word that measures the part; 3/4 alone is as often a day, a page or a match.
_SLASHED = r"(?<=[占近约过足达到为有成])(?P<over>[1-9]\d?+)/(?P<under>[2-9]|[1-9]\d)(?![\d/.年月日决])"
# 半 counts as 一半 and 半数; in 半年 or 半导体 it does not.
_HALF = r"(?P<half>一半|半数)"
_NUMERAL = rf"[0-9{_TWO_TO_NINE}十百千万亿半几数廿卅{CAPITAL}]"
# 一 is an article before a classifier (一场活动): it counts in larger numbers, before units of ratio, and in tolls.
_ONE = (
    rf"一(?:[十百千万亿半倍成番点两二三]|[至到、][{_TWO_TO_NINE}]|个(?:百分点|基点)"
    r"|人(?:死|受|遇难|失踪|失联|[重轻]伤|获救|身亡))"
)
# Behind a spelled-out number stands a unit or a range; what ends in 万 or 余 may stand alone.
_FOLLOWS = "".join(sorted({unit[0] for unit in _UNITS}))
_SCAN = re.compile(
    rf"(?={_NUMERAL}|{_ONE})(?:"
    rf"(?<![之第]){_SHARE}|{_HALF}|{_SLASHED}"
    rf"|{_NUMBER}(?!年|月(?!供)|日(?![元圆均])|[号时]|分(?![贝米]))"
    rf"(?(spelled)(?:(?<=[万亿多余])|(?=[{re.escape(_FOLLOWS)}至到—~-]))))"
)
_SECOND = re.compile(_NUMBER)
# 两三个, 七八十万, 十五六岁: two neighbouring digits are a range.
_NEIGHBOURS = re.compile(
    rf"(?P<head>[{_DIGIT}]?十)?(?P<low>[{_ONE_TO_NINE}])(?P<high>[{_ONE_TO_NINE}])(?P<power>[十百千万亿]*+)"
)
_VALUES = {char: value for value, char in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_LONE = re.compile(r"[百千万亿]++")
# 三、四成 is 三四成, except behind 第.
_PAIR = re.compile(rf"(?<![第{_DIGIT}十百])([{_ONE_TO_NINE}])、$")
# 上万, 近百, 超千, 涨千元: a bare power of ten counts only where something says how it is meant.
_LONE_LEADS = frozenset("上近超过逾破约涨降达价")
_DASH = r"(?:[-—–~～〜－]{1,2}|[至到])"
_DASHES = frozenset("-—–~～〜－至到 ")
_RANGE = re.compile(rf" ?{_DASH} ?(?={_NUMERAL}|{_ONE})")
_SHARE_TO = re.compile(rf"{_DASH}(?:[百千万]分之)?(?P<to>{ARABIC}|[{_DIGIT}十百点]++)")

_BEFORE = {
    **dict.fromkeys(("约", "近", "大约", "大概", "将近", "接近", "差不多", "约为", "约有", "约合"), "≈"),
    **dict.fromkeys(("超", "超过", "超过了", "超出", "突破", "突破了", "逾", "多于", "高于", "大于", "不止", ">"), ">"),
    **dict.fromkeys(("过", "上", "破"), ">"),
    **dict.fromkeys(("不少于", "不低于", "至少", "最少", "最低", "大于等于", "不小于", "不下", "≥", ">="), "≥"),
    **dict.fromkeys(("不得低于", "不得少于", "不应低于", "不应少于", "不能低于", "不能少于"), "≥"),
    **dict.fromkeys(("不得超过", "不得高于", "不应超过", "不能超过"), "≤"),
    **dict.fromkeys(("不足", "不到", "未满", "不满", "未到", "低于", "少于", "小于", "未达", "<"), "<"),
    **dict.fromkeys(("不超过", "至多", "最多", "最高", "不高于", "不多于", "不大于", "小于等于", "≤", "<="), "≤"),
}
_BEFORE_LAST = frozenset(word[-1] for word in _BEFORE)
# 过百, 上千, 破万: only a bare power of ten.
_BEFORE_LONE = frozenset("过上破")
# 预约, 签约, 附近, 最近: there the approximator is the end of another word.
_WORD_ENDS = {
    "约": "预签节合公条违契履特邀制相集践",
    "近": "附最靠临远邻亲迫",
    "超": "赶反高",
    "过": "超经通不",
    "上": "以",
}
# 聚集约40人: 集约 is a word, but not behind the verbs that end in 集.
_GATHERED = ("聚集", "募集", "筹集", "征集", "收集", "归集")
_AFTER = re.compile(
    r"(?:[（(]含[）)]|[及或])?以[上下内](?![海述市])|之[上下](?=[，。；、）)\n]|$)|左右(?!手|侧|两|岸)|上下(?!班|车|楼|学)|之内|开外|有余(?![额地热款粮钱])"
)
_AFTER_BOUNDS = {
    "左右": "≈",
    "有余": ">",
    "上下": "≈",
    "以上": ">",
    "之上": ">",
    "开外": ">",
    "以下": "<",
    "之下": "<",
    "以内": "≤",
    "之内": "≤",
}
_AFTER_FIRST = frozenset("（(及或以左上之开有")
_CLOSED = {">": "≥", "<": "≤"}
_CURRENCIES = {
    **dict.fromkeys(("¥", "￥", "人民币", "RMB"), "元"),
    **dict.fromkeys(("US$", "美金", "$", "USD"), "美元"),
    **dict.fromkeys(("HK$", "港币", "HKD"), "港元"),
    **dict.fromkeys(("NT$", "新台币", "台币"), "新台币元"),
    "€": "欧元",
    "£": "英镑",
}
_CURRENCY_LAST = frozenset(word[-1] for word in _CURRENCIES)

# 元/平方米, 人次/年, 公里/小时: one unit for another.
_PER = re.compile(
    r"[/／](?P<per>平方米|平方公里|平方千米|立方米|百公里|公斤|千克|公里|小时|千瓦时|分钟|人次|公顷|加仑|英亩|盎司|100g|100克|m[23²³]|㎡|㎥|kg|L"
    r"|[人户家年月日天吨亩米升秒度斤个套件台桶瓶盒头次股份辆架张只枚])(?![\dA-Za-z])"
)
# Units in Latin letters end where the letters end: 5G, 3D and 20Bits are no units.
_LATIN = re.compile(r"[A-Za-zμ°]+\d?")
_LATIN_FIRST = frozenset("dghHkKmMLGTPEtcnμ°")
# In a percent-encoded address the digits before % are those of another byte.
_HEX = frozenset("0123456789ABCDEF")
# 两倍多, 5米多: measures take 多 behind the unit.
_LOOSE = frozenset({"length", "area", "mass", "money", "ratio", "volume"})
_MORE_BEHIND = re.compile(r"[多余](?![种样数元个次])")
# 三成五 is 35 %, 两成半 25 %.
_POINTS = re.compile(rf"[{_ONE_TO_NINE}半](?![{_DIGIT}十百千万亿个成分])")
_TIME = re.compile(r" ?(?:[年月日天号周时秒分点代后届期世更]|个[年月小工交季]|星期)")


def mentions(text: str) -> Iterator[Mention]:
    """Every number of `text` that may be a figure, in order, without those in idioms, dates and clock times."""
    done = 0
    for match in _SCAN.finditer(text):
        start = match.start()
        if start < done:
            continue
        words = _LEAVE.get(text[start : start + 2], ())
        word = next((word for word in words if text.startswith(word, start)), None) if words else None
        if word is not None:
            done = start + len(word)
            continue
        mention = _counted(match, text) if match["digits"] or match["spelled"] else _share(match, text)
        if mention is not None:
            done = mention.end
            yield mention


def is_time(text: str, start: int) -> bool:
    """Whether a unit of the calendar or the clock stands at `start`."""
    return _TIME.match(text, start) is not None


def tenths_points(mention: Mention) -> float:
    """The percent that 五 adds in 三成五."""
    last = mention.text[mention.unit_end - 1]
    return 5.0 if last == "半" else float(_VALUES.get(last, 0))


def lifted(first: Quantity, second: Quantity) -> Quantity:
    """`first` times the power of ten that it leaves to `second`: 3至5万元, but not 5000至1万元."""
    power = len(second.written) - len(second.written.rstrip("百千万亿"))
    if not power or first.written[-1] in "百千万亿":
        return first
    times = number(second.written[-power:]) or 1.0
    return first._replace(low=first.low * times) if first.low < second.low / times else first


def _counted(match: re.Match[str], text: str) -> Mention | None:
    quantity = _quantity(match, text)
    if quantity is None:
        return None
    unit, end = _unit(text, quantity)
    mark = _RANGE.match(text, end) if text[end : end + 1] in _DASHES else None
    second = _SECOND.match(text, mark.end()) if mark else None
    other = _quantity(second, text) if second else None
    if other is not None:
        other_unit, other_end = _unit(text, other)
        if unit is None or other_unit == unit:
            high = other.low if other.high is None else other.high
            quantity = lifted(quantity, other)._replace(
                end=other.end, high=high, more=other.more, written=other.written
            )
            unit, end = other_unit, other_end
    return _with_bounds(text, quantity, unit, end)


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    start, end = match.span()
    digits, spelled, more, times, after = match.group("digits", "spelled", "more", "times", "after")
    written = digits or spelled
    if times:
        written += times.lstrip(" 个")
    more = bool(more or after)
    if digits:
        low = number(written)
        return None if low is None else Quantity(start, end, low, None, more, False, written)
    if _LONE.fullmatch(written) and not more and (not start or text[start - 1] not in _LONE_LEADS):
        return None
    # 几十, 数百, 十几亿: at least what is left without 几 or 数.
    definite = written.replace("几", "").replace("数", "")
    low = number(definite)
    if low is not None:
        pair = _PAIR.search(text, max(start - 3, 0), start) if len(written) == 1 else None
        if pair and _VALUES[pair[1]] == low - 1:
            return Quantity(pair.start(1), end, low - 1, low, more, True, written)
        return Quantity(start, end, low, None, more or definite != written, True, written)
    pair = _NEIGHBOURS.fullmatch(written)
    if pair is None or _VALUES[pair["high"]] - _VALUES[pair["low"]] not in (1, 2):
        return None
    head, power = pair["head"] or "", pair["power"]
    low, high = number(head + pair["low"] + power), number(head + pair["high"] + power)
    return None if low is None else Quantity(start, end, low, high, more, True, written)


def _share(match: re.Match[str], text: str) -> Mention | None:
    """百分之九十 is 90 %, 三分之一 a third, 一半 and 半数 a half of something."""
    end, high = match.end(), None
    if match["half"]:
        low, name = 0.5, ""
    elif match["over"]:
        low, name = int(match["over"]) / int(match["under"]), ""
        if low >= 1:
            return None
    else:
        part, whole = number(match["part"]), number(match["base"])
        if part is None or not whole:
            return None
        name = {"百": "%", "千": "‰", "万": "‱"}.get(match["base"], "")
        low = part if name else part / whole
        second = _SHARE_TO.match(text, end) if name else None
        high = number(second["to"]) if second else None
        if second and high is not None:
            end = second.end()
    more = text.startswith(("几", "多"), end) and not match["half"]
    end += more
    quantity = Quantity(match.start(), end, low, high, more, True, match.group())
    return _with_bounds(text, quantity, Unit("", name, "ratio", "share", True), end)


def _unit(text: str, quantity: Quantity) -> tuple[Unit | None, int]:
    """The unit behind a number and where it ends; a compound unit is read as one."""
    begin = quantity.end
    if not quantity.spelled and text.startswith(" ", begin):
        begin += 1
    unit = _written_at(text, begin)
    if unit is None or (unit.rule == "none" and not is_time(text, begin)):
        return None, quantity.end
    end = begin + len(unit.written)
    if unit.written == "%" and text[end : end + 1] in _HEX:
        return None, quantity.end
    if unit.written[0] in _LATIN_FIRST:
        letters = _LATIN.match(text, begin)
        if letters and letters.end() > end:
            return None, quantity.end
    if (unit.rule == "tenth" and _POINTS.match(text, end)) or (
        unit.dimension in _LOOSE and _MORE_BEHIND.match(text, end)
    ):
        end += 1
    per = _PER.match(text, end) if text[end : end + 1] in ("/", "／") else None
    if per:
        below = _UNITS.get(per["per"])
        return unit._replace(name=f"{unit.name}/{below.name if below else per['per']}"), per.end()
    return unit, end


def _written_at(text: str, begin: int) -> Unit | None:
    """The longest unit, or word that begins like one, at `begin`."""
    for length in _LENGTHS.get(text[begin : begin + 1], ()):
        unit = _UNITS.get(text[begin : begin + length])
        if unit:
            return unit
    return None


def _with_bounds(text: str, quantity: Quantity, unit: Unit | None, unit_end: int) -> Mention:
    start = quantity.start
    if unit is None or unit.rule == "money":
        start, money = _currency(text, start)
        if money is not None:
            unit = Unit(money, money, "money", "money", True)
    start, before = _before(text, start, quantity.written)
    end, after = _after(text, unit_end)
    if before and before != "≈":
        bound = before
    elif quantity.more or text[unit_end - 1 : unit_end] in ("多", "余"):
        bound = ">"
    else:
        bound = after or before or "="
    return Mention(text, start, end, quantity, unit, unit_end, bound)


def _currency(text: str, start: int) -> tuple[int, str | None]:
    if start and text[start - 1] in _CURRENCY_LAST:
        for length in (3, 2, 1):
            begin = start - length
            if begin >= 0 and text[begin:start] in _CURRENCIES:
                return begin, _CURRENCIES[text[begin:start]]
    return start, None


def _before(text: str, start: int, written: str) -> tuple[int, str]:
    if text[start - 1 : start] not in _BEFORE_LAST:
        return start, ""
    for length in (4, 3, 2, 1):
        begin = start - length
        word = text[begin:start] if begin >= 0 else ""
        if word not in _BEFORE or (word in _BEFORE_LONE and written[0] not in "百千万亿半"):
            continue
        if begin and text[begin - 1] in _WORD_ENDS.get(word, "") and text[begin - 2 : begin] not in _GATHERED:
            continue
        return begin, _BEFORE[word]
    return start, ""


def _after(text: str, end: int) -> tuple[int, str]:
    match = _AFTER.match(text, end) if text[end : end + 1] in _AFTER_FIRST else None
    if match is None:
        return end, ""
    word = match.group()
    bound = _AFTER_BOUNDS[word[-2:]]
    # 65岁及以上 takes the edge in, 65岁以上 leaves it open.
    return match.end(), _CLOSED.get(bound, bound) if len(word) > 2 else bound
