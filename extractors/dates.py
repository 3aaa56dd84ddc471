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
from datetime import date, datetime, timedelta
from string import ascii_letters
from typing import NamedTuple

import regex

from extractors import _calendar as calendar
from extractors._example import Example
from extractors._lapses import (
    LAPSE,
    LAPSE_AFTER,
    RUN_BEFORE,
    UNITS,
    Lapse,
    LapseGroups,
    about_before,
    is_no_lapse,
    lapse_of,
    moved_back,
    quantity,
)
from extractors._numbers import number
from extractors._own_time import ISO_DAY, STAMP_BEHIND, is_stamp, state_of
from extractors._times import (
    AHEAD,
    CLOCK,
    CLOCK_HEADS,
    CN,
    DAY_ALONE,
    MONTHS,
    PART,
    PARTS_OF_YEAR,
    TO,
    WEEK_NUMBER,
    WEEKDAY,
    MonthGroups,
    State,
    Time,
    clocked,
    days_of,
    is_framed,
    iso,
    months_of,
    part_of_year,
    point_at,
    settle,
    small_number,
    with_clock,
    year_word,
)
from extractors._triggers import NUMBER_CHARS, TRIGGERS, decimal_start, in_title, number_start, scan
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


# ---- Patterns ----------------------------------------------------------------------

_FISCAL = regex.compile(
    r"(?P<y>(?:19|20)\d\d)(?:\s?[-/／—–至]\s?|年?至)(?P<y2>(?:20)?\d\d)\s?(?P<what>(?:财政|财务|课税|学)?年度?(?<=度)|学年|(?<=/\d\d\s?)年(?!\d))"
)
# 21世纪海上丝绸之路, 新世纪出版社: the century is part of a name.
_NO_NAME = r"(?!经济|创新|出版|报|公园|大道|坛|海上丝|[^，。；、的\n以来初末中]{0,6}(?:计划|论坛|议程|集团|公司))"
_CENTURY = re.compile(
    rf"(?:(?P<c>[12]\d|[{CN}]{{1,3}})世纪{_NO_NAME}|(?P<rc>上个?|本|新)世纪{_NO_NAME})(?P<dec>(?:[1-9]0|[二三四五六七八九]十)年代)?(?P<edge>初(?:期|叶)?|中(?:叶|期)|末(?:期|叶)?|前半叶|后半叶)?"
)
_DECADE = re.compile(
    r"(?P<dec>(?:(?:19|20)?[1-9]0|(?:19|20)00|[二三四五六七八九]十)年代)(?P<edge>[初末]期?|[中后前]期)?"
)
_DECADES_BEFORE = re.compile(r"(?<!\d)(?P<dec>[1-9]0)(?:年代)?[至到、—-]$")
_PLAN = re.compile(
    r"[“\"]?(?P<n>十[一二三四五六七八]?|[一二三四六七八九])五[”\"]?"
    r"(?:(?:规划|计划)?的?(?P<one>开局之年|开局年|首年|第一年|元年|收官之年|收官年|最后一年)"
    r"|(?P<tail>末[年期]?|后期|初期?|中期|以来|期间|时期|规划|计划)?(?P<end>末)?(?P<from>以来)?)"
)
_MEETING = regex.compile(
    rf"(?P<party>中国共产党|党的|中共)?第?(?P<n>[{CN}]{{1,3}})(?:大(?!以?上)|届(?P<k>[{CN}])中全会|届?(?P<npc>全国人大|全国政协)(?P<k>[{CN}])次会议|次全国代表大会)(?P<since>以来)?(?P<gap>召开|闭幕)?(?P<after>[之以]后|后(?![期续勤备方代]))?"
)
_AFTER = re.compile(
    r"(?P<since>以来|(?:起|开始)?(?:至今|[到至](?:现在|如今|目前(?:为止)?))|迄今|(?<=年)来(?=[，,共]|我国|全[国省市县区]|累计|已))|(?P<from>(?:正式)?开始(?=实施|施行|执行)|起(?![点来步草到诉码义飞源初伏火薪重降床居家])|之?日起)|(?P<after>之后|以后|后(?![期续来勤备市台方果者代天年卫半疫盾援端面遗]))"
    r"|(?P<before>之前|以前|前(?![后期往来去景沿列述线台端进行锋身提途夕任瞻两三几]|\d))|(?P<during>期间|时期)|(?P<inside>之内|以内|内(?![容部需外地在涵会]))|(?P<approx>左右|前后)|止(?![步于血痛损])"
)
_EVERY = re.compile(
    r"每逢?(?:隔)?(?P<n>\d{1,3}|[一二两三四五六七八九十半]{1,3})?(?P<u>周末|个?节假日|个?学期|个?季度|季(?=[，度])|年度?|个?月|周|个?星期|天|日|个?工作日|个?小时|分钟|晚|夜|周末|个?节假日|到假期|逢?假期)"
    rf"(?P<wd>(?<=[周期]){WEEKDAY}(?:[、至到和及—-]+(?:周|星期)?{WEEKDAY})*(?![次个级]))?"
)
_EVERY_ONE = re.compile("一[题主课星评练学讲考查品赛策访议节歌]")
_SETS = re.compile(r"(?P<u>逐年|逐月|逐日|周末|双休日|节假日|寒暑假|一年一度|年复一年|日复一日)")
_PRESENT = re.compile(
    r"(?:截[至止]到?|到|直到)?(?:目前(?:为止)?|当前(?![往来去])|现在|如今|眼下|现今|当下|现阶段|时下)|现时|迄今(?:为止)?|截至发稿时?|(?P<loose>这[两几些][天日]|这段时间|近段时间)"
)
_PAST = re.compile(
    r"近年来?|近些年来?|近几年来?|最近几年来?|这些年来?|近日|近期|近来|日前|最近(?:一段时间)?|前不久|不久前|此前|先前|早前|以往|以前|前几天|前些天|前些年|前段时间|近一段时间以?来?|"
    r"一段时间以来|长期以来|多年来|连日来|一直以来|日来|往年|稍早(?:前)?|过去几年"
)
_FUTURE = re.compile(r"今后(?:一[个段]时[期间])?|未来(?:一[个段]时[期间]|几[年天]|数[年天])?|不久的将来|将来|日后")
# 自 is a part of many words, as 自己 and 自治.
_SINCE = re.compile(
    r"自从?[^，。；！？、\n“”（）()自]{2,22}$|自(?![己动治身主觉然信由愿来我家助费查救评])[^，。；！？\n（）()自]{2,34}$"
)
# What is counted on the way is a figure, which the expression leaves outside.
_COUNTS = re.compile(r"[\d两三四五六七八九十百千][个项家名支条次场批类]")
_QUOTED = re.compile(r"“[^”]*”")
_CLAUSE = re.compile(r"[^，。；！？、：\n“”「」『』（）()《》\s]{2,16}$")
# 长久以来 and 有史以来 count from no event.
_EVER = re.compile(r"(?:长[久期]|一路|一贯|一向|历|有史|自?古|近代|多年|长时间)$")
_HAS_TIME = re.compile(r"[\d年月日]|[一二十]大$|中全会$")


# ---- Points of time ----------------------------------------------------------------------

_JOIN_HEADS = frozenset("起开至到-—–－―~～─ ")
_AFTER_HEADS = frozenset("止以至到迄开正起之后前期时内左来")


def _span(s: State, time: Time, end: int, named: bool) -> tuple[Time, int, bool]:
    """The second end of a span: `9月25日至10月3日`, `去年10月到今年3月`."""
    m = _JOIN.match(s.text, end)
    if m is None or time.kind == "SET":
        return time, end, named
    found = point_at(s, m.end(), time)
    if found is None:
        return time, end, named
    until, stop, second = found
    if until.unit == "day":
        named_day = _DAY_NAMED.match(s.text, stop)
        stop = named_day.end() if named_day else stop
    if until.kind == "SET" or (until.unit == "festival" and m.group().strip() not in ("至", "到")):
        return time, end, named
    if until.unit == "day":
        until, stop = with_clock(s, until, stop)
    first, last = time.first or time.last, until.last or until.first
    if first and last and last < first:
        return time, end, named
    left, right = (time.value or "").split("/")[0], (until.value or "").split("/")[-1]
    # 昨日至今日 in a text without a day of its own names no stretch that ISO could write.
    value = None if left[-4:] in ("", "_REF") or right[-4:] in ("", "_REF") else f"{left}/{right}"
    unit = until.unit if until.unit != "part" else "day"
    return (
        Time(
            first if last else None,
            last if first else None,
            value,
            unit,
            time.anchor or until.anchor,
            "DURATION",
        ),
        stop,
        named or second,
    )


# 至今天（8月5日）凌晨
_DAY_NAMED = re.compile(rf"[（(]\d{{1,2}}月\d{{1,2}}日[）)](?={PART})")
# 2018年成立以来: what happened then stands between.
_NO_OTHER = "".join(f"(?P<{name}>(?!))?" for name in ("from", "after", "before", "during", "inside", "approx"))
# 8月7日讯 今年以来 and 去年是有记录以来最热的一年 count from something else.
_NO_EVENT = r"(?!\s?[讯电为是]|成为|[^，。；：、\n\d]{0,4}[今去]年以来)"
_SINCE_EVENT = re.compile(rf"{_NO_EVENT}(?P<since>[^，。；：、\n\d]{{1,6}}以来){_NO_OTHER}")
_SINCE_LONG_EVENT = re.compile(rf"(?P<since>[^，。；：、\n\d]{{1,32}}以来){_NO_OTHER}")
_JOIN = re.compile("(?:起|开始)?" + TO + "了?")
_UNTIL_ENDS = frozenset("至止到")
_UNTIL = regex.compile(r"(?:截[至止](?:到|至)?|直[至到]|(?<=有效期|持续|延续|执行|实施|开放|展出)[至到])$")
# 比2019年增长 names a year to compare with, not the one that the sentence goes on to speak of.
_COMPARED = frozenset("比较与和同")
# 到 before a year says "by then", unless a verb ends in it: 达到, 看到, 提到.
_REACHED = re.compile(
    r"(?<![加长大高低少落达得看感受听遇碰见想说谈收接做办回推拖追遭走提来找调延降升增涨恢复提跌签])[到至]$"
)
_OPEN = re.compile(r"(?:自从|自|从|由)$")
# 从2000年起 and what follows tell of a stretch up to now; a law is in force from its day on, with no end.
_IN_FORCE = ("施行", "实施", "执行", "生效", "效", "正式", "试行")
# 2022年开始，: a clause with nothing else in it says from when, up to now. In 比赛5月开始 the word is the verb.
_BEGINNING = ("开始，", "开始,")
_CLAUSE_OPENS = frozenset("，。；：、\n“ 　")


