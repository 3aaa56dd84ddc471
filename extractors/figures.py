"""Quantities: a number with a unit that counts or measures something in the world (`4872个`, `93.75%`, `100余名`).

A scan over the numerals of the text reads each number with what Chinese puts around it: approximators before (约, 近,
超过, 不少于), 余 or 多 inside, a unit or classifier behind, 以上 or 左右 at the end. The unit decides which rule reads the
mention, and the rule whether it is a figure at all. `figures.units.tsv` lists the units, `figures.leave.txt` the words
that begin with a numeral and count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import resources
from typing import NamedTuple

from extractors._numbers import ARABIC, CAPITAL, CHINESE_DIGIT, number
from extractors._rule import Example
from pipeline.records import Document

# A number inside a date, a mechanism's name or a document's title is not a figure of its own.
YIELDS_TO = ("dates", "mechanisms", "policies")


class Figure(NamedTuple):
    """A row of `figures`. `value` is in `unit`, multipliers applied; `value_max` is the upper end of a range.

    `unit` is the base unit, or the classifier as written, null where a bare number counts the noun behind it. `bound` is
    one of `=`, `≈`, `>`, `≥`, `<`, `≤`; `change` one of `up_to`, `up_by`, `down_to`, `down_by`, `from`, or null.
    """

    start: int
    end: int
    rule: str
    value: float
    value_max: float | None
    unit: str | None
    dimension: str
    bound: str
    change: str | None


class Unit(NamedTuple):
    """What a written unit means. `rule` reads a number with it; `spelled` says that the number may be in Chinese."""

    written: str
    name: str
    dimension: str
    rule: str
    spelled: bool


class Quantity(NamedTuple):
    """A number as read, without its unit. `more` is true of 100余 and 14亿多, `vague` of 数十, 几百 and 上千."""

    start: int
    end: int
    low: float
    high: float | None
    more: bool
    spelled: bool
    written: str


class Mention(NamedTuple):
    """A number with its unit, and with what stands around the two: all that a rule needs to judge it."""

    text: str
    start: int
    end: int
    quantity: Quantity
    unit: Unit | None
    unit_end: int
    bound: str


class Rule(NamedTuple):
    """A named reading of a mention: `accepts` tells a figure from what only looks like one."""

    name: str
    accepts: Callable[[Mention], bool]


def _lines(name: str) -> Iterator[str]:
    text = resources.files("extractors").joinpath(name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _units() -> dict[str, Unit]:
    """Every written unit, and every word that begins like one: that word stands for the unit it hides, or for none."""
    units: dict[str, Unit] = {}
    for line in _lines("figures.units.tsv"):
        written, name, dimension, rule, spelled, *continuations = line.split("\t")
        unit = Unit(written, written if name == "-" else name, dimension, rule, spelled == "any")
        units[written] = unit
        for more in continuations[0].split(" ") if continuations else ():
            taken_back = more.startswith("!")
            other = written + more.removeprefix("!")
            units.setdefault(other, unit if taken_back else Unit(other, other, "", "none", False))
    return units


_UNITS = _units()
# The lengths of the units that begin with a character, longest first.
_LENGTHS = {
    first: tuple(sorted({len(unit) for unit in _UNITS if unit[0] == first}, reverse=True))
    for first in {unit[0] for unit in _UNITS}
}


def _leave() -> dict[str, tuple[str, ...]]:
    """The words to pass over, by their first two characters, longest first."""
    words = sorted((word for line in _lines("figures.leave.txt") for word in line.split(" ")), key=len, reverse=True)
    return {start: tuple(word for word in words if word[:2] == start) for start in {word[:2] for word in words}}


_LEAVE = _leave()

_DIGIT = CHINESE_DIGIT[2:]
# 千 multiplies except where it begins a unit itself: 5千瓦, 3千克. 兆 does so only in Taiwan's money: 3兆元.
_TIMES = r"(?:[百万亿]|千(?![瓦米克伏卡焦帕赫])|兆(?=多?元|\d))"
_WRITTEN = rf"{ARABIC}(?:{_TIMES}++(?:{ARABIC}(?:{_TIMES}++)?+)?+)*+"
_MORE = r"(?:余(?![额地热款杭姚])|多(?!样|元[化素]|媒|边|功能|数|方位)|来(?=[个名家位人岁年次万亿千百天条种件户项斤米里])|\+(?!\d))"
# Capital numerals are words of their own too (大陆, 开拓): only a whole sum of money is read.
_SUM = rf"[{CAPITAL}][{CAPITAL}零万亿]++(?=[元圆])"
_SPELLED = rf"(?:{_SUM}|(?:[几数](?=[十百千万亿]))?+[{_DIGIT}廿卅十百千万亿]++(?:点(?=[{_DIGIT}])[{_DIGIT}]++[十百千万亿]*+)?+)"
_TAIL = rf"(?P<more>{_MORE})?+(?P<times>(?: (?=[万亿]))?[十百千万亿]++)?+(?P<after>[余多](?!样|元[化素]|数))?+"
_NUMERAL = rf"[0-9{_DIGIT[1:]}十百千万亿半几数廿卅{CAPITAL}]|一(?=[十百千万亿半倍成番点二两三])"
_SHARE = rf"(?P<base>[百千万]|[{_DIGIT}十百]++)分之(?P<part>{ARABIC}|[{_DIGIT}十百点]++)"
_DASH = r"(?:[-—–~～〜－]{1,2}|[至到])"

# Behind a spelled-out number stands a unit, a range or 以上; what ends in 万 or 余 may stand alone.
_FOLLOWS = "".join(sorted({unit[0] for unit in _UNITS if unit[0] not in "()[]^-\\"}))
_NUMBER = rf"(?:(?<![0-9A-Za-z.%第])(?P<digits>{_WRITTEN})|(?<!第)(?P<spelled>{_SPELLED})){_TAIL}"
_SCAN = re.compile(
    rf"(?=[0-9{_DIGIT[1:]}十百千万亿半几数廿卅{CAPITAL}]|一[十百千万亿半倍成番点两二三])(?:"
    rf"(?<![之第]){_SHARE}"
    rf"|(?P<half>一?半(?![个年月天日小时壁径导成决死夜途空圆殖晌票生斤部封]))"
    rf"|{_NUMBER}(?!年|月(?!供)|日(?![元圆均])|[号时分])"
    rf"(?(spelled)(?:(?<=[万亿多余])|(?=[{_FOLLOWS}至到—~-]))))"
)
_SECOND = re.compile(_NUMBER)
# 两三个, 七八十万, 十五六岁: two neighbouring digits are a range.
_NEIGHBOURS = re.compile(rf"(?P<head>[{_DIGIT}]?十)?(?P<low>[{_DIGIT[1:]}])(?P<high>[{_DIGIT[1:]}])(?P<power>[十百千万亿]*+)")
_ORDER = {char: value for value, char in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_LONE = re.compile(r"[百千万亿]++")
_VAGUE = re.compile(r"[几数](?P<power>[十百千万亿]++)")

_BEFORE = {
    **dict.fromkeys(("约", "近", "大约", "大概", "将近", "接近", "差不多", "约为", "约有", "约合"), "≈"),
    **dict.fromkeys(("超", "超过", "突破", "逾", "多于", "高于", "大于", "超出", "不止", "超过了", "突破了", "过", "上", "破", ">"), ">"),
    **dict.fromkeys(("不少于", "不低于", "至少", "最少", "最低", "大于等于", "不小于", "不下", "≥", ">="), "≥"),
    **dict.fromkeys(("不足", "不到", "未满", "不满", "未到", "低于", "少于", "小于", "未达", "<"), "<"),
    **dict.fromkeys(("不超过", "至多", "最多", "最高", "不高于", "不多于", "不大于", "小于等于", "≤", "<="), "≤"),
}
_ONLY_BEFORE_POWERS = frozenset({"过", "上", "破"})
# 预约, 签约, 附近, 最近: the approximator is the end of another word.
_NOT_ABOUT = {"约": "预签节合公条违契履特邀制相集践毁", "近": "附最靠临远邻亲迫逼", "超": "赶反高", "过": "超经通不", "上": "以"}
_AFTER_WORD = re.compile(r"(?:[（(]含[）)]|[及或])?以[上下内](?![海述市])|左右(?!手|侧|两|岸)|上下(?!班|车|楼|学)|之内|开外")
_AFTER = {"左右": "≈", "上下": "≈", "以上": ">", "开外": ">", "以下": "<", "以内": "≤", "之内": "≤"}
_AFTER_FIRST = frozenset("（(及或以左上之开")
_CURRENCIES = {
    **dict.fromkeys(("¥", "￥", "人民币", "RMB"), "元"),
    **dict.fromkeys(("US$", "美金", "$", "USD"), "美元"),
    **dict.fromkeys(("HK$", "港币", "港元", "HKD"), "港元"),
    **dict.fromkeys(("NT$", "新台币", "台币"), "新台币元"),
    "€": "欧元",
    "£": "英镑",
}
_CURRENCY_LAST = frozenset(word[-1] for word in _CURRENCIES)


def _unit_at(text: str, start: int) -> Unit | None:
    for length in _LENGTHS.get(text[start : start + 1], ()):
        unit = _UNITS.get(text[start : start + length])
        if unit is not None:
            return unit
    return None


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    start, end = match.span()
    digits = match["digits"]
    written = digits or match["spelled"]
    times = (match["times"] or "").lstrip()
    more = bool(match["more"] or match["after"])
    if digits:
        low = number(digits + times)
        return None if low is None else Quantity(start, end, low, None, more, False, digits + times)
    lone = _LONE.fullmatch(written)
    if lone and not more and text[start - 1 : start] not in _POWER_LEADS:
        return None
    vague = _VAGUE.fullmatch(written)
    if vague:
        low = number(vague["power"] + times)
        return None if low is None else Quantity(start, end, low, None, True, True, written)
    low = number(written + times)
    if low is not None:
        return Quantity(start, end, low, None, more, True, written + times)
    pair = _NEIGHBOURS.fullmatch(written + times)
    if pair is None or _ORDER[pair["high"]] - _ORDER[pair["low"]] not in (1, 2):
        return None
    head, power = pair["head"] or "", pair["power"]
    low, high = number(head + pair["low"] + power), number(head + pair["high"] + power)
    return None if low is None else Quantity(start, end, low, high, more, True, written + times)


# 上万, 近百, 超千, 数以千: a bare power of ten counts only where something says how it is meant.
_POWER_LEADS = frozenset("上近超过逾破约成")


def _joined(first: Quantity, second: Quantity) -> Quantity:
    """The range of two numbers; in 3至5万元 the first leaves out the power of ten that the second names."""
    low, high = first.low, second.low if second.high is None else second.high
    power = len(second.written) - len(second.written.rstrip("百千万亿"))
    if power and not first.written[-1:] in "百千万亿":
        lifted = number(second.written[len(second.written) - power :]) or 1.0
        if low < high / lifted:
            low *= lifted
    return Quantity(first.start, second.end, low, high, second.more, first.spelled, second.written)


def _gap(text: str, end: int, spelled: bool) -> int:
    """Where a unit may begin behind a number: typists put a space between digits and a unit."""
    return end + 1 if not spelled and text[end : end + 1] == " " else end


def _after(text: str, end: int) -> tuple[int, str]:
    if text[end : end + 1] not in _AFTER_FIRST:
        return end, ""
    match = _AFTER_WORD.match(text, end)
    if match is None:
        return end, ""
    word = match.group()
    # 65岁及以上 takes the edge in, 65岁以上 is left open.
    closed = len(word) > 2
    return match.end(), {">": "≥", "<": "≤"}.get(_AFTER[word[-2:]], "≤") if closed else _AFTER[word]


def _before(text: str, start: int, written: str) -> tuple[int, str]:
    for length in (4, 3, 2, 1):
        begin = start - length
        word = text[begin:start] if begin >= 0 else ""
        bound = _BEFORE.get(word)
        if bound is None:
            continue
        if word in _ONLY_BEFORE_POWERS and written[0] not in "百千万亿半":
            continue
        if begin and text[begin - 1] in _NOT_ABOUT.get(word, ""):
            continue
        return begin, bound
    return start, ""


def _currency(text: str, start: int) -> tuple[int, str | None]:
    if start and text[start - 1] in _CURRENCY_LAST:
        for length in (3, 2, 1):
            if start >= length and text[start - length : start] in _CURRENCIES:
                return start - length, _CURRENCIES[text[start - length : start]]
    return start, None


_RANGE_MARK = frozenset("-—–~～〜－至到")
_RANGE = re.compile(rf" ?{_DASH} ?(?={_NUMERAL})")
# 元/平方米, 人次/年, 公里/小时: one unit for another.
_PER = re.compile(r"[/／](?P<per>平方米|平方公里|立方米|公斤|千克|小时|千瓦时|分钟|人次|人|户|家|年|月|日|天|吨|亩|公顷|米|公里|升|秒|度|斤|个|套|件|台|㎡|m2|桶|盎司|瓶|盒|头|次|股|份|辆|架|张|只|枚|加仑|英亩|百公里|h|s|kg|m3|m³|㎥|L|100g|100克)(?![\dA-Za-z])")
# Units in Latin letters end where the letters end: 5G, 3D and 10Mate are no units.
_LATIN = re.compile(r"[A-Za-zμ°]+\d?")


def _mentions(text: str) -> Iterator[Mention]:
    """Every number that may be a figure, with its unit and approximators, in the order of the text."""
    done = 0
    for match in _SCAN.finditer(text):
        start = match.start()
        if start < done:
            continue
        passed_over = next((word for word in _LEAVE.get(text[start : start + 2], ()) if text.startswith(word, start)), "")
        if passed_over:
            done = start + len(passed_over)
            continue
        mention = _share(match, text) if match["part"] else _half(match, text) if match["half"] else _counted(match, text)
        if mention is not None:
            done = mention.end
            yield mention


def _with_bounds(text: str, quantity: Quantity, unit: Unit | None, unit_end: int) -> Mention:
    start, money = _currency(text, quantity.start)
    if money is not None and (unit is None or unit.rule == "money"):
        unit = Unit(money, money, "money", "money", True)
    else:
        start = quantity.start
    start, before = _before(text, start, quantity.written)
    end, after = _after(text, unit_end)
    if before in ("≥", "≤", ">", "<"):
        bound = before
    elif quantity.more:
        bound = ">"
    else:
        bound = after or before or "="
    return Mention(text, start, end, quantity, unit, unit_end, bound)


def _counted(match: re.Match[str], text: str) -> Mention | None:
    quantity = _quantity(match, text)
    if quantity is None:
        return None
    unit, end = _unit(text, quantity)
    if text[end : end + 1] in _RANGE_MARK or text[end : end + 2] in (" -", " —", " ~"):
        mark = _RANGE.match(text, end)
        second = _SECOND.match(text, mark.end()) if mark else None
        other = _quantity(second, text) if second else None
        if other is not None:
            unit_2, end_2 = _unit(text, other)
            if unit is None or unit_2 == unit:
                return _with_bounds(text, _joined(quantity, other), unit_2, end_2)
    return _with_bounds(text, quantity, unit, end)


def _unit(text: str, quantity: Quantity) -> tuple[Unit | None, int]:
    """The unit behind a number and where it ends; a compound unit is read as one."""
    begin = _gap(text, quantity.end, quantity.spelled)
    unit = _unit_at(text, begin)
    if unit is None or unit.rule == "none" and not _TIME.match(text, begin):
        return None, quantity.end
    end = begin + len(unit.written)
    if unit.written == "%" and text[end : end + 1] in _HEX:
        return None, quantity.end
    if unit.written[0] in _LATIN_FIRST:
        latin = _LATIN.match(text, begin)
        if latin and latin.end() > end:
            return None, quantity.end
    if unit.rule == "tenth" and _POINTS.match(text, end):
        end += 1
    elif unit.dimension in _LOOSE_MORE and text[end : end + 1] in ("多", "余") and text[end + 1 : end + 2] not in "种样数":
        end += 1
    if text[end : end + 1] in ("/", "／"):
        per = _PER.match(text, end)
        if per:
            name = f"{unit.name}/{_per(per['per'])}"
            return unit._replace(name=name), per.end()
    return unit, end


# In a percent-encoded address the digits before % are those of another byte.
_HEX = frozenset("0123456789ABCDEF")
_LATIN_FIRST = frozenset("ghkKmMLGTPEtcnμ°")
_LOOSE_MORE = frozenset({"length", "area", "mass", "money", "ratio", "volume"})


def _per(written: str) -> str:
    unit = _UNITS.get(written)
    return unit.name if unit else written


def _share(match: re.Match[str], text: str) -> Mention | None:
    """百分之九十 is 90 %, 三分之一 a third of something."""
    part = number(match["part"])
    base = match["base"]
    whole = number(base)
    if part is None or not whole:
        return None
    name = {"百": "%", "千": "‰", "万": "‱"}.get(base)
    low = part if name else part / whole
    end, high = match.end(), None
    second = _SHARE_TO.match(text, end)
    if second and name:
        high = number(second["to"])
        end = second.end() if high is not None else end
    quantity = Quantity(match.start(), end, low, high, False, True, match.group())
    return _with_bounds(text, quantity, Unit("", name or "", "ratio", "share", True), end)


_SHARE_TO = re.compile(rf"{_DASH}(?:百分之)?(?P<to>{ARABIC}|[{_DIGIT}十百点]++)")


def _half(match: re.Match[str], text: str) -> Mention | None:
    if match.group() == "半" and text[match.end() : match.end() + 1] != "数":
        return None
    end = match.end() + (text[match.end() : match.end() + 1] == "数")
    quantity = Quantity(match.start(), end, 0.5, None, False, True, match.group())
    return _with_bounds(text, quantity, Unit("", "", "ratio", "share", True), end)


def _any(mention: Mention) -> bool:
    return True


def _left(mention: Mention, length: int) -> str:
    return mention.text[max(mention.start - length, 0) : mention.start]


def _right(mention: Mention, length: int) -> str:
    return mention.text[mention.unit_end : mention.unit_end + length]


def _definite(quantity: Quantity) -> bool:
    """一 before a classifier is an article (一场活动), and 二 numbers where 两 would count (二次污染)."""
    return not (quantity.spelled and quantity.high is None and (quantity.low < 2 or quantity.written == "二"))


def _counts(mention: Mention) -> bool:
    """A classifier counts, unless the mention is a rank (前三名)."""
    if not _definite(mention.quantity):
        return False
    left = _left(mention, 2)
    return not (left.endswith("前") and mention.unit is not None and mention.unit.name in "名位家强" and not left.endswith("目前"))


def _quoted_name(mention: Mention) -> bool:
    """“四个意识”: a short quotation that begins with the number is a name."""
    text, start = mention.text, mention.start
    if not start or text[start - 1] not in "“‘「『\"":
        return False
    close = _CLOSE.search(text, mention.end, mention.end + 9)
    return close is not None and not any(mark in text[mention.end : close.start()] for mark in "、，,")


_CLOSE = re.compile(r"[”’」』\"]")


def _great(mention: Mention) -> bool:
    """三大平台, not 十八大: the congresses of the party are numbered so."""
    low = mention.quantity.low
    left = _left(mention, 3)
    if left.endswith(("党的", "中共", "前")):
        return False
    return 2 <= low < 16 or 20 < low <= 100


_SERVICE = re.compile(r"时长|工时|志愿|累计|总计|合计|共计|服务$")
_WITHIN = re.compile(r"[内后前制不在值全开营连待轮监即响双]|之内|以内|以上的?[行拘]|热线|便利|营业|服务|候|滚动|客服|为民|守|巡|核酸")


def _works(mention: Mention) -> bool:
    """Hours are a lapse of time, except where hours of service are counted."""
    return bool(_SERVICE.search(_left(mention, 10))) and not _WITHIN.match(mention.text, mention.end)


_EARTH = re.compile(r"(?:以[上下])?(?:地震|强震|余震|大?风|阵风|海浪|左右|偏|的?台风|的地震|烈度)")


def _scaled(mention: Mention) -> bool:
    """级, 点, 度 and 方 measure in some company only."""
    name = mention.unit.name if mention.unit else ""
    right = _right(mention, 6)
    if name == "级":
        return bool(_EARTH.match(right)) or mention.quantity.low % 1 != 0 or "震级" in _left(mention, 6)
    if name == "点":
        if right[:2] in ("建议", "意见", "要求", "主张", "希望", "共识", "体会", "看法", "原因", "倡议", "启示"):
            return mention.quantity.written != "二"
        return not mention.quantity.spelled and bool(_INDEX.search(_left(mention, 12))) and right[:1] not in "钟半整"
    if name == "度":
        return mention.quantity.low >= 1e4 or bool(_HOT.search(_left(mention, 12))) or right[:1] == "的"and bool(_HOT.match(right[1:]))
    return mention.quantity.written[-1:] in "万亿" or right[:1] in "土水石"


_INDEX = re.compile(r"指数|[涨跌]|报收?|收[于报在盘]|[大沪深]盘|沪指|恒指")
_HOT = re.compile(r"气温|温度|高温|低温|水温|体温|零下|摄氏|室温|降温|升温|倾斜|坡度")


def _premises(mention: Mention) -> bool:
    """27幢楼 is counted; 4280号1幢328室 and 柳林村3组 are addresses, 3层 a floor."""
    left, right = _left(mention, 1), _right(mention, 2)
    name = mention.unit.name if mention.unit else ""
    if right[:1].isdigit() or right == "单元" or not _definite(mention.quantity):
        return False
    if name == "层":
        if mention.quantity.spelled:
            return right[:1] in "楼高"
        return left not in "第在于至到号楼座栋幢、" or right[:1] in "楼高"
    if name == "组":
        return left not in "村社队庄屯"
    return left not in "号弄路苑园期院庭城湾府轩庄座"


_SERIES_OF = re.compile(r"工程|项目|建设|地块|[一二三四五六七八九十]次|全国|人大|中央|政协|[省市区县]委|常委|.中全会|国债|临床|煤矿|亚运|奥运|全运")


def _series(mention: Mention) -> bool:
    """培训3期 counts, 一期工程 and 十三届全国人大 are numbered."""
    name = mention.unit.name if mention.unit else ""
    if not _definite(mention.quantity) or _SERIES_OF.match(_right(mention, 4)):
        return False
    if name == "单":
        return mention.quantity.low >= 10
    return name == "期" or bool(_CONSECUTIVE.search(_left(mention, 4)))


_CONSECUTIVE = re.compile(r"连续|已|了|共(?!产|和)|过|举办")


def _noun(mention: Mention) -> bool:
    """6市县, 九部门: the counted noun is its own classifier, as headlines have it."""
    low = mention.quantity.low
    return 2 <= low < 10000 and low % 1 == 0 and _definite(mention.quantity) and _free(mention)


def _land(mention: Mention) -> bool:
    return _noun(mention) and mention.quantity.low < 3000


def _free(mention: Mention) -> bool:
    left = _left(mention, 1)
    return not left or left not in "第.-—/:：#号"


_DEAD = re.compile(r"[死伤亡](?:\d|[，。、！；)）\s]|伤?$|伤[，。、])")
_PEOPLE = re.compile(r"(?:死亡|受伤|遇难|失踪|失联|确诊|治愈|出院|重伤|轻伤)(?:人数)?[:：]?$")
_END = re.compile(r"[，。；、,;)）\s和及与]|$")
_TIME = re.compile(r"[年月日天号周时秒分点代后届期世更]|个[年月小]|星期")
_MONEY = re.compile(
    r"(?:票房|投资|产值|销售额|营收|收入|资金|金额|贷款|融资|耗资|斥资|集资|筹资|补贴|补助|税|市值|利润|净利|亏损|成交额|营业额|拨款|罚款|价值|总额|预算|经费"
    r"|债务?|存款|捐款|捐赠|造价|身家|财富|花费?|赚|募资|注资|出资|出价|总价|售价|身价|估值|生产总值|GDP|交易额|销售|消费额|零售额|贸易额|借款|欠款|房价|工资|年薪|月薪)[^，。；、\d]{0,4}$"
)
_MONEY_NEXT = re.compile(r"(?:的)?(?:投资|贷款|资金|订单|债|罚款|奖金|工程|补贴|捐款|政府|合同|市值|大单|元)")


def _bare(mention: Mention) -> bool:
    """94.39万常住人口, 3000余: the number is large or loose, and no date, time or name goes on behind it."""
    quantity = mention.quantity
    loose = quantity.more and mention.text[quantity.end - 1] != "+" or mention.bound in (">", "≈", "≥", "<", "≤")
    power = quantity.written[-1:] in "百千万亿" and quantity.low >= 1e4
    if not _free(mention) or _TIME.match(mention.text, mention.unit_end):
        return False
    if quantity.spelled:
        return power and (quantity.written[0] in _DIGIT_OR_TEN or loose and quantity.written[0] in "百千万亿几数")
    return power or loose and quantity.low >= 100


_DIGIT_OR_TEN = frozenset(_DIGIT + "十")


def _toll(mention: Mention) -> bool:
    """死亡588, 3死5伤: a bare number beside what is counted."""
    if mention.quantity.spelled:
        return False
    if _DEAD.match(mention.text, mention.end):
        return _free(mention)
    return bool(_PEOPLE.search(_left(mention, 6))) and bool(_END.match(mention.text, mention.end))


def _doubles(mention: Mention) -> bool:
    return "翻" in _left(mention, 3)


_POINTS = re.compile(rf"[{_DIGIT[1:]}半](?![{_DIGIT}十百千万亿个成分])")


def _points(mention: Mention) -> float:
    """三成五 is 35 %, 两成半 25 %."""
    last = mention.text[mention.unit_end - 1]
    return 5.0 if last == "半" else float(_ORDER.get(last, 0))


def _tenths(mention: Mention) -> bool:
    return mention.quantity.low < 10 and (not mention.quantity.spelled or mention.quantity.low >= 1)


def _money(mention: Mention) -> bool:
    quantity = mention.quantity
    return not (quantity.spelled and quantity.written in ("二", "三", "多", "一") and mention.unit is not None and mention.unit.name == "元" and mention.end == mention.unit_end and _right(mention, 1) not in "，。、")


def _measured(mention: Mention) -> bool:
    return not (mention.quantity.spelled and mention.quantity.written == "一" and "后" in _left(mention, 1))


RULES = (
    Rule("ratio", _any),
    Rule("tenth", _tenths),
    Rule("doubling", _doubles),
    Rule("share", _any),
    Rule("money", _money),
    Rule("measure", _measured),
    Rule("scale", _scaled),
    Rule("age", _any),
    Rule("worktime", _works),
    Rule("count", _counts),
    Rule("premises", _premises),
    Rule("series", _series),
    Rule("great", _great),
    Rule("noun", _noun),
    Rule("land", _land),
    Rule("bare", _bare),
    Rule("toll", _toll),
    Rule("shared", _any),
)
_BY_NAME = {rule.name: rule for rule in RULES}
_NEVER_QUOTED = frozenset({"count", "great", "premises", "series", "noun", "land", "scale"})


def _read(mention: Mention) -> Figure | None:
    unit, quantity = mention.unit, mention.quantity
    if unit is None:
        for name in ("bare", "toll"):
            if _BY_NAME[name].accepts(mention):
                return _bare_figure(mention, name)
        return None
    if unit.rule == "none" or quantity.spelled and not unit.spelled:
        return None
    if mention.text[mention.start - 1 : mention.start] == "第" or not _BY_NAME[unit.rule].accepts(mention):
        return None
    if unit.rule in _NEVER_QUOTED and _quoted_name(mention):
        return None
    low, high = quantity.low, quantity.high
    if unit.rule == "tenth":
        low, high = low * 10 + _points(mention), None if high is None else high * 10
    change = "up_by" if unit.rule == "doubling" else None
    return Figure(
        mention.start, mention.end, unit.rule, low, high, unit.name or None, unit.dimension, mention.bound, change
    )


def _bare_figure(mention: Mention, rule: str) -> Figure:
    quantity = mention.quantity
    money = rule == "bare" and (_MONEY.search(_left(mention, 14)) or _MONEY_NEXT.match(mention.text, mention.end))
    unit, dimension = ("元", "money") if money else (None, "count")
    return Figure(mention.start, mention.end, rule, quantity.low, quantity.high, unit, dimension, mention.bound, None)


_LIST_MARK = re.compile(r"[、和及与或](?=\d)")


def _found(text: str) -> Iterator[Figure]:
    """The figures of the text, without what the sentence says of their movement."""
    waiting: list[Mention] = []
    for mention in _mentions(text):
        if waiting and mention.start != waiting[-1].end + 1:
            waiting.clear()
        figure = _read(mention)
        if figure is None:
            if mention.unit is None and not mention.quantity.spelled and _LIST_MARK.match(text, mention.end) and _starts_list(mention, waiting):
                waiting.append(mention)
            else:
                waiting.clear()
            continue
        for member in waiting:
            quantity = member.quantity
            if mention.quantity.written[-1:] in "万亿":
                quantity = _joined(quantity, mention.quantity)._replace(high=None)
            yield figure._replace(
                start=member.start,
                end=member.end,
                rule="shared",
                value=quantity.low,
                value_max=member.quantity.high,
                bound=member.bound,
            )
        waiting.clear()
        yield figure


def _starts_list(mention: Mention, waiting: list[Mention]) -> bool:
    return bool(waiting) or mention.start > 0 and mention.text[mention.start - 1] not in "\n第（("


_UP = "增长|上升|提升|提高|增加|上涨|扩大|加快|攀升|回升|升高|增多|走高|飙升|拓展|增强|反弹|暴涨|激增|猛增|净增|递增|增收|增产|上浮|上调|调增|调高|调升|增持|涨价|提价|提速|跃升|延长|扩展|发展|壮大|扩容|拓宽|扩充|猛涨|暴增|大增|大涨"
_DOWN = "下降|减少|降低|回落|下滑|下跌|缩短|收窄|放缓|缩减|压减|压降|削减|减产|降价|下调|调减|调低|下浮|萎缩|衰退|暴跌|大跌|大降|锐减|骤降|骤减|递减|减亏|减持|减退|压缩|精简|裁减|缩小|走低|减缓|缩水"
_FILL = r"(?:了|又|再|将|已|可|均|各|都|也|就|分别|约|近|超过?|共|达到|达|为|是|率|幅度?|比例|速度|[:：]|\s)*+$"
_CLAUSE = re.compile(r"[^，。；！？\n,;!?（(）)]*$")
_MOVES = re.compile(r"[增升提涨高快扩多降减少跌缩低落滑窄缓长幅速展壮萎退]")
_TO = re.compile(rf"(?:(?P<up>{_UP}|(?<!新)增|升|涨|扩|跃)|(?P<down>{_DOWN}|降|减|跌|缩))(?:了|幅度)?(?:到|至|(?<=[大高低少加增降减展整])为)(?:了|目前的?|现在的?|如今的?|现有的?|今年的?|去年的?)?(?:{_FILL})")
_BY = re.compile(rf"(?:(?P<up>{_UP}|增幅|涨幅|增速|升幅|增长率|增长幅度)|(?P<down>{_DOWN}|降幅|跌幅|减幅)){_FILL}")
_BY_SHORT = re.compile(rf"(?:(?P<up>(?<!新)增|升|涨|高出?|快|多)|(?P<down>降|减|跌|低|慢|少)){_FILL}")
_BY_OBJECT = re.compile(
    r"(?:(?P<up>上调|提高|调高|增加|提升)|(?P<down>下调|降低|减少|压减|削减|调低|压缩|缩减))[^，。；、\d达为到至占超是有的]{1,10}$"
)
_NEXT = re.compile(r"(?:左右|以上)?的(?:[^，。；、的\d]{0,4})?(?:(?P<up>增长|增幅|涨幅|增速|升幅|上涨|涨势)|(?P<down>下降|降幅|跌幅|下跌|减幅|下滑))")
# 比上月高 is a movement, 比全省高 a comparison.
_THAN_BEFORE = re.compile(r"[比较][^，。；]*[年月季周期前日初末时]")
_COMPARED = re.compile(r"比|较|同比|环比")
_ALSO = re.compile(r"[、,，和及与]|以及")
_ABOUT = re.compile(r"约(?:占|为|有|合|等于|达|相当于|需|值)[^，。；、\d]{0,15}$")
_STOP = re.compile(r"[。；;\n！？]")
_OCCUPIES = re.compile(r"[、,，](?:[^，,。；、\d]{0,3})占[^，,。；、\d]{0,15}的?")


def _change(text: str, figure: Figure) -> str | None:
    left = text[max(figure.start - 24, 0) : figure.start]
    if not _MOVES.search(left) and figure.dimension != "ratio":
        return None
    clause = _CLAUSE.search(left)
    left = clause.group() if clause else left
    match = _TO.search(left)
    if match:
        return "up_to" if match["up"] else "down_to"
    match = _BY.search(left)
    if match is None and (figure.dimension == "ratio" or _COMPARED.search(left)):
        match = _BY_SHORT.search(left)
        if match and match.group()[0] in "高低快慢多少" and not _THAN_BEFORE.search(left):
            match = None
    if match is None and figure.dimension in ("ratio", "money"):
        match = _BY_OBJECT.search(left)
    if match is None and figure.dimension == "ratio":
        match = _NEXT.match(text, figure.end)
    if match is None:
        return None
    return "up_by" if match["up"] else "down_by"


def _moved(text: str, figures: list[Figure]) -> list[Figure]:
    """What the sentences say of how the figures moved, and of how sure they are (约占)."""
    moved: list[Figure] = []
    for figure in figures:
        change = figure.change or _change(text, figure)
        last = moved[-1] if moved else None
        if change is None and last is not None and last.change and figure.start - last.end <= 24:
            between = text[last.end : figure.start]
            if _ALSO.fullmatch(between) and last.dimension == figure.dimension or last.change in ("up_to", "down_to") and _OCCUPIES.fullmatch(between):
                change = last.change
        if change in ("up_to", "down_to"):
            _mark_origin(text, figure, moved)
        bound = figure.bound
        if bound == "=" and "约" in text[max(figure.start - 17, 0) : figure.start] and _ABOUT.search(text, max(figure.start - 17, 0), figure.start):
            bound = "≈"
        moved.append(figure._replace(change=change, bound=bound))
    return moved


def _mark_origin(text: str, figure: Figure, moved: list[Figure]) -> None:
    """由3393人提升到24872人: the figures between 由 and the verb are where the movement began."""
    window = max(figure.start - 60, 0)
    head = max(text.rfind("从", window, figure.start), text.rfind("由", window, figure.start)) + 1
    if not head or _STOP.search(text, head, figure.start):
        return
    index = len(moved)
    while index and moved[index - 1].start >= head:
        index -= 1
    if index < len(moved) and moved[index].start - head <= 14:
        moved[index:] = [one._replace(change=one.change or "from") for one in moved[index:]]


def extract(document: Document) -> Iterator[Figure]:
    """The figures of a document in the order of its text."""
    text = document.text
    yield from _moved(text, list(_found(text)))


EXAMPLES: tuple[Example, ...] = ()
