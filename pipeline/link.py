"""Rows of the extractors → observations (figures with what they measure, where, when) and checks (their arithmetic)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import accumulate, chain, pairwise
from typing import Any, NamedTuple

import regex

from extractors._gazetteer import parents
from pipeline.audit import Check, audit
from pipeline.metric import Told, tell
from pipeline.phrase import ABROAD, ATTRIBUTE, page
from pipeline.records import Document, Sentence

__all__ = ["Check", "Observation", "link"]


class Observation(NamedTuple):
    """A row of `observations`: a figure's span and values with what it measures.

    `metric` is the thing counted or measured with what was done to it, null where that cannot be told; `kind` is
    `stock`, `flow`, `target`, `change` or `rate`; `place` an adcode; the period `from_date`..`to_date` is inclusive and
    null where open or unsaid; `mechanism` the name of the mechanism it is a figure of; `evidence` the sentence.
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


def link(document: Document, rows: Mapping[str, Sequence[Any]]) -> tuple[tuple[Observation, ...], tuple[Check, ...]]:
    """One observation per figure in `rows["figures"]`, on the same span, and the checks that they allow.

    `rows` holds the rows of the tables `figures`, `dates`, `places` and `mechanisms`, each sorted by start.
    """
    if not rows["figures"]:
        return (), ()
    groups = list(_observations(document, rows))
    observations = tuple(chain.from_iterable(group for _, group in groups))
    return observations, tuple(audit(document, observations, groups))


# How many places or dates back, and how many characters, what a figure is about is looked for.
_NEAREST = 12
_LONG, _STORY, _FAR, _NEAR, _SHORT = 2000, 1000, 400, 20, 16


class _Scene(NamedTuple):
    """A document with the rows of its dates, places and mechanisms, as the place and time of a figure are looked for.

    `date_starts`, `place_starts` and `mechanism_starts` are where those rows begin, to be searched by halving.
    `reach` is how far the places before each one reach; `abroad` whether other countries are named at all; `place`
    and `own` the adcode and name of the article's own place; `reported` the period that a statistical report says in
    its title that it is of; `tells` which dates, as far as asked, say when something was.
    """

    document: Document
    text: str
    dates: Sequence[Any]
    places: Sequence[Any]
    mechanisms: Sequence[Any]
    date_starts: Sequence[int]
    place_starts: Sequence[int]
    mechanism_starts: Sequence[int]
    reach: Sequence[int]
    abroad: bool
    place: str | None
    own: str | None
    published: date | None
    reported: tuple[date | None, date | None]
    tells: dict[int, bool]


def _observations(
    document: Document, rows: Mapping[str, Sequence[Any]]
) -> Iterator[tuple[Sentence, list[Observation]]]:
    """The sentences that have figures, each with its observations."""
    figures, dates, places, mechanisms = rows["figures"], rows["dates"], rows["places"], rows["mechanisms"]
    abroad = not _COUNTRIES.isdisjoint(document.words)
    home = None if abroad and _of_abroad(document, places) else document.article.place
    scene = _Scene(
        document,
        document.text,
        dates,
        places,
        mechanisms,
        [row.start for row in dates],
        [row.start for row in places],
        [row.start for row in mechanisms],
        list(accumulate([row.end for row in places], max, initial=0)),
        abroad,
        home,
        _own_name(home),
        published.date() if (published := document.article.published) else None,
        _reported(document, dates),
        {},
    )
    place_starts = scene.place_starts
    sheet = page(document, dates, places)
    base, following = None, -1
    first = 0
    while first < len(figures):
        sentence = document.sentences[document.sentence_at(figures[first].start)]
        last = first + 1
        while last < len(figures) and figures[last].start < sentence.end:
            last += 1
        group = figures[first:last]
        measured = tell(sheet, sentence, group, base if sentence.sentence == following else None)
        paragraph = _paragraph(scene, sentence, group[0].start)
        several = last - first > 1
        dealt = _dealt(scene, sentence, group) if several else {}
        days = _dealt_days(scene, group) if several and len(dates) > 1 else {}
        takes_up, earliest = _looks_back(scene, sentence) if dates else (False, 0)
        place_before = -1
        place: tuple[str | None, str | None] = (None, None)
        observations = []
        for figure, told in zip(group, measured, strict=True):
            start = figure.start
            before = bisect_left(place_starts, start)
            if before != place_before or abroad or figure.dimension == "age":
                since = paragraph if figure.dimension != "age" else _story(scene.text, paragraph)
                place_before, place = before, _where(scene, sentence, figure, since, before)
            period = days.get(start) or (_when(scene, sentence, figure, takes_up, earliest) if dates else (None, None))
            observations.append(_observation(scene, sentence, figure, told, dealt.get(start, place), period))
        yield sentence, observations
        base, following = measured[-1].base, sentence.sentence + 1
        first = last


