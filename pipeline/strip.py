"""Raw article → clean article, and the account of every character that was kept or dropped.

Each line is labelled by what it says (`furniture`), then by where it stands: before the title, between the title and
the first prose, after the article has ended. Whatever no rule recognises is kept: a line of furniture in the text is a
smaller fault than a lost line of the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile

import regex

from pipeline import byline, imprint
from pipeline.furniture import (
    DATED,
    FINAL,
    HAN,
    Cues,
    Line,
    Piece,
    is_contact,
    is_spam,
    is_stamp,
    recognise,
    scan,
    spam_words,
)
from pipeline.imprint import SIGN_OFF, Facts, Title, page_site, plain
from pipeline.records import Article, Block, Raw, Simplified
from pipeline.simplify import script_of, simplify

KEPT = frozenset({"title", "heading", "body"})

_NOT_HEADINGS = FINAL | frozenset("，：:、,。)）")
_CAPTION_SIGN = re.compile(r"[图摄影▲△▼↑↓◀▶←→]|Caption")


@cache
def _caption() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:[▲△▼↑↓◀▶←→]|图[为①②③④⑤⑥⑦⑧⑨\d一二三四五]|上图|下图|左图|右图|题图|资料图|配图|封面图).{{2,110}}|"
        rf".{{2,110}}(?:[{HAN}]{{2,4}}\s?[摄/][影]?|[{HAN}]{{2,12}}供图|[{HAN}]{{0,10}}(?:资料图片?|"
        rf"(?:读者|网友|受访者|警方|市民|村民|家属)[{HAN}]{{0,4}}提供|提供图片|提供照片|档案照片?|网上图片|网络图片|图片|截图|制图|绘图|示意图|效果图|摄影|"
        rf"航拍|视频截图|影片截图))[)）]?[。]?|"
        rf".{{0,90}}[(（](?:[^()（）]{{0,20}}(?:摄|供图|图片来源|资料图|资料照片|资料图片|档案照片?|"
        rf"图源|制图|制表|提供)[^()（）]{{0,20}}|图)[)）]|请在这输入 Caption.*"
    )


_KEY_LINE = re.compile(
    r"(?P<key>索\s*引\s*号|主题分类|发文机关|成文日期|发文日期|标\s*题|发文字号|文\s*号|发布日期|"
    r"公开日期|生成日期|主\s*题\s*词|有效性|效力状态|信息索引|信息名称|公开方式|公开范围|责任部门|"
    r"发布机构|来源|作者|时间|日期|发布时间|编辑|点击数|浏览次数)\s*[:：]"
)
# --- where it stands ---


def _is_full_prose(text: str) -> bool:
    """A line of running text that comes to an end, as a paragraph does and a teaser does not."""
    size = len(text)
    if size >= 25 and text[-1] in "。！？!?…”」』）)】：；;":
        return "，" in text or "。" in text or size > 60
    return size >= 80 and "。" in text


def _tops_the_story(lines: Sequence[Line], n: int) -> bool:
    """Whether a line at the very top has the comma of a sentence but neither its end nor its length: a headline."""
    text = lines[n].text
    if len(text) > 70 or text[-1] in "。；：，、:;,." or n + 1 >= len(lines) or _CAPTION_END.search(text):
        return False
    below = lines[n + 1]
    return below.label == ("metadata") or (
        below.prose and len(below.text) > len(text) and below.text[-1] in "。：”」）)"
    )


def _first_prose(lines: Sequence[Line], wanted: str | None) -> int:
    """The first line of running text. A headline may be as long as one, but it stands on the page more than once."""
    key = plain(wanted) if wanted else ""
    for n, line in enumerate(lines):
        text = line.text
        if line.label or not line.prose:
            continue
        if len(text) > 130:
            return n
        if len(text) <= _TITLE_MAX and text.startswith("# "):
            continue
        if n < 2 and _tops_the_story(lines, n):
            continue
        if n == 0 and text[-1] == "。":
            return n
        if ("：" in text[:8] or ":" in text[:8]) and is_contact(text):
            continue
        letters = plain(text)
        if key and letters.startswith(key) and len(letters) <= len(key) + 24 and text[-1] not in "。；：":
            continue
        if text[-1] != "。":
            near = (plain(other.text) for other in lines[n + 1 : n + 400] if 8 <= len(other.text) <= len(text))
            if any(len(copy) >= 8 and letters.startswith(copy) and len(letters) - len(copy) <= 24 for copy in near):
                continue
        if any(plain(other.text).startswith(letters) for other in lines[:n]):
            continue
        if text[-1] not in "。；：" and (n < 4 or len(text) <= 60) and _over_a_date(lines, n):
            continue
        # Below a menu, with another short entry under it, a line that does not end as a sentence is the headline.
        menu = n > 2 and not any(other.prose for other in lines[:n])
        if menu and "。" not in text and len(text) <= 60 and n + 1 < len(lines) and len(lines[n + 1].text) <= 12:
            continue
        return n
    return len(lines)


def _over_a_date(lines: Sequence[Line], n: int) -> bool:
    """Whether the date line stands under line `n`, with at most the name of the account between them."""
    for line in lines[n + 1 : n + 3]:
        if line.label == "metadata":
            return _DAY.search(line.text) is not None
        if len(line.text) > 16 or line.text[-1] in _MARKS:
            return False
    return False


_DAY = re.compile(rf"{DATED.pattern}|\d-\d\d\s?\d\d:\d\d")
_MD_QUOTE = re.compile(r">\s+(?=\S)")
_MD_HEADING = re.compile(r"(#{1,6})\s*(?=\S)")


_NO_TITLES = frozenset({"undefined", "null", "None", "无标题", "标题"})
_TITLE_MAX = 120


def _headline(text: str) -> bool:
    quoted = text[0] in "“「" and (text[-1] in "”」" or len(text) > 60)
    columns = text.split()
    if len(columns) > 4 and 2 <= max(map(len, columns)) <= 6:
        return False
    return 4 <= len(text) <= _TITLE_MAX and text[-1] not in "。；，、：:;," and text[0] not in "（(•—-" and not quoted


def _find_title(lines: Sequence[Line], first: int, wanted: str | None) -> Title | None:
    """The headline among the lines before the first prose, or where a field names it."""
    explicit = next((n for n, line in enumerate(lines) if line.rule == "title field"), None)
    if explicit is not None:
        line = lines[explicit]
        name = re.match(r"[^:：]*[:：]\s*", line.text)
        start = line.start + (name.end() if name else 0)
        return Title(explicit, start, line.end, line.text[start - line.start :], "title field")
    head = lines[:first]
    candidates = [n for n, line in enumerate(head) if line.label in ("", "title") and _headline(_bare(line.text))]
    if not candidates:
        return None
    letters = [plain(line.text) for line in head]
    chosen = _by_record(letters, candidates, wanted) if wanted else None
    if chosen is not None:
        return _title_at(head, chosen, "title of the record")
    chosen = next((n for n in candidates if head[n].text.startswith("# ")), None)
    if chosen is not None:
        return _title_at(head, chosen, "marked title")
    dated = next((n for n, line in enumerate(head) if line.label == "metadata" and DATED.search(line.text)), None)
    chosen = _by_repetition(letters, candidates)
    # A menu that stands there twice repeats its entries one by one; the headline above the date is none of them.
    over = dated - 1 if dated is not None and dated - 1 in candidates else None
    menu = chosen is not None and chosen + 1 < len(letters) and letters.count(letters[chosen + 1]) > 1
    if chosen is not None and not (menu and over is not None and len(letters[over]) > len(letters[chosen])):
        return _title_at(head, chosen, "repeated title")
    if wanted and len(plain(wanted)) >= 4 and not plain(wanted).isdigit():
        return None
    before = [n for n in candidates if dated is not None and dated - 6 <= n < dated and len(letters[n]) >= 5]
    # The offices that issue a bulletin stand between its headline and its date.
    before = [n for n in before if not _ISSUER.fullmatch(head[n].text)] or before
    if before and dated is not None and dated - before[-1] <= 4:
        longest = max(before, key=lambda n: (len(letters[n]) >= 10, n))
        # A line that holds another one and more, as 【精彩2021】 before it: the other is the plain headline.
        chosen = next((n for n in before if letters[n] in letters[longest] and len(letters[n]) >= 8), longest)
        return _title_at(head, chosen, "line before the date")
    if len(letters[candidates[0]]) >= 5 or len(candidates) == 1:
        return _title_at(head, candidates[0], "first line")
    # Below a menu of short entries the headline is the one long line.
    chosen = next((n for n in reversed(candidates) if len(letters[n]) >= 10), None)
    return _title_at(head, chosen, "line below the menu") if chosen is not None else None


def _by_record(letters: Sequence[str], candidates: Sequence[int], wanted: str) -> int | None:
    """The line that says what the container gives as the title, or that says in full what it cuts short."""
    key = plain(_bare(wanted))
    if len(key) < 4 or key.isdigit():
        return None
    site = page_site(wanted)
    keys = {key, plain(site[0])} if site else {key}
    exact = [n for n in candidates if letters[n] in keys]
    if exact:
        return exact[-1]
    part = [n for n in candidates if len(letters[n]) >= 6 and any(key.startswith(letters[n]) for key in keys)]
    if part:
        return part[-1]
    cut = plain(re.split(r"\.\.\.|…", wanted)[0])
    return next((n for n in reversed(candidates) if len(cut) >= 8 and letters[n].startswith(cut)), None)


def _by_repetition(letters: Sequence[str], candidates: Sequence[int]) -> int | None:
    """The last of the lines that stand there twice, or that the page title repeats with the site's name behind it."""
    counts = Counter(letters[n] for n in candidates)
    top = letters[0]
    repeated = [
        n
        for n in candidates[1:]
        if len(letters[n]) >= 6
        and (
            (counts[letters[n]] > 1 and (len(letters[n]) >= 9 or letters[n] == top))
            or (top != letters[n] and (top.startswith(letters[n]) or _labelled(top, letters[n])))
        )
    ]
    if not repeated:
        return None
    longest = max(repeated, key=lambda n: (min(len(letters[n]), 16), n))
    return max(n for n in repeated if letters[n] == letters[longest])


