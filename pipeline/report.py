"""The tables of a run as one page to look at: what came in, what spread where, what was counted, what fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader

from pipeline.frames import rows

MARKED = ("figures", "dates", "places", "mechanisms", "policies")
_MECHANISMS, _OBSERVATIONS, _CHECKS, _QUARANTINE = 18, 14, 12, 50
# Where the time axis begins and ends, in the drawing's units.
_LEFT, _RIGHT = 250, 985


def report(out: Path) -> str:
    """The page for the tables in `out`. Raises FileNotFoundError where there are none."""
    names = ["articles", "observations", "checks", "adoptions", "families", "quarantine", *MARKED]
    tables = {name: pd.read_parquet(out / name) for name in names}
    articles = tables["articles"].sort_values("source")
    dated = articles.published.dropna()
    sources = dict(zip(articles.doc_id, articles.source, strict=True))
    mechanisms, ticks = _mechanisms(tables)
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True)
    return environment.get_template("report.html").render(
        articles=f"{len(articles):,}",
        outlets=articles.outlet.nunique(),
        places=articles.place.nunique(),
        since=_day(dated.min()) if len(dated) else "undated",
        until=_day(dated.max()) if len(dated) else "undated",
        undated=int(articles.published.isna().sum()),
        duplicates=int(articles.duplicate_of.notna().sum()),
        counts=[(name, len(tables[name])) for name in [*MARKED, "observations", "checks", "adoptions", "families"]],
        mechanisms=mechanisms,
        ticks=ticks,
        observations=_observations(tables["observations"], sources),
        checks=_checks(tables["checks"], sources),
        article=_article(tables, articles),
        marked=MARKED,
        quarantine=rows(tables["quarantine"].sort_values("source").head(_QUARANTINE)),
    )


def _day(moment: Any) -> str:
    return "" if pd.isna(moment) else f"{moment:%Y-%m-%d}"


def _mechanisms(tables: dict[str, pd.DataFrame]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The most widespread mechanisms with a dot for each place that took them up, and the years to draw."""
    mentions, adoptions = tables["mechanisms"], tables["adoptions"]
    ranked = mentions.groupby("name").agg(
        articles=("doc_id", "nunique"), form=("form", "first"), components=("components", "first")
    )
    ranked["places"] = adoptions.groupby("name").place.nunique()
    ranked = ranked.fillna({"places": 0}).reset_index()
    ranked = ranked.sort_values(["places", "articles", "name"], ascending=[False, False, True]).head(_MECHANISMS)
    shown = adoptions[adoptions.name.isin(ranked.name) & adoptions.first_date.notna()]
    days = pd.to_datetime(shown.first_date)
    first, last = (days.min(), days.max()) if len(days) else (pd.Timestamp(2000, 1, 1), pd.Timestamp(2000, 1, 1))
    span = max((last - first).days, 1)

    def x(day: pd.Timestamp) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (day - first).days / span, 1)

    shown_rows = []
    for row in rows(ranked):
        own = shown[shown.name == row["name"]].sort_values(["first_date", "place"])
        dots = [
            {
                "x": x(pd.Timestamp(one["first_date"])),
                "place": one["place_name"] or one["place"],
                "date": one["first_date"],
                "first": one["claims_first"],
            }
            for one in rows(own)
        ]
        components = "、".join(row["components"])
        begun = dots[0]["date"] if dots else "undated"
        shown_rows.append({**row, "places": int(row["places"]), "components": components, "dots": dots, "first": begun})
    starts = pd.date_range(first, last, freq="YS" if span > 720 else "QS" if span > 120 else "MS")
    step = max(len(starts) // 8, 1)
    form = "%Y" if span > 720 else "%Y-%m"
    return shown_rows, [{"x": x(start), "label": start.strftime(form)} for start in starts[::step]]


def _observations(observations: pd.DataFrame, sources: dict[str, str]) -> list[dict[str, Any]]:
    """Whole ones, spread over the articles."""
    whole = observations[observations.metric.notna() & observations.place_name.notna() & observations.to_date.notna()]
    spread = whole.sort_values(["doc_id", "start"]).groupby("doc_id").head(2).head(_OBSERVATIONS)
    told = []
    for row in rows(spread):
        before, text, after = row["evidence"].partition(row["text"])
        until = f"{row['value']:,.12g}" + (f"–{row['value_max']:,.12g}" if pd.notna(row["value_max"]) else "")
        period = str(row["to_date"]) if pd.isna(row["from_date"]) else f"{row['from_date']} – {row['to_date']}"
        told.append(
            {
                "value": f"{until} {row['unit'] or ''}",
                "metric": row["metric"],
                "place": row["place_name"],
                "when": period,
                "before": before[-40:],
                "text": text,
                "after": after[:30],
                "source": sources[row["doc_id"]],
            }
        )
    return told


def _checks(checks: pd.DataFrame, sources: dict[str, str]) -> list[dict[str, Any]]:
    ordered = checks.sort_values(["holds", "doc_id", "start"]).head(_CHECKS)
    return [
        {
            **row,
            "source": sources[row["doc_id"]],
            "stated": _number(row["stated"]),
            "computed": _number(row["computed"]),
        }
        for row in rows(ordered)
    ]


def _number(value: Any) -> str:
    return "" if pd.isna(value) else f"{value:,.6g}"


def _article(tables: dict[str, pd.DataFrame], articles: pd.DataFrame) -> dict[str, Any] | None:
    """An article of readable length with much of every kind in it, cut at its marks."""
    marks = pd.concat([tables[name].assign(table=name) for name in MARKED])
    long = articles[articles.text.str.len().between(400, 1500)]
    found = marks[marks.doc_id.isin(long.doc_id)].groupby("doc_id").table.value_counts().unstack(fill_value=0)
    if found.empty:
        return None
    variety = found.clip(upper=8).sum(axis=1)
    doc_id = str(variety.sort_index().idxmax())
    [article] = rows(articles[articles.doc_id == doc_id])
    pieces, end = [], 0
    for row in rows(marks[marks.doc_id == doc_id].sort_values(["start", "end"])):
        if row["start"] >= end:
            pieces.append({"table": None, "text": article["text"][end : row["start"]]})
            pieces.append({"table": row["table"], "text": row["text"], "told": _told(row)})
            end = row["end"]
    pieces.append({"table": None, "text": article["text"][end:]})
    return {**article, "published": _day(article["published"]), "pieces": pieces}


def _told(row: dict[str, Any]) -> str:
    """A row's own values, for whoever points at it."""
    own = {
        "figures": ("value", "value_max", "unit", "bound", "change"),
        "dates": ("timex_value", "from_date", "to_date"),
        "places": ("full_name", "adcode"),
        "mechanisms": ("name", "form"),
        "policies": ("issuer", "alias_of"),
    }
    values = (row[name] for name in own[row["table"]])
    return " · ".join(str(value) for value in values if not pd.isna(value)) or row["rule"]