def _opens_clause(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in _CLAUSE_OPENS


def _finish(s: State, start: int, end: int, time: Time) -> Date:
    """The row of a time, with what stands before and behind it that moves its ends: 截至, 到, 自, 以来, 起, 前, 后."""
    text = s.text
    kind, value, mod, first, last = time.kind, time.value, time.mod, time.first, time.last
    m = _AFTER.match(text, end) if text[end : end + 1] in _AFTER_HEADS else None
    if m is None and text.find("以来", end, end + 34) > 0:
        m = (_SINCE_EVENT if text[start - 1 : start] not in ("自", "从") else _SINCE_LONG_EVENT).match(text, end)
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
        else:
            end = m.end()
    elif text.startswith(_BEGINNING, end) and kind in ("DATE", "TIME") and mod is None and _opens_clause(text, start):
        end, mod = end + 2, "SINCE"
        first, last = first or last, s.now if _has_begun(s, time) else None
    if start > s.done and text[start - 1] in _LEADS:
        start, end, kind, mod, first, last = _led(s, start, end, time, kind, mod, first, last)
    if first and last and last < first:
        first = last = None
    return Date(start, end, s.rule, kind, value, mod, first, last, time.anchor if first or last else None)


_LEADS = frozenset("自从由至止到了")
# 从8月14日开始持续到17日 begins and ends: neither day is open.
_LASTS = re.compile("(?:开始|起)?(?:，?一直)?(?:持续|延续)[至到]")


def _has_begun(s: State, time: Time) -> bool:
    if s.now is None or time.first is None or time.last is None:
        return False
    if time.last < s.now:
        return True
    # What begins tonight is still to come when it is written.
    return time.kind == "TIME" and time.first == s.now and not (time.value or "").endswith(("EV", "NI", "T24"))


def _led(
    s: State, start: int, end: int, time: Time, kind: str, mod: str | None, first: date | None, last: date | None
) -> tuple[int, int, str, str | None, date | None, date | None]:
    """What 自, 从, 截至 and 到 before a time make of its ends."""
    text, before, unit = s.text, s.text[max(start - 4, s.done) : start], time.unit
    # 从今年起 and 从即日起 announce what is still to come.
    begun = s.now is not None and time.last is not None and time.last < s.now
    opened = _OPEN.search(before) if before[-1:] in ("自", "从", "由") else None
    if opened and kind == "DATE" and mod is None and _LASTS.match(text, end):
        return start, end, kind, mod, first, last
    if opened and kind == "TIME" and mod in (None, "APPROX") and text.startswith("开始", end) and _has_begun(s, time):
        end, mod, last = end + 2, "SINCE", s.now
    if opened and kind == "DATE":
        if mod is None and text.startswith("开始", end):
            end, kind, mod = end + 2, "DURATION", "SINCE"
            first = first or last
            last = s.now if first and s.now and first <= s.now else None
        elif mod == "SINCE" and text[end - 1] == "起" and begun and not text.startswith(_IN_FORCE, end):
            kind, last = "DURATION", s.now
    if opened and (mod in ("SINCE", "AFTER") or kind == "DURATION"):
        start -= len(opened.group())
    elif mod not in ("SINCE", "AFTER") and kind == "DATE":
        if before.endswith("到了") and _opens_clause(text, start - 2) and _is_reached(unit, mod):
            return start - 2, end, kind, mod, None, last or first
        until = _UNTIL.search(before) if before[-1:] in _UNTIL_ENDS else None
        if until and s.last_at > 0 and _LASTS.fullmatch(text, s.last_at, start):
            until = None
        if text[end - 1] == "止" and before[-1] in "至到" and not until:
            start -= 1
            first, last = None, last or first
        elif until:
            start -= len(until.group())
            first, last = None, last or first
        elif _is_reached(unit, mod):
            reached = _REACHED.search(before)
            if reached:
                start -= 1
                first, last = None, last or first
    elif kind == "TIME" and before[-1:] in _UNTIL_ENDS:
        until = _UNTIL.search(before)
        if until:
            start -= len(until.group())
            first = None
    return start, end, kind, mod, first, last


def _is_reached(unit: str, mod: str | None) -> bool:
    """Whether 到 before the time says "by then"."""
    return (unit == "year" and mod != "START") or mod in ("END", "BEFORE") or (unit == "tenday" and mod == "MID")


# 本报2019年7月报道 quotes an older report, whose 上个月 is its own.
_OWN = ("本报", "本网", "本台")


def _remember(s: State, start: int, end: int, time: Time, named: bool) -> None:
    if time.first is None and time.last is None:
        return
    s.last, s.last_at = time, end
    compared = s.text[start - 1 : start] in _COMPARED
    if not compared:
        s.spoken = time
    moment = time.last or time.first
    if named and moment and not compared and time.unit != "session":
        s.frame, s.frame_at = (time.first or moment).year, end
        s.frame_opens = start == 0 or s.text[start - 1] in "。\n；“　 "
    if named and moment and s.text.startswith(("报道", "曾报道"), end) and s.text.endswith(_OWN, 0, start):
        s.reported, s.printed = True, (s.now, s.now_by)
        s.now, s.now_by = moment, "text"
    elif named and s.reported:
        s.reported, (s.now, s.now_by) = False, s.printed
    if time.unit == "month" and time.kind == "DATE" and time.first:
        s.month, s.month_at = time, end
    if time.unit in ("day", "part") and moment:
        s.day = time if time.first == time.last else time._replace(first=moment, last=moment)
        s.day_at = end


_SAME = re.compile(r"(?P<y>去年|上年|前年|明年)?(?:同期|(?<=年)同月)")


def _read_point(s: State, at: int) -> Date | None:
    found = point_at(s, at)
    if found is None:
        return None
    time, end, named = found
    if time.unit == "year" and s.text.startswith("同期", end):
        return _read_same(s, at, end + 2, time.first.year if time.first else None, time.anchor)
    if time.unit == "day" and time.kind == "DATE":
        weekday = _WEEKDAY_BEHIND.match(s.text, end) if s.text[end : end + 1] in _WEEKDAY_HEADS else None
        end = weekday.end() if weekday else end
        if s.text[end : end + 1] in CLOCK_HEADS:
            time, end = with_clock(s, time, end)
    if s.text[end : end + 1] in _JOIN_HEADS:
        time, end, named = _span(s, time, end, named)
    row = _finish(s, at, end, time)
    if row.mod != "SINCE":
        _remember(s, at, row.end, time, named)
    else:
        kept = s.day, s.day_at, s.frame, s.frame_at, s.frame_opens
        _remember(s, at, row.end, time, named)
        # 自2月28日以来 comes up to the article's day: a day alone that follows is not of that February, nor is
        # 5月 behind 2018年以来 of that year.
        s.day, s.day_at = kept[:2]
        if s.text[row.end - 1] == "来":
            s.frame, s.frame_at, s.frame_opens = kept[2:]
    return row


_WEEKDAY_BEHIND = re.compile(rf"\s?[（(](?:周|星期|礼拜){WEEKDAY}[）)]|\s?星期{WEEKDAY}")


_WEEKDAY_HEADS = frozenset("（( 星")

_FOUR_DIGITS = re.compile(r"(?<![\dP])\d{4}(?!\d)")


def _read_same(s: State, at: int, end: int, year: int | None, anchor: str | None) -> Date | None:
    """去年同期: the stretch that the sentence speaks of, in another year."""
    last = s.spoken
    if year is None or last is None or last.last is None:
        return Date(at, end, s.rule, "DATE", iso(year) if year else None, None, None, None, None)
    years = year - last.last.year
    begins = last.first
    if begins is None and last.mod == "END":
        # 截至7月底 … 去年同期: as July, not as all the time before.
        begins = date(last.last.year, last.last.month if last.unit == "month" else 1, 1)
    first = calendar.shift(begins, years=years) if begins else None
    until = calendar.shift(last.last, years=years)
    if until and last.last == calendar.month_end(last.last.year, last.last.month):
        until = calendar.month_end(until.year, until.month)
    value = _FOUR_DIGITS.sub(lambda m: f"{int(m.group()) + years:04d}", last.value or "") or None
    return Date(at, end, s.rule, last.kind if last.kind != "TIME" else "DATE", value, None, first, until, "previous")


# 2019下半年 leaves out the 年 of its year.
_YEAR_BEFORE = regex.compile(r"(?r)(?<!\d)20\d\d")
# 3、4月份, 第三、四季度: the unit of the last stands for all.
_LIST_BEFORE = re.compile(rf"(?<!\d)第?(?:1[0-2]|[1-9]|[{CN}]{{1,2}})、$")


def _read_calendar(s: State, at: int, stop: int) -> Date | None:
    before = s.text[at - 1 : at]
    if before == "、" and s.text[stop - 1] in "月季":
        listed = _LIST_BEFORE.search(s.text, max(at - 4, s.done), at)
        row = _read_point(s, listed.start()) if listed else None
        if row and row.end >= stop:
            return row
    if before == "第":
        at -= 1
    return _read_point(s, at) if at >= s.done else None


def _read_numbered(s: State, at: int, stop: int) -> Date | None:
    if s.text[stop - 1] == "月" and _is_term(s.text, at):
        return None
    # 三年 counts years: a year that is called by its number has more digits than one.
    return None if stop - at == 2 and s.text[at + 1] == "年" else _read_calendar(s, at, stop)


def _read_word(s: State, at: int, stop: int) -> Date | None:
    word = s.text[at:stop]
    if word[0] == "此":
        # 此前一天 is the day before the one just named, not a day that something took.
        row = _read_calendar(s, at + 1, stop)
        return row and row._replace(start=at)
    if word[0] == "如":
        # 正如今年: the year is not that of 如今.
        at += 1
    elif word[1] == "过":
        # 超过去年: nor is it a past one.
        at += 2
    elif word in ("上半年", "下半年", "全年") and _YEAR_BEFORE.match(s.text, max(at - 5, s.done, 0), at):
        at -= 4
    return _read_calendar(s, at, stop)


def _read_new_year(s: State, at: int, stop: int) -> Date | None:
    """新的一年: the year that begins, in what is written around its beginning."""
    if s.now is None or 4 <= s.now.month <= 10:
        return None
    year = s.now.year + (s.now.month > 10)
    return Date(at, stop, s.rule, "DATE", str(year), None, *calendar.year(year), s.now_by)


# Q1 and Q2 are quarters where results or orders are told of; 奥迪Q3 is a car.
_OF_BUSINESS = re.compile("季|营收|净利|净亏|财报|业绩|出货")
_OF_CARS = re.compile("奥迪|英菲尼迪|轿车|SUV|(?i:audi)")


def _read_quarter_letter(s: State, at: int, stop: int) -> Date | None:
    if not _OF_BUSINESS.search(s.text) or _OF_CARS.search(s.text):
        return None
    if s.text[at - 1 : at].isdecimal():
        at -= 4
        if not _YEAR_BEFORE.match(s.text, max(at, 0), at + 4):
            return None
    return _read_calendar(s, at, stop)


def _read_day_alone(s: State, at: int, stop: int) -> Date | None:
    """今举行, 昨公布: a word of its own; 至今, up to the article's day."""
    if s.text[at - 1 : at] == "至" and at > s.done and s.text[at] == "今":
        stop += 2 * s.text.startswith("为止", stop)
        return Date(at - 1, stop, "present", "DATE", "PRESENT_REF", None, None, s.now, s.now_by if s.now else None)
    if s.now is None or not s.text[stop : stop + 1].isalpha():
        return None
    # 今 is a part of many words and names, 昨 of hardly any.
    if s.text[at] == "今" and s.text[stop] != "起" and not {at, stop} <= s.document.word_bounds:
        return None
    day = s.now - timedelta(days=s.text[at] == "昨")
    time, stop = with_clock(s, Time(day, day, str(day), "day", s.now_by), stop)
    _remember(s, at, stop, time, False)
    return _finish(s, at, stop, time)


# ZFCG-2024-09-12 and 2024-03-15A number papers.
_CODE = frozenset(ascii_letters + "-_")
_CODE_BEHIND = re.compile(r"[A-SU-Za-z_]|-(?!(?:19|20)\d\d-)\w")


def _is_furniture(text: str, m: re.Match[str]) -> bool:
    """The number of a paper, a part of an address between slashes, the stamp of a site."""
    at, end = m.span()
    if (at and text[at - 1] in _CODE) or _CODE_BEHIND.match(text, end):
        return True
    return text[at - 1 : at] == "/" or text[end : end + 1] == "/" or is_stamp(text, m)


def _read_iso(s: State, at: int, stop: int) -> Date | None:
    found = ISO_DAY.match(s.text, at) if s.text[at + 3 : at + 4].isdecimal() else None
    if found is None:
        return None
    if _is_furniture(s.text, found):
        s.done = found.end()
        return None
    day = calendar.day(int(found["y"]), int(found["m"]), int(found["d"]))
    if day is None:
        return None
    time = Time(day, day, str(day), "day")
    end = found.end()
    if found["t"]:
        hour, minute = found["t"].replace("：", ":").split(":")[:2]
        time = time._replace(kind="TIME", value=f"{day}T{int(hour):02d}:{minute}", unit="part")
    else:
        time, end = with_clock(s, time, end)
    joined = _JOIN.match(s.text, end)
    second = ISO_DAY.match(s.text, joined.end()) if joined else None
    if second and time.kind == "DATE":
        until = calendar.day(int(second["y"]), int(second["m"]), int(second["d"]))
        if until and until >= day:
            time, end = Time(day, until, f"{day}/{until}", "day", kind="DURATION"), second.end()
    row = _finish(s, at, end, time)
    _remember(s, at, row.end, time, True)
    return row


_SLASH = re.compile(r"(?<=[日天晚早一二三四五六][（(])(?P<d>3[01]|[12]\d|0?[1-9])/(?P<m>1[0-2]|0?[1-9])(?=日?[）)])")


def _read_day_month(s: State, at: int, stop: int) -> Date | None:
    """昨日（22/9）: in Hong Kong's papers the day stands before the month."""
    found = _SLASH.match(s.text, at) if s.text[at - 1 : at] in ("（", "(") else None
    if found is None:
        return None
    month, d = int(found["m"]), int(found["d"])
    time = settle(s, at, found.end(), lambda y: days_of(y, month, d, None), None)
    if time is None:
        return None
    _remember(s, at, found.end(), time, False)
    return _finish(s, at, found.end(), time)


def _is_of_hongkong(document: Document) -> bool:
    place = document.article.place
    return place[:2] == "81" if place else any(name in document.text for name in ("香港", "本港", "港府"))


def _read_fiscal(s: State, at: int, stop: int) -> Date | None:
    found = _FISCAL.match(s.text, at) if s.text[at + 3 : at + 4].isdecimal() else None
    if found is None:
        return None
    year, until = int(found["y"]), int(found["y2"])
    if until % 100 != (year + 1) % 100:
        return None
    # A school year begins in September, Hong Kong's year of the budget in April; those of crops as the crops do.
    first: date | None = None
    last: date | None = None
    if "学" in found["what"]:
        first, last = date(year, 9, 1), date(year + 1, 8, 31)
    elif _is_of_hongkong(s.document):
        first, last = date(year, 4, 1), date(year + 1, 3, 31)
    return Date(*found.span(), s.rule, "DURATION", f"{year}/{year + 1}", None, first, last, None)


_PART_BEFORE = re.compile(rf"{PART}\s?(?:约|大约)?$")


# 周一至周五的9时至18时
_WEEKLY = re.compile(r"[至到、—-](?:周|星期)?[一二三四五六日]的?$")
_DAILY = frozenset(("每天", "每日", "天的", "每晚", "每早"))


def _read_clock(s: State, at: int, stop: int) -> Date | None:
    """An hour without a day of its own, on the last day mentioned or the article's."""
    part = _PART_BEFORE.search(s.text, max(at - 3, s.done), at)
    begin = at
    at = part.start() if part else at
    found = CLOCK.match(s.text, at)
    if found is None or not (found["c"] or found["h0"]) or found.end() == at:
        return None
    if STAMP_BEHIND.match(s.text, found.end()):
        return None
    # “四点半”课堂 is named after its hour.
    if s.text[begin - 1 : begin] == "“" and s.text[found.end() : found.end() + 1] == "”":
        return None
    if not found["p"]:
        clock = found["c"] or ""
        firm = found["h0"] or ":" in clock or "：" in clock or "时" in clock or clock[-1:] in "半整钟分"
        after = s.text[found.end() : found.end() + 1]
        hanzi = (
            clock != "" and clock[0] in "一二两三四五六七八九零" and not (len(clock) > 2 and clock[-1] in "分半刻钟许")
        )
        ratio = (at > 0 and s.text[at - 1] in "按比以") or s.text.startswith(("配比", "比例", "的比"), found.end())
        if not firm or hanzi or ratio or (after and after in "间候代段速比%"):
            return None
    near = s.day if s.day and "\n" not in s.text[s.day_at : at] else None
    if near and near.first and s.now and near.first > s.now and "。" in s.text[s.day_at : at]:
        # What is announced for tomorrow gives no day to the hour of the announcement.
        near = None
    single = (
        (near is None or near.kind != "DURATION")
        and s.text[max(at - 2, 0) : at] not in _DAILY
        and s.text[at - 1 : at] != "每"
        and not _WEEKLY.search(s.text, max(at - 6, 0), at)
    )
    day = (near.first if near else s.now) if single else None
    anchor = "previous" if near else s.now_by
    time = Time(day, day, str(day) if day else "XXXX-XX-XX", "day", anchor if day else None)
    if found["h0"] == "0" and found["h"] == "24":
        read: tuple[Time, int] | None = (
            time._replace(kind="TIME", value=f"{time.value}T00:00/{time.value}T24:00", unit="part"),
            found.end(),
        )
    else:
        read = clocked(found, time)
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


# ---- Lapses of time ----------------------------------------------------------------------

_RUN_ENDS = frozenset("续期时达")
_STRETCH_ENDS = frozenset("去近这来后的 ")
_PAST_BEFORE = re.compile(r"(?:过去|最近|近|这)的?$")
# 近三年 is the last three years; 用了近三年 and 将近三年, almost three.
_NEARLY = re.compile(
    r"(?:将|接|[经超]过|经历|历时|[持连延]续|已|达|间隔|相隔|时隔|睽违|时间|[扣停滞]留|担任|服务|扎根|提[前早]|推迟|缩短|延长|羁押|等待|陪伴|用时|耗时)近$"
)
_AHEAD_BEFORE = re.compile(r"(?:未来|今后|接下来)[的 ]?$")


# 判刑10月: the length of a term.
_TERM = re.compile(r"(?<!\d)\d{1,3}月(?![\d底初份])")
_TERM_BEFORE = ("徒刑", "判刑", "获刑", "判处", "求处", "拘役", "缓刑", "禁见", "出境", "出海")


def _is_term(text: str, at: int) -> bool:
    return text.endswith(_TERM_BEFORE, 0, at) and _TERM.match(text, at) is not None


def _read_lapse(s: State, at: int, stop: int) -> Date | None:
    """三年, 近五年来, 未来十天, 两年后: a length, and where the words around it lay it on the calendar."""
    text = s.text
    if text[stop - 1] == "月" and _is_term(text, at):
        return Date(at, stop, s.rule, "DURATION", f"P{int(text[at : stop - 1])}M", None, None, None, None)
    found = LAPSE.match(text, at)
    if found is None:
        return None
    before = text[max(at - 8, s.done) : at]
    after = LAPSE_AFTER.match(text, found.end())
    lapse = lapse_of(LapseGroups(*found.groups()))
    if lapse is None or is_no_lapse(lapse, before, after, text[found.end() : found.end() + 9]):
        return None
    around = about_before(before)
    if after and after["back"]:
        era = next((name for name in calendar.eras() if text.endswith(name, s.done, at)), None)
        if era and not around:
            # 改革开放40多年来 counts from a day that is known.
            return _lapse_row(s, at - len(era), after.end(), lapse, calendar.eras()[era], s.now, s.now_by)
        first = moved_back(s.now, lapse) if s.now and lapse.amount is not None and not lapse.until else None
        return _lapse_row(s, at - len(around), after.end(), lapse, first, s.now if first else None, s.now_by)
    led = before[-1:] in _STRETCH_ENDS
    ahead = _AHEAD_BEFORE.search(before) if led else None
    past = _PAST_BEFORE.search(before) if led else None
    if past and past.group() == "近" and (lapse.letter[0] == "T" or _is_nearly(text, before, found.end())):
        past = None
    if ahead or (past and not (after and (after["ago"] or after["later"]))):
        end = after.end() if after and (after["inside"] or after["span"]) else found.end()
        start = at - len((ahead or past or found).group())
        return _lapse_row(s, start, end, lapse, *_stretch(s, at, lapse, past and past.group()))
    if after and after.group() == "间" and lapse.letter == "Y" and not around and not before.endswith(_OF_EVENT):
        return _lapse_row(s, at, after.end(), lapse, *_years_through(s, at, lapse))
    if after and (after["ago"] or after["later"]) and lapse.letter[0] != "T" and lapse.unit != "周年":
        return _moved(s, at, after.end(), lapse, bool(after["later"]))
    end = after.end() if after else found.end()
    run = RUN_BEFORE.search(before) if before[-1:] in _RUN_ENDS else None
    if run:
        return _lapse_row(s, at - len(run.group()), end, lapse, *_months_run(s, at, lapse))
    mod = "APPROX" if around or (after and after["approx"]) else None
    return _lapse_row(s, at - len(around), end, lapse, mod=mod)


def _is_nearly(text: str, before: str, end: int) -> bool:
    """走了近三天。 is almost three; 创了近三天新高, of the last three."""
    if before.endswith("了近"):
        return text[end : end + 1] in "，。；、的！\n"
    return _NEARLY.search(before) is not None


def _lapse_row(
    s: State,
    start: int,
    end: int,
    lapse: Lapse,
    first: date | None = None,
    last: date | None = None,
    anchor: str | None = None,
    mod: str | None = None,
) -> Date:
    mod = "APPROX" if lapse.about else mod
    return Date(start, end, s.rule, "DURATION", lapse.value, mod, first, last, anchor if first or last else None)


def _stretch(s: State, at: int, lapse: Lapse, past: str | None) -> tuple[date | None, date | None, str | None]:
    """Where 未来十年 and 过去三年 lie: from the article's day, or to it."""
    if lapse.amount is None or (past and past[0] == "这"):
        return None, None, None
    # 2020年 … 超过过去11年: the whole years before the one spoken of.
    compared = s.text[max(at - 5, 0) : at - 2].endswith(("超过", "比", "较", "于"))
    if (
        past
        and past[0] == "过"
        and compared
        and lapse.letter == "Y"
        and s.frame not in (None, s.this_year)
        and is_framed(s, at)
    ):
        year = s.frame or 0
        return date(year - int(lapse.amount), 1, 1), date(year - 1, 12, 31), "previous"
    if s.now is None:
        return None, None, None
    if past:
        return moved_back(s.now, lapse), s.now, s.now_by
    until = moved_back(s.now, lapse, -1)
    # 未来5至10年 ends after ten at the latest.
    size = quantity(lapse.until) if lapse.until else None
    if size and lapse.amount and until:
        until = moved_back(
            until,
            lapse._replace(
                months=lapse.months - int(lapse.months * size / lapse.amount),
                days=lapse.days - int(lapse.days * size / lapse.amount),
            ),
        )
    return s.now, until, s.now_by


# 事件发生一年间 counts from the event.
_OF_EVENT = ("的", "后", "发生", "成立", "开展", "上任", "任职", "履职", "短短")


def _years_through(s: State, at: int, lapse: Lapse) -> tuple[date | None, date | None, str | None]:
    """十年间: the ten years that the paragraph has just told of, else those up to the article's day."""
    if lapse.amount is None or lapse.until or s.now is None:
        return None, None, None
    last = s.last if s.last and "\n" not in s.text[s.last_at : at] else None
    if last and last.kind == "DURATION" and last.unit == "year" and last.first and last.last:
        years = last.last.year - last.first.year
        return (last.first, last.last, "previous") if 0 <= years - lapse.amount + 1 <= 1 else (None, None, None)
    return moved_back(s.now, lapse), s.now, s.now_by


def _months_run(s: State, at: int, lapse: Lapse) -> tuple[date | None, date | None, str | None]:
    """已连续6个月: the whole months up to the last one that is over. 已连续9年 leaves open whether this year counts."""
    if lapse.letter != "M" or lapse.amount is None or s.now is None or "已" not in s.text[max(at - 4, 0) : at]:
        return None, None, None
    until = s.now.replace(day=1) - timedelta(days=1)
    return calendar.months(until.year, until.month - int(lapse.amount) + 1)[0], until, s.now_by


def _moved(s: State, at: int, end: int, lapse: Lapse, forth: bool) -> Date:
    """三年前, 两年后: a year, a month or a day, as its unit says."""
    day, by = _lapse_origin(s, at, lapse, forth)
    # 两千多年前 is no year.
    known = day is not None and lapse.amount is not None and not lapse.until and lapse.months < 12_000
    moved = moved_back(day, lapse, -1 if forth else 1) if day and known else None
    if moved:
        if lapse.letter == "Y" and lapse.months % 12 == 0:
            return Date(at, end, s.rule, "DATE", str(moved)[:4], None, *calendar.year(moved.year), by)
        if lapse.letter in "YM":
            return Date(at, end, s.rule, "DATE", str(moved)[:7], None, *calendar.months(moved.year, moved.month), by)
        return Date(at, end, s.rule, "DATE", str(moved), None, moved, moved, by)
    return Date(
        at,
        end,
        s.rule,
        "DATE",
        "FUTURE_REF" if forth else "PAST_REF",
        None if lapse.amount is None else "AFTER" if forth else "BEFORE",
        None,
        None,
        None,
    )


def _lapse_origin(s: State, at: int, lapse: Lapse, forth: bool) -> tuple[date | None, str | None]:
    """What 三年前 and 两年后 count from: the article's day; the last date of the paragraph where a clause begins so.

    满三个月后 and 会议举行的一个月前 count from something else, which no calendar holds.
    """
    opens = at == 0 or s.text[at - 1] in "，。；、：（(“\n 早约在"
    if forth and s.text.endswith("时隔", 0, at):
        # 时隔四个月之后 is the time of what is told now.
        return s.now and moved_back(s.now, lapse), s.now_by
    if not forth:
        # What the law says 应当 be done three days before counts from no day of the article.
        if "应当" in s.text[max(at - 24, s.done) : at]:
            return None, None
        return (
            (s.now, s.now_by) if s.text[at - 1 : at] not in ("的", "满", "届", "期", "庭") or at == 0 else (None, None)
        )
    if s.now and AHEAD.search(s.text, max(s.text.rfind("，", 0, at), at - 10, 0), at):
        return s.now, s.now_by
    if opens and s.last and "\n" not in s.text[s.last_at : at]:
        return s.last.last or s.last.first, "previous"
    return None, None


# ---- Sets, vague times, events ----------------------------------------------------------------------


# 每年底, 每月月初, 每到月末; 每年春节, 每逢中秋.
_EVERY_EDGE = re.compile(
    r"每[逢到]?(?P<u>年|月|季度?)(?:(?<=年)年|(?<=月)月)?(?P<edge>[底末终]|初(?![步级中心])|[上中下]旬)"
)
_EVERY_LEAD = re.compile(r"每(?:年的?|[逢到])")
_EDGE_OF = {"底": "END", "末": "END", "终": "END", "初": "START", "上": "START", "中": "MID", "下": "END"}


def _read_every_part(s: State, at: int) -> Date | None:
    """An end, a beginning, a festival, a quarter of every year or month."""
    edge = _EVERY_EDGE.match(s.text, at)
    if edge:
        value = {"年": "P1Y", "月": "P1M", "季": "P3M"}[edge["u"][0]]
        return Date(at, edge.end(), s.rule, "SET", value, _EDGE_OF[edge["edge"][0]], None, None, None)
    lead = _EVERY_LEAD.match(s.text, at)
    part = PARTS_OF_YEAR.match(s.text, lead.end()) if lead else None
    if part is None or not (part["fest"] or part["q"] or part["half"] or part["season"]):
        return None
    time = part_of_year(part, None)
    return Date(at, part.end(), s.rule, "SET", (time and time.value) or "P1Y", None, None, None, None)


def _read_every(s: State, at: int, stop: int) -> Date | None:
    part = _read_every_part(s, at)
    if part:
        return part
    found = _EVERY.match(s.text, at)
    if found is None:
        return None
    unit = found["u"].lstrip("个")
    # 每月一题, 每周一星 name a way of working.
    if _EVERY_ONE.match(s.text, found.end() - (found["wd"] == "一")):
        return None
    amount = quantity(found["n"]) if found["n"] else 1
    letter = UNITS.get(unit[0], "M")
    if unit in ("周末",):
        value: str | None = "XXXX-WXX-WE"
    elif "假" in unit or "节" in unit:
        value = None
    elif unit[0] == "周" and found["wd"] and len(found["wd"]) == 1:
        value = f"XXXX-WXX-{WEEK_NUMBER[found['wd']] + 1}"
    elif unit[0] == "年" and (m := MONTHS.match(s.text, found.end())):
        inner = months_of(MonthGroups(*m.groups()), None)
        return Date(at, m.end(), s.rule, "SET", inner.value if inner else "P1Y", None, None, None, None)
    elif unit[0] == "月" and (m := DAY_ALONE.match(s.text, found.end())):
        days = "/".join(f"XXXX-XX-{small_number(day):02d}" for day in (m["d"], m["d2"]) if day)
        return Date(at, m.end(), s.rule, "SET", days, None, None, None, None)
    else:
        prefix = "PT" if letter[0] == "T" else "P"
        value = f"{prefix}{(amount or 1) * (3 if unit[0] == '季' else 1):g}{letter[-1]}"
    return Date(*found.span(), s.rule, "SET", value, None, None, None, None)


def _read_habit(s: State, at: int, stop: int) -> Date | None:
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


def _read_present(s: State, at: int, stop: int) -> Date | None:
    found = _PRESENT.match(s.text, at)
    if found is None:
        return None
    if s.text[at - 1 : at] == "从" and at > s.done and s.now and found.group() in ("现在", "目前", "当前"):
        span = _from_now(s, found)
        if span:
            return span
    now = None if found["loose"] else s.now
    return Date(*found.span(), s.rule, "DATE", "PRESENT_REF", None, None, now, s.now_by if now else None)


def _from_now(s: State, m: re.Match[str]) -> Date | None:
    """从现在到2030年: a stretch that begins on the article's day."""
    joined = _JOIN.match(s.text, m.end())
    found = point_at(s, joined.end()) if joined else None
    if found is None or s.now is None:
        return None
    until, end, named = found
    if until.last is None or until.last < s.now or until.kind == "SET":
        return None
    _remember(s, joined.end() if joined else end, end, until, named)
    value = f"{s.now}/{(until.value or '').split('/')[-1]}"
    return Date(m.start() - 1, end, s.rule, "DURATION", value, None, s.now, until.last, s.now_by)


def _read_past(s: State, at: int, stop: int) -> Date | None:
    found = _PAST.match(s.text, at)
    if found and found.group() == "最近":
        # 最近一个月 is a stretch up to the article's day.
        lapse = _read_lapse(s, found.end(), found.end())
        if lapse:
            return lapse._replace(rule="lapse")
    return Date(*found.span(), s.rule, "DATE", "PAST_REF", None, None, None, None) if found else None


def _read_future(s: State, at: int, stop: int) -> Date | None:
    found = _FUTURE.match(s.text, at)
    if found:
        ahead = found.end() + (s.text[found.end() : found.end() + 1] == "的")
        lapse = _read_lapse(s, ahead, ahead) if found.group() in ("今后", "未来") else None
        if lapse:
            return lapse._replace(rule="lapse")
    if found and found.group() == "未来" and s.text[at - 1 : at] not in ("，", "。", "；", "在", "\n", "“"):
        return None
    return Date(*found.span(), s.rule, "DATE", "FUTURE_REF", None, None, None, None) if found else None


def _read_plan(s: State, at: int, stop: int) -> Date | None:
    found = _PLAN.match(s.text, at)
    if found is None:
        return None
    text = found.group()
    index = small_number(found["n"])
    quoted = text[0] in '“"' and ("”" in text or '"' in text[1:])
    tail = found["tail"] or ""
    if not quoted and (not (tail or found["one"]) or (index < 11 and tail not in ("期间", "时期", "规划", "计划"))):
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
    if found["one"]:
        year = last.year if found["one"][0] in "收最" else start.year
        value, kind, first, until = str(year), "DATE", date(year, 1, 1), date(year, 12, 31)
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


def _session(s: State, at: int, end: int) -> Date | None:
    """全国两会 without a year: those of the article's year."""
    known = calendar.meetings().get(f"{s.this_year}两会")
    if known is None:
        return None
    time = Time(*known, f"{known[0]}/{known[1]}", "session", s.this_year_by)
    return _finish(s, at, end, time)


def _read_meeting(s: State, at: int, stop: int) -> Date | None:
    if s.text.startswith("全国两会", at):
        return _session(s, at, stop)
    party = s.text[at] in "党中" and s.text[at + 1] != "全"
    found = _MEETING.match(s.text, at) if party else _MEETING.search(s.text, max(at - 9, s.done), stop + 12)
    if found is None or found.end() < stop:
        return None
    n = small_number(found["n"])
    if found["npc"]:
        key = f"{n}届{found['npc'][2:]}{small_number(found['k'])}次会议"
    elif found["k"]:
        key = f"{n}届{small_number(found['k'])}中全会"
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
    if found["after"]:
        return Date(*found.span(), s.rule, "DATE", str(last), "AFTER", last, None, None)
    end = found.end() if not found["gap"] else found.start("gap")
    if found["since"]:
        return Date(found.start(), end, s.rule, "DATE", str(first), "SINCE", first, None, None)
    return Date(found.start(), end, s.rule, "DATE", f"{first}/{last}", None, first, last, None)


_LUNAR = re.compile(
    rf"(?:(?P<y>今年|去年|明年|\d{{4}}年)的?)?(?P<old>农历|阴历|旧历)?\s?(?P<m>[正二三四五六七八九冬腊]|十[一二]?)月(?P<d>初[{CN}]|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)(?![日号年个一二三四五六七八九])"
)
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}


