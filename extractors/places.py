"""Mentions of administrative divisions and named regions, each at the code that its place had in the article's year.

In: a document (its words, `article.published`, `article.place`). Out: a `Place` row for each mention, from province to
village: by full name, by short form (昆明, 昆区), by region (长三角), by named zone (苏州高新区), or pointed at (全市).
Names in those of organisations count, adjacent levels are one row each. Names of roads, papers, ships and other
countries are left alone. `adcode` is null where several places bear the name and the article does not decide.

Sources of the divisions: see `_gazetteer_build.py`. No centroids are given: none of these sources holds coordinates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

import regex

from extractors import _gazetteer as gazetteer
from extractors import _placenames as names
from extractors._example import Example
from extractors._placenames import Mention, Words
from pipeline.records import Document
from pipeline.tokenise import parts_of_speech


class Place(NamedTuple):
    """A row of `places`.

    `adcode` has 6 digits down to the county, 9 for a township, 12 for a village; for a place that the gazetteer lacks,
    and for a region, it is the code of the lowest division known to hold it. Null: not resolved. `candidates` is how
    many places bear the name. `province`, `prefecture`, `county` are names, null above the place's own level.
    """

    start: int
    end: int
    rule: str
    adcode: str | None
    level: str
    name: str | None
    full_name: str | None
    kind: str
    candidates: int
    province: str | None
    prefecture: str | None
    county: str | None


class PlaceRule(NamedTuple):
    """What makes a mention: rules are dictionary scans and their context here, not patterns of their own."""

    name: str
    takes: str


RULES = (
    PlaceRule("country", "中国 by its name"),
    PlaceRule("division", "the full name of a province, prefecture or county"),
    PlaceRule("short", "its short form, where the article supports that the place is meant"),
    PlaceRule("township", "the full name of a township, as the gazetteer has it"),
    PlaceRule("village", "a village or community of a county that the text has named"),
    PlaceRule("unlisted", "a township or village that the gazetteer lacks, right behind the place that holds it"),
    PlaceRule("list", "short names of townships or villages in a list, in a known county"),
    PlaceRule("region", "a region or new area by its name"),
    PlaceRule("zone", "a place and the kind of zone behind it"),
    PlaceRule("abbreviation", "a province by its one character behind a verb of place"),
    PlaceRule("deictic", "a word that points to a place"),
)

_HAN = r"[\u3400-\u9fff]"
_VILLAGE_END = regex.compile(
    rf"(?<={_HAN}{{2}})(?:社区|嘎查|居民区|居委会|村(?!民(?!小组)|社区|庄|镇|寨|落|级|域|容|貌|情|企|改|超|晚|BA))"
)
_UNLISTED_TOWN = regex.compile(
    rf"({_HAN}{{2,4}}?)(?:街道(?!社区|口)|镇(?!静|定|压|区|域|级|长江)|乡(?!亲|村|镇|愁|情|音|贤|土|党(?![员委组支总群建政])|间))"
)
_STREET = regex.compile(rf"({_HAN}{{2,4}}?)街(?!道|区|镇|坊|头|面|边|拍)")
_NOT_IN_NAMES = regex.compile(
    "[各个的等多全看与和及在有要为是了将被把对向所辖属内外以也都到从这那某每其他她它你我们该本籍回返进至、一两三四五六七八九十百]|"
    "城乡|城镇|乡|街道|试点|示范|重点|基层|农村|委|政府|辖区|社会|组织|治理|服务|推进|建设|打造|居民|群众|党"
)
# Residents' committees are numbered within their estate: 大华三村第五居民区.
_ESTATE_NUMBER = regex.compile("(?:[一二三四五六七八九十]+村)?第?[一二三四五六七八九十]*$")
_LISTED_VILLAGES = regex.compile(
    rf"((?:{_HAN}{{2,6}}、){{1,30}}{_HAN}{{2,6}}?)"
    r"(?:等?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})个(?:行政|自然)?|等(?:行政|自然)?)(?:村(?!民)|社区)"
)
_LISTED_END = regex.compile("[个等](?:行政|自然)?(?:村|社区)")
_LIST_HEAD = regex.compile(r"等?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})?个?(?:街道|乡镇|镇|乡)")
_TOWN_END = regex.compile("(?:街道|镇|乡)$")
_ESTATE_TOWN_END = regex.compile("(?:新村街道|街道|镇|乡)$")
# Behind the short name of a township these make the name of something else in it, or of a way of working.
_NOT_ECHO = regex.compile(
    r" ?(?:[新老]?[东西南北中一二三四五六七八九十]{0,2}[村路街镇乡区苑里弄桥山河湖江港湾]|\d|脚下|经验|模式|水乡|古镇|"
    "花园|家园|小区|社区|公寓|公园|广场|大[桥厦道])"
)
# Who works in a community, and for nobody else: behind its name.
_HEADS = regex.compile("党[委总支]|书记|主任|居委|居民[^区]|“?两委|网格|社工|工作人员")
_SEATS = regex.compile("党[委总支]|书记|主任|居委|居民[^区]|村民|“?两委|网格|负责|工作人员|[将召]")
_LED_IN = regex.compile("走[进入]|来到|位于|前往|深入|[在到赴向](?=[\u3400-\u9fff]{2,6}$)")
_LIST_MARKS = frozenset("、和及与")
_LIST_ENDS = frozenset("、和及与等各，。；")
_LIST_GAP = regex.compile(rf"、{_HAN}{{2,3}}(?:、{_HAN}{{2,3}}){{0,4}}[、和及与]")
_LIST_GLUE = regex.compile("[、和及与]|以及")
_NOT_POINTING = {
    "全国": regex.compile(
        "人大|政协|人民代表大会|两会|工商联|总工会|妇联|青联|侨联|学联|文联|作协|科协|记协|残联|统一|哲学|社科|一盘棋|性|运动会|运会"
    ),
    "国内": regex.compile("外|生产总值|联播|[、和与]?国际"),
    "省内": regex.compile("外"),
    "你省": regex.compile("[下去了出着得事时电]"),
    "本省": regex.compile("[（(]区|、自治区"),
}
_NOT_POINTING_END = {
    "市": regex.compile("场|民(?!政|宗|族|间|营|生|办|革|盟|建|进|主|委|用|警)|值|面|容|价|盈"),
    "区": regex.compile("域|块|间|别|分"),
    "县": regex.compile("级"),
    "省": regex.compile("级|会(?!议)|份|钱|力|心"),
    "镇": regex.compile("静|定|压"),
    "村": regex.compile("镇|庄"),
}
_BEFORE_HOME = "在对从为于是和与及使带动让据前年来的以由将"
_ZONE_HEADS = frozenset("国综保自高经开循工产科旅出跨临航新未大")
_NAMED_LEVELS = ("province", "prefecture", "county")
_MUNICIPALITIES = ("11", "12", "31", "50")
_AUTONOMOUS = ("15", "45", "54", "64", "65")


def extract(document: Document) -> Iterator[Place]:
    """The place mentions of a document, in order; no two overlap."""
    article = document.article
    year = article.published.year if article.published else None
    at_home = gazetteer.by_code(article.place, year) if article.place else None
    home = at_home.code if at_home else article.place
    words = Words(document)
    hits, pointing = names.sight(words, year)
    mentions = [_zoned(words.text, mention) for mention in names.resolve(words.text, hits, home)]
    mentions = _merged(mentions, list(_zones_by_kind(words.text, mentions)))
    if (home and _has_parts(home[:6])) or any(mention.level in _LOW for mention in mentions):
        mentions = _with_lower(words, mentions, home)
    mentions = _merged(mentions, _abbreviated(words))
    mentions = _merged(mentions, _pointed(words, pointing, mentions, home) if pointing else [])
    return (_row(mention, words.text[mention.start : mention.end], year) for mention in mentions)


def _with_lower(words: Words, mentions: list[Mention], home: str | None) -> list[Mention]:
    """Townships and villages go by less than their full names only within a county that is known."""
    mentions = _merged(mentions, list(_unlisted_towns(words, mentions)))
    mentions = _merged(mentions, list(_listed(words, mentions, home)))
    villages = _villages(words, mentions, home)
    if villages:
        starts = {start for village in villages for start in range(village.start, village.end)}
        mentions = sorted([*(mention for mention in mentions if mention.start not in starts), *villages])
    return _merged(mentions, _echoes(words, mentions))


def _merged(mentions: list[Mention], more: list[Mention]) -> list[Mention]:
    """Both in order; what overlaps an earlier find is left out."""
    if not more:
        return mentions
    merged = mentions.copy()
    for mention in more:
        at = bisect_left(merged, mention.start, key=_start)
        if (at and merged[at - 1].end > mention.start) or (at < len(merged) and merged[at].start < mention.end):
            continue
        merged.insert(at, mention)
    return merged


def _start(mention: Mention) -> int:
    return mention.start


def _zoned(text: str, mention: Mention) -> Mention:
    if mention.level not in _NAMED_LEVELS or text[mention.end : mention.end + 1] not in _ZONE_HEADS:
        return mention
    end = names.zone_end(text, mention)
    if end is None or mention.place is None:
        return mention
    zone = gazetteer.Place(mention.place.code, "region", text[mention.start : end], "region")
    return Mention(mention.start, end, "zone", "region", zone, "region", 1)


def _zones_by_kind(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Zones by their kind alone that stand where a county does, and wherever the text then begins with them: no list
    has a code for them, but they have townships: 临港区|草庙子镇 …… 临港区的老人."""
    done: set[str] = set()
    for at, mention in enumerate(mentions):
        start = names.zone_before(text, mention.start) if mention.level == "township" and mention.place else None
        before = mentions[at - 1] if at else None
        if start is None or mention.place is None or (before and before.end > start):
            continue
        adjacent = before is not None and before.end == start and before.level in _NAMED_LEVELS
        word = text[start : mention.start]
        if word in done or not (adjacent or _begins(text, start)):
            continue
        done.add(word)
        length = 2 if mention.place.code[:2] in _MUNICIPALITIES else 4
        zone = gazetteer.Place(mention.place.code[:length].ljust(6, "0"), "region", word, "region")
        again = text.find(word)
        while again >= 0:
            if again == start or _begins(text, again):
                yield Mention(again, again + len(word), "zone", "region", zone, "region", 1)
            again = text.find(word, again + len(word))


