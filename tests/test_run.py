"""Whole runs: what is in the tables, that they do not depend on how they came about, and what a fault leaves behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pandas as pd
import pyarrow.parquet as pq
import pytest

from extractors import dates
from pipeline import corpus, steps
from pipeline.records import Document
from pipeline.run import all_tables, run
from pipeline.tables import is_mention, schema
from tests import test_hostile
from tests.conftest import ROOT, command_line, contents

_PLACES = ["昆明市", "成都市", "苏州市", "武汉市", "西安市"]


def _write_dump(folder: Path, numbers: range) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        place = _PLACES[number % len(_PLACES)]
        text = f"{place}第{number}号简报\n2023年{number % 12 + 1}月，{place}登记社会组织{number}个，推行“五社联动”。\n"
        folder.joinpath(f"{number % 3}").mkdir(exist_ok=True)
        folder.joinpath(f"{number % 3}", f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough small articles for several shards."""
    return _write_dump(tmp_path_factory.mktemp("dump"), range(1400))


@pytest.fixture(scope="module")
def tables(dump: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of a run left alone, in one process."""
    out = tmp_path_factory.mktemp("tables")
    run(dump, out, 1, lambda articles: None)
    return out


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project's code, free to be changed."""
    for package in ("pipeline", "extractors"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_several_shards(tables: Path) -> None:
    assert len(list((tables / "articles").glob("*.parquet"))) > 1


def test_second_run_does_nothing_and_says_so(dump: Path, tables: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in tables.rglob("*.parquet") if "unread" not in path.name}
    done = command_line("run", str(dump), "--out", str(tables))
    assert done.returncode == 0
    assert "nothing had changed" in done.stdout
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_workers_do_not_matter(dump: Path, tables: Path, tmp_path: Path) -> None:
    done = command_line("run", str(dump), "--out", str(tmp_path), "--workers", "2")
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path) == contents(tables)


def test_order_of_files_does_not_matter(
    dump: Path, tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_progress: Callable[[int], None]
) -> None:
    def reversed_order(paths: Iterator[object]) -> Iterator[object]:
        return iter(list(paths)[::-1])

    iterdir, scandir, listdir, walk = Path.iterdir, os.scandir, os.listdir, os.walk
    monkeypatch.setattr(Path, "iterdir", lambda path: reversed_order(iterdir(path)))
    monkeypatch.setattr(os, "listdir", lambda path=".": listdir(path)[::-1])
    monkeypatch.setattr(os, "walk", lambda *args, **more: ((a, b[::-1], c[::-1]) for a, b, c in walk(*args, **more)))
    assert scandir is os.scandir
    run(dump, tmp_path, 1, no_progress)
    monkeypatch.undo()
    assert contents(tmp_path) == contents(tables)


def test_history_does_not_matter(tables: Path, tmp_path: Path, no_progress: Callable[[int], None]) -> None:
    growing, out = tmp_path / "dump", tmp_path / "out"
    for end in (200, 900, 1500, 1400):
        _write_dump(growing, range(end))
        for path in growing.rglob("*.txt"):
            if int(path.stem) >= end:
                path.unlink()
        run(growing, out, 1, no_progress)
    assert contents(out) == contents(tables)


def test_killed_and_run_again(dump: Path, tables: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "run", str(dump), "--out", str(tmp_path), "--workers", "1"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not list(tmp_path.glob("figures/*.parquet")) and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert contents(tmp_path) != contents(tables)
    assert command_line("run", str(dump), "--out", str(tmp_path)).returncode == 0
    assert contents(tmp_path) == contents(tables)


def test_damaged_part_is_made_again(
    dump: Path, tables: Path, tmp_path: Path, no_progress: Callable[[int], None]
) -> None:
    out = tmp_path / "out"
    shutil.copytree(tables, out)
    part = sorted((out / "dates").glob("*.parquet"))[0]
    part.write_bytes(part.read_bytes()[:100])
    sorted((out / "articles").glob("*.parquet"))[0].unlink()
    run(dump, out, 1, no_progress)
    assert contents(out) == contents(tables)


def test_comment_changes_nothing(project: Path) -> None:
    sample = _write_dump(project / "dump", range(5))
    assert command_line("run", str(sample), "--out", "out", cwd=project).returncode == 0
    path = project / "extractors" / "policies.py"
    path.write_text(path.read_text(encoding="utf-8") + "\n# A remark.\n", encoding="utf-8")
    assert "nothing had changed" in command_line("run", str(sample), "--out", "out", cwd=project).stdout


def test_changed_extractor_is_made_again_with_what_depends_on_it(project: Path) -> None:
    sample = _write_dump(project / "dump", range(5))
    assert command_line("run", str(sample), "--out", "out", cwd=project).returncode == 0
    before = contents(project / "out")
    path = project / "extractors" / "figures.py"
    path.write_text(path.read_text(encoding="utf-8") + "\n_NEW = 1\n", encoding="utf-8")
    done = command_line("run", str(sample), "--out", "out", cwd=project)
    [made] = [line for line in done.stdout.splitlines() if line.startswith("made")]
    assert {step.split()[0] for step in made.split(": ")[1].split(", ")} == {"figures", "link"}
    after = contents(project / "out")
    changed = {name.split("/")[0] for name in before if before[name] != after[name]}
    assert changed == {"figures", "observations", "checks"}, "their keys, and nothing else"
    for table in ("figures", "observations"):
        [name] = [name for name in before if name.startswith(f"{table}/")]
        old = pd.read_parquet(project / "out" / name)
        assert len(old) > 0


def test_every_table_is_there_even_when_empty(tmp_path: Path, no_progress: Callable[[int], None]) -> None:
    empty, out = tmp_path / "empty", tmp_path / "out"
    empty.mkdir()
    run(empty, out, 1, no_progress)
    for table, record in all_tables().items():
        [part] = (out / table).glob("*.parquet")
        assert pq.read_schema(part).remove_metadata() == schema(record)
        assert len(pd.read_parquet(out / table)) == 0
    assert list(pd.read_parquet(out / "quarantine").columns) == ["source", "stage", "reason", "detail"]


def test_bad_input_is_quarantined_and_the_rest_read(tmp_path: Path) -> None:
    dump, out = tmp_path / "dump", tmp_path / "out"
    _write_dump(dump, range(2))
    dump.joinpath("empty.txt").write_bytes(b"")
    dump.joinpath("picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    dump.joinpath("records.jsonl").write_text(
        json.dumps({"text": "成都市新建社区食堂12个。"}, ensure_ascii=False) + "\n{broken\n", encoding="utf-8"
    )
    done = command_line("run", str(dump), "--out", str(out))
    assert done.returncode == 1
    quarantine = pd.read_parquet(out / "quarantine")
    assert set(quarantine.source) == {"empty.txt", "picture.png", "records.jsonl#2"}
    assert quarantine.reason.str.len().min() > 5
    assert "quarantined" in done.stdout
    assert len(pd.read_parquet(out / "articles")) == 3


def test_hostile_dump_ends_with_every_source_in_a_table(tmp_path: Path, no_progress: Callable[[int], None]) -> None:
    dump, out = tmp_path / "dump", tmp_path / "out"
    dump.mkdir()
    test_hostile.build(dump)
    run(dump, out, 1, no_progress)
    articles, quarantine = pd.read_parquet(out / "articles"), pd.read_parquet(out / "quarantine")
    told = {*articles.source, *articles.copies.explode().dropna(), *quarantine.source}
    assert {one.source for one in test_hostile.everything(dump)} <= told
    assert set(quarantine.stage) == {"ingest"}
    assert quarantine.reason.str.contains(" ").all()


def test_missing_dump_says_what_to_do(tmp_path: Path) -> None:
    done = command_line("run", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert done.stderr.startswith("error: there is no ")
    assert done.stderr.count("\n") == 1


def test_tables_inside_the_dump_are_refused(tmp_path: Path) -> None:
    done = command_line("run", str(tmp_path), "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "inside the dump" in done.stderr
    assert not (tmp_path / "out").exists()


def test_two_runs_tell_their_changes(tables: Path, tmp_path: Path) -> None:
    fewer = tmp_path / "fewer"
    run(_write_dump(tmp_path / "dump", range(1)), fewer, 1, lambda articles: None)
    lines = command_line("changes", str(fewer), str(tables)).stdout.splitlines()
    assert any(line.startswith("+ figures 1/1.txt") for line in lines)
    assert any(line.startswith("figures: ") and " 0 lost, 0 changed" in line for line in lines)
    assert not any(line.startswith("-") for line in lines)


def test_ledger_names_variants_and_places(sample_tables: Path) -> None:
    told = command_line("mechanisms", str(sample_tables)).stdout
    assert "五社联动" in told
    assert "first in: " in told


def test_report_is_a_whole_page(sample_tables: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(sample_tables, out)
    assert command_line("report", str(out)).returncode == 0
    page = out.joinpath("report.html").read_text(encoding="utf-8")
    for part in ("<svg", "Observations, with their evidence", "Arithmetic", 'class="article"', "五社联动"):
        assert part in page


def test_explain_tells_each_line(tmp_path: Path) -> None:
    dump = _write_dump(tmp_path / "dump", range(2))
    done = command_line("explain", str(dump), "1/1.txt")
    assert done.returncode == 0
    assert "body" in done.stdout
    assert command_line("explain", str(dump), "nothing").returncode == 2


def test_failing_rule_costs_one_table_of_one_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_progress: Callable[[int], None]
) -> None:
    extract = dates.extract

    def failing(document: Document) -> Iterator[dates.Date]:
        if "第1号" in document.text:
            raise ValueError("no such month")
        return extract(document)

    monkeypatch.setattr(dates, "extract", failing)
    dump, out = _write_dump(tmp_path / "dump", range(3)), tmp_path / "out"
    summary = run(dump, out, 1, no_progress)
    [row] = pd.read_parquet(out / "quarantine").to_dict("records")
    assert (row["source"], row["stage"]) == ("1/1.txt", "dates")
    assert summary.articles == 3
    assert pd.read_parquet(out / "dates").doc_id.nunique() == 2
    assert pd.read_parquet(out / "figures").doc_id.nunique() == 3


def test_same_bytes_twice_are_one_article_with_both_places(tmp_path: Path, no_progress: Callable[[int], None]) -> None:
    dump, out = _write_dump(tmp_path / "dump", range(2)), tmp_path / "out"
    shutil.copy(dump / "1" / "1.txt", dump / "again.txt")
    dump.joinpath("crlf.txt").write_bytes((dump / "0" / "0.txt").read_bytes().replace(b"\n", b"\r\n"))
    run(dump, out, 1, no_progress)
    articles = pd.read_parquet(out / "articles").set_index("source")
    assert set(articles.index) == {"0/0.txt", "1/1.txt", "crlf.txt"}
    assert list(articles.copies["1/1.txt"]) == ["again.txt"]
    assert articles.duplicate_of["crlf.txt"] == articles.doc_id["0/0.txt"]
    assert articles.duplicate_of.isna().sum() == 2


def test_interrupted_between_duplicates_and_corpus_tables(
    tmp_path: Path, no_progress: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    dump, out = _write_dump(tmp_path / "dump", range(2)), tmp_path / "out"
    copy, original = dump / "crlf.txt", dump / "0" / "0.txt"
    copy.write_bytes(original.read_bytes().replace(b"\n", b"\r\n"))
    run(dump, out, 1, no_progress)
    before = contents(out)
    shutil.copy(dump / "1" / "1.txt", dump / "again.txt")  # changes no article but where copies of one lie
    with monkeypatch.context() as broken:
        broken.setattr(corpus, "coverage", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            run(dump, out, 1, no_progress)
    (dump / "again.txt").unlink()
    run(dump, out, 1, no_progress)
    assert contents(out) == before


def test_a_run_does_not_load_pandas(tmp_path: Path) -> None:
    dump = _write_dump(tmp_path / "dump", range(1))
    code = "import sys; from pipeline.__main__ import main; main(sys.argv[1:]); sys.exit('pandas' in sys.modules)"
    command = [sys.executable, "-c", code, "run", str(dump), "--out", str(tmp_path / "out")]
    assert subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL).returncode == 0


def test_pandas_is_there_for_whoever_asks_after_it_was_left_out() -> None:
    code = "import pyarrow; from pipeline import tables; tables.leave_pandas_out(); "
    code += "print(pyarrow.table({'a': [1]}).to_pandas().a[0])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "1\n"


def test_rows_lead_back_to_their_characters(sample_tables: Path) -> None:
    texts = {row["doc_id"]: row["text"] for row in _table(sample_tables, "articles")}
    raw: dict[str, str] = {}
    for block in sorted(_table(sample_tables, "blocks"), key=lambda row: (row["doc_id"], row["block"])):
        raw[block["doc_id"]] = raw.get(block["doc_id"], "") + block["raw_text"]
        assert len(raw[block["doc_id"]]) == block["raw_end"]
    assert raw.keys() == texts.keys()
    for table, record in steps.shard_tables().items():
        if not is_mention(record):
            continue
        rows = _table(sample_tables, table)
        assert rows, table
        for row in rows:
            assert texts[row["doc_id"]][row["start"] : row["end"]] == row["text"]
            assert len(raw[row["doc_id"]][row["raw_start"] : row["raw_end"]]) >= len(row["text"])


def test_words_and_sentences_stand_where_they_say(sample_tables: Path) -> None:
    texts = {row["doc_id"]: row["text"] for row in _table(sample_tables, "articles")}
    for table in ("sentences", "tokens"):
        for row in _table(sample_tables, table):
            assert texts[row["doc_id"]][row["start"] : row["end"]] == row["text"]


def _table(out: Path, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(out / table).to_pylist()
    return rows
