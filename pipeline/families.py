"""Articles that are copies of one another, whole or in part, word for word or rewritten.

Families follow Broder (1997): MinHash signatures of character 5-grams, candidates by banding, no language needed; of
each hash 16 bits are kept (Li and König 2010). Memory grows by about 1 KB an article: texts are read part by part and
let go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import blake2b
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq
import regex
from rensa import RMinHash

Numbers = npt.NDArray[Any]


class Family(NamedTuple):
    """An article in a family of texts. `similarity` is its 5-grams' estimated Jaccard similarity to the head's.

    `relation`: `head`; `same`; `reprint`, with small changes; `excerpt`, a part of the head or kin to another part of
    the family only; `spun`, rewritten word by word.
    """

    doc_id: str
    family: str
    relation: str
    similarity: float


class Text(NamedTuple):
    """What is kept of an article when its text is let go; `grams` counts its distinct 5-grams."""

    doc_id: str
    source: str
    outlet: str | None
    place: str | None
    published: datetime | None
    spun: bool
    digest: int
    grams: int


class Lists(NamedTuple):
    """A list of numbers for each article, laid end to end: the values, and where each list begins and the last ends."""

    values: Numbers
    bounds: Numbers

    def of(self, article: int) -> Numbers:
        """The list of one article."""
        found: Numbers = self.values[self.bounds[article] : self.bounds[article + 1]]
        return found


class Fingerprints(NamedTuple):
    """What tells texts apart: signatures over their 5-grams, a sample of their 20-grams, the numbers they name."""

    signatures: npt.NDArray[np.uint16]
    runs: Lists
    numbers: Lists


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
# Runs are compared in so many portions, each held and sorted by itself.
_PORTIONS = 16


def texts(parts: Iterable[Path]) -> tuple[list[Text], Fingerprints]:
    """The articles of `parts` and their fingerprints."""
    columns = ["doc_id", "source", "outlet", "place", "published", "flags", "text"]
    found: list[Text] = []
    prints = [_fingerprints([])[2]]
    names: dict[str | None, str | None] = {}
    for part in parts:
        *described, flags, contents = (column.to_pylist() for column in pq.read_table(part, columns=columns).columns)
        digests, grams, own = _fingerprints(contents)
        prints.append(own)
        for doc_id, source, outlet, place, published, marks, digest, count in zip(
            *described, flags, digests, grams, strict=True
        ):
            outlet, place = names.setdefault(outlet, outlet), names.setdefault(place, place)
            found.append(Text(doc_id, source, outlet, place, published, "spun" in marks, digest, count))
    signatures, runs, numbers = zip(*prints, strict=True)
    return found, Fingerprints(np.concatenate(signatures), _joined(runs), _joined(numbers))


def _fingerprints(contents: Sequence[str]) -> tuple[list[int], list[int], Fingerprints]:
    """The digest of each text, the number of its distinct 5-grams, and the fingerprints of all."""
    points, owners = _characters(contents)
    everyone = np.arange(len(contents) + 1)
    texts = (points[begin:end].tobytes() for begin, end in pairwise(np.searchsorted(owners, everyone).tolist()))
    digests = [int.from_bytes(blake2b(text, digest_size=8).digest(), "big") for text in texts]
    short, whose = _grams(points, owners, _SHORT_GRAM, 1)
    grams = np.diff(_distinct(short, whose, 52, len(contents)).bounds).tolist()
    bounds = np.searchsorted(whose, everyone).astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(short, bounds, _SIGNATURE, 1)
    signatures = np.array(matrix.to_rows(), np.uint32).reshape(-1, _SIGNATURE).astype(np.uint16)
    long, whose = _grams(short, whose, _LONG_GRAM - _SHORT_GRAM + 1, _SHORT_GRAM)
    sample = long % _SAMPLED == 0
    runs = _distinct(long[sample], whose[sample], 32, len(contents))
    told = [sorted({int(number) for number in _NUMBER.findall(content)}) for content in contents]
    numbers = np.array([number for own in told for number in own], np.uint64)
    ends = np.fromiter(accumulate(map(len, told), initial=0), np.int64)
    return (
        digests,
        grams,
        Fingerprints(signatures, Lists(runs.values.astype(np.uint32), runs.bounds), Lists(numbers, ends)),
    )


def _characters(contents: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The ideographs, letters and digits of all texts, what a reprint leaves as it is; and whose each of them is."""
    points = np.frombuffer("".join(contents).encode("utf-32-le", "surrogatepass"), np.uint32)
    letters = (points >= 65) & (points < 123) & ~((points > 90) & (points < 97))
    ideographs = (points >= 0x3400) & (points < 0xA000) | (points >= 0x20000)
    kept = letters | ideographs | (points >= 48) & (points < 58)
    owners = np.repeat(np.arange(len(contents)), [len(content) for content in contents])
    return points[kept], owners[kept]


def _grams(values: Numbers, owners: Numbers, length: int, step: int) -> tuple[Numbers, Numbers]:
    """A hash of every `step`th value in each run of `length` within one text, and whose it is."""
    count = max(len(values) - length + 1, 0)
    hashes = np.zeros(count, np.uint64)
    for position in range(0, length, step):
        hashes *= _MULTIPLIER
        hashes += values[position : position + count]
    whose = owners[:count]
    within = whose == owners[len(owners) - count :]
    return _mixed(hashes[within]), whose[within]


