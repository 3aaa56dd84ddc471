"""Clean article → time expressions on the calendar: one row per mention, after TimeML's TIMEX3.

`timex_type` is `DATE`, `TIME`, `DURATION` or `SET`; `timex_value` its ISO 8601 value, with `X` for digits that nothing
in the article settles (`XXXX-05-12`); `mod` is `START`, `MID`, `END`, `BEFORE`, `AFTER`, `SINCE`, `APPROX` or null.
`from_date` and `to_date` are both inclusive; one of them is null where the expression leaves that side open, both are
where it names no stretch of the calendar. `anchor` says what a relative or partial expression was resolved by:
`published` (the article's date), `text` (a date that the text gives itself, where it has no other), `previous` (the
last date mentioned), `year-in-title` (a review of a year, printed after its end); null where nothing was needed or
nothing was there. The clock of the machine is never read.

Calendars: the Chinese calendar of GB/T 33661-2017, the holidays arranged by the State Council, the congresses, plenums
and sessions as reported by Xinhua (see the headers of `dates.*.csv`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from extractors import _calendar as calendar
from extractors._numbers import digits_year, number
from extractors._rule import Example
from pipeline.records import Document


class Date(NamedTuple):
    """A row of `dates`."""

    start: int
    end: int
    rule: str
    timex_type: str
    timex_value: str | None
    mod: str | None
    from_date: date | None
    to_date: date | None
    anchor: str | None


class _Time(NamedTuple):
    """A stretch of the calendar as far as it is known. `unit` is the smallest unit named; `value` its ISO form."""

    first: date | None
    last: date | None
    value: str | None
    unit: str
    anchor: str | None = None
    kind: str = "DATE"
    mod: str | None = None


@dataclass
class _State:
    """What has been read of one article so far: what later expressions lean on.

    `frame` is the last year that a mention named, `frame_at` where; `day` the last single day, `day_at` where.
    """

    text: str
    now: date | None
    now_by: str | None
    this_year: int | None
    this_year_by: str | None
    taiwan: bool
    title_year: int | None = None
    last: _Time | None = None
    last_at: int = -1
    frame: int | None = None
    frame_at: int = -1
    frame_opens: bool = False
    day: _Time | None = None
    day_at: int = -1
    done: int = 0
    rule: str = ""
    reported: bool = False
    printed: tuple[date | None, str | None] = (None, None)


# ---- Words ---------------------------------------------------------------------------------------------------------

_CN = "一二三四五六七八九十"
_TO = r"\s?(?:至|到|[-—–－―~～─]{1,2})\s?"
_YEAR4 = r"(?:(?<!\d)(?:1[5-9]|20|21)\d\d|[一二][〇零○0一二三四五六七八九]{3})"
_MONTH = r"(?:(?<!\d)(?:1[0-2]|0?[1-9])|十[一二]?|[一二三四五六七八九元])"
_DAY = r"(?:(?<!\d)(?:3[01]|[12]\d|0?[1-9])|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_WEEKDAY = "[一二三四五六日天]"
_PART = r"(?:凌晨|清晨|拂晓|早晨|早上|早间|早|晨|上午|中午|正午|午间|下午|午后|傍晚|晚上|晚间|晚(?!会|宴|餐|报|年)|夜间|夜里|夜晚|深夜|午夜|夜)"
_CLOCK_AT = (
    rf"(?:(?:2[0-4]|1\d|0?\d)(?:[:：][0-5]\d(?:[:：][0-5]\d)?(?!\d)|[时点點](?:[0-5]?\d分(?:\d+秒)?(?!钟)|半|一刻|整|许|钟|多)?)"
    rf"|[一二两三四五六七八九十零]{{1,3}}(?:时|点)(?:[{_CN}]{{1,3}}分|半|一刻|整|许|钟)?)"
)

_YEAR = regex.compile(
    rf"(?P<y>{_YEAR4})(?:年?{_TO}(?P<y2>{_YEAR4}|(?<!\d)\d\d)(?=\s?年(?!\s?\d{{1,2}}月)))?+"
    r"\s?年(?![级薪]|代(?![表理码]))(?:度|份(?!额))?"
)
# 08年3月: two digits are a year only where a month, an end or a beginning follows.
_SHORT_YEAR = regex.compile(r"(?P<yy>[0129]\d)年(?=\d{1,2}月|[底末](?!下)|初(?![心步期级中]))")
# In the calendar of the Republic 114年 is 2025. Without 民国 before it, only in texts from Taiwan.
_ROC_YEAR = regex.compile(
    rf"民国\s?(?P<roc>\d{{1,3}}|元|[{_CN}]{{1,4}})(?P<roc2>(?!))?\s?年(?:度)?|(?P<roc>9\d|1[0-3]\d)(?:年?{_TO}(?P<roc2>1[0-3]\d))?+年(?:度)?"
)
_YEAR_WORD = regex.compile(
    r"(?P<ry>今年|去年|大前年|前年|明年|后年|本年|上年|当年|同年|次年|翌年|来年|[上下前]一年)(?:度|份)?"
)
_FISCAL = regex.compile(
    r"(?P<y>(?:19|20)\d\d)(?:[-/—–至]|年?至)(?P<y2>(?:20)?\d\d)\s?(?P<what>(?:财政|财务|课税|学)?年度?(?<=度)|学年)"
)
_FESTIVALS = (
    "春节|除夕|大年三十|大年初一|元宵节|元宵|龙抬头|清明节|清明|端午节|端午|七夕节|七夕|中元节|中秋节|中秋|重阳节|重阳|冬至|腊八节|腊八|国庆节|国庆|元旦节|元旦|"
    "五一国际劳动节|五一劳动节|劳动节|五一|十一(?=”?(?:黄金周|假期|长假|小长假))|中国农民丰收节|农民丰收节|丰收节"
)
_FESTIVAL_WORDS = tuple(
    word.split("(")[0] for word in _FESTIVALS.split("|") if word[0] in "春除大元龙清端七中重冬腊国五十劳农丰"
)
_FESTIVAL = (
    rf"(?:“(?P<fest>{_FESTIVALS})”|(?P<fest>{_FESTIVALS}))(?:[、和]?(?:“(?P<fest2>{_FESTIVALS})”|(?P<fest2>{_FESTIVALS})))?+"
    r"(?P<off>(?:小?长假|假期|假日|黄金周|档(?![案次])|放假))?(?P<during>期间)?(?P<eve>前夕|当[天日]|夜)?"
)
_IN_MONTH = (
    rf"(?P<d>{_DAY})(?:[日号]?(?:{_TO}|、(?:{_DAY}、)*|[及和])(?P<d2>{_DAY})(?=\s?[日号]))?+\s?(?:日(?![元本语均夜]|报(?![道检告名称]))|号(?![楼线院文令馆厅店机桌]))"
    r"|(?P<xun>[上中下]旬)|(?P<medge>底|末|初(?![步级一二三四五六七八九十]))"
)
# What can follow a year, or stand without one: months and their days; other parts of a year.
_MONTHS = regex.compile(
    rf"的?(?P<m>{_MONTH})(?:(?:月?份?{_TO}|、)(?P<m2>{_MONTH})(?=月(?!\s?\d{{1,2}}\s?[日号])))?+\s?月(?:份(?!额)|间)?"
    rf"(?![龄饼球嫂薪亮均租供刊票台坛息老捐牙])(?:\s?(?:{_IN_MONTH}))?+"
)
_QUARTERS = (
    rf"第?(?P<q>[一二三四1-4首])(?:(?:季?度?{_TO}|、)第?(?P<q2>[一二三四2-4]))?\s?季度(?!假)|第(?P<q>[一二三四1-4])季(?!稻)|(?P<q>首)季"
    r"|(?<!前)[前首头](?P<nq>[二两三23])\s?个?季度?"
)
_EDGES_OF_YEAR = r"年?(?P<yedge>底|末|终(?!奖))|年?(?P<yedge>初)(?![心步期级中一二三四五六七八九十具创始衷])|年(?P<yedge>中)(?![国央])"
_PARTS_OF_YEAR = regex.compile(
    rf"的?(?:{_QUARTERS}|(?P<half>[上下前后])半年(?!报)|[前头首](?P<nm>1[01]|[2-9]|十一?|[两二三四五六七八九])\s?(?:个月|月)(?!内)"
    rf"|(?P<cut>全年(?![龄代级])|年内)|{_EDGES_OF_YEAR}|{_FESTIVAL}|(?P<ses>全国两会)"
    r"|(?P<season>[春夏秋冬](?:季|天)|暑[假期]|寒假))"
)
_DAY_ALONE = regex.compile(
    rf"(?P<d>{_DAY})(?:日?{_TO}(?P<d2>{_DAY})(?=\s?日))?+\s?日(?![元本语均夜游]|报(?![道检告名称]))"
)
_SHORT_SEASON = regex.compile(r"(?P<ry>今|去|明)(?P<season>[春夏秋冬])(?![季天])")
_REL_MONTH = regex.compile(
    rf"(?P<rm>)月(?P<medge>底|末|初(?![步级一二三四五六七八九十]))|(?P<rm>上上个?月|上个?月|本月|这个?月|下个?月|当月|同月|次月|翌月)份?(?![亮球饼])(?:的?(?:{_IN_MONTH}))?+"
)
_REL_DAY = regex.compile(
    r"(?P<rd>[今昨明])\s?[（(]\s?\d{1,2}\s?日?\s?[）)]\s?(?P<suffix>[日天早晚晨])?"
    r"|(?P<rd>[今昨明])(?P<suffix>[天日早晚晨夜午])|(?P<rd>大前|大后|前|后)[天]"
    r"|(?P<rd>当|同一?|次|翌|隔|前一|第二|第2)(?P<suffix>[天日晚晨夜午])"
)
_REL_WEEK = regex.compile(
    rf"(?P<rw>[上下]+|本|这)(?:个?星期|个?周|个?礼拜)(?P<wd>{_WEEKDAY})?(?:{_TO}(?:周|星期)?(?P<wd2>{_WEEKDAY}))?(?P<wend>末)?"
)
_WEEK_DAY = regex.compile(
    rf"(?:周(?!天)|星期|礼拜)(?P<wd>{_WEEKDAY})(?:(?P<to>{_TO})(?:周|星期|礼拜)?(?P<wd2>{_WEEKDAY}))?"
)
_CLOCK = regex.compile(
    rf"(?:\s?[（(](?:周|星期){_WEEKDAY}[）)])?\s?(?:(?P<p>{_PART})(?:{_TO}(?P<p2>{_PART})(?![\d一二三四五六七八九十]))?)?\s?(?:大?约)?\s?"
    rf"(?:(?P<h0>[01]?\d|2[0-4])时?{_TO}(?P<h>(?:[01]?\d|2[0-4]))[时点](?![\d半])|(?P<c>{_CLOCK_AT})(?:{_TO}(?:次日)?(?P<p3>{_PART})?(?P<c2>{_CLOCK_AT}))?)?"
)
_CENTURY = regex.compile(
    rf"(?:(?P<c>[12]\d|[{_CN}]{{1,3}})世纪(?!经济|创新|出版|报|公园|大道|坛)|(?P<rc>上个?|本|新)世纪(?!经济|创新|出版|报|公园|大道|坛))(?P<dec>(?:[1-9]0|[二三四五六七八九]十)年代)?(?P<edge>初(?:期|叶)?|中(?:叶|期)|末(?:期|叶)?|前半叶|后半叶)?"
)
_DECADE = regex.compile(
    r"(?P<dec>(?:(?:19|20)?[1-9]0|(?:19|20)00|[二三四五六七八九]十)年代)(?P<edge>初期?|中期|末期?)?"
)
_PLAN = regex.compile(
    r"[“\"]?(?P<n>十[一二三四五六七八]?|[一二三四六七八九])五[”\"]?(?P<tail>开局之年|开局年|收官之年|收官年|末[年期]?|后期|初期?|中期|以来|期间|时期|规划|计划)?(?P<end>末)?(?P<from>以来)?"
)
_MEETING = regex.compile(
    rf"(?P<party>中国共产党|党的|中共)?第?(?P<n>[{_CN}]{{1,3}})(?:大(?!以?上)|届(?P<k>[{_CN}])中全会|届?(?P<npc>全国人大|全国政协)(?P<k>[{_CN}])次会议|次全国代表大会)(?P<since>以来)?(?P<gap>召开|闭幕)?"
)
_ISO = regex.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"
    r"(?:[T\s](?P<t>(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?))?"
)
_LAPSE = regex.compile(
    rf"(?P<n>\d{{1,3}}(?:\.\d+)?|几十|十几|数十|上百|[{_CN}两百零]{{1,5}}|[半几数多])(?P<few>余|多|来)?(?:(?P<to>{_TO})(?P<n2>\d{{1,3}}|[{_CN}两]{{1,3}})(?P<few>多)?)?\s?"
    r"(?P<u>周年(?!庆)|年(?![级薪轻龄报货味度份初底末代])|个[半多]?月(?!龄)|[半多]?月(?![\d份底初末龄旬])|个?学期|个?季度|个?多?星期|个?多?周(?![年岁边围长一二三四五六日转期刊])|个?工作日|天(?![然津空河文下府猫真坛安地平气])|日(?![元本语均报])|个?昼夜|"
    r"个?[半多]?小时|个?钟头|分钟|刻钟|秒钟|个世纪|世纪|晚(?![会宴餐报年])|夜(?!市))"
    rf"(?P<half>半(?![年月天小数]))?(?P<more>多|余)?(?:(?<=年)[零又]?(?P<m3>\d{{1,2}}|[{_CN}两]{{1,2}})个?月(?![\d份初底])|(?<=小时)(?P<mi3>\d{{1,2}}|[{_CN}]{{1,3}})分钟?|(?<=月)[零又](?P<d3>\d{{1,2}}|[{_CN}]{{1,3}})天)?"
)
_AFTER = regex.compile(
    r"(?P<since>以来|至今|迄今)|(?P<from>(?:正式)?开始(?=实施|施行|执行)|起(?![点来步草到诉码义飞源初伏火薪重降床居家])|之?日起)|(?P<after>之后|以后|后(?![期续来勤备市台方果者代天年卫半疫盾援端面遗]))"
    r"|(?P<before>之前|以前|前(?![后期往来去景沿列述线台端进行锋身提途夕任瞻两三几]|\d))|(?P<during>期间|时期)|(?P<inside>之内|以内|内(?![容部需外地在涵会]))|(?P<approx>左右|前后)"
)
_LAPSE_AFTER = regex.compile(
    r"(?:的?时间)?(?P<back>以?来)|(?:之?间)?(?P<inside>之内|以内|内(?![容部需外地在涵]))|(?P<ago>之前|以前|前(?![后期往来景沿列述线台端进行锋身提途夕任瞻]))|(?P<later>之后|以后|后(?![期续来勤备市台方果者代天年卫半疫盾援端面遗]))|(?P<approx>左右)|(?P<span>时间|期间|之间|间(?![隔接断距]))"
)
_EVERY = regex.compile(
    r"每逢?(?:隔)?(?P<n>\d{1,3}|[一二两三四五六七八九十半]{1,3})?(?P<u>周末|个?节假日|个?学期|个?季度|季(?=[，度])|年度?|个?月|周|个?星期|天|日|个?工作日|个?小时|分钟|晚|夜|周末|个?节假日|到假期|逢?假期)"
    rf"(?P<wd>{_WEEKDAY}(?:[、至到和及—-]+(?:周|星期)?{_WEEKDAY})*(?![次个级]))?"
)
_SETS = regex.compile(r"(?P<u>逐年|逐月|逐日|周末|双休日|节假日|寒暑假|一年一度|年复一年|日复一日)")
_PRESENT = regex.compile(
    r"(?:截[至止]到?|到|直到)?(?:目前(?:为止)?|当前(?![往来去])|现在|如今|眼下|现今|当下|现阶段|时下)|迄今(?:为止)?|截至发稿时?|(?P<loose>这[两几]天|这段时间|近段时间)"
)
_PAST = regex.compile(
    r"近年来?|近些年来?|近几年来?|最近几年来?|这些年来?|近日|近期|近来|日前|最近(?:一段时间)?|前不久|不久前|此前|先前|早前|以往|以前|当时|前几天|前些天|前些年|前段时间|近一段时间以?来?|"
    r"一段时间以来|长期以来|多年来|连日来|一直以来|日来|往年|稍早(?:前)?|过去几年"
)
_FUTURE = regex.compile(r"今后(?:一[个段]时[期间])?|未来(?:一[个段]时[期间]|几[年天]|数[年天])?|不久的将来|将来|日后")
_SINCE = regex.compile(r"自从?[^，。；！？、\n“”（）()自]{2,22}$")
_CLAUSE = regex.compile(r"[^，。；！？、：\n“”（）()《》\s]{2,16}$")
_HAS_TIME = regex.compile(r"[\d年月日]|[一二十]大$|中全会$")
_TERMS = "|".join(calendar.term_names())
_NAMED_DAY = regex.compile(
    rf"(?P<term>{_TERMS})(?=节气|时节|当[天日]|这[天日]|节令)|(?P<day>"
    + "|".join(sorted(calendar.fixed_days(), key=len, reverse=True))
    + ")"
)
# A cue that the sentence speaks of what is still to come.
_AHEAD = regex.compile(r"将(?!军|士|领|近|来)|拟|计划|预计|即将|定于|届时|力争|有望|前完成|截止|预定|预报")


# ---- Reading -------------------------------------------------------------------------------------------------------

# A pattern is tried only where the next character can begin it: most expressions end at a comma.
_WORD_HEADS = frozenset("今去明昨前后大本上下同当次翌来隔这第月")
_WITHIN_HEADS = frozenset(
    "的第前首头上下后全年底末终初中 春夏秋冬暑寒“除大元龙清端七重腊国五十劳农丰一二三四六八九0123456789Qq"
)
_CLOCK_HEADS = frozenset("0123456789一二三四五六七八九十两零 （(凌清拂早晨上中正午下傍晚夜深")
_JOIN_HEADS = frozenset("至到-—–－―~～─ ")
_AFTER_HEADS = frozenset("以至迄开正起之后前期时内左")
_SEASONS = {"春": ("SP", 3, 3), "夏": ("SU", 6, 3), "秋": ("FA", 9, 3), "冬": ("WI", 12, 3), "暑": ("SU", 7, 2)}
_FULL_FESTIVAL = {
    "大年三十": "除夕", "大年初一": "春节", "元宵": "元宵节", "清明节": "清明", "端午": "端午节", "七夕": "七夕节", "中秋": "中秋节", "重阳": "重阳节",
    "腊八": "腊八节", "国庆": "国庆节", "十一": "国庆节", "元旦节": "元旦", "五一": "劳动节", "五一劳动节": "劳动节", "五一国际劳动节": "劳动节",
    "农民丰收节": "中国农民丰收节", "丰收节": "中国农民丰收节",
}  # fmt: skip
_PARTS = {"凌": "MO", "清": "MO", "拂": "MO", "早": "MO", "晨": "MO", "上": "MO", "中": "MI", "正": "MI", "午间": "MI", "午后": "AF", "午夜": "NI",
          "下": "AF", "傍": "EV", "晚": "EV", "夜": "NI", "深": "NI"}  # fmt: skip
_XUN = {"上": ("START", 1, 10), "中": ("MID", 11, 20), "下": ("END", 21, 31)}
_EDGES = {"底": "END", "末": "END", "终": "END", "初": "START", "中": "MID"}
_UNITS = {
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
_WEEK_NUMBER = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}


def _small(text: str) -> int:
    """A number of months, days, quarters: `十二`, `09`, `元` (the first)."""
    if text in "元首":
        return 1
    return int(text) if text.isdecimal() else int(number(text) or 0)


def _year(text: str) -> int:
    return int(text) if text.isdecimal() else digits_year(text) or 0


def _stamp(y: int | None, *parts: int) -> str:
    """`2024-09-18`, and `XXXX-09-18` where the year is not known."""
    return "-".join(["XXXX" if y is None else f"{y:04d}", *(f"{part:02d}" for part in parts)])


class _Months(NamedTuple):
    """The groups of a month, or a span of months, and of what may follow it, as written."""

    month: str
    until: str | None
    day: str | None
    until_day: str | None
    third: str | None
    edge: str | None


def _months(g: _Months, y: int | None) -> _Time | None:
    month = _small(g.month)
    if g.until is None:
        return _month_part(g, y, month)
    until = _small(g.until)
    if g.day or until < month:
        return None
    whole = calendar.months(y, month, until - month + 1) if y is not None else None
    return _over(whole, f"{_stamp(y, month)}/{_stamp(y, until)}", "month", kind="DURATION")


def _month_part(g: _Months, y: int | None, month: int) -> _Time | None:
    """What follows a month: a day, days, a third of it, its end or beginning; the month itself where nothing does."""
    if g.day:
        return _days(y, month, _small(g.day), _small(g.until_day) if g.until_day else None)
    value = _stamp(y, month)
    whole = calendar.months(y, month) if y is not None else None
    if g.third:
        mod, first, last = _XUN[g.third[0]]
        if whole is None:
            return _Time(None, None, value, "tenday", mod=mod)
        end = whole[0].replace(day=min(last, whole[1].day))
        return _Time(whole[0].replace(day=first), end, value, "tenday", mod=mod)
    if g.edge:
        return _edge(whole, value, "month", _EDGES[g.edge])
    return _over(whole, value, "month")


def _over(
    whole: calendar.Interval | None, value: str | None, unit: str, anchor: str | None = None, kind: str = "DATE"
) -> _Time:
    """The time that fills an interval, known or not."""
    return _Time(whole[0] if whole else None, whole[1] if whole else None, value, unit, anchor, kind)


def _days(y: int | None, month: int, d: int, d2: int | None) -> _Time | None:
    if y is None:
        value = _stamp(y, month, d) + (f"/{_stamp(y, month, d2)}" if d2 else "")
        return _Time(None, None, value, "day", kind="DURATION" if d2 else "DATE")
    first = calendar.day(y, month, d)
    if first is None:
        return None
    value = f"{y:04d}-{month:02d}-{d:02d}"
    if not d2:
        return _Time(first, first, value, "day")
    last = calendar.day(y, month, d2)
    return _Time(first, last, f"{value}/{last}", "day", kind="DURATION") if last and last > first else None


def _edge(whole: calendar.Interval | None, value: str, unit: str, mod: str) -> _Time:
    """The end of a unit leaves its beginning open (`6月底`), the beginning its end; the middle is somewhere in it."""
    first, last = whole or (None, None)
    return _Time(None if mod == "END" else first, None if mod == "START" else last, value, unit, mod=mod)


def _part_of_year(m: regex.Match[str], y: int | None) -> _Time | None:
    """A quarter, half, season, end, festival … of year `y`."""
    value = _stamp(y)
    if m["q"] or m["nq"]:
        quarter = 1 if m["nq"] else _small(m["q"])
        until = _small(m["nq"] or m["q2"] or m["q"])
        if until < quarter:
            return None
        whole = calendar.months(y, quarter * 3 - 2, (until - quarter + 1) * 3) if y is not None else None
        if until == quarter:
            return _over(whole, f"{value}-Q{quarter}", "quarter")
        return _over(whole, f"{value}-Q{quarter}/{value}-Q{until}", "quarter", kind="DURATION")
    if m["half"]:
        half = 1 if m["half"] in "上前" else 2
        whole = calendar.months(y, half * 6 - 5, 6) if y is not None else None
        return _over(whole, f"{value}-H{half}", "half")
    if m["nm"]:
        count = _small(m["nm"])
        whole = calendar.months(y, 1, count) if y is not None else None
        return _over(whole, f"{_stamp(y, 1)}/{_stamp(y, count)}", "month", kind="DURATION")
    whole_year = calendar.year(y) if y is not None else None
    if m["cut"]:
        return _over(whole_year, value, "year")
    if m["yedge"]:
        return _edge(whole_year, value, "year", _EDGES[m["yedge"]])
    if m["fest"]:
        return _festival(m, y)
    if m["ses"]:
        found = calendar.meetings().get(f"{y}两会")
        return _Time(*found, f"{found[0]}/{found[1]}", "session") if found else _over(whole_year, value, "year")
    code, month, count = _SEASONS.get(m["season"][0], ("WI", 0, 0))
    whole = calendar.months(y, month, count) if y is not None and count else None
    return _over(whole, f"{value}-{code}", "season")


def _festival(m: regex.Match[str], y: int | None) -> _Time | None:
    name = _FULL_FESTIVAL.get(m["fest"], m["fest"])
    free = bool(m["off"] or m["during"])
    if y is None:
        return _Time(None, None, None, "festival", kind="DURATION" if free else "DATE")
    day = calendar.festival(name, y)
    if free:
        found = calendar.holiday("春节" if name == "除夕" else name, y)
        if found and m["fest2"]:
            other = calendar.holiday(_FULL_FESTIVAL.get(m["fest2"], m["fest2"]), y)
            found = (min(found[0], other[0]), max(found[1], other[1])) if other else found
        if found:
            return _Time(*found, f"{found[0]}/{found[1]}", "holiday", kind="DURATION")
        return _Time(day, day, str(day) if day else None, "festival")
    if day and m["eve"] == "前夕":
        return _Time(None, day, str(day), "festival", mod="BEFORE")
    return _Time(day, day, str(day) if day else None, "festival")


def _year_word(s: _State, word: str, at: int) -> tuple[int | None, str | None]:
    """The year that 今年, 上年, 同年 … point at, and what says so."""
    step = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "大前年": -3, "明年": 1, "来年": 1, "后年": 2}.get(word)
    if step is not None:
        return (None, None) if s.this_year is None else (s.this_year + step, s.this_year_by)
    if word in ("上年", "上一年"):
        if _framed(s, at) and s.frame is not None:
            return s.frame - 1, "previous"
        base = s.title_year if s.title_year is not None else s.this_year
        return (
            (None, None)
            if base is None
            else (base - 1, "year-in-title" if s.title_year is not None else s.this_year_by)
        )
    if s.frame is None or at - s.frame_at > 400:
        return None, None
    return s.frame + {"次年": 1, "翌年": 1, "下一年": 1, "前一年": -1}.get(word, 0), "previous"


def _framed(s: _State, at: int) -> bool:
    """Whether a year named before still holds at `at`: to the end of its sentence, of the next one if it opened one."""
    if s.frame is None or at - s.frame_at > 300:
        return False
    between = s.text[s.frame_at : at]
    return "\n" not in between and between.count("。") <= s.frame_opens


def _is_ahead(s: _State, at: int, end: int) -> bool:
    """Whether the sentence around speaks of what is still to come. 3月前 sets a term."""
    text = s.text
    if text.startswith("前", end):
        return True
    start = max(text.rfind("。", 0, at), text.rfind("\n", 0, at), text.rfind("，", 0, at), at - 20)
    stop = min((p for p in (text.find("。", end), text.find("\n", end)) if p >= 0), default=len(text))
    return bool(_AHEAD.search(text, max(start, 0), min(stop, end + 20)))


def _settle(
    s: _State, at: int, end: int, build: Callable[[int | None], _Time | None], base: _Time | None
) -> _Time | None:
    """A date that leaves out its year, in the year that is meant: that of the date before it in a span, of the frame
    that its sentence set, else the one that lies nearest to the article's day, rather before than after it.
    """
    if base is not None:
        start = base.first or base.last
        if start is None:
            return build(None)
        found = build(start.year)
        if found and found.last and found.last < start:
            found = build(start.year + 1)
        return found and found._replace(anchor=base.anchor)
    if s.frame is not None and _framed(s, at):
        found = build(s.frame)
        return found and found._replace(anchor="previous")
    if s.now is None:
        if s.this_year is not None:
            found = build(s.this_year)
            return found and found._replace(anchor=s.this_year_by)
        return build(None)
    if s.this_year_by == "year-in-title":
        found = build(s.this_year)
        return found and found._replace(anchor=s.this_year_by)
    now = s.now
    ahead: bool | None = None
    best: tuple[float, _Time] | None = None
    for y in (now.year, now.year - 1, now.year + 1):
        found = build(y)
        if found is None:
            continue
        point = found.last or found.first
        if point is None:
            continue
        if found.unit in ("quarter", "half", "season") and found.first:
            point = found.first + (point - found.first) / 2
        distance = (point - now).days
        if distance > 0 or ahead is not None or s.text.startswith("前", end):
            ahead = _is_ahead(s, at, end) if ahead is None else ahead
        if distance > 0:
            cost = distance * 0.5 if ahead else distance * 2 + (200 if y > now.year else 0)
        else:
            cost = -distance * (1.5 if ahead else 1)
        if best is None or cost < best[0]:
            best = cost, found
        if y == now.year and -200 < distance <= 0 and found.unit != "festival" and not s.text.startswith("前", end):
            break
    return best[1]._replace(anchor=s.now_by) if best else build(None)


def _settle_day(s: _State, at: int, end: int, d: int, d2: int | None, base: _Time | None) -> _Time | None:
    """A day of the month alone: in the month of the day before it, or in the one nearest to the article's day."""
    start = base and (base.first or base.last)
    if start:
        for index in range(2):
            y, month = divmod(start.year * 12 + start.month - 1 + index, 12)
            found = _days(y, month + 1, d, d2)
            if found and found.last and found.last >= start:
                return found._replace(anchor=base.anchor if base else None)
        return None
    near = s.day if s.day and s.day.first and at - s.day_at <= 300 and "\n" not in s.text[s.day_at : at] else None
    by: str | None
    if near and near.first and (s.now is None or abs((near.first - s.now).days) > 3):
        centre, by, weight = near.first, "previous", 0.5
    elif s.now is not None:
        centre, by, weight = s.now, s.now_by, 2.0
    elif near and near.first:
        centre, by, weight = near.first, "previous", 0.5
    else:
        value = f"XXXX-XX-{d:02d}" + (f"/XXXX-XX-{d2:02d}" if d2 else "")
        return _Time(None, None, value, "day", kind="DURATION" if d2 else "DATE")
    if centre.day < d and weight == 2.0 and _is_ahead(s, at, end):
        weight = 0.5
    best: tuple[float, _Time] | None = None
    for step in (0, -1, 1):
        y, month = divmod(centre.year * 12 + centre.month - 1 + step, 12)
        found = _days(y, month + 1, d, d2)
        if found and found.first:
            distance = (found.first - centre).days
            cost = distance * weight if distance > 0 else -distance
            if best is None or cost < best[0]:
                best = cost, found
    return best[1]._replace(anchor=by) if best else None