def _read_lunar(s: State, at: int, stop: int) -> Date | None:
    """A day of the Chinese calendar: 农历八月十五, 正月初六. Written without 日; 初 belongs to no other calendar."""
    found = None if s.text[at].isdecimal() else _LUNAR.match(s.text, at)
    if found is None and s.text[at:stop] in ("农历", "阴历", "旧历"):
        return _lunar_festival(s, at, stop)
    if found is None or not (
        found["old"] or found["m"] in _LUNAR_MONTHS or found["d"][0] == "初" or found["d"] == "十五"
    ):
        return None
    month = _LUNAR_MONTHS.get(found["m"]) or small_number(found["m"])
    day = small_number(found["d"].removeprefix("初").replace("廿", "二十"))

    def build(y: int | None) -> Time | None:
        known = calendar.lunar_day(month, day, y) if y else None
        return Time(known, known, str(known) if known else None, "festival")

    time = settle(s, at, found.end(), build, None)
    if time is None:
        return None
    _remember(s, at, found.end(), time, False)
    return _finish(s, at, found.end(), time)


def _lunar_festival(s: State, at: int, stop: int) -> Date | None:
    """农历腊八, 农历小年: the calendar named before a festival makes the short name a day."""
    found = PARTS_OF_YEAR.match(s.text, stop)
    if found is None or not found["fest"]:
        return None
    time = settle(s, stop, found.end(), lambda y: part_of_year(found, y), None)
    if time is None:
        return None
    row = _finish(s, at, found.end(), time)
    _remember(s, row.start, row.end, time, False)
    return row


