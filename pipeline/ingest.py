"""A dump → raw articles: its folders, archives and tables taken apart, its bytes decoded, or a reason why not.

`discover` walks a folder, a single file or an archive, in the order of the paths, and gives every article-to-be as an
`Item`, still bytes; `read` makes a `Raw` of it. Whatever cannot be read is a `Quarantine` row, and nothing raises.

Left out unsaid are only the files that operating systems leave in folders and archives by themselves (`.DS_Store`,
`Thumbs.db`, `desktop.ini`, `__MACOSX`, `._*`): they are no part of anyone's dump. Links are never followed: what they
point at is read where it lies, if that is in the dump.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.readers import READERS, read_payload
from pipeline.records import Item, Quarantine, Raw
from pipeline.splitters import SPLITTERS
from pipeline.streams import BUFFER, MAX_BYTES, MAX_GROWTH, MAX_RATIO, BombError, guarded, seekable
from pipeline.unreadable import DAMAGE, UnreadableError, described

# Archives in archives, and compressed files in them, deeper than this are not opened.
MAX_DEPTH = 3
_DEBRIS = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx"})

_FORMATS = {
    ".txt": "txt", ".text": "txt",
    ".html": "html", ".htm": "html", ".shtml": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv",
    ".xml": "xml", ".rss": "xml", ".parquet": "parquet", ".xlsx": "xlsx", ".warc": "warc",
    ".docx": "docx", ".pdf": "pdf", ".mhtml": "mhtml", ".mht": "mhtml",
    ".zip": "zip", ".tar": "tar",
}  # fmt: skip
# What stands in for the suffix of a compressed file in the name of what it holds.
_COMPRESSED = {".gz": "", ".bz2": "", ".xz": "", ".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}
_DECOMPRESSORS: tuple[tuple[bytes, Callable[[io.BufferedReader], Any]], ...] = (
    (b"\x1f\x8b", lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
)
_ZIP_MAGIC = (b"pk\x03\x04", b"pk\x05\x06")  # in lower case
# Kinds of file that people do put into dumps and that no well-kept library reads.
_ADVICE = {
    ".doc": "old Word files are not read: save it as .docx",
    ".wps": "WPS files are not read: save it as .docx",
    ".xls": "old Excel files are not read: save it as .xlsx",
    ".rar": "RAR archives are not read: unpack it first",
    ".7z": "7z archives are not read: unpack it first",
}


def discover(dump: Path) -> Iterator[Item | Quarantine]:
    """Every article-to-be in `dump` (a folder, a file or an archive), in the order of the paths, one at a time."""
    if dump.is_dir():
        for path, name, problem in _walk(dump):
            yield from (problem,) if problem else _file(path, name)
    elif dump.is_file():
        yield from _file(os.fsencode(dump), _text(os.fsencode(dump.name)))
    else:
        yield Quarantine(_text(os.fsencode(dump.name)), "ingest", "there is no such file or folder", "")


def doc_id(item: Item) -> str:
    """16 hex digits that are the same for the same bytes in the same kind of format, wherever they lay."""
    family = item.format.partition(":")[0]
    return blake2b(item.payload, digest_size=8, person=family.encode()).hexdigest()


def read(item: Item) -> Raw | Quarantine:
    """The decoded article that `item` holds."""
    try:
        content = read_payload(item)
    except UnreadableError as error:
        return Quarantine(item.source, "ingest", error.reason, error.detail)
    text, encoding, metadata, flags, hints = content
    return Raw(doc_id(item), item.source, encoding, text, metadata, flags, hints)


# ---- folders


def _walk(top: Path) -> Iterator[tuple[bytes, str, Quarantine | None]]:
    """The files below `top` with their names inside it, as a sorted list of their whole paths would have them."""
    stack = [(os.fsencode(top), b"")]
    while stack:
        path, inside = stack.pop()
        if not inside.endswith(b"/") and inside:
            name = _text(inside)
            yield path, name, _unfit(path, name)
            continue
        try:
            with os.scandir(path) as entries:
                found = [(inside + entry.name + b"/" * entry.is_dir(follow_symlinks=False), entry) for entry in entries]
        except OSError as error:
            name = _text(inside.rstrip(b"/")) or "."
            yield path, name, _quarantine(name, "the folder cannot be opened", error)
            continue
        stack.extend(
            (entry.path, name)
            for name, entry in sorted(found, key=lambda each: each[0], reverse=True)
            if not _is_debris(os.fsdecode(entry.name))
        )


def _unfit(path: bytes, name: str) -> Quarantine | None:
    if os.path.islink(path):
        return Quarantine(name, "ingest", "a symbolic link: links are not followed", _text(os.readlink(path)))
    if not os.path.isfile(path):
        return Quarantine(name, "ingest", "not a regular file (a pipe, a socket or a device)", "")
    return None


def _is_debris(name: str) -> bool:
    return name.lower() in _DEBRIS or name.startswith("._")


def _text(name: bytes) -> str:
    """A file's name as text: UTF-8, else the encoding of old Chinese systems, else with its odd bytes spelt out."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("ascii", "backslashreplace")


