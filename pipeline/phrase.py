"""The words and spans of a clause: what only joins, what is done, where a noun ends.

The closed classes of words in the data file decide first, then the parts of speech of jieba's dictionary.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import regex

from pipeline.records import Document
from pipeline.tokenise import parts_of_speech


class Page(NamedTuple):
    """A document as this stage reads it. `names` maps the start of each date and place to its end, `ends` back."""

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    names: Mapping[int, int]
    ends: Mapping[int, int]
    days: frozenset[int]


class _Words(NamedTuple):
    """Closed classes of words: see the comments in the data file."""

    lead: frozenset[str]
    link: frozenset[str]
    doing: frozenset[str]
    filler: frozenset[str]
    halt: frozenset[str]
    rate: frozenset[str]
    heads: frozenset[str]
    carries: frozenset[str]
    abroad: frozenset[str]
    level: frozenset[str]


def _closed() -> _Words:
    path = Path(__file__).with_suffix(".tsv")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return _Words(**{name: frozenset(words.split()) for name, words in (line.split("\t") for line in lines)})


WORDS = _closed()
ABROAD = WORDS.abroad
RATES = tuple(WORDS.rate)
# The most characters of a noun behind a figure, of a phrase before it, and of what is soon said.
_LONGEST, _PHRASE, _SHORT = 20, 26, 14

_QUOTES = {"“": "”", "「": "」", "『": "』", "《": "》", "‘": "’", '"': '"'}
# What a counted noun may begin with, though these words end one: 3件未结案件, 4个受灾县.
_KINDS = frozenset(["未", "不", "非", "最", "较", "受", "被", "在", "获", "现"])
# Against when: 5%的同比增幅.
_PACES = frozenset(["同比", "环比"])
_AND = frozenset({"、", "和", "与", "暨"})
_ASPECTS = frozenset("着了过")
# A place before these words tells what is counted, or how far something is the first, rather than where.
ATTRIBUTE = ("平均", "首", "第一", "唯一", "最", "居民", "籍", "旅客", "游客", "市民", "户籍", "肺炎")
# Parts of speech that join words (conjunctions, adverbs, prepositions, particles).
_LIGHT = frozenset({"c", "d", "p", "u", "uj", "ul", "uz", "ud", "uv", "ug", "y", "e", "o"})
# A unit that is itself the noun counted takes a verb behind it; a unit of happenings, what happened.
SELF_NAMED = frozenset(["人", "人次", "户次", "人份", "例次", "车次", "班次", "票", "分"])
MEASURES = frozenset(["money", "ratio", "area", "length", "mass", "volume", "energy", "duration", "other"])
MOVES = (
    "增长|增加|跃升|调升|调降|增|上升|提升|提高|上涨|涨|上浮|上调|扩大|加快|加速|回升|攀升|飙升|激增|暴增|猛增|净增|成长|下降|减少|降低|下跌|"
    "跌|下滑|下调|回落|锐减|骤降|减|降|收窄|放缓|缩短|压缩|缩减|萎缩|增幅|降幅|涨幅|跌幅|升幅|增速|增产|减产|落后|领先"
)


def page(document: Document, dates: Sequence[Any], places: Sequence[Any]) -> Page:
    """The document with its dates and places, sorted by start, looked up by offset."""
    names = {row.start: row.end for row in reversed(places)}
    names.update({row.start: row.end for row in dates})
    days = frozenset([row.start for row in dates])
    return Page(document.text, document.words, document.word_starts, names, {z: a for a, z in names.items()}, days)


# No clause is longer: where no mark ends one, neither does the text say what a figure so far away is about.
_FARTHEST = 120
_LEFT_EDGE = regex.compile(r"(?r)[，,。；;！？!?：:\n\t|—【】（(）)“”「」『』《》]|(?<=\p{Han}) (?=\p{Han})")
_CLOSING = {")": "(（", "）": "(（", "”": "“", "」": "「", "』": "『", "》": "《"}


def left_edge(text: str, low: int, at: int) -> int:
    """Where the clause begins that ends at `at`: behind the last mark that no bracket or quote closes over."""
    if at - low > _FARTHEST:
        low = at - _FARTHEST
    high = at
    while edge := _LEFT_EDGE.search(text, low, high):
        mark = edge.group()
        if mark not in _CLOSING:
            return edge.end()
        high = max(text.rfind(opening, low, edge.start()) for opening in _CLOSING[mark])
        if high < 0:
            return edge.end()
    return low


_BRACKETS = {"（": "）", "(": ")"}
_CLOSERS = frozenset("”」』》’)）")
# What ends words of two characters that the dictionary may part: 生还, 保有.
_WORD_ENDS = frozenset("还有存成")


# By the day or year: 日产能, 年供水.
_PERIODS, _PER = frozenset("日年月"), frozenset("产销均供处吞输增")


def trim(page: Page, start: int, end: int) -> tuple[int, int]:
    """The span less the words at both its ends that only join, point, place or date."""
    if start >= end:
        return start, end
    text, _, starts, names, ends, _ = page
    index = bisect_right(starts, start)
    while start < end:
        if start in names and (beyond := names[start]) > start + 1 and not text.startswith(ATTRIBUTE, beyond):
            start = min(beyond, end)
        elif text[start] in _BRACKETS and (close := text.find(_BRACKETS[text[start]], start, end)) > 0:
            start = close + 1
        else:
            beyond = starts[index] if starts[index] < end else end
            word = text[start:beyond]
            if word in _PERIODS and beyond < end and text[beyond] in _PER:
                break
            if not _leads(word) or (word[0] in _QUOTES and _opens(text, start, end)):
                break
            # No noun is left of one character; 执结 and 均价 are words that the dictionary lacks.
            if end - beyond == 1 and len(word) == 1 and not {word, text[beyond]} & WORDS.lead:
                break
            start = beyond
            index += 1
            continue
        index = bisect_right(starts, start, index)
    index = bisect_left(starts, end) - 1
    while start < end:
        if end in ends and (begin := ends[end]) > start + 2 and text[begin - 1] not in "占比较":
            end = begin
        else:
            begin = starts[index] if starts[index] > start else start
            word = text[begin:end]
            if not _links(word) or (word[-1] in _CLOSERS and _closes(text, start, end)):
                break
            if begin - start == 1 and word in _WORD_ENDS:
                break
            end = begin
        while starts[index] >= end > 0:
            index -= 1
    return start, end


@lru_cache(1 << 14)
def _pos(word: str) -> str:
    return parts_of_speech().get(word, "n" if word.isalnum() else "w")


# Words that the dictionary takes for joining, though they are a part of what is measured.
_HEAVY = frozenset(
    [
        "日均",
        "年均",
        "人均",
        "户均",
        "月均",
        "占",
        "比",
        "较",
        "同比",
        "环比",
        "增",
        "每",
        "净",
        "平均",
        "再",
        "自然",
        "到场",
    ]
)


@lru_cache(1 << 14)
def is_light(word: str) -> bool:
    """Whether the word only joins others, by its part of speech."""
    return _pos(word) in _LIGHT and word not in _HEAVY


@lru_cache(1 << 14)
def _leads(word: str) -> bool:
    return word in WORDS.lead or is_light(word) or not word.isalnum()


@lru_cache(1 << 14)
def _links(word: str) -> bool:
    return word in WORDS.link or is_light(word) or not word.isalnum()


@lru_cache(1 << 14)
def _says_where(word: str) -> bool:
    return word in WORDS.level or is_light(word)


_COPULAS = frozenset("是为有到")


@lru_cache(1 << 14)
def _does(word: str) -> bool:
    """Whether the word can say what is done."""
    if word in WORDS.halt or word in _COPULAS:
        return False
    return word in WORDS.doing or word in WORDS.carries or _pos(word) == "v"


@lru_cache(1 << 14)
def _only_names(word: str) -> bool:
    """Whether the word is a noun wherever it stands."""
    classed = word in _AND or word in _KINDS or word in WORDS.carries or word in WORDS.doing
    return not classed and word not in WORDS.link and word not in WORDS.halt and _pos(word)[0] == "n"


def _opens(text: str, start: int, end: int) -> bool:
    return text.find(_QUOTES[text[start]], start + 1, end) > 0


def _closes(text: str, start: int, end: int) -> bool:
    return any(text.rfind(mark, start, end - 1) >= 0 for mark in "“「『《‘(（")


def cut_down(page: Page, start: int, end: int) -> int:
    """Where to begin so that at most `_PHRASE` characters stay: at a verb, else behind a 的, else at a word."""
    if end - start <= _PHRASE:
        return start
    first, last = bisect_left(page.starts, end - _PHRASE), bisect_left(page.starts, end)
    for word in range(first, last):
        if end - page.starts[word] < _SHORT // 2:
            break
        if page.words[word] in WORDS.doing or _pos(page.words[word]) == "v":
            return page.starts[word]
    for word in range(first, last - 1):
        if page.words[word] in "的在对为把将从":
            return page.starts[word + 1]
    return page.starts[first] if first < last else end - _PHRASE


FILLED = re.compile("|".join([*WORDS.filler, "在", "周[一二三四五六日]", "星期"]))


def unfilled(page: Page, start: int, end: int) -> str:
    """The span less the adverbs and conjunctions in it, and less when it was (`均价在4月涨`)."""
    if not FILLED.search(page.text, start, end):
        return page.text[start:end]
    kept, at = [], start
    last = bisect_left(page.starts, end)
    for index in range(bisect_right(page.starts, start) - 1, last):
        begin = page.starts[index]
        if begin < at:
            begin = at
        beyond = page.starts[index + 1] if index + 1 < last else end
        if beyond <= begin or page.words[index] in WORDS.filler:
            continue
        if begin in page.days and page.words[index][0] in "周星":
            at = page.names[begin]
            continue
        when = page.names.get(beyond, 0) if page.words[index] == "在" and beyond in page.days else 0
        if beyond < when <= end and _pos(page.words[bisect_left(page.starts, when)])[0] in "vd":
            at = when
            continue
        kept.append(page.text[begin:beyond])
    return "".join(kept)


def acted_on(page: Page, start: int, end: int) -> int:
    """Where in the span the object of its last 把 or 将 begins, which is what moves; `start` where there is none."""
    if "把" not in (span := page.text[start:end]) and "将" not in span:
        return start
    last = bisect_left(page.starts, end)
    for index in range(last - 2, bisect_right(page.starts, start) - 2, -1):
        word = page.words[index]
        if word == "把" or (word == "将" and _takes_object(page, index + 1)):
            return max(start, trim(page, page.starts[index + 1], end)[0])
    return start


def _takes_object(page: Page, index: int) -> bool:
    """Whether a noun stands there, so that 将 before it is 把, and not the future of a verb."""
    start = page.starts[index]
    return (start in page.names and start not in page.days) or _pos(page.words[index])[0] in "nr"


# Nouns of place and time end so: what stands in them is not they. What compares, and what says which.
_WHERE_ENDS = frozenset("里内上下前后时间际看说")
# 比 and 较 where they compare, and begin no other word or name.
COMPARING = re.compile("[比较](?![亚赛例重分武基利大强好高])")
_SETS_APART = frozenset("与受加除")
_WHICH = 12
_TAKES_UP = frozenset(["至于", "关于"])


def named_before(page: Page, low: int, edge: int) -> str:
    """The noun that a comma cuts off from what is said of it (`外来的拖拉机，由5台减到3台`); empty if none is."""
    text, starts = page.text, page.starts
    if edge - low < 3 or text[edge - 1] not in "，," or text[edge - 2] in _WHERE_ENDS:
        return ""
    begin = max(left_edge(text, low, edge - 1), low)
    if (
        edge - begin > 2 * _PHRASE
        or text[begin] in _SETS_APART
        or COMPARING.match(text, begin)
        or text[begin - 1 : begin].isalnum()
    ):
        return ""
    first = bisect_right(starts, begin) - 1
    opening = page.words[first]
    if opening in WORDS.halt or (_pos(opening) == "p" and opening not in _TAKES_UP):
        return ""
    start, end = trim(page, acted_on(page, begin, edge - 1), edge - 1)
    last = bisect_left(starts, end)
    first = bisect_right(starts, start) - 1
    if not 1 < end - start <= _PHRASE or _pos(page.words[last - 1])[0] in "az":
        return ""
    for index in range(last - 1, first - 1, -1):
        word = page.words[index]
        if word == "的" and index < last - 1:
            if starts[index] - start > _WHICH:
                start = starts[index + 1]
            break
        if is_verb(page, index) or _pos(word)[0] in "rzdpcm" or word in WORDS.halt or word in WORDS.level:
            return ""
    noun = unfilled(page, start, end).removesuffix("当中")
    return "" if noun in _MOVERS else noun


def subject(page: Page, start: int, at: int) -> str:
    """What the sentence that starts there is about: its nouns up to what is said of them; empty if none begin it."""
    start = max(start, page.text.rfind("“", start, at) + 1)
    if _pos(page.words[bisect_right(page.starts, start) - 1]) == "p":
        return ""
    edge = _SUBJECT_EDGE.search(page.text, start, at)
    begin, end = trim(page, start, edge.start() if edge else at)
    first = bisect_right(page.starts, begin) - 1
    for index in range(first, bisect_left(page.starts, end)):
        word = page.words[index]
        if word in _SAYING:
            return ""
        if is_verb(page, index) or word in WORDS.halt or word in WORDS.filler or _pos(word)[0] in "pdrz":
            end = min(end, page.starts[index])
            break
    begin, end = trim(page, begin, end)
    if most := MOST.search(page.text, begin, end):
        end = most.start()
    if not 1 < end - begin <= _PHRASE or page.text.endswith(_VAGUE, begin, end):
        return ""
    return page.text[begin:end] if begin in page.names or _pos(page.words[first])[0] not in "vbdram" else ""


# What is said of those that numbers are given of then: 水费和电费涨幅最大，分别上涨3%和5%.
MOST = re.compile("(?:[增降升涨跌]幅|增速|增长)?最(?:明显|[大高快多小低慢少])$")
_VAGUE = ("原因", "方面", "情况", "记者", "个月", "以来")
_SAYING = frozenset(
    [
        "表示",
        "认为",
        "指出",
        "称",
        "说",
        "指",
        "宣布",
        "透露",
        "显示",
        "介绍",
        "获悉",
        "了解",
        "预计",
        "预测",
        "发现",
        "告诉",
    ]
)
_SUBJECT_EDGE = re.compile("[，,。；;：:！？\n]")
_HEADS = tuple(WORDS.heads)
_MOVERS = frozenset(MOVES.split("|"))
_LEVELS = re.compile("[到至为了]|\\d")
_QUALIFIERS = frozenset({"a", "ad", "b", "m", "q"})


def noun_end(page: Page, figure: Any, start: int, right: int) -> int:
    """Where the noun ends that begins at `start` behind the figure; `start` where there is none."""
    text, starts = page.text, page.starts
    if start >= right:
        return start
    countable = figure.dimension not in MEASURES and figure.unit not in SELF_NAMED
    end = at = start
    joint = 0
    index = bisect_right(starts, at)
    seen = False
    while at < right and at - start < _LONGEST:
        beyond = starts[index] if starts[index] < right else right
        word = text[at:beyond]
        index += 1
        if word in _QUOTES:
            close = text.find(_QUOTES[word], beyond, beyond + 40)
            if close < 0:
                break
            at = end = close + 1
            right = max(right, end)
            index = bisect_right(starts, at)
            seen = True
            continue
        if _only_names(word) and at not in page.days and text[beyond : beyond + 1] not in _ASPECTS:
            at = end = beyond
            seen = True
            continue
        tag = _pos(word)
        if (word in _AND and seen) or (word == "的" and at > start):
            joint = end if word in _AND else joint
            at = beyond
            continue
        if not seen and countable and word in _KINDS:
            at = beyond
            continue
        if not seen and word in _PACES:
            at = beyond
            continue
        if tag == "w" or at in page.days or tag in _LIGHT or (seen and tag == "r"):
            break
        if seen and text[at - 1] == "、" and (word in WORDS.carries or word in WORDS.doing):
            break
        if seen and figure.dimension == "age" and tag[0] != "n":
            break
        if seen and word in WORDS.link:
            break
        if seen and word in _MOVERS and _LEVELS.match(text, beyond):
            break
        does = word in WORDS.halt or (word in WORDS.doing and not text.startswith(_HEADS, beyond))
        if does or text[beyond : beyond + 1] in _ASPECTS:
            # At the end of its clause such a word is a noun: 两点希望, 3项要求.
            if beyond == right and countable and not seen and word in WORDS.halt:
                return beyond
            if seen or not countable or len(word) == 1:
                break
        elif tag not in _QUALIFIERS or len(word) > 1 or seen:
            seen = True
            end = beyond
        at = beyond
    # What stands between a joint and the next figure is that figure's: 5个村、社区3个.
    return joint if joint and end == right and text[right : right + 1].isalnum() else end


_RELATIVE = 24
_AMONG = re.compile(r"[\w“”]{1,12}(?:、[\w“”]{1,12}){1,3}?等(?![级候待到])")
_CLOSED = re.compile("[”」』》]")


def relative_end(page: Page, figure: Any, right: int) -> tuple[int, int] | None:
    """Where the noun stands behind what says which: `3名来自外地的司机`, `8户空巢、残障等困难家庭`; else None."""
    text, start = page.text, figure.end
    if figure.dimension in MEASURES or figure.unit in SELF_NAMED or start >= right:
        return None
    if text.find("等", start, right) > 0 and (among := _AMONG.match(text, start, right)):
        end = noun_end(page, figure, among.end(), right)
        if end > among.end():
            return among.end(), end
    at = text.find("的", start + 2, min(right, start + _RELATIVE))
    if at < 0 or _CLOSED.search(text, start, at):
        return None
    word = text[start : page.starts[bisect_right(page.starts, start)]]
    if not (word in WORDS.doing or word in WORDS.halt or _pos(word)[0] in "vp"):
        return None
    end = noun_end(page, figure, at + 1, right)
    # A rate is never so counted: 3家销售公司的利润率.
    return (at + 1, end) if end > at + 1 and not text.endswith(RATES, at, end) else None


def says_only_where(page: Page, span: tuple[int, int]) -> bool:
    """Whether the span has no noun, only where something stood (`高位时一度`) or how it compares (`显著高于`)."""
    start, end = span
    if not 0 < end - start <= _SHORT:
        return False
    words, starts = page.words, page.starts
    word = bisect_right(starts, start) - 1
    beyond = start
    while starts[word] < end:
        if starts[word] in page.days:
            beyond = page.names[starts[word]]
        # How much it is for says as little: 跌至每公斤.
        if not _says_where(words[word]) and not (
            starts[word] < beyond or words[word] == "每" or words[word - 1] == "每"
        ):
            return False
        word += 1
    return True


_MEASURABLE = regex.compile(
    "(?r)(?:价格(?!战)|开支|支出|人数|人口|需求|(?<![降涨议讲评代半提加砍])价|指数|面积|规模|出口|进口|产量|销量|总量|库存|收入|利润|总额|金额|增速|(?<![质力大能少])[率量额])(?!\\p{Han}*[率量额价]\\b)(?=[^a-z])"
)


def topic(page: Page, low: int, at: int) -> str | None:
    """The noun last named before `at` that can be measured: the price, amount or rate that a text is speaking of."""
    low = page.text.rfind("\n", low, at) + 1 or low
    for found in _MEASURABLE.finditer(page.text, low, at):
        end = found.end()
        last = bisect_left(page.starts, end) - 1
        first = last
        while first and page.starts[first - 1] >= low and end - page.starts[first - 1] <= _SHORT:
            word = page.words[first - 1]
            if (
                _pos(word)[0] not in "nvbj"
                or word in WORDS.doing
                or word in WORDS.halt
                or word in WORDS.lead
                # Right before it a verb is a part of it: 种植面积.
                or (first < last and is_verb(page, first - 1))
            ):
                break
            first -= 1
        noun = page.text[slice(*trim(page, max(page.starts[first], low), end))]
        if len(noun) > 1:
            return noun
    return None


def what_follows(page: Page, start: int, right: int) -> str:
    """What is said behind the figure, up to the end of its clause or `_LONGEST` characters."""
    high = min(right, start + _LONGEST)
    if high < right:
        high = page.starts[bisect_right(page.starts, high) - 1]
    return page.text[slice(*trim(page, start, high))] if high > start else ""


_MOVING = (*MOVES.split("|"), "降至", "升至", "增至", "减至", "跌至", "涨至", "扩", "改", "调")


def what_it_does(page: Page, start: int, right: int) -> str:
    """What the noun that ends at `start` does, if that is soon said and a verb says it."""
    if page.text[right : right + 1].isalnum() and (joint := page.text.rfind("、", start, right)) > 0:
        # Behind the joint stands the next figure's: 甲3万元保释、乙2万元保释.
        right = joint
    if not 1 < right - start <= _SHORT:
        return ""
    word = page.text[start : page.starts[bisect_right(page.starts, start)]]
    if word.startswith(_MOVING):
        return ""
    if word not in WORDS.doing and page.text[start + len(word) : start + len(word) + 1] not in _ASPECTS:
        return ""
    return page.text[start:right].rstrip("、和及的 ")


# Where they are or go says nothing of what is counted.
_GATHERS = ("来到", "走进", "前往", "抵达", "汇聚", "聚集", "齐聚", "集结", "相聚")
_POINTING = re.compile("了?这[片座个些条家项]")


def pointless(does: str) -> str:
    """What is done, less what only points (`照亮了这条老街`); empty where it only says where they are."""
    return "" if does.startswith(_GATHERS) else _POINTING.sub("", does)


def from_last_verb(page: Page, start: int, end: int) -> int:
    """Where the last verb of the span begins; `start` where it has none."""
    first = bisect_right(page.starts, start) - 1
    for index in range(bisect_left(page.starts, end) - 2, first, -1):
        if page.words[index] in WORDS.doing:
            return page.starts[index]
    return start


_NOT_PRICED = frozenset("在从由把将被以按已")
_PRICED_ON = re.compile("周|星期|[昨今]|.{1,6}日$")


def quoted(page: Page, start: int, end: int) -> int:
    """Where the thing ends that the span begins with, and when or how its price stood begins."""
    index = bisect_right(page.starts, start) - 1
    while page.starts[index] < end:
        word = page.words[index]
        begin = page.starts[index]
        dated = begin in page.days and _PRICED_ON.match(page.text, begin, page.names[begin])
        if dated or word in WORDS.level or word in _NOT_PRICED:
            return max(start, begin)
        index += 1
    return end


_MODIFYING = frozenset({"型", "类", "性", "式", "的"})


def is_verb(page: Page, index: int) -> bool:
    """Whether the word says what is done, and is not a part of a noun that follows it."""
    words = page.words
    if not _does(words[index]) or (index and words[index - 1] == "的"):
        return False
    return index + 1 == len(words) or words[index + 1] not in _MODIFYING


def is_verb_at(page: Page, start: int) -> bool:
    """Whether a verb or what only joins begins there, by its part of speech."""
    word = page.text[start : page.starts[bisect_right(page.starts, start)]]
    return _pos(word) == "v" or is_light(word) or word in WORDS.link


def only_verbs(page: Page, left: tuple[int, int]) -> bool:
    """Whether the span says nothing but what is done."""
    first, last = bisect_right(page.starts, left[0]) - 1, bisect_left(page.starts, left[1])
    return all(is_verb(page, word) or is_light(page.words[word]) for word in range(first, last))


def last_noun(page: Page, left: tuple[int, int]) -> str:
    """The end of the span from behind its last verb on; all of it where it has none, or nothing else."""
    last = bisect_left(page.starts, left[1])
    for word in range(last - 2, bisect_right(page.starts, left[0]) - 2, -1):
        if page.words[word] in WORDS.doing:
            return page.text[page.starts[word + 1] : left[1]]
    return page.text[slice(*left)]


def opening_verb(page: Page, start: int, metric: str | None, own: str = "") -> str:
    """The verb at `start` that opens the `metric` of a list's earlier member, where a member has none of its `own`."""
    word = page.text[start : page.starts[bisect_right(page.starts, start)]]
    if word not in WORDS.carries or not (metric or "").startswith(word):
        return ""
    mine = own[:2]
    return "" if mine in WORDS.doing or mine in WORDS.carries or _pos(mine) == "v" else word


