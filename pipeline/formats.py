"""The formats that articles come in: tables and feeds taken apart into records, and one reader a payload.

A splitter streams a file and gives the records in it, still bytes; a reader makes text and metadata of one payload.
The libraries that only some formats need are imported when one is met.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import lzma
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import regex

from pipeline.decode import UndecodableError, decode, inspect
from pipeline.records import Item, Metadata, Quarantine

if TYPE_CHECKING:
    from pipeline.html import Page

# The largest file, member of an archive or record that is read as one article, in bytes.
MAX_BYTES = 50_000_000
# The largest file that must be held whole to be taken apart (JSON, XML), in bytes.
MAX_HELD = 200_000_000
# The longest article, in characters: ten times the Civil Code. What is longer is a book or a log.
MAX_CHARACTERS = 1_000_000
_BUFFER = 1 << 18

# What the libraries raise when damage leads them where their authors never looked.
DAMAGE: tuple[type[Exception], ...] = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError,
)  # fmt: skip

# The names that records give to what we read of them, best first, in lower case.
_FIELDS = {
    "text": (
        "text", "content", "正文", "内容", "內容", "全文", "body", "article", "fulltext", "full_text", "maintext",
        "main_text", "news_content", "article_content", "articlebody", "raw_text", "文本", "新闻内容", "文章内容",
        "html", "encoded", "description",
    ),
    "title": (
        "title", "标题", "標題", "headline", "题目", "題目", "contenttitle", "news_title", "新闻标题",
        "文章标题", "subject",
    ),
    "published": (
        "published", "date", "发布时间", "发布日期", "發布時間", "發佈時間", "published_at", "publish_time", "pubdate",
        "publish_date", "pub_date", "pub_time", "publishdate", "publishtime", "datepublished", "日期", "时间", "時間",
        "发表时间", "datetime", "time", "timestamp", "created_at", "updated",
    ),
    "outlet": (
        "outlet", "来源", "來源", "媒体", "媒體", "报纸", "newspaper", "media", "publisher", "site", "site_name",
        "sitename", "website", "网站", "網站", "source",
    ),
    "authors": ("authors", "author", "作者", "记者", "記者", "byline", "creator"),
    "url": ("url", "link", "链接", "連結", "網址", "网址", "href", "source_url"),
}  # fmt: skip
_ROLES = {name: (role, rank) for role, names in _FIELDS.items() for rank, name in enumerate(names)}
_LISTED = regex.compile(r"\s*[,，、;；|]\s*")
_MARKUP = regex.compile(
    r"</(?:p|div|span|table|html|body|article|section|ul|ol|li|h[1-6]|strong|a)\s*>|<br\s*/?>|<p(?:\s[^<>]*)?>", regex.I
)
_TAG = regex.compile("<[a-zA-Z/!]")
_ADDRESS = regex.compile(" at 0x[0-9a-fA-F]+")
_SURROGATE = regex.compile("[\ud800-\udfff]")
_CHARSET = regex.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", regex.I)
_CHINA = timezone(timedelta(hours=8))


class UnreadableError(ValueError):
    """Input that cannot be read. `reason` is for people, `detail` for debugging."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = sound(reason), sound(detail)[:500]


class Content(NamedTuple):
    """What a reader makes of a payload."""

    text: str
    encoding: str
    metadata: Metadata = Metadata()
    flags: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@contextmanager
def _damaged(reason: str, *errors: type[Exception]) -> Iterator[None]:
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


def read_payload(item: Item) -> Content:
    """The text and metadata of `item`. Raises UnreadableError."""
    format_, _, declared = item.format.partition(":")
    try:
        content = _sound(READERS[format_](item.payload, declared or None))
    except UndecodableError as error:
        raise UnreadableError(f"cannot be decoded: {error}") from error
    if len(content.text) > MAX_CHARACTERS:
        raise UnreadableError(f"longer than {MAX_CHARACTERS:,} characters: not one article", f"{len(content.text)}")
    if not content.text.strip():
        raise UnreadableError("there is no text in it")
    return content