def _quarantine(source: str, reason: str, error: Exception) -> Quarantine:
    return Quarantine(source, "ingest", reason, described(error))


# ---- files and archives


class _Place(NamedTuple):
    """Where a stream of bytes lies: its `source`, the name that tells its format, how deep in archives."""

    source: str
    name: str
    depth: int


def _file(path: bytes, source: str) -> Iterator[Item | Quarantine]:
    try:
        with io.BufferedReader(io.FileIO(path), BUFFER) as stream:
            size = os.fstat(stream.fileno()).st_size
            yield from _stream(stream, _Place(source, source.rpartition("/")[2], 0), size)
    except OSError as error:
        yield _quarantine(source, "the file cannot be opened", error)


def _stream(stream: io.BufferedReader[Any], place: _Place, size: int) -> Iterator[Item | Quarantine]:
    """What a file or a member of an archive holds; `size` is how many bytes it takes up there."""
    source, name, _ = place
    try:
        head = stream.peek(512)[:512]
        decompressor = next((opener for magic, opener in _DECOMPRESSORS if head.startswith(magic)), None)
        format_ = _format(name, head) or ""
        if not head:
            yield Quarantine(source, "ingest", "the file is empty", "")
        elif decompressor or format_ in _ARCHIVES:
            if place.depth >= MAX_DEPTH:
                yield Quarantine(source, "ingest", f"archives are nested more than {MAX_DEPTH} deep", "")
            elif decompressor:
                yield from _stream(guarded(decompressor(stream), size), _inner(place), size)
            else:
                yield from _ARCHIVES[format_](stream, place, size)
        elif format_ in SPLITTERS:
            yield from SPLITTERS[format_](stream, source)
        elif format_ in READERS:
            payload = stream.read(MAX_BYTES + 1)
            if len(payload) <= MAX_BYTES:
                yield Item(source, format_, payload)
            else:
                yield Quarantine(source, "ingest", f"larger than {MAX_BYTES // 1_000_000} MB", "")
        else:
            yield Quarantine(source, "ingest", _why_unread(name), "")
    except BombError as error:
        yield _quarantine(source, "a compression bomb: it unpacks to far more than it holds", error)
    except UnreadableError as error:
        yield Quarantine(source, "ingest", error.reason, error.detail)
    except DAMAGE as error:
        yield _quarantine(source, "the file is broken or cut short", error)


def _inner(place: _Place) -> _Place:
    """The place of what a compressed file holds. A compressed tar counts as one archive, not as two."""
    stem, suffix = os.path.splitext(place.name)
    name = stem + _COMPRESSED.get(suffix.lower(), suffix)
    is_tar = name != place.name and name.lower().endswith(".tar")
    return _Place(place.source, name, place.depth + (not is_tar))


