"""Clean article → document: sentences, and words as jieba cuts them.

The words are those of `jieba.lcut` (HMM on). Where `rjieba` is installed it does the cutting: the same dictionary and
algorithm in Rust, except that it keeps runs of ASCII together that jieba cuts; those are cut again here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module, resources
from importlib.util import find_spec
from itertools import chain

import jieba
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.coordinates import Layout
from pipeline.records import Article, Block, Document, Sentence, Token
from pipeline.tables import from_columns

rjieba = import_module("rjieba") if find_spec("rjieba") else None

# A sentence ends at its final mark and the closing quotes and brackets behind it, and always at the end of a line.
_SENTENCE = re.compile(r"[^\n。！？!?…]*+(?:[。！？!?…]++[”’」』）)】》]*+|\n|$)")
# jieba.finalseg cuts ASCII runs so: letters and digits, a decimal part, a percent sign.
_JIEBA_ASCII = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
_ASCII_WORDS = frozenset({"C++", "c++", "C#", "c#"})


def words(text: str) -> list[str]:
    """The words of `text`, in order: they concatenate to it."""
    if rjieba is None:
        return list(jieba.lcut(text))
    cut: list[str] = rjieba.cut(text)
    glued = {word for word in cut if word < "\x7f" and len(word) > 1 and not word.isalnum() and word.isascii()}
    if glued <= _ASCII_WORDS:
        return cut
    parted = (_JIEBA_ASCII.split(word) if word in glued and word not in _ASCII_WORDS else (word,) for word in cut)
    return [piece for pieces in parted for piece in pieces if piece]


@cache
def parts_of_speech() -> dict[str, str]:
    """The part of speech of every word in jieba's dictionary."""
    fields = resources.files(jieba).joinpath("dict.txt").read_text(encoding="utf-8").split()
    return dict(zip(fields[::3], fields[2::3], strict=True))


def sentences(doc_id: str, text: str) -> list[Sentence]:
    """The sentences of `text`, without the white space around them."""
    found: list[Sentence] = []
    paragraph = 0
    for match in _SENTENCE.finditer(text):
        piece = match[0]
        if core := piece.strip():
            start = match.start() + piece.index(core)
            found.append(Sentence(doc_id, len(found), paragraph, start, start + len(core), core))
        if piece[-1:] == "\n":
            paragraph += 1
    return found


def document(article: Article, blocks: tuple[Block, ...]) -> Document:
    """The article cut into sentences and words."""
    text = article.text
    return Document(article, blocks, tuple(sentences(article.doc_id, text)), tuple(words(text)))


def table(documents: Sequence[Document], layout: Layout) -> pa.Table:
    """The `tokens` table of `documents`: their words but for white space, numbered through each document."""
    words = pa.array(chain.from_iterable(document.words for document in documents), pa.string()).dictionary_encode()
    distinct, numbers = words.dictionary, words.indices.to_numpy()
    lengths = pc.utf8_length(distinct).to_numpy()[numbers].astype(np.int64)
    spoken = ~pc.utf8_is_space(distinct).to_numpy(zero_copy_only=False)[numbers]
    owners = np.repeat(np.arange(len(documents)), [len(document.words) for document in documents])
    starts = np.cumsum(lengths) - lengths - layout.bases[owners]
    numbers, owners, starts, lengths = numbers[spoken], owners[spoken], starts[spoken], lengths[spoken]
    columns = [
        pa.array([document.article.doc_id for document in documents], pa.string()).take(owners),
        layout.sentences(owners, starts),
        np.arange(len(owners)) - np.searchsorted(owners, np.arange(len(documents)))[owners],
        starts,
        starts + lengths,
        distinct.take(numbers),
        pa.array(map(parts_of_speech().get, distinct.to_pylist()), pa.string()).take(numbers),
    ]
    return from_columns(Token, columns)


def tiled(text: str, spoken: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The words of `text` again, from where each word of its `tokens` rows starts: white space fills the gaps."""
    words: list[str] = []
    end = 0
    for start, word in spoken:
        words.extend(text[end:start])
        words.append(word)
        end = start + len(word)
    words.extend(text[end:])
    return tuple(words)
