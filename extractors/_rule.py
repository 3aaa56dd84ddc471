"""What every extractor file is made of: named rules, and examples that each must take or leave alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import regex

from pipeline.records import Document


class Rule(NamedTuple):
    """A named pattern and the function that reads a match into a row, or into None where it is not one after all."""

    name: str
    pattern: regex.Pattern[str]
    read: Callable[[regex.Match[str], Document], Any]


class Example(NamedTuple):
    """A sentence about one rule. `rows` are all rows that the rule must give, each as the columns that matter (`text`
    always among them); no rows at all: the rule must leave the sentence alone. The rest is the article around it.
    """

    rule: str
    text: str
    rows: tuple[Mapping[str, Any], ...] = ()
    published: datetime | None = None
    outlet: str | None = None
    title: str | None = None
    place: str | None = None
