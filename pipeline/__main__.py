"""The command line: `python -m pipeline run DUMP --out OUT`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from pipeline.ingest import discover
from pipeline.records import Document, Quarantine
from pipeline.run import Summary, WorkerDiedError, run
from pipeline.tables import leave_pandas_out
from pipeline.text import text

_LOG_EVERY_SECONDS = 5.0


class Progress:
    """A bar on a terminal; in a log, a line now and then."""

    def __init__(self) -> None:
        """Begin at no articles."""
        self._bar = tqdm(unit=" articles", disable=not sys.stderr.isatty(), leave=False)
        self._done = 0
        self._told = time.monotonic()

    def __call__(self, articles: int) -> None:
        """Count `articles` more as done."""
        self._done += articles
        self._bar.update(articles)
        if self._bar.disable and time.monotonic() - self._told > _LOG_EVERY_SECONDS:
            self._told = time.monotonic()
            sys.stderr.write(f"{self._done:,} articles done\n")

    def close(self) -> None:
        """Take the bar off the screen."""
        self._bar.close()


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.call(options))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except FileNotFoundError as error:
        return _complain(f"there is no {error.filename or error.args[0]}; name a file or folder that exists")
    except OSError as error:
        return _complain(f"cannot write the tables: {error}; choose another folder with --out")
    except WorkerDiedError:
        return _complain("a worker process died twice on the same articles; is there memory enough? try --workers 1")


def _run(options: argparse.Namespace) -> int:
    if options.out.resolve().is_relative_to(options.dump.resolve()):
        return _complain(
            "the tables would lie inside the dump and be read as articles; choose another folder with --out"
        )
    began = time.monotonic()
    leave_pandas_out()
    progress = Progress()
    try:
        summary = run(options.dump, options.out, options.workers, progress)
    finally:
        progress.close()
    sys.stdout.write(_told(summary, options.out, time.monotonic() - began))
    return 1 if summary.rows["quarantine"] else 0


def _mechanisms(options: argparse.Namespace) -> int:
    from pipeline.ledger import ledger

    sys.stdout.writelines(f"{line}\n" for line in ledger(options.out))
    return 0


def _report(options: argparse.Namespace) -> int:
    from pipeline.report import report

    path = options.out / "report.html"
    path.write_text(report(options.out), encoding="utf-8")
    sys.stdout.write(f"report: {path}\n")
    return 0


def _explain(options: argparse.Namespace) -> int:
    from pipeline.explain import explain

    for document in _documents(options.dump):
        if options.doc in (document.article.doc_id, document.article.source):
            sys.stdout.writelines(f"{line}\n" for line in explain(document.article, document.blocks))
            return 0
    return _complain(f"no readable article {options.doc!r}: name a doc_id or a source as in the table articles")


def _learn(options: argparse.Namespace) -> int:
    from pipeline.learn import as_lexicon, learn

    proposals = learn((document.article, document.blocks) for document in _documents(options.dump))
    sys.stdout.writelines(f"{line}\n" for line in as_lexicon(proposals))
    sys.stderr.write("add the lines that are furniture indeed to pipeline/strip/lines.tsv\n")
    return 0


def _documents(dump: Path) -> Iterator[Document]:
    if not dump.exists():
        raise FileNotFoundError(dump)
    for item in discover(dump):
        document = item if isinstance(item, Quarantine) else text(item)
        if not isinstance(document, Quarantine):
            yield document


def _changes(options: argparse.Namespace) -> int:
    from pipeline.changes import changes

    sys.stdout.writelines(f"{line}\n" for line in changes(options.old, options.new))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pipeline",
        description="Chinese policy news in, Parquet tables out; every row leads back to the characters it came from.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser(
        "run",
        help="bring the tables up to date with a dump of articles",
        description="Bring the tables in OUT up to date with DUMP. What is fresh is left as it is: a second run does "
        "nothing, and after a change of one extractor its own table is made again, and what depends on it.",
        epilog="Exit code: 0 all input read; 1 some of it is in the table quarantine, with reasons; 2 could not run.",
    )
    command.add_argument(
        "dump",
        metavar="DUMP",
        type=Path,
        help="a folder, a file or an archive of articles: text, HTML, JSONL, CSV and more; see corpus/README.md",
    )
    command.add_argument("--out", type=Path, default=Path("outputs"), help="where the tables go (default: outputs)")
    command.add_argument(
        "--workers", type=_positive, default=os.cpu_count() or 1, help="processes at work (default: one a processor)"
    )
    command.set_defaults(call=_run)
    command = commands.add_parser("mechanisms", help="print the mechanisms of a run for people")
    command.add_argument("out", metavar="OUT", type=Path, help="the tables of a run")
    command.set_defaults(call=_mechanisms)
    command = commands.add_parser("report", help="write OUT/report.html, the tables as a page to look at")
    command.add_argument("out", metavar="OUT", type=Path, help="the tables of a run")
    command.set_defaults(call=_report)
    command = commands.add_parser("explain", help="print an article line by line: label, rule, what it became")
    command.add_argument("dump", metavar="DUMP", type=Path, help="the dump that holds it")
    command.add_argument("doc", metavar="DOC", help="its doc_id or its source, as in the table articles")
    command.set_defaults(call=_explain)
    command = commands.add_parser("learn", help="print lines that an outlet repeats, for pipeline/strip/lines.tsv")
    command.add_argument("dump", metavar="DUMP", type=Path, help="the dump to learn from")
    command.set_defaults(call=_learn)
    command = commands.add_parser("changes", help="print which rows differ between two sets of tables")
    command.add_argument("old", metavar="OLD", type=Path, help="the tables before")
    command.add_argument("new", metavar="NEW", type=Path, help="the tables after")
    command.set_defaults(call=_changes)
    return parser


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _complain(message: str) -> int:
    sys.stderr.write(f"error: {message}\n")
    return 2


def _told(summary: Summary, out: Path, seconds: float) -> str:
    lines = [f"{summary.articles:,} articles in {seconds:.1f} s"]
    if not summary.made:
        lines.append("nothing had changed: every table is as it was")
    else:
        made = ", ".join(f"{step} {count}" for step, count in summary.made.items())
        lines.append(f"made (shards of {summary.shards}): {made}")
    lines.extend(f"  {table:<13}{count:>10,}" for table, count in summary.rows.items())
    lines.extend(f"quarantined: {count} × {reason}" for reason, count in summary.reasons.items())
    lines.append(f"tables: {out}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
