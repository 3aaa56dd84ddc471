"""The arithmetic of an article, redone: sums, shares and growths, announced lists, clashing units.

A check is made only where the text itself names all that takes part. Parts that merely do not add up to a whole are
left alone, for nobody said they were all of it; parts that do are worth knowing, for they seldom do so by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, pairwise
from math import isclose
from typing import NamedTuple, Protocol

import regex

from pipeline.records import Document, Sentence


class Check(NamedTuple):
    """A row of `checks`, on the span of the figure that states the result.

    `kind` is `sum`, `ratio`, `list` or `unit`; `stated` what the text says, `computed` what follows from its other
    figures (for a unit: what the share would have to be of the base that the other share has), `figures` the starts of
    all that take part, `note` the reckoning in words.
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


class _Measured(Protocol):
    """What of an observation is needed here."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def metric(self) -> str | None: ...
    @property
    def value(self) -> float | None: ...
    @property
    def value_max(self) -> float | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def bound(self) -> str | None: ...
    @property
    def change(self) -> str | None: ...


_SHARES = {"%": 100.0, "‰": 1000.0}
_RATIOS = frozenset({"%", "‰", "百分点", "倍"})
_AMONG = re.compile(r"[^。；\n]*?其中[^。；\n\d]*")
_OPENED = frozenset("（(")
_BRACKETED = re.compile(r"[（(](?!其中)[^，。；\n\d（(]{0,14}")
_MEMBER = re.compile(r"[、，,和及与]\s*[^，,、。；：:\n]{0,14}")
_TOTAL = re.compile(r"[，,、]?(?:共|共计|合计|总计|总共|一共|合共)")
# `19个街道建站，占全区20个街道的95%`: between the part and the whole, between the whole and the share.
_SHARE_OF = re.compile(r"[^。；\n\d]{0,30}[，,]?[约仅]?占(?:到|了|据)?[^。；，\n\d占]{0,12}")
_OUT_OF = re.compile(r"[^，。；\n\d]{0,12}的(?:比例为|比重为)?")
_GROWN = frozenset({"up_by", "down_by"})
_DECIMALS = re.compile(r"\d\.(\d+)")
# What announces that the things counted follow one by one, and what they end in alike.
_ANNOUNCED = regex.compile(r"(\p{Han}{0,10}\p{Han}{2})(?:[：:]|[，,]?(?:分别(?:是|为)|即)[：:]?)([^。；\n]{6,400})")
_NAMED = regex.compile(r"(?r)(?:[^，,。；：:、\n\d]{1,12}、){1,20}[^，,。；：:、\n\d]{1,12}$")
_QUOTED_NAME = re.compile(r"“[^“”\n]{1,20}”|《[^《》\n]{1,40}》")
_QUOTED = regex.compile(rf"(?r)(?:(?:{_QUOTED_NAME.pattern})(?:、|和|以及)?){{2,20}}$")
_MARKS = re.compile(r"[、，,；;\s]+")
_JOINED = re.compile("[、和与及]")
_EVERY_MARK = regex.compile(r"[、，,；;\s]+|(?<=\p{Han})[和与及](?=\p{Han})|以及")
_OPEN = re.compile("等|……|\\.\\.\\.")
_DIVIDED = regex.compile(r"(?r)(?:[分变]成|分为|分作|包括|即|涵盖|形成)((?:\p{Han}{1,6}[、和与及]){2,20}\p{Han}{1,6})$")
_COUNTERS = frozenset({*"大个项类种级支家所位名步件点条", "方面", "大类"})
_TOTAL_ROW = re.compile(r"^\|?[ |*\t]*(?:合 ?计|总 ?计|共 ?计)[ *]*[|\t]", re.M)
_CLOSE = 0.15
# How many figures are tried with one another: more of them would fit by chance.
_MOST = 12


def audit(
    document: Document, observations: Sequence[_Measured], groups: Iterable[tuple[Sentence, Sequence[_Measured]]]
) -> Iterator[Check]:
    """The checks that an article's observations, in order, allow; one a figure and kind at most.

    `groups` are the same observations by the sentences that they stand in.
    """
    text = document.text
    found: dict[tuple[int, str], Check] = {}
    shares = not _SHARES.keys().isdisjoint([one.unit for one in observations])
    for sentence, group in groups:
        for one in group:
            if one.unit in _COUNTERS and 2 <= (one.value or 0.0) <= 20 and (listed := _list(text, one, sentence.end)):
                found[one.start, listed.kind] = listed
        if len(group) > 2:
            redone = chain(_parts(text, group), _totals(text, group))
            if shares:
                redone = chain(redone, _shares(text, group), _growths(text, group), _units(text, group))
            for check in redone:
                found.setdefault((check.start, check.kind), check)
    if "\t" in text or "\n|" in text:
        columns = _columns(text, observations) if _TOTAL_ROW.search(text) else ()
        for check in (*columns, *_budgets(text, observations)):
            found.setdefault((check.start, check.kind), check)
    apart = _apart(document, observations) if len(observations) > 2 else ()
    for check in (*apart, *(_implied(text, observations) if shares else ())):
        found.setdefault((check.start, check.kind), check)
    return iter(sorted(found.values()))


def _exact(one: _Measured) -> bool:
    """Whether it states a level, to the last digit."""
    return one.value is not None and one.value_max is None and one.bound in (None, "=") and one.change is None


def _said(text: str, one: _Measured) -> str:
    return text[one.start : one.end]


def _check(
    rule: str, kind: str, holds: bool, stated: _Measured, computed: float, others: Sequence[_Measured], note: str
) -> Check:
    figures = tuple(sorted({stated.start, *(one.start for one in others)}))
    return Check(stated.start, stated.end, rule, kind, holds, stated.value, computed, figures, note)


# Sums


def _summed(text: str, rule: str, whole: _Measured, parts: Sequence[_Measured]) -> Check:
    total = sum(part.value or 0.0 for part in parts)
    holds = isclose(total, whole.value or 0.0)
    reckoning = " + ".join(_said(text, part) for part in parts)
    note = f"{reckoning} {'=' if holds else '≠'} {_said(text, whole)}"
    return _check(rule, "sum", holds, whole, total, parts, note)


def _parts(text: str, group: Sequence[_Measured]) -> Iterator[Check]:
    """`55家，其中甲10家、乙45家` and `175人（甲173人、乙2人）`, where the parts turn out to be all of it."""
    for at in range(1, len(group) - 1):
        gap = text[group[at - 1].end : group[at].start]
        if not (("其中" in gap and _AMONG.fullmatch(gap)) or (gap[:1] in _OPENED and _BRACKETED.fullmatch(gap))):
            continue
        unit = group[at].unit
        whole = next((one for one in reversed(group[max(0, at - _MOST) : at]) if one.unit == unit), None)
        if whole is None or not _exact(whole) or unit in _RATIOS:
            continue
        parts = [one for one in group[at : at + 2 * _MOST] if one.unit == unit and _exact(one)]
        for size in range(2, len(parts) + 1):
            if isclose(sum(part.value or 0.0 for part in parts[:size]), whole.value or 0.0):
                yield _summed(text, "parts", whole, parts[:size])
                break


def _totals(text: str, group: Sequence[_Measured]) -> Iterator[Check]:
    """`男3人、女4人，共7人`: a total of the list before it, right or wrong."""
    for at in range(2, len(group)):
        whole = group[at]
        if (
            text[whole.start - 1] not in "共计"
            or not _exact(whole)
            or not _TOTAL.fullmatch(text, group[at - 1].end, whole.start)
        ):
            continue
        first = at - 1
        while first > 0 and _MEMBER.fullmatch(text, group[first - 1].end, group[first].start):
            first -= 1
        parts = group[first:at]
        if len(parts) > 1 and all(part.unit == whole.unit and _exact(part) for part in parts):
            yield _summed(text, "total", whole, parts)


def _apart(document: Document, observations: Sequence[_Measured]) -> Iterator[Check]:
    """A whole and its two parts, each in a sentence of its own: `直接登记125家`, `备案登记389家`, `社会组织514家`."""
    by_unit: dict[str, list[_Measured]] = {}
    for one in observations:
        if (one.value or 0.0) >= 10 and one.unit and one.unit not in _RATIOS and one.metric and _exact(one):
            by_unit.setdefault(one.unit, []).append(one)
    for same in by_unit.values():
        if not 3 <= len(same) <= 3 * _MOST:
            continue
        values = {one.value for one in same}
        largest = max(values, key=lambda value: value or 0.0)
        if not 3 <= len(values) <= _MOST or (largest or 0.0) < 100:
            continue
        wholes = [one for one in same if one.value == largest]
        pairs = {
            (one.value, two.value): (one, two)
            for one, two in combinations(same, 2)
            if isclose((one.value or 0.0) + (two.value or 0.0), largest or 0.0) and _alike(one.metric, two.metric, 2)
        }
        if len(pairs) != 1:
            continue
        one, two = next(iter(pairs.values()))
        whole = next((w for w in wholes if _alike(w.metric, one.metric, 4) or _alike(w.metric, two.metric, 4)), None)
        places = {document.sentence_at(each.start) for each in (one, two, whole or one)}
        if whole and len(places) == 3:
            yield _summed(document.text, "apart", whole, (one, two))


def _columns(text: str, observations: Sequence[_Measured]) -> Iterator[Check]:
    """A table's last row `合计`, against the cells above it in the same column, where each row has one."""
    above: list[list[tuple[int, _Measured]]] = []
    row_start, row_end = -1, -1
    for one in observations:
        if not row_start <= one.start < row_end:
            start = text.rfind("\n", 0, one.start) + 1
            if text[start : start + 1] != "|" and "\t" not in text[start : one.start]:
                above, row_start, row_end = [], -1, -1
                continue
            if start != row_end or _TOTAL_ROW.match(text, row_start):
                above = []
            row_start, row_end = start, text.find("\n", one.start) + 1 or len(text)
            above.append([])
        column = text.count("|", row_start, one.start) + text.count("\t", row_start, one.start)
        if len(above) > 2 and _TOTAL_ROW.match(text, row_start):
            parts = [cell for row in above[:-1] for at, cell in row if at == column]
            if len(parts) == len(above) - 1 and all(part.unit == one.unit and _exact(part) for part in (*parts, one)):
                yield _summed(text, "column", one, parts)
        above[-1].append((column, one))


