"""The article's own time: its date of publication or, where it has none, what its text says of itself.

Relative and partial dates count from it. Sites stamp their pages with times that are none of the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import regex

from extractors import _calendar as calendar
from extractors._numbers import digits_year
from extractors._times import State, small_number
from pipeline.records import Document

ISO_DAY = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"
    r"(?:[T\s](?P<t>(?:[01]?\d|2[0-4])[:：][0-5]\d(?P<sec>[:：][0-5]\d)?))?"
)
_STAMP_BEFORE = re.compile(r"(?:发布|更新|发表|发稿)(?:时间|日期|于)?\s?[:：]\s?$")
STAMP_BEHIND = re.compile(r"\s*[，,]?\s*正文")
_TERM_BEFORE = re.compile(r"(?:截止|开标|投标|递交|报名|获取|开始|结束|开启|公示)[^\n]{0,14}$")


def is_stamp(text: str, m: re.Match[str]) -> bool:
    """The stamp of a site: to the second, before the body, after 发布时间. Of the rest only terms of tenders are set
    to the second.
    """
    at, end = m.span()
    if m["sec"] and not _TERM_BEFORE.search(text, max(at - 24, 0), at):
        return True
    return STAMP_BEHIND.match(text, end) is not None or _STAMP_BEFORE.search(text, max(at - 10, 0), at) is not None


_REVIEW = regex.compile(
    r"(?<!\d)(?P<y>20\d\d)(?!\d|年[^度]|[.-/])|(?P<y>20\d\d)年?度?(?:回顾|盘点|总结|大事|年终|成绩单)"
)
_TITLE_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_OWN_DATE = regex.compile(
    r"(?<![\d至到])(?<!\d[—-])(?P<y>(?:19|20)\d\d)年(?P<m>1[0-2]|0?[1-9])月(?P<d>3[01]|[12]\d|0?[1-9])日(?=电|讯|在[^，。\n]{2,40}(?:会议|大会)上|(?<=\n[（(][^（(\n]{9,11})[）)]\s*(?:\n|$)|\s*$|\s*\n)"
)
_FIRST_YEAR = re.compile(r"[“\"]?(?P<n>十[一二三四五六七八]?)五[”\"]?(?P<what>开局之年|收官之年)")


def state_of(document: Document) -> State:
    """What is known of an article's time before it is read: its day, its year, and what says so."""
    article, text = document.article, document.text
    title = article.title or text.split("\n", 1)[0]
    taiwan = (article.place or "").startswith("71") or "中央社" in text or "民国" in text or "立法院" in text
    if article.published is None:
        state = _state_of_text(document, taiwan)
        reported = _reported_year(title)
        if reported and state.now is None and state.this_year in (None, reported):
            state.this_year = state.title_year = reported
            state.this_year_by = "year-in-title"
        elif reported and state.now and reported < state.now.year:
            state.title_year = reported
        return state
    now, by = article.published.date(), "published"
    signed = _signed(document)
    if signed and (now - signed).days > _LONG_AGO:
        now, by = signed, "text"
    state = State(document, text, now, by, now.year, by, taiwan)
    reported = _reported_year(title)
    if reported and reported < now.year:
        state.title_year = reported
    if reported and reported < now.year - 1:
        state.this_year, state.this_year_by = reported, "year-in-title"
    if now.month > 4:
        return state
    review = next(filter(None, map(_REVIEW.search, _titles(document, title))), None)
    if review and int(review["y"]) == now.year - 1 and now.month <= 3:
        state.this_year, state.this_year_by = now.year - 1, "year-in-title"
    years = {int(y) for y in _TITLE_YEAR.findall(title)}
    if years == {now.year - 1}:
        state.title_year = now.year - 1
    return state


# A letter or notice put on the page years after it was signed speaks of the day of its signature.
_LONG_AGO = 180
_SIGNED = re.compile(
    r"\s*(?P<y>(?:19|20)\d\d|[一二][〇零○0一二三四五六七八九]{3})年(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})日\s*"
)


def _signed(document: Document) -> date | None:
    """The day under an official text: the last line of its signature."""
    for block in reversed(document.blocks):
        found = _SIGNED.fullmatch(block.raw_text) if block.rule == "signature" else None
        if found:
            year = found["y"]
            y = int(year) if year.isdecimal() else digits_year(year) or 0
            return calendar.day(y, small_number(found["m"]), small_number(found["d"]))
    return None


# A bulletin or a balance of a year: its 全年 and 年末 are of that year, whenever it was put on the page.
_REPORT = re.compile(
    r"^[^，。\n]{0,24}?(?<!\d)(?P<y>(?:19|20)\d\d)年(?![^，。\n]*\d{4}年)[^，。\n]{0,30}(?:公报|运行情况|总结|年报|决算|执行情况)"
)


def _reported_year(title: str) -> int | None:
    found = _REPORT.match(title) if "年" in title else None
    return int(found["y"]) if found else None


