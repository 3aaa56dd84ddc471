"""All articles together → duplicates, families of texts, first adoptions of mechanisms, and their coverage.

Families follow Broder (1997): MinHash signatures of character 5-grams, candidates by banding, no language needed.
Memory grows by some KB an article; texts are read part by part and not held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq
import regex
from rensa import RMinHash

Hashes = npt.NDArray[np.uint64]
Signatures = npt.NDArray[np.uint32]


class Family(NamedTuple):
    """An article in a family of texts. `similarity` is its 5-grams' estimated Jaccard similarity to the head's.

    `relation`: `head`; `same`; `reprint`, with small changes; `excerpt`, a part of the head or kin to another part of
    the family only; `spun`, rewritten word by word.
    """

    doc_id: str
    family: str
    relation: str
    similarity: float


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


class Text(NamedTuple):
    """What is kept of an article when its text is let go."""

    doc_id: str
    source: str
    outlet: str | None
    place: str | None
    published: datetime | None
    spun: bool
    digest: int
    grams: int
    numbers: Hashes


_SIGNATURE = 128
_ROWS_A_BAND = 4
_SHORT_GRAM, _LONG_GRAM = 5, 20
_SAMPLED = np.uint64(8)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
# Two texts of one family: most of both, or most of the shorter one, is the same. Below that, texts that share their
# short grams but hardly a long run of characters were rewritten word by word.
_SAME, _REPRINT, _CONTAINED, _SPUN = 0.95, 0.75, 0.75, 0.35
_SPUN_LONG_SHARE = 0.5
# Less than a sentence is no text to copy.
_LEAST_GRAMS = 20
# An excerpt is at least a paragraph, and a tenth of the whole.
_EXCERPT_GRAMS, _EXCERPT = 60, 0.08
# Daily bulletins repeat their wording and differ in their numbers; whoever copies or rewrites a text keeps its numbers.
_NUMBERS_SHARED, _SPUN_NUMBERS = 0.6, 3
_NUMBER = regex.compile(r"[0-9]{1,18}")


def texts(parts: Iterable[Path]) -> tuple[list[Text], Signatures, list[Hashes]]:
    """The articles of `parts`, their signatures over 5-grams, and a sample of their 20-grams."""
    columns = ["doc_id", "source", "outlet", "place", "published", "flags", "text"]
    found: list[Text] = []
    signatures: list[Signatures] = [np.zeros((0, _SIGNATURE), dtype=np.uint32)]
    sampled: list[Hashes] = []
    for part in parts:
        rows = pq.read_table(part, columns=columns).to_pylist()
        characters = [_characters(row["text"]) for row in rows]
        grams = list(_grams(characters))
        for row, points, (short, long) in zip(rows, characters, grams, strict=True):
            numbers = np.unique(np.array([int(number) for number in _NUMBER.findall(row["text"])], dtype=np.uint64))
            told = {name: row[name] for name in ("doc_id", "source", "outlet", "place", "published")}
            spun = "spun" in row["flags"]
            found.append(Text(**told, spun=spun, digest=_digest(points), grams=len(short), numbers=numbers))
            sampled.append(long)
        signatures.append(_signatures([short for short, _ in grams]))
    return found, np.concatenate(signatures), sampled


def _characters(text: str) -> npt.NDArray[np.uint32]:
    """Its ideographs, letters and digits: what a reprint leaves as it is."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    alphanumeric = ((points >= 48) & (points < 58)) | (
        (points >= 65) & (points < 123) & ~((points > 90) & (points < 97))
    )
    return points[alphanumeric | (points >= 0x3400) & (points < 0xA000) | (points >= 0x20000)]


def _digest(characters: npt.NDArray[np.uint32]) -> int:
    return int.from_bytes(blake2b(characters.tobytes(), digest_size=8).digest(), "big")


def _grams(texts: Sequence[npt.NDArray[np.uint32]]) -> Iterator[tuple[Hashes, Hashes]]:
    """The distinct hashes of each text's runs of 5 characters, and a sample of those of its runs of 20.

    None where it is shorter.
    """
    points = np.concatenate([*texts, np.zeros(_LONG_GRAM, dtype=np.uint32)]).astype(np.uint64)
    count = len(points) - _LONG_GRAM
    short = np.zeros(count + _LONG_GRAM - _SHORT_GRAM, dtype=np.uint64)
    for position in range(_SHORT_GRAM):
        short = short * _MULTIPLIER + points[position : position + len(short)]
    short = _mixed(short)
    long = np.zeros(count, dtype=np.uint64)
    for position in range(0, _LONG_GRAM, _SHORT_GRAM):
        long = long * _MULTIPLIER + short[position : position + count]
    long = _mixed(long)
    start = 0
    for text in texts:
        short_end, long_end = (start + max(len(text) - length + 1, 0) for length in (_SHORT_GRAM, _LONG_GRAM))
        runs = long[start:long_end]
        yield np.unique(short[start:short_end]), np.unique(runs[runs % _SAMPLED == 0])
        start += len(text)


