"""Rows of the extractors → observations (figures with what they measure, where, when) and checks (their arithmetic)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple

import regex

from pipeline.audit import Check, audit
from pipeline.metric import ATTRIBUTE, Told, page, tell
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
    observations = tuple(_observations(document, rows))
    return observations, tuple(audit(document, observations))


def _observations(document: Document, rows: Mapping[str, Sequence[Any]]) -> Iterator[Observation]:
    figures, dates, places = rows["figures"], rows["dates"], rows["places"]
    sheet = page(document, dates, places)
    base, following = None, -1
    reach = list(accumulate((row.end for row in places), max, initial=0))
    first = 0
    while first < len(figures):
        sentence = document.sentences[document.sentence_at(figures[first].start)]
        last = first
        while last < len(figures) and figures[last].start < sentence.end:
            last += 1
        last = max(last, first + 1)
        group = figures[first:last]
        measured = tell(sheet, sentence, group, base if sentence.sentence == following else None)
        for figure, told in zip(group, measured, strict=True):
            yield _observation(document, sentence, figure, told, rows, reach)
        base, following = measured[-1].base, sentence.sentence + 1
        first = last


def _observation(
    document: Document,
    sentence: Sentence,
    figure: Any,
    told: Told,
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
    if text[paragraph : paragraph + 1] in "“「":
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
        end = behind.end()
        for row in places[at:]:
            if row.start != end:
                break
            found, end = row, row.end
    return found


_MEETINGS = ("大", "全会", "会议", "两会")
_CLAUSE_MARKS = frozenset("，,。；;：:、\n “")
_BEHIND = regex.compile(r"[^，。；\n]{0,16}?[在于]")
_REPORTED = regex.compile(
    r"[^，。；\n]{0,12}?(?:表示|指出|通报|介绍|获悉|了解到|宣布|透露|告诉|发文)|[^，。；\n]{0,3}[，（）]?记者|[电讯称]|平均"
)


def _about(text: str, places: Sequence[Any], reach: Sequence[int], index: int, at: int) -> bool:
    """Whether a place can be where something was counted: not a part of a longer name, a title or a comparison."""
    row = places[index]
    if not row.adcode or reach[index] > row.start or ATTRIBUTE.match(text, row.end):
        return False
    if text[row.start - 1 : row.start] in ("比", "较", "与", "占"):
        return False
    opened = max(
        text.rfind("“", max(row.start - 20, 0), row.start), text.rfind("《", max(row.start - 30, 0), row.start)
    )
    if opened < 0:
        return True
    closed = "”" if text[opened] == "“" else "》"
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


def _kind(figure: Any, told: Told, from_date: date | None) -> str:
    if figure.change:
        return "change"
    if figure.dimension == "ratio":
        return "rate"
    return "flow" if from_date else "stock"