def _sound(content: Content) -> Content:
    title, outlet, authors, published, url = content.metadata
    try:
        "".join((content.text, title or "", outlet or "", *authors, published or "", url or "")).encode()
    except UnicodeEncodeError:
        single = [part and sound(part) for part in (title, outlet, published, url)]
        metadata = Metadata(single[0], single[1], tuple(map(sound, authors)), single[2], single[3])
        return content._replace(
            text=sound(content.text), metadata=metadata, flags=tuple(dict.fromkeys(("decode-errors", *content.flags)))
        )
    return content


@contextmanager
def seekable(stream: io.BufferedReader) -> Iterator[IO[bytes]]:
    """The stream itself, or a copy of it (on disk where it is large) for readers that must jump about in it."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=MAX_BYTES) as copy:
        shutil.copyfileobj(stream, copy, _BUFFER)
        copy.seek(0)
        yield copy


# ---- splitters


def _split_jsonl(stream: io.BufferedReader, source: str) -> Iterator[Item | Quarantine]:
    stream, encoding = _utf8(stream)
    if stream.peek(2).lstrip()[:2] in (b"[", b"[\n", b"[{", b"{\n", b"{\r"):
        yield from _split_json(stream, source)
        return
    format_ = _record_format(encoding)
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_BUFFER)
            yield _too_large(f"{source}#{number}")
        elif not line.isspace():
            yield Item(f"{source}#{number}", format_, line.rstrip(b"\r\n"))


def _split_json(stream: io.BufferedReader, source: str) -> Iterator[Item | Quarantine]:
    data = _held(stream)
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
    if not isinstance(value, dict) or any(_role(key) == "text" for key in value):
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
    stream, recoded = _utf8(stream)
    sample = stream.peek(_BUFFER)[:65536]
    first = sample.partition(b"\n")[0]
    delimiter = max(",\t;|", key=lambda mark: first.count(mark.encode()))
    encoding = _encoding_of(sample)
    csv.field_size_limit(MAX_BYTES)
    lines = io.TextIOWrapper(stream, encoding="latin-1", newline="")
    rows = (row for row in csv.reader(lines, delimiter=delimiter) if any(map(str.strip, row)))
    try:
        header = [cell.strip() for cell in _decoded_row(next(rows, []), encoding)[0]]
        _expect_text(header)
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

    with _damaged("a broken Parquet file"), seekable(stream) as whole, ParquetFile(whole) as file:
        _expect_text(file.schema_arrow.names)
        number = 0
        for batch in file.iter_batches(batch_size=256):
            for record in batch.to_pylist():
                number += 1
                yield Item(f"{source}#{number}", "record", _canonical(record))


def _split_xlsx(stream: io.BufferedReader, source: str) -> Iterator[Item | Quarantine]:
    """The rows of every sheet under its header row; sheets are named in the source where there are several."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    with _damaged("a broken spreadsheet", InvalidFileException), seekable(stream) as file:
        _expect_modest(file)
        book = load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            yield from _split_sheet(sheet, f"{source}!{sheet.title}" if len(book.worksheets) > 1 else source)


def _split_sheet(sheet: Any, source: str) -> Iterator[Item | Quarantine]:
    rows = (row for row in sheet.iter_rows(values_only=True) if any(cell not in (None, "") for cell in row))
    header = ["" if cell is None else str(cell).strip() for cell in next(rows, ())]
    try:
        _expect_text(header)
    except UnreadableError as error:
        yield Quarantine(source, "ingest", error.reason, error.detail)
        return
    for number, row in enumerate(rows, 1):
        yield Item(f"{source}#{number}", "record", _canonical(_row(header, row)))


