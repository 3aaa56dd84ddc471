"""Clean article → document: sentences, and words as jieba cuts them.

The words are those of `jieba.lcut` (HMM on). Where `rjieba` is installed it does the cutting: the same dictionary and
algorithm in Rust, except that it keeps runs of ASCII together that jieba cuts; those are cut again here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

import jieba
import regex

from pipeline.records import Article, Block, Document, Sentence

try:
    import rjieba
except ImportError:
    rjieba = None

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
