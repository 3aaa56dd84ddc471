"""Who wrote and who edited an article, as its by-line, the head and the foot of its story say.

All functions read Simplified text and give names; nothing is guessed from outside the text.
"""

from __future__ import annotations

import re

import regex

from pipeline.strip import outlets
from pipeline.strip.lexicon import HAN, later

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
    "矫原窑但邸佘战由仵苑逯楚练官凡刑兰奉宛底呼敬迟綦植银税须粟商漆宦"
)
_COMPOUND_NAMES = "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 端木 呼延"
_COMPOUND = tuple(_COMPOUND_NAMES.split())
_NOT_NAME_WORDS = (
    "记者 通讯员 本报 报道 摄影 编辑 文字 图片 新华社 来源 综合 实习生 完 文图 供稿 整理 "
    "讯 电 摄 图 文 通讯 特约 见习 实习 全媒体 新闻 时评 组图 多图 高清 视频 右一 左一 右二 "
    "左二 资料 方言 化名 和平 明天 周末 万元 安全 平安 成都 江苏 云南 安徽 广东 广西 宁夏 "
    "贵州 温州 常州 高中 关注 单位 容量 经济 成员 相关 查看 文件 方案 计划 解读 应急 白天 "
    "双方 时间 广告 平台 权威 公益 公告 管理 包含 下同 成立 国家 农村 农业 农民 任务 向前 "
    "居民 居委会 明确 原创 高级 荣誉 山东 山西 江西 党建 党员 党委 应用 项目 广大 强化 文化 "
    "文明 华东 华北 华南 华西 元旦 成果 强调 和谐 利用 丰富 水平 水利 路口 经营 经理 支持 "
    "支部 尚未 步行 居家 边境 边检 边防 满意 公司 司法 法院 方面 黄金 石油 石化 白酒 金融 钱币 简介 简讯 简报 章程 "
    "全文 房产 车市 商品 商业 家电 家居 时尚 汽车 高端 时政 都市 白银 钢材 农资 水产 时讯 商讯 "
    "商报 国际 商城 商圈 商贸 商务 商户 商标 商场 商家 广州 武汉 沈阳 柳州 宿州 宿迁 荆州 荆门 常德 常熟 安阳 安庆 "
    "安康 江门 江阴 黄石 黄山 黄冈 金华 马鞍山 丰台 丰都 包头 巴中 乐山 乐清 焦作 邹城 邢台 梅州 章丘"
)
_NOT_NAMES = frozenset(_NOT_NAME_WORDS.split())

# --- what a name is ---

_SEPARATOR = re.compile(r"[\s、，,;；/|丨&]+")
_han_name = later(regex.compile, rf"[{HAN}]{{2,4}}")
_dotted = later(regex.compile, rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}}")
_ROLE = (
    r"(?:(?:见习|实习|特约|首席|高级|全媒体|融媒体?|本报|本网|本台|本刊|特派)\s?)*(?:记者|通讯员|实习生|"
    r"撰稿人?|作者|撰文|采写|文字|文/图|图/文|文\\图|文、图|图文|文图)"
)
# 文 straight behind two characters is more often the third of the name than the first of 文/图.
_AFTER_NAMES = (
    rf"(?:\s+(?:文/图|图/文|文)|\s*(?:(?<![、，\s][{HAN}]{{2}})(?<!^[{HAN}]{{2}})文/图|"
    r"图/文|/图|/文|摄影|摄|报道|供稿|整理))?"
)
_roles = later(re.compile, rf"{_ROLE}\s*[:：]?|[:：]")
_role_before_names = later(re.compile, rf"{_ROLE}[ :：]*")
_after_names = later(regex.compile, _AFTER_NAMES + r"\s*$")
_names_begin = later(re.compile, rf"{_ROLE}|[:：]|{'|'.join(_COMPOUND)}")
# 某某/文 某某/图: who took the pictures did not write.
_pictures = later(regex.compile, rf"/文[\s、，,;；]+(?:[{HAN}]{{2,4}}[\s、，,]*)+/?\s*[图摄].*$")


def is_name(text: str) -> bool:
    """Whether `text` looks like one person's name."""
    if "·" in text:
        return _dotted().fullmatch(text) is not None
    if text in _NOT_NAMES or not _han_name().fullmatch(text):
        return False
    if text.startswith(_COMPOUND):
        return len(text) > 2
    return len(text) < 4 and (text[0] in _COMMON or text[0] in _RARE)


