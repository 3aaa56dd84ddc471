"""The notebook runs to its end on the tables of the sample; its own assertions are its test."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"


def test_tables_notebook(sample_tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_NEWS_OUTPUTS", str(sample_tables))
    notebook = cast(Any, nbformat).read(NOTEBOOKS / "tables.ipynb", as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    drawn = [output for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output]
    assert any("五社联动" in output["data"].get("text/html", "") for output in drawn)