def _read_festival(s: State, at: int, stop: int) -> Date | None:
    found = PARTS_OF_YEAR.match(s.text, at)
    if found is None and s.text[at] == "“":
        # “春节前，大家都忙。”: the mark opens speech.
        found = PARTS_OF_YEAR.match(s.text, at + 1)
    if found is None or not (found["fest"] or found["season"]):
        return None
    if found["fest"] in ("五一", "十一", "元宵", "清明", "重阳", "国庆", "腊八", "五一国际劳动节") and not (
        found["off"]
        or found["during"]
        or found["eve"]
        or s.text[found.start()] in '“"'
        or (found["fest"] in ("国庆", "清明", "五一", "五一国际劳动节") and _alone(s.text, found))
    ):
        return None
    if found["season"] and s.text[found.end() : found.end() + 1] not in ("，", ",", "期", "里", "来", "以", "伊"):
        return None
    time = settle(s, found.start(), found.end(), lambda y: part_of_year(found, y), None)
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


_ACTIVITY = re.compile(
    r"[”」》\"]?(?:等|暨|的)?(?:主题|活动|系列|宣传|专[题场项栏]|生态|群众|号角|常|颁奖|节点|大会|启动|路|街|村|村庄|集)"
)


_GROWING = frozenset("益渐趋")


