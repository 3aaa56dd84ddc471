"""How a sentence says that a figure moved: 增长51.5%, 由3393人提升到24872人, 8%的降幅.

The verb or noun stands before the figure in its clause, seldom behind it; figures in a row share it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

_UP = (
    "增长|上升|提升|提高|增加(?!值)|上涨|扩大|加快|攀升|回升|升高|增多|走高|飙升|拓展|增强|反弹|放宽|升值|暴涨|激增|猛增|净增|递增|增收|增产|上浮"
    "|上调|调增|调高|调升|增持|多增|涨价|提价|提速|跃升|延长|扩展|发展|壮大|扩容|拓宽|扩充|猛涨|暴增|大增|大涨"
)
_DOWN = (
    "下降|减少|降低|回落|下滑|下跌|缩短|收窄|放缓|缩减|压减|压降|削减|减产|降价|下调|调减|调低|调降|下浮|萎缩|衰退|暴跌|大跌|大降|锐减"
    "|骤降|骤减|递减|少增|减亏|减持|减退|压缩|精简|裁减|缩小|走低|减缓|缩水|跌价|贬值"
)
# What may stand between the verb and its figure: 增长了近, 增幅分别达到, 降幅更是达.
_FILL = (
    r"(?:了|又|再|将|已|可|或|均|各|都|也|就|则|仍|更|仅|只|还|分别|约|近|超过?|共|[高多]?达到?|为|是|率|幅度?|比例|速度|预计|有望"
    r"|(?:[保维]持)?在|[:：]|\s)*+$"
)
# 提高到2010年的, 下跌至2016年度, 跌至每公斤
_BETWEEN = r"(?:了|目前|[^，。；、]{0,8}的|\d{4}年[度底末]?|每一?[^，。；、\d]{1,3})?"
_TO = re.compile(
    rf"(?:(?P<up>{_UP}|(?<!新)增|升|涨|扩|跃)|(?P<down>{_DOWN}|降|减|跌|缩))(?:了|幅度)?"
    rf"(?:[到至]|(?<=[大高低少加增降减展整])为){_BETWEEN}{_FILL}"
)
# 提高门槛至35名
_TO_OBJECT = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))[^，。；、\d达为占超是有的]{{1,10}}[到至]{_BETWEEN}{_FILL}"
)
_BY = re.compile(
    rf"(?:(?P<up>{_UP}|增幅|涨幅|增速|升幅|增长率|增长幅度|成长率|成长幅度)|(?P<down>{_DOWN}|降幅|跌幅|减幅)){_FILL}"
)
# One character is a verb of movement only with a ratio or money, or in a comparison.
# 成长 is what 增长 is in Taiwan's papers, and elsewhere what children do.
_BY_SHORT = re.compile(rf"(?:(?P<up>(?<!新)增|升|涨|高(?!达)出?|快|多|成长)|(?P<down>降|减|跌|低|慢|少)){_FILL}")
# 上调小麦收购价4.5%
_BY_OBJECT = re.compile(
    r"(?:(?P<up>上调|提高|调高|增加(?!值)|提升)|(?P<down>下调|降低|减少|压减|削减|调低|压缩|缩减))[^，。；、\d达为到至占超是有的]{1,10}$"
)
_NEXT = re.compile(
    r"(?:左右|以上)?的(?:[^，。；、的\d]{0,4})?"
    r"(?:(?P<up>增长|成长|增幅|涨幅|增速|升幅|上涨|涨势)|(?P<down>下降|降幅|跌幅|下跌|减幅|下滑))"
)
# 有500元的涨幅: with money only the noun says that it moved.
_NEXT_NOUN = re.compile(r"的(?:(?P<up>增幅|涨幅|升幅)|(?P<down>降幅|跌幅|减幅))")
# A line broken just before the figure goes on.
_BEFORE_CLAUSE = re.compile(r".*(?:[，。；！？,;!?（(）)]|\n(?!\Z))", re.DOTALL)
_MOVES = re.compile(r"[增升提涨高快慢扩拓多降减少跌缩低落滑窄缓长幅速展壮萎退宽衰贬调浮强弹简裁跃容]")
_REACHES = re.compile(r"[到至为]")
_COMPARED = re.compile(r"比|较")
# 高于全省2个百分点 and 比全省高 compare places; 比上月高 is a movement. 自然增长率 is a rate of its own, and what
# 影响增速1个百分点 has no direction.
_ABOVE = re.compile(r"[高低快慢]于|自然增长率|影响")
_THAN_BEFORE = re.compile(r"[同环]比|[比较][^，。；]*[年月季周期前日初末时]")
_ALSO = re.compile(r"[、,，和及与或]|以及")
# 增加2.9倍，至930亿元; 上涨8%到5元.
_ARRIVES = re.compile(r"[，,]?\s?(?:升|增|降|跌|减|落)?[至到](?:每[^，。；、\d]{1,3}|了|约|近)?")
_OCCUPIES = re.compile(r"[、,，][^，,。；、\d]{0,3}占[^，,。；、\d]{0,15}")
_STOP = re.compile(r"[。；;\n！？]")
_FAR = 24


class Span(Protocol):
    """Where a figure stands and whether it is a `ratio`, `money` or something else."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def dimension(self) -> str: ...


