"""The facts that an article's lines state about it: title, outlet, authors, editor, day of publication, address."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

import regex

from pipeline.simplify import simplify
from pipeline.strip import byline, outlets
from pipeline.strip.headline import Title, page_site, plain
from pipeline.strip.lexicon import HAN, later
from pipeline.strip.line import Line
from pipeline.strip.outlets import Span
from pipeline.strip.page import Page, url
from pipeline.strip.published import published
from pipeline.strip.stamps import date


class Facts(NamedTuple):
    """What is known of the article besides its text, as its source writes it, and flags about how it is known."""

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    editor: str | None
    published: datetime | None
    url: str | None
    flags: tuple[str, ...]


_NOT_OUTLET_WORDS = (
    "原创 原创稿 本站 本网 本站原创 本网讯 网络 互联网 未知 佚名 综合 转载 admin 管理员 匿名 "
    "整理 点击 浏览 作者 编辑 字号 打印 无 其他 "
    "网络整理 综合整理 原文 文章 新闻 内容"
)
_NOT_OUTLETS = frozenset(_NOT_OUTLET_WORDS.split())
_portals = later(
    re.compile,
    r"腾讯网|腾讯新闻|搜狐|网易|新浪|凤凰网|今日头条|百家号|澎湃号|企鹅号|一点资讯|东方财富网|和讯网|天天快报",
)
_closing_source = later(
    regex.compile,
    r"(?:来\s?源[:：|丨｜]|转自[:：])\s*(?P<outlet>[\u4e00-\u9fffA-Za-z]{2,20}?)[)）]?\s*(?:返回|"
    r"责任|编辑|通\s?讯\s?员|作者|记者|原标题|推荐阅读|出品|版权|[(（|丨｜]|$)",
)
# 《 人民日报 》（ 2021年01月02日   3 版）
_printed = later(regex.compile, r"《\s*(?P<outlet>[\u4e00-\u9fff]{2,10}[报刊])\s*》\s*[(（]\s*\d{4}年")


def _outlet(page: Page, title: Title | None) -> Span | str | None:
    """Where the outlet stands in the text; else its name in the container's metadata."""
    lines, text, first = page.lines, page.text, page.first
    # Who put a story on the page (发布人) is asked only where no source is named.
    for line in sorted(page.notes, key=lambda line: "发布" in line.text and _issued().search(line.text) is not None):
        if span := _named_source(page, line):
            return span
    if title is not None:
        line = lines[first if title.line is None else title.line]
        begin = max((piece.end for piece in line.pieces if piece.end < title.start), default=line.start)
        if begin < title.start and (span := outlets.agency(text[begin : title.start])):
            return begin + span[0], begin + span[1]
    for piece in lines[first].pieces if first < len(lines) else ():
        of_source = piece.rule == "source at the head of the line"
        if of_source and (span := outlets.running_source(text[piece.start : piece.end])):
            return piece.start + span[0], piece.start + span[1]
    if _opens_with_source().match(text, page.story) and (span := outlets.running_source(text[page.story :][:60])):
        return page.story + span[0], page.story + span[1]
    datelines = [line.start for line in page.notes if line.rule == "dateline"]
    for start in [*datelines, page.story, *(line.start for line in page.body[1:2])]:
        if span := outlets.agency(text[start : start + 200].split("\n", 1)[0]):
            return start + span[0], start + span[1]
    for line in page.notes:
        if line.rule == "name of the outlet":
            return line.start, line.end
        if line.rule == "issue of a journal":
            return line.start, line.start + len(_issue().split(line.text)[0])
        if line.rule == "masthead" and (span := _masthead(line)):
            return span
        if line.rule == "by-line and date line":
            slashed = outlets.slashed(line.text)
            if span := slashed[1] if slashed else outlets.staff_of(line.text):
                return line.start + span[0], line.start + span[1]
            stamp = date().search(line.text)
            for rest in _columns().split(date().sub("|", line.text)) if stamp else ():
                name = rest.strip(" |-—_:：,，")
                for part in (name, *_parts().split(name)):
                    if part and part not in _NOT_OUTLETS and outlets.is_outlet(part):
                        at = line.start + line.text.index(part)
                        return at, at + len(part)
    if page.body:
        last = page.body[-1]
        tail = max(last.start, page.story, last.end - 120)
        closing = text[tail : page.end]
        if span := outlets.staff_of(closing[-60:]):
            at = max(tail, page.end - 60)
            return at + span[0], at + span[1]
        if match := _closing_source().search(closing) or _printed().search(closing):
            name = _channel().sub("", match["outlet"])
            return tail + match.start("outlet"), tail + match.start("outlet") + len(name)
    if found := _site_of_page(page, title):
        return found
    if given := page.raw.metadata.outlet:
        return _given_key().sub("", given)
    return _own_name(page)


