"""Mechanisms: the named formulas of governance (提法) that are followed across places and years.

Four forms. numbered: a numeral heads the name (五社联动, 一核多元, 三张清单). chain: links joined by + - — → (党建+志愿服务,
区-街-居). parallel: clauses of one build that name a way of working (政府搭台、中心唱戏). named: the rest (接诉即办, 15分钟便民服务圈).
They are found by form and by what stands around them; `mechanisms.csv` adds canonical names, variants, components and
lineage, and the names that are known without quotation marks.

The hard half is what is none: quotation marks also mark irony, metaphor, speech, titles and events. A quoted numeral
frame is taken unless something speaks against it, any other quotation only where a head noun or a verb vouches for it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

import ahocorasick_rs
import regex

from extractors import _components
from extractors._rule import Example
from pipeline.records import Document


class Mechanism(NamedTuple):
    """A mention of a mechanism.

    `name` is canonical, `form` one of numbered, chain, parallel, named; `number` the numeral that the mention begins with, or
    null. `components` are what it links, in order; `defined` is true where the article itself spells them out. `claim`: what
    the sentence claims of it, `first` (首创, 率先), `pilot` (试点), `model` (示范), `spread` (推广), or null. `lineage` is the
    canonical name of what it grew out of, or null.
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


class Known(NamedTuple):
    """A line of `mechanisms.csv`."""

    name: str
    form: str
    components: tuple[str, ...]
    lineage: str | None
    quoted: bool


class Hit(NamedTuple):
    """A mention before it is given its name."""

    start: int
    end: int
    rule: str
    form: str
    suffix: str = ""


class Quote(NamedTuple):
    """A quotation and what stands around it: `before` ends and `after` begins at the quotation marks."""

    start: int
    end: int
    inner: str
    before: str
    after: str


class Lexicon(NamedTuple):
    """The known names: by key, and the automaton over their spellings."""

    by_key: dict[str, Known]
    spellings: tuple[str, ...]
    automaton: ahocorasick_rs.AhoCorasick
    idioms: frozenset[str]


def key(name: str) -> str:
    """What two spellings of one name share: no punctuation, no white space, digits as they are."""
    return _NOT_WORD.sub("", name).lower()