def _split_xml(stream: io.BufferedReader, source: str) -> Iterator[Item | Quarantine]:
    """The elements that have a child for the text (the items of a feed, the documents of a corpus)."""
    data = _held(stream)
    decoded = _decoded(data, _declared(data))
    root = _xml_tree(decoded.text)
    found = [element for element in root.iter() if any(_role(_local(child)) == "text" for child in element)]
    parents = {ancestor for element in found for ancestor in element.iterancestors()}
    records = [element for element in found if element not in parents]
    if not records:
        yield Item(source, "xml", data)
    for number, element in enumerate(records, 1):
        record: dict[str, str] = {}
        for child in element:
            value = _xml_text(child) or child.get("href") or ""
            record.setdefault(_local(child), value)
        place = f"{source}#{number}" if len(records) > 1 else source
        yield Item(place, _record_format(decoded.encoding), _canonical(record))


def _split_warc(stream: io.BufferedReader, source: str) -> Iterator[Item | Quarantine]:
    """The pages of a crawl. Requests and the crawler's own notes are no input; what else it fetched is said."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with _damaged("a broken web archive", ArchiveLoadFailed):
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


# ---- readers


def _read_txt(payload: bytes, declared: str | None) -> Content:
    decoded = decode(payload, declared)
    return Content(decoded.text, decoded.encoding, flags=decoded.flags)


def _read_html(payload: bytes, declared: str | None, url: str | None = None) -> Content:
    decoded = decode(payload, declared or _declared(payload))
    if not _TAG.search(decoded.text):
        return Content(decoded.text, decoded.encoding, Metadata(url=url), decoded.flags)
    page = _rendered(decoded.text, url)
    return Content(page.text, decoded.encoding, page.metadata, (*decoded.flags, *page.flags), page.hints)


def _rendered(source: str, url: str | None) -> Page:
    from pipeline.html import BrokenPageError, render

    try:
        return render(source, url)
    except BrokenPageError as error:
        raise UnreadableError("a page too broken to be read whole", str(error)) from error


def _read_page(payload: bytes, declared: str | None) -> Content:
    """A page with the URL and the content type that the server gave for it."""
    url, kind, body = payload.split(b"\r\n", 2)
    charset = regex.search(rb"""charset=["']?([\w.:-]+)""", kind, regex.I)
    declared = charset[1].decode() if charset else None
    if b"html" in kind:
        return _read_html(body, declared, url.decode() or None)
    return _read_txt(body, declared)._replace(metadata=Metadata(url=url.decode() or None))


