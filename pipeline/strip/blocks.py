"""The account of an article: every character of its raw text in a block, and the clean text made of the kept ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import regex

from pipeline.records import Block, Raw
from pipeline.strip.furniture import Cues
from pipeline.strip.lexicon import HAN, HANZI, later
from pipeline.strip.line import KEPT, RULES, Line, Piece

# What stands inside a line and is no part of it: rule, pattern.
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
        r"th|center|h[1-6]|ul|ol|li|o:p|section)(?:\s[^<>\n]{0,300})?/?>|\*\*+|!\[[^\]\n]{0,80}\]\([^)\n]{0,600}\)",
    ),
    (
        "link target",
        r"\[(?=[^\[\]\n]{1,120}\]\((?:https?:/)?/)|"
        r"\]\((?:https?:/)?/[^()\s]{0,1200}(?:\([^()\s]{0,80}\)[^()\s]{0,200})?\s?\)",
    ),
    (
        "furniture inside the line",
        rf"(?:返回{HANZI}{{2,5}}首页>{{0,2}}(?=\s*(?m:$))|返回{HANZI}{{2,4}}[,，]\s?查看更多(?:\s*责任编辑[:：](?=\s*(?m:$)))?|分享让更多人看到|"
        r"（滑动查看更多[↓]?[)）]|\[查看原文\]|点击进入专题|【投稿[^】]{0,80}】|广告\s[^。，]{4,60}?×)",
    ),
)
# No search tries the alternatives but where one of them can begin.
_debris = later(
    re.compile,
    r"(?=[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\xad\ufffc\ufffd\x00-\x08\x0e-\x1b\x7f&a<*!\]\[（返分点广【])(?:"
    + "|".join(f"(?P<_{number}>{pattern})" for number, (_, pattern) in enumerate(_DEBRIS))
    + ")",
)
# A converter of scripts leaves the sound behind a character: 社區(qū).
_PINYIN_LEAST = 3
_pinyin = later(regex.compile, rf"(?<=[{HAN}])[(（][a-zü]{{0,5}}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-zü]{{0,5}}[)）]")

_Part = tuple[int, int, str, str]


def account(raw: Raw, text: str, ends: Sequence[int], lines: Sequence[Line], cues: Cues) -> tuple[list[Block], str]:
    """The blocks and the clean text. `text` is the raw text simplified, `ends` says where all its lines end."""
    blocks: list[Block] = []
    clean: list[str] = []
    begin, length, doc_id, source = 0, 0, raw.doc_id, raw.text
    pinyin = cues.toned and len(_pinyin().findall(text)) >= _PINYIN_LEAST
    filled = enumerate(lines)
    n, line = next(filled, (0, None))
    for end in ends:
        if line is None or line.start >= end:
            blocks.append(Block(doc_id, len(blocks), begin, end, source[begin:end], None, None, "blank", "blank"))
            begin = end
            continue
        whole = line.start, line.end, line.label, line.rule
        parts = _parts(line, text, pinyin) if line.pieces or pinyin or n in cues.debris else [whole]
        last = len(parts) - 1
        opened = False
        for number, (start, stop, label, rule) in enumerate(parts):
            at = until = None
            if label in KEPT:
                # White space goes from a line's first and last part, and stays within it.
                core = text[start:stop]
                if not 0 < number < last or core.isspace():
                    core = core.strip()
                if core:
                    if length and not opened:
                        clean.append("\n")
                        length += 1
                    opened = True
                    clean.append(core)
                    at, until = length, length + len(core)
                    length = until
                else:
                    label = rule = "blank"
            raw_end = end if number == last else stop
            blocks.append(Block(doc_id, len(blocks), begin, raw_end, source[begin:raw_end], at, until, label, rule))
            begin = raw_end
        n, line = next(filled, (0, None))
    return blocks, "".join(clean)


def _parts(line: Line, text: str, pinyin: bool) -> list[_Part]:
    """The pieces of a line, the gaps between them filled with what was decided about all of it."""
    kept = line.label in KEPT
    pieces = sorted([*line.pieces, *(_litter(text, line, pinyin) if kept else ())])
    at = min([line.start, *(piece.start for piece in pieces[:1])])
    parts: list[_Part] = []
    for start, end, rule in pieces:
        if start < at or end > line.end or start == end:
            continue
        if start > at:
            parts.append((at, start, line.label, line.rule))
        if kept or RULES[rule] not in KEPT:
            parts.append((start, end, RULES[rule], rule))
        else:
            parts.append((start, end, line.label, line.rule))
        at = end
    if at < line.end or not parts:
        parts.append((at, line.end, line.label, line.rule))
    return parts


def _litter(text: str, line: Line, pinyin: bool) -> Iterator[Piece]:
    """What stands inside the line and is no part of it."""
    for match in _debris().finditer(text, line.start, line.end):
        if match.lastgroup and match.end() > match.start():
            yield Piece(match.start(), match.end(), _DEBRIS[int(match.lastgroup[1:])][0])
    for sound in _pinyin().finditer(text, line.start, line.end) if pinyin else ():
        yield Piece(sound.start(), sound.end(), "pinyin in brackets")
