"""What changes a key, and what does not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import keys


@pytest.fixture
def fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], str]:
    """The fingerprint of extractors.one in a project of the given files."""
    (tmp_path / "extractors").mkdir()

    def of(files: dict[str, str]) -> str:
        for name, text in files.items():
            (tmp_path / "extractors" / name).write_text(text, encoding="utf-8")
        monkeypatch.setattr(keys, "ROOT", tmp_path)
        for cached in (keys.fingerprint, keys._source, keys._imports, keys._module_digest):
            cached.cache_clear()
        return keys.fingerprint("extractors.one")

    return of


_ONE = 'import regex\nfrom extractors import _two\nPATTERN = regex.compile("a")\nEXAMPLES = (\n    1,\n)\n'
_TWO = "def helper() -> int:\n    return 1\n"


@pytest.mark.parametrize(
    "files",
    [
        {"one.py": "# A remark.\n" + _ONE},
        {"one.py": '"""What it is for."""\n' + _ONE},
        {"one.py": _ONE.replace("1,", "1,\n    2,")},
        {"one.py": _ONE.replace("EXAMPLES", "\n# Sentences.\nEXAMPLES")},
        {"_two.py": _TWO.replace("int:\n", 'int:\n    """One, as `"#"` says."""\n\n    # It is one.\n')},
        {"_two.py": _TWO.replace("return 1", "return 1  # and not 2")},
        {"three.py": "X = 1\n"},
        {"one_more.tsv": "x\n"},
    ],
)
def test_what_cannot_change_a_row(fingerprint: Callable[[dict[str, str]], str], files: dict[str, str]) -> None:
    before = fingerprint({"__init__.py": "", "one.py": _ONE, "_two.py": _TWO})
    assert fingerprint(files) == before


@pytest.mark.parametrize(
    "files",
    [
        {"one.py": _ONE.replace('"a"', '"b"')},
        {"_two.py": _TWO.replace("return 1", "return 2")},
        {"one.py": _ONE.replace('"a"', '"a#b"')},
        {"_two.py": _TWO.replace("return 1", 'return "#1"')},
        {"_two.py": _TWO.replace("return 1", 'return """1"""')},
        {"one.tsv": "a word\n"},
        {"one.words.tsv": "a word\n"},
    ],
)
def test_what_may_change_a_row(fingerprint: Callable[[dict[str, str]], str], files: dict[str, str]) -> None:
    before = fingerprint({"__init__.py": "", "one.py": _ONE, "_two.py": _TWO})
    assert fingerprint(files) != before


def test_package_counts_with_what_is_taken_from_it_and_its_data(
    fingerprint: Callable[[dict[str, str]], str], tmp_path: Path
) -> None:
    stage = tmp_path / "pipeline" / "stage"
    stage.mkdir(parents=True)
    for name in ("__init__", "taken", "other"):
        (stage / f"{name}.py").write_text("X = 1\n", encoding="utf-8")
    one = {"__init__.py": "", "one.py": "from pipeline.stage import Y, taken\n"}
    seen = {fingerprint(one)}
    (stage / "other.py").write_text("X = 2\n", encoding="utf-8")
    assert {fingerprint(one)} == seen
    for changed in ("__init__.py", "taken.py", "words.tsv"):
        (stage / changed).write_text("X = 3\n", encoding="utf-8")
        seen.add(fingerprint(one))
    assert len(seen) == 4


def test_library_version_counts(fingerprint: Callable[[dict[str, str]], str], monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint({"__init__.py": "", "one.py": _ONE, "_two.py": _TWO})
    monkeypatch.setattr(keys, "version", lambda name: "0")
    assert fingerprint({}) != before


def test_boundaries_of_parts_count() -> None:
    assert keys.digest("ab", "c") != keys.digest("a", "bc")


def test_standard_library_needs_no_version() -> None:
    assert "ast" in sys.stdlib_module_names
    assert keys.fingerprint("pipeline.keys")
