"""Bytes → text: which encoding it is in, tried in an order that can be argued for, and what was damaged on the way.

1. A byte order mark says it. 2. Bytes that are valid UTF-8 are UTF-8, whatever a page declares: two-byte Chinese
encodings are all but never valid UTF-8 by chance. 3. GB18030 (which holds GBK and GB2312) and Big5 accept most of each
other's bytes, so every candidate that decodes is judged by how many of its characters are common ones; the declared
encoding goes first among equals. 4. What no single encoding decodes is tried line by line: files glued together mix
encodings, and damage is local. 5. `charset-normalizer` for the rest.
"""

from __future__ import annotations

import codecs
from collections import Counter
from typing import NamedTuple

import regex

# The 500 Chinese characters that are most frequent in jieba's dictionary, and their Traditional forms.
_HANZI = (
    "一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就发自之对得主长可过天作分方用多你着部能市等业"
    "全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所如现理机体表力好外与文当两实重新三么只山水关明从化平建又制南"
    "内西没此将员名手最东头者月间无安看见各城十相但已些正口通想度加第她合院物性战由位常点海意场武使次二向治因立数样身情入原问把路被并利石"
    "老教万知级量任江及应省资委务元美特期世湖回系比气汉总展电科金先声提品设或义王社很统处四首共马形己儿司太目基领队直计别女权话少流命至报"
    "米给打变果书清活几州华解议更称程今决张导术府才保交放管结师便走达族反再题色五京河接条规式县白它改风光运信受什组听布百济党指论强做取技"
    "黄神选记斯真却职号界件花类何眼兵传带空干农边据集联古广完质阳难增历史专官每住商即步认车台林必死游举线言皇土团收考求德叫近备研争非具李"
    "众连调感转笑革该持始英克士尔让拉思根格造较际亲单朝红型价校约器字段周亚深候则功属积快图火千准究往极育装许参半令吃观鱼精办像帝八复影告"
    "远群包整构料随划算象容示投势热值夫网望源息语股铁断派速怎需片爱律纪支早况病境证编"
    "國爲這個來會時學說們於後發對長過業裏經門動進區開產軍還種現機體與當兩實麼關從內沒將員東頭間無見戰點場數樣問並萬級應資務氣漢總電聲設"
    "義統處馬兒領隊計別權話報給變書幾華議稱決張導術結師達題條規縣風運組聽濟黨論強黃選記卻職號類傳帶幹農邊據聯廣質陽難歷專認車臺遊舉線團"
    "備爭衆連調轉該爾讓較際親單紅價約亞則屬積圖準極裝許參喫觀魚辦復遠羣構隨劃勢熱網語鐵斷愛紀況證編"
)
_COMMON = frozenset(_HANZI + "，。、：；“”（）《》「」！？")
# Chinese prose has about two thirds of its characters among the common ones, a bare list of names a third; bytes read
# in the wrong encoding fall on common characters one time in ten or less.
_PLAUSIBLE = 0.25
_SAMPLE = 20_000
# A text in which more than this share of characters is lost cannot be read as an article.
_LOST = 0.1

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CHINESE = ("gb18030", "big5hkscs", "cp950")
# What pages call the encodings that are subsets of these.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "hz", "big5": "big5hkscs", "ascii": "utf-8"}

# UTF-8 read as GBK turns the marks 、。， and 的 into these rare characters; a UTF-8 file with U+FFFD read as GBK
# reads 锟斤拷.
_UTF8_AS_GBK = regex.compile("[銆锛鐨]")
# UTF-8 read as Latin-1 or Windows-1252: a capital or small letter with an accent, then two signs.
_UTF8_AS_LATIN = regex.compile("[ã-é][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}")
_CONTROL = regex.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


class Decoded(NamedTuple):
    """Text, the normalised name of its encoding, and what went wrong: `decode-errors` (characters were lost, each is
    U+FFFD now), `mixed-encodings`, `mojibake` (an earlier program decoded it wrongly), `control-characters`.
    """

    text: str
    encoding: str
    flags: tuple[str, ...] = ()


