"""Quantities: a number with a unit that counts or measures something in the world (`4872个`, `93.75%`, `100余名`).

`_quantities` finds every number with its unit and approximators; the unit names the rule that tells whether the mention
is a figure. `_movement` reads how the sentence says that it changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractors._movement import Span, changes
from extractors._quantities import Mention, Quantity, is_time, lifted, mentions, tenths_points
from extractors._rule import Example
from pipeline.records import Document

# A number inside a date, a mechanism's name or a document's title is not a figure of its own.
YIELDS_TO = ("dates", "mechanisms", "policies")


class Figure(NamedTuple):
    """A row of `figures`. `value` is in `unit`, multipliers applied; `value_max` is the upper end of a range.

    `unit` is the base unit, or the classifier as written, null where a bare number counts the noun behind it. `bound`
    is one of `=`, `≈`, `>`, `≥`, `<`, `≤`; `change` one of `up_to`, `up_by`, `down_to`, `down_by`, `from`, or null.
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


class Rule(NamedTuple):
    """A named kind of figure: `accepts` tells it from what only looks like one."""

    name: str
    accepts: Callable[[Mention], bool]


def _any(mention: Mention) -> bool:
    return True


def _definite(quantity: Quantity) -> bool:
    """一 before a classifier is an article (一场活动), and 二 numbers where 两 would count (二次污染)."""
    return not quantity.spelled or quantity.high is not None or (quantity.low >= 2 and quantity.written != "二")


def _money(mention: Mention) -> bool:
    """三元 and 二元 spelled out are names (三元桥, 二元结构), not sums."""
    return mention.unit_name != "元" or mention.quantity.written not in ("二", "三")


def _tenths(mention: Mention) -> bool:
    return 1 <= mention.quantity.low < 10


def _doubles(mention: Mention) -> bool:
    return "翻" in mention.left(3)


_EARTH = re.compile(r"(?:以[上下])?(?:地震|强震|余震|大?风|阵风|海浪|左右|偏|的?台风|的地震|烈度)")
_ADVICE = re.compile(r"建议|意见|要求|主张|希望|共识|体会|看法|原因|倡议|启示")
_INDEX = re.compile(r"指数|[涨跌]|报收?|收[于报在盘]|[大沪深]盘|沪指|恒指")
_HOT = re.compile(r"气温|温度|高温|低温|水温|体温|零下|摄氏|室温|降温|升温|倾斜|坡度")
_CLOCK = frozenset("钟半整")
_FILLING = frozenset("土水石")


def _scaled(mention: Mention) -> bool:
    """级, 点, 度 and 方 measure in some company only: 6.8级地震, 三点建议, 零下15度, 3万方."""
    quantity, right = mention.quantity, mention.right(6)
    match mention.unit_name:
        case "级":
            return bool(_EARTH.match(right)) or quantity.low % 1 != 0 or "震级" in mention.left(6)
        case "点":
            if _ADVICE.match(right):
                return _definite(quantity)
            return not quantity.spelled and bool(_INDEX.search(mention.left(12))) and right[:1] not in _CLOCK
        case "度":
            return quantity.low >= 1e4 or bool(_HOT.search(mention.left(12)) or _HOT.match(right.removeprefix("的")))
        case _:
            return quantity.written[-1] in "万亿" or right[:1] in _FILLING


_SERVICE = re.compile(r"时长|工时|志愿|累计|总计|合计|共计|服务$")
_WITHIN = re.compile(r"[内后前制不在值全开营连待轮监即响双]|以上的?[行拘]|热线|便利|服务|候|滚动|客服|为民|守|巡|核酸")


def _works(mention: Mention) -> bool:
    """Hours are a lapse of time, except where hours of service are counted."""
    return bool(_SERVICE.search(mention.left(10))) and not _WITHIN.match(mention.text, mention.end)


_RANKED = frozenset("名位家强")


def _counts(mention: Mention) -> bool:
    """A classifier counts, unless the mention is a rank: 前三名."""
    if mention.unit_name in _RANKED and re.search(r"(?<!目)前$", mention.left(2)):
        return False
    return _definite(mention.quantity)


_ADDRESS = frozenset("号弄路苑园期院庭城湾府轩庄座")
_FLOOR = frozenset("第在于至到号楼座栋幢、")
_VILLAGE = frozenset("村社队庄屯")


def _premises(mention: Mention) -> bool:
    """27幢楼 is counted; 4280号1幢328室 and 柳林村3组 are addresses, 3层 a floor."""
    left, right = mention.left(1), mention.right(2)
    if right[:1].isdigit() or right == "单元" or not _definite(mention.quantity):
        return False
    match mention.unit_name:
        case "层":
            return right[:1] in ("楼", "高") or (not mention.quantity.spelled and left not in _FLOOR)
        case "组":
            return left not in _VILLAGE
        case _:
            return left not in _ADDRESS


_SERIES_OF = re.compile(
    r"工程|项目|建设|地块|[一二三四五六七八九十]次|全国|人大|中央|政协|[省市区县]委|常委|.中全会|国债|临床|煤矿|亚运|奥运|全运"
)
_CONSECUTIVE = re.compile(r"连续|已|了|共(?!产|和)|过|举办")


