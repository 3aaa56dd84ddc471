"""Tables, feeds and crawls taken apart: a stream → the records in it, one at a time and still bytes.

The libraries that only some formats need are imported when one is met.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pipeline.decode import Decoded, UndecodableError, decode
from pipeline.fields import expect_text, role
from pipeline.readers import declared_charset, xml_text, xml_tree
from pipeline.records import Item, Quarantine
from pipeline.streams import BUFFER, MAX_BYTES, expect_modest, held, seekable, utf8
from pipeline.unreadable import UnreadableError, damaged, described


def _split_jsonl(stream: io.BufferedReader, source: str) -> Iterator[Item | Quarantine]:
    stream, encoding = utf8(stream)
    if stream.peek(2).lstrip()[:2] in (b"[", b"[\n", b"[{", b"{\n", b"{\r"):
        yield from _split_json(stream, source)
        return
    format_ = _record_format(encoding)
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(BUFFER)
            yield _too_large(f"{source}#{number}")
        elif not line.isspace():
            yield Item(f"{source}#{number}", format_, line.rstrip(b"\r\n"))


def _split_json(stream: io.BufferedReader, source: str) -> Iterator[Item | Quarantine]:
    data = held(stream)
    decoded = _decoded(data)
    try:
        value = json.loads(decoded.text, strict=False)
    except (ValueError, RecursionError) as error:
        first, *others = data.split(b"\n", 1)
        if others and first.strip().startswith(b"{") and first.strip().endswith(b"}"):
            yield from _split_jsonl(io.BufferedReader(io.BytesIO(data)), source)
            return
        raise UnreadableError("broken JSON", str(error)) from error
    records = _records_in(value)
    if records is None:
        yield Item(source, "record", data)
        return
    format_ = _record_format(decoded.encoding)
    for number, record in enumerate(records, 1):
        yield Item(f"{source}#{number}", format_, _canonical(record))


def _records_in(value: Any) -> Iterable[Any] | None:
    """The records of a JSON document: its list, or the longest list or the objects in it. None: it is itself one."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or any(role(key) == "text" for key in value):
        return None
    lists = [each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict)]
    if lists:
        return max(lists, key=len)
    objects = [each for each in value.values() if isinstance(each, dict)]
    return objects or None


def _split_csv(stream: io.BufferedReader, source: str) -> Iterator[Item | Quarantine]:
    """Rows of separated values. The bytes are parsed as Latin-1: separators, quotes and line breaks are never part of
    a character in UTF-8, GB18030 or Big5, and each row can then be decoded by itself.
    """
    stream, recoded = utf8(stream)
    sample = stream.peek(BUFFER)[:65536]
    first = sample.partition(b"\n")[0]
    delimiter = max(",\t;|", key=lambda mark: first.count(mark.encode()))
    encoding = _encoding_of(sample)
    csv.field_size_limit(MAX_BYTES)
    lines = io.TextIOWrapper(stream, encoding="latin-1", newline="")
    rows = (row for row in csv.reader(lines, delimiter=delimiter) if any(map(str.strip, row)))
    try:
        header = [cell.strip() for cell in _decoded_row(next(rows, []), encoding)[0]]
        expect_text(header)
        for number, row in enumerate(rows, 1):
            yield _csv_item(header, row, encoding, recoded, f"{source}#{number}")
    except UndecodableError as error:
        raise UnreadableError(f"cannot be decoded: {error}") from error
    except csv.Error as error:
        raise UnreadableError("a broken row: the rest of the table is lost", described(error)) from error


def _csv_item(header: list[str], row: list[str], encoding: str, recoded: str | None, source: str) -> Item | Quarantine:
    if len(row) > len(header):
        return Quarantine(source, "ingest", f"the row has {len(row)} cells, the header {len(header)}", "")
    try:
        cells, found = _decoded_row(row, encoding)
    except UndecodableError as error:
        return Quarantine(source, "ingest", f"cannot be decoded: {error}", "")
    return Item(source, _record_format(recoded or found), _canonical(_row(header, cells)))


def _decoded_row(row: list[str], encoding: str) -> tuple[list[str], str]:
    data = "\x1f".join(row).encode("latin-1")
    try:
        return data.decode(encoding).split("\x1f"), encoding
    except UnicodeDecodeError:
        decoded = decode(data)
        return decoded.text.split("\x1f"), decoded.encoding