def _labelled(top: str, letters: str) -> bool:
    """Whether the first line is the headline with a label before it, as 【回眸2022】."""
    return len(letters) >= 9 and top.endswith(letters) and len(top) - len(letters) <= 10


def _bare(text: str) -> str:
    return _MD_HEADING.sub("", text, count=1).strip("* ") or text


# The copy of an agency puts its dateline before the headline: 某社某地7月1日电 题：….
_SUBJECT = regex.compile(rf"[{HAN}]{{3,12}}\d{{1,2}}月\d{{1,2}}日[电讯]\s*题[:：]\s*(?=\S)")
# A page that sells links sets the buyer's trade before another's headline; a label of the kind [视频] is shorter.
_ADVERT = regex.compile(rf"\[[{HAN}]{{5,12}}\]\s*(?=[^\s\[]{{8}})")


def _title_at(lines: Sequence[Line], n: int, rule: str) -> Title:
    line = lines[n]
    lead = _MD_HEADING.match(line.text) or _SUBJECT.match(line.text) or _ADVERT.match(line.text)
    start = line.start + (lead.end() if lead else 0)
    text = line.text[start - line.start :]
    if (
        n == 0
        and rule != "title of the record"
        and (site := page_site(text))
        and (byline.is_outlet(site[1]) or " " in site[1])
    ):
        return Title(n, start, start + len(site[0]), site[0], "page title")
    return Title(n, start, line.end, text, rule)


def _label_title(lines: Sequence[Line], title: Title) -> None:
    """Mark the headline, and what repeats it."""
    key = plain(title.text)
    for n, line in enumerate(lines):
        if n == title.line:
            line.mark("title", title.rule)
            if title.start > line.start:
                mark = ("metadata", "dateline") if _SUBJECT.match(line.text) else ("boilerplate", "mark of the title")
                line.pieces.append(Piece(line.start, title.start, *mark))
            if title.end < line.end:
                line.pieces.append(Piece(title.end, line.end, "boilerplate", "name of the site"))
        elif 5 <= len(key) <= len(line.text) <= len(title.text) + 40 and line.label in ("", "title", "boilerplate"):
            letters = plain(line.text)
            around = letters.startswith(key) or letters.endswith(key)
            if letters == key or (
                around
                and len(letters) <= len(key) + 30
                and _ends_open(line.text, title.text)
                and not _CAPTION_END.search(line.text)
            ):
                line.mark("boilerplate", "copy of the title")


_CAPTION_END = re.compile(r"(?:摄|图|图片|截图)[)）]?$")


def _ends_open(text: str, title: str) -> bool:
    return text[-1] not in "。；" or title.endswith(text[-1])


