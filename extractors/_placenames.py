"""Names of divisions in running text, and which of the places of a name is meant.

`sight` sees what may be one by name, short form or region, `resolve` tells which place is meant. `places` adds what
needs the mentions before it (villages, lists of short names, 全市), the locating of articles weighs those in its head.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

import ahocorasick_rs
import regex

from extractors import _gazetteer as gazetteer
from extractors._gazetteer import Place
from pipeline.records import Document
from pipeline.tokenise import parts_of_speech


class Mention(NamedTuple):
    """A place in the text. `place` is null where the name is shared and nothing decides; `level` is known even then."""

    start: int
    end: int
    rule: str
    kind: str
    place: Place | None
    level: str
    candidates: int


class Words:
    """A document's text with the words that it was cut into."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.document = document

    def across(self, offset: int) -> tuple[int, str] | None:
        """The word that the offset falls inside of, with its start; None between two words."""
        starts = self.document.word_starts
        at = bisect_right(starts, offset) - 1
        return None if starts[at] == offset else (starts[at], self.document.words[at])


class Cut(Protocol):
    """A text that tells of any offset whether a word goes across it."""

    text: str

    def across(self, offset: int) -> tuple[int, str] | None:
        """The word that the offset falls inside of, with its start; None between two words."""


class _Told(NamedTuple):
    """What a mention says but for where it stands."""

    rule: str
    kind: str
    place: Place | None
    level: str
    candidates: int


class _Hit(NamedTuple):
    """A name in the text. `told` is null where the article decides which place is meant, or whether one is."""

    start: int
    end: int
    places: tuple[Place, ...]
    bare: bool
    risky: bool
    told: _Told | None


class _Sense(NamedTuple):
    """What a surface may mean in a year, wherever it stands; `sort` is empty where that is never a place."""

    surface: str
    places: tuple[Place, ...]
    sort: str
    bare: bool
    risky: bool
    told: _Told | None


class Sighting(NamedTuple):
    """The hits of the dictionary that may be places, and the spans of `DEICTICS`: all that does not hang on the
    article's own place."""

    hits: list[_Hit]
    pointing: list[tuple[int, int]]

    def until(self, end: int) -> Sighting:
        """What of it ends by `end`."""
        return Sighting(
            [hit for hit in self.hits if hit.end <= end], [span for span in self.pointing if span[1] <= end]
        )

    def behind(self, other: Sighting, shift: int) -> Sighting:
        """This one, moved `shift` characters on, behind the other one."""
        hits = [_Hit(hit.start + shift, hit.end + shift, *hit[2:]) for hit in self.hits]
        return Sighting([*other.hits, *hits], [*other.pointing, *((a + shift, b + shift) for a, b in self.pointing)])


DEICTICS = {
    "全国": "country", "我国": "country", "国内": "country",
    "全省": "province", "我省": "province", "本省": "province", "该省": "province", "省内": "province",
    "你省": "province", "你市": "prefecture", "你县": "county", "你区": "county",
    "全市": "prefecture", "我市": "prefecture", "本市": "prefecture", "该市": "prefecture",
    "全州": "prefecture", "我州": "prefecture", "该州": "prefecture", "全盟": "prefecture", "我盟": "prefecture",
    "全县": "county", "我县": "county", "本县": "county", "该县": "county",
    "全区": "county", "我区": "county", "本区": "county", "该区": "county",
    "全旗": "county", "我旗": "county",
    "全镇": "township", "我镇": "township", "该镇": "township", "本镇": "township",
    "全乡": "township", "我乡": "township", "该乡": "township", "全街道": "township",
    "全村": "village", "我村": "village", "该村": "village", "本村": "village", "我们村": "village",
    "全港": "province", "本港": "province", "本澳": "province", "全澳": "province", "全台湾": "province",
    "全自治区": "province",
    "辖区": "",
}  # fmt: skip


_WORDS_PATH = Path(__file__).parent / "_placenames.words.tsv"


def _word_lists() -> dict[str, set[str]]:
    """The lists of `_placenames.words.tsv`: what each is for is told there."""
    lists: dict[str, set[str]] = defaultdict(set)
    for line in _WORDS_PATH.read_text(encoding="utf-8").splitlines():
        if line[0] != "#":
            name, words = line.split("\t")
            lists[name].update(words.split(" "))
    return lists


