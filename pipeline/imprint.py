"""The facts that an article's lines state about it: title, outlet, authors, editor, day of publication, address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from pipeline import byline
from pipeline.byline import Moment
from pipeline.furniture import DATED, HAN, Line, table
from pipeline.records import Raw
from pipeline.simplify import simplify


class Title(NamedTuple):
    """The headline: its line (None where it stands nowhere in the text), and its span in the Simplified text."""

    line: int | None
    start: int
    end: int
    text: str
    rule: str


class Facts(NamedTuple):
    """What is known of the article besides its text, as its source writes it, and flags about how it is known."""

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    editor: str | None
    published: datetime | None
    url: str | None
    flags: tuple[str, ...]


_PLAIN = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """The letters and digits of `text` alone: what two copies of a headline have in common."""
    return _PLAIN.sub("", text).lower()


_SUFFIX = re.compile(r"\s*(?:[-_|｜—–]{1,2}|-\s*(?=【))\s*(?P<site>【?[^-_|｜—–【】，。：:]{2,24}】?)\s*$")


_SITE_MARKS = frozenset("-_|｜—–")


def page_site(text: str) -> tuple[str, str] | None:
    """A page title taken apart: the headline and the name of the site behind it."""
    if not _SITE_MARKS.intersection(text):
        return None
    head, sites = text, []
    for _ in range(3):
        match = _SUFFIX.search(head)
        if match is None or match.start() < 6:
            break
        head = head[: match.start()]
        sites.append(match["site"].strip("【】 "))
    # Between the headline and the site stand the names of its columns.
    site = next((name for name in sites if byline.is_outlet(name)), sites[0] if sites else "")
    return (head, site) if site else None


@cache
def _festivals() -> dict[int, list[datetime]]:
    """The days of the lunar festivals, by year."""
    _, *rows = [row[0].split(",") for row in table("strip.festivals.csv")]
    return {int(year): [datetime.fromisoformat(f"{year}-{day}") for day in days] for year, *days in rows}


_TODAY = re.compile(r"(?:今天|今日)[（(](?P<month>\d{1,2})月(?P<day>\d{1,2})日[）)]")
_YEAR = re.compile(r"(?<![\d到至])(20[0-3]\d)年")


SIGN_OFF = re.compile(
    r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日(?:\s?[（(]星期[一二三四五六日][)）])?|[一二][〇○零O一二三四五六七八九]{3}年.{1,6}月.{1,6}日"
)


class _Page(NamedTuple):
    """The labelled lines, sorted for reading: `notes` are the metadata lines, `body` those of the text."""

    raw: Raw
    text: str
    lines: Sequence[Line]
    first: int
    story: int
    notes: list[Line]
    body: list[Line]


@cache
def _named_date() -> re.Pattern[str]:
    return re.compile(r"发布|发表|时间|日期")


_DATE_KEYS = ("发布日期", "公开日期", "发布时间", "时间", "日期", "成文日期", "发文日期", "生成日期")


def _published(page: _Page, keys: dict[str, int]) -> tuple[Moment | None, tuple[str, ...]]:
    """The moment of publication, by the best of the places that say it, and flags about how."""
    raw, text, lines = page.raw, page.text, page.lines
    stated: list[tuple[int, Moment]] = []
    for key in _DATE_KEYS:
        if key in keys and (found := byline.moment(lines[keys[key]].text)):
            stated.append((0, found))
            break
    head_end = lines[page.first].start if page.first < len(lines) else len(text)
    for line in page.notes:
        if (
            line.rule == "split date"
            and line.text[:2] == "20"
            and (found := byline.split_date(text[line.start :][:40]))
        ):
            stated.append((1, found))
        if (
            line.rule not in ("particulars", "signature")
            and "更新" not in line.text[:8]
            and (found := byline.moment(line.text)) is not None
        ):
            rank = (0 if line.start < head_end else 2) + (0 if _named_date().search(line.text) else 1)
            stated.append((rank, found))
    for piece in lines[page.first].pieces if page.first < len(lines) else ():
        if piece.rule == "date at the head of the line" and (found := byline.moment(text[piece.start : piece.end])):
            stated.append((1, found))
    record = byline.moment(raw.metadata.published) if raw.metadata.published else None
    if stated:
        best = min(stated, key=lambda pair: pair[0])[1]
        if record is not None and abs((record.when.date() - best.when.date()).days) > 1:
            return best, ("date-contradiction",)
        return record if record is not None and record.timed and not best.timed else best, ()
    if record is not None:
        return record, ()
    coded = "）1" in text or ")1" in text
    if (coded and (found := byline.roc_code(text))) or ("中央社" in text and (found := _roc_lead(page))):
        return found, ("date-from-text",)
    if (url := _url(page)) and (found := byline.url_date(url)):
        return found, ("date-from-url",)
    for line in lines[: page.first + 3]:
        if _DELIVERED.match(line.text) and (found := byline.moment(line.text)):
            return found, ("date-from-text",)
    signed = [line for line in page.notes if line.rule == "signature"]
    for line in reversed([*page.body[-12:], *signed]):
        if len(line.text) <= 40 and SIGN_OFF.fullmatch(line.text) and (found := byline.moment(line.text)):
            # A press release of Hong Kong's government has the time of its issue below the day.
            if clock := _ISSUED_AT.match(text, line.end):
                return Moment(found.when.replace(hour=int(clock[1]) % 24, minute=int(clock[2]) % 60), True), ()
            return found, ("date-from-signature",)
    return _dated_today(text) or _dated_around(text), ("date-from-text",)


_ISSUED_AT = re.compile(r"\s{0,9}香港时间\s?(\d{1,2})时(\d{1,2})分")
# A report or speech says under its title when and where it was given: —2013年2月28日在…会议上.
_DELIVERED = re.compile(r"\W{0,4}(?:19|20)\d\d年\d{1,2}月\d{1,2}日在.{4,50}[会议]上\W{0,2}$")


def _roc_lead(page: _Page) -> Moment | None:
    """The day in the calendar of the Republic before an agency's dateline: 114年5月27日（中央社記者…）."""
    match = re.search(r"1[0-2]\d年\d{1,2}月\d{1,2}日(?=[(（]中央社)", page.text)
    return byline.moment(match.group()) if match else None


