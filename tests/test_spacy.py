"""The spaCy component: the same rows as the tables, on any tokenizer, kept when a Doc is stored."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from pipeline import spacy_component
from pipeline.tables import fields

TEXT = "2022年3月15日，贵阳市南明区召开“五社联动”推进会。\n截至目前，全区共有社区社会组织642家，比2019年增长2.3倍。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    language = spacy.blank("zh")
    language.add_pipe("policy_news")
    return language


def rows_of(doc: Doc, table: str) -> list[Any]:
    return [span._.row for span in doc.spans[table]]


def test_spans_hold_the_rows_of_the_tables(nlp: Language, sample_tables: Path) -> None:
    found: dict[str, list[tuple[Any, ...]]] = {table: [] for table in spacy_component.records()}
    for doc in nlp.pipe(spacy_component.docs(nlp, sample_tables)):
        for table, rows in found.items():
            rows.extend((doc._.article.doc_id, *row) for row in rows_of(doc, table))
    for table, record in spacy_component.records().items():
        columns = ["doc_id", *fields(record)]
        stored = pq.read_table(sample_tables / table, columns=columns).to_pylist()
        plain = [tuple(tuple(v) if isinstance(v, list) else v for v in row.values()) for row in stored]
        assert sorted(found[table], key=str) == sorted(plain, key=str)
        assert found[table] or table == "checks"


def test_span_values_are_read_by_column(nlp: Language) -> None:
    doc = nlp(TEXT)
    spans = {span.text: span for span in doc.spans["figures"]}
    assert spans["642家"]._.value == 642
    assert spans["642家"]._.unit == "家"
    assert spans["642家"]._.timex_type is None
    assert doc[0:2]._.row is None


def test_article_of_a_doc_anchors_its_dates(nlp: Language, sample_tables: Path) -> None:
    unknown = nlp("截至目前，全区共有社会组织642家。")
    assert [span._.to_date for span in unknown.spans["dates"]] == [None]
    known = next(doc for doc in spacy_component.docs(nlp, sample_tables) if doc._.article.published)
    assert any(span._.to_date for span in nlp(known).spans["dates"]) or not known.spans["dates"]


def test_only_chosen_tables_are_filled() -> None:
    language = spacy.blank("zh")
    language.add_pipe("policy_news", config={"tables": ["places"]})
    assert list(language(TEXT).spans) == ["places"]


def test_no_row_is_lost_where_tokens_are_words(nlp: Language) -> None:
    words = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    words.add_pipe("policy_news")
    by_word, by_character = words(TEXT), nlp(TEXT)
    assert len(by_word) < len(by_character)
    for table in spacy_component.records():
        assert rows_of(by_word, table) == rows_of(by_character, table)
        assert all(
            span.start_char <= span._.row.start < span._.row.end <= span.end_char for span in by_word.spans[table]
        )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*TEXT, " ", "\u3000", "\r\n", "\n\n", "\t", "😀", "642家", "南明区"]), max_size=60))
def test_spans_are_exact_whatever_the_white_space(nlp: Language, pieces: list[str]) -> None:
    text = "".join(pieces)
    doc = nlp(text)
    assert doc.text == text
    for spans in doc.spans.values():
        assert [span.text for span in spans] == [text[span._.row.start : span._.row.end] for span in spans]


def test_rows_survive_storage(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes(exclude=["user_hooks"]))
    [boxed] = DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab)
    for table in spacy_component.records():
        assert rows_of(again, table) == rows_of(doc, table)
        assert rows_of(boxed, table) == rows_of(doc, table)


def test_docbin_without_user_data_keeps_spans_for_training(nlp: Language) -> None:
    doc = nlp(TEXT)
    [boxed] = DocBin(docs=[doc]).get_docs(nlp.vocab)
    for table, spans in doc.spans.items():
        assert [(s.start, s.end, s.label_) for s in boxed.spans[table]] == [(s.start, s.end, s.label_) for s in spans]


def test_a_run_does_not_load_spacy() -> None:
    code = "import sys, pipeline.__main__; sys.exit('spacy' in sys.modules)"
    root = Path(spacy_component.__file__).parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
