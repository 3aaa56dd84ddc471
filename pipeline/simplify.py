"""Raw text → the same text in Simplified characters, one for one, so that every offset stays what it was.

Two things are done, both character for character: forms that differ in shape only are folded (full-width letters and
digits, radicals, compatibility ideographs, odd spaces), and lines that hold Traditional characters are converted.
Line ends are never touched.

Source of the conversion: the dictionaries of OpenCC (`TSCharacters`, `TSPhrases`, `HKVariants`, `TWVariants`) as
shipped by opencc-python-reimplemented; the result equals its `t2s`, except for the Hong Kong and Taiwan forms and the
aspect particle that `t2s` leaves alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from unicodedata import normalize

import ahocorasick_rs

from pipeline.records import Simplified

# Radicals that stand in for the character when a PDF or a font made the text. Kangxi radicals and compatibility
# ideographs have a compatibility decomposition; these have none.
_RADICALS = dict(
    zip(
        "⺀⺁⺄⺆⺇⺈⺊⺋⺍⺗⺝⺟⺠⺡⺣⺦⺩⺪⺫⺬⺮⺯⺲⺶⺷⺹⺻⺼⺽",
        "冫厂乙冂几刀卜㔾小心月母民氵灬丬王疋罒示⺮糸罒羊羊耂聿月臼",
        strict=True,
    )
)
_RADICALS |= dict(
    zip(
        "⻁⻃⻄⻅⻆⻉⻋⻌⻏⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻰⻳",
        "虎覀西见角贝车辶阝长镸长门雨青韦页风飞食饣马骨鬼鱼鸟卤麦黄黾斉齐龙龟",
        strict=True,
    )
)
# Punctuation keeps its width: ， and , are different marks to the rules that read the text.
_FULL_WIDTH = (
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓ"
    "ｔｕｖｗｘｙｚ％．＋＆＠＄"
)
_SMALL_FORMS = dict(
    zip("﹐﹑﹒﹔﹕﹖﹗﹙﹚﹛﹜﹝﹞﹟﹠﹡﹢﹣﹤﹥﹦﹨﹩﹪﹫", "，、.；：？！（）｛｝〔〕#&*+-<>=\\$%@", strict=True)
)
_SPACES = "\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def _folds() -> dict[str, str]:
    blocks = [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00)]
    folded = {chr(code): normalize("NFKC", chr(code)) for code in blocks}
    folds = {char: other for char, other in folded.items() if len(other) == 1 and other != char}
    folds |= {char: other for char, other in _RADICALS.items() if other != char}
    folds |= {char: normalize("NFKC", char) for char in _FULL_WIDTH}
    return folds | _SMALL_FORMS | dict.fromkeys(_SPACES, " ")


_FOLDS = str.maketrans(_folds())
_FOLDABLE = re.compile("[" + "".join(map(re.escape, map(chr, _FOLDS))) + "]")

# 著 as written in Taiwan is two words: the verb "write" and what comes of it, which Simplified keeps as 著, and the
# aspect particle after a verb (看著, 接著), which it writes 着.
_WRITE = re.compile(
    r"(?:[名顯显卓專专編编原論论巨土昭遺遗譯译合拙新舊旧鉅大較较等]著(?!手|重|眼)|著(?="
    r"[名作述書书者錄录稱称有文《〈論论])|(?<=[》〉])\s*著)"
)
# What 乾 is when it means dry, and is therefore written 干.
_DRY = re.compile(
    r"乾(?=[淨净燥脆旱涸枯杯洗癟瘪糧粮貨货果酪麵面貝贝粉冰癬癣咳眼爹媽妈])|(?<="
    r"[餅饼晾曬晒烘風风肉菜豆筍笋魚鱼葡萄果瓶])乾"
)


def _dictionary(name: str) -> Iterator[tuple[str, str]]:
    text = resources.files("opencc").joinpath("dictionary", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        source, found, targets = line.partition("\t")
        # One character beyond the Basic Multilingual Plane makes a character class twenty times slower to search.
        if found and max(source) <= "\uffff":
            yield source, targets.split(" ")[0]


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _characters() -> dict[str, str]:
    mapping = dict(_dictionary("TSCharacters.txt"))
    for name in ("HKVariants.txt", "TWVariants.txt"):
        for standard, variant in _dictionary(name):
            # The tables run from the standard form to the local one; both must come to the Simplified form.
            for char, other in ((variant, mapping.get(standard, standard)), (standard, variant)):
                if char not in mapping and other != char and not _in_gb2312(char):
                    mapping[char] = mapping.get(other, other)
    return {char: other for char, other in mapping.items() if other != char}


_CHARACTERS = _characters()
# GB 2312 is the Simplified character set, so what it holds (乾 of 乾隆, 著 of 著名, 徵 of 宫商角徵羽) proves nothing.
_TRADITIONAL = re.compile("[" + "".join(char for char in _CHARACTERS if not _in_gb2312(char)) + "]")
_CONVERTIBLE = re.compile("[著" + "".join(_CHARACTERS) + "]")
_TABLE = str.maketrans(_CHARACTERS)
_LINE_END = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


@cache
def _simplified_only() -> re.Pattern[str]:
    """Characters that only Simplified text has: those of the Simplified table that Big5 with HKSCS cannot write."""
    chars = []
    for char, other in _dictionary("STCharacters.txt"):
        try:
            char.encode("big5hkscs")
        except UnicodeEncodeError:
            if other != char:
                chars.append(char)
    return re.compile("[" + "".join(chars) + "]")


@cache
def _phrases() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str]]]:
    pairs = [(source, target) for source, target in _dictionary("TSPhrases.txt") if len(source) == len(target)]
    matcher = ahocorasick_rs.AhoCorasick(
        [source for source, _ in pairs], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    return matcher, pairs


def _converted(line: str) -> str:
    matcher, pairs = _phrases()
    pieces, done = [], 0
    for number, start, end in matcher.find_matches_as_indexes(line):
        pieces += [line[done:start].translate(_TABLE), pairs[number][1]]
        done = end
    pieces.append(line[done:].translate(_TABLE))
    text = "".join(pieces)
    if "著" in text:
        kept = {match.start() + match.group().index("著") for match in _WRITE.finditer(text)}
        text = "".join("着" if char == "著" and at not in kept else char for at, char in enumerate(text))
    return text


def _uncertain(line: str) -> bool:
    """Whether the line holds a character that two Simplified ones stand for, with nothing beside it to tell which."""
    if "乾" not in line:
        return False
    matcher, pairs = _phrases()
    known = sum("乾" in pairs[number][0] for number, *_ in matcher.find_matches_as_indexes(line))
    return line.count("乾") > known + len(_DRY.findall(line))


# Words that a proper Traditional text writes with the second form; conversion one for one leaves them in the first.
_HALF_CONVERTED = re.compile(
    r"志愿|[之以然最今]后|后[來續勤]|[關對屬處位終]于|于[是年]|[這那裡哪心城鄉家]里|余[名個人家萬]|"
    r"[准標]准|范圍|制[造定]"
)
_FULLY_CONVERTED = re.compile(r"志願|後|於|[裡裏]|餘|準|範|製")
_MOJIBAKE_SIGN = re.compile("[锟烫屯銆锛ÀÁÂÃÄÅäåæçèé]")


@cache
def _mojibake() -> re.Pattern[str]:
    """What is left when UTF-8 was read as GBK, as GBK that no longer was UTF-8, as Latin-1, or memory was not set."""
    return re.compile(
        r"锟斤拷|烫烫烫|屯屯屯|[銆锛][\u0080-\uffff]|[ÃÂ][\u0080-\u00bf]|[äåæçèé][\u0080-\u00bf]{2}|"
        r"[ÀÁÂÃÄÅ°±²³´µ¶·¸¹º»¼½¾][À-ÿ]{3}"
    )


def script_of(text: str) -> str:
    """`hans`, `hant` or `mixed`, by the share of characters that only one of the two scripts has."""
    traditional = len(_TRADITIONAL.findall(text))
    if not traditional:
        return "hans"
    share = traditional / (traditional + len(_simplified_only().findall(text)))
    return "hans" if share < 0.1 else "hant" if share > 0.9 else "mixed"


def simplify(text: str) -> Simplified:
    """Fold `text` and convert its Traditional lines, character for character.

    Flags:
    `machine-traditional` (Simplified text converted one for one), `conversion-uncertain`, `mojibake`,
    `replacement-characters`.
    """
    flags = []
    folded = text.translate(_FOLDS) if _FOLDABLE.search(text) else text
    script, output = script_of(folded), folded
    if script != "hans" or _TRADITIONAL.search(folded):
        # 後, 於, 乾 alone convert only where the text around them is Traditional throughout.
        needed = _CONVERTIBLE if script == "hant" else _TRADITIONAL
        lines = _LINE_END.split(folded)
        output = "".join(_converted(line) if needed.search(line) else line for line in lines)
        traditional = "".join(line for line in lines if _TRADITIONAL.search(line)) if script != "hans" else ""
        if _uncertain(traditional):
            flags.append("conversion-uncertain")
        half = len(_HALF_CONVERTED.findall(traditional))
        if half > 1 and half > 4 * len(_FULLY_CONVERTED.findall(traditional)):
            flags.append("machine-traditional")
    if "\ufffd" in text:
        flags.append("replacement-characters")
    if _MOJIBAKE_SIGN.search(text) and len(_mojibake().findall(text)) > 2:
        flags.append("mojibake")
    assert len(output) == len(text)
    return Simplified(output, script, tuple(flags))