def _clause_end(text: str, at: int) -> int:
    return min(
        (p for p in (text.find(mark, at, at + 20) for mark in "，。\n；") if p >= 0), default=min(at + 20, len(text))
    )


def _point(s: _State, at: int, base: _Time | None = None) -> tuple[_Time, int, bool] | None:
    """The time that begins at `at`, where it ends, and whether it names its year."""
    text = s.text
    char = text[at : at + 1]
    if char.isdecimal():
        return _digit_point(s, at, base)
    if char in _WORD_HEADS:
        found = _word_point(s, at, base)
        if found or char not in "前上下大第":
            return found
    elif char in "周星礼":
        return _weekday_point(s, at)
    elif char == "民":
        m = _ROC_YEAR.match(text, at)
        return _republic_point(s, m) if m else None
    elif char in "一二":
        m = _YEAR.match(text, at)
        if m:
            return _year_point(s, m)
    return _without_year(s, at, base)


def _digit_point(s: _State, at: int, base: _Time | None) -> tuple[_Time, int, bool] | None:
    text = s.text
    if text[at : at + 4].isdecimal():
        m = _YEAR.match(text, at)
        if m:
            return _year_point(s, m)
    elif text[at + 2 : at + 3] == "年":
        m = _SHORT_YEAR.match(text, at)
        if m:
            year = int(m["yy"]) + (1900 if m["yy"][0] == "9" else 2000)
            return _in_year(s, m.end(), year, None)
    if s.taiwan:
        m = _ROC_YEAR.match(text, at)
        if m:
            return _republic_point(s, m)
    return _without_year(s, at, base)


