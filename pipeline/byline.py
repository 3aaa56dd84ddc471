"""What an article says of itself: when it was published, where it comes from, who wrote and edited it.

All functions read Simplified text and give spans or values; nothing is guessed from outside the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

HAN = "\u4e00-\u9fff"

# The hundred commonest family names (2020 census of names) and the rest of those in the Hundred Family Names that
# people bear today: a run of characters is taken for a name only where it begins with one of them.
_COMMON = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜"
    "戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文肖闫"
)
_RARE = frozenset(
    "褚卫严施尤昝羿汲邴糜松亓晋华陶戚喻柏水窦章云葛奚郎鲁韦昌苗凤花俞柳鲍费廉岑倪滕殷毕邬安乐时皮卞齐伍元卜平穆"
    "湛祁禹狄米贝明臧计成谈茅庞纪舒屈项祝阮蓝闵席季麻强路娄童颜梅盛刁骆樊凌霍虞支柯管莫经房裘缪解应宗宣郁单杭洪"
    "包诸左吉钮嵇邢裴荣翁荀惠甄曲封芮储靳井富巫乌焦巴牧山谷车宓班仰秋仲伊宫宁仇栾甘厉祖符景詹束幸司黎薄印宿怀蒲"
    "从索咸卓蔺屠蒙池阴胥苍双闻莘党翟贡劳逄姬申冉雍桑桂濮牛寿边扈燕冀浦尚农温庄晏柴瞿连茹艾鱼容向古戈居衡步耿满"
    "弘匡国寇广欧沃利蔚隆师巩聂晁敖融冷辛那简饶沙鞠丰关蒯相查荆红游竺权盖益桓公佟谌付代覃岳帅冼苟仝鄢涂揭伞初斯"
    "矫原窑但邸佘战由仵苑逯楚练官凡刑兰奉宛底呼敬迟綦植银税"
)
_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
    "呼延",
)
_NOT_NAME_WORDS = (
    "记者 通讯员 本报 报道 摄影 编辑 文字 图片 新华社 来源 综合 实习生 完 文图 供稿 整理 "
    "讯 电 摄 图 文 通讯 特约 见习 实习 全媒体 新闻 时评 组图 多图 高清 视频 右一 左一 右二 "
    "左二 资料 方言 化名 和平 明天 周末 万元 安全 平安 成都 江苏 云南 安徽 广东 广西 宁夏 "
    "贵州 温州 常州 高中 关注 单位 容量 经济 成员 相关 查看 文件 方案 计划 解读 应急 白天 "
    "双方 时间 广告 平台 权威 公益 公告 管理 包含 下同 成立 国家 农村 农业 农民 任务 向前 "
    "居民 居委会 明确 原创 高级 荣誉 山东 山西 江西 党建 党员 党委 应用 项目 广大 强化 文化 "
    "文明 华东 华北 华南 华西 元旦 成果 强调 和谐 利用 丰富 水平 水利 路口 经营 经理 支持 "
    "支部 尚未 步行 居家 边境 边检 边防 满意 公司 司法 法院 方面"
)
_NOT_NAMES = frozenset(_NOT_NAME_WORDS.split())

_DATE = (
    r"(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>1[0-2]|0?[1-9])\s?[-/.月]\s?(?P<day>3[01]|"
    r"[12]\d|0?[1-9])(?!\d(?!\d?:))\s?日?"
    r"(?:[\sT(（]*(?:(?:星期|周)[一二三四五六日天])?[\sT)）]*(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?:[:：]("
    r"?P<second>[0-5]\d))?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
DATE = re.compile(_DATE)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_RFC = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(?P<day>\d{1,2}) (?P<month>"
    + "|".join(_MONTHS)
    + r")[a-z]* (?P<year>\d{4})"
    r"(?: (?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?(?: ?GMT| ?UTC| ?[+-]\d{4})?"
)
# Some servers lose the separators: 202308/0417:13:37.
_RUN_TOGETHER = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<month>1[0-2]|0[1-9])/?(?P<day>3[01]|[12]\d|0[1-9])(?:(?P<hour>[01]\d|"
    r"2[0-3]):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?(?!\d)"
)
_SHORT_YEAR = re.compile(
    r"(?<![\d-])(?P<short>[0-3]\d)-(?P<month>1[0-2]|0[1-9])-(?P<day>3[01]|[12]\d|0[1-9])\s?(?P<hour>[01]\d|"
    r"2[0-3]):(?P<minute>\d\d)"
)
_ROC = re.compile(r"(?:民国)?(?P<roc>1[0-2]\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
# The Central News Agency closes with the editor and the day in the calendar of the Republic: （編輯：某某）1140416.
_ROC_CODE = re.compile(r"[)）](?P<roc>1[0-2]\d)(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])(?!\d)")
_NUMERALS = {char: number for number, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "O": 0}
_WRITTEN = re.compile(
    r"(?P<year>[一二][〇○零O一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>"
    r"[一二三四五六七八九十]{1,3})日"
)


class Moment(NamedTuple):
    """A date read off a text, and whether a time of day was given with it."""

    when: datetime
    timed: bool


def _number(text: str) -> int:
    if "十" not in text:
        return int("".join(str(_NUMERALS[char]) for char in text))
    tens, ones = text.split("十", 1)
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


def _moment(match: re.Match[str]) -> Moment | None:
    parts = match.groupdict()
    if parts.get("roc"):
        year = int(parts["roc"]) + 1911
    else:
        year = int(parts["short"]) + 2000 if parts.get("short") else int(parts["year"])
    month = _MONTHS.index(parts["month"]) + 1 if parts["month"].isalpha() else int(parts["month"])
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    try:
        return Moment(datetime(year, month, int(parts["day"]), hour, minute, second), parts.get("hour") is not None)
    except ValueError:
        return None


def moment(text: str) -> Moment | None:
    """The first calendar date in `text`, in any of the forms that sites write them in. None where there is none."""
    for pattern in (DATE, _RFC, _RUN_TOGETHER, _ROC, _SHORT_YEAR):
        if match := pattern.search(text):
            return _moment(match)
    return written_date(text)


_SPLIT = re.compile(
    r"(?P<year>20\d\d)\s+(?P<month>0\d|1[0-2])/(?P<day>[0-3]\d)"
    r"(?:\s+(?P<hour>[0-2]\d):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
)


def split_date(text: str) -> Moment | None:
    """The day and time that `text` begins with, its parts on lines of their own: 2019, 09/07, 19:02."""
    match = _SPLIT.match(text)
    return _moment(match) if match else None


def written_date(text: str) -> Moment | None:
    """A date written out: 二〇〇五年七月十四日."""
    match = _WRITTEN.search(text)
    if match is None:
        return None
    try:
        year = int("".join(str(_NUMERALS[char]) for char in match["year"]))
        return Moment(datetime(year, _number(match["month"]), _number(match["day"])), False)
    except (ValueError, KeyError):
        return None


def roc_code(text: str) -> Moment | None:
    """The day in the closing code of the Central News Agency."""
    match = _ROC_CODE.search(text)
    return _moment(match) if match else None


def url_date(url: str) -> Moment | None:
    """The day that a news site wrote into the address: /2023-05/12/, /20230512/, /202305/t20230512_, /2023/0512/."""
    match = re.search(
        r"(?<!\d)(?P<year>20[0-2]\d)[-/]?(?P<month>1[0-2]|0[1-9])[-/]?(?P<day>3[01]|[12]\d|0[1-9])(?!\d)", url
    )
    return _moment(match) if match else None


# --- names ---

_SEPARATOR = re.compile(r"[\s、，,;；/|丨&]+")
_HAN_NAME = regex.compile(rf"[{HAN}]{{2,4}}")
_DOTTED = regex.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}}")
_ROLE = (
    r"(?:(?:见习|实习|特约|首席|高级|全媒体|融媒体?|本报|本网|本台|本刊|特派)\s?)*(?:记者|通讯员|实习生|"
    r"撰稿人?|作者|撰文|采写|文字|文/图|图/文|文\\图|文、图|图文|文图)"
)
# 文 straight behind two characters is more often the third of the name than the first of 文/图.
_AFTER_NAMES = (
    r"(?:\s+(?:文/图|图/文|文)|\s*(?:(?<![、，\s][\u4e00-\u9fff]{2})(?<!^[\u4e00-\u9fff]{2})文/图|"
    r"图/文|/图|/文|摄影|摄|报道|供稿|整理))?"
)


def is_name(text: str) -> bool:
    """Whether `text` looks like one person's name."""
    if _DOTTED.fullmatch(text):
        return True
    if not _HAN_NAME.fullmatch(text) or text in _NOT_NAMES:
        return False
    if text.startswith(_COMPOUND):
        return len(text) > 2
    return len(text) < 4 and (text[0] in _COMMON or text[0] in _RARE)


