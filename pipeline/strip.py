"""Raw article → clean article, and the account of every character that was kept or dropped.

Each line is labelled by what it says (a furniture line says the same on every page: `strip.lines.tsv` lists such lines,
the patterns below take those with a variable part), then by where it stands: before the title, between the title and
the first prose, after the article has ended. Whatever no rule recognises is kept: a line of furniture in the text is a
smaller fault than a lost line of the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import ahocorasick_rs

from pipeline import byline
from pipeline.byline import Moment
from pipeline.records import Article, Block, Raw, Simplified
from pipeline.simplify import script_of

KEPT = frozenset({"title", "heading", "body"})
_FINAL = frozenset("。！？!?…”』」；;")
_HAN = byline.HAN


class _Piece(NamedTuple):
    start: int
    end: int
    label: str
    rule: str


class _Line:
    """A line that is not blank. `start`..`end` is its text without the white space around it, `stop` the next line."""

    __slots__ = ("end", "label", "pieces", "rule", "start", "text")

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start, self.end, self.text = start, end, text
        self.label, self.rule = "", ""
        self.pieces: list[_Piece] = []

    def mark(self, label: str, rule: str) -> None:
        self.label, self.rule = label, rule


# --- what a line says ---


@cache
def _table(name: str) -> list[list[str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def _lexicon() -> dict[str, list[tuple[str, str]]]:
    entries: dict[str, list[tuple[str, str]]] = {}
    for outlet, line, label in _table("strip.lines.tsv"):
        entries.setdefault(line, []).append((outlet, label))
    return entries


@cache
def _spam_words() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(
        [word for _, word in _table("strip.spam.tsv")], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )


@cache
def _spun_words() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick([mangled for mangled, _ in _table("strip.spun.tsv")])


_DATE = byline.DATE.pattern
_NAMELESS_DATE = re.sub(r"\?P<\w+>", "?:", _DATE)
_DATED = re.compile(_NAMELESS_DATE)
_RFC_DATE = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4}(?: \d\d:\d\d(?::\d\d)?)?(?: ?GMT| ?UTC| ?[+-]\d{4})?"
_TIME_KEY = r"(?:(?:发布|发表|更新|最后更新|录入|发稿|创建|上传|编辑|签发|成文|公开|首发|刊发|采集)\s?(?:时间|日期|于|在)?|时\s?间|日\s?期)"
_COUNTER = r"(?:点击|浏览|阅读|访问|查看|人气|热度|评论|跟帖|回复|点赞|收藏|转发|来源点击)(?:量|数|次数|人次|人数|率)?\s*[:：]?\s*[\[(（]?\s*\d[\d,.]*万?\+?\s*[\])）]?\s*次?"
_FONT = r"(?:字\s?号|字\s?体|文字大小)(?:大小)?\s*[:：]?\s*[\[【(（]?(?:\s*(?:特大|超大|大|中|小|默认|A[+-]?))*\s*[\]】)）]?|[\[【(（]\s*(?:大|中|小)(?:[\s|]*(?:大|中|小))*\s*[\]】)）]"
_BUTTON = r"(?:我要|点此|点击)?(?:打印(?:本[页文])?|关闭(?:窗口)?|收藏(?:本[页文])?|分享(?:到|至)?|纠错|复制链接|保护视力色?|投稿|订阅|举报|微信|微博|朋友圈|QQ空间|评论|作者|浏览|阅读|点击|来源|标签|编辑|关键词)\s*[:：]?"
_PERSON_KEY = (
    r"(?:责任编[辑缉]|责\s?编|值班(?:编[辑委]|主任|总编)|编\s?[辑审委校者]|作\s?者|记\s?者|通讯员|审\s?核(?:人|员)?|审\s?[稿校]|[一二三初复终]审|校\s?[对检]|监\s?制|总?策划|统\s?筹|"
    r"撰\s?[稿文](?:人)?|采\s?写|采\s?编|编\s?排|文字|文|图片?|摄\s?[影像]|视频|制\s?[图作]|海报|设计|排版|供稿(?:人|单位)?|主\s?编|总编辑?|签\s?发|终审|核\s?稿|主播|配音|剪辑|实习生|译者|翻译|发布(?:人|者)|录入|上传|材料提供|资料|联系人|文章录入|信息员|整理|出品|总值班|责校|美编|一读|二读)"
)
_SOURCE_KEY = r"(?:(?:文章|信息|稿件|新闻|内容|图文|文字|消息|本文|资料|数据|图片)?\s?(?:来\s?源|稿\s?源|出\s?处)(?:于|自)?|转载?自|发布(?:人|者|单位|机构|机关)|发文机关|供稿单位|信息提供)"
_ITEM = re.compile(
    rf"{_TIME_KEY}?\s*[:：]?\s*(?:{_NAMELESS_DATE}|{_RFC_DATE})|{_COUNTER}|{_FONT}|"
    rf"{_SOURCE_KEY}\s*[:：|丨]\s*[^\s:：，。；]{{0,24}}|{_PERSON_KEY}(?:[/、]{_PERSON_KEY})*\s*[:：|丨/]\s*[^:：，。；|]{{0,24}}?(?=$|\s{{1,}}|[|;；]|[)）\]】])|{_BUTTON}"
)
_SLACK = re.compile(r"[\W_]+")
_HAS_KEY = re.compile(
    rf"\d{{4}}\s?[-/.年]|[:：|丨/]|GMT|(?:点击|浏览|阅读|访问|评论)\D{{0,3}}\d"
)

_STAFF_WORD = re.compile(r"记者|通讯员|作者|文/|图/")

_NAV = r"[^|｜│丨，。；！？]{1,16}"
_PATTERNS: tuple[tuple[str, str, str], ...] = (
    # name, label, pattern over the whole line; the order decides
    ("markup", "boilerplate", r"<!--.*-->|\{\{.*\}\}|[-=_*#~—─―·.]{3,}|#{1,6}|\*\*|\|[-| :]+\||[\ue000-\uf8ff\s]+|&nbsp;"),
    ("read time", "metadata", r"本(?:篇|文)(?:文章)?(?:全文)?(?:共|约|共计)*\s?\d+\s?字.{0,6}(?:读完|阅读).{0,6}\d+\s?(?:分钟|秒).{0,4}|(?:阅读|读完)(?:本文|全文)?(?:大?约|需要?|时间)*[:：]?\s?\d+\s?分钟"),
    ("title field", "title", r"(?:文章|新闻|本文)?标\s*题\s*[:：]\s*\S.*"),
    ("original title", "boilerplate", r"[(（\[【]?(?:(?:原文?|文章|本文)(?:的)?标题|原题)\s?(?:[:：为是]|《).*"),
    ("reading now", "boilerplate", r"(?:正在阅读|正在浏览|当前阅读)\s*[:：].*"),
    ("address field", "metadata", r"(?:(?:文章|本文|原文|转载|页面|网页)?(?:地址|网址|链接|URL|Url|url|出处))\s*[:：]\s*https?://\S+.*|【法宝引证码】.*|原文链接[:：].*"),
    ("breadcrumb", "boilerplate", r"(?:您|你)?(?:现在|当前|目前)?(?:所在)?(?:的)?位\s?置(?:是|为)?\s*[:：>»].*|(?:网站)?首\s?页\s*(?:[>»›/\\]|-+|—+|&gt;|→|::).{0,90}|[^，。！？；>»›]{1,24}(?:\s*(?:>{1,2}|»|›|→)\s*[^，。！？；>»›]{1,40}){1,7}(?:\s*(?:>{1,2}|»|›))?|[^，。]{1,16}>{1,2}"),
    ("related", "related", r"(?:上|下|前|后)一?(?:篇|条|则)(?:文章|新闻|信息)?\s*[:：].*|(?:上一篇|下一篇|上一条|下一条)\s?[^，。]{0,60}|[\[【]?(?:相关|延伸|推荐|扩展|往期|更多)(?:的)?(?:报道|阅读|链接|新闻|文章|稿件|推荐|专题|回顾|精选)[\]】]?\s*[:：>]+\s*\S.*"),
    ("related heading", "related", r"[■◆●★▌|]?\s*(?:(?:相关|推荐|热门|热点|精彩|最新|更多|延伸|编辑|小编|本周|今日|图片|视频|往期|近期|同类|其他|站内|栏目)(?:的)?(?:报道|阅读|链接|新闻|文章|稿件|推荐|资讯|专题|排行榜?|点击|图文|内容|图集|信息|视频|要闻|动态|热点|导读|话题|回顾|精选))+\s*(?:[:：>»]+|更多.{0,2})?|(?:阅读|点击|新闻|热点|热文|评论|48小时|24小时|一周|本周|本月)[^，。]{0,6}(?:排行榜?|TOP\d*)|猜(?:你|您)喜欢.{0,4}|大家都在[看搜].{0,3}|[为给](?:你|您)推荐.{0,3}"),
    ("copyright", "boilerplate", r".{0,60}(?:版\s*权\s*所\s*有|Copyright|COPYRIGHT|copyright|©|All [Rr]ights? [Rr]eserved|(?:ICP|icp)\s?(?:备|证)|ICP许可|[公网]安备|网备案?号|备案号|备案/许可证|出版许可证|许可证(?:编?号)?\s*[:：]|许可证\s?[\u4e00-\u9fff]?[A-Z]?\d|网站标识码|政府网站标识码|违法和?不良信息举报|未成年人举报).{0,140}"),
    ("licence", "boilerplate", r".{0,30}(?:未经.{0,14}(?:授权|许可|允许|同意).{0,24}(?:转载|使用|复制|镜像|链接)|(?:严禁|禁止|请勿|不得)(?:转载|镜像)|转载(?:请|须|必须|务必)(?:注明|标明|联系)|欢迎转载).{0,100}"),
    ("disclaimer", "boilerplate", r"[*※●▲【\[(（]{0,2}\s?(?:免责|版权|法律|侵权|特别|郑重|重要|本[站网])?\s?(?:声明|提示|申明)[】\])）]?\s*[:：]?.{0,400}?(?:转载|版权|侵权|著作权|知识产权|授权|免责|立场|投资建议|删除|仅供参考|真实性|核实).*|[【\[]?(?:免责|版权|法律)(?:声明|条款|提示)[】\]]?[:：]?|凡(?:本[网站报]|注明|来源|未注明|标注|在本).{0,200}(?:转载|版权|来源|授权|作品).*|.{0,24}(?:仅(?:代表|为)(?:作者|原作者|个人|其)|不代表(?:本[网站报刊]|平台|.{2,10}(?:立场|观点))|版权(?:均?归|属于?)|(?:如有|若有|如果?|涉及?|若)(?:.{0,6})?侵(?:权|犯)|侵删|图片来[源自]于?网络|素材来[源自]于?网络|系.{0,8}转载|转载目的在于|网上信息仅供参考).{0,200}"),
    ("share", "boilerplate", r"(?:一键)?(?:分享|转发)(?:到|至|给|本文|本页|按钮|微信|让更多人看到|文章)?\s*[:：]?\s*(?:X|打印|[\s\W]*(?:微信|微博|朋友圈|QQ空间|QQ|新浪微博|腾讯微博|人人网|好友|复制链接|豆瓣|空间|更多|facebook|twitter)){0,9}|(?:微信|微博|QQ|QQ空间|新浪微博|腾讯微博|朋友圈|豆瓣|人人网|[\s/|、])+|(?=.*[赞赏享藏评看踩发读])(?:赞|赏|分享|收藏|评论|点赞|在看|喜欢|踩|转发|举报|打印|推荐|阅读|参与|条评论|[\s\d()（）|/+-])+"),
    ("follow us", "boilerplate", r"(?=.{2,60}$)[^。！？]{0,24}(?:扫[一码描].{0,12}(?:关注|二维码|下载|查看|手机|当前页|加入)|(?:长按|识别|扫描).{0,10}二维码|(?:点击|请)?关注.{0,14}(?:公众号|微信|微博|我们|视频号|官方)|(?:下载|打开|尽在|登录|安装|点击下载).{0,14}(?:APP|App|app|客户端)|更多精彩|(?:点击|戳)(?:上方|下方|这里|蓝字|图片|进入|左下角|右下角|阅读原文).{0,24}|阅读原文|返回(?:首页|列表|顶部|搜狐|栏目|上一页|目录|新闻|频道|[\u4e00-\u9fff]{2,4}首页|[\u4e00-\u9fff]{2,4}[,，]查看更多)).{0,30}|请(?:加入)?(?:成为|订阅).{0,20}(?:月费|付费)?(?:订户|会员).{0,60}|月费订户.{0,160}"),
    ("comments", "boilerplate", r"(?:网友|发表|查看|我要|全部|最新|热门|我来说两句|写|条|已有|共)*\s?\d*\s?(?:条|人)?(?:评论|跟帖|参与)(?:\s?\d+|列表|[(（].{0,10}[)）])?(?:\s*(?:收藏|分享|\d+))*|.{0,12}(?:人参与|条评论|网友评论|跟帖管理).{0,24}|文明上网.{0,40}|(?:登录|注册)后.{0,12}(?:评论|发表).{0,12}|.{0,12}登录.{0,12}(?:密码|账号|帐号|通行证|注册).{0,12}"),
    ("pagination", "boilerplate", r"(?:(?:上一页|下一页|首页|尾页|末页|[\[【(]\d{1,3}[\]】)]|第\s?\d+\s?页|共\s?\d+\s?页|\d{1,3}/\d{1,3}页)[\s|,，/\d…]*){1,20}(?:GO|跳转|页)?|(?:\d{1,3}\s+){2,}(?:下一页|尾页|末页).{0,8}"),
    ("dateline", "metadata", r"[\u4e00-\u9fffA-Za-z]{2,12}(?:消息|讯|电)\s?(?:[(（][^()（）]{2,12}[)）])?\s?[:：]"),
    ("sources", "metadata", r"[(（]?(?:本文|内容|文章|以上内容|本报|稿件)?(?:综合(?:自|了)?(?!治理|整治|施策|利用)[^。；]{2,40}(?:报道|整理|消息|微博|公众号|网络|网站|媒体|等)|(?:来源|整理|摘编|摘)自[^。；]{2,40})[)）]?"),
    ("tags", "metadata", r"(?:标\s?签|关\s?键\s?[词字]|[Tt]ags?|TAG|主\s?题\s?词)\s*[:：].{0,80}|#[^#\s。，]{2,20}(?:\s*#[^#\s。，]{2,20})*#?"),
    ("advert", "boilerplate", r"广告.{0,3}|[\[【(（]?(?:广告|推广)[\]】)）].{0,40}|赞助商.{0,12}"),
    ("switch", "boilerplate", r"[\[【(（]\s?(?:查看|阅读|点击|展开)[^\]】)）]{0,20}[\]】)）]|(?:查看|阅读|展开|点击)(?:更多|全文|详情|原文|大图)(?:内容|信息)?[>》»…]*|[^，。]{0,10}(?:更多|详细|MORE|more)\s?[>》»]{1,3}"),
)
_FIELD = re.compile("|".join(f"(?P<_{i}>{pattern})" for i, (_, _, pattern) in enumerate(_PATTERNS)))
# Lines of a footer, which an announcement may also have in its text: they count only among other furniture.
_CONTACT = re.compile(
    r"[●•·]?\s?(?:(?:单位|联系|通讯|公司|办公|网站|本报|报社|报料|爆料|新闻|投稿|客服|服务|咨询|监督|值班|广告|发行|订报|编辑部|总编室|举报|违法|不良|新闻爆料|总部)*(?:地\s?址|电\s?话|热\s?线|传\s?真|邮\s?编|邮政编码|邮\s?箱|E-?mail|EMAIL|QQ群?|手机|网址|域名|技术支持|客服|微信))\s*(?:[:：]|\(?\d{3}).*|"
    r"(?:网站|版权|技术)?(?:主\s?办|承\s?办|主\s?管|协\s?办|维\s?护|指\s?导|制\s?作|开\s?发|建\s?设|设\s?计|运\s?营|支\s?持)(?:单位|机构|方|者)?\s*[:：].*|(?:网站|版权)?所属\s*[:：].*|网站(?:所属|管理|备案|建设|维护).{0,30}|"
    r".{0,30}(?:主管|主办|承办)$|(?:本[报网站])?(?:常年)?法律顾问.{0,40}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|gov)(?:/\S*)?|(?:\+?\d[\d\s()（）-]{6,}\d[,，;；\s]*)+|统计[:：].*|(?:本站|总)?访问(?:总)?量.{0,20}"
)
_NAV_STRIP = re.compile(rf"{_NAV}(?:\s*[|｜│丨]\s*{_NAV}){{2,40}}\s*[|｜│丨]?")
_KEY_LINE = re.compile(
    r"(?P<key>索\s*引\s*号|主题分类|发文机关|成文日期|发文日期|标\s*题|发文字号|文\s*号|发布日期|公开日期|生成日期|主\s*题\s*词|有效性|效力状态|信息索引|信息名称|公开方式|公开范围|责任部门|发布机构|来源|作者|时间|日期|发布时间|编辑|点击数|浏览次数)\s*[:：]"
)
_DOCUMENT_NUMBER = re.compile(rf"[{_HAN}]{{1,12}}[〔\[【(（﹝]\s?(?:19|20)\d\d\s?[〕\]】)）﹞]\s?(?:第?\s?\d+\s?号)|第\s?\d+\s?号|[{_HAN}]{{2,20}}令第?\d+号")
_CAPTION = re.compile(
    rf"(?:[▲△▼↑↓◀▶←→]|图[为①②③④⑤⑥⑦⑧⑨\d一二三四五]|上图|下图|左图|右图|题图|资料图|配图|封面图).{{2,110}}|"
    rf".{{2,110}}(?:[{_HAN}]{{2,4}}\s?[摄/][影]?|[{_HAN}]{{2,12}}供图|[{_HAN}]{{0,10}}(?:资料图片?|提供图片|提供照片|档案照片?|网上图片|网络图片|图片|截图|制图|绘图|示意图|效果图|摄影|航拍|视频截图|影片截图))[)）]?[。]?|"
    rf".{{0,90}}[(（](?:[^()（）]{{0,20}}(?:摄|供图|图片来源|资料图|资料照片|资料图片|档案照片?|图源|制图|制表|提供)[^()（）]{{0,20}}|图)[)）]|请在这输入 Caption.*"
)
_EM = re.compile(r"[，。；！？,!?;]")
_FURNITURE_MAX = 260


def _recognise(line: _Line, known: str) -> None:
    """Label a line by its own words, where they are enough to tell."""
    text = line.text
    size = len(text)
    if size <= 24 and (entries := _lexicon().get(text) or _lexicon().get(text.lstrip("•·●▪■◆ "))):
        for outlet, label in entries:
            if outlet == "*" or outlet in known:
                line.mark(label, "furniture line" if outlet == "*" else "outlet line")
                return
    if size > _FURNITURE_MAX:
        return
    core = text.lstrip("•·●▪■◆ ") or text
    if (match := _FIELD.fullmatch(core)) is not None and match.lastgroup:
        name, label, _ = _PATTERNS[int(match.lastgroup[1:])]
        line.mark(label, name)
        return
    if _NAV_STRIP.fullmatch(text) and not _DATED.search(text):
        line.mark("boilerplate", "menu")
        return
    if size <= 110 and _HAS_KEY.search(text) and _is_metadata(text) or size <= 50 and _STAFF_WORD.search(text) and byline.byline(text):
        line.mark("metadata", "by-line and date line")


def _is_metadata(text: str) -> bool:
    """Whether a line consists of dates, sources, names of the staff and counters, give or take a few characters."""
    items = list(_ITEM.finditer(text))
    if not items or not any(item.group().strip() for item in items):
        return False
    rest = _SLACK.sub("", _ITEM.sub(" ", text))
    if not rest:
        return True
    dated = _DATED.search(text) is not None or "GMT" in text
    return dated and len(rest) <= 16 and not _EM.search(text) and len(rest) < len(text) * 0.6


def _spam_score(text: str) -> int:
    return len({text[start:end] for _, start, end in _spam_words().find_matches_as_indexes(text)})


_SEPARATED = re.compile(r"[|｜_/\s,，、\-]")


def _is_spam(text: str, alone: bool) -> bool:
    """Injected advertising: words of the trade strung together without being a sentence."""
    score = _spam_score(text)
    if score < (1 if alone else 2):
        return False
    if "。" in text and score < 5:
        return False
    covered = sum(end - start for _, start, end in _spam_words().find_matches_as_indexes(text))
    return covered * (3 if score > 1 else 2) >= len(_SLACK.sub("", text)) or score >= 4


# --- where it stands ---


def _is_prose(text: str) -> bool:
    """A line with the punctuation and length of running text."""
    size = len(text)
    if size >= 40:
        return "，" in text or "。" in text or "," in text or text[-1] in _FINAL
    return size >= 16 and text[-1] in "。！？!?…”：；" or size >= 24 and ("，" in text or "。" in text)


def _is_full_prose(text: str) -> bool:
    return len(text) >= 25 and text[-1] in "。！？!?…”）)】：" and ("，" in text or "。" in text or len(text) > 60)


_PLAIN = re.compile(r"[\W_]+")


def _plain(text: str) -> str:
    return _PLAIN.sub("", text).lower()


def _first_prose(lines: Sequence[_Line], wanted: str | None) -> int:
    """The first line of running text. A headline may be as long as one, but it stands on the page more than once."""
    key = _plain(wanted) if wanted else ""
    for n, line in enumerate(lines):
        text = line.text
        if line.label or not _is_prose(text):
            continue
        if len(text) > 130:
            return n
        plain = _plain(text)
        if key and (plain == key or plain.startswith(key)):
            continue
        near = lines[n + 1 : n + 120]
        if any(len(other.text) <= len(text) and len(found := _plain(other.text)) >= 8 and plain.startswith(found) and len(plain) - len(found) <= 24 for other in near):
            continue
        if n and any(_plain(other.text).startswith(plain) for other in lines[:n]):
            continue
        follower = lines[n + 1] if n + 1 < len(lines) else None
        if n < 4 and text[-1] not in "。：；" and follower is not None and follower.label == "metadata" and _DATED.search(follower.text):
            continue
        return n
    return len(lines)


_SUFFIX = re.compile(r"\s*(?:[-_|｜—–]{1,2}|-\s*(?=【))\s*(?P<site>【?[^-_|｜—–【】，。：:]{2,24}】?)\s*$")
_MD_HEADING = re.compile(r"(#{1,6})\s*(?=\S)")


class _Title(NamedTuple):
    """The headline: its line (None where it stands nowhere in the text), and its span in the Simplified text."""

    line: int | None
    start: int
    end: int
    text: str
    rule: str


_TITLE_MAX = 90


def _headline(text: str) -> bool:
    return 4 <= len(text) <= _TITLE_MAX and text[-1] not in "。；，、：:;," and not text.startswith(("“", "（", "(", "•", "各位"))


def _page_site(text: str) -> tuple[str, str] | None:
    """A page title taken apart: the headline and the name of the site behind it."""
    head, site = text, ""
    for _ in range(3):
        match = _SUFFIX.search(head)
        if match is None or match.start() < 6:
            break
        head, site = head[: match.start()], match["site"].strip("【】 ")
    return (head, site) if site else None


def _find_title(lines: Sequence[_Line], first: int, wanted: str | None) -> _Title | None:
    """The headline among the lines before the first prose, or where a field names it."""
    head = lines[:first]
    plain = [_plain(line.text) for line in head]
    explicit = next((n for n, line in enumerate(lines) if line.rule == "title field"), None)
    if explicit is not None:
        line = lines[explicit]
        offset = re.match(r"[^:：]*[:：]\s*", line.text)
        start = line.start + (offset.end() if offset else 0)
        return _Title(explicit, start, line.end, line.text[start - line.start :], "title field")
    open_lines = [n for n, line in enumerate(head) if line.label in ("", "title") and _headline(_bare(line.text))]
    # The container's title, where a line says the same or says it in full.
    if wanted and (key := _plain(_bare(wanted))) and len(key) >= 4 and not key.isdigit():
        site = _page_site(wanted)
        keys = {key, _plain(site[0])} if site else {key}
        same = [n for n in open_lines if plain[n] in keys or len(plain[n]) >= 6 and any(k.startswith(plain[n]) for k in keys)]
        exact = [n for n in same if plain[n] in keys]
        if exact or same:
            return _title_at(head, (exact or same)[-1], "title of the record")
        cut = _plain(re.split(r"\.\.\.|…", wanted)[0])
        longer = [n for n in open_lines if len(cut) >= 8 and plain[n].startswith(cut)]
        if longer:
            return _title_at(head, longer[-1], "title of the record")
    marked = [n for n in open_lines if _MD_HEADING.match(head[n].text) and head[n].text.startswith("# ")]
    if marked:
        return _title_at(head, marked[0], "marked title")
    # The page title repeats the headline with the site's name behind it; breadcrumbs and the original title repeat it too.
    counts = Counter(plain[n] for n in open_lines)
    first_line = plain[0] if plain else ""
    repeated = [
        n
        for n in open_lines
        if n
        and len(plain[n]) >= 6
        and (counts[plain[n]] > 1 and (len(plain[n]) >= 9 or plain[n] == first_line) or first_line.startswith(plain[n]) and first_line != plain[n])
    ]
    if repeated:
        longest = max(repeated, key=lambda n: (min(len(plain[n]), 16), n))
        return _title_at(head, max(n for n in repeated if plain[n] == plain[longest]), "repeated title")
    dated = next((n for n, line in enumerate(head) if line.label == "metadata" and _DATED.search(line.text)), None)
    if dated is not None and (before := [n for n in open_lines if n < dated and len(plain[n]) >= 5]):
        near = before[-1]
        if dated - near <= 4:
            longest_near = max((n for n in before if dated - n <= 6), key=lambda n: (len(plain[n]) >= 10, n))
            # A short first line right at the top, then a longer one that holds it: the first is the plain headline.
            holder = next((n for n in before if plain[n] in plain[longest_near] and len(plain[n]) >= 8), longest_near)
            return _title_at(head, holder, "line before the date")
    if open_lines:
        chosen = open_lines[0]
        if len(plain[chosen]) >= 5 or len(open_lines) == 1:
            return _title_at(head, chosen, "first line")
    return None


def _bare(text: str) -> str:
    return _MD_HEADING.sub("", text, count=1).strip("* ") or text


def _title_at(lines: Sequence[_Line], n: int, rule: str) -> _Title:
    line = lines[n]
    lead = _MD_HEADING.match(line.text)
    start = line.start + (lead.end() if lead else 0)
    text = line.text[start - line.start :]
    if n == 0 and rule != "title of the record" and (site := _page_site(text)) and byline.is_outlet(site[1]):
        return _Title(n, start, start + len(site[0]), site[0], "page title")
    return _Title(n, start, line.end, text, rule)


def _label_title(lines: Sequence[_Line], title: _Title) -> None:
    """Mark the headline, and what repeats it."""
    key = _plain(title.text)
    for n, line in enumerate(lines):
        if n == title.line:
            line.mark("title", title.rule)
            if title.start > line.start:
                line.pieces.append(_Piece(line.start, title.start, "boilerplate", "mark of the title"))
            if title.end < line.end:
                line.pieces.append(_Piece(title.end, line.end, "boilerplate", "name of the site"))
        elif line.label in ("", "title", "boilerplate") and len(key) >= 5 and len(line.text) <= len(title.text) + 40:
            plain = _plain(line.text)
            if key in plain and (plain == key or len(plain) <= len(key) + 30 and not _is_sentence_with(line.text, title.text)):
                line.mark("boilerplate", "copy of the title")


def _is_sentence_with(text: str, title: str) -> bool:
    return text[-1] in "。；" and not title.endswith(text[-1])


def _label_split_copies(lines: Sequence[_Line], title: _Title) -> None:
    """A headline set over several lines says the same as the whole: 关于… / …的通知."""
    key = _plain(title.text)
    for n in range(len(lines)):
        joined = ""
        for m in range(n, min(n + 5, len(lines))):
            if lines[m].label not in ("", "boilerplate") or m == title.line:
                break
            joined += _plain(lines[m].text)
            if not key.startswith(joined):
                break
            if joined == key and m > n:
                for line in lines[n : m + 1]:
                    line.mark("boilerplate", "copy of the title")
                return


_END_RULES = frozenset({"editor", "disclaimer", "copyright", "related heading", "comments", "licence", "related"})
_PURE_STAMP = re.compile(rf"\D{{0,4}}(?:{_NAMELESS_DATE}|(?:0?\d|1[0-2])-\d\d\s?\d\d:\d\d)\D{{0,4}}")
_SIGN_OFF = re.compile(r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[一二][〇○零O一二三四五六七八九]{3}年.{1,6}月.{1,6}日")


def _label_teasers(lines: Sequence[_Line], first: int) -> int:
    """Teasers of other stories stand each over or under its own time stamp, two and more in a row."""
    stamps = [n for n in range(first, len(lines)) if _PURE_STAMP.fullmatch(lines[n].text) and len(lines[n].text) < 40]
    pairs = [n for n in stamps if n + 2 in stamps or n - 2 in stamps]
    if len(pairs) < 2:
        return 0
    # The teaser stands over its stamp where the run begins with a teaser, as the stamps then close each pair.
    before = pairs[0] > 0 and lines[pairs[0] - 1].label == "" and (pairs[-1] + 1 >= len(lines) or lines[pairs[-1] + 1].label != "" or not _is_prose(lines[pairs[-1] + 1].text))
    for n in pairs:
        lines[n].mark("related", "teaser")
        other = n - 1 if before else n + 1
        if first < other < len(lines) and lines[other].label in ("", "metadata") and other not in stamps:
            lines[other].mark("related", "teaser")
    return len(pairs)


def _label_tail(lines: Sequence[_Line], first: int) -> bool:
    """Follow the lines after the first prose: where the article ends, and where it goes on after all."""
    ended, strict, resumed = False, False, False
    for n in range(first, len(lines)):
        line = lines[n]
        if line.label:
            if line.rule in _END_RULES or line.rule == "furniture line" and line.label == "related":
                ended = True
                strict = strict or line.rule in ("related heading", "furniture line") or line.rule == "related" and len(line.text) < 60 and line.text[:1] in "上下"
            elif line.label == "metadata" and byline.editor(line.text):
                ended = True
            continue
        if not ended:
            continue
        if _resumes(lines, n, strict):
            ended, resumed = False, True
            for back in range(n - 1, max(n - 3, first), -1):
                earlier = lines[back]
                if earlier.rule != "after the end" or len(earlier.text) > 40:
                    break
                earlier.mark("", "")
        elif _is_spam(line.text, alone=True):
            line.mark("spam", "spam after the end")
        else:
            line.mark("related" if strict else "boilerplate", "after the end")
    return resumed


def _resumes(lines: Sequence[_Line], n: int, strict: bool) -> bool:
    """Whether the article goes on at line `n` after something that looked like its end."""
    text = lines[n].text
    if not _is_full_prose(text) or _is_spam(text, alone=False):
        return False
    if n + 1 < len(lines) and _PURE_STAMP.fullmatch(lines[n + 1].text):
        return False
    if not strict:
        return True
    ahead = [line.text for line in lines[n : n + 4] if not line.label]
    return sum(_is_full_prose(text) and len(text) >= 50 for text in ahead) >= 2


def _label_head(lines: Sequence[_Line], first: int, title: _Title | None) -> None:
    """What stands before the headline is the page, what stands between it and the text is mostly about the text."""
    at = title.line if title is not None and title.line is not None and title.line < first else None
    sure = title is not None and title.rule not in ("first line",)
    for n, line in enumerate(lines[:first]):
        if line.label:
            continue
        text = line.text
        if at is not None and n < at:
            if sure or len(text) <= 12 and not text[-1].isdigit():
                line.mark("boilerplate", "before the title")
        elif at is not None and n > at and byline.is_outlet(text) and len(text) <= 16 and n <= at + 3:
            line.mark("metadata", "name of the outlet")
        elif at is not None and n > at and (text.isdigit() or len(text) == 1 or not re.search(rf"[{_HAN}]", text) and len(text) < 16):
            line.mark("boilerplate", "between title and text")


def _label_keys(lines: Sequence[_Line]) -> dict[str, int]:
    """The sheet of particulars that official sites set before a document: a name, its value on the next line."""
    keys: dict[str, int] = {}
    for n, line in enumerate(lines[:60]):
        match = _KEY_LINE.fullmatch(line.text)
        if match is None:
            continue
        line.mark("metadata", "particulars")
        key = re.sub(r"\s", "", match["key"])
        if n + 1 < len(lines) and not _KEY_LINE.fullmatch(lines[n + 1].text) and len(lines[n + 1].text) <= 120:
            keys.setdefault(key, n + 1)
            if key not in ("标题", "主题词") or key == "主题词" and "关于" not in lines[n + 1].text and len(keys) > 3 and "\u3000" in lines[n + 1].text:
                lines[n + 1].mark("metadata", "particulars")
    return keys if len(keys) >= 3 else {}


# --- pieces of a line ---

_PINYIN = re.compile(rf"(?<=[{_HAN}])[(（][a-zü]{{0,5}}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-zü]{{0,5}}[)）]")
_DEBRIS: tuple[tuple[str, str], ...] = (
    ("zero-width character", r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\xad\ufffc\x00-\x08\x0e-\x1b\x7f]+"),
    ("replacement character", r"\ufffd+"),
    ("entity", r"&(?:nbsp|ensp|emsp|thinsp|quot|ldquo|rdquo|lsquo|rsquo|hellip|middot|mdash|ndash|zwnj|zwj|lt|gt|#\d{2,5}|#x[0-9a-fA-F]{2,4});|(?<=&)amp;"),
    ("markup", r"<!--.{0,200}?-->|</?(?:p|br|div|span|strong|em|b|i|u|a|img|font|table|tbody|tr|td|th|center|h[1-6]|ul|ol|li|o:p|section)(?:\s[^<>\n]{0,300})?/?>|\*\*+|!\[[^\]\n]{0,80}\]\([^)\n]{0,600}\)"),
    ("link target", r"(?<=\])\((?:https?:/)?/[^()\s]{0,600}(?:\([^()\s]{0,80}\)[^()\s]{0,200})?\)"),
    ("furniture inside the line", r"(?:返回[\u4e00-\u9fff]{2,4}[,，]\s?查看更多(?:\s*责任编辑[:：](?=\s*$))?|分享让更多人看到|[（(]滑动查看更多[↓]?[)）]|\[查看原文\]|点击进入专题|【投稿[^】]{0,80}】|广告\s[^。，]{4,60}?×)"),
)
_INSIDE = re.compile("|".join(f"(?P<_{i}>{pattern})" for i, (_, pattern) in enumerate(_DEBRIS)), re.MULTILINE)
_INSIDE_HINT = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\xad\ufffc\ufffd\x00-\x08\x0e-\x1b\x7f&<*\]×]|返回|分享让|滑动查看|点击进入|【投稿")


def _debris(text: str, start: int, end: int, pinyin: bool) -> Iterator[_Piece]:
    """What stands inside the lines `start`..`end` and is no part of them."""
    for match in _INSIDE.finditer(text, start, end):
        if match.lastgroup and match.end() > match.start():
            yield _Piece(match.start(), match.end(), "boilerplate", _DEBRIS[int(match.lastgroup[1:])][0])
    if pinyin:
        for match in _PINYIN.finditer(text, start, end):
            yield _Piece(match.start(), match.end(), "boilerplate", "pinyin in brackets")


_LEAD_DATE = re.compile(rf"(?:{_NAMELESS_DATE}|20\d{{4}}/\d{{4}}:\d\d:\d\d)?\s?[，,]?\s?正文\s?[:：]\s*")
_LEAD_TITLE = re.compile(r"(?:原标题|标题)\s?[:：]\s*")
_LEAD_SOURCE = re.compile(r"\s*来\s?源\s?[:：]\s*(?:原创稿?)?\s*")
# How the text of a story begins: what stands before it, when the line runs on, is the headline.
_OPENING = re.compile(
    r"本报讯|本报记者|记者[ ：]|[（(](?:记者|通讯员|全媒体记者)|[\u4e00-\u9fff]{2,6}(?:网|日报|晚报|新闻|报)(?:[（(][^()（）]{2,10}[)）])?[\u4e00-\u9fff]{0,8}(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:电|讯|消息)|"
    r"(?:[\u4e00-\u9fff]{2,8}(?:客户端|日报|晚报|新闻|网|报|社)(?:全媒体)?)(?:见习)?记者"
)
_STORY = re.compile(
    r"近日|日前|连日来|近年来|今年以来|近期|为(?:进一步|了|深入|切实|全面|丰富|提升|加强|扎实|贯彻|落实|增强|推动|推进|做好|充分|有效|更好|引导|助力|帮助|营造|确保|解决|使|让|迎接|庆祝|弘扬|普及|发挥|保障|给)|(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日(?:上午|下午)|今年(?:\d|[^\u4e00-\u9fff]|来)|当前|目前|在[\u4e00-\u9fff]{2,12}(?:，|的)|(?<=[^\W_a-zA-Z0-9：:“《‘、 丨|—])[“‘]|随着|自[\u4e00-\u9fff]{2,12}以来|“[^”]{12,}"
)


def _read_running(text: str, line: _Line, pieces: list[_Piece]) -> tuple[int, int, bool] | None:
    """Take the date, the headline and the source off the head of a line that runs on into the story.

    Gives the span of the headline, and whether its end is certain (else it only serves as the title of the article).
    """
    at = line.start
    if match := _LEAD_DATE.match(text, at, line.end):
        pieces.append(_Piece(at, match.end(), "metadata", "date at the head of the line"))
        at = match.end()
    match = _LEAD_TITLE.match(text, at, line.end)
    if match is None:
        if (source := _LEAD_SOURCE.match(text, at, line.end)) and (span := byline.running_source(text[at : at + 60])):
            pieces.append(_Piece(at, at + max(span[1], source.end() - at), "metadata", "source at the head of the line"))
        return None
    pieces.append(_Piece(at, match.end(), "metadata", "label of the title"))
    start = match.end()
    window = text[start : min(line.end, start + 130)]
    doubled = re.match(r"(?P<title>\S.{5,63}?)\s*(?P<copy>(?P=title))\s*", window)
    if doubled is None:
        doubled = re.match(r"(?P<title>\S.{5,63}?)(?P<copy>)\s*来\s?源\s?[:：]\s*原创稿?", window)
    if doubled:
        end = start + doubled.end("title")
        if doubled["copy"]:
            pieces.append(_Piece(end, start + doubled.end("copy"), "boilerplate", "copy of the title"))
        at = start + doubled.end("copy")
        if (source := _LEAD_SOURCE.match(text, at, line.end)) and source.group().strip():
            pieces.append(_Piece(at, source.end(), "metadata", "source at the head of the line"))
        return start, end, True
    opening = _OPENING.search(window, 7)
    if opening and opening.start() <= 64 and not _EM.search(window[: opening.start()].rstrip("！？!?").replace("，", "").replace("；", "").replace(",", "").replace("！", "").replace("？", "").replace("!", "").replace("?", "")):
        return start, start + len(window[: opening.start()].rstrip()), True
    # The story begins with the words that the headline begins with.
    for size in range(10, 3, -1):
        again = window.find(window[:size], size + 3)
        if 8 <= again <= 64:
            return start, start + len(window[:again].rstrip()), True
    story = _STORY.search(window, 8)
    if story and story.start() <= 50 and "。" not in window[: story.start()]:
        return start, start + len(window[: story.start()].rstrip()), False
    return None


# --- the article ---


class _Facts(NamedTuple):
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    editor: str | None
    published: datetime | None
    url: str | None


def _lines(text: str) -> tuple[list[tuple[int, int]], list[_Line]]:
    """The extents of all lines with their ends, and the lines that are not blank."""
    extents, filled, at = [], [], 0
    for whole in text.splitlines(keepends=True):
        extents.append((at, at + len(whole)))
        core = whole.strip()
        if core:
            start = at + whole.index(core[0])
            filled.append(_Line(start, start + len(core), core))
        at += len(whole)
    return extents, filled


def strip(raw: Raw, simplified: Simplified) -> tuple[Article, tuple[Block, ...]]:
    """The clean article and its blocks. `place` and `duplicate_of` are left null.

    `title`, `outlet`, `authors` and `editor` are given as the source writes them. Flags: `no-title`, `no-date`,
    `no-text`, `list-page`, `truncated`, `reprint`, `spun`, `tail-resumed`, `date-from-signature`, `date-from-text`,
    `date-contradiction`, `outlet-contradiction`, beside those of `raw` and `simplified`.
    """
    text = simplified.text
    extents, lines = _lines(text)
    known = f"{raw.metadata.outlet or ''} {text[:1500]}"
    for line in lines:
        _recognise(line, known)
        if not line.label and 12 <= len(line.text) <= 4000 and _is_spam(line.text, alone=False):
            line.mark("spam", "spam words")
    keys = _label_keys(lines)
    first = _first_prose(lines, raw.metadata.title)
    running: tuple[int, int, bool] | None = None
    for line in lines[: first + 1][-1:] if first < len(lines) else []:
        if len(line.text) > 100:
            running = _read_running(text, line, line.pieces)
    wanted = raw.metadata.title
    if "标题" in keys:
        wanted = lines[keys["标题"]].text
    title = _find_title(lines, first, wanted)
    if running is not None and (title is None or title.rule == "first line"):
        start, end, sure = running
        title = _Title(None, start, end, text[start:end], "title at the head of the line")
        if sure and first < len(lines):
            lines[first].pieces.append(_Piece(start, end, "title", "title at the head of the line"))
    elif title is not None:
        _label_title(lines, title)
        _label_split_copies(lines[: first + 1], title)
    flags = [*raw.flags, *simplified.flags]
    _label_head(lines, first, title)
    teasers = _label_teasers(lines, min(first + 1, len(lines)))
    if _label_tail(lines, first):
        flags.append("tail-resumed")
    _label_footer(lines, first)
    _label_rest(lines, first)
    if _is_list_page(lines, teasers):
        flags.append("list-page")
        for line in lines:
            if line.label in KEPT:
                line.mark("related", "entry of a list page")
    facts, found = _facts(raw, text, lines, first, title, keys)
    flags += found
    blocks, clean = _blocks(raw, text, extents, lines)
    script = simplified.script
    if script == "mixed":
        script = script_of("".join(block.raw_text for block in blocks if block.start is not None))
        if script == "mixed":
            flags.append("mixed-script")
    flags += _text_flags(lines, clean)
    article = Article(
        raw.doc_id, raw.source, facts.title, facts.outlet, facts.authors, facts.editor, facts.published, facts.url,
        None, script, raw.encoding, clean, None, tuple(dict.fromkeys(flags)),
    )  # fmt: skip
    return article, tuple(blocks)


def _label_footer(lines: Sequence[_Line], first: int) -> None:
    """Contact lines and left-over menus count as furniture where the foot of a page is near."""
    last = max((n for n in range(first, len(lines)) if not lines[n].label and _is_prose(lines[n].text)), default=first)
    furniture = [n for n in range(last + 1, len(lines)) if lines[n].label in ("boilerplate", "related", "spam") and lines[n].rule != "markup"]
    if not furniture:
        return
    foot = furniture[0]
    contacts = [n for n in range(last + 1, len(lines)) if not lines[n].label and _CONTACT.fullmatch(lines[n].text)]
    for n in contacts:
        lines[n].mark("boilerplate", "contact line")
    for n in range(foot + 1, len(lines)):
        if not lines[n].label and not _is_prose(lines[n].text):
            lines[n].mark("boilerplate", "among furniture")
    loose = [n for n in range(last + 1, foot) if not lines[n].label and len(lines[n].text) <= 40]
    figures = sum(any(char.isdigit() for char in lines[n].text) for n in loose)
    marks = sum(lines[n].text[-1] in "，。、；,;" for n in loose)
    if len(loose) >= 6 and figures * 4 < len(loose) and marks * 4 < len(loose) and len(furniture) >= 3:
        for n in loose:
            lines[n].mark("boilerplate", "menu before the foot")


def _label_rest(lines: Sequence[_Line], first: int) -> None:
    """Captions, dates under the text, headings; the rest is body."""
    last = max((n for n in range(first, len(lines)) if not lines[n].label), default=first)
    for n, line in enumerate(lines):
        if line.label == "metadata" and line.rule == "by-line and date line" and first < n:
            sign_off = _SIGN_OFF.fullmatch(line.text) is not None
            inside = n < last
            if (sign_off and (inside or n > 0 and lines[n - 1].label in ("", "body", "heading"))) or (inside and _PURE_STAMP.fullmatch(line.text) and ":" not in line.text):
                line.mark("", "")
        if line.label:
            continue
        text = line.text
        if len(text) <= 120 and n > 0 and _CAPTION.fullmatch(text) and (len(text) <= 60 or text[0] in "▲图") and not _is_full_prose_line(text):
            line.mark("caption", "caption")
        elif len(text) <= 40 and text[-1] not in _FINAL | frozenset("，：:、,。)）") or _MD_HEADING.match(text) and len(text) <= 80:
            line.mark("heading", "short line")
        else:
            line.mark("body", "prose" if _is_prose(text) else "unrecognised")
        if match := _MD_HEADING.match(text):
            line.pieces.append(_Piece(line.start, line.start + match.end(), "boilerplate", "mark of the heading"))


def _is_full_prose_line(text: str) -> bool:
    return text[-1] == "。" and len(text) > 40 and text.count("，") > 1


def _is_list_page(lines: Sequence[_Line], teasers: int) -> bool:
    """Many dated short entries and hardly any prose: an index, not an article."""
    kept = [line for line in lines if line.label in KEPT]
    prose = sum(len(line.text) for line in kept if _is_full_prose(line.text))
    dated = sum(1 for line in lines if len(line.text) <= 60 and _DATED.search(line.text))
    return len(lines) >= 12 and dated + teasers >= 6 and dated * 5 >= len(kept) and prose < 200


def _cut(line: _Line, debris: Iterator[_Piece]) -> list[_Piece]:
    """The pieces of a line, gaps filled with its own label."""
    label, rule = line.label, line.rule
    kept = label in KEPT
    pieces, at = [], line.start
    for piece in sorted([*line.pieces, *(debris if kept else ())]):
        if piece.start < at or piece.end > line.end or piece.start == piece.end:
            continue
        if piece.start > at:
            pieces.append(_Piece(at, piece.start, label, rule))
        pieces.append(piece if kept or piece.label not in KEPT else _Piece(piece.start, piece.end, label, rule))
        at = piece.end
    if at < line.end or not pieces:
        pieces.append(_Piece(at, line.end, label, rule))
    return pieces


def _blocks(raw: Raw, text: str, extents: Sequence[tuple[int, int]], lines: Sequence[_Line]) -> tuple[list[Block], str]:
    """Every character of the raw text in a block, and the clean text made of the kept ones."""
    blocks: list[Block] = []
    clean: list[str] = []
    length, doc_id, source = 0, raw.doc_id, raw.text
    hinted = _INSIDE_HINT.search(text) is not None
    pinyin = len(_PINYIN.findall(text)) > 2 if "(" in text or "（" in text else False
    filled = iter(lines)
    line = next(filled, None)
    for begin, end in extents:
        if line is None or line.start >= end:
            blocks.append(Block(doc_id, len(blocks), begin, end, source[begin:end], None, None, "blank", "blank"))
            continue
        pieces = _cut(line, _debris(text, line.start, line.end, pinyin)) if hinted or pinyin or line.pieces else [_Piece(line.start, line.end, line.label, line.rule)]
        opened = False
        for number, (piece_start, piece_end, label, rule) in enumerate(pieces):
            raw_start = begin if number == 0 else piece_start
            raw_end = end if number == len(pieces) - 1 else piece_end
            start = stop = None
            if label in KEPT:
                core = text[piece_start:piece_end].strip()
                if core:
                    if not opened and length:
                        clean.append("\n")
                        length += 1
                    whole = len(pieces) > 1 and raw_start == piece_start and raw_end == piece_end
                    core = text[piece_start:piece_end] if whole and 0 < number < len(pieces) - 1 else core
                    opened = True
                    start, stop = length, length + len(core)
                    clean.append(core)
                    length = stop
                else:
                    label, rule = "blank", "blank"
            blocks.append(Block(doc_id, len(blocks), raw_start, raw_end, source[raw_start:raw_end], start, stop, label, rule))
        line = next(filled, None)
    return blocks, "".join(clean)


# --- reading off ---

_TODAY = re.compile(r"(?:今天|今日)[（(](?P<month>\d{1,2})月(?P<day>\d{1,2})日[）)]")
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)年")


def _published(raw: Raw, text: str, lines: Sequence[_Line], first: int, keys: dict[str, int]) -> tuple[Moment | None, list[str]]:
    """The moment of publication, by the best of the places that say it, and flags about how."""
    head: list[tuple[int, Moment]] = []
    tail: list[tuple[int, Moment]] = []
    for n, line in enumerate(lines):
        if line.label != "metadata" or line.rule == "particulars" or "更新" in line.text[:8]:
            continue
        if (found := byline.moment(line.text)) is not None:
            named = 0 if re.search(r"发布|发表|时间|日期", line.text) else 1
            (head if n < first else tail).append((named, found))
    for key in ("发布日期", "公开日期", "发布时间", "时间", "日期", "成文日期", "发文日期", "生成日期"):
        if key in keys and (found := byline.moment(lines[keys[key]].text)):
            head.insert(0, (0, found))
            break
    for piece in lines[first].pieces if first < len(lines) else ():
        if piece.rule == "date at the head of the line" and (found := byline.moment(text[piece.start : piece.end])):
            head.append((1, found))
    record = byline.moment(raw.metadata.published) if raw.metadata.published else None
    ranked = [*sorted(head, key=lambda pair: pair[0]), *sorted(tail, key=lambda pair: pair[0])]
    flags: list[str] = []
    if ranked:
        best = ranked[0][1]
        if record is not None:
            if abs((record.when.date() - best.when.date()).days) > 1:
                flags.append("date-contradiction")
            elif record.timed and not best.timed:
                best = record
        return best, flags
    if record is not None:
        return record, flags
    if "中央社" in text and (found := byline.roc_code(text) or next((m for m in [byline.moment(text[:0])] if m), None)):
        return found, ["date-from-text"]
    if (url := _url(raw, text, lines)) and (found := byline.url_date(url)):
        return found, ["date-from-url"]
    for line in reversed(lines[first:]):
        if line.label in ("body", "heading") and _SIGN_OFF.fullmatch(line.text) and (found := byline.moment(line.text)):
            return found, ["date-from-signature"]
    return _dated_today(text), ["date-from-text"]


def _dated_today(text: str) -> Moment | None:
    """`今天（9月18日）` in a broadcast, with the only year that the text names."""
    days = {(int(match["month"]), int(match["day"])) for match in _TODAY.finditer(text)}
    years = Counter(_YEAR.findall(text))
    if len(days) != 1 or len(years) != 1:
        return None
    (month, day), year = days.pop(), int(next(iter(years)))
    try:
        return Moment(datetime(year, month, day), False)
    except ValueError:
        return None


_URL = re.compile(r"https?://[^\s\"'<>，。；（）\u4e00-\u9fff]+")


def _url(raw: Raw, text: str, lines: Sequence[_Line]) -> str | None:
    for line in lines:
        if line.rule == "address field" and (match := _URL.search(raw.text, line.start, line.end)):
            return match.group()
    return raw.metadata.url


_NOT_OUTLETS = frozenset("原创 原创稿 本站 本网 本站原创 本网讯 网络 互联网 未知 佚名 综合 转载 admin 管理员 匿名 整理 点击 浏览 作者 编辑 字号 打印 无 其他 网络整理 综合整理".split())
_PORTALS = re.compile(r"腾讯网|腾讯新闻|搜狐|网易|新浪|凤凰网|今日头条|百家号|澎湃号|企鹅号|一点资讯|东方财富网|和讯网|天天快报")


def _outlet(raw: Raw, text: str, lines: Sequence[_Line], first: int, title: _Title | None) -> tuple[int, int] | str | None:
    """Where the outlet stands in the text; else its name in the container's metadata."""
    menu = {line.text for line in lines if line.label in ("boilerplate", "related")}
    for line in lines:
        if line.label not in ("metadata", "boilerplate", "caption") or line.rule in ("disclaimer", "copyright", "teaser"):
            continue
        for start, end in byline.spans(byline.SOURCE, line.text, "outlet"):
            while end > start + 2 and line.text[end - 1] in "-－—_/ ":
                end -= 1
            value = line.text[start:end]
            if value in _NOT_OUTLETS or value in menu or byline.is_name(value) and not byline.is_outlet(value) or _DATED.match(value) or value.startswith("http") or "@" in value:
                continue
            return line.start + start, line.start + end
    for piece in lines[first].pieces if first < len(lines) else ():
        if piece.rule == "source at the head of the line" and (span := byline.running_source(text[piece.start : piece.end])):
            return piece.start + span[0], piece.start + span[1]
    story = _story_start(lines, first)
    starts = ([story] if story is not None else []) + [line.start for line in lines[max(0, first - 2) : first + 2] if line.label in ("metadata", "body")]
    for start in dict.fromkeys(starts):
        if span := byline.agency(text[start : start + 200].split("\n", 1)[0]):
            return start + span[0], start + span[1]
    for line in lines:
        if line.rule == "name of the outlet":
            return line.start, line.end
    for line in [*lines[:first], *reversed(lines[first:])]:
        if line.label == "metadata" and line.rule == "by-line and date line":
            if span := byline.staff_of(line.text):
                return line.start + span[0], line.start + span[1]
            stamp = byline.DATE.search(line.text)
            if stamp and byline.is_outlet(rest := line.text[: stamp.start()].strip(" |-—_:：,，\xa0")) and rest not in _NOT_OUTLETS:
                at = line.text.index(rest)
                return line.start + at, line.start + at + len(rest)
    for line in [*lines[first : first + 1], *reversed(lines[first:])]:
        if line.label == "body" and (line is not lines[first] or len(lines) - first < 3 or line is lines[-1]):
            tail = max(line.start, line.end - 80)
            if span := byline.staff_of(text[tail : line.end]):
                return tail + span[0], tail + span[1]
            if match := re.search(r"(?:来源[:：|丨]|转自[:：])\s*(?P<outlet>[\u4e00-\u9fff]{2,14})[)）]?\s*(?:返回|责任|通讯员|作者|$)", text[tail : line.end]):
                return tail + match.start("outlet"), tail + match.end("outlet")
            break
    if lines and (site := _page_site(lines[0].text)) and title is not None and (title.line != 0 or title.rule == "page title") and lines[0].label in ("boilerplate", "title"):
        at = lines[0].text.rindex(site[1])
        if _plain(title.text) in _plain(lines[0].text):
            return lines[0].start + at, lines[0].start + at + len(site[1])
    return raw.metadata.outlet