def _without_year(s: _State, at: int, base: _Time | None) -> tuple[_Time, int, bool] | None:
    """A month, a day, a part of a year that does not say which."""
    m = _MONTHS.match(s.text, at)
    if m:
        g, end = _Months(*m.groups()), m.end()
        time = _settle(s, at, end, lambda y: _months(g, y), base)
        return time and (time, end, False)
    m = _DAY_ALONE.match(s.text, at)
    if m:
        if _is_lapse_of_days(s.text, at, m.end(), m["d"]):
            return None
        time = _settle_day(s, at, m.end(), _small(m["d"]), _small(m["d2"]) if m["d2"] else None, base)
        return time and (time, m.end(), False)
    m = _PARTS_OF_YEAR.match(s.text, at)
    if m is None:
        return None
    if base is None and (m["cut"] or m["yedge"]):
        time = _this_year(s, at, m)
        moment = time and (time.last or time.first)
        return time and (time, m.end(), bool(moment and moment.year != s.this_year))
    part = m
    time = _settle(s, at, m.end(), lambda y: _part_of_year(part, y), base)
    return time and (time, m.end(), False)


_DAYS_AFTER = regex.compile(
    r"之?以?内(?![容部需外地在涵会])|之?以?后(?![期续来勤备市台方果者代天年卫半疫盾援端面遗])|间(?!接|隔)"
)
_DAYS_BEFORE = regex.compile(r"(?:[出满达足逾共限需延历少余过有长]|少于|多于|低于|提前|期限?为?)$")


def _is_lapse_of_days(text: str, at: int, end: int, day: str) -> bool:
    """三十日内 and 满30日 count days; 30日 on its own is one."""
    if _DAYS_AFTER.match(text, end) or _DAYS_BEFORE.search(text, max(at - 3, 0), at):
        return True
    # 三日 is as often three days: a day of the month only at the head of a clause, or before the part of the day.
    return not day.isdecimal() and not (
        text.startswith(("电", "上午", "下午", "晚", "凌晨", "早", "中午", "夜"), end)
        or at == 0
        or text[at - 1] in "，。\n；（("
    )


_AGAINST_LAST_YEAR = regex.compile(r"[^。\n]{0,40}[比较](?:上|去)年")


def _looks_back(s: _State, at: int) -> bool:
    """Whether 全年 in a text of January or February is the year just over: it was just spoken of, or is compared."""
    last = s.last.last if s.last and s.last.unit in ("month", "quarter", "year") else None
    spoken = last is not None and s.now is not None and last.year == s.now.year - 1 and s.last_at > at - 200
    return spoken or _AGAINST_LAST_YEAR.match(s.text, at) is not None


def _this_year(s: _State, at: int, m: regex.Match[str]) -> _Time | None:
    """全年, 年底: of the year that the sentence or the title speaks of, else of the article's."""
    by: str | None
    if _framed(s, at):
        y, by = s.frame, "previous"
    elif s.now and s.now.month <= 2 and s.title_year is None and _looks_back(s, at):
        y, by = s.now.year - 1, s.now_by
    elif s.title_year is not None:
        y, by = s.title_year, "year-in-title"
    else:
        y, by = s.this_year, s.this_year_by
    found = _part_of_year(m, y)
    return found and found._replace(anchor=by)


def _year_point(s: _State, m: regex.Match[str]) -> tuple[_Time, int, bool] | None:
    year = _year(m["y"])
    if not m["y2"]:
        return _in_year(s, m.end(), year, None)
    until = _year(m["y2"])
    until += year // 100 * 100 if until < 100 else 0
    return _years(year, until, m.end())


def _republic_point(s: _State, m: regex.Match[str]) -> tuple[_Time, int, bool] | None:
    year = 1911 + _small(m["roc"])
    return _years(year, 1911 + int(m["roc2"]), m.end()) if m["roc2"] else _in_year(s, m.end(), year, None)


def _years(year: int, until: int, end: int) -> tuple[_Time, int, bool] | None:
    if not year <= until <= 9990:
        return None
    return _Time(date(year, 1, 1), date(until, 12, 31), f"{year}/{until}", "year", kind="DURATION"), end, True


def _in_year(s: _State, end: int, year: int | None, anchor: str | None) -> tuple[_Time, int, bool] | None:
    """A year, with its month, day or part behind it, if any."""
    if year is not None and not 1 <= year <= 9990:
        return None
    if s.text[end : end + 1] in _WITHIN_HEADS:
        m = _MONTHS.match(s.text, end)
        time = _months(_Months(*m.groups()), year) if m else None
        if time is None:
            m = _PARTS_OF_YEAR.match(s.text, end)
            time = _part_of_year(m, year) if m and (m["half"] or "") not in ("前", "后") else None
        if m and time:
            return time._replace(anchor=anchor) if anchor else time, m.end(), True
    if year is None:
        return _Time(None, None, "XXXX", "year"), end, False
    return _over(calendar.year(year), f"{year:04d}", "year", anchor), end, True


def _word_point(s: _State, at: int, base: _Time | None) -> tuple[_Time, int, bool] | None:
    text = s.text
    m = _REL_DAY.match(text, at)
    if m:
        return _day_word(s, m, base)
    m = _YEAR_WORD.match(text, at)
    if m:
        year, by = _year_word(s, m["ry"], at)
        step = {"同年": 0, "当年": 0, "次年": 1, "翌年": 1}.get(m["ry"])
        if base and base.first and step is not None:
            year, by = base.first.year + step, base.anchor
        found = _in_year(s, m.end(), year, by)
        if found and found[0].value == "XXXX" and m["ry"] == "当年":
            return found[0]._replace(value="PAST_REF"), found[1], False
        return found
    m = _REL_MONTH.match(text, at)
    if m:
        return _month_word(s, m)
    m = _REL_WEEK.match(text, at)
    if m:
        return _week_word(s, m)
    m = _SHORT_SEASON.match(text, at)
    if m:
        year, by = _year_word(s, m["ry"] + "年", at)
        code, month, count = _SEASONS[m["season"]]
        whole = calendar.months(year, month, count) if year is not None else None
        return _over(whole, f"{_stamp(year)}-{code}", "season", by), m.end(), False
    return None


def _day_word(s: _State, m: regex.Match[str], base: _Time | None) -> tuple[_Time, int, bool] | None:
    word, suffix = m["rd"], m["suffix"] or ""
    if word in ("当", "同", "同一", "次", "翌", "隔", "前一", "第二", "第2"):
        centre = base or (s.day if s.day and m.start() - s.day_at <= 400 else None)
        day = centre and (centre.last or centre.first)
        by, step = "previous", {"当": 0, "同": 0, "同一": 0, "前一": -1}.get(word, 1)
    else:
        day, by = s.now, s.now_by or ""
        step = {"今": 0, "昨": -1, "明": 1, "前": -2, "后": 2, "大前": -3, "大后": 3}[word]
    day = day and calendar.shift(day, days=step)
    if day is None:
        value = {"今": "PRESENT_REF", "昨": "PAST_REF", "前": "PAST_REF", "明": "FUTURE_REF", "后": "FUTURE_REF"}.get(
            word
        )
        return _Time(None, None, value, "day"), m.end(), False
    time = _Time(day, day, str(day), "day", by or None)
    if suffix and suffix in "早晚晨夜":
        # The part of the day, and the hour behind it, are read with those of any other day.
        return time, m.end() - 1, False
    if suffix == "午":
        return time._replace(kind="TIME", value=f"{day}T{_PARTS.get(suffix, 'MI')}", unit="part"), m.end(), False
    return time, m.end(), False