_WORD_LISTS = _word_lists()
# A kind of place that is also the full name of a county may be that county.
_NO_PLACES = _WORD_LISTS["no_place"] - _WORD_LISTS["city_part"]
_WEAK_NAMES = _WORD_LISTS["weak_name"]
_WEAK_SHORTS = _WORD_LISTS["weak_short"]
_NEVER_BARE = _WORD_LISTS["never_bare"]
_WEAK_COUNTIES = _WORD_LISTS["weak_county"]
_PLAIN_WORDS = _WORD_LISTS["word"]
VILLAGE_KINDS = _WORD_LISTS["village_kind"]
_FOREIGN_SYLLABLES = frozenset("斯尔克姆德特亚拉尼罗利卡布巴诺莱维杰洛科塞托丹妮娜莎诺莫瓦")
_WATER = regex.compile(
    "流域|两岸|上游|中游|下游|干流|支流|水位|沿岸|河畔|畔|湾|特大桥|大桥|洪水|源头|入海|口岸段|河道|水系|水源"
)
_LOWER_DIVISION = regex.compile(
    "[一二三四五六七八九十]?村|镇(?!静|定)|乡(?!村|贤|亲|镇)|街道|社区|居民区|小区|花园|公寓|新苑|(?:、[\u3400-\u9fff]{2,4}){1,12}等?[0-9一二三四五六七八九十两]{1,3}个(?:街道|乡|镇|村|社区)"
)
# What follows a full name's end and makes a word with it: 昆明市|场, 昆明市|区. The place is then named without its
# end, or is none at all. But 市民政局 is the city's, 市区县 are its parts, and 民和县, 会同县 begin names of their own.
_CITIZENS = "民(?!政|宗|族|间|营|生|办|革|盟|建|进|主|委|用|航|和县|乐县|权县|勤县|丰县|和回)"
_SPLIT_END = {
    "市": regex.compile(
        f"场(?!馆|所|站|地)|{_CITIZENS}|值|容|郊(?!区)|区(?!级|县|政|委|管|属|域|两)|面|级|政(?!府|协|法|策|务|治)|域"
    ),
    "县": regex.compile("级"),
    "区": regex.compile("域|块|间|别|划|位|级|分(?=布|隔|为|局|类)"),
    "省": regex.compile("级|份|会(?!议|计|展|同县|昌县|宁县|理|东县|泽)|道|略"),
    "州": regex.compile("级"),
    "镇": regex.compile("静|定|压|痛"),
    "乡": regex.compile("亲|村(?!民|干部)|镇|愁|情|音|贤|土|野|党(?![员委组支总群建政])|风"),
    "村": regex.compile("民|庄|寨|镇|落"),
}
# Behind a short name these make the name of a road, a paper, a station, a ship or an estate.
_NO_PLACE_BEFORE = regex.compile(
    "(?:[东西南北中一二三]?(?:路(?!过|演|径|网)|街(?!道|区|镇|头|坊)|大街(?!小巷)|大道|巷))|日报|晚报|早报|晨报|都市报|都市快报|时报|商报|周报|青年报|法[制治]报|"
    "经济(?:日|时|导)?报|新报|卫视|发布(?=$|[)）\n])|人民广播|广播电视|电视台|舰|号(?![召码角])|话(?![题语])|菜(?![价市农])|剧(?!烈|本|场|院|团|增)|酱|老窖|茅台(?!镇)|汾酒|瓷(?!器)|药业|牌(?!照|匾)|啤酒|"
    "[一二三四五六七八九十]?村(?![民级镇庄落里干两])|居民区|小区"
)
_ORG_TAIL = regex.compile(
    "^(?:大学|学院|人|市|省|县|区|州|方面|站|城|港|籍|队|军区|府|城市|地区|全市|全省|岛|路|西站|南站|北站|东站)"
)
_ORG_END = regex.compile(
    "(?:大学|学院|中心|医院|公司|集团|交易所|警备区|军区|基本法|机场|起义|法院|银行|政府|委员会|办事处|特区|会议|会址|事变|大屠杀|战役|馆|院|社|厂|中学|小学|省委|市委|区委|县委)$"
)
_GLUE = regex.compile("[、和与及到至—\\-~,，]|以及|还有|或")
_PAPER = regex.compile(r"[\u3400-\u9fff]{1,4}报(?=[、，。》）)\s记])")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾韦邹孟熊秦邱尹薛闫段雷侯史陶黎贺顾毛郝龚邵钱严覃戴莫孔汤冉洪温庄华殷符葛毕柳倪"
)
_ZONE = regex.compile(
    "(?:国家级|国家)?(?:综合保税区|综保区|保税港?区|自由贸易试验区|自由贸易区|自贸试验区|自贸片区|自贸区|高新技术产业开发区|高新技术开发区|高新技术产业园区|高新产业开发区|高新开发区|高新区|"
    "经济技术开发区|经济开发区|经开区|开发区|循环经济园区|工业园区|产业园区|科技园区|旅游度假区|出口加工区|跨境经济合作区|临空经济区|临港经济区|航空港区|(?:未来)?大?科[学技]城|新区)"
    "(?!域)"
)
_ZONE_BY_KIND = regex.compile(
    "(?r)(?:城乡一体化示范区|一体化示范区|示范区|临港区|高新区|经开区|(?:经济|技术|高新|产业)*开发区|(?:旅游)?度假区|管理区|新区)"
)
_ABBREVIATED = re.compile(
    "[在来赴抵访留驻援离返](?:[京沪津渝粤鄂湘皖赣闽琼鲁豫浙冀晋黔滇](?![商剧菜派股军语津沪港澳])|[港澳](?![口湾珠龙元股币警铁大元督澳区台人]))"
)
_ABBREVIATIONS = {
    "京": "110000", "津": "120000", "冀": "130000", "晋": "140000", "沪": "310000", "浙": "330000", "皖": "340000",
    "闽": "350000", "赣": "360000", "鲁": "370000", "豫": "410000", "鄂": "420000", "湘": "430000", "粤": "440000",
    "琼": "460000", "渝": "500000", "黔": "520000", "滇": "530000", "港": "810000", "澳": "820000",
}  # fmt: skip
_OVERSEAS = ("71", "81", "82")
_LEARNED = regex.compile("[\u3400-\u9fff]{0,4}?(?:大学|学院|医院|局集团)|平原|高原|盆地|林区|抗联|虎|军区|战区")
# Regions named by a direction, which is as often no more than that.
_DIRECTION = regex.compile("(?:东北|西北|西南|中东部|中西部)(?:地区)?|[东中西]部地区|华[北东中南]|江淮|黄淮|九龙|新界")
_STATE = frozenset("家有内际外产")
_HEADS = frozenset(("中共", "中国", "国网", "国务院", "首都"))
_GRAMMAR = frozenset("在于借到去从由向往经离至赴与和及同为被将把对让是等的了前原")
_BESIDE = frozenset(("", " ", "·", "-", ":", "："))
_NEXT_VILLAGE = regex.compile("([\u3400-\u9fff]{2,7}?)(?:社区|村|居委会)")
_TOWN_MARKS = ("街道", "镇", "乡")
_TOWN_END = regex.compile(f"(?:{'|'.join(_TOWN_MARKS)})$")
_SENTENCE_END = regex.compile("[。！？!?；;\n]")
# 记者陈大文台北2日电: whatever the words before it, what a day and 电 follow is where the report was sent from.
_DATELINE = re.compile(r"(?:\d{1,2}月)?\d{1,2}日(?:综合|外|专)?[电讯]")
# More than all else together: a place right behind the one that holds it (北京|朝阳) is in it.
_ADJACENT = 200
# Less than this, and nothing in the article is in the province of a place of the name.
_NEAR = 8
_LEVELS = {"country": 5, "province": 4, "prefecture": 3, "county": 2, "township": 1, "village": 0, "region": 3}


