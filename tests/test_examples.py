"""Every rule of every extractor by its examples: what it must take, and what it must leave alone."""

from __future__ import annotations

from collections import Counter
from types import ModuleType

import pytest

from extractors._example import Example
from pipeline.extract import extractors
from tests.conftest import document_of

_CASES = [
    pytest.param(module, example, id=f"{name}-{example.rule}-{example.text[:24]}")
    for name, module in extractors().items()
    for example in module.EXAMPLES
]
_RULES = [(name, rule.name) for name, module in extractors().items() for rule in module.RULES]


@pytest.mark.parametrize(("module", "example"), _CASES)
def test_example(module: ModuleType, example: Example) -> None:
    document = document_of(example.text, example.published, example.outlet, example.title, example.place)
    rows = [row for row in module.extract(document) if row.rule == example.rule]
    found = [{"text": document.text[row.start : row.end], **row._asdict()} for row in rows]
    wanted = [dict(row) for row in example.rows]
    shown = [{name: row.get(name) for name in want} for row, want in zip(found, wanted, strict=False)]
    assert len(found) == len(wanted), f"found {[row['text'] for row in found]}"
    assert shown == wanted


@pytest.mark.parametrize(("table", "rule"), _RULES)
def test_rule_has_examples_both_ways(table: str, rule: str) -> None:
    kinds = Counter(bool(example.rows) for example in extractors()[table].EXAMPLES if example.rule == rule)
    assert kinds[True] >= 1, "no example that the rule must take"
    assert kinds[False] >= 5, "fewer than five examples that the rule must leave alone"


@pytest.mark.parametrize("table", list(extractors()))
def test_every_row_names_a_rule(table: str) -> None:
    module = extractors()[table]
    names = {rule.name for rule in module.RULES}
    assert {example.rule for example in module.EXAMPLES} <= names
    for example in module.EXAMPLES:
        document = document_of(example.text, example.published, example.outlet, example.title, example.place)
        assert {row.rule for row in module.extract(document)} <= names
