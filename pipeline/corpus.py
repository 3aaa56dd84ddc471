"""All articles together → first adoptions of mechanisms, and how much of each place and outlet there is to adopt in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.families import Family, Text, seniority


class Adoption(NamedTuple):
    """A mechanism in a place, when it is first seen there; `first_date` is null where no article is dated.

    Spun texts are left out. `documents` counts articles, `families` the texts among them that are not each other's
    copies. `left_censored`: first seen in the first month from which there is any article of the place.
    """

    name: str
    place: str
    place_name: str | None
    first_date: date | None
    first_doc: str
    documents: int
    families: int
    claims_first: bool
    left_censored: bool


class Coverage(NamedTuple):
    """How much there is of an outlet on a place in a month (its first day): the denominator of `adoptions`.

    `month` is null for the articles without a date, which `undated` counts too.
    """

    outlet: str | None
    place: str | None
    month: date | None
    articles: int
    families: int
    undated: int


def coverage(articles: Sequence[Text], kin: Sequence[Family]) -> list[Coverage]:
    """Articles by outlet, place and month."""
    head = {row.doc_id: row.family for row in kin}
    groups = defaultdict(list)
    for article in articles:
        month = article.published.date().replace(day=1) if article.published else None
        groups[article.outlet, article.place, month].append(article)
    return [
        Coverage(
            outlet,
            place,
            month,
            len(group),
            len({head.get(article.doc_id, article.doc_id) for article in group}),
            len(group) if month is None else 0,
        )
        for (outlet, place, month), group in sorted(
            groups.items(), key=lambda item: [str(key or "") for key in item[0]]
        )
    ]


def adoptions(
    articles: Sequence[Text],
    kin: Sequence[Family],
    mechanisms: Iterable[tuple[str, str, str | None]],
    names: Mapping[str, str],
) -> list[Adoption]:
    """Mechanisms by the place of the articles that name them. `mechanisms` are doc_ids, names and claims;
    `names` names adcodes.
    """
    spun = {row.doc_id for row in kin if row.relation == "spun"}
    by_id = {text.doc_id: text for text in articles if text.place and not text.spun and text.doc_id not in spun}
    head = {row.doc_id: row.family for row in kin}
    begins: dict[str, date] = {}
    for text in articles:
        if text.place and text.published:
            month = text.published.date().replace(day=1)
            begins[text.place] = min(month, begins.get(text.place, month))
    found: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for doc_id, name, claim in mechanisms:
        article = by_id.get(doc_id)
        if article and article.place:
            claims = found[name, article.place]
            claims[doc_id] = claims.get(doc_id, False) or claim == "first"
    rows = []
    for (name, place), claims in sorted(found.items()):
        first = min((by_id[doc_id] for doc_id in claims), key=seniority)
        day = first.published.date() if first.published else None
        rows.append(
            Adoption(
                name=name,
                place=place,
                place_name=names.get(place),
                first_date=day,
                first_doc=first.doc_id,
                documents=len(claims),
                families=len({head.get(doc_id, doc_id) for doc_id in claims}),
                claims_first=any(claims.values()),
                left_censored=day is not None and day.replace(day=1) == begins[place],
            )
        )
    return rows
