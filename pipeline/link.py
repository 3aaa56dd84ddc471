"""Rows of the extractors → observations (each figure with what it measures, where and when) and checks (its arithmetic).

What a figure measures is read off the clause around it. Chinese has few ways to say how many: the noun stands before
the number (`新建工作站11个`, `绿化面积达91平方米`) or behind its classifier (`引进11家企业`), a measure hangs on its
noun with 的 (`占地3亩的公园`), a share or a growth names only itself and means what was named before (`同比增长5%`,
`覆盖率达90%`), and 分别 deals a list of numbers out to a list of heads.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import regex

from pipeline.records import Document, Sentence
from pipeline.tokenise import parts_of_speech


class Observation(NamedTuple):
    """A row of `observations`: a figure's span and values with what it measures.

    `metric` is the thing counted or measured with what was done to it, null where that cannot be told; `kind` is
    `stock`, `flow`, `target`, `change` or `rate`; `place` an adcode; the period `from_date`..`to_date` is inclusive and
    null where open or unsaid; `mechanism` the canonical name of the mechanism it is a figure of; `evidence` the sentence.
    """

    start: int
    end: int
    rule: str
    metric: str | None
    kind: str
    value: float | None
    value_max: float | None
    unit: str | None
    bound: str | None
    change: str | None
    place: str | None
    place_name: str | None
    from_date: date | None
    to_date: date | None
    mechanism: str | None
    evidence: str


class Check(NamedTuple):
    """A row of `checks`: arithmetic that the article lets us redo, on the span of the figure that states the result.

    `kind` is `sum`, `ratio`, `list` or `unit`; `stated` what the text says, `computed` what follows from its other
    figures, `figures` the starts of all that take part, `note` the reckoning in words.
    """

    start: int
    end: int
    rule: str
    kind: str
    holds: bool
    stated: float | None
    computed: float | None
    figures: tuple[int, ...]
    note: str


class _Words(NamedTuple):
    lead: frozenset[str]
    link: frozenset[str]
    doing: frozenset[str]
    halt: frozenset[str]
    rate: frozenset[str]
    carries: frozenset[str]


class _Page(NamedTuple):
    """A document as the linker reads it. `names` maps the start of each date and place to its end."""

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    names: Mapping[int, int]
    pos: Mapping[str, str]
    closed: _Words
    rates: tuple[str, ...]


class _Told(NamedTuple):
    """What the sentence says of one figure. `base` is the thing measured, less what a growth or share adds to it."""

    rule: str
    metric: str | None
    base: str | None
    start: int
    end: int


_Span = tuple[int, int]

_LONGEST = 20
_SHORT = 14
_FIRST_QUOTE = regex.compile("[“「『《]")
_MODIFYING = frozenset({"型", "类", "性", "式", "的"})
_LEFT_EDGE = regex.compile(r"(?r)[，,。；;！？!?：:\n|（(）)“”「」『』《》]")
_RIGHT_EDGE = regex.compile(r"[，,。；;！？!?：:\n|（()）]")
_JOINT = regex.compile(r"(?:左右|上下|以上|以下|以内)?\s*(?:[、和与及或跟]|以及|或者)\s*(?:约|近|超|逾)?")
_QUOTES = {"“": "”", "「": "」", "『": "』", "《": "》", "‘": "’", '"': '"'}
_CLOSING = {")": "(（", "）": "(（", "”": "“", "」": "「", "』": "『", "》": "《"}
_MOVES = (
    "增长|增加|增|上升|提升|提高|上涨|涨|上浮|扩大|加快|回升|攀升|多|高|下降|减少|降低|下跌|跌|下滑|回落|减|降|收窄|放缓|少|低|"
    "增幅|降幅|涨幅|跌幅|升幅|增速"
)
# How fast, and against what, stands before the verb of growth: 同比, 比上年, 两年平均.
_PACE = (
    r"(?:[，、\s]*(?:同比|环比|按年|按月|(?:[一二两三四五\d]年)?(?:年)?平均|年均|名义|实际|累计|分别|净|再|又|也|将|可)|"
    r"(?:比|较|与)(?![例重率])[^，；]{1,16}?(?:同期)?(?:相比)?)"
)
_GROWTH = regex.compile(rf"{_PACE}*+(?:{_MOVES})(?:了|为|达|约|率|幅度)*$|{_PACE}+(?:{_MOVES})(?:了|为|达|约)*$")
_LEVEL = regex.compile(rf"(?:{_MOVES}|升|扩|缩短|发展|缩减)(?:到|至|为)?$")
_SHARE = regex.compile(r"(?:约|仅|只|已|还|共|均|各)?(?:占据?|占到|占比为)(?!地|比|用|领|道)")
_EVENTS = frozenset("次场起轮项批届期例件宗条")
_MEASURES = frozenset({"money", "ratio", "area", "length", "mass", "volume", "energy", "duration", "other"})


@cache
def _closed() -> _Words:
    path = Path(__file__).with_suffix(".tsv")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return _Words(**{name: frozenset(words.split()) for name, words in (line.split("\t") for line in lines)})


def link(document: Document, rows: Mapping[str, Sequence[Any]]) -> tuple[tuple[Observation, ...], tuple[Check, ...]]:
    """One observation per figure in `rows["figures"]`, on the same span, and the checks that they allow.

    `rows` holds the rows of the tables `figures`, `dates`, `places` and `mechanisms`, each sorted by start.
    """
    if not rows["figures"]:
        return (), ()
    observations = tuple(_observations(document, rows))
    return observations, ()


def _observations(document: Document, rows: Mapping[str, Sequence[Any]]) -> Iterator[Observation]:
    figures, dates, places = rows["figures"], rows["dates"], rows["places"]
    names = {row.start: row.end for row in places}
    names.update((row.start, row.end) for row in dates)
    page = _Page(
        document.text, document.words, document.word_starts, names, parts_of_speech(), _closed(), tuple(_closed().rate)
    )
    reach = list(accumulate((row.end for row in places), max, initial=0))
    first = 0
    while first < len(figures):
        sentence = document.sentences[document.sentence_at(figures[first].start)]
        last = first
        while last < len(figures) and figures[last].start < sentence.end:
            last += 1
        last = max(last, first + 1)
        group = figures[first:last]
        for figure, told in zip(group, _tell(page, sentence, group), strict=True):
            yield _observation(document, sentence, figure, told, rows, reach)
        first = last


def _observation(
    document: Document,
    sentence: Sentence,
    figure: Any,
    told: _Told,
    rows: Mapping[str, Sequence[Any]],
    reach: Sequence[int],
) -> Observation:
    place = _where(document, sentence, figure, rows["places"], reach)
    from_date, to_date = _when(document, sentence, figure, rows["dates"])
    return Observation(
        figure.start,
        figure.end,
        told.rule,
        told.metric,
        _kind(figure, told, from_date),
        figure.value,
        figure.value_max,
        figure.unit,
        figure.bound,
        figure.change,
        place.adcode if place else document.article.place,
        place.full_name if place else None,
        from_date,
        to_date,
        _mechanism(sentence, figure, rows["mechanisms"]),
        sentence.text,
    )


# What it measures


def _tell(page: _Page, sentence: Sentence, figures: Sequence[Any]) -> list[_Told]:
    told: list[_Told] = []
    taken = sentence.start
    for number, figure in enumerate(figures):
        after = figures[number + 1].start if number + 1 < len(figures) else sentence.end
        edge = _left_edge(page.text, sentence.start, figure.start)
        left = _trim(page, max(edge, taken), figure.start)
        stop = _RIGHT_EDGE.search(page.text, figure.end, after)
        right = stop.start() if stop else after
        joined = number > 0 and bool(_JOINT.fullmatch(page.text, figures[number - 1].end, figure.start))
        one, taken = _one(page, sentence, figure, edge, left, right, told, joined)
        told.append(one)
    return _dealt(page, sentence, figures, _batches(page, figures, told))


def _one(
    page: _Page,
    sentence: Sentence,
    figure: Any,
    edge: int,
    left: _Span,
    right: int,
    told: Sequence[_Told],
    joined: bool,
) -> tuple[_Told, int]:
    text = page.text
    before = text[_cut(page, *left) : left[1]]
    if figure.change in ("up_to", "down_to"):
        before = _LEVEL.sub("", before)
    base = told[-1].base if told else None
    start, end = figure.start, figure.end
    if (growth := _growth(before, figure)) is not None:
        head = before[:growth].strip("，、 ") or base
        pace = before[growth:].strip("，、 ").replace("分别", "")
        return _Told("growth", (head or "") + pace, head, left[0], end), end
    if _SHARE.match(before) or (figure.dimension == "ratio" and "占" in before[1:-1]):
        head = base if _SHARE.match(before) and base else ""
        tail = "" if before.endswith(("率", "比", "比重", "比例")) else "比例"
        return _Told("share", f"{head}{before}{tail}", base, left[0], end), end
    if base and not joined and len(before) <= 5 and before.endswith(page.rates):
        return _Told("rate", base + before, base, left[0], end), end
    behind = _after(page, figure, right)
    if figure.dimension == "age":
        return _age(page, figure, left, right), end
    if text.startswith("的", end) and end < right:
        return _attribute(page, figure, left, right)
    if behind > end:
        noun = text[end:behind]
        verb = _done(page, left)
        if not before and joined and told:
            verb = _verb(page, told[-1])
        return _Told("noun_behind", verb + noun, noun, left[0], behind), behind
    if before:
        rule = "noun_before"
        if joined and told and told[-1].metric:
            before = _verb(page, told[-1], before) + before
        elif before.endswith(("类", "型", "级")) and base and len(before) < 8:
            before += _head(page, told[-1])
        return _Told(rule, before, before, left[0], end), end
    if text[edge - 1 : edge] in (":", "：") and edge > sentence.start:
        label = _trim(page, _left_edge(text, sentence.start, edge - 1), edge - 1)
        if label[0] < label[1]:
            name = text[_cut(page, *label) : label[1]]
            return _Told("label", name, name, label[0], end), end
    rest = _rest(page, end, right)
    if rest and not (base and joined):
        return _Told("verb_behind", rest, rest, end, end + len(rest)), end
    if base:
        return _Told("carried", base, base, start, end), end
    return _Told("bare", None, None, start, end), end


def _left_edge(text: str, low: int, at: int) -> int:
    """Where the clause begins that ends at `at`: behind the last mark before it that no bracket or quote closes over."""
    high = at
    while edge := _LEFT_EDGE.search(text, low, high):
        mark = edge.group()
        if mark not in _CLOSING:
            return edge.end()
        high = max(text.rfind(opening, low, edge.start()) for opening in _CLOSING[mark])
        if high < 0:
            return edge.end()
    return low


def _trim(page: _Page, start: int, end: int) -> _Span:
    """The span less the words at both its ends that only join, point, place or date."""
    text, starts, pos = page.text, page.starts, page.pos
    while start < end:
        if (beyond := page.names.get(start, 0)) > start and not _ATTRIBUTE.match(text, beyond):
            start = min(beyond, end)
            continue
        beyond = min(starts[bisect_right(starts, start)], end)
        word = text[start:beyond]
        if word in page.closed.lead or _light(word, pos) or (not word.isalnum() and not _opens(text, start, end)):
            start = beyond
        else:
            break
    while start < end:
        begin = max(starts[bisect_left(starts, end) - 1], start)
        word = text[begin:end]
        if word in page.closed.link or _light(word, pos) or (not word.isalnum() and not _closes(text, start, end)):
            end = begin
        else:
            break
    return start, end


def _light(word: str, pos: Mapping[str, str]) -> bool:
    return pos.get(word, "n") in _LIGHT and word not in _HEAVY


_LIGHT = frozenset({"c", "d", "p", "u", "uj", "ul", "uz", "ud", "uv", "ug", "y", "e", "o"})
_HEAVY = frozenset("日均 年均 人均 户均 月均 占 比 较 同比 环比 增 每 净 平均 旧 独自 年产 月产 日产 首次".split())


def _opens(text: str, start: int, end: int) -> bool:
    return (mark := _QUOTES.get(text[start])) is not None and text.find(mark, start + 1, end) > 0


def _closes(text: str, start: int, end: int) -> bool:
    return text[end - 1] in "”」』》’)）" and any(text.rfind(mark, start, end - 1) >= 0 for mark in "“「『《‘(（")


def _cut(page: _Page, start: int, end: int) -> int:
    """Where to begin so that at most `_LONGEST` characters stay: at a verb, else behind a 的, else at a word."""
    if end - start <= _LONGEST:
        return start
    first = bisect_left(page.starts, end - _LONGEST)
    last = bisect_left(page.starts, end)
    tags = page.pos
    for word in range(first, last):
        if page.words[word] in page.closed.doing or tags.get(page.words[word]) == "v":
            return page.starts[word]
    for word in range(first, last - 1):
        if page.words[word] in "的在对为把将从":
            return page.starts[word + 1]
    return page.starts[first] if first < last else end - _LONGEST


def _after(page: _Page, figure: Any, right: int) -> int:
    """Where the noun ends that stands behind the figure; the figure's end where there is none."""
    text, starts, closed = page.text, page.starts, page.closed
    last = end = at = figure.end
    counted = figure.dimension not in _MEASURES
    seen = False
    word_index = bisect_right(starts, at)
    tag = ""
    while at < right and at - figure.end < _LONGEST:
        beyond = min(starts[word_index], right)
        word = text[at:beyond]
        word_index += 1
        if word in _QUOTES:
            close = text.find(_QUOTES[word], beyond, beyond + 40)
            if close < 0:
                break
            right = max(right, close + 1)
            at = end = close + 1
            seen = True
            word_index = bisect_right(starts, at)
            continue
        tag = page.pos.get(word, "n" if word.isalnum() else "w")
        if word in _AND or (seen and word == "的"):
            if not seen:
                break
            at = beyond
            continue
        if tag == "w" and not word.isspace():
            break
        stops = word in closed.doing or (word in closed.halt and tag not in _LIGHT)
        if tag in _LIGHT or (stops and (seen or not counted or figure.unit in _SELF_NAMED)) or (seen and tag == "r"):
            break
        if not stops:
            seen = True
            last, end = end, beyond
        at = beyond
    if seen and end == right and tag == "v" and last > figure.end and figure.unit not in _EVENTS:
        end = last
    return end


