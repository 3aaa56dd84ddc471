"""What stands above the story: the page with its menus, then what is said of the article before it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import regex

from pipeline.strip import byline, outlets
from pipeline.strip.furniture import is_stamp
from pipeline.strip.headline import Title, plain
from pipeline.strip.lexicon import HAN, later
from pipeline.strip.line import MARKS, MD_HEADING, Line, is_full_prose
from pipeline.strip.stamps import date, date_or_this_year, split_day

_PLACES = frozenset({"nav", "links", "aside"})
_MUCH_MAIN = 150


def heed_hints(hints: Sequence[str], text: str, lines: Sequence[Line], wanted: str | None) -> None:
    """Take the hints of an HTML page: what stands in its furniture, and where its article begins and ends."""
    number = at = 0
    key = plain(wanted) if wanted else ""
    for line in lines:
        number += text.count("\n", at, line.start)
        at = line.start
        line.hint = hints[number] if number < len(hints) else ""
        if not line.label and line.hint in _PLACES and not (key and plain(line.text) == key):
            line.mark(f"place in the page: {line.hint}")
    main = [n for n, line in enumerate(lines) if line.hint == "main"]
    told = sum(len(lines[n].text) for n in main if lines[n].prose)
    if told < _MUCH_MAIN:
        return
    for line in lines[: main[0]]:
        line.prose = line.prose and len(line.text) > 100
    below = lines[main[-1] + 1 :]
    small = told > 2 * sum(len(line.text) for line in below if not line.label and is_full_prose(line.text))
    for line in below:
        if not line.label and (small or not is_full_prose(line.text)):
            line.mark("below the article")


_key_line = later(
    re.compile,
    r"(?P<key>索\s*引\s*号|主题分类|发文机关|成文日期|发文日期|标\s*题|发文字号|文\s*号|发布日期|"
    r"公开日期|生成日期|主\s*题\s*词|有效性|效力状态|信息索引|信息名称|公开方式|公开范围|责任部门|"
    r"发布机构|来源|作者|时间|日期|发布时间|编辑|点击数|浏览次数)\s*[:：]",
)


def mark_particulars(lines: Sequence[Line]) -> dict[str, int]:
    """The sheet of particulars that official sites set before a document: a name, its value on the next line."""
    keys: dict[str, int] = {}
    for n, line in enumerate(lines[:60]):
        match = _key_line().fullmatch(line.text) if line.text[-1] in "：:" else None
        if match is None:
            continue
        line.mark("particulars")
        value = lines[n + 1] if n + 1 < len(lines) else None
        if value is None or len(value.text) > 120 or _key_line().fullmatch(value.text):
            continue
        key = re.sub(r"\s", "", match["key"])
        keys.setdefault(key, n + 1)
        # The headline is left for `headline`; it may be taken apart into the subjects that a document is filed under.
        subjects = "关于" not in value.text and len(keys) > 3 and " " in value.text
        if key != "标题" and (key != "主题词" or subjects):
            value.mark("particulars")
    return keys if len(keys) >= 3 else {}


def mark_columns(text: str, lines: Sequence[Line], first: int) -> None:
    """Above the text a day with short columns beside it (site, section, counters) is the date line of the page.

    Some pages set the year, the day and the time below one another.
    """
    for line in lines[:first]:
        if len(line.text) in (4, 10) and line.text[:4].isdigit() and (match := split_day().match(text, line.start)):
            for part in lines[:first]:
                if line.start <= part.start < match.end():
                    part.mark("split date")
        columns = line.text.split()
        if line.label or len(columns) < 3 or len(line.text) > 60 or max(map(len, columns)) > 12:
            continue
        if date().fullmatch(columns[0]) and not MARKS.intersection(line.text):
            line.mark("by-line and date line")


def mark_introduction(lines: Sequence[Line]) -> None:
    """The card of an account above its story: its name, mostly twice, its number, and what it says it is for."""
    head = lines[:41]
    for n, (line, told) in enumerate(pairwise(head)):
        if line.text == "功能介绍" and not told.label:
            told.mark("introduction of the account")
        elif line.text == "微信号" and told.text.isascii():
            told.mark("introduction of the account")
            names = [above for above in head[max(n - 2, 0) : n] if above.text == head[n - 1].text]
            if names and not names[0].label and len(names[0].text) <= _ACCOUNT_MAX and n > len(names):
                names[0].mark("name of the outlet")
            for name in names[1:]:
                name.mark("copy of the outlet")


_ACCOUNT_MAX, _MENU_LEAST, _ENTRY_MAX = 20, 8, 6


def mark_menu(lines: Sequence[Line], first: int) -> None:
    """Many very short lines on end at the top of a page are its menu."""
    run: list[Line] = []
    for line in lines[:first]:
        entry = len(line.text) <= _ENTRY_MAX and not MARKS.intersection(line.text) and not line.text[0].isdigit()
        if line.label == "boilerplate" or (not line.label and entry):
            run.append(line)
            continue
        if len(run) < _MENU_LEAST:
            return
        break
    if len(run) >= _MENU_LEAST:
        for line in run:
            if not line.label:
                line.mark("menu")


_PROVINCE_WORDS = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 "
    "贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆"
)
_PROVINCES = frozenset(_PROVINCE_WORDS.split())
# A journal is named with the year and the number of its issue.
_issue = later(re.compile, r"(?P<outlet>[^\s，。：]{2,20})\s*20\d\d年\s?第?\d{1,2}期")
_numbered = later(regex.compile, rf"[{HAN}]{{2,12}}\s?[〔\[（(【]\d{{4}}[〕\]）)】]\s?\d{{1,4}}\s?号")
_han = later(regex.compile, rf"[{HAN}]")


def mark_head(lines: Sequence[Line], first: int, title: Title | None) -> None:
    """What stands before the headline is the page, what stands between it and the text is mostly about the text."""
    at = title.line if title is not None and title.line is not None and title.line < first else None
    sure = title is not None and title.rule != "first line"
    for n, line in enumerate(lines[:first]):
        if line.label:
            continue
        text = line.text
        # How far below the headline it stands, where there is one.
        under = n - at if at is not None else 0
        if under < 0:
            sentence = text[-1] in "。：:；" and (n - under < 8 or len(text) > 24)
            if (line.prose and len(text) > 24) or sentence or MD_HEADING.match(text):
                continue
            if sure or (len(text) <= 12 and not text[-1].isdigit()):
                line.mark("before the title")
        elif 0 < under <= 4 and is_stamp(text):
            line.mark("by-line and date line")
        elif _numbered().fullmatch(text):
            line.mark("number of the document")
        elif 0 < under <= 4 and text.startswith(("原创：", "原创:")):
            line.mark("by-line and date line")
        elif 0 < under <= 3 and len(text) <= 16 and outlets.is_outlet(text):
            line.mark("name of the outlet")
        elif n > 0 and n + 1 == first and lines[n - 1].label == "metadata" and byline.is_name(text):
            line.mark("by-line and date line")
        elif text in _PROVINCES and n > 0 and lines[n - 1].label == "metadata":
            line.mark("place of the writer")
        elif any(other.rule == "name of the outlet" and other.text == text for other in lines[:n]):
            line.mark("copy of the outlet")
        elif 0 < under <= 3 and outlets.issuer().fullmatch(text) and _dated(lines, n + 1):
            line.mark("name of the outlet")
        elif under > 0 and _issue().fullmatch(text):
            line.mark("issue of a journal")
        elif under > 0 and byline.listed(text):
            line.mark("by-line and date line")
        elif under == 1 and len(text) <= 12 and text[-1] not in MARKS and _dated(lines, n + 1):
            line.mark("by-line and date line" if byline.is_name(text) else "name of the outlet")
        elif under > 0 and (text.isdigit() or len(text) == 1 or (len(text) < 16 and not _han().search(text))):
            line.mark("between title and text")


def _dated(lines: Sequence[Line], n: int) -> bool:
    return n < len(lines) and lines[n].label == "metadata" and date_or_this_year().search(lines[n].text) is not None