class _Dictionary(NamedTuple):
    """All words that are looked for in a text, numbered: the surfaces of the gazetteer as they are there, then others.

    Three in four are names of townships, which all end alike: these are looked up where the text has such an end, the
    others, whose `numbers` those are, by the automaton. `pointing` are the numbers of `DEICTICS`.
    """

    automaton: ahocorasick_rs.AhoCorasick
    numbers: list[int]
    towns: dict[str, int]
    longest_town: int
    pointing: frozenset[int]


@cache
def _dictionary() -> _Dictionary:
    words = [*gazetteer.surfaces(), *sorted({*DEICTICS, *_NO_PLACES} - _known())]
    towns = {word: number for number, word in enumerate(words) if word.endswith(_TOWN_MARKS)}
    others = {word: number for number, word in enumerate(words) if word not in towns}
    pointing = frozenset([number for number, word in enumerate(words) if word in DEICTICS])
    automaton = ahocorasick_rs.AhoCorasick(list(others))
    return _Dictionary(automaton, list(others.values()), towns, max(map(len, towns)), pointing)


def _matches(text: str) -> list[tuple[int, int, int]]:
    """Start, end (below zero) and number of every word of the dictionary in a text, in order, the longest first."""
    automaton, numbers, towns, longest, _ = _dictionary()
    found = [(start, -end, numbers[at]) for at, start, end in automaton.find_matches_as_indexes(text, overlapping=True)]
    for mark in _TOWN_MARKS:
        at = text.find(mark)
        while at >= 0:
            end = at + len(mark)
            for start in range(max(end - longest, 0), at):
                if (number := towns.get(text[start:end])) is not None:
                    found.append((start, -end, number))
            at = text.find(mark, end)
    found.sort()
    return found