_AND_MARKS = regex.compile("以及|[、和与及]")
_TOGETHER = frozenset({"共", "共计", "合计", "总计", "计", "约", ""})
_AND = frozenset({"、", "和", "与", "暨"})
_SELF_NAMED = frozenset({"人", "人次", "户次", "人份", "例次", "车次", "班次", "票", "分"})


def _growth(before: str, figure: Any) -> int | None:
    if figure.change not in ("up_by", "down_by") and figure.dimension != "ratio":
        return None
    found = _GROWTH.search(before)
    return found.start() if found else None


def _verb(page: _Page, told: _Told, own: str = "") -> str:
    """The verb that opens the phrase of a list's earlier member, where this member has none of its own."""
    at = told.start
    word = page.text[at : page.starts[bisect_right(page.starts, at)]]
    if word not in page.closed.carries or not told.metric or not told.metric.startswith(word):
        return ""
    mine = own[:2]
    return "" if mine in page.closed.doing or mine in page.closed.carries or page.pos.get(mine) == "v" else word


def _head(page: _Page, told: _Told) -> str:
    base = told.base or ""
    return base[-4:] if len(base) > 4 else base


def _done(page: _Page, left: _Span) -> str:
    """What was done to the noun behind a number, from the words before it: from the last verb on, if there is one.

    The names of a list that the number sums up (`甲、乙、丙等3个领域`) are not what was done.
    """
    start, end = left
    text, words, starts = page.text, page.words, page.starts
    listed = _list_start(page, start, end)
    first, last = bisect_right(starts, start) - 1, bisect_left(starts, end if listed is None else listed)
    for word in range(last - (1 if listed is None else 2), first - 1, -1):
        if _verbal(page, word):
            begin = word
            while begin > first and _verbal(page, begin - 1):
                begin -= 1
            behind = starts[word + 1]
            if listed is not None:
                return text[starts[first] if behind - starts[first] < _SHORT else starts[begin] : behind]
            low, high = _trim(page, behind, end)
            return text[max(starts[begin], start) : min(behind, end)] + text[low:high]
    return "" if listed is not None else text[_cut(page, start, end) : end]


