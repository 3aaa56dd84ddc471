"""Every format, archive and encoding that a dump may come in gives the same articles."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.decode import UndecodableError, decode
from pipeline.ingest import discover, doc_id, read
from pipeline.records import Item, Metadata, Quarantine, Raw

PROSE = (
    "松林县把二十三个村的议事厅搬到了晒谷场上。\n"
    "村民说，以前开会要走半个小时山路，现在端着饭碗就能参加，去年一共议定了四十件实事。\n"
    "县民政局表示，今年还会在河西片区再建六处，并为每处配一名联络员。\n"
)
TRADITIONAL = (
    "區公所上個月在三個里試辦共餐據點，由社區發展協會負責買菜與烹煮。\n"
    "里長說，參加的長者從十二位增加到四十位，志工也學會了紀錄出席。\n"
)
RECORD = {
    "title": "晒谷场上的议事厅",
    "text": PROSE,
    "published": "2023-06-01",
    "site": "松林县人民政府网",
    "author": "李禾, 王麦",
    "url": "http://example.org/1",
}
METADATA = Metadata("晒谷场上的议事厅", "松林县人民政府网", ("李禾", "王麦"), "2023-06-01", "http://example.org/1")


def everything(dump: Path) -> list[Raw | Quarantine]:
    return [read(found) if isinstance(found, Item) else found for found in discover(dump)]


def articles(dump: Path) -> list[Raw]:
    return [found for found in everything(dump) if isinstance(found, Raw)]


def quarantined(dump: Path) -> dict[str, str]:
    return {found.source: found.reason for found in everything(dump) if isinstance(found, Quarantine)}


def only(dump: Path) -> Raw:
    (found,) = everything(dump)
    assert isinstance(found, Raw), found
    return found


# ---- every format, written by the library that others write it with


def write_docx(path: Path) -> None:
    from docx import Document

    document = Document()
    for line in PROSE.splitlines():
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=2)
    for number, cell in enumerate(("片区", "处数", "河西", "6")):
        table.cell(number // 2, number % 2).text = cell
    document.save(str(path))


def write_xlsx(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["标题", "正文", "发布时间", "来源", "作者", "链接"])
    sheet.append([RECORD[key] for key in ("title", "text", "published", "site", "author", "url")])
    book.save(path)


def write_parquet(path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist([RECORD]), path)


def write_warc(path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    page = f"<html><head><title>议事厅</title></head><body><p>{PROSE}</p></body></html>".encode("gb18030")
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=path.suffix == ".gz")
        for url, status, kind, body in (
            ("http://example.org/a.html", "200 OK", "text/html; charset=gbk", page),
            ("http://example.org/b.png", "200 OK", "image/png", b"\x89PNG"),
            ("http://example.org/c.html", "404 Not Found", "text/html", b"<p>gone</p>"),
        ):
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=headers))


def write_mhtml(path: Path) -> None:
    message = MIMEMultipart("related")
    message["Snapshot-Content-Location"] = "http://example.org/1"
    page = MIMEText(f"<html><body><p>{PROSE}</p></body></html>", "html", "utf-8")
    message.attach(page)
    path.write_bytes(message.as_bytes())


def write_csv(path: Path, delimiter: str = ",", encoding: str = "utf-8") -> None:
    with path.open("w", newline="", encoding=encoding) as stream:
        writer = csv.DictWriter(stream, list(RECORD), delimiter=delimiter)
        writer.writeheader()
        writer.writerow(RECORD)


def write_pdf(path: Path, lines: list[str]) -> None:
    """A page with a text layer: glyph numbers, and the table that says which character each stands for."""
    from pypdf import PdfWriter
    from pypdf.generic import (
        ArrayObject,
        DecodedStreamObject,
        DictionaryObject,
        NameObject,
        NumberObject,
        PdfObject,
        StreamObject,
    )

    def dictionary(**entries: PdfObject) -> DictionaryObject:
        return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})

    def stream(data: str) -> StreamObject:
        made = DecodedStreamObject()
        made.set_data(data.encode())
        return made

    writer = PdfWriter()
    characters = sorted(set("".join(lines)))
    pairs = "".join(f"<{number:04X}> <{ord(character):04X}>\n" for number, character in enumerate(characters, 1))
    mapping = f"1 begincodespacerange <0000> <FFFF> endcodespacerange {len(characters)} beginbfchar\n{pairs}endbfchar"
    glyphs = dictionary(Type=NameObject("/Font"), Subtype=NameObject("/CIDFontType2"), DW=NumberObject(1000))
    font = dictionary(
        Type=NameObject("/Font"),
        Subtype=NameObject("/Type0"),
        Encoding=NameObject("/Identity-H"),
        DescendantFonts=ArrayObject([glyphs]),
        ToUnicode=writer._add_object(stream(mapping)),
    )
    shown = " T* ".join(
        f"<{''.join(f'{characters.index(character) + 1:04X}' for character in line)}> Tj" for line in lines
    )
    page = writer.add_blank_page(width=600, height=400)
    page[NameObject("/Resources")] = dictionary(Font=dictionary(F1=writer._add_object(font)))
    page[NameObject("/Contents")] = writer._add_object(stream(f"BT /F1 12 Tf 14 TL 20 350 Td {shown} ET"))
    with path.open("wb") as file:
        writer.write(file)


XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss><channel><title>松林新闻</title><description>全县要闻</description>
<item><title>{RECORD["title"]}</title><link>{RECORD["url"]}</link><pubDate>2023-06-01</pubDate>
<source>{RECORD["site"]}</source><author>李禾、王麦</author><content><![CDATA[{PROSE}]]></content></item>
</channel></rss>"""


