"""Where in a text an expression of time may begin: every word and every number with a unit that one starts with.

One automaton finds them all. A number is found by its unit and begins where its digits do.
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_letters
from typing import NamedTuple

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from extractors import _calendar as calendar
from extractors._times import CN, FESTIVAL_WORDS


class Trigger(NamedTuple):
    """Strings at which the rules of a name may read. A character of `before` in front of one, or of `after` behind it,
    says that it belongs to other words: 项目前期 holds no 目前.
    """

    name: str
    words: tuple[str, ...]
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()


_DIGITS = "0123456789"
_NUMERALS = "〇零○一二两三四五六七八九十百千几数半多"
_LONG_UNITS = [
    "个半月",
    "个多月",
    "个半小时",
    "个多小时",
    "个多星期",
    "个季度",
    "个工作日",
    "个学期",
    "个世纪",
    "个钟头",
    "个昼夜",
    "半小时",
    "半月",
    "刻钟",
    "秒钟",
    "学期",
    "昼夜",
    "工作日",
    "日历天",
    "钟头",
]


def _counted(*units: str, more: str = "") -> tuple[str, ...]:
    """The last character of a number with a unit of time behind it: `3年`, `十年`, `3余年`."""
    return tuple(digit + between + unit for digit in _DIGITS + _NUMERALS for unit in units for between in ("", *more))


def _spaced(unit: str) -> tuple[str, ...]:
    return tuple(f"{digit} {unit}" for digit in _DIGITS)


def _words(name: str, words: str, before: str = "", after: str = "") -> Trigger:
    return Trigger(name, tuple(words.split()), frozenset(before), frozenset(after))


def _plans() -> Iterator[str]:
    for n in ("十", *(f"十{k}" for k in "一二三四五六七"), *"一二三四六七八九"):
        yield from (f"“{n}五”", f'"{n}五"')
        yield from (n + "五" + tail for tail in ["时期", "期间", "规划", "计划", "末", "开局", "收官", "以来", "初"])


def _every() -> Iterator[str]:
    yield from (
        "每" + unit
        for unit in [
            "年",
            "月",
            "个月",
            "天",
            "日",
            "周",
            "季",
            "个季",
            "星期",
            "个星期",
            "晚",
            "夜",
            "隔",
            "逢",
            "到假期",
            "到",
            "学期",
            "个学期",
            "个工作日",
            "半年",
            "半个月",
        ]
    )
    units = ["年", "天", "个月", "周", "分钟", "小时", "个小时", "日"]
    yield from (f"每{n}{unit}" for n in (*_DIGITS, *CN, "两") for unit in units)
    yield "每两月"


def _first_months() -> Iterator[str]:
    numbers = (*_DIGITS[2:], "10", "11", *"两二三四五六七八九十")
    return (front + n + unit for front in "前头首" for n in numbers for unit in ("个月", "月", "个季", "季"))


def _weekdays() -> Iterator[str]:
    # 周天 is a surname and a given name more often than a Sunday.
    days = (week + day for week in ("周", "星期", "礼拜") for day in "一二三四五六日天")
    return (day for day in days if day != "周天")


def _festivals() -> Iterator[str]:
    # 十一 and 五一 are numbers, as in 十一月 and 一九五一年, but for what follows them.
    tails = [
        "前",
        "后",
        "长假",
        "小长假",
        "假期",
        "假日",
        "黄金周",
        "档",
        "放假",
        "期间",
        "前夕",
        "当天",
        "当日",
        "夜",
        "节",
        "、",
        "和",
    ]
    for name in FESTIVAL_WORDS:
        yield "“" + name
        yield from (name + tail for tail in tails) if name in ("五一", "十一") else (name,)
    # 三月三 is a day of the Chinese calendar unless 日 follows.
    yield from ("三月三" + tail for tail in (*tails, "”", "，", "歌", "等", "民歌"))
    yield "“三月三"


def _term_words() -> Iterator[str]:
    # 雨水, 小雪, 小满 are rain, snow and villages unless the word says that they are solar terms.
    return (
        term + behind for term in calendar.term_names() for behind in ["节气", "时节", "当天", "当日", "这天", "节令"]
    )


_TRIGGERS = (
    Trigger("year", (*_counted("年", more="余多来"), *_spaced("年"))),
    Trigger("month", (*_counted("月"), *_spaced("月"))),
    Trigger("day", (*_counted("日", "号", more="余多"), *_spaced("日"))),
    Trigger("quarter", _counted("季", "季度", "旬")),
    Trigger("clock", (*_counted("时", "点"), *(digit + mark for digit in _DIGITS for mark in ":："))),
    Trigger(
        "length",
        _counted(*["天", "周", "晚", "夜", "秒", "小时", "分钟", "星期", "个月", "个小时", "个星期"], more="余多来"),
    ),
    Trigger("length", _counted(*_LONG_UNITS)),
    Trigger("span", _counted(*"至到—–－―~～─-")),
    Trigger("mark", tuple(digit + mark for digit in _DIGITS for mark in "/／.")),
    Trigger("century", (*_counted("世纪"), "0年代", "十年代", "新世纪", "本世纪", "上世纪", "上个世纪")),
    Trigger("plan", tuple(_plans())),
    # 党的 is in every second sentence; 党的十九大 and 中共第 are not.
    Trigger("meeting", tuple(party + head for party in ("党的", "中共") for head in (*CN, "第"))),
    _words("meeting", "大以来 大报告 大精神 中全会 届全国人大 届全国政协 次全国代表大会 全国两会"),
    _words("present", "截至目前 截止目前 截至到目前 到目前 直到目前 截至发稿 截至当前 截至现在 迄今"),
    _words("present", "时下", "小同及随届暂临按准平战限"),
    _words("present", "现时 如今 眼下 现今 现阶段 这两天 这几天 这些天 这两日 这几日 这段时间"),
    _words("present", "目前", "项题栏科条节数账", "期"),
    _words("present", "当前", "应", "往来去页"),
    _words("present", "现在", "体实出表呈展发再重闪浮涌显兑"),
    _words("present", "当下", "应正恰"),
    _words("word", "今年 今天 今日 今早 今晚 今晨 今夜 今午 今春 今夏 今秋 今冬 今（ 今("),
    # 今 and 昨 alone, as the papers of Hong Kong and Taiwan write 今天 and 昨天.
    _words("new-year", "新的一年 新一年", "更创", "级度来年"),
    _words("quarter-letter", "Q1 Q2 Q3 Q4", ascii_letters, _DIGITS + ascii_letters),
    _words("alone", "今", "古如当迄现从到自抚于往", "次届个番回生后朝世昔非是人文之时宵往者"),
    _words("alone", "昨", "今如抚往", "非是今者"),
    _words("word", "今个月"),
    _words("word", "如今年 如今天 如今日 此前一天 此前一日"),
    _words("word", "去年", "过"),
    _words("word", "去冬 去夏 去秋", "过送寄带捎", "日天季令装"),
    _words("word", "超过去年 多过去年 少过去年 高过去年 低过去年 好过去年 首半年"),
    _words("word", "前晚", "目日以之年此从先提"),
    _words("word", "本季度 上季度 下季度 上一季度 下一季度 上个季度 下个季度 这个季度"),
    _words("word", "明年 明天 明日 明早 明晚 明晨 明春 明夏 明秋 明冬 明（ 明(", "光文透昆证", "报媚"),
    _words("word", "昨天 昨日 昨晚 昨晨 昨夜 昨午 昨（ 昨("),
    _words("word", "前天 后天", "前"),
    _words("word", "前年 后年", "以之年月目生空此当"),
    _words(
        "word",
        "即日 大前天 大后天 大前年 来年 隔天 翌日 翌年 次日 次年 次月 第二天 前一天 前一日 前一年 上一年 "
        "民国 元月 首季",
    ),
    _words("word", "本年 本月 本周 本星期", "成基样版资书日", "级"),
    _words(
        "word", "上月 上个月 上上个月 上周 上个星期 上星期 上礼拜 上年 下月 下个月 下周 下星期 下个星期", "以", "岁边围"
    ),
    _words("word", "这个月 这个星期 这周 这个周末 全年 年内", "", "龄级代"),
    _words("word", "上半年 下半年"),
    _words("same", "去年同月 上年同月 去年同期 上年同期 前年同期 明年同期 同期"),
    _words("word", "同日 同年 同月", "不共合相", "龄级代"),
    _words("word", "当天 当日 当月 当年 当晚 当夜 同一天 同一日", "相应", "地场"),
    _words("word", "年底 年末 年初 年终", "", "奖端"),
    _words("word", "月底 月末 月初", "个每当"),
    Trigger("word", tuple(_first_months())),
    Trigger("word", tuple(f"第{n}季" for n in "一二三四1234")),
    Trigger("word", tuple(_weekdays()), frozenset("一每两二三四五六七八九十"), frozenset("边围")),
    _words("lunar", "农历 阴历 旧历 正月初 正月十 冬月 腊月"),
    Trigger("every", tuple(_every())),
    _words("habit", "逐年 逐月 逐日 周末 双休日 节假日 寒暑假 一年一度", "上下去个"),
    _words("past", "近年 近些年 近几年 近日 近期 近来", "", "本元月龄"),
    _words("past", "最近", "", "的"),
    # 为此前往 is 为此; 为此前无症状感染者 says what somebody was.
    _words("past", "此前", "为", "往来"),
    _words("past", "日前 前不久 前几天 前些天 前些年 前段时间 不久前 先前 早前 以往 以前 往年 稍早 过去几年"),
    _words("past", "一段时间以来 长期以来 多年来 连日来 一直以来 日来 这些年 近段时间 近一段时间"),
    _words("future", "今后 不久的将来 未来， 未来一 未来几 未来数"),
    _words("future", "日后", "生节作假当次明昨今翌同每即近" + _DIGITS + _NUMERALS),
    _words("future", "将来", "不久的", "港台沪京华函访自到临袭"),
    Trigger("festival", (*_festivals(), "暑假", "暑期", "寒假")),
    Trigger("named", (*_term_words(), *(name for name in calendar.fixed_days() if name not in FESTIVAL_WORDS))),
    _words("since", "以来", "可得"),
    # Names that hold a word of time, which no rule reads.
    _words("name", "明日大屿 今日头条 今日俄罗斯 今日美国 今日中国 今日说法 今日海南 今日关注 今晚报 明日之星"),
    _words("name", "五月花 每日经济新闻 每日电讯 每日邮报 每日新闻 每日优鲜"),
)
_OF_WORD = {word: trigger for trigger in reversed(_TRIGGERS) for word in trigger.words}
_SCAN = AhoCorasick(tuple(_OF_WORD), matchkind=MatchKind.LeftmostLongest)

# The trigger of each of the automaton's words, by its index there.
TRIGGERS = tuple(_OF_WORD.values())
NUMBER_CHARS = frozenset(_DIGITS + _NUMERALS)
# What before digits asks for a closer look: the rest of a decimal, a code, a year in numerals.
_DOUBTFUL = frozenset(ascii_letters + "." + CN + "〇零○")
# 二0一0年 mixes the two kinds of digits, 二OO三年 letters with them.
_DIGITS_BEFORE = regex.compile(rf"(?r)[一二][{CN}〇零○0]{{2}}0|(?<![\d.])\d{{4}}|(?<![\d.A-Za-z])\d{{1,4}}")
_DECIMAL_BEFORE = regex.compile(r"(?r)(?<![\d.A-Za-z-])\d{1,3}\.\d{1,2}")
_NUMERALS_BEFORE = regex.compile(rf"(?r)(?<![OoＯ]{{2}})[几数上]?[{CN}〇零○两百千]{{1,5}}几?|[几数半多]")


def scan(text: str) -> list[tuple[int, int, int]]:
    """Every trigger in the text: its index in `TRIGGERS`, where it begins and ends."""
    return _SCAN.find_matches_as_indexes(text)


def number_start(text: str, last: int) -> int | None:
    """Where the number begins whose last digit stands at `last`; None inside a longer number or a name."""
    pattern = _NUMERALS_BEFORE
    if text[last] in _DIGITS:
        at = last
        while at > 0 and text[at - 1] in _DIGITS and last - at < 4:
            at -= 1
        before = text[at - 1] if at else "，"
        if before not in _DOUBTFUL:
            return at if last - at < 4 else None
        pattern = _DIGITS_BEFORE
    m = pattern.match(text, max(last - 5, 0), last + 1)
    return m.start() if m else None


def decimal_start(text: str, last: int) -> int | None:
    """Where the decimal number begins whose last digit stands at `last`: 2.5天."""
    m = _DECIMAL_BEFORE.match(text, max(last - 7, 0), last + 1)
    return m.start() if m else None


def in_title(text: str, at: int) -> bool:
    """Whether `at` lies within 《 and 》: the time in a title is part of a name."""
    opened = text.rfind("《", max(at - 60, 0), at)
    if opened < 0 or text.find("》", opened, at) >= 0:
        return False
    closed = text.find("》", at, at + 60)
    return closed >= 0 and text.find("\n", opened, closed) < 0