def _series(mention: Mention) -> bool:
    """培训3期 and 连续三届 count, 一期工程 and 十三届全国人大 are numbered."""
    if not _definite(mention.quantity) or _SERIES_OF.match(mention.right(4)):
        return False
    match mention.unit_name:
        case "单":
            return mention.quantity.low >= 10
        case "届":
            return bool(_CONSECUTIVE.search(mention.left(4)))
        case _:
            return True


def _great(mention: Mention) -> bool:
    """三大平台, not 十八大: the congresses of the party are numbered so."""
    low = mention.quantity.low
    return (2 <= low < 16 or 20 < low <= 100) and not mention.left(3).endswith(("党的", "中共", "前"))


_JOINERS = frozenset(".-—/:：#号")


def _free(mention: Mention) -> bool:
    return mention.left(1) not in _JOINERS


def _noun(mention: Mention) -> bool:
    """6市县, 九部门: the counted noun is its own classifier, as headlines have it."""
    low = mention.quantity.low
    return 2 <= low < 10000 and low % 1 == 0 and _definite(mention.quantity) and _free(mention)


def _bare(mention: Mention) -> bool:
    """94.39万常住人口, 3000余: the number is large or loose, and no date, time or name goes on behind it."""
    quantity = mention.quantity
    if not _free(mention) or is_time(mention.text, mention.unit_end):
        return False
    loose = mention.bound != "=" and mention.text[quantity.end - 1] != "+"
    power = quantity.written[-1] in "百千万亿" and quantity.low >= 1e4
    if quantity.spelled:
        return power and (loose or (len(quantity.written) > 1 and quantity.written[0] not in "百千万亿"))
    return power or (loose and quantity.low >= 100)


_BRACKET = re.compile(
    r"[（(](?:单位[:：])?(?:人民币)?(?P<times>[百千万亿]?)(?P<unit>元|美元|欧元|港元|%|平方米|亩|公里|米|吨|人|家|个|套|户|台)[）)]\s?[:：]?\s?$"
)
_LINE_END = re.compile(r"\s|[，。；、,;（(]|$")
_TIMES = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}


def _declared(mention: Mention) -> bool:
    """预算金额（万元）：123.45 names the unit before the number, as forms do."""
    if mention.quantity.spelled or not _LINE_END.match(mention.text, mention.end):
        return False
    return _BRACKET.search(mention.left(14)) is not None


_DEAD = re.compile(r"[死伤亡](?:\d|[，。、！；)）\s]|伤?$|伤[，。、])")
_HURT = re.compile(r"(?:死亡|受伤|遇难|失踪|失联|确诊|治愈|出院|重伤|轻伤)(?:人数)?[:：]?$")
_CLOSED = re.compile(r"[，。；、,;)）\s和及与]|$")


def _toll(mention: Mention) -> bool:
    """死亡588, 3死5伤: a bare number beside what is counted."""
    if mention.quantity.spelled or not _free(mention):
        return False
    if _DEAD.match(mention.text, mention.end):
        return True
    return bool(_HURT.search(mention.left(6)) and _CLOSED.match(mention.text, mention.end))


RULES = (
    Rule("ratio", _any),
    Rule("tenth", _tenths),
    Rule("doubling", _doubles),
    Rule("share", _any),
    Rule("money", _money),
    Rule("measure", _any),
    Rule("scale", _scaled),
    Rule("age", _any),
    Rule("worktime", _works),
    Rule("count", _counts),
    Rule("premises", _premises),
    Rule("series", _series),
    Rule("great", _great),
    Rule("noun", _noun),
    Rule("declared", _declared),
    Rule("bare", _bare),
    Rule("toll", _toll),
    Rule("shared", _any),
)
_BY_NAME = {rule.name: rule for rule in RULES}
_WITHOUT_UNIT = ("declared", "bare", "toll")
_NAMES_BEGIN_SO = frozenset({"count", "great", "premises", "series", "noun", "scale"})
_QUOTES = frozenset('“‘「『"')
_CLOSE = re.compile(r"[”’」』\"]")
_INSIDE = re.compile(r"[、，,]")
_NUMBERED = re.compile(r"第[\d〇零一二三四五六七八九十百]+[条款项章节批届期次轮组号]?[、至到和及或\-—]$")
# A minus sign stands behind a word or a space; behind a letter or 歼 the dash belongs to a model.
_MINUS = re.compile(r"(?:[^\W\da-zA-Z_第号表图歼轰运直枪][-−－]|[\s(（:：][-−])")
_SIGNED = frozenset({"ratio", "money", "other"})


def _quoted_name(mention: Mention) -> bool:
    """“四个意识”: a short quotation that begins with the number is a name."""
    if mention.left(1) not in _QUOTES:
        return False
    close = _CLOSE.search(mention.text, mention.end, mention.end + 9)
    return close is not None and not _INSIDE.search(mention.text, mention.end, close.start())


