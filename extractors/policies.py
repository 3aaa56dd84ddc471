"""Policies: every 《…》 that names a law, plan, notice, opinion or other policy document.

《》 also stands around books, newspapers, films, songs and programmes. The last word of the title tells most of them
apart; where it does not, the words around do. Documents cited by number alone (国办发〔1993〕71号文件) are mentions
too, and so is 该办法 where the article has named one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import regex

from extractors._example import Example
from extractors._words import any_of, listed, words
from pipeline.records import Document


class Policy(NamedTuple):
    """A mention of a policy document. The span includes its 《》, `name` does not.

    `issuer`: who issued it, where the sentence, the title or the number says so. `alias_of`: the full title that a
    short one stands for in this article. `number`: its 文号. `date`: the day of issue, where the clause gives one.
    `level`: `international`, `central`, `province`, `prefecture`, `county` or `township`, after the issuer or the
    title. `series`: the named series that the sentence counts it in (等“1+7+N”系列文件). All of these are null where
    nothing says so.
    """

    start: int
    end: int
    rule: str
    name: str
    issuer: str | None
    alias_of: str | None
    number: str | None
    date: date | None
    level: str | None
    series: str | None


class PolicyRule(NamedTuple):
    """A named pattern; every match is a candidate."""

    name: str
    pattern: regex.Pattern[str]


_TITLE = PolicyRule("title", regex.compile(r"《((?:[^《》\n]|《[^《》\n]{0,100}+》){1,160}+)》"))
# 文号: the issuer's code, the year in brackets, the serial.
_YEAR = r"\s?[〔\[（(【]\s?(?:19|20)\d\d\s?[〕\])）】]\s?"
_CODE = "[国中厅民财教建环农卫京沪津渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川黔滇藏陕甘青宁新蒙]|发改|人社"
_CITES = any_of("根据 依据 按照 执行 废止 贯彻 落实 以及 [由的和、，（(\\s]")
_CITED = PolicyRule(
    "number",
    regex.compile(
        rf"(?<={_CITES})(?P<number>(?:{_CODE})\p{{Han}}{{0,5}}[〔\[【](?:19|20)\d\d[〕\]】]\d{{1,4}}号)(?:文件?|(?=[，。、；的）)规精要等和]))"
    ),
)
_SHORT_HEADS = "实施意见 指导意见 意见 通知 条例 办法 规划 规定 细则 纲要"
_ANAPHOR = PolicyRule("anaphor", regex.compile(rf"(?:上述|前述|该)(?P<head>{any_of(_SHORT_HEADS)})(?!的?[和见])"))
RULES: tuple[PolicyRule, ...] = (_TITLE, _CITED, _ANAPHOR)

_NUMBERED = regex.compile(
    rf"\s?[（(]\s?(?P<number>\p{{Han}}{{1,8}}{_YEAR}(?:第\s?)?\d{{1,5}}\s?号)[^（）()]{{0,24}}[）)]"
)
# What follows the last word of a title says only which version it is.
_VERSION = regex.compile(
    r"(?:\s?[（(〔][^（）()〔〕]{1,24}[）)〕]|\s|》|修订稿|征求意见稿|\d{4}年?版|[(（]RCEP[）)])+$"
)
_DOCUMENTS = listed(
    """
    条例 规定 办法 意见 通知 方案 规划 纲要 计划 细则 决定 决议 公告 通告 标准 规范 指南 导则 规程 制度 章程
    公约 民约 协定 条约 议定书 宣言 声明 公报 白皮书 指引 目录 清单 措施 要点 准则 守则 法案 草案 批复 复函
    指令 命令 规则 体系 预案 建议 请示 答复 通报 政策 工作报告 施政报告 大纲 条款 约章 规例 修正案 修正 通则
    总则 法典 宪法 举措 若干 对策 预算案 路线图 时间表 任务书 备忘录 倡议 框架 战略 议程 框架协议
    紧密经贸关系的安排 专项行动 十条 宪章 方针 准入条件 通例 责任书 政策汇编 考核表 提纲 总体设计 规约
    发展策略 技术要求 安全要求 测试方法 限值
    """
)
_LAW = regex.compile("(?<![书方看说手魔兵语做想疗算用枪剑句指教章写文针])法$")
_WORKS = listed(
    """
    日报 时报 晚报 早报 周刊 周报 杂志 月刊 学报 快报 商报 邮报 简报 新闻 纪实 故事 诗 歌 曲 舞 合唱 晚会 赋 词
    剧 选 文选 选读 选编 文集 读本 著作 论述 摘编 大全 词典 辞典 手册 教材 课本 经 记 志 访谈 联播 之声 名录
    宣传片 画册 图鉴 绘本 研究报告 调研报告 调查报告 评估报告 发展报告 年度报告 年报 蓝皮书 学习纲要 学习大纲
    教学大纲 大公报 倡议书 合作协议 战略合作框架协议 共建协议 合同 协议书 承诺书 邀请函 感谢信 公开信 聘书 证书
    保险条款 共产党宣言
    """
)
_NOT_POLICY = re.compile("我[们的]|你|^平“语”近人|^「清除")
_AS_WORKS = listed(
    """
    一书 这本书 一文 这篇 杂志 报纸 节目 栏目 专栏 特刊 歌曲 电影 影片 纪录片 专题片 评论 社论 署名 文章 记者
    总编辑 作品 舞蹈 小品 讲座 课程 主题 专场 朗诵 合唱 独唱 演唱 作者 歌 等歌曲 等曲目 等节目 等作品 等书籍 等影片
    报道 宣讲 话剧 连环画 展览 MV
    """
)
_BY_WORKS = listed(
    """
    快评 文章 社论 述评 评论 通讯 综述 题为 题目是 题目叫 名为 讲话 演讲 致辞 电影 影片 专题片 纪录片 歌曲 名曲
    合唱 独唱 朗诵 舞蹈 小品 节目 专栏 系列报道 海采 丛书 播发 播出 标题 剧目 话剧 展览 讲座 微党课 著作 新书
    小说 杂志 作品 提案 课题 演讲稿
    """
)
# 《…》和《…》两个国家标准: what the last one is called, all of the row are.
_AS_POLICY = regex.compile(
    r"(?:[、和及以]{1,2}《[^《》\n]{1,40}+》){0,4}等?[\d\p{Han}]{0,6}?"
    "(?:白皮书|文件|法律|法规|规章|政策|通知|制度|国标|[家业方性]标准)"
)
_STANDARD = re.compile("(?:国标|[家业方性]标准)[：:]?$")
_OF_STATE = re.compile("^(?:关于|国务院|中共中央).{4,}(?:通知|意见|决定|规定|办法|报告)")
_BEFORE_IT = r"(?:《[^《》]+》[、和及以]{0,3}){0,4}\s?$"
_MADE = any_of("印发 出台 颁布 制定 修订 制订 下发 颁发")
_ISSUED = regex.compile(rf"(?:{_MADE})(?:实施|发布|施行|出台)?[了的]?(?:一系列)?{_BEFORE_IT}")

# （以下称《实施意见》）, （以下简称“条例”）, （下称管理办法）.
_ALIAS = regex.compile(
    r"\s?[（(](?:[^（）()]{0,30}[，,；;])?\s?(?:以下|下|下文|后)?(?:统一)?[简统又合]?称[为作]?[：:]?\s?[“《「]{0,2}"
    r"(?P<alias>[^“”《》「」（）()\n]{1,30}(?:[（(][^（）()]{1,12}[）)])?)[”》」]{0,2}\s?[）)]"
)
_BARE = words(
    f"""
    {_SHORT_HEADS}
    方案 决定 计划 通告 公告 指引 规则 法 建议 大纲 总体规划 规划纲要 实施办法 行动方案 行动计划 管理办法
    实施方案 考核办法 指导纲要 工作方案 议事规则
    """
)
_SERIES = re.compile(
    r"(?:[、和与及以]{0,2}《[^《》]{1,100}+》){0,8}等?\s?“([^“”]{1,20}+)”(?:系列|政策|配套|制度)+(?:文件|体系|政策)"
)
_MARKDOWN = re.compile(r"\s*\[([^\]]+)\]\([^)]*\)?\s*")

_BODY = any_of(
    """
    中共中央 国务院 全国人大常委会 全国人大 人民代表大会 人大常委会 政府 委员会 常委会 办公厅 办公室 领导小组
    党组 [省市区县州旗镇乡]委 [省市县州旗] 自治区 \\p{Han}区 街道 法院 检察院 部 局 厅 委 办 署 总局 总工会
    协会 联合会 银行 中心 党委 村 社区 集团
    """
)
_ORG = rf"\p{{Han}}{{0,16}}?(?:{_BODY})"
_WHEN = any_of("""
    近日 日前 今天 今日 昨日 近期 目前 还 又 也 已经 已 就 新近 最近 先后 相继 专题研究 研究 联合 共同 正式
    专门 及时 统一 首次 率先 将 关于
    """)
_ACTS = any_of("制定 制订 印发 出台 发布 颁布 公布 下发 编制 颁发 签署 推出 起草")
_ISSUER = regex.compile(
    rf"(?![、\s])(?P<issuer>(?:(?:[、和与及\s]|会同)?{_ORG}){{1,4}}(?:等(?:[\d一二两三四五六七八九十]+个?)?部门)?)于?"
    rf"(?:{_WHEN}|（\d{{1,2}}月\d{{1,2}}日）)*(?:在\p{{Han}}{{2,8}})?(?:{_ACTS})(?:印发|出台|发布|实施|并印发|下发)?[了的]?"
    rf"(?:关于)?(?:修订后的|新修订的|新版)?{_BEFORE_IT}"
)
# What an issuer's name may have caught from the words before it.
_JUNK = re.compile(
    "^.*(?:根据|按照|依照|依据|照|评价|执行|贯彻|落实|为此|日|年|年底|月底|年初|月初|月份|^底|联合(?=国家|省|市)|由|在|了)(?=.{2})"
)
_OFFICES = any_of(
    """
    中共中央办公厅 国务院办公厅 中共中央 国务院 全国人民代表大会常务委员会 全国人民代表大会 最高人民法院
    最高人民检察院 中央军委 中共\\p{Han}{2,8}?委(?:员会)?
    \\p{Han}{2,12}?(?:人民政府(?:办公[厅室])?|委员会|总局)
    """
)
_TITLE_ISSUER = regex.compile(rf"^(?P<issuer>(?:(?:{_OFFICES})\s?、?)+)(?:印发|关于|批转|转发|工作)")
_BY = regex.compile(
    r"(?:^|[，。；：“\s照由])(?P<issuer>\p{Han}{2,14}[部局厅委院府会])(?:制定|印发|发布|出台)、\p{Han}{2,14}批准的?$"
)
_SIGNED = ("签署国务院令，公布", "签署国务院令，颁布")
_ACT = re.compile(_ACTS)
_STOP = re.compile("[。！？；\n]")
_COMMA = re.compile("[，,：:”]")
_CODES = {
    "国发": "国务院",
    "国函": "国务院",
    "国办发": "国务院办公厅",
    "国办函": "国务院办公厅",
    "国办发明电": "国务院办公厅",
    "中发": "中共中央",
    "中办发": "中共中央办公厅",
    "民发": "民政部",
    "民函": "民政部",
    "民办发": "民政部办公厅",
    "财税": "财政部、国家税务总局",
    "财建": "财政部",
    "财库": "财政部",
    "发改规划": "国家发展和改革委员会",
    "建城": "住房和城乡建设部",
    "建办科": "住房和城乡建设部办公厅",
    "人社部发": "人力资源和社会保障部",
}
_CODE_END = re.compile(r"\s?[〔\[（(【]")
_DAY = re.compile(
    rf"((?:19|20)\d\d)年(\d{{1,2}})月(\d{{1,2}})日[^。；《》\n]{{0,20}}?(?:{_ACTS}|通过|施行)[^。；《》\n，]{{0,8}}$"
)
_CENTRAL = any_of(
    """
    中共中央 国务院 中央 全国人大 全国人民代表大会 最高人民 国家 国办 国发 中办 中华人民共和国
    中国共产党(?!\\p{Han}{2,6}委) \\p{Han}{1,12}?部(?:办公厅|等|、|和|与|$) \\p{Han}{2,8}总局
    """
)
# 大湾区, 军旗, 水淹区, 市场: words that end or begin like divisions.
_NO_COUNTY = any_of("自治 特别行政 居住 市郊 貌 胜 淹 专 国 军 校 景 库 湾 港 林 牧 灾 城 [地新社小园片街]")
_CITY = "(?<![超股夜]|(?:[新大型慧]|文明|宜居|海绵|韧性)城)市(?![场容域况值]|民(?!政))"
_LEVELS = (
    ("central", regex.compile(rf"(?:{_CENTRAL})")),
    ("township", regex.compile(r"\p{Han}{2,10}?(?:街道|镇|(?<!城)乡)")),
    ("county", regex.compile(rf"(?:\p{{Han}}{{2,6}}?市)?\p{{Han}}{{1,6}}?(?<!{_NO_COUNTY})(?:县|区|旗)(?![域块])")),
    (
        "province",
        regex.compile(r"\p{Han}{2,3}省|\p{Han}{2,8}自治区|(?:北京|上海|天津|重庆)市|香港(?!人权|民主|澳门)|澳门|全?省"),
    ),
    ("prefecture", regex.compile(rf"\p{{Han}}{{2,5}}?(?:{_CITY}|自治州|州|盟)|{_CITY}")),
)
_INTERNATIONAL = re.compile("联合国|(?:条约|协定|议定书|宪章|联合声明|(?:国际|关于).*公约|气候变化.*公约|多样性公约)$")


@lru_cache(maxsize=1024)
def head(title: str) -> str:
    """A title without what follows its last word: （试行）, （2021—2025年）."""
    return _VERSION.sub("", title)


def is_policy(title: str, before: str, after: str) -> bool:
    """Whether 《title》 names a policy document, after its last word and the words on both sides."""
    bare = head(title)
    if bare.endswith(_WORKS) or _NOT_POLICY.search(title) or before.rstrip(" \n：:（(").endswith(_BY_WORKS):
        return False
    if bare.endswith(_DOCUMENTS) or _LAW.search(bare):
        return bare.startswith(("关于", "中华人民共和国")) or not after.startswith(_AS_WORKS)
    if _OF_STATE.search(bare):
        return True
    return not after.startswith(_AS_WORKS) and bool(
        _AS_POLICY.match(after) or _ISSUED.search(before) or _STANDARD.search(before)
    )


def extract(document: Document) -> Iterator[Policy]:
    """The policy documents that the clean text mentions, in order of where they stand."""
    text = document.text
    rows = list(_titled(text)) if "《" in text else []
    if "号" in text:
        rows += _cited(text, rows)
    if rows and ("该" in text or "述" in text):
        rows += _pointing(text, rows)
    return iter(sorted(rows, key=lambda row: row.start))


def _titled(text: str) -> Iterator[Policy]:
    aliases: dict[str, str] = {}
    works: set[str] = set()
    known: dict[str, Policy] = {}
    for match in _TITLE.pattern.finditer(text):
        start, end = match.span()
        title = _MARKDOWN.sub(r"\1", match.group(1)).strip(" []")
        if title in works or not is_policy(title, text[max(0, start - 40) : start], text[end : end + 12]):
            alias = _ALIAS.match(text, end)
            works.update([title, alias.group("alias").strip()] if alias else ())
            continue
        target = aliases.get(title) or _shortened(title, known)
        if target:
            full = known[target]
            yield full._replace(start=start, end=end, name=title, alias_of=target)
            continue
        before = _STOP.split(text[max(0, start - 120) : start])[-1]
        numbered = _NUMBERED.match(text, end)
        number = "".join(numbered.group("number").split()) if numbered else None
        issuer = _issuer(before, title, number)
        series = _SERIES.match(text, end)
        row = Policy(
            start,
            end,
            "title",
            title,
            issuer,
            None,
            number,
            _day(before),
            _level(issuer, title),
            series.group(1) if series else None,
        )
        yield row
        known[title] = row
        alias = _ALIAS.match(text, numbered.end() if numbered else end)
        if alias:
            aliases[alias.group("alias").strip()] = title


def _shortened(title: str, known: dict[str, Policy]) -> str | None:
    """The last full title before it that a bare 《意见》, 《条例》 can only stand for."""
    if title not in _BARE:
        return None
    return next((full for full in reversed(known) if full != title and head(full).endswith(title)), None)


def _cited(text: str, rows: Sequence[Policy]) -> Iterator[Policy]:
    taken = [(row.start, row.end + 24) for row in rows]
    for match in _CITED.pattern.finditer(text):
        # A line that is nothing but （国发〔…〕…号） is the article's own number.
        alone = text[: match.start()].endswith(("\n（", "\n(")) and text[match.end() + 1 : match.end() + 2] in (
            "\n",
            "",
        )
        if not alone and not any(start <= match.start() < end for start, end in taken):
            number = match.group("number")
            issuer = _by_number(number)
            yield Policy(*match.span(), "number", number, issuer, None, number, None, _level(issuer, number), None)


def _pointing(text: str, rows: Sequence[Policy]) -> Iterator[Policy]:
    """该办法, 上述意见, where the same article has just named what they point at."""
    for match in _ANAPHOR.pattern.finditer(text):
        near = [row for row in rows if row.end <= match.start() < row.end + 300]
        target = next((row for row in reversed(near) if head(row.name).endswith(match.group("head"))), None)
        if target and not any(row.start <= match.start() < row.end for row in rows):
            full = target.alias_of or target.name
            yield target._replace(
                start=match.start(), end=match.end(), rule="anaphor", name=match.group("head"), alias_of=full
            )


def _issuer(before: str, title: str, number: str | None) -> str | None:
    own = _TITLE_ISSUER.match(title)
    if own:
        return "、".join(own.group("issuer").replace("、", " ").split())
    if before.removesuffix("修订后的").endswith(_SIGNED):
        return "国务院"
    clause = before if "《" in before else _COMMA.split(before)[-1]
    said = (_BY.search(before) if "批准" in before else None) or (
        _ISSUER.search(clause) if _ACT.search(clause) else None
    )
    if said:
        return str(_JUNK.sub("", said.group("issuer"))).strip()
    return _by_number(number) if number else None


def _by_number(number: str) -> str | None:
    return _CODES.get(_CODE_END.split(number)[0])


def _day(before: str) -> date | None:
    match = _DAY.search(before)
    if not match:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _level(issuer: str | None, title: str) -> str | None:
    if _INTERNATIONAL.search(head(title)):
        return "international"
    said = (pattern.match(words) and level for words in (issuer, title) if words for level, pattern in _LEVELS)
    return next(filter(None, said), None)


EXAMPLES: tuple[Example, ...] = (
    Example(
        "title",
        "南山县印发了《关于推进农村厕所改造的实施意见》（以下称《实施意见》）。《实施意见》提出三年完成。",
        (
            {"text": "《关于推进农村厕所改造的实施意见》", "issuer": "南山县", "alias_of": None, "level": "county"},
            {"text": "《实施意见》", "name": "实施意见", "alias_of": "关于推进农村厕所改造的实施意见"},
            {"text": "《实施意见》", "alias_of": "关于推进农村厕所改造的实施意见"},
        ),
    ),
    Example(
        "title",
        "根据《青城市人才支持计划“青山英才”实施细则（试行）》，选出十人。",
        ({"name": "青城市人才支持计划“青山英才”实施细则（试行）", "alias_of": None, "level": "prefecture"},),
    ),
    Example(
        "title",
        "2021年3月5日，国务院办公厅印发《关于做好冬季供暖工作的通知》（国办发〔2021〕7号）。",
        (
            {
                "name": "关于做好冬季供暖工作的通知",
                "issuer": "国务院办公厅",
                "number": "国办发〔2021〕7号",
                "date": date(2021, 3, 5),
                "level": "central",
            },
        ),
    ),
    Example(
        "title",
        "会议学习《中华人民共和国防洪法》《国务院关于修改〈河道管理条例〉的决定》。",
        (
            {"name": "中华人民共和国防洪法", "level": "central"},
            {"name": "国务院关于修改〈河道管理条例〉的决定", "issuer": "国务院"},
        ),
    ),
    Example(
        "title",
        "《木碗》和《瓷碗》两个国家标准已送审，地方标准《山泉水》和《灯具能效限值》也在修订。",
        ({"name": "木碗"}, {"name": "瓷碗"}, {"name": "山泉水"}, {"name": "灯具能效限值"}),
    ),
    *(
        Example("title", text)
        for text in (
            "孩子们齐声背诵《三字经》和《弟子规》。",
            "《西山日报》记者到村里采访。",
            "晚会在合唱《歌唱祖国》中落幕。",
            "他读完了《书法》杂志和《养花方法》一书。",
            "县里放映电影《春天的规划》。",
            "研究院发布《2020年茶产业发展报告》。",
            "本台播发快评《构建新的治理体系》。",
            "双方签订《战略合作框架协议》。",
        )
    ),
    Example(
        "number",
        "请各县按照国办发〔1998〕12号文件执行，并落实民发〔2014〕9号的要求。",
        (
            {"text": "国办发〔1998〕12号文件", "number": "国办发〔1998〕12号", "issuer": "国务院办公厅"},
            {"text": "民发〔2014〕9号", "issuer": "民政部", "level": "central"},
        ),
    ),
    Example(
        "number",
        "依据财库[2010]3号，采购方式改为询价。",
        ({"text": "财库[2010]3号", "issuer": "财政部"},),
    ),
    *(
        Example("number", text)
        for text in (
            "关于春灌工作的通知\n（国发〔2001〕5号）\n各省：",
            "见《关于春灌工作的通知》（国发〔2001〕5号）。",
            "中山路12号的门店关了。",
            "他坐2015号列车回家。",
            "京民证字第18号证书已经注销。",
            "案件编号为〔2019〕33号。",
        )
    ),
    Example(
        "anaphor",
        "市里出台《城区停车管理办法》。该办法自五月起施行。",
        ({"text": "该办法", "name": "办法", "alias_of": "城区停车管理办法"},),
    ),
    Example(
        "anaphor",
        "省政府印发《关于扶持小店的意见》，上述意见共十条。",
        ({"text": "上述意见", "alias_of": "关于扶持小店的意见", "issuer": "省政府"},),
    ),
    *(
        Example("anaphor", text)
        for text in (
            "该办法自五月起施行。",
            "市里出台《城区停车管理办法》，该意见未获采纳。",
            "居民想出了办法，该办法很管用。",
            "会上宣读《供水条例》，大家认为应该规定得更细。",
            "他读了《养花手册》，该办法不灵。",
        )
    ),
)
