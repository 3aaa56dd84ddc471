"""Lines that an outlet sets on page after page, proposed for `strip/lines.tsv`.

A line of an article stands in one article. What the articles of one outlet repeat is furniture, or it is a phrase that
they share (`各区信息如下：`): which of the two, a person says, who adds the line to the lexicon. Nothing is learnt on
the way: the result for one article never depends on the rest of the dump.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.records import Article, Block

_LONGEST = 60
_LEAST_ARTICLES = 3
_LEAST_SHARE = 0.05
_EDGE = 8


class Proposal(NamedTuple):
    """A line that repeats. `articles` of the `of` articles of the outlet have it; `label` is what it is to become."""

    outlet: str
    line: str
    label: str
    articles: int
    of: int
    now: str


def _proposed(label: str) -> str:
    return label if label in ("metadata", "related", "spam") else "boilerplate"


def learn(articles: Iterable[tuple[Article, tuple[Block, ...]]]) -> Iterator[Proposal]:
    """Propose the repeated lines that are kept so far, by outlet, most frequent first.

    A line is proposed where at least three articles and one in twenty of its outlet have it near their beginning or
    end. `line` is in Simplified
    script where the article's text has it.
    """
    outlets: Counter[str] = Counter()
    lines: dict[str, Counter[str]] = defaultdict(Counter)
    labels: dict[tuple[str, str], str] = {}
    for article, blocks in articles:
        if not article.outlet or article.duplicate_of is not None:
            continue
        outlets[article.outlet] += 1
        kept = [block for block in blocks if block.start is not None and block.label != "title"]
        seen = set()
        # Furniture that was not recognised is left over at the two ends of an article.
        for block in kept[:_EDGE] + kept[-_EDGE:]:
            line = article.text[block.start : block.end]
            if 3 <= len(line) <= _LONGEST and not line.isdigit():
                seen.add(line)
                labels[article.outlet, line] = block.label
        lines[article.outlet].update(seen)
    for outlet, of in sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0])):
        for line, count in sorted(lines[outlet].items(), key=lambda pair: (-pair[1], pair[0])):
            if count >= _LEAST_ARTICLES and count >= of * _LEAST_SHARE:
                now = labels[outlet, line]
                yield Proposal(outlet, line, _proposed(now), count, of, now)


def as_lexicon(proposals: Iterable[Proposal]) -> Iterator[str]:
    """The proposals as lines of `strip/lines.tsv`, each with its count as a trailing column for the reader."""
    for proposal in proposals:
        yield f"{proposal.outlet}\t{proposal.line}\t{proposal.label}\t# {proposal.articles} of {proposal.of} articles"