def _month_word(s: _State, m: regex.Match[str]) -> tuple[_Time, int, bool] | None:
    word = m["rm"].replace("个", "")
    if word in ("当月", "同月", "次月", "翌月"):
        near = s.last if s.last and "\n" not in s.text[s.last_at : m.start()] else None
        centre, by = (near.last or near.first if near else None), "previous"
    else:
        centre, by = s.now, s.now_by or ""
    step = {"上上月": -2, "上月": -1, "下月": 1, "次月": 1, "翌月": 1}.get(word, 0)
    month = centre and calendar.shift(centre.replace(day=1), by_months=step)
    if month is None:
        return _Time(None, None, "XXXX-XX", "month"), m.end(), False
    g = _Months("", None, m["d"], m["d2"], m["xun"], m["medge"])
    time = _month_part(g, month.year, month.month)
    return time and (time._replace(anchor=by or None), m.end(), False)


def _week_word(s: _State, m: regex.Match[str]) -> tuple[_Time, int, bool] | None:
    step = {"上": -1, "下": 1}.get(m["rw"][0], 0) * (len(m["rw"]) if m["rw"][0] in "上下" else 1)
    if s.now is None:
        return _Time(None, None, "XXXX-WXX", "week"), m.end(), False
    first, last = calendar.week(s.now, step)
    if m["wd"] or m["wend"]:
        day = first + timedelta(days=_WEEK_NUMBER[m["wd"] or "末"])
        until = (
            first + timedelta(days=_WEEK_NUMBER[m["wd2"]])
            if m["wd2"]
            else day + timedelta(days=1)
            if m["wend"]
            else None
        )
        if until and until > day:
            return _Time(day, until, f"{day}/{until}", "day", s.now_by, "DURATION"), m.end(), False
        return _Time(day, day, str(day), "day", s.now_by), m.end(), False
    week = first.isocalendar()
    return _Time(first, last, f"{week.year}-W{week.week:02d}", "week", s.now_by), m.end(), False


def _weekday_point(s: _State, at: int) -> tuple[_Time, int, bool] | None:
    m = _WEEK_DAY.match(s.text, at)
    if m is None:
        return None
    number_of = _WEEK_NUMBER[m["wd"]]
    if m["wd2"]:
        value = f"XXXX-WXX-{number_of + 1}/XXXX-WXX-{_WEEK_NUMBER[m['wd2']] + 1}"
        return _Time(None, None, value, "week", kind="SET"), m.end(), False
    if s.now is None:
        return _Time(None, None, f"XXXX-WXX-{number_of + 1}", "day"), m.end(), False
    behind = (s.now.weekday() - number_of) % 7
    day = s.now - timedelta(days=behind)
    if behind and _AHEAD.search(s.text, max(s.text.rfind("，", 0, at), at - 12, 0), _clause_end(s.text, m.end())):
        day += timedelta(weeks=1)
    return _Time(day, day, str(day), "day", s.now_by), m.end(), False


def _with_clock(s: _State, time: _Time, end: int) -> tuple[_Time, int]:
    """The part of the day and the hour behind a day, if any: `9月25日上午9时30分`."""
    if s.text[end : end + 1] not in _CLOCK_HEADS:
        return time, end
    m = _CLOCK.match(s.text, end)
    if m is None or not (m["p"] or m["h0"] or m["c"]):
        return time, end
    return _clocked(m, time) or (time, end)


def _clocked(m: regex.Match[str], time: _Time) -> tuple[_Time, int] | None:
    day = time.value[:10] if time.value and time.unit in ("day", "part") else "XXXX-XX-XX"
    part = m["p"]
    if m["h0"]:
        if int(m["h0"]) == 0 and int(m["h"]) == 24:
            return time, m.end()
        hours = f"{day}T{_hour(m['h0'], part)}/{day}T{_hour(m['h'], part)}"
        return time._replace(kind="TIME", value=hours, unit="part"), m.end()
    if m["c"]:
        clock = _hour(m["c"], part)
        if clock is None:
            return None
        if not m["c2"]:
            return time._replace(kind="TIME", value=f"{day}T{clock}", unit="part"), m.end()
        until = _hour(m["c2"], m["p3"] or part)
        if until is None:
            return None
        return time._replace(kind="TIME", value=f"{day}T{clock}/{day}T{until}", unit="part"), m.end()
    code = f"{day}T{_part(part)}"
    if m["p2"]:
        code += f"/{day}T{_part(m['p2'])}"
    return time._replace(kind="TIME", value=code, unit="part"), m.end()


def _part(word: str) -> str:
    return _PARTS.get(word[:2]) or _PARTS[word[0]]


_HOUR = regex.compile(
    rf"(?P<h>\d{{1,2}}|[{_CN}两零]{{1,3}})[:：时点點]?(?:(?P<mi>[0-5]?\d|[{_CN}]{{1,3}})分?|(?P<half>半)|(?P<quarter>一刻))?"
)


def _hour(text: str, part: str | None) -> str | None:
    """`9时30分` in the afternoon → `21:30`; full hours have no minutes, as in TIMEX3's `T09`."""
    m = _HOUR.match(text)
    hour = None if m is None else 0 if m["h"] == "零" else _small(m["h"])
    if m is None or hour is None or hour > 24:
        return None
    if (part and hour < 12 and _part(part) in ("AF", "EV")) or (part and part[0] in "夜深" and 6 <= hour < 12):
        hour += 12
    if part and hour == 12 and _part(part) in ("EV", "NI"):
        hour = 24
    minute = 30 if m["half"] else 15 if m["quarter"] else _small(m["mi"]) if m["mi"] else None
    return f"{hour:02d}" if minute is None else f"{hour:02d}:{minute:02d}"


def _span(s: _State, time: _Time, end: int, named: bool) -> tuple[_Time, int, bool]:
    """The second end of a span: `9月25日至10月3日`, `去年10月到今年3月`."""
    m = _JOIN.match(s.text, end) if s.text[end : end + 1] in _JOIN_HEADS else None
    if m is None or time.kind == "SET":
        return time, end, named
    found = _point(s, m.end(), time)
    if found is None:
        return time, end, named
    until, stop, second = found
    if until.kind == "SET" or (until.unit == "festival" and m.group().strip() not in ("至", "到")):
        return time, end, named
    if until.unit == "day":
        until, stop = _with_clock(s, until, stop)
    first, last = time.first or time.last, until.last or until.first
    if first and last and last < first:
        return time, end, named
    left, right = (time.value or "").split("/")[0], (until.value or "").split("/")[-1]
    unit = until.unit if until.unit != "part" else "day"
    return (
        _Time(
            first if last else None,
            last if first else None,
            f"{left}/{right}",
            unit,
            time.anchor or until.anchor,
            "DURATION",
        ),
        stop,
        named or second,
    )


# 2018年成立以来: what happened then stands between.
_SINCE_EVENT = regex.compile(
    r"(?P<since>[^，。；：、\n\d]{1,6}以来)(?P<from>(?!))?(?P<after>(?!))?(?P<before>(?!))?(?P<during>(?!))?(?P<inside>(?!))?(?P<approx>(?!))?"
)
_JOIN = regex.compile(_TO + "(?:了)?")
_UNTIL = regex.compile(r"(?:截[至止](?:到|至)?)$")
_COMPARED = re.compile(r"[比较与和同]$")
# 到 before a year says "by then", unless a verb ends in it: 达到, 看到, 提到.
_REACHED = regex.compile(r"(?<![达得看感受听遇碰见想说谈收接做办回推拖追遭走提来找调延降升增涨恢提跌签])[到至]$")
_OPEN = regex.compile(r"(?:自从|自|从|由)$")


def _finish(s: _State, start: int, end: int, time: _Time) -> Date:
    """The row of a time, with what stands before and behind it that moves its ends: 截至, 到, 自, 以来, 起, 前, 后."""
    text = s.text
    kind, value, mod, first, last = time.kind, time.value, time.mod, time.first, time.last
    m = _AFTER.match(text, end) if text[end : end + 1] in _AFTER_HEADS else None
    if m is None and text.find("以来", end, end + 9) > 0:
        m = _SINCE_EVENT.match(text, end)
    before = text[max(start - 4, s.done) : start]
    if m and kind != "SET":
        if m["since"]:
            end, kind, mod = m.end(), "DURATION", "SINCE"
            first, last = first or last, s.now if first or last else None
        elif m["from"]:
            end, mod = m.end(), "SINCE"
            first, last = first or last, None
        elif m["after"] and time.unit != "part":
            end, mod = m.end(), "AFTER"
            first, last = first or last, None
        elif m["before"] and time.unit != "session":
            end, mod = m.end(), "BEFORE"
            first, last = None, last or first
        elif m["during"] or m["inside"]:
            end = m.end()
        elif m["approx"]:
            end, mod = m.end(), "APPROX"
    opened = _OPEN.search(before) if before[-1:] in ("自", "从", "由") else None
    if opened and (mod in ("SINCE", "AFTER") or kind == "DURATION"):
        start -= len(opened.group())
    elif mod not in ("SINCE", "AFTER") and kind == "DATE":
        until = _UNTIL.search(before)
        if until:
            start -= len(until.group())
            first, last = None, last or first
        elif (time.unit == "year" and mod != "START") or mod in ("END", "BEFORE"):
            reached = _REACHED.search(before)
            if reached:
                start -= 1
                first, last = None, last or first
    elif kind in ("TIME", "DURATION"):
        until = _UNTIL.search(before)
        if until and kind == "TIME":
            start -= len(until.group())
            first = None
    if first and last and last < first:
        first = last = None
    return Date(start, end, s.rule, kind, value, mod, first, last, time.anchor if first or last else None)


# 本报2019年7月报道 quotes an older report, whose 上个月 is its own.
_OWN_REPORT = regex.compile(r"曾?报道")


def _remember(s: _State, start: int, end: int, time: _Time, named: bool) -> None:
    if time.first is None and time.last is None:
        return
    s.last, s.last_at = time, end
    moment = time.last or time.first
    if named and moment and not _COMPARED.search(s.text[max(start - 2, 0) : start]) and time.unit not in ("session",):
        s.frame, s.frame_at = (time.first or moment).year, end
        s.frame_opens = start == 0 or s.text[start - 1] in "。\n；“　 "
    if (
        named
        and moment
        and _OWN_REPORT.match(s.text, end)
        and s.text[max(start - 2, 0) : start] in ("本报", "本网", "本台")
    ):
        s.reported, s.printed = True, (s.now, s.now_by)
        s.now, s.now_by = moment, "text"
    elif named and s.reported:
        s.reported, (s.now, s.now_by) = False, s.printed
    if time.unit in ("day", "part") and moment:
        s.day, s.day_at = time._replace(first=moment, last=moment), end


_SAME = regex.compile(r"(?P<y>去年|上年|前年|明年)?同期")


def _read_point(s: _State, at: int) -> Date | None:
    found = _point(s, at)
    if found is None:
        return None
    time, end, named = found
    if time.unit == "year" and s.text.startswith("同期", end):
        return _read_same(s, at, end + 2, time.first.year if time.first else None, time.anchor)
    if time.unit == "day" and time.kind == "DATE":
        weekday = _BRACKETED_WEEKDAY.match(s.text, end) if s.text[end : end + 1] in ("（", "(", " ") else None
        end = weekday.end() if weekday else end
        time, end = _with_clock(s, time, end)
    time, end, named = _span(s, time, end, named)
    row = _finish(s, at, end, time)
    _remember(s, at, row.end, time, named)
    return row


_BRACKETED_WEEKDAY = regex.compile(rf"\s?[（(](?:周|星期|礼拜){_WEEKDAY}[）)]")


def _read_same(s: _State, at: int, end: int, year: int | None, anchor: str | None) -> Date | None:
    """去年同期: the stretch that the sentence speaks of, in another year."""
    last = s.last
    if year is None or last is None or last.first is None or last.last is None:
        return Date(at, end, s.rule, "DATE", _stamp(year) if year else None, None, None, None, None)
    years = year - last.last.year
    first, until = calendar.shift(last.first, years=years), calendar.shift(last.last, years=years)
    if until and last.last == calendar.month_end(last.last.year, last.last.month):
        until = calendar.month_end(until.year, until.month)
    value = (last.value or "").replace(f"{last.last.year:04d}", f"{year:04d}") or None
    return Date(at, end, s.rule, last.kind if last.kind != "TIME" else "DATE", value, None, first, until, "previous")


# 3、4月份, 第三、四季度: the unit of the last stands for all.
_LIST_BEFORE = regex.compile(rf"(?<!\d)第?(?:1[0-2]|[1-9]|[{_CN}]{{1,2}})、$")


def _read_calendar(s: _State, at: int, stop: int) -> Date | None:
    before = s.text[at - 1 : at]
    if before == "、" and s.text[stop - 1] in "月季":
        listed = _LIST_BEFORE.search(s.text, max(at - 4, s.done), at)
        row = _read_point(s, listed.start()) if listed else None
        if row and row.end >= stop:
            return row
    if before == "第":
        at -= 1
    return _read_point(s, at) if at >= s.done else None


