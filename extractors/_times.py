"""Points of time in Chinese texts: years, months, days, weeks and hours, and the year or day that they leave unsaid.

A `Time` is what was read; a `State` is what the article has said so far, on which 当天, 9日 and 上年 lean.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import regex

from extractors import _calendar as calendar
from extractors._numbers import digits_year, number
from extractors._words import listed
from pipeline.records import Document


class Time(NamedTuple):
    """A stretch of the calendar as far as it is known. `unit` is the smallest unit named; `value` its ISO form."""

    first: date | None
    last: date | None
    value: str | None
    unit: str
    anchor: str | None = None
    kind: str = "DATE"
    mod: str | None = None


@dataclass(slots=True)
class State:
    """What has been read of one article so far: what later expressions lean on.

    `frame` is the last year that a mention named, `frame_at` where; `day` and `month` the last single
    day and month, `day_at` and `month_at` where. `spoken` is the last time that was not merely compared with.
    """

    document: Document
    text: str
    now: date | None
    now_by: str | None
    this_year: int | None
    this_year_by: str | None
    taiwan: bool
    title_year: int | None = None
    last: Time | None = None
    last_at: int = -1
    spoken: Time | None = None
    month: Time | None = None
    month_at: int = -1
    frame: int | None = None
    frame_at: int = -1
    frame_opens: bool = False
    day: Time | None = None
    day_at: int = -1
    done: int = 0
    rule: str = ""
    reported: bool = False
    printed: tuple[date | None, str | None] = (None, None)


CN = "一二三四五六七八九十"
TO = r"\s?(?:至|到|[-—–－―~～─]{1,2})\s?"
_YEAR4 = r"(?:(?<!\d)(?:1[5-9]|20|21)\d\d|[一二][〇零○0一二三四五六七八九]{3})"
_MONTH = r"(?:(?<!\d)(?:1[0-2]|0?[1-9])|十[一二]?|[一二三四五六七八九元])"
_DAY = r"(?:(?<!\d)(?:3[01]|[12]\d|0?[1-9])|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
WEEKDAY = "[一二三四五六日天]"
PART = (
    r"(?:[凌清]晨|拂晓|早(?:[晨上间]|(?!些))|晨|[上中正下]午|午[间后夜]|傍晚"
    r"|晚(?:[上间]|(?![会宴餐报年些]))|深夜|夜[间里晚]?)"
)
_CLOCK_AT = (
    rf"(?:(?:2[0-4]|1\d|0?\d)(?:[:：][0-5]\d(?:[:：][0-5]\d)?(?!\d)|[时点點](?:[0-5]?\d分(?:\d+秒)?(?!钟)|半|一刻|整|许|钟|多)?)"
    rf"|[一二两三四五六七八九十零]{{1,3}}(?:时|点)(?:[{CN}]{{1,3}}分|半|一刻|整|许|钟|多)?)"
)

_YEAR = re.compile(
    rf"(?P<y>{_YEAR4})(?:年?{TO}(?P<y2>{_YEAR4}|(?<!\d)\d\d)(?=\s?年(?!\s?\d{{1,2}}月)))?+"
    r"\s?年(?![级薪]|代(?![表理码]))(?:度|份(?!额))?"
)
# 08年3月: two digits are a year only where a month, an end or a beginning follows; or the first is 0.
_SHORT_YEAR = re.compile(
    r"(?P<yy>[0129]\d)年(?=\d{1,2}月|[底末](?!下)|初(?![心步期级中]))|(?<![\d年—-])(?P<yy0>0\d)年(?![级代\d])"
)
# In the calendar of the Republic 114年 is 2025. Without 民国 before it, only in texts from Taiwan.
_ROC_YEAR = regex.compile(
    rf"民国\s?(?P<roc>\d{{1,3}}|元|[{CN}]{{1,4}})(?P<roc2>(?!))?\s?年(?:度)?|(?P<roc>[4-9]\d(?=年\d{{1,2}}月)|9\d(?!年代)|1[0-3]\d)(?:年?{TO}(?P<roc2>1[0-3]\d))?+年(?!来)(?:度)?"
)
_YEAR_WORD = re.compile(
    r"(?P<ry>今年|去年|大前年|前年|明年|后年|本年|上年|当年|同年|次年|翌年|来年|[上下前]一年)(?:度|份)?"
)
# 十一 is the eleventh of anything but for the days off behind it.
_FESTIVALS = listed(
    "春节 除夕 大年三十 大年初一 元宵节 元宵 龙抬头 清明节 清明 端午节 端午 七夕节 七夕 中元节 中秋节 中秋 重阳节 "
    "重阳 冬至 腊八节 腊八 国庆节 国庆 元旦节 元旦 五一国际劳动节 五一劳动节 劳动节 五一 中国农民丰收节 农民丰收节 "
    "丰收节"
)
FESTIVAL_WORDS = (*_FESTIVALS, "十一")
_FESTIVAL_NAME = r"\L<festivals>|三月三(?![日号十至到、—-])|十一(?=”?(?:黄金周|假期|长假|小长假))"
_FESTIVAL = (
    rf"(?P<open>“)?(?P<fest>{_FESTIVAL_NAME})(?(open)”)"
    rf"(?:[、和]?(?P<open2>“)?(?P<fest2>{_FESTIVAL_NAME})(?(open2)”)(?=小?长假|假期|假日|黄金周|期间))?+"
    r"(?P<off>(?:小?长假|假期|假日|黄金周|档(?![案次])|放假))?(?P<during>期间)?(?P<eve>前夕|当[天日]|夜)?"
)
_IN_MONTH = (
    rf"(?P<d>{_DAY})(?:[日号]?(?:{TO}|、(?:{_DAY}、)*|[及和])(?P<d2>{_DAY})(?=\s?[日号]))?+\s?(?:日(?![元语均]|报(?![道导检告名称]))|号(?![楼线院文令馆厅店机桌]))"
    r"|(?P<xun>[上中下]旬)|(?P<medge>底|末|初(?![步级一二三四五六七八九十])|中(?=[，、。；）)的时]))"
)
# What can follow a year, or stand without one: months and their days; other parts of a year.
MONTHS = re.compile(
    rf"(?:的|\s)?(?P<m>{_MONTH})(?:(?:月?份?{TO}|、|(?<=[四五六七八])(?=[五六七八九]\s?月))(?P<m2>{_MONTH})(?=\s?月(?!\s?\d{{1,2}}\s?[日号])))?+\s?月(?:份(?!额)|间)?"
    rf"(?![龄饼球嫂薪亮均租供刊票台坛息老捐牙])(?:\s?(?:{_IN_MONTH}))?+"
)
_QUARTERS = (
    rf"第?(?P<q>[一二三四1-4首])(?:(?:季?度?{TO}|、)第?(?P<q2>[一二三四2-4]))?\s?季度(?!假)(?P<pedge>[末底])?|第(?P<q>[一二三四1-4])季(?!稻)(?P<pedge>[末底])?|(?P<q>首)季|Q(?P<q>[1-4])(?![0-9A-Za-z])"
    r"|(?<!前)[前首头](?P<nq>[二两三23])\s?个?季度?"
)
_EDGES_OF_YEAR = (
    r"年?(?P<yedge>底|末|终(?!奖))|年?(?P<yedge>初)(?![心步期级中一二三四五六七八九十具创始衷])"
    r"|年(?P<yedge>中)(?![国央])|(?<=\d年)(?P<yedge>中)(?=[，、。；）)的前后])"
)
PARTS_OF_YEAR = regex.compile(
    rf"的?(?:{_QUARTERS}|(?P<half>[上下前后首])半年(?!报)(?P<pedge>[末底])?|[前头首](?P<nm>1[01]|[2-9]|十一?|[两二三四五六七八九])\s?(?:个月|月)(?!内)"
    rf"|(?P<cut>全年(?![龄代级])|年内)|{_EDGES_OF_YEAR}|{_FESTIVAL}|(?P<ses>全国两会)"
    r"|(?P<season>[春夏秋冬](?:季|天)|暑[假期]|寒假))",
    festivals=_FESTIVALS,
)
DAY_ALONE = re.compile(
    rf"(?P<d>{_DAY})(?:日?{TO}(?P<d2>{_DAY})(?=\s?日))?+\s?日(?![元语均游]|本(?![市报区院省县案土])|夜(?![间里，])|报(?![道导检告名称]))"
)
_SHORT_SEASON = re.compile(r"(?P<ry>今|去|明)(?P<season>[春夏秋冬])(?![季天])")
_REL_MONTH = regex.compile(
    rf"(?P<rm>)月(?P<medge>底|末|初(?![步级一二三四五六七八九十]))|(?P<rm>上上个?月|上个?月|本月|这个?月|下个?月|今个月|当月|同月|次月|翌月)份?(?![亮球饼])(?:的?(?:{_IN_MONTH}))?+"
)
_REL_DAY = regex.compile(
    r"(?P<rd>[今昨明])\s?[（(]\s?\d{1,2}\s?日?\s?[）)]\s?(?P<suffix>[日天早晚晨])?"
    r"|(?P<rd>[今昨明])(?P<suffix>[天日早晚晨夜午])|(?P<rd>大前|大后|前|后)天|(?P<rd>前)(?P<suffix>晚)"
    r"|(?P<rd>即)日(?=起|至)|(?P<rd>当|同一?|次|翌|隔|前一|第二|第2)(?P<suffix>[天日晚晨夜午])"
)
_REL_WEEK = re.compile(
    rf"(?P<rw>[上下]+|本|这)(?:个?星期|个?周|个?礼拜)(?P<wd>{WEEKDAY})?(?:{TO}(?:周|星期)?(?P<wd2>{WEEKDAY}))?(?P<wend>末)?"
)
_REL_QUARTER = re.compile(r"(?P<rq>[上下本这])(?:一|个)?季度?(?P<pedge>[末底])?")
_WEEK_DAY = re.compile(rf"(?:周(?!天)|星期|礼拜)(?P<wd>{WEEKDAY})(?:(?P<to>{TO})(?:周|星期|礼拜)?(?P<wd2>{WEEKDAY}))?")
CLOCK = re.compile(
    rf"(?:\s?[（(](?:周|星期){WEEKDAY}[）)])?\s?(?:(?P<p>{PART})(?:{TO}(?P<p2>{PART})(?![\d一二三四五六七八九十]))?)?\s?(?:大?约)?\s?"
    rf"(?:(?P<h0>[01]?\d|2[0-4])时?{TO}(?P<h>(?:[01]?\d|2[0-4]))[时点](?![\d半])|(?P<c>{_CLOCK_AT})(?:{TO}(?:次日)?(?P<p3>{PART})?(?P<c2>{_CLOCK_AT}))?)?"
)

# A cue that the sentence speaks of what is still to come.
AHEAD = re.compile(r"将(?!军|士|领|近|来)|拟|计划|预计|可望|预期|料|即将|定于|届时|力争|有望|前完成|截止|预定|预报")


# A pattern is tried only where the next character can begin it: most expressions end at a comma.
_WORD_HEADS = frozenset("今即去明昨前后大本上下同当次翌来隔这第月")
_WITHIN_HEADS = frozenset(
    "的第前首头上下后全年底末终初中 春夏秋冬暑寒“除大元龙清端七重腊国五十劳农丰一二三四六八九0123456789Qq"
)
CLOCK_HEADS = frozenset("0123456789一二三四五六七八九十两零 （(凌清拂早晨上中正午下傍晚夜深")
_SEASONS = {"春": ("SP", 3, 3), "夏": ("SU", 6, 3), "秋": ("FA", 9, 3), "冬": ("WI", 12, 3), "暑": ("SU", 7, 2)}
_FULL_FESTIVAL = {
    "大年三十": "除夕", "大年初一": "春节", "元宵": "元宵节", "清明节": "清明", "端午": "端午节", "七夕": "七夕节",
    "中秋": "中秋节", "重阳": "重阳节", "腊八": "腊八节", "国庆": "国庆节", "十一": "国庆节", "元旦节": "元旦",
    "五一": "劳动节", "五一劳动节": "劳动节", "五一国际劳动节": "劳动节",
    "农民丰收节": "中国农民丰收节", "丰收节": "中国农民丰收节",
}  # fmt: skip
_PARTS = {
    "凌": "MO", "清": "MO", "拂": "MO", "早": "MO", "晨": "MO", "上": "MO", "中": "MI", "正": "MI", "午间": "MI",
    "午后": "AF", "下": "AF", "傍": "EV", "晚": "EV", "午夜": "NI", "夜": "NI", "深": "NI",
}  # fmt: skip
_XUN = {"上": ("START", 1, 10), "中": ("MID", 11, 20), "下": ("END", 21, 31)}
_EDGES = {"底": "END", "末": "END", "终": "END", "初": "START", "中": "MID"}
WEEK_NUMBER = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}


@lru_cache(maxsize=4096)
def small_number(text: str) -> int:
    """A number of months, days, quarters: `十二`, `09`, `元` (the first)."""
    if text in "元首":
        return 1
    return int(text) if text.isdecimal() else int(number(text) or 0)


def _year(text: str) -> int:
    return int(text) if text.isdecimal() else digits_year(text) or 0


def iso(y: int | None, *parts: int) -> str:
    """`2024-09-18`, and `XXXX-09-18` where the year is not known."""
    return "-".join(["XXXX" if y is None else f"{y:04d}", *(f"{part:02d}" for part in parts)])


class MonthGroups(NamedTuple):
    """The groups of a month, or a span of months, and of what may follow it, as written."""

    month: str
    until: str | None
    day: str | None
    until_day: str | None
    third: str | None
    edge: str | None


def anchored(time: Time, by: str | None) -> Time:
    """The same time, resolved by `by`."""
    return Time(time.first, time.last, time.value, time.unit, by, time.kind, time.mod)


@lru_cache(maxsize=4096)
def months_of(g: MonthGroups, y: int | None) -> Time | None:
    """A month or a span of months, with what follows it, in year `y`."""
    month = small_number(g.month)
    if g.until is None:
        return _month_part(g, y, month)
    until = small_number(g.until)
    if g.day or until < month:
        return None
    whole = calendar.months(y, month, until - month + 1) if y is not None else None
    return _over(whole, f"{iso(y, month)}/{iso(y, until)}", "month", kind="DURATION")


def _month_part(g: MonthGroups, y: int | None, month: int) -> Time | None:
    """What follows a month: a day, days, a third of it, its end or beginning; the month itself where nothing does."""
    if g.day:
        return days_of(y, month, small_number(g.day), small_number(g.until_day) if g.until_day else None)
    value = iso(y, month)
    whole = calendar.months(y, month) if y is not None else None
    if g.third:
        mod, first, last = _XUN[g.third[0]]
        if whole is None:
            return Time(None, None, value, "tenday", mod=mod)
        end = whole[0].replace(day=min(last, whole[1].day))
        return Time(whole[0].replace(day=first), end, value, "tenday", mod=mod)
    if g.edge:
        return _edge(whole, value, "month", _EDGES[g.edge])
    return _over(whole, value, "month")


def _over(
    whole: calendar.Interval | None, value: str | None, unit: str, anchor: str | None = None, kind: str = "DATE"
) -> Time:
    """The time that fills an interval, known or not."""
    return Time(whole[0] if whole else None, whole[1] if whole else None, value, unit, anchor, kind)


@lru_cache(maxsize=4096)
def days_of(y: int | None, month: int, d: int, d2: int | None) -> Time | None:
    if y is None:
        value = iso(y, month, d) + (f"/{iso(y, month, d2)}" if d2 else "")
        return Time(None, None, value, "day", kind="DURATION" if d2 else "DATE")
    first = calendar.day(y, month, d)
    if first is None:
        return None
    value = f"{y:04d}-{month:02d}-{d:02d}"
    if not d2:
        return Time(first, first, value, "day")
    last = calendar.day(y, month, d2)
    return Time(first, last, f"{value}/{last}", "day", kind="DURATION") if last and last > first else None


@lru_cache(maxsize=4096)
def _whole_year(y: int, anchor: str | None) -> Time:
    return _over(calendar.year(y), f"{y:04d}", "year", anchor)


@lru_cache(maxsize=4096)
def day_time(day: date, anchor: str | None) -> Time:
    """One day."""
    return Time(day, day, str(day), "day", anchor)


def _at_hours(time: Time, value: str | None) -> Time:
    return Time(time.first, time.last, value, "part", time.anchor, "TIME", time.mod)


def _edge(whole: calendar.Interval | None, value: str, unit: str, mod: str) -> Time:
    """The end of a unit leaves its beginning open (`6月底`), the beginning its end; the middle is somewhere in it."""
    first, last = whole or (None, None)
    return Time(None if mod == "END" else first, None if mod == "START" else last, value, unit, mod=mod)


def part_of_year(m: regex.Match[str], y: int | None) -> Time | None:
    """A quarter, half, season, end, festival … of year `y`."""
    value = iso(y)
    if m["q"] or m["nq"]:
        quarter = 1 if m["nq"] else small_number(m["q"])
        until = small_number(m["nq"] or m["q2"] or m["q"])
        if until < quarter:
            return None
        whole = calendar.months(y, quarter * 3 - 2, (until - quarter + 1) * 3) if y is not None else None
        if m["pedge"]:
            return _edge(whole, f"{value}-Q{until}", "quarter", "END")
        if until == quarter:
            return _over(whole, f"{value}-Q{quarter}", "quarter")
        return _over(whole, f"{value}-Q{quarter}/{value}-Q{until}", "quarter", kind="DURATION")
    if m["half"]:
        half = 2 if m["half"] in "下后" else 1
        whole = calendar.months(y, half * 6 - 5, 6) if y is not None else None
        if m["pedge"]:
            return _edge(whole, f"{value}-H{half}", "half", "END")
        return _over(whole, f"{value}-H{half}", "half")
    if m["nm"]:
        count = small_number(m["nm"])
        whole = calendar.months(y, 1, count) if y is not None else None
        return _over(whole, f"{iso(y, 1)}/{iso(y, count)}", "month", kind="DURATION")
    whole_year = calendar.year(y) if y is not None else None
    if m["cut"]:
        return _over(whole_year, value, "year")
    if m["yedge"]:
        return _edge(whole_year, value, "year", _EDGES[m["yedge"]])
    if m["fest"]:
        return _festival(m, y)
    if m["ses"]:
        found = calendar.meetings().get(f"{y}两会")
        return Time(*found, f"{found[0]}/{found[1]}", "session") if found else _over(whole_year, value, "year")
    code, month, count = _SEASONS.get(m["season"][0], ("WI", 0, 0))
    whole = calendar.months(y, month, count) if y is not None and count else None
    return _over(whole, f"{value}-{code}", "season")


def _festival(m: regex.Match[str], y: int | None) -> Time | None:
    name = _FULL_FESTIVAL.get(m["fest"], m["fest"])
    free = bool(m["off"] or m["during"])
    if y is None:
        return Time(None, None, None, "festival", kind="DURATION" if free else "DATE")
    day = calendar.festival(name, y)
    if free:
        found = calendar.holiday("春节" if name == "除夕" else name, y)
        if found and m["fest2"]:
            other = calendar.holiday(_FULL_FESTIVAL.get(m["fest2"], m["fest2"]), y)
            found = (min(found[0], other[0]), max(found[1], other[1])) if other else found
        if found:
            return Time(*found, f"{found[0]}/{found[1]}", "holiday", kind="DURATION")
        return Time(day, day, str(day) if day else None, "festival")
    if day and m["eve"] == "前夕":
        return Time(None, day, str(day), "festival", mod="BEFORE")
    return Time(day, day, str(day) if day else None, "festival")


_YEARS_FROM_THIS = {
    "今年": 0, "本年": 0, "去年": -1, "前年": -2, "大前年": -3, "明年": 1, "来年": 1, "后年": 2,
}  # fmt: skip
_YEARS_FROM_THAT = {"次年": 1, "翌年": 1, "下一年": 1, "前一年": -1}


def year_word(s: State, word: str, at: int) -> tuple[int | None, str | None]:
    """The year that 今年, 上年, 同年 … point at, and what says so."""
    step = _YEARS_FROM_THIS.get(word)
    if step is not None:
        return (None, None) if s.this_year is None else (s.this_year + step, s.this_year_by)
    if word in ("上年", "上一年"):
        if is_framed(s, at) and s.frame is not None:
            return s.frame - 1, "previous"
        base = s.title_year if s.title_year is not None else s.this_year
        return (
            (None, None)
            if base is None
            else (base - 1, "year-in-title" if s.title_year is not None else s.this_year_by)
        )
    if s.frame is None or at - s.frame_at > 400:
        return None, None
    return s.frame + _YEARS_FROM_THAT.get(word, 0), "previous"


def is_framed(s: State, at: int) -> bool:
    """Whether a year named before still holds at `at`: to the end of its sentence, of the next one if it opened one."""
    if s.frame is None or at - s.frame_at > 300:
        return False
    between = s.text[s.frame_at : at]
    return "\n" not in between and between.count("。") <= s.frame_opens


def _is_ahead(s: State, at: int, end: int) -> bool:
    """Whether the sentence around speaks of what is still to come. 3月前 sets a term."""
    text = s.text
    if text.startswith("前", end):
        return True
    near = max(at - 20, 0)
    start = max(text.rfind("。", near, at), text.rfind("\n", near, at), text.rfind("，", near, at), near)
    far = end + 20
    stop = min((p for p in (text.find("。", end, far), text.find("\n", end, far)) if p >= 0), default=far)
    return AHEAD.search(text, start, stop) is not None


def settle(s: State, at: int, end: int, build: Callable[[int | None], Time | None], base: Time | None) -> Time | None:
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
        return found and anchored(found, base.anchor)
    if s.frame is not None and is_framed(s, at):
        found = build(s.frame)
        if found and _turns_the_year(s, found):
            found = build(s.frame + 1)
        return found and anchored(found, "previous")
    if s.now is None:
        if s.this_year is not None:
            found = build(s.this_year)
            return found and anchored(found, s.this_year_by)
        return build(None)
    if s.this_year_by == "year-in-title":
        found = build(s.this_year)
        return found and anchored(found, s.this_year_by)
    now = s.now
    ahead: bool | None = None
    best: tuple[float, Time] | None = None
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
        if distance > 20 and not ahead and found.value and found.value.startswith(f"{y:04d}-01/"):
            # 1-11月 is reported when it is over.
            continue
        if distance > 0:
            cost = distance * 0.5 if ahead else distance * 2 + (200 if y > now.year else 0)
        else:
            cost = -distance * (1.5 if ahead else 1)
        if best is None or cost < best[0]:
            best = cost, found
        # So near a day no other year can beat.
        if -80 < distance < 60:
            break
        if y == now.year and -200 < distance <= 0 and found.unit != "festival" and not s.text.startswith("前", end):
            break
    return anchored(best[1], s.now_by) if best else build(None)


def _turns_the_year(s: State, time: Time) -> bool:
    """Whether a story that has come to December goes on in January: 2022年12月23日达到峰值，1月12日回落."""
    last = s.last.first if s.last and s.last.unit in ("day", "month") else None
    if last is None or time.first is None or s.now is None or last.year != time.first.year or last.year >= s.now.year:
        return False
    return (last - time.first).days > 180 and last.month >= 10


_WIRE = ("电", "讯", "综合", "专电", "外电")


def _settle_day(s: State, at: int, end: int, d: int, d2: int | None, base: Time | None) -> Time | None:
    """A day of the month alone: in the month of the day before it, or in the one nearest to the article's day."""
    start = base and (base.first or base.last)
    if start:
        for index in range(2):
            y, month = divmod(start.year * 12 + start.month - 1 + index, 12)
            found = days_of(y, month + 1, d, d2)
            if found and found.last and found.last >= start:
                return anchored(found, base.anchor if base else None)
        return None
    near = s.day if s.day and s.day.first and at - s.day_at <= 300 and "\n" not in s.text[s.day_at : at] else None
    if near and s.now and ((d == s.now.day and not d2) or s.text.startswith(_WIRE, end)):
        # 台北28日电 dates the report, whatever was spoken of before it.
        near = None
    by: str | None
    if near and near.first and (s.now is None or abs((near.first - s.now).days) > 3):
        centre, by, weight = near.first, "previous", 0.5
    elif s.now is not None:
        centre, by, weight = s.now, s.now_by, 2.0
    elif near and near.first:
        centre, by, weight = near.first, "previous", 0.5
    else:
        value = f"XXXX-XX-{d:02d}" + (f"/XXXX-XX-{d2:02d}" if d2 else "")
        return Time(None, None, value, "day", kind="DURATION" if d2 else "DATE")
    if centre.day < d and weight == 2.0 and _is_ahead(s, at, end):
        weight = 0.5
    best: tuple[float, Time] | None = None
    for step in (0, -1, 1):
        y, month = divmod(centre.year * 12 + centre.month - 1 + step, 12)
        found = days_of(y, month + 1, d, d2)
        if found and found.first:
            distance = (found.first - centre).days
            cost = distance * weight if distance > 0 else -distance
            if best is None or cost < best[0]:
                best = cost, found
            if step == 0 and weight == 2.0 and -14 < distance <= 0:
                break
    return anchored(best[1], by) if best else None