_CAUSES = frozenset(["造成", "导致", "致使", "引发", "带来", "夺走"])


def which_acts(page: Page, start: int, end: int) -> int:
    """Where the subject begins behind what says which one it is: `波及沿江各村的洪水造成`; `start` where none does."""
    last = bisect_left(page.starts, end)
    first = bisect_right(page.starts, start) - 1
    if page.words[last - 1] not in _CAUSES or not is_verb(page, first):
        return start
    for index in range(last - 2, first, -1):
        if page.words[index] == "的":
            return page.starts[index + 1] if not is_verb(page, index + 1) else start
    return start


def opening_run(page: Page, start: int, end: int) -> str:
    """The verbs that the span begins with."""
    index = bisect_right(page.starts, start) - 1
    while page.starts[index] < end and is_verb(page, index):
        index += 1
    return page.text[start : max(start, page.starts[index])]


def what_was_done(page: Page, left: tuple[int, int], number: float | None = None, long: bool = False) -> str:
    """What was done to the noun behind a number, from the words before it: from the last verb on, if there is one.

    The names of a list that the `number` sums up (`甲、乙、丙等3个领域`) are not what was done, nor is where it was
    done; but where they are as many as it says, they are what is counted (`推进洁水、净土两项工程`).
    """
    start, end = left
    text, starts = page.text, page.starts
    listed = _list_start(page, start, end)
    first, last = bisect_right(starts, start) - 1, bisect_left(starts, end if listed is None else listed)
    among = text.startswith("等", end)
    for word in range(last - (1 if listed is None and not among else 2), first - 1, -1):
        if page.words[word] in ("在", "向", "对", "从") and listed is None:
            done = trim(page, start, starts[word])
            return what_was_done(page, done) if any(is_verb(page, each) for each in range(first, word)) else ""
        if not is_verb(page, word):
            continue
        begin = word
        while begin > first and (is_verb(page, begin - 1) or (begin == word and page.words[begin - 1] == "出")):
            begin -= 1
        if listed is not None and page.words[word] in _SPELLS_OUT:
            begin = first if begin == word else begin
            return text[starts[begin] : starts[word]] if starts[word] - starts[begin] <= _SHORT else ""
        behind = starts[word + 1]
        all_named = listed is not None and not among and listed > behind and behind not in page.names
        if all_named and not long and end - behind <= _LONGEST:
            names = text[behind:end].lstrip("了")
            if number in (len(_BETWEEN_NAMES.split(names)), names.count("“")):
                return text[starts[begin] : behind] + names
        if listed is not None:
            return text[starts[first] if behind - starts[first] < _SHORT else starts[begin] : behind]
        low, high = trim(page, behind, end)
        return text[max(starts[begin], start) : min(behind, end)] + text[low:high]
    return "" if listed is not None else text[cut_down(page, start, end) : end]


# Before a list, these only say that it follows.
_SPELLS_OUT = frozenset(["涵盖", "包括", "涉及", "包含", "囊括"])
_BETWEEN_NAMES = re.compile("以及|[、和与及]")
_FIRST_QUOTE = re.compile("[“「『《]")


def _list_start(page: Page, start: int, end: int) -> int | None:
    """The end of the first member of a list that stands before a number and sums it up; None where none does."""
    text = page.text
    if end > start and text[end - 1] in "”」』》" and (quote := _FIRST_QUOTE.search(text, start, end)):
        return quote.start() + 1
    comma = text.rfind("、", start, end)
    if comma < 0 or is_verb(page, bisect_right(page.starts, comma)):
        return None
    last = bisect_left(page.starts, end) - 1
    if not text.startswith("等", end) and (
        page.words[last] in WORDS.doing or (len(page.words[last]) == 1 and is_verb(page, last))
    ):
        return None
    return text.find("、", start, end)
