"""What a figure measures, read off the clause around it.

Chinese has few ways to say how many: the noun stands before the number (`新建工作站11个`, `面积达91平方米`) or
behind its classifier (`引进11家企业`), a measure hangs on its noun with 的 (`占地3亩的公园`), a share or a growth
names only itself and means what was named before (`同比增长5%`, `覆盖率达90%`), and 分别 deals numbers out to a list.

The order of decisions: `tell` goes through the figures of a sentence. `_clause` settles what stands before the figure
and names something. The readers (`_READERS`) try that in turn, those first whose signs are surest: an amount said
again, a growth, a share, an age, a measure with 的, a rate; then the noun behind, what happened, the noun before; then
what stands further off: a table's heads, a form's label, the verb behind, what was measured last. In the end `_batches`
and `_dealt` put right what only several figures together show.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from extractors._words import words
from pipeline.phrase import (
    COMPARING,
    FILLED,
    MEASURES,
    MOST,
    MOVES,
    RATES,
    SELF_NAMED,
    WORDS,
    Page,
    acted_on,
    cut_down,
    from_last_verb,
    is_verb,
    is_verb_at,
    last_noun,
    left_edge,
    named_before,
    noun_end,
    only_verbs,
    opening_run,
    opening_verb,
    pointless,
    quoted,
    relative_end,
    says_only_where,
    subject,
    topic,
    trim,
    unfilled,
    what_follows,
    what_it_does,
    what_was_done,
    which_acts,
)
from pipeline.records import Sentence


class Told(NamedTuple):
    """What a sentence says of one figure: the `metric`, null where it cannot be told, and the `rule` that read it.

    `base` is the thing measured, less what a share or a growth says of it. `start`..`end` is where all that stands.
    """

    rule: str
    metric: str | None
    base: str | None
    start: int
    end: int


class _Clause(NamedTuple):
    """A figure's surroundings: `left` what stands before it in its clause, trimmed; `right` where the clause ends.

    `edge` is where the clause begins, `before` what was told of the figure before it in the sentence, `base` what was
    measured last; `joined` whether nothing but a joint of a list stands between the two, `listed` whether one follows
    the first; `converted` whether the figure before is said again in another currency or measure;
    `behind` where the words behind the figure begin.
    """

    figure: Any
    floor: int
    edge: int
    left: tuple[int, int]
    phrase: str
    right: int
    before: Told | None
    base: str | None
    joined: bool
    listed: bool
    converted: bool
    behind: int


# How far back a clause looks for the price, amount or rate that it is about.
_TOPIC = 60
# How a figure says that something moved: by so much, to so much.
_BY, _TO = frozenset(["up_by", "down_by"]), frozenset(["up_to", "down_to"])
_COMPARED = ("相比", "相较")
# Units that are themselves the noun counted, and take what is said of it before them: 受灾3市县.
_GROUPS = words("市县 县市 部门 省市 省份 省区 省区市 区县 市 县 省 国 镇 村 乡镇 单位 地")
# How fast, and against what, stands before the verb of growth: 同比, 比上年, 两年平均.
_PACE = (
    r"(?:[，、\s]*(?:同比|环比|按年|按月|(?:[一二两三四五\d]年)?(?:年)?平均|年均|名义|实际|累计|分别|净|再|又|也|将|可|小幅|大幅|微|略|快速)|"
    r"(?:(?<![可同环对])比|较)(?![例重率大小多少高低好快为])[^，；]{1,16}?(?:同期)?(?:相比)?|与[^，；]{1,16}?(?:同期|相比|相较))"
)
_GROWTH = re.compile(rf"(?:{_PACE}*(?:{MOVES})|{_PACE}+[多高少低])(?:了|为|达|约|幅度)*$")
# Behind a figure, the move to the next one: 从8种增加到19种.
_MOVED = re.compile(rf"(?:{MOVES}|升|扩|改|调)了?(?:[至到为]|\d)")


_ITEM_MARK = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[、）)]|[.．](?!\d))\s*")


# A slip of the pen, or a noun met where another's end was its beginning.
_TWICE = re.compile(r"([^\d、，“”]{2,8})\1")


def tell(page: Page, sentence: Sentence, figures: Sequence[Any], base: str | None = None) -> list[Told]:
    """What the sentence says of each of its `figures`. `base` is what was measured last before it, null if unknown.

    Each figure's clause is cut out (`_clause`) and given to the readers in their order; the first that can tell
    something decides. What only several figures together show is put right at the end (`_batches`, `_dealt`).
    """
    mark = _ITEM_MARK.match(page.text, sentence.start)
    floor = mark.end() if mark else sentence.start
    told: list[Told] = []
    for number, figure in enumerate(figures):
        if figure.change in _BY and figure.dimension != "ratio":
            # By how much it grew is said in the unit of what grew.
            same = [one.base for one, other in zip(told, figures, strict=False) if other.unit == figure.unit]
            base = next(filter(None, reversed(same)), base)
        clause = _clause(page, sentence, figures, number, floor, told[-1] if told else None, base)
        for read in _readers(figure.dimension, figure.change, not told, figure.unit is None, figure.unit in _MEDALS):
            if one := read(page, clause):
                break
        else:
            one = Told("bare", None, None, figure.start, figure.end)
        if one.metric and len(set(one.metric)) < len(one.metric) - 1 and (twice := _TWICE.search(one.metric)):
            one = one._replace(metric=one.metric[: twice.end(1)] + one.metric[twice.end() :])
        told.append(one)
        base = one.base
        floor = one.end if one.end > figure.end else figure.end
    return told if len(told) == 1 else _dealt(page, sentence, figures, _batches(page, figures, told))


_RIGHT_EDGE = re.compile(r"[，,。；;！？!?：:\n\t|—【】（()）]")
# `30头（只）牲畜`: a classifier for the others among what is counted.
_OPENED = frozenset("（(")
_OTHER_UNIT = re.compile(r"[（(]\w{1,2}[）)](?=\w)")
_LISTING = frozenset("、和及与")
_LEVEL = re.compile(rf"(?:{MOVES}|升|扩|发展)(?:到|至|为)?$")
_SHORT_LEVEL = 4
# Words for sizes end so; the dictionary has words like 率为, but no sentence does.
_SIZE_ENDS = frozenset("率额价量数值积比重度幅款资金入出润产本例")
# What takes up what was counted last, under another name.
_TAKERS = frozenset("而但且这该此上同前后其")
_TAKEN_UP = re.compile(
    "(?:而|但|且)?(?:(?:这一|这个|该|此|上述|同一)(数字|数据|数值|数目|指标|比例|比率|比重|占比|价格|金额|规模|水平)|前者|后者|其)"
)
_ANY_NUMBER = frozenset(["数字", "数据", "数值", "数目"])
_ANY = (None, "数字", "数据", "数值", "数目", "指标")
# The same amount again in another currency or measure: 1亿元（合1400万美元）.
_CONVERTED = re.compile("\\s*[（(，,]?(?:大?约)?(?:折?合|相当于)(?:人民币|港币|约)*")
_SHORT_GAP = 12
# Who says so, before what is said.
_SAYS_ENDS = re.compile("[示出露引为布调悉知披计测期]")
_SAYS = re.compile(
    "[^，]{0,14}?(?:显示|指出|表示|透露|援引|认为|宣布|提到|强调|获悉|得知|披露|(?<=[师家士构会局部院商])预[计测期])"
    "(?!了)(?=..|$)"
)


def _without_tail(page: Page, left: tuple[int, int], phrase: str, at: int) -> str:
    """The clause's phrase less what begins `at` it, and less the adverbs before that."""
    end = left[1] - len(phrase) + at
    if not page.text.startswith(phrase[at:], end):
        return phrase[:at]
    return phrase[: max(0, at - len(unfilled(page, trim(page, max(left[0], end - _TAIL), end)[1], end)))]


