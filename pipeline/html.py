"""An HTML page → its text block by block, what its head says of the article, and where in the page each line stands.

Everything a reader would see is rendered, furniture too: dropping it is for `strip`, which records what it drops. A
paragraph, a heading, a list item or a line of a table is a line; the cells of a row of short cells are joined by tabs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple

import regex
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pipeline.records import Metadata

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PARAGRAPHS = _HEADINGS | {"p", "li", "dd", "dt", "pre", "blockquote", "figcaption", "tr", "td", "th", "caption"}
_BLOCKS = _PARAGRAPHS | {
    "address", "article", "aside", "body", "center", "details", "dialog", "div", "dl", "fieldset", "figure", "footer",
    "form", "header", "hr", "legend", "main", "menu", "nav", "ol", "optgroup", "option", "section", "select", "summary",
    "table", "tbody", "tfoot", "thead", "ul",
}  # fmt: skip
_UNSEEN = {
    "applet", "area", "audio", "base", "canvas", "embed", "frame", "frameset", "head", "iframe", "input", "link", "map",
    "math", "meta", "noembed", "noframes", "noscript", "object", "param", "script", "source", "style", "svg",
    "template", "textarea", "title", "track", "video",
}  # fmt: skip
_HIDDEN_STYLE = regex.compile(r"display\s*:\s*none", regex.I)
_BRACKETS = " []()（）【】|·•-–>»\u3000"
# What no page needs: markup beyond this (pictures in it do not count), and lines beyond that.
_MAX_SOURCE, _MAX_LINES = 10_000_000, 100_000
_EMBEDDED = regex.compile(r"data:[\w/+.;=-]{1,80},[A-Za-z0-9+/=%]++")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"
_SPACE = regex.compile(r"[ \t\r\n\f\v\xa0]+")

# Words in a class or an id by which page authors name what is not the article.
_NAV_NAME = regex.compile(
    r"(?<![a-z])(?:nav\w*|(?:top|tool|side)?menu|top-?bar|tool-?bar|foot(?:er)?|copyrights?|crumbs?|bread-?crumbs?|"
    r"log-?in|search|sitemap|friend-?links?|page-?nav|pagination|pager)(?![a-z])",
    regex.I,
)
_ASIDE_NAME = regex.compile(
    r"(?<![a-z])(?:aside|side-?bar|related|relate|recommend\w*|hot-?(?:list|news)?|rank\w*|comments?|share|shares|"
    r"advert\w*|ads?|popup|pop|qr-?code|tags?|prev-?next)(?![a-z])",
    regex.I,
)
# Of furniture in furniture, so many innermost ones are remembered.
_REGIONS = 8
_REGION_TAGS = {"nav": "nav", "footer": "nav", "menu": "nav", "select": "nav", "aside": "aside"}

_SENTENCE_MARK = regex.compile("[，。；！？、：]")
_BYLINE = regex.compile(
    r"来源|來源|发布|發布|發佈|时间|時間|日期|作者|记者|記者|编辑|編輯|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}"
)
# What stands on a line of its own beside each teaser of a list.
_TEASER_MARK = regex.compile(
    r"[\[(（【]?(?:(?:20)?\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?: ?\d\d:\d\d(?::\d\d)?)?[\])）】]?|"
    r"[\[【]?(?:more|更多|详细|查看详情|详情|阅读全文|查看全文|了解更多)\s*[>»]*[\]】]?",
    regex.I,
)
_TEASERS, _TEASER_LINES = 3, 3
# Link text is at least this share of a line of links.
_LINK_SHARE = 0.8
# A container's claim to the prose of its descendants falls by this factor at each level: one paragraph's wrapper loses
# to what wraps two of them, and what wraps the article alone wins over what wraps it with its surroundings.
_DECAY = 0.6
# Prose under a furniture name counts this much towards the choice of the article's container; where a container of so
# much prose has itself such a name, the name is wrong (`sidebar-layout`) and not the choice.
_FURNITURE_WEIGHT = 0.2
_MUCH_PROSE = 300
# A page with less prose than this holds no article.
_LITTLE_PROSE = 40

_DATE = regex.compile(
    r"(?<!\d)(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)(?!\d)(?:[ T　]{0,3}\d{1,2}:\d\d(?::\d\d)?)?"
)
_TITLE_SEPARATOR = regex.compile(r"\s*(?:[_|｜]+|--+|——|\s[-–]\s|[-–](?=[^-–]{2,16}$))\s*")
_YEAR = regex.compile(r"(?:19|20)\d\d")
_DATED = regex.compile(rf"(?<=(?:发布|發布|發佈|更新|发表|時間|时间|日期)[^\d\n]{{0,6}}){_DATE.pattern}")
_LISTED = regex.compile("[,，、;；]")
_NOT_A_PERSON = regex.compile(
    r"[@\d]|(?:网|报|社|频道|编辑部|日报|新闻|快讯|客户端)$|^(?:网易|admin|name|null|undefined)", regex.I
)

_TITLE_KEYS = ("articletitle", "og:title", "twitter:title", "headline")
_DATE_KEYS = (
    "pubdate", "datepublished", "article:published_time", "og:article:published_time", "publishdate", "publish_date",
    "publish-date", "publish_time", "og:release_date", "og:time", "apub:time", "weibo: article:create_at",
    "dc.date.issued", "dc.date", "datecreated", "dateupdate", "date",
)  # fmt: skip
# Where the article is from comes before the site that carries it.
_OUTLET_KEYS = ("contentsource", "source", "mediaid", "sitename", "og:site_name", "publisher", "application-name")
_AUTHOR_KEYS = ("author", "article:author", "og:article:author", "byl", "dc.creator")
# WeChat sets the time and the account of a post in its scripts only.
_WECHAT = regex.compile(r"""\bvar (?:(?P<time>ct)|(?P<name>nickname)) = (?:htmlDecode\()?["']([^"']{1,60})["']""")
_WECHAT_ZONE = timezone(timedelta(hours=8))


class Page(NamedTuple):
    """A rendered page; `hints` has one entry per line of `text`, as in `Raw`; `list-page` in `flags`: no article."""

    text: str
    metadata: Metadata
    flags: tuple[str, ...]
    hints: tuple[str, ...]


class _Line(NamedTuple):
    text: str
    linked: int  # how many characters of link text
    plain: int  # how many outside links, not counting a date (lists put one beside every link)
    marked: bool  # whether a sentence's punctuation is among the latter
    element: HtmlElement
    regions: tuple[tuple[HtmlElement, str], ...]  # the furniture it stands in, outermost first

    @property
    def is_links(self) -> bool:
        return self.linked > 0 and self.linked >= _LINK_SHARE * (self.linked + self.plain)

    @property
    def prose(self) -> float:
        """How much running text the line holds: characters outside links, if it has a sentence's punctuation."""
        if self.plain < 10 or self.is_links:
            return 0.0
        return float(self.plain) if self.marked else 0.1 * self.plain


class BrokenPageError(ValueError):
    """A page that cannot be read to its end; says why."""


def render(source: str, url: str | None = None) -> Page:
    """The page whose decoded source is `source`. A page without any text gives an empty `text`.

    Raises BrokenPageError.
    """
    if len(source) > _MAX_SOURCE:
        source = _EMBEDDED.sub("", source)
        if len(source) > _MAX_SOURCE:
            raise BrokenPageError(f"more than {_MAX_SOURCE:,} characters of markup")
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = document_fromstring(source.replace("\0", "").encode(), parser=parser)
    except etree.LxmlError:
        return Page("", Metadata(url=url), (), ())
    fatal = next((error.message for error in parser.error_log if error.level_name == "FATAL"), None)
    if fatal:
        raise BrokenPageError(fatal)
    lines = _Renderer(root).lines()
    main = _main_container(lines)
    hints = tuple(_hints(lines, main))
    metadata = _metadata(root, lines, hints, url)
    text = "\n".join(line.text for line in lines)
    if _is_list(lines, hints):
        return Page(text, metadata._replace(title=None, published=None, authors=()), ("list-page",), hints)
    return Page(text, metadata, (), hints)


class _Renderer:
    """Walks the tree without recursion (pages nest hundreds deep) and cuts the visible text into lines."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.done: list[_Line] = []
        self.pieces: list[tuple[str, bool]] = []
        self.blocks: list[HtmlElement] = []
        self.regions: list[tuple[HtmlElement, str]] = []
        self.rows: list[list[tuple[int, int]]] = []  # of each open table row, where its cells' lines begin and end
        self.links = 0
        self.verbatim = 0
        self.after_link = False

    def lines(self) -> list[_Line]:
        self._walk(self.root)
        self._break()
        return self.done

    def _walk(self, top: HtmlElement) -> None:
        element: HtmlElement = top
        while True:
            if _is_seen(element):
                self._enter(element)
                first = next(iter(element), None)
                if first is not None:
                    element = first
                    continue
                self._leave(element)
            following = None
            while following is None:
                if element is top:
                    return
                if element.tail:
                    self._add(element.tail)
                following = element.getnext()
                if following is None:
                    element = element.getparent()
                    self._leave(element)
            element = following

    def _enter(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._break()
            self.blocks.append(element)
            if region := _region(element):
                self.regions.append((element, region))
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            if self.rows:
                self.rows[-1].append((len(self.done), -1))
        elif tag == "br":
            self._break()
        elif tag == "a":
            if self.after_link and self.pieces:
                self.pieces.append((" ", True))
            self.links += 1
        elif tag == "pre":
            self.verbatim += 1
        if element.text:
            self._add(element.text)

    def _leave(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "a":
            self.links -= 1
            self.after_link = True
        elif tag == "pre":
            self.verbatim -= 1
        if tag not in _BLOCKS:
            return
        self._break()
        if tag in ("td", "th") and self.rows and self.rows[-1]:
            self.rows[-1][-1] = (self.rows[-1][-1][0], len(self.done))
        elif tag == "tr":
            self._join_row(self.rows.pop())
        self.blocks.pop()
        if self.regions and self.regions[-1][0] is element:
            self.regions.pop()

    def _add(self, text: str) -> None:
        if self.verbatim and "\n" in text:
            for piece in text.split("\n"):
                self.pieces.append((piece, self.links > 0))
                self._break()
            return
        self.pieces.append((text, self.links > 0))
        if not text.isspace():
            self.after_link = False

    def _break(self) -> None:
        """End the current line."""
        self.after_link = False
        if not self.pieces:
            return
        text = _one_line(_SPACE.sub(" ", "".join(piece for piece, _ in self.pieces)).strip())
        if text.strip(_INVISIBLE):
            plain, linked = text, 0
            if any(is_link for _, is_link in self.pieces):
                linked = sum(len(_SPACE.sub(" ", piece).strip()) for piece, is_link in self.pieces if is_link)
                plain = _SPACE.sub(" ", "".join(piece for piece, is_link in self.pieces if not is_link))
                plain = _DATE.sub("", plain).strip(_BRACKETS)
            element = self.blocks[-1] if self.blocks else self.root
            marked = _SENTENCE_MARK.search(plain) is not None
            self.done.append(_Line(text, linked, len(plain), marked, element, tuple(self.regions[-_REGIONS:])))
        self.pieces.clear()
        if len(self.done) > _MAX_LINES:
            raise BrokenPageError(f"more than {_MAX_LINES:,} lines")

    def _join_row(self, cells: list[tuple[int, int]]) -> None:
        """A row of a table of data (as against one that lays out the page) becomes one line."""
        if not cells or any(end < 0 or end - start > 3 for start, end in cells):
            return
        start, end = cells[0][0], cells[-1][1]
        if end - start < 2 or any(sum(len(line.text) for line in self.done[a:z]) > 100 for a, z in cells):
            return
        text = "\t".join(" ".join(line.text for line in self.done[a:z]) for a, z in cells)
        joined = self.done[start:end]
        linked, plain = sum(line.linked for line in joined), sum(line.plain for line in joined)
        if linked:
            plain -= sum(len(line.text) for line in joined if _TEASER_MARK.fullmatch(line.text))
        marked = any(line.marked for line in joined)
        self.done[start:end] = [_Line(text.strip("\t"), linked, plain, marked, self.blocks[-1], joined[0].regions)]


def _one_line(text: str) -> str:
    """Unicode's other line separators would make two lines of one."""
    return text if text.isascii() else " ".join(text.splitlines())


def _is_seen(element: HtmlElement) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNSEEN:
        return False
    attributes = element.attrib
    if not attributes:
        return True
    style = attributes.get("style")
    return "hidden" not in attributes and not (style and _HIDDEN_STYLE.search(style))


def _region(element: HtmlElement) -> str | None:
    if region := _REGION_TAGS.get(element.tag):
        return region
    name = f"{element.get('class', '')} {element.get('id', '')}"
    if name == " " or element.tag == "body":
        return None
    if _NAV_NAME.search(name):
        return "nav"
    return "aside" if _ASIDE_NAME.search(name) else None


def _main_container(lines: list[_Line]) -> HtmlElement | None:
    """The element that holds the article: where most prose stands closest together."""
    scores: dict[HtmlElement, float] = {}
    for line in lines:
        weight = line.prose * (_FURNITURE_WEIGHT if line.regions else 1.0)
        element = line.element.getparent() if line.element.tag in _PARAGRAPHS else line.element
        while weight >= 1 and element is not None:
            scores[element] = scores.get(element, 0.0) + weight
            weight *= _DECAY
            element = element.getparent()
    if not scores:
        return None
    main = max(scores, key=lambda element: scores[element])
    around = {main, *main.iterancestors()}
    inside = set(main.iter())
    named = any(element in around for line in lines for element, _ in line.regions)
    return None if named and sum(line.prose for line in lines if line.element in inside) < _MUCH_PROSE else main


def _hints(lines: list[_Line], main: HtmlElement | None) -> Iterator[str]:
    around = set() if main is None else {main, *main.iterancestors()}
    elements = set() if main is None else set(main.iter())
    inside = [line.element in elements for line in lines]
    start = inside.index(True) if main is not None else 0
    teasers = _teasers(lines)
    for number, line in enumerate(lines):
        # What wraps the article itself is not furniture, whatever its name.
        region = next((region for element, region in reversed(line.regions) if element not in around), "")
        if region and start - 8 <= number < start and len(line.text) <= 100 and _BYLINE.search(line.text):
            yield ""
        elif region:
            yield region
        elif line.is_links:
            yield "links"
        elif inside[number]:
            yield "aside" if number in teasers else "main"
        else:
            yield ""


def _teasers(lines: list[_Line]) -> set[int]:
    """The lines between a linked headline and a date that stands alone below it, where that is so again and again."""
    found: list[range] = []
    headline = -_TEASER_LINES
    for number, line in enumerate(lines):
        if line.is_links:
            headline = number
        elif number - headline <= _TEASER_LINES and _TEASER_MARK.fullmatch(line.text):
            found.append(range(headline + 1, number + 1))
    return {number for teaser in found for number in teaser} if len(found) >= _TEASERS else set()


_NEIGHBOUR = regex.compile(r"[<《【\[]?[上下前后]一?篇[】\]>]?\s*[:：]")


def _is_list(lines: list[_Line], hints: tuple[str, ...]) -> bool:
    """Whether the page lists articles instead of holding one: links and hardly a sentence, or teaser after teaser.

    Lists are turned page by page (上一页); only an article, be it all pictures, has one before it and one behind it.
    """
    if any(_NEIGHBOUR.match(line.text) for line in lines):
        return False
    main = [line for line, hint in zip(lines, hints, strict=True) if hint == "main"]
    if sum(line.prose for line in main) < _LITTLE_PROSE:
        return sum(line.is_links for line in lines) >= 10
    teasers = sum(_TEASER_MARK.fullmatch(line.text) is not None for line in main)
    return teasers >= 5 and teasers > len(main) / 6


# ---- what the head and the lines around the article say of it


def _metadata(root: HtmlElement, lines: list[_Line], hints: tuple[str, ...], url: str | None) -> Metadata:
    said = _said(root)
    page_title = _clean(root.findtext(".//title"))
    title = _title(said, page_title, lines, hints)
    outlet = _first(said, _OUTLET_KEYS) or _suffix(page_title, title)
    if outlet:
        outlet = regex.sub(r"^(?:来源|來源|本文来源)[:：]?\s*|\s*原创稿?$", "", outlet) or None
    names = (name.strip() for key in _AUTHOR_KEYS for value in said.get(key, ()) for name in _LISTED.split(value))
    authors = tuple(dict.fromkeys(name for name in names if name != outlet and _is_person(name)))
    dates = {key: [value for value in said.get(key, ()) if _YEAR.search(value)] for key in _DATE_KEYS}
    published = _first(dates, _DATE_KEYS) or _visible_date(lines, hints, title)
    canonical = root.xpath("string(//link[@rel='canonical']/@href)") or _first(said, ("og:url",))
    return Metadata(title, outlet, authors, published, url or canonical or None)


def _is_person(name: str) -> bool:
    return 1 < len(name) <= 20 and not _NOT_A_PERSON.search(name)


def _said(root: HtmlElement) -> dict[str, list[str]]:
    """What meta elements, itemprop attributes, <time> and JSON-LD say, by lower-case key."""
    said: dict[str, list[str]] = {}

    def say(key: str | None, value: Any) -> None:
        text = _clean(value) if isinstance(value, str) else None
        if key and text and text not in said.setdefault(name := key.strip().lower(), []):
            said[name].append(text)

    for script in root.iterfind(".//script"):
        for match in _WECHAT.finditer(script.text or "") if "var ct" in (script.text or "") else ():
            value = match.group(3)
            if match["name"]:
                say("mediaid", value)
            elif value.isdigit() and len(value) == 10:
                say("pubdate", datetime.fromtimestamp(int(value), _WECHAT_ZONE).strftime("%Y-%m-%d %H:%M:%S"))
    for meta in root.iter("meta"):
        say(meta.get("property") or meta.get("name") or meta.get("itemprop"), meta.get("content"))
    for element in root.iterfind(".//*[@itemprop]"):
        value = element.get("content") or element.get("datetime") or "".join(element.itertext())
        if len(value) < 200:
            say(element.get("itemprop"), value)
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        for fact in _linked_data(script.text or ""):
            for key in ("headline", "datePublished", "pubDate"):
                say(key, fact.get(key))
            for key in ("author", "publisher"):
                people = fact.get(key)
                for person in people if isinstance(people, list) else [people]:
                    say(key, person.get("name") if isinstance(person, dict) else person)
    return said


def _linked_data(text: str) -> Iterator[dict[str, Any]]:
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    found = data if isinstance(data, list) else [data]
    for fact in found:
        if isinstance(fact, dict):
            graph = fact.get("@graph")
            yield from (each for each in graph if isinstance(each, dict)) if isinstance(graph, list) else (fact,)


def _first(said: dict[str, list[str]], keys: Iterable[str]) -> str | None:
    return next((said[key][0] for key in keys if said.get(key)), None)


def _clean(text: str | None) -> str | None:
    return _SPACE.sub(" ", text).strip() or None if text else None


def _title(
    said: dict[str, list[str]], page_title: str | None, lines: list[_Line], hints: tuple[str, ...]
) -> str | None:
    """The headline: as the page shows it where it shows it, else from the head, without the name of the site."""
    stated = _first(said, _TITLE_KEYS)
    before = [line.text for line, hint in zip(lines, hints, strict=True) if hint in ("", "main") and not line.is_links]
    if wanted := stated or page_title:
        shown = [text for text in before if 4 <= len(text) <= 120 and _agree(text, wanted)]
        if shown:
            return max(shown, key=len)
    return stated or _above_byline(lines, hints) or (page_title and _TITLE_SEPARATOR.split(page_title)[0]) or page_title


def _agree(line: str, title: str) -> bool:
    """Whether a visible line is the headline in `title` (a site's name may surround it, or dots cut it off)."""
    cut = regex.split(r"\.\.\.|…", title)[0]
    whole = title.startswith(line) or (len(line) >= 8 and line in title)
    return whole or (8 <= len(cut) < len(title) and line.startswith(cut))


def _above_byline(lines: list[_Line], hints: tuple[str, ...]) -> str | None:
    """The line above the date line that leads into the article: its headline where the head names a column only."""
    start = hints.index("main") if "main" in hints else 0
    for number in range(max(start - 4, 1), start):
        headline = lines[number - 1]
        if _DATE.search(lines[number].text) and hints[number - 1] == "" and 8 <= len(headline.text) <= 80:
            return headline.text
    return None


def _suffix(page_title: str | None, title: str | None) -> str | None:
    """The name of the site, which pages put last in their title element."""
    if not page_title or not title or title not in page_title:
        return None
    parts = _TITLE_SEPARATOR.split(page_title.rpartition(title)[2].strip(" _|-–—｜"))
    return next((part for part in reversed(parts) if 3 <= len(part) <= 20 and not part.isascii()), None)


def _visible_date(lines: list[_Line], hints: tuple[str, ...], title: str | None) -> str | None:
    """The first date between the headline and the article's first sentence, else the first that is called its date."""
    start = next((number for number, line in enumerate(lines) if line.text == title), 0)
    for line, hint in zip(lines[start : start + 16], hints[start:], strict=False):
        if hint == "main" and line.prose > 30:
            break
        if not line.is_links and (match := _DATE.search(line.text)):
            return match.group()
    for line in lines[start:]:
        if match := _DATED.search(line.text) or _DATE.fullmatch(line.text):
            return match.group()
    return None
