"""The steps of a run as a spaCy component, to look at articles one by one.

    from pipeline import spacy_component
    nlp = spacy.blank("zh")
    nlp.add_pipe("policy_news")

fills `doc.spans[table]` for every table whose rows are spans, `observations` and `checks` among them. A span knows its
row as `span._.row` and each column as `span._.<column>`; columns that its table lacks are null. An article's date,
outlet and place, which relative dates and 全市 hang on, come from `doc._.article`: `docs` sets it from a run's tables.

`Doc.to_bytes`, `nlp.pipe(n_process=2)` and `DocBin(store_user_data=True)` keep rows; a DocBin without user data keeps
the spans and their labels, which is all that training a span categoriser takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.records import Article, Block
from pipeline.steps import steps
from pipeline.tables import by_document, fields, is_mention
from pipeline.tokenise import document

_ROWS = "policy_news"


@cache
def records() -> dict[str, type]:
    """The tables whose rows are spans, and their record classes."""
    made = {table: record for step in steps().values() for table, record in step.tables.items()}
    return {table: record for table, record in made.items() if is_mention(record)}


@Language.factory(_ROWS, default_config={"tables": None}, assigns=["doc.spans"])
def component(nlp: Language, name: str, tables: list[str] | None) -> Callable[[Doc], Doc]:
    """The component; it fills the spans of `tables`, of all where none are named. Takes over `Span._` names."""
    Span.set_extension("row", getter=_row, force=True)
    for column in sorted({column for record in records().values() for column in fields(record)}):
        Span.set_extension(column, getter=partial(_value, column), force=True)
    return partial(_filled, wanted=tuple(tables or records()))


def docs(nlp: Language, out: Path) -> Iterator[Doc]:
    """The articles of the tables in `out`, in the order of their parts, as Docs that know their article."""
    for path in sorted(out.joinpath("articles").glob("*.parquet")):
        blocks = by_document(out / "blocks" / path.name, Block)
        for doc_id, articles in by_document(path, Article).items():
            doc = nlp.make_doc(articles[0].text)
            doc._.article = articles[0]
            doc._.blocks = tuple(blocks[doc_id])
            yield doc


def _filled(doc: Doc, wanted: Sequence[str]) -> Doc:
    article = doc._.article or _bare(doc.text)
    read = document(article, doc._.blocks or (_whole(article),))
    found: dict[str, Sequence[Any]] = {}
    for step in steps().values():
        found.update(zip(step.tables, step.run(read, found), strict=True))
    doc.user_data[_ROWS] = {table: [_plain(row) for row in found[table]] for table in wanted}
    for table in wanted:
        # A tokenizer of words may cut where no row begins or ends: its span is the words that hold the row.
        spans = [
            doc.char_span(row.start, row.end, label=table, span_id=number, alignment_mode="expand")
            for number, row in enumerate(found[table])
        ]
        doc.spans[table] = cast(list[Span], spans)
    return doc


def _bare(text: str) -> Article:
    return Article("", "", None, None, (), None, None, None, None, "hans", "utf-8", text, None, ())


def _whole(article: Article) -> Block:
    end = len(article.text)
    return Block(article.doc_id, 0, 0, end, article.text, 0, end, "body", "doc")


def _plain(row: Sequence[Any]) -> list[Any]:
    """The row's values as spaCy can store them."""
    return [value.isoformat() if isinstance(value, date) else value for value in row]


def _row(span: Span) -> Any:
    """The row that a span stands for; null where the span is not the component's."""
    stored = span.doc.user_data.get(_ROWS, {}).get(span.label_)
    if stored is None:
        return None
    record = records()[span.label_]
    return record(*map(_restored, fields(record).values(), stored[span.id]))


def _restored(hint: Any, value: Any) -> Any:
    if isinstance(value, str) and hint is date:
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def _value(column: str, span: Span) -> Any:
    return getattr(_row(span), column, None)


Doc.set_extension("article", default=None, force=True)
Doc.set_extension("blocks", default=None, force=True)