def _budgets(text: str, observations: Sequence[_Measured]) -> Iterator[Check]:
    """Money in the rows of a table's column that comes to what the text says elsewhere, as a budget of two packages."""
    columns: dict[tuple[int, int], list[_Measured]] = {}
    others: dict[float | None, _Measured] = {}
    table = row_end = -1
    for one in observations:
        if one.unit != "元" or not _exact(one):
            continue
        start = text.rfind("\n", 0, one.start) + 1
        if text[start : start + 1] != "|" and "\t" not in text[start : one.start]:
            others.setdefault(one.value, one)
            continue
        if start not in (row_end, text.rfind("\n", 0, max(row_end - 1, 0)) + 1):
            table = start
        row_end = text.find("\n", one.start) + 1 or len(text)
        column = text.count("|", start, one.start) + text.count("\t", start, one.start)
        columns.setdefault((table, column), []).append(one)
    for parts in columns.values():
        total = round(sum(part.value or 0.0 for part in parts), 2)
        if 1 < len(parts) <= _MOST and total in others:
            yield _summed(text, "budget", others[total], parts)


def _alike(one: str | None, two: str | None, size: int) -> bool:
    """Whether the two phrases have `size` characters in a row in common."""
    one, two = one or "", two or ""
    return any(one[at : at + size] in two for at in range(len(one) - size + 1))