_TAIL = 8


def _clause(
    page: Page,
    sentence: Sentence,
    figures: Sequence[Any],
    number: int,
    floor: int,
    before: Told | None,
    base: str | None,
) -> _Clause:
    """The surroundings of the sentence's figure `number`, of which all before `floor` belongs to earlier ones.

    First the span before the figure is settled (who says so, columns, words that the figure before has), then the
    `phrase` in it that names something, less what only leads to the number or takes up what was counted last.
    """
    text, figure = page.text, figures[number]
    start, end, change = figure.start, figure.end, figure.change
    after = figures[number + 1].start if number + 1 < len(figures) else sentence.end
    behind = end
    if text[end : end + 1] in _OPENED and (other := _OTHER_UNIT.match(text, end, after)):
        behind = other.end()
    stop = _RIGHT_EDGE.search(text, behind, after)
    right = stop.start() if stop else after
    joined = listed = converted = False
    previous = -1
    if before:
        previous = figures[number - 1].end
        joined = _joined(text, previous, start)
        listed = text[previous] in _LISTING
        converted = (
            figure.dimension in MEASURES
            and start - previous < _SHORT_GAP
            and _CONVERTED.fullmatch(text, previous, start) is not None
        )

    edge = left_edge(text, sentence.start, start)
    left = trim(page, edge if edge > floor else floor, start)
    if left[1] - left[0] > 3 and _SAYS_ENDS.search(text, *left) and (says := _SAYS.match(text, *left)):
        left = trim(page, says.end(), left[1])
    if previous > 0 and text[start - 1] in "到至为成" and _other_end(text, edge, figures[number - 1], figure):
        left, joined = (start, start), True
    elif text[start - 1] == " " and end < right and not _spaced(text, figure):
        left = (start, start)
    elif before and not joined and edge <= figures[number - 1].start:
        left = _beside(page, figure, left, before, previous)
    if left[0] < left[1] and says_only_where(page, left):
        left = (left[1], left[1])

    begin = cut_down(page, *left)
    if left[1] - begin > _SHORT_GAP and text[left[1] - 1] in "成致使发来走":
        begin = which_acts(page, begin, left[1])
    if change and (begin := acted_on(page, begin, left[1])) > left[0]:
        left = (begin, left[1])
    phrase = (unfilled(page, begin, left[1]) if FILLED.search(text, begin, left[1]) else text[begin : left[1]]).lstrip(
        "、"
    )
    if len(phrase) > 2 and phrase[-1] in "为是均" and phrase[-2] in _SIZE_ENDS:
        left, phrase = (left[0], left[1] - 1), phrase[:-1]
    if change == "from" and (origin := max(phrase.rfind("从"), phrase.rfind("由"))) > 1:
        left = (left[0], left[1] - len(phrase) + origin)
        phrase = phrase[:origin]
    if base and phrase[:1] in _TAKERS and (taken_up := _TAKEN_UP.match(phrase)):
        named = "" if taken_up[1] in _ANY or base.endswith(RATES) else taken_up[1]
        phrase = base + named + phrase[taken_up.end() :]
    if change in _TO or (change is None and 0 < len(phrase) < _SHORT_LEVEL and _LEVEL.fullmatch(phrase)):
        if level := _LEVEL.search(phrase):
            phrase = _without_tail(page, left, phrase, level.start())
        # The rest of such a verb: 跃升至, 调降至.
        phrase = phrase if len(phrase) > 1 else ""
    if phrase in _ANY_NUMBER and base:
        phrase = base
    return _Clause(figure, floor, edge, left, phrase, right, before, base, joined, listed, converted, behind)


_UP_TO = re.compile("[^，,。；;：:、\n]{0,12}[到至为成]")


def _starts_from(text: str, edge: int, figure: Any) -> bool:
    """Whether the figure is where something came from."""
    return figure.change == "from" or "从" in text[edge : figure.start] or "由" in text[edge : figure.start]