@lru_cache(maxsize=50_000)
def _meant(index: int, year: int | None) -> tuple[Place, ...]:
    """What a surface may mean in a year, the widest first: a name is that of those who bore it then, else ever did."""
    surface = gazetteer.surfaces()[index]
    if surface in _NO_PLACES:
        return ()
    found = gazetteer.meanings(index)
    if any(place.unit >= 0 for place in found):
        units = [place for place in found if place.unit >= 0]
        now = [
            place
            for place in units
            if gazetteer.valid(place.unit, year)
            and (
                place.sort == "alias"
                or (place.sort == "short" and gazetteer.dated(place.unit, year).name.startswith(surface[:2]))
                or (place.sort == "name" and gazetteer.called(place.unit, surface, year))
            )
        ]  # fmt: skip
        regions = tuple(place for place in found if place.sort == "region")
        if regions and not now:
            return regions
        others = [place for place in found if place.unit < 0 and place.level == "township" and place.sort == "name"]
        # A short form is that of a name borne then: 渡口 is a wharf since Dukou has been Panzhihua.
        if not now and units[0].sort == "name":
            now = [place for place in units if gazetteer.valid(place.unit, year)] or units
        found = (*now, *others)
    distinct = {place.code: place for place in reversed(found)}.values()
    return tuple(sorted(distinct, key=lambda place: (-_LEVELS[place.level], place.code)))


@cache
def _common(surface: str) -> bool:
    """Whether a short name is a word of its own (合作, 资源). Persons' names are not counted: they are rarer."""
    tag = parts_of_speech().get(surface)
    return surface in _PLAIN_WORDS or (tag is not None and tag not in ("ns", "nz", "nt", "nr", "nrt", "nrfg"))


def _is_plain(town: str) -> bool:
    """Whether a township's name is a plain word and an end (联合|镇, 发展|乡): then it needs its county's support."""
    return parts_of_speech().get(_TOWN_END.sub("", town), "x")[0] in "vadb"


# The locating of an article and the finding of its places ask for the same text, one after the other: what the first
# has seen waits here for the second, for a shard of articles at most.
_SEEN: dict[tuple[str, int | None], Sighting] = {}
_MOST_SEEN = 4096


def sight(words: Cut, year: int | None, again: bool = False) -> Sighting:
    """What may be places in a text. `again`: it will be asked for once more."""
    key = words.text, year
    seen = _SEEN.pop(key, None) or _sight(words, year)
    if again:
        if len(_SEEN) >= _MOST_SEEN:
            _SEEN.clear()
        _SEEN[key] = seen
    return seen


@cache
def _senses(_year: int | None) -> dict[int, _Sense]:
    """What is known so far of the surfaces in a year, by their index."""
    return {}


def _sense(index: int, year: int | None) -> _Sense:
    """What a surface means in a year: what it does today, once its places have had their last change."""
    return _sense_at(index, None if year is None or year >= _settled(index) else year)


@cache
def _settled(index: int) -> int:
    return max([gazetteer.settled(place.unit) for place in gazetteer.meanings(index) if place.unit >= 0], default=0)


@cache
def _sense_at(index: int, year: int | None) -> _Sense:
    surface, places = gazetteer.surfaces()[index], _meant(index, year)
    if not places:
        return _Sense(surface, (), "", False, False, None)
    first = places[0]
    sort, bare, risky = "name", False, False
    if first.level == "country":
        sort = "country"
    elif first.sort == "region":
        sort, risky = "region", surface in ("九龙", "新界")
    elif first.sort in ("short", "alias"):
        if first.level == "county" and surface in _NEVER_BARE:
            return _Sense(surface, (), "", False, False, None)
        sort, bare = "short", True
        risky = surface in _WEAK_SHORTS if first.level in _WIDE else surface in _WEAK_COUNTIES or _common(surface)
    else:
        foreign = len(places) == 1 and first.level in ("county", "township") and first.code[:2] in _OVERSEAS
        # 滨海区 was a county for three years long ago, and is a zone of many cities since.
        borne = (
            [spell.last for spell in gazetteer.spells(first.unit) if spell.name == surface] if first.unit >= 0 else []
        )
        gone = first.level == "county" and max(borne, default=0) < (year or gazetteer.LAST_YEAR) - _FORGOTTEN
        risky = foreign or gone or surface in _WEAK_NAMES
    return _Sense(surface, places, sort, bare, risky, _told_alone(places, bare, risky))


def _told_alone(places: tuple[Place, ...], bare: bool, risky: bool) -> _Told | None:
    """What a name says whatever else the article says."""
    first = places[0]
    clear = first.level in _CLEAR or (first.level == "county" and not bare)
    return _told(first, places, bare) if len(places) == 1 and not risky and clear else None