def _list_start(page: _Page, start: int, end: int) -> int | None:
    """The end of the first member of a list that stands before a number and sums it up; None where none does."""
    text = page.text
    if end > start and text[end - 1] in "”」』》" and (quote := _FIRST_QUOTE.search(text, start, end)):
        return quote.start() + 1
    if (comma := text.rfind("、", start, end)) < 0 or _verbal(page, bisect_right(page.starts, comma)):
        return None
    return text.find("、", start, end)


def _verbal(page: _Page, index: int) -> bool:
    word = page.words[index]
    if word in page.closed.halt or (index and page.words[index - 1] == "的"):
        return False
    if index + 1 < len(page.words) and page.words[index + 1] in _MODIFYING:
        return False
    return word in page.closed.doing or word in page.closed.carries or page.pos.get(word) == "v"


def _rest(page: _Page, start: int, right: int) -> str:
    """What is said behind the figure, up to the end of its clause or `_LONGEST` characters."""
    low, high = _trim(page, start, min(right, start + _LONGEST))
    if high == start + _LONGEST:
        high = page.starts[bisect_right(page.starts, high) - 1]
    return page.text[low:high]


def _attribute(page: _Page, figure: Any, left: _Span, right: int) -> tuple[_Told, int]:
    """A measure with 的 and its noun: `占地3亩的公园` measures 公园占地."""
    behind = _after(page, figure._replace(start=figure.end, end=figure.end + 1), right)
    noun = page.text[figure.end + 1 : behind] if behind > figure.end + 1 else ""
    before = page.text[_cut(page, *left) : left[1]]
    if figure.dimension not in _MEASURES:
        metric = before + noun
    else:
        first = bisect_left(page.starts, left[1])
        while first > 0 and page.starts[first - 1] >= left[0]:
            if page.words[first - 1] in page.closed.doing and page.starts[first] < left[1]:
                break
            first -= 1
        metric = noun + page.text[max(page.starts[first], left[0]) : left[1]]
    if not noun and not before:
        metric = _rest(page, figure.end + 1, right)
    return _Told("attribute", metric or None, noun or before or None, left[0], behind), behind


