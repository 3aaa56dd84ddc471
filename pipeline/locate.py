"""Article → the adcode of its own place: what 全市 and 我县 in it mean, and where a shared name is looked for first.

Every mention in the title and the text votes for its place, those in the title most; the outlet votes for its own. The
place is then looked for from the country down: a division is entered while it holds most of the votes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

import ahocorasick_rs
import regex

from extractors import _gazetteer as gazetteer
from extractors import _placenames as names
from extractors._placenames import Mention
from pipeline import tokenise
from pipeline.records import Article, Block

COUNTRY = "100000"
_LEAD = 450
_TITLE_VOTE, _FIRST_VOTE, _LEAD_VOTE, _OUTLET_VOTE = 6.0, 2.0, 1.5, 4.0
# The first sentence of news tells where it happened; what is named once behind it is named in passing.
_PASSING = 0.4
# What each level written before a place adds to its vote: an address in full is where a thing happens.
_HELD = 0.25
# How much of a division's votes one part of it must hold, for the article to be about that part.
_MOST = 0.6
_NATIONAL_OUTLET = regex.compile(
    "央视|新闻联播|新华|人民网|人民日报|中新|中国新闻|光明|^经济日报|中国政府|国务院|求是|央广|环球|^中国|国家|法制日报|法治日报|证券报|证券[时日]报|工人日报|农民日报|民政部|财政部|部$"
)
# Words that tell whose affairs a text is about, where it names no place: those of the country, of Hong Kong, of Taiwan.
_MINISTRY = "ministry"
_CLUES = {
    COUNTRY: (
        "全国 我国 国务院 党中央 中共中央 中华人民共和国 中国 国内 国家主席 国家发展 国家统计 国家税务 国家能源 "
        "国家林 习近平 各省 发改委 商务部 财政部 工信部 央行 证监会 民政部"
    ),
    _MINISTRY: (
        "环保部 质检总局 农业部 农业农村部 国资委 银监会 卫生部 交通运输部 工业和信息化部 人力资源和社会保障部 "
        "海关总署 税务总局 住建部 住房和城乡建设部 住房城乡建设部"
    ),
    "810000": (
        "特区政府 行政长官 特首 立法会 区议会 本港 全港 港币 港元 港府 港人 香港 港铁 施政报告 财政司 西九 "
        "泛民 建制派 民主派 社民连 公民党 民建联 经民联 国安处 政总 文凭试 综援 公屋 屯门 元朗 新界 九龙 港岛"
    ),
    "820000": "澳门立法会 澳门特区政府 澳门特区 澳门行政长官",
    "710000": "行政院 立法院 立委 国民党 民进党 民众党 中央社 县府 两岸 台湾 总统府 陆委会",
}
# Hong Kong's papers name Beijing and the mainland's cities all the time, and their own city hardly ever.
_OVERSEAS_WEIGHTS = {"810000": 1.5, "710000": 1.0, "820000": 1.0}
_STOP = regex.compile("[，。、；：！？,;:!?\\s（）()“”《》【】]")
_STOP_BEFORE = regex.compile("(?r)" + _STOP.pattern)
# 新华社北京8月18日电 tells where the desk is. A bank, a university, a company bears a place's name and works anywhere.
_DATELINE = regex.compile(r"\d{1,2}月\d{1,2}日[电讯]|\d{1,2}日[电讯]")
_BEARER = regex.compile(r"[)）]?[\u3400-\u9fff]{0,6}?(?:大学|学院|银行|公司|集团|证券|中学|商报|期货|交易所|商会)")
_CORPS, _ALSO = "生产建设兵团", frozenset("和及、")
_MANY = regex.compile("各地|多地|多省|各部门|各方")
_LATIN = regex.compile("^[A-Za-z0-9@ ]+")
_LOCAL = regex.compile("社区|街道|居民区|村民|网格员|我[省市县区]|[镇乡村]党")
# Trade news that names no place at all is about the country's market, unless it is about another one's.
_TRADE = regex.compile("企业|市场|产业|行业|厂家|厂商|公司|品牌|消费者|业内")
_ABROAD = regex.compile(
    "[美韩德英法俄外]国|日本|日元|美元|欧元|意大利|欧洲|欧美|欧盟|瑞[典士]|印度|巴西|肯尼亚|[东南北]亚|全球|海外|外电|路透"
)
_LEAST_TRADE = 3
_POINTING = {
    "省": ("province",),
    "市": ("prefecture", "county"),
    "县": ("county",),
    "区": ("county",),
    "旗": ("county",),
    "州": ("prefecture",),
}


def locate(article: Article, blocks: tuple[Block, ...]) -> str | None:
    """The adcode, at the article's date, of the province, prefecture or county that the article is about; 100000 where
    that is the whole country; null where nothing tells."""
    year = article.published.year if article.published else None
    title, text = article.title or "", article.text
    until = _LEAD + len(title)
    seen = names.sight(_Clauses(text), year, again=True)
    seen = seen.until(until) if until < len(text) else seen
    head, title_end = text[:until], len(title)
    clued = f"{head}{article.outlet or ''}"
    if not head.startswith(title):  # only the container told it
        clued = f"{title}\n{clued}"
        apart = names.sight(_Clauses(title), year)
        if apart.hits or apart.pointing:
            seen, head = seen.behind(apart, title_end + 1), f"{title}\n{head}"
        else:
            title_end = -1
    clues = _clue_counts(clued)
    outlet, overseas = _outlet_place(article.outlet, year), _overseas(clues, article.script)
    likely = outlet or next((code for code, count in overseas.items() if count >= 2), None)
    mentions = names.resolve(head, seen.hits, likely)
    national_outlet = _is_national(article.outlet)
    local = not national_outlet and (outlet is not None or _LOCAL.search(clued) is not None)
    votes = _votes(head, mentions, title_end, national_outlet)
    if not local and not national_outlet and len(votes) == 1 and max(votes.values()) <= _LEAD_VOTE:
        votes = defaultdict(float, {code: vote * _PASSING for code, vote in votes.items()})
    if outlet and not votes and _is_home_trade(head):
        return COUNTRY  # a city's paper on the country's market
    if outlet:
        votes[outlet] += _OUTLET_VOTE / 2 if outlet.endswith("0000") else _OUTLET_VOTE
    for code, count in overseas.items():
        votes[code] += count
    for start, end in seen.pointing if votes else ():
        _vote_pointed(head[start:end], votes)
    # A local story may praise the whole country now and then; a national outlet means it.
    told = clues.get(COUNTRY, 0) + 2 * clues.get(_MINISTRY, 0)
    national = min(told, 6) / (4 if local else 2) + national_outlet
    if national_outlet and _is_round_up(title, [m for m in mentions if m.end <= title_end]):
        national += _TITLE_VOTE
    place = _descend(votes, national)
    if place is None and article.script != "hans":
        place = next(iter(overseas), None)
    elif place is None and votes:
        titled = [m.place.code for m in mentions if m.start < title_end and m.place and m.place.code in votes]
        place = titled[0] if titled else None
    elif place is None and not local and _is_home_trade(head):
        place = COUNTRY
    for start, end in seen.pointing if place else ():
        if start < title_end and place:
            place = _lifted(place, head[start:end])
    return _dated(place, year) if place else None


def _is_round_up(title: str, titled: list[Mention]) -> bool:
    """Whether a headline is on many places: 各地 prepare for the rain, 京津冀 works together."""
    return _MANY.search(title) is not None or any(
        m.level == "region" and m.place and m.place.code == COUNTRY for m in titled
    )


def _is_home_trade(head: str) -> bool:
    return len(_TRADE.findall(head)) >= _LEAST_TRADE and _ABROAD.search(head) is None


class _Clauses:
    """A text that is cut into words clause by clause, where somebody asks: most of it never is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._start, self._end = 0, -1
        self._words: list[str] = []

    def across(self, offset: int) -> tuple[int, str] | None:
        """The word that the offset falls inside of, with its start; None between two words."""
        if not self._start <= offset <= self._end:
            before, after = _STOP_BEFORE.search(self.text, 0, offset), _STOP.search(self.text, offset)
            self._start, self._end = before.end() if before else 0, after.start() if after else len(self.text)
            self._words = tokenise.words(self.text[self._start : self._end])
        start = self._start
        for word in self._words:
            if start + len(word) > offset:
                return (start, word) if start < offset else None
            start += len(word)
        return None