def _told(place: Place | None, places: tuple[Place, ...], bare: bool) -> _Told:
    meant = place or places[0]
    rule = _RULES.get(meant.level, "short" if bare else "division")
    kind = "region" if meant.sort == "region" else "short" if bare or meant.sort in ("short", "alias") else "name"
    return _Told(rule, kind, place, meant.level, len(places))


def _sight(words: Cut, year: int | None) -> Sighting:
    count = len(gazetteer.surfaces())
    pointing_words, senses = _dictionary().pointing, _senses(year)
    hits: list[_Hit] = []
    pointing: list[tuple[int, int]] = []
    named, done = 0, 0
    for start, back, index in _matches(words.text):
        if start < done:
            continue
        done = end = -back
        if index in pointing_words:
            pointing.append((start, end))
        if index < count:
            sense = senses.get(index) or senses.setdefault(index, _sense(index, year))
            hit = _hit(words, sense, start, end, named) if sense.sort else None
            if hit is None:
                done = start + 1  # the wrong match may hide a right one that begins inside of it: 目|前海|南
            else:
                hits.append(hit)
                named = hit.end
        elif index not in pointing_words:
            named = end
    return Sighting(hits, pointing)


def _hit(words: Cut, sense: _Sense, start: int, end: int, done: int) -> _Hit | None:
    """A match of the dictionary as a mention to weigh, or None where the language makes it no place."""
    surface, places, sort, bare, risky, told = sense
    text, first = words.text, places[0]
    if sort == "country":
        if _is_paper(text, end):
            return None
        # 其中|国家, 其中|国有
        apart = start and text[start - 1] == "其" and text[end : end + 1] in _STATE
        return None if apart else _Hit(start, end, places, False, False, told)
    if bare and "0" <= text[end : end + 1] <= "9" and _DATELINE.match(text, end):
        return _Hit(start, end, places, bare, risky, told)
    led = start > done and "\u3400" <= text[start - 1] <= "\u9fff"
    if led and _cut_across(words, surface, start, first, bare):
        return None
    if sort == "region" and not _is_region(words, surface, start, end):
        return None
    if bare and not _stands_bare(words, surface, start, end, led, first):
        return None
    split = _SPLIT_END.get(surface[-1]) if sort == "name" else None
    if split is not None and split.match(text, end) and not surface.endswith("自治区"):
        if surface[-1] not in "市省" or len(surface) < 3:
            return None
        return _Hit(start, end - 1, places, True, False, _told_alone(places, True, False))
    return _Hit(start, end, places, bare, risky, told)


def _cut_across(words: Cut, surface: str, start: int, first: Place, bare: bool) -> bool:
    """Whether the name begins inside of a word: 建|成县|区级. A long name may cut a word that jieba made up itself."""
    if first.level in ("province", "prefecture") and not bare and len(surface) > 2:
        return False
    across = words.across(start)
    if across is None:
        return False
    if across[1] in parts_of_speech():
        head = words.text[across[0] : start]
        return head not in _HEADS and head not in _known()
    # 借|浦东, 由|新场|镇: what jieba does not know, it may have glued to a word of grammar.
    glued = start - across[0] == 1 and words.text[start - 1] in _GRAMMAR
    if bare:
        return first.code[:2] != "71" and not (glued and words.across(start + len(surface)) is None)
    return not glued and len(surface) < (4 if first.level == "township" else 3)


def _stands_bare(words: Cut, surface: str, start: int, end: int, led: bool, first: Place) -> bool:
    """Whether a short name names its place here. `led`: a word stands before it that is no place."""
    text, county = words.text, first.level == "county"
    followed = "\u3400" <= text[end : end + 1] <= "\u9fff"
    if led and _is_person(words, start):
        return False
    if followed and (_NO_PLACE_BEFORE.match(text, end) or _is_medium(text, start, end)):
        return False
    if county and _lower_or_other(words, start, end):
        return False
    last = surface[-1]
    if last == "州" and text[max(start - 1, 0) : start] in _FOREIGN_SYLLABLES:
        return False
    if followed and last in "江河湖" and (county or first.level == "prefecture") and _WATER.match(text, end):
        return False
    return not (followed and first.code[:2] != "71" and _joined(words, start, end))


@cache
def _known() -> frozenset[str]:
    return frozenset(gazetteer.surfaces())