def _clause_end(text: str, at: int) -> int:
    return min(
        (p for p in (text.find(mark, at, at + 20) for mark in "，。\n；") if p >= 0), default=min(at + 20, len(text))
    )


def point_at(s: State, at: int, base: Time | None = None) -> tuple[Time, int, bool] | None:
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
        republic = _ROC_YEAR.match(text, at)
        return _republic_point(s, republic) if republic else None
    elif char in "一二":
        year = _YEAR.match(text, at)
        if year:
            return _year_point(s, year)
    return _without_year(s, at, base)


# 有期徒刑28年6月 is a term, not a month.
_SENTENCED = re.compile(r"(?:[刑判役押禁]|执行)[^，。；：\n\d]{0,6}$")


def _digit_point(s: State, at: int, base: Time | None) -> tuple[Time, int, bool] | None:
    text = s.text
    if text[at : at + 4].isdecimal():
        full = _YEAR.match(text, at)
        if full:
            return _year_point(s, full)
        if text.startswith(("上半年", "下半年", "全年", "Q"), at + 4):
            return _in_year(s, at + 4, int(text[at : at + 4]), None)
    elif text[at + 2 : at + 3] == "年" and not s.taiwan:
        short = None if _SENTENCED.search(text, max(at - 12, 0), at) else _SHORT_YEAR.match(text, at)
        if short:
            digits = short["yy"] or short["yy0"]
            year = int(digits) + (1900 if digits[0] == "9" else 2000)
            return _in_year(s, short.end(), year, None)
    if s.taiwan:
        republic = _ROC_YEAR.match(text, at)
        if republic:
            return _republic_point(s, republic)
    return _without_year(s, at, base)