def _paragraph(scene: _Scene, sentence: Sentence, at: int) -> int:
    """Where the sentence's paragraph begins, or the one before where what stands before `at` goes on about the same.

    A speaker's words do, and in news of the whole country what points back: 这里, 当地, 这家.
    """
    text = scene.text
    start = text.rfind("\n", 0, sentence.start) + 1
    if start and (
        text[start] in "“「" or (scene.document.article.place == "100000" and _HERE.search(text, sentence.start, at))
    ):
        return text.rfind("\n", 0, start - 1) + 1
    return start


def _reported(document: Document, dates: Sequence[Any]) -> tuple[date | None, date | None]:
    title = document.article.title
    if title and dates and _REPORT.search(title) and document.text.startswith(title):
        for row in dates:
            if row.end > len(title):
                break
            if row.from_date and row.to_date and row.from_date < row.to_date:
                return row.from_date, row.to_date
    return None, None


def _story(text: str, paragraph: int) -> int:
    """Where the paragraph before the one before begins: what happens to a person goes on from one to the next."""
    for _ in range(2):
        paragraph = text.rfind("\n", 0, max(paragraph - 1, 0)) + 1
    return paragraph


@cache
def _own_name(code: str | None) -> str | None:
    """The full name of an article's own place."""
    if code is None or code == "100000":
        return "中国" if code else None
    return "".join(place.name for place in parents(code)) or None


def _observation(
    scene: _Scene,
    sentence: Sentence,
    figure: Any,
    told: Told,
    place: tuple[str | None, str | None],
    period: tuple[date | None, date | None],
) -> Observation:
    from_date, to_date = period
    if unsaid := from_date is None and to_date is None:
        from_date, to_date = scene.reported
    kind = _kind(scene, sentence, figure, told, from_date, to_date)
    # What there is in a report on a year is what there was at its end.
    if unsaid and kind in ("stock", "target"):
        from_date = None
    # An aim is not of the time by which something else had been reached.
    if kind == "target" and from_date is None and not _after(scene, to_date):
        to_date = None
    return Observation(
        figure.start,
        figure.end,
        told.rule,
        told.metric,
        kind,
        figure.value,
        figure.value_max,
        figure.unit,
        figure.bound,
        figure.change,
        *place,
        from_date,
        to_date,
        _mechanism(scene, sentence, figure) if scene.mechanisms else None,
        sentence.text if len(sentence.text) <= _LONG else _evidence(sentence, figure),
    )