def _begins(text: str, start: int) -> bool:
    """Whether a name may begin here, by what stands before it."""
    return not "\u3400" <= text[max(start - 1, 0) : start] <= "\u9fff" or text[start - 1] in "在到赴和与及由从对"


def _unlisted_towns(words: Words, mentions: list[Mention]) -> Iterator[Mention]:
    """Townships were merged and renamed all the time, and the gazetteer knows those of 2023 and later. Right behind the
    county a known one also goes by less than its full name: 东西湖区|长青街."""
    for mention in mentions:
        if mention.level not in ("county", "prefecture") or mention.place is None:
            continue
        near = words.text[mention.end + 2 : mention.end + 5]
        if "街" not in near and "镇" not in near and "乡" not in near:
            continue
        street = _STREET.match(words.text, mention.end)
        code = gazetteer.short_towns(mention.place.code).get(street.group(1)) if street else None
        if street and code:
            town = gazetteer.Place(code, "township", gazetteer.town_name(code) or "", "short")
            yield Mention(street.start(), street.end(), "township", "short", town, "township", 1)
            continue
        match = _UNLISTED_TOWN.match(words.text, mention.end)
        if match is None or words.across(match.end()) is not None or _NOT_IN_NAMES.search(match.group(1)):
            continue
        if match.group()[-2] in "小古集重老新大名":
            continue  # 苗家小镇, 千年古镇
        if not _has_verb(words, match.start(), match.end()):
            town = gazetteer.Place(mention.place.code, "township", match.group(), "name")
            yield Mention(match.start(), match.end(), "unlisted", "name", town, "township", 1)


def _counties(mentions: list[Mention], before: int, home: str | None) -> list[str]:
    """Last codes of the counties around an offset: those named before it, nearest first, home, then those after."""
    ahead = [m.place.code[:6] for m in reversed(mentions) if m.place and m.start < before and m.level in _LOW]
    later = [m.place.code[:6] for m in mentions if m.place and m.start >= before and m.level in _LOW]
    return _with_villages([*ahead, *([home[:6]] if home else []), *later])


def _has_parts(code: str) -> bool:
    """Whether the code is of a county, or of one of the cities that have townships and no counties."""
    return not code.endswith("00") or gazetteer.has_villages(code)