def _label_split_copies(lines: Sequence[Line], title: Title) -> None:
    """A headline set over several lines says the same as the whole: 关于… / …的通知."""
    key = plain(title.text)
    for n in range(len(lines)):
        joined = ""
        for m in range(n, min(n + 5, len(lines))):
            if lines[m].label not in ("", "boilerplate") or m == title.line:
                break
            joined += plain(lines[m].text)
            if not key.startswith(joined):
                break
            if joined == key and m > n:
                for line in lines[n : m + 1]:
                    line.mark("boilerplate", "copy of the title")
                return


_END_RULES = frozenset({"disclaimer", "copyright", "comments", "licence"})
_PURE_STAMP = re.compile(rf"\D{{0,4}}(?:{DATED.pattern}|(?:0?\d|1[0-2])-\d\d\s?\d\d:\d\d)\D{{0,4}}")
# Who said something, and when, as a thread of comments or a ticker has it over or under each of its entries.
_SAID = re.compile(
    r"[^，。！？；：:]{0,16}?\s?(?:\d{1,2}\s?(?:秒|分钟|小时|天|周|个月|年)前|刚刚|(?:今天|昨天|前天)\s?\d{1,2}:\d\d(?::\d\d)?)"
)
_STAMP_MAX, _UNIT_MAX = 40, 4


def _label_teasers(lines: Sequence[Line], first: int) -> int:
    """Teasers of other stories, and comments, stand each over or under its own time stamp, two and more in a row."""
    stamps = [
        n
        for n in range(first, len(lines))
        if lines[n].text[-1] in _STAMP_ENDS
        and len(lines[n].text) < _STAMP_MAX
        and (_PURE_STAMP.fullmatch(lines[n].text) or _SAID.fullmatch(lines[n].text))
    ]
    found, run = 0, stamps[:1]
    for n in [*stamps[1:], len(lines) + _UNIT_MAX + 1]:
        if run and n - run[-1] <= _UNIT_MAX:
            run.append(n)
            continue
        found += _label_run(lines, first, run)
        run = [n]
    return found


_STAMP_ENDS = frozenset("0123456789日前刚]）)】 ")


def _label_run(lines: Sequence[Line], first: int, run: Sequence[int]) -> int:
    """Mark what belongs to a run of stamps that follow one another at even distances."""
    if len(run) < 2:
        return 0
    # Days alone, one after the other, are a chronicle where nothing says that the article has ended.
    timed = any(mark in lines[n].text for n in run for mark in ":前刚")
    if not timed and not any(line.label in ("boilerplate", "related") for line in lines[first : run[0]]):
        return 0
    steps = [later - earlier for earlier, later in pairwise(run)]
    unit = max(steps)
    if unit < 2 or (unit > 2 and len(run) < 3):
        return 0
    # The entry stands over its stamp where the run begins with an entry, as the stamps then close each unit.
    after = lines[run[-1] + 1] if run[-1] + 1 < len(lines) else None
    before = (
        not _SAID.fullmatch(lines[run[0]].text)
        and run[0] > 0
        and lines[run[0] - 1].label == ""
        and (after is None or after.label != "" or not after.prose or lines[run[0] - min(steps)].label == "related")
    )
    begin, end = (run[0] - min(steps) + 1, run[-1] + 1) if before else (run[0], run[-1] + min(steps))
    for line in lines[max(begin, first + 1) : end]:
        if line.label in ("", "metadata"):
            line.mark("related", "teaser")
    # Comments make no list of stories.
    return 0 if _SAID.fullmatch(lines[run[0]].text) else len(run)


_EDITED = re.compile(r"[\[【(（]?(?:责任编辑|责编|编辑)\s*[:：]")


def _label_tail(lines: Sequence[Line], first: int) -> bool:
    """Follow the lines after the first prose: where the article ends, and where it goes on after all."""
    ended, strict, resumed, told = False, False, False, 0
    for n in range(first, len(lines)):
        line = lines[n]
        if line.label:
            neighbour = line.rule == "related" and line.text[0] in "上下前后"
            section = line.rule in ("related heading", "comments") or (line.rule, line.label) == (
                "furniture line",
                "related",
            )
            if line.rule in _END_RULES or neighbour or section:
                # What stands before the story has begun does not end it.
                ended, strict = True, (strict or section or neighbour) and told >= _STORY_LEAST
            elif line.label == "metadata" and (byline.editor(line.text) or _EDITED.match(line.text)):
                ended = True
            continue
        if not ended or (line.hint == "main" and line.prose and _is_whole(line.text)):
            told += len(line.text) if line.prose else 0
            continue
        if _resumes(lines, n, strict):
            ended, resumed, told = False, resumed or told > 0, told + len(line.text)
            _take_back(lines, n, first)
        elif (words := spam_words(line.text)) and is_spam(line.text, words, alone=True):
            line.mark("spam", "spam after the end")
        else:
            line.mark("related" if strict else "boilerplate", "after the end")
    return resumed


def _take_back(lines: Sequence[Line], n: int, first: int) -> None:
    """The lines just before resumed prose belong to it where they are sentences, and two headings with them."""
    headings = 0
    for back in range(n - 1, first, -1):
        earlier = lines[back]
        if earlier.rule != "after the end" or len(earlier.text) > 40:
            return
        headings += earlier.text[-1] not in _MARKS
        if headings > 2:
            return
        earlier.mark("", "")


_MARKS = frozenset("，。：；！？”、,;!?…)）」』")
_STORY_LEAST = 120


def _is_whole(text: str) -> bool:
    return text[-1] in _MARKS and not _CUT_OFF.search(text[-16:])


def _is_paragraph(text: str) -> bool:
    """Full prose that is no headline, as one that asks or cries out, and is not cut off."""
    return _is_whole(text) and _is_full_prose(text) and ("。" in text or text[-1] in "：；”」』）)")


def _resumes(lines: Sequence[Line], n: int, strict: bool) -> bool:
    """Whether the article goes on at line `n` after something that looked like its end."""
    text = lines[n].text
    if not _is_full_prose(text) or _CUT_OFF.search(text[-16:]):
        return False
    ahead = [line.text for line in lines[n : n + 8] if not line.label and not is_contact(line.text)]
    if not strict:
        return True
    # Among teasers and comments most lines are titles, names and dates, or are cut off; paragraphs come to an end.
    whole = sum(_is_paragraph(text) for text in ahead)
    return (
        _is_paragraph(text)
        and 5 * sum(text[-1] in _MARKS for text in ahead) >= 2 * len(ahead)
        and 2 * whole > len(ahead)
    )


