"""Clean article → document: sentences, and words as jieba cuts them.

The words are those of `jieba.lcut` (HMM on). Where `rjieba` is installed it does the cutting: the same dictionary and
algorithm in Rust, except that it keeps runs of ASCII together that jieba cuts; those are cut again here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module, resources
from importlib.util import find_spec

import jieba
import numpy as np
import pyarrow as pa
import regex

from pipeline.records import Article, Block, Document, Sentence, Token
from pipeline.tables import schema

rjieba = import_module("rjieba") if find_spec("rjieba") else None

# A sentence ends at its final mark and the closing quotes and brackets behind it, and always at the end of a line.
_SENTENCE = regex.compile(r"[^\n。！？!?…]*+(?:[。！？!?…]++[”’」』）)】》]*+|\n|$)")
# jieba.finalseg cuts ASCII runs so: letters and digits, a decimal part, a percent sign.
_JIEBA_ASCII = regex.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
_MIXED_ASCII = regex.compile(r"(?=[ -~]*[^a-zA-Z0-9])[!-~]{2,}")
_ASCII_WORDS = frozenset({"C++", "c++", "C#", "c#"})


def words(text: str) -> list[str]:
    """The words of `text`, in order: they concatenate to it."""
    if rjieba is None:
        return jieba.lcut(text)
    cut: list[str] = rjieba.cut(text)
    if not _MIXED_ASCII.search(text):
        return cut
    return [piece for word in cut for piece in _jieba_pieces(word)]


def _jieba_pieces(word: str) -> list[str]:
    if word in _ASCII_WORDS or not _MIXED_ASCII.fullmatch(word):
        return [word]
    return [part for part in _JIEBA_ASCII.split(word) if part]


@cache
def parts_of_speech() -> dict[str, str]:
    """Part of speech of every word in jieba's dictionary."""
    lines = resources.files(jieba).joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: tag for word, _, tag in (line.split(" ") for line in lines)}


def sentences(doc_id: str, text: str) -> Iterator[Sentence]:
    """The sentences of `text`, without the white space around them."""
    number, paragraph = 0, 0
    for match in _SENTENCE.finditer(text):
        piece = match.group()
        core = piece.strip()
        if core:
            start = match.start() + piece.index(core)
            yield Sentence(doc_id, number, paragraph, start, start + len(core), core)
            number += 1
        if piece.endswith("\n"):
            paragraph += 1


def document(article: Article, blocks: tuple[Block, ...]) -> Document:
    """The article cut into sentences and words."""
    text = article.text
    return Document(article, blocks, tuple(sentences(article.doc_id, text)), tuple(words(text)))


def table(documents: Sequence[Document]) -> pa.Table:
    """The `tokens` table of `documents`: their words but for white space, numbered through each document."""
    tags = parts_of_speech()
    columns: list[list[pa.Array]] = [[] for _ in Token._fields]
    for document in documents:
        starts = np.array(document.word_starts, dtype=np.int32)
        spoken = np.array([not word.isspace() for word in document.words], dtype=bool)
        words = [word for word in document.words if not word.isspace()]
        begins, ends = starts[:-1][spoken], starts[1:][spoken]
        sentence_starts = [sentence.start for sentence in document.sentences]
        numbers = np.searchsorted(sentence_starts, begins, side="right") - 1
        values = [
            pa.repeat(pa.scalar(document.article.doc_id), len(words)),
            pa.array(numbers.astype(np.int32)),
            pa.array(np.arange(len(words), dtype=np.int32)),
            pa.array(begins),
            pa.array(ends),
            pa.array(words, pa.string()),
            pa.array([tags.get(word) for word in words], pa.string()),
        ]
        for column, value in zip(columns, values, strict=True):
            column.append(value)
    arrays = [pa.chunked_array(column, field.type) for column, field in zip(columns, schema(Token), strict=True)]
    return pa.table(arrays, schema=schema(Token)).combine_chunks()


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