def _evidence(sentence: Sentence, figure: Any) -> str:
    """Of a sentence without end, what stands around the figure."""
    at = figure.start - sentence.start
    return sentence.text[max(0, at - _LONG // 2) : at + _LONG // 2]


# Where


_CLAUSE_MARKS = frozenset("，,。；;：:、\n “")
_STANDS_IN = re.compile(r"[^，。；：\n]{0,16}在")
_PEOPLE = ("人民", "各族人民", "儿女", "同胞", "群众", "百姓", "干部群众", "市民", "农民", "人大代表")
# Where somebody said so is not where it is: 在甲市表示.
_SAID_THERE = re.compile(
    "(?:[^，。；\n在]{0,6}上)?(?:正式|联合|共同|公开)?(?:表示|指出|发布|宣布|透露|介绍|通报|公布|揭晓)"
)
# What names a place again, and what is of the place that was just named.
_HERE = re.compile("这里|当地|这家|该[省市县区州镇乡村]")
_POINTS_BACK = re.compile(
    f"{_HERE.pattern}|该[厂项企公]|园区|一期|二期|(?<![\u3400-\u9fff])(?:企业|平台|公司|项目|全[村镇乡县])"
)
_NATION = ("全国", "我国")
_RANKED = ("是", "成为", "居", "位列", "填补", "填补了", "入选", "开创了", "创下了")
# What has come of the times of a country is told of all of it.
_ERAS = ("党的十八大以来", "新中国成立", "改革开放以来", "改革开放4", "新时代以来")
_CITED = {"“": "”", "《": "》", "「": "」"}
# The world is where something is counted too, but only where the sentence itself says so, and not for rank in it.
_WORLD = frozenset({"全球", "世界", "海外"})
# Exchanges and their wares stand for where they are.
_MARKETS = frozenset(
    [
        "CBOT",
        "LME",
        "COMEX",
        "NYMEX",
        "OPEC",
        "欧佩克",
        "华尔街",
        "纳斯达克",
        "道琼斯",
        "布伦特",
        "北美",
        "南美",
        "东南亚",
    ]
)
_COUNTRIES = (ABROAD | _MARKETS) - _WORLD
_WORLDS = re.compile("全球|世界|海外市场")
_IN_WORLD = regex.compile(
    r"(?r)(?<![^，,。；;：:\n据在日月年])(?:全球|世界|海外市场)(?!\p{Han}{0,3}(?:首|第|最|唯一|一流|级|领先|知名|5))"
)
# Headlines call a country by one character, where an office, an army or a press of its own follows: 美海关, 俄外长.
_SHORTENED = (
    "[美英法德俄日韩印乌欧](?:媒|军|方|企|股|联储|海关|央行|防长|外长|财长|总统|首相|总理|议会|国会|国防部|国务院|"
    "财政部|商务部|空军|警方|防空)"
)
_FIRST = "".join(sorted({name[0] for name in _COUNTRIES})) + "美英法德俄日韩印乌欧"
_COUNTRY = re.compile(f"(?=[{_FIRST}])(?:{'|'.join(sorted(_COUNTRIES))}|{_SHORTENED})")
_OURS = re.compile("[中华我沪深港]|国内|人民币|A股|习近平")
_HOME = ("中方", "我方", "我国", "中国队")
# What a country stands behind where it says where something was, and is not a part of what is told of another.
_BEFORE_COUNTRIES = frozenset("，,。；;：:\n据在日月年称是前天卷袭")
_YET_ABROAD = ("不过", "虽然", "但", "而", "周一", "周二", "周三", "周四", "周五", "周末")
_JOINTS = frozenset("、和与及暨")
# What a place is compared with, a part of, or said by.
_NOT_WHERE = frozenset("比较占亲据")


def _where(
    scene: _Scene, sentence: Sentence, figure: Any, paragraph: int, before: int
) -> tuple[str | None, str | None]:
    """The adcode and name of the place that the figure is about; null where that is another country.

    It is the place last named before the figure in its sentence, else in its paragraph, else the article's own.
    """
    text = scene.text
    found = _named(scene, sentence, figure, paragraph, before)
    if scene.abroad and (found is None or found.start < sentence.start or found.level == "country"):
        since = paragraph if found is None else max(sentence.start, found.end)
        if _foreign(text, max(since, figure.start - _FAR), figure.start):
            return None, None
    if found is None:
        if scene.abroad and _heads_foreign(scene, sentence):
            return None, None
        span = max(sentence.start, figure.start - _FAR), figure.start
        if _WORLDS.search(text, *span) and _IN_WORLD.search(text, *span):
            return None, None
        return scene.place, scene.own
    return found.adcode, found.full_name


def _heads_foreign(scene: _Scene, sentence: Sentence) -> bool:
    """Whether the sentence is the heading of news of another country: it ends in no mark, and the next one names it."""
    text, end = scene.text, sentence.end
    if (
        scene.place != "100000"
        or text[end - 1] in "。！？；：，"
        or text[sentence.start - 1 : sentence.start] not in "\n"
    ):
        return False
    if not text.startswith("\n", end):
        return False
    stop = text.find("。", end, end + _FAR)
    index = bisect_left(scene.place_starts, end)
    if stop < 0 or (index < len(scene.places) and scene.places[index].start < stop):
        return False
    return _foreign(text, end, stop)


def _of_abroad(document: Document, places: Sequence[Any]) -> bool:
    """Whether news is of another country, as its title says first, and names none of the own ones."""
    title, text = document.article.title, document.text
    return (
        title is not None
        and document.article.place == "100000"
        and _COUNTRY.match(title) is not None
        and not _OURS.search(title)
        and not any(text[row.start : row.end] in title for row in places)
    )


def _foreign(text: str, since: int, at: int) -> bool:
    """Whether another country is what is told of, and not the own one again since it was named."""
    last = -1
    for country in _COUNTRY.finditer(text, since, at):
        start = country.start()
        if start == 0 or text[start - 1] in _BEFORE_COUNTRIES or text.endswith(_YET_ABROAD, since, start):
            last = country.end()
    return last >= 0 and not any(text.find(name, last, at) >= 0 for name in _HOME)


def _named(scene: _Scene, sentence: Sentence, figure: Any, paragraph: int, before: int) -> Any | None:
    """The row of the place named for the figure, from the start of the paragraph on."""
    text, places = scene.text, scene.places
    if found := _stands(scene, sentence, figure, before):
        return found
    for index in range(before - 1, max(before - _NEAREST, 0) - 1, -1):
        row = places[index]
        if row.start < paragraph or (found and row.start < sentence.start):
            break
        if not _about(scene, index, figure.start):
            continue
        if row.start < sentence.start:
            # What is said of the country in passing (填补我国空白, 全国十大之一) does not end what is said of a place.
            if text.startswith(_NATION, row.start) and text.endswith(_RANKED, paragraph, row.start):
                continue
            # News of the whole country goes from place to place: what was said of one holds for the next sentence.
            return row if _carries_on(scene, sentence, figure, row) else None
        # A larger place named behind a smaller one is where that lies or who gave the prize, unless a clause begins so,
        # or what it has is counted: 全国十大市场之一.
        if found is None or (
            _holds(found, row)
            and (found.end < figure.start or figure.dimension != "count")
            and text[found.start - 1] not in _CLAUSE_MARKS
        ):
            found = row
    return found


def _stands(scene: _Scene, sentence: Sentence, figure: Any, before: int) -> Any | None:
    """The place behind the figure whose people are counted (`三千万甲省人民`), or that its clause says it to be in.

    The latter only where none is named before it: `30名学员在甲县结业`.
    """
    text, places = scene.text, scene.places
    if before == len(places):
        return None
    start = end = places[before].start
    people = start == figure.end
    if not people and (
        start >= sentence.end
        or text[start - 1] != "在"
        or (before and places[before - 1].start >= sentence.start)
        or not _STANDS_IN.fullmatch(text, figure.end, start)
    ):
        return None
    found = None
    for row in places[before : before + _NEAREST]:
        if row.start != end:
            break
        found, end = row, row.end
    if found is None or not found.adcode:
        return None
    if people:
        return found if text.startswith(_PEOPLE, end) else None
    return None if found.level == "country" else found


def _carries_on(scene: _Scene, sentence: Sentence, figure: Any, row: Any) -> bool:
    """Whether a place named in an earlier sentence is still where the figure's sentence is."""
    own = scene.document.article.place
    if row.level == "country" or row.adcode == "100000":
        return False
    # News of the whole country goes from place to place: what was said of one holds for the next sentence, and for
    # what points back (这里, 园区).
    if own == "100000":
        if scene.text.startswith(_ERAS, sentence.start):
            return False
        near = scene.document.sentence_at(row.start) >= sentence.sentence - 1
        return near or _POINTS_BACK.search(scene.text, sentence.start, figure.start) is not None
    # A local story names the city or province above it for who plans or helps there, and goes on about its own place.
    return own is None or row.adcode == own or not own.startswith(row.adcode.rstrip("0"))


def _about(scene: _Scene, index: int, at: int) -> bool:
    """Whether a place can be where something was counted: not a part of a longer name, a title or a comparison."""
    text, row = scene.text, scene.places[index]
    start, end = row.start, row.end
    if not row.adcode or scene.reach[index] > start or text.startswith(ATTRIBUTE, end):
        return False
    mark = text[start - 1] if start else ""
    if mark in _NOT_WHERE or (mark == "在" and _SAID_THERE.match(text, end)):
        return False
    if row.level == "country" and text.startswith(("国内、国", "国内和国", "国内外"), start):
        return False
    # Where something else is, as all that a clause says: 生产线大多在中国，涨价不多.
    if (
        row.level == "country"
        and mark == "在"
        and text[end : end + 1] in "，。"
        and text[start - 2] not in _CLAUSE_MARKS
    ):
        return False
    if _coordinate(scene, index):
        return False
    # What leads or stands for more than itself is not where all of it is: 以甲市为龙头. An example is: 以甲市为例.
    if mark == "以" and text[end : end + 1] == "为" and not text.startswith("为例", end):
        return False
    low = max(start - 24, 0)
    opened = max(text.rfind("“", low, start), text.rfind("《", low, start), text.rfind("「", low, start))
    if opened < 0:
        return True
    closed = _CITED[text[opened]]
    return text.find(closed, opened, start) >= 0 or not start < text.find(closed, end, at) < at


def _coordinate(scene: _Scene, index: int) -> bool:
    """Whether a place is one of several named together: what is counted then is in all of them."""
    text, row, places = scene.text, scene.places[index], scene.places
    if text[row.start - 1 : row.start] in _JOINTS:
        return True
    return text[row.end : row.end + 1] in _JOINTS and index + 1 < len(places) and places[index + 1].start == row.end + 1


def _dealt(scene: _Scene, sentence: Sentence, figures: Sequence[Any]) -> dict[int, tuple[str | None, str | None]]:
    """The places of figures that 分别 deals out to places named together: `甲县、乙县分别增长5%、6%`."""
    text, places = scene.text, scene.places
    if (at := text.find("分别", sentence.start, figures[-1].start)) < 0:
        return {}
    last = bisect_left(scene.place_starts, at) - 1
    first = last
    while first > 0 and places[first - 1].start >= sentence.start and _follows(text, places[first - 1], places[first]):
        first -= 1
    named = [row for row in places[max(first, 0) : last + 1] if row.start >= sentence.start]
    after = [figure for figure in figures if figure.start > at]
    if not 1 < len(named) == len(after) or at - named[-1].end > _SHORT:
        return {}
    return {figure.start: (row.adcode, row.full_name) for figure, row in zip(after, named, strict=True)}


def _dealt_days(scene: _Scene, figures: Sequence[Any]) -> dict[int, tuple[date | None, date | None]]:
    """The periods of figures listed behind as many dates listed together: `2019年、2020年的5吨和6吨`."""
    text, dates = scene.text, scene.dates
    dealt: dict[int, tuple[date | None, date | None]] = {}
    first = 0
    while first < len(figures):
        last = first
        while last + 1 < len(figures) and text[figures[last].end : figures[last + 1].start] in _JOINTS:
            last += 1
        size = last - first + 1
        if size > 1:
            end = bisect_left(scene.date_starts, figures[first].start)
            named = dates[max(end - size, 0) : end]
            if (
                len(named) == size
                and all(_follows(text, one, two) for one, two in pairwise(named))
                and not (end > size and _follows(text, dates[end - size - 1], named[0]))
                and not regex.search("[，。；\n]", text, pos=named[-1].end, endpos=figures[first].start)
            ):
                pairs = zip(figures[first : last + 1], named, strict=True)
                dealt.update((figure.start, (row.from_date, row.to_date)) for figure, row in pairs)
        first = last + 1
    return dealt


def _follows(text: str, one: Any, two: Any) -> bool:
    """Whether the second place is the next in a list after the first."""
    return two.start - one.end == 1 and text[one.end] in _JOINTS


def _holds(upper: Any, lower: Any) -> bool:
    if upper.adcode == lower.adcode:
        return False
    return upper.level == "country" or bool(lower.adcode.startswith(upper.adcode.rstrip("0")))


# When


_GOES_ON = re.compile("其中|同期|期间|当中|此间|分[^，]{1,6}看|[从按][^，]{2,10}[看分]，")
_REPORT = re.compile("统计公报|统计月报|经济运行|国民经济")
# How things stand now is said of one sentence only; of what stood so until a day (截至目前), the next ones tell too.
_NOW = ("目前", "当前", "眼下", "眼前", "如今", "现", "至今")
_MEETINGS = ("大", "全会", "会议", "两会")
# What there was before anything that the sentence dates: 把原来的10座改为21座.
_FORMER = ("原来的", "原先的", "原有的", "原有", "原定", "以往的", "过去的")
# What there is by now, with its number: 现有住户30户, 已有近30家.
_STANDING = re.compile(
    "(?=[现已])(?<![比将把过])(?:现有|现存|现已|已有|已经有|已建成|已建有|已拥有)[^，。；：\n0-9]{0,8}?[0-9一二两三四五六七八九十百千]"
)
# What something is held for, and not when: 围绕元旦、春节等节点. Until when a record stood: 二月创下的高位.
_THEME = re.compile("(?:围绕|针对|聚焦|瞄准|备战|喜迎|迎接|庆祝|纪念)[^，。；\n]{0,8}$")
_FEAST = re.compile("[节旦秋庆夕]|清明|端午|元宵|七一|八一|五一|十一")
_OF_RECORD = re.compile("[初中底末旬]?时?(?:所?创下|创造)的")
# What a price of a market closed at, and a day that such a price was told of.
_CLOSED = re.compile("(?:收于|收报|报收|收盘报|收盘[上下]?[涨跌])[^，。；;\n]{0,6}$")
_CLOSED_ON = re.compile("[^，。；;\n]{0,8}(?:收于|收报|报收|收盘报|收高|收低|收涨|收跌|收升)")
# When something is to be delivered is in the name of what is traded: 8月白糖合约.
_CONTRACT = re.compile("[^，。；;\n到至]{0,6}(?:合约|期货(?!交易所|市场)|期价)")
_SAID_BEHIND = re.compile("[^，。；：:、的\n]{0,16}(?:于|在|作为|列为|列入|纳入)")
_LIVED = re.compile("(?:平均|寿命|享年|终年|年仅)[^，。；\n]{0,8}$")
_HELD = ("举办的", "举行的", "召开的", "启动的", "开展的")
# What is of an event that was dated before: 会上, 活动现场, 本次培训, 与会.
_EVENT = re.compile(
    "(?<![委员运])会上(?=，)|在会上|会议现场|活动现场|仪式上|与会|(?<![\u3400-\u9fff])活动(?:中|当天|共|吸引)|"
    "(?:此次|本次|这次)[^，。；\n的]{0,8}?(?:活动|培训|会议|签约|比赛|大赛|演练|讲座|座谈会|论坛|仪式|招聘会|宣讲)"
)
_ATTENDED = re.compile("[^，。；\n]{0,16}(?:参加|出席|到场|参与)[了。，；]")
# Growth over a year says so; other growth is over the time between the two that were named.
_COMPARED = re.compile("同比|环比|比上|较上|比去|较去|[。；]")
_SINCE = re.compile("(?<!年)(?<!长期)以来[，,][^。；\n]*?(?:已|累计|共)")
_IF = re.compile("[，。；](?:若|如果|假如|倘若|一旦)")
_SO_FAR = re.compile("已|累计|迄今|至今")
_YET = re.compile("将|预计|预期|计划|力争|有望|确保|目标")
# A sentence that is no more than a measure and its value adds it to those before: 利润率为3%.
_BARE = re.compile("[^，。；：\n]{1,10}(?:[率额值量]|收入|利润|比重|均价|指数)(?:仅?为|达到?|是|仅)?")
# What something is a multiple of: 是去年全年的3倍.
_MULTIPLE = re.compile("[^，。；\n]{0,6}的[^，。；\n]{0,2}[0-9.一两二三四五六七八九十]{1,5}[多余]?倍")
_OVER_THE_YEAR = re.compile("[，,（(]同比")
_RECORD = ("最", "新高", "新低", "的最", "的新高", "的新低", "首次")
_HIGHS = ("高位", "高点", "新高", "低位", "低点", "新低")
_UNTIL = re.compile("截[至止](?:当地时间|北京时间)?$")
# What happened before is told in passing, in the midst of a clause: 5例为此前密接者.
_EARLIER = frozenset({"此前", "之前", "以前", "以往", "往年", "先前"})
# A date before these words is when somebody said so, other than when he saw it.
_REPORTED = re.compile(
    r"[^，。；\n]{0,12}?(?:表示|指出|通报|介绍|获悉|了解到|宣布|透露|告诉|发文|报道|报导)|[^，。；\n]{0,3}[，（）]?记者(?![^，。；\n]{0,16}(?:统计|走访|探访|发现|看到))|[电讯称]|平均"
    r"|，?[^，。；\n]{0,24}(?:公布|发布|出炉|披露)[^，。；\n]{0,20}(?:显示|表明|指出|称)"
)


def _looks_back(scene: _Scene, sentence: Sentence) -> tuple[bool, int]:
    """Whether the sentence takes up the ones before it (`其中`), and from where on dates may be its own."""
    start, number, sentences = sentence.start, sentence.sentence, scene.document.sentences
    if _GOES_ON.match(scene.text, start):
        return True, scene.text.rfind("\n", 0, start) + 1
    if number and sentences[number - 1].paragraph == sentence.paragraph:
        return False, sentences[number - 1].start
    return False, start


def _when(
    scene: _Scene, sentence: Sentence, figure: Any, takes_up: bool, earliest: int
) -> tuple[date | None, date | None]:
    """The period of the figure: the one last named before it in its sentence, but for what it is compared with, for
    meetings, and for when somebody said so. Where something began from (`由10家增加到20家`) is before any of these.
    Where no period is named, it may be the day of an event that the sentence goes on about.

    How far things had come by a time (`截至6月底`) goes on in the next sentence; a period does where that sentence
    takes up the one before, and for growth, which always is that of a period.
    """
    text, dates = scene.text, scene.dates
    # How old somebody is, or has to be, is of no period; how old people were on the average, or when they died, is.
    if figure.dimension == "age" and not figure.change and not _LIVED.search(text, sentence.start, figure.start):
        return None, None
    if text.endswith(_FORMER, max(figure.start - 4, 0), figure.start):
        return None, None
    standing = _STANDING.search(text, sentence.start, figure.end)
    goes_on = (
        takes_up
        or figure.change in ("up_by", "down_by")
        or (figure.start - sentence.start <= _SHORT and _BARE.fullmatch(text, sentence.start, figure.start) is not None)
    )
    farthest = earliest
    # What is set against the year before is of the report's period, however many sentences ago that was named.
    if _OVER_THE_YEAR.match(text, figure.end, sentence.end) or (
        goes_on and text.find("同比", max(figure.start - _SHORT, sentence.start), figure.start) >= 0
    ):
        goes_on, farthest = True, min(earliest, max(0, sentence.start - _FAR))
    before = bisect_left(scene.date_starts, figure.start)
    for index in range(before - 1, max(before - _NEAREST, 0) - 1, -1):
        row = dates[index]
        if row.start < farthest or (figure.change == "from" and row.start < figure.start - 8):
            break
        if (tells := scene.tells.get(index)) is None:
            tells = scene.tells[index] = _tells_when(text, dates, index)
        if not tells:
            continue
        # A part of the period, of which one sentence tells: 其中6月.
        if row.start < sentence.start and text.startswith("其中", row.start - 2):
            continue
        if row.start < earliest and (row.from_date is None or row.from_date == row.to_date):
            continue
        if row.from_date is None and row.to_date is None and _in_passing(scene, index, figure.start):
            continue
        # How many there are now is not of when something before was: 2016年建园，现有工人30名.
        if (
            standing
            and row.from_date
            and row.end < standing.start()
            and (row.start < sentence.start or text.find("，", row.end + 1, standing.start()) >= 0)
        ):
            break
        # What would be if something were done is of no time yet.
        if row.from_date == row.to_date and _IF.search(text, row.end, figure.start):
            return None, None
        if row.start < sentence.start and (
            not takes_up and text.startswith(_NOW, row.start) if row.from_date is None else not goes_on
        ):
            break
        # Growth is never that of a moment, where the report itself has a period.
        if row.start < sentence.start and row.from_date is None and figure.change and scene.reported[0]:
            break
        return _extent(scene, sentence, figure, index)
    if before < len(dates) and _said_behind(scene, sentence, figure, before):
        return _extent(scene, sentence, figure, before)
    if standing:
        return None, scene.published
    if _CLOSED.search(text, max(figure.start - _SHORT, sentence.start), figure.start):
        return _day_of_closing(scene, before)
    # What has been done since something undated began was done until the article came out.
    if text.find("以来", sentence.start, figure.start) >= 0 and _SINCE.search(text, sentence.start, figure.start):
        return None, scene.published
    return _day_of_event(scene, sentence, figure, before)


def _said_behind(scene: _Scene, sentence: Sentence, figure: Any, index: int) -> bool:
    """Whether the clause says when behind what is counted: `30名学员于5月结业`, `30件实事列入明年计划`."""
    row = scene.dates[index]
    return (
        row.start < min(sentence.end, figure.end + _NEAR)
        and _SAID_BEHIND.fullmatch(scene.text, figure.end, row.start) is not None
        and row.from_date is not None
        and row.to_date is not None
        and _tells_when(scene.text, scene.dates, index)
    )


def _tells_when(text: str, dates: Sequence[Any], index: int) -> bool:
    """Whether a date says when something was, and not what it is compared with, called by or held for."""
    row = dates[index]
    start, end = row.start, row.end
    if text[start - 1 : start] in ("比", "较", "与") or row.timex_type == "SET":
        return False
    if text.find("倍", end, end + _SHORT) >= 0 and _MULTIPLE.match(text, end):
        return False
    if text.endswith(_MEETINGS, start, end) or _REPORTED.match(text, end) or _OF_RECORD.match(text, end):
        return False
    # How long there had been nothing like it: 创3月以来新高, 三个月高位.
    if text.startswith(_RECORD, end) and text.endswith("以来", start, end):
        return False
    if text.startswith(_HIGHS, end) and row.timex_type == "DURATION":
        return False
    if _FEAST.search(text, start, end) and _THEME.search(text, max(start - 12, 0), start):
        return False
    if text.endswith(("月", "月份"), start, end) and _CONTRACT.match(text, end):
        return False
    # The year in the name of an event that was dated before: 昨日举办的2023年运动会.
    return not (
        index
        and text.endswith(_HELD, 0, start)
        and row.from_date != row.to_date
        and dates[index - 1].from_date
        and text.find("。", dates[index - 1].end, start) < 0
    )


def _extent(scene: _Scene, sentence: Sentence, figure: Any, index: int) -> tuple[date | None, date | None]:
    """The days of the period named in the row of dates, as far as the figure is of them."""
    text, row = scene.text, scene.dates[index]
    # A day may be told twice (截至今天（5日）), or with whose clock it is by (截至当地时间5日).
    if index and text[row.start - 1] in "（(" and scene.dates[index - 1].end == row.start - 1:
        row = scene.dates[index - 1] if scene.dates[index - 1].to_date == row.to_date else row
    if row.from_date == row.to_date and _UNTIL.search(text, max(row.start - 8, 0), row.start):
        return None, row.to_date
    # What has been done in a year that goes on was done until the article came out: 今年已新建.
    so_far = not text.endswith("期间", row.start, row.end) and _SO_FAR.search(text, row.end, figure.start) is not None
    if so_far and row.from_date and not _after(scene, row.from_date) and _after(scene, row.to_date):
        if not _YET.search(text, row.end, figure.start):
            return row.from_date, scene.published
    elif row.to_date is None and (row.from_date or so_far) and text.endswith("以来", row.start, row.end):
        return row.from_date, scene.published
    return _began(scene, sentence, figure, index) or row.from_date, row.to_date


def _began(scene: _Scene, sentence: Sentence, figure: Any, index: int) -> date | None:
    """Where the time of a growth begins that two years were named for: `由2010年的3吨增至2015年的4吨，增长33%`."""
    text, row, earlier = scene.text, scene.dates[index], scene.dates[index - 1] if index else None
    if (
        earlier is None
        or earlier.start < sentence.start
        or text[row.start - 1] not in "到至"
        or not (earlier.from_date and earlier.to_date and row.from_date and earlier.to_date < row.from_date)
        or not (figure.change in ("up_by", "down_by") or text.find("幅", row.end, figure.start) >= 0)
        or _COMPARED.search(text, row.end, figure.start)
    ):
        return None
    began: date = earlier.from_date
    return began


def _day_of_event(scene: _Scene, sentence: Sentence, figure: Any, before: int) -> tuple[date | None, date | None]:
    """The day of the event that the sentence goes on about, named before it; null, null where it does not."""
    text = scene.text
    if not before:
        return None, None
    if _EVENT.search(text, sentence.start, min(figure.end + _SHORT, sentence.end)):
        since = sentence.start - _STORY
    elif sentence.sentence and _ATTENDED.match(text, figure.end, sentence.end):
        since = scene.document.sentences[sentence.sentence - 1].start
    else:
        return None, None
    if _YET.search(text, sentence.start, figure.start):
        return None, None
    for index in range(before - 1, max(before - _NEAREST, 0) - 1, -1):
        row = scene.dates[index]
        if row.start < since:
            break
        if not row.from_date or row.from_date != row.to_date or _after(scene, row.to_date):
            continue
        if not _REPORTED.match(text, row.end):
            return row.from_date, row.to_date
    return None, None


def _day_of_closing(scene: _Scene, before: int) -> tuple[date | None, date | None]:
    """The last day that a market was said to have closed on: they close once a day, and their news is of one day."""
    for row in reversed(scene.dates[:before]):
        if row.from_date and row.from_date == row.to_date and _CLOSED_ON.match(scene.text, row.end):
            return row.from_date, row.to_date
    return None, None


def _in_passing(scene: _Scene, index: int, at: int) -> bool:
    """Whether a time without dates leaves the one before it in force: `为此前病例转归`, `1月至4月共4个月`."""
    text, row = scene.text, scene.dates[index]
    if text[row.start : row.end] in _EARLIER:
        return text[row.start - 1] not in _CLAUSE_MARKS and at - row.end > 2
    before = scene.dates[index - 1] if index else None
    return (
        row.timex_type == "DURATION"
        and before is not None
        and before.from_date is not None
        and row.start - before.end <= 4
        and text.find("，", before.end, row.start) < 0
        and text.find("连续", before.end, row.start) < 0
    )


# Of what, and of which kind


def _mechanism(scene: _Scene, sentence: Sentence, figure: Any) -> str | None:
    """The mechanism last named before the figure in its sentence, else the one named behind it in its clause."""
    rows = scene.mechanisms
    at = bisect_left(scene.mechanism_starts, figure.start)
    if at and rows[at - 1].start >= sentence.start:
        return str(rows[at - 1].name)
    if at < len(rows) and _SAME_CLAUSE.fullmatch(scene.text, figure.end, rows[at].start):
        return str(rows[at].name)
    return None


_SAME_CLAUSE = re.compile(r"[^，,。；;！？\n]{0,20}")
_RATE = re.compile("每|率|占|人均|户均|日均|年均|平均|均价|单价|比例|比重")
_STOCK = re.compile("现有|拥有|总数|总量|存栏|存量|余额|人口|面积|在册|在校|在院|现存|保有量|累计|注册|登记|备案")
# What is over when it is done is a flow whenever it was; what is there when it is made, in the time when it was made.
_DONE = re.compile(
    "新增|开展|举办|召开|举行|服务|发放|接待|走访|受理|收集|收到|推送|调解|化解|办理|办结|处置|查处|救助|培训|发送|运送|运输|"
    "完成|解决|帮助|出口|进口|销售|生产|产量|收入|支出|投资|投入|成交|募集|捐|奖励|拨付|死亡|受伤"
)
_HAPPENINGS = frozenset(
    ["次", "人次", "场", "场次", "起", "车次", "班次", "架次", "辆次", "户次", "例次", "件次", "票"]
)
_AIM = ("的目标", "”的目标", "目标", "的任务目标", "的指标")
_PLANNED = "(?<![助动务训援验才展作护学人究程年]{0})(?=[投新完建在用实安培引总到于再今年改开生采选拿])"
# Each way of saying so begins with its own characters, for which a text is searched soonest.
_AIMED = re.compile(
    f"力争|力求|争取|确保|有望|目标[是为]|计划{_PLANNED.format('计划')}|规划{_PLANNED.format('规划')}|拟(?!合)|"
    "将(?:达|实现|新|建|投入|完成|培育|打造|突破|超|增|有|在|于)|应[当达]|须[当达]|要[当达]"
)


_REACHED = re.compile("，[^，。；]{0,4}?(?:目前|现有|现已|截至|已)")


def _after(scene: _Scene, day: date | None) -> bool:
    """Whether the day is after the article came out."""
    return day is not None and scene.published is not None and day > scene.published


def _kind(
    scene: _Scene, sentence: Sentence, figure: Any, told: Told, from_date: date | None, to_date: date | None
) -> str:
    if figure.change:
        return "change"
    if _after(scene, to_date) and (from_date is None or _after(scene, from_date)):
        return "target"
    aimed = _AIMED.search(scene.text, max(sentence.start, figure.start - 30), figure.start)
    # What has been reached meanwhile is told behind the aim: 计划新建30座，目前已建成3座.
    if aimed and not _REACHED.search(scene.text, aimed.end(), figure.start):
        return "target"
    if scene.text.startswith(_AIM, figure.end):
        return "target"
    metric = told.metric or ""
    if figure.dimension == "ratio" or "/" in (figure.unit or "") or _RATE.search(metric):
        return "rate"
    if figure.unit in _HAPPENINGS:
        return "flow"
    if from_date:
        return "stock" if _STOCK.search(metric) else "flow"
    return "flow" if _DONE.search(metric) else "stock"