def _label_head(lines: Sequence[Line], first: int, title: Title | None) -> None:
    """What stands before the headline is the page, what stands between it and the text is mostly about the text."""
    at = title.line if title is not None and title.line is not None and title.line < first else None
    sure = title is not None and title.rule not in ("first line",)
    for n, line in enumerate(lines[:first]):
        if line.label:
            continue
        text = line.text
        if at is not None and n < at:
            sentence = text[-1] in "。：:；" and (at < 8 or len(text) > 24)
            if (line.prose and len(text) > 24) or sentence or _MD_HEADING.match(text):
                continue
            if sure or (len(text) <= 12 and not text[-1].isdigit()):
                line.mark("boilerplate", "before the title")
        elif at is not None and at < n <= at + 4 and is_stamp(text):
            line.mark("metadata", "by-line and date line")
        elif _NUMBERED.fullmatch(text):
            line.mark("metadata", "number of the document")
        elif at is not None and at < n <= at + 4 and text.startswith(("原创：", "原创:")):
            line.mark("metadata", "by-line and date line")
        elif at is not None and n > at and byline.is_outlet(text) and len(text) <= 16 and n <= at + 3:
            line.mark("metadata", "name of the outlet")
        elif text in _PROVINCES and n > 0 and lines[n - 1].label == "metadata":
            line.mark("metadata", "place of the writer")
        elif any(other.rule == "name of the outlet" and other.text == text for other in lines[:n]):
            line.mark("boilerplate", "copy of the outlet")
        elif at is not None and at < n <= at + 3 and _ISSUER.fullmatch(text) and _dated(lines, n + 1):
            line.mark("metadata", "name of the outlet")
        elif at is not None and n > at and _ISSUE.fullmatch(text):
            line.mark("metadata", "issue of a journal")
        elif at is not None and n > at and byline.listed(text):
            line.mark("metadata", "by-line and date line")
        elif n - 1 == at and len(text) <= 12 and text[-1] not in _MARKS and _dated(lines, n + 1):
            line.mark("metadata", "by-line and date line" if byline.is_name(text) else "name of the outlet")
        elif (
            at is not None
            and n > at
            and (text.isdigit() or len(text) == 1 or (not re.search(rf"[{HAN}]", text) and len(text) < 16))
        ):
            line.mark("boilerplate", "between title and text")


_PROVINCE_WORDS = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 "
    "贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆"
)
_PROVINCES = frozenset(_PROVINCE_WORDS.split())
_ISSUER = regex.compile(rf"[{HAN}]{{2,18}}(?:政府|办公[厅室]|[局厅]|委员会|调查队|总队)")
# A journal is named with the year and the number of its issue.
_ISSUE = re.compile(r"(?P<outlet>[^\s，。：]{2,20})\s*20\d\d年\s?第?\d{1,2}期")
_NUMBERED = regex.compile(rf"[{HAN}]{{2,12}}\s?[〔\[（(【]\d{{4}}[〕\]）)】]\s?\d{{1,4}}\s?号")


def _dated(lines: Sequence[Line], n: int) -> bool:
    return n < len(lines) and lines[n].label == "metadata" and _DAY.search(lines[n].text) is not None


_SPLIT_DAY = re.compile(r"20[0-3]\d\s{1,9}(?:0\d|1[0-2])/[0-3]\d(?:\s{1,9}[0-2]\d:[0-5]\d(?::[0-5]\d)?)?")
_MENU_LEAST, _ENTRY_MAX = 8, 6


def _label_menu(lines: Sequence[Line], first: int) -> None:
    """Many very short lines on end at the top of a page are its menu."""
    run: list[Line] = []
    for line in lines[:first]:
        entry = len(line.text) <= _ENTRY_MAX and not _MARKS.intersection(line.text) and not line.text[0].isdigit()
        if line.label == "boilerplate" or (not line.label and entry):
            run.append(line)
            continue
        if len(run) < _MENU_LEAST:
            return
        break
    if len(run) >= _MENU_LEAST:
        for line in run:
            if not line.label:
                line.mark("boilerplate", "menu")


def _label_columns(text: str, lines: Sequence[Line], first: int) -> None:
    """Above the text a day with short columns beside it (site, section, counters) is the date line of the page.

    Some pages set the year, the day and the time below one another.
    """
    for line in lines[:first]:
        if len(line.text) in (4, 10) and line.text[:4].isdigit() and (match := _SPLIT_DAY.match(text, line.start)):
            for part in lines[:first]:
                if line.start <= part.start < match.end():
                    part.mark("metadata", "split date")
        columns = line.text.split()
        if line.label or len(columns) < 3 or len(line.text) > 60 or max(map(len, columns)) > 12:
            continue
        if DATED.fullmatch(columns[0]) and not _MARKS.intersection(line.text):
            line.mark("metadata", "by-line and date line")


def _label_keys(lines: Sequence[Line]) -> dict[str, int]:
    """The sheet of particulars that official sites set before a document: a name, its value on the next line."""
    keys: dict[str, int] = {}
    for n, line in enumerate(lines[:60]):
        match = _KEY_LINE.fullmatch(line.text) if line.text[-1] in "：:" else None
        if match is None:
            continue
        line.mark("metadata", "particulars")
        key = re.sub(r"\s", "", match["key"])
        if n + 1 < len(lines) and not _KEY_LINE.fullmatch(lines[n + 1].text) and len(lines[n + 1].text) <= 120:
            keys.setdefault(key, n + 1)
            if key not in ("标题", "主题词") or (
                key == "主题词" and "关于" not in lines[n + 1].text and len(keys) > 3 and " " in lines[n + 1].text
            ):
                lines[n + 1].mark("metadata", "particulars")
    return keys if len(keys) >= 3 else {}


# --- pieces of a line ---