def _dated_today(text: str) -> Moment | None:
    """`今天（9月18日）` in a broadcast: the year is that of the only year named, where a lunar festival confirms it.

    Without such a confirmation three in four of the years that a broadcast names are not its own.
    """
    if "月" not in text or "今" not in text:
        return None
    days = {(int(match["month"]), int(match["day"])) for match in _TODAY.finditer(text)}
    years = set(_YEAR.findall(text))
    if len(days) != 1 or len(years) != 1:
        return None
    (month, day), year = days.pop(), int(years.pop())
    try:
        today = datetime(year, month, day)
    except ValueError:
        return None
    named = [festival for festival in _festivals().get(year, ()) if abs((festival - today).days) <= 3]
    return Moment(today, False) if named and re.search(r"春节|元宵|端午|七夕|中秋|重阳", text) else None


_SPOKEN = re.compile(r"(?P<day_of>今|昨|明)[天日早晚晨年]?[(（](?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日[）)]")
_SHIFTS = {"今": 0, "昨": 1, "明": -1}
_PATH_DAY = re.compile(r"(?<!\d)(?P<year>20[0-2]\d)/?(?P<month>1[0-2]|0[1-9])/?(?P<day>3[01]|[12]\d|0[1-9])(?=/)")


def _dated_around(text: str) -> Moment | None:
    """The day that a text speaks from, as in 今早（22日）, completed from a full date that can only be of that week.

    Where only the day is given, the full date stands just behind it; where the month is too, it is in the address of
    another story that the text links to.
    """
    if ("日）" not in text and "日)" not in text) or not (match := _SPOKEN.search(text)):
        return None
    day, shift = int(match["day"]), timedelta(_SHIFTS[match["day_of"]])
    if match["month"]:
        written = [byline.moment(found.group().replace("/", "")) for found in _PATH_DAY.finditer(text)]
    else:
        written = [byline.moment(text[match.end() : match.end() + 60])]
    for found in written:
        for lag in range(-1, 3) if found else ():
            spoken = found.when + timedelta(lag) if found else datetime.min
            if spoken.day == day and (not match["month"] or spoken.month == int(match["month"])):
                return Moment(datetime(spoken.year, spoken.month, spoken.day) + shift, False)
    return None