def _other_end(text: str, edge: int, origin: Any, figure: Any) -> bool:
    """Whether it is the same measure again, whatever word moves it from one to the other: `由5项精简为3项`."""
    if origin.unit not in (figure.unit, None) or not _starts_from(text, edge, origin):
        return False
    return _UP_TO.fullmatch(text, origin.end, figure.start) is not None


# What leads to a number, so that a space behind it parts nothing.
_BEFORE_NUMBERS = frozenset("从由到至为达共的有是于在约近超计过余")


def _spaced(text: str, figure: Any) -> bool:
    """Whether the space before the figure only sets its digits off, and parts no columns: `从 13 万增至`."""
    return text[figure.end] == " " or text[figure.start - 2] in _BEFORE_NUMBERS


def _beside(page: Page, figure: Any, left: tuple[int, int], before: Told, end: int) -> tuple[int, int]:
    """What stands before a figure that follows another, which ends at `end`, in the same clause.

    In `2个项目获奖、3个项目入围` the words between belong to the first; in `20名民警平均年龄30岁` to both.
    """
    if before.rule == "whole":
        return left
    if before.rule == "noun_behind" and page.text[figure.start - 1] in "、和及":
        return figure.start, figure.start
    if left[0] == left[1] and (figure.dimension in MEASURES or figure.dimension == "age"):
        return trim(page, end, figure.start)
    return left


_JOINT = re.compile(r"(?:左右|上下|以上|以下|以内)?\s*(?:[、和与及或跟]|以及|或者)\s*(?:约|近|超|逾)?")


def _joined(text: str, start: int, end: int) -> bool:
    """Whether nothing but a joint of a list stands between two figures."""
    return 0 < end - start < 6 and _JOINT.fullmatch(text, start, end) is not None


# The readers, in order: each gives what it can tell, or None.


def _converted(page: Page, clause: _Clause) -> Told | None:
    """`1亿元（合1400万美元）`: the same amount once more."""
    if not clause.converted or not clause.before:
        return None
    # The figure before ends where what was told of it ends, or before that.
    return clause.before._replace(rule="converted", end=clause.figure.end)


def _cut_off(page: Page, clause: _Clause) -> str:
    """What a comma cuts off from the clause that says how much of it there is; empty if that is none."""
    if clause.edge <= clause.floor or clause.joined or page.text[clause.figure.start - 1] == " ":
        return ""
    noun = named_before(page, clause.floor, clause.edge)
    return (clause.base or "") + noun if noun.startswith("占") else noun


def _more_of(page: Page, clause: _Clause) -> int:
    """`增加5间教室`: where the noun ends that there is more or less of; where the figure ends if none follows."""
    end: int = clause.figure.end
    if clause.figure.dimension in ("ratio", "age") or page.text[end : end + 1] in ("", "的", " "):
        return end
    if _leads_on(page, clause):
        return end
    behind = noun_end(page, clause.figure, end, clause.right)
    if behind - end < 2 or is_verb_at(page, end) or says_only_where(page, (end, behind)):
        return end
    return behind


def _leads_on(page: Page, clause: _Clause) -> bool:
    """Whether only a verb stands between the figure and the next, to which it moves: `由26所壮大到30所`."""
    gap: int = clause.right - clause.figure.end
    if gap >= _SHORT_GAP or page.text[clause.right - 1] not in "到至为成":
        return False
    return page.text[clause.right : clause.right + 1].isalnum()


_MOVES = frozenset(MOVES.split("|"))
# How far, and of nothing that they name.
_DEGREES = frozenset(["最高", "最低", "最大", "最小", "最多", "最少", "平均", "整体", "总体", "普遍", "累计"])


def _growth(page: Page, clause: _Clause) -> Told | None:
    figure, phrase = clause.figure, clause.phrase
    if not (found := _GROWTH.search(phrase)):
        return None
    head = phrase[: found.start()].strip("，、 ")
    if head not in _DEGREES:
        head = _without_tail(page, clause.left, phrase, found.start()).strip("，、 ")
    # A single character is the rest of a unit, or of a number's: 2万扎，增长5%.
    head = head if len(head) > 1 and head not in _COMPARED else ""
    if (more := _more_of(page, clause)) > figure.end:
        noun = page.text[figure.end : more]
        return Told("growth", head + found.group().strip("，、 ") + noun, noun, clause.left[0], more)
    pace = found.group().strip("，、 ").replace("分别", "")
    if pace[:1] == "比" and pace[1:] in _MOVES and not head.endswith(("年", "月")):
        # The rest of 与去年相比.
        pace = pace[1:]
    if head in _DEGREES:
        head, pace = "", head + pace
    if not head:
        head = _cut_off(page, clause)
        if not head and not clause.before:
            head = topic(page, max(clause.floor, clause.edge - _TOPIC), clause.edge) or ""
            if not head and clause.edge > clause.floor:
                # 甲校学生踊跃报名，最高增幅达5%.
                head = subject(page, left_edge(page.text, clause.floor, clause.edge - 1), clause.edge - 1)
    if clause.base and (not head or (_is_rate(head) and not clause.joined)):
        head = clause.base + head
    if not head and not clause.base:
        head = topic(page, max(0, clause.edge - _TOPIC), clause.edge) or ""
    return Told("growth", head + pace if head else None, head or None, clause.left[0], figure.end)


# `锌收于每吨20元`, `收盘价是每吨20元`: how a price is quoted.
_QUOTE = re.compile(
    r"(收于|收报|报收于?|开于|开盘于|报)?(?:约|近|接近|是|为|达|的)*"
    r"(每(?:公斤|公吨|千克|盎司|立方米|平方米|平米|[吨斤桶磅克升股枚]))(?:约|近|超过|逾)?$|(收于|收报|报收于?|开于)$"
)
_PRICE = re.compile(
    "(?:最[后新高低]|平均|[收开]盘|成交|结算|收购|出厂|批发|零售)*(?:[报均售]价|价格?)(?![值钱差位格])|(?:成本|运费)$"
)
# The day before, whose price it was: 上一交易日报每吨20元.
_TRADED = ("交易日", "昨日", "当日")