# Ratios


def _rounds_to(text: str, stated: _Measured, computed: float) -> bool:
    """Whether `computed`, rounded or cut off to the decimals that are stated, is what is stated."""
    decimals = _DECIMALS.search(text, stated.start, stated.end)
    return abs(computed - (stated.value or 0.0)) < 10.0 ** -(len(decimals[1]) if decimals else 0)


def _redone(text: str, rule: str, stated: _Measured, computed: float, others: Sequence[_Measured], how: str) -> Check:
    holds = _rounds_to(text, stated, computed)
    note = f"{how} = {computed:.4g}{stated.unit}{'' if holds else '，文中为' + _said(text, stated)}"
    return _check(rule, "ratio", holds, stated, computed, others, note)


def _shares(text: str, group: Sequence[_Measured]) -> Iterator[Check]:
    """`签约162个，已履约160个，履约率98.77%`: a share, with the part and the whole before it.

    A rate may be that of anything named before. What only nearly fits is a slip where the share says that it is the
    part's (占) and there is but one whole; else it is the share of something unsaid.
    """
    for at in range(2, len(group)):
        part, whole, share = group[at - 2 : at + 1]
        if (
            share.unit in _SHARES
            and part.unit == whole.unit
            and all(map(_exact, (part, whole, share)))
            and 0 < (part.value or 0.0) < (whole.value or 0.0)
            and _OUT_OF.fullmatch(text, whole.end, share.start)
            and _SHARE_OF.fullmatch(text, part.end, whole.start)
        ):
            computed = (part.value or 0.0) / (whole.value or 1.0) * _SHARES[share.unit]
            how = f"{_said(text, part)} ÷ {_said(text, whole)}"
            yield _redone(text, "share_of", share, computed, (part, whole), how)
            continue
        part = group[at - 1]
        if share.unit not in _SHARES or part.unit in _RATIOS or not (_exact(share) and _exact(part) and part.value):
            continue
        wholes = [
            one
            for one in group[max(0, at - _MOST) : at - 1]
            if one.unit == part.unit and _exact(one) and part.value < (one.value or 0)
        ]
        for whole in wholes:
            computed = part.value / (whole.value or 1.0) * _SHARES[share.unit]
            slip = len(wholes) == 1 and "占" in (share.metric or "")
            if _rounds_to(text, share, computed) or (slip and isclose(computed, share.value or 0.0, rel_tol=_CLOSE)):
                how = f"{_said(text, part)} ÷ {_said(text, whole)}"
                yield _redone(text, "share", share, computed, (whole, part), how)
                break


