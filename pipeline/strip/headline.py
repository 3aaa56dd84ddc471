"""Where the story begins, and which of the lines above it, or which words at its head, are the headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from pipeline.strip import outlets
from pipeline.strip.furniture import is_contact
from pipeline.strip.lexicon import HAN, later
from pipeline.strip.line import MARKS, MD_HEADING, Line
from pipeline.strip.stamps import DATED, date, date_or_this_year


class Title(NamedTuple):
    """The headline: its line (None where it stands nowhere in the text), and its span in the Simplified text."""

    line: int | None
    start: int
    end: int
    text: str
    rule: str


_PLAIN = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """The letters and digits of `text` alone: what two copies of a headline have in common."""
    return _PLAIN.sub("", text).lower()


_suffix = later(re.compile, r"\s*(?:[-_|｜—–]{1,2}|-\s*(?=【))\s*(?P<site>【?[^-_|｜—–【】，。：:]{2,24}】?)\s*$")
_SITE_MARK = re.compile("[-_|｜—–]")


def page_site(text: str) -> tuple[str, str] | None:
    """A page title taken apart: the headline and the name of the site behind it."""
    if not _SITE_MARK.search(text):
        return None
    head, sites = text, []
    for _ in range(3):
        match = _suffix().search(head)
        if match is None or match.start() < 6:
            break
        head = head[: match.start()]
        sites.append(match["site"].strip("【】 "))
    # Between the headline and the site stand the names of its columns.
    site = next((name for name in sites if outlets.is_outlet(name)), sites[0] if sites else "")
    return (head, site) if site else None


def _tops_the_story(lines: Sequence[Line], n: int) -> bool:
    """Whether a line at the very top has the comma of a sentence but neither its end nor its length: a headline."""
    text = lines[n].text
    if len(text) > 70 or text[-1] in "。；：，、:;,." or n + 1 >= len(lines) or _CAPTION_END.search(text):
        return False
    below = lines[n + 1]
    return below.label == "metadata" or (below.prose and len(below.text) > len(text) and below.text[-1] in "。：”」）)")


def first_prose(lines: Sequence[Line], wanted: str | None) -> int:
    """The first line of running text. A headline may be as long as one, but it stands on the page more than once."""
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
        letters, key = plain(text), plain(wanted or "")
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
            return date_or_this_year().search(line.text) is not None
        if len(line.text) > 16 or line.text[-1] in MARKS:
            return False
    return False


_TITLE_MAX = 120


def _headline(text: str) -> bool:
    quoted = text[0] in "“「" and (text[-1] in "”」" or len(text) > 60)
    columns = text.split()
    if len(columns) > 4 and 2 <= max(map(len, columns)) <= 6:
        return False
    return 4 <= len(text) <= _TITLE_MAX and text[-1] not in "。；，、：:;," and text[0] not in "（(•—-" and not quoted


def find_title(lines: Sequence[Line], first: int, wanted: str | None) -> Title | None:
    """The headline among the lines before the first prose, or where a field names it."""
    for n, line in enumerate(lines):
        if line.rule == "title field":
            name = re.match(r"[^:：]*[:：]\s*", line.text)
            start = line.start + (name.end() if name else 0)
            return Title(n, start, line.end, line.text[start - line.start :], line.rule)
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
    dated = next((n for n, line in enumerate(head) if line.label == "metadata" and date().search(line.text)), None)
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
    before = [n for n in before if not outlets.issuer().fullmatch(head[n].text)] or before
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
    return MD_HEADING.sub("", text, count=1).strip("* ") or text


# The copy of an agency puts its dateline before the headline: 某社某地7月1日电 题：….
_subject = later(regex.compile, rf"[{HAN}]{{3,12}}\d{{1,2}}月\d{{1,2}}日[电讯]\s*题[:：]\s*(?=\S)")
# A page that sells links sets the buyer's trade before another's headline; a label of the kind [视频] is shorter.
_advert = later(regex.compile, rf"\[[{HAN}]{{5,12}}\]\s*(?=[^\s\[]{{8}})")


def _title_at(lines: Sequence[Line], n: int, rule: str) -> Title:
    line = lines[n]
    lead = MD_HEADING.match(line.text) or _subject().match(line.text) or _advert().match(line.text)
    start = line.start + (lead.end() if lead else 0)
    text = line.text[start - line.start :]
    if (
        n == 0
        and rule != "title of the record"
        and (site := page_site(text))
        and (outlets.is_outlet(site[1]) or " " in site[1])
    ):
        return Title(n, start, start + len(site[0]), site[0], "page title")
    return Title(n, start, line.end, text, rule)


def mark_title(lines: Sequence[Line], first: int, title: Title) -> None:
    """Mark the headline, and what repeats it."""
    key = plain(title.text)
    for n, line in enumerate(lines):
        if n == title.line:
            line.mark(title.rule)
            if title.start > line.start:
                lead = "dateline" if _subject().match(line.text) else "mark of the title"
                line.take(line.start, title.start, lead)
            if title.end < line.end:
                line.take(title.end, line.end, "name of the site")
        elif 5 <= len(key) <= len(line.text) <= len(title.text) + 40 and line.label in ("", "title", "boilerplate"):
            letters = plain(line.text)
            around = letters.startswith(key) or letters.endswith(key)
            if letters == key or (
                around
                and len(letters) <= len(key) + 30
                and _ends_open(line.text, title.text)
                and not _CAPTION_END.search(line.text)
            ):
                line.mark("copy of the title")
    _mark_split_copies(lines[: first + 1], title, key)


_CAPTION_END = re.compile(r"(?:摄|图|图片|截图)[)）]?$")


def _ends_open(text: str, title: str) -> bool:
    return text[-1] not in "。；" or title.endswith(text[-1])


def _mark_split_copies(lines: Sequence[Line], title: Title, key: str) -> None:
    """A headline set over several lines says the same as the whole: 关于… / …的通知."""
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
                    line.mark("copy of the title")
                return


_BREADCRUMB = r"[^，。：>\n]{2,24}(?:\s?>\s?[^，。：>\n]{2,16}){1,6}"
_lead_date = later(
    re.compile,
    rf"(?:{_BREADCRUMB}\s{{2,20}})?(?:时间[:：])?(?:{DATED}|20\d{{4}}/\d{{4}}:\d\d:\d\d|"
    r"(?:\d\d-)?\d{1,2}-\d\d(?: \d\d:\d\d(?::\d\d)?)?)?\s{0,4}[，,]?\s?正文\s?[:：]\s*",
)
_LEAD_WORD, _LEAD_MAX = re.compile(r"标题|正文|来\s?源|[电讯]\s*题[:：]"), 240
_LEAD_TITLE = re.compile(r"(?:原标题|标题)\s?[:：]\s*")
_LEAD_SOURCE = re.compile(r"\s*来\s?源\s?[:：]\s*(?:原创稿?)?\s*")
# How the text of a story begins: what stands before it, when the line runs on, is the headline.
_story_head = later(
    re.compile,
    rf"本报讯|本报记者|[{HAN}]{{2}}(?:融媒|新闻网|日报|晚报)讯|"
    r"本网讯|[(（【]?作者[:：]|来源[:：]|(?:见习|实习)?(?:记者|通讯员|作者)[ ：]|"
    r"[□■]|文[、/]?图?[/：:]|点击进入|[(（](?:记者|通讯员|全媒体记者)",
)
_after_outlet = later(
    regex.compile,
    rf"(?:客户端)?(?:[(（][^()（）]{{2,10}}[)）])?(?:全媒体|见习)*\s?[|丨]?\s?"
    rf"(?:(?<=[|丨\s])[|丨\s]|记者|讯|消息|[{HAN}]{{0,8}}?(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日?(?:电|"
    rf"讯|消息))",
)
_PURPOSE = (
    "进一步|了|具体|深入|切实|全面|丰富|提升|提高|加强|扎实|贯彻|落实|增强|推动|推进|做好|充分|"
    "有效|更好|引导|助力|帮助|营造|确保|解决|使|让|迎接|庆祝|"
    "弘扬|普及|发挥|保障|给|表彰|响应|加快|激发|展示|传承|培养|维护|防范|缓解|满足|促进|宣传|"
    "规范|倡导|积极|持续|巩固|实现|关心|不断|完善|强化|深化|创新|关爱|预防"
)
_story = later(
    regex.compile,
    rf"近日|日前|根据|三伏|(?<=\s)作为|据[{HAN}]{{2,16}}?(?:消息|介绍|悉|了解)，|(?:20\d\d|今)年，|连日来|近年来|今年以来|近期|近段时间|"
    rf"为(?:{_PURPOSE})|(?<![\d于至自从到在])(?:(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日|20\d\d年\d{{1,2}}月)|\d{{1,2}}日(?:上午|下午|，)|"
    rf"今年(?:\d|[^\u4e00-\u9fff]|来)|当前|目前|眼下|如今|(?<![正现存实坐站住走跑活散解])(?<!分布|遍布)在(?:“[^”]{{1,12}}”)?[^，。“”]{{1,24}}(?:，|的)|"
    rf"随着|自(?:去年|今年|[{HAN}]{{2,12}}以来)|入[春夏秋冬伏汛]以来|"
    r"[春夏秋冬]日(?:[里的，]|炎炎)|盛夏|烈日炎炎|炎炎[夏烈]日|骄阳|(?:[初仲深盛]?[春夏秋冬]的)?清晨|八月|七月|暑假|假期|记者从|"
    r"(?<![展办出造行动为以的])“[^”，。！？]{1,70}[，。！？]",
)


# The rule of a headline at the head of a line that runs on.
AT_HEAD = "title at the head of the line"


class Opening(NamedTuple):
    """The headline at the head of a line that runs on; where its end is not `certain` it stays part of the text."""

    start: int
    end: int
    certain: bool


def read_opening(text: str, line: Line) -> Opening | None:
    """Take the date, the headline and the source off the head of a line that runs on into the story."""
    at = line.start
    if not _LEAD_WORD.search(text, at, min(at + _LEAD_MAX, line.end)):
        return None
    if match := _lead_date().match(text, at, line.end):
        line.take(at, match.end(), "date at the head of the line")
        at = match.end()
    if match := _LEAD_TITLE.match(text, at, line.end):
        line.take(at, match.end(), "label of the title")
        start = match.end()
    elif subject := _subject().match(text, at, line.end):
        start = subject.end()
    else:
        if (source := _LEAD_SOURCE.match(text, at, line.end)) and (span := outlets.running_source(text[at : at + 60])):
            line.take(at, max(at + span[1], source.end()), "source at the head of the line")
        return None
    window = text[start : min(line.end, start + 130)]
    doubled = re.match(r"(?P<title>\S.{5,63}?)\s*(?P<copy>(?P=title))\s*", window) or re.match(
        r"(?P<title>\S.{5,63}?)(?P<copy>)\s*来\s?源\s?[:：]\s*原创稿?", window
    )
    if doubled:
        end, at = start + doubled.end("title"), start + doubled.end("copy")
        if doubled["copy"]:
            line.take(end, at, "copy of the title")
        if (source := _LEAD_SOURCE.match(text, at, line.end)) and source[0].strip():
            span = outlets.running_source(text[at : at + 60])
            line.take(at, max(at + span[1] if span else at, source.end()), "source at the head of the line")
        return Opening(start, end, certain=True)
    cut, certain = min(_cuts(window), default=(0, False))
    return Opening(start, start + len(window[:cut].rstrip()), certain) if cut else None


def _cuts(window: str) -> Iterator[tuple[int, bool]]:
    """Where the headline at the head of `window` may end, and whether that is certain."""
    for pattern, least, certain in ((_story_head(), 7, True), (_story(), 8, False)):
        match = next((found for found in pattern.finditer(window, least) if _is_whole(window[: found.start()])), None)
        if match is not None and _may_end(window, match.start()):
            yield match.start(), certain
    outlet = outlets.known(window[7:], _after_outlet)
    if outlet is not None and _may_end(window, outlet[0] + 7):
        yield outlet[0] + 7, True
    # The story begins with the words that the headline begins with.
    again = next((at for size in range(12, 4, -1) if (at := window.find(window[:size], size + 3)) >= 0), -1)
    if again >= 8 and _may_end(window, again):
        yield again, True


def _may_end(window: str, at: int) -> bool:
    """Whether a headline may end there: it is no sentence, and breaks off at no comma."""
    head = window[:at]
    return at <= _OPENING_MAX and "。" not in head and head.rstrip()[-1] not in "，、；：,"


def _is_whole(text: str) -> bool:
    """Whether all quotations and brackets in `text` are closed."""
    return all(text.count(left) == text.count(right) for left, right in ("“”", "《》", "（）"))


_OPENING_MAX = 64
