"""Record classes as Parquet tables: their schemas, and part files that carry the key of what made them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import NoneType
from typing import Any, NamedTuple, get_args, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

_ARROW = {
    int: pa.int32(),
    float: pa.float64(),
    str: pa.string(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us"),
    tuple[str, ...]: pa.list_(pa.string()),
    tuple[int, ...]: pa.list_(pa.int32()),
}

# Offsets and numbers of sentences mostly rise by a little from row to row.
_DELTA = "DELTA_BINARY_PACKED"


class Mention(NamedTuple):
    """The columns every extraction table begins with: where the row stands, and the rule that found it."""

    doc_id: str
    start: int
    end: int
    raw_start: int
    raw_end: int
    text: str
    sentence: int
    rule: str


class _WithoutPandas(MetaPathFinder):
    def find_spec(self, name: str, path: object, target: object = None) -> None:
        """Stop the import of pandas; leave all others to the finders behind."""
        if name == "pandas":
            raise ModuleNotFoundError(name)


def leave_pandas_out() -> None:
    """Keep pyarrow from importing pandas at the first list it is given: a run takes none of its objects.

    For processes that end with the run: in others, whose own lists may be of pandas, it is worth its time.
    """
    if "pandas" not in sys.modules:
        finder = _WithoutPandas()
        sys.meta_path.insert(0, finder)
        pa.array(())
        sys.meta_path.remove(finder)


@cache
def fields(record: type) -> dict[str, Any]:
    """The fields of a record class and their types, `None` taken off."""
    return {name: _bare(hint) for name, hint in get_type_hints(record).items()}


@cache
def is_mention(record: type) -> bool:
    """Whether `record` is an extractor's row class, whose rows are spans of a document."""
    return tuple(fields(record))[:3] == ("start", "end", "rule")


@cache
def schema(record: type) -> pa.Schema:
    """The Arrow schema of a record class's table. A span's own columns follow those of `Mention`."""
    columns = dict(fields(record))
    if is_mention(record):
        columns = {**fields(Mention), **columns}
    return pa.schema([(name, _ARROW[hint]) for name, hint in columns.items()])


def _bare(hint: Any) -> Any:
    options = [option for option in get_args(hint) if option is not NoneType]
    return options[0] if NoneType in get_args(hint) else hint


def table(record: type, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """Rows, each with a value for every column of the schema of `record`, as an Arrow table."""
    return from_columns(record, tuple(zip(*rows, strict=True)))


def from_columns(record: type, columns: Sequence[Any]) -> pa.Table:
    """The columns of the schema of `record`, in order, as an Arrow table; of none, one without rows."""
    wanted = schema(record)
    pairs = zip(wanted, columns or ((),) * len(wanted), strict=True)
    return pa.table([pa.array(column, field.type) for field, column in pairs], schema=wanted)


def write(path: Path, data: pa.Table, **marks: str) -> None:
    """Write `data` to `path`, with `marks` in its metadata: wholly or, if anything intervenes, not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("wb") as file:
        pq.write_table(
            data.replace_schema_metadata(marks),
            file,
            compression="zstd",
            write_statistics=False,  # a part is read whole
            use_dictionary=[field.name for field in data.schema if pa.types.is_string(field.type)],
            column_encoding={field.name: _DELTA for field in data.schema if pa.types.is_integer(field.type)},
        )
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def marks(path: Path) -> dict[str, str]:
    """The metadata that `write` put into `path`; empty where there is no such file or it is not a whole one."""
    try:
        metadata = pq.read_schema(path).metadata or {}
    except (FileNotFoundError, pa.ArrowInvalid):
        return {}
    return {name.decode(): value.decode() for name, value in metadata.items() if name != b"ARROW:schema"}


def by_document(path: Path, record: type) -> dict[str, list[Any]]:
    """The rows of a part file as `record`s, document by document, in the order of the file."""
    names = list(fields(record))
    lists = [name for name, hint in fields(record).items() if get_args(hint)]
    found: dict[str, list[Any]] = {}
    for row in pq.read_table(path, columns=list(dict.fromkeys(["doc_id", *names]))).to_pylist():
        row.update((name, tuple(row[name])) for name in lists)
        found.setdefault(row["doc_id"], []).append(record(*(row[name] for name in names)))
    return found