def _split_run(run: str) -> list[str]:
    """Names written without anything between them: 王远李琼. Empty where no cut makes names of all of it."""
    best: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
    for at in range(len(run)):
        if at not in best:
            continue
        score, names = best[at]
        for size in (2, 3, 4):
            name = run[at : at + size]
            if len(name) < size or not is_name(name):
                continue
            gain = (2.0 if name[0] in _COMMON else 0.0) + (0.5 if size == 3 else 0.0) - 1.0
            if at + size not in best or best[at + size][0] < score + gain:
                best[at + size] = (score + gain, [*names, name])
    return best.get(len(run), (0.0, []))[1]


# 某某/文 某某/图: who took the pictures did not write.
_PICTURES = regex.compile(rf"/文[\s、，,;；]+(?:[{HAN}]{{2,4}}[\s、，,]*)+/?\s*[图摄].*$")
_ROLES = re.compile(_ROLE + r"\s*[:：]?|[:：]")


@cache
def _trailing() -> regex.Pattern[str]:
    return regex.compile(_AFTER_NAMES + r"\s*$")


@cache
def _names_begin() -> re.Pattern[str]:
    return re.compile(rf"{_ROLE}|[:：]|[{HAN}]{{1,8}}·|(?:" + "|".join(_COMPOUND) + ")")