def _without_year(s: State, at: int, base: Time | None) -> tuple[Time, int, bool] | None:
    """A month, a day, a part of a year that does not say which."""
    near = s.text[at : at + 14]
    m = MONTHS.match(s.text, at) if "月" in near else None
    if m:
        g, end = MonthGroups(*m.groups()), m.end()
        time = settle(s, at, end, lambda y: months_of(g, y), base)
        return time and (time, end, False)
    m = DAY_ALONE.match(s.text, at) if "日" in near else None
    if m:
        if _is_lapse_of_days(s.text, at, m.end(), m["d"]):
            return None
        time = _settle_day(s, at, m.end(), small_number(m["d"]), small_number(m["d2"]) if m["d2"] else None, base)
        return time and (time, m.end(), False)
    part = PARTS_OF_YEAR.match(s.text, at) if near[:1] in _WITHIN_HEADS else None
    if part is None:
        return None
    if base is None and (part["cut"] or part["yedge"]):
        time = _this_year(s, at, part)
        moment = time and (time.last or time.first)
        return time and (time, part.end(), bool(moment and moment.year != s.this_year))
    time = settle(s, at, part.end(), lambda y: part_of_year(part, y), base)
    return time and (time, part.end(), False)


_DAYS_AFTER = re.compile(
    r"之?以?内(?![容部需外地在涵会])|之?以?后(?![期续来勤备市台方果者代天年卫半疫盾援端面遗])|间(?!接|隔)"
)
DAYS_BEFORE = re.compile(
    r"(?:[出满足逾限需延历少余过有慢快早晚]|(?<!中)共|(?<![干旺休里])达|延长|少于|多于|低于|提前|期限为?|为期|[留住]院|隔离|停[工课业]|[请放休]假|拘留|长达|开庭|届满|期满|举行的?|召开的?|选举)$"
)