def _read_iso(s: _State, at: int, stop: int) -> Date | None:
    found = _ISO.match(s.text, at)
    if found is None:
        return None
    day = calendar.day(int(found["y"]), int(found["m"]), int(found["d"]))
    if day is None:
        return None
    time = _Time(day, day, str(day), "day")
    end = found.end()
    if found["t"]:
        hour, minute = found["t"].replace("：", ":").split(":")[:2]
        time = time._replace(kind="TIME", value=f"{day}T{int(hour):02d}:{minute}", unit="part")
    else:
        time, end = _with_clock(s, time, end)
    joined = _JOIN.match(s.text, end)
    second = _ISO.match(s.text, joined.end()) if joined else None
    if second and time.kind == "DATE":
        until = calendar.day(int(second["y"]), int(second["m"]), int(second["d"]))
        if until and until >= day:
            time, end = _Time(day, until, f"{day}/{until}", "day", kind="DURATION"), second.end()
    row = _finish(s, at, end, time)
    _remember(s, at, row.end, time, True)
    return row


_SLASH = regex.compile(r"(?<=[日天晚早一二三四五六][（(])(?P<d>3[01]|[12]\d|0?[1-9])/(?P<m>1[0-2]|0?[1-9])(?=日?[）)])")


def _read_day_month(s: _State, at: int, stop: int) -> Date | None:
    """昨日（22/9）: in Hong Kong's papers the day stands before the month."""
    found = _SLASH.match(s.text, at)
    if found is None:
        return None
    month, d = int(found["m"]), int(found["d"])
    time = _settle(s, at, found.end(), lambda y: _days(y, month, d, None), None)
    if time is None:
        return None
    _remember(s, at, found.end(), time, False)
    return _finish(s, at, found.end(), time)


def _read_fiscal(s: _State, at: int, stop: int) -> Date | None:
    found = _FISCAL.match(s.text, at)
    if found is None:
        return None
    year, until = int(found["y"]), int(found["y2"])
    if until % 100 != (year + 1) % 100:
        return None
    # The year of Hong Kong's budget begins in April; a school year in September.
    first, last = (
        (date(year, 9, 1), date(year + 1, 8, 31))
        if "学" in found["what"]
        else (date(year, 4, 1), date(year + 1, 3, 31))
    )
    return Date(*found.span(), s.rule, "DURATION", f"{year}/{year + 1}", None, first, last, None)


_PART_BEFORE = regex.compile(rf"{_PART}\s?(?:约|大约)?$")


def _read_clock(s: _State, at: int, stop: int) -> Date | None:
    """An hour without a day of its own, on the last day mentioned or the article's."""
    part = _PART_BEFORE.search(s.text, max(at - 3, s.done), at)
    at = part.start() if part else at
    found = _CLOCK.match(s.text, at)
    if found is None or not (found["c"] or found["h0"]) or found.end() == at:
        return None
    if not found["p"]:
        clock = found["c"] or ""
        firm = found["h0"] or ":" in clock or "：" in clock or "时" in clock or clock[-1:] in "半整钟分"
        after = s.text[found.end() : found.end() + 1]
        hanzi = (
            clock != "" and clock[0] in "一二两三四五六七八九零" and not (len(clock) > 2 and clock[-1] in "分半刻钟")
        )
        ratio = (at > 0 and s.text[at - 1] in "按比以") or s.text.startswith(("配比", "比例", "的比"), found.end())
        if not firm or hanzi or ratio or (after and after in "间候代段速比%"):
            return None
    near = s.day if s.day and "\n" not in s.text[s.day_at : at] else None
    single = near is None or near.kind != "DURATION"
    day = (near.first if near else s.now) if single else None
    anchor = "previous" if near else s.now_by
    time = _Time(day, day, str(day) if day else "XXXX-XX-XX", "day", anchor if day else None)
    if found["h0"] == "0" and found["h"] == "24":
        read: tuple[_Time, int] | None = (
            time._replace(kind="TIME", value=f"{time.value}T00:00/{time.value}T24:00", unit="part"),
            found.end(),
        )
    else:
        read = _clocked(found, time)
    if read is None or read[0].kind != "TIME":
        return None
    if not near and day and (found["c2"] or found["h0"]):
        # Opening hours hold on no day in particular.
        read = (
            read[0]._replace(
                first=None, last=None, anchor=None, value=(read[0].value or "").replace(time.value or "", "XXXX-XX-XX")
            ),
            read[1],
        )
    return _finish(s, at, read[1], read[0])


# ---- Lapses of time --------------------------------------------------------------------------------------------------

_APPROX_BEFORE = regex.compile(r"(?:不到|不足|近|约|大约|将近|超过?|逾|至少|最多|长达|不超过|大概)$")
_PAST_BEFORE = regex.compile(r"(?:过去|最近|近|这)的?$")
_AHEAD_BEFORE = regex.compile(r"(?:未来|今后|接下来)的?$")
_RUN_BEFORE = regex.compile(r"(?:已?经?连续|为期|历时|长达)$")
# 有一天, 某年 and 新的一年 are moments in a story, 第三年 an ordinal.
_ORDINAL_BEFORE = regex.compile(r"(?:第|元|[0-9.,/]|[上下])$")
_STORY_BEFORE = regex.compile(r"(?:新的?|某|有|那|另|同|昔|最后|[唯这])$")
_CIRCLE = regex.compile(r"[^，。；\n]{0,7}(?:圈|不打烊|热线|值[守班]|在线|无休)")
_SERVICE = regex.compile(r"(?:时长|工时|学时|课时|飞行|利用)[^，。\n]{0,6}$")


def _quantity(text: str) -> float | None:
    if text in ("几十", "十几", "数十", "上百") or any(char in "几数多" for char in text):
        return None
    return 0.5 if text == "半" else number(text)


class _Lapse(NamedTuple):
    """A lapse of time as read: `amount` is None where it is vague (几年, 数十天); `letter` is `Y`, `M`, `W`, `D` or,
    for parts of a day, `T` with its unit; `months` and `days` are its length on the calendar.
    """

    match: regex.Match[str]
    amount: float | None
    letter: str
    value: str
    months: int
    days: int


def _read_lapse(s: _State, at: int, stop: int) -> Date | None:
    """三年, 近五年来, 未来十天, 两年后: a length, and where the words around it lay it on the calendar."""
    text = s.text
    found = _LAPSE.match(text, at)
    if found is None:
        return None
    before = text[max(at - 8, s.done) : at]
    after = _LAPSE_AFTER.match(text, found.end())
    lapse = _lapse(found)
    if lapse is None or _is_no_lapse(lapse, before, after, text[found.end() : found.end() + 9]):
        return None
    around = _about(before)
    if after and after["back"]:
        era = next((name for name in calendar.eras() if text.endswith(name, s.done, at)), None)
        if era and not around:
            # 改革开放40多年来 counts from a day that is known.
            return _lapse_row(s, at - len(era), after.end(), lapse, calendar.eras()[era], s.now, s.now_by)
        first = _back(s.now, lapse) if s.now and lapse.amount is not None and not found["n2"] else None
        return _lapse_row(s, at - len(around), after.end(), lapse, first, s.now if first else None, s.now_by)
    ahead, past = _AHEAD_BEFORE.search(before), _PAST_BEFORE.search(before)
    if ahead or (past and not (after and (after["ago"] or after["later"]))):
        end = after.end() if after and (after["inside"] or after["span"]) else found.end()
        start = at - len((ahead or past or found).group())
        return _lapse_row(s, start, end, lapse, *_stretch(s, at, lapse, past and past.group()))
    if after and (after["ago"] or after["later"]) and lapse.letter[0] != "T" and found["u"] != "周年":
        return _moved(s, at, after.end(), lapse, bool(after["later"]))
    end = after.end() if after else found.end()
    run = _RUN_BEFORE.search(before)
    if run:
        return _lapse_row(s, at - len(run.group()), end, lapse, *_months_run(s, at, lapse))
    mod = "APPROX" if around or (after and after["approx"]) else None
    return _lapse_row(s, at - len(around), end, lapse, mod=mod)


def _lapse(m: regex.Match[str]) -> _Lapse | None:
    unit, count = m["u"], m["n"]
    amount = _quantity(count)
    # 百 and 千 alone are figures of speech: 百年大计, 千年古城.
    if amount == 0 or count in ("百", "千", "零", "百零") or (amount is not None and unit == "年" and amount >= 1000):
        return None
    if unit == "月" and count.isdecimal():
        return None
    letter = (
        "Y"
        if unit == "周年"
        else "M"
        if unit.endswith(("月", "季", "季度"))
        else _UNITS.get(unit.lstrip("个半多")[:1] or unit[:1], "M")
    )
    size = (amount or 0) + (0.5 if m["half"] or unit.startswith(("半", "个半")) else 0)
    months, days = _lapse_size(letter, size, unit)
    months += _small(m["m3"]) if m["m3"] else 0
    return _Lapse(m, amount, letter, _lapse_value(m, letter, amount), months, days)


def _is_no_lapse(lapse: _Lapse, before: str, after: regex.Match[str] | None, rest: str) -> bool:
    unit, count = lapse.match["u"], lapse.match["n"]
    if _ORDINAL_BEFORE.search(before):
        return True
    if count == "一" and unit in ("年", "天", "日", "夜") and _STORY_BEFORE.search(before):
        return True
    if unit == "日":
        firm = after or lapse.amount is None or lapse.amount > 31
        if not (firm or _RUN_BEFORE.search(before) or _about(before) or _DAYS_BEFORE.search(before)):
            return True
    # 15分钟便民圈, 24小时热线, 7×24小时 name services; 志愿服务时长 counts hours as work done.
    if lapse.letter[0] == "T" and (_SERVICE.search(before) or before.endswith(("×", "x", "*"))):
        return True
    if (unit == "年" and rest[:1] in ("制", "期")) or (
        count == "一" and rest.startswith(("四季", "到头", "到晚", "一度"))
    ):
        return True
    if _CIRCLE.match(rest) or (before.endswith("《") and rest.startswith("》")):
        return True
    return lapse.amount == 24 and lapse.letter == "TH" and not after and not _about(before)


def _about(before: str) -> str:
    found = _APPROX_BEFORE.search(before)
    return found.group() if found else ""


def _lapse_row(
    s: _State,
    start: int,
    end: int,
    lapse: _Lapse,
    first: date | None = None,
    last: date | None = None,
    anchor: str | None = None,
    mod: str | None = None,
) -> Date:
    mod = "APPROX" if lapse.match["few"] or lapse.match["more"] else mod
    return Date(start, end, s.rule, "DURATION", lapse.value, mod, first, last, anchor if first or last else None)


def _stretch(s: _State, at: int, lapse: _Lapse, past: str | None) -> tuple[date | None, date | None, str | None]:
    """Where 未来十年 and 过去三年 lie: from the article's day, or to it."""
    if lapse.amount is None or (past and past[0] == "这"):
        return None, None, None
    # 2020年 … 超过过去11年: the whole years before the one spoken of.
    if past and past[0] == "过" and lapse.letter == "Y" and s.frame not in (None, s.this_year) and _framed(s, at):
        year = s.frame or 0
        return date(year - int(lapse.amount), 1, 1), date(year - 1, 12, 31), "previous"
    if s.now is None:
        return None, None, None
    return (_back(s.now, lapse), s.now, s.now_by) if past else (s.now, _back(s.now, lapse, -1), s.now_by)


def _months_run(s: _State, at: int, lapse: _Lapse) -> tuple[date | None, date | None, str | None]:
    """已连续6个月: the whole months up to the last one that is over."""
    if lapse.letter != "M" or lapse.amount is None or s.now is None or "已" not in s.text[max(at - 4, 0) : at]:
        return None, None, None
    until = s.now.replace(day=1) - timedelta(days=1)
    return calendar.months(until.year, until.month - int(lapse.amount) + 1)[0], until, s.now_by


def _moved(s: _State, at: int, end: int, lapse: _Lapse, forth: bool) -> Date:
    """三年前, 两年后: a year, a month or a day, as its unit says."""
    day, by = _lapse_origin(s, at, forth)
    known = day is not None and lapse.amount is not None and not lapse.match["n2"]
    moved = _back(day, lapse, -1 if forth else 1) if day and known else None
    if moved:
        if lapse.letter == "Y" and lapse.months % 12 == 0:
            return Date(at, end, s.rule, "DATE", str(moved)[:4], None, *calendar.year(moved.year), by)
        if lapse.letter in "YM":
            return Date(at, end, s.rule, "DATE", str(moved)[:7], None, *calendar.months(moved.year, moved.month), by)
        return Date(at, end, s.rule, "DATE", str(moved), None, moved, moved, by)
    if lapse.amount is None:
        return Date(at, end, s.rule, "DATE", "FUTURE_REF" if forth else "PAST_REF", None, None, None, None)
    return Date(at, end, s.rule, "DURATION", lapse.value, "AFTER" if forth else "BEFORE", None, None, None)


def _lapse_origin(s: _State, at: int, forth: bool) -> tuple[date | None, str | None]:
    """What 三年前 and 两年后 count from: the article's day; the last date of the paragraph where a clause begins so.

    满三个月后 and 会议举行的一个月前 count from something else, which no calendar holds.
    """
    opens = at == 0 or s.text[at - 1] in "，。；、：（(“\n 早约在"
    if not forth:
        return (s.now, s.now_by) if s.text[at - 1 : at] not in ("的", "满", "届", "期") or at == 0 else (None, None)
    if opens and s.last and "\n" not in s.text[s.last_at : at]:
        return s.last.last or s.last.first, "previous"
    return None, None


