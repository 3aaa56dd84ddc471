"""One reader for each kind of payload: bytes → text and what the container says of it.

The libraries that only some formats need are imported when one is met.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from pipeline.decode import UndecodableError, decode, inspect
from pipeline.fields import text_and_metadata
from pipeline.records import Item, Metadata
from pipeline.streams import expect_modest
from pipeline.unreadable import UnreadableError, damaged, described, sound

if TYPE_CHECKING:
    from pipeline.html import Page

# The longest article, in characters: ten times the Civil Code. What is longer is a book or a log.
MAX_CHARACTERS = 1_000_000
_MARKUP = regex.compile(
    r"</(?:p|div|span|table|html|body|article|section|ul|ol|li|h[1-6]|strong|a)\s*>|<br\s*/?>|<p(?:\s[^<>]*)?>", regex.I
)
_TAG = regex.compile("<[a-zA-Z/!]")
_CHARSET = regex.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", regex.I)


class Content(NamedTuple):
    """What a reader makes of a payload."""

    text: str
    encoding: str
    metadata: Metadata = Metadata()
    flags: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def read_payload(item: Item) -> Content:
    """The text and metadata of `item`. Raises UnreadableError."""
    format_, _, declared = item.format.partition(":")
    try:
        content = _sound(READERS[format_](item.payload, declared or None))
    except UndecodableError as error:
        raise UnreadableError(f"cannot be decoded: {error}") from error
    if len(content.text) > MAX_CHARACTERS:
        raise _too_long(len(content.text))
    if not content.text.strip():
        raise UnreadableError("there is no text in it")
    return content


def _too_long(size: int) -> UnreadableError:
    return UnreadableError(f"longer than {MAX_CHARACTERS:,} characters: not one article", str(size))


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


def _read_txt(payload: bytes, declared: str | None) -> Content:
    if len(payload) > 4 * MAX_CHARACTERS:  # no encoding takes more bytes for a character
        raise _too_long(len(payload))
    decoded = decode(payload, declared)
    return Content(decoded.text, decoded.encoding, flags=decoded.flags)


def _read_html(payload: bytes, declared: str | None, url: str | None = None) -> Content:
    decoded = decode(payload, declared or declared_charset(payload))
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
    text, metadata = text_and_metadata(record)
    if "\\u" in source:
        text = sound(text)
    if "<" in text and len(_MARKUP.findall(text)) > 1:
        page = _rendered(text, metadata.url)
        return Content(page.text, encoding, _filled(metadata, page.metadata), inspect(page.text), page.hints)
    return Content(text, encoding, metadata, inspect(text))


def _read_xml(payload: bytes, declared: str | None) -> Content:
    decoded = decode(payload, declared or declared_charset(payload))
    return Content(xml_text(xml_tree(decoded.text)), decoded.encoding, flags=decoded.flags)


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
    with damaged("a broken Word file", OpcError):
        expect_modest(file)
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
    with damaged("a broken PDF", PyPdfError):
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


def _filled(metadata: Metadata, page: Metadata) -> Metadata:
    return Metadata._make(said or found for said, found in zip(metadata, page, strict=True))


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page or an XML file says it is in."""
    match = _CHARSET.search(data, 0, 4096)
    return match[1].decode() if match else None


def xml_tree(text: str) -> Any:
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


def xml_text(top: Any) -> str:
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