def _is_lapse_of_days(text: str, at: int, end: int, day: str) -> bool:
    """三十日内 and 满30日 count days; 30日 on its own is one."""
    if _DAYS_AFTER.match(text, end) or DAYS_BEFORE.search(text, max(at - 3, 0), at) or text.endswith("年的", 0, at):
        return True
    # 三日 is as often three days: a day of the month only at the head of a clause, or before the part of the day.
    return not day.isdecimal() and not (
        text.startswith(("电", "上午", "下午", "晚", "凌晨", "早", "中午", "夜"), end)
        or at == 0
        or text[at - 1] in "，。\n；（("
    )


_AGAINST_LAST_YEAR = re.compile(r"[^。\n]{0,40}[比较](?:上|去)年")


def _looks_back(s: State, at: int) -> bool:
    """Whether 全年 in a text of the first months is the year just over: it was just spoken of, or is compared."""
    last = s.last.last if s.last and s.last.unit in ("month", "quarter", "year") and s.last_at > at - 200 else None
    spoken = last.year if last else s.frame if at - s.frame_at < 3000 else None
    if s.now is not None and spoken == s.now.year - 1:
        return True
    return _AGAINST_LAST_YEAR.match(s.text, at) is not None


def _this_year(s: State, at: int, m: regex.Match[str]) -> Time | None:
    """全年, 年底: of the year that the sentence or the title speaks of, else of the article's."""
    by: str | None
    if is_framed(s, at):
        y, by = s.frame, "previous"
    elif s.now and s.now.month <= 3 and s.title_year is None and _looks_back(s, at):
        y, by = s.now.year - 1, s.now_by
    elif s.title_year is not None:
        y, by = s.title_year, "year-in-title"
    else:
        y, by = s.this_year, s.this_year_by
    found = part_of_year(m, y)
    return found and anchored(found, by)


