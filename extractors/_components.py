"""What a mechanism links: the components that the text itself spells out around the name.

A definition stands before the name (以A为平台、B为载体的“…”; A、B、C“三…”; A-B-C“三…”) or behind it
(（A、B、C）; 即A、B、C; ：A；B；C). A list is believed only where it has as many members as the name announces: the
numeral (三社联动: 3) or the sum of its numerals (一中心一站一室: 3).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from statistics import median

import regex

DIGITS = {"一": 1, "二": 2, "两": 2, "双": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10000}
NUMERAL = "一二两双三四五六七八九十百千万"

_NUMERALS = regex.compile(rf"\d++|[{NUMERAL}]")
_TEENS = regex.compile(r"([二三四五六七八九]?)十([一二三四五六七八九]?)(?![百千万])")
_PIECE = regex.compile(r"(?:[^、，,；;（）()“”‘’]|[（(][^（）()]{0,30}[）)]|“[^“”]{0,30}”|‘[^‘’]{0,30}’)++")
_ROLES = regex.compile(r"以[^，。；]{1,16}为\w{1,4}(?:[、，,]\s?(?:以)?[^，。；、]{1,16}为\w{1,4}){1,7}(?=的?\s?$)")
_ROLE = regex.compile(r"(?:以)?([^、，,]{1,16}?)为\w{1,4}$")
_PAREN = regex.compile(r"\s?[（(](?:即|指|包括|也就是)?[:：]?((?:[^（）()。]|[（(][^（）()]{0,20}[）)]){3,120})[）)]")
_SAYS = r"(?:即|是指|指的是|就是|也就是|包括|分别是|分别为|分别指|具体为|具体是|主要是)"
_AFTER = regex.compile(
    rf"[^，。；：:“”（）()\n、]{{0,14}}(?:[，,]?\s?{_SAYS}[:：]?|[：:]|[，,]?—{{1,2}}(?:即)?)\s?((?:[^。\n]|。(?=[^。\n]{{2,20}}[？?])){{4,200}})"
)
_CHAIN = regex.compile(r"((?:[\w（）()]{1,16}\s?[-—–－→+]{1,2}\s?){1,7}[\w（）()]{1,16})(?:的|等)?\s?$")
_LINK = regex.compile(r"\s*(?:[-–－→+＋/]|—{1,2})\s*")
_QUOTES = str.maketrans("", "", '“”‘’「」『』"')
# Verbs and prepositions that come before the first member of a list and are no part of it.
_VERBS = (
    r"以及|按照|依托|围绕|坚持|建立|形成|构建|完善|健全|打造|推行|实行|实施|启动|开展|推进|推动|探索|创建|整合|统筹|聚焦|通过|采取|采用|落实|强化|具有|制好|制定|搭建|组建|汇聚"
    r"|发挥|做好|抓好|实现|促进|进行|利用|包括|引导|运用|推出|建成|设立|创新推出"
)
_LEAD = regex.compile(
    rf"^(?:全力|努力|积极|全面|大力|持续|继续|不断|深入|进一步|充分|(?:{_VERBS})(?:[起了出好]|(?:和|并|健全)?完善)?|一[个条种套]|[以由将把对从为了在即])+(?=.)"
)
_INNER_LEAD = regex.compile(rf"(?:{_VERBS}|创新|联动)[起了出好]?|[以由将把对从为了在即和与等]")
# A member never ends in the verb that takes the name as its object: …、常态化落实“三到位”.
_TAKES = regex.compile(
    r"(?:落实|推动|推进|实施|开展|找准|做实|聚焦|打造|构建|建立|形成|实现|完善|健全|围绕|践行|结合|通过|按照|坚持|突出|强化|贯彻|优化|深化|创建|作为|采取|实行|推行|抓好|做好|的|是|在|和|用|以)$"
)


def leading_number(name: str) -> float | None:
    """The number that `name` begins with (五社联动 5, 双孵化园 2, 15分钟服务圈 15, 百千万 100, 1+7+N 1), else None."""
    match = _TEENS.match(name)
    if match:
        return float((DIGITS[match.group(1)] if match.group(1) else 1) * 10 + DIGITS.get(match.group(2), 0))
    match = _NUMERALS.match(name)
    if not match:
        return None
    first = match.group()
    return float(first) if first.isdigit() else float(DIGITS.get(first) or SCALES[first])


def announced(name: str) -> set[int]:
    """How many members a list may have that spells `name` out."""
    numbers = [leading_number(name[match.start() :]) or 0 for match in _NUMERALS.finditer(name)]
    return {int(number) for number in [*numbers[:1], sum(numbers)] if 2 <= number <= 20}


def links(chain: str) -> tuple[str, ...]:
    """The links of a chain, `区-街-居` → 区, 街, 居."""
    return tuple(part.translate(_QUOTES).strip() for part in _LINK.split(chain) if part.strip())


def pieces(text: str) -> list[str]:
    """The members of a list joined by 、 or commas, brackets kept whole."""
    return [piece.group().strip() for piece in _PIECE.finditer(text) if piece.group().strip()]


def defined(text: str, start: int, end: int, name: str, bounds: Collection[int]) -> tuple[str, ...]:
    """The components that the text spells out for the mechanism at [start, end), quotation marks not included; else ().

    `bounds` are offsets where a word begins: a first member is cut loose from the verb before it only there.
    """
    # 一人一首歌 counts one and one: two members before it prove nothing.
    wanted = {number for number in announced(name) if number > 2 or name[0] != "一"}
    left = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
    left = max(left, start - 160)
    opened = start > 0 and text[start - 1] in '“‘「『"'
    before = text[left : start - opened]
    closed = end + (end < len(text) and text[end] in '”’」』"')
    after = text[closed : closed + 220]
    for found in _candidates(before, left, after, name, wanted, bounds):
        if found:
            return found
    return ()


def _candidates(
    before: str, left: int, after: str, name: str, wanted: set[int], bounds: Collection[int]
) -> Iterator[tuple[str, ...]]:
    roles = _ROLES.search(before) if before.endswith("的") or "为" in before[-6:] else None
    if roles:
        names = [_ROLE.search(piece) for piece in regex.split("[、，,]", roles.group())]
        if all(names) and (not wanted or len(names) in wanted):
            yield tuple(name.group(1).strip() for name in names if name)
    if not wanted:
        return
    bracket = _PAREN.match(after)
    if bracket:
        yield _counted(bracket.group(1), wanted)
    chain = _CHAIN.search(before)
    if chain:
        parts = links(chain.group(1))
        if len(parts) in wanted:
            yield (loose(parts[0], parts[1:], left + chain.start(), bounds), *parts[1:])
    yield _listed(before, left, name, wanted, bounds)
    said = _AFTER.match(after)
    if said:
        yield _counted(said.group(1), wanted)


def _counted(text: str, wanted: set[int]) -> tuple[str, ...]:
    """The members of a definition behind the name, by whichever mark cuts it into as many as announced."""
    head = regex.split(r"[。\n]", text, maxsplit=1)[0]
    for mark, whole in (("[；;]", head), ("[？?]", text), ("、", regex.split("[，,；;]", head)[0]), ("[，,]", head)):
        parts = [part.strip(" ，,：:；;、”“") for part in regex.split(mark, whole)]
        parts = [part for part in parts if part]
        if len(parts) in wanted and len(parts) > 1 and max(map(len, parts)) <= 30:
            return tuple(_bare(part) for part in parts)
    whole = regex.split("[，,；;]", head)[0]
    parts = [bare for part in pieces(whole) for bare in regex.split("(?<=.)[和与及](?=.)", part)]
    return tuple(map(_bare, parts)) if len(parts) in wanted and len(parts) > 1 else ()


def _bare(part: str) -> str:
    return regex.sub(r"^(?:一是|二是|三是|四是|五是|即|和|以及|及)|(?:等|的)$", "", part.translate(_QUOTES)).strip()


def _listed(before: str, left: int, name: str, wanted: set[int], bounds: Collection[int]) -> tuple[str, ...]:
    """A list that ends where the name begins: 需求、资源、项目“三张清单”."""
    tail = regex.search(
        r"(?:(?:[^，,。；;：:（）()“”]|[（(][^（）()]{0,20}[）)]|“[^“”]{0,24}”){2,120})(?<!等)(?=(?:等|这|为(?:重点|主体|主要内容|内容|核心)的)?\s?$)",
        before,
    )
    if not tail:
        return ()
    # 、 between members, nothing at all between quoted ones (“一键”“一图”“一册”).
    parts = [part for part in _top_level(tail.group()) if part[1].strip()]
    if not parts:
        return ()
    last, offset = parts[-1][1].rstrip(), parts[-1][0]
    joined = regex.search("(?<=[^“]{1,20})(?:和|与|及|以及)(?=[^”]{2,})", last)
    if joined and len(parts) + 1 in wanted:
        parts[-1:] = [(offset, last[: joined.start()]), (offset + joined.end(), last[joined.end() :])]
    if len(parts) not in wanted or len(parts) < 2:
        return ()
    if _TAKES.search(last.removesuffix("等")):
        return ()
    start, first = parts[0]
    rest = [part.strip().removesuffix("等") for _, part in parts[1:]]
    quoted = regex.search("“([^“”]+)”$", first)
    head = quoted.group(1) if quoted else loose(first.strip(), rest, left + tail.start() + start, bounds)
    members = tuple(_bare(part) for part in (head, *rest))
    sizes = [len(regex.sub(r"[（(][^（）()]*[）)]", "", member)) for member in members]
    if min(sizes) < 1 or max(sizes) > 16 or max(sizes) - min(sizes) > 10:
        return ()
    # 双网融合 after 党建网与治理网: two members alone prove little, unless they share the noun that the numeral counts.
    pair = len(members) == 2 and name[:1] in "双两" and not all(name[1:2] in member for member in members)
    return () if pair else members


def _top_level(text: str) -> list[tuple[int, str]]:
    parts: list[tuple[int, str]] = []
    depth = begin = 0
    for index, mark in enumerate(text):
        depth += (mark in "（(“") - (mark in "）)”")
        if depth == 0 and (mark == "、" or (mark == "”" and text[index + 1 : index + 2] == "“")):
            parts.append((begin, text[begin : index + (mark == "”")]))
            begin = index + 1
    parts.append((begin, text[begin:]))
    return parts


def loose(first: str, rest: Collection[str], offset: int, bounds: Collection[int]) -> str:
    """The first member without the verb or preposition before it, as long as the others where in doubt."""
    bare = _LEAD.sub("", first.strip())
    longest, usual = max(map(len, rest)), median(map(len, rest))
    if len(bare) <= max(longest + 2, 4):
        return bare
    base = offset + len(first) - len(bare)
    cuts = [match.end() for match in _INNER_LEAD.finditer(bare) if len(bare) - match.end() > 1]
    if not cuts or len(bare) - cuts[-1] > longest + 2:
        cuts += [cut for cut in range(1, len(bare) - 1) if base + cut in bounds]
    return bare[min(cuts, key=lambda cut: (abs(len(bare) - cut - usual), cut), default=0) :]