_URL = regex.compile(r"https?://[^\s\"'<>，。；（）\u4e00-\u9fff]+")


def _url(page: _Page) -> str | None:
    for line in page.notes:
        if line.rule == "address field" and (match := _URL.search(page.raw.text, line.start, line.end)):
            return match.group()
    return page.raw.metadata.url


_NOT_OUTLET_WORDS = (
    "原创 原创稿 本站 本网 本站原创 本网讯 网络 互联网 未知 佚名 综合 转载 admin 管理员 匿名 "
    "整理 点击 浏览 作者 编辑 字号 打印 无 其他 "
    "网络整理 综合整理 原文 文章 新闻 内容"
)
_NOT_OUTLETS = frozenset(_NOT_OUTLET_WORDS.split())
_PORTALS = re.compile(
    r"腾讯网|腾讯新闻|搜狐|网易|新浪|凤凰网|今日头条|百家号|澎湃号|企鹅号|一点资讯|东方财富网|和讯网|天天快报"
)


@cache
def _closing_source() -> regex.Pattern[str]:
    return regex.compile(
        r"(?:来源[:：|丨｜]|转自[:：])\s*(?P<outlet>[\u4e00-\u9fffA-Za-z]{2,14}?)[)）]?\s*(?:返回|"
        r"责任|编辑|通讯员|作者|记者|[(（]|$)"
    )


# 《 人民日报 》（ 2021年01月02日   3 版）
_PRINTED = regex.compile(r"《\s*(?P<outlet>[\u4e00-\u9fff]{2,10}[报刊])\s*》\s*[(（]\s*\d{4}年")


def _without_foot(text: str) -> str:
    """The end of a story without the furniture that runs on from it."""
    cut = max(len(text) - 90, 0)
    if not any(text.find(word, cut) >= 0 for word in ("返回", "责任编辑", "分享让", "【投稿")):
        return text
    return text[:cut] + _FOOT.sub("", text[cut:])


_FOOT = regex.compile(
    r"\s*(?:返回[\u4e00-\u9fff]{2,4}[,，]\s?查看更多|分享让更多人看到|【投稿).*$|\s*责任编辑[:：]\s*$"
)


