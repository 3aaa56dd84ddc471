"""What every extractor file holds beside its rules: sentences that each rule must take, or leave alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple


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