def text_of(suffix: str) -> Callable[[Path], None]:
    bodies = {
        ".jsonl": json.dumps(RECORD, ensure_ascii=False) + "\n",
        ".ndjson": json.dumps(RECORD) + "\r\n",
        ".json": json.dumps(RECORD, ensure_ascii=False, indent=2),
        ".xml": XML,
    }

    def write(path: Path) -> None:
        path.write_bytes(bodies[suffix].encode())

    return write


RECORD_FORMATS: dict[str, Callable[[Path], None]] = {
    ".jsonl": text_of(".jsonl"),
    ".ndjson": text_of(".ndjson"),
    ".json": text_of(".json"),
    ".xml": text_of(".xml"),
    ".csv": write_csv,
    ".tsv": lambda path: write_csv(path, "\t"),
    ".xlsx": write_xlsx,
    ".parquet": write_parquet,
}


@pytest.mark.parametrize("suffix", RECORD_FORMATS)
def test_records_bring_their_text_and_metadata(tmp_path: Path, suffix: str) -> None:
    RECORD_FORMATS[suffix](tmp_path / f"a{suffix}")
    raw = only(tmp_path)
    assert raw.text.strip() == PROSE.strip()
    assert raw.metadata == METADATA


COMPRESSORS: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz"])
@pytest.mark.parametrize("inner", [".txt", ".jsonl", ".csv", ".parquet"])
def test_compressed_files_give_the_same_articles(tmp_path: Path, inner: str, suffix: str) -> None:
    plain = tmp_path / f"a{inner}"
    if inner == ".txt":
        plain.write_text(PROSE)
    else:
        RECORD_FORMATS[inner](plain)
    with COMPRESSORS[suffix](tmp_path / f"b{inner}{suffix}", "wb") as stream:
        stream.write(plain.read_bytes())
    one, other = everything(tmp_path)
    assert isinstance(one, Raw)
    assert isinstance(other, Raw)
    assert one._replace(source="") == other._replace(source="")


def test_documents_are_read_line_by_line(tmp_path: Path) -> None:
    write_docx(tmp_path / "a.docx")
    assert only(tmp_path).text == f"{PROSE}片区\t处数\n河西\t6"