def _growths(text: str, group: Sequence[_Measured]) -> Iterator[Check]:
    """`由200户增加到250户，增长25%` and `产量250吨，比上年增加50吨，增长25%`."""
    for one, two, grown in zip(group, group[1:], group[2:], strict=False):
        if grown.unit != "%" or grown.change not in _GROWN or one.unit != two.unit or one.unit in _RATIOS:
            continue
        if any(
            each.value is None or each.value_max is not None or each.bound not in (None, "=") for each in (one, two)
        ):
            continue
        old, new = one.value or 0.0, two.value or 0.0
        if one.change is None and two.change == grown.change:
            old, new = (old - new, old) if two.change == "up_by" else (old + new, old)
        elif one.change != "from":
            continue
        if old <= 0:
            continue
        computed = abs(new - old) / old * 100
        if isclose(computed, grown.value or 0.0, rel_tol=_CLOSE):
            how = f"{_said(text, one)}、{_said(text, two)}：变化"
            yield _redone(text, "growth", grown, computed, (one, two), how)


def _implied(text: str, observations: Sequence[_Measured]) -> Iterator[Check]:
    """`基地15个，覆盖率93.75%`: of 16, and where the article counts 16 of the kind elsewhere, that is what it means."""
    counts: dict[tuple[float | None, str | None], list[_Measured]] = {}
    for part, share in pairwise(observations):
        if share.unit not in _SHARES or part.unit in _RATIOS or not _exact(part) or not _exact(share):
            continue
        if not part.metric or not (share.metric or "").endswith("率") or share.start - part.end > 12 or not share.value:
            continue
        if not counts:
            for one in filter(_exact, observations):
                counts.setdefault((one.value, one.unit), []).append(one)
        whole = float(round((part.value or 0.0) / share.value * _SHARES[share.unit]))
        computed = (part.value or 0.0) / (whole or 1.0) * _SHARES[share.unit]
        for other in counts.get((whole, part.unit), ())[:_MOST]:
            if other is not part and _alike(other.metric, part.metric, 2) and _rounds_to(text, share, computed):
                how = f"{_said(text, part)} ÷ {_said(text, other)}"
                yield _redone(text, "implied", share, computed, (part, other), how)
                break