def names(text: str) -> list[str]:
    """The names in `text` where it consists of names (with roles before and between them) and nothing else."""
    text = text.strip()
    if not text:
        return []
    if text[0] not in _COMMON and text[0] not in _RARE and "·" not in text[:9] and not _names_begin().match(text):
        return []
    text = _roles().sub(" ", _after_names().sub("", _pictures().sub("", text)))
    # Two-character names are set with a space inside to be as wide as the others: 张 弛.
    joined: list[str] = []
    for token in filter(None, _SEPARATOR.split(text)):
        if len(token) == 1 and joined and len(joined[-1]) == 1:
            joined[-1] += token
        else:
            joined.append(token)
    found: list[str] = []
    for token in joined:
        run = [token] if is_name(token) else _split_run(token) if 4 <= len(token) <= 12 else []
        if not run:
            return []
        found += run
    return list(dict.fromkeys(found))


def _split_run(run: str) -> list[str]:
    """Names written without anything between them: 王远李琼. Empty where no cut makes names of all of it."""
    best: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
    for at in range(len(run)):
        if at not in best:
            continue
        score, found = best[at]
        for size in (2, 3, 4):
            name = run[at : at + size]
            if len(name) < size or not is_name(name):
                continue
            gain = (2.0 if name[0] in _COMMON else 0.0) + (0.5 if size == 3 else 0.0) - 1.0
            if at + size not in best or best[at + size][0] < score + gain:
                best[at + size] = (score + gain, [*found, name])
    return best.get(len(run), (0.0, []))[1]


# --- a line that is a by-line ---

_ORGANISATION = rf"[{HAN}A-Za-z]{{0,14}}"
_by_line = later(
    regex.compile,
    rf"(?:《[^》]{{1,10}}》)?{_ORGANISATION}?\s?(?:{_ROLE}|文|文/|■|□)\s*"
    rf"(?:[:：/|丨]\s*|\s+|(?=[{HAN}]{{2,6}}$))(?P<names>.+)$",
)
_own_post = later(regex.compile, rf"[{HAN}]{{2,10}}{_ROLE}[:： ]*")
_credited_too = later(re.compile, r"\s*(?:摄影|图/|摄像|编辑|责编|校对|审核|来源|通讯员?单位|视频|翻译|返回)")
# Behind the post there stands a name whatever it begins with, as those of the smaller peoples do.
_unusual = later(regex.compile, rf"[{HAN}]{{2,10}}(?:记者|通讯员)\s+(?P<name>[{HAN}]{{2,3}})")
# 2023-06-04 09:07某某
_after_day = later(regex.compile, rf"[\d-]{{8,10}}(?: \d\d:\d\d)?(?P<name>[{HAN}]{{2,3}})")
_translated = later(re.compile, r"编译\s*[/：:]\s*(?P<names>.{2,40})$")
_APART = re.compile(r"[、，,\s]")


def byline(text: str) -> list[str]:
    """The authors that a line names where the line is a by-line: `□ 某报全媒体记者 某某`, `作者：某某`, `文/某某`."""
    text = text.strip(" □■◇◆●○◎☆★▲△*【】[]()（）|")
    if match := _by_line().match(text):
        own = _own_post().match(match["names"])
        if found := names(_credited_too().split(match["names"][own.end() if own else 0 :], maxsplit=1)[0]):
            return found
        match = _unusual().fullmatch(text)
        return [match["name"]] if match and match["name"] not in _NOT_NAMES else []
    if found := listed(text):
        return found
    if match := _after_day().fullmatch(text):
        return [match["name"]] if is_name(match["name"]) else []
    if translated := _translated().match(text):
        return names(translated["names"])
    slashed = outlets.slashed(text)
    return [slashed[0]] if slashed and is_name(slashed[0]) else []


def listed(text: str) -> list[str]:
    """The names where a line holds nothing but two and more of them, set apart: `某某、某某`."""
    if len(text) > 40 or not _APART.search(text) or not _han_name().fullmatch(text[-2:]):
        return []
    found = names(text)
    return found if len(found) > 1 else []


# --- the head and the foot of a story ---