def _quote(page: Page, clause: _Clause) -> Told | None:
    """A price by the unit of the thing that is named last, in this clause or before."""
    figure, text = clause.figure, page.text
    low = max(clause.edge, clause.floor)
    if not (found := _QUOTE.search(text, low, figure.start)):
        return None
    start, end = trim(page, low, found.start())
    stop = quoted(page, start, end)
    *_, named = None, *_PRICE.finditer(text, start, end)
    price = named.group() if named else ""
    thing = text[start : min(stop, named.start()) if named else stop]
    if named and page.names.get(stop, end) < named.start():
        thing += text[page.names[stop] : named.start()]
    verb = found[1] or found[3] or ""
    if not price and not verb:
        # What the money is stands behind it: 处每亩20元罚款.
        if text[figure.end : figure.end + 1].isalnum() or text[found.start() - 1] in "在以从处":
            return None
        if thing and stop < end and stop not in page.days:
            return None
    base = (clause.base or "").removeprefix(found[2] or "每")
    if not thing or thing in base or thing.endswith(_TRADED):
        priced = _PRICE.search(base)
        thing = base[: priced.start()] if priced and (price or verb) else base
    if not price and verb:
        price = "收盘价" if "收" in verb else "开盘价" if "开" in verb else "价"
    if not thing:
        return None
    return Told("quote", (found[2] or "") + thing + price, thing + price, clause.left[0], figure.end)


_SHARE = re.compile(r"(?:(?:约|仅|只|已|还|共|均|各|仍|稳|独|竟|就|则|几乎)*)(?:占据?|占到|占比为)(?!地|比|用|领|道)")
# What it is a share of, behind it: 占全国5%的面积.
_SHARED = re.compile("的?(面积|人口|耕地|产值|产量|份额|土地)")
_SHARE_OF = re.compile("(.{2,}?)(?:约|仅|只|已|共|均|仍|稳|就|则|几乎)*占(?!地|比|用|领|道|有)")


def _share(page: Page, clause: _Clause) -> Told | None:
    """`占全市的3%`: the share of what was counted last; `老人占两成` names both; `占全县20个乡镇的95%` its whole."""
    phrase = clause.phrase
    if "占" not in phrase or _is_rate(phrase):
        return None
    figure, base = clause.figure, clause.base or ""
    bare = _SHARE.match(phrase)
    if figure.dimension == "ratio":
        tail = "" if phrase.endswith(("率", "比", "比重", "比例")) else "比例"
        if of := _SHARED.match(page.text, figure.end):
            tail = of[1] + tail
        if bare:
            owner = _SHARE_OF.match(base)
            base = owner[1] if owner else base
            return Told("share", f"{base}占{phrase[bare.end() :]}{tail}", base or phrase, clause.left[0], figure.end)
        return Told("share", phrase + tail, phrase, clause.left[0], figure.end)
    if not bare:
        return None
    start, end = trim(page, clause.left[0] + bare.end(), clause.left[1])
    behind = noun_end(page, figure, figure.end, clause.right)
    whole = page.text[start:end] + page.text[figure.end : behind]
    return Told("whole", whole or None, clause.base, clause.left[0], max(behind, figure.end))


# What is itself a size has none: of 中标金额20万元，数量3台 the second is not the first's.
_SIZES = ("金额", "数量", "价格", "面积", "价", "时间")


def _rate(page: Page, clause: _Clause) -> Told | None:
    """`覆盖率达90%`, `总面积20亩`: short heads that are the rate, sum or size of what was named before."""
    phrase = clause.phrase
    if not clause.before or not clause.base or clause.joined or not _is_rate(phrase):
        return None
    if clause.base.endswith(_SIZES):
        return None
    if (again := clause.base.find(phrase)) > 0:
        return Told("rate", clause.base[: again + len(phrase)], clause.base, clause.left[0], clause.figure.end)
    head = "" if phrase.startswith(clause.base) else clause.base
    return Told("rate", head + phrase, clause.base, clause.left[0], clause.figure.end)


# What sums up something named before.
_OVERALL = ("总", "平均", "年均", "人均", "户均", "日均", "最高", "最低", "综合", "单")


def _is_rate(phrase: str) -> bool:
    """Whether the phrase is a rate, sum or size of nothing that it names: 覆盖率, 总面积, but not 水果产量."""
    if phrase in WORDS.rate or (len(phrase) < 4 and phrase.endswith(("率", "比", "幅"))):
        return True
    return phrase.startswith(_OVERALL) and len(phrase) < 6 and phrase.endswith(RATES)


# A person's name or number, then sex and age, each between commas or in brackets.
_PERSON = re.compile(r"([^，,、。；（(\s]{1,12})[，,（(](?:[男女]性?[，,])?$")


# `50岁出头`: about how old, and not who.
_ROUND_AGES = frozenset(["", "出头", "上下", "开外", "冒头"])


def _age(page: Page, clause: _Clause) -> Told | None:
    """Whose age it is: the name behind (`70岁的老李`), before (`老李今年70岁`) or before a bracket (`老李（70岁）`)."""
    figure, text = clause.figure, page.text
    start = figure.end + text.startswith("的", figure.end)
    behind = noun_end(page, figure, start, clause.right)
    noun = text[start:behind].removesuffix("高龄")
    noun = clause.phrase if noun in _ROUND_AGES else noun
    if not noun and (person := _PERSON.search(text, max(clause.floor, figure.start - 30), figure.start)):
        noun = text[slice(*trim(page, *person.span(1)))]
    if not noun and clause.before:
        noun = clause.base or ""
    return Told(
        "age",
        f"{noun.removesuffix('年龄')}年龄" if noun else None,
        noun or None,
        clause.left[0],
        max(behind, figure.end),
    )