def names(text: str) -> list[str]:
    """The names in `text` where it consists of names (with roles before and between them) and nothing else."""
    text = text.strip()
    if not text or (text[0] not in _COMMON and text[0] not in _RARE and not _names_begin().match(text)):
        return []
    text = _ROLES.sub(" ", _trailing().sub("", _PICTURES.sub("", text)))
    tokens = [token for token in _SEPARATOR.split(text) if token]
    # Two-character names are set with a space inside to be as wide as the others: 张 弛.
    joined: list[str] = []
    for token in tokens:
        if len(token) == 1 and joined and len(joined[-1]) == 1:
            joined[-1] += token
        else:
            joined.append(token)
    found: list[str] = []
    for token in joined:
        if is_name(token):
            found.append(token)
        elif run := _split_run(token) if 4 <= len(token) <= 12 else []:
            found.extend(run)
        else:
            return []
    return found


_TOKEN = rf"(?:[{HAN}](?=\s[{HAN}](?![{HAN}]))\s)?[{HAN}·]{{1,12}}"
_LIST = rf"{_TOKEN}(?:[ 、，,/]+(?:{_ROLE}[ :：]*)?{_TOKEN}){{0,7}}"
_BRACKET = re.compile(r"[(（【]([^()（）【】。]{2,80})[)）】]")
_ORGANISATION = rf"[{HAN}A-Za-z]{{0,14}}"


@cache
def _by_bracket() -> regex.Pattern[str]:
    return regex.compile(
        rf"^\s*(?:作者[:：]\s*)?(?:{_ORGANISATION}[\s、])?{_ORGANISATION}{_ROLE}\s*[:：]?\s*(?P<names>.+)$"
    )


@cache
def _cna() -> regex.Pattern[str]:
    return regex.compile(
        rf"[{HAN}]{{2,6}}社记者(?P<names>[{HAN}、]{{2,12}}?)(?P<city>[{HAN}]{{2}})(?P<day>\d{{1,2}})日(?:综合|专)?[{HAN}]{{0,4}}电"
    )