class UndecodableError(ValueError):
    """Bytes that are not text in any encoding we can tell; says why."""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`, without its byte order mark. `declared` is what the page or its server says the encoding is.

    Raises UndecodableError.
    """
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(data[len(bom) :].decode(encoding, "replace"), encoding)
    if b"\0" in data and (wide := _wide(data)):
        return wide
    try:
        return _checked(data.decode(), "utf-8")
    except UnicodeDecodeError:
        pass
    if found := _most_plausible(data, normal_name(declared)):
        return _checked(*found)
    if wide := _wide(data):
        return wide
    if _is_binary(data):
        raise UndecodableError("binary data, not text")
    return _by_line(data) or _by_statistics(data)


def normal_name(declared: str | None) -> str | None:
    """The Python codec that reads what is declared as `declared`, lower case; None where there is none."""
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
        "".encode(name)
    except (LookupError, ValueError):
        return None
    return _SUPERSETS.get(name, name)


def plausibility(text: str) -> float:
    """The share of `text`'s non-ASCII characters that are common in Chinese; 0 where there are none."""
    foreign = [character for character in text[:_SAMPLE] if character > "\x7f"]
    return sum(map(_COMMON.__contains__, foreign)) / len(foreign) if foreign else 0.0


def inspect(text: str) -> tuple[str, ...]:
    """What can be seen to be wrong with decoded text: flags as in `Decoded`. Raises UndecodableError where so much is
    wrong that it is no text any more.
    """
    flags = []
    size = len(text)
    if "\ufffd" in text or "锟斤拷" in text:
        if text.count("\ufffd") + 3 * text.count("锟斤拷") > _LOST * (size - text.count(" ") - text.count("\n")):
            raise UndecodableError("too many of its characters were lost in an earlier conversion")
        flags.append("decode-errors")
    if _is_mojibake(text):
        if plausibility(text) < _PLAUSIBLE:
            raise UndecodableError("mojibake: the text was decoded wrongly before it was saved")
        flags.append("mojibake")
    if _CONTROL.search(text):
        if len(_CONTROL.findall(text)) > _LOST * size:
            raise UndecodableError("binary data, not text")
        flags.append("control-characters")
    return tuple(flags)


def _is_mojibake(text: str) -> bool:
    """Whether `text` holds sequences that only wrong decoding produces."""
    if "锟斤拷" in text:
        return True
    if ("銆" in text or "锛" in text) and len(_UTF8_AS_GBK.findall(text)) > 2:
        return True
    return len(_UTF8_AS_LATIN.findall(text)) > 2


def _checked(text: str, encoding: str, *flags: str) -> Decoded:
    return Decoded(text, encoding, (*flags, *inspect(text)))


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))))
    return controls > _LOST * len(sample)


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: in the wrong byte order, Chinese and ASCII alike turn into rare characters."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data[: len(data) // 2 * 2].decode(encoding, "replace")
        if plausibility(text) >= _PLAUSIBLE or (text.isascii() and not _CONTROL.search(text)):
            return _checked(text, encoding)
    return None


def _most_plausible(data: bytes, declared: str | None = None) -> tuple[str, str] | None:
    """The text and the encoding in which most of its characters are common ones, if enough are."""
    best, best_score = None, 0.0
    for encoding in dict.fromkeys(filter(None, (declared, *_CHINESE))):
        try:
            text = data.decode(encoding)
        except ValueError:
            continue
        score = plausibility(text)
        if score > best_score:
            best, best_score = (text, encoding), score
    return best if best_score >= _PLAUSIBLE else None


def _by_line(data: bytes) -> Decoded | None:
    """Every line in the encoding that decodes it plausibly; damaged lines in that of most of the others."""
    lines = data.split(b"\n")
    encodings = [_line_encoding(line) for line in lines]
    votes: Counter[str] = Counter()
    for line, encoding in zip(lines, encodings, strict=True):
        if encoding and not line.isascii():
            votes[encoding] += len(line)
    if votes:
        main = min(votes, key=lambda encoding: (-votes[encoding], encoding))
    else:
        main = max(("utf-8", *_CHINESE), key=lambda encoding: plausibility(data.decode(encoding, "replace")))
    text = "\n".join(line.decode(encoding or main, "replace") for line, encoding in zip(lines, encodings, strict=True))
    if plausibility(text) < _PLAUSIBLE or text.count("\ufffd") > _LOST * len(text):
        return None
    return _checked(text, main, *(("mixed-encodings",) if len(votes) > 1 else ()))


def _line_encoding(line: bytes) -> str | None:
    try:
        line.decode()
    except UnicodeDecodeError:
        found = _most_plausible(line)
        return found[1] if found else None
    return "utf-8"


def _by_statistics(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or best.chaos > 0.1:
        raise UndecodableError("its encoding is not one that we can tell")
    try:
        return _checked(data.decode(best.encoding), normal_name(best.encoding) or best.encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError("its encoding is not one that we can tell") from error
