"""Where spans stand: the raw offsets and the sentences of many spans in many documents at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.records import Block, Document

Numbers = npt.NDArray[np.int64]


class Layout:
    """The clean texts of `documents` laid end to end: there an offset alone tells document, sentence and block."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Lay out the texts of `documents`."""
        self._documents = documents
        self.bases: Numbers = np.fromiter(accumulate((len(each.text) for each in documents), initial=0), np.int64)

    def sentences(self, owners: Numbers, starts: Numbers) -> Numbers:
        """The numbers of the sentences that hold, or last began before, the offsets `starts` in documents `owners`."""
        begins, firsts = self._sentences
        found: Numbers = np.searchsorted(begins, self.bases[owners] + starts, side="right") - 1 - firsts[owners]
        return found.clip(0)

    def raw(self, owners: Numbers, starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
        """Where spans of a character or more came from in the raw texts."""
        begins, shifts = self._blocks
        base = self.bases[owners]
        first, last = (np.searchsorted(begins, base + offsets, side="right") - 1 for offsets in (starts, ends - 1))
        return starts + shifts[first], ends + shifts[last]

    @cached_property
    def _sentences(self) -> tuple[Numbers, Numbers]:
        """Where each sentence begins, and which is the first of each document."""
        pairs = zip(self.bases.tolist(), self._documents, strict=False)
        begins = [base + sentence.start for base, document in pairs for sentence in document.sentences]
        firsts = accumulate((len(document.sentences) for document in self._documents), initial=0)
        return np.array(begins, np.int64), np.fromiter(firsts, np.int64)

    @cached_property
    def _blocks(self) -> tuple[Numbers, Numbers]:
        """Where each kept block begins, and how far on it lies in its raw text."""
        kept = [
            (base + (block.start or 0), _shift(block))
            for base, document in zip(self.bases.tolist(), self._documents, strict=False)
            for block in document.blocks
            if block.start is not None and block.end != block.start
        ]
        both = np.array(list(chain.from_iterable(kept)), np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]


def mentions(documents: Sequence[Document], layout: Layout, found: Sequence[Sequence[Any]]) -> list[Any]:
    """The rows `found` in each document as columns: first their coordinates, then each row's own values."""
    owners = np.repeat(np.arange(len(documents)), [len(rows) for rows in found])
    starts, ends, *own = zip(*chain.from_iterable(found), strict=True)
    begins, stops = np.array(starts, np.int64), np.array(ends, np.int64)
    raw_starts, raw_ends = layout.raw(owners, begins, stops)
    names = pa.array([document.article.doc_id for document in documents], pa.string()).take(owners)
    pairs = zip((document.text for document in documents), found, strict=True)
    texts = [text[row[0] : row[1]] for text, rows in pairs for row in rows]
    return [names, begins, stops, raw_starts, raw_ends, texts, layout.sentences(owners, begins), *own]


def _shift(block: Block) -> int:
    start, end = block.start or 0, block.end or 0
    trimmed = end - start < len(block.raw_text)
    lead = len(block.raw_text) - len(block.raw_text.lstrip()) if trimmed else 0
    return block.raw_start + lead - start