# What a noun with a size before it can be measured by.
_SIZED = tuple(words("面积 占地 长 宽 高 深 重 价值 投资 总额 金额 造价 容量 产量 产能 规模 温度 径 价 收入 产值 额"))
# The side that is measured, behind its figure: 8吨重的石碑, 3米高的墙.
_SIDES = {"重": "重量", "高": "高度", "长": "长度", "宽": "宽度", "深": "深度", "厚": "厚度"}


# A part of such an amount is a share: 支撑全国三成的产值.
_PARTED = ("产值", "产量", "面积", "人口", "耕地", "用电量", "消费量")
# In or on which something is done, and no noun that is measured.
_IN_WHICH = ("基础上", "情况下", "前提下", "背景下", "过程中", "同时")
_BRACKETED, _LONGEST_NOUN = re.compile(r"[（(][^（）()\n]{1,24}[）)]的"), 12


def _attribute(page: Page, clause: _Clause) -> Told | None:
    """A measure with 的 and its noun: `占地3亩的公园` measures 公园占地, `5%的增长率` measures the 增长率."""
    figure, text = clause.figure, page.text
    at, right = figure.end, clause.right
    if text[at : at + 1] in _OPENED and (said := _BRACKETED.match(text, at)):
        # 造成3亿元（约合4千万美元）的损失.
        at, right = said.end() - 1, said.end() + _LONGEST_NOUN
    if at + 1 >= right:
        return None
    if text[figure.end] in _SIDES and text[figure.end + 1] == "的" and figure.dimension in MEASURES:
        behind = noun_end(page, figure, figure.end + 2, clause.right)
        noun = text[figure.end + 2 : behind]
        return Told("attribute", noun + _SIDES[text[figure.end]], noun, clause.left[0], behind) if noun else None
    if text[at] != "的":
        return None
    phrase = clause.phrase
    behind = noun_end(page, figure, at + 1, right)
    noun = text[at + 1 : behind]
    if at > figure.end:
        return Told("attribute", phrase + noun, phrase + noun, clause.left[0], figure.end) if noun else None
    if text.startswith(_IN_WHICH, at + 1):
        return None
    if not noun and not phrase:
        noun = what_follows(page, figure.end + 1, clause.right)
    size = last_noun(page, clause.left)
    sized = figure.dimension in MEASURES and size.endswith(_SIZED) and not noun.endswith(RATES)
    if phrase in ("", "有") and not clause.before and noun.endswith("幅"):
        phrase = subject(page, clause.floor, clause.edge)
    if figure.dimension in MEASURES and len(phrase) > _LONG_VERBS and figure.dimension not in ("money", "ratio"):
        phrase = what_was_done(page, clause.left, figure.value) or phrase
    share = "比例" if figure.dimension == "ratio" and noun.endswith(_PARTED) else ""
    metric = noun + size if sized else phrase + noun + share
    return Told("attribute", metric or None, noun or phrase or None, clause.left[0], max(behind, figure.end))


_CASUALTIES = {"死": "死亡", "伤": "受伤", "亡": "死亡"}


def _casualties(page: Page, clause: _Clause) -> Told | None:
    """`事故致3死5伤`: what happened to them, in one character behind a bare number."""
    figure, phrase = clause.figure, clause.phrase
    lost = _CASUALTIES.get(page.text[figure.end : figure.end + 1])
    if not lost or phrase.endswith("数") or page.text[figure.end + 1 : figure.end + 2].isalpha():
        return None
    if not phrase and clause.base and clause.base.endswith("死亡"):
        phrase = clause.base.removesuffix("死亡")
    return Told("casualties", phrase + lost, phrase + lost, clause.left[0], figure.end + 1)


# A mark that a number passes is not what is counted: 突破3万亿元大关.
_MARKS_PASSED = frozenset(["关卡", "大关", "关口", "台阶", "门槛"])
# Behind these a figure is of those to whom or for whom it was done.
_RECEIVING = frozenset("给为向对让将把被")
# There is what is counted, and nothing is done to it.
_EXIST = frozenset(["有", "仅有", "只有", "出现", "设有", "建有"])
# One character that says what they do, and is no noun: 3人获.
_DEEDS = frozenset("作做用占达有为获被将可在由就均都也")
# What is done for, to or with them is not done by them.
_FOR = re.compile("(?<![因行成作认])[为给向对使让把将由][^，]{0,24}$")


def _noun_behind(page: Page, clause: _Clause) -> Told | None:
    """`引进11家企业`; where nothing was done to them, what they do (`11家企业参展`)."""
    figure, text = clause.figure, page.text
    if figure.unit in _GROUPS:
        return None
    head, behind = relative_end(page, figure, clause.right) or (
        clause.behind,
        noun_end(page, figure, clause.behind, clause.right),
    )
    if behind <= head or text[figure.end : behind] in _MARKS_PASSED or _MOVED.match(text, figure.end):
        return None
    if text[clause.right - 1] in "到至为成" and _leads_on(page, clause) and _starts_from(text, clause.edge, figure):
        return None
    if figure.dimension in MEASURES and says_only_where(page, (head, behind)):
        return None
    # One character behind a bare number is a classifier that the figure lacks: 花材30万扎.
    if behind - head == 1 and figure.unit in SELF_NAMED:
        return None
    if behind - head == 1 and (text[head] in _DEEDS if figure.unit else len(clause.phrase) > 2):
        return None
    noun = text[head:behind].strip()
    measured = figure.dimension in MEASURES
    if not measured and "的" in noun and noun.endswith(RATES):
        # 3家工厂的利润率: the rate is the next figure's.
        behind = text.index("的", head, behind)
        noun = text[head:behind]
    verb = what_was_done(page, clause.left, figure.value, behind - head > 5)
    verb = "" if verb in _EXIST else verb
    if head > clause.behind and behind - figure.end < 16:
        verb, noun = "", text[figure.end : behind]
    elif verb and text[figure.start - 1] == "的":
        verb += "的"
    # To whom or for whom: what is done is said behind.
    if (verb[:1] in ("比", "较") and COMPARING.match(verb)) or (
        (text[figure.start - 1] in _RECEIVING or (figure.unit and text[figure.start - 1] == "从" and not measured))
        and not only_verbs(page, clause.left)
    ):
        verb = ""
    if not clause.phrase and clause.joined and clause.before:
        verb = opening_verb(page, clause.before.start, clause.before.metric)
    does = ""
    # What leads up to another figure is said of that one.
    last = not text[clause.right : clause.right + 1].isalnum()
    if (
        last
        and not verb
        and not clause.joined
        and text[figure.start - 1] not in "从往自"
        and not _FOR.search(text, max(clause.edge, figure.start - 30), figure.start)
    ):
        does = what_it_does(page, behind, clause.right)
    size = "震级" if figure.unit == "级" and noun.endswith("震") else ""
    return Told("noun_behind", verb + noun + size + pointless(does), noun, clause.left[0], behind + len(does))