_TONED = re.compile(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]")
_PINYIN = regex.compile(rf"(?<=[{HAN}])[(（][a-zü]{{0,5}}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-zü]{{0,5}}[)）]")
_DEBRIS: tuple[tuple[str, str], ...] = (
    ("zero-width character", r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\xad\ufffc\x00-\x08\x0e-\x1b\x7f]+"),
    ("replacement character", r"\ufffd+"),
    (
        "entity",
        r"&(?:nbsp|ensp|emsp|thinsp|quot|ldquo|rdquo|lsquo|rsquo|hellip|middot|mdash|ndash|"
        r"zwnj|zwj|lt|gt|#\d{2,5}|#x[0-9a-fA-F]{2,4});|(?<=&)amp;",
    ),
    (
        "markup",
        r"<!--.{0,200}?-->|</?(?:p|br|div|span|strong|em|b|i|u|a|img|font|table|tbody|tr|td|"
        r"th|center|h[1-6]|ul|ol|li|o:p|section)(?:\s[^<>\n]{0,300})?/?>|\*\*+|!\[[^\]\n]{0,80}\]\([^)\n]{0,600}"
        r"\)",
    ),
    (
        "link target",
        r"\[(?=[^\[\]\n]{1,120}\]\((?:https?:/)?/)|"
        r"\]\((?:https?:/)?/[^()\s]{0,600}(?:\([^()\s]{0,80}\)[^()\s]{0,200})?\)",
    ),
    (
        "furniture inside the line",
        r"(?:返回[\u4e00-\u9fff]{2,4}[,，]\s?查看更多(?:\s*责任编辑[:：](?=\s*$))?|分享让更多人看到|"
        r"[（(]滑动查看更多[↓]?[)）]|\[查看原文\]|点击进入专题|【投稿[^】]{0,80}】|广告\s[^。，]{4,60}?×)",
    ),
)


# No search tries the alternatives but where one of them can begin.
@cache
def _inside() -> re.Pattern[str]:
    return re.compile(
        r"(?="
        r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\xad\ufffc\ufffd\x00-\x08\x0e-\x1b\x7f&a<*!\]\[（返分点广【])"
        r"(?:" + "|".join(f"(?P<_{i}>{pattern})" for i, (_, pattern) in enumerate(_DEBRIS)) + ")",
        re.MULTILINE,
    )


_INSIDE_SIGN = re.compile(
    r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\xad\ufffc\ufffd\x00-\x08\x0e-\x1b\x7f&<*\]×]"
)


_ANY_SIGN = re.compile(f"[{_TONED.pattern[1:-1]}{_INSIDE_SIGN.pattern[1:-1]}]")


def _debris(text: str, start: int, end: int, pinyin: bool) -> Iterator[Piece]:
    """What stands inside the lines `start`..`end` and is no part of them."""
    for match in _inside().finditer(text, start, end):
        if match.lastgroup and match.end() > match.start():
            yield Piece(match.start(), match.end(), "boilerplate", _DEBRIS[int(match.lastgroup[1:])][0])
    if pinyin:
        for sound in _PINYIN.finditer(text, start, end):
            yield Piece(sound.start(), sound.end(), "boilerplate", "pinyin in brackets")


_BREADCRUMB = r"[^，。：>\n]{2,24}(?:\s?>\s?[^，。：>\n]{2,16}){1,6}"
_LEAD_DATE = re.compile(
    rf"(?:{_BREADCRUMB}\s{{2,20}})?(?:时间[:：])?(?:{DATED.pattern}|20\d{{4}}/\d{{4}}:\d\d:\d\d|"
    r"(?:\d\d-)?\d{1,2}-\d\d(?: \d\d:\d\d(?::\d\d)?)?)?\s{0,4}[，,]?\s?正文\s?[:：]\s*"
)
_LEAD_TITLE = re.compile(r"(?:原标题|标题)\s?[:：]\s*")
_LEAD_SOURCE = re.compile(r"\s*来\s?源\s?[:：]\s*(?:原创稿?)?\s*")


# How the text of a story begins: what stands before it, when the line runs on, is the headline.
@cache
def _opening() -> re.Pattern[str]:
    return re.compile(
        r"本报讯|本报记者|本网讯|[(（【]?作者[:：]|来源[:：]|(?:见习|实习)?(?:记者|通讯员)[ ：]|"
        r"[□■]|文[、/]?图?[/：:]|点击进入|[(（](?:记者|通讯员|全媒体记者)|"
        rf"(?:{byline.known_outlets()})(?:客户端)?(?:[(（][^()（）]{{2,10}}[)）])?(?:全媒体|见习)*\s?[|丨]?\s?"
        rf"(?:(?<=[|丨\s])[|丨\s]|记者|讯|消息|[{HAN}]{{0,8}}?(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日(?:电|"
        rf"讯|消息))"
    )


_PURPOSE = (
    "进一步|了|深入|切实|全面|丰富|提升|提高|加强|扎实|贯彻|落实|增强|推动|推进|做好|充分|"
    "有效|更好|引导|助力|帮助|营造|确保|解决|使|让|迎接|庆祝|"
    "弘扬|普及|发挥|保障|给|表彰|响应|加快|激发|展示|传承|培养|维护|防范|缓解|满足|促进|宣传|"
    "规范|倡导|积极|持续|不断|完善|强化|深化|创新|关爱|预防"
)


@cache
def _story() -> regex.Pattern[str]:
    return regex.compile(
        rf"近日|日前|据[{HAN}]{{2,16}}?(?:消息|介绍|悉|了解)，|(?:20\d\d|今)年，|连日来|近年来|今年以来|近期|近段时间|为(?:{_PURPOSE})|(?:\d{{4}}年)?\d{{1,2}}"
        rf"月\d{{1,2}}日|\d{{1,2}}日(?:上午|下午)|"
        rf"今年(?:\d|[^\u4e00-\u9fff]|来)|当前|目前|眼下|如今|在[“{HAN}][^，。]{{1,24}}(?:，|的)|"
        rf"随着|自(?:去年|今年|[{HAN}]{{2,12}}以来)|入[春夏秋冬伏汛]以来|"
        r"[春夏秋冬]日(?:[里的，]|炎炎)|盛夏|烈日炎炎|炎炎[夏烈]日|骄阳|清晨|八月|七月|暑假|假期|记者从|(?<![展办出造行动为以的])“[^”，。！？]{1,40}[，。！？]"
    )