_opens_with_source = later(re.compile, r"(?:作者\s?[:：]\s?[^\W\d_]{2,4}\s?)?来源[:：]")
_issued = later(re.compile, r"^[^源]*发布(?:人|者)")
_issue = later(re.compile, r"\s*20\d\d年\s?第?\d{1,2}期$")
_parts = later(re.compile, r"[-－—/]")
_masthead_noise = later(re.compile, r".*版.*|.*[期号报]第?\d.*|星期[一二三四五六日天]|数字报|电子报|.{0,2}")


def _masthead(line: Line) -> Span | None:
    """The name of the paper in the line over a printed page: it stands first, apart from the day and the page."""
    for name in re.split(r"[\s|]+", date().sub(" ", line.text)):
        if not _masthead_noise().fullmatch(name) and (outlets.is_outlet(name) or len(name) >= 4):
            at = line.start + line.text.index(name)
            return at, at + len(name)
    return None


# How a paper names its own reporter in the third person, and how a page and an account name themselves at their foot.
_own_reporter = later(regex.compile, r"《(?P<outlet>[\u4e00-\u9fff]{2,10}[报刊])》记者")
_reports = later(
    regex.compile,
    r"记者(?:(?:\d{1,2}月)?\d{1,2}日|今[天日]|近日|昨[天日])?(?:获悉|了解到|从|在|注意到|梳理|走访|看到|发现)",
)
_account = later(
    regex.compile,
    r"(?!关注|扫|长按|识别|打开|分享|使用|用)(?P<outlet>[\u4e00-\u9fffA-Za-z]{2,12}?)(?:官方|联系)?(?:微信公众号|公众号|微信|微博)",
)
_members = later(regex.compile, r"成为(?P<outlet>[\u4e00-\u9fff]{2,8}?)的?(?:月费|付费)?(?:订户|会员)")
_NOT_ACCOUNTS = frozenset(
    ("关注", "官方", "新浪", "腾讯", "扫一扫", "打开", "我们", "分享", "个人", "手机", "加入", "添加", "政务", "客服")
)
_slogan = later(regex.compile, r"[-_|—]\s*(?P<outlet>[\u4e00-\u9fff]{2,10}(?:网|在线|报))\s*[，,]")


def _own_name(page: Page) -> Span | None:
    """The name that a page without a source line gives itself: in the text, at its foot, in its own title."""
    for line in page.lines[page.first + 1 :]:
        if line.label not in ("boilerplate", "related"):
            continue
        match = _account().fullmatch(line.text) if len(line.text) <= 20 else _members().search(line.text)
        if match and match["outlet"] not in _NOT_ACCOUNTS:
            return line.start + match.start("outlet"), line.start + match.end("outlet")
    for line in page.lines[:3]:
        if line.label == "boilerplate" and (match := _slogan().search(line.text)):
            return line.start + match.start("outlet"), line.start + match.end("outlet")
    for line in page.body[:2]:
        if span := outlets.known(line.text[:300], _reports, not_after=outlets.SPOKEN_OF):
            return line.start + span[0], line.start + span[1]
    for line in page.body[:12]:
        if match := _own_reporter().search(line.text):
            return line.start + match.start("outlet"), line.start + match.end("outlet")
    return None


_after_outlet = later(re.compile, r"(?<=..)(?:[-－—_/ ]+|作者|记者|编辑|时间|日期|字号|责任编辑|点击|浏览)+$")
# An office's account is named like its office: the channel is no part of the name.
_channel = later(re.compile, r"(?<=..)(?:官方(?:微信(?:公众号)?|微博|公众号)|微信公众号|微信|官微)$")
_given_key = later(re.compile, r"^(?:文章)?[来來]源\s?[:：]\s*|\s+原创稿?$")
_taken_from = later(re.compile, r"(?:来源|转载?|摘)自\s*[:：]?\s*[《“]?(?P<outlet>[^\s《》“”（）()，。、]{2,20})")


def _named_source(page: Page, line: Line) -> Span | None:
    pattern = _taken_from if line.rule == "sources" else outlets.source
    for match in pattern().finditer(line.text):
        value = _channel().sub("", _after_outlet().sub("", match["outlet"]))
        person = byline.is_name(value) and not outlets.is_outlet(value)
        if value in _NOT_OUTLETS or person or date().match(value) or value.startswith("http") or "@" in value:
            continue
        # A source that is an entry of the page's menu is the column that the story stands in.
        if any(value == other.text for other in page.lines[: page.first] if other.label == "boilerplate"):
            continue
        start = line.start + match.start("outlet")
        return start, start + len(value)
    return None


