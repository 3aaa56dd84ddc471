"""What several tests need: articles from plain text, and the tables of the sample."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline.records import Article, Block, Document
from pipeline.tokenise import document

# A time limit on an example fails on a busy machine, and says nothing about the code.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")

ROOT = Path(__file__).resolve().parent.parent


def document_of(
    text: str,
    published: datetime | None = None,
    outlet: str | None = None,
    title: str | None = None,
    place: str | None = None,
) -> Document:
    """A document whose clean text and raw text are both `text`."""
    blocks, start = [], 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        core = line.rstrip("\n")
        kept_start, kept_end = (start, start + len(core)) if core else (None, None)
        label = "body" if core else "blank"
        raw_end = start + len(line)
        blocks.append(Block("doc", number, start, raw_end, line, kept_start, kept_end, label, "test"))
        start += len(line)
    article = Article(
        "doc", "doc.txt", title, outlet, (), None, published, None, place, "hans", "utf-8", text, None, ()
    )
    return document(article, tuple(blocks))


def command_line(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run `python -m pipeline` as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` and its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def sample_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of a run on corpus/sample."""
    out = tmp_path_factory.mktemp("sample")
    done = command_line("run", "corpus/sample", "--out", str(out))
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture
def no_progress() -> Callable[[int], None]:
    """A progress that nobody watches."""
    return lambda articles: None