def _joined(words: Cut, start: int, end: int) -> bool:
    """Whether a name ends inside of a word that makes something else of it: 大理|石, 惠州|西|湖.

    The longer words that begin with a place and still name it: 昆明|人, 酒泉|卫星发射中心, 广西|南宁.
    """
    across, text = words.across(end), words.text
    if across is None or across[1] not in parts_of_speech():
        return False
    if text[end : end + 2] in _known() or text[end : end + 3] in _known() or _ZONE.match(text, end):
        return False  # 湖|南岳|阳: jieba cuts rows of places as it likes
    if across[0] > start:
        return end - start < 3
    rest = text[end : across[0] + len(across[1])]
    return not (len(rest) > 2 or _ORG_TAIL.match(rest) or _ORG_END.search(rest))


def _lower_or_other(words: Cut, start: int, end: int) -> bool:
    """A county's short form that goes on into a village's name (三河|村) or stands amid a foreign one (斯|凯里|特)."""
    text = words.text
    if _LOWER_DIVISION.match(text, end) or (text[end - 1] not in "县区旗" and words.across(end) is not None):
        return True
    return text[start - 1 : start] in _FOREIGN_SYLLABLES and text[end : end + 1] in _FOREIGN_SYLLABLES


def _is_person(words: Cut, start: int) -> bool:
    """李四川: a surname that stands as a word of its own before a two-character name."""
    if words.text[start - 1] not in _SURNAMES or words.across(start) is not None:
        return False
    across = words.across(start - 1)
    return across is None or across[1] not in parts_of_speech()


def _is_medium(text: str, start: int, end: int) -> bool:
    """中新网四川新闻, 中国社区报."""
    return _is_paper(text, end) or (text[start - 1 : start] == "网" and text.startswith(("新闻", "频道"), end))


def _is_paper(text: str, end: int) -> bool:
    """中国|教育报, behind the name that the paper's begins with."""
    return "报" in text[end + 1 : end + 5] and _PAPER.match(text, end) is not None


def _is_region(words: Cut, surface: str, start: int, end: int) -> bool:
    text = words.text
    if _NO_PLACE_BEFORE.match(text, end) or (len(surface) < 3 and words.across(end)):
        return False
    if not _DIRECTION.fullmatch(surface):
        return True
    # 东北 and the like are directions too (东北部, 偏西北, 西南风), and parts of other countries (美国西部地区).
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    if _LEARNED.match(text, end) or (after and after in "部风角侧向边面方亚麓岸沿缘端段隅海口"):
        return False
    if surface[0] in "华江黄九新" or (after and after in "振老全三抗"):
        return True
    if before == "国":
        return text[max(start - 2, 0) : start] in ("我国", "全国", "中国", "出国")
    return not "\u3400" <= before <= "\u9fff" or before in "在和与及对从到赴轮将进跨是向由往给为以等内响盖于兴持入"


def resolve(text: str, hits: list[_Hit], home: str | None) -> list[Mention]:
    """The mentions of places by name, in order. `home` is the last code of the article's own place, where known."""
    if not hits:
        return []
    context: _Context | None = None
    found: list[Mention] = []
    streets = _namesakes(text, hits)
    for at, hit in enumerate(hits):
        start, end, places, bare, _, told = hit
        if bare and streets and text[start:end] in streets:
            continue
        if told is None:
            context = context or _context(hits, home)
            place, firm = _choose(text, hits, at, found, context)
            if not firm:
                continue
            told = _told(place, places, bare)
        found.append(Mention(start, end, *told))
    return found


_WIDE = ("province", "prefecture")
# After so many years a name is no longer that of the division that bore it.
_FORGOTTEN = 20
_CLEAR = ("region", "country", *_WIDE)
_RULES = {"region": "region", "township": "township", "country": "country"}


def _namesakes(text: str, hits: list[_Hit]) -> set[str]:
    """Far cities that a township of the article is named for: beside 上海's 潍坊新村街道, 潍坊 alone is the street."""
    towns = [hit for hit in hits if hit.places[0].level == "township"]
    far: set[str] = set()
    for hit in hits if towns else ():
        surface, place = text[hit.start : hit.end], hit.places[0]
        if hit.bare and place.level in ("prefecture", "county"):
            own = [town for town in towns if text.startswith(surface, town.start)]
            if own and not any(within(option, place) for town in own for option in town.places):
                far.add(surface)
    return far


class _Context(NamedTuple):
    """Where the whole article says it is: its own place, the places named in full, those of the wide levels, and how
    many of its townships each county may hold."""

    home: str | None
    anchors: frozenset[str]
    prefixes: frozenset[str]
    wide: frozenset[str]
    towns: dict[str, int]