def _age(page: _Page, figure: Any, left: _Span, right: int) -> _Told:
    start = figure.end + page.text.startswith("的", figure.end)
    behind = _after(page, figure._replace(start=start, end=start, dimension="count"), right)
    noun = page.text[start:behind] if behind > start else page.text[slice(*left)]
    return _Told("age", f"{noun}年龄" if noun else None, noun or None, left[0], behind)


def _batches(page: _Page, figures: Sequence[Any], told: list[_Told]) -> list[_Told]:
    """`5批共49家企业`: two counts of the same thing, one behind the other, share verb and noun."""
    for number in range(len(figures) - 1):
        one, two = told[number], told[number + 1]
        if page.text[figures[number].end : figures[number + 1].start] in _TOGETHER and two.rule == "noun_behind":
            metric = (one.metric or "") + (two.metric or "")
            if one.rule == "noun_before":
                told[number] = one._replace(metric=metric, base=two.base, rule="counted_twice")
                told[number + 1] = two._replace(metric=metric, rule="counted_twice")
    return told


def _dealt(page: _Page, sentence: Sentence, figures: Sequence[Any], told: list[_Told]) -> list[_Told]:
    """Numbers in a list with 分别 are dealt out to heads: those listed before 分别, else the last things counted."""
    text = page.text
    first = 0
    while first < len(figures):
        last = first
        while last + 1 < len(figures) and _JOINT.fullmatch(text, figures[last].end, figures[last + 1].start):
            last += 1
        size = last - first + 1
        edge = _left_edge(text, sentence.start, figures[first].start)
        at = text.find("分别", edge, figures[first].start) if size > 1 else -1
        if at >= 0:
            before, done = _trim(page, edge, at), _trim(page, at + 2, figures[first].start)
            verb = text[slice(*done)]
            heads = _heads(text[slice(*before)], size)
            if heads is None and first >= size:
                what = text[slice(*before)]
                heads = [(one.base or "") + what for one in told[first - size : first]]
            if heads is not None:
                for number, head in enumerate(heads, first):
                    told[number] = _Told("dealt", head + verb or None, head or None, before[0], figures[number].end)
        first = last + 1
    return told