@lru_cache(maxsize=4096)
def _is_national(outlet: str | None) -> bool:
    return outlet is not None and _NATIONAL_OUTLET.search(outlet) is not None


@lru_cache(maxsize=4096)
def _outlet_place(outlet: str | None, year: int | None) -> str | None:
    """The last code of the place whose outlet it is: 玉溪日报, 昆区政府网."""
    if not outlet or _is_national(outlet):
        return None
    place = names.leading(_LATIN.sub("", outlet), year)  # Hi|威海客户端
    return place.code if place else None


def _votes(head: str, mentions: list[Mention], title_end: int, national_outlet: bool) -> defaultdict[str, float]:
    votes: defaultdict[str, float] = defaultdict(float)
    first_end = head.find("。", title_end + 1)
    held_by, held, done = -1, 0.0, 0
    zoned: set[str] = set()
    for mention, after in zip(mentions, [*mentions[1:], None], strict=False):
        place = mention.place
        if place is None or place.code == COUNTRY:
            continue
        if after and after.place and after.start - mention.end <= 1 and names.within(after.place, place):
            held_by, held = after.start, held + (0.0 if national_outlet else _HELD)
            done = mention.end
            continue  # 昆明市|官渡区: the parent's name before its part's
        if head.startswith(_CORPS, mention.end) and head[mention.start - 1 : mention.start] in _ALSO:
            continue  # 各省区市和新疆生产建设兵团 are the whole country
        if national_outlet and place.code == "110000" and _DATELINE.match(head, mention.end):
            continue
        code = place.code[: 6 if len(place.code) in (9, 12) else None]
        if len(place.code) == 9 and _in_zone(head, mention.start, done):
            zoned.add(place.code)
        if place.code in zoned:
            code = f"{code[:4]}00"
        vote = _LEAD_VOTE if mention.start < title_end + 200 else 1.0
        if mention.start < title_end:
            vote = _TITLE_VOTE
        elif mention.start < first_end and not national_outlet:
            vote = _FIRST_VOTE
        borne = mention.kind == "short" and mention.start != held_by and _BEARER.match(head, mention.end) is not None
        votes[code] += vote / 3 if borne else vote * (1 + held)
        held, done = 0.0, mention.end
    return votes