def _context(hits: list[_Hit], home: str | None) -> _Context:
    anchors = {home} if home else set()
    wide = set()
    towns: dict[str, int] = {}
    for _, _, places, bare, risky, _ in hits:
        if places[-1].level == "township":
            for county in {place.code[:6] for place in places if place.level == "township"}:
                towns[county] = towns.get(county, 0) + 1
        if not risky and bare and places[0].level in _WIDE:
            wide.add(places[0].code)
        elif not risky and not bare and len(places) == 1:
            anchors.add(places[0].code)
    prefixes = {code[:4] for code in anchors if code[2:4] != "00"} | {code[:2] for code in anchors | wide}
    stems = frozenset([gazetteer.stem(code, "") for code in wide])
    return _Context(home, frozenset(anchors), frozenset(prefixes), stems, towns)


def _choose(text: str, hits: list[_Hit], at: int, found: list[Mention], context: _Context) -> tuple[Place | None, bool]:
    """The place meant by a hit, and whether the hit is a place at all."""
    hit, home = hits[at], context.home
    if hit.places[0].level == "region":
        return hit.places[0], (home or "").startswith("81") or "81" in context.prefixes
    before = found[-1].place if found and hit.start - found[-1].end <= 2 else None
    gap = text[found[-1].end : hit.start] if before is not None else ""
    inside = [place for place in hit.places if before is not None and gap in _BESIDE and within(place, before)]
    if hit.bare and not inside and hit.places[0].level == "province":
        return hit.places[0], True  # 山西浑源、河南焦作: not 河南县
    near: list[Place] = []
    end = hit.start
    for mention in reversed(found[-6:]):
        if hit.start - mention.end > 100 or _SENTENCE_END.search(text, mention.end, end):
            break
        end = mention.end
        if mention.place is not None:
            near.append(mention.place)
    scored = []
    for place in hit.places:
        score, support = 0, False
        if place in inside:
            score, support = score + _ADJACENT, True
        elif before is not None and _GLUE.fullmatch(gap) and _akin(place, before):
            score, support = score + 60 + 2 * _shared(place.code, before.code), True
        holder = next((other for other in near if within(place, other)), None)
        if holder is not None:
            score += 30 + len(gazetteer.stem(holder.code, holder.level))
            support = support or not hit.risky or (not hit.bare and place.code[:2] in _OVERSEAS)
        if home:
            shared = _shared(place.code, home)
            score += 5 * shared
            support = support or (not hit.risky and shared >= 4)
            if home[:2] in _OVERSEAS and place.code[:2] == home[:2]:
                score += 40
                support = support or not hit.risky or not hit.bare or place.sort == "alias"
        if place.code in context.anchors:
            score += 15
            # What the dictionary takes for a verb or a noun (屯留) is the county where that is the article's own.
            own = place.code == home and text[hit.start : hit.end] not in _PLAIN_WORDS
            support = support or (place.level != "township" and (own or not hit.risky))
        elif place.code[:4] in context.prefixes:
            score += 8
        elif place.code[:2] in context.prefixes:
            score += 3
        if place.code[:2] in context.wide or place.code[:4] in context.wide:
            score += 4
        if hit.bare and place.level in ("province", "prefecture"):
            score += 10 * _LEVELS[place.level]
        scored.append((score, support, place))
    if hit.bare and not inside:
        # 乌鲁木齐 is the city, unless its own county of that name is plainly meant.
        wide = [entry for entry in scored if any(within(other, entry[2]) for _, _, other in scored)]
        scored = wide if wide and home not in {place.code for _, _, place in scored} else scored
    best = max(score for score, _, _ in scored)
    tops = [(support, place) for score, support, place in scored if score == best]
    supported = any(support for support, _ in tops)
    plain = hit.places[0].level == "township" and _is_plain(text[hit.start : hit.end])
    if len(tops) > 1:
        fitting = _by_part(text, hits, at, [place for _, place in tops], context)
        if fitting is None and best < _NEAR and not supported and hit.places[0].level == "township":
            fitting = None if plain else _own_town(text[hit.start : hit.end], home)
        return fitting, fitting is not None or not (hit.bare or hit.risky or plain)
    chosen = tops[0][1]
    if supported:
        return chosen, True
    if hit.bare or hit.risky:
        if home and home[:2] in _OVERSEAS and chosen.code[:2] != home[:2] and (hit.risky or chosen.level == "county"):
            return chosen, False
        after = hits[at + 1] if at + 1 < len(hits) else None
        listed = (
            after is not None
            and not after.risky
            and _GLUE.fullmatch(text, hit.end, after.start) is not None
            and _akin(chosen, after.places[0])
        )
        if chosen.level in ("province", "prefecture"):
            return chosen, not hit.risky or listed
        surface = text[hit.start : hit.end]
        if chosen.level == "township" and chosen.sort == "alias" and len(hit.places) == 1:
            return chosen, True  # 横琴
        if any(surface in gazetteer.short_towns(code) for code in context.anchors if len(code) == 6):
            return chosen, False  # 龙泉 in an article on 门头沟区 is its 龙泉镇
        return chosen, not hit.risky and (listed or surface[-1] in "县区旗州" or _well_known(hit, chosen, text))
    if chosen.level == "township" and best < _NEAR:
        # Names of townships repeat all over the country, and the gazetteer does not know those of the past: an article
        # on a county means its own.
        town = _own_town(text[hit.start : hit.end], home)
        return town or (chosen if len(hit.places) == 1 else None), not plain
    return chosen, True