def _heads(listed: str, size: int) -> list[str] | None:
    """`取得初级、中级、高级资格的` as the three heads it stands for; None where it is not a list of `size`.

    What the first member has before its own name, and the last one behind it, all members share; the characters that
    the names end in alike (`级`) tell where the names end.
    """
    members = _AND_MARKS.split(listed.removesuffix("的"))
    if len(members) != size or not all(members):
        return None
    alike = members[-2][-1]
    cut = members[-1].find(alike) + 1
    if 0 < cut < len(members[-1]) and all(member[-1] == alike for member in members[:-1]):
        behind = members[-1][cut:]
        members[-1] = members[-1][:cut]
        length = len(members[1])
        before = members[0][:-length] if size > 2 or len(members[0]) > length else ""
        members[0] = members[0].removeprefix(before)
        return [before + member + behind for member in members]
    return members


# Where, when, and of what


def _where(
    document: Document, sentence: Sentence, figure: Any, places: Sequence[Any], reach: Sequence[int]
) -> Any | None:
    """The row of the place that the figure is about, null where it is the article's own.

    That is the one last named before it in its sentence, else in its paragraph; a speaker's words go on from the
    paragraph before. A person stands before the place where he is (`70岁的老李住在甲县`).
    """
    text, at = document.text, bisect_left(places, (figure.start,))
    paragraph = text.rfind("\n", 0, sentence.start) + 1
    if text[paragraph : paragraph + 1] in _QUOTES:
        paragraph = text.rfind("\n", 0, max(paragraph - 1, 0)) + 1
    found = None
    for index in range(at - 1, -1, -1):
        row = places[index]
        if row.start < paragraph or (found and row.start < sentence.start):
            break
        if not _about(text, places, reach, index, figure.start):
            continue
        if row.start < sentence.start:
            return None if row.level == "country" else row
        if found is None or (_holds(found, row) and text[found.start - 1] not in _CLAUSE_MARKS):
            found = row
    if found is None and (behind := _BEHIND.match(text, figure.end, sentence.end)):
        for row in places[at:]:
            if row.start != behind.end():
                break
            found = row
            behind = _NEXT.match(text, row.end)
    return found