def test_the_lines_of_a_pdf_are_joined_into_paragraphs(tmp_path: Path) -> None:
    lines = ["关于修缮凉亭的通知", "各村：今年雨水多，请在月底前把亭子的瓦", "片检查一遍。", "联系人：何木"]
    write_pdf(tmp_path / "a.pdf", lines)
    assert only(tmp_path).text == f"{lines[0]}\n{lines[1]}{lines[2]}\n{lines[3]}"


def test_a_pdf_without_a_text_layer_is_said(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", [])
    assert quarantined(tmp_path) == {"a.pdf": "a PDF without a text layer (scanned pages?)"}


def test_a_page_saved_as_mhtml_keeps_its_url(tmp_path: Path) -> None:
    write_mhtml(tmp_path / "a.mhtml")
    raw = only(tmp_path)
    assert "晒谷场" in raw.text
    assert raw.metadata.url == "http://example.org/1"


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_web_archive_gives_its_pages_and_says_what_else_it_holds(tmp_path: Path, name: str) -> None:
    write_warc(tmp_path / name)
    raw, picture, gone = everything(tmp_path)
    assert isinstance(raw, Raw)
    assert (raw.source, raw.encoding, raw.metadata.url) == (f"{name}#1", "gb18030", "http://example.org/a.html")
    assert isinstance(picture, Quarantine)
    assert (picture.reason, picture.detail) == ("no reader for image/png", "http://example.org/b.png")
    assert isinstance(gone, Quarantine)
    assert gone.reason == "the server answered 404"


def test_a_json_file_may_hold_a_list_or_wrap_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([RECORD, RECORD | {"text": "另一篇。"}]))
    (tmp_path / "b.json").write_text(json.dumps({"total": 1, "data": [RECORD]}))
    (tmp_path / "c.json").write_text("\n".join(json.dumps(RECORD | {"text": text}) for text in ("甲文。", "乙文。")))
    assert [raw.source for raw in articles(tmp_path)] == ["a.json#1", "a.json#2", "b.json#1", "c.json#1", "c.json#2"]


def test_a_feed_of_several_items_numbers_them(tmp_path: Path) -> None:
    description = "&lt;p&gt;第一段。&lt;/p&gt;&lt;p&gt;第二段。&lt;/p&gt;"
    item = f"<item><title>甲</title><description>{description}</description></item>"
    (tmp_path / "a.xml").write_text(f"<rss><channel><description>说明</description>{item * 2}</channel></rss>")
    assert [(raw.source, raw.text) for raw in articles(tmp_path)] == [
        ("a.xml#1", "第一段。\n第二段。"),
        ("a.xml#2", "第一段。\n第二段。"),
    ]


def test_an_xml_text_is_rendered_an_element_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<tei><head>标题</head><p>第一<hi>段</hi>在此。</p><p>第二段。</p></tei>")
    assert only(tmp_path).text == "标题\n第一段在此。\n第二段。"


def test_sheets_are_named_where_there_are_several(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.worksheets[0].append(["正文"])
    book.worksheets[0].append([PROSE])
    book.create_sheet("说明").append(["字段", "含义"])
    book.save(tmp_path / "a.xlsx")
    assert [raw.source for raw in articles(tmp_path)] == ["a.xlsx!Sheet#1"]
    assert quarantined(tmp_path) == {"a.xlsx!说明": "no column holds the text"}


# ---- fields of records


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"正文": PROSE, "标题": "晒谷场", "来源": "松林报"}, Metadata("晒谷场", "松林报")),
        ({"Content": PROSE, "Publish Time": 1685577600}, Metadata(published="2023-06-01 08:00:00")),
        ({"body": PROSE, "date": {"$date": "2023-06-01"}}, Metadata(published="2023-06-01")),
        ({"body": PROSE, "date": 1685577600000}, Metadata(published="2023-06-01 08:00:00")),
        ({"content": PROSE, "authors": [{"name": "李禾"}, "王麦"]}, Metadata(authors=("李禾", "王麦"))),
        ({"text": "", "content": PROSE, "title": None}, Metadata()),
    ],
)  # fmt: skip
def test_fields_are_known_by_their_usual_names(record: dict[str, Any], expected: Metadata) -> None:
    raw = read(Item("a", "record", json.dumps(record).encode()))
    assert isinstance(raw, Raw)
    assert (raw.text, raw.metadata) == (PROSE, expected)