def _read_running(text: str, line: Line, pieces: list[Piece]) -> tuple[int, int, bool] | None:
    """Take the date, the headline and the source off the head of a line that runs on into the story.

    Gives the span of the headline, and whether its end is certain (else it only serves as the title of the article).
    """
    at = line.start
    if match := _LEAD_DATE.match(text, at, line.end):
        pieces.append(Piece(at, match.end(), "metadata", "date at the head of the line"))
        at = match.end()
    match = _LEAD_TITLE.match(text, at, line.end)
    if match is None:
        if (source := _LEAD_SOURCE.match(text, at, line.end)) and (span := byline.running_source(text[at : at + 60])):
            pieces.append(Piece(at, at + max(span[1], source.end() - at), "metadata", "source at the head of the line"))
        return None
    pieces.append(Piece(at, match.end(), "metadata", "label of the title"))
    start = match.end()
    window = text[start : min(line.end, start + 130)]
    doubled = re.match(r"(?P<title>\S.{5,63}?)\s*(?P<copy>(?P=title))\s*", window)
    if doubled is None:
        doubled = re.match(r"(?P<title>\S.{5,63}?)(?P<copy>)\s*来\s?源\s?[:：]\s*原创稿?", window)
    if doubled:
        end = start + doubled.end("title")
        if doubled["copy"]:
            pieces.append(Piece(end, start + doubled.end("copy"), "boilerplate", "copy of the title"))
        at = start + doubled.end("copy")
        if (source := _LEAD_SOURCE.match(text, at, line.end)) and source.group().strip():
            pieces.append(Piece(at, source.end(), "metadata", "source at the head of the line"))
        return start, end, True
    found = [
        (match.start(), certain)
        for match, certain in ((_opening().search(window, 7), True), (_story().search(window, 8), False))
        if match is not None and match.start() <= 64 and "。" not in window[: match.start()]
    ]
    # The story begins with the words that the headline begins with.
    again = next((at for size in range(12, 4, -1) if (at := window.find(window[:size], size + 3)) >= 0), -1)
    if 8 <= again <= 64:
        found.append((again, True))
    if not found:
        return None
    cut, certain = min(found)
    return start, start + len(window[:cut].rstrip()), certain


# --- the article ---


_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"


def _lines(text: str) -> tuple[list[tuple[int, int]], list[Line]]:
    """The extents of all lines with their ends, and the lines that are not blank."""
    extents, filled, at = [], [], 0
    for whole in text.splitlines(keepends=True):
        extents.append((at, at + len(whole)))
        core = whole.strip()
        if core:
            start = at if whole[0] == core[0] else at + whole.index(core[0])
            text = core.lstrip(_INVISIBLE) if core[0] in _INVISIBLE else core
            if text and len(text) < len(core):
                line = Line(start + len(core) - len(text), start + len(core), text)
                line.pieces.append(Piece(start, line.start, "boilerplate", "zero-width character"))
                filled.append(line)
            else:
                filled.append(Line(start, start + len(core), core))
        at += len(whole)
    return extents, filled


_SUBTITLE = re.compile(r"\s*(?:[—―─－-]{2,}|——)\s*(\S[^\n\r。；]{2,48})\s*$")


def _subtitle(blocks: Sequence[Block]) -> str | None:
    """The line that two dashes set under the headline, as the source writes it, without them."""
    lines = [block for block in blocks if block.label not in ("blank", "boilerplate", "metadata")]
    for line, below in pairwise(lines):
        if line.label == "title":
            found = _SUBTITLE.match(below.raw_text)
            return found[1] if found else None
    return None


def strip(raw: Raw, simplified: Simplified) -> tuple[Article, tuple[Block, ...]]:
    """The clean article and its blocks. `place` and `duplicate_of` are left null.

    `title`, `outlet`, `authors` and `editor` are given as the source writes them. Flags, beside those of `raw` and
    `simplified`: `no-title`, `no-date`, `no-text`, `list-page`, `truncated`, `reprint`, `spun`, `mixed-script`,
    `date-contradiction` (two places state different days), `date-from-text`, `date-from-signature`, `date-from-url`
    (no place states the day of publication as such), `tail-resumed` (text after what looked like the end was kept),
    `prose-after-end` (such text was dropped).
    """
    text = simplified.text
    extents, lines = _lines(text)
    known = f"{raw.metadata.outlet or ''} {text[:1500]}"
    cues = scan(text, lines)
    for n, line in enumerate(lines):
        recognise(line, n, cues, known)
    if raw.hints:
        _heed(raw, text, lines)
    keys = _label_keys(lines)
    for n, line in enumerate(lines[:40] if "功能介绍" in known else ()):
        if line.text == "功能介绍" and n + 1 < len(lines) and not lines[n + 1].label:
            lines[n + 1].mark("boilerplate", "introduction of the account")
    first = _first_prose(lines, raw.metadata.title)
    _label_columns(text, lines, first)
    _label_menu(lines, first)
    running: tuple[int, int, bool] | None = None
    for line in lines[: first + 1][-1:] if first < len(lines) else []:
        if len(line.text) > 60:
            running = _read_running(text, line, line.pieces)
    wanted = simplify(raw.metadata.title).text if raw.metadata.title else None
    if wanted in _NO_TITLES:
        wanted = None
    if "标题" in keys:
        wanted = lines[keys["标题"]].text
    title = _find_title(lines, first, wanted)
    if running is not None and (title is None or title.rule == "first line"):
        start, end, sure = running
        title = Title(None, start, end, text[start:end], "title at the head of the line")
        if sure and first < len(lines):
            lines[first].pieces.append(Piece(start, end, "title", "title at the head of the line"))
    elif title is not None:
        _label_title(lines, title)
        _label_split_copies(lines[: first + 1], title)
    flags = [*raw.flags, *simplified.flags]
    _label_head(lines, first, title)
    teasers = _label_teasers(lines, min(first + 1, len(lines)))
    if _label_tail(lines, first):
        flags.append("tail-resumed")
    # A page with a headline and nothing else has its foot right below.
    _label_footer(lines, first if first < len(lines) or title is None or title.line is None else title.line)
    if "关于" in text or "官" in text or "网" in text[-200:]:
        _label_self(lines, first)
    _label_signature(lines, first)
    _label_rest(lines, first)
    if "list-page" in raw.flags or (not raw.hints and _is_list_page(lines, teasers)):
        flags.append("list-page")
        for line in lines:
            if line.label in KEPT:
                line.mark("related", "entry of a list page")
    facts = imprint.read(raw, text, lines, first, title, keys)
    if "list-page" in flags:
        facts = Facts(None, facts.outlet, (), None, None, facts.url, ("no-title", "no-date"))
    flags += facts.flags
    blocks, clean = _blocks(raw, text, extents, lines, cues)
    script = simplified.script
    if script == "mixed":
        script = script_of("".join(block.raw_text for block in blocks if block.start is not None))
        if script == "mixed":
            flags.append("mixed-script")
    flags += _text_flags(lines, clean, cues)
    article = Article(
        raw.doc_id, raw.source, facts.title, facts.outlet, facts.authors, facts.editor, facts.published, facts.url,
        None, script, raw.encoding, clean, None, tuple(dict.fromkeys(flags)), subtitle=_subtitle(blocks),
    )  # fmt: skip
    return article, tuple(blocks)


