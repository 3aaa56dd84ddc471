"""What is left when the furniture is out: captions, headings, body; and whether that is an article at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from pipeline.strip.below import STORY_LEAST
from pipeline.strip.lexicon import HAN, later
from pipeline.strip.line import FINAL, KEPT, MD_HEADING, Line, is_full_prose
from pipeline.strip.stamps import date, nothing_but_a_date, sign_off

_NOT_HEADINGS = FINAL | frozenset("，：:、,。)）")
_CAPTION_SIGN = re.compile(r"[图摄影▲△▼↑↓◀▶←→]|Caption")
_caption = later(
    regex.compile,
    rf"(?:[▲△▼↑↓◀▶←→]|图[为①②③④⑤⑥⑦⑧⑨\d一二三四五]|上图|下图|左图|右图|题图|图表来源[:：]|资料图|配图|封面图).{{2,110}}|"
    rf".{{2,110}}(?:[{HAN}]{{2,4}}\s?[摄/][影]?|[{HAN}]{{2,12}}供图|[{HAN}]{{0,10}}(?:资料图片?|"
    rf"(?:读者|网友|受访者|警方|市民|村民|家属)[{HAN}]{{0,4}}提供|提供图片|提供照片|档案照片?|网上图片|网络图片|"
    r"图片|截图|制图|绘图|示意图|效果图|摄影|"
    rf"航拍|视频截图|影片截图))[)）]?[。]?|"
    rf".{{0,90}}[(（](?:[^()（）]{{0,20}}(?:摄|供图|图片来源|资料图|资料照片|资料图片|档案照片?|"
    rf"图源|制图|制表|提供)[^()（）]{{0,20}}|图)[)）]|请在这输入 Caption.*",
)
_CAPTION_MAX, _HEADING_MAX = 120, 80
_MD_QUOTE = re.compile(r">\s+(?=\S)")


def mark_rest(lines: Sequence[Line], first: int) -> None:
    """Captions, dates under the text, headings; the rest is body."""
    inner = [n for n in range(first + 1, len(lines)) if lines[n].rule == "by-line and date line"]
    last = next((n for n in range(len(lines) - 1, first - 1, -1) if not lines[n].label), first) if inner else first
    for n in inner:
        text = lines[n].text
        stamp = sign_off().fullmatch(text) or (":" not in text and nothing_but_a_date().fullmatch(text))
        if n < last and stamp:
            lines[n].unmark()
    for n, line in enumerate(lines):
        if line.label:
            continue
        text = line.text
        if len(text) <= _CAPTION_MAX and n > 0 and _is_caption(text):
            line.mark("caption")
        elif len(text) <= _HEADING_MAX and _is_heading(text):
            line.mark("short line")
        else:
            line.mark("prose" if line.prose else "unrecognised")
        if text[0] in "#>" and (match := MD_HEADING.match(text) or _MD_QUOTE.match(text)):
            line.take(line.start, line.start + match.end(), "mark of the heading")


def _is_heading(text: str) -> bool:
    short = len(text) <= 40 and text[-1] not in _NOT_HEADINGS and text.count("，") < 2
    return short or MD_HEADING.match(text) is not None


def _is_caption(text: str) -> bool:
    return (
        (len(text) <= 60 or text[0] in "▲图" or text[-1] == "摄")
        and _CAPTION_SIGN.search(text) is not None
        and _caption().fullmatch(text) is not None
        and not (text[-1] == "。" and len(text) > 40 and text.count("，") > 1)
    )


def drop_all(lines: Sequence[Line]) -> None:
    """The entries of a list are of other articles."""
    for line in lines:
        if line.label in KEPT:
            line.mark("entry of a list page")


_entry = later(
    re.compile,
    r"(?i:(?:发布时间\s?[:：]?\s?|[\[(（])?(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\])）]?|(?:more|"
    r"更多|详细|查看|阅读全文)\s?[>》»]*)",
)


def is_list_page(lines: Sequence[Line], teasers: int) -> bool:
    """Many dated short entries and hardly any prose: an index, not an article."""
    if len(lines) < 12:
        return False
    kept = [line for line in lines if line.label in KEPT]
    prose = [line for line in kept if is_full_prose(line.text)]
    days = [
        n for n, line in enumerate(lines) if len(line.text) <= 60 and "，" not in line.text and date().search(line.text)
    ]
    dated = sum(lines[n].rule != "teaser" for n in days)
    entries = sum(1 for line in lines if len(line.text) <= 16 and _entry().fullmatch(line.text))
    if entries >= 6 and entries >= 2 * len(prose):
        return True
    size = sum(len(line.text) for line in prose)
    # A short article has its prose first and the other stories behind it.
    story = [line for line in prose if len(days) < 2 or line.start < lines[days[1]].start]
    if sum(len(line.text) for line in story) >= STORY_LEAST:
        return False
    return dated + teasers >= 6 and dated * 5 >= len(kept) and size < 200
