"""Two sets of tables compared: which rows a new extractor gained, lost or read differently."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.frames import rows
from pipeline.steps import shard_tables
from pipeline.tables import is_mention


def changes(old: Path, new: Path) -> Iterator[str]:
    """A line for each row gained (+), lost (-) or with other values (~), by table and article, then their counts.

    Rows are the same where they stand on the same raw characters. Raises FileNotFoundError where tables are missing.
    """
    sources = {
        **_column(old, "articles", "source"),
        **_column(new, "articles", "source"),
    }
    for table, record in shard_tables().items():
        if not is_mention(record):
            continue
        before, after = _rows(old, table), _rows(new, table)
        counts = {"+": 0, "-": 0, "~": 0}
        for place in sorted(before.keys() | after.keys()):
            sign, told = _compared(before.get(place), after.get(place))
            if sign:
                counts[sign] += 1
                yield f"{sign} {table} {sources[place[0]]} {place[1]}-{place[2]} {told}"
        yield f"{table}: {counts['+']} gained, {counts['-']} lost, {counts['~']} changed, {len(after)} in all"


def _column(out: Path, table: str, column: str) -> dict[str, str]:
    rows = pd.read_parquet(out / table, columns=["doc_id", column])
    return dict(zip(rows.doc_id, rows[column], strict=True))


def _rows(out: Path, table: str) -> dict[tuple[str, int, int], dict[str, Any]]:
    columns = pd.read_parquet(out / table, dtype_backend="pyarrow").drop(columns=["start", "end", "sentence"])
    return {(row.pop("doc_id"), row.pop("raw_start"), row.pop("raw_end")): row for row in rows(columns)}


def _compared(before: dict[str, Any] | None, after: dict[str, Any] | None) -> tuple[str, str]:
    if before is None or after is None:
        row = after or before or {}
        return ("-" if after is None else "+"), f"{row['text']} ({row['rule']})"
    told = [
        f"{name}: {before.get(name)} → {after.get(name)}"
        for name in after
        if str(before.get(name)) != str(after.get(name))
    ]
    return ("~", f"{after['text']} {'; '.join(told)}") if told else ("", "")
