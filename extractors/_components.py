"""What a mechanism links: the components that the text itself spells out around the name.

A definition stands before the name (以A为平台、B为载体的“…”; A、B、C“三…”; A-B-C“三…”) or behind it
(（A、B、C）; 即A、B、C; ：A；B；C). A list is believed only where it has as many members as the name announces: the
numeral (三社联动: 3) or the sum of its numerals (一中心一站一室: 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from extractors._quotations import NUMERALS
from extractors._words import any_of, listed
from pipeline.records import Document

_DIGITS = {"一": 1, "二": 2, "两": 2, "双": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_NUMERAL = regex.compile(rf"\d++|[{NUMERALS}]")
_TENS = regex.compile("([二三四五六七八九]?)十([一二三四五六七八九]?)(?![百千万])")

_MARKS = str.maketrans("", "", '“”‘’「」『』"')
_LINK = regex.compile(r"\s*(?:[-–－→+＋/]|—{1,2})\s*")
_ROLES = regex.compile(r"以[^，。；]{1,16}为\w{1,4}(?:[、，,]\s?以?[^，。；、]{1,16}为\w{1,4}){1,7}(?=的?\s?$)")
_ROLE = regex.compile(r"以?([^、，,]{1,16}?)为\w{1,4}(?:的\w{0,16})?$")
# …“三社互动”机制，形成以社区为平台、社会组织为载体、社工为骨干的模式.
_ROLES_BEHIND = regex.compile(
    r"[^，,。；：:“”（）]{0,12}[，,]\s?(?:形成|构建|打造|探索)了?"
    r"(以[^，,。；、]{1,16}为\w{1,4}(?:[、，,]\s?以?[^，,。；、]{1,16}为\w{1,4}?){1,7})的"
)
_COMMAS = re.compile("[、，,]")
_BRACKET = re.compile(r"\s?[（(](?:即|指|包括|也就是)?[:：]?((?:[^（）()。]|[（(][^（）()]{0,20}+[）)]){3,120}+)[）)]")
_SAYS = any_of("即 是指 指的是 就是 也就是 包括 分别是 分别为 分别指 具体为 具体是 主要是")
_SAID = re.compile(
    rf"[^，。；：:“”（）()\n、]{{0,14}}?(?:[，,]?\s?(?:{_SAYS})[:：]?|[：:]|[，,]?—{{1,2}}即?)\s?"
    r"((?:[^。\n]|。(?=[^。\n]{2,20}[？?])){4,200}+)"
)
_CHAIN = regex.compile(r"((?:[\w（）()]{1,12}(?:[-–－→+]|—{1,2})){1,7}[\w（）()]{1,12})(?:的|等)?\s?$")
_JOINED = re.compile("[-—–－→+]")
_ITEM = re.compile("^(?:[一二三四五六七八九]是|即|和|以及|及)|(?:等|的)$")
_AND = regex.compile("(?<=[^“]{1,20})(?:以及|[和与及])(?=[^”]{2,})")
_CLOSING = re.compile(r"(?:等|这|为(?:重点|主体|主要内容|内容|核心)的)?\s?$")
_ASIDE = re.compile("[（(][^（）()]*[）)]")
_LAST_QUOTED = re.compile("“([^“”]+)”$")
_SENTENCE = re.compile(r"[。\n]")
_SEMICOLON = re.compile("[；;]")
_QUESTION = re.compile("[？?]")
_DOT = re.compile("、")
_COMMA = re.compile("[，,]")
_STOP = re.compile("[，,；;]")
_ANY = re.compile("[、，,；;]")
# 1个区级中心: the numeral and its classifier are the chain's, the noun is the link.
_COUNT = regex.compile(rf"(?:\d{{1,4}}|[{NUMERALS}N])[个名支家位套张]")
_COUNTED = regex.compile(rf"[\d{NUMERALS}多N]")

# Verbs and prepositions that come before the first member of a list and are no part of it.
_VERBS = any_of(
    """
    列出 举办 提出 树立
    梳理 明确 用好 以及 按照 依托 围绕 坚持 建立 形成 构建 完善 健全 打造 推行 实行 实施 启动 开展 推进
    推动 探索 创建 整合 统筹 聚焦 通过 采取 采用 落实 强化 具有 制好 制定 搭建 组建 汇聚 发挥 做好 抓好 实现
    促进 进行 利用 包括 引导 运用 推出 建成 设立
    """
)
_ADVERBS = any_of("全力 努力 积极 全面 大力 持续 继续 不断 深入 进一步 充分 牢固 创新 一个 一种 一条 一套")
_LEAD = re.compile(rf"^(?:{_ADVERBS}|(?:{_VERBS})(?:[起了出好]|(?:和|并|健全)?完善)?|[以由将把对从为了在即])+(?=.)")
_INNER_LEAD = re.compile(rf"(?:{_VERBS}|创新|联动)[起了出好]?|[以由将把对从为了在即和与等]")
# A member never ends in the verb that takes the name as its object: …、常态化落实“三到位”.
_TAKES = (*_VERBS.split("|"), *listed("找准 做实 践行 结合 突出 贯彻 优化 深化 作为 的 是 在 和 用 以"))


def leading_number(name: str) -> float | None:
    """The number that `name` begins with (五社联动 5, 双孵化园 2, 15分钟服务圈 15, 百千万 100, 1+7+N 1), else None."""
    tens = _TENS.match(name)
    if tens:
        return float((_DIGITS[tens.group(1)] if tens.group(1) else 1) * 10 + _DIGITS.get(tens.group(2), 0))
    match = _NUMERAL.match(name)
    if not match:
        return None
    first = match.group()
    return float(first) if first.isdigit() else float(_DIGITS.get(first) or _SCALES[first])


@lru_cache(maxsize=1024)
def announced(name: str) -> frozenset[int]:
    """How many members a list may have that spells `name` out: its first numeral, or the sum of all of them.

    A formula has as many as it has places (1+6+N: 3).
    """
    if "+" in name:
        slots = name.count("+") + 1
        return frozenset({slots} if slots > 2 else ())
    numbers = [leading_number(name[match.start() :]) or 0 for match in _NUMERAL.finditer(name)]
    wanted = frozenset(int(number) for number in (*numbers[:1], sum(numbers)) if 2 <= number <= 20)
    # 一人一首歌 counts one and one: two members before it prove nothing.
    return wanted - {2} if name[:1] == "一" else wanted


def links(chain: str) -> tuple[str, ...]:
    """The links of a chain: `区-街-居` → 区, 街, 居."""
    return tuple(_COUNT.sub("", part.translate(_MARKS).strip()) or part for part in _LINK.split(chain) if part.strip())


def defined(document: Document, start: int, end: int, name: str) -> tuple[str, ...]:
    """The components that the text spells out for the mechanism at [start, end), its marks not included; else ()."""
    text = document.text
    wanted = announced(name)
    opened = start > 0 and text[start - 1] in '“‘「『"'
    edge = start - opened
    if not wanted and text.find("为", max(0, edge - 160), edge) < 0:
        return ()
    left = max(max(text.rfind(mark, max(0, edge - 160), edge) for mark in "。！？\n") + 1, edge - 160, 0)
    behind = end + (end < len(text) and text[end] in '”’」』"')
    for found in _candidates(text[left:edge], left, text[behind : behind + 220], name, wanted, document):
        if found and "+" not in name:
            return found
        # The members of a formula say their numbers, too: 1+6+N, that is 1个中心、6个分站、多个网点.
        if any(map(_COUNTED.match, found)):
            return tuple(_COUNT.sub("", part) for part in found)
    return ()


def _candidates(
    before: str, left: int, after: str, name: str, wanted: frozenset[int], document: Document
) -> Iterator[tuple[str, ...]]:
    if "为" in before and (before.endswith("的") or "为" in before[-6:]):
        yield _roles(before, wanted)
    if not wanted:
        return
    bracket = _BRACKET.match(after)
    if bracket:
        parts = _ANY.split(bracket.group(1))
        # 三定两公开（定人、定岗、定责，公开流程、公开结果）: all marks together give the sum.
        whole = len(parts) == max(wanted) and max(map(len, parts)) < 20
        yield tuple(map(_bare, parts)) if whole else _counted(bracket.group(1), wanted)
    if _JOINED.search(before, max(0, len(before) - 14)):
        yield _chained(before, left, wanted, document)
    # 王村、李村“两委”: villages have committees, they are none.
    if not name.endswith("两委") and ("+" in name or name[0] in NUMERALS or name[0].isdigit()):
        yield _listed(before, left, name, wanted, document)
    said = _SAID.match(after)
    if said:
        yield _counted(said.group(1), wanted)
    behind = _ROLES_BEHIND.match(after) if "为" in after else None
    members = roles(_COMMAS.split(behind.group(1))) if behind else ()
    if len(members) in wanted:
        yield members


def _roles(before: str, wanted: frozenset[int]) -> tuple[str, ...]:
    """以社区为平台、社会组织为载体的: who, without what as."""
    found = _ROLES.search(before)
    members = roles(_COMMAS.split(found.group())) if found else ()
    return members if not wanted or len(members) in wanted else ()


def roles(clauses: Sequence[str]) -> tuple[str, ...]:
    """Who, of clauses that each say who is what (以社区为平台): 社区; () unless all of them do."""
    found = [_ROLE.fullmatch(clause.translate(_MARKS).strip()) for clause in clauses]
    return tuple(role.group(1).strip() for role in found if role) if all(found) else ()


def _takes(part: str) -> bool:
    return part == "服务" or part.endswith(_TAKES)


def _chained(before: str, left: int, wanted: frozenset[int], document: Document) -> tuple[str, ...]:
    """区-街-居 just before the name."""
    window = max(0, len(before) - 60)
    chain = _CHAIN.search(before, window)
    parts = links(chain.group(1)) if chain else ()
    if chain is None or len(parts) not in wanted or _takes(parts[-1]):
        return ()
    members = (loose(parts[0], parts[1:], left + chain.start(), document), *parts[1:])
    sizes = list(map(len, members))
    return members if max(sizes) - min(sizes) < 6 else ()


def _counted(text: str, wanted: frozenset[int]) -> tuple[str, ...]:
    """The members of a definition behind the name, by whichever mark cuts it into as many as announced."""
    head = _SENTENCE.split(text, maxsplit=1)[0]
    clause = _STOP.split(head, maxsplit=1)[0]
    tries = [(_SEMICOLON, head), (_QUESTION, text), (_DOT, clause), (_COMMA, head)]
    # 不拆、不迁、不扰；建立流程；…: the list is over at the first ；.
    if clause.count("、") and any("、" not in piece for piece in _SEMICOLON.split(head)):
        tries.insert(0, tries.pop(2))
    for mark, whole in tries:
        parts = [part for part in (piece.strip(" ，,：:；;、”“") for piece in mark.split(whole)) if part]
        if len(parts) in wanted and max(map(len, parts)) <= 30:
            return roles(parts) or tuple(map(_bare, parts))
    parts = [bare for part, _ in _members(clause) for bare in _AND.split(part) if bare]
    return tuple(map(_bare, parts)) if len(parts) in wanted else ()


def _bare(part: str) -> str:
    return str(_ITEM.sub("", part.translate(_MARKS).strip())).strip()


def _listed(before: str, left: int, name: str, wanted: frozenset[int], document: Document) -> tuple[str, ...]:
    """A list that ends where the name begins: 需求、资源、项目“三张清单”."""
    if "、" not in before and "”“" not in before:
        return ()
    closing = _CLOSING.search(before, max(0, len(before) - 8))
    body = before[: closing.start()] if closing else before
    start = _clause_start(body)
    parts = _members(body[start:])
    # …、三级联动、“三社互动”: the name is itself a member of the list.
    if len(parts) < 2 or not parts[-1][0] or body.endswith(("、", "等", "和", "与", "及")):
        return ()
    last, offset = parts[-1]
    joined = _AND.search(last)
    if joined and len(parts) + 1 in wanted:
        parts[-1:] = [(last[: joined.start()], offset), (last[joined.end() :], offset + joined.end())]
    if len(parts) not in wanted or _takes(last):
        return ()
    return _aligned(parts, left + start, name, document)


def _aligned(parts: Sequence[tuple[str, int]], left: int, name: str, document: Document) -> tuple[str, ...]:
    """The members, the first without what comes before it; () where they are too unlike to be one list."""
    first, offset = parts[0]
    rest = [part for part, _ in parts[1:]]
    quoted = _LAST_QUOTED.search(first)
    head = quoted.group(1) if quoted else loose(first, rest, left + offset, document)
    members = tuple(map(_bare, (head, *rest)))
    sizes = [len(_ASIDE.sub("", member)) for member in members]
    if min(sizes) < 1 or max(sizes) > 16 or max(sizes) - min(sizes) > 10:
        return ()
    # 双网融合 after 党建网与治理网: two alone prove little, unless they share the noun that the numeral counts.
    pair = len(members) == 2 and name[:1] in "双两" and not all(name[1:2] in member for member in members)
    return () if pair else members


def _clause_start(text: str) -> int:
    """Where the last clause of `text` begins; commas in brackets or quotation marks do not count."""
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        mark = text[index]
        depth += (mark in "）)”") - (mark in "（(“")
        if depth < 0 or (depth == 0 and mark in "，,。；;：:"):
            return index + 1
    return 0


def _members(text: str) -> list[tuple[str, int]]:
    """The members of a list with their offsets: 、 stands between them, nothing at all between quoted ones."""
    parts: list[tuple[str, int]] = []
    depth = begin = 0
    for index, mark in enumerate(text):
        depth += (mark in "（(“") - (mark in "）)”")
        touching = mark == "”" and text[index + 1 : index + 2] == "“"
        if depth == 0 and (mark == "、" or touching):
            parts.append((text[begin : index + touching].strip(), begin))
            begin = index + 1
    return [*parts, (text[begin:].strip(), begin)]


def loose(first: str, rest: Sequence[str], offset: int, document: Document) -> str:
    """The first member, at `offset`, without the verb or preposition before it; in doubt as long as the others.

    Where no verb is known it is cut loose where a word begins.
    """
    bare = _LEAD.sub("", first.strip())
    sizes = sorted(map(len, rest))
    longest, usual = sizes[-1], (sizes[(len(sizes) - 1) // 2] + sizes[len(sizes) // 2]) / 2
    if len(_ASIDE.sub("", bare)) <= max(longest + 2, 4):
        return bare
    base = offset + len(first) - len(bare)
    cuts = [match.end() for match in _INNER_LEAD.finditer(bare) if len(bare) - match.end() > 1]
    if not cuts or len(bare) - cuts[-1] > longest + 8:
        cuts += [cut for cut in range(1, len(bare) - 1) if base + cut in document.word_bounds]
    best = min(cuts, key=lambda cut: (abs(len(bare) - cut - usual), cut), default=0)
    return str(_LEAD.sub("", bare[best:]))