def _read_record(payload: bytes, declared: str | None) -> Content:
    try:
        source, encoding = payload.decode(), declared or "utf-8"
    except UnicodeDecodeError:
        source, encoding, _ = decode(payload)
    try:
        record = json.loads(source.removeprefix("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("broken JSON record", str(error)) from error
    if not isinstance(record, dict):
        raise UnreadableError("a record must be an object with named fields", f"it is a {type(record).__name__}")
    fields = _fields(record)
    text = _joined(fields.get("text"), "\n")
    if text and "\\u" in source:
        text = sound(text)
    if text is None:
        reason = "the field of its text is empty" if "text" in fields else "no field holds the text"
        raise UnreadableError(reason, f"fields: {', '.join(map(str, record))}")
    metadata = Metadata(
        title=_joined(fields.get("title"), " "),
        outlet=_joined(fields.get("outlet"), " "),
        authors=_authors(fields.get("authors")),
        published=_time(fields.get("published")),
        url=_joined(fields.get("url"), " "),
    )
    if "<" in text and len(_MARKUP.findall(text)) > 1:
        page = _rendered(text, metadata.url)
        return Content(page.text, encoding, _filled(metadata, page.metadata), inspect(page.text), page.hints)
    return Content(text, encoding, metadata, inspect(text))


def _read_xml(payload: bytes, declared: str | None) -> Content:
    decoded = decode(payload, declared or _declared(payload))
    return Content(_xml_text(_xml_tree(decoded.text)), decoded.encoding, flags=decoded.flags)


def _read_mhtml(payload: bytes, declared: str | None) -> Content:
    """The first page in a web page saved as one file."""
    from email import message_from_bytes

    message = message_from_bytes(payload)
    for part in message.walk():
        body = part.get_payload(decode=True)
        if part.get_content_type() in ("text/html", "application/xhtml+xml") and isinstance(body, bytes):
            url = part.get("Content-Location") or message.get("Snapshot-Content-Location")
            return _read_html(body, part.get_content_charset(), str(url) if url else None)
    raise UnreadableError("no page in it", message.get_content_type())


def _read_docx(payload: bytes, declared: str | None) -> Content:
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.table import Table

    file = io.BytesIO(payload)
    lines: list[str] = []
    with _damaged("a broken Word file", OpcError):
        _expect_modest(file)
        for block in Document(file).iter_inner_content():
            if isinstance(block, Table):
                # A merged cell is listed once for every column that it spans.
                rows = ({id(cell._tc): cell.text.replace("\n", " ") for cell in row.cells} for row in block.rows)
                lines += ["\t".join(cells.values()) for cells in rows]
            else:
                lines.append(block.text)
    return Content("\n".join(lines), "utf-8")


def _read_pdf(payload: bytes, declared: str | None) -> Content:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with _damaged("a broken PDF", PyPdfError):
        try:
            reader = PdfReader(io.BytesIO(payload))
            if reader.is_encrypted:
                reader.decrypt("")
            lines = [line.strip() for page in reader.pages for line in page.extract_text().splitlines()]
        except (FileNotDecryptedError, DependencyError) as error:
            raise UnreadableError("encrypted: a password is needed", described(error)) from error
    text = _unwrapped(lines)
    if not text.strip():
        raise UnreadableError("a PDF without a text layer (scanned pages?)")
    return Content(text, "pdf", flags=inspect(text))


def _unwrapped(lines: list[str]) -> str:
    """Printed lines joined into paragraphs: one that is full and ends in no final mark goes on in the next."""
    full = 0.85 * max(map(len, lines), default=0)
    pieces: list[str] = []
    for line, following in pairwise([*lines, ""]):
        goes_on = len(line) >= full and line[-1:] not in "。！？；：.!?" and following
        # Only words in Latin letters need a space between them.
        gap = " " if line[-1:].isascii() and following[:1].isascii() else ""
        pieces.append(f"{line}{gap}" if goes_on else f"{line}\n")
    return "".join(pieces).strip("\n")


SPLITTERS: Mapping[str, Callable[[io.BufferedReader, str], Iterator[Item | Quarantine]]] = {
    "jsonl": _split_jsonl,
    "json": _split_json,
    "csv": _split_csv,
    "parquet": _split_parquet,
    "xlsx": _split_xlsx,
    "xml": _split_xml,
    "warc": _split_warc,
}
READERS: Mapping[str, Callable[[bytes, str | None], Content]] = {
    "txt": _read_txt,
    "html": _read_html,
    "page": _read_page,
    "record": _read_record,
    "xml": _read_xml,
    "mhtml": _read_mhtml,
    "docx": _read_docx,
    "pdf": _read_pdf,
}


# ---- what several of them share


@lru_cache(maxsize=4096)
def _ranked_role(key: str) -> tuple[str, int] | None:
    return _ROLES.get(regex.sub(r"[\s-]+", "_", key.strip().lower()))


def _role(key: str) -> str | None:
    """What a field of this name holds: a key of `_FIELDS`, or None."""
    ranked = _ranked_role(key)
    return ranked[0] if ranked else None


def _fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """What the record says in each of its roles: the best-named field that is not empty."""
    best: dict[str, tuple[bool, int, Any]] = {}
    for key, value in record.items():
        if ranked := _ranked_role(key):
            role, rank = ranked
            candidate = (value in (None, "", []), rank, value)
            if role not in best or candidate[:2] < best[role][:2]:
                best[role] = candidate
    return {role: value for role, (_, _, value) in best.items()}


def _joined(value: Any, separator: str) -> str | None:
    if isinstance(value, list):
        value = separator.join(part for part in value if isinstance(part, str))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return value if isinstance(value, str) and value.strip() else str(value).strip() or None


def _authors(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else [value]
    names = [part.get("name") if isinstance(part, dict) else part for part in parts]
    return tuple(name for part in names if isinstance(part, str) for name in _LISTED.split(part.strip()) if name)


def _time(value: Any) -> str | None:
    """A time as written; seconds or milliseconds since 1970 as a time in China."""
    if isinstance(value, dict):  # as MongoDB exports times
        value = value.get("$date")
    text = _joined(value, " ")
    if text and regex.fullmatch(r"1\d{9}(?:\d{3})?(?:\.\d+)?", text):
        seconds = int(text.partition(".")[0][:10])
        return datetime.fromtimestamp(seconds, _CHINA).strftime("%Y-%m-%d %H:%M:%S")
    return text


def _filled(metadata: Metadata, page: Metadata) -> Metadata:
    return Metadata._make(said or found for said, found in zip(metadata, page, strict=True))


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


def _expect_text(columns: Iterable[str]) -> None:
    names = list(columns)
    if not any(_role(name) == "text" for name in names):
        raise UnreadableError("no column holds the text", f"columns: {', '.join(names)}")


def _expect_modest(file: IO[bytes]) -> None:
    """Office files are zip archives, and can be compression bombs as these can."""
    with zipfile.ZipFile(file) as archive:
        if sum(info.file_size for info in archive.infolist()) > MAX_HELD:
            raise UnreadableError("a compression bomb: it unpacks to far more than it holds")
    file.seek(0)


def _too_large(source: str) -> Quarantine:
    return Quarantine(source, "ingest", f"larger than {MAX_BYTES // 1_000_000} MB", "")


def _held(stream: io.BufferedReader) -> bytes:
    data = stream.read(MAX_HELD + 1)
    if len(data) > MAX_HELD:
        raise UnreadableError(f"larger than {MAX_HELD // 1_000_000} MB")
    return data


def _decoded(data: bytes, declared: str | None = None) -> Any:
    try:
        return decode(data, declared)
    except UndecodableError as error:
        raise UnreadableError(f"cannot be decoded: {error}") from error


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data, 0, 4096)
    return match[1].decode() if match else None


def _encoding_of(sample: bytes) -> str:
    try:
        return decode(sample[: sample.rfind(b"\n") + 1] or sample).encoding
    except UndecodableError:
        return "utf-8"


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
            data = self._inner.read1(_BUFFER)
            self._ready = self._decoder.decode(data, final=not data).encode()
            if not data:
                break
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


def _utf8(stream: io.BufferedReader) -> tuple[io.BufferedReader, str | None]:
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
            return io.BufferedReader(_Recoded(stream, encoding), _BUFFER), encoding
    return stream, None


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _xml_tree(text: str) -> Any:
    """The tree of `text`; a file of several documents one after another gets a root around them. Entities that a file
    defines itself are not expanded: they are how XML bombs are made.
    """
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    body = regex.sub(r"<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", "", text.replace("\0", ""), flags=regex.S)
    try:
        root = etree.fromstring(f"<documents>{body}</documents>".encode(), parser)
    except etree.LxmlError as error:
        raise UnreadableError("broken XML", str(error)) from error
    if root is None:
        raise UnreadableError("broken XML")
    return root


def _xml_text(top: Any) -> str:
    """The text of an element: one without children as written, else an element that mixes text and markup a line."""
    if not len(top):
        return (top.text or "").strip()
    lines = []
    stack = [top]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str):
            continue
        mixed = (element.text or "").strip() or any((child.tail or "").strip() for child in element)
        if mixed:
            lines.append(regex.sub(r"\s+", " ", "".join(element.itertext())).strip())
        else:
            stack.extend(reversed(element))
    return "\n".join(lines)
