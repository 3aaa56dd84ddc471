"""The labelled lines of an article, sorted for reading what they state about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import regex

from pipeline.records import Raw
from pipeline.strip.lexicon import HAN, later
from pipeline.strip.line import Line

_url = later(regex.compile, rf"https?://[^\s\"'<>，。；（）{HAN}]+")
_FOOT_SIGN = re.compile("返回|责任编辑|分享让|【投稿")
_FOOT_MAX = 90
_foot = later(
    regex.compile, rf"\s*(?:返回[{HAN}]{{2,4}}[,，]\s?查看更多|分享让更多人看到|【投稿).*$|\s*责任编辑[:：]\s*$"
)
# What may stand before the story on its first line.
_LEADS = frozenset(
    {
        "date at the head of the line",
        "label of the title",
        "title at the head of the line",
        "copy of the title",
        "source at the head of the line",
    }
)


class Page(NamedTuple):
    """`notes` are the metadata lines, `body` those of the text.

    The text begins on line `first`, the story itself at `story`, and it ends at `end`, before the furniture that runs
    on from it.
    """

    raw: Raw
    text: str
    lines: Sequence[Line]
    first: int
    story: int
    end: int
    notes: list[Line]
    body: list[Line]


def read_page(raw: Raw, text: str, lines: Sequence[Line], first: int) -> Page:
    """Sort the lines; `first` is the first line of prose."""
    notes = [line for line in lines if line.label == "metadata"]
    body = [line for line in lines if line.label == "body"]
    story = len(text)
    if first < len(lines):
        opening = lines[first]
        leads = [piece.end for piece in opening.pieces if piece.end < opening.end - 40 and piece.rule in _LEADS]
        story = max(leads, default=opening.start)
    end = _without_foot(text, body[-1]) if body else len(text)
    return Page(raw, text, lines, first, story, end, notes, body)


def _without_foot(text: str, last: Line) -> int:
    near = max(last.start, last.end - _FOOT_MAX)
    foot = _foot().search(text, near, last.end) if _FOOT_SIGN.search(text, near, last.end) else None
    return foot.start() if foot else last.end


def url(page: Page) -> str | None:
    """The address that a line of the article gives, or its container."""
    for line in page.notes:
        if line.rule == "address field" and (match := _url().search(page.raw.text, line.start, line.end)):
            return match[0]
    return page.raw.metadata.url