def _year_point(s: State, m: re.Match[str]) -> tuple[Time, int, bool] | None:
    year = _year(m["y"])
    if not m["y2"]:
        return _in_year(s, m.end(), year, None)
    until = _year(m["y2"])
    until += year // 100 * 100 if until < 100 else 0
    return _years(year, until, m.end())


def _republic_point(s: State, m: regex.Match[str]) -> tuple[Time, int, bool] | None:
    year = 1911 + small_number(m["roc"])
    return _years(year, 1911 + int(m["roc2"]), m.end()) if m["roc2"] else _in_year(s, m.end(), year, None)


def _years(year: int, until: int, end: int) -> tuple[Time, int, bool] | None:
    if not year <= until <= 9990:
        return None
    return Time(date(year, 1, 1), date(until, 12, 31), f"{year}/{until}", "year", kind="DURATION"), end, True


def _in_year(s: State, end: int, year: int | None, anchor: str | None) -> tuple[Time, int, bool] | None:
    """A year, with its month, day or part behind it, if any."""
    if year is not None and not 1 <= year <= 9990:
        return None
    if s.text[end : end + 1] in _WITHIN_HEADS:
        m = MONTHS.match(s.text, end)
        time = months_of(MonthGroups(*m.groups()), year) if m else None
        if m and time:
            return anchored(time, anchor) if anchor else time, m.end(), True
        part = PARTS_OF_YEAR.match(s.text, end)
        time = part_of_year(part, year) if part and part["half"] not in ("前", "后") else None
        if part and time:
            return anchored(time, anchor) if anchor else time, part.end(), True
    if year is None:
        return Time(None, None, "XXXX", "year"), end, False
    return _whole_year(year, anchor), end, True


