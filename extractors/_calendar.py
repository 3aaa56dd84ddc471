"""The calendar behind Chinese time words: units of it, festivals that move, solar terms, plan periods, meetings.

Every interval is inclusive at both ends. What the tables do not hold is None, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

Interval = tuple[date, date]
_DATA = Path(__file__).parent
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _length(y: int, m: int) -> int:
    leap = y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
    return 29 if m == 2 and leap else _LENGTHS[m - 1]


def year(y: int) -> Interval:
    """A whole year."""
    return date(y, 1, 1), date(y, 12, 31)


def months(y: int, m: int, count: int = 1) -> Interval:
    """`count` whole months from month `m` of year `y`; `m` may lie outside 1 to 12."""
    first, last = y * 12 + m - 1, y * 12 + m - 1 + count - 1
    return date(first // 12, first % 12 + 1, 1), month_end(last // 12, last % 12 + 1)


def month_end(y: int, m: int) -> date:
    """The last day of a month."""
    return date(y, m, _length(y, m))


def day(y: int, m: int, d: int) -> date | None:
    """A day, None where the calendar has no such day (31 June)."""
    try:
        return date(y, m, d)
    except ValueError:
        return None


def week(of: date, offset: int = 0) -> Interval:
    """Monday to Sunday of the week that holds `of`, `offset` weeks later."""
    monday = of - timedelta(days=of.weekday()) + timedelta(weeks=offset)
    return monday, monday + timedelta(days=6)


def shift(of: date, years: int = 0, by_months: int = 0, days: int = 0) -> date | None:
    """The day some years, months and days on, or the last day of a shorter month; None past the last year."""
    index = (of.year + years) * 12 + of.month - 1 + by_months
    y, m = index // 12, index % 12 + 1
    if not 1 <= y <= 9998:
        return None
    ordinal = date(y, m, min(of.day, _length(y, m))).toordinal() + days
    return date.fromordinal(ordinal) if 1 <= ordinal <= 3652000 else None


def plan(number: int) -> Interval:
    """The span of the n-th five-year plan: the first began in 1953, the third, three years late, in 1966."""
    first = {1: 1953, 2: 1958}.get(number, 1966 + 5 * (number - 3))
    return date(first, 1, 1), date(first + 4, 12, 31)


@cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a data file, its comment and its header left out; the first row returned is the header."""
    lines = (_DATA / f"dates.{name}.csv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split(",")) for line in lines if line and not line.startswith("#"))


def _stamp(y: int, text: str) -> date:
    text = text if len(text) == 8 else f"{y:04d}{text}"
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


@cache
def _lunar() -> dict[tuple[str, int], str]:
    header, *rows = _rows("lunar")
    return {(name, int(row[0])): cell for row in rows for name, cell in zip(header[1:], row[1:], strict=True)}


@cache
def fixed_days() -> dict[str, str]:
    """Named days that keep their place in the year: name → `MM-DD`, or `MM-sun-3` for the third Sunday of a month."""
    return {name: row[1] for row in _rows("days")[1:] for name in row[0].split("|")}


@cache
def _terms() -> dict[str, tuple[str, ...]]:
    return {row[0]: row for row in _rows("terms")[1:]}


def term_names() -> Iterator[str]:
    """The 24 solar terms, from 小寒."""
    return iter(_terms())


@cache
def festival(name: str, y: int) -> date | None:
    """The day on which a festival, a named day or a solar term falls in year `y`; None where no table reaches."""
    cell = _lunar().get((name, y))
    if cell:
        return _stamp(y, cell)
    rule = fixed_days().get(name)
    if rule:
        return _ruled(rule, y)
    return _term(name, y)


# Days of the Chinese calendar that the table of festivals holds, one in each month that it reaches.
_LUNAR_ANCHORS = {
    1: ("春节", 1),
    2: ("龙抬头", 2),
    3: ("三月三", 3),
    5: ("端午节", 5),
    6: ("火把节", 24),
    7: ("七夕节", 7),
    8: ("中秋节", 15),
    9: ("重阳节", 9),
    12: ("腊八节", 8),
}


def lunar_day(month: int, d: int, y: int) -> date | None:
    """The day `d` of a month of the Chinese calendar, as it falls in year `y`; None in months without a festival.

    The twelfth month (腊月) is the one that ends before the spring festival of `y`.
    """
    name, known = _LUNAR_ANCHORS.get(month, ("", 0))
    anchor = festival(name, y) if name else None
    return anchor + timedelta(days=d - known) if anchor else None


def _ruled(rule: str, y: int) -> date:
    parts = rule.split("-")
    if len(parts) == 2:
        return date(y, int(parts[0]), int(parts[1]))
    month, weekday = int(parts[0]), _WEEKDAYS.index(parts[1])
    if parts[2] == "last":
        last = month_end(y, month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(y, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (int(parts[2]) - 1))


def _term(name: str, y: int) -> date | None:
    row = _terms().get(name)
    if row is None or not 1901 <= y <= 2099:
        return None
    month, century = int(row[1]), y % 100 or (100 if y == 2000 else 0)
    constant = float(row[2] if y <= 2000 else row[3])
    leaps = (century - 1) // 4 if month < 3 else century // 4
    corrections = dict(item.split(":") for item in row[4].split("|") if item)
    return date(y, month, int(century * 0.2422 + constant) - leaps + int(corrections.get(str(y), 0)))


@cache
def _holidays() -> dict[tuple[str, int], Interval]:
    header, *rows = _rows("holidays")
    found = {}
    for row in rows:
        for name, cell in zip(header[1:], row[1:], strict=True):
            first, last = cell.split("-")
            found[name, int(row[0])] = _stamp(int(row[0]), first), _stamp(int(row[0]), last)
    return found


def holiday(name: str, y: int) -> Interval | None:
    """The days off of a public holiday in year `y`; None where they were not looked up.

    The seven days of National Day have not moved since 2000.
    """
    known = _holidays().get((name, y))
    if known is None and name == "国庆节" and 2000 <= y <= 2050:
        return date(y, 10, 1), date(y, 10, 7)
    return known


@cache
def meetings() -> dict[str, Interval]:
    """Congresses, plenums and yearly sessions by their keys: `18大`, `20届3中全会`, `2024两会`, `14届人大3次会议`."""
    return {row[0]: (date.fromisoformat(row[1]), date.fromisoformat(row[2])) for row in _rows("meetings")[1:]}


@cache
def eras() -> dict[str, date]:
    """Beginnings that 以来 counts from: `改革开放` → 18 December 1978."""
    return {row[0]: date.fromisoformat(row[1]) for row in _rows("eras")[1:]}