def _units(text: str, group: Sequence[_Measured]) -> Iterator[Check]:
    """Two counts with their shares of the same whole, one in ‰, one in %: the whole must come out the same."""
    pairs = [
        (part, share)
        for part, share in pairwise(group)
        if share.unit in _SHARES
        and part.unit not in _RATIOS
        and part.value
        and share.value
        and "占" in (share.metric or "")
    ]
    for (one, share), (two, other) in combinations(pairs[:_MOST], 2):
        if share.unit == other.unit or one.unit != two.unit or share.metric != other.metric:
            continue
        wholes = [
            (part.value or 0.0) / (of.value or 1.0) * _SHARES[of.unit or "%"]
            for part, of in ((one, share), (two, other))
        ]
        computed = (two.value or 0.0) / wholes[0] * _SHARES[other.unit or "%"]
        apart = max(wholes) / min(wholes)
        if apart < 1 + 2 * _CLOSE or 10 * (1 - 2 * _CLOSE) < apart < 10 * (1 + 2 * _CLOSE):
            holds = apart < 2
            note = (
                f"{_said(text, one)}占{_said(text, share)}，总数约{wholes[0]:.0f}；"
                f"{_said(text, two)}占{_said(text, other)}，总数约{wholes[1]:.0f}："
                + ("相符" if holds else "相差约十倍，%与‰有一处误")
            )
            yield _check("per_mille", "unit", holds, other, computed, (one, share, two), note)


# Lists


def _list(text: str, one: _Measured, end: int) -> Check | None:
    """`三大平台：甲平台、乙平台、丙平台` and `甲、乙、丙3个街道`: as many named as announced."""
    if not _exact(one):
        return None
    named = _named_behind(text, one, end)
    rule = "named_behind"
    if named is None:
        named, rule = _named_before(text, one), "named_before"
    if named is None:
        return None
    note = f"称{_said(text, one)}，列出{named}个"
    return _check(rule, "list", named == one.value, one, float(named), (), note)


def _named_behind(text: str, one: _Measured, end: int) -> int | None:
    """How many things that end like the noun counted follow it, announced; None where they are not told so."""
    if not (announced := _ANNOUNCED.match(text, one.end, end)):
        return None
    head, names = announced[1], announced[2]
    # Numbered points are sentences, whose own commas would be counted.
    if names.startswith(("一是", "一、", "第一", "（一）")):
        return None
    every = [name for name in _EVERY_MARK.split(names) if name]
    like = [name for name in every if name.endswith(head[-2:])]
    if len(like) < 2:
        like = [name for name in every if name.endswith(head[-1])]
    stated = int(one.value or 0)
    if len(every) == stated or len(_MARKS.split(names)) == stated:
        return stated
    # Where most of the list ends as what was announced does, it is all there; where not, one cannot tell.
    if len(like) < 2 or len(like) + 2 < stated or _OPEN.search(names):
        return None
    return len(like) if 3 * len(like) >= 2 * len(every) or len(every) < stated else None


def _named_before(text: str, one: _Measured) -> int | None:
    """How many names stand in the list right before the figure; None where the list may begin or end elsewhere.

    Quotes tell how many names there are; of bare names only that they are as many as the figure says, unless a verb
    tells where the list begins and names of one length show that none of them holds two.
    """
    low = max(0, one.start - 200)
    if text.find("、", max(0, one.start - 40), one.start) < 0 and text[one.start - 1] not in "”》":
        return None
    if text[one.start - 1] in "”》、和及" and (quoted := _QUOTED.search(text, low, one.start)):
        more = text[quoted.start() - 1 : quoted.start()] in "、和及等"
        return None if more else len(_QUOTED_NAME.findall(quoted.group()))
    if not (listed := _NAMED.search(text, low, one.start)):
        return None
    names = listed.group()
    if divided := _DIVIDED.search(text, low, one.start):
        members = _JOINED.split(divided[1])
        if len({len(member) for member in members}) == 1 and abs(len(members) - (one.value or 0.0)) <= 1:
            return len(members)
    counts = (names.count("、") + 1, len(_JOINED.findall(names)) + 1)
    return int(one.value or 0) if one.value in counts else None
