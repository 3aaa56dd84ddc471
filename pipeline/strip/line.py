"""A line of an article, and the list of all that may be decided about one."""

from __future__ import annotations

import re
from typing import NamedTuple

# Every rule with the label that it gives, in the order in which `strip` asks.
RULES = {
    # how the text is cut into lines
    "blank": "blank",
    "zero-width character": "boilerplate",
    # what the line says (`furniture`)
    "spam words": "spam",
    "furniture line": "boilerplate",  # or as `lines.tsv` says
    "outlet line": "boilerplate",  # or as `lines.tsv` says
    "markup": "boilerplate",
    "read time": "metadata",
    "time stamp": "metadata",
    "title field": "title",
    "original title": "boilerplate",
    "reading now": "boilerplate",
    "address field": "metadata",
    "breadcrumb": "boilerplate",
    "related": "related",
    "related heading": "related",
    "share": "boilerplate",
    "comments": "boilerplate",
    "pagination": "boilerplate",
    "dateline": "metadata",
    "by-line and date line": "metadata",
    "masthead": "metadata",
    "sources": "metadata",
    "place of the writer": "metadata",
    "kind of account": "metadata",
    "name of the outlet": "metadata",
    "particulars": "metadata",
    "links of the site": "boilerplate",
    "made by": "metadata",
    "tags": "metadata",
    "introduction of the account": "boilerplate",
    "buttons": "boilerplate",
    "end mark": "boilerplate",
    "advert": "boilerplate",
    "switch": "boilerplate",
    "credits": "metadata",
    "copyright": "boilerplate",
    "licence": "boilerplate",
    "disclaimer": "boilerplate",
    "follow us": "boilerplate",
    "menu": "boilerplate",
    # where an HTML page has it (`above`)
    "place in the page: nav": "boilerplate",
    "place in the page: links": "related",
    "place in the page: aside": "related",
    "below the article": "boilerplate",
    # the headline, and the head of a line that runs on (`headline`)
    "split date": "metadata",
    "date at the head of the line": "metadata",
    "label of the title": "metadata",
    "title at the head of the line": "title",
    "source at the head of the line": "metadata",
    "title of the record": "title",
    "marked title": "title",
    "repeated title": "title",
    "line before the date": "title",
    "first line": "title",
    "line below the menu": "title",
    "page title": "title",
    "mark of the title": "boilerplate",
    "name of the site": "boilerplate",
    "copy of the title": "boilerplate",
    # above the story (`above`)
    "before the title": "boilerplate",
    "number of the document": "metadata",
    "copy of the outlet": "boilerplate",
    "issue of a journal": "metadata",
    "between title and text": "boilerplate",
    # below the story (`below`)
    "teaser": "related",
    "spam after the end": "spam",
    "after the end": "boilerplate",  # or related, behind a heading for other stories
    "contact line": "boilerplate",
    "among furniture": "boilerplate",
    "cloud of tags": "boilerplate",
    "menu before the foot": "boilerplate",
    "the company of itself": "boilerplate",
    "signature": "metadata",
    # what is left (`kept`)
    "caption": "caption",
    "short line": "heading",
    "prose": "body",
    "unrecognised": "body",
    "mark of the heading": "boilerplate",
    "entry of a list page": "related",
    # what stands inside a line that is kept (`blocks`)
    "replacement character": "boilerplate",
    "entity": "boilerplate",
    "link target": "boilerplate",
    "furniture inside the line": "boilerplate",
    "pinyin in brackets": "boilerplate",
}
KEPT = frozenset({"title", "heading", "body"})
FURNITURE = frozenset({"boilerplate", "related", "spam"})

MARKS = frozenset("，。：；！？”、,;!?…)）」』")
FINAL = frozenset("。！？!?…”』」；;")
CUT_OFF = re.compile(r"(?:…|\.{3,})\]?(?:查看|阅读|展开)?(?:全文)?$")
MD_HEADING = re.compile(r"(#{1,6})\s*(?=\S)")


class Piece(NamedTuple):
    """A stretch of a line that a rule of its own decided about."""

    start: int
    end: int
    rule: str


class Line:
    """A line that is not blank. `start`..`end` is its text without the white space around it, `hint` as in `Raw`."""

    __slots__ = ("end", "hint", "label", "pieces", "prose", "rule", "start", "text")

    def __init__(self, start: int, text: str) -> None:
        self.start, self.end, self.text = start, start + len(text), text
        self.label = self.rule = self.hint = ""
        self.prose = is_prose(text)
        self.pieces: list[Piece] = []

    def mark(self, rule: str, label: str = "") -> None:
        """Decide about the line."""
        self.label, self.rule = label or RULES[rule], rule

    def unmark(self) -> None:
        """Leave the line to the rules that follow."""
        self.label = self.rule = ""

    def take(self, start: int, end: int, rule: str) -> None:
        """Decide about a stretch of the line."""
        self.pieces.append(Piece(start, end, rule))


def is_prose(text: str) -> bool:
    """A line with the punctuation and length of running text."""
    size = len(text)
    if size < 16 or (size >= 24 and text.count("_") > 2):
        return False
    if size >= 40:
        return "，" in text or "。" in text or "," in text or text[-1] in FINAL
    return text[-1] in "。！？!?…”：；" or (size >= 24 and ("，" in text or "。" in text))


def is_full_prose(text: str) -> bool:
    """A line of running text that comes to an end, as a paragraph does and a teaser does not."""
    size = len(text)
    if size >= 25 and text[-1] in "。！？!?…”」』）)】：；;":
        return "，" in text or "。" in text or size > 60
    return size >= 80 and "。" in text


def is_whole(text: str) -> bool:
    """Ends in a mark, and is not cut off."""
    return text[-1] in MARKS and not CUT_OFF.search(text[-16:])


def is_paragraph(text: str) -> bool:
    """Full prose that is no headline, as one that asks or cries out, and is not cut off."""
    return is_whole(text) and is_full_prose(text) and ("。" in text or text[-1] in "：；”」』）)")
