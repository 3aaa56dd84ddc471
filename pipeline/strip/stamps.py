"""Dates and times of day as pages stamp them on articles. Nothing is guessed from outside the text."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from pipeline.strip.lexicon import later

_DATE = (
    r"(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>1[0-2]|0?[1-9])\s?[-/.月]\s?(?P<day>3[01]|"
    r"[12]\d|0?[1-9])(?!\d(?!\d?:))\s?日?"
    r"(?:[\sT(（]*(?:(?:星期|周)[一二三四五六日天])?[\sT)）]*(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?:[:：]("
    r"?P<second>[0-5]\d))?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
# The same without names, to be built into other patterns.
DATED = re.sub(r"\?P<\w+>", "?:", _DATE)
date = later(re.compile, _DATE)
# A page of this year leaves out the year, and its server the space before the time of day: 10-0812:00.
date_or_this_year = later(re.compile, rf"{DATED}|\d-\d\d\s?\d\d:\d\d")
nothing_but_a_date = later(re.compile, rf"\D{{0,4}}(?:{DATED}|(?:0?\d|1[0-2])-\d\d\s?\d\d:\d\d)\D{{0,4}}")
# How a document ends: with the day that it was issued on.
sign_off = later(
    re.compile,
    r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日(?:\s?[（(]星期[一二三四五六日][)）])?|"
    r"[一二][〇○零O一二三四五六七八九]{3}年.{1,6}月.{1,6}日",
)
# A day and a time whose parts stand on lines of their own: 2019, 09/07, 19:02.
split_day = later(re.compile, r"20[0-3]\d\s{1,9}(?:0\d|1[0-2])/[0-3]\d(?:\s{1,9}[0-2]\d:[0-5]\d(?::[0-5]\d)?)?")
_split = later(
    re.compile,
    r"(?P<year>20\d\d)\s+(?P<month>0\d|1[0-2])/(?P<day>[0-3]\d)"
    r"(?:\s+(?P<hour>[0-2]\d):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?",
)

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_REPUBLIC, _CENTURY = 1911, 2000
# The other forms of a date, with the year that they count from.
_FORMS = (
    (
        later(
            re.compile,
            rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)})[a-z]* "
            r"(?P<year>\d{4})(?: (?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?(?: ?GMT| ?UTC| ?[+-]\d{4})?",
        ),
        0,
    ),
    # Some servers lose the separators: 202308/0417:13:37.
    (
        later(
            re.compile,
            r"(?<!\d)(?P<year>20\d\d)(?P<month>1[0-2]|0[1-9])/?(?P<day>3[01]|[12]\d|0[1-9])(?:(?P<hour>[01]\d|"
            r"2[0-3]):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?(?!\d)",
        ),
        0,
    ),
    (later(re.compile, r"(?:民国)?(?P<year>1[0-2]\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"), _REPUBLIC),
    (
        later(
            re.compile,
            r"(?<![\d-])(?P<year>[0-3]\d)-(?P<month>1[0-2]|0[1-9])-(?P<day>3[01]|[12]\d|0[1-9])\s?(?P<hour>[01]\d|"
            r"2[0-3]):(?P<minute>\d\d)",
        ),
        _CENTURY,
    ),
)
# The Central News Agency closes with the editor and the day in the calendar of the Republic: （編輯：某某）1140416.
_roc_code = later(re.compile, r"[)）](?P<year>1[0-2]\d)(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])(?!\d)")
_url_day = later(
    re.compile,
    r"(?<!\d)(?P<year>20[0-2]\d)[-/]?(?P<month>1[0-2]|0[1-9])[-/]?(?P<day>3[01]|[12]\d|0[1-9])(?!\d)",
)

_NUMERALS = {char: number for number, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "O": 0}
_written = later(
    re.compile,
    r"(?P<year>[一二][〇○零O一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>"
    r"[一二三四五六七八九十]{1,3})日",
)


class Moment(NamedTuple):
    """A date read off a text, and whether a time of day was given with it."""

    when: datetime
    timed: bool


def _moment(match: re.Match[str] | None, era: int = 0) -> Moment | None:
    if match is None:
        return None
    parts = match.groupdict()
    month, hour = parts["month"], parts.get("hour")
    try:
        when = datetime(
            int(parts["year"]) + era,
            _MONTHS.index(month) + 1 if month.isalpha() else int(month),
            int(parts["day"]),
            *((int(hour), int(parts["minute"]), int(parts.get("second") or 0)) if hour else ()),
        )
    except ValueError:
        return None
    return Moment(when, hour is not None)


@lru_cache(maxsize=4096)
def moment(text: str) -> Moment | None:
    """The first calendar date in `text`, in any of the forms that sites write them in. None where there is none."""
    if match := date().search(text):
        return _moment(match)
    for pattern, era in _FORMS:
        if match := pattern().search(text):
            return _moment(match, era)
    return _written_date(text)


def _written_date(text: str) -> Moment | None:
    """A date written out: 二〇〇五年七月十四日."""
    match = _written().search(text)
    if match is None:
        return None
    try:
        year = int("".join(str(_NUMERALS[char]) for char in match["year"]))
        return Moment(datetime(year, _number(match["month"]), _number(match["day"])), False)
    except (ValueError, KeyError):
        return None


def _number(text: str) -> int:
    if "十" not in text:
        return int("".join(str(_NUMERALS[char]) for char in text))
    tens, ones = text.split("十", 1)
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


def split_date(text: str) -> Moment | None:
    """The day and time that `text` begins with, its parts on lines of their own."""
    return _moment(_split().match(text))


def roc_code(text: str) -> Moment | None:
    """The day in the closing code of the Central News Agency."""
    return _moment(_roc_code().search(text), _REPUBLIC)


def url_date(url: str) -> Moment | None:
    """The day that a news site wrote into the address: /2023-05/12/, /20230512/, /202305/t20230512_, /2023/0512/."""
    return _moment(_url_day().search(url))