def _titles(document: Document, title: str) -> Iterator[str]:
    """The title, and its copies at the head of the page, which may say more: 【精彩2021】 before it."""
    yield title
    for block in document.blocks[:6]:
        if block.start is None and len(block.raw_text) < 100 and (title in block.raw_text or "【" in block.raw_text):
            yield block.raw_text


def _state_of_text(document: Document, taiwan: bool) -> State:
    """An article without a date of its own: that of its dateline or signature, or the year that it calls its own."""
    text = document.text
    dated = _OWN_DATE.search(text)
    day = calendar.day(int(dated["y"]), int(dated["m"]), int(dated["d"])) if dated else None
    day = day or _stamped(text) or _today(text)
    if day:
        return State(document, text, day, "text", day.year, "text", taiwan)
    own = _own_year(text)
    return State(document, text, None, None, own, "text" if own else None, taiwan)


def _stamped(text: str) -> date | None:
    """The day of the stamp that a site set at the head of an article: no time of the story, but that of the page."""
    for found in ISO_DAY.finditer(text, 0, 400):
        if is_stamp(text, found):
            return calendar.day(int(found["y"]), int(found["m"]), int(found["d"]))
    return None


# 今天（9月18日）, 明日（6月21日，2019年）: what the article calls today.
_TODAY = regex.compile(
    r"(?P<word>[今昨明])[日天早晚晨]?\s?[（(](?:(?P<y>20\d\d)年)?(?P<m>1[0-2]|[1-9])月(?P<d>3[01]|[12]\d|[1-9])日(?:[，,]\s?(?P<y>20\d\d)年?)?[）)]"
)
_DATED_ADDRESS = re.compile(r"/(?P<y>20\d\d)[/-]?(?P<m>0[1-9]|1[0-2])[/-]?(?P<d>3[01]|[12]\d|0[1-9])(?=[/_.-])")
_HOLIDAY_OF_YEAR = re.compile(
    r"(?<![比较同与])(?P<y>20\d\d)年(?P<fest>春节|元旦|清明|五一|端午|中秋|国庆)节?(?:档|假期|黄金周)"
)


def _today(text: str) -> date | None:
    """The day that a text calls today with its month and day, where the year too stands in it beyond doubt: beside
    them, in an address that the text links on that very day, in the holiday just over.
    """
    found = _TODAY.search(text)
    if found is None:
        return None
    step = timedelta(days={"今": 0, "昨": -1, "明": 1}[found["word"]])

    def of(y: int) -> date | None:
        day = calendar.day(y, int(found["m"]), int(found["d"]))
        return day and day - step

    if found["y"]:
        return of(int(found["y"]))
    for link in _DATED_ADDRESS.finditer(text):
        day, linked = of(int(link["y"])), calendar.day(int(link["y"]), int(link["m"]), int(link["d"]))
        if day and linked and 0 <= (day - linked).days <= 1:
            return day
    for named in _HOLIDAY_OF_YEAR.finditer(text):
        name = {"五一": "劳动节", "端午": "端午节", "中秋": "中秋节", "国庆": "国庆节"}.get(
            named["fest"], named["fest"]
        )
        day, days = of(int(named["y"])), calendar.holiday(name, int(named["y"]))
        if day and days and 0 <= (day - days[0]).days <= 14:
            return day
    own = _own_year(text)
    return of(own) if own else None


_JUBILEES = {
    "中国共产党成立": 1921, "建党": 1921, "新中国成立": 1949, "中华人民共和国成立": 1949, "改革开放": 1978,
    "香港回归": 1997, "香港回归祖国": 1997, "澳门回归": 1999, "澳门回归祖国": 1999, "建军": 1927, "抗战胜利": 1945,
    "反法西斯战争胜利": 1945, "长征胜利": 1936,
}  # fmt: skip
_JUBILEE = re.compile(
    r"(?:今年[是正]|正值|适逢|值此|时值|喜迎|迎接|迎来|庆祝|纪念)[^，。；：、\n\d]{0,12}?(?P<what>"
    + "|".join(sorted(_JUBILEES, key=len, reverse=True))
    + r")(?P<n>\d{2,3})周年"
)
_YEAR_SPOKEN = re.compile(r"(?<![到至])(20\d\d)年(?![前底内]|实现|基本|建成)")


def _own_year(text: str) -> int | None:
    """The year that a text calls its own: the first or last of a plan, the jubilee that it keeps. None where two
    disagree, or where it speaks of a later year: a jubilee may be recalled.
    """
    own = set()
    for year in _FIRST_YEAR.finditer(text):
        span = calendar.plan(small_number(year["n"]))
        own.add((span[0] if year["what"].startswith("开") else span[1]).year)
    own.update(_JUBILEES[jubilee["what"]] + int(jubilee["n"]) for jubilee in _JUBILEE.finditer(text))
    if len(own) != 1:
        return None
    this = own.pop()
    return this if all(int(spoken) <= this for spoken in _YEAR_SPOKEN.findall(text)) else None
