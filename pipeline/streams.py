"""Streams of bytes made fit to be read: guarded against bombs, seekable, in UTF-8, whole."""

from __future__ import annotations

import codecs
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from pipeline.unreadable import UnreadableError

# The largest file, member of an archive or record that is read as one article, in bytes.
MAX_BYTES = 50_000_000
# The largest file that must be held whole to be taken apart (JSON, XML), in bytes.
MAX_HELD = 200_000_000
# Compressed data may grow to this much, or to so many times its size; what grows more was made to fill memories.
MAX_GROWTH, MAX_RATIO = 500_000_000, 200
BUFFER = 1 << 18


class BombError(ValueError):
    """More comes out of compressed data than honest compression would give."""


class _Guarded(io.RawIOBase):
    def __init__(self, inner: Any, packed: int) -> None:
        self._inner = inner
        self._left = max(MAX_GROWTH, packed * MAX_RATIO)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._inner.read1(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise BombError("more than any honest file would hold")
        buffer[: len(data)] = data
        return len(data)


def guarded(stream: Any, packed: int) -> io.BufferedReader:
    """What `stream` (anything with `read1`) unpacks from `packed` bytes; reading too much of it raises BombError."""
    return io.BufferedReader(_Guarded(stream, packed), BUFFER)


@contextmanager
def seekable(stream: io.BufferedReader) -> Iterator[IO[bytes]]:
    """The stream itself, or a copy of it (on disk where it is large) for readers that must jump about in it."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=MAX_BYTES) as copy:
        shutil.copyfileobj(stream, copy, BUFFER)
        copy.seek(0)
        yield copy


def held(stream: io.BufferedReader) -> bytes:
    """All that is left in the stream. Raises UnreadableError where that is too much."""
    data = stream.read(MAX_HELD + 1)
    if len(data) > MAX_HELD:
        raise UnreadableError(f"larger than {MAX_HELD // 1_000_000} MB")
    return data


def expect_modest(file: IO[bytes]) -> None:
    """Office files are zip archives, and can be compression bombs as these can."""
    with zipfile.ZipFile(file) as archive:
        if sum(info.file_size for info in archive.infolist()) > MAX_HELD:
            raise UnreadableError("a compression bomb: it unpacks to far more than it holds")
    file.seek(0)


class _Recoded(io.RawIOBase):
    """A stream of UTF-16 or UTF-32 as one of UTF-8, so that it can be cut into lines."""

    def __init__(self, inner: io.BufferedReader, encoding: str) -> None:
        self._inner = inner
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            data = self._inner.read1(BUFFER)
            self._ready = self._decoder.decode(data, final=not data).encode()
            if not data:
                break
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


def utf8(stream: io.BufferedReader) -> tuple[io.BufferedReader, str | None]:
    """The stream without its byte order mark, and its encoding where that is a wide one, recoded to UTF-8."""
    head = stream.peek(4)[:4]
    if head.startswith(codecs.BOM_UTF8):
        stream.read(3)
    for bom, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(bom):
            stream.read(len(bom))
            return io.BufferedReader(_Recoded(stream, encoding), BUFFER), encoding
    return stream, None