def _mixed(hashes: Hashes) -> Hashes:
    """splitmix64's finaliser (Steele, Lea and Flood 2014): every bit of the result depends on every bit."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _signatures(grams: Sequence[Hashes]) -> Signatures:
    if not grams:
        return np.zeros((0, _SIGNATURE), dtype=np.uint32)
    offsets = np.cumsum([0, *map(len, grams)], dtype=np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(np.concatenate(grams), offsets, _SIGNATURE, 1)
    return np.array(matrix.to_rows(), dtype=np.uint32)


def duplicates(articles: Iterable[Text]) -> dict[str, str]:
    """For each article whose text was seen before, in the order of sources: the doc_id of the first that has it."""
    first: dict[int, str] = {}
    found = {}
    for article in sorted(articles, key=lambda text: text.source):
        if article.grams:
            head = first.setdefault(article.digest, article.doc_id)
            if head != article.doc_id:
                found[article.doc_id] = head
    return found


def families(articles: Sequence[Text], signatures: Signatures, sampled: Sequence[Hashes]) -> list[Family]:
    """Every article that has kin, with its family's head: the first published that is not spun, else the longest."""
    parent = list(range(len(articles)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for one, other in sorted(_candidates(signatures, sampled)):
        if one != other and root(one) != root(other) and _relation(articles, signatures, sampled, one, other):
            parent[max(root(one), root(other))] = min(root(one), root(other))
    members = defaultdict(list)
    for index in range(len(articles)):
        members[root(index)].append(index)
    rows = []
    for kin in members.values():
        if len(kin) > 1:
            head = min(kin, key=lambda index: _seniority(articles[index]))
            for index in kin:
                relation = (
                    "head" if index == head else _relation(articles, signatures, sampled, head, index) or "excerpt"
                )
                similarity = round(_jaccard(signatures, head, index), 4)
                rows.append(Family(articles[index].doc_id, articles[head].doc_id, relation, similarity))
    return sorted(rows)


def _seniority(article: Text) -> tuple[bool, bool, datetime, int, str]:
    return (article.spun, article.published is None, article.published or datetime.min, -article.grams, article.doc_id)


def _candidates(signatures: Signatures, sampled: Sequence[Hashes]) -> set[tuple[int, int]]:
    """Pairs that share a band of their signatures or a sampled long run of characters."""
    pairs: set[tuple[int, int]] = set()
    everyone = np.arange(len(signatures))
    for band in range(0, _SIGNATURE, _ROWS_A_BAND):
        keys = np.zeros(len(signatures), dtype=np.uint64)
        for row in range(_ROWS_A_BAND):
            keys = _mixed(keys + signatures[:, band + row].astype(np.uint64) + np.uint64(1))
        pairs.update(_neighbours(keys, everyone))
    if sampled:
        owners = np.repeat(everyone, [len(runs) for runs in sampled])
        pairs.update(_neighbours(np.concatenate(sampled), owners))
    return pairs


def _neighbours(keys: Hashes, owners: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Owners of one key, each paired with the first of them and with the one before."""
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    equal = np.flatnonzero(keys[1:] == keys[:-1]) + 1
    firsts = np.searchsorted(keys, keys[equal])
    for first, before, owner in zip(owners[firsts], owners[equal - 1], owners[equal], strict=True):
        yield int(first), int(owner)
        yield int(before), int(owner)


def _jaccard(signatures: Signatures, one: int, other: int) -> float:
    return float((signatures[one] == signatures[other]).mean())


def _relation(
    articles: Sequence[Text], signatures: Signatures, sampled: Sequence[Hashes], head: int, other: int
) -> str | None:
    """What `other` is to `head`, or null where they are no kin."""
    similarity = _jaccard(signatures, head, other)
    sizes = articles[head].grams, articles[other].grams
    shared = similarity * sum(sizes) / (1 + similarity)
    numbers = articles[head].numbers, articles[other].numbers
    agreed = np.intersect1d(numbers[0], numbers[1], assume_unique=True).size
    if min(sizes) < _LEAST_GRAMS or agreed < _NUMBERS_SHARED * min(map(len, numbers)):
        return None
    if similarity >= _SAME:
        return "same"
    if similarity >= _REPRINT:
        return "reprint"
    runs = np.intersect1d(sampled[head], sampled[other]).size
    rewritten = runs < _SPUN_LONG_SHARE * similarity * (sampled[head].size + sampled[other].size - runs)
    if not rewritten and shared >= _CONTAINED * min(sizes) >= _EXCERPT_GRAMS and similarity >= _EXCERPT:
        return "excerpt"
    if rewritten and similarity >= _SPUN and agreed >= _SPUN_NUMBERS:
        return "spun"
    return None


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
    mechanisms: Iterable[dict[str, Any]],
    names: dict[str, str],
) -> list[Adoption]:
    """Mechanisms by the place of the articles that name them. `mechanisms` are rows with doc_id, name and claim;
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
    for row in mechanisms:
        article = by_id.get(row["doc_id"])
        if article and article.place:
            claims = found[row["name"], article.place]
            claims[article.doc_id] = claims.get(article.doc_id, False) or row["claim"] == "first"
    rows = []
    for (name, place), claims in sorted(found.items()):
        first = min((by_id[doc_id] for doc_id in claims), key=_seniority)
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