def _site_of_page(page: Page, title: Title | None) -> Span | None:
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


_person_word = later(re.compile, r"记者|作者|通讯员|撰文|采写|文[/字:：|丨]|撰稿|编译|/")
_person_item = later(
    regex.compile,
    rf"(?:作者|记者|撰文|采写|撰稿)\s*[:：]\s*(?P<names>[{HAN}·]{{2,4}}(?:[ 、，][{HAN}]{{2,4}})*)(?=[\s|]|$)",
)
_columns = later(re.compile, r"\s{2,}|[|]")


def _authors(page: Page) -> list[str]:
    """The authors by the by-line, the head or the foot of the story, the container's metadata, in this order."""
    for line in page.notes:
        listed = line.rule == "by-line and date line" and line.text[-1] >= "\u4e00"
        if line.rule in ("by-line and date line", "credits") and (listed or _person_word().search(line.text)):
            if byline.is_name(line.text):
                return [line.text]
            for part in [line.text, *_columns().split(line.text)]:
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
        if found := byline.closing_authors(page.text[max(last.start, last.end - 200) : page.end]):
            return found
    named: list[str] = []
    for given in page.raw.metadata.authors:
        if len(given) <= 24:
            named += byline.names(re.sub(r"^.{0,12}?(?:记者|通讯员|作者|编辑)[:：]?", "", simplify(given).text))
    return list(dict.fromkeys(named))


def _raw_name(page: Page, name: str) -> str:
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
_coded_editor = later(regex.compile, r"[(（](编辑[:：][\u4e00-\u9fff]{2,4})[)）]1[0-2]\d{5}(?!\d)")


def _editor(page: Page) -> str | None:
    """The responsible editor; without one, the first editor named."""
    named = [line.text for line in page.notes if "编" in line.text]
    if "编辑" in page.text:
        named += _coded_editor().findall(page.text)[-1:]
    if page.body:
        last = page.body[-1]
        closing = page.text[max(last.start, last.end - 160) : page.end]
        named += [closing] if "编辑" in closing or "责编" in closing else []
    found = [(name, "责" in text) for text in named if (name := byline.editor(text))]
    return next((name for name, responsible in found if responsible), found[0][0] if found else None)


@lru_cache(maxsize=1024)
def _differ(outlet: str, carrier: str) -> bool:
    """Whether an outlet and the site that carries it have names that say so; a bare domain name says nothing."""
    if not carrier or outlet in carrier or carrier in outlet:
        return False
    one, other = plain(outlet), plain(carrier)
    return bool(other) and not other.isascii() and one not in other and other not in one


@lru_cache(maxsize=1024)
def _is_portal(name: str) -> bool:
    return _portals().search(name) is not None


_title_year = later(re.compile, r"(?<!\d)(20[0-3]\d)(?!\d)")


def read(page: Page, title: Title | None, keys: dict[str, int]) -> Facts:
    """Read the facts off the labelled lines; `keys` are the lines of the particulars of a document."""
    raw, text, lines = page.raw, page.text, page.lines
    flags: list[str] = []
    if title is not None:
        name: str | None = raw.text[title.start : title.end].strip("* \u3000\xa0\t\u200b\ufeff")
    else:
        name = raw.metadata.title
        if name and (site := page_site(name)) and outlets.is_outlet(site[1]):
            name = site[0]
    if not name:
        name = None
        flags.append("no-title")
    found = _outlet(page, title)
    outlet = raw.text[found[0] : found[1]].strip() if isinstance(found, tuple) else found
    moment, how = published(page, keys)
    flags += how if moment is not None else ("no-date",)
    people = tuple(_raw_name(page, person) for person in _authors(page))
    editor = _editor(page)
    carrier = raw.metadata.outlet or ""
    other = isinstance(found, tuple) and outlet is not None and _differ(outlet, carrier)
    portal = _is_portal(outlet or "") or _is_portal(carrier)
    if (
        other
        or portal
        or "返回搜狐" in text
        or any("转自" in line.text or "转载自" in line.text for line in page.notes)
    ):
        flags.append("reprint")
    # A portal that shows last year's story this year gives the day of the reprint.
    if "reprint" in flags and moment is not None:
        headlines = [line for line in lines[: page.first] if line.label == "title" or line.rule == "copy of the title"]
        years = [int(year) for line in headlines for year in _title_year().findall(line.text)]
        if years and max(years) == moment.when.year - 1:
            flags.append("date-contradiction")
    return Facts(
        name,
        outlet,
        people,
        _raw_name(page, editor) if editor else None,
        moment.when if moment else None,
        url(page),
        tuple(flags),
    )