_STAFF_SPACED = re.compile(r"[者员生稿文写字图][:： ]")


@cache
def _spaced() -> regex.Pattern[str]:
    return regex.compile(rf"{_ROLE}(?:\s*[:：]\s*|\s+)(?P<names>{_LIST})(?=[\s“”（(：:《\d，]|报道|摄|$)")


@cache
def _closing() -> regex.Pattern[str]:
    return regex.compile(rf"{_ROLE}\s*[:：]?\s*(?P<names>{_LIST}){_AFTER_NAMES}\s*$")


_DATELINE_WORD = re.compile(r"[电讯消]息?\s*[(（]|作者|文/|撰文|采写")
_DATELINE = re.compile(r"(?:[电讯]|消息)\s*[(（](?P<names>[^()（）]{2,60})[)）]")


def _clean(found: list[str]) -> list[str]:
    return list(dict.fromkeys(found))


@cache
def _by_line() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:《[^》]{{1,10}}》)?{_ORGANISATION}?\s?(?:{_ROLE}|文|文/|■|□)\s*(?:[:：/|丨]\s*|\s+|(?=[{HAN}]{{2,6}}$))(?P<names>.+)$"
    )


@cache
def _own_post() -> regex.Pattern[str]:
    return regex.compile(rf"^[{HAN}]{{2,10}}{_ROLE}[:： ]*")


_CREDITED_TOO = re.compile(r"\s*(?:摄影|图/|摄像|编辑|责编|校对|审核|来源|通讯员?单位|视频|翻译|返回)")


def byline(text: str) -> list[str]:
    """The authors that a line names where the line is a by-line: `□ 某报全媒体记者 某某`, `作者：某某`, `文/某某`."""
    text = text.strip(" □■◇◆●○◎☆★▲△*【】[]()（）|")
    if match := _by_line().match(text):
        head = _CREDITED_TOO.split(_own_post().sub("", match["names"]), maxsplit=1)[0]
        return _clean(names(head)) or _unusual(text)
    if found := listed(text):
        return found
    if match := _AFTER_DAY.fullmatch(text):
        return [match["name"]] if is_name(match["name"]) else []
    if translated := _TRANSLATED.match(text):
        return _clean(names(translated["names"]))
    if (match := _slash().fullmatch(text)) and is_name(match["name"]) and is_outlet(match["outlet"]):
        return [match["name"]]
    return []


# Behind the post there stands a name whatever it begins with, as those of the smaller peoples do.
@cache
def _unusual_pattern() -> regex.Pattern[str]:
    return regex.compile(rf"[{HAN}]{{2,10}}(?:记者|通讯员)\s+(?P<name>[{HAN}]{{2,3}})")


def _unusual(text: str) -> list[str]:
    match = _unusual_pattern().fullmatch(text)
    return [match["name"]] if match and match["name"] not in _NOT_NAMES else []


def listed(text: str) -> list[str]:
    """The names where a line holds nothing but two and more of them, set apart: `某某、某某`."""
    if len(text) > 40 or not _APART.search(text) or not _HAN_NAME.fullmatch(text[-2:]):
        return []
    found = names(text)
    return _clean(found) if len(found) > 1 else []


_APART = re.compile(r"[、，,\s]")
# 2023-06-04 09:07某某
_AFTER_DAY = regex.compile(rf"[\d-]{{8,10}}(?: \d\d:\d\d)?(?P<name>[{HAN}]{{2,3}})")
_TRANSLATED = re.compile(r"编译\s*[/：:]\s*(?P<names>.{2,40})$")


@cache
def _slash() -> regex.Pattern[str]:
    return regex.compile(rf"(?P<name>[{HAN}]{{2,4}})\s?/\s?(?P<outlet>[{HAN}]{{3,12}})")


def slashed_outlet(text: str) -> tuple[int, int] | None:
    """Where a by-line of the form `某某/某报` names the paper."""
    match = _slash().fullmatch(text)
    return match.span("outlet") if match and is_outlet(match["outlet"]) else None