def _story_start(lines: Sequence[_Line], first: int) -> int | None:
    if first >= len(lines):
        return None
    return max([piece.end for piece in lines[first].pieces if piece.end < lines[first].end - 40 and piece.rule.endswith(("the line", "title"))], default=lines[first].start)


def _authors(raw: Raw, text: str, lines: Sequence[_Line], first: int) -> list[str]:
    """The authors by the by-line, the head or the foot of the story, the container's metadata, in this order."""
    for n, line in enumerate(lines):
        if line.label == "metadata" and line.rule == "by-line and date line" and re.search(r"记者|作者|通讯员|撰文|采写|文[/字:：|丨]|撰稿", line.text):
            for part in re.split(r"\s{2,}|[|]", line.text) if n < first else [line.text]:
                if found := byline.byline(part.strip()):
                    return found
            if match := re.search(rf"(?:作者|记者|撰文|采写|撰稿)\s*[:：]\s*(?P<names>[{_HAN}·]{{2,4}}(?:[ 、，][{_HAN}]{{2,4}})*)(?=[\s|]|$)", line.text):
                if found := byline.names(match["names"]):
                    return found
    start = _story_start(lines, first)
    if start is not None:
        for line in lines[first : first + 2]:
            at = start if line is lines[first] else line.start
            if line.label == "body" and (found := byline.opening_authors(text[at : line.end])):
                return found
    for line in reversed(lines[first:]):
        if line.label == "body":
            end = min([piece.start for piece in _debris(text, line.start, line.end, False) if piece.start > line.end - 40], default=line.end)
            if found := byline.closing_authors(text[max(line.start, end - 160) : end].rstrip()):
                return found
            break
    named: list[str] = []
    for given in raw.metadata.authors:
        if len(given) <= 24:
            named += byline.names(given)
    return list(dict.fromkeys(named))