def _read_named_day(s: State, at: int, stop: int) -> Date | None:
    name = s.text[at:stop]
    if name in calendar.fixed_days():
        # 品牌日益壮大
        if name[-1] == "日" and s.text[stop : stop + 1] in _GROWING:
            return None
        if _ACTIVITY.match(s.text, stop):
            return None
    else:
        # A solar term with 当天 or 节气 behind it.
        name, stop = name[:2], at + 2

    def build(y: int | None) -> Time | None:
        day = calendar.festival(name, y) if y else None
        return Time(day, day, str(day), "festival") if day else Time(None, None, None, "festival")

    time = settle(s, at, stop, build, None)
    return _finish(s, at, stop, time) if time else None


def _read_century(s: State, at: int, stop: int) -> Date | None:
    """20世纪, 上世纪八十年代初, 90年代, 本世纪中叶."""
    m = _CENTURY.match(s.text, at) or _DECADE.match(s.text, at)
    if m is None:
        return None
    decades = _DECADES_BEFORE.search(s.text, max(at - 7, s.done), at) if m.re is _DECADE else None
    relative = m.re is _CENTURY and m["rc"]
    century = _century(s, m) if m.re is _CENTURY else 20
    mod = None if not m["edge"] else "START" if m["edge"][0] in "初前" else "MID" if m["edge"][0] == "中" else "END"
    if m["dec"]:
        decade = int(number(m["dec"].removesuffix("年代")) or 0)
        first = decade if decade > 1000 else century * 100 - 100 + decade
        low, high = {"START": (0, 3), "MID": (3, 6), "END": (6, 9)}.get(mod or "", (0, 9))
        value = f"{first // 10}"
    else:
        first = century * 100 - 99
        low, high = {"START": (0, 19), "MID": (39, 59), "END": (80, 99)}.get(mod or "", (0, 99))
        value = f"{century - 1:02d}"
    if not 1 <= first <= 9800:
        return None
    if decades:
        # 70至80年代
        begin = first // 100 * 100 + int(decades["dec"])
        if begin < first:
            spell = f"{begin // 10}/{first // 10}"
            return Date(
                decades.start(),
                m.end(),
                s.rule,
                "DURATION",
                spell,
                mod,
                date(begin, 1, 1),
                date(first + 9, 12, 31),
                None,
            )
    begins, ends = date(first + low, 1, 1), date(first + high, 12, 31)
    anchor = s.now_by if relative else None
    start, end = m.span()
    after = _AFTER.match(s.text, end)
    if after and after["since"]:
        return Date(start, after.end(), s.rule, "DATE", value, "SINCE", begins, s.now, anchor)
    if mod in ("MID", "END") and _REACHED.search(s.text[max(start - 4, s.done) : start]):
        return Date(start - 1, end, s.rule, "DATE", value, mod, None, ends, anchor)
    return Date(start, end, s.rule, "DATE", value, mod, begins, ends, anchor)