def _outlet(page: _Page, title: Title | None) -> tuple[int, int] | str | None:
    """Where the outlet stands in the text; else its name in the container's metadata."""
    lines, text, first = page.lines, page.text, page.first
    # Who put a story on the page (发布人) is asked only where no source is named.
    for line in sorted(page.notes, key=lambda line: "发布" in line.text and _ISSUED.search(line.text) is not None):
        if span := _named_source(page, line):
            return span
    if title is not None and title.line is not None and title.start > lines[title.line].start:
        line = lines[title.line]
        if span := byline.agency(text[line.start : title.start]):
            return line.start + span[0], line.start + span[1]
    for piece in lines[first].pieces if first < len(lines) else ():
        of_source = piece.rule == "source at the head of the line"
        if of_source and (span := byline.running_source(text[piece.start : piece.end])):
            return piece.start + span[0], piece.start + span[1]
    if text.startswith(("来源：", "来源:"), page.story) and (span := byline.running_source(text[page.story :][:60])):
        return page.story + span[0], page.story + span[1]
    datelines = [line.start for line in page.notes if line.rule == "dateline"]
    for start in [*datelines, page.story, *(line.start for line in page.body[1:2])]:
        if span := byline.agency(text[start : start + 200].split("\n", 1)[0]):
            return start + span[0], start + span[1]
    for line in page.notes:
        if line.rule == "name of the outlet":
            return line.start, line.end
        if line.rule == "issue of a journal":
            return line.start, line.start + len(_ISSUE.split(line.text)[0])
        if line.rule == "masthead" and (span := _masthead(line)):
            return span
        if line.rule == "by-line and date line":
            if span := byline.slashed_outlet(line.text):
                return line.start + span[0], line.start + span[1]
            if span := byline.staff_of(line.text):
                return line.start + span[0], line.start + span[1]
            stamp = byline.DATE.search(line.text)
            for rest in _COLUMNS.split(byline.DATE.sub("|", line.text)) if stamp else ():
                name = rest.strip(" |-—_:：,，")
                for part in (name, *_PARTS.split(name)):
                    if part and part not in _NOT_OUTLETS and byline.is_outlet(part):
                        at = line.start + line.text.index(part)
                        return at, at + len(part)
    if page.body:
        last = page.body[-1]
        tail = max(last.start, page.story, last.end - 120)
        closing = _without_foot(text[tail : last.end])
        if span := byline.staff_of(closing[-60:]):
            at = tail + max(len(closing) - 60, 0)
            return at + span[0], at + span[1]
        if match := _closing_source().search(closing) or _PRINTED.search(closing):
            return tail + match.start("outlet"), tail + match.end("outlet")
    if found := _site_of_page(page, title):
        return found
    if given := page.raw.metadata.outlet:
        return _GIVEN_KEY.sub("", given)
    return _own_name(page)


_ISSUED = re.compile(r"^[^源]*发布(?:人|者)")
_ISSUE = re.compile(r"\s*20\d\d年\s?第?\d{1,2}期$")
_PARTS = re.compile(r"[-－—/]")
_MASTHEAD_NOISE = re.compile(r".*版.*|.*[期号报]第?\d.*|星期[一二三四五六日天]|数字报|电子报|.{0,2}")


def _masthead(line: Line) -> tuple[int, int] | None:
    """The name of the paper in the line over a printed page: it stands first, apart from the day and the page."""
    for name in re.split(r"[\s|]+", DATED.sub(" ", line.text)):
        if not _MASTHEAD_NOISE.fullmatch(name) and (byline.is_outlet(name) or len(name) >= 4):
            at = line.start + line.text.index(name)
            return at, at + len(name)
    return None


# How a paper names its own reporter in the third person, and how a page and an account name themselves at their foot.
_OWN_REPORTER = regex.compile(r"《(?P<outlet>[\u4e00-\u9fff]{2,10}[报刊])》记者")


@cache
def _account() -> regex.Pattern[str]:
    return regex.compile(
        r"(?!关注|扫|长按|识别|打开|分享|使用|用)(?P<outlet>[\u4e00-\u9fffA-Za-z]{2,12}?)(?:官方|联系)?(?:微信公众号|公众号|微信|微博)"
    )


_MEMBERS = regex.compile(r"成为(?P<outlet>[\u4e00-\u9fff]{2,8}?)的?(?:月费|付费)?(?:订户|会员)")
_NOT_ACCOUNTS = frozenset(
    ("关注", "官方", "新浪", "腾讯", "扫一扫", "打开", "我们", "分享", "个人", "手机", "加入", "添加", "政务", "客服")
)
_SLOGAN = regex.compile(r"[-_|—]\s*(?P<outlet>[\u4e00-\u9fff]{2,10}(?:网|在线|报))\s*[，,]")


def _own_name(page: _Page) -> tuple[int, int] | None:
    """The name that a page without a source line gives itself: in the text, at its foot, in its own title."""
    for line in page.lines[page.first + 1 :]:
        if line.label not in ("boilerplate", "related"):
            continue
        match = _account().fullmatch(line.text) if len(line.text) <= 20 else _MEMBERS.search(line.text)
        if match and match["outlet"] not in _NOT_ACCOUNTS:
            return line.start + match.start("outlet"), line.start + match.end("outlet")
    for line in page.lines[:3]:
        if line.label == "boilerplate" and (match := _SLOGAN.search(line.text)):
            return line.start + match.start("outlet"), line.start + match.end("outlet")
    for line in page.body[:12]:
        if match := _OWN_REPORTER.search(line.text):
            return line.start + match.start("outlet"), line.start + match.end("outlet")
    return None


