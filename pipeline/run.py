"""The one loop: dump → shards → parts of every table, only those that are not fresh, then the tables of the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import corpus, families, tables
from pipeline.ingest import discover, doc_id
from pipeline.keys import digest, fingerprint
from pipeline.records import Item, Quarantine
from pipeline.steps import Shard, make, part, shard_tables, stale, steps, text_key

CORPUS_TABLES: dict[str, type] = {
    "families": families.Family,
    "adoptions": corpus.Adoption,
    "coverage": corpus.Coverage,
}
# A shard ends after an article whose doc_id ends so, which one in 512 does; but never small, and never large. The cut
# depends on the article alone, so that a new file changes the shard that it falls into and no other.
_CUT = 512
_FEWEST, _MOST, _MOST_BYTES = 128, 2048, 16_000_000
# A shard that has killed its worker so often is not tried again.
_ATTEMPTS = 2


class Summary(NamedTuple):
    """What a run found and did. `made` counts the shards in which each step was made; `reasons` the quarantined."""

    articles: int
    rows: Mapping[str, int]
    reasons: Mapping[str, int]
    made: Mapping[str, int]
    shards: int


class WorkerDiedError(Exception):
    """A worker process died, again, on the same shard."""


def run(dump: Path, out: Path, workers: int, progress: Callable[[int], None]) -> Summary:
    """Bring every table in `out` up to date with `dump`; `progress` is told of each number of articles that are done.

    Raises FileNotFoundError where there is no `dump`, OSError where `out` cannot be written, and WorkerDiedError.
    """
    if not dump.exists():
        raise FileNotFoundError(dump)
    for table in (*all_tables(), "quarantine"):
        (out / table).mkdir(parents=True, exist_ok=True)
        for left in (out / table).glob(".*.parquet.*"):
            left.unlink()
    unread: list[Quarantine] = []
    copies: dict[str, list[str]] = {}
    shards: list[str] = []
    made: Counter[str] = Counter()

    def jobs() -> Iterator[tuple[Shard, tuple[str, ...]]]:
        for shard in _shards(dump, unread, copies):
            shards.append(shard.name)
            wanted = stale(out, shard.name)
            if not wanted:
                progress(len(shard.items))
                continue
            made.update(wanted)
            if "text" in wanted:
                _forget_together(out)
            yield shard if "text" in wanted else Shard(shard.name, ()), wanted

    _work(jobs(), out, workers, progress)
    if not shards:
        shards.append("empty")
        make(Shard("empty", ()), out, stale(out, "empty"))
    _remove_others(out, shards)
    _write_together(out, shards, copies, made)
    tables.write(part(out, "quarantine", "unread"), tables.table(Quarantine, unread))
    return _summary(out, made, len(shards))


def all_tables() -> dict[str, type]:
    """Every table of a run but `quarantine`, and its record class."""
    return {**shard_tables(), **CORPUS_TABLES}


def _shards(dump: Path, unread: list[Quarantine], copies: dict[str, list[str]]) -> Iterator[Shard]:
    """The dump's distinct items in shards. What is no item goes to `unread`, where else one lies to `copies`."""
    seen: set[int] = set()
    items: list[Item] = []
    names: list[str] = []
    size = 0
    for item in discover(dump):
        if isinstance(item, Quarantine):
            unread.append(item)
            continue
        name = doc_id(item)
        number = int(name, 16)
        if number in seen:
            copies.setdefault(name, []).append(item.source)
            continue
        seen.add(number)
        items.append(item)
        names.append(f"{name} {item.source}")
        size += len(item.payload)
        cut = number % _CUT == 0 and len(items) >= _FEWEST
        if cut or len(items) >= _MOST or size >= _MOST_BYTES:
            yield Shard(digest(*names), tuple(items))
            items, names, size = [], [], 0
    if items:
        yield Shard(digest(*names), tuple(items))


def _work(
    jobs: Iterator[tuple[Shard, tuple[str, ...]]], out: Path, workers: int, progress: Callable[[int], None]
) -> None:
    """Make every job's tables: the first and only one here, several in `workers` processes."""
    first = next(jobs, None)
    second = next(jobs, None) if first and workers > 1 else None
    if first and second is None:
        for shard, wanted in chain([first], jobs):
            make(shard, out, wanted)
            progress(len(shard.items) or _articles(out, shard.name))
        return
    if not first or not second:
        return
    waiting = [first, second]
    attempts: Counter[str] = Counter()
    while waiting:
        with ProcessPoolExecutor(workers, get_context("spawn"), tables.leave_pandas_out) as pool:
            under_way: dict[Future[None], tuple[Shard, tuple[str, ...]]] = {}
            try:
                while waiting or under_way:
                    while len(waiting) + len(under_way) < 2 * workers and (job := next(jobs, None)):
                        waiting.append(job)
                    while waiting:
                        shard, wanted = waiting.pop()
                        under_way[pool.submit(make, shard, out, wanted)] = shard, wanted
                    for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                        future.result()
                        shard, _ = under_way.pop(future)
                        progress(len(shard.items) or _articles(out, shard.name))
            except BrokenProcessPool:
                waiting.extend(under_way.values())
                attempts.update(shard.name for shard, _ in under_way.values())
                if any(count > _ATTEMPTS for count in attempts.values()):
                    raise WorkerDiedError from None