def _word_point(s: State, at: int, base: Time | None) -> tuple[Time, int, bool] | None:
    text = s.text
    day = None if text[at + 1 : at + 2] == "年" else _REL_DAY.match(text, at)
    if day:
        return _day_word(s, day, base)
    m = _YEAR_WORD.match(text, at)
    if m:
        year, by = year_word(s, m["ry"], at)
        if base and base.first and m["ry"] in ("同年", "当年", "次年", "翌年"):
            year, by = base.first.year + _YEARS_FROM_THAT.get(m["ry"], 0), base.anchor
        found = _in_year(s, m.end(), year, by)
        if found and found[0].value == "XXXX" and m["ry"] == "当年":
            return found[0]._replace(value="PAST_REF"), found[1], False
        return found
    of_month = _REL_MONTH.match(text, at)
    if of_month:
        return _month_word(s, of_month)
    m = _REL_WEEK.match(text, at)
    if m:
        return _week_word(s, m)
    m = _REL_QUARTER.match(text, at)
    if m:
        return _quarter_word(s, m)
    m = _SHORT_SEASON.match(text, at)
    if m:
        year, by = year_word(s, m["ry"] + "年", at)
        code, month, count = _SEASONS[m["season"]]
        whole = calendar.months(year, month, count) if year is not None else None
        return _over(whole, f"{iso(year)}-{code}", "season", by), m.end(), False
    return None


