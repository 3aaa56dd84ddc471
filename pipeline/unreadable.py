"""Why input cannot be read: the error that carries a reason for people, and how libraries' own errors become one."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import regex

# What the libraries raise when damage leads them where their authors never looked.
DAMAGE: tuple[type[Exception], ...] = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError,
)  # fmt: skip

_ADDRESS = regex.compile(" at 0x[0-9a-fA-F]+")
_SURROGATE = regex.compile("[\ud800-\udfff]")


class UnreadableError(ValueError):
    """Input that cannot be read. `reason` is for people, `detail` for debugging."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = sound(reason), sound(detail)[:500]


@contextmanager
def damaged(reason: str, *errors: type[Exception]) -> Iterator[None]:
    """Whatever a library raises on damaged input (its own `errors` too) is that `reason`."""
    try:
        yield
    except UnreadableError:
        raise
    except DAMAGE + errors as error:
        raise UnreadableError(reason, described(error)) from error


def described(error: Exception) -> str:
    """An error in words that are the same on every machine and in every run: no paths, no addresses in memory."""
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return sound(f"{type(error).__name__}: {_ADDRESS.sub('', words)}")[:500]


def sound(text: str) -> str:
    """The text with halves of surrogate pairs, which no file can hold, as U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)