# Units of what happens again.
_TIMES = frozenset("次趟回遍")


def _happening(page: Page, clause: _Clause) -> Told | None:
    """`造成13人死亡`, `两次参展`: a unit that is its own noun, or counts happenings, with what happened behind it."""
    figure, phrase = clause.figure, clause.phrase
    if figure.unit not in SELF_NAMED and figure.unit not in _TIMES and figure.dimension not in MEASURES:
        return None
    if page.text.startswith(_COMPARED, figure.end):
        return None
    if not page.text[figure.end : figure.end + 1].isalnum() or (clause.joined and not phrase):
        return None
    if figure.unit in _TIMES:
        phrase, rest = "", what_follows(page, figure.end, clause.right)
    elif not phrase or only_verbs(page, clause.left):
        rest = "" if _MOVED.match(page.text, figure.end) else what_follows(page, figure.end, clause.right)
    elif figure.unit in SELF_NAMED:
        rest = what_it_does(page, figure.end, clause.right)
    else:
        rest = ""
    # The dictionary's words may begin within the unit: 2人生还.
    aligned = page.starts[bisect_left(page.starts, figure.end)] == figure.end
    if not rest or (says_only_where(page, (figure.end, figure.end + len(rest))) if aligned else len(rest) == 1):
        return None
    return Told("happening", phrase + rest, phrase + rest, clause.left[0], figure.end + len(rest))


_ADVERBS = re.compile("(?:也|将|已|已经|均|都|仅|只|约|还|要)++$")
# `比旧锅炉省煤3吨`: what it does more or less of is said behind what it is compared with.
_COMPARED_WITH = re.compile("[比较].{2,}?(?:[省节][电水油煤钱时能]|节[约省]|便宜|贵)了?")
_EQUALS = re.compile("(?:达到?|是|为|相当于|约为)[^，]{1,12}$")


_LONG_VERBS = 7


def _noun_before(page: Page, clause: _Clause) -> Told | None:
    figure, phrase, before = clause.figure, clause.phrase, clause.before
    if not phrase and figure.unit in _GROUPS:
        phrase = page.text[page.ends.get(figure.start, figure.start) : figure.start]
    if not phrase or (len(phrase) < _LONG_VERBS and clause.edge > clause.floor and only_verbs(page, clause.left)):
        who = _cut_off(page, clause)
        if not who and phrase and figure.dimension == "money" and not before:
            # 甲厂公布年报，去年亏损3万元.
            who = subject(page, clause.floor, clause.edge)
        phrase = who + phrase
    if phrase.startswith("来自") and clause.base and before:
        return Told("noun_before", clause.base + phrase, clause.base, clause.left[0], figure.end)
    if not phrase:
        return None
    if phrase[0] in "比较" and COMPARING.match(phrase) and not _COMPARED_WITH.fullmatch(phrase):
        return Told("noun_before", clause.base, clause.base, clause.left[0], figure.end)
    if figure.dimension == "ratio" and (equals := _EQUALS.search(phrase)) and equals.start() > 1:
        phrase = _ADVERBS.sub("", phrase[: equals.start()])
    if figure.unit in _GROUPS:
        phrase += figure.unit
    elif phrase.endswith(("类", "型", "级")) and before and before.base and len(phrase) < 8:
        phrase += "" if before.base.endswith(("类", "型", "级")) else before.base[-4:]
    elif clause.listed and before and before.metric:
        phrase = opening_verb(page, before.start, before.metric, phrase) + phrase
    if "等" in phrase and (classed := _ALL_KINDS.search(phrase)):
        begin = max(clause.left[0], clause.left[1] - len(phrase))
        phrase = opening_run(page, begin, begin + classed.start()) + phrase[classed.end() :]
    if figure.dimension == "money" and "内" in phrase and (within := _WITHIN.search(phrase)):
        phrase = phrase[within.end() :]
    if figure.unit == "人" and page.text[figure.start - 1] == "等":
        phrase = page.text[from_last_verb(page, *clause.left) : clause.left[1]].rstrip("等、")
        # Persons by name are examples: 起诉甲、乙等9人.
        phrase = phrase[:2] if phrase.startswith(_TO_PERSONS) else phrase + "等人"
    used = ""
    if figure.dimension == "money":
        used = what_it_does(page, figure.end, clause.right)
        phrase = _receiver(page, clause) + phrase
    return Told("noun_before", phrase + used, phrase, clause.left[0], figure.end + len(used))


# What is done to persons, who are named one by one.
_TO_PERSONS = ("起诉", "羁押", "传唤", "约谈", "判处")
# By when is no part of what is paid: 签收后5日内支付.
_WITHIN = re.compile(r"[\d一二三四五六七八九十两]个?(?:月|日|天|年|周|小时|工作日)[之以]?内(?=..)")
# Examples before the class that they are of: 种植苹果、柑橘等各类果树.
_ALL_KINDS = re.compile("、[^等]*等(?:各类|各种|各式|多种)(?=..)")
_RECEIVER = re.compile("(?:^|[，。；：])对([^，。；：]{2,24}?)(?:的|者)$")


