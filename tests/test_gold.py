"""The tables of the sample against the articles of it that were marked by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
GOLD = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((CORPUS / "gold").glob("*.json"))]
# What makes a row right, and the share of rows right (F1) that a change must not fall below.
KEYS = {
    "figures": (("value", "value_max", "unit", "bound", "change"), 0.9),
    "dates": (("timex_type", "timex_value", "from_date", "to_date"), 1.0),
    "places": (("adcode", "level", "kind", "name"), 0.95),
    "mechanisms": (("name", "form", "components", "defined"), 0.82),
    "policies": (("name", "alias_of"), 1.0),
}
# The share of lines and of metadata that may be wrong.
LINES_WRONG, METADATA_WRONG = 0.03, 0.05

Row = Mapping[str, Any]


@cache
def raw_text(source: str) -> str:
    [path] = (CORPUS / "sample").rglob(source)
    return path.read_bytes().decode()


def rows(outputs: Path, table: str, source: str) -> list[Row]:
    articles = pd.read_parquet(outputs / "articles", columns=["doc_id", "source"])
    [doc_id] = articles.doc_id[articles.source.str.endswith(f"/{source}")]
    found = pd.read_parquet(outputs / table, filters=[("doc_id", "==", doc_id)])
    return [{str(column): plain(value) for column, value in row.items()} for row in found.to_dict("records")]


def plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "tolist"):
        return value.tolist()
    return None if pd.isna(value) else value


def overlap(one: Row, other: Row) -> bool:
    """Whether two spans share half of their union."""
    inner = min(one["raw_end"], other["raw_end"]) - max(one["raw_start"], other["raw_start"])
    outer = max(one["raw_end"], other["raw_end"]) - min(one["raw_start"], other["raw_start"])
    return bool(inner * 2 >= outer)


def touches(one: Row, other: Row) -> bool:
    return bool(one["raw_start"] < other["raw_end"] and other["raw_start"] < one["raw_end"])


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["source"])
def test_marks_are_the_characters_they_say(gold: dict[str, Any]) -> None:
    text = raw_text(gold["source"])
    assert gold["n_chars"] == len(text)
    for table in KEYS:
        for row in gold[table]:
            assert text[row["raw_start"] : row["raw_end"]] == row["text"]


@pytest.mark.parametrize("table", KEYS)
def test_rows_are_those_marked(table: str, sample_tables: Path) -> None:
    columns, floor = KEYS[table]
    right, missed, false = 0, [], []
    for gold in GOLD:
        found = rows(sample_tables, table, gold["source"])
        wanted = [row for row in gold[table] if not row.get("optional")]
        for row in wanted:
            values = [row[column] for column in columns]
            same = any(overlap(row, one) and [one[column] for column in columns] == values for one in found)
            right += same
            missed += [] if same else [(row["text"], values)]
        false += [one["text"] for one in found if not any(touches(one, row) for row in gold[table])]
    assert 2 * right / (2 * right + 2 * len(missed) + len(false)) >= floor, (missed, false)


def test_lines_are_kept_as_marked(sample_tables: Path) -> None:
    kept = {"title", "heading", "body"}
    lines, wrong = 0, []
    for gold in GOLD:
        found = [one for one in rows(sample_tables, "blocks", gold["source"]) if one["label"] != "blank"]
        for block in gold["blocks"]:
            labels = {one["label"] in kept for one in found if touches(one, block)}
            lines += 1
            if not labels <= {block["label"] in kept}:
                wrong.append((block["label"], raw_text(gold["source"])[block["raw_start"] : block["raw_end"]]))
    assert len(wrong) / lines <= LINES_WRONG, wrong


def test_metadata_is_as_marked(sample_tables: Path) -> None:
    fields, wrong = 0, []
    for gold in GOLD:
        [article] = rows(sample_tables, "articles", gold["source"])
        for name, value in gold["articles"].items():
            found = article[name]
            same = found == (pd.Timestamp(value).isoformat() if name == "published" else value)
            fields += 1
            wrong += [] if same else [(gold["source"], name, value, found)]
    assert len(wrong) / fields <= METADATA_WRONG, wrong