def _century(s: State, m: re.Match[str]) -> int:
    """The number of a century. Without a date of its own an article is one of this century."""
    if not m["rc"]:
        return small_number(m["c"])
    this = (s.now.year - 1) // 100 + 1 if s.now and m["rc"] != "新" else 21
    return this - 1 if m["rc"].startswith("上") else this


def _read_since(s: State, at: int, stop: int) -> Date | None:
    """自 … 以来 around something that happened and that no table dates: the past up to the article's day."""
    begin = max(at - 37, s.done)
    found = _SINCE.search(s.text, begin, at)
    if found is None or _COUNTS.search(found.group()):
        found = _CLAUSE.search(s.text, begin, at)
    if found is None:
        return None
    what = found.group()
    start = found.start()
    ever = _EVER.search(what)
    if ever:
        return Date(at - len(ever.group()), stop, s.rule, "DATE", "PAST_REF", "SINCE", None, None, None)
    if what[0] != "自":
        start += max(
            (
                what.rfind(verb) + len(verb)
                for verb in ("了", "是", "着", "由于", "创", "为", "达", "居")
                if verb in what
            ),
            default=0,
        )
        whole = start == 0 or start > found.start() or s.text[start - 1] in "，。；！？、：\n“”「」『』（）()《》 　"
        if start >= at - 1 or not (whole or start == s.done):
            return None
    for name, first in calendar.eras().items():
        if what.endswith(name):
            start = start if what[0] == "自" else at - len(name)
            return Date(start, stop, s.rule, "DATE", str(first), "SINCE", first, s.now, None)
    if _HAS_TIME.search(_QUOTED.sub("", what)):
        return None
    return Date(start, stop, s.rule, "DATE", "PAST_REF", "SINCE", None, s.now, s.now_by if s.now else None)


def _read_same_period(s: State, at: int, stop: int) -> Date | None:
    found = _SAME.match(s.text, at)
    if found is None:
        return None
    if found["y"]:
        year, by = year_word(s, found["y"], at)
        if year is None and s.spoken is not None and s.spoken.last is not None:
            year, by = s.spoken.last.year - 1, "previous"
        return _read_same(s, at, found.end(), year, by)
    opens = at == 0 or s.text[at - 1] in "，。；\n"
    if (
        s.spoken is None
        or s.spoken.last is None
        or not opens
        or s.text[found.end() : found.end() + 1] not in ("，", ",")
    ):
        return None
    return _read_same(s, at, found.end(), s.spoken.last.year, "previous")


# ---- Rules ----------------------------------------------------------------------


class DateRule(NamedTuple):
    """A family of expressions: the name its rows carry, the triggers it answers to, and its reader, which gets the
    span of the trigger, the whole number where the trigger is one.
    """

    name: str
    triggers: tuple[str, ...]
    read: Callable[[State, int, int], Date | None]