_PLACES = {"nav": "boilerplate", "links": "related", "aside": "related"}
_MUCH_MAIN = 150


def _heed(raw: Raw, text: str, lines: Sequence[Line]) -> None:
    """Take the hints of an HTML page: what stands in its furniture, and where its article begins and ends."""
    number = at = 0
    wanted = plain(simplify(raw.metadata.title).text) if raw.metadata.title else ""
    for line in lines:
        number += text.count("\n", at, line.start)
        at = line.start
        line.hint = raw.hints[number] if number < len(raw.hints) else ""
        if not line.label and line.hint in _PLACES and not (wanted and plain(line.text) == wanted):
            line.mark(_PLACES[line.hint], f"place in the page: {line.hint}")
    main = [n for n, line in enumerate(lines) if line.hint == "main"]
    if sum(len(lines[n].text) for n in main if lines[n].prose) < _MUCH_MAIN:
        return
    for line in lines[: main[0]]:
        line.prose = line.prose and len(line.text) > 100
    below = lines[main[-1] + 1 :]
    told = sum(len(lines[n].text) for n in main if lines[n].prose)
    small = told > 2 * sum(len(line.text) for line in below if not line.label and _is_full_prose(line.text))
    for line in below:
        if not line.label and (small or not _is_full_prose(line.text)):
            line.mark("boilerplate", "below the article")


_COUNTED = re.compile(r"[^，。：；\s]{1,12}\s?[(（]\d{1,5}[)）]")
_FOOT_RULES = frozenset({"copyright", "licence", "disclaimer", "furniture line", "menu"})
_NAMED = re.compile(r"[^：:，。\s]{2,14}[：:]\s*\S")
_OF_THE_SITE = re.compile(r"主\s?办|承\s?办|主\s?管|协\s?办|网站|技术支持|版权|域名|网址|法律顾问|热线|传真|E-?mail")


def _label_footer(lines: Sequence[Line], first: int) -> None:
    """Contact lines and left-over menus count as furniture where the foot of a page is near."""
    last = next((n for n in range(len(lines) - 1, first - 1, -1) if not lines[n].label and lines[n].prose), first)
    furniture = [
        n
        for n in range(last + 1, len(lines))
        if lines[n].label in ("boilerplate", "related", "spam") and lines[n].rule != "markup"
    ]
    if not furniture:
        return
    foot = furniture[0]
    hard = [n for n in furniture if lines[n].rule in _FOOT_RULES]
    contacts = [n for n in range(last + 1, len(lines)) if not lines[n].label and is_contact(lines[n].text)]
    # A notice has contact lines of its own, among other lines that name a thing and say what it is.
    own = any(not lines[n].label and n not in contacts and _NAMED.match(lines[n].text) for n in range(last + 1, foot))
    for n in contacts if hard or len(contacts) > 3 else ():
        if not own or _OF_THE_SITE.search(lines[n].text) or n > foot:
            lines[n].mark("boilerplate", "contact line")
    marked = set(furniture)
    for n in range(foot + 1, len(lines)):
        near = len(marked.intersection(range(n - 2, n + 3)))
        if not lines[n].label and not lines[n].prose and (near > 1 or (hard and hard[0] < n)):
            lines[n].mark("boilerplate", "among furniture")
    tags = [n for n in range(last + 1, len(lines)) if not lines[n].label and _COUNTED.fullmatch(lines[n].text)]
    for n in tags if len(tags) > 4 else ():
        lines[n].mark("boilerplate", "cloud of tags")
    loose = [n for n in range(last + 1, foot) if not lines[n].label and len(lines[n].text) <= 40]
    figures = sum(any(char.isdigit() for char in lines[n].text) for n in loose)
    marks = sum(any(mark in lines[n].text for mark in "，。、；！？：,;") for n in loose)
    if len(loose) >= 6 and figures * 4 < len(loose) and marks * 4 < len(loose) and len(furniture) >= 3:
        for n in loose:
            lines[n].mark("boilerplate", "menu before the foot")


_ABOUT = re.compile(r"关于[^，。；的了]{2,14}[:：]?")
_COMPANY = re.compile(r"成立于|创立于|创建于|是一家|是[^，。]{0,12}(?:领先|专注|知名)|总部[位设]?|致力于|有限公司")
_OF_THE_COMPANY = re.compile(
    r"[^，。]{0,24}(?:官方网站|官网|网站)[^，。]{0,14}(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?\S{0,40}"
)


def _label_self(lines: Sequence[Line], first: int) -> None:
    """At the end of its own story a company says who it is and where more of it is found."""
    left = [n for n in range(first + 1, len(lines)) if not lines[n].label]
    if left and len(lines[left[-1]].text) <= 80 and _OF_THE_COMPANY.fullmatch(lines[left[-1]].text):
        lines[left.pop()].mark("boilerplate", "the company of itself")
    at = next((n for n in left[-8:] if _ABOUT.fullmatch(lines[n].text)), None)
    if at is None:
        return
    told = [lines[n] for n in left if n > at]
    if told and all(line.prose for line in told) and _COMPANY.search(told[0].text[:60]):
        for line in [lines[at], *told]:
            line.mark("boilerplate", "the company of itself")


_OFFICE = regex.compile(
    rf"[{HAN}（）() ]{{2,40}}(?:政府|办公室|[委局部厅院署处所站办组会社校队]|中心|公司|银行|街道|大学)"
)


def _label_signature(lines: Sequence[Line], first: int) -> None:
    """A document ends with the office that issued it and the day, each on a line of its own; annexes may follow."""
    days = [
        n
        for n in range(first + 1, len(lines))
        if lines[n].text[-1] in "日)）"
        and len(lines[n].text) <= 20
        and (not lines[n].label or lines[n].rule == "by-line and date line")
        and SIGN_OFF.fullmatch(lines[n].text)
    ]
    last = next((n for n in range(len(lines) - 1, first - 1, -1) if not lines[n].label), first) if days else first
    for at in days:
        offices = list(
            takewhile(lambda line: not line.label and _OFFICE.fullmatch(line.text), lines[at - 1 : first : -1])
        )
        for line in offices[:6]:
            line.mark("metadata", "signature")
        if offices or at >= last:
            lines[at].mark("metadata", "signature")