def _mixed(hashes: Numbers) -> Numbers:
    """splitmix64's finaliser (Steele, Lea and Flood 2014): every bit of the result depends on every bit."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    hashes ^= hashes >> np.uint64(31)
    return hashes


def _distinct(hashes: Numbers, owners: Numbers, bits: int, articles: int) -> Lists:
    """The distinct ones among the first `bits` of each article's hashes, in their order."""
    keys = (owners.astype(np.uint64) << np.uint64(bits)) | (hashes >> np.uint64(64 - bits))
    keys.sort()
    keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys
    bounds = np.searchsorted(keys >> np.uint64(bits), np.arange(articles + 1, dtype=np.uint64))
    return Lists(keys & np.uint64((1 << bits) - 1), bounds)


def _joined(lists: Sequence[Lists]) -> Lists:
    lengths = np.concatenate([np.diff(own.bounds) for own in lists])
    return Lists(np.concatenate([own.values for own in lists]), np.concatenate([[0], np.cumsum(lengths)]))


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


def families(articles: Sequence[Text], prints: Fingerprints) -> list[Family]:
    """Every article that has kin, with its family's head: the first published that is not spun, else the longest."""
    parent: dict[int, int] = {}

    def root(index: int) -> int:
        while index in parent:
            parent[index] = parent.get(parent[index], parent[index])
            index = parent[index]
        return index

    for one, other in sorted(_candidates(prints)):
        if root(one) != root(other) and _relation(articles, prints, one, other):
            parent[max(root(one), root(other))] = min(root(one), root(other))
    members = defaultdict(list)
    for index in sorted({*parent, *parent.values()}):
        members[root(index)].append(index)
    rows = []
    for kin in members.values():
        head = min(kin, key=lambda index: seniority(articles[index]))
        for index in kin:
            relation = "head" if index == head else _relation(articles, prints, head, index) or "excerpt"
            similarity = round(_jaccard(prints, head, index), 4)
            rows.append(Family(articles[index].doc_id, articles[head].doc_id, relation, similarity))
    return sorted(rows)


def seniority(article: Text) -> tuple[bool, bool, datetime, int, str]:
    """What orders the articles of a family or of a mechanism: least is first."""
    return (article.spun, article.published is None, article.published or datetime.min, -article.grams, article.doc_id)


def _candidates(prints: Fingerprints) -> set[tuple[int, int]]:
    """Pairs that share a band of their signatures or a sampled long run of characters."""
    pairs: set[tuple[int, int]] = set()
    everyone = np.arange(len(prints.signatures))
    for band in range(0, _SIGNATURE, _ROWS_A_BAND):
        rows = np.ascontiguousarray(prints.signatures[:, band : band + _ROWS_A_BAND])
        pairs.update(_neighbours(rows.view(np.uint64).ravel(), everyone))
    values, bounds = prints.runs
    for portion in range(_PORTIONS):
        chosen = np.flatnonzero(values % _PORTIONS == portion)
        pairs.update(_neighbours(values[chosen], np.searchsorted(bounds, chosen, side="right") - 1))
    return pairs


def _neighbours(keys: Numbers, owners: Numbers) -> Iterator[tuple[int, int]]:
    """Owners of one key, each paired with the first of them and with the one before. `owners` ascend."""
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    equal = np.flatnonzero(keys[1:] == keys[:-1]) + 1
    firsts = np.searchsorted(keys, keys[equal])
    for first, before, owner in zip(owners[firsts], owners[equal - 1], owners[equal], strict=True):
        yield int(first), int(owner)
        yield int(before), int(owner)


def _jaccard(prints: Fingerprints, one: int, other: int) -> float:
    return float((prints.signatures[one] == prints.signatures[other]).mean())


def _relation(articles: Sequence[Text], prints: Fingerprints, head: int, other: int) -> str | None:
    """What `other` is to `head`, or null where they are no kin."""
    similarity = _jaccard(prints, head, other)
    sizes = articles[head].grams, articles[other].grams
    shared = similarity * sum(sizes) / (1 + similarity)
    numbers = prints.numbers.of(head), prints.numbers.of(other)
    agreed = np.intersect1d(*numbers, assume_unique=True).size
    if min(sizes) < _LEAST_GRAMS or agreed < _NUMBERS_SHARED * min(map(len, numbers)):
        return None
    if similarity >= _SAME:
        return "same"
    if similarity >= _REPRINT:
        return "reprint"
    runs = prints.runs.of(head), prints.runs.of(other)
    common = np.intersect1d(*runs, assume_unique=True).size
    rewritten = common < _SPUN_LONG_SHARE * similarity * (len(runs[0]) + len(runs[1]) - common)
    if not rewritten and shared >= _CONTAINED * min(sizes) >= _EXCERPT_GRAMS and similarity >= _EXCERPT:
        return "excerpt"
    if rewritten and similarity >= _SPUN and agreed >= _SPUN_NUMBERS:
        return "spun"
    return None