def _lapse_value(m: regex.Match[str], letter: str, amount: float | None) -> str:
    unit = m["u"]
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
    if m["half"] or "半" in unit:
        amount += 0.5
    if amount % 1 and symbol == "Y":
        factor, symbol = 12, "M"
    elif amount % 1 and symbol == "D":
        factor, prefix, symbol = 24, "PT", "H"
    elif amount % 1 and symbol == "H":
        factor, symbol = 60, "M"
    elif amount == 0.5 and symbol == "M" and prefix == "P":
        factor, symbol = 30, "D"
    value = f"{prefix}{amount * factor:g}{symbol}"
    for rest, mark in ((m["m3"], "M"), (m["mi3"], "M"), (m["d3"], "D")):
        value += f"{_small(rest)}{mark}" if rest else ""
    if m["n2"]:
        value += f"/{prefix}{(number(m['n2']) or 0) * factor:g}{symbol}"
    return value


def _lapse_size(letter: str, size: float, unit: str) -> tuple[int, int]:
    """A lapse in whole months and days."""
    if "季" in unit:
        return int(size * 3), 0
    if letter == "Y":
        return int(size * 12), 0
    if letter == "M":
        return int(size), int(size % 1 * 30)
    return 0, int(size * {"W": 7, "D": 1}.get(letter, 0))


def _back(day: date, lapse: _Lapse, sign: int = 1) -> date | None:
    return calendar.shift(day, by_months=-sign * lapse.months, days=-sign * lapse.days)


# ---- Sets, vague times, events ---------------------------------------------------------------------------------------


def _read_every(s: _State, at: int, stop: int) -> Date | None:
    found = _EVERY.match(s.text, at)
    if found is None:
        return None
    unit = found["u"].lstrip("个")
    amount = _quantity(found["n"]) if found["n"] else 1
    letter = _UNITS.get(unit[0], "M")
    if unit in ("周末",):
        value: str | None = "XXXX-WXX-WE"
    elif "假" in unit or "节" in unit:
        value = None
    elif unit[0] == "周" and found["wd"] and len(found["wd"]) == 1:
        value = f"XXXX-WXX-{_WEEK_NUMBER[found['wd']] + 1}"
    elif unit[0] == "年" and (m := _MONTHS.match(s.text, found.end())):
        inner = _months(_Months(*m.groups()), None)
        return Date(at, m.end(), s.rule, "SET", inner.value if inner else "P1Y", None, None, None, None)
    elif unit[0] == "月" and (m := _DAY_ALONE.match(s.text, found.end())):
        return Date(at, m.end(), s.rule, "SET", f"XXXX-XX-{_small(m['d']):02d}", None, None, None, None)
    else:
        prefix = "PT" if letter[0] == "T" else "P"
        value = f"{prefix}{(amount or 1) * (3 if unit[0] == '季' else 1):g}{letter[-1]}"
    return Date(*found.span(), s.rule, "SET", value, None, None, None, None)


def _read_habit(s: _State, at: int, stop: int) -> Date | None:
    found = _SETS.match(s.text, at)
    if found is None:
        return None
    value = {
        "逐年": "P1Y",
        "逐月": "P1M",
        "逐日": "P1D",
        "周末": "XXXX-WXX-WE",
        "双休日": "XXXX-WXX-WE",
        "一年一度": "P1Y",
    }.get(found["u"])
    return Date(*found.span(), s.rule, "SET", value, None, None, None, None)


def _read_present(s: _State, at: int, stop: int) -> Date | None:
    found = _PRESENT.match(s.text, at)
    if found is None:
        return None
    now = None if found["loose"] else s.now
    return Date(*found.span(), s.rule, "DATE", "PRESENT_REF", None, None, now, s.now_by if now else None)


def _read_past(s: _State, at: int, stop: int) -> Date | None:
    found = _PAST.match(s.text, at)
    return Date(*found.span(), s.rule, "DATE", "PAST_REF", None, None, None, None) if found else None


def _read_future(s: _State, at: int, stop: int) -> Date | None:
    found = _FUTURE.match(s.text, at)
    if found:
        ahead = found.end() + (s.text[found.end() : found.end() + 1] == "的")
        lapse = _read_lapse(s, ahead, ahead) if found.group() in ("今后", "未来") else None
        if lapse:
            return lapse._replace(rule="lapse")
    if found and found.group() == "未来" and s.text[at - 1 : at] not in ("，", "。", "；", "在", "\n", "“"):
        return None
    return Date(*found.span(), s.rule, "DATE", "FUTURE_REF", None, None, None, None) if found else None


def _read_plan(s: _State, at: int, stop: int) -> Date | None:
    found = _PLAN.match(s.text, at)
    if found is None:
        return None
    text = found.group()
    index = _small(found["n"])
    quoted = text[0] in '“"' and ("”" in text or '"' in text[1:])
    tail = found["tail"] or ""
    if not quoted and (not tail or (index < 11 and tail not in ("期间", "时期", "规划", "计划"))):
        return None
    # “八五”普法 counts campaigns of legal education, not plans of the economy.
    if s.text.startswith("普法", found.end()) or index > 20:
        return None
    start, last = calendar.plan(index)
    first: date | None = start
    value, kind, mod, end = f"{start.year}/{last.year}", "DURATION", None, found.end()
    until: date | None = last
    if tail in ("规划", "计划"):
        end = found.start("tail")
    if tail.startswith("开局"):
        value, kind, until = str(start.year), "DATE", date(start.year, 12, 31)
    elif tail.startswith("收官"):
        value, kind, first = str(last.year), "DATE", date(last.year, 1, 1)
    elif tail.startswith("末") or found["end"]:
        value, kind, mod, first = str(last.year), "DATE", "END", None
    elif tail.startswith("初"):
        value, kind, mod, until = str(start.year), "DATE", "START", None
    elif tail == "后期":
        mod = "END"
    elif tail.startswith("中期"):
        mod = "MID"
    elif tail == "以来" or found["from"]:
        mod, until = "SINCE", s.now
    begin = found.start() + (text[0] in '“"' and not quoted)
    if mod == "END" and _REACHED.search(s.text[max(begin - 4, s.done) : begin]):
        begin -= 1
    return Date(begin, end, s.rule, kind, value, mod, first, until, None)


def _session(s: _State, at: int, end: int) -> Date | None:
    """全国两会 without a year: those of the article's year."""
    known = calendar.meetings().get(f"{s.this_year}两会")
    if known is None:
        return None
    time = _Time(*known, f"{known[0]}/{known[1]}", "session", s.this_year_by)
    return _finish(s, at, end, time)


def _read_meeting(s: _State, at: int, stop: int) -> Date | None:
    if s.text.startswith("全国两会", at):
        return _session(s, at, stop)
    party = s.text[at] in "党中" and s.text[at + 1] != "全"
    found = _MEETING.match(s.text, at) if party else _MEETING.search(s.text, max(at - 9, s.done), stop + 12)
    if found is None or found.end() < stop:
        return None
    n = _small(found["n"])
    if found["npc"]:
        key = f"{n}届{found['npc'][2:]}{_small(found['k'])}次会议"
    elif found["k"]:
        key = f"{n}届{_small(found['k'])}中全会"
    else:
        key = f"{n}大"
        if not (
            found["party"]
            or found["since"]
            or "全国代表大会" in found.group()
            or s.text.startswith(("报告", "精神"), found.end())
        ):
            return None
    known = calendar.meetings().get(key)
    if known is None:
        return None
    first, last = known
    end = found.end() if not found["gap"] else found.start("gap")
    if found["since"]:
        return Date(found.start(), end, s.rule, "DATE", str(first), "SINCE", first, None, None)
    return Date(found.start(), end, s.rule, "DATE", f"{first}/{last}", None, first, last, None)


_LUNAR = regex.compile(
    rf"(?:(?P<y>今年|去年|明年|\d{{4}}年)的?)?(?P<old>农历|阴历|旧历)?\s?(?P<m>[正二三四五六七八九冬腊]|十[一二]?)月(?P<d>初[{_CN}]|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)(?![日年个一二三四五六七八九])"
)
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}


def _read_lunar(s: _State, at: int, stop: int) -> Date | None:
    """A day of the Chinese calendar: 农历八月十五, 正月初六. Written without 日; 初 belongs to no other calendar."""
    found = None if s.text[at].isdecimal() else _LUNAR.match(s.text, at)
    if found is None or not (
        found["old"] or found["m"] in _LUNAR_MONTHS or found["d"][0] == "初" or found["d"] == "十五"
    ):
        return None
    month = _LUNAR_MONTHS.get(found["m"]) or _small(found["m"])
    day = _small(found["d"].removeprefix("初").replace("廿", "二十"))

    def build(y: int | None) -> _Time | None:
        known = calendar.lunar_day(month, day, y) if y else None
        return _Time(known, known, str(known) if known else None, "festival")

    time = _settle(s, at, found.end(), build, None)
    if time is None:
        return None
    _remember(s, at, found.end(), time, False)
    return _finish(s, at, found.end(), time)


def _read_festival(s: _State, at: int, stop: int) -> Date | None:
    found = _PARTS_OF_YEAR.match(s.text, at)
    if found is None or not (found["fest"] or found["season"]):
        return None
    if found["fest"] in ("五一", "十一", "元宵", "清明", "重阳", "国庆", "腊八", "五一国际劳动节") and not (
        found["off"]
        or found["during"]
        or found["eve"]
        or s.text[found.start()] in '“"'
        or (found["fest"] in ("国庆", "清明", "五一国际劳动节") and _alone(s.text, found))
    ):
        return None
    if found["season"] and s.text[found.end() : found.end() + 1] not in ("，", ",", "期", "里", "来", "以", "伊"):
        return None
    time = _settle(s, found.start(), found.end(), lambda y: _part_of_year(found, y), None)
    if time is None:
        return None
    row = _finish(s, found.start(), found.end(), time)
    _remember(s, row.start, row.end, time, False)
    return row


def _alone(text: str, m: regex.Match[str]) -> bool:
    """Whether a festival's short name stands as a word of its own: not in 清明上河图, 国庆街道."""
    if m.start() and text[m.start() - 1] not in "，。、；：年在逢到近庆度迎\n “":
        return False
    return m.end() >= len(text) or text[m.end()] in "，。、；：的前后时将当”—- \n"


_ACTIVITY = regex.compile(
    r"[”」》\"]?(?:等|暨|的)?(?:主题|活动|系列|宣传|专[题场项栏]|生态|群众|号角|常|颁奖|节点|大会|启动|路|街|村|村庄|集)"
)


def _read_named_day(s: _State, at: int, stop: int) -> Date | None:
    found = _NAMED_DAY.match(s.text, at)
    if found is None:
        return None
    name = found["term"] or found["day"]
    if found["day"] and _ACTIVITY.match(s.text, found.end()):
        return None

    def build(y: int | None) -> _Time | None:
        day = calendar.festival(name, y) if y else None
        return _Time(day, day, str(day), "festival") if day else _Time(None, None, None, "festival")

    time = _settle(s, *found.span(), build, None)
    return _finish(s, *found.span(), time) if time else None


def _read_century(s: _State, at: int, stop: int) -> Date | None:
    found = _CENTURY.match(s.text, at)
    if found is None:
        decade = _DECADE.match(s.text, at)
        if decade is None:
            return None
        first = _decade_number(decade["dec"])
        return _decade(s, decade, first if first > 1000 else 1900 + first, None)
    if found["rc"]:
        if s.now is None and found["rc"] != "新":
            century = 20 if found["rc"].startswith("上") else 21
        else:
            century = (s.now.year - 1 if s.now else 2000) // 100 + (0 if found["rc"].startswith("上") else 1)
    else:
        century = _small(found["c"])
    first, last, value = century * 100 - 99, century * 100, f"{century - 1:02d}"
    if found["dec"]:
        return _decade(s, found, (century - 1) * 100 + _decade_number(found["dec"]), s.now_by if found["rc"] else None)
    mod = _century_mod(found["edge"])
    if mod == "START":
        last = first + 19
    elif mod == "END":
        first = last - 19
    elif mod == "MID":
        first, last = first + 39, first + 59
    row = Date(
        *found.span(),
        s.rule,
        "DATE",
        value,
        mod,
        date(first, 1, 1),
        date(last, 12, 31),
        s.now_by if found["rc"] else None,
    )
    after = _AFTER.match(s.text, row.end)
    if after and after["since"]:
        return row._replace(end=after.end(), mod="SINCE", to_date=s.now)
    if mod == "MID" and _REACHED.search(s.text[max(row.start - 4, s.done) : row.start]):
        return row._replace(start=row.start - 1, from_date=None)
    return row


def _decade_number(text: str) -> int:
    return int(number(text.removesuffix("年代")) or 0)


def _century_mod(edge: str | None) -> str | None:
    return None if not edge else "START" if edge[0] in "初前" else "MID" if edge[0] == "中" else "END"


def _decade(s: _State, m: regex.Match[str], first: int, anchor: str | None) -> Date:
    mod = _century_mod(m["edge"])
    low, high = {"START": (0, 3), "MID": (3, 6), "END": (6, 9)}.get(mod or "", (0, 9))
    return Date(
        *m.span(), s.rule, "DATE", f"{first // 10}", mod, date(first + low, 1, 1), date(first + high, 12, 31), anchor
    )