def _label_rest(lines: Sequence[Line], first: int) -> None:
    """Captions, dates under the text, headings; the rest is body."""
    last = next((n for n in range(len(lines) - 1, first - 1, -1) if not lines[n].label), first)
    for n, line in enumerate(lines):
        if line.label == "metadata" and line.rule == "by-line and date line" and first < n:
            sign_off = SIGN_OFF.fullmatch(line.text) is not None
            inside = n < last
            if inside and (sign_off or (_PURE_STAMP.fullmatch(line.text) and ":" not in line.text)):
                line.mark("", "")
        if line.label:
            continue
        text = line.text
        if (
            len(text) <= 120
            and n > 0
            and (len(text) <= 60 or text[0] in "▲图" or text[-1] == "摄")
            and _CAPTION_SIGN.search(text)
            and _caption().fullmatch(text)
            and not _is_full_prose_line(text)
        ):
            line.mark("caption", "caption")
        elif (len(text) <= 40 and text[-1] not in _NOT_HEADINGS and text.count("，") < 2) or (
            len(text) <= 80 and _MD_HEADING.match(text)
        ):
            line.mark("heading", "short line")
        else:
            line.mark("body", "prose" if line.prose else "unrecognised")
        if text[0] in "#>" and (match := _MD_HEADING.match(text) or _MD_QUOTE.match(text)):
            line.pieces.append(Piece(line.start, line.start + match.end(), "boilerplate", "mark of the heading"))


def _is_full_prose_line(text: str) -> bool:
    return text[-1] == "。" and len(text) > 40 and text.count("，") > 1


def _is_list_page(lines: Sequence[Line], teasers: int) -> bool:
    """Many dated short entries and hardly any prose: an index, not an article."""
    if len(lines) < 12:
        return False
    kept = [line for line in lines if line.label in KEPT]
    prose = [line for line in kept if _is_full_prose(line.text)]
    days = [
        n for n, line in enumerate(lines) if len(line.text) <= 60 and "，" not in line.text and DATED.search(line.text)
    ]
    dated = sum(lines[n].rule != "teaser" for n in days)
    entries = sum(1 for line in lines if len(line.text) <= 16 and _ENTRY.fullmatch(line.text))
    if entries >= 6 and entries >= 2 * len(prose):
        return True
    size = sum(len(line.text) for line in prose)
    # A short article has its prose first and the other stories behind it.
    story = [line for line in prose if len(days) < 2 or line.start < lines[days[1]].start]
    if sum(len(line.text) for line in story) >= _STORY_LEAST:
        return False
    return dated + teasers >= 6 and dated * 5 >= len(kept) and size < 200


_ENTRY = re.compile(
    r"(?:发布时间\s?[:：]?\s?|[\[(（])?(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\])）]?|(?:more|"
    r"更多|详细|查看|阅读全文)\s?[>》»]*",
    re.IGNORECASE,
)


def _cut(line: Line, debris: Iterator[Piece]) -> list[Piece]:
    """The pieces of a line, gaps filled with its own label."""
    label, rule = line.label, line.rule
    kept = label in KEPT
    found = sorted([*line.pieces, *(debris if kept else ())])
    pieces, at = [], min([line.start, *(piece.start for piece in found[:1])])
    for piece in found:
        if piece.start < at or piece.end > line.end or piece.start == piece.end:
            continue
        if piece.start > at:
            pieces.append(Piece(at, piece.start, label, rule))
        pieces.append(piece if kept or piece.label not in KEPT else Piece(piece.start, piece.end, label, rule))
        at = piece.end
    if at < line.end or not pieces:
        pieces.append(Piece(at, line.end, label, rule))
    return pieces


def _blocks(
    raw: Raw, text: str, extents: Sequence[tuple[int, int]], lines: Sequence[Line], cues: Cues
) -> tuple[list[Block], str]:
    """Every character of the raw text in a block, and the clean text made of the kept ones."""
    blocks: list[Block] = []
    clean: list[str] = []
    length, doc_id, source = 0, raw.doc_id, raw.text
    found = _ANY_SIGN.search(text)
    signed = cues.debris or (found is not None and _INSIDE_SIGN.search(text, found.start()) is not None)
    pinyin = found is not None and _TONED.search(text, found.start()) is not None and len(_PINYIN.findall(text)) > 2
    filled = iter(lines)
    line = next(filled, None)
    for begin, end in extents:
        if line is None or line.start >= end:
            blocks.append(Block(doc_id, len(blocks), begin, end, source[begin:end], None, None, "blank", "blank"))
            continue
        if not (signed or pinyin or line.pieces):
            start = stop = None
            if line.label in KEPT:
                if length:
                    clean.append("\n")
                    length += 1
                clean.append(line.text)
                start, length = length, length + len(line.text)
                stop = length
            blocks.append(Block(doc_id, len(blocks), begin, end, source[begin:end], start, stop, line.label, line.rule))
            line = next(filled, None)
            continue
        pieces = _cut(line, _debris(text, line.start, line.end, pinyin))
        opened = False
        for number, (piece_start, piece_end, label, rule) in enumerate(pieces):
            raw_start = begin if number == 0 else piece_start
            raw_end = end if number == len(pieces) - 1 else piece_end
            start = stop = None
            if label in KEPT:
                core = text[piece_start:piece_end].strip()
                if core:
                    if not opened and length:
                        clean.append("\n")
                        length += 1
                    whole = len(pieces) > 1 and raw_start == piece_start and raw_end == piece_end
                    core = text[piece_start:piece_end] if whole and 0 < number < len(pieces) - 1 else core
                    opened = True
                    start, stop = length, length + len(core)
                    clean.append(core)
                    length = stop
                else:
                    label, rule = "blank", "blank"
            blocks.append(
                Block(doc_id, len(blocks), raw_start, raw_end, source[raw_start:raw_end], start, stop, label, rule)
            )
        line = next(filled, None)
    return blocks, "".join(clean)


_CUT_OFF = re.compile(r"(?:…|\.{3,})\]?(?:查看|阅读|展开)?(?:全文)?$")


def _text_flags(lines: Sequence[Line], clean: str, cues: Cues) -> list[str]:
    flags = []
    if not clean:
        flags.append("no-text")
    last = next((line.text for line in reversed(lines) if line.label == "body"), "")
    if len(last) >= 30 and (last[-1] in "，、" or "\u4e00" <= last[-1] <= "\u9fff" or _CUT_OFF.search(last[-16:])):
        flags.append("truncated")
    if any(line.rule == "after the end" and len(line.text) >= 60 and _is_full_prose(line.text) for line in lines):
        flags.append("prose-after-end")
    if cues.spun > 1 or (cues.spun and any(line.rule == "read time" for line in lines)):
        flags.append("spun")
    return flags