def _receiver(page: Page, clause: _Clause) -> str:
    """`对新建车间的，奖励5万元`: what money is for, said in the clause before, where its own only says what is done."""
    text, edge = page.text, clause.edge
    if len(clause.phrase) > 4 or text[edge - 1 : edge] not in ("，", ",") or not only_verbs(page, clause.left):
        return ""
    found = _RECEIVER.search(text, max(clause.floor, edge - 30), edge - 1)
    return found[1] if found else ""


_LONGEST_ROW, _MOST_ROWS = 400, 60


_MEDALS = {"金": "金牌", "银": "银牌", "铜": "铜牌"}


def _medals(page: Page, clause: _Clause) -> Told | None:
    """`3金2银`: units that name what is counted."""
    name = _MEDALS[clause.figure.unit]
    return Told("unit", name, name, clause.figure.start, clause.figure.end)


def _cell(page: Page, clause: _Clause) -> Told | None:
    """A cell of a table: the first cell of its row, and the head of its column."""
    text, edge = page.text, clause.edge
    mark = text[edge - 1 : edge]
    start = text.rfind("\n", max(0, edge - _LONGEST_ROW), edge) + 1
    if mark != "\t" and (mark != "|" or text[start : start + 1] != "|"):
        return None
    head = start
    for _ in range(_MOST_ROWS):
        above = text.rfind("\n", 0, head - 1) + 1 if head else head
        if above >= head or not (text[above] == "|" if mark == "|" else text.find("\t", above, head) > 0):
            break
        head = above
    row = _cells(text[start : clause.figure.start], mark)
    heads = _cells(text[head : text.find("\n", head)], mark) if head < start else []
    column = heads[len(row) - 1] if len(row) <= len(heads) else ""
    # A table of one column may have its caption where the heads would be.
    column = column or next(iter(heads), "").split("，")[-1].removesuffix("如下")
    # A row's number is not its name.
    name = next((cell for cell in row[:-1] if cell and not cell.isdecimal()), "")
    metric = name + ("" if any(map(str.isdecimal, column)) else column) if len(row) > 1 else ""
    return Told("cell", metric or None, metric or None, edge, clause.figure.end)


def _cells(row: str, mark: str) -> list[str]:
    """The cells of a table's row, without the marks of what is bold."""
    return [cell.strip(" *") for cell in row.split(mark)[mark == "|" :]]


def _label(page: Page, clause: _Clause) -> Told | None:
    """`预算金额：20万元`, `沙发（3张）`: the label of a form before its colon, the thing before a bracket."""
    text, edge = page.text, clause.edge
    if text[edge - 1 : edge] not in (":", "：", "（", "(") or edge - 1 <= clause.floor:
        return None
    start = max(left_edge(text, clause.floor, edge - 1), clause.floor, text.rfind("、", clause.floor, edge) + 1)
    start, end = trim(page, start, edge - 1)
    if start >= end:
        return None
    label = text[cut_down(page, start, end) : end]
    return Told("label", label, label, start, clause.figure.end)


def _verb_behind(page: Page, clause: _Clause) -> Told | None:
    """`有160个已履约`: what the rest of the clause says, of what was counted last."""
    rest = what_follows(page, clause.figure.end, clause.right)
    if (
        not rest
        or rest.startswith(_COMPARED)
        or says_only_where(page, (clause.figure.end, clause.figure.end + len(rest)))
        or (clause.base and clause.joined)
        or _MOVED.match(page.text, clause.figure.end)
    ):
        return None
    head = clause.base or "" if clause.before else ""
    return Told("verb_behind", head + rest, clause.base or rest, clause.figure.end, clause.figure.end + len(rest))


def _equated(page: Page, clause: _Clause) -> str:
    """`养路费一直是大头，由3%升到5%`: the subject, where a noun that could be measured is only what it is."""
    noun = subject(page, clause.floor, clause.edge)
    at = page.text.find(noun, clause.floor, clause.edge) + len(noun) if noun else -1
    return noun if "是" in page.text[at : at + 4] and at > 0 else ""


_INHABITANTS = {(False, "户"): "户数", (True, "人"): "人口"}


def _carried(page: Page, clause: _Clause) -> Told | None:
    """What was measured last, in this sentence or, of a measure whose clause says only where it stood, before it."""
    if not clause.before:
        if clause.figure.dimension not in MEASURES:
            return None
        found = _equated(page, clause) or topic(page, max(0, clause.edge - _TOPIC), clause.edge) or clause.base
        return Told("topic", found, found, clause.figure.start, clause.figure.end) if found else None
    if not clause.base:
        return None
    if clause.before.rule == "whole":
        metric = f"{clause.base}占{clause.before.metric or ''}比例"
        return Told("share", metric, clause.base, clause.figure.start, clause.figure.end)
    if page.text[clause.floor : clause.figure.start] in _LISTING and (
        inhabitants := _INHABITANTS.get((clause.base == "户数", clause.figure.unit))
    ):
        # 村里有5个小组、300户、900人.
        return Told("unit", inhabitants, inhabitants, clause.figure.start, clause.figure.end)
    told = clause.before.metric if clause.joined else clause.base
    return Told("carried", told, clause.base, clause.figure.start, clause.figure.end)


_READERS: tuple[Callable[[Page, _Clause], Told | None], ...] = (
    _converted,
    _medals,
    _quote,
    _growth,
    _share,
    _age,
    _attribute,
    _rate,
    _casualties,
    _noun_behind,
    _happening,
    _noun_before,
    _cell,
    _label,
    _verb_behind,
    _carried,
)