def _own_town(name: str, home: str | None) -> Place | None:
    """A township that the gazetteer does not know in the county that the article is about."""
    county = gazetteer.by_code(home) if home else None
    return Place(county.code, "township", name, "name") if county is not None and county.level == "county" else None


def _by_part(text: str, hits: list[_Hit], at: int, places: list[Place], context: _Context) -> Place | None:
    """The one of the places that has the part named right behind it: 青山区|冶金街道 is in 武汉, not in 包头."""
    end = hits[at].end
    if at + 1 < len(hits) and hits[at + 1].start == end:
        fitting = [place for place in places if any(within(part, place) for part in hits[at + 1].places)]
    else:
        match = _NEXT_VILLAGE.match(text, end)
        base = match.group(1) if match else ""
        fitting = [
            place
            for place in places
            if base and any(code.startswith(place.code) for code, _ in gazetteer.village(place.code[:6], base))
        ]
    if fitting or hits[at].bare or places[0].level != "county":
        return fitting[0] if len(fitting) == 1 else None
    # 宝山区 …… 友谊路街道: the one that holds most of the townships of the article.
    held = [context.towns.get(place.code, 0) for place in places]
    return places[held.index(max(held))] if held.count(max(held)) == 1 else None


def _well_known(hit: _Hit, place: Place, text: str) -> bool:
    return len(hit.places) == 1 and place.name.endswith("市") and not _common(text[hit.start : hit.end])


def within(place: Place, parent: Place) -> bool:
    """Whether a place lies in another one, below it."""
    if place.code == parent.code or parent.level in ("village", "region", "country"):
        return False
    return (
        place.code.startswith(gazetteer.stem(parent.code, parent.level))
        and _LEVELS[place.level] < _LEVELS[parent.level]
    )


def _akin(place: Place, other: Place) -> bool:
    """Whether two places may stand in one list: of a level, or in one prefecture."""
    return place.level == other.level or (place.code[:4] == other.code[:4] and place.level != "township")


def _shared(one: str, other: str) -> int:
    """How many leading digits two codes share, in whole levels."""
    if one[:2] != other[:2]:
        return 0
    shared = next((length for length in (9, 6, 4) if len(one) >= length and one[:length] == other[:length]), 2)
    return 2 if shared == 4 and one[2:4] == "00" else shared


def leading(text: str, year: int | None) -> Place | None:
    """The place whose name `text` begins with (玉溪日报), down to the last of its parts named at once (上海|宝山)."""
    found, at = None, 0
    for start, back, index in _matches(text):
        if start < at:
            continue
        end = -back
        if start > at or index >= len(gazetteer.surfaces()):
            break
        places = [place for place in _meant(index, year) if place.level in ("province", "prefecture", "county")]
        places = [place for place in places if found is None or within(place, found)]
        if len(places) > 1 and places[0].level == "county":
            break  # 新城区融媒体中心 is of one of two
        place = next(iter(places), None)
        surface = text[start:end]
        plain = (
            surface in _NEVER_BARE
            or surface in _WEAK_SHORTS
            or (place is not None and place.level == "county" and _common(surface))
        )
        if place is None or (plain and found is None):
            break  # 东方早报 is not Dongfang's
        found, at = place, end
    return found


def zone_before(text: str, end: int) -> int | None:
    """Where a zone by its kind alone begins that ends here, in the place of a county: 高新区|石羊街道."""
    if text[end - 1 : end] != "区":
        return None
    match = _ZONE_BY_KIND.match(text, 0, end)
    return match.start() if match else None


def zone_end(text: str, mention: Mention) -> int | None:
    """Where a named zone ends that begins with this place (苏州|高新区)."""
    match = _ZONE.match(text, mention.end)
    return match.end() if match else None


def abbreviations(text: str) -> list[tuple[int, str]]:
    """Provinces named by their one character behind a verb of place (抵沪, 在京): start and code."""
    return [(match.end() - 1, _ABBREVIATIONS[text[match.end() - 1]]) for match in _ABBREVIATED.finditer(text)]