def opening_authors(text: str) -> list[str]:
    """The authors named at the head of a story.

    `本报讯（记者 某某）`, `某网某地8月8日电 (某某 某某)`, `中央社記者某某台北16日電`.
    """
    head = text[:160]
    if "记者" not in head and "通讯员" not in head and not _DATELINE_WORD.search(head):
        return []
    if "社记者" in head and (match := _cna().search(head)):
        return _clean(names(match["names"]))
    for bracket in _BRACKET.finditer(head) if "(" in head or "（" in head else ():
        if not _ROLES.search(bracket[1]):
            continue
        if found := names(bracket[1]):
            return _clean(found)
        inner = _by_bracket().match(bracket[1])
        if inner and (found := names(inner["names"])):
            return _clean(found)
    if ("(" in head or "（" in head) and (line := _DATELINE.search(head)) and (found := names(line["names"])):
        return _clean(found)
    collected: list[str] = []
    if not _STAFF_SPACED.search(head):
        return collected
    for match in _spaced().finditer(head):
        collected += _leading_names(match["names"])
    return _clean(collected)


def _leading_names(run: str) -> list[str]:
    """The names that a run begins with: what follows the last of them is already the story."""
    found: list[str] = []
    for token in _SEPARATOR.split(re.sub(rf"{_ROLE}[ :：]*", " ", run)):
        if is_name(token):
            found.append(token)
        elif token:
            # The last name runs on into the story where nothing stands between them.
            opened = _OPENED.match(token)
            found += [opened["name"]] if opened and is_name(opened["name"]) else []
            break
    return found


_OPENED = regex.compile(
    rf"(?P<name>[{HAN}]{{2,3}}?)(?:近[日期年]|日前|连日|今[天年日]|昨[天日]|当前|目前|眼下|如今|为[了进切深推提加]|随着|走进|暑假|寒假|盛夏|炎炎|清晨|“)"
)


_STAFF_SIGN = re.compile(r"记者|作者|通讯员|撰|文[/：:]|供稿|采写")
_END_MARK = re.compile(
    r"\s*(?:[(（](?:完|责任编辑|责编|编辑|来源|图片来源|转自|原标题|原题)[^()（）]{0,60}[)）]|"
    r"(?<=[)）])来源[:：]\S{2,16})\s*$"
)
# After the writer come the others who had a hand in it: 记者 某某校对 某某, 撰稿：某某编辑：某某摄影：某某.
_OTHERS = r"(?:编辑|摄影|校[对正]|审核|[初复终一二三]审|责编|责任编辑|来源|监制|视频|供图|图片?|翻译|值班)"


@cache
def _credit_tail() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?<=[{HAN}])\s*(?:校对|供图|[{HAN}]{{2,8}}供图|视频)\s*[:：]?\s*(?:[{HAN}]{{2,4}})?\d?\s*$|(?<=[)）])\d\s*$"
    )


@cache
def _credits() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:撰稿|文字|作者|文|记者|通讯员)\s*[:：]\s*(?P<names>[{HAN}]{{2,4}}?(?:[ 、，]+[{HAN}]{{2,4}}?){{0,5}})"
        rf"\s*{_OTHERS}\s*[:：].{{2,120}}$"
    )


_EDITED_AFTER = regex.compile(rf"(?<=[)）])\s*(?:责任编辑|责编|编辑)\s*[:：]\s*[{HAN}]{{2,4}}\s*$")
# Courts and offices send in their stories under the name of the office and of who wrote them.
_OF_OFFICE = regex.compile(rf"[{HAN}]{{2,16}}(?:法院|检察院|[局委办厅院部]|街道|社区|中心|政府)\s+(?P<names>\S.*)$")