@cache
def _readers(
    dimension: str, change: str | None, first: bool, bare: bool, medal: bool
) -> tuple[Callable[[Page, _Clause], Told | None], ...]:
    """The readers but for those that have nothing to say of such figures, or of the `first` of a sentence.

    `bare` is whether the figure has no unit, `medal` whether that is a medal's.
    """
    idle = set()
    if not bare:
        idle.add(_casualties)
    if not medal:
        idle.add(_medals)
    if first or dimension not in MEASURES:
        idle.add(_converted)
    if first:
        idle.add(_rate)
    if change not in _BY and dimension != "ratio":
        idle.add(_growth)
    if dimension != "age":
        idle.add(_age)
    if dimension != "money" or change in _BY:
        idle.add(_quote)
    return tuple(reader for reader in _READERS if reader not in idle)


# Figures that are read together


# What stands between two counts of one thing.
_TOGETHER = frozenset({"共", "共计", "合计", "总计", "计", "约", ""})


def _batches(page: Page, figures: Sequence[Any], told: list[Told]) -> list[Told]:
    """Two counts of the same thing share verb and noun, as `引进5批共49家企业` and `5件、10件货` do."""
    for number in range(len(figures) - 1):
        one, two = told[number], told[number + 1]
        if (
            one.rule in ("noun_before", "bare")
            and two.rule in ("noun_behind", "attribute")
            and page.text[figures[number].end : figures[number + 1].start] in _TOGETHER
        ):
            metric = (one.metric or "") + (two.base or "")
            told[number] = one._replace(metric=metric, base=two.base, rule="counted_twice")
            told[number + 1] = two._replace(metric=metric, rule="counted_twice")
        elif (
            figures[number].dimension == "money"
            and figures[number].end < one.end == figures[number + 1].start
            and two.rule == "noun_behind"
            and is_verb_at(page, figures[number].end)
        ):
            # What the money was used for is counted too: 花6万元修建3座桥.
            told[number] = one._replace(metric=(one.metric or "") + (two.base or ""))
    for number in range(len(figures) - 1, 0, -1):
        one, two = told[number - 1], told[number]
        if two.rule != "noun_behind" or not _joined(page.text, figures[number - 1].end, figures[number].start):
            continue
        if one.rule in ("bare", "carried"):
            told[number - 1] = one._replace(metric=two.metric, base=two.base, rule="noun_behind")
        elif one.rule == "noun_before" and is_verb(page, bisect_left(page.starts, figures[number - 1].start) - 1):
            both = (one.metric or "") + (two.base or "")
            told[number - 1 : number + 1] = [each._replace(metric=both, base=two.base) for each in (one, two)]
    return told


_MOST_LENGTH = 6
_PACED = re.compile(f"{_PACE}+")


def _dealt(page: Page, sentence: Sentence, figures: Sequence[Any], told: list[Told]) -> list[Told]:
    """Numbers in a list with 分别 are dealt out to heads: those listed before 分别, else the last things counted."""
    text = page.text
    first = 0 if text.find("分别", sentence.start, figures[-1].start) >= 0 else len(figures)
    dealt: list[str | None] = []
    while first < len(figures):
        last = first
        while last + 1 < len(figures) and _joined(text, figures[last].end, figures[last + 1].start):
            last += 1
        size = last - first + 1
        edge = left_edge(text, sentence.start, figures[first].start) if size > 1 else 0
        at = text.find("分别", edge, figures[first].start) if size > 1 else -1
        if at >= 0:
            before, done = trim(page, edge, at), trim(page, at + 2, figures[first].start)
            what, verb = text[slice(*before)], text[slice(*done)]
            heads = _heads(page, before, size)
            if not heads and not what and edge - 1 > sentence.start:
                most = MOST.search(text, edge - _MOST_LENGTH, edge - 1)
                end = most.start() if most and most.end() == edge - 1 else edge - 1
                heads = _heads(page, trim(page, left_edge(text, sentence.start, end), end), size)
            if heads is None and first >= size and (not what or what.endswith(RATES) or _PACED.fullmatch(what)):
                heads = [(one.base or "") + what for one in told[first - size : first]]
            for number, head in enumerate(heads or (), first):
                base = head if _GROWTH.search(verb) else head + verb
                told[number] = Told("dealt", head + verb or None, base or None, before[0], figures[number].end)
            dealt = [one.base for one in told[first : last + 1]] if heads else []
        elif size == len(dealt) > 1 and told[first].rule in ("carried", "topic"):
            # 分别增长3%和5%，达7万和9万元.
            told[first : last + 1] = [
                one._replace(metric=base, base=base) for one, base in zip(told[first : last + 1], dealt, strict=True)
            ]
        first = last + 1
    return told


_AND_MARKS = re.compile("以及|[、和与及]")


def _heads(page: Page, listed: tuple[int, int], size: int) -> list[str] | None:
    """`取得初级、中级、高级资格的` as the three heads it stands for; None where it is not a list of `size`.

    What the first member has before its own name, and the last one behind it, all members share. Where the names end
    is told by 的, by the character that they end in alike (`级`), or by a word as long as the name before it
    (`玉米、小麦价格`).
    """
    start, end = listed
    index = bisect_right(page.starts, start) - 1
    before = page.words[index] if page.starts[index] == start and is_verb(page, index) else ""
    names = page.text[start + len(before) : end].removesuffix("的")
    members = _AND_MARKS.split(names)
    if len(members) != size or not all(members):
        return None
    last, of, owned = members[-1].partition("的") if "的" not in members[0] else (members[-1], "", "")
    name = members[-2]
    cut = last.find(name[-1]) + 1 if all(member[-1] == name[-1] for member in members[:-1]) else 0
    at = start + len(before) + names.rfind(members[-1]) + len(name)
    if not cut and page.starts[bisect_left(page.starts, at)] == at:
        cut = len(name)
    behind = last[cut:] if 0 < cut < len(last) else ""
    return [before + member.removesuffix(behind) + behind + of + owned for member in (*members[:-1], last)]
