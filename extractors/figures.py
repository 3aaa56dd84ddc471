"""Quantities: a number with a unit that counts or measures something in the world (`4872个`, `93.75%`, `100余名`).

`_quantities` finds every number with its unit and approximators; the unit names the rule that tells whether the mention
is a figure. `_movement` reads how the sentence says that it changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractors._example import Example
from extractors._movement import changes
from extractors._quantities import Mention, Quantity, is_time, lifted, mentions, tenths_points
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
    """二 numbers where 两 would count (二次污染); below two a spelled number is a fraction, or 一 in a toll."""
    if not quantity.spelled or quantity.high is not None:
        return True
    return quantity.written != "二" and (quantity.low >= 2 or "点" in quantity.written or quantity.written == "一")


def _money(mention: Mention) -> bool:
    """三元 and 二元 spelled out are names (三元桥, 二元结构), not sums."""
    return mention.unit_name != "元" or mention.quantity.written not in ("二", "三")


def _tenths(mention: Mention) -> bool:
    return 1 <= mention.quantity.low < 10


def _doubles(mention: Mention) -> bool:
    return "翻" in mention.left(3)


# 风力达14级, 震级为5级: the thing measured stands before. 防风3级响应 grades an alarm.
_STRENGTH = re.compile(r"(?:风力|阵风|大风|台风中心|震级|烈度|[地强余]震)[^，。；、\d]{0,5}$")
_EARTH = re.compile(r"(?:以[上下])?(?:地震|强震|余震|大?风|阵风|海浪|左右|偏|的?[台飓]风|的地震|烈度)")
_ALARM = re.compile("应急|响应|预警|警报")
_ADVICE = re.compile(r"建议|意见|要求|主张|希望|共识|体会|看法|原因|倡议|启示")
_INDEX = re.compile(r"指数|回升|回落|升至|降至|[涨跌]|报收?|收[于报在盘]|[大沪深]盘|沪指|恒指")
_HOT = re.compile(r"气温|温度|高温|低温|水温|体温|零下|摄氏|室温|降温|升温|倾斜|坡")
_CLOCK = frozenset("钟半整")
_FILLING = frozenset("土水石")


def _scaled(mention: Mention) -> bool:
    """级, 点, 度 and 方 measure in some company only: 6.8级地震, 三点建议, 零下15度, 3万方."""
    quantity, right = mention.quantity, mention.right(6)
    match mention.unit_name:
        case "级":
            return bool(
                _EARTH.match(right)
                or quantity.low % 1 != 0
                or (_STRENGTH.search(mention.left(9)) and not _ALARM.match(right))
            )
        case "点":
            if _ADVICE.match(right):
                return _definite(quantity)
            indexed = quantity.low % 1 != 0 or _INDEX.search(mention.left(12))
            return not quantity.spelled and bool(indexed) and right[:1] not in _CLOCK
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
# 三门路 is a street, 电动三轮 a vehicle, 人大四次会议 the fourth session, 狼烟四起 an idiom.
_NAMED_SO = re.compile(r"动轮|[大届会协]次(?:会议|全会)|.?[^条][路巷弄]|.起(?:[，。；、！”’]|$)", re.DOTALL)
_CODE = re.compile(r"[\dA-Za-z][-/#]")
_ONES = re.compile(r"一(?![等流级线类体般次期二三四五六七八九十百千万品方致])")
# 2011款 is the model of a year.
_MODEL_YEAR = re.compile(r"(?:199|20[0-3])\d(?<!000)")


def _counts(mention: Mention) -> bool:
    """A classifier counts, unless the mention is a rank (前三名), a street (三门路) or the end of a code."""
    quantity = mention.quantity
    left = mention.left(2)
    if mention.unit_name in _RANKED and left[-1:] == "前" and left != "目前":
        return False
    # 23条立法 puts an article of a law into law.
    if mention.unit_name == "条" and mention.right(2) == "立法":
        return False
    # 七个一 is short for seven things that are each called 一…, the name of a campaign; 两个一等奖 are counted.
    if mention.unit_name == "个" and _ONES.match(mention.right(2)):
        return False
    if mention.unit_name == "款" and _MODEL_YEAR.fullmatch(quantity.written) and quantity.high is None:
        return False
    if quantity.spelled and _NAMED_SO.match(mention.left(1) + mention.unit_name + mention.right(2)):
        return False
    return _definite(quantity) and not _CODE.fullmatch(left)


_ADDRESS = frozenset("号弄路苑园期院庭城湾府轩庄座")
_FLOOR = frozenset("第在于至到号楼座栋幢、")
# 小区3幢王女士 and 住在9幢 tell where somebody lives.
_HOME = re.compile(r"小区|住在|位于|家在")
_OWNER = re.compile(r"[^，。；、\d]{0,2}(?:女士|先生|阿姨|大爷|大妈|业主)")
# An address list ends its groups with a comma (燎原三组，); 分为三组， is told by its verb.
_LIST_END = re.compile(r"[，、,。\n]|$")
_DIVIDED = frozenset("为成共有约了分达余设的")
_BUILDING = frozenset("楼高民住建")
_VILLAGE = frozenset("村社队庄屯坪湾坝沟岭冲坡")


def _premises(mention: Mention) -> bool:
    """27幢楼 is counted; 4280号1幢328室 and 柳林村3组 are addresses, 3层 a floor."""
    left, right = mention.left(1), mention.right(2)
    if right[:1].isdigit() or right == "单元" or not _definite(mention.quantity):
        return False
    match mention.unit_name:
        case "层":
            if mention.quantity.high is not None or left == "从":
                return False
            if mention.quantity.spelled:
                return right[:1] in _BUILDING or left in _DIVIDED
            return right[:1] in _BUILDING or left not in _FLOOR
        case "组":
            return left not in _VILLAGE and (left in _DIVIDED or not _LIST_END.match(right))
        case _:
            return left not in _ADDRESS and not (
                _HOME.search(mention.left(2)) or _OWNER.match(mention.text, mention.end)
            )


_SERIES_OF = re.compile(
    r"工程|项目|建设|地块|[一二三四五六七八九十]次|全国|人大|中央|政协|[省市区县]委|常委|.中全会|国债|临床|煤矿|亚运|奥运|全运"
)
# 已开展三期, 两期“采茶”活动: what runs is told by its verb or its name; 三期工程 and 三期用地 are numbered.
_RUN_BEFORE = re.compile(r"(?:举办|开展|开办|举行|组织|播出|刊发|编发|连续|累计|共计?|总共|了|[已过]|这|前)$")
_RUN_BEHIND = re.compile(r"“|培训|讲座|活动|节目|课程|沙龙|研修|夏令营|冬令营|展览")
_CONSECUTIVE = re.compile(r"连续|已|了|共(?!产|和)|过|举办")


def _series(mention: Mention) -> bool:
    """培训3期 and 连续三届 count, 一期工程 and 十三届全国人大 are numbered."""
    if not _definite(mention.quantity) or _SERIES_OF.match(mention.right(4)) or _CODE.fullmatch(mention.left(2)):
        return False
    match mention.unit_name:
        case "单":
            return mention.quantity.low >= 10
        case "期" if mention.quantity.spelled:
            return bool(_RUN_BEFORE.search(mention.left(2)) or _RUN_BEHIND.match(mention.right(3)))
        case "届":
            return bool(_CONSECUTIVE.search(mention.left(4)))
        case _:
            return True


_HOLD_CONGRESSES = (
    "党的",
    "中共",
    "民革",
    "民盟",
    "民建",
    "民进",
    "农工党",
    "致公党",
    "九三学社",
    "台盟",
    "共青团",
    "前",
)


_WIDE = ("全球", "世界", "全国", "国内", "亚洲", "欧洲", "全美", "中国", "我国")


def _great(mention: Mention) -> bool:
    """三大平台, not 十八大, 民建十二大: the congresses of the parties are numbered so; 全球20大 are no congress."""
    low = mention.quantity.low
    if 16 <= low <= 20 and mention.left(2) not in _WIDE:
        return False
    return 2 <= low <= 100 and not mention.left(4).endswith(_HOLD_CONGRESSES)


_JOINERS = frozenset(".-—/:：#号")


def _free(mention: Mention) -> bool:
    return mention.left(1) not in _JOINERS


_QUARTERS = frozenset("村区院校城")
_COUNTED = frozenset("市县区省镇乡州港共有及和与、，。：:等对的在全达为这含其 \n") | {""}


def _noun(mention: Mention) -> bool:
    """6市县, 九部门: the counted noun is its own classifier, as headlines have it. 东海农场2村 is an address."""
    low = mention.quantity.low
    if mention.unit_name in _QUARTERS and mention.left(1) not in _COUNTED:
        return False
    if low >= 10000 and mention.quantity.written[-1] not in "万亿":
        return False
    return low >= 2 and low % 1 == 0 and _definite(mention.quantity) and _free(mention)


def _bare(mention: Mention) -> bool:
    """94.39万常住人口, 3000余: the number is large or loose, and no date, time or name goes on behind it."""
    quantity = mention.quantity
    if not _free(mention) or is_time(mention.text, mention.unit_end):
        return False
    loose = mention.bound != "=" and mention.text[quantity.end - 1] != "+"
    power = quantity.written[-1] in "百千万亿" and quantity.low >= 1e4
    if quantity.high is not None and not power:
        return False
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


_MEDALS = re.compile(r"\d+[金银铜]、?$")
_NEXT_MEDAL = re.compile(r"、?\d+[银铜]")


def _medals(mention: Mention) -> bool:
    """9金4银2铜: medals are counted side by side."""
    return bool(_MEDALS.search(mention.left(5)) or _NEXT_MEDAL.match(mention.text, mention.end))


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
    Rule("medal", _medals),
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
_MINUS = re.compile(r"(?:[^\W\da-zA-Z_第号表图歼轰运直枪][-−－]|[\s(（:：，,；。、~～][-−])")
_SIGNED = frozenset({"ratio", "money", "other"})
_DEGREES = frozenset({"度", "℃", "摄氏度"})
_PRICED = re.compile(r"[价卖涨贵赚挣赔罚降]|便宜|花了|工资|收入|优惠")
_SAID = re.compile(r"[，。；！？、”）\s]|$")


def _quoted_name(mention: Mention) -> bool:
    """“四个意识”: a short quotation that begins with the number is a name."""
    if mention.left(1) not in _QUOTES:
        return False
    close = _CLOSE.search(mention.text, mention.end, mention.end + 9)
    return close is not None and not _INSIDE.search(mention.text, mention.end, close.start())


def _is_numbered(mention: Mention) -> bool:
    left = mention.left(10)
    return "第" in left and _NUMBERED.search(left) is not None


def _read(mention: Mention) -> Figure | None:
    unit, quantity = mention.unit, mention.quantity
    if unit is None:
        rule = next((name for name in _WITHOUT_UNIT if _BY_NAME[name].accepts(mention)), None)
        return _without_unit(mention, rule) if rule else None
    if unit.rule == "none" or (quantity.spelled and not unit.spelled) or not _BY_NAME[unit.rule].accepts(mention):
        return None
    if unit.rule in _NAMES_BEGIN_SO and (_quoted_name(mention) or _is_numbered(mention)):
        return None
    start, low, high = mention.start, quantity.low, quantity.high
    if unit.dimension in _SIGNED and _MINUS.match(mention.text, start - 2) and start > 1:
        start, low = start - 1, -low
    if unit.name in _DEGREES and mention.left(2) == "零下":
        start, low, high = start - 2, -low, None if high is None else -high
    if unit.rule == "tenth":
        low, high = low * 10 + tenths_points(mention), None if high is None else high * 10
    if unit.name == "块" and _SAID.match(mention.right(1)) and _PRICED.search(mention.left(8)):
        # 涨了一万多块: colloquially the unit of money, where no thing is named behind it.
        return Figure(start, mention.end, "money", low, high, "元", "money", mention.bound, None)
    change = "up_by" if unit.rule == "doubling" else None
    name = unit.name or None
    return Figure(start, mention.end, unit.rule, low, high, name, unit.dimension, mention.bound, change)


_SUMS = re.compile(
    r"(?:票房|资产|投资(?!者)|产值|销售额|营收|收入(?!人群|群体|者)|资金|金额|贷款|融资|耗资|斥资|集资|筹资|补贴|补助|税|市值|利润|净利|亏损|成交额|营业额|拨款|罚款|价值"
    r"|总额|预算|经费|债务?|存款|捐款|捐赠|造价|身家|财富|花费?|赚|募资|注资|出资|出价|总价|售价|身价|估值|生产总值|GDP|交易额|销售|消费额"
    r"|零售额|贸易额|借款|欠款|房价|工资|薪|[年月学收]费|基金|订货|预留|拨付?|斥|担保|盈利|支出|开支|成本|套现|投入?(?![票稿诉递资])|净?买入|净?卖出|净流[入出]|骗|损失|涉案|增加值|余额|总值|货币(?:发行|供应)量"
    r"|(?:融资|产业|市场|经济|投资)规模|[进出]口额|折合人民币|罚掉|众筹)"
    r"(?:[^，。；、\d]{0,4}|(?:从|由)(?:[^，。；、到至]{0,14}[到至]了?)?(?:\d{4}年|目前|现在|当时)?的?\s?)$"
)
_SPENT_ON = re.compile(
    r"的?[^，。；、\d]{0,4}(?:投资|收购|高薪|现金|经费|律师费|支票|资助|产业集群|基金|财政|销售|贷款|资金|订单|债|罚款|奖金|工程|补贴|捐款|政府|合同|市值|大单)"
)


def _without_unit(mention: Mention, rule: str) -> Figure:
    """A figure whose unit is understood, declared before it, or null. Where sums are spoken of, 120亿 is 元."""
    quantity, unit, dimension, times = mention.quantity, None, "count", 1.0
    declared = _BRACKET.search(mention.left(14)) if rule == "declared" else None
    if declared:
        unit, times = declared["unit"], _TIMES[declared["times"]]
        dimension = "money" if "元" in unit else "ratio" if unit == "%" else "count"
    elif rule == "bare" and (_SUMS.search(mention.left(30)) or _SPENT_ON.match(mention.text, mention.end)):
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


_TO_DEGREES = re.compile(r"\s?(?:[到至~～—]|--?)\s?(?:零上)?")


def _spanned(text: str, figures: list[Figure]) -> list[Figure]:
    """零下40度到零上70度: each end has a sign and a unit of its own."""
    spanned: list[Figure] = []
    for figure in figures:
        last = spanned[-1] if spanned else None
        if (
            last
            and figure.unit in _DEGREES
            and last.unit == figure.unit
            and last.value_max is None
            and last.value < figure.value
            and _TO_DEGREES.fullmatch(text, last.end, figure.start)
        ):
            spanned[-1] = last._replace(end=figure.end, value_max=figure.value)
        else:
            spanned.append(figure)
    return spanned


_ABOUT = re.compile(r"约(?:占|为|是|有|合|等于|达|相当于|需|值)[^，。；、\d]{0,15}$")


def _bound(text: str, figure: Figure) -> str:
    """约占总数的23.6% is as uncertain as 约23.6%."""
    if figure.bound != "=":
        return figure.bound
    left = text[max(figure.start - 17, 0) : figure.start]
    return "≈" if "约" in left and _ABOUT.search(left) else "="


def extract(document: Document) -> Iterator[Figure]:
    """The figures of a document, in the order of its text."""
    text = document.text
    found = list(_found(text))
    if "℃" in text or "零下" in text:
        found = _spanned(text, found)
    for figure, change in zip(found, changes(text, found), strict=True):
        bound, change = _bound(text, figure), figure.change or change
        same = bound == figure.bound and change == figure.change
        yield figure if same else figure._replace(bound=bound, change=change)


EXAMPLES: tuple[Example, ...] = (
    Example(
        "ratio",
        "全市游客量同比增长12.5%，收入上升8%和9%。",
        (
            {"text": "12.5%", "value": 12.5, "unit": "%", "change": "up_by"},
            {"text": "8%", "value": 8.0, "unit": "%", "change": "up_by"},
            {"text": "9%", "value": 9.0, "unit": "%", "change": "up_by"},
        ),
    ),
    Example(
        "ratio",
        "出生率降至6.4‰，就业率提高0.7个百分点，是上年的3倍多。",
        (
            {"text": "6.4‰", "value": 6.4, "unit": "‰", "change": "down_to"},
            {"text": "0.7个百分点", "value": 0.7, "unit": "百分点", "change": "up_by"},
            {"text": "3倍多", "value": 3.0, "unit": "倍", "bound": ">", "change": None},
        ),
    ),
    Example(
        "ratio",
        "湿度约60%—70%，产能增幅为-2.5%。",
        (
            {"text": "约60%—70%", "value": 60.0, "value_max": 70.0, "bound": "≈"},
            {"text": "-2.5%", "value": -2.5, "unit": "%"},
        ),
    ),
    Example(
        "ratio",
        "本市失业率比全省低0.4个百分点，比上月低0.1个百分点。",
        (
            {"text": "0.4个百分点", "value": 0.4, "change": None},
            {"text": "0.1个百分点", "value": 0.1, "change": "down_by"},
        ),
    ),
    Example(
        "ratio",
        "营收年成长12%，存款同比多8%，物价环比低0.2%，股价较去年慢3%。",
        (
            {"text": "12%", "change": "up_by"},
            {"text": "8%", "change": "up_by"},
            {"text": "0.2%", "change": "down_by"},
            {"text": "3%", "change": "down_by"},
        ),
    ),
    Example(
        "ratio",
        "东部比西部多8%，快递的单价低0.2%。",
        ({"text": "8%", "change": None}, {"text": "0.2%", "change": None}),
    ),
    Example("ratio", "比上年多一倍有余，大约是去年的3倍。", ({"bound": ">"}, {"text": "3倍", "bound": "≈"})),
    Example("ratio", "网址里的%E6%B0%91不是比例。"),
    Example("ratio", "队伍士气倍增，信心加倍。"),
    Example("ratio", "他折叠了两张纸，又折返三趟。"),
    Example("ratio", "2023年第3期第2版。"),
    Example("ratio", "双色球5倍率镜头和8倍镜。"),
    Example("ratio", "他们番茄种了三番茄园。"),
    Example(
        "tenth",
        "近四成的摊位已经租出，三成五由村民经营。",
        (
            {"text": "近四成", "value": 40.0, "unit": "%", "bound": "≈"},
            {"text": "三成五", "value": 35.0, "unit": "%"},
        ),
    ),
    Example(
        "tenth",
        "受访者中六成以上赞成，客量下降了两成半。",
        (
            {"text": "六成以上", "value": 60.0, "bound": ">"},
            {"text": "两成半", "value": 25.0, "change": "down_by"},
        ),
    ),
    Example("tenth", "他做事一成不变。"),
    Example("tenth", "三家企业于2021成立。"),
    Example("tenth", "五成员小组昨天开会。"),
    Example("tenth", "这事八成都市人不知道。"),
    Example("tenth", "天府二成长中心今天开门。"),
    Example("tenth", "二十成群的候鸟飞过湖面。"),
    Example(
        "doubling",
        "游客总数三年翻一番，产值翻了两番。",
        (
            {"text": "一番", "value": 1.0, "unit": "番", "change": "up_by"},
            {"text": "两番", "value": 2.0, "unit": "番", "change": "up_by"},
        ),
    ),
    Example("doubling", "村里的收入五年翻两番。", ({"text": "两番", "value": 2.0},)),
    Example("doubling", "他三番五次来到工地。"),
    Example("doubling", "三番街的店铺开门了。"),
    Example("doubling", "大家品尝了两番茄汤。"),
    Example("doubling", "他作了一番解释。"),
    Example("doubling", "几番风雨，几番辛苦。"),
    Example("doubling", "十番锣鼓在苏州上演。"),
    Example(
        "share",
        "百分之九十的村民用上了自来水，千分之三的水样不合格。",
        (
            {"text": "百分之九十", "value": 90.0, "unit": "%"},
            {"text": "千分之三", "value": 3.0, "unit": "‰"},
        ),
    ),
    Example(
        "share",
        "超过三分之二的席位已订出，过半数代表到场，约占一半。",
        (
            {"text": "超过三分之二", "value": 2 / 3, "unit": None, "bound": ">"},
            {"text": "过半数", "value": 0.5, "bound": ">"},
            {"text": "一半", "value": 0.5, "bound": "≈"},
        ),
    ),
    Example("share", "旱地占1/4，坡地超过2/3。", ({"value": 0.25}, {"text": "超过2/3", "value": 2 / 3, "bound": ">"})),
    Example("share", "会议3/4举行，见第2/3页，晋级到1/4决赛。"),
    Example("share", "他是三位老师之一。"),
    Example("share", "十分之好，万分感谢。"),
    Example("share", "半年来半个村子都变了样。"),
    Example("share", "半导体厂和半岛公园。"),
    Example("share", "三分球投得准。"),
    Example("share", "一分之差，遗憾落败。"),
    Example(
        "money",
        "下拨补助1635万元，人均3,585元，其余为人民币2.5亿元。",
        (
            {"text": "1635万元", "value": 16350000.0, "unit": "元"},
            {"text": "3,585元", "value": 3585.0, "unit": "元"},
            {"text": "人民币2.5亿元", "value": 250000000.0, "unit": "元"},
        ),
    ),
    Example(
        "money",
        "大桥造价约HK$3.5亿，另捐港币20万元和新台币210万元。",
        (
            {"text": "约HK$3.5亿", "value": 350000000.0, "unit": "港元", "bound": "≈"},
            {"text": "港币20万元", "value": 200000.0, "unit": "港元"},
            {"text": "新台币210万元", "value": 2100000.0, "unit": "新台币元"},
        ),
    ),
    Example(
        "money",
        "罚款为一千元以上五千元以下，合同价人民币壹佰贰拾万元整，均价由3元/公斤涨至5-6元/公斤。",
        (
            {"text": "一千元以上", "value": 1000.0, "bound": ">"},
            {"text": "五千元以下", "value": 5000.0, "bound": "<"},
            {"text": "人民币壹佰贰拾万元", "value": 1200000.0},
            {"text": "3元/公斤", "value": 3.0, "unit": "元/公斤", "change": "from"},
            {"text": "5-6元/公斤", "value": 5.0, "value_max": 6.0, "change": "up_to"},
        ),
    ),
    Example(
        "money",
        "贷款同比多增70亿元，存款同比少增30亿元，利息同比少2亿元。",
        (
            {"text": "70亿元", "change": "up_by"},
            {"text": "30亿元", "change": "down_by"},
            {"text": "2亿元", "change": "down_by"},
        ),
    ),
    Example(
        "money",
        "收入增加两成，至90亿元，原来的七千元补贴降低到五千元，三个月有40元的跌幅。",
        (
            {"text": "90亿元", "change": "up_to"},
            {"text": "七千元", "change": "from"},
            {"text": "五千元", "change": "down_to"},
            {"text": "40元", "change": "down_by"},
        ),
    ),
    Example(
        "money",
        "产值增长7%，达到60亿元，有30元的余额。",
        ({"text": "60亿元", "change": None}, {"text": "30元", "change": None}),
    ),
    Example(
        "money",
        "镜头涨了两千多块，机身上涨千元，另付800元新台币。",
        (
            {"text": "两千多块", "value": 2000.0, "unit": "元", "bound": ">", "change": "up_by"},
            {"text": "千元", "value": 1000.0, "unit": "元", "change": "up_by"},
            {"text": "800元新台币", "value": 800.0, "unit": "新台币元"},
        ),
    ),
    Example("money", "千元手机销路好，降价买了500块砖。"),
    Example("money", "三元桥附近堵车。"),
    Example("money", "2024元旦假期平安有序。"),
    Example("money", "二元结构正在改变。"),
    Example("money", "多元化解纠纷的调解室。"),
    Example("money", "大陆企业到港开拓市场。"),
    Example("money", "每一分钱都花在刀刃上。"),
    Example(
        "measure",
        "新建绿地1200m2，占地近3公顷，长约2.6公里。",
        (
            {"text": "1200m2", "value": 1200.0, "unit": "平方米"},
            {"text": "近3公顷", "value": 3.0, "unit": "公顷", "bound": "≈"},
            {"text": "约2.6公里", "value": 2.6, "unit": "公里"},
        ),
    ),
    Example(
        "measure",
        "楼地板13万8474平方公尺，装机5万千瓦，降雨8—12毫米，气温-5℃。",
        (
            {"text": "13万8474平方公尺", "value": 138474.0, "unit": "平方米"},
            {"text": "5万千瓦", "value": 50000.0, "unit": "千瓦"},
            {"text": "8—12毫米", "value": 8.0, "value_max": 12.0, "unit": "毫米"},
            {"text": "-5℃", "value": -5.0, "unit": "℃"},
        ),
    ),
    Example(
        "measure",
        "山顶零下12℃到零上3℃，仓库-5℃到零上4℃，主频10—30HZ。",
        (
            {"text": "零下12℃到零上3℃", "value": -12.0, "value_max": 3.0},
            {"text": "-5℃到零上4℃", "value": -5.0, "value_max": 4.0},
            {"text": "10—30HZ", "value": 10.0, "value_max": 30.0, "unit": "赫兹"},
        ),
    ),
    Example(
        "measure",
        "水温由9℃到厂后又升到12℃，室内12℃，室外3℃。",
        tuple({"value": value, "value_max": None} for value in (9.0, 12.0, 12.0, 3.0)),
    ),
    Example("measure", "打通服务群众最后一公里。"),
    Example("measure", "5G网络和3D打印进了校园。"),
    Example("measure", "三里屯和十里河都有分店。"),
    Example("measure", "他喝了两碗小米粥。"),
    Example("measure", "千克拉玛依人参加了长跑。"),
    Example("measure", "8K转播和4K频道开播。"),
    Example(
        "scale",
        "当地发生6.8级地震，余震震级约5级。",
        (
            {"text": "6.8级", "value": 6.8, "unit": "级"},
            {"text": "约5级", "value": 5.0, "unit": "级", "bound": "≈"},
        ),
    ),
    Example(
        "scale",
        "他提出三点建议，沪指上涨12.3点，气温降到零下15度，挖土3万方。",
        (
            {"text": "三点", "value": 3.0, "unit": "点"},
            {"text": "12.3点", "value": 12.3, "change": "up_by"},
            {"text": "零下15度", "value": -15.0, "unit": "度"},
            {"text": "3万方", "value": 30000.0, "unit": "立方米"},
        ),
    ),
    Example("scale", "登陆时最大风力达12级。", ({"text": "12级", "value": 12.0},)),
    Example("scale", "全市启动防台风4级响应，建成6级路网。"),
    Example("scale", "下午三点半开会。"),
    Example("scale", "2023年度总结和两度到访。"),
    Example("scale", "三级医院的四级手术。"),
    Example("scale", "四方代表八方来客。"),
    Example("scale", "省市县三级联动。"),
    Example("scale", "他三点钟到达，转了360度。"),
    Example(
        "age",
        "73岁的王奶奶和60周岁以上老人免费乘车。",
        (
            {"text": "73岁", "value": 73.0, "unit": "岁"},
            {"text": "60周岁以上", "value": 60.0, "unit": "岁", "bound": ">"},
        ),
    ),
    Example(
        "age",
        "面向6至12岁儿童和八十岁老人。",
        (
            {"text": "6至12岁", "value": 6.0, "value_max": 12.0},
            {"text": "八十岁", "value": 80.0, "dimension": "age"},
        ),
    ),
    Example("age", "百岁老人迎来生日。"),
    Example("age", "2023岁末慰问活动。"),
    Example("age", "三岁月如歌晚会。"),
    Example("age", "建厂73周年庆典。"),
    Example("age", "他活了大半辈子，一岁一礼。"),
    Example("worktime", "志愿服务时长3640.5小时。", ({"text": "3640.5小时", "value": 3640.5, "unit": "小时"},)),
    Example("worktime", "网格员累计服务1.2万余小时。", ({"text": "1.2万余小时", "value": 12000.0, "bound": ">"},)),
    Example("worktime", "书店24小时不打烊。"),
    Example("worktime", "热线24小时值守，服务24小时在线。"),
    Example("worktime", "救援人员在48小时内赶到。"),
    Example("worktime", "工期缩短了3小时。"),
    Example("worktime", "会议开了2个小时。"),
    Example("worktime", "车程约1.5小时。"),
    Example(
        "count",
        "全市登记社会组织4872个，两批营造师到岗，十多名村民报名。",
        (
            {"text": "4872个", "value": 4872.0, "unit": "个"},
            {"text": "两批", "value": 2.0, "unit": "批"},
            {"text": "十多名", "value": 10.0, "bound": ">"},
        ),
    ),
    Example(
        "count",
        "每社区有1-2个驿站，受益7450人次，100余户参加，至少有三五家营业。",
        (
            {"text": "1-2个", "value": 1.0, "value_max": 2.0, "unit": "个"},
            {"text": "7450人次", "value": 7450.0, "unit": "人次"},
            {"text": "100余户", "value": 100.0, "bound": ">"},
            {"text": "三五家", "value": 3.0, "value_max": 5.0},
        ),
    ),
    Example(
        "count",
        "网格员由3393人增加到24872人，投诉同比减少957件，不少于5支队伍。",
        (
            {"text": "3393人", "value": 3393.0, "change": "from"},
            {"text": "24872人", "value": 24872.0, "change": "up_to"},
            {"text": "957件", "value": 957.0, "change": "down_by"},
            {"text": "不少于5支", "value": 5.0, "bound": "≥"},
        ),
    ),
    Example(
        "count",
        "数十名医生和上百位村民，近千棵树，约占全省的2万棵。",
        (
            {"text": "数十名", "value": 10.0, "bound": ">"},
            {"text": "上百位", "value": 100.0, "bound": ">"},
            {"text": "近千棵", "value": 1000.0, "bound": "≈"},
            {"text": "2万棵", "value": 20000.0, "bound": "≈"},
        ),
    ),
    Example(
        "count",
        "门前聚集约40人，公司签约30人，党员占比在三成以上，均价在500元之上。",
        ({"text": "约40人", "bound": "≈"}, {"text": "30人", "bound": "="}),
    ),
    Example("money", "均价在500元之上。", ({"text": "500元之上", "bound": ">"},)),
    Example("ratio", "肥料的涨幅均在30%左右，占比在30%左右。", ({"change": "up_by"}, {"change": None})),
    Example("count", "展出2000款新品，其中2021款轿车20款。", ({"text": "2000款"}, {"text": "20款"})),
    Example("count", "三门核电开工，\n三门路上堵车，三道河子镇下雨。"),
    Example("count", "举办了一场讲座，一名记者到场，一系列活动展开。"),
    Example("count", "村里开展“邻里和睦六个一”活动，社区举行六个一行动。"),
    Example("count", "学校获六个一等奖，建成两个一流专业。", ({"text": "六个"}, {"text": "两个"})),
    Example("count", "第三批名单公布，第四、五批随后公布。"),
    Example("count", "前三名和前10位领奖。"),
    Example("count", "就23条立法咨询，二十三条立法。"),
    Example("count", "二次供水改造开始。"),
    Example("count", "增强“四个意识”、做到“两个维护”。"),
    Example("count", "三门峡市、五台山和七台河市。"),
    Example("count", "他千方百计进百家门。"),
    Example("count", "为期3个月，还要2个多星期。"),
    Example("count", "《100个孩子的中国梦》出版。"),
    Example("count", "红十字会和三轮车队。"),
    Example("count", "4280号12室的12345热线。"),
    Example(
        "premises",
        "新建27幢住宅，其中12层高的楼房3栋。",
        (
            {"text": "27幢", "value": 27.0, "unit": "幢"},
            {"text": "12层", "value": 12.0, "unit": "层"},
            {"text": "3栋", "value": 3.0, "unit": "栋"},
        ),
    ),
    Example(
        "premises",
        "展出14组花坛，分成三组讨论。",
        (
            {"text": "14组", "value": 14.0, "unit": "组"},
            {"text": "三组", "value": 3.0, "unit": "组"},
        ),
    ),
    Example("premises", "地址为和平路80号1幢328室。"),
    Example("premises", "他家住在5层。"),
    Example("premises", "柳林村3组的王某。"),
    Example("premises", "小区3栋2单元。"),
    Example("premises", "再上一层楼。"),
    Example("premises", "一组数据显示。"),
    Example(
        "series",
        "举办培训班12期，连续举办三届。",
        (
            {"text": "12期", "value": 12.0, "unit": "期"},
            {"text": "三届", "value": 3.0, "unit": "届"},
        ),
    ),
    Example("series", "骑手送餐1.2万单。", ({"text": "1.2万单", "value": 12000.0, "unit": "单"},)),
    Example("series", "讲堂已办了三期，两期“采茶”活动来了60人。", ({"text": "三期"}, {"text": "两期"})),
    Example("series", "三期用地平整完毕，四期厂房动工，三期叠加的影响。"),
    Example("series", "一期工程完工，二期项目开工。"),
    Example("series", "十四届全国人大代表。"),
    Example("series", "二十届三中全会精神。"),
    Example("series", "他所在的3单元。"),
    Example("series", "第5期简报。"),
    Example("series", "3期间隔和2期货合约。"),
    Example(
        "great",
        "建设三大平台、十二大功能，回应6大疑问。",
        (
            {"text": "三大", "value": 3.0, "unit": "大"},
            {"text": "十二大", "value": 12.0, "unit": "大"},
            {"text": "6大", "value": 6.0, "unit": "大"},
        ),
    ),
    Example("great", "九大行动同步推进。", ({"text": "九大", "value": 9.0, "dimension": "count"},)),
    Example("great", "跻身全球20大港口。", ({"text": "20大", "value": 20.0},)),
    Example("great", "学习20大精神。"),
    Example("great", "党的十八大以来，二十大精神深入人心。"),
    Example("great", "中共三大会址。"),
    Example("great", "民建十二大筹备就绪。"),
    Example("great", "六大洲五大洋。"),
    Example("great", "三大队和二大队比武。"),
    Example("great", "四大名著进校园。"),
    Example("great", "“三大作风”主题展。"),
    Example(
        "noun",
        "对6市县和10部门开展督查，九部门联合发文。",
        (
            {"text": "6市县", "value": 6.0, "unit": "市县"},
            {"text": "10部门", "value": 10.0, "unit": "部门"},
            {"text": "九部门", "value": 9.0, "unit": "部门"},
        ),
    ),
    Example(
        "noun",
        "安徽等9省受灾，4企业8产品下架。",
        (
            {"text": "9省", "value": 9.0, "unit": "省"},
            {"text": "4企业", "value": 4.0, "unit": "企业"},
            {"text": "8产品", "value": 8.0, "unit": "产品"},
        ),
    ),
    Example("noun", "12345平台受理诉求。"),
    Example("noun", "沿318国道行驶。"),
    Example("noun", "第6部门负责。"),
    Example("noun", "广东省和内陆省份。"),
    Example("noun", "5市场主体被罚。"),
    Example("noun", "“7企业联盟”挂牌。"),
    Example(
        "declared",
        "预算金额（万元）：123.45",
        ({"text": "123.45", "value": 1234500.0, "unit": "元", "dimension": "money"},),
    ),
    Example(
        "medal",
        "队伍获得9金4银2铜。",
        ({"text": "9金", "value": 9.0, "unit": "金"}, {"text": "4银", "value": 4.0}, {"text": "2铜", "value": 2.0}),
    ),
    Example("medal", "收获1金1铜。", ({"text": "1金", "value": 1.0}, {"text": "1铜", "value": 1.0})),
    Example("medal", "夺得5金、2银。", ({"text": "5金"}, {"text": "2银"})),
    Example("medal", "3金融机构被罚。"),
    Example("medal", "工商银行2银行卡业务。"),
    Example("medal", "2金额单位为元。"),
    Example("medal", "100金价上涨。"),
    Example("medal", "5铜矿停产。"),
    Example("declared", "建筑面积(平方米)：360", ({"text": "360", "value": 360.0, "unit": "平方米"},)),
    Example("declared", "联系电话（李工）：5555123"),
    Example("declared", "项目编号（2023）：0815"),
    Example("declared", "单价（元）：面议"),
    Example("declared", "日期（年）：2023"),
    Example("declared", "数量（个）：3号库"),
    Example(
        "bare",
        "全区94.39万常住人口，近300师生参加，14亿多中国人。",
        (
            {"text": "94.39万", "value": 943900.0, "unit": None},
            {"text": "近300", "value": 300.0, "unit": None, "bound": "≈"},
            {"text": "14亿多", "value": 1400000000.0, "bound": ">"},
        ),
    ),
    Example(
        "bare",
        "票房达3.89亿，观影人次为957万。",
        (
            {"text": "3.89亿", "value": 389000000.0, "unit": "元", "dimension": "money"},
            {"text": "957万", "value": 9570000.0, "unit": None, "dimension": "count"},
        ),
    ),
    Example(
        "bare",
        "园区收入从2019年的2亿增长到目前的3亿，产业规模超5亿，投资者从1亿增至2亿。",
        (
            {"text": "2亿", "unit": "元", "change": "from"},
            {"text": "3亿", "unit": "元", "change": "up_to"},
            {"text": "超5亿", "unit": "元"},
            {"text": "1亿", "unit": None},
            {"text": "2亿", "unit": None},
        ),
    ),
    Example("bare", "这里住着五千万同胞。", ({"text": "五千万", "value": 50000000.0, "unit": None},)),
    Example("bare", "上下五千年，距今1万年。"),
    Example("bare", "千万别忘记，万一下雨呢。"),
    Example("bare", "项目编号为2023000。"),
    Example("bare", "约30年前，近20年来。"),
    Example("bare", "比例尺1：5万。"),
    Example("bare", "型号为1870+的口罩。"),
    Example(
        "toll",
        "事故致3死5伤。",
        (
            {"text": "3", "value": 3.0, "unit": None},
            {"text": "5", "value": 5.0, "unit": None},
        ),
    ),
    Example(
        "toll",
        "累计确诊588，死亡12。",
        (
            {"text": "588", "value": 588.0, "unit": None},
            {"text": "12", "value": 12.0, "unit": None},
        ),
    ),
    Example("toll", "死亡率为零。"),
    Example("toll", "1937死难者纪念碑。"),
    Example("toll", "受伤12小时后获救。"),
    Example("toll", "出院3天后复查。"),
    Example("toll", "确诊第2天转院。"),
    Example(
        "shared",
        "分别新增15、20、35个车位。",
        (
            {"text": "15", "value": 15.0, "unit": "个"},
            {"text": "20", "value": 20.0, "unit": "个"},
        ),
    ),
    Example(
        "shared",
        "奖金为2、3和5万元，增速加快0.6和2.1个百分点。",
        (
            {"text": "2", "value": 20000.0, "unit": "元"},
            {"text": "3", "value": 30000.0, "unit": "元"},
            {"text": "0.6", "value": 0.6, "unit": "百分点", "change": "up_by"},
        ),
    ),
    Example("shared", "1、3个问题待解决。"),
    Example("shared", "5、6月间，7、8号线开通。"),
    Example("shared", "（1、2家）名单附后。"),
    Example("shared", "2019、2020年连续获奖。"),
    Example("shared", "第3、4批名单公布。"),
)
