"""Mechanisms: the named formulas of governance (提法) that are followed across places and years.

Four forms. numbered: a numeral heads the name (五社联动, 一核多元, 三张清单). chain: links joined by + - — →
(党建+志愿服务, 区-街-居). parallel: clauses of one build that name a way of working (政府搭台、中心唱戏). named: the
rest (接诉即办, 15分钟便民服务圈). They are found by form and by what stands around them; `mechanisms.csv` adds
canonical names, variants, components and lineage, and the names that need no quotation marks to be known.

What is none is the hard half (`_quotations.py`); what a name links is read off the text around it (`_components.py`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import zip_longest
from typing import NamedTuple

import ahocorasick_rs
import regex

from extractors import _components, _quotations
from extractors._claims import claim
from extractors._example import Example
from extractors._quotations import ANY_HAN, HAN, NUMERALS
from extractors._words import any_of, listed, words
from pipeline.records import Document


class Mechanism(NamedTuple):
    """A mention of a mechanism.

    `name` is canonical; `form` is numbered, chain, parallel or named; `number` is the numeral that the mention begins
    with, or null. `components` are what it links, in order; `defined` is true where the article itself spells them out.
    `claim` is what the clause claims of it: `first` (首创, 率先), `pilot` (试点), `model` (示范), `spread` (推广), or
    null. `lineage` is the canonical name of what it grew out of, or null. `claimant` is who the clause says was the
    first, tries it out or spreads it (铁山区率先推行…), as written, or null.
    """

    start: int
    end: int
    rule: str
    name: str
    form: str
    number: float | None
    components: tuple[str, ...]
    defined: bool
    claim: str | None
    lineage: str | None
    claimant: str | None


class Known(NamedTuple):
    """A spelling of `mechanisms.csv` and its line.

    `quoted`: an ordinary word too, a name only in quotation marks. `among`: the name means this only in an article that
    holds one of these words (三驾马车 of a housing estate, not of the economy).
    """

    name: str
    form: str
    components: tuple[str, ...]
    lineage: str | None
    quoted: bool
    among: tuple[str, ...]

    def means(self, text: str) -> bool:
        """Whether the article is one in which the name means this."""
        return not self.among or any(word in text for word in self.among)


class Lexicon(NamedTuple):
    """The known names by key, and the automaton over their spellings with the name of each."""

    by_key: dict[str, Known]
    automaton: ahocorasick_rs.AhoCorasick
    spelt: tuple[Known, ...]


class Hit(NamedTuple):
    """A mention before it is given its name.

    `suffix` is the word behind the quotation that belongs to the name; `parts` are the members where its own form shows
    them, `name` the known name that they make up, `lineage` the known name whose pattern they follow.
    """

    start: int
    end: int
    rule: str
    form: str
    suffix: str = ""
    parts: tuple[str, ...] = ()
    name: str | None = None
    lineage: str | None = None


class TextRule(NamedTuple):
    """A named finder in running text."""

    name: str
    find: Callable[[Document], list[Hit]]


class SequelRule(NamedTuple):
    """A named finder of more of what the other rules have found."""

    name: str
    find: Callable[[Document, Sequence[Hit]], Iterator[Hit]]


_NOT_WORD = re.compile(r"[^\w+]+|_")


def key(name: str) -> str:
    """What two spellings of one name share: no punctuation but +, no white space."""
    return name.lower() if name.isalnum() else _NOT_WORD.sub("", name.replace("＋", "+")).lower()


@cache
def lexicon() -> Lexicon:
    """The table beside this file, read once. A variant in “” is known in quotation marks only."""
    text = resources.files(__package__).joinpath("mechanisms.csv").read_text(encoding="utf-8")
    by_key: dict[str, Known] = {}
    spelt: dict[str, Known] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        parts = tuple(part for part in row["components"].split("|") if part)
        when, _, among = row["when"].partition(" ")
        near = tuple(among.split("|")) if among else ()
        known = Known(row["name"], row["form"], parts, row["lineage"] or None, when == "quoted", near)
        for written in (row["name"], *filter(None, row["variants"].split("|"))):
            marked = written[0] == "“" and written[-1] == "”"
            spelling = written.strip("“”") if marked else written
            entry = by_key.setdefault(key(spelling), known._replace(quoted=True) if marked else known)
            for mark in ("、", "，", ",", "") if "、" in spelling else ("",):
                spelt.setdefault(spelling.replace("、", mark), entry)
    automaton = ahocorasick_rs.AhoCorasick(
        spelt, ahocorasick_rs.MatchKind.LeftmostLongest, implementation=ahocorasick_rs.Implementation.DFA
    )
    return Lexicon(by_key, automaton, tuple(spelt.values()))


def _known(document: Document) -> list[Hit]:
    text, table = document.text, lexicon()
    found: list[Hit] = []
    for index, start, end in table.automaton.find_matches_as_indexes(text):
        entry = table.spelt[index]
        before, behind = text[start - 1 : start], text[end : end + 1]
        # A numeral that goes on to the left is another one: 十三农场.
        if text[start] in NUMERALS and before and (before in NUMERALS or before == "第" or before.isdigit()):
            continue
        if text[start].isdigit() and (before.isdigit() or before == "."):
            continue
        if _NO_NAME.match(text, end) or (entry.quoted and not (before in _OPEN and behind in _CLOSE)):
            continue
        if not entry.means(text):
            continue
        # 村“两委”, “菜篮子”工程: the name is what stands in the marks.
        marked = _MARKED.search(text, start, end)
        if marked:
            start, end = marked.span(1)
        found.append(Hit(start, end, "known", _form(text[start:end], entry), name=entry.name if marked else None))
    return found


_MARKED = re.compile("[“‘「『]([^“”‘’「」『』]+)(?<![式型])[”’」』]")
# Persons, firms and places are called after mechanisms: 微网格员, 时间银行协会, 双拥广场.
_NO_NAME = regex.compile(
    r"员(?!工)|长(?![效期远久足])|\p{Han}{0,6}?(?:公司|协会|研究院|基金会|广场|公园|小学|大厦|会客厅|家园)"
)
_OPEN = ("“", "‘", "「", "『", "《", '"')
_CLOSE = ("”", "’", "」", "』", "》", '"')

# ---- numeral frames without quotation marks

_TOGETHER = any_of("联动 互动 融合 协同 联治 共治 联建 联创 一体化? 合一 贯通 联办 联调 同治 同创")
_SMALL = "[两双三四五六七八九]"
_LINKED = (
    rf"(?<={_SMALL})[社治级网调警所端链长员区县岗队会务圈联](?:{_TOGETHER})"
    r"|(?<=[三四五六七八九])方(?:联动|协同|共治|联席会议)"
)
_CORE = (
    r"(?<=一)(?:核|心|轴|主|体|基地|中心|网|馆|园|廊|带|环|港|江)[两二三四五六七八九多]"
    rf"(?:[{HAN}]{{1,2}}(?=[”、，。；的\s模机格体布]|发展|工作)|元|维|翼|极|点|平台|中心)"
)
_EACH = (
    rf"(?<=一)(?!人一[室居])[{HAN}]{{1,4}}?一"
    rf"(?:{any_of('策 档 码 品牌? 警 长制 法律顾问 辅警 支部 台账 清单 方案 预案 特色 图册 网格')}"
    rf"|{any_of('平台 中心 案 证 网 图 册 员 站 室 岗 校 园 主题 居')})"
)
_METHOD = (
    rf"(?<={_SMALL})(?![个项大种类套年月位名次家条])[{HAN}]{{1,6}}?"
    r"(?:工作法|治理法|议事法|联动机制|工作机制(?<!项工作机制))"
)
# A numeral that another one or 第 stands before only counts or ranks; 四纵三横一环多连 are roads.
_FRAMED = re.compile(
    rf"[{NUMERALS}](?<![{NUMERALS}\d第.纵横].)"
    rf"(?:(?P<linked>{_LINKED})|(?P<core>{_CORE})|(?P<each>{_EACH})|(?P<method>{_METHOD}))"
)
_CIRCLE = regex.compile(rf"(?=[\d一二三五十半])(?<!\d){_quotations.CIRCLE}")
_HEADING = re.compile(
    rf"\n(?:[{NUMERALS}]{{1,2}}|\d{{1,2}})[大个][{HAN}]{{2,8}}(?:平台|行动|机制|工程|体系|模式|计划|清单)(?=\n|\Z)"
)


def _framed(document: Document) -> list[Hit]:
    """三社联动, 一核多元, 一网格一支部, 15分钟便民服务圈, 五步工作法."""
    found: list[Hit] = []
    for match in _FRAMED.finditer(document.text):
        kind, words = match.lastgroup, match.group()
        if kind in ("each", "core") and (words in _quotations.idioms() or "一个" in words):
            continue
        # 一人一岗位: the noun goes on.
        if kind == "each" and match.end() not in document.word_bounds:
            continue
        found.append(Hit(match.start(), match.end(), "framed", "numbered"))
    if "圈" in document.text:
        for circle in _CIRCLE.finditer(document.text):
            found.append(Hit(*circle.span(), "framed", "named"))
    return found


def _heading(document: Document) -> list[Hit]:
    """A line that is nothing but 九大共治平台: inside a sentence the same words only count."""
    lines = _HEADING.finditer("\n" + document.text)
    return [Hit(line.start(), line.end() - 1, "heading", "numbered") for line in lines]


# ---- formulas whose members are all of one pattern

_SHARED = "共[建治享管商谋评议育创融缔办]"
# With marks between them, 共 and any verb: 共居、共学、共乐.
_SHARE = re.compile(rf"{_SHARED}(?:、?{_SHARED}){{2,6}}(?!、共)|共[{HAN}](?:、共[{HAN}]){{2,6}}(?![{HAN}]、)")
_RULE_BY = regex.compile(
    r"(?P<rule>[自法德智政共]治(?:[、，]?[自法德智政共]治){2,5})(?:相?[结融]合|相?贯通|合一|一体化?)"
)
_RULED = {
    frozenset({"自治", "法治", "德治"}): "三治融合",
    frozenset({"自治", "法治", "德治", "智治"}): "四治融合",
    frozenset({"政治", "自治", "法治", "德治", "智治"}): "五治融合",
}
_LADDER = regex.compile(
    r"(?:[小微琐大]事|一般\p{Han}{2}|矛盾|纠纷|问题)不出[\p{Han}（）()]{1,9}?"
    r"(?:[、，,]\s?(?:\p{Han}{2}不(?:出[\p{Han}（）()]{1,9}?|上交|交上级?|上行|上[乡镇县市街](?:[、，]?[镇街])*|激化|缺位))(?=[、，,。；;”’\s的等]|$)){1,4}"
)
_MEMBER = re.compile(r"[、，,]\s?")


def _of_one(document: Document) -> list[Hit]:
    """共建共管共享; 自治、法治、共治相结合."""
    text = document.text
    found: list[Hit] = []
    for match in _SHARE.finditer(text):
        parts = _pairs(match.group())
        if len(set(parts)) == len(parts):
            found.append(Hit(*match.span(), "of_one", "parallel", parts=parts, lineage="共建共治共享"))
    for ruled in _RULE_BY.finditer(text):
        parts = _pairs(ruled.group("rule"))
        if len(set(parts)) == len(parts):
            name = _RULED.get(frozenset(parts))
            found.append(Hit(*ruled.span(), "of_one", "parallel", parts=parts, name=name, lineage="三治融合"))
    return found


def _pairs(members: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w\w", members))


def _ladder(document: Document) -> list[Hit]:
    """小事不出网格、大事不出镇街、矛盾不上交."""
    if "不出" not in document.text:
        return []
    return [
        Hit(
            *match.span(),
            "ladder",
            "parallel",
            parts=tuple(_MEMBER.split(match.group())),
            lineage="小事不出村、大事不出镇",
        )
        for match in _LADDER.finditer(document.text)
    ]


# ---- chains without quotation marks

# Few articles hold a sign: the pattern begins there and looks back at the first link.
_PLUS = regex.compile(r"[+＋](?<=(\w{1,14})\s?[+＋])\s?\w{1,14}+(?:\s?[+＋]\s?\w{1,14}+){0,5}")
_PLAIN_LINK = regex.compile(r"(?:5G|AI)?\p{Han}{2,14}|5G|AI")
# 5+3+N工作模式: a formula needs no marks before its head noun.
_PLACES = re.compile(r"(?<![\d.+＋])\d{1,2}(?:[+＋]\d{1,2}){1,4}[+＋]N")
_PLUS_SIGN = re.compile(r"\s?[+＋]\s?")
_TAIL = re.compile(
    any_of("的 模式 机制 工作法 方式 服务 为 等 新 形式 体系 行动 治理 工作 进行 开展 实现 推动 有机 深度 线上 系列")
)
_DASHES = "-–－→—"
_DASH = regex.compile(rf"[{_DASHES}]{{1,2}}(?<=(\p{{Han}}{{1,12}})[{_DASHES}]{{1,2}})(?=\p{{Han}})")
_PATH_CUE = r"[”\s]?的?(?:[“‘][两三四五六七八九]|\p{Han}{0,8}?(?:模式|机制|体系|架构|链条|闭环|联动|路径|流程))"
_PATH_JOIN = r"(?:[-–－→]|—{1,2})"
_PATH = regex.compile(
    rf"\p{{Han}}{{1,12}}+(?:{_PATH_JOIN}\p{{Han}}{{1,12}}+){{0,5}}{_PATH_JOIN}\p{{Han}}{{1,12}}?(?={_PATH_CUE})"
)
_NUMBERED_CUE = regex.compile(r"[”\s]?的?[“‘][两三四五六七八九]")


def _plus(document: Document) -> list[Hit]:
    """党建+网格: the first link begins at a word, the last ends like the others."""
    text = document.text
    if "+" not in text and "＋" not in text:
        return []
    found: list[Hit] = []
    for formula in _PLACES.finditer(text):
        if _quotations.HEAD.match(text, formula.end()):
            found.append(Hit(*formula.span(), "plus", "chain"))
    done = -1
    for match in _PLUS.finditer(text):
        start, end = match.start(1), match.end()
        links = _PLUS_SIGN.split(text[start:end])
        if text[start - 1 : start] in (*_OPEN, *"=×÷（(") or text[end : end + 1] in (*_CLOSE, *"=×÷）)"):
            continue
        if not all(map(_PLAIN_LINK.fullmatch, links)) or links[-1][0] in "和与的" or links[0] in ("线上", "线下"):
            continue
        first = _components.loose(links[0], links[1:-1] or [links[1][:4]], start, document)
        last, base = links[-1], end - len(links[-1])
        tail = _TAIL.search(last, 2)
        last = last[: tail.start()] if tail else last
        usual = max(4, *map(len, links[:-1] if len(links) > 2 else [first]))
        if len(last) > (usual if tail or len(last) > 8 else 8):
            ends = [n for n in range(2, len(last) + 1) if base + n in document.word_bounds]
            last = last[: min(ends, key=lambda n: abs(n - usual), default=len(last))]
        start += len(links[0]) - len(first)
        end = base + len(last)
        # Headlines and sums use + as well; a way of working is done, or has a head noun, or stands in a row with one.
        row = start == done + 1 and text[done] == "、"
        if row or _quotations.HEAD.match(text, end) or _quotations.DOING.search(text[max(0, start - 12) : start]):
            found.append(Hit(start, end, "plus", "chain"))
            done = end
    return found


def _path(document: Document) -> list[Hit]:
    """区-街-居 before the name or the noun that it explains."""
    text, done = document.text, 0
    if not any(mark in text for mark in _DASHES):
        return []
    found: list[Hit] = []
    for dash in _DASH.finditer(text):
        start = max(done, dash.start(1))
        match = _PATH.match(text, start) if dash.start() >= done else None
        if match is None:
            continue
        done = match.end()
        while done not in document.word_bounds:
            done += 1
        links = _components.links(text[start:done])
        named = "——" not in match.group() and _NUMBERED_CUE.match(text, done)
        plain = (
            max(map(len, links)) <= 10 and text[start - 1 : start] != "、" and not _quotations.elsewhere(match.group())
        )
        marked = text[start - 1 : start] in _OPEN and text[done : done + 1] in _CLOSE
        if plain and not marked and (len(links) > 2 or named):
            first = _components.loose(links[0], links[1:], start, document)
            found.append(Hit(start + len(links[0]) - len(first), done, "path", "chain"))
    return found


# ---- clauses of one build without quotation marks

_WAY = re.compile(rf"的[{HAN}“”]{{0,12}}?(?:格局|体系|机制|模式|体制|局面)")
_LAST_STOP = regex.compile(r"(?r)[，。；：“”‘’\n,;:！？]")
_DEEDS = listed(
    """
    领导 负责 履责 协同 参与 保障 支撑 主导 引导 推动 运作 运行 联动 共享 共治 共建 互动 互补 管理 监督 服务
    自治 调节 受益 引领 统筹 指导 协作 配合 治理 响应 兜底 落实 牵头 搭台 唱戏 互助 实施 管护 处置 反馈 抓总
    主抓 参加 支持 联治 协商 主体 为主 为辅 结合 并举 并重 贯通 衔接
    """
)
# 资源共享、优势互补: said of everything that is done together; who does what is not said.
_STOCK = words(
    "资源共享 信息共享 优势互补 互利共赢 合作共赢 互相促进 相互促进 共同发展 共同提高 内外融合 协同发展 互联互通"
)


def _way(document: Document) -> list[Hit]:
    """党委领导、政府负责、社会协同、公众参与 before 的…格局."""
    text = document.text
    found: list[Hit] = []
    for match in _WAY.finditer(text):
        end = match.start()
        left = _clause_start(text, end)
        # …、群众广泛参与，自治、法治、德治相结合的体系: the longer list stands one comma further left.
        if text[left - 1] in ",，" and text[left:end].endswith("结合"):
            end = left - 1
            left = _clause_start(text, end)
        if text.count("、", left, end) < 2:
            continue
        clauses = text[left:end].split("、")
        clauses[0] = _components.loose(clauses[0], clauses[1:], left, document)
        start = end - len("、".join(clauses))
        sizes = [len(clause) for clause in clauses]
        if min(sizes) < 4 or max(sizes) > 12 or max(sizes) - min(sizes) > 5:
            continue
        # …以农民为主体、政府为引导的…: 以 belongs to it.
        roles = _components.roles(clauses)
        if roles and text[start - 1] == "以":
            found.append(Hit(start - 1, end, "way", "parallel", parts=roles))
            continue
        said = [clause for clause in clauses if clause not in _STOCK]
        if sum(clause.endswith(_DEEDS) for clause in said) > 1:
            found.append(Hit(start, end, "way", "parallel"))
    return found


# Who does what, without a noun behind: 坚持支部搭台、乡贤出力、村民受益.
_ACTORS = any_of(
    """
    党建 党委 党组织 党总支 党支部 支部 党员 党群 书记 干部 政府 部门 街道 乡镇 社区 社会 社工 网格 物业 业主 业委会
    企业 商会 协会 学校 院校 医院 法院 公安 村民 居民 村集体 合作社 农户 群众 百姓 公众 乡贤 志愿者 各方 多方 多元
    专家 市场 [省市区县镇乡村]级
    """
)
_SETTING = any_of("坚持 通过 按照 采取 实行 推行 探索 形成 构建 打造 建立 实现 遵循 秉持")
_CLAUSE = "[\u4e00-\u7683\u7685-\u9fff]{4,7}"  # 的 (7684) ends a row
_ROW = re.compile(
    rf"(?:{_SETTING})[了起出]?(?P<row>{_CLAUSE}(?:、{_CLAUSE}){{2,5}})"
    rf"(?=[，。；,;\n]|的?[{HAN}]{{0,4}}(?:模式|机制|方式|原则|思路))"
)
_ACTOR = re.compile(_ACTORS)
_ACTS = (
    *_DEEDS,
    *listed("点单 点题 点戏 派单 接单 评单 买单 出题 答题 出力 评议 共商 带动 先行 先试 助力 发力 报到 主唱"),
)


def _doers(document: Document) -> list[Hit]:
    """党建搭台、群众点戏、多方唱戏: two of the clauses begin with who acts and two end in what is done.

    党员带群众、邻里带亲情: or in all of them one takes the other along.
    """
    found: list[Hit] = []
    for match in _ROW.finditer(document.text):
        clauses = match.group("row").split("、")
        if max(map(len, clauses)) - min(map(len, clauses)) > 2:
            continue
        acting = sum(_ACTOR.match(clause) is not None for clause in clauses)
        done = sum(clause.endswith(_ACTS) for clause in clauses if clause not in _STOCK)
        along = any(all(verb in clause[1:-1] for clause in clauses) for verb in "带帮")
        if (acting > 1 and done > 1) or (acting and along):
            found.append(Hit(*match.span("row"), "doers", "parallel"))
    return found


# The pattern begins at the first mark and looks back at who does it.
_QUOTED_DEEDS = regex.compile(
    rf"[“‘][{HAN}](?P<share>[{HAN}])[”’](?:、[{HAN}]{{2,9}}[“‘][{HAN}](?P=share)[”’]){{1,4}}(?!、)"
)
_WHO = regex.compile(rf"(?r)[{HAN}]{{2,9}}")
# 群众点单、社区派单、党员接单 is told of so many places that it needs no marks.
_ORDER = r"(?:“[点派接评送办买领]单”|‘[点派接评送办买领]单’|[点派接评送办买领]单)"
_ORDERS = re.compile(
    rf"[{HAN}]{{2,10}}?{_ORDER}(?:、(?:[{HAN}]{{0,6}}[“‘][{HAN}]{{2,8}}[”’])?[{HAN}]{{0,10}}?{_ORDER}){{1,4}}(?!、)"
)
_ORDERED = re.compile("(.)单")
_UP_TO_SETTING = re.compile(rf"^.*(?:{_SETTING})[了起出]?")


def _quoted_deeds(document: Document) -> list[Hit]:
    """居民“点单”、网格“派单”: the deeds stand in quotation marks and rhyme."""
    text = document.text
    rows: list[tuple[int, int]] = []
    if "”、" in text:
        for deeds in _QUOTED_DEEDS.finditer(text):
            who = _WHO.match(text, 0, deeds.start())
            if who:
                rows.append((who.start(), deeds.end()))
    if "单、" in text:
        orders = _ORDERS.finditer(text)
        rows += (order.span() for order in orders if len(set(_ORDERED.findall(order.group()))) > 1)
    found: list[Hit] = []
    for left, right in rows:
        clauses = text[left:right].split("、")
        clauses[0] = _UP_TO_SETTING.sub("", clauses[0])
        clauses[0] = _components.loose(clauses[0], clauses[1:], right - len("、".join(clauses)), document)
        parts = tuple(clause.translate(_INNER_MARKS) for clause in clauses)
        found.append(Hit(right - len("、".join(clauses)), right, "quoted_deeds", "parallel", parts=parts))
    return found


def _clause_start(text: str, end: int) -> int:
    stop = _LAST_STOP.search(text, max(0, end - 90), end)
    return stop.end() if stop else max(0, end - 90)


# ---- quotations, and the same names without them

_UNITS = regex.compile(r"一\p{Han}{1,3}")


def _from_quotations(document: Document, hits: Sequence[Hit]) -> Iterator[Hit]:
    text = document.text
    taken = {(hit.start, hit.end) for hit in hits}
    waiting: list[Hit] = []
    unread: dict[str, list[_quotations.Quote]] = {}
    last = -1
    for quote in _quotations.quotations(text):
        if waiting and not _JOINT.fullmatch(text, last, quote.start):
            waiting = []
        hit = _read(quote) if (quote.start, quote.end) not in taken else None
        if hit:
            yield hit
        elif (quote.start, quote.end) not in taken:
            unread.setdefault(quote.inner, []).append(quote)
        if hit is None and _UNITS.fullmatch(quote.inner):
            waiting.append(Hit(quote.start, quote.end, "quoted_numbered", "numbered"))
        # “一养”、“一育”、“两不增”: one of a row vouches for the others.
        if waiting and hit and hit.form == "numbered":
            yield from waiting
            waiting = []
        last = quote.end
    for again in unread.values():
        if len(again) > 1 and _quotations.is_subject(again):
            yield from (Hit(quote.start, quote.end, "quoted_again", "named") for quote in again)


def _read(quote: _quotations.Quote) -> Hit | None:
    """What the table or the first rule that knows it says of a quotation."""
    entry = lexicon().by_key.get(key(quote.inner))
    if entry:
        return Hit(quote.start, quote.end, "known", _form(quote.inner, entry)) if entry.means(quote.text) else None
    for rule in _quotations.RULES:
        reading = rule.read(quote)
        if reading:
            return Hit(quote.start, quote.end, rule.name, *reading)
    return None


_JOINT = re.compile(r"[”’]\s?[、，,和与及]?\s?[“‘]")


def _repeated(document: Document, hits: Sequence[Hit]) -> Iterator[Hit]:
    """A name that the article has introduced in quotation marks is the same name without them, if it is long enough.

    Short ones (“五共”) and formulas (“1+6”) need their marks each time, but no other witness.
    """
    text = document.text
    seen: dict[str, Hit] = {}
    for hit in hits:
        if hit.rule.startswith("quoted"):
            surface = text[hit.start : hit.end]
            seen.setdefault(surface, hit)
            seen.setdefault(surface.translate(_FULL_PLUS), hit)
    taken = {(hit.start, hit.end) for hit in hits}
    for surface, hit in seen.items():
        plain = len(surface) > 3 and hit.form in ("numbered", "named")
        start = text.find(surface)
        while start >= 0:
            end = start + len(surface)
            opening, closing = text[start - 1 : start], text[end : end + 1]
            marked = (
                opening in _OPEN and closing in _CLOSE and opening != "《" and not _quotations.TEAM.match(text, end + 1)
            )
            if (start, end) not in taken and (marked or (plain and opening != "《")):
                yield Hit(start, end, "repeated", hit.form, hit.suffix)
            start = text.find(surface, end)


_FULL_PLUS = str.maketrans("+＋", "＋+")
_TEXT_RULES = (
    TextRule("known", _known),
    TextRule("framed", _framed),
    TextRule("heading", _heading),
    TextRule("of_one", _of_one),
    TextRule("ladder", _ladder),
    TextRule("plus", _plus),
    TextRule("path", _path),
    TextRule("way", _way),
    TextRule("doers", _doers),
    TextRule("quoted_deeds", _quoted_deeds),
)
_QUOTED_AGAIN = SequelRule("quoted_again", _from_quotations)
_REPEATED = SequelRule("repeated", _repeated)
RULES: tuple[TextRule | _quotations.QuoteRule | SequelRule, ...] = (
    *_TEXT_RULES,
    *_quotations.RULES,
    _QUOTED_AGAIN,
    _REPEATED,
)

# ---- names and components

# A chain or a list of clauses may hold mechanisms of its own: 政府搭台+社会参与+五社联动.
_CONTAINERS = frozenset({"quoted_chain", "quoted_parallel", "plus", "way"})
_INSIDE = frozenset({"known", "framed", "repeated"})


def _settled(hits: Sequence[Hit]) -> list[Hit]:
    """No two mentions overlap, but for names that are links of a chain or members of a list."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end, one.rule != "known")):
        clash = next((old for old in reversed(kept[-3:]) if old.end > hit.start), None)
        inside = clash is not None and hit.end <= clash.end and hit.end - hit.start < clash.end - clash.start
        # 数据多跑路、群众少跑腿 opens the longer 数据多跑路、群众少跑腿、企业零往返.
        opens = clash is not None and hit.start == clash.start and hit.form == clash.form == "parallel"
        if clash is None or (inside and not opens and clash.rule in _CONTAINERS and hit.rule in _INSIDE):
            kept.append(hit)
    return kept