def test_an_id_column_is_not_the_id_and_other_fields_are_not_text() -> None:
    raw = read(Item("a", "record", json.dumps({"id": "77", "text": PROSE, "comment": "别处"}).encode()))
    assert isinstance(raw, Raw)
    assert raw.text == PROSE
    assert len(raw.doc_id) == 16
    assert raw.doc_id != "77"


def test_a_record_whose_text_is_html_is_rendered() -> None:
    raw = read(Item("a", "record", json.dumps({"content": "<p>第一段&nbsp;在此。</p><p>第二段。</p>"}).encode()))
    assert isinstance(raw, Raw)
    assert raw.text == "第一段 在此。\n第二段。"
    raw = read(Item("a", "record", json.dumps({"content": "若 a<b 且 b<c，则 a<c。<!-- 完 -->"}).encode()))
    assert isinstance(raw, Raw)
    assert raw.text == "若 a<b 且 b<c，则 a<c。<!-- 完 -->"


def test_lone_surrogates_in_json_become_replacement_characters() -> None:
    raw = read(Item("a", "record", b'{"text": "\\u6751\\ud83d\\u6c11\\uD83D\\uDE00 ' + PROSE[:20].encode() + b'"}'))
    assert isinstance(raw, Raw)
    assert raw.text.startswith("村\ufffd民😀")
    assert "decode-errors" in raw.flags


# ---- where things lie, and their ids


def archive(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return stream.getvalue()


def tar(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as file:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            file.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def test_sources_say_where_in_the_dump_each_article_lies(tmp_path: Path) -> None:
    lines = b"\n".join(json.dumps(RECORD | {"text": f"第{n}篇。"}).encode() for n in (1, 2))
    inner = archive({"c.jsonl": lines})
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.txt").write_text(PROSE)
    (tmp_path / "b.zip").write_bytes(archive({"z/b.txt": PROSE.encode(), "a.zip": inner}))
    (tmp_path / "t.tar.gz").write_bytes(gzip.compress(tar({"x.txt.gz": gzip.compress(PROSE.encode())})))
    assert [raw.source for raw in articles(tmp_path)] == [
        "b.zip!a.zip!c.jsonl#1",
        "b.zip!a.zip!c.jsonl#2",
        "b.zip!z/b.txt",
        "b/a.txt",
        "t.tar.gz!x.txt.gz",
    ]
    assert next(raw.source for raw in articles(tmp_path / "b.zip")) == "b.zip!a.zip!c.jsonl#1"
    assert [raw.source for raw in articles(tmp_path / "b" / "a.txt")] == ["a.txt"]


def test_names_of_members_in_old_chinese_archives_are_read(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("x.txt")
    data = archive({"PLACEHOLDER.txt": PROSE.encode()}).replace(
        b"PLACEHOLDER", "松林县报b".encode("gb18030").ljust(11, b"_")
    )
    assert info.flag_bits == 0
    (tmp_path / "a.zip").write_bytes(data)
    assert only(tmp_path).source.startswith("a.zip!松林县报b")


def test_ids_follow_bytes_and_kind_only(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(PROSE)
    (tmp_path / "a.zip").write_bytes(archive({"x/y.txt": PROSE.encode()}))
    (tmp_path / "c.txt").write_text(PROSE + "。")
    (tmp_path / "d.jsonl").write_text(json.dumps(RECORD))
    one, same, other, record = (raw.doc_id for raw in articles(tmp_path))
    assert one == same
    assert len({one, other, record}) == 3
    assert one == doc_id(Item("elsewhere", "txt", PROSE.encode()))


def test_lines_keep_their_ends_and_the_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + "甲。\r\n乙。\r\n".encode())
    assert only(tmp_path).text == "甲。\r\n乙。\r\n"


def test_debris_of_operating_systems_is_left_out(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "._a.txt").write_bytes(b"\0\5\x16\7")
    (tmp_path / "a.zip").write_bytes(archive({"a.txt": PROSE.encode(), "__MACOSX/._a.txt": b"\0", "Thumbs.db": b"\0"}))
    (tmp_path / ".hidden.txt").write_text(PROSE)
    assert [type(found).__name__ for found in everything(tmp_path)] == ["Raw", "Raw"]


# ---- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_simplified_text_is_decoded_and_its_encoding_named(encoding: str) -> None:
    decoded = decode(PROSE.encode(encoding))
    assert decoded.text == PROSE
    assert decoded.encoding in (encoding, "utf-8", "utf-16-le", "utf-32-le")


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950", "gb18030", "utf-16-be"])
def test_traditional_text_is_decoded(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)).text == TRADITIONAL


def test_hong_kong_characters_outside_big5_are_decoded() -> None:
    text = TRADITIONAL + "佢哋喺嗰度嘅樓梯口開會，啲街坊話咁樣好啲。"
    assert decode(text.encode("big5hkscs")) == (text, "big5hkscs", ())


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "iso-8859-1", "shift_jis", "no-such-charset", None])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_wrong_declaration_does_no_harm(encoding: str, declared: str | None) -> None:
    assert decode(PROSE.encode(encoding), declared).text == PROSE


