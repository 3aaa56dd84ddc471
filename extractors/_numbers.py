"""Reading of numbers as Chinese writes them: `4,872`, `1.2万`, `3万8千`, `两千三百万`, `一点五`, `二〇二三`.

The fragments are for building patterns; they are possessive, so that no input makes them run away.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Digits in groups of three, or in one run; a decimal part needs digits on both sides of its point.
ARABIC = r"(?:\d{1,3}+(?:,\d{3}+(?!\d))++|\d++)(?:\.\d++)?+"
CHINESE_DIGIT = "〇○零一二两三四五六七八九"
# Capital numerals of contracts and cheques: 壹佰贰拾万元整.
CAPITAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
CHINESE = rf"[{CHINESE_DIGIT}十廿卅百千万亿]++"
# A number written out: 二十八, 两千三百万, 一点五亿.
SPOKEN = rf"{CHINESE}(?:点[{CHINESE_DIGIT}]++[十百千万亿]*+)?+"
# Arabic digits and Chinese multipliers: 94.39万, 3万8千, 13万8474, 1.2万亿.
MIXED = rf"{ARABIC}(?:[十百千万亿兆]++(?:{ARABIC}(?:[十百千万亿]++)?+)?+)*+"
NUMBER = rf"(?:{MIXED}|{SPOKEN})"

_WRITTEN = ("〇○零0", "一1", "二两2", "三3", "四4", "五5", "六6", "七7", "八8", "九9")
_DIGITS = {char: value for value, chars in enumerate(_WRITTEN) for char in chars}
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟○", "一二三四五六七八九十百千〇")
_ARABIC_WITH_POWERS = re.compile(r"(\d++(?:\.\d++)?+)([十百千万亿兆]*+)")
_PIECE = re.compile(r"\d++(?:\.\d++)?+|.")
_LONGEST = 32


@lru_cache(maxsize=8192)
def number(text: str) -> float | None:
    """The value of a number in any of the spellings, None where `text` is not one (`二三`, `千百`, 40 digits)."""
    if len(text) > _LONGEST:
        return None
    text = text.replace(",", "").replace("，", "").translate(_PLAIN)
    simple = _ARABIC_WITH_POWERS.fullmatch(text)
    if simple:
        digits, powers = simple.groups()
        # Through the decimal exponent the product is rounded once: 32819.1万 is 328191000.0 and not a hair more.
        return float(f"{digits}e{sum(map(_POWERS.__getitem__, powers))}")
    whole, point, fraction = text.partition("点")
    if point:
        return _with_fraction(whole, fraction)
    if len(text) > 1 and all(char in _DIGITS for char in text):
        # 二〇二三 is read digit by digit; 二三 is "two or three".
        return float("".join(str(_DIGITS[char]) for char in text)) if len(text) > 2 or text[0] in "〇零" else None
    return _sum(text.replace("廿", "二十").replace("卅", "三十"))


def _with_fraction(whole: str, fraction: str) -> float | None:
    digits = fraction.rstrip("十百千万亿")
    before = _sum(whole)
    if before is None or not digits or any(char not in _DIGITS for char in digits):
        return None
    power = sum(map(_POWERS.__getitem__, fraction[len(digits) :]))
    return float(f"{before:.0f}.{''.join(str(_DIGITS[char]) for char in digits)}e{power}")


def _sum(text: str) -> float | None:
    """Digit, unit, digit, unit: 十, 百, 千 build a section that 万 or 亿 lifts as a whole."""
    total = section = 0.0
    digit: float | None = None
    power, zero = 0, False
    for piece in _PIECE.findall(text):
        lift = _POWERS.get(piece)
        if lift is None:
            if digit is not None and (digit != 0 or piece == "零"):
                return None
            digit, zero = _digit(piece), zero or piece in "〇零"
            if digit is None:
                return None
        elif lift < 4:
            if digit is None and section:
                return None
            section += (1 if digit is None else digit) * 10**lift
            digit, power, zero = None, lift, False
        else:
            section += digit or 0
            if total and total < 10**lift:
                total = (total + section) * 10**lift
            else:
                total += (section or 1) * 10**lift
            section, digit, power, zero = 0.0, None, lift, False
    if digit is None:
        return total + section if text else None
    # 三万五 and 一百五 leave the last unit unsaid: 35000 and 150. 一百零五 and 13万8474 do not.
    unsaid = power > 1 and not zero and text[-1] not in "0123456789"
    return total + section + digit * (10 ** (power - 1) if unsaid else 1)


def _digit(piece: str) -> float | None:
    if piece[0] in "0123456789":
        return float(piece)
    value = _DIGITS.get(piece)
    return None if value is None else float(value)


def digits_year(text: str) -> int | None:
    """A year read digit by digit: 二〇二三, 二零二三, 一九九八, 2023; two digits stay two. None where it is not one."""
    if not 2 <= len(text) <= 4 or any(char not in _DIGITS for char in text):
        return None
    return int("".join(str(_DIGITS[char]) for char in text))