def _form(surface: str, entry: Known) -> str:
    """The form of a known name: as its line says, else as it looks."""
    if entry.form:
        return entry.form
    if surface[0] in NUMERALS or surface[0].isdigit() or surface[0] == "N":
        return "numbered"
    if "+" in surface or "＋" in surface:
        return "chain"
    return "parallel" if _COMMA.search(surface) else "named"


_SPACED = re.compile(r"\s*([+＋、，,])\s*")
_COMMA = re.compile("[、，,]")
_INNER_MARKS = str.maketrans("＋", "+", "“”‘’「」『』")


@lru_cache(maxsize=1024)
def _named(surface: str, form: str, suffix: str) -> tuple[str, Known | None]:
    """The name without the marks inside it, and what the table says of it."""
    name = _SPACED.sub(r"\1", surface.strip()).translate(_INNER_MARKS)
    clean = (name if form == "named" else _COMMA.sub("、", name)) + suffix
    return clean, lexicon().by_key.get(key(clean))


_THAT_IS = re.compile(r"[”’]?\s?[（(]即([^（）()]{4,120}+)[)）]")
_PARTS = re.compile("[，,、；;]")
_AND = regex.compile("(?<=.{4})[及和与](?=.{4})")


def _shared(text: str, hits: Sequence[Hit]) -> dict[int, tuple[str, ...]]:
    """Definitions that a row of names shares, by where each name starts: “一养”、“两不增”（即甲、乙、丙）."""
    found: dict[int, tuple[str, ...]] = {}
    row: list[Hit] = []
    for hit, behind in zip_longest(hits, hits[1:]):
        row.append(hit)
        if behind and _JOINT.fullmatch(text, hit.end, behind.start):
            continue
        bracket = _THAT_IS.match(text, hit.end) if len(row) > 1 else None
        if bracket:
            parts = [part.strip() for part in _PARTS.split(bracket.group(1))]
            counts = [int(_components.leading_number(text[one.start : one.end]) or 0) for one in row]
            if len(parts) < sum(counts):
                parts = [piece for part in parts for piece in _AND.split(part)]
            if all(counts) and sum(counts) == len(parts):
                for one, count in zip(row, counts, strict=True):
                    found[one.start], parts = tuple(parts[:count]), parts[count:]
        row = []
    return found


