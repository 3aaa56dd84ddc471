"""What the rooms of `strip` are furnished with: patterns that are compiled when first asked for, and its word lists."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

Pattern = TypeVar("Pattern")

# The range of Han characters, for classes of `regex`.
HAN = "\u4e00-\u9fff"
# The same for `re`, which walks a range from end to end when it compiles it: letters, and letters that are not Latin.
LETTER = r"[^\W\d_]"
HANZI = r"[^\W\d_A-Za-z]"


def later(compiler: Callable[[str], Pattern], pattern: str) -> Callable[[], Pattern]:
    """A function that gives the compiled pattern: most articles ask for few of them."""
    return cache(lambda: compiler(pattern))


@cache
def table(name: str) -> list[list[str]]:
    """The rows of a data file of this stage, without its comments."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