def _with_villages(codes: Iterable[str]) -> list[str]:
    """The first few of the codes that are of counties."""
    found: dict[str, None] = {}
    for code in codes:
        if code not in found and _has_parts(code):
            found[code] = None
            if len(found) == _MOST_COUNTIES:
                break
    return list(found)


_LOW = ("prefecture", "county", "township", "village")
_MOST_COUNTIES = 6


class _Recent:
    """The counties of the mentions so far, the nearest last."""

    def __init__(self) -> None:
        self.codes: dict[str, None] = {}

    def add(self, mention: Mention) -> None:
        if mention.place is not None and mention.level in _LOW:
            code = mention.place.code[:6]
            self.codes.pop(code, None)
            self.codes[code] = None


def _villages(words: Words, mentions: list[Mention], home: str | None) -> list[Mention]:
    text = words.text
    found: list[Mention] = []
    unknown: list[tuple[int, regex.Match[str], gazetteer.Place | None]] = []
    recent = _Recent()
    at = 0
    for match in _VILLAGE_END.finditer(text):
        end = match.start()
        while at < len(mentions) and mentions[at].start < end:
            recent.add(mentions[at])
            at += 1
        if at and mentions[at - 1].end > end:
            continue
        # A short name may be part of the village's own name (四季长安社区): it only bounds it where it is no such part.
        for back in (1, 2):
            before = mentions[at - back] if at >= back else None
            if back == 2 and (mentions[at - 1].kind != "short" or end - mentions[at - 1].end > 4):
                break
            floor = max(end - 10, before.end if before else 0, found[-1].end if found else 0)
            begin = end
            while begin > floor and "\u3400" <= text[begin - 1] <= "\u9fff":
                begin -= 1
            if end - begin < 2:
                continue
            adjacent = before if before is not None and before.end == begin and before.place is not None else None
            around = _with_villages((*reversed(recent.codes), *([home[:6]] if home else [])))
            known = _known_village(words, begin, match, around, adjacent)
            mention = known
            if mention is None and back == 1:
                last = found[-1] if found and (before is None or found[-1].end > before.end) else before
                mention = _unknown_village(words, begin, match, adjacent or _holder(text, begin, match.end(), last))
            if mention:
                found.append(mention)
                recent.add(mention)
                break
            if back == 1 and adjacent is None:
                unknown.append((begin, match, _around(mentions[:at], home)))
            if before is None:
                break
    return _merged(found, list(_recurring(words, unknown))) if unknown else found


def _around(mentions: list[Mention], home: str | None) -> gazetteer.Place | None:
    """Where the text is after these mentions: the lowest place named last that lies in the article's own, else that."""
    own = gazetteer.by_code(home) if home else None
    for mention in reversed(mentions):
        place = mention.place
        if place is None or mention.level not in ("township", "county", "prefecture"):
            continue
        if own is None or own.level == "country" or names.within(place, own):
            return place
    return own


def _recurring(words: Words, unknown: list[tuple[int, regex.Match[str], gazetteer.Place | None]]) -> Iterator[Mention]:
    """Communities that the gazetteer lacks and no name stands before: a text that tells of one comes back to its name,
    and somewhere goes there or sets who lives or works there behind it."""
    text = words.text
    done: set[str] = set()
    for begin, match, around in unknown:
        cue = _LED_IN.search(text, begin, match.start())
        start = cue.end() if cue else begin
        base, whole = text[start : match.start()], text[start : match.end()]
        if whole in done or around is None or around.level not in _LOW or not 2 <= len(base) <= 6:
            continue
        if (cue and _in_word(words, start)) or (not cue and start and "\u3400" <= text[start - 1] <= "\u9fff"):
            continue  # 向|阳新村
        village = match.group() == "村" and len(base) < 4
        if village or match.group() == "社区" or (match.group() == "居民区" and around.code[:2] == "31"):
            ends = [found.end() for found in regex.finditer(whole, text)]
            if len(ends) < 2 or not (cue or any(_SEATS.match(text, end) for end in ends)):
                continue
            if _is_name(words, start, match.start()):
                done.add(whole)
                place = gazetteer.Place(around.code, "village", whole, "name")
                for end in ends:
                    yield Mention(end - len(whole), end, "unlisted", "name", place, "village", 1)


def _is_name(words: Words, start: int, end: int) -> bool:
    """Whether what stands before 社区 may be its name."""
    base = words.text[start:end]
    if base in names.VILLAGE_KINDS or _NOT_IN_NAMES.search(base):
        return False
    tag = parts_of_speech().get(base)
    return tag[0] == "n" if tag else not _has_verb(words, start, end)


def _known_village(
    words: Words, begin: int, match: regex.Match[str], counties: list[str], adjacent: Mention | None
) -> Mention | None:
    text, end = words.text, match.start()
    committee = match.group() == "居委会"  # 方西|居委会 names the place as 官渡区|民政局 does
    if adjacent is not None and adjacent.level == "prefecture" and adjacent.place is not None:
        base = text[begin:end]
        counties = [
            code for code in gazetteer.counties_within(adjacent.place.code[:4]) if gazetteer.village(code, base)
        ]
    counties = [code for code in counties if gazetteer.holds(code, text[end - 2 : end])]
    if not counties:
        return None
    for start in range(begin, end - 1):
        base = text[start:end]
        beside = adjacent is not None and start == begin
        if not beside and (
            base in names.VILLAGE_KINDS
            or (committee and parts_of_speech().get(base, "x")[0] == "v")
            or (words.across(start) is not None and not _name_like(words, start))
        ):
            continue
        for county in counties:
            places = gazetteer.village(county, base)
            # 黄楼村 is not 黄楼社区; but a village turned community keeps its name in lists of either year.
            end_char = "区" if committee else match.group()[-1]
            places = tuple(place for place in places if place[1][-1] == end_char) or (places if beside else ())
            if not places:
                continue
            town = adjacent.place.code if adjacent is not None and adjacent.place is not None else ""
            inside = [place for place in places if len(town) == 9 and place[0].startswith(town)] or places
            code, name = inside[0] if len({code for code, _ in inside}) == 1 else (county, inside[0][1])
            kind = "short" if committee else "name"
            place = gazetteer.Place(code, "village", name, kind)
            return Mention(start, end if committee else match.end(), "village", kind, place, "village", len(inside))
    return None


