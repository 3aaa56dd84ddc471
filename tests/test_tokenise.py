"""Sentences and words: they tile the text, and the words are jieba's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jieba
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import tokenise
from pipeline.coordinates import Layout
from pipeline.records import Document
from tests.conftest import document_of

_CHARACTERS = "社区治理新机制共建享的了在昆明市官渡区五一二12.5%+-#C 、，。“”\n（）《》abc"
_TEXT = st.text(alphabet=_CHARACTERS, max_size=80)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("昆明市推行新机制。成效明显！", ["昆明市推行新机制。", "成效明显！"]),
        ("他说：“办好了。”随后离开。", ["他说：“办好了。”", "随后离开。"]),
        ("标题一行\n正文一行", ["标题一行", "正文一行"]),
        ("还有什么？！没有了……", ["还有什么？！", "没有了……"]),
        ("  前后有空白。  ", ["前后有空白。"]),
        ("\n\n", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in tokenise.sentences("doc", text)] == sentences


@given(_TEXT)
def test_sentences_hold_all_but_white_space(text: str) -> None:
    sentences = list(tokenise.sentences("doc", text))
    assert "".join("".join(s.text.split()) for s in sentences) == "".join(text.split())
    assert all(text[s.start : s.end] == s.text for s in sentences)
    assert [s.sentence for s in sentences] == list(range(len(sentences)))


@given(_TEXT)
def test_words_are_jieba_words(text: str) -> None:
    assert tokenise.words(text) == jieba.lcut(text)


@pytest.mark.parametrize(
    "text", ["1+3+N模式", "占0.46‰和93.75%", "C++与c#", "S-300", "---", "a.b_c", "1-2个", "x\r\ny"]
)
def test_words_of_ascii_are_jieba_words(text: str) -> None:
    assert tokenise.words(text) == jieba.lcut(text)


def test_words_of_the_sample_are_jieba_words(sample_tables: Path) -> None:
    for text in pd.read_parquet(sample_tables / "articles").text:
        assert tokenise.words(text) == jieba.lcut(text)


def test_without_the_fast_engine_jieba_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokenise, "rjieba", None)
    assert tokenise.words("昆明市推行新机制") == jieba.lcut("昆明市推行新机制")


def _tokens(document: Document) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tokenise.table([document], Layout([document])).to_pylist()
    return rows


@given(_TEXT)
def test_words_again_from_their_rows(text: str) -> None:
    rows = _tokens(document_of(text))
    spoken = [(row["start"], row["text"]) for row in rows]
    again = tokenise.tiled(text, spoken)
    assert "".join(again) == text
    assert [word for word in again if not word.isspace()] == [row["text"] for row in rows]


def test_part_of_speech_comes_from_the_dictionary() -> None:
    rows = _tokens(document_of("昆明推行"))
    assert [(row["text"], row["pos"]) for row in rows] == [("昆明", "ns"), ("推行", "v")]