RULES: tuple[DateRule, ...] = (
    DateRule("iso", ("span", "mark"), _read_iso),
    DateRule("fiscal-year", ("span", "mark"), _read_fiscal),
    DateRule("day-month", ("mark",), _read_day_month),
    DateRule("meeting", ("meeting",), _read_meeting),
    DateRule("century", ("century",), _read_century),
    DateRule("lunar", ("month", "lunar"), _read_lunar),
    DateRule("same-period", ("same",), _read_same_period),
    DateRule("calendar", ("year", "month", "day", "quarter", "span"), _read_numbered),
    DateRule("relative", ("word", "same"), _read_word),
    DateRule("relative", ("alone",), _read_day_alone),
    DateRule("relative", ("new-year",), _read_new_year),
    DateRule("calendar", ("quarter-letter",), _read_quarter_letter),
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

_BY_TRIGGER = {trigger.name: tuple(rule for rule in RULES if trigger.name in rule.triggers) for trigger in TRIGGERS}
# By the index of a trigger: what must not stand around it, whether its number may be a decimal, and who reads it.
_ENTRIES = tuple(
    (
        trigger.before,
        trigger.after,
        trigger.name in ("length", "year", "span"),
        tuple((rule.name, rule.read) for rule in _BY_TRIGGER[trigger.name]),
    )
    for trigger in TRIGGERS
)


def extract(document: Document) -> Iterator[Date]:
    """The time expressions of a document, in order, none overlapping another."""
    text = document.text
    state = state_of(document)
    titles = "《" in text
    for index, first, end in scan(text):
        if end <= state.done:
            continue
        before, after, decimal, readers = _ENTRIES[index]
        if (before and first and text[first - 1] in before) or (after and text[end : end + 1] in after):
            continue
        start: int | None = first
        if text[first] in NUMBER_CHARS:
            start = number_start(text, first)
            if start is None and decimal:
                start = decimal_start(text, first)
        if start is None or start < state.done or (titles and in_title(text, first)):
            continue
        for name, read in readers:
            state.rule = name
            row = read(state, start, end)
            if row is not None and row.start >= state.done:
                state.done = row.end
                yield row
                break


_PUBLISHED = datetime(2024, 9, 18)


def _takes(rule: str, text: str, covered: str, **values: object) -> Example:
    return Example(rule, text, ({"text": covered, **values},), _PUBLISHED)


def _leaves(rule: str, *texts: str) -> tuple[Example, ...]:
    return tuple(Example(rule, text, (), _PUBLISHED) for text in texts)


EXAMPLES: tuple[Example, ...] = (
    _takes("iso", "报名日期2011-09-26。", "2011-09-26", timex_value="2011-09-26"),
    _takes("iso", "开标日期：2011/9/26，地点：三楼。", "2011/9/26", timex_value="2011-09-26"),
    _takes("iso", "公示期2023.5.8至2023.5.12。", "2023.5.8至2023.5.12", timex_type="DURATION"),
    *_leaves("iso", "咨询电话021-2011-9999。", "采购编号2011-99-12。", "版本3.2011.5。"),
    _takes("iso", "投标截止时间：2024-09-30 09:30:00。", "2024-09-30 09:30:00", timex_value="2024-09-30T09:30"),
    *_leaves("iso", "见 www.example.com/2017/03/13/a.html", "发布时间：2011-07-20"),
    *_leaves("iso", "项目编号：ZFCG-2024-09-12", "合同2024-03-15A", "编号2024-05-06-01"),
    *_leaves("iso", "比例为2011/5。", "得分2011.5分。", "2023-08-01 18:08:19  正文："),
    _takes(
        "fiscal-year", "本港2023/24年度预算案公布。", "2023/24年度",
        from_date=date(2023, 4, 1), to_date=date(2024, 3, 31),
    ),
    _takes(
        "fiscal-year", "2023-2024学年开学。", "2023-2024学年", from_date=date(2023, 9, 1), to_date=date(2024, 8, 31),
    ),
    *_leaves("fiscal-year", "2023-2025年度计划印发。", "2023/5/24年度报告", "2023年度预算公开。"),
    *_leaves("fiscal-year", "比例为2023/24。", "2019至2021学年统计"),
    _takes("day-month", "会议于昨日（17/9）举行。", "17/9", timex_value="2024-09-17"),
    _takes("day-month", "听证会定于下周一（23/9）召开。", "23/9", timex_value="2024-09-23"),
    *_leaves("day-month", "占比（3/4）以上。", "完成进度3/4。", "第（1/12）页", "昨日（32/9）", "比分是（2/1）"),
    _takes("meeting", "党的二十届三中全会作出部署。", "党的二十届三中全会", timex_value="2024-07-15/2024-07-18"),
    _takes(
        "meeting", "党的十八大以来，山更绿了。", "党的十八大以来",
        mod="SINCE", from_date=date(2012, 11, 8), to_date=None,
    ),
    _takes(
        "meeting", "全国两会闭幕后，代表返乡。", "全国两会", timex_value="2024-03-04/2024-03-11", anchor="published",
    ),
    _takes("meeting", "党的十九大后，他回乡。", "党的十九大后", mod="AFTER", from_date=date(2017, 10, 24)),
    _takes("meeting", "总结党的二十大后勤工作。", "党的二十大", mod=None),
    *_leaves("meeting", "评出十八大品牌。", "建成三大平台。", "二十届毕业生返校。"),
    *_leaves("meeting", "第十六次工作会议召开。", "党的建设得到加强。"),
    _takes("century", "这座桥建于上世纪八十年代。", "上世纪八十年代", timex_value="198"),
    _takes(
        "century", "到本世纪中叶建成强国。", "到本世纪中叶", mod="MID", to_date=date(2060, 12, 31), from_date=None,
    ),
    *_leaves("century", "建设21世纪海上丝绸之路。", "发起新世纪读书计划。"),
    *_leaves("century", "世纪大道堵车。", "半个世纪的坚守。", "21世纪经济报道记者", "世纪广场开放。", "年代感十足。"),
    _takes("lunar", "农历八月十五赏月。", "农历八月十五", timex_value="2024-09-17"),
    _takes("lunar", "正月初六村里唱戏。", "正月初六", timex_value="2024-02-15"),
    _takes("lunar", "今天是农历腊八。", "农历腊八", timex_value="2024-01-18"),
    *_leaves("lunar", "八月十日开园。", "十月十二个班开课。", "八月开工。", "农历新年将至。", "腊月里备年货。"),
    _takes("same-period", "上半年收入增长，比去年同期多一成。", "去年同期", timex_value="2023-H1", anchor="previous"),
    _takes(
        "same-period", "1-7月出口增长。上年同期为负。", "上年同期",
        from_date=date(2023, 1, 1), to_date=date(2023, 7, 31),
    ),
    *_leaves("same-period", "达到历史同期最高。", "同期声清晰。", "同期毕业的学员"),
    *_leaves("same-period", "居全国同期首位", "为历年同期最好"),
    _takes("calendar", "5月12日，活动启动。", "5月12日", timex_value="2024-05-12", anchor="published"),
    _takes("calendar", "2019年至2023年培育49家。", "2019年至2023年", timex_type="DURATION", timex_value="2019/2023"),
    _takes(
        "calendar", "截至2022年底全部完工。", "截至2022年底", mod="END", from_date=None, to_date=date(2022, 12, 31),
    ),
    _takes("calendar", "1至8月份开行13列。", "1至8月份", timex_value="2024-01/2024-08"),
    _takes("calendar", "展会将于9月25日至29日举行。", "9月25日至29日", timex_value="2024-09-25/2024-09-29"),
    _takes("calendar", "一季度最快。", "一季度", timex_value="2024-Q1"),
    _takes("calendar", "二〇二三年十月一日施行。", "二〇二三年十月一日", timex_value="2023-10-01", anchor=None),
    _takes("calendar", "自2023年1月1日起施行。", "自2023年1月1日起", mod="SINCE", to_date=None),
    *_leaves("calendar", "共有1954个志愿团体。", "全文2174字。", "设1-2个联络点。", "三月龄婴儿"),
    _takes(
        "calendar", "从2019年开始，这里种茶。", "从2019年开始",
        timex_type="DURATION", mod="SINCE", to_date=date(2024, 9, 18),
    ),
    *_leaves("calendar", "判处有期徒刑28年6月。", "印发《绿化行动计划（2022—2024年）》。"),
    *_leaves("calendar", "住3号楼。", "教2年级。", "满30日的，自动失效。", "售价100日元。"),
    _takes(
        "calendar", "从2019年起，这里种茶。", "从2019年起",
        timex_type="DURATION", mod="SINCE", to_date=date(2024, 9, 18),
    ),
    _takes(
        "calendar", "从2019年到现在，村里没停过水。", "从2019年到现在",
        timex_type="DURATION", from_date=date(2019, 1, 1), to_date=date(2024, 9, 18),
    ),
    Example(
        "calendar", "本网8月7日讯今年以来，全镇修路。", ({"text": "8月7日", "mod": None},), _PUBLISHED,
    ),
    _takes("relative", "去年是有记录以来最热的一年。", "去年", mod=None),
    _takes("calendar", "这是自1950年有记录以来的最低值。", "自1950年有记录以来", mod="SINCE"),
    _takes("calendar", "二月中时，河开了。", "二月中", mod="MID"),
    _takes("calendar", "每到六七月，荷花开了。", "六七月", timex_value="2024-06/2024-07"),
    _takes("calendar", "从2025年起，这里改种桑树。", "从2025年起", timex_type="DATE", mod="SINCE", to_date=None),
    _takes("calendar", "规定自2023年3月1日起施行。", "自2023年3月1日起", timex_type="DATE", to_date=None),
    _takes("calendar", "2021年开始，镇上修路。", "2021年开始", timex_type="DATE", to_date=date(2024, 9, 18)),
    _takes("relative", "预计明年开始，镇上修路。", "明年", mod=None),
    _takes("calendar", "2025年开始，镇上修路。", "2025年开始", mod="SINCE", to_date=None),
    Example(
        "calendar", "庙会从9月1日开始持续到9月5日。",
        ({"text": "9月1日", "to_date": date(2024, 9, 1)}, {"text": "9月5日", "from_date": date(2024, 9, 5)}),
        _PUBLISHED,
    ),
    _takes("calendar", "展览持续到9月5日。", "到9月5日", from_date=None),
    _takes("calendar", "早先没人种茶，到了2021年，家家都种。", "到了2021年", from_date=None),
    _takes("calendar", "翻开相册，他看到了2021年的自己。", "2021年", from_date=date(2021, 1, 1)),
    _takes("relative", "从昨晚开始，轮渡停航。", "从昨晚开始", timex_type="TIME", to_date=date(2024, 9, 18)),
    _takes("relative", "市长12日说，此前一天桥已修好。", "此前一天", timex_value="2024-09-11", anchor="previous"),
    _takes("relative", "灯会从明晚开始。", "明晚", mod=None),
    _takes("relative", "从昨天下午5点多开始下雨。", "从昨天下午5点多开始", mod="SINCE"),
    _takes("relative", "他今早在村口。", "今早", timex_value="2024-09-18TMO"),
    _takes("relative", "今天早晨开始，江上起雾。", "今天早晨开始", mod="SINCE", to_date=date(2024, 9, 18)),
    _takes("relative", "从今晚开始，气温下降。", "今晚", mod=None),
    _takes("calendar", "联赛2021年开始，一年一季。", "2021年", mod=None),
    _takes("calendar", "到8月中旬，水库蓄满。", "到8月中旬", mod="MID", from_date=None, to_date=date(2024, 8, 20)),
    _takes("calendar", "干旱持续了整个8月中旬。", "8月中旬", from_date=date(2024, 8, 11)),
    _takes("calendar", "该厂公布业绩，Q2亏损。", "Q2", timex_value="2024-Q2", anchor="published"),
    _takes(
        "calendar", "10日夜间到11日凌晨，电力恢复。", "10日夜间到11日凌晨",
        timex_value="2024-09-10TNI/2024-09-11TMO",
    ),
    _takes("calendar", "州长16日到访。", "16日", timex_type="DATE", timex_value="2024-09-16"),
    _takes("calendar", "统计1-6 月的增长。", "1-6 月", timex_value="2024-01/2024-06"),
    _takes("calendar", "见8月4日本报消息。", "8月4日", timex_value="2024-08-04"),
    _takes("calendar", "12月日本降温。", "12月"),
    _takes("calendar", "销量好过08年。", "08年", timex_value="2008"),
    Example(
        "calendar", "2019年以来连年丰收，5月又开镰。",
        ({"text": "2019年以来", "mod": "SINCE"}, {"text": "5月", "timex_value": "2024-05"}), _PUBLISHED,
    ),
    *_leaves("calendar", "奥迪Q3轿车上市，业绩不俗。", "牌号Q235的钢板出货。", "105年来，小城变了样。"),
    _takes("relative", "今年5月27日挂牌。", "今年5月27日", timex_value="2024-05-27", anchor="published"),
    _takes("relative", "国庆假期第二天，游客多。", "第二天", timex_value="2024-10-02"),
    _takes("relative", "3月8日启程，第二天到站。", "第二天", timex_value="2024-03-09"),
    _takes("relative", "今年来，全镇修路六条。", "今年来", timex_type="DURATION", to_date=date(2024, 9, 18)),
    _takes("relative", "他今年来过一次。", "今年", timex_type="DATE"),
    _takes("relative", "公告说，从上月起涨价。", "从上月起", timex_type="DURATION", to_date=date(2024, 9, 18)),
    _takes("relative", "公告说，从即日起闭馆。", "从即日起", timex_type="DATE", to_date=None),
    Example(
        "relative", "新的一年，村里要修路。",
        ({"text": "新的一年", "timex_value": "2025", "from_date": date(2025, 1, 1)},), datetime(2024, 12, 30),
    ),
    Example(
        "relative", "大家盼望新一年的收成。", ({"text": "新一年", "timex_value": "2024"},), datetime(2024, 2, 8),
    ),
    _takes("relative", "前7个月增长。", "前7个月", timex_value="2024-01/2024-07"),
    _takes(
        "relative", "去年以来增设网点。", "去年以来",
        timex_type="DURATION", from_date=date(2023, 1, 1), to_date=date(2024, 9, 18),
    ),
    _takes("relative", "2019年6月立项，次年3月开工。", "次年3月", timex_value="2020-03", anchor="previous"),
    _takes("relative", "逢星期三休馆。", "星期三", timex_type="SET", timex_value="XXXX-WXX-3"),
    _takes("relative", "周二早些时候有雨。", "周二早些时候", timex_type="DATE"),
    _takes("relative", "上周五有雨。", "上周五", timex_value="2024-09-13"),
    *_leaves("relative", "他们迎来新的一年。", "新一年级学生", "新一年度的计划"),
    *_leaves("relative", "据光明日报报道", "不同年龄段", "60岁以上年长者", "每周一例会"),
    *_leaves("relative", "“明日大屿”计划", "给村民送去夏日清凉", "据今日俄罗斯报道"),
    *_leaves("relative", "文明年度人物", "应当天天如此", "成本年均下降"),
    _takes(
        "clock", "9月10日开会。上午9时30分，代表入场。", "上午9时30分",
        timex_value="2024-09-10T09:30", anchor="previous",
    ),
    _takes(
        "clock", "营业时间为9:00-17:30。", "9:00-17:30",
        timex_value="XXXX-XX-XXT09:00/XXXX-XX-XXT17:30", from_date=None,
    ),
    _takes("clock", "周一至周五的9时至18时开放。", "9时至18时", from_date=None),
    _takes("clock", "下午五点多，雨停了。", "下午五点多", timex_value="2024-09-18T17", mod="APPROX"),
    *_leaves("clock", "他说了三点多余的话。"),
    *_leaves("clock", "社区办起“四点半”课堂。"),
    *_leaves("clock", "比分3:2。", "按1:10配比。", "提出3点要求。", "同时开工。", "一时难以计算。", "培训8小时。"),
    _takes(
        "lapse", "近三年来走访万户。", "近三年来",
        timex_value="P3Y", from_date=date(2021, 9, 18), to_date=date(2024, 9, 18),
    ),
    _takes("lapse", "这里已连续五年丰收。", "已连续五年", from_date=None),
    _takes("lapse", "未来十年投资水利。", "未来十年", timex_value="P10Y", to_date=date(2034, 9, 18)),
    _takes("lapse", "用3到5年建成。", "3到5年", timex_value="P3Y/P5Y", from_date=None),
    _takes("lapse", "三年前搬来。", "三年前", timex_type="DATE", timex_value="2021"),
    _takes("lapse", "晾晒0.5-1小时。", "0.5-1小时", timex_value="PT0.5H/PT1H"),
    _takes("lapse", "这门手艺有三千多年。", "三千多年", timex_value="P3000Y", mod="APPROX"),
    _takes("lapse", "几年前，这里是海。", "几年前", timex_value="PAST_REF", mod=None),
    _takes("lapse", "应当在开会的三十日前公布。", "三十日前", timex_value="PAST_REF", mod="BEFORE"),
    _takes("lapse", "2500多年前，这里是海。", "2500多年前", timex_type="DATE", timex_value="PAST_REF"),
    _takes("lapse", "老井用了数百年。", "数百年", timex_value="PXY"),
    *_leaves("lapse", "千年古城", "日照2500小时", "厚1.5-2米"),
    _takes("lapse", "不到24小时就修好。", "不到24小时", timex_value="PT24H", mod="APPROX"),
    _takes("lapse", "办结时间压缩到2.5天。", "2.5天", timex_value="P2.5D"),
    _takes("lapse", "被判处有期徒刑28年6月。", "28年6月", timex_value="P28Y6M"),
    _takes("lapse", "全镇收入十年间翻番。", "十年间", from_date=date(2014, 9, 18), to_date=date(2024, 9, 18)),
    _takes(
        "lapse", "2011年至2020年大干。十年间，村里通了车。", "十年间",
        from_date=date(2011, 1, 1), to_date=date(2020, 12, 31), anchor="previous",
    ),
    _takes("lapse", "事件发生一年间，无人问津。", "一年间", from_date=None),
    _takes("lapse", "工程用了近三年。", "近三年", mod="APPROX", from_date=None),
    _takes("lapse", "油价创了近三年新高。", "近三年", mod=None, to_date=date(2024, 9, 18)),
    _takes("lapse", "他等了一年有余。", "一年有余", mod="APPROX"),
    _takes("lapse", "澳门回归祖国25年来，街区焕新。", "澳门回归祖国25年来", from_date=date(1999, 12, 20)),
    *_leaves("lapse", "他做了很多日常工作。"),
    _takes("lapse", "他等了将近半年。", "将近半年", mod="APPROX", from_date=None),
    _takes("lapse", "时隔两年之后，他又登台。", "两年之后", timex_type="DATE", timex_value="2024"),
    _takes("lapse", "回收要20年到25年。", "20年到25年", timex_value="P20Y/P25Y"),
    _takes("lapse", "一审判刑10月。", "10月", timex_value="P10M"),
    _takes("lapse", "他用了一天。", "一天", timex_value="P1D"),
    *_leaves("lapse", "一天傍晚，他来了。", "又是一年春来到。", "判决10月生效。"),
    *_leaves("lapse", "新一周开市。", "病例均系3月4日本市通报。"),
    *_leaves("lapse", "春节一天天临近。", "二OO三年的旧票", "销量回到08年的水平。"),
    *_leaves("lapse", "“十年磨一剑”，终成一器。", "他三天两头往村里跑。"),
    *_leaves("lapse", "产业园分布四周。", "实施治水三年行动。", "服务时长达1640.5小时"),
    *_leaves("lapse", "第3年验收。", "24小时不打烊", "15分钟便民服务圈", "打造百年老店"),
    *_leaves("lapse", "服务时长3640.5小时", "新的一年到来", "7×24小时值守", "三年级学生", "三年制专科"),
    _takes("every", "每年9月开学。", "每年9月", timex_type="SET", timex_value="XXXX-09"),
    _takes("every", "集市每两月一次。", "每两月", timex_type="SET", timex_value="P2M"),
    _takes("every", "每周三休馆。", "每周三", timex_value="XXXX-WXX-3"),
    _takes("every", "每到月初，镇里开会。", "每到月初", timex_value="P1M", mod="START"),
    _takes("every", "每年春节，村里唱戏。", "每年春节", timex_type="SET"),
    *_leaves("every", "推行“每月一题”机制。", "评选每周一星。"),
    *_leaves("every", "每万人拥有12个。", "每户2元。", "每一步都稳。", "每小时发电3000度。", "每人每次限购。"),
    _takes("habit", "订单逐年增加。", "逐年", timex_type="SET", timex_value="P1Y"),
    _takes("habit", "周末有集市。", "周末", timex_value="XXXX-WXX-WE"),
    *_leaves("habit", "本周末举行", "上周末结束", "逐一走访", "逐步推开", "四周未见动静"),
    _takes(
        "present", "目前已建成八个。", "目前", timex_value="PRESENT_REF", from_date=None, to_date=date(2024, 9, 18),
    ),
    _takes("present", "截至目前登记4872个。", "截至目前", timex_value="PRESENT_REF"),
    _takes(
        "present", "从现在到2026年，还要修三座桥。", "从现在到2026年",
        timex_value="2024-09-18/2026", from_date=date(2024, 9, 18), to_date=date(2026, 12, 31),
    ),
    _takes("present", "从现在到村口要走半天路。", "现在", from_date=None),
    *_leaves("present", "做好项目前期工作。", "主要体现在三方面。", "应当前往办理。"),
    *_leaves("present", "在题目前画线。", "实现在线办理。"),
    _takes("past", "近年来变化大。", "近年来", timex_value="PAST_REF", from_date=None, to_date=None),
    _takes("past", "日前，办法出台。", "日前", timex_value="PAST_REF"),
    _takes("past", "此前，村里没有路。", "此前", timex_value="PAST_REF"),
    *_leaves("past", "两人为此前往县城。", "新增病例为此前的密接者。"),
    *_leaves("past", "5月9日前完成。", "这是最近的车站。", "近日本海一侧", "接近年龄上限", "目前良好。"),
    _takes("future", "今后将扩大范围。", "今后", timex_value="FUTURE_REF"),
    _takes("future", "会上说，未来，这里要建公园。", "未来", timex_value="FUTURE_REF"),
    *_leaves("future", "面向未来，主动作为。", "建设未来社区。", "未来五年投资。"),
    *_leaves("future", "今后三年推进。", "新的将来临之际"),
    _takes("plan", "力争“十四五”末全覆盖。", "“十四五”末", timex_value="2025", mod="END", to_date=date(2025, 12, 31)),
    _takes("plan", "“十五五”开局之年开工。", "“十五五”开局之年", timex_value="2026", timex_type="DATE"),
    *_leaves("plan", "“八五”普法启动。", "共十五项。", "三五成群。", "十五分钟路程", "二十五万人次"),
    _takes("festival", "中秋假期客流大。", "中秋假期", timex_value="2024-09-15/2024-09-17"),
    _takes("festival", "“三月三”这天有歌会。", "“三月三”", timex_value="2024-04-11"),
    _takes("festival", "在五一前，车价不变。", "五一前", mod="BEFORE", to_date=date(2025, 5, 1)),
    *_leaves("festival", "五一村前面有河。", "一五一后面是一五二。"),
    _takes("festival", "春节前夕慰问。", "春节前夕", mod="BEFORE"),
    *_leaves("festival", "政治清明，社会安定。", "国庆街道居民", "重阳路施工", "元宵煮好了。", "共十一项"),
    _takes("named-day", "在植树节当天种树。", "植树节", timex_value="2024-03-12"),
    _takes("named-day", "立秋当天开镰。", "立秋", timex_value="2024-08-07"),
    *_leaves("named-day", "中国品牌日益强大。"),
    *_leaves("named-day", "营商环境日益改善。", "世界环境日主题活动举行。", "小满村村民", "大雪封山。", "雨水充足。"),
    _takes(
        "since", "自成立以来活跃在社区。", "自成立以来", timex_value="PAST_REF", mod="SINCE", to_date=date(2024, 9, 18),
    ),
    _takes("since", "改革开放以来，渔村变城。", "改革开放以来", from_date=date(1978, 12, 18)),
    _takes("since", "自环境整治、“百日行动”开展以来变化大。", "自环境整治、“百日行动”开展以来", timex_value="PAST_REF"),
    _takes("since", "自三个村“试点”启用以来变化大。", "启用以来", timex_value="PAST_REF"),
    *_leaves("since", "今年以来增长。", "自公布之日起施行。", "自信满满。", "5月以来降雨。", "自来水供应正常。"),
)  # fmt: skip