def _articles(out: Path, shard: str) -> int:
    return int(pq.read_metadata(part(out, "articles", shard)).num_rows)


def _remove_others(out: Path, shards: list[str]) -> None:
    """Take away the parts of shards that the dump no longer has."""
    keep = set(shards)
    for table in (*shard_tables(), "quarantine"):
        for path in (out / table).glob("*.parquet"):
            if path.stem.split("-")[0] not in {*keep, "unread"}:
                path.unlink()


def _write_together(out: Path, shards: list[str], copies: Mapping[str, list[str]], made: Counter[str]) -> None:
    """Write what only all articles together tell: the corpus tables, and duplicates and copies into `articles`."""
    key = _together_key(shards, copies)
    parts = {table: part(out, table, "all") for table in CORPUS_TABLES}
    if all(tables.marks(path).get("key") == key for path in parts.values()):
        return
    made["corpus"] += 1
    _forget_together(out)
    articles, mechanisms, places = (
        [part(out, table, shard) for shard in sorted(shards)] for table in ("articles", "mechanisms", "places")
    )
    texts, prints = families.texts(articles)
    seen = families.duplicates(texts)
    for path in articles:
        _complete(path, seen, copies)
    kin = families.families(texts, prints)
    rows: dict[str, Sequence[tuple[Any, ...]]] = {
        "families": kin,
        "adoptions": corpus.adoptions(texts, kin, _named(mechanisms), _place_names(places)),
        "coverage": corpus.coverage(texts, kin),
    }
    for table, own in rows.items():
        tables.write(parts[table], tables.table(CORPUS_TABLES[table], own), key=key)


def _forget_together(out: Path) -> None:
    """Take the corpus tables away before an article changes: while they are there, `articles` is complete."""
    for table in CORPUS_TABLES:
        part(out, table, "all").unlink(missing_ok=True)


def _together_key(shards: list[str], copies: Mapping[str, list[str]]) -> str:
    code = fingerprint("pipeline.corpus", "pipeline.families", "pipeline.tables")
    sources = digest(*(f"{name} {source}" for name, others in sorted(copies.items()) for source in others))
    return digest(code, text_key(), steps()["mechanisms"].key, steps()["places"].key, sources, *sorted(shards))


def _complete(path: Path, seen: Mapping[str, str], copies: Mapping[str, list[str]]) -> None:
    """Write the duplicates and copies into a part of `articles`, where it says otherwise."""
    told = pq.read_table(path, columns=["doc_id", "duplicate_of", "copies"]).to_pydict()
    columns = {
        "duplicate_of": [seen.get(name) for name in told["doc_id"]],
        "copies": [copies.get(name, []) for name in told["doc_id"]],
    }
    if any(told[name] != values for name, values in columns.items()):
        data = pq.read_table(path)
        for name, values in columns.items():
            index = data.schema.get_field_index(name)
            data = data.set_column(index, data.schema.field(index), pa.array(values, data.schema.field(index).type))
        tables.write(path, data, key=text_key())


def _named(mechanisms: Iterable[Path]) -> Iterator[tuple[str, str, str | None]]:
    for path in mechanisms:
        data = pq.read_table(path, columns=["doc_id", "name", "claim"])
        yield from zip(*(column.to_pylist() for column in data.columns), strict=True)


def _place_names(places: Iterable[Path]) -> dict[str, str]:
    """The adcodes of `places` and the names they go by; a region's code is that of a division around it."""
    names: dict[str, str] = {}
    for path in places:
        data = pq.read_table(path, columns=["adcode", "name", "level"])
        for row in data.group_by(["adcode", "name", "level"]).aggregate([]).to_pylist():
            if row["adcode"] and row["level"] != "region":
                names[row["adcode"]] = max(row["name"], names.get(row["adcode"], ""))
    return names


def _summary(out: Path, made: Counter[str], shards: int) -> Summary:
    rows = {
        table: sum(pq.read_metadata(path).num_rows for path in sorted((out / table).glob("*.parquet")))
        for table in (*all_tables(), "quarantine")
    }
    quarantine = (pq.read_table(path, columns=["reason"]) for path in sorted((out / "quarantine").glob("*.parquet")))
    reasons = Counter(reason for data in quarantine for reason in data.column("reason").to_pylist())
    return Summary(rows["articles"], rows, dict(sorted(reasons.items())), dict(made), shards)