def _split_parquet(stream: io.BufferedReader, source: str) -> Iterator[Item | Quarantine]:
    from pyarrow.parquet import ParquetFile

    with damaged("a broken Parquet file"), seekable(stream) as whole, ParquetFile(whole) as file:
        expect_text(file.schema_arrow.names)
        number = 0
        for batch in file.iter_batches(batch_size=256):
            for record in batch.to_pylist():
                number += 1
                yield Item(f"{source}#{number}", "record", _canonical(record))


def _split_xlsx(stream: io.BufferedReader, source: str) -> Iterator[Item | Quarantine]:
    """The rows of every sheet under its header row; sheets are named in the source where there are several."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    with damaged("a broken spreadsheet", InvalidFileException), seekable(stream) as file:
        expect_modest(file)
        book = load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            yield from _split_sheet(sheet, f"{source}!{sheet.title}" if len(book.worksheets) > 1 else source)


def _split_sheet(sheet: Any, source: str) -> Iterator[Item | Quarantine]:
    rows = (row for row in sheet.iter_rows(values_only=True) if any(cell not in (None, "") for cell in row))
    header = ["" if cell is None else str(cell).strip() for cell in next(rows, ())]
    try:
        expect_text(header)
    except UnreadableError as error:
        yield Quarantine(source, "ingest", error.reason, error.detail)
        return
    for number, row in enumerate(rows, 1):
        yield Item(f"{source}#{number}", "record", _canonical(_row(header, row)))


def _split_xml(stream: io.BufferedReader, source: str) -> Iterator[Item | Quarantine]:
    """The elements that have a child for the text (the items of a feed, the documents of a corpus)."""
    data = held(stream)
    decoded = _decoded(data, declared_charset(data))
    root = xml_tree(decoded.text)
    found = [element for element in root.iter() if any(role(_local(child)) == "text" for child in element)]
    parents = {ancestor for element in found for ancestor in element.iterancestors()}
    records = [element for element in found if element not in parents]
    if not records:
        yield Item(source, "xml", data)
    for number, element in enumerate(records, 1):
        record: dict[str, str] = {}
        for child in element:
            value = xml_text(child) or child.get("href") or ""
            record.setdefault(_local(child), value)
        place = f"{source}#{number}" if len(records) > 1 else source
        yield Item(place, _record_format(decoded.encoding), _canonical(record))


def _split_warc(stream: io.BufferedReader, source: str) -> Iterator[Item | Quarantine]:
    """The pages of a crawl. Requests and the crawler's own notes are no input; what else it fetched is said."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with damaged("a broken web archive", ArchiveLoadFailed):
        for number, record in enumerate(ArchiveIterator(stream), 1):
            if record.rec_type in ("response", "resource", "conversion"):
                yield _fetched(record, f"{source}#{number}")


def _fetched(record: Any, source: str) -> Item | Quarantine:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    http = record.http_headers
    kind = (http or record.rec_headers).get_header("Content-Type") or ""
    if http is not None and http.get_statuscode() != "200":
        return Quarantine(source, "ingest", f"the server answered {http.get_statuscode()}", url)
    if "html" not in kind and not kind.startswith("text/plain"):
        return Quarantine(source, "ingest", f"no reader for {kind.partition(';')[0] or 'what it is'}", url)
    body = record.content_stream().read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        return _too_large(source)
    return Item(source, "page", f"{url}\r\n{kind}\r\n".encode() + body)


def _canonical(record: Any) -> bytes:
    """The same bytes for the same record, whatever library read it and however its fields were ordered."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), default=_plain).encode()


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _row(header: Iterable[str], cells: Iterable[Any]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=False):
        if cell not in (None, ""):
            record.setdefault(name, cell)
    return record


def _record_format(encoding: str | None) -> str:
    """Records are stored as UTF-8; what the file's own encoding was goes with the format's name."""
    return "record" if encoding in (None, "utf-8") else f"record:{encoding}"


def _too_large(source: str) -> Quarantine:
    return Quarantine(source, "ingest", f"larger than {MAX_BYTES // 1_000_000} MB", "")


def _decoded(data: bytes, declared: str | None = None) -> Decoded:
    try:
        return decode(data, declared)
    except UndecodableError as error:
        raise UnreadableError(f"cannot be decoded: {error}") from error


def _encoding_of(sample: bytes) -> str:
    try:
        return decode(sample[: sample.rfind(b"\n") + 1] or sample).encoding
    except UndecodableError:
        return "utf-8"


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


SPLITTERS: Mapping[str, Callable[[io.BufferedReader, str], Iterator[Item | Quarantine]]] = {
    "jsonl": _split_jsonl,
    "json": _split_json,
    "csv": _split_csv,
    "parquet": _split_parquet,
    "xlsx": _split_xlsx,
    "xml": _split_xml,
    "warc": _split_warc,
}