def _raw_names(raw: Raw, text: str, found: Sequence[str]) -> tuple[str, ...]:
    """The names as the source writes them: the raw characters under the Simplified ones."""
    result = []
    for name in found:
        at = text.find(name)
        if at < 0 and len(name) == 2:
            match = re.search(rf"{name[0]}\s+{name[1]}", text)
            at = match.start() if match else -1
            result.append(raw.text[at] + raw.text[match.end() - 1] if match else name)
            continue
        result.append(raw.text[at : at + len(name)] if at >= 0 else name)
    return tuple(result)


def _facts(raw: Raw, text: str, lines: Sequence[_Line], first: int, title: _Title | None, keys: dict[str, int]) -> tuple[_Facts, list[str]]:
    flags = []
    if title is not None:
        name: str | None = raw.text[title.start : title.end].strip().strip("*").strip()
    else:
        name = raw.metadata.title
        if name and (site := _page_site(name)) and byline.is_outlet(site[1]):
            name = site[0]
    if not name:
        name = None
        flags.append("no-title")
    found = _outlet(raw, text, lines, first, title)
    outlet = raw.text[found[0] : found[1]].strip() if isinstance(found, tuple) else found
    moment, how = _published(raw, text, lines, first, keys)
    flags += how if moment is not None else ["no-date"]
    people = _raw_names(raw, text, _authors(raw, text, lines, first))
    editors = [line for line in lines if line.label == "metadata" and byline.editor(line.text)] or [
        line for line in lines if line.label == "body" and re.search(r"编辑[:：]", line.text[-160:] + line.text[:60])
    ]
    named = [(byline.editor(line.text[-200:]), "责" in line.text) for line in editors]
    chosen = next((editor for editor, responsible in named if responsible and editor), None) or next((editor for editor, _ in named if editor), None)
    if chosen:
        chosen = _raw_names(raw, text, [chosen])[0]
    if outlet and _PORTALS.search(outlet) or "返回搜狐" in text or re.search(r"转载?自[:：]", text) or (raw.metadata.outlet and outlet and _PORTALS.search(raw.metadata.outlet) and _plain(outlet) not in _plain(raw.metadata.outlet)):
        flags.append("reprint")
    years = {int(year) for year in re.findall(r"(?<!\d)(20[0-3]\d)(?!\d)", " ".join(line.text for line in lines[: first] if line.rule in ("copy of the title",) or line.label == "title"))}
    if moment is not None and years and all(abs(year - moment.when.year) == 1 for year in years) and max(years) < moment.when.year and "reprint" in flags:
        flags.append("date-contradiction")
    return _Facts(name, outlet, people, chosen, moment.when if moment else None, _url(raw, text, lines)), flags


def _text_flags(lines: Sequence[_Line], clean: str) -> list[str]:
    flags = []
    if not clean:
        flags.append("no-text")
    bodies = [line.text for line in lines if line.label == "body"]
    if bodies and len(bodies[-1]) >= 30 and (re.search(rf"[{_HAN}，、]$", bodies[-1]) or re.search(r"\[?(?:…|\.{3,})\]?(?:查看|阅读|展开)?(?:全文)?$", bodies[-1])):
        flags.append("truncated")
    signs = len({number for number, *_ in _spun_words().find_matches_as_indexes(clean)}) if clean else 0
    if signs > 1 or signs and any(line.rule == "read time" for line in lines):
        flags.append("spun")
    return flags