# 今天 and 昨天 count from the article's day, 当天 and 次日 (and 翌, 隔, 第二: one day on) from the last day mentioned.
_DAYS_FROM_TODAY = {"今": 0, "即": 0, "昨": -1, "明": 1, "前": -2, "后": 2, "大前": -3, "大后": 3}
_DAYS_FROM_THAT = {"当": 0, "同": 0, "同一": 0, "前一": -1}
_VAGUE_DAYS = {"今": "PRESENT_REF", "昨": "PAST_REF", "前": "PAST_REF", "明": "FUTURE_REF", "后": "FUTURE_REF"}


def _day_word(s: State, m: regex.Match[str], base: Time | None) -> tuple[Time, int, bool] | None:
    word, suffix = m.group("rd", "suffix")
    day: date | None
    by: str | None
    step = _DAYS_FROM_TODAY.get(word)
    if word == "第二" and s.last and s.last.unit == "holiday" and s.last_at == m.start() and s.last.first:
        # 端午假期第二天
        day, by, step = s.last.first, "previous", 1
    elif step is None:
        if word[0] == "第" and s.text[m.start() - 1 : m.start()] == "续":
            return None
        centre = base or (s.day if s.day and m.start() - s.day_at <= 400 else None)
        day = centre and (centre.last or centre.first)
        by, step = "previous", _DAYS_FROM_THAT.get(word, 1)
    else:
        day, by = s.now, s.now_by
    if day and step:
        day = calendar.shift(day, days=step)
    # The part of the day, and the hour behind it, are read with those of any other day.
    parted = suffix in ("早", "晚", "晨", "夜")
    if day is None:
        return Time(None, None, _VAGUE_DAYS.get(word), "day"), m.end() - parted, False
    time = day_time(day, by)
    if parted:
        return time, m.end() - 1, False
    hour = CLOCK.match(s.text, m.end()) if suffix == "午" else None
    if hour and hour["c"] and not hour["p"]:
        # 昨午3时 is in the afternoon, 今午11时 before noon.
        clock = _hour(hour["c"], None)
        clock = _hour(hour["c"], "下午") if clock and int(clock[:2]) < 10 else clock
        return _at_hours(time, f"{day}T{clock}"), hour.end(), False
    if suffix == "午":
        return _at_hours(time, f"{day}TMI"), m.end(), False
    return time, m.end(), False


def _same_paragraph(s: State, at: int) -> bool:
    return "\n" not in s.text[s.month_at : at]


def _month_word(s: State, m: regex.Match[str]) -> tuple[Time, int, bool] | None:
    word = m["rm"].replace("个", "")
    if word in ("当月", "同月", "次月", "翌月"):
        near = s.last if s.last and "\n" not in s.text[s.last_at : m.start()] else None
        if near and near.unit in ("year", "half", "quarter", "season") and s.month and _same_paragraph(s, m.start()):
            near = s.month
        centre, by = (near.last or near.first if near else None), "previous"
    elif (
        word == "上月"
        and s.text[m.start() - 1 : m.start()] in ("比", "较")
        and s.month
        and _same_paragraph(s, m.start())
    ):
        # 8月份价格…比上月上涨: the month before the one reported on, not before the article's.
        centre, by = s.month.first, "previous"
    else:
        centre, by = s.now, s.now_by or ""
    step = {"上上月": -2, "上月": -1, "下月": 1, "次月": 1, "翌月": 1}.get(word, 0)
    month = centre and calendar.shift(centre.replace(day=1), by_months=step)
    if month is None:
        return Time(None, None, "XXXX-XX", "month"), m.end(), False
    g = MonthGroups("", None, m["d"], m["d2"], m["xun"], m["medge"])
    time = _month_part(g, month.year, month.month)
    return time and (anchored(time, by or None), m.end(), False)


def _quarter_word(s: State, m: re.Match[str]) -> tuple[Time, int, bool] | None:
    if s.now is None:
        return Time(None, None, "XXXX-QX", "quarter"), m.end(), False
    index = s.now.year * 4 + (s.now.month - 1) // 3 + {"上": -1, "下": 1}.get(m["rq"], 0)
    year, quarter = index // 4, index % 4
    whole, value = calendar.months(year, quarter * 3 + 1, 3), f"{year}-Q{quarter + 1}"
    time = _edge(whole, value, "quarter", "END") if m["pedge"] else _over(whole, value, "quarter")
    return anchored(time, s.now_by), m.end(), False


def _week_word(s: State, m: re.Match[str]) -> tuple[Time, int, bool] | None:
    step = {"上": -1, "下": 1}.get(m["rw"][0], 0) * (len(m["rw"]) if m["rw"][0] in "上下" else 1)
    if s.now is None:
        return Time(None, None, "XXXX-WXX", "week"), m.end(), False
    first, last = calendar.week(s.now, step)
    if m["wd"] or m["wend"]:
        day = first + timedelta(days=WEEK_NUMBER[m["wd"] or "末"])
        until = (
            first + timedelta(days=WEEK_NUMBER[m["wd2"]])
            if m["wd2"]
            else day + timedelta(days=1)
            if m["wend"]
            else None
        )
        if until and until > day:
            return Time(day, until, f"{day}/{until}", "day", s.now_by, "DURATION"), m.end(), False
        return Time(day, day, str(day), "day", s.now_by), m.end(), False
    week = first.isocalendar()
    return Time(first, last, f"{week.year}-W{week.week:02d}", "week", s.now_by), m.end(), False