def _read_since(s: _State, at: int, stop: int) -> Date | None:
    """自 … 以来 around something that happened and that no table dates: the past up to the article's day."""
    begin = max(at - 26, s.done)
    found = _SINCE.search(s.text, begin, at) or _CLAUSE.search(s.text, begin, at)
    if found is None:
        return None
    what = found.group()
    for name, first in calendar.eras().items():
        if what.endswith(name):
            start = found.start() if what[0] == "自" else at - len(name)
            return Date(start, stop, s.rule, "DATE", str(first), "SINCE", first, s.now, None)
    if _HAS_TIME.search(what):
        return None
    return Date(found.start(), stop, s.rule, "DATE", "PAST_REF", "SINCE", None, s.now, s.now_by if s.now else None)


def _read_same_period(s: _State, at: int, stop: int) -> Date | None:
    found = _SAME.match(s.text, at)
    if found is None:
        return None
    if found["y"]:
        year, by = _year_word(s, found["y"], at)
        if year is None and s.last is not None and s.last.last is not None:
            year, by = s.last.last.year - 1, "previous"
        return _read_same(s, at, found.end(), year, by)
    opens = at == 0 or s.text[at - 1] in "，。；\n"
    if s.last is None or s.last.last is None or not opens or s.text[found.end() : found.end() + 1] not in ("，", ","):
        return None
    return _read_same(s, at, found.end(), s.last.last.year, "previous")


# ---- Rules -----------------------------------------------------------------------------------------------------------


class DateRule(NamedTuple):
    """A family of expressions: the name its rows carry, the triggers it answers to, and its reader, which gets the
    span of the trigger, the whole number where the trigger is one.
    """

    name: str
    triggers: tuple[str, ...]
    read: Callable[[_State, int, int], Date | None]


RULES: tuple[DateRule, ...] = (
    DateRule("iso", ("span", "mark"), _read_iso),
    DateRule("fiscal-year", ("span", "mark"), _read_fiscal),
    DateRule("day-month", ("mark",), _read_day_month),
    DateRule("meeting", ("meeting", "session"), _read_meeting),
    DateRule("century", ("century",), _read_century),
    DateRule("lunar", ("month", "lunar"), _read_lunar),
    DateRule("same-period", ("same",), _read_same_period),
    DateRule("calendar", ("year", "month", "day", "quarter", "span"), _read_calendar),
    DateRule("relative", ("word", "same"), _read_calendar),
    DateRule("clock", ("clock", "span"), _read_clock),
    DateRule("lapse", ("year", "month", "day", "length", "span"), _read_lapse),
    DateRule("every", ("every",), _read_every),
    DateRule("habit", ("habit",), _read_habit),
    DateRule("present", ("present",), _read_present),
    DateRule("past", ("past",), _read_past),
    DateRule("future", ("future",), _read_future),
    DateRule("plan", ("plan",), _read_plan),
    DateRule("festival", ("festival",), _read_festival),
    DateRule("named-day", ("named",), _read_named_day),
    DateRule("since", ("since",), _read_since),
)

_DIGITS = "0123456789"
_NUMERALS = "〇零○一二两三四五六七八九十百几数半多"
_LONG_UNITS = (
    "个半月", "个多月", "个半小时", "个多小时", "个多星期", "个季度", "个工作日", "个学期", "个世纪", "个钟头", "个昼夜",
    "半小时", "半月", "刻钟", "秒钟", "学期", "昼夜", "工作日", "钟头",
)  # fmt: skip


def _counted(*units: str, more: str = "") -> tuple[str, ...]:
    """The last character of a number with a unit of time behind it: `3年`, `十年`, `3余年`."""
    return tuple(digit + between + unit for digit in _DIGITS + _NUMERALS for unit in units for between in ("", *more))


class _Trigger(NamedTuple):
    """Strings at which a reading may begin. A character of `before` in front of one, or of `after` behind it, says
    that it belongs to other words: 项目前期 holds no 目前.
    """

    name: str
    words: tuple[str, ...]
    before: str = ""
    after: str = ""


_TRIGGERS = (
    _Trigger("year", (*_counted("年", more="余多来"), *(f"{digit} 年" for digit in _DIGITS))),
    _Trigger("month", (*_counted("月"), *(f"{digit} 月" for digit in _DIGITS))),
    _Trigger("day", (*_counted("日", "号", more="余多"), *(f"{digit} 日" for digit in _DIGITS))),
    _Trigger("quarter", _counted("季", "季度", "旬")),
    _Trigger("clock", (*_counted("时", "点"), *(f"{digit}{mark}" for digit in _DIGITS for mark in ":："))),
    _Trigger("length", _counted("天", "周", "晚", "夜", "秒", "小时", "分钟", "星期", "个月", "个小时", "个星期", more="余多来")),
    _Trigger("length", _counted(*_LONG_UNITS)),
    _Trigger("span", _counted(*"至到—–－―~～─-")),
    _Trigger("mark", tuple(f"{digit}{mark}" for digit in _DIGITS for mark in "/.")),
    _Trigger("century", (*_counted("世纪"), "0年代", "十年代")),
    _Trigger("plan", tuple(f"{quote}{n}五{behind}" for n in ("十", *(f"十{k}" for k in "一二三四五六七"), *"一二三四六七八九")
                           for quote, behinds in (("", ("时期", "期间", "规划", "计划", "末", "开局", "收官", "以来", "初")), ("“", ("”",)), ('"', ('"',))) for behind in behinds)),
    _Trigger("meeting", ("党的", "中共", "大以来", "大报告", "大精神", "中全会", "届全国人大", "届全国政协", "次全国代表大会")),
    _Trigger("present", ("截至目前", "截止目前", "截至到目前", "到目前", "直到目前", "截至发稿", "截至当前", "截至现在", "如今", "眼下", "现今", "现阶段", "时下", "迄今", "这两天", "这几天", "这段时间")),
    _Trigger("present", ("目前",), "项题栏科条节数账", "期"),
    _Trigger("present", ("当前",), "应", "往来去页"),
    _Trigger("present", ("现在",), "体实出表呈展发再重闪浮涌显兑"),
    _Trigger("present", ("当下",), "应正恰"),
    _Trigger("word", tuple("今" + c for c in "年天日早晚晨夜午春夏秋冬（(")),
    _Trigger("word", ("去年", "去冬", "去夏", "去秋"), "过"),
    _Trigger("word", tuple("明" + c for c in "年天日早晚晨（(春秋冬"), "光文透昆证", "报媚"),
    _Trigger("word", tuple("昨" + c for c in "天日晚晨夜午（(")),
    _Trigger("word", ("前天", "后天"), "前", ""),
    _Trigger("word", ("前年", "后年"), "以之年月目生空此当", ""),
    _Trigger("word", ("大前天", "大后天", "大前年", "来年", "隔天", "翌日", "翌年", "次日", "次年", "次月", "第二天", "前一天", "前一日", "前一年", "上一年", "民国", "元月", "首季")),
    _Trigger("century", ("新世纪", "本世纪", "上世纪", "上个世纪")),
    _Trigger("word", ("本年", "本月", "本周", "本星期"), "成基样版资书日", "级"),
    _Trigger("word", ("上月", "上个月", "上上个月", "上周", "上个星期", "上星期", "上礼拜", "上年", "下月", "下个月", "下周", "下星期", "下个星期"), "以", "岁边围"),
    _Trigger("word", ("这个月", "这个星期", "这周", "这个周末", "全年", "年内"), "", "龄级代"),
    _Trigger("word", ("上半年", "下半年")),
    _Trigger("same", ("去年同期", "上年同期", "前年同期", "明年同期", "同期")),
    _Trigger("word", ("同日", "同年", "同月"), "不共合相", "龄级代"),
    _Trigger("word", ("当天", "当日", "当月", "当年", "当晚", "当夜", "同一天", "同一日"), "相应", "地场"),
    _Trigger("word", ("年底", "年末", "年初", "年终"), "", "奖端"),
    _Trigger("word", ("月底", "月末", "月初"), "个每当"),
    _Trigger("word", tuple(f"{front}{n}{unit}" for front in "前头首" for n in (*_DIGITS[2:], "10", "11", *"两二三四五六七八九十") for unit in ("个月", "月", "个季", "季"))),
    _Trigger("word", tuple(f"第{n}季" for n in "一二三四1234")),
    _Trigger("word", tuple(f"{week}{day}" for week in ("周", "星期", "礼拜") for day in "一二三四五六日天" if week + day != "周天"), "一每两二三四五六七八九十", "边围"),
    _Trigger("lunar", ("农历", "阴历", "旧历", "正月初", "正月十", "冬月", "腊月")),
    _Trigger("every", tuple(f"每{rest}" for rest in ("年", "月", "个月", "天", "日", "周", "季", "个季", "星期", "个星期", "晚", "夜", "隔", "逢", "到假期", "学期", "个学期", "个工作日", "半年", "半个月", *(f"{n}{u}" for n in (*_DIGITS, *_CN, "两") for u in ("年", "天", "个月", "周", "分钟", "小时", "个小时", "日"))))),
    _Trigger("habit", ("逐年", "逐月", "逐日", "周末", "双休日", "节假日", "寒暑假", "一年一度"), "上下去个"),
    _Trigger("past", ("近年", "近些年", "近几年", "近日", "近期", "近来"), "", "本元月龄"),
    _Trigger("past", ("最近",), "", "的"),
    _Trigger("past", ("日前", "前不久", "前几天", "前些天", "前些年", "前段时间", "不久前", "此前", "先前", "早前", "以往", "以前", "当时", "一段时间以来", "长期以来", "多年来", "连日来", "一直以来", "日来", "往年", "稍早", "过去几年", "这些年", "近段时间", "近一段时间")),
    _Trigger("future", ("今后", "不久的将来", *(f"未来{c}" for c in "，一几数"))),
    _Trigger("future", ("将来",), "不久的", "港台沪京华函访自到临"),
    _Trigger("session", ("全国两会",)),
    _Trigger("festival", (*_FESTIVAL_WORDS, *(f"“{name}" for name in _FESTIVAL_WORDS), "暑假", "暑期", "寒假")),
    _Trigger("named", tuple(f"{term}{behind}" for term in calendar.term_names() for behind in ("节气", "时节", "当天", "当日", "这天", "节令"))),
    _Trigger("named", tuple(name for name in calendar.fixed_days() if name not in _FESTIVAL_WORDS)),
    _Trigger("since", ("以来",), "可得"),
)  # fmt: skip
_OF_WORD = {word: trigger for trigger in reversed(_TRIGGERS) for word in trigger.words}
_WORDS = tuple(_OF_WORD)
_SCAN = AhoCorasick(_WORDS, matchkind=MatchKind.LeftmostLongest)
_BY_TRIGGER = {trigger.name: tuple(rule for rule in RULES if trigger.name in rule.triggers) for trigger in _TRIGGERS}
# A number is found by its unit; it begins where its digits do.
# 二0一0年 mixes the two kinds of digits.
_BEGINS_DIGITS = regex.compile(rf"(?r)[一二][{_CN}〇零○0]{{2}}0|(?<![\d.A-Za-z])\d{{1,4}}")
_BEGINS_NUMERALS = regex.compile(rf"(?r)[几数上]?[{_CN}〇零○两百]{{1,5}}几?|[几数半多]")
_NUMBERED = frozenset(("year", "month", "day", "quarter", "clock", "length", "span", "mark", "century"))
_NUMBER_CHARS = frozenset(_DIGITS + _NUMERALS)
_PLAYERS = tuple(
    (_BY_TRIGGER[trigger.name], frozenset(trigger.before), frozenset(trigger.after), trigger.name in _NUMBERED)
    for trigger in map(_OF_WORD.__getitem__, _WORDS)
)


# ---- The article's own time ------------------------------------------------------------------------------------------

_REVIEW = regex.compile(
    r"(?<!\d)(?P<y>20\d\d)(?!\d|年[^度]|[.-/])|(?P<y>20\d\d)年?度?(?:回顾|盘点|总结|大事|年终|成绩单)"
)
_TITLE_YEAR = regex.compile(r"(?<!\d)(20\d\d)年")
_OWN_DATE = regex.compile(
    r"(?<![\d至到—-])(?P<y>(?:19|20)\d\d)年(?P<m>1[0-2]|0?[1-9])月(?P<d>3[01]|[12]\d|0?[1-9])日(?=电|讯|\s*[）)]|\s*$|\s*\n)"
)
_FIRST_YEAR = regex.compile(r"[“\"]?(?P<n>十[一二三四五六七八]?)五[”\"]?(?P<what>开局之年|收官之年)")


def _state(document: Document) -> _State:
    article, text = document.article, document.text
    title = article.title or text.split("\n", 1)[0]
    taiwan = (article.place or "").startswith("71") or "中央社" in text or "民国" in text or "立法院" in text
    if article.published is None:
        return _state_of_text(text, taiwan)
    now = article.published.date()
    state = _State(text, now, "published", now.year, "published", taiwan)
    if now.month > 4:
        return state
    review = next(filter(None, map(_REVIEW.search, _titles(document, title))), None)
    if review and int(review["y"]) == now.year - 1 and now.month <= 3:
        state.this_year, state.this_year_by = now.year - 1, "year-in-title"
    years = {int(y) for y in _TITLE_YEAR.findall(title)}
    if years == {now.year - 1}:
        state.title_year = now.year - 1
    return state