def changes(text: str, figures: Sequence[Span]) -> list[str | None]:
    """For each of `figures`, in text order: `up_to`, `up_by`, `down_to`, `down_by`, `from`, or null."""
    found: list[str | None] = []
    for index, figure in enumerate(figures):
        change = _change(text, figure)
        if change is None and index and found[-1] and figure.start - figures[index - 1].end <= _FAR:
            change = _shared(text, figures[index - 1], figure, found[-1])
        if change in ("up_to", "down_to"):
            for origin in _origins(text, figures, index):
                found[origin] = found[origin] or "from"
        found.append(change)
    return found


def _change(text: str, figure: Span) -> str | None:
    far = max(figure.start - _FAR, 0)
    before = _BEFORE_CLAUSE.match(text, far, figure.start)
    left = text[before.end() if before else far : figure.start]
    follows = _NEXT if figure.dimension == "ratio" else _NEXT_NOUN if figure.dimension == "money" else None
    by = follows.match(text, figure.end) if follows else None
    if _MOVES.search(left):
        to = (_TO.search(left) or _TO_OBJECT.search(left)) if _REACHES.search(left) else None
        if to:
            return "up_to" if to["up"] else "down_to"
        by = _moved_by(left, figure.dimension) or by
    return None if by is None else "up_by" if by["up"] else "down_by"


def _moved_by(left: str, dimension: str) -> re.Match[str] | None:
    match = _BY.search(left)
    if match:
        return None if _ABOVE.search(left) else match
    weighed = dimension in ("ratio", "money")
    if weighed or _COMPARED.search(left):
        match = _BY_SHORT.search(left)
        if match and (match.group()[0] not in "高低快慢多少" or _THAN_BEFORE.search(left)):
            return match
    return _BY_OBJECT.search(left) if weighed else None


def _shared(text: str, last: Span, figure: Span, change: str) -> str | None:
    """分别增长12%、11% says it once for both; so does 提升到24872人，占人口的3.33%."""
    between = text[last.end : figure.start]
    if _ARRIVES.fullmatch(between):
        return {"up_by": "up_to", "down_by": "down_to"}.get(change)
    if _ALSO.fullmatch(between) and last.dimension == figure.dimension:
        return change
    return change if change in ("up_to", "down_to") and _OCCUPIES.fullmatch(between) else None


# 原来的四千元优惠降低到两千元
_FORMER = re.compile(r"(原[来有先]的)[^，。；、\n]*$")


def _origins(text: str, figures: Sequence[Span], index: int) -> range:
    """由3393人提升到24872人: the figures between 由 and the verb are where the movement began."""
    end = figures[index].start
    head = max(text.rfind(word, max(end - 60, 0), end) for word in "从由自") + 1
    if not head:
        former = _FORMER.search(text, max(end - 30, 0), end)
        head = former.end(1) if former else 0
    first = index
    while first and figures[first - 1].start >= head:
        first -= 1
    if not head or first == index or figures[first].start - head > 14 or _STOP.search(text, head, end):
        return range(0)
    return range(first, index)
