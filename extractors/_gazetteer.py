"""The divisions of China by surface, by code and by year: the lookup that `places` and the locating of articles share.

The data file `_gazetteer.tsv.gz` is built by `_gazetteer_build.py`. Its first gzip member is read whole on first
use and holds, each section begun by `%name`: `units` (spells of first year, last year, code, name, level, joined by
`|`), `counties` (code, bytes of its member of villages, townships with the last three digits of their codes), `regions`
(name, code of the lowest division that holds it, members), `changes` (code, name, year, codes of what followed),
`surfaces` and `meanings` (line by line what a surface may mean). The other members, one a county, are unpacked only
when a village of that county is asked for.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import regex

_PATH = Path(__file__).parent / "_gazetteer.tsv.gz"
_CELL_ENDS = frozenset(("", ",", "+", "-", "\n"))
# A meaning as `_gazetteer_build` writes it: the number of a unit, or a code, its sort, and which region it is.
_MEANING = regex.compile("([\\d.]+)([a-z])(\\d*)")
_SORTS = {"n": "name", "s": "short", "k": "alias"}
# The years that the lists of divisions are of.
FIRST_YEAR, LAST_YEAR = 1980, 2025
_TOWN_ENDS = regex.compile("(?:街道|地区办事处|办事处|镇|乡|民族苏木|苏木|农场|林场|牧场)$")


class Spell(NamedTuple):
    """A unit under one code and one name; both years count in."""

    first: int
    last: int
    code: str
    name: str
    level: str


class Place(NamedTuple):
    """A place that a surface may mean.

    `code` is the last one that it had: it tells places apart and tells parents. `unit` is the number of its spells, -1
    below the county and for regions. `sort` is `name`, `short` (by rule), `alias` (by use) or `region`.
    """

    code: str
    level: str
    name: str
    sort: str
    unit: int = -1


class _Data(NamedTuple):
    packed: bytes
    units: list[str]
    by_code: dict[str, list[int]]
    counties: dict[str, tuple[int, int, str]]
    regions: list[str]
    changes: dict[str, tuple[str, ...]]
    surfaces: list[str]
    meanings: list[str]


@cache
def _data() -> _Data:
    packed = _PATH.read_bytes()
    member = zlib.decompressobj(31)
    head = member.decompress(packed).decode()
    offset = len(packed) - len(member.unused_data)
    sections = [section.split("\n") for section in head.split("\n%")[1:]]
    units, counties, regions, changes, surfaces, meanings = (lines[1:] for lines in sections)
    by_code: dict[str, list[int]] = {}
    for number, line in enumerate(units):
        for spell in line.split("|"):
            by_code.setdefault(spell.split("\t", 3)[2], []).append(number)
    towns: dict[str, tuple[int, int, str]] = {}
    for line in counties:
        code, size, cells = line.split("\t")
        towns[code] = offset, int(size), cells
        offset += int(size)
    followed = {code: tuple(codes.split(" ")) for code, _name, _year, codes in (line.split("\t") for line in changes)}
    return _Data(packed, units, by_code, towns, regions, followed, surfaces, meanings)


def units() -> list[tuple[Spell, ...]]:
    """All units from the province to the county, each as its spells in order."""
    return [spells(number) for number in range(len(_data().units))]


@cache
def spells(unit: int) -> tuple[Spell, ...]:
    """The spells of a unit, in order."""
    cells = [cell.split("\t") for cell in _data().units[unit].split("|")]
    return tuple([Spell(int(first), int(last), code, name, level) for first, last, code, name, level in cells])


def surfaces() -> list[str]:
    """All surfaces, in the order that `meanings` counts in."""
    return _data().surfaces


@cache
def meanings(index: int) -> tuple[Place, ...]:
    """What the surface at `index` may mean, in any year."""
    found = []
    for key, sort, region in _MEANING.findall(_data().meanings[index]):
        if sort in _SORTS:
            last = spells(int(key))[-1]
            found.append(Place(last.code, last.level, last.name, _SORTS[sort], int(key)))
        elif sort == "r":
            found.append(Place(key, "region", _data().regions[int(region)].split("\t")[0], "region"))
        elif sort == "z":
            found.append(Place(key, "region", surfaces()[index], "region"))
        else:
            found.append(
                Place(key, "township", town_name(key) or surfaces()[index], "name" if sort == "t" else "alias")
            )
    return tuple(found)


def dated(unit: int, year: int | None, name: str = "") -> Spell:
    """The spell of a unit in `year`, else the one nearest to it; the last one where the year is not known.

    The lists are those of each year's end: a text of the year of a change may still write the `name` of before it.
    """
    known = spells(unit)
    if year is None or len(known) == 1:
        return known[-1]
    now = min(known, key=lambda spell: max(spell.first - year, year - spell.last, 0))
    if name and now.name != name:
        return next((spell for spell in known if spell.name == name and spell.last == year - 1), now)
    return now


def successors(code: str) -> tuple[str, ...]:
    """The codes of the counties that a county, gone by a merger or a split, became."""
    return _data().changes.get(code, ())


def valid(unit: int, year: int | None) -> bool:
    """Whether the unit existed in some part of `year` (of a year not known: still exists)."""
    first, last = spells(unit)[0].first, spells(unit)[-1].last
    year = min(max(year or 9999, FIRST_YEAR), LAST_YEAR)
    return first <= year <= last + 1


def settled(unit: int) -> int:
    """The first year from which on the unit is what it is today, be it gone."""
    last = spells(unit)[-1]
    return last.first if last.last == LAST_YEAR else last.last + 2


def called(unit: int, name: str, year: int | None) -> bool:
    """Whether the unit went by `name` in `year`, or went by another then but by this one at another time."""
    return dated(unit, year).name == name


@cache
def by_code(code: str, year: int | None = None) -> Place | None:
    """The division that had `code` in `year`, else had it last; township and village codes are looked up as such."""
    if len(code) == 9 and "." not in code:
        name = town_name(code)
        return Place(code, "township", name, "name") if name else None
    numbers = _data().by_code.get(code, [])
    if len(numbers) < 2:
        return _last(numbers[0]) if numbers else None

    def distance(number: int) -> int:
        years = [(spell.first, spell.last) for spell in spells(number) if spell.code == code]
        return min(max(first - (year or 9999), (year or 9999) - last, 0) for first, last in years)

    return _last(min(numbers, key=distance))


def _last(unit: int) -> Place:
    last = spells(unit)[-1]
    return Place(last.code, last.level, last.name, "name", unit)


def stem(code: str, level: str) -> str:
    """The leading digits that the codes of all places within this one share. Empty for the country."""
    if level == "country" or code == "100000":
        return ""
    if level == "province" or code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") and len(code) == 6 else code


@cache
def parents(code: str) -> tuple[Place, ...]:
    """The divisions that hold the one with this last `code`, itself included, from the province down."""
    chain = dict.fromkeys((code[:2] + "0000", code[:4] + "00", code[:6], code[:9]))
    if "." in code:
        chain = dict.fromkeys((code[:2] + "0000", code[:6], code))
    found = [by_code(part) for part in chain if len(part) in (6, 9) or "." in part]
    return tuple([place for place in found if place is not None and place.code != "100000"])


@cache
def towns(county: str) -> dict[str, str]:
    """Name of each township of a county → its code of nine digits. `county`: the last code."""
    _, _, cells = _data().counties.get(county, (0, 0, ""))
    return {cell[3:]: county + cell[:3] for cell in cells.split(",") if cell}


@cache
def _town_names(county: str) -> dict[str, str]:
    return {code: name for name, code in towns(county).items()}


def town_name(code: str) -> str | None:
    """The name of the township with this code of nine digits."""
    return _town_names(code[:6]).get(code)


@cache
def short_towns(county: str) -> dict[str, str]:
    """Short name of each township of a county (金马 = 金马街道) → its code of nine digits."""
    shorts = {_TOWN_ENDS.sub("", name): code for name, code in reversed(towns(county).items())}
    return {name: code for name, code in shorts.items() if len(name) > 1}


@cache
def _village_lines(county: str) -> str:
    offset, size, _ = _data().counties.get(county, (0, 0, ""))
    if not size:
        return ""
    return zlib.decompress(_data().packed[offset : offset + size], 31).decode()


@lru_cache(maxsize=10_000)
def village(county: str, base: str) -> tuple[tuple[str, str], ...]:
    """The villages of a county by their name without its end (社区, 村): codes of twelve digits and full names.

    The lines are as `_gazetteer_build` writes them: the township's three digits, then the villages, each with its three
    digits where they are not the next ones, an end 村 left out and an end 社区 as `+`.
    """
    lines = _village_lines(county)
    found = []
    at = lines.find(base)
    while at >= 0:
        before, after = lines[at - 1 : at], lines[at + len(base) : at + len(base) + 1]
        if (before == "," or before.isdigit()) and after in _CELL_ENDS:
            line, number = lines.rfind("\n", 0, at) + 1, 0
            for cell in lines[line + 3 : at + len(base)].split(","):
                number = int(cell[:3]) if cell[:3].isdigit() else number + 1
            name = base + {"+": "社区", "-": ""}.get(after, "村")
            found.append((f"{county}{lines[line : line + 3]}{number:03}", name))
        at = lines.find(base, at + 1)
    return tuple(found)


@lru_cache(maxsize=50_000)
def holds(county: str, part: str) -> bool:
    """Whether `part` is anywhere in the names of the villages of a county, without their ends."""
    return part in _village_lines(county)


def has_villages(county: str) -> bool:
    """Whether any villages of the county are known."""
    return _data().counties.get(county, (0, 0, ""))[1] > 0


@cache
def counties_within(prefix: str) -> list[str]:
    """The last codes of the counties with townships whose codes begin with `prefix`."""
    return [code for code in _data().counties if code.startswith(prefix)]