_MEETINGS = ("大", "全会", "会议", "两会")
_CLAUSE_MARKS = frozenset("，,。；;：:、\n “")
_BEHIND = regex.compile(r"[^，。；\n]{0,16}?[在于]")
_NEXT = regex.compile(r"")
_ATTRIBUTE = regex.compile(r"平均|首|第一|唯一|最|居民|籍|旅客|游客|市民|户籍")
_REPORTED = regex.compile(
    r"[^，。；\n]{0,12}?(?:表示|指出|通报|介绍|获悉|了解到|宣布|透露|告诉|发文)|[^，。；\n]{0,3}[，（）]?记者|[电讯称]|平均"
)


def _about(text: str, places: Sequence[Any], reach: Sequence[int], index: int, at: int) -> bool:
    """Whether a place can be where something was counted: not a part of a longer name, a title or a comparison."""
    row = places[index]
    if not row.adcode or reach[index] > row.start or _ATTRIBUTE.match(text, row.end):
        return False
    if text[row.start - 1 : row.start] in ("比", "较", "与", "占"):
        return False
    opened = max(
        text.rfind("“", max(row.start - 20, 0), row.start), text.rfind("《", max(row.start - 30, 0), row.start)
    )
    if opened < 0:
        return True
    closed = _QUOTES[text[opened]]
    return text.find(closed, opened, row.start) >= 0 or not row.start < text.find(closed, row.end, at) < at


def _holds(upper: Any, lower: Any) -> bool:
    return (
        len(upper.adcode) >= 6
        and upper.adcode != lower.adcode
        and (upper.level == "country" or lower.adcode.startswith(upper.adcode.rstrip("0")))
    )


def _when(document: Document, sentence: Sentence, figure: Any, dates: Sequence[Any]) -> tuple[date | None, date | None]:
    """The period of the figure: the last one named before it in its sentence, else in the one before it, that is

    neither what the figure is compared with nor when somebody said so.
    """
    text = document.text
    earliest = sentence.start
    if sentence.sentence and document.sentences[sentence.sentence - 1].paragraph == sentence.paragraph:
        earliest = document.sentences[sentence.sentence - 1].start
    last = bisect_left(dates, (figure.start,)) - 1
    while last >= 0 and dates[last].start >= earliest:
        row = dates[last]
        last -= 1
        if text[row.start - 1 : row.start] in ("比", "较", "与") or row.timex_type == "SET":
            continue
        if text.endswith(_MEETINGS, row.start, row.end):
            continue
        if _REPORTED.match(text, row.end):
            continue
        if figure.change == "from" and row.start < figure.start - 8:
            break
        return row.from_date, row.to_date
    return None, None


def _mechanism(sentence: Sentence, figure: Any, mechanisms: Sequence[Any]) -> str | None:
    """The mechanism last named before the figure in its sentence, else the first one behind it."""
    at = bisect_left(mechanisms, (figure.start,))
    if at and mechanisms[at - 1].start >= sentence.start:
        name: str = mechanisms[at - 1].name
        return name
    if at < len(mechanisms) and mechanisms[at].start < sentence.end:
        name = mechanisms[at].name
        return name
    return None


def _kind(figure: Any, told: _Told, from_date: date | None) -> str:
    if figure.change:
        return "change"
    if figure.dimension == "ratio":
        return "rate"
    return "flow" if from_date else "stock"
