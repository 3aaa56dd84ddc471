"""The steps of a run, in order, and what each writes for a shard of the dump.

ingest, simplify, strip, locate and tokenise are one step, `text`; then every extractor is one; then `link`. A step is
made again where its key has changed, from the stored tables of the steps before it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import extract, tables, tokenise
from pipeline.coordinates import Layout, mentions
from pipeline.keys import digest, fingerprint
from pipeline.link import Check, Observation, link
from pipeline.records import Article, Block, Document, Item, Quarantine, Sentence, Token
from pipeline.text import text

LINKED = ("figures", "dates", "places", "mechanisms")

Found = Mapping[str, Sequence[Any]]


class Step(NamedTuple):
    """Makes the rows of `tables` in a document out of its rows in the tables `after`, which may be none.

    `key` changes where the code, the data or a library of the step or of one before it does.
    """

    name: str
    tables: Mapping[str, type]
    after: tuple[str, ...]
    key: str
    run: Callable[[Document, Found], tuple[Sequence[Any], ...]]


class Shard(NamedTuple):
    """Some neighbouring items of the dump. `name` digests them: other content, another name."""

    name: str
    items: tuple[Item, ...]


TEXT_TABLES: dict[str, type] = {"articles": Article, "blocks": Block, "sentences": Sentence, "tokens": Token}


@cache
def text_key() -> str:
    """The key of the step `text`."""
    return digest("text", fingerprint("pipeline.text", "pipeline.tables"))


@cache
def steps() -> dict[str, Step]:
    """The steps after `text`, in order."""
    found: dict[str, Step] = {}
    for name, module in extract.extractors().items():
        after = extract.yields_to(module)
        code = fingerprint(module.__name__, "pipeline.extract", "pipeline.tables")
        key = digest(name, code, text_key(), *(found[table].key for table in after))
        run = partial(_extracted, module)
        found[name] = Step(name, {name: extract.row_class(module)}, after, key, run)
    code = fingerprint("pipeline.link", "pipeline.tables")
    key = digest("link", code, text_key(), *(found[table].key for table in LINKED))
    found["link"] = Step("link", {"observations": Observation, "checks": Check}, LINKED, key, link)
    return found


def _extracted(module: Any, document: Document, found: Found) -> tuple[Sequence[Any], ...]:
    return (extract.extract(document, module, found),)


def shard_tables() -> dict[str, type]:
    """The tables that are made shard by shard, and their record classes."""
    return {**TEXT_TABLES, **{name: record for step in steps().values() for name, record in step.tables.items()}}


def part(out: Path, table: str, name: str) -> Path:
    """Where a part of a table lies."""
    return out / table / f"{name}.parquet"


def stale(out: Path, shard: str) -> tuple[str, ...]:
    """The steps whose tables of the shard are missing or were made by other code or from other tables."""
    keys = {"text": (TEXT_TABLES, text_key()), **{step.name: (step.tables, step.key) for step in steps().values()}}
    return tuple(
        name
        for name, (made, key) in keys.items()
        if any(tables.marks(part(out, table, shard)).get("key") != key for table in made)
    )


def make(shard: Shard, out: Path, wanted: Sequence[str]) -> None:
    """Write the shard's part of every table of the `wanted` steps."""
    # Rows hold plain values and no cycles: the collector would walk through all of them, again and again, for nothing.
    gc.disable()
    try:
        _make(shard, out, wanted)
    finally:
        gc.enable()


def _make(shard: Shard, out: Path, wanted: Sequence[str]) -> None:
    documents = _make_text(shard, out) if "text" in wanted else _stored_documents(out, shard.name)
    layout = Layout(documents)
    if "text" in wanted:
        tables.write(part(out, "tokens", shard.name), tokenise.table(documents, layout), key=text_key())
    found: dict[str, list[Sequence[Any]]] = {}
    for step in steps().values():
        if step.name not in wanted:
            continue
        for table in step.after:
            if table not in found:
                stored = tables.by_document(part(out, table, shard.name), shard_tables()[table])
                found[table] = [stored.get(document.article.doc_id, []) for document in documents]
        failures: list[Quarantine] = []
        made = [
            _attempt(step, document, {table: found[table][index] for table in step.after}, failures)
            for index, document in enumerate(documents)
        ]
        _write_quarantine(out, shard.name, step.name, failures)
        for position, (table, record) in enumerate(step.tables.items()):
            found[table] = [rows[position] for rows in made]
            columns = mentions(documents, layout, found[table]) if any(found[table]) else []
            tables.write(part(out, table, shard.name), tables.from_columns(record, columns), key=step.key)


def _attempt(step: Step, document: Document, found: Found, failures: list[Quarantine]) -> tuple[Sequence[Any], ...]:
    """The step's rows in the document; none, and a quarantine row, where a rule cannot cope, whatever it raises."""
    try:
        return step.run(document, found)
    except Exception as error:
        reason = f"the step {step.name} failed on this article; its other tables are whole"
        failures.append(Quarantine(document.article.source, step.name, reason, repr(error)))
        return ((),) * len(step.tables)


def _make_text(shard: Shard, out: Path) -> list[Document]:
    documents, failures = [], []
    for item in shard.items:
        made = _attempt_text(item)
        if isinstance(made, Quarantine):
            failures.append(made)
        else:
            documents.append(made)
    rows: dict[str, Iterable[tuple[Any, ...]]] = {
        "articles": (document.article for document in documents),
        "blocks": (block for document in documents for block in document.blocks),
        "sentences": (sentence for document in documents for sentence in document.sentences),
    }
    _write_quarantine(out, shard.name, "text", failures)
    for table, own in rows.items():
        tables.write(part(out, table, shard.name), tables.table(TEXT_TABLES[table], list(own)), key=text_key())
    return documents


def _attempt_text(item: Item) -> Document | Quarantine:
    """The item's document; a quarantine row where a stage cannot cope with it, whatever it raises."""
    try:
        return text(item)
    except Exception as error:
        return Quarantine(item.source, "text", "the article could not be cleaned", repr(error))


def _write_quarantine(out: Path, shard: str, step: str, failures: Sequence[Quarantine]) -> None:
    path = part(out, "quarantine", f"{shard}-{step}")
    if failures:
        tables.write(path, tables.table(Quarantine, failures))
    else:
        path.unlink(missing_ok=True)


def _stored_documents(out: Path, shard: str) -> list[Document]:
    """The shard's documents again, from its tables."""
    stored = {table: tables.by_document(part(out, table, shard), record) for table, record in TEXT_TABLES.items()}
    documents = []
    for doc_id, [article] in stored["articles"].items():
        words = tokenise.tiled(article.text, [(token.start, token.text) for token in stored["tokens"].get(doc_id, [])])
        blocks, sentences = stored["blocks"].get(doc_id, []), stored["sentences"].get(doc_id, [])
        documents.append(Document(article, tuple(blocks), tuple(sentences), words))
    return documents