def closing_authors(text: str) -> list[str]:
    """The authors named at the foot of a story: `（记者 某某/图）`, `(某某、某某)`, `某报记者 某某`."""
    text = text[-200:].rstrip()
    if "编" in text[-10:]:
        text = _EDITED_AFTER.sub("", text)
    if not text or (text[-1] not in ")）】" and not _STAFF_SIGN.search(text[-100:])):
        return []
    text = _credit_tail().sub("", text)
    if credit := _credits().search(text):
        return _clean(names(credit["names"]))
    tail = _END_MARK.sub("", text[-120:]).rstrip()
    brackets = list(_BRACKET.finditer(tail))
    if brackets and len(tail) - brackets[-1].end() < 3:
        inner = brackets[-1][1]
        if match := _by_bracket().match(inner):
            return _clean(names(match["names"]))
        if (office := _OF_OFFICE.match(inner)) and (found := names(office["names"])):
            return _clean(found)
        return _clean(names(inner))
    if (match := _closing().search(tail)) and (match.start() == 0 or tail[match.start() - 1] not in "和与的向对让"):
        return _clean(names(match["names"]))
    return []


@cache
def _editor() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:责任编辑|责任编缉|责编|值班编辑|本文编辑|编\s?辑|编缉)\s*[:：/|丨]?\s*(?P<name>[{HAN}·]{{2,4}}?|"
        rf"[{HAN}] [{HAN}])(?:(?![{HAN}])|(?={_OTHERS}))"
    )


def editor(text: str) -> str | None:
    """The (responsible) editor that a line names."""
    match = _editor().search(text)
    if match is None:
        return None
    name = match["name"].replace(" ", "")
    return name if 2 <= len(name) <= 4 and name not in _NOT_NAMES else None


# --- outlets ---

_OUTLET_END = (
    r"(?:日报社?|晚报|早报|晨报|时报|商报|都市报|导报|青年报|法治报|法制报|经济报|消费者报|周刊|"
    r"杂志|报社|报|新闻网|政府网|门户网站|信息网|在线|网|通讯社|电视台|广播电台|电台|卫视|融媒体中心|"
    r"融媒|客户端|发布|微信公众号|公众号|新闻|政务|社|财经|频道|委员会|办公室|[局厅委办部府院])"
)
_SOURCE_KEY = (
    r"(?:(?:文章|信息|稿件|新闻|内容|图文|文字|消息|本文|资料|数据)?\s?(?:来\s?源|稿\s?源|出\s?处)(?:于|"
    r"自)?|转载?自|发布(?:人|者|单位|机构)|供稿单位)"
)
SOURCE = re.compile(
    rf"{_SOURCE_KEY}\s*[:：|丨】]\s*[-－—\s]{{0,4}}(?P<outlet>[^\s:：，。；、|丨()（）\[\]【】<>]{{2,24}})"
)


@cache
def _source_running() -> regex.Pattern[str]:
    return regex.compile(
        rf"来源[:：|丨]\s*(?P<outlet>[{HAN}A-Za-z]{{1,12}}?(?:网|报|社|台|在线|客户端|发布)(?:[-－—·][{HAN}]{{2,12}}?"
        rf"(?:网|报|社|台|频道))?)"
    )


_DATELINE_TAIL = (
    rf"(?:客户端)?(?:[(（][{HAN}]{{2,8}}[)）])?(?:消息|讯|[{HAN}]{{2}}讯|[{HAN}/]{{0,12}}?(?:\d{{4}}年)?(?:\d{{1,"
    rf"2}}月)?\d{{1,2}}日(?:电|讯|消息)|"
    rf"[{HAN}]{{0,6}}?(?:全媒体|见习|特约)?(?:记者|通讯员)\s?[{HAN}])"
)


@cache
def _agency() -> regex.Pattern[str]:
    return regex.compile(
        rf"\W{{0,4}}(?P<outlet>[{HAN}]{{2,8}}?(?:日报|晚报|商报|早报|晨报|时报|新闻网|消费者报|"
        rf"青年报|经济导报|在线|网)){_DATELINE_TAIL}|"
        rf"\W{{0,4}}(?P<wire>(?!本)[{HAN}]{{2,5}}?(?:通讯社|社))(?:[{HAN}]{{2,6}}\d{{1,2}}月\d{{1,2}}日电|[{HAN}]{{2,6}}\d{{1,2}}日电|消息[:：（(])"
    )