# 周一收集、周三会商: what is done on which day of any week; 逢周一.
_ROTA_ON = re.compile(r"[^，。；、\n周期]{1,8}、(?:每?周|星期)[一二三四五六日天]")
_ROTA_BACK = re.compile(r"(?:(?:周|星期)[一二三四五六日天][^，。；、\n周期]{1,8}、|[逢每])$")


_DAY_IN_BRACKETS = re.compile(r"\s?[（(](?P<d>\d{1,2})日")


def _is_rota(text: str, at: int, end: int) -> bool:
    return _ROTA_ON.match(text, end) is not None or _ROTA_BACK.search(text, max(at - 13, 0), at) is not None


def _weekday_point(s: State, at: int) -> tuple[Time, int, bool] | None:
    m = _WEEK_DAY.match(s.text, at)
    if m is None:
        return None
    number_of = WEEK_NUMBER[m["wd"]]
    if m["wd2"]:
        value = f"XXXX-WXX-{number_of + 1}/XXXX-WXX-{WEEK_NUMBER[m['wd2']] + 1}"
        return Time(None, None, value, "week", kind="SET"), m.end(), False
    if s.now is None:
        return Time(None, None, f"XXXX-WXX-{number_of + 1}", "day"), m.end(), False
    if _is_rota(s.text, at, m.end()):
        return Time(None, None, f"XXXX-WXX-{number_of + 1}", "week", kind="SET"), m.end(), False
    behind = (s.now.weekday() - number_of) % 7
    day = s.now - timedelta(days=behind)
    if behind and AHEAD.search(s.text, max(s.text.rfind("，", 0, at), at - 12, 0), _clause_end(s.text, m.end())):
        day += timedelta(weeks=1)
    named = _DAY_IN_BRACKETS.match(s.text, m.end())
    if named:
        # 周日（22日）: the number settles which week.
        weeks = (day + timedelta(weeks=step) for step in (0, 1, -1, 2, -2))
        day = next((near for near in weeks if near.day == int(named["d"])), day)
    return Time(day, day, str(day), "day", s.now_by), m.end(), False


def with_clock(s: State, time: Time, end: int) -> tuple[Time, int]:
    """The part of the day and the hour behind a day, if any: `9月25日上午9时30分`."""
    if s.text[end : end + 1] not in CLOCK_HEADS:
        return time, end
    if s.text.startswith(("早些时候", "晚些时候"), end):
        return time, end + 4
    m = CLOCK.match(s.text, end)
    if m is None or not (m["p"] or m["h0"] or m["c"]):
        return time, end
    return clocked(m, time) or (time, end)


def clocked(m: re.Match[str], time: Time) -> tuple[Time, int] | None:
    day = time.value[:10] if time.value and time.unit in ("day", "part") and "-" in time.value else "XXXX-XX-XX"
    part = m["p"]
    if m["h0"]:
        if int(m["h0"]) == 0 and int(m["h"]) == 24:
            return time, m.end()
        hours = f"{day}T{_hour(m['h0'], part)}/{day}T{_hour(m['h'], part)}"
        return _at_hours(time, hours), m.end()
    if m["c"]:
        clock = _hour(m["c"], part)
        if clock is None:
            # 昨晚八九点: the evening at least is said.
            return (_at_hours(time, f"{day}T{_part(part)}"), m.end("p")) if part else None
        if not m["c2"]:
            about = m["c"][-1] in "许多"
            time = (
                Time(time.first, time.last, time.value, time.unit, time.anchor, time.kind, "APPROX") if about else time
            )
            return _at_hours(time, f"{day}T{clock}"), m.end()
        until = _hour(m["c2"], m["p3"] or part)
        if until is None:
            return None
        return _at_hours(time, f"{day}T{clock}/{day}T{until}"), m.end()
    code = f"{day}T{_part(part)}"
    if m["p2"]:
        code += f"/{day}T{_part(m['p2'])}"
    return _at_hours(time, code), m.end()


def _part(word: str) -> str:
    return _PARTS.get(word[:2]) or _PARTS[word[0]]


_HOUR = re.compile(
    rf"(?P<h>\d{{1,2}}|[{CN}两零]{{1,3}})[:：时点點]?(?:(?P<mi>[0-5]?\d|[{CN}]{{1,3}})分?|(?P<half>半)|(?P<quarter>一刻))?"
)


def _hour(text: str, part: str | None) -> str | None:
    """`9时30分` in the afternoon → `21:30`; full hours have no minutes, as in TIMEX3's `T09`."""
    m = _HOUR.match(text)
    if m is None:
        return None
    hour = small_number(m["h"])
    # 两三点钟 is no hour of the clock.
    if hour > 24 or (hour == 0 and m["h"] not in ("0", "00", "零")):
        return None
    if (part and hour < 12 and _part(part) in ("AF", "EV")) or (part and part[0] in "夜深" and 6 <= hour < 12):
        hour += 12
    if part and hour == 12 and part[0] == "凌":
        hour = 0
    if part and hour == 12 and _part(part) in ("EV", "NI"):
        hour = 24
    minute = 30 if m["half"] else 15 if m["quarter"] else small_number(m["mi"]) if m["mi"] else None
    return f"{hour:02d}" if minute is None else f"{hour:02d}:{minute:02d}"