def _data_lines(file: str) -> list[str]:
    text = resources.files(__package__).joinpath(file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@cache
def lexicon() -> Lexicon:
    """The tables beside this file, read once."""
    by_key: dict[str, Known] = {}
    spellings: list[str] = []
    for row in csv.DictReader(_data_lines("mechanisms.csv")):
        parts = tuple(part for part in row["components"].split("|") if part)
        known = Known(row["name"], row["form"], parts, row["lineage"] or None, row["when"] == "quoted")
        for spelling in (row["name"], *filter(None, row["variants"].split("|"))):
            by_key.setdefault(key(spelling), known)
            spellings.append(spelling)
            if "、" in spelling:
                spellings += [spelling.replace("、", mark) for mark in ("，", ",", "")]
    unique = tuple(dict.fromkeys(spellings))
    automaton = ahocorasick_rs.AhoCorasick(unique, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return Lexicon(by_key, unique, automaton, frozenset(_data_lines("mechanisms.idioms.txt")))


# ---------------------------------------------------------------- the language around a quotation

_NOT_WORD = regex.compile(r"[\W_]+")
_NUM = "一二两双三四五六七八九十百千万"
_QUOTED = regex.compile(r"“([^“”‘’\n]{2,60}+)”|‘([^“”‘’\n]{2,40}+)’|「([^「」\n]{2,40}+)」|\"([^\"“”\n]{2,40}+)\"")
_MANY = r"(?:\s?[、和与及]?\s?[“‘][^“”‘’\n]{1,24}[”’]){0,8}(?:等|的|这一|这个|这种|\s){0,3}"
# Head nouns that say that what was quoted is a way of working.
_STRONG = r"模式|机制|工作法|治理法|管理法|制度|格局|体系|改革|治理|管理|试点|体制|做法|经验|战略|布局|架构|建设|创建|方略|服务圈|工作闭环|系列文件|规划体系"
# Head nouns that need a verb of doing before the quotation: others than governments run projects, too.
_WEAK = r"工程|计划|行动|网络|平台|品牌|项目|系统|服务|方式|理念|举措|措施|路径|思路|原则|方针|方法|标准|要求|载体|政策|方案|倡议|任务|目标|清单|工作|问题|应用场景|场景|路线|清零"
# Between a quotation and its head noun stand nouns, no verb that begins something new.
_VERB = (
    r"化身|走进|参与|融入|助推|助力|推动|推进|提升|激活|赋能|引领|破解|创新|聚焦|成为|落地|加入|走出|打通|带动|促进|深化|打造|探索|构建|实现|形成|建立|开展|作为"
    r"|[在于将是被把向为有让使给了与和对从及]"
)
_NOUNS = rf"(?:(?!{_VERB})\p{{Han}}){{0,8}}?"
_HEAD_STRONG = regex.compile(rf"{_MANY}{_NOUNS}(?:{_STRONG})")
_HEAD_WEAK = regex.compile(rf"{_MANY}{_NOUNS}(?:{_WEAK})")
_HEAD_NOW = regex.compile(r"(工程|行动|计划|战略|模式|工作法|体系)")
_DOING = regex.compile(
    r"(?:建立|实行|推行|推出|打造|探索|形成|创新|构建|实施|践行|推广|坚持|落实|深化|开展|启动|采取|采用|搭建|运用|健全|完善|首创|总结|提炼|按照|依托|通过|聚焦"
    r"|做实|做优|做到|实现|推进|推动|围绕|深入|统筹|贯彻|提出|以|把|用|扛起|推进以|织密|激活|拓展|全面推|强化|夯实|优化|执行|施行|谋划|制好|制定|列出|加快|把握|争创|创设|出台)"
    r"[^，。；：“”‘’、]{0,8}(?:[“‘][^“”‘’]{1,24}[”’]\s?[、，和与及]?\s?){0,8}\s?$"
)
_RUNNING = regex.compile(r"(?:推行|实行|推广|首创|实施|创新推出|总结出|提炼出|探索出|践行)(?:了|的|起)?\s?$")
# What makes a quotation something else: an honour, a title, a theme, a mask for irony.
_NO_BEFORE = regex.compile(
    r"(?:打破|避免|杜绝|防止|摒弃|告别|破除|拒绝|严禁|获评|荣获|授予|获得|评为|获|题为|名为|主题为|电影|影片|电视剧|歌曲|代号|台风|节目|戏称|称为|称作|叫做|誉为|俗称|所谓|人称"
    r"|飓风|展览|乐队|话剧|舞剧|号称|军事|导弹|航母|舰|战机|成为|变成|变为|当好|争当|当起|做好|化身|化为|蜕变为|一句|喊出|呼喊|高呼|组织|武装|公司|品牌为)[了的]?\s?$"
)
_NO_AFTER = regex.compile(
    r"(?:等|的)?\s?(?:[\p{Han}·\d]{0,8}?(?:为主题|主题|为题|活动|称号|荣誉|奖|论坛|大赛|比赛|展览|晚会|演出|讲座|培训|游戏|字样|标语|口号|横幅)|台风|导弹|号|级|火箭|卫星|航母|精神|二字"
    r"|四字|字|专列|客机|坦克|组织|事件|嫌疑|期间|时期|假期|见面|规划|一样|般|似的|的声音|之年|收官|开局|末|以来|劳动节|儿童节|建军节|妇女节|国际|作用|角色|热线|公司|小组|乐队"
    r"|文艺|慰问|志愿者|志愿服务队|服务队|之间|起来|了|着|过|出来|地|变|到|向)"
)
_SPEECH = regex.compile(r"[。！？!?…：]|[的了吗呢吧啊呀]$|^[我你他她咱俺这那]|我们|你们|他们|咱们|大家都")
_ADJECTIVE = regex.compile(r"[式型性级版感度期年月日]$")
_SUFFIX = regex.compile(
    r"(?:机制|模式|工作法|治理法|工程|计划|行动|改革|[长分单责包约]制|积分制|圈|体系|格局|战略|治理|管理|一件事|经验|共同体|制度|议事厅|工作站模式|码|通办|共治|联治|自治|统管|联办|即享|快办)$"
)
_MASK_SUFFIX = regex.compile(r"朋友圈|经济圈|生物圈|怪圈|密码|二维码|乱码|健康码|价格战|自治$|空间治理|作业管理")

# ---------------------------------------------------------------- forms

_N = rf"[{_NUM}多\dN]"
# Numerals and nouns in turn: 一核多元, 1基地5中心, 三抓两促一提升, 两廊一圈.
_PAIRED = regex.compile(
    rf"(?:(?:\d{{1,3}}|[{_NUM}多N]|十[一二三四五六七八九])[、，]?\p{{Han}}{{1,6}}?[、，,·]?){{2,5}}(?<=\p{{Han}})"
)
_COUNTED = regex.compile(
    rf"(?:[{_NUM}]{{1,2}}|\d{{1,3}})(?:个|项|大|张|条|种|类|本|支|批|级|方|治|社|网|不|查|抓|问|讲|访|进|看|比|联|共|清|色|定|步|减|零|免|统|会|长|必|要|严|化|保|稳|补|早|有|无|到|心|亮|带|公开|统一|结合)\p{{Han}}{{1,8}}"
)
_SHORT = regex.compile(rf"[二两双三四五六七八九]\p{{Han}}{{1,2}}")
_WORKING = (
    r"联动|互动|融合|协同|共治|联治|一体|机制|治理|工程|行动|模式|工作法|管理|登记|公开|统管|通办|同治|联创|共建|结合|合一|战略|格局|体系|提升|服务|赋能|覆盖"
    r"|制度|清单|计划|平台|监管|议事|联调|先行|分离|分置|改革|攻坚|清零|创建|评议|积分|预警|网格"
)
_WORKED = regex.compile(rf"(?:[{_NUM}多]|\d{{1,3}})[\p{{Han}}、]{{0,10}}(?:{_WORKING})")
_ANY_NUMERAL = regex.compile(rf"(?:[{_NUM}多全]|\d{{1,4}})[\p{{Han}}\d、·]{{1,14}}")
_DIGITS = regex.compile(r"\d{3,5}")
_DATED = regex.compile(
    rf"[{_NUM}]{{1,3}}五(?:规划|时期|期间)?$|十[一二三四五六七八九]五|[{_NUM}\d]+(?:年|月|日|号|岁|元|分钟|小时|公里|米|后|点|周|天|秒|人|名|倍|成)$|\d+(?:[.·•/-]\d+)+"
    r"|^(?:五一|六一|七一|八一|十一|三八|七七|九一八|一二九|五四|双十一|双11|双十二|七夕|两会|双节|三高|三无|双赢|两难|双面|双城记|三夏|三秋|三伏|三九|五四运动|五保|四害|三防|二维|二战|一战|三只手"
    r"|八卦|七彩|五彩|三星|二手|两岸|双手|双休|双胞胎|双重|三国|三峡|三明治|四季|四海|五金|五岳|六艺|八仙|九章|万里|千里|百姓|百年|百事通|三步走|双向奔赴|三驾马车|一对一|一站式|一条龙|一把手|一盘棋"
    r"|一刀切|一张网|一团火|双刃剑|三件套|两张皮|两只手|一块砖|一面旗|二孩|三胎|三级跳|九二共识|两国方案|三股势力|八戒|四不像|七上八下|一步到位|百分百|三缺一|半边天|一亩三分地|四梁八柱"
    r"|三位一体|一老一少|一问一答|一模一样|十全十美|百战百胜|三长两短|双重标准|千人一面|二人转|五四精神)"
    r"|(?:时代|奖章|勋章|共识|方案|岛|精神|大使|姐妹|兄弟|精英|豪杰|人物|景点|景观|明珠|金花|红旗|家庭|标兵|模范|先锋|英雄|母亲|儿童|老人|青年|故事|岁月|年华|风采|风云|春秋|乐园)$"
)
_CHAINED = regex.compile(
    r"[^+＋、，,]{0,16}(?:\s?[+＋]\s?[^+＋、，,]{1,16}){1,6}|\p{Han}{2,8}[+＋]|[\dN]{1,3}(?:[+＋][\dN]{1,3}){1,5}"
)
_DASHED = regex.compile(
    r"(?:[^-—–－→、，,\s]{1,14}\s?(?:[-–－→]|—{1,2})\s?){2,7}[^-—–－→、，,\s]{1,14}|\p{Han}{2,10}(?:[-→]|—{1,2})\p{Han}{2,10}"
)
_HAN = regex.compile(r"\p{Han}")
_SPLIT = regex.compile(r"[、，,；;/／]\s?|\s+")
_BIG_COUNT = regex.compile(rf"(?:(?:[{_NUM}]{{1,2}}|\d+)大\p{{Han}}{{2,8}}[、，和]?)+")
_CIRCLE = r"(?:\d{1,2}|[一二三五十半]{1,3})(?:个)?(?:分钟|刻钟|小时)\p{Han}{1,8}?圈(?![子层儿地占起粉养])"
_LINKED = (
    r"[两双三四五六七八九][社治级网调警所端链长员区县岗队会务](?:联动|互动|融合|协同|联治|共治|联建|联创|一体化?|合一|贯通|联办|联调|同治|同创)"
    r"|[三四五六七八九]方(?:联动|协同|共治)"
)
_EACH = r"一\p{Han}{1,4}?一(?:策|档|码|品牌?|警|长制|法律顾问|辅警|支部|台账|清单|方案|预案|特色|图册|卡通|网格|平台|中心|案|证|网|图|册|员|站|室|岗|校|园|主题|居)(?![\p{Han}]{0}[年月日天次个])"
_CORE = r"一(?:核|心|轴|主|体|基地|中心|网|馆|园|廊|带|环|港|江)[两二三四五六七八九多](?:\p{Han}{1,2}(?=[”、，。；的\s模机格体布]|发展|工作)|元|维|翼|极|点|平台|中心)"
_METHOD = rf"[两双三四五六七八九](?![个项大种类套年月位名次家条])[\p{{Han}}{{1,6}}?]{{1,6}}?(?:工作法|治理法|工作机制(?<!项工作机制)|议事法|联动机制)"
_FRAMED = regex.compile(
    rf"(?=[{_NUM}半\d])(?<![{_NUM}\d第.])(?:(?P<circle>{_CIRCLE})|(?P<linked>{_LINKED})|(?P<core>{_CORE})|(?P<each>{_EACH})|(?P<method>{_METHOD}))"
)
_HEADING = regex.compile(
    rf"^(?:[{_NUM}]{{1,2}}|\d{{1,2}})(?:大|个)\p{{Han}}{{2,8}}(?:平台|行动|机制|工程|体系|模式|计划|清单)$", regex.M
)
_PLUS = regex.compile(r"[\w（）()]{1,14}(?:\s?[+＋]\s?[\w（）()“”]{1,14}){1,6}")
_PATH = regex.compile(r"(?<![\w])?\p{Han}{1,12}(?:(?:[-–－→]|—{1,2})\p{Han}{1,12}){1,6}")
_PATH_CUE = regex.compile(
    r"[”\s]?(?:的)?(?:[“‘][两三四五六七八九]|\p{Han}{0,8}?(?:模式|机制|体系|架构|链条|闭环|联动|路径|流程))"
)
_WAY = regex.compile(r"的(?:\p{Han}|[“”]){0,12}?(?:格局|体系|机制|模式|体制|局面)")
_CLAUSE_END = regex.compile(
    r"(?:领导|负责|履责|协同|参与|保障|支撑|主导|引导|推动|运作|运行|联动|共享|共治|共建|互动|互补|管理|监督|服务|自治|调节|受益|引领|统筹|指导|协作|配合|治理|响应|兜底|落实|牵头|搭台|唱戏|互助"
    r"|实施|管护|处置|反馈|抓总|主抓|抓落实|参加|支持|联治|协商|主体|为主|为辅|结合|并举|并重|贯通|衔接)$"
)


_STOPS = "，。；：“”‘’\n,;:！？"


class QuoteRule(NamedTuple):
    """A rule about quotations: its reader gives the form that a quotation has, and what the name gains, or None."""

    name: str
    read: Callable[[Quote], tuple[str, str] | None]


class TextRule(NamedTuple):
    """A rule about running text."""

    name: str
    find: Callable[[Document], Iterator[Hit]]


def _denied(quote: Quote) -> bool:
    return bool(_NO_BEFORE.search(quote.before) or _NO_AFTER.match(quote.after))


def _chain(quote: Quote) -> tuple[str, str] | None:
    inner = quote.inner
    if "+" in inner or "＋" in inner:
        if not _CHAINED.fullmatch(inner) or not (
            _HAN.search(inner) or "N" in inner or inner.count("+") > 1 or _HEAD_STRONG.match(quote.after)
        ):
            return None
        return None if regex.search(r"[>＞<=]|\+\d{2}$", inner) else ("chain", "")
    if _DASHED.fullmatch(inner) and _HAN.search(inner):
        links = _components.links(inner)
        short = all(1 <= len(link) <= 12 and _HAN.search(link) for link in links)
        if short and (len(links) > 2 or _HEAD_STRONG.match(quote.after)):
            return None if _NO_AFTER.match(quote.after) else ("chain", "")
    return None


def _parallel(quote: Quote) -> tuple[str, str] | None:
    inner = quote.inner
    parts = [part for part in _SPLIT.split(inner) if part]
    if len(parts) < 2 or _BIG_COUNT.fullmatch(inner) or any(_SPEECH.search(part) for part in parts):
        return None
    sizes = [len(part) for part in parts]
    if (
        min(sizes) < 2
        or max(sizes) > 14
        or max(sizes) - min(sizes) > max(2, min(sizes) // 2)
        or not all(map(_HAN.search, parts))
    ):
        return None
    if _denied(quote) or regex.match(r"的?\p{Han}{0,6}精神", quote.after):
        return None
    loose = "、" not in inner
    if (
        loose
        and not _HEAD_STRONG.match(quote.after)
        and not regex.match(rf"{_MANY}{_NOUNS}(?:原则|思路|路径|方式|方法)", quote.after)
    ):
        return None
    if len(parts) > 2 and min(sizes) > 2 and max(sizes) - min(sizes) < 2:
        return "parallel", ""
    numerals = all(part[0] in _NUM for part in parts)
    if numerals and not any(part in lexicon().idioms or _DATED.match(part) for part in parts):
        return "numbered", ""
    if (
        _HEAD_STRONG.match(quote.after)
        or _HEAD_WEAK.match(quote.after)
        or (_DOING.search(quote.before) and min(sizes) >= 3)
    ):
        return "parallel", ""
    return None


def _numbered(quote: Quote) -> tuple[str, str] | None:
    inner = quote.inner
    if inner[0] not in _NUM and not inner[0].isdigit() and inner[0] not in "多":
        return None
    strong = bool(_HEAD_STRONG.match(quote.after))
    if _DIGITS.fullmatch(inner):
        head = _HEAD_NOW.match(quote.after)
        return ("numbered", head.group()) if head and not inner.startswith(("1949", "20", "19")) else None
    if _denied(quote) or inner in lexicon().idioms or _DATED.search(inner) or _BIG_COUNT.fullmatch(inner):
        return None
    if regex.fullmatch(_CIRCLE, inner):
        return "named", ""
    if _SPEECH.search(inner) or not _ANY_NUMERAL.fullmatch(inner):
        return None
    doing = bool(_DOING.search(quote.before))
    cue = strong or doing or bool(_HEAD_WEAK.match(quote.after))
    if regex.fullmatch(rf"[百千万十]{{2,4}}", inner):
        head = _HEAD_NOW.match(quote.after)
        return ("numbered", head.group()) if head else None
    if inner[0] in "百千万十" and not regex.match("十大|十个|十项", inner):
        paired = _PAIRED.fullmatch(inner) is not None and regex.search("^.[^百千万].*[百千万两一]", inner) is not None
        return ("numbered", "") if cue and (paired or _SUFFIX.search(inner) or strong) else None
    if inner[0] in "一1" or inner[0] == "全":
        paired = regex.search(rf"^[一1]\p{{Han}}{{1,6}}[、，]?[{_NUM}多\d]", inner) is not None
        if paired:
            return "numbered", ""
        return ("numbered", "") if strong and not _ADJECTIVE.search(inner) and _WORKED.fullmatch(inner) else None
    if inner[0] in "两双":
        if (
            _WORKED.fullmatch(inner)
            or regex.match("两个|双(?:招|报|随机|孵化)|两(?:不|级|代表)", inner)
            or _PAIRED.fullmatch(inner)
        ):
            return "numbered", ""
        return ("numbered", "") if cue and len(inner) <= 6 and not _ADJECTIVE.search(inner) else None
    if _COUNTED.fullmatch(inner) or _WORKED.fullmatch(inner) or _PAIRED.fullmatch(inner):
        return "numbered", ""
    if _SHORT.fullmatch(inner) or regex.fullmatch(rf"[三四五六七八九]\p{{Han}}{{1,7}}", inner):
        return ("numbered", "") if cue and not _ADJECTIVE.search(inner) else None
    return ("numbered", "") if strong and regex.fullmatch(r"\d{1,3}\p{Han}[\p{Han}\d]{0,12}", inner) else None


def _named(quote: Quote) -> tuple[str, str] | None:
    inner = quote.inner
    if not 3 <= len(inner) <= 24 or inner[0] in _NUM or inner[0].isdigit() or _denied(quote) or _SPEECH.search(inner):
        return None
    if not _HAN.search(inner) or _ADJECTIVE.search(inner) or regex.search(r"[，,；;、\s]", inner):
        return None
    if _SUFFIX.search(inner) and len(inner) >= 5 and not _MASK_SUFFIX.search(inner):
        return "named", ""
    doing = bool(_DOING.search(quote.before))
    if _HEAD_STRONG.match(quote.after) and (doing or len(inner) >= 4):
        return "named", ""
    if len(inner) >= 4 and (
        _RUNNING.search(quote.before)
        or doing
        and regex.match(rf"{_MANY}\p{{Han}}{{0,4}}?(?:工程|计划|行动|应用场景)", quote.after)
    ):
        return "named", ""
    return None


_QUOTE_RULES = (
    QuoteRule("quoted_chain", _chain),
    QuoteRule("quoted_parallel", _parallel),
    QuoteRule("quoted_numbered", _numbered),
    QuoteRule("quoted_named", _named),
)


def _quotes(text: str) -> Iterator[Quote]:
    for match in _QUOTED.finditer(text):
        group = match.lastindex or 1
        start, end = match.span(group)
        raw = match.group(group)
        inner = raw.strip()
        start += len(raw) - len(raw.lstrip())
        before = text[max(0, start - 60) : start - 1].rpartition("\n")[2]
        after = text[match.end() : match.end() + 60].partition("\n")[0]
        if len(inner) > 1:
            yield Quote(start, start + len(inner), inner, before, after)


def _from_quotes(document: Document, known: dict[tuple[int, int], Hit]) -> Iterator[Hit]:
    names = lexicon().by_key
    last = -9
    for quote in _quotes(document.text):
        if (quote.start, quote.end) in known:
            last = quote.end
            continue
        entry = names.get(key(quote.inner))
        if entry:
            yield Hit(quote.start, quote.end, "known", _form(quote.inner, entry))
            continue
        for rule in _QUOTE_RULES:
            read = rule.read(quote)
            if read:
                yield Hit(quote.start, quote.end, rule.name, *read)
                break


def _known(document: Document) -> Iterator[Hit]:
    """Names of the table, wherever they stand; those that are ordinary words too only between quotation marks."""
    text, table = document.text, lexicon()
    for index, start, end in table.automaton.find_matches_as_indexes(text):
        entry = table.by_key[key(table.spellings[index])]
        first = text[start]
        before = text[start - 1 : start]
        if (first in _NUM or first.isdigit()) and before and (before in _NUM or before in "第.." or before.isdigit()):
            continue
        if text[end : end + 1] in ("员", "长"):
            continue
        if entry.quoted and not (before and before in '“‘「《"' and text[end : end + 1] in ("”", "’", "」", "》", '"')):
            continue
        yield Hit(start, end, "known", _form(text[start:end], entry))


def _framed(document: Document) -> Iterator[Hit]:
    text = document.text
    bounds = document.word_bounds
    for match in _FRAMED.finditer(text):
        kind = match.lastgroup or ""
        words = match.group()
        if kind == "each" and (words in lexicon().idioms or match.end() not in bounds):
            continue
        if kind == "core" and words in lexicon().idioms:
            continue
        yield Hit(match.start(), match.end(), "framed", "named" if kind == "circle" else "numbered")
    if "大" in text:
        for match in _HEADING.finditer(text):
            yield Hit(match.start(), match.end(), "heading", "numbered")


def _linked(document: Document) -> Iterator[Hit]:
    text = document.text
    if "+" in text or "＋" in text:
        for match in _PLUS.finditer(text):
            hit = _plus(document, match.start(), match.end())
            if hit:
                yield hit
    if "-" in text or "—" in text or "→" in text:
        for match in _PATH.finditer(text):
            links = _components.links(match.group())
            cue = _PATH_CUE.match(text, match.end())
            if cue and (len(links) > 2 or "“" in cue.group() or "‘" in cue.group()):
                first = _components.loose(links[0], links[1:], match.start(), document.word_bounds)
                yield Hit(match.start() + len(links[0]) - len(first), match.end(), "path", "chain")


_TAIL = regex.compile(
    r"(?:的|模式|机制|工作法|方式|服务|为|等|新|形式|体系|行动|治理|工作|进行|开展|实现|推动|有机|深度|线上|系列)"
)


def _plus(document: Document, start: int, end: int) -> Hit | None:
    """A chain of + without quotation marks: its first link begins at a word, its last ends like the others."""
    text = document.text
    if "“" in text[start:end] or "”" in text[start:end]:
        return None
    links = [link.strip() for link in regex.split("[+＋]", text[start:end])]
    if not all(links) or not all(map(_HAN.search, links)) or links[-1][0] in "和与的" or set(links) >= {"线上", "线下"}:
        return None
    first = _components.loose(links[0], links[1:-1] or [links[1][:4]], start, document.word_bounds)
    begin = text.index(links[0], start) + len(links[0]) - len(first)
    last = links[-1]
    base = end - len(last)
    tail = _TAIL.search(last, 2)
    if tail and tail.start() >= 2:
        last = last[: tail.start()]
    usual = max(4, *map(len, links[:-1] if len(links) > 2 else [first]))
    if len(last) > (usual if tail or text[end : end + 1].isalnum() or end - base > 8 else 8):
        ends = [n for n in range(2, len(last) + 1) if base + n in document.word_bounds]
        last = last[: min(ends, key=lambda n: abs(n - usual), default=len(last))]
    return Hit(begin, base + len(last), "plus", "chain")


def _ways(document: Document) -> Iterator[Hit]:
    """Clauses of one build before 的…格局, 的…机制: a way of working without quotation marks."""
    text = document.text
    for match in _WAY.finditer(text):
        end = match.start()
        left = max(text.rfind(mark, max(0, end - 90), end) for mark in _STOPS) + 1
        if text[left - 1] in ",，" and text.count("、", left, end) < 3 and text[end - 2 : end] == "结合":
            end = left - 1
            left = max(text.rfind(mark, max(0, end - 90), end) for mark in _STOPS) + 1
        left = max(left, end - 90)
        if text.count("、", left, end) < 2:
            continue
        clauses = text[left:end].split("、")
        while len(clauses) > 3 and len(clauses[0]) > max(map(len, clauses[1:])) + 8:
            clauses = clauses[1:]
        rest = clauses[1:]
        first = _components.loose(clauses[0], rest, end - len("、".join(clauses)), document.word_bounds)
        sizes = [len(first), *map(len, rest)]
        if min(sizes) < 4 or max(sizes) > 12 or max(sizes) - min(sizes) > 5:
            continue
        if sum(_CLAUSE_END.search(clause) is not None for clause in (first, *rest)) < 2:
            continue
        yield Hit(end - len("、".join([first, *rest])), end, "way", "parallel")


_TEXT_RULES = (
    TextRule("known", _known),
    TextRule("framed", _framed),
    TextRule("linked", _linked),
    TextRule("way", _ways),
)


def _form(surface: str, entry: Known | None) -> str:
    """The form of a known name: as its line says, else as it looks."""
    if entry and entry.form:
        return entry.form
    if surface[0] in _NUM or surface[0].isdigit() or surface[0] == "N":
        return "numbered"
    if "+" in surface or "＋" in surface:
        return "chain"
    return "parallel" if regex.search("[、，,]", surface) else "named"


def _repeated(text: str, hits: list[Hit]) -> Iterator[Hit]:
    """A name that the article has introduced in quotation marks is the same name without them."""
    seen: dict[str, Hit] = {}
    for hit in hits:
        surface = text[hit.start : hit.end]
        if hit.rule in ("quoted_named", "quoted_numbered") and len(surface) >= 4:
            seen.setdefault(surface, hit)
    taken = {(hit.start, hit.end) for hit in hits}
    for surface, hit in seen.items():
        start = text.find(surface)
        while start >= 0:
            end = start + len(surface)
            if (start, end) not in taken:
                yield Hit(start, end, "repeated", hit.form, hit.suffix)
            start = text.find(surface, end)


_CONTAINERS = frozenset({"quoted_chain", "quoted_parallel", "plus", "way"})


def _settled(hits: list[Hit]) -> list[Hit]:
    """No two mentions overlap, but for names that are links of a chain or members of a list."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.rule != "known")):
        clash = next((old for old in reversed(kept[-3:]) if old.end > hit.start), None)
        if clash is None:
            kept.append(hit)
        elif clash.rule in _CONTAINERS and hit.end <= clash.end and hit.end - hit.start < clash.end - clash.start:
            if hit.rule in ("known", "framed", "repeated"):
                kept.append(hit)
    return kept


_SPACED = regex.compile(r"\s*([+＋、，,])\s*")


def _clean(surface: str, form: str) -> str:
    name = _SPACED.sub(r"\1", surface.strip()).replace("＋", "+")
    name = regex.sub("[，,]", "、", name) if form != "named" else name
    return name


_CLAIM = {
    "首个": "first",
    "首创": "first",
    "率先": "first",
    "首家": "first",
    "第一个": "first",
    "首推": "first",
    "首次": "first",
    "首发": "first",
    "试点": "pilot",
    "先行先试": "pilot",
    "示范": "model",
    "样板": "model",
    "标杆": "model",
    "推广": "spread",
}
_CLAIMS = regex.compile(rf"({'|'.join(_CLAIM)})")
_NEARER = regex.compile("[。；！？\n]")


def _claim(text: str, start: int, end: int) -> str | None:
    """What is claimed of the mechanism just before or just behind it, in its own clause."""
    before = _NEARER.split(text[max(0, start - 18) : start])[-1]
    after = _NEARER.split(text[end : end + 16])[0]
    found = [match.group() for match in _CLAIMS.finditer(before)][-1:] + [m.group() for m in _CLAIMS.finditer(after)][
        :1
    ]
    kinds = [_CLAIM[word] for word in found]
    return "first" if "first" in kinds else kinds[0] if kinds else None


def _shared(text: str, hits: list[Hit]) -> dict[int, tuple[str, ...]]:
    """Definitions that a run of names shares: “一养”、“一育”、“两不增”（即…，…，…、…）, by where each name starts."""
    found: dict[int, tuple[str, ...]] = {}
    run: list[Hit] = []
    for hit, after in zip(hits, [*hits[1:], None], strict=True):
        run.append(hit)
        if after and regex.fullmatch("[”’]\\s?[、，,和与及]?\\s?[“‘]", text[hit.end : after.start]):
            continue
        numbers = [int(_components.leading_number(text[h.start : h.end]) or 0) for h in run]
        if len(run) > 1 and all(numbers):
            bracket = regex.match(r"[”’]?\s?[（(]即([^（）()]{4,120})[)）]", text[hit.end : hit.end + 130])
            parts = [part.strip() for part in regex.split("[，,、；;]", bracket.group(1))] if bracket else []
            if len(parts) == sum(numbers):
                for h, number in zip(run, numbers, strict=True):
                    found[h.start], parts = tuple(parts[:number]), parts[number:]
        run = []
    return found


def _rows(document: Document, hits: list[Hit]) -> Iterator[Mechanism]:
    text, table = document.text, lexicon()
    spelt: dict[str, tuple[str, ...]] = {}
    shared = _shared(text, hits)
    named: list[tuple[Hit, str, Known | None, tuple[str, ...]]] = []
    for hit in hits:
        surface = text[hit.start : hit.end]
        clean = _clean(surface, hit.form) + hit.suffix
        entry = table.by_key.get(key(clean))
        name = entry.name if entry else clean
        parts: tuple[str, ...] = ()
        if hit.form == "chain" and _HAN.search(surface):
            parts = _components.links(surface)
        elif hit.form == "parallel":
            parts = tuple(part for part in _SPLIT.split(surface) if part)
            parts = entry.components if entry and (len(parts) < 2 or entry.name != clean) else parts
        else:
            parts = shared.get(hit.start) or _components.defined(text, hit.start, hit.end, clean, document.word_bounds)
        if parts:
            spelt.setdefault(name, parts)
        named.append((hit, name, entry, parts))
    for hit, name, entry, parts in named:
        own = parts or spelt.get(name, ())
        components = own or (entry.components if entry else ()) or _each(text[hit.start : hit.end])
        surface = text[hit.start : hit.end]
        yield Mechanism(
            hit.start,
            hit.end,
            hit.rule,
            name,
            hit.form,
            _components.leading_number(surface),
            components,
            bool(own),
            _claim(text, hit.start, hit.end),
            entry.lineage if entry else None,
        )


def _each(surface: str) -> tuple[str, ...]:
    """What each 一 counts: 一网格一支部 links 网格 and 支部."""
    whole = regex.fullmatch(r"(?:一[^一\P{Han}]{1,6}){2,4}", surface)
    return tuple(regex.findall(r"一([^一]+)", surface)) if whole else ()


def extract(document: Document) -> Iterator[Mechanism]:
    """The mechanisms that the clean text mentions, in order of where they stand."""
    hits = [hit for rule in _TEXT_RULES for hit in rule.find(document)]
    hits += _from_quotes(document, {(hit.start, hit.end): hit for hit in hits})
    if hits:
        hits = _settled(hits)
        again = list(_repeated(document.text, hits))
        yield from _rows(document, _settled(hits + again) if again else hits)


RULES: tuple[QuoteRule | TextRule, ...] = (*_TEXT_RULES, *_QUOTE_RULES)
EXAMPLES: tuple[Example, ...] = ()