_ONES = regex.compile(r"(?:一[^一\P{Han}]{1,6}){2,4}")
_ONE = re.compile("一(?:[个支名家位张条](?=[^一]{2}))?([^一]+)")


def _each(surface: str) -> tuple[str, ...]:
    """What each 一 counts: 一网格一支部 links 网格 and 支部."""
    return tuple(_ONE.findall(surface)) if _ONES.fullmatch(surface) else ()


def _parts(document: Document, hit: Hit, name: str, entry: Known | None) -> tuple[str, ...]:
    """The components that the text spells out for this mention."""
    text = document.text
    surface = text[hit.start : hit.end]
    if hit.form == "chain" and ANY_HAN.search(surface):
        return _components.links(surface)
    if hit.form == "parallel":
        parts = tuple(part for part in _quotations.CLAUSES.split(surface) if part)
        return entry.components if entry and (len(parts) < 2 or entry.name != name) else parts
    return _components.defined(document, hit.start, hit.end, name)


def _rows(document: Document, hits: Sequence[Hit]) -> Iterator[Mechanism]:
    text = document.text
    shared = _shared(text, hits)
    spelt: dict[str, tuple[str, ...]] = {}
    read: list[tuple[Hit, str, Known | None, tuple[str, ...]]] = []
    for hit in hits:
        clean, entry = _named(hit.name or text[hit.start : hit.end], hit.form, hit.suffix)
        parts = shared.get(hit.start) or hit.parts or _parts(document, hit, clean, entry)
        name = entry.name if entry else clean
        read.append((hit, name, entry, parts))
        if parts:
            spelt.setdefault(name, parts)
    for hit, name, entry, parts in read:
        surface = text[hit.start : hit.end]
        own = parts or spelt.get(name, ())
        claimed = claim(text, hit.start, hit.end)
        yield Mechanism(
            hit.start,
            hit.end,
            hit.rule,
            name,
            hit.form,
            _components.leading_number(surface),
            own or (entry.components if entry else ()) or _each(surface),
            bool(own),
            claimed.kind,
            entry.lineage if entry else hit.lineage,
            claimed.who,
        )


