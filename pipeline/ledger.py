"""The mechanisms of a run for people: how often, in how many places, since when, under which spellings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.frames import rows


def ledger(out: Path) -> Iterator[str]:
    """A paragraph for each mechanism in the tables of `out`, the most widespread first.

    Raises FileNotFoundError where there are no tables.
    """
    mechanisms = pd.read_parquet(out / "mechanisms")
    articles = pd.read_parquet(out / "articles", columns=["doc_id", "published", "place"])
    adoptions = pd.read_parquet(out / "adoptions")
    mentions = mechanisms.merge(articles, on="doc_id")
    mentions["components"] = mentions.components.map("、".join)
    names = mentions.groupby("name").agg(
        mentions=("text", "size"),
        articles=("doc_id", "nunique"),
        places=("place", "nunique"),
        first=("published", "min"),
    )
    for name, row in names.sort_values(["articles", "mentions", "name"], ascending=[False, False, True]).iterrows():
        own = mentions[mentions.name == name]
        since = f"since {row['first']:%Y-%m-%d}" if pd.notna(row["first"]) else "undated"
        yield f"{name!s}  {row['articles']} articles, {row['mentions']} mentions, {row['places']} places, {since}"
        if variants := sorted(set(own.text) - {name}):
            yield f"    also written: {' | '.join(variants)}"
        if defined := own.components[own.components != ""].value_counts().head(3).index.tolist():
            yield f"    links: {' | '.join(defined)}"
        first = adoptions[adoptions.name == name].sort_values(["first_date", "place"], na_position="last").head(5)
        if len(first):
            yield "    first in: " + "; ".join(map(_adoption, rows(first)))


def _adoption(row: dict[str, Any]) -> str:
    claim = " (says it was first)" if row["claims_first"] else ""
    return f"{row['place_name'] or row['place']} {row['first_date'] or 'undated'}{claim}"