def _in_zone(head: str, start: int, done: int) -> bool:
    """Whether a township stands right behind a zone, which has no code: it is then about the city, 高新区|石羊街道."""
    zone = names.zone_before(head, start)
    return zone is not None and zone >= done


@cache
def _clue_words() -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    pairs = [(word, code) for code, words in _CLUES.items() for word in words.split(" ")]
    words = [word for word, _ in pairs]
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), [
        code for _, code in pairs
    ]


def _clue_counts(text: str) -> dict[str, int]:
    automaton, codes = _clue_words()
    counts: dict[str, int] = {}
    for index, _, _ in automaton.find_matches_as_indexes(text):
        counts[codes[index]] = counts.get(codes[index], 0) + 1
    return counts


def _overseas(clues: Mapping[str, int], script: str) -> dict[str, float]:
    """Hong Kong and Taiwan texts name their own places rarely and their own offices often."""
    least = 1 if script != "hans" else 2  # 韩国总统府
    counts = {
        code: (weight if script != "hans" else 0.5) * min(clues[code], 8)
        for code, weight in _OVERSEAS_WEIGHTS.items()
        if clues.get(code, 0) >= least
    }
    return dict(sorted(counts.items(), key=lambda item: -item[1])) if len(counts) > 1 else counts


def _vote_pointed(word: str, votes: defaultdict[str, float]) -> None:
    """全县 says that the article is about a county: the likeliest one so far gets a vote more."""
    for level in _POINTING.get(word[-1], ()):
        fitting = [
            (count, code)
            for code, count in votes.items()
            if (place := gazetteer.by_code(code)) is not None and place.level == level and place.name.endswith(word[-1])
        ]
        if fitting:
            votes[max(fitting)[1]] += 1.5
            return


def _descend(votes: defaultdict[str, float], national: float) -> str | None:
    total = sum(votes.values()) + national
    if not total:
        return None
    here: str = COUNTRY
    held = total
    stems = [(gazetteer.stem(code, ""), count) for code, count in votes.items()]
    for length in (2, 4, 6, 9) if votes else ():
        parts: dict[str, float] = {}
        holder = gazetteer.stem(here, "")
        for stem, count in stems:
            if len(stem) >= length and stem.startswith(holder):
                parts[stem[:length]] = parts.get(stem[:length], 0.0) + count
        if not parts:
            continue
        best, count = max(parts.items(), key=lambda item: (item[1], item[0]))
        # The names of the divisions above a place come with it: they weigh less than those of its parts.
        if count < _MOST * (held - votes.get(here, 0.0) / 2):
            break
        place = _whole(best)
        if place is None or place == here:
            continue  # 8100 is 81 again: Hong Kong has no prefectures
        here, held = place, count
    if here == COUNTRY and national < 0.5 and len({code[:2] for code in votes}) < 3:
        return None
    return here


def _lifted(place: str, word: str) -> str:
    """A headline on 本市各区 is about the city, whichever district the text begins with."""
    levels = _POINTING.get(word[-1], ())
    for code in (place, f"{place[:4]}00", f"{place[:2]}0000"):
        found = gazetteer.by_code(code)
        if found is not None and (found.level in levels or code.endswith("0000")) and found.name[-1] == word[-1]:
            return code
    return place


def _whole(prefix: str) -> str | None:
    code = prefix.ljust(6, "0")
    return code if gazetteer.by_code(code) is not None else None


def _dated(code: str, year: int | None) -> str:
    place = gazetteer.by_code(code)
    return gazetteer.dated(place.unit, year).code.split(".")[0] if place and place.unit >= 0 else code