def extract(document: Document) -> Iterator[Mechanism]:
    """The mechanisms that the clean text mentions, in order of where they stand."""
    hits: list[Hit] = []
    for rule in _TEXT_RULES:
        hits += rule.find(document)
    hits += _from_quotations(document, hits)
    if hits:
        hits = _settled(hits)
        again = list(_REPEATED.find(document, hits))
        yield from _rows(document, _settled([*hits, *again]) if again else hits)


def _leave(rule: str, *texts: str) -> tuple[Example, ...]:
    return tuple(Example(rule, text) for text in texts)


EXAMPLES: tuple[Example, ...] = (
    Example(
        "known",
        "该县在乡镇推行新时代“枫桥经验”，小纠纷就地化解。",
        ({"text": "枫桥经验", "name": "枫桥经验", "form": "named", "number": None},),
    ),
    Example(
        "known",
        "健全自治、法治、德治相结合的乡村治理体系，用好河湖长制。",
        (
            {"text": "自治、法治、德治相结合", "name": "三治融合", "components": ("自治", "法治", "德治")},
            {"text": "河湖长制", "name": "河长制", "form": "named"},
        ),
    ),
    Example(
        "known",
        "社区干部说，“街道吹哨、部门报到”以后事情好办多了，接诉即办也快了。",
        (
            {"text": "街道吹哨、部门报到", "name": "街道吹哨、部门报到", "number": None},
            {"text": "接诉即办", "lineage": "街道吹哨、部门报到"},
        ),
    ),
    Example(
        "known",
        "率先推广三社联动的是城东区。",
        ({"text": "三社联动", "claim": "first", "lineage": "三社互动", "defined": False},),
    ),
    *_leave(
        "known",
        "第三农场今年种了两百亩玉米。",
        "老微网格员王芳敲开了居民的门。",
        "他当选为时间银行服务有限公司的经理。",
        "一件事做完了，再做下一件。",
        "村里两委员会合并办公。",
        "街道的双拥家园和双拥会客厅揭牌了。",
        "城里的双创园区有三十家企业。",
    ),
    Example(
        "framed",
        "县里建立四级联动工作制，村村做到一户一策略图、一网格一支部。",
        (
            {"text": "四级联动", "form": "numbered", "number": 4.0},
            {"text": "一网格一支部", "components": ("网格", "支部")},
        ),
    ),
    Example(
        "framed",
        "街道打造十分钟助老服务圈，并总结出五步工作法。",
        (
            {"text": "十分钟助老服务圈", "form": "named", "number": 10.0},
            {"text": "五步工作法", "form": "numbered", "number": 5.0},
        ),
    ),
    Example(
        "framed", "通过市、区、街三级联动，问题当天解决。", ({"text": "三级联动", "components": ("市", "区", "街")},)
    ),
    *_leave(
        "framed",
        "两人联动作业，半天修好了水管。",
        "病人一人一室住院。",
        "这里一年一度的庙会又开始了。",
        "大家一心一意搞生产，一举一动都认真。",
        "他在微信朋友圈晒出三张照片。",
        "第三社联合邻村修路。",
        "跑完五公里用了二十五分钟，圈里人都佩服。",
    ),
    Example(
        "heading",
        "昌平老城更新见成效\n八大便民平台\n居民少跑腿。",
        ({"text": "八大便民平台", "form": "numbered", "number": 8.0},),
    ),
    Example("heading", "六大提升行动\n第一项是修路。", ({"text": "六大提升行动"},)),
    *_leave(
        "heading",
        "全市建成八大便民平台。",
        "五个村\n都通了水。",
        "三大特点",
        "十大新闻人物",
        "我们要抓好六大提升行动和其他工作",
    ),
    Example(
        "of_one",
        "邻里共居、共学、共乐，日子红火。",
        ({"text": "共居、共学、共乐", "components": ("共居", "共学", "共乐")},),
    ),
    Example(
        "of_one",
        "南塘村坚持共商共管共享，推进自治共治德治一体化。",
        (
            {"text": "共商共管共享", "components": ("共商", "共管", "共享"), "lineage": "共建共治共享"},
            {"text": "自治共治德治一体化", "form": "parallel", "components": ("自治", "共治", "德治")},
        ),
    ),
    Example(
        "of_one",
        "法治、自治、德治相融合的村庄越来越多。",
        ({"text": "法治、自治、德治相融合", "name": "三治融合"},),
    ),
    *_leave(
        "of_one",
        "两家企业共建共享仓库。",
        "法治、德治都很重要。",
        "他们共商大事，共议家常。",
        "自治区政治法律学院共有三个系。",
        "共建共建，一起共建。",
    ),
    Example(
        "ladder",
        "镇上做到小事不出网格、大事不出街口、矛盾不上交。",
        (
            {
                "text": "小事不出网格、大事不出街口、矛盾不上交",
                "form": "parallel",
                "components": ("小事不出网格", "大事不出街口", "矛盾不上交"),
                "lineage": "小事不出村、大事不出镇",
            },
        ),
    ),
    Example("ladder", "做到大事不出县局，小事不出分局。", ({"text": "大事不出县局，小事不出分局"},)),
    Example("ladder", "纠纷不出院，大事不出村的日子回来了。", ({"text": "纠纷不出院，大事不出村"},)),
    *_leave(
        "ladder",
        "孩子小事不出门，老人也放心。",
        "小事不出错，大事不糊涂。",
        "小事不出村。",
        "问题不出在这里，而出在那里。",
        "矛盾不出现，大家都高兴。",
    ),
    Example(
        "plus",
        "近年来，东山镇探索党建+网格管理模式，推广2+4+N工作模式。",
        (
            {"text": "党建+网格管理", "form": "chain", "components": ("党建", "网格管理")},
            {"text": "2+4+N", "form": "chain", "number": 2.0, "components": (), "claim": "spread"},
        ),
    ),
    Example(
        "plus",
        "他们采取公司+合作社+农户的方式种菜。",
        ({"text": "公司+合作社+农户", "components": ("公司", "合作社", "农户")},),
    ),
    *_leave(
        "plus",
        "两杯咖啡合计30元+25元。",
        "收入=工资性收入+经营性收入+其他收入。",
        "M+博物馆周末开放。",
        "台风+暴雨，海边又湿又冷。",
        "Google+早已关闭。",
        "线上+线下都能报名。",
    ),
    Example(
        "path",
        "全县形成县-乡-村三级调解网络，建立镇-村-组“三级联动”机制。",
        ({"text": "镇-村-组", "components": ("镇", "村", "组")},),
    ),
    Example(
        "path",
        "街道采用收集—分派—办理—回访工作机制处理来信。",
        ({"text": "收集—分派—办理—回访", "form": "chain"},),
    ),
    *_leave(
        "path",
        "北京-上海的列车晚点了。",
        "车间管着设计、试制、下料→焊接→喷漆的整个流程。",
        "奋进新时代——写在劳动节之际的体系建设。",
        "赣州—深圳高铁通车。",
        "周一-周五开放。",
        "他从事中日-日中翻译工作。",
        "开放时间：上午-下午，机制另行通知。",
    ),
    Example(
        "way",
        "逐步形成政府主导、部门协同、社会参与的养老服务格局。",
        (
            {
                "text": "政府主导、部门协同、社会参与",
                "form": "parallel",
                "components": ("政府主导", "部门协同", "社会参与"),
            },
        ),
    ),
    Example(
        "way",
        "南河乡建立村级管护、镇级监督、县级兜底的长效机制。",
        ({"text": "村级管护、镇级监督、县级兜底"},),
    ),
    *_leave(
        "way",
        "形成公安、民政、司法的联动机制。",
        "黄土高原、东北平原、华北平原的农业格局不同。",
        "教育资源、医疗资源、养老资源的共享机制正在建立。",
        "完善城乡融合的发展体制。",
        "苹果、梨、桃、葡萄的种植体系已经成熟。",
    ),
    Example(
        "doers",
        "清溪村坚持支部搭台、乡贤出力、村民受益，把旧祠堂改成了书屋。",
        (
            {
                "text": "支部搭台、乡贤出力、村民受益",
                "form": "parallel",
                "components": ("支部搭台", "乡贤出力", "村民受益"),
            },
        ),
    ),
    Example(
        "doers",
        "车间通过党员带班组、师傅带徒弟、先进带后进，三个月没有返工。",
        ({"text": "党员带班组、师傅带徒弟、先进带后进"},),
    ),
    *_leave(
        "doers",
        "通过党员代表、居民代表、物业代表，意见都收上来了。",
        "坚持日常检查、动态预警、全时管控。",
        "实现资源共享、优势互补、共同发展。",
        "通过发放传单、张贴海报、入户走访等形式宣传。",
        "支部搭台、乡贤出力、村民受益。",
    ),
    Example(
        "quoted_deeds",
        "南湖社区通过住户“报单”、楼长“递单”、专班“结单”，三天修好了路灯。",
        (
            {
                "text": "住户“报单”、楼长“递单”、专班“结单”",
                "name": "住户报单、楼长递单、专班结单",
                "form": "parallel",
                "components": ("住户报单", "楼长递单", "专班结单"),
            },
        ),
    ),
    Example(
        "quoted_deeds",
        "这两年，村民点单、支部派单、巧匠接单成了习惯。",
        ({"text": "村民点单、支部派单、巧匠接单", "components": ("村民点单", "支部派单", "巧匠接单")},),
    ),
    *_leave(
        "quoted_deeds",
        "饭馆里有人点单、有人结账。",
        "工厂不愿接单、不敢接单。",
        "新村添了“颜值”、提了“气质”、有了“人气”。",
        "孩子“识字”、老人“跳舞”，院子里很热闹。",
        "门卫“查岗”很认真。",
        "小区亮“灯光”、添“月光”，夜里好走多了。",
        "居民“点单”，书记“派单”，两边都满意。",
    ),
    Example("quoted_chain", "区里制定“4+36”行动计划。", ({"text": "4+36", "form": "chain", "number": 4.0},)),
    Example(
        "quoted_chain",
        "服务站采取“线上+线下”的方式办理老年证。",
        ({"text": "线上+线下", "components": ("线上", "线下")},),
    ),
    Example(
        "quoted_chain",
        "石桥社区推行“党建＋物业”模式，物业费收缴率上升。",
        ({"text": "党建＋物业", "name": "党建+物业", "components": ("党建", "物业")},),
    ),
    Example(
        "quoted_chain",
        "区里出台“1+5+N”系列文件，实行“申请-评议-公示-兑换”的工作模式。",
        (
            {"text": "1+5+N", "form": "chain", "number": 1.0, "components": ()},
            {"text": "申请-评议-公示-兑换", "components": ("申请", "评议", "公示", "兑换")},
        ),
    ),
    *_leave(
        "quoted_chain",
        "双方举行“2+2”对话。",
        "团结起来，就能产生“1+1>2”的效果。",
        "旅行社推出“滑雪+温泉”套票。",
        "“武汉-宜昌”航线复航。",
        "中国与法国推进“农场+餐桌”合作。",
        "活动以“运动+健康”为主题。",
        "讲师用“线上+线下”授课。",
        "“高铁+民航+公路”市场规模可观。",
    ),
    Example(
        "quoted_parallel",
        "园区采取“企业出题、院校答题、政府助题”的运营模式。",
        ({"text": "企业出题、院校答题、政府助题", "form": "parallel"},),
    ),
    Example(
        "quoted_parallel",
        "水乡镇深化“大事共议，实事共办”机制。",
        ({"text": "大事共议，实事共办", "name": "大事共议、实事共办", "components": ("大事共议", "实事共办")},),
    ),
    Example(
        "quoted_parallel",
        "车站坚持“查人、查车、查物品”，不留死角。",
        ({"text": "查人、查车、查物品", "components": ("查人", "查车", "查物品")},),
    ),
    Example(
        "quoted_parallel",
        "对返乡青年实行“场地零租金、贷款零利息、培训零收费”的扶持。",
        ({"text": "场地零租金、贷款零利息、培训零收费", "form": "parallel"},),
    ),
    Example(
        "quoted_parallel",
        "民警开展“进车站、进码头、进商场”等宣传活动，窗口推行“证件少一张、程序零往返、服务多一程”的服务。",
        (
            {"text": "进车站、进码头、进商场", "components": ("进车站", "进码头", "进商场")},
            {"text": "证件少一张、程序零往返、服务多一程"},
        ),
    ),
    Example("quoted_parallel", "各单位按照“限时、限量、限人”要求安排上岗。", ({"text": "限时、限量、限人"},)),
    *_leave(
        "quoted_parallel",
        "双方开展“唱山歌、跳竹竿、吃长桌宴”等活动。",
        "大家做到“多笑、少气、早睡”的要求。",
        "法庭用好“一块屏、一条线”的优势。",
        "社区打造“最美丽、最整洁、最安静”的花园。",
        "他坚持“不急、不躁、不慌”，终于学会了。",
        "全队做到“灯光闪亮、歌声嘹亮”，气氛热烈。",
        "以“队伍强、风气正”带动业务好。",
        "他们秉承“为学、为人、为师”的办学宗旨。",
        "全市形成“两环、四横、五纵”的路网格局。",
        "晚会以“月圆中秋、情满社区”为主题。",
        "他们发扬“能吃苦、肯奉献”的精神。",
        "她说：“路修好了，灯也亮了。”",
        "村口挂着“绿色、环保”的牌子。",
        "中心设有“三大平台、六大功能”。",
        "大家喊出“新年好、身体好”的祝福。",
    ),
    Example(
        "quoted_numbered",
        "镇里梳理需求、资源、项目“三张清单”，逐项销号。",
        ({"text": "三张清单", "number": 3.0, "components": ("需求", "资源", "项目"), "defined": True},),
    ),
    Example(
        "quoted_numbered",
        "该区构建“一圈四驱”工作体系，启动“百千万”工程。",
        (
            {"text": "一圈四驱", "form": "numbered", "number": 1.0},
            {"text": "百千万", "name": "百千万工程", "number": 100.0},
        ),
    ),
    Example(
        "quoted_numbered",
        "实行“四查四看”（查责任、查制度、查落实、查效果），不留死角。",
        ({"text": "四查四看", "components": ("查责任", "查制度", "查落实", "查效果")},),
    ),
    Example(
        "quoted_numbered",
        "志愿者进工厂、进学校、进军营“三进”宣传队上路了。",
        ({"text": "三进", "number": 3.0, "components": ("进工厂", "进学校", "进军营")},),
    ),
    Example("quoted_numbered", "律师协会开展法律知识“六进”活动。", ({"text": "六进", "number": 6.0},)),
    Example(
        "quoted_numbered",
        "全县上下贯彻省委关于城市更新和乡村建设的“八大工程”部署。",
        ({"text": "八大工程", "number": 8.0},),
    ),
    Example("quoted_numbered", "市里落实“2468”总体思路。", ({"text": "2468", "number": 2468.0},)),
    Example(
        "quoted_numbered",
        "社区、校区、园区“三区”合力，支部开展“三亮三比”活动。",
        ({"text": "三区", "components": ("社区", "校区", "园区")}, {"text": "三亮三比"}),
    ),
    *_leave(
        "quoted_numbered",
        "学校举办“六一”活动。",
        "展板介绍了“八大工程”的由来。",
        "国家“863”计划支持了这项研究，“985”工程高校参与其中。",
        "形成“三纵四横”的铁路格局。",
        "这里是“七山一水两分田”的山区县。",
        "社区建成“四课堂”，开展书法教学。",
        "市里开通“96333”电梯救援服务。",
        "“七彩桥”志愿服务队推行轮班制度。",
        "打通服务群众的“最后一公里”，不能搞“一刀切”。",
        "“五一”期间，“十四五”重大项目照常施工。",
        "他被称为“三只眼”。",
        "这座城市素有“千湖之城”的美名。",
        "她荣获“三八红旗手”称号。",
        "美国提出“五点计划”。",
        "这叫“七上八下”，急不得。",
        "中心具有“三大平台”。",
    ),
    Example(
        "quoted_named",
        "清溪县推行“田间议事”制度，群众有话就说。",
        ({"text": "田间议事", "form": "named", "number": None, "components": ()},),
    ),
    Example(
        "quoted_named",
        "他总结的“板凳工作法”在全市推广。",
        ({"text": "板凳工作法", "claim": "spread"},),
    ),
    Example(
        "quoted_named",
        "街道形成“你点我送”的工作机制，实现“申请即受理”“到窗即办结”。",
        ({"text": "你点我送"}, {"text": "申请即受理"}, {"text": "到窗即办结"}),
    ),
    Example(
        "quoted_named",
        "居委会成立“伴读时光”关爱项目，今年的“暖冬返乡路”服务行动也已启动。",
        ({"text": "伴读时光"}, {"text": "暖冬返乡路"}),
    ),
    Example(
        "quoted_named",
        "合作社探索“送苗”机制，形成“支部连着果园走”的工作思路。",
        ({"text": "送苗", "name": "送苗机制"}, {"text": "支部连着果园走"}),
    ),
    Example(
        "quoted_named",
        "各局开展“效能提升年”“项目攻坚年”活动。",
        ({"text": "效能提升年", "form": "named"}, {"text": "项目攻坚年"}),
    ),
    Example("quoted_named", "小区按照“谁受益谁出资”的原则加装电梯。", ({"text": "谁受益谁出资"},)),
    Example(
        "quoted_named",
        "街道擦亮“石榴花开”服务品牌，推出“邻里一点通”系统，形成“楼道空间共享模式”。",
        ({"text": "石榴花开"}, {"text": "邻里一点通"}, {"text": "楼道空间共享模式"}),
    ),
    Example("quoted_named", "村里构建“红色堡垒”组织体系。", ({"text": "红色堡垒"},)),
    *_leave(
        "quoted_named",
        "墙上写着“文旅融合管理年”几个大字。",
        "这类矛盾“一触即发”，要召之即来。",
        "联合国对“平民伤亡事件”采取行动。",
        "“南岭物流枢纽项目”二期工程完工。",
        "公司采用“网络营销”模式。",
        "他买的“雪莲花”品牌毛衣缩水了。",
        "由“青草地”组织的晚会开始了。",
        "商场开启“新年模式”，挂满了灯笼。",
        "治理由“单打独斗”向“多方参与”转变。",
        "“红马甲传帮带”宣讲团推动了试点。",
        "社会组织插上了“翅膀”。",
        "他甘当群众的“主心骨”，当好“店小二”。",
        "社区成立“夕阳美”艺术团。",
        "“我们村变美了。”李大爷说。",
        "青年们参加“美丽家园”主题活动。",
        "打破“政府包办”的管理模式。",
        "电影“长空计划”上映。",
        "演习代号“海风行动”。",
        "全会提出“完善社会治理体系”。",
    ),
    Example(
        "quoted_again",
        "清河镇举办“灶台夜话”活动。老支书说，“灶台夜话”活动每月两场，大伙抢着来。",
        ({"text": "灶台夜话", "form": "named"}, {"text": "灶台夜话"}),
    ),
    *_leave(
        "quoted_again",
        "清河镇举办“灶台夜话”活动，大伙抢着来。",
        "孩子们参加“丰收节”活动，“丰收节”活动上有斗笠舞。",
        "她买了“青竹源”品牌的茶，“青竹源”品牌卖得好。",
        "他们进入“加班赶”模式，天天“加班赶”。",
        "联合国发起“蓝水湾”行动，“蓝水湾”行动有六国参加。",
    ),
    Example(
        "repeated",
        "梅林街道推行“邻里红管家”制度。有了邻里红管家，楼道干净了。",
        ({"text": "邻里红管家", "form": "named"},),
    ),
    Example(
        "repeated",
        "县里实行“四色预警”机制。四色预警让干部心里有数。",
        ({"text": "四色预警", "form": "numbered", "number": 4.0},),
    ),
    *_leave(
        "repeated",
        "梅林街道的邻里红管家上岗了。",
        "推行“五共”理念，五共同发力。",
        "他说“没问题”，果然没问题。",
        "“小蜜蜂”志愿服务队来了，小蜜蜂们忙着扫地。",
        "县里实行“四色预警”机制。",
    ),
)