def _format(name: str, head: bytes) -> str | None:
    """The format of a file: by its suffix, and where that says nothing or plain text, by how it begins."""
    suffix = os.path.splitext(name)[1].lower()
    format_ = _FORMATS.get(suffix)
    if format_ in (None, "txt", "html"):
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].lower()
        if start.startswith((b"<!doctype html", b"<html")):
            return "html"
        if start.startswith(b"%pdf-"):
            return "pdf"
        if not suffix and start.startswith(_ZIP_MAGIC):
            return "zip"
    return format_


def _why_unread(name: str) -> str:
    suffix = os.path.splitext(name)[1].lower()
    if suffix in _COMPRESSED:
        return f"its name ends in {suffix}, but it is not such a compressed file"
    return (
        _ADVICE.get(suffix) or f"no reader for files {f'whose names end in {suffix}' if suffix else 'without a suffix'}"
    )


def _zip(stream: io.BufferedReader[Any], place: _Place, size: int) -> Iterator[Item | Quarantine]:
    with seekable(stream) as whole, zipfile.ZipFile(whole) as archive:
        members = sorted((_zip_name(info), number, info) for number, info in enumerate(archive.infolist()))
        total = sum(info.file_size for _, _, info in members)
        if total > max(MAX_GROWTH, size * MAX_RATIO):
            raise BombError(f"{len(members)} members of {total} bytes in {size}")
        for name, _, info in members:
            source = f"{place.source}!{name}"
            if info.is_dir() or any(map(_is_debris, name.split("/"))):
                continue
            if problem := _unsafe(source, name, is_link=stat.S_ISLNK(info.external_attr >> 16)):
                yield problem
            elif info.flag_bits & 1:
                yield Quarantine(source, "ingest", "encrypted: a password is needed", "")
            else:
                try:
                    with archive.open(info) as member:
                        inside = _Place(source, name.rpartition("/")[2], place.depth + 1)
                        yield from _stream(guarded(member, info.compress_size), inside, info.compress_size)
                except DAMAGE as error:
                    yield _quarantine(source, "the file is broken or cut short", error)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name of a member. Where the archive does not say that it is UTF-8, `zipfile` takes it for code page 437."""
    name = info.filename if info.flag_bits & 0x800 else _text(info.filename.encode("cp437", "replace"))
    return name.replace("\\", "/")


def _tar(stream: io.BufferedReader[Any], place: _Place, size: int) -> Iterator[Item | Quarantine]:
    """The members in the archive's own order: a compressed tar can only be read from its beginning to its end."""
    with tarfile.open(fileobj=stream, mode="r|", encoding="utf-8", errors="surrogateescape") as archive:
        while (info := archive.next()) is not None:
            vars(archive)["members"].clear()  # or it would remember every member that went by
            name = _text(info.name.encode("utf-8", "surrogateescape"))
            source = f"{place.source}!{name}"
            if info.isdir() or any(map(_is_debris, name.split("/"))):
                continue
            if problem := _unsafe(source, name, is_link=info.issym() or info.islnk()):
                yield problem
            elif (member := archive.extractfile(info)) is None:
                yield Quarantine(source, "ingest", "not a regular file (a pipe, a socket or a device)", "")
            else:
                inside = _Place(source, name.rpartition("/")[2], place.depth + 1)
                yield from _stream(guarded(member, info.size), inside, info.size)


def _unsafe(source: str, name: str, is_link: bool) -> Quarantine | None:
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        return Quarantine(source, "ingest", "its name leads out of the archive", name)
    return Quarantine(source, "ingest", "a link inside an archive: links are not followed", "") if is_link else None


_ARCHIVES: dict[str, Callable[[io.BufferedReader[Any], _Place, int], Iterator[Item | Quarantine]]] = {
    "zip": _zip,
    "tar": _tar,
}