_PAPER = rf"[{HAN}]{{2,10}}?(?:日报|晚报|商报|早报|晨报|时报|都市报|青年报|特区报|新闻网|网|电视台|融媒体中心)"
_STAFF_TAIL = r"(?:社|客户端)?(?:[、/]\S{2,8}?)?(?:全媒体|融媒体|见习|特约|实习|首席)*(?:记者|通讯员)"


@cache
def _staff() -> re.Pattern[str]:
    return re.compile(rf"(?P<outlet>{_PAPER}){_STAFF_TAIL}")


@cache
def _outlet_names() -> frozenset[str]:
    text = Path(__file__).with_name("strip.outlets.txt").read_text(encoding="utf-8")
    return frozenset(name for line in text.splitlines() if not line.startswith("#") for name in line.split())


@cache
def known_outlets() -> str:
    """A pattern for the outlets that are known by name, the longer before the shorter.

    It looks at the first character before anything else, as an alternation of them all costs hundreds of trials at
    every character of the text.
    """
    initials: dict[str, list[str]] = {}
    for name in sorted(_outlet_names(), key=lambda name: (-len(name), name)):
        initials.setdefault(name[0], []).append(name[1:])
    branches = "|".join(f"{initial}(?:{'|'.join(rests)})" for initial, rests in initials.items())
    return f"(?=[{''.join(initials)}])(?:{branches})"


@cache
def _known_agency() -> re.Pattern[str]:
    return re.compile(rf"(?<![《“「])(?P<outlet>{known_outlets()}){_DATELINE_TAIL}")


@cache
def _known_staff() -> re.Pattern[str]:
    return re.compile(rf"(?P<outlet>{known_outlets()}){_STAFF_TAIL}")


@cache
def _outlet_name() -> regex.Pattern[str]:
    return regex.compile(rf"[{HAN}A-Za-z0-9·－—-]{{1,16}}{_OUTLET_END}")


def agency(text: str) -> tuple[int, int] | None:
    """Where the dateline at the head of a story names the outlet.

    `央视网消息`, `中新网某地8月8日电`, `（中央社記者…`.
    """
    head = text[:160]
    if not _DATELINE_HINT.search(head):
        return None
    if bracket := _AGENCY_IN_BRACKETS.search(head):
        return bracket.span("outlet")
    match = _known_agency().search(head[:80]) or _agency().match(head)
    group = "wire" if match and match.groupdict().get("wire") else "outlet"
    return match.span(group) if match and not match[group].startswith(("本报", "本网")) else None


_DATELINE_HINT = re.compile(r"[电讯]|消息|记者|通讯员")
_AGENCY_IN_BRACKETS = regex.compile(
    r"[(（](?P<outlet>(?!本|报社)[\u4e00-\u9fff]{2,6}?(?:通讯社|社))(?:记者|[\u4e00-\u9fff]{0,10}\d{1,2}日|[^()（）]{0,12}外电)"
)


def staff_of(text: str) -> tuple[int, int] | None:
    """Where a by-line names the paper that its reporter works for: `昆明日报记者`."""
    if "记者" not in text and "通讯员" not in text:
        return None
    match = _known_staff().search(text) or _staff().search(text)
    if match is None or match["outlet"].startswith(("本报", "本网", "据", "接受", "向", "告诉")):
        return None
    return match.span("outlet")


def is_outlet(text: str) -> bool:
    """Whether a short line is nothing but the name of a paper, site, station or office."""
    return _outlet_name().fullmatch(text) is not None or text in _outlet_names()


def running_source(text: str) -> tuple[int, int] | None:
    """Where a line that runs straight on into the story names its source: `来源：某某网为进一步…`."""
    match = _source_running().search(text)
    return match.span("outlet") if match else None


def spans(pattern: re.Pattern[str], text: str, group: str) -> Iterator[tuple[int, int]]:
    """The spans of a named group in all matches."""
    for match in pattern.finditer(text):
        yield match.span(group)
