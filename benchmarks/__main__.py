"""`make bench DUMP=…`: CPU seconds of a whole run beside bare jieba, and each extractor beside public tools.

Every number is a ratio to a peer measured in the same process on the same texts, or the peer's own number beside ours.
Peers that are not installed are named and left out.
"""

from __future__ import annotations

import json
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from subprocess import DEVNULL, run
from types import ModuleType
from typing import Any

import jieba
import pandas as pd

from pipeline.coordinates import Layout
from pipeline.extract import extract, extractors
from pipeline.ingest import discover, read
from pipeline.link import link
from pipeline.locate import locate
from pipeline.records import Document, Item, Quarantine, Raw
from pipeline.simplify import simplify
from pipeline.strip import strip
from pipeline.tokenise import document, table

_BARE = "import json, sys, jieba; [jieba.lcut(text) for text in json.load(open(sys.argv[1], encoding='utf-8'))]"
# Slow peers are timed on so many articles at the most.
_PEER_ARTICLES = 100


def main(dump: Path) -> None:
    """Print the comparisons for the articles of `dump`."""
    logging.disable(logging.CRITICAL)  # JioNLP logs a traceback for each number that it took for a time.
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        seconds = _children(
            lambda: run([sys.executable, "-m", "pipeline", "run", dump, "--out", out, "--workers", "1"])
        )
        again = _children(lambda: run([sys.executable, "-m", "pipeline", "run", dump, "--out", out, "--workers", "1"]))
        texts = list(pd.read_parquet(out / "articles", columns=["text"]).text)
        (out / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
        whole = _children(lambda: run([sys.executable, "-c", _BARE, out / "texts.json"], stderr=DEVNULL))
    jieba.initialize()
    bare = _seconds(lambda: [jieba.lcut(text) for text in texts])
    print(f"\n{len(texts):,} articles, {sum(map(len, texts)):,} characters; CPU seconds, one process")
    print(f"  jieba.lcut          {bare:8.2f}   {whole:.2f} as a process that loads its dictionary and the texts")
    print(
        f"  the whole run       {seconds:8.2f}   {seconds / bare:.2f} × jieba.lcut, {seconds / whole:.2f} × its process"
    )
    print(f"  nothing changed     {again:8.2f}   {again / bare:.2f} × jieba.lcut")
    documents = _stages(dump)
    _peers(documents[:_PEER_ARTICLES])
    _pages(dump)


def _children(call: Callable[[], object]) -> float:
    before = getrusage(RUSAGE_CHILDREN)
    call()
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _seconds(call: Callable[[], object]) -> float:
    before = time.process_time()
    call()
    return time.process_time() - before


def _stages(dump: Path) -> list[Document]:
    """Print the share of each stage; returns the documents."""
    spent: dict[str, float] = {}

    def timed(stage: str, call: Callable[[], Any]) -> Any:
        before = time.process_time()
        result = call()
        spent[stage] = spent.get(stage, 0.0) + time.process_time() - before
        return result

    items = timed("discover", lambda: [item for item in discover(dump) if isinstance(item, Item)])
    raws = timed("read", lambda: [raw for item in items if isinstance(raw := read(item), Raw)])
    texts = timed("simplify", lambda: [simplify(raw.text) for raw in raws])
    stripped = timed("strip", lambda: [strip(raw, text) for raw, text in zip(raws, texts, strict=True)])
    placed = timed(
        "locate", lambda: [(article._replace(place=locate(article, kept)), kept) for article, kept in stripped]
    )
    documents: list[Document] = timed("tokenise", lambda: [document(article, kept) for article, kept in placed])
    timed("tokens table", lambda: table(documents, Layout(documents)))
    found: list[dict[str, list[Any]]] = [{} for _ in documents]
    for name, module in extractors().items():
        made = timed(name, partial(_extracted, module, documents, found))
        for own, rows in zip(found, made, strict=True):
            own[name] = rows
    timed("link", lambda: [link(d, f) for d, f in zip(documents, found, strict=True)])
    total = sum(spent.values())
    print("\nstage                CPU s  share")
    for stage, seconds in spent.items():
        print(f"  {stage:<16}{seconds:8.2f}  {seconds / total:5.1%}")
    return documents


def _extracted(module: ModuleType, documents: list[Document], found: list[dict[str, list[Any]]]) -> list[list[Any]]:
    return [extract(one, module, rows) for one, rows in zip(documents, found, strict=True)]


def _all_rows(module: ModuleType, one: Document) -> list[Any]:
    return list(module.extract(one))


def _peers(documents: list[Document]) -> None:
    """Print articles a second of each extractor and of the public tools for the same job."""
    print(f"\narticles a second, on {len(documents)} articles")
    ours = extractors()
    for name in ("figures", "dates", "places"):
        module = ours[name]
        _rate(f"{name}: ours", documents, partial(_all_rows, module))
        for peer, call in _tools(name):
            _rate(f"{name}: {peer}", documents, call)


def _rate(name: str, documents: list[Document], call: Callable[[Document], object]) -> None:
    raised = 0

    def attempt(one: Document) -> None:
        nonlocal raised
        try:
            call(one)
        except (KeyError, ValueError):
            raised += 1

    def attempt_all() -> None:
        for one in documents:
            attempt(one)

    attempt(documents[0])
    seconds = _seconds(attempt_all)
    said = f"   ({raised} articles made it raise)" if raised else ""
    print(f"  {name:<28}{len(documents) / max(seconds, 1e-9):12,.0f}{said}")


def _tools(table_name: str) -> Iterator[tuple[str, Callable[[Document], object]]]:
    if table_name == "figures" and _has("recognizers_number_with_unit"):
        units = import_module("recognizers_number_with_unit")
        yield (
            "Recognizers-Text",
            lambda d: [units.recognize_currency(d.text, "zh-cn"), units.recognize_dimension(d.text, "zh-cn")],
        )
    if table_name == "dates" and _has("recognizers_date_time"):
        times = import_module("recognizers_date_time")
        yield "Recognizers-Text", lambda d: times.recognize_datetime(d.text, "zh-cn")
    if table_name == "places" and _has("cpca_new"):
        cpca = import_module("cpca_new")
        yield "cpca", lambda d: cpca.transform_text_with_addrs(d.text)
    if _has("jionlp"):
        jionlp = import_module("jionlp")
        calls = {
            "figures": jionlp.ner.extract_money,
            "dates": jionlp.ner.extract_time,
            "places": jionlp.recognize_location,
        }
        yield "JioNLP", lambda d: calls[table_name](d.text)


def _has(module: str) -> bool:
    if find_spec(module):
        return True
    print(f"  ({module} is not installed)")
    return False


def _pages(dump: Path) -> None:
    """Print how far trafilatura's and GNE's main texts of the HTML pages agree with ours."""
    pages = [item for item in discover(dump) if isinstance(item, Item) and item.format == "html"]
    if not pages:
        return
    ours = {}
    for item in pages:
        raw = read(item)
        if not isinstance(raw, Quarantine):
            ours[item.source] = _grams(strip(raw, simplify(raw.text))[0].text)
    print(f"\nmain text of {len(ours)} pages: shares of its character 5-grams")
    for peer, call in _page_tools():
        both = mine = theirs = 0
        for item in pages:
            if item.source in ours:
                other = _grams(call(item.payload))
                both += len(ours[item.source] & other)
                mine += len(ours[item.source])
                theirs += len(other)
        print(
            f"  {peer:<14}{both / max(mine, 1):6.1%} of ours in theirs, {both / max(theirs, 1):6.1%} of theirs in ours"
        )


def _page_tools() -> Iterable[tuple[str, Callable[[bytes], str]]]:
    if _has("trafilatura"):
        trafilatura = import_module("trafilatura")
        yield "trafilatura", lambda page: trafilatura.extract(page) or ""
    if _has("gne"):
        gne = import_module("gne").GeneralNewsExtractor()
        decode = import_module("pipeline.decode").decode
        yield "GNE", lambda page: str(gne.extract(decode(page).text).get("content", ""))


def _grams(text: str) -> frozenset[str]:
    dense = "".join(text.split())
    return frozenset(dense[start : start + 5] for start in range(len(dense) - 4))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