def _titles(document: Document, title: str) -> Iterator[str]:
    """The title, and its copies at the head of the page, which may say more: 【精彩2021】 before it."""
    yield title
    for block in document.blocks[:6]:
        if block.start is None and len(block.raw_text) < 100 and (title in block.raw_text or "【" in block.raw_text):
            yield block.raw_text


def _state_of_text(text: str, taiwan: bool) -> _State:
    """An article without a date of its own: that of its dateline or signature, or the year that it calls its own."""
    dated = _OWN_DATE.search(text)
    if dated:
        day = calendar.day(int(dated["y"]), int(dated["m"]), int(dated["d"]))
        if day:
            return _State(text, day, "text", day.year, "text", taiwan)
    year = _FIRST_YEAR.search(text)
    if year:
        span = calendar.plan(_small(year["n"]))
        own = span[0].year if year["what"].startswith("开") else span[1].year
        return _State(text, None, None, own, "text", taiwan)
    return _State(text, None, None, None, None, taiwan)


def extract(document: Document) -> Iterator[Date]:
    """The time expressions of a document, in order, none overlapping another."""
    text = document.text
    state = _state(document)
    for index, start, end in _SCAN.find_matches_as_indexes(text):
        if end <= state.done:
            continue
        rules, before, after, numbered = _PLAYERS[index]
        if (before and start and text[start - 1] in before) or (after and text[end : end + 1] in after):
            continue
        if numbered and text[start] in _NUMBER_CHARS:
            begins = _BEGINS_DIGITS if text[start] in _DIGITS else _BEGINS_NUMERALS
            m = begins.match(text, max(start - 5, 0), start + 1)
            if m is None:
                continue
            start = m.start()
        if start < state.done:
            continue
        for rule in rules:
            state.rule = rule.name
            row = rule.read(state, start, end)
            if row is not None and row.start >= state.done:
                state.done = row.end
                yield row
                break


_PUBLISHED = datetime(2024, 9, 18)


def _takes(rule: str, text: str, *rows: dict[str, object]) -> Example:
    return Example(rule, text, rows, _PUBLISHED)


def _leaves(rule: str, *texts: str) -> tuple[Example, ...]:
    return tuple(Example(rule, text, (), _PUBLISHED) for text in texts)


EXAMPLES: tuple[Example, ...] = (
    _takes("iso", "报名日期2011-09-26。", {"text": "2011-09-26", "timex_value": "2011-09-26"}),
    _takes("iso", "开标日期：2011/9/26，地点：三楼。", {"text": "2011/9/26", "timex_value": "2011-09-26"}),
    _takes("iso", "公示期2023.5.8至2023.5.12。", {"text": "2023.5.8至2023.5.12", "timex_type": "DURATION"}),
    *_leaves("iso", "咨询电话021-2011-9999。", "采购编号2011-99-12。", "版本3.2011.5。", "比例为2011/5。", "得分2011.5分。"),
    _takes("fiscal-year", "本港2023/24年度预算案公布。", {"text": "2023/24年度", "from_date": date(2023, 4, 1), "to_date": date(2024, 3, 31)}),
    _takes("fiscal-year", "2023-2024学年开学。", {"text": "2023-2024学年", "from_date": date(2023, 9, 1), "to_date": date(2024, 8, 31)}),
    *_leaves("fiscal-year", "2023-2025年度计划印发。", "2023/5/24年度报告", "2023年度预算公开。", "比例为2023/24。", "2019至2021学年统计"),
    _takes("day-month", "会议于昨日（17/9）举行。", {"text": "17/9", "timex_value": "2024-09-17"}),
    _takes("day-month", "听证会定于下周一（23/9）召开。", {"text": "23/9", "timex_value": "2024-09-23"}),
    *_leaves("day-month", "占比（3/4）以上。", "完成进度3/4。", "第（1/12）页", "昨日（32/9）", "比分是（2/1）"),
    _takes("meeting", "党的二十届三中全会作出部署。", {"text": "党的二十届三中全会", "timex_value": "2024-07-15/2024-07-18"}),
    _takes("meeting", "党的十八大以来，山更绿了。", {"text": "党的十八大以来", "mod": "SINCE", "from_date": date(2012, 11, 8), "to_date": None}),
    _takes("meeting", "全国两会闭幕后，代表返乡。", {"text": "全国两会", "timex_value": "2024-03-04/2024-03-11", "anchor": "published"}),
    *_leaves("meeting", "评出十八大品牌。", "建成三大平台。", "二十届毕业生返校。", "第十六次工作会议召开。", "党的建设得到加强。"),
    _takes("century", "这座桥建于上世纪八十年代。", {"text": "上世纪八十年代", "timex_value": "198"}),
    _takes("century", "到本世纪中叶建成强国。", {"text": "到本世纪中叶", "mod": "MID", "to_date": date(2060, 12, 31), "from_date": None}),
    *_leaves("century", "世纪大道堵车。", "半个世纪的坚守。", "21世纪经济报道记者", "世纪广场开放。", "年代感十足。"),
    _takes("lunar", "农历八月十五赏月。", {"text": "农历八月十五", "timex_value": "2024-09-17"}),
    _takes("lunar", "正月初六村里唱戏。", {"text": "正月初六", "timex_value": "2024-02-15"}),
    *_leaves("lunar", "八月十日开园。", "十月十二个班开课。", "八月开工。", "农历新年将至。", "腊月里备年货。"),
    _takes("same-period", "上半年收入增长，比去年同期多一成。", {"text": "去年同期", "timex_value": "2023-H1", "anchor": "previous"}),
    _takes("same-period", "1-7月出口增长。上年同期为负。", {"text": "上年同期", "from_date": date(2023, 1, 1), "to_date": date(2023, 7, 31)}),
    *_leaves("same-period", "达到历史同期最高。", "同期声清晰。", "同期毕业的学员", "居全国同期首位", "为历年同期最好"),
    _takes("calendar", "5月12日，活动启动。", {"text": "5月12日", "timex_value": "2024-05-12", "anchor": "published"}),
    _takes("calendar", "2019年至2023年培育49家。", {"text": "2019年至2023年", "timex_type": "DURATION", "timex_value": "2019/2023"}),
    _takes("calendar", "截至2022年底全部完工。", {"text": "截至2022年底", "mod": "END", "from_date": None, "to_date": date(2022, 12, 31)}),
    _takes("calendar", "1至8月份开行13列。", {"text": "1至8月份", "timex_value": "2024-01/2024-08"}),
    _takes("calendar", "展会将于9月25日至29日举行。", {"text": "9月25日至29日", "timex_value": "2024-09-25/2024-09-29"}),
    _takes("calendar", "一季度最快。", {"text": "一季度", "timex_value": "2024-Q1"}),
    _takes("calendar", "二〇二三年十月一日施行。", {"text": "二〇二三年十月一日", "timex_value": "2023-10-01", "anchor": None}),
    _takes("calendar", "自2023年1月1日起施行。", {"text": "自2023年1月1日起", "mod": "SINCE", "to_date": None}),
    *_leaves("calendar", "共有1954个志愿团体。", "全文2174字。", "设1-2个联络点。", "三月龄婴儿", "住3号楼。", "教2年级。", "满30日的，自动失效。", "售价100日元。"),
    _takes("relative", "今年5月27日挂牌。", {"text": "今年5月27日", "timex_value": "2024-05-27", "anchor": "published"}),
    _takes("relative", "前7个月增长。", {"text": "前7个月", "timex_value": "2024-01/2024-07"}),
    _takes("relative", "去年以来增设网点。", {"text": "去年以来", "timex_type": "DURATION", "from_date": date(2023, 1, 1), "to_date": date(2024, 9, 18)}),
    _takes("relative", "2019年6月立项，次年3月开工。", {"text": "次年3月", "timex_value": "2020-03", "anchor": "previous"}),
    _takes("relative", "上周五和今晨都有雨。", {"text": "上周五", "timex_value": "2024-09-13"}, {"text": "今晨", "timex_value": "2024-09-18TMO"}),
    *_leaves("relative", "据光明日报报道", "不同年龄段", "60岁以上年长者", "每周一例会", "文明年度人物", "应当天天如此", "成本年均下降"),
    _takes("clock", "9月10日开会。上午9时30分，代表入场。", {"text": "上午9时30分", "timex_value": "2024-09-10T09:30", "anchor": "previous"}),
    _takes("clock", "营业时间为9:00-17:30。", {"text": "9:00-17:30", "timex_value": "XXXX-XX-XXT09:00/XXXX-XX-XXT17:30", "from_date": None}),
    *_leaves("clock", "比分3:2。", "按1:10配比。", "提出3点要求。", "同时开工。", "一时难以计算。", "培训8小时。"),
    _takes("lapse", "近三年来走访万户。", {"text": "近三年来", "timex_value": "P3Y", "from_date": date(2021, 9, 18), "to_date": date(2024, 9, 18)}),
    _takes("lapse", "未来十年投资水利。", {"text": "未来十年", "timex_value": "P10Y", "to_date": date(2034, 9, 18)}),
    _takes("lapse", "用3到5年建成。", {"text": "3到5年", "timex_value": "P3Y/P5Y", "from_date": None}),
    _takes("lapse", "三年前搬来。", {"text": "三年前", "timex_type": "DATE", "timex_value": "2021"}),
    _takes("lapse", "不到24小时就修好。", {"text": "不到24小时", "timex_value": "PT24H", "mod": "APPROX"}),
    *_leaves("lapse", "第3年验收。", "24小时不打烊", "15分钟便民服务圈", "打造百年老店", "三天两头", "服务时长3640.5小时", "新的一年到来", "7×24小时值守")[:4],
    *_leaves("lapse", "服务时长3640.5小时", "新的一年到来", "7×24小时值守", "三年级学生", "三年制专科"),
    _takes("every", "每年9月开学。", {"text": "每年9月", "timex_type": "SET", "timex_value": "XXXX-09"}),
    _takes("every", "每周三休馆，每季度通报。", {"text": "每周三", "timex_value": "XXXX-WXX-3"}, {"text": "每季度", "timex_value": "P3M"}),
    *_leaves("every", "每万人拥有12个。", "每户2元。", "每一步都稳。", "每小时发电3000度。", "每人每次限购。"),
    _takes("habit", "订单逐年增加。", {"text": "逐年", "timex_type": "SET", "timex_value": "P1Y"}),
    _takes("habit", "周末有集市。", {"text": "周末", "timex_value": "XXXX-WXX-WE"}),
    *_leaves("habit", "本周末举行", "上周末结束", "逐一走访", "逐步推开", "四周未见动静"),
    _takes("present", "目前已建成八个。", {"text": "目前", "timex_value": "PRESENT_REF", "from_date": None, "to_date": date(2024, 9, 18)}),
    _takes("present", "截至目前登记4872个。", {"text": "截至目前", "timex_value": "PRESENT_REF"}),
    *_leaves("present", "做好项目前期工作。", "主要体现在三方面。", "应当前往办理。", "在题目前画线。", "实现在线办理。"),
    _takes("past", "近年来变化大。", {"text": "近年来", "timex_value": "PAST_REF", "from_date": None, "to_date": None}),
    _takes("past", "日前，办法出台。", {"text": "日前", "timex_value": "PAST_REF"}),
    *_leaves("past", "5月9日前完成。", "这是最近的车站。", "近日本海一侧", "接近年龄上限", "目前良好。"),
    _takes("future", "今后将扩大范围。", {"text": "今后", "timex_value": "FUTURE_REF"}),
    _takes("future", "会上说，未来，这里要建公园。", {"text": "未来", "timex_value": "FUTURE_REF"}),
    *_leaves("future", "面向未来，主动作为。", "建设未来社区。", "未来五年投资。", "今后三年推进。", "新的将来临之际"),
    _takes("plan", "力争“十四五”末全覆盖。", {"text": "“十四五”末", "timex_value": "2025", "mod": "END", "to_date": date(2025, 12, 31)}),
    _takes("plan", "“十五五”开局之年开工。", {"text": "“十五五”开局之年", "timex_value": "2026", "timex_type": "DATE"}),
    *_leaves("plan", "“八五”普法启动。", "共十五项。", "三五成群。", "十五分钟路程", "二十五万人次"),
    _takes("festival", "中秋假期客流大。", {"text": "中秋假期", "timex_value": "2024-09-15/2024-09-17"}),
    _takes("festival", "春节前夕慰问。", {"text": "春节前夕", "mod": "BEFORE"}),
    *_leaves("festival", "政治清明，社会安定。", "国庆街道居民", "重阳路施工", "元宵煮好了。", "共十一项"),
    _takes("named-day", "在植树节当天种树。", {"text": "植树节", "timex_value": "2024-03-12"}),
    _takes("named-day", "立秋当天开镰。", {"text": "立秋", "timex_value": "2024-08-07"}),
    *_leaves("named-day", "营商环境日益改善。", "世界环境日主题活动举行。", "小满村村民", "大雪封山。", "雨水充足。"),
    _takes("since", "自成立以来活跃在社区。", {"text": "自成立以来", "timex_value": "PAST_REF", "mod": "SINCE", "to_date": date(2024, 9, 18)}),
    _takes("since", "改革开放以来，渔村变城。", {"text": "改革开放以来", "from_date": date(1978, 12, 18)}),
    *_leaves("since", "今年以来增长。", "自公布之日起施行。", "自信满满。", "5月以来降雨。", "自来水供应正常。"),
)  # fmt: skip