def _read(mention: Mention) -> Figure | None:
    unit, quantity = mention.unit, mention.quantity
    if unit is None:
        rule = next((name for name in _WITHOUT_UNIT if _BY_NAME[name].accepts(mention)), None)
        return _without_unit(mention, rule) if rule else None
    if unit.rule == "none" or (quantity.spelled and not unit.spelled) or not _BY_NAME[unit.rule].accepts(mention):
        return None
    if unit.rule in _NAMES_BEGIN_SO and (_quoted_name(mention) or _NUMBERED.search(mention.left(10))):
        return None
    start, low, high = mention.start, quantity.low, quantity.high
    if unit.dimension in _SIGNED and _MINUS.match(mention.text, start - 2) and start > 1:
        start, low = start - 1, -low
    if unit.rule == "tenth":
        low, high = low * 10 + tenths_points(mention), None if high is None else high * 10
    change = "up_by" if unit.rule == "doubling" else None
    name = unit.name or None
    return Figure(start, mention.end, unit.rule, low, high, name, unit.dimension, mention.bound, change)


_SUMS = re.compile(
    r"(?:票房|投资|产值|销售额|营收|收入|资金|金额|贷款|融资|耗资|斥资|集资|筹资|补贴|补助|税|市值|利润|净利|亏损|成交额|营业额|拨款|罚款|价值"
    r"|总额|预算|经费|债务?|存款|捐款|捐赠|造价|身家|财富|花费?|赚|募资|注资|出资|出价|总价|售价|身价|估值|生产总值|GDP|交易额|销售|消费额"
    r"|零售额|贸易额|借款|欠款|房价|工资|年薪|月薪)[^，。；、\d]{0,4}$"
)
_SPENT_ON = re.compile(r"的?(?:投资|贷款|资金|订单|债|罚款|奖金|工程|补贴|捐款|政府|合同|市值|大单)")


def _without_unit(mention: Mention, rule: str) -> Figure:
    """A figure whose unit is understood, declared before it, or null. Where sums are spoken of, 120亿 is 元."""
    quantity, unit, dimension, times = mention.quantity, None, "count", 1.0
    declared = _BRACKET.search(mention.left(14)) if rule == "declared" else None
    if declared:
        unit, times = declared["unit"], _TIMES[declared["times"]]
        dimension = "money" if "元" in unit else "ratio" if unit == "%" else "count"
    elif rule == "bare" and (_SUMS.search(mention.left(14)) or _SPENT_ON.match(mention.text, mention.end)):
        unit, dimension = "元", "money"
    high = None if quantity.high is None else quantity.high * times
    return Figure(mention.start, mention.end, rule, quantity.low * times, high, unit, dimension, mention.bound, None)


_LIST_MARK = re.compile(r"[、和及与或](?=\d)")
_HEADS_LIST = frozenset("\n第（(")


def _found(text: str) -> Iterator[Figure]:
    """The figures of the text, without what the sentence says of their movement."""
    waiting: list[Mention] = []
    titles = "《" in text
    for mention in mentions(text):
        if waiting and mention.start != waiting[-1].end + 1:
            waiting.clear()
        if titles and _in_title(text, mention.start):
            continue
        figure = _read(mention)
        if figure is not None:
            yield from (_sharing(member, mention, figure) for member in waiting)
            yield figure
        elif mention.unit is None and _LIST_MARK.match(text, mention.end) and (waiting or _may_list(mention)):
            waiting.append(mention)
            continue
        waiting.clear()


def _may_list(mention: Mention) -> bool:
    """15、20、35个 shares its unit; 1、 at the beginning of a line numbers it."""
    return not mention.quantity.spelled and mention.start > 0 and mention.left(1) not in _HEADS_LIST


def _sharing(member: Mention, last: Mention, figure: Figure) -> Figure:
    quantity = lifted(member.quantity, last.quantity)
    return figure._replace(
        start=member.start,
        end=member.end,
        rule="shared",
        value=quantity.low,
        value_max=quantity.high,
        bound=member.bound,
    )


def _in_title(text: str, start: int) -> bool:
    window = max(start - 60, 0)
    return text.rfind("《", window, start) > text.rfind("》", window, start)


_ABOUT = re.compile(r"约(?:占|为|有|合|等于|达|相当于|需|值)[^，。；、\d]{0,15}$")


def _bound(text: str, figure: Figure) -> str:
    """约占总数的23.6% is as uncertain as 约23.6%."""
    left = text[max(figure.start - 17, 0) : figure.start]
    return "≈" if figure.bound == "=" and "约" in left and _ABOUT.search(left) else figure.bound


def extract(document: Document) -> Iterator[Figure]:
    """The figures of a document, in the order of its text."""
    text = document.text
    found = list(_found(text))
    moves = changes(text, [Span(figure.start, figure.end, figure.dimension) for figure in found])
    for figure, change in zip(found, moves, strict=True):
        yield figure._replace(bound=_bound(text, figure), change=figure.change or change)


EXAMPLES: tuple[Example, ...] = ()