_AFTER_OUTLET = re.compile(r"(?<=..)(?:[-－—_/ ]+|作者|记者|编辑|时间|日期|字号|责任编辑|点击|浏览)+$")


_GIVEN_KEY = re.compile(r"^(?:文章)?[来來]源\s?[:：]\s*|\s+原创稿?$")


_TAKEN_FROM = re.compile(r"(?:来源|转载?|摘)自\s*[:：]?\s*[《“]?(?P<outlet>[^\s《》“”（）()，。、]{2,20})")


def _named_source(page: _Page, line: Line) -> tuple[int, int] | None:
    pattern = _TAKEN_FROM if line.rule == "sources" else byline.SOURCE
    for start, end in byline.spans(pattern, line.text, "outlet"):
        end = start + len(_AFTER_OUTLET.sub("", line.text[start:end]))
        value = line.text[start:end]
        person = byline.is_name(value) and not byline.is_outlet(value)
        if value in _NOT_OUTLETS or person or DATED.match(value) or value.startswith("http") or "@" in value:
            continue
        # A source that is an entry of the page's menu is the column that the story stands in.
        if any(value == other.text for other in page.lines[: page.first] if other.label == "boilerplate"):
            continue
        return line.start + start, line.start + end
    return None


def _site_of_page(page: _Page, title: Title | None) -> tuple[int, int] | None:
    """The name of the site behind the headline in the page's own title."""
    if title is None or not page.lines:
        return None
    top = page.lines[0]
    if top.label not in ("boilerplate", "title") or (title.line == 0 and title.rule != "page title"):
        return None
    site = page_site(top.text)
    if site is None or plain(title.text) not in plain(top.text):
        return None
    at = top.start + top.text.rindex(site[1])
    return at, at + len(site[1])


_PERSON_WORD = re.compile(r"记者|作者|通讯员|撰文|采写|文[/字:：|丨]|撰稿|编译|/")


@cache
def _person_item() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:作者|记者|撰文|采写|撰稿)\s*[:：]\s*(?P<names>[{HAN}·]{{2,4}}(?:[ 、，][{HAN}]{{2,4}})*)(?=[\s|]|$)"
    )


_COLUMNS = re.compile(r"\s{2,}|[|]")


def _authors(page: _Page) -> list[str]:
    """The authors by the by-line, the head or the foot of the story, the container's metadata, in this order."""
    for line in page.notes:
        listed = line.rule == "by-line and date line" and line.text[-1] >= "\u4e00"
        if line.rule in ("by-line and date line", "credits") and (listed or _PERSON_WORD.search(line.text)):
            for part in [line.text, *_COLUMNS.split(line.text)]:
                if found := byline.byline(part.strip()):
                    return found
            if (match := _person_item().search(line.text)) and (found := byline.names(match["names"])):
                return found
    for number, line in enumerate(page.body[:2]):
        at = page.story if number == 0 and line.start <= page.story < line.end else line.start
        if found := byline.opening_authors(page.text[at : min(line.end, at + 200)]):
            return found
    if page.body:
        last = page.body[-1]
        if found := byline.closing_authors(_without_foot(page.text[max(last.start, last.end - 200) : last.end])):
            return found
    named: list[str] = []
    for given in page.raw.metadata.authors:
        if len(given) <= 24:
            named += byline.names(re.sub(r"^.{0,12}?(?:记者|通讯员|作者|编辑)[:：]?", "", simplify(given).text))
    return list(dict.fromkeys(named))


def _raw_name(page: _Page, name: str) -> str:
    """The name as the source writes it: the raw characters under the Simplified ones."""
    at = page.text.find(name)
    if at >= 0:
        return page.raw.text[at : at + len(name)]
    for given in page.raw.metadata.authors:
        at = simplify(given).text.find(name)
        if at >= 0:
            return given[at : at + len(name)]
    match = re.search(rf"{re.escape(name[0])}\s+{re.escape(name[1:])}", page.text)
    return re.sub(r"\s", "", page.raw.text[match.start() : match.end()]) if match else name