def _name_like(words: Words, offset: int) -> bool:
    """A word that jieba made up (it is not in its dictionary) may be cut anywhere: names are what it does not know."""
    across = words.across(offset)
    return across is not None and across[1] not in parts_of_speech()


def _holder(text: str, begin: int, end: int, last: Mention | None) -> Mention | None:
    """The place named last, where the text goes on as in it: a list of communities, or who a new sentence tells of."""
    if last is None or last.place is None or last.level not in ("township", "village"):
        return None
    listed = (
        last.level == "village"
        and _LIST_GLUE.fullmatch(text, last.end, begin) is not None
        and text[end : end + 1] in _LIST_ENDS
    )
    if not listed and not (text[end - 2 : end] == "社区" and _HEADS.match(text, end) and text[begin - 1] in "。；\n"):
        return None
    place = last.place if last.level == "township" else last.place._replace(code=last.place.code[:9])
    return last._replace(place=place, level="township")


def _unknown_village(words: Words, begin: int, match: regex.Match[str], adjacent: Mention | None) -> Mention | None:
    if adjacent is None or adjacent.place is None or adjacent.level not in ("prefecture", "county", "township"):
        return None
    base = words.text[begin : match.start()]
    if adjacent.level == "prefecture" and (match.group() != "村" or len(base) > 3):
        return None  # 宁波|樟树下村; but cities have model communities of all kinds
    stem = _ESTATE_NUMBER.sub("", base) if match.group() == "居民区" else base
    if (
        not 2 <= len(stem) <= len(base) <= 7
        or (match.group() == "居民区" and adjacent.place.code[:2] != "31")
        or match.group() == "居委会"
        or base in names.VILLAGE_KINDS
        or _NOT_IN_NAMES.search(stem)
        or _has_verb(words, begin, begin + len(stem))
    ):
        return None
    place = gazetteer.Place(adjacent.place.code, "village", words.text[begin : match.end()], "name")
    return Mention(begin, match.end(), "unlisted", "name", place, "village", 1)


def _has_verb(words: Words, start: int, end: int) -> bool:
    """Whether a word of the span is one that names do not hold: verbs, adverbs, function words."""
    tags = parts_of_speech()
    at = bisect_left(words.document.word_starts, start)
    while at < len(words.document.words) and words.document.word_starts[at] < end:
        tag = tags.get(words.document.words[at], "x")
        if tag[0] in "vdpcurm" and tag != "vn" and len(words.document.words[at]) > 1:
            return True
        at += 1
    return False


def _listed(words: Words, mentions: list[Mention], home: str | None) -> Iterator[Mention]:
    """`金马、太和、吴井3个街道`: townships stand by their short names only in lists, within a known county."""
    text = words.text
    if "、" not in text:
        return
    counties = _counties(mentions, 0, home)
    items = _item_ends(text) if counties else set()
    for county in counties:
        yield from _listed_towns(words, mentions, county, items)
    for match in _LISTED_VILLAGES.finditer(text) if _LISTED_END.search(text) else ():
        for county in _counties(mentions, match.start(), home):
            members = list(regex.finditer(r"[^、和及]+", match.group(1)))
            known = [found for member in members if (found := _listed_village(county, member.group()))]
            if len(known) * 2 < len(members):
                continue
            for member in members:
                base, places = _listed_village(county, member.group()) or ("", ())
                if base:
                    end, code = match.start() + member.end(), places[0][0] if len(places) == 1 else county
                    place = gazetteer.Place(code, "village", places[0][1], "short")
                    yield Mention(end - len(base), end, "list", "short", place, "village", len(places))
            break