_TOKEN = rf"(?:[{HAN}](?=\s[{HAN}](?![{HAN}]))\s)?[{HAN}·]{{1,12}}"
_LIST = rf"{_TOKEN}(?:[ 、，,/]+(?:{_ROLE}[ :：]*)?{_TOKEN}){{0,7}}"
_BRACKET = re.compile(r"[(（【]([^()（）【】。]{2,80})[)）】]")
_by_bracket = later(
    regex.compile, rf"\s*(?:作者[:：]\s*)?(?:{_ORGANISATION}[\s、])?{_ORGANISATION}{_ROLE}\s*[:：]?\s*(?P<names>.+)$"
)
_cna = later(
    regex.compile,
    rf"[{HAN}]{{2,6}}社记者(?P<names>[{HAN}、]{{2,12}}?)(?P<city>[{HAN}]{{2}})(?P<day>\d{{1,2}})日"
    rf"(?:综合|专)?[{HAN}]{{0,4}}电",
)
_STAFF_WORD = re.compile("记者|通讯员|作者|文/|撰文|采写")
_DATELINE = re.compile(r"(?:[电讯]|消息)\s*[(（](?P<names>[^()（）]{2,60})[)）]")
_STAFF_SPACED = re.compile(r"[者员生稿文写字图][:： ]")
_spaced = later(
    regex.compile,
    rf"{_ROLE}(?:\s*[:：]\s*|\s+)(?P<names>{_LIST})(?=[\s“”（()）：:《\d，]|报道|摄|$|(?<=[{HAN}]{{12}})[{HAN}])",
)
# 本报讯 某某 记者某某报道, 某网记者某某8月1日报道: the end of the names is marked behind them.
_reporting = later(
    regex.compile,
    rf"(?:^(?=记者|通讯员)|[讯电网报刊台社]\s*)(?P<names>(?:[{HAN}]{{2,4}}[\s、，]+)*(?:记者|通讯员)\s?[{HAN}]{{2,3}}(?:[\s、，]+"
    rf"(?:{_ROLE}\s*)?[{HAN}]{{2,3}})*)\s*(?:报道|\d{{1,2}}月\d{{1,2}}日(?:报道|电|讯)|(?<=[电讯]\s记者[{HAN}]{{2,3}})\s)",
)
_opened = later(
    regex.compile,
    rf"(?P<name>[{HAN}]{{2,3}}?)(?:近[日期年]|日前|连日|今[天年日]|昨[天日]|当前|目前|眼下|如今|为[了进切深推提加关]|"
    r"随着|走进|暑假|寒假|盛夏|炎炎|清晨|“|从|在)",
)


# A pen name is told by what stands on both sides of it: 作者：某某来源：.
_signed = later(regex.compile, rf"作者\s?[:：]\s?(?P<name>[{HAN}]{{2,4}})\s?来源[:：]")


def opening_authors(text: str) -> list[str]:
    """The authors named at the head of a story.

    `本报讯（记者 某某）`, `某网某地8月8日电 (某某 某某)`, `中央社記者某某台北16日電`.
    """
    head = text[:160]
    staffed = _STAFF_WORD.search(head) is not None
    bracketed = "(" in head or "（" in head
    if staffed and "社记者" in head and (match := _cna().search(head)):
        return names(match["names"])
    for bracket in _BRACKET.finditer(head) if staffed and bracketed else ():
        if not _roles().search(bracket[1]):
            continue
        if found := names(bracket[1]):
            return found
        inner = _by_bracket().match(bracket[1])
        if inner and (found := names(inner["names"])):
            return found
    if bracketed and (line := _DATELINE.search(head)) and (found := names(line["names"])):
        return found
    if staffed and (reporting := _reporting().search(head)) and (found := names(reporting["names"])):
        return found
    if head.startswith("作者") and (signed := _signed().match(head)):
        return [signed["name"]]
    collected: list[str] = []
    if staffed and _STAFF_SPACED.search(head):
        # A picture has its credit behind it, and before its source: 记者 某某 摄, 记者 某某图/某校提供.
        head = _PICTURE_SOURCE.sub(" 图/", head)
        for match in _spaced().finditer(head):
            if not _TAKEN.match(head, match.start("names")):
                collected += _leading_names(match["names"])
    return list(dict.fromkeys(collected))


_TAKEN = re.compile(r"[^\W\d_]{2,3}\s*摄(?!影记者)")
_PICTURE_SOURCE = re.compile(r"(?<=[^\W\d_]{2})图/")


def _leading_names(run: str) -> list[str]:
    """The names that a run begins with: what follows the last of them is already the story."""
    found: list[str] = []
    for token in _SEPARATOR.split(_role_before_names().sub(" ", run)):
        if is_name(token):
            found.append(token)
        elif token:
            # The last name runs on into the story where nothing stands between them.
            opened = _opened().match(token)
            found += [opened["name"]] if opened and is_name(opened["name"]) else []
            break
    return found


