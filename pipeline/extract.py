"""Document → rows of every extractor. The folder `extractors/` is the registry: a file there is a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_type_hints

import extractors as folder
from pipeline.records import Document


@cache
def extractors() -> dict[str, ModuleType]:
    """The extractor of each table, those that others yield to first."""
    stems = sorted(path.stem for path in Path(folder.__path__[0]).glob("[!_]*.py"))
    modules = {stem: import_module(f"extractors.{stem}") for stem in stems}
    order = TopologicalSorter({stem: yields_to(module) for stem, module in modules.items()}).static_order()
    return {stem: modules[stem] for stem in order}


def yields_to(module: ModuleType) -> tuple[str, ...]:
    """The tables whose rows displace overlapping rows of this extractor: a number within a name counts nothing."""
    names: tuple[str, ...] = getattr(module, "YIELDS_TO", ())
    return names


@cache
def row_class(module: ModuleType) -> type[Any]:
    """The extractor's row class: what its `extract` is declared to yield."""
    found: type[Any] = get_args(get_type_hints(module.extract)["return"])[0]
    return found


def rows(document: Document, tables: Iterable[str] | None = None) -> dict[str, list[Any]]:
    """The rows of `tables` (all, where none are named) in one document, and of the tables they yield to."""
    found: dict[str, list[Any]] = {}
    wanted = extractors() if tables is None else needed(tables)
    for name, module in extractors().items():
        if name in wanted:
            found[name] = extract(document, module, found)
    return found


def needed(tables: Iterable[str]) -> set[str]:
    """`tables` and those that they yield to."""
    names = set(tables)
    return names.union(*(yields_to(extractors()[name]) for name in names))


def extract(document: Document, module: ModuleType, found: Mapping[str, Sequence[Any]]) -> list[Any]:
    """The extractor's rows in `document`, but for those that overlap rows `found` in the tables it yields to."""
    taken = sorted((row.start, row.end) for name in yields_to(module) for row in found[name])
    return list(_outside(taken, module.extract(document)) if taken else module.extract(document))


def _outside(taken: Sequence[tuple[int, int]], candidates: Iterable[Any]) -> Iterator[Any]:
    ends = 0
    position = 0
    for row in candidates:
        while position < len(taken) and taken[position][0] < row.end:
            ends = max(ends, taken[position][1])
            position += 1
        if ends <= row.start:
            yield row
