"""The committed codebook is the generated one, and says something of every column."""

from __future__ import annotations

from inspect import getdoc
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.codebook import codebook, meanings, tables
from pipeline.tables import schema

ROOT = Path(__file__).resolve().parent.parent


def test_committed_codebook_is_up_to_date() -> None:
    assert (ROOT / "outputs" / "README.md").read_text(encoding="utf-8") == codebook(), "run `make codebook`"


def test_every_column_has_a_meaning() -> None:
    known = meanings()
    columns = {(table, field.name) for table, record in tables().items() for field in schema(record)}
    said = {(table, name) for table, name in columns if f"`{name}`" in (getdoc(tables()[table]) or "")}
    assert not {(table, name) for table, name in columns - said if not {(table, name), ("*", name)} & known.keys()}
    assert not {(table, name) for table, name in known if table != "*"} - columns


def test_codebook_describes_the_tables_that_a_run_writes(sample_tables: Path) -> None:
    written = {folder.name: folder for folder in sample_tables.iterdir() if folder.is_dir()}
    assert written.keys() == tables().keys()
    for table, record in tables().items():
        for path in written[table].glob("*.parquet"):
            assert pq.read_schema(path).names == schema(record).names
