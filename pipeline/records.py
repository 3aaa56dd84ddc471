"""The records that pass between the stages. Each record class that is a table is that table's only definition.

Offsets are 0-based and half-open, in Unicode code points. `raw_start`/`raw_end` count in the raw text (the source as
decoded), `start`/`end` in the clean text (`Article.text`).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple


class Item(NamedTuple):
    """One article-to-be as it lies in the dump, unread. `format` names the reader, as in `txt` or `record`."""

    source: str
    format: str
    payload: bytes


class Quarantine(NamedTuple):
    """Input that could not be read: a row of the `quarantine` table. `reason` is for people, `detail` for debugging."""

    source: str
    stage: str
    reason: str
    detail: str


class Metadata(NamedTuple):
    """What the container says of an article, as written there: a record's fields, an HTML page's meta elements."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None


class Raw(NamedTuple):
    """A decoded source article. `text` is the raw text that every `raw_start` counts in.

    `hints` says of every line of an HTML page's text what its place in the page makes it: `main` (the article's body),
    `nav`, `links`, `aside` (furniture) or an empty string (not known). Other formats have no hints at all.
    """

    doc_id: str
    source: str
    encoding: str
    text: str
    metadata: Metadata
    flags: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


class Simplified(NamedTuple):
    """The raw text in Simplified characters, character for character: `len(text)` is that of the raw text.

    `script` is `hans`, `hant` or `mixed`.
    """

    text: str
    script: str
    flags: tuple[str, ...] = ()


class Article(NamedTuple):
    """A row of `articles`. `place` is the adcode of the article's own place; `text` the clean article.

    `copies` are further places of the dump that hold the same bytes. `duplicate_of` is an article with other bytes but
    the same text.
    """

    doc_id: str
    source: str
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    editor: str | None
    published: datetime | None
    url: str | None
    place: str | None
    script: str
    encoding: str
    text: str
    duplicate_of: str | None
    flags: tuple[str, ...]
    copies: tuple[str, ...] = ()
    subtitle: str | None = None


class Block(NamedTuple):
    """A row of `blocks`: a line of the raw text, or a piece of one, with the rule that decided about it.

    A doc's `raw_text` values, in order, concatenate to its raw text. `start`/`end` are null where the piece was
    dropped. A kept piece stands in the clean text whole, or stripped of the white space at both its ends.
    """

    doc_id: str
    block: int
    raw_start: int
    raw_end: int
    raw_text: str
    start: int | None
    end: int | None
    label: str
    rule: str


class Sentence(NamedTuple):
    """A row of `sentences`; `paragraph` numbers the lines of the clean text."""

    doc_id: str
    sentence: int
    paragraph: int
    start: int
    end: int
    text: str


class Token(NamedTuple):
    """A row of `tokens`; `pos` is the part of speech in jieba's dictionary, null for words it lacks."""

    doc_id: str
    sentence: int
    token: int
    start: int
    end: int
    text: str
    pos: str | None


@dataclass(frozen=True)
class Document:
    """A clean article with its sentences and words: what every extractor reads.

    `words` are the tokens' texts in order; they tile the clean text, white space included.
    """

    article: Article
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The clean text that `start` and `end` count in."""
        return self.article.text

    @cached_property
    def word_starts(self) -> list[int]:
        """Where each of `words` begins, and one more: the length of the text."""
        return list(accumulate(map(len, self.words), initial=0))

    @cached_property
    def word_bounds(self) -> frozenset[int]:
        """Every offset at which a word begins or the text ends."""
        return frozenset(self.word_starts)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds, or last began before, the clean-text `offset`."""
        return max(bisect_right(self._sentence_starts, offset) - 1, 0)