# The agency in Taipei closes a story with the editor and the day, whatever the page sets behind it.
_CODED_EDITOR = regex.compile(r"[(（](编辑[:：][\u4e00-\u9fff]{2,4})[)）]1[0-2]\d{5}(?!\d)")


def _editor(page: _Page) -> str | None:
    """The responsible editor; without one, the first editor named."""
    named = [line.text for line in page.notes if "编" in line.text]
    if "）1" in page.text or ")1" in page.text:
        named += _CODED_EDITOR.findall(page.text)[-1:]
    named += [
        _without_foot(line.text[-160:])
        for line in page.body[-1:]
        if "编辑" in line.text[-160:] or "责编" in line.text[-160:]
    ]
    found = [(byline.editor(text), "责" in text) for text in named]
    return next((name for name, responsible in found if responsible and name), None) or next(
        (name for name, _ in found if name), None
    )


@lru_cache(maxsize=1024)
def _differ(outlet: str, carrier: str) -> bool:
    """Whether an outlet and the site that carries it have names that say so; a bare domain name says nothing."""
    if not carrier or outlet in carrier or carrier in outlet:
        return False
    one, other = plain(outlet), plain(carrier)
    return bool(other) and not other.isascii() and one not in other and other not in one


@lru_cache(maxsize=1024)
def _is_portal(name: str) -> bool:
    return _PORTALS.search(name) is not None


_TITLE_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)")


def read(raw: Raw, text: str, lines: Sequence[Line], first: int, title: Title | None, keys: dict[str, int]) -> Facts:
    """Read the facts off the labelled `lines`; `first` is the first line of prose, `keys` the particulars."""
    notes = [line for line in lines if line.label == "metadata"]
    body = [line for line in lines if line.label == "body"]
    story = len(text)
    if first < len(lines):
        opening = lines[first]
        ends = [piece.end for piece in opening.pieces if piece.end < opening.end - 40 and piece.rule in _LEADS]
        story = max(ends, default=opening.start)
    page = _Page(raw, text, lines, first, story, notes, body)
    flags: list[str] = []
    if title is not None:
        name: str | None = raw.text[title.start : title.end].strip("* \u3000\xa0\t")
    else:
        name = raw.metadata.title
        if name and (site := page_site(name)) and byline.is_outlet(site[1]):
            name = site[0]
    if not name:
        name = None
        flags.append("no-title")
    found = _outlet(page, title)
    outlet = raw.text[found[0] : found[1]].strip() if isinstance(found, tuple) else found
    moment, how = _published(page, keys)
    flags += how if moment is not None else ("no-date",)
    people = tuple(_raw_name(page, person) for person in _authors(page))
    editor = _editor(page)
    carrier = raw.metadata.outlet or ""
    other = isinstance(found, tuple) and outlet is not None and _differ(outlet, carrier)
    portal = _is_portal(outlet or "") or _is_portal(carrier)
    if other or portal or "返回搜狐" in text or any("转自" in line.text or "转载自" in line.text for line in notes):
        flags.append("reprint")
    # A portal that shows last year's story this year gives the day of the reprint.
    if "reprint" in flags and moment is not None:
        headlines = [line for line in lines[:first] if line.label == "title" or line.rule == "copy of the title"]
        years = [int(year) for line in headlines for year in _TITLE_YEAR.findall(line.text)]
        if years and max(years) == moment.when.year - 1:
            flags.append("date-contradiction")
    return Facts(
        name,
        outlet,
        people,
        _raw_name(page, editor) if editor else None,
        moment.when if moment else None,
        _url(page),
        tuple(flags),
    )


_LEADS = frozenset(
    {
        "date at the head of the line",
        "label of the title",
        "title at the head of the line",
        "copy of the title",
        "source at the head of the line",
    }
)