def test_half_a_character_at_the_end_is_one_loss() -> None:
    for encoding in ("utf-8", "gb18030"):
        decoded = decode(PROSE.strip()[:-1].encode(encoding) + "末".encode(encoding)[:1])
        assert decoded.text.rstrip("\ufffd") == PROSE.strip()[:-1]
        assert decoded.flags == ("decode-errors",)


def test_files_glued_together_are_decoded_line_by_line() -> None:
    decoded = decode(PROSE.encode() + PROSE.encode("gb18030"))
    assert decoded == (PROSE * 2, "utf-8", ("mixed-encodings",))


@pytest.mark.parametrize("wrong", ["latin-1", "gb18030"])
def test_mojibake_is_not_read(wrong: str) -> None:
    with pytest.raises(UndecodableError, match=r"mojibake|lost"):
        decode(PROSE.encode().decode(wrong, "replace").encode())


def test_a_little_mojibake_is_flagged() -> None:
    assert "mojibake" in decode((PROSE * 3 + "来源：锟斤拷").encode()).flags


def test_utf_16_tables_are_split_into_rows(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", "\t", "utf-16")
    raw = only(tmp_path)
    assert (raw.text, raw.metadata, raw.encoding) == (PROSE, METADATA, "utf-16-le")


def test_gbk_tables_are_split_into_rows(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", ",", "gb18030")
    (tmp_path / "b.jsonl").write_bytes(json.dumps(RECORD, ensure_ascii=False).encode("gb18030"))
    for raw in articles(tmp_path):
        assert (raw.text, raw.metadata, raw.encoding) == (PROSE, METADATA, "gb18030")


@given(st.text(st.sampled_from(PROSE + TRADITIONAL + "ab12 "), min_size=20), st.sampled_from(["gb18030", "big5hkscs"]))
def test_common_chinese_survives_both_families(text: str, encoding: str) -> None:
    text = PROSE[:20] + text if encoding == "gb18030" else TRADITIONAL[:20] + text
    data = text.encode(encoding, "ignore")
    assert decode(data).text == data.decode(encoding)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UndecodableError:
        return
    decoded.text.encode()
    assert decoded.encoding == decoded.encoding.lower()