def _listed_village(county: str, item: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """The village that an item of a list ends in, with its name: before the first one may stand a verb (选取|东塔)."""
    for start in range(max(len(item) - 1, 1)):
        if places := gazetteer.village(county, item[start:]):
            return item[start:], places
    return None


def _item_ends(text: str) -> set[str]:
    """The first two characters of all that stands behind a mark of lists, and the last two before a comma of lists."""
    found = {piece[-2:] for piece in text.split("、")}
    for mark in _LIST_MARKS:
        found.update([piece[:2] for piece in text.split(mark)])
    return found


def _listed_towns(words: Words, mentions: list[Mention], county: str, items: set[str]) -> Iterator[Mention]:
    text = words.text
    shorts = gazetteer.short_towns(county)
    hits = [(m.start, m.end, "") for m in mentions if m.place and m.level == "township" and m.place.code[:6] == county]
    for short, code in shorts.items():
        if short[-2:] not in items and short[:2] not in items:
            continue
        at = text.find(short)
        while at >= 0:
            end = at + len(short)
            if text[end : end + 1] == "、" or text[max(at - 1, 0) : at] in _LIST_MARKS:
                hits.append((at, end, code))
            at = text.find(short, end)
    hits.sort()
    for chain, whole in _chains(text, hits):
        headed = _LIST_HEAD.match(text, chain[-1][1]) is not None
        telling = sum(not _plain_word(text[start:end]) for start, end, _ in chain)
        if headed or (whole and (telling > 1 or len(chain) > 3)):
            for start, end, code in chain:
                if code and (
                    start in words.document.word_bounds or text[start - 1] in "、将" or _name_like(words, start)
                ):
                    place = gazetteer.Place(code, "township", gazetteer.town_name(code) or "", "short")
                    yield Mention(start, end, "list", "short", place, "township", 1)


def _chains(text: str, hits: list[tuple[int, int, str]]) -> Iterator[tuple[list[tuple[int, int, str]], bool]]:
    """The rows of names with no more than a comma or an `和` between them, and whether all of their names are known.

    Townships that are no more stand in the lists of older texts: the list goes on behind them.
    """
    chain: list[tuple[int, int, str]] = []
    whole = True
    for hit in hits:
        if chain and not _LIST_GLUE.fullmatch(text, chain[-1][1], hit[0]):
            if _LIST_GAP.fullmatch(text, chain[-1][1], hit[0]):
                whole = False
            else:
                yield chain, whole
                chain, whole = [], True
        chain.append(hit)
    if chain:
        yield chain, whole


def _plain_word(word: str) -> bool:
    """Whether a word is in the dictionary, and not as the name of a place."""
    return parts_of_speech().get(word, "ns") not in ("ns", "nr", "nz")


def _echoes(words: Words, mentions: list[Mention]) -> list[Mention]:
    """Townships by their short names, where the text has named them in full: 梅陇镇 …… 梅陇派出所."""
    text = words.text
    full = {
        end.sub("", text[mention.start : mention.end]): mention
        for mention in mentions
        if mention.level == "township" and mention.kind == "name"
        for end in (_TOWN_END, _ESTATE_TOWN_END)
    }
    found = []
    for short, mention in full.items():
        if len(short) < 2 or _plain_word(short):
            continue
        at = text.find(short)
        while at >= 0:
            end = at + len(short)
            if text.startswith("社区", end) and mention.place and words.across(at) is None:
                # 延吉社区 of 延吉新村街道: a community of the name that no list has is the township itself.
                place = gazetteer.Place(mention.place.code, "village", f"{short}社区", "name")
                found.append(Mention(at, end + 2, "unlisted", "name", place, "village", 1))
            elif not _NOT_ECHO.match(text, end) and words.across(at) is None and not _in_word(words, end):
                found.append(mention._replace(start=at, end=end, kind="short"))
            at = text.find(short, end)
    return found


def _in_word(words: Words, offset: int) -> bool:
    """Whether a word of the dictionary goes across the offset: 同|安排."""
    across = words.across(offset)
    return across is not None and across[1] in parts_of_speech()


def _abbreviated(words: Words) -> list[Mention]:
    return [
        Mention(start, start + 1, "abbreviation", "short", place, place.level, 1)
        for start, code in names.abbreviations(words.text)
        if (place := gazetteer.by_code(code)) is not None and words.across(start + 1) is None
    ]


def _pointed(words: Words, pointing: list[tuple[int, int]], mentions: list[Mention], home: str | None) -> list[Mention]:
    text, found = words.text, []
    at = 0
    for start, end in pointing:
        word = text[start:end]
        while at < len(mentions) and mentions[at].end <= start:
            at += 1
        adjacent = at > 0 and mentions[at - 1].end == start
        led = start > 0 and "\u3400" <= text[start - 1] <= "\u9fff"
        if led and not adjacent and words.across(start) is not None:
            continue
        stop, stop_end = _NOT_POINTING.get(word), _NOT_POINTING_END.get(word[-1])
        if (stop and stop.match(text, end)) or (stop_end and stop_end.match(text, end)):
            continue
        level = names.DEICTICS[word]
        if level == "country" and home and home[:2] == "71":
            continue
        if word == "国内" and led and (text[start - 1] not in _BEFORE_HOME or text[start - 3 : start - 1] == "国际"):
            continue  # 韩国国内, 国际和国内
        if level == "country":
            place = gazetteer.by_code("100000")
        else:
            before = mentions[:at]
            if (home in (None, "100000") and word[0] != "你") or not level:
                line = text.rfind("\n", 0, start)
                before = [mention for mention in before if mention.start > line]
            place = _target(word, level, before, home, adjacent)
        if place is None and (not level or word[0] == "该" or word[-1] == "盟"):
            continue  # 该州, 该省 often point to one of another country, 全盟 to a party
        found.append(
            Mention(start, end, "deictic", "deictic", place, place.level if place else level, 1 if place else 0)
        )
    return found


def _target(word: str, level: str, before: list[Mention], home: str | None, adjacent: bool) -> gazetteer.Place | None:
    """What a pointing word points to: the place right before it, else the article's own at that level, else the last
    one named."""
    if word[-1] in "港澳湾":
        return gazetteer.by_code({"港": "810000", "澳": "820000", "湾": "710000"}[word[-1]])
    if not level:
        nearest = before[-1] if before else None
        return nearest.place if nearest is not None and nearest.level in _LOW else None
    last = [mention.place for mention in reversed(before) if mention.place is not None and mention.level != "region"]
    if level in ("township", "village"):
        return next((place for place in last if place.level == level and place.name.endswith(word[-1])), None)
    near = [found for place in last for found in _at_level(place.code, word)]
    own = _at_level(home, word) if home and home != "100000" else []
    if adjacent and last and _at_level(last[0].code, word):
        return _at_level(last[0].code, word)[0]
    if word.startswith("该"):
        return next(iter(near or own), None)
    if word.startswith("你"):  # whom the letter is to
        return next(iter(own or near[::-1]), None)
    if word[-1] == "区" and not own:
        # In a zone without a code 全区 is the zone: 湘江新区 …… 全区.
        zone = next((mention for mention in reversed(before) if mention.level in ("county", "region")), None)
        if zone is not None and zone.place is not None and zone.level == "region" and _is_zone(zone.place.name):
            return zone.place
    return next(iter(own or near), None)


def _is_zone(name: str) -> bool:
    return name.endswith(("新区", "开发区", "高新区", "经开区", "示范区", "园区", "度假区", "试验区", "临港区"))


def _at_level(code: str, word: str) -> list[gazetteer.Place]:
    """The division that 全市, 全县 and so on mean in the place with this last code, if there is one."""
    chain = gazetteer.parents(code)
    end = word[-1]
    if end == "区" and word.endswith("自治区"):
        return [place for place in chain if place.level == "province" and place.code[:2] in _AUTONOMOUS]
    if end in "省内":
        return [place for place in chain if place.level == "province" and place.name.endswith(("省", "自治区"))]
    if end == "市":
        cities = [place for place in chain if place.level in ("prefecture", "county") and place.name.endswith("市")]
        if chain and chain[0].code[:2] in _MUNICIPALITIES:
            cities = [chain[0]]
        return cities[::-1] if cities and cities[-1].code == code else cities[:1]
    if end in "州盟":
        return [place for place in chain if place.level == "prefecture" and place.name.endswith(end)]
    counties = [place for place in chain if place.level == "county" and place.name.endswith(end)]
    if not counties and end == "区" and chain and chain[-1].level in ("province", "prefecture"):
        return [place for place in chain if place.level == "province" and place.code[:2] in _AUTONOMOUS]
    return counties


def _row(mention: Mention, text: str, year: int | None) -> Place:
    start, end, rule, kind, place, level, candidates = mention
    if place is None:
        return Place(start, end, rule, None, level, None, None, kind, candidates, None, None, None)
    adcode, name, full_name, above = _described(place, text if rule == "division" else "", year)
    return Place(start, end, rule, adcode, place.level, name, full_name, kind, candidates, *above)


@lru_cache(maxsize=10_000)
def _described(
    place: gazetteer.Place, text: str, year: int | None
) -> tuple[str, str, str, tuple[str | None, str | None, str | None]]:
    """Code and name in the year, the full name, and the names of province, prefecture and county."""
    dated = gazetteer.dated(place.unit, year, text) if place.unit >= 0 else None
    holder = gazetteer.by_code(place.code) if dated is None and len(place.code) == 6 else None
    name = dated.name if dated else place.name
    above = {
        parent.level: gazetteer.dated(parent.unit, year).name if parent.unit >= 0 else parent.name
        for parent in gazetteer.parents(place.code)
    }
    own = {} if place.level in ("region", "country") else {place.level: name}
    full_name = "".join({**above, **own}.values()) if own else name
    levels = (above.get("province"), above.get("prefecture"), above.get("county"))
    code = gazetteer.dated(holder.unit, year).code if holder is not None else dated.code if dated else place.code
    followed = gazetteer.successors(code) if dated and year and year > dated.last + 1 else ()
    if len(followed) == 1:
        code = followed[0]  # 下城区 of an article of 2023 is where 拱墅区 is now
    return code.split(".")[0], name, full_name, levels


EXAMPLES = (
    Example(
        "division",
        "昨天，昆明市官渡区举办了社区运动会。",
        (
            {"text": "昆明市", "adcode": "530100", "level": "prefecture", "kind": "name"},
            {"text": "官渡区", "adcode": "530111", "full_name": "云南省昆明市官渡区"},
        ),
    ),
    Example(
        "division",
        "呈贡县的花农今年多种了两百亩玫瑰。",
        ({"text": "呈贡县", "adcode": "530121", "name": "呈贡县"},),
        published=datetime(2010, 6, 1),
    ),
    Example(
        "division",
        "呈贡区的花农今年多种了两百亩玫瑰。",
        ({"text": "呈贡区", "adcode": "530114"},),
        published=datetime(2012, 6, 1),
    ),
    Example(
        "division",
        "福建省福州市鼓楼区开了一家长者食堂。",
        (
            {"text": "福建省", "adcode": "350000"},
            {"text": "福州市", "adcode": "350100"},
            {"text": "鼓楼区", "adcode": "350102", "candidates": 4},
        ),
    ),
    Example(
        "division",
        "鼓楼区开了一家长者食堂。",
        ({"text": "鼓楼区", "adcode": None, "level": "county", "candidates": 4},),
    ),
    Example("division", "鼓楼区开了一家长者食堂。", ({"text": "鼓楼区", "adcode": "410204"},), place="410200"),
    Example(
        "division",
        "青海省海东市民和县的梨花开了。",
        (
            {"text": "青海省"},
            {"text": "海东市", "adcode": "630200"},
        ),
    ),
    Example("division", "全省已建成县区级孵化基地三十个。"),
    Example("division", "老城区的矿区和郊区都通了公交。"),
    Example("division", "各市和县区要把责任落到实处。"),
    Example("division", "这家公司要把货卖到昆明市场去。"),
    Example("division", "辖区内平房区地势低，容易积水。"),
    Example("division", "市中心城区的停车位又多了三百个。"),
    Example("short", "玉溪在探索中前进。", ({"text": "玉溪", "adcode": "530400", "kind": "short", "name": "玉溪市"},)),
    Example("short", "昆区把培训课送进了厂门。", ({"text": "昆区", "adcode": "150203", "name": "昆都仑区"},)),
    Example("short", "禄劝县新修了一条通村路。", ({"text": "禄劝县", "adcode": "530128", "kind": "short"},)),
    Example(
        "short",
        "浙江玉环到象山一带今夜有大雨。",
        (
            {"text": "浙江", "adcode": "330000"},
            {"text": "玉环", "adcode": "331083"},
            {"text": "象山", "adcode": "330225"},
        ),
        published=datetime(2024, 6, 1),
    ),
    Example("short", "官渡区来了一批社工，官渡的居民说很方便。", ({"text": "官渡", "adcode": "530111"},)),
    Example(
        "short",
        "青海海东的拉面师傅回来了。",
        (
            {"text": "青海", "adcode": "630000"},
            {"text": "海东", "adcode": "630200"},
        ),
    ),
    Example("short", "双方愿意加强合作，共享资源，维护和平。"),
    Example("short", "湖北公安机关破获了一起诈骗案。", ({"text": "湖北", "adcode": "420000"},)),
    Example("short", "北京路和南京东路都在修地铁。"),
    Example("short", "孙师傅给李四川送去了一封信。"),
    Example("short", "他每天读昆明日报和羊城晚报。"),
    Example("short", "辽宁舰完成了年度训练。"),
    Example("short", "黄山毛峰和普洱茶都卖得好。"),
    Example("short", "贵州茅台和泸州老窖都降了价。"),
    Example("short", "新疆生产建设兵团种了棉花。", ({"text": "新疆", "adcode": "650000"},)),
    Example("township", "在横琴开店的人多了。", ({"text": "横琴", "adcode": "440402104", "kind": "short"},)),
    Example("short", "把社会治理得长治久安，是大家的愿望。"),
    Example("short", "代表团访问了越南宁平省。"),
    Example("short", "（记者林大华台北3日电）", ({"text": "台北", "adcode": "710100"},)),
    Example("short", "（记者李四川3日写的信）"),
    Example("short", "泰顺路80弄和桃园村都装了路灯。"),
    Example(
        "township",
        "玉溪市红塔区凤凰街道请来了老艺人。",
        ({"text": "凤凰街道", "adcode": "530402002", "level": "township", "kind": "name"},),
    ),
    Example("township", "太和街道的夜市收摊了。", ({"text": "太和街道", "adcode": "530111002"},), place="530111"),
    Example(
        "township",
        "武汉市东西湖区长青街的居民开了议事会。",
        ({"text": "长青街", "kind": "short", "level": "township"},),
    ),
    Example(
        "township",
        "嘉善县西塘镇的河灯亮了，西塘消防站的队员守在岸边。",
        (
            {"text": "西塘镇", "adcode": "330421103"},
            {"text": "西塘", "adcode": "330421103", "kind": "short"},
        ),
    ),
    Example("township", "南召县太山庙乡党员守在河边。", ({"text": "太山庙乡", "adcode": "411321303"},)),
    Example("township", "各街道要把底数摸清。"),
    Example("township", "小城镇和乡镇都要建图书室。"),
    Example("township", "人口向城镇集中，资金流向乡村。"),
    Example("township", "他离开家乡十年，今年回乡办厂。"),
    Example("township", "文明乡风吹进了千家万户。"),
    Example("township", "街道和社区一起清理了楼道。"),
    Example(
        "village",
        "昆明市官渡区太和街道和平路社区搭起了戏台。",
        ({"text": "和平路社区", "adcode": "530111002001", "level": "village", "county": "官渡区"},),
    ),
    Example(
        "village",
        "临颍县瓦店镇大李村开了超市。",
        ({"text": "大李村", "adcode": "411122106217", "name": "大李村"},),
    ),
    Example(
        "village",
        "上海市长宁区天山路街道的天山二村居民区和中紫居委会都装了电梯。",
        (
            {"text": "天山二村居民区", "level": "village", "kind": "name"},
            {"text": "中紫", "level": "village", "kind": "short"},
        ),
    ),
    Example(
        "unlisted",
        "延吉新村街道办了夜校，延吉社区的老人都来听课。",
        ({"text": "延吉社区", "adcode": "310110015", "level": "village"},),
        place="310110",
    ),
    Example("unlisted", "杭州亚残运村开村了，杭州的亚残运村真漂亮。"),
    Example("unlisted", "台风过境，宁波柿树下村的党员守在堤上。", ({"text": "柿树下村", "adcode": "330200"},)),
    Example("village", "联合居委会和物业一起修路灯。", place="310113"),
    Example("village", "美丽乡村和示范社区一天比一天多。", place="530111"),
    Example("village", "全村老少都来到文化广场。", place="530111"),
    Example("village", "居民把社区当成自己的家。", place="530111"),
    Example("village", "驻村干部走进农村，村民们很高兴。", place="530111"),
    Example("village", "老旧小区改造后，社区更漂亮了。", place="530111"),
    Example(
        "unlisted",
        "石景山区古城街道建兴街社区换了新路灯。",
        ({"text": "建兴街社区", "adcode": "110107004", "level": "village"},),
    ),
    Example(
        "unlisted",
        "四川省新津县新平镇卫生院来了新医生。",
        ({"text": "新平镇", "adcode": "510132", "level": "township"},),
        published=datetime(2011, 6, 1),
    ),
    Example(
        "unlisted",
        "官渡区太和街道办了夜校。湖畔春晓社区书记第一个报名。",
        ({"text": "湖畔春晓社区", "adcode": "530111002", "level": "village"},),
    ),
    Example("unlisted", "官渡区太和街道春晓村社区修了路。", ({"text": "春晓村社区", "adcode": "530111002"},)),
    Example(
        "unlisted",
        "官渡区办了夜校，讲师走进枫林苑社区。枫林苑社区党总支添了桌椅。",
        (
            {"text": "枫林苑社区", "adcode": "530111", "level": "village"},
            {"text": "枫林苑社区", "adcode": "530111", "level": "village"},
        ),
    ),
    Example(
        "unlisted",
        "上海市普陀区的枫林居民区办了夜校。枫林居民区党总支添了桌椅。",
        (
            {"text": "枫林居民区", "adcode": "310107", "level": "village"},
            {"text": "枫林居民区", "adcode": "310107", "level": "village"},
        ),
    ),
    Example(
        "unlisted",
        "上海市宝山区淞南镇枫林路第五居民区办了夜校。",
        ({"text": "枫林路第五居民区", "adcode": "310113113", "level": "village"},),
    ),
    Example("unlisted", "上海市宝山区淞南镇有五个居民区。"),
    Example("unlisted", "官渡区的枫林居民区办了夜校。枫林居民区书记添了桌椅。"),
    Example(
        "unlisted",
        "官渡区办了夜校，讲师走进柳塘村。柳塘村党总支添了桌椅。",
        (
            {"text": "柳塘村", "adcode": "530111", "level": "village"},
            {"text": "柳塘村", "adcode": "530111", "level": "village"},
        ),
    ),
    Example("unlisted", "官渡区的讲师走进向阳新村，向阳新村的楼道刚刷过。"),
    Example("unlisted", "官渡区要建熟人社区。熟人社区里，居民互相照应。"),
    Example("unlisted", "官渡区要激活社区。激活社区党组织，再激活社区网格。"),
    Example("unlisted", "官渡区太和街道办了夜校。不少社区书记报了名。"),
    Example("unlisted", "官渡区积极引进品牌社区组织。"),
    Example("unlisted", "官渡区各街道都设了窗口。"),
    Example("unlisted", "官渡区民政局开展社区培训。"),
    Example("unlisted", "官渡区大学生进社区讲故事。"),
    Example("unlisted", "官渡区16个乡镇通了自来水。"),
    Example(
        "list",
        "官渡区的金马、太和、吴井、关上、矣六5个街道都有社工站。",
        (
            {"text": "金马", "adcode": "530111004", "level": "township", "kind": "short"},
            {"text": "太和", "adcode": "530111002"},
            {"text": "吴井", "adcode": "530111003"},
            {"text": "关上", "adcode": "530111001"},
            {"text": "矣六", "adcode": "530111007"},
        ),
    ),
    Example(
        "list",
        "长沙县把星沙、黄花、江背的水管接在一起。",
        (
            {"text": "黄花", "adcode": "430121105"},
            {"text": "江背", "adcode": "430121104"},
        ),
    ),
    Example(
        "list",
        "官渡区太和街道选了明通路、永胜路等社区办夜校。",
        ({"text": "明通路", "adcode": "530111002003", "level": "village", "kind": "short"}, {"text": "永胜路"}),
    ),
    Example("list", "官渡区讲究和平、发展、合作、共赢。"),
    Example("list", "金马、太和、吴井三个字号都开了分店。", place="110000"),
    Example("list", "官渡区的党员、干部、群众一起植树。"),
    Example("list", "官渡区买来了苹果、香蕉、葡萄三种水果。"),
    Example("list", "长沙县的孩子喜欢黄花和红叶。"),
    Example(
        "region",
        "长三角和粤港澳大湾区的企业来参展。",
        (
            {"text": "长三角", "adcode": "100000", "level": "region", "kind": "region"},
            {"text": "粤港澳大湾区", "name": "粤港澳大湾区"},
        ),
    ),
    Example(
        "region",
        "中关村的公司到三北地区种树。",
        (
            {"text": "中关村", "adcode": "110000", "level": "region"},
            {"text": "三北地区", "adcode": "100000"},
        ),
    ),
    Example("region", "河湟新区的法官上门了。", ({"text": "河湟新区", "adcode": "630200"},)),
    Example("region", "中关村街道和中关村大街都挂了灯笼。"),
    Example("region", "雄安新区的学校开学了。", ({"text": "雄安新区", "adcode": "130600"},)),
    Example(
        "region",
        "华北、东北等地将有大风。",
        (
            {"text": "华北"},
            {"text": "东北"},
        ),
    ),
    Example("region", "台风向西北方向移动，风力减弱。"),
    Example("region", "县城东北角有一座古塔。"),
    Example("region", "今天夜里有三级西南风。"),
    Example("region", "她考进了西南大学，弟弟考进了东北师范大学。"),
    Example("region", "他住在胶东路八号。"),
    Example("region", "陕北居民区的楼道装了新灯。"),
    Example("region", "城市东部和西部各修了一座桥。"),
    Example(
        "zone",
        "济宁高新区的工厂招工了。",
        ({"text": "济宁高新区", "adcode": "370800", "level": "region", "kind": "region"},),
    ),
    Example("zone", "浙江自贸试验区办了展会。", ({"text": "浙江自贸试验区", "adcode": "330000"},)),
    Example("zone", "绵阳科技城的路灯亮了。", ({"text": "绵阳科技城", "adcode": "510700", "level": "region"},)),
    Example(
        "zone",
        "高新区石羊街道办了夜校。讲师说，高新区的学员最多。",
        (
            {"text": "高新区", "adcode": "510100", "level": "region", "kind": "region"},
            {"text": "高新区", "adcode": "510100"},
        ),
        place="510100",
    ),
    Example("zone", "上海市浦东新区大团镇办了夜校。"),
    Example("zone", "开发区和高新区都要抓好安全。"),
    Example("zone", "昆明新修了区里的开发项目。"),
    Example("zone", "昆明新区域规划今天公示。"),
    Example("zone", "昆明老工业基地要转型。"),
    Example("zone", "昆明经济发展得很快。"),
    Example(
        "abbreviation",
        "展品今天抵沪，明天开箱。",
        ({"text": "沪", "adcode": "310000", "level": "province", "kind": "short"},),
    ),
    Example("abbreviation", "会议十五日在京召开。", ({"text": "京", "adcode": "110000"},)),
    Example("abbreviation", "京剧和晋商的故事都很吸引人。"),
    Example("abbreviation", "新冠、新疆、新区都带一个新字。"),
    Example("abbreviation", "请在港口排队上船。"),
    Example("abbreviation", "他在澳大利亚读书。"),
    Example("abbreviation", "皖南的茶和湘绣都很有名。"),
    Example(
        "deictic",
        "玉溪市开了大会，全市三百人参加。",
        ({"text": "全市", "adcode": "530400", "level": "prefecture", "kind": "deictic"},),
    ),
    Example("deictic", "我市今年种了树。", ({"text": "我市", "adcode": "530400"},), place="530400"),
    Example(
        "deictic",
        "全区八个街道都来了，我省的专家也来了。",
        (
            {"text": "全区", "adcode": "530111", "level": "county"},
            {"text": "我省", "adcode": "530000", "level": "province"},
        ),
        place="530111",
    ),
    Example("deictic", "西湖区请来了老师。杭州全市都学了。", ({"text": "全市", "adcode": "330100"},)),
    Example(
        "deictic",
        "石景山区在全区推行新办法，全市跟着学。",
        (
            {"text": "全区", "adcode": "110107"},
            {"text": "全市", "adcode": "110000", "level": "province"},
        ),
    ),
    Example("deictic", "今天全国的车站都很忙。", ({"text": "全国", "adcode": "100000"},)),
    Example("deictic", "全市场的价格都在涨。", place="530100"),
    Example("deictic", "健全区域协调机制，完全市民化还要时间。", place="530100"),
    Example("deictic", "日本市场回暖，基本市政设施齐备。", place="530100"),
    Example("deictic", "国内的果农今年增收。", ({"text": "国内", "adcode": "100000"},)),
    Example("deictic", "统筹国内国际两个大局，打通国内和国际市场。"),
    Example("deictic", "国内生产总值增长百分之五。"),
    Example("deictic", "当地时间三日上午，代表团抵达。", place="530100"),
    Example(
        "deictic",
        "云南省人民政府：\n你省关于设立保护区的请示收悉。",
        ({"text": "你省", "adcode": "530000", "level": "province", "kind": "deictic"},),
        place="530000",
    ),
    Example(
        "deictic",
        "长沙市的湘江新区办了展会，全区的社工都来了。",
        ({"text": "全区", "adcode": "430100", "level": "region"},),
        place="430100",
    ),
    Example(
        "deictic",
        "湘江新区在长沙市岳麓区办了展会，全区的社工都来了。",
        ({"text": "全区", "adcode": "430104", "level": "county"},),
        place="430104",
    ),
    Example("deictic", "台盟开了大会，全盟上下都很振奋。"),
    Example("deictic", "这个法子帮你省下不少钱。", place="530000"),
    Example("deictic", "全国人大代表参加了审议。"),
    Example(
        "country", "中国的茶叶走向世界。", ({"text": "中国", "adcode": "100000", "level": "country", "kind": "name"},)
    ),
    Example("country", "外宾说，中国发展很快。", ({"text": "中国"},)),
    Example("country", "中国共产党成立一百多年了。"),
    Example("country", "推进中国式现代化，实现中国梦。"),
    Example("country", "养殖场有九家，其中国家级的三家。"),
    Example("country", "中国银行开了新网点。"),
    Example("country", "他是中国社区报、乡镇论坛的记者。"),
    Example("country", "中华人民共和国成立了。"),
    Example("country", "我国粮食又丰收了。"),
)
