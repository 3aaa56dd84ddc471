"""A hundred files that have no place in a dump: each is read, or is a row with a reason, and nothing raises."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import tarfile
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest import discover, read
from pipeline.records import Item, Quarantine, Raw

TEXT = "林场镇的三位护林员在今年春天走访了十二个村民小组，把防火的约定写成了大家都看得懂的顺口溜。\n"
GOOD = json.dumps({"text": TEXT}, ensure_ascii=False).encode()


class Hostile(NamedTuple):
    """A file, how many articles it honestly holds, and the words that must be among its quarantine's reasons."""

    name: str
    data: bytes
    articles: int
    reasons: tuple[str, ...] = ()


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name, data in members:
            file.writestr(name, data)
    return stream.getvalue()


def nested(depth: int) -> bytes:
    data = TEXT.encode()
    name = "a.txt"
    for _ in range(depth):
        data, name = zipped((name, data)), "in.zip"
    return data


def encrypted() -> bytes:
    """The flag that says so in both headers: nobody gets as far as the password."""
    data = bytearray(zipped(("a.txt", TEXT.encode())))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def linked(kind: bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as file:
        info = tarfile.TarInfo("a.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        file.addfile(info)
        good = tarfile.TarInfo("b.txt")
        good.size = len(TEXT.encode())
        file.addfile(good, io.BytesIO(TEXT.encode()))
    return stream.getvalue()


def tar_named(name: str) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as file:
        info = tarfile.TarInfo(name)
        info.size = len(TEXT.encode())
        file.addfile(info, io.BytesIO(TEXT.encode()))
    return stream.getvalue()


def zip_link() -> bytes:
    info = zipfile.ZipInfo("a.txt")
    info.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr(info, "/etc/passwd")
    return stream.getvalue()


def hostile_files() -> Iterator[Hostile]:
    text, gbk, big = TEXT.encode(), TEXT.encode("gb18030"), "鄉公所修好了三座橋，居民都說方便。".encode("big5")
    page = f"<html><body><p>{TEXT}</p></body></html>".encode()

    # nothing, or nothing but white space, NUL and control characters
    for name in ("empty.txt", "empty.html", "empty.jsonl", "empty.csv", "empty.zip", "empty.pdf", "empty.json.gz"):
        yield Hostile(name, b"", 0, ("empty",))
    yield Hostile("spaces.txt", b" \n\t\r\n", 0, ("no text",))
    yield Hostile("ideographic-spaces.txt", "　\n　".encode(), 0, ("no text",))
    yield Hostile("mark-only.txt", b"\xef\xbb\xbf", 0, ("no text",))
    yield Hostile("wide-mark-only.txt", b"\xff\xfe", 0, ("no text",))
    yield Hostile("nul-only.txt", b"\0" * 5000, 0, ("binary",))
    yield Hostile("nul-between.txt", text + b"\0" + text, 1)
    yield Hostile("controls.txt", text + b"\x01\x02\x1b[0m" + text, 1)
    yield Hostile("blank-lines.jsonl", b"\n\n  \n", 0)
    yield Hostile("empty-list.json", b"[]", 0)
    yield Hostile("empty-object.json", b"{}", 0, ("no field",))
    yield Hostile("header-only.csv", b"title,text\n", 0)
    yield Hostile("blank-page.html", b"<html><body><script>var a = 1;</script></body></html>", 0, ("no text",))

    # characters cut, mixed and mislabelled
    yield Hostile("half-character.txt", text[:-2], 1)
    yield Hostile("half-first.txt", text[1:], 1)
    yield Hostile("half-gbk.txt", gbk.strip()[:-1], 1)
    yield Hostile("half-big5.txt", big[:-1], 1)
    yield Hostile("odd-utf16.txt", "\ufeff".encode("utf-16-le") + TEXT.encode("utf-16-le")[:-1], 1)
    yield Hostile("mixed.txt", text + gbk, 1)
    yield Hostile("mixed-three.txt", text + gbk + big, 1)
    yield Hostile("marked-gbk.txt", b"\xef\xbb\xbf" + gbk, 1)
    yield Hostile("surrogates.txt", text + b"\xed\xa0\xbd" + text, 1)
    yield Hostile("overlong.txt", text + b"\xc0\xaf" + text, 1)
    yield Hostile("lost.txt", ("\ufffd" * 80 + "村").encode(), 0, ("lost",))
    yield Hostile("mojibake.txt", TEXT.encode().decode("latin-1").encode(), 0, ("mojibake",))
    yield Hostile("kuntakao.txt", ("锟斤拷" * 50).encode(), 0, ("lost",))
    yield Hostile(
        "gbk-says-utf8.html", page.decode().replace("<html>", '<html><meta charset="utf-8">').encode("gbk"), 1
    )
    yield Hostile("utf8-says-gbk.html", page.replace(b"<html>", b'<html><meta charset="gbk">'), 1)
    yield Hostile("nonsense-charset.html", page.replace(b"<html>", b'<html><meta charset="x-\xff!">'), 1)
    yield Hostile("random.txt", bytes((n * n * 7 + n // 3) % 256 for n in range(4096)), 0, ("decoded",))
    yield Hostile("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\0" * 40, 0, ("binary",))
    yield Hostile("zero-width.txt", ("\u200b".join(TEXT) + "\u202e\u2066").encode(), 1)
    yield Hostile("separators.txt", (TEXT + "\u2028\x85\x0b\x0c" + TEXT).encode(), 1)
    yield Hostile("private-use.txt", (TEXT + "\ue000\U000f0000\U0010ffff").encode(), 1)

    # records
    yield Hostile("lone.jsonl", b'{"text": "\\ud83d ' + text.strip() + b'"}\n', 1)
    yield Hostile("lone-title.jsonl", b'{"title": "\\udead", "text": "' + text.strip() + b'"}\n', 1)
    yield Hostile(
        "broken.jsonl", GOOD + b'\n{"text": "cut\n' + GOOD + b"\nnull\n42\n[1]\n" + GOOD, 3, ("broken", "object")
    )
    yield Hostile("no-text.jsonl", b'{"id": 1, "note": "x"}\n' + GOOD, 1, ("no field",))
    yield Hostile("null-text.jsonl", b'{"text": null}\n{"text": ""}\n{"text": " "}\n{"text": {}}\n', 0, ("empty",))
    yield Hostile("number-text.jsonl", b'{"text": true}\n', 0, ("empty",))
    yield Hostile("deep.jsonl", b'{"text": ' + b"[" * 100_000 + b"\n" + GOOD, 1, ("broken",))
    yield Hostile("deep.json", b"[" * 100_000, 0, ("broken JSON",))
    yield Hostile("digits.jsonl", b'{"n": ' + b"9" * 100_000 + b', "text": "a"}\n' + GOOD, 1, ("broken",))
    yield Hostile("raw-newline.jsonl", b'{"text": "' + text.strip() + b'\t\x01"}\n', 1)
    yield Hostile("same-keys.jsonl", b'{"text": "x", "text": "' + text.strip() + b'"}\n', 1)
    yield Hostile("nan.jsonl", b'{"n": NaN, "m": -Infinity, "text": "' + text.strip() + b'"}\n', 1)
    yield Hostile("gbk.jsonl", GOOD.decode().encode("gb18030"), 1)
    yield Hostile("binary-line.jsonl", b"\x80\x81\xff\n" + GOOD, 1, ("broken",))
    yield Hostile("cut.json", b"[" + GOOD + b", " + GOOD[:-3], 0, ("broken JSON",))
    yield Hostile("strings.json", b'["a", "b"]', 0, ("object",))
    yield Hostile("not.json", text, 0, ("broken JSON",))
    yield Hostile("lines.json", GOOD + b"\n" + GOOD + b"\n", 2)
    yield Hostile("no-column.csv", b"a,b\n1,2\n", 0, ("no column",))
    yield Hostile("ragged.csv", b"title,text\n1," + text.strip() + b"\n1,2,3,4\n5\n", 1, ("cells", "no field"))
    yield Hostile("open-quote.csv", b'title,text\n1,"' + text * 3, 1)
    yield Hostile("nul.csv", b"title,text\n1," + text.strip() + b"\0\n", 1)
    yield Hostile("mixed.csv", b"title,text\n1," + text + b"2," + gbk, 2)
    yield Hostile("binary.csv", bytes(range(256)) * 20, 0, ("no column",))
    yield Hostile("junk.parquet", b"PAR1" + b"\0" * 100 + b"PAR1", 0, ("broken",))
    yield Hostile("cut.xml", b"<rss><item><title>a</title><content>" + text, 1)
    yield Hostile("laughs.xml", b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><p>&b;' + text + b"</p>", 1)
    yield Hostile("outside.xml", b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;' + text + b"</p>", 1)
    yield Hostile("not.xml", b"\0\1\2\3" * 50, 0, ("binary",))

    # pages
    yield Hostile("deep.html", b"<div>" * 1000 + text + b"<div>" * 1000 + text, 1)
    yield Hostile("deepest.html", b"<div>" * 30_000 + text, 0, ("broken",))
    yield Hostile("unclosed.html", b"<html><body><p>" + text + b"<table><tr><td><a href=", 1)
    yield Hostile("not.html", text, 1)
    yield Hostile("nul.html", page.replace(b"<p>", b"<p\0>\0"), 1)
    yield Hostile("no-body.html", b"<title>" + text + b"</title>", 0, ("no text",))
    yield Hostile("entities.html", b"<p>&#0;&#xd800;&#x110000;&nope;&nbsp;" + text + b"</p>", 1)
    yield Hostile("frames.html", b"<frameset><frame src=a.html></frameset>", 0, ("no text",))
    yield Hostile(
        "linked-data.html", page + b'<script type="application/ld+json">{"a": ' + b"[" * 50_000 + b"</script>", 1
    )
    yield Hostile("junk.mhtml", text, 0, ("no page",))
    yield Hostile("junk.warc", b"WARC/1.0\r\n\r\njunk" + text, 0)

    # documents
    yield Hostile("junk.pdf", b"%PDF-1.7\n" + text, 0, ("broken PDF",))
    yield Hostile("not.pdf", text, 0, ("broken PDF",))
    yield Hostile("junk.docx", zipped(("word/document.xml", b"<")), 0, ("broken Word",))
    yield Hostile("not.docx", text, 0, ("broken Word",))
    yield Hostile("junk.xlsx", zipped(("xl/workbook.xml", b"<")), 0, ("broken",))
    yield Hostile("not.xlsx", text, 0, ("broken",))
    yield Hostile("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64, 0, ("save it as .docx",))
    yield Hostile("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64, 0, ("save it as .xlsx",))
    yield Hostile("program.exe", b"MZ\x90\0" * 64, 0, ("no reader", ".exe"))
    yield Hostile("no-suffix", text, 0, ("no reader",))
    yield Hostile("page-without-suffix", b"\n<!DOCTYPE html>" + page, 1)

    # archives
    yield Hostile("packed.rar", b"Rar!\x1a\7\0" * 10, 0, ("unpack it first",))
    yield Hostile("junk.zip", b"PK\3\4" + b"junk" * 50, 0, ("broken",))
    yield Hostile("cut.zip", zipped(("a.txt", text), ("b.txt", text))[:-30], 0, ("broken",))
    yield Hostile("crc.zip", zipped(("a.txt", text), method=0).replace("三".encode(), "四".encode(), 1), 0, ("broken",))
    yield Hostile("no-members.zip", zipped(), 0)
    yield Hostile("in-a-zip.zip", nested(2), 1)
    yield Hostile("three-deep.zip", nested(3), 1)
    yield Hostile("four-deep.zip", nested(4), 0, ("nested",))
    yield Hostile("up.zip", zipped(("../../up.txt", text), ("good.txt", text)), 1, ("leads out",))
    yield Hostile(
        "absolute.zip", zipped(("/etc/up.txt", text), ("C:\\up.txt", text), ("..\\up.txt", text)), 0, ("leads out",)
    )
    yield Hostile("secret.zip", encrypted(), 0, ("password",))
    yield Hostile("link.zip", zip_link(), 0, ("link",))
    yield Hostile("bomb.zip", zipped(("a.txt", b"0" * 60_000_000)), 0, ("larger than",))
    yield Hostile("bomb.txt.gz", gzip.compress(b"0" * 60_000_000), 0, ("larger than",))
    yield Hostile("up.tar", tar_named("../up.txt"), 0, ("leads out",))
    yield Hostile("symbolic.tar", linked(tarfile.SYMTYPE), 1, ("link",))
    yield Hostile("hard.tar", linked(tarfile.LNKTYPE), 1, ("link",))
    yield Hostile("pipe.tar", linked(tarfile.FIFOTYPE), 1, ("regular",))
    yield Hostile("cut.tar", linked(tarfile.SYMTYPE)[:1100], 0, ("broken", "link"))
    yield Hostile("junk.tar", text * 20, 0, ("broken",))
    yield Hostile("cut.txt.gz", gzip.compress(text * 50)[:-12], 0, ("broken",))
    yield Hostile("cut.jsonl.gz", gzip.compress(b"\n".join([GOOD] * 9), 0)[:-400], 6, ("broken",))
    yield Hostile("not.txt.gz", text, 0, ("not such a compressed file",))
    yield Hostile("twice.txt.gz.gz", gzip.compress(gzip.compress(text)), 1)
    yield Hostile("five-times.gz", _times(5, text), 0, ("nested",))

    # sizes
    yield Hostile("long-line.txt", "长".encode() * 7_000_000, 0, ("longer than",))
    yield Hostile("long-line.jsonl", b'{"text": "' + b"x" * 20_000_000 + b'"}\n' + GOOD, 1, ("longer than",))
    yield Hostile("longest-line.jsonl", b'{"text": "' + b"x" * 50_000_001 + b'"}\n' + GOOD, 1, ("larger than",))
    yield Hostile("repeated.txt", "一".encode() * 50_000, 1)


def _times(count: int, data: bytes) -> bytes:
    for _ in range(count):
        data = gzip.compress(data)
    return data


FILES = {each.name: each for each in hostile_files()}


def everything(dump: Path) -> list[Raw | Quarantine]:
    return [read(found) if isinstance(found, Item) else found for found in discover(dump)]


def build(folder: Path) -> None:
    """Write all the hostile files, and what can only be made in a folder: links, pipes, names that are not UTF-8."""
    for each in FILES.values():
        (folder / each.name).write_bytes(each.data)
    (folder / "folder.txt").mkdir()
    (folder / "folder.txt" / "inside.txt").write_text(TEXT)
    (folder / "hollow").mkdir()
    (folder / "loop").symlink_to(".")
    (folder / "outside.txt").symlink_to("/etc/passwd")
    (folder / "nowhere.txt").symlink_to("nowhere-at-all.txt")
    (folder / "alias.txt").symlink_to("repeated.txt")
    os.mkfifo(folder / "pipe.txt")
    listener = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(folder)
    listener.bind("socket.txt")
    os.chdir(here)
    listener.close()
    (folder / "locked.txt").write_text(TEXT)
    (folder / "locked.txt").chmod(0)
    Path(os.fsdecode(os.fsencode(folder) + b"/" + "春耕".encode("gb18030") + b".txt")).write_text(TEXT)
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt")).write_text(TEXT)
    (folder / "新 文件 #1!.txt").write_text(TEXT)
    (folder / "line\nbreak.txt").write_text(TEXT)


def test_there_are_more_than_a_hundred() -> None:
    assert len(FILES) >= 100


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_read_or_said(tmp_path: Path, name: str) -> None:
    hostile = FILES[name]
    (tmp_path / name).write_bytes(hostile.data)
    found = everything(tmp_path)
    raws = [each for each in found if isinstance(each, Raw)]
    said = [each for each in found if isinstance(each, Quarantine)]
    assert len(raws) == hostile.articles, said
    reasons = " | ".join(each.reason for each in said)
    for reason in hostile.reasons:
        assert reason in reasons
    assert bool(said) == bool(hostile.reasons) or name in ("junk.warc",), said
    for each in found:
        assert each.source.startswith(name)
        "".join(map(str, each)).encode()
    for raw in raws:
        assert not raw.text.startswith("\ufeff")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    build(made)
    return made


@pytest.fixture(scope="module")
def read_folder(folder: Path) -> list[Raw | Quarantine]:
    return everything(folder)


def test_what_lies_in_folders_is_read_or_said(folder: Path, read_folder: list[Raw | Quarantine]) -> None:
    found = {each.source: each for each in read_folder}
    assert isinstance(found["folder.txt/inside.txt"], Raw)
    for name in ("loop", "outside.txt", "nowhere.txt", "alias.txt", "pipe.txt", "socket.txt"):
        each = found[name]
        assert isinstance(each, Quarantine)
        assert "link" in each.reason or "regular" in each.reason
    assert isinstance(found["locked.txt"], Raw if os.access(folder / "locked.txt", os.R_OK) else Quarantine)
    for name in ("春耕.txt", "\\xff\\xfe.txt", "新 文件 #1!.txt", "line\nbreak.txt"):
        assert isinstance(found[name], Raw), sorted(found)


def test_reasons_are_the_same_wherever_the_dump_lies(
    tmp_path: Path, folder: Path, read_folder: list[Raw | Quarantine]
) -> None:
    build(tmp_path)
    assert everything(tmp_path) == read_folder
    for each in read_folder:
        if isinstance(each, Quarantine):
            assert str(folder) not in "".join(each)
            assert " at 0x" not in each.detail


def test_a_dump_that_is_not_there_is_said(tmp_path: Path) -> None:
    (said,) = everything(tmp_path / "nothing")
    assert isinstance(said, Quarantine)
    assert said == ("nothing", "ingest", "there is no such file or folder", "")


def test_the_order_is_that_of_the_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a-1.txt", "a.txt", "a/b/c.txt", "B.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    sources = [each.source for each in discover(tmp_path)]
    assert sources == sorted(sources)
    assert len(sources) == 6


def test_memory_does_not_grow_with_the_dump(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.jsonl.gz", "wb", 1) as stream:
        for _ in range(16):
            stream.write((GOOD + b"\n") * 5000)
    tracemalloc.start()
    kinds = Counter(type(each).__name__ for each in discover(tmp_path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kinds == {"Item": 80_000}
    assert peak < 5_000_000


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_format_raises_on_a_damaged_file(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Bytes of a sound file are cut and overwritten at random places."""
    name, sound = data.draw(st.sampled_from(sorted(SOUND.items())))
    broken = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at : at + 4] = data.draw(st.binary(max_size=6))
    folder = tmp_path_factory.mktemp("damaged")
    (folder / name).write_bytes(bytes(broken[: data.draw(st.integers(1, len(broken) + 1))]))
    everything(folder)


def _sound() -> dict[str, bytes]:
    from docx import Document
    from openpyxl import Workbook

    word, book = io.BytesIO(), io.BytesIO()
    document = Document()
    document.add_paragraph(TEXT)
    document.save(word)
    workbook = Workbook()
    workbook.worksheets[0].append(["text"])
    workbook.worksheets[0].append([TEXT])
    workbook.save(book)
    return {
        "a.zip": zipped(("a.txt", TEXT.encode()), ("b.jsonl", GOOD)),
        "a.tar": linked(tarfile.SYMTYPE),
        "a.txt.gz": gzip.compress(TEXT.encode()),
        "a.docx": word.getvalue(),
        "a.xlsx": book.getvalue(),
        "a.html": f"<html><body><table><tr><td><p>{TEXT}</p></td></tr></table></body></html>".encode(),
        "a.xml": f"<rss><item><content>{TEXT}</content></item></rss>".encode(),
        "a.csv": f"title,text\n1,{TEXT}".encode(),
    }


SOUND = _sound()