_STAFF_SIGN = re.compile(r"记者|作者|通讯员|撰|文字?[/：:]|供稿|采写")
_end_mark = later(
    re.compile,
    r"\s*(?:[(（](?:完|责任编辑|责编|编辑|来源|图片来源|转自|原标题|原题)[^()（）]{0,60}[)）]|"
    r"(?<=[)）])来源[:：]\S{2,16})\s*$",
)
# After the writer come the others who had a hand in it: 记者 某某校对 某某, 撰稿：某某编辑：某某摄影：某某.
_OTHERS = r"(?:编辑|摄影|校[对正]|审核|[初复终一二三]审|责编|责任编辑|来源|监制|视频|供图|图片?|翻译|值班|流程编辑)"
_credit_tail = later(
    regex.compile,
    rf"(?:(?<=[{HAN}])\s*(?:责任编辑|编辑|校对|责编|[初复终一二三]审)[\s/:：]+[{HAN}]{{2,4}}?)+\s*$|"
    rf"(?<=[{HAN}])\s*(?:校对|供图|[{HAN}]{{2,8}}供图|视频)\s*[:：]?\s*(?:[{HAN}]{{2,4}})?\d?\s*$|(?<=[)）])\d\s*$",
)
# The paper that a reporter works for stands before the post: 通讯员 某某 某报/某新闻记者 某某.
_employed = later(regex.compile, rf"(?<![{HAN}])[{HAN}]{{2,10}}(?:/[{HAN}]{{2,8}})?(?:记者|通讯员)(?=[\s:：])")
_credits = later(
    regex.compile,
    rf"(?:撰稿|文字|作者|文|记者|通讯员)\s*[:：]\s*(?P<names>[{HAN}]{{2,4}}?(?:[ 、，]+[{HAN}]{{2,4}}?){{0,5}})"
    rf"\s*{_OTHERS}\s*[:：].{{2,120}}$",
)
_edited_after = later(regex.compile, rf"(?<=[)）])\s*(?:责任编辑|责编|编辑)\s*[:：]\s*[{HAN}]{{2,4}}\s*$")
_closing = later(regex.compile, rf"{_ROLE}\s*[:：]?\s*(?P<names>{_LIST}){_AFTER_NAMES}\s*$")
# Courts and offices send in their stories under the name of the office and of who wrote them.
_of_office = later(
    regex.compile,
    rf"(?:来源[:：])?[{HAN}]{{2,16}}(?:法院|检察院|[局委办厅院部]|街道|社区|中心|政府)\s+(?P<names>\S.*)$",
)


def closing_authors(text: str) -> list[str]:
    """The authors named at the foot of a story: `（记者 某某/图）`, `(某某、某某)`, `某报记者 某某`."""
    text = text[-200:].rstrip()
    if "编" in text[-10:]:
        text = _edited_after().sub("", text)
    if not text or (text[-1] not in ")）】" and not _STAFF_SIGN.search(text[-100:])):
        return []
    text = _credit_tail().sub("", text)
    if credit := _credits().search(text):
        return names(credit["names"])
    tail = _end_mark().sub("", text[-120:]).rstrip()
    brackets = list(_BRACKET.finditer(tail))
    if brackets and len(tail) - brackets[-1].end() < 3:
        inner = brackets[-1][1]
        if match := _by_bracket().match(inner):
            return names(match["names"])
        if (office := _of_office().match(inner)) and (found := names(office["names"])):
            return found
        return names(inner.removeprefix("文/"))
    if (match := _closing().search(tail)) and (match.start() == 0 or tail[match.start() - 1] not in "和与的向对让"):
        return names(match["names"]) or names(_employed().sub(" ", match["names"]))
    return []


_editor = later(
    regex.compile,
    rf"(?:责任编辑|责任编缉|责编|值班编辑|本文编辑|编\s?辑|编缉)\s*[:：/|丨]?\s*(?P<name>[{HAN}·]{{2,4}}?|"
    rf"[{HAN}] [{HAN}])(?:(?![{HAN}])|(?={_OTHERS}))",
)


def editor(text: str) -> str | None:
    """The (responsible) editor that a line names."""
    match = _editor().search(text)
    if match is None:
        return None
    name = match["name"].replace(" ", "")
    return name if 2 <= len(name) <= 4 and name not in _NOT_NAMES else None
