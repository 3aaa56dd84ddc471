"""Patterns from lists of words, which are written one after another with white space between them."""

from __future__ import annotations


def any_of(listed: str) -> str:
    """A pattern for any of the listed words; each may itself be a pattern."""
    return "|".join(listed.split())


def listed(words: str) -> tuple[str, ...]:
    """The listed words in order, for `startswith` and `endswith`."""
    return tuple(words.split())


def words(listed: str) -> frozenset[str]:
    """The listed words."""
    return frozenset(listed.split())
