"""What a line says: whether its own words are enough to tell that it is no part of an article.

A furniture line says the same on every page (`lines.tsv` lists those), or it has a variable part that a pattern
here takes. One scan of the whole text for the words that the patterns turn on decides which lines are looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import ahocorasick_rs
import regex

from pipeline.strip import byline, outlets
from pipeline.strip.lexicon import HAN, HANZI, LETTER, later, table
from pipeline.strip.line import Line
from pipeline.strip.stamps import DATED, date


@cache
def _lexicon() -> dict[str, list[tuple[str, str]]]:
    entries: dict[str, list[tuple[str, str]]] = {}
    for outlet, line, label, *_ in table("lines.tsv"):
        entries.setdefault(line, []).append((outlet, label))
    return entries


_RFC_DATE = (
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|"
    r"Nov|Dec)[a-z]* \d{4}(?: \d\d:\d\d(?::\d\d)?)?(?: ?GMT| ?UTC| ?[+-]\d{4})?"
)
_TIME_KEY = (
    r"(?:(?:发布|发表|更新|最后更新|录入|发稿|创建|上传|编辑|签发|成文|公开|首发|刊发|采集)\s?(?:时间|"
    r"日期|于|在)?|时\s?间|日\s?期)"
)
# A page of this year leaves out the year, and its server the space before the time of day: 10-0812:00.
_KEYED_STAMP = rf"{_TIME_KEY}\s*[:：]\s*(?:\d\d-)?(?:0\d|1[0-2])-[0-3]\d\s?[0-2]\d:[0-5]\d"
_COUNTER = (
    r"(?:点击|浏览|阅读|访问|查看|人气|热度|评论|跟帖|回复|点赞|收藏|转发|来源点击)(?:量|数|次数|"
    r"人次|人数|率)?\s*[:：]?\s*[\[(（]?\s*\d[\d,.]*万?\+?\s*[\])）]?\s*次?"
)
_FONT = (
    r"(?:字\s?号|字\s?体|文字大小)(?:大小)?\s*[:：]?\s*[\[【(（]?(?:\s*(?:特大|超大|大|中|小|默认|"
    r"A[+-]?))*\s*[\]】)）]?|[\[【(（]\s*(?:大|中|小)(?:[\s|]*(?:大|中|小))*\s*[\]】)）]"
)
_BUTTON = (
    r"(?:我要|点此|点击)?(?:打印(?:本[页文])?|关闭(?:窗口)?|收藏(?:本[页文])?|分享(?:到|至)?|纠错|"
    r"复制链接|保护视力色?|投稿|订阅|举报|微信|微博|朋友圈|QQ空间|评论|作者|浏览|阅读|点击|来源|"
    r"标签|编辑|关键词|缩小字体|放大字体|推荐|易信)\s*[:：]?"
)
_PERSON_KEY = (
    r"(?:责任编[辑缉]|责\s?编|值班(?:编[辑委]|主任|总编)|编\s?[辑审委校者]|作\s?者|记\s?者|"
    r"通讯员|审\s?核(?:人|员)?|审\s?[稿校]|[一二三初复终]审|校\s?[对检]|监\s?制|总?策划|统\s?筹|"
    r"撰\s?[稿文](?:人)?|采\s?写|采\s?编|编\s?排|文字|文|图片?|摄\s?[影像]|视频|制\s?[图作]|"
    r"海报|(?:版式|美术)?设计|(?:版式)?排版|供稿(?:人|单位)?|主\s?编|总编辑?|签\s?发|终审|核\s?稿|主播|配音|剪辑|"
    r"实习生|译者|翻译|发布(?:人|者)|录入|上传|材料提供|资料|联系人|文章录入|信息员|整理|出品|"
    r"总值班|责校|美编|一读|二读)"
)
_CREDIT = (
    rf"{_PERSON_KEY}\s*[:： ]\s*(?:{HANZI}{{0,8}}记者\s)?(?:{HANZI}|·){{2,4}}(?:[ 、]+(?!{_PERSON_KEY}){HANZI}{{2,4}})*"
)
_PARTICULAR = r"(?:索\s?引\s?号|发文字号|文\s?号|主题分类|公开方式|公开范围|有效性|效力状态|发布机构|责任部门)"
# No search tries the alternatives but where one of them can begin.
_ITEM_BEGINS = (
    r"[\s\d:：\[【(（FMQSTW一三上主举二人作供保信值公关内出分刊创初制剪发回图复字实审录微总成我打投排推摄撰收放效数整文新日时易更最有"
    r"朋本材来查标校核浏海消点热版监稿策签索纠终统编缩美翻联视订记设访评译责资跟转通配采阅首]"
)
_item = later(
    re.compile,
    rf"(?={_ITEM_BEGINS})(?:{_TIME_KEY}?\s*[:：]?\s*(?:{DATED}|{_RFC_DATE})|{_KEYED_STAMP}|{_COUNTER}|{_FONT}|"
    rf"(?:图片)?{outlets.SOURCE_KEY}\s*[:：|丨】]\s*[^\s:：，。；]{{0,24}}(?:\s(?:微信)?公众号|\s官[方网微]{{1,2}})?|"
    rf"{_PARTICULAR}\s*[:：]\s*[^\s，。；]{{0,40}}|{_PERSON_KEY}(?:[/、]{_PERSON_KEY})*\s*[:：|丨/]\s*"
    rf"[^:：，。；|]{{0,24}}?(?:[ 、]{HANZI}{{2,4}})*(?:\s?[A-Z]{{2}}\d+)?(?=$|\s{{1,}}|[|;；]|[)）\]】])|{_BUTTON})",
)
_SLACK = re.compile(r"[\W_]+")
_KEY_MARK = re.compile("[:：|丨/]")
_DIGIT = re.compile(r"\d")
_year_or_count = later(re.compile, r"\d{4}\s?[-/.年]|GMT|(?:点击|浏览|阅读|访问|评论)\D{0,3}\d")
_NAV = rf"[{HAN}A-Za-z“《【][^|｜│丨，。；！？：:\d]{{0,15}}"
_SITE = rf"(?:本[站网报刊平]|平台|{HANZI}{{2,8}}网)"
# Rule, pattern over the whole line; the order decides. These begin with what they are known by.
_ANCHORED: tuple[tuple[str, str], ...] = (
    (
        "markup",
        r"<!--.*-->|\{\{.*\}\}|[-=_*#~—─―·.]{3,}|#{1,6}|\*\*|\|[-| :]+\||[\ue000-\uf8ff\s]+|"
        r"&nbsp;|(?!…)[^\w\s…]{1,8}|undefined|null|NaN",
    ),
    (
        "read time",
        r"本(?:篇|文)(?:文章)?(?:全文)?(?:共|约|共计)*\s?\d+\s?字.{0,6}(?:读完|阅读).{0,6}\d+\s?(?:分钟|秒).{0,4}|"
        r"(?:阅读|读完)(?:本文|全文)?(?:大?约|需要?|时间)*[:：]?\s?\d+\s?分钟",
    ),
    ("time stamp", r"[(（]?更新时间戳\s?[:：]?\s?\d+[)）]?"),
    ("title field", r"(?:文章|新闻|本文)?标\s*题\s*[:：]\s*[^\s。][^。]{0,90}"),
    (
        "original title",
        r"[(（\[【]?(?:(?:(?:本文)?原文?|文章|本文)(?:的)?标题|原题)\s?(?:[:：为是]|《)[^。]{0,90}",
    ),
    ("reading now", r"(?:正在阅读|正在浏览|当前阅读)\s*[:：][^。]{0,90}"),
    (
        "address field",
        r"(?:(?:文章|本文|原文|转载|页面|网页)?(?:地址|网址|链接|URL|Url|url|出处))\s*[:：]\s*https?://\S+.*|"
        r"【法宝引证码】.*|原文链接[:：].*",
    ),
    (
        "breadcrumb",
        r"(?:您|你)?(?:现在|当前|目前)?(?:所在)?(?:的)?位\s?置(?:是|为)?\s*[:：>»][^。]{0,120}|"
        r"(?:网站)?首\s?页\s*(?:[>»›/\\]|-+|—+|&gt;|→|::).{0,90}|"
        r"[^，。！？；>»›]{1,24}+(?:\s*(?:>{1,2}|»|›|→)\s*[^，。！？；>»›]{1,40}){1,7}(?:\s*(?:>{1,2}|"
        r"»|›))?|[^，。>]{1,16}>{1,2}",
    ),
    (
        "related",
        r"(?:上|下|前|后)一?(?:篇|条|则)(?:文章|新闻|信息)?\s*[:：][^。]{0,200}|(?:上一篇|"
        r"下一篇|上一条|下一条)\s?[^，。]{0,60}|"
        r"[\[【]?(?:相关|延伸|推荐|扩展|往期|更多)(?:的)?(?:报道|阅读|链接|新闻|文章|稿件|"
        r"推荐|专题|回顾|精选)[\]】]?\s*[:：>]+\s*[^\s。][^。]{0,240}",
    ),
    (
        "related heading",
        r"[■◆●★▌|]?\s*(?:(?:相关|推荐|热门|热点|精彩|最新|更多|延伸|编辑|小编|本周|今日|图片|"
        r"视频|往期|近期|同类|其他|站内|栏目)(?:的)?"
        r"(?:报道|阅读|链接|新闻|公告|文章|稿件|推荐|资讯|专题|排行榜?|点击|图文|内容|图集|信息|"
        r"视频|要闻|动态|热点|导读|话题|回顾|精选))+\s*(?:[:：>»]+|更多.{0,2})?|"
        r"(?:阅读|点击|新闻|热点|热文|评论|48小时|24小时|一周|本周|本月)[^，。]{0,6}(?:排行榜?|"
        r"TOP\d*)|猜(?:你|您)喜欢.{0,4}|(?:你|您)?可能(?:还|也)?(?:感兴趣|喜欢|想看)的?.{0,6}|大家都在[看搜].{0,3}|[为给](?:你|您)推荐.{0,3}",
    ),
    (
        "share",
        r"(?:一键)?(?:分享|转发)(?:到|至|给|本文|本页|按钮|微信|让更多人看到|文章)?\s*[:：]?\s*"
        r"(?:X|打印|[\s\W]*(?:微信|微博|朋友圈|QQ空间|QQ|新浪微博|腾讯微博|人人网|好友|复制链接|"
        r"豆瓣|空间|更多|facebook|twitter)){0,9}|"
        r"(?=.*\w)(?:微信|微博|QQ|QQ空间|新浪微博|腾讯微博|朋友圈|豆瓣|人人网|[\s/|、\ue000-\uf8ff])+|"
        r"(?=.*[赞赏享藏评看踩发读])(?:赞|赏|分享|收藏|评论|点赞|在看|喜欢|踩|转发|举报|打印|"
        r"推荐|阅读|参与|条评论|[\s\d()（）|/+-])+",
    ),
    (
        "comments",
        r"(?:网友|发表|查看|我要|全部|最新|最热|热门|热|精彩|我来说两句|写|条|已有|共)*\s?\d*\s?(?:条|人)?(?:评论|"
        r"跟帖|参与)(?:\s?\d+|列表|[(（].{0,10}[)）])?(?:\s*(?:收藏|分享|\d+))*|"
        r"文明上网.{0,40}|(?:登录|注册)后.{0,12}(?:评论|发表).{0,12}|\d+人参与.{0,24}|(?=.*\d)(?:(?:今天|"
        r"昨天|前天|\d{1,2}月\d{1,2}日)?\s?\d{1,2}:\d\d)?\s?(?:举报|回复|赞|顶|踩|[|+\d\s])*(?:举报|"
        r"回复|赞|顶|踩)[|+\d\s]*|[|]?(?:回复|举报)|正文已结束.{0,30}|最新评论.{0,6}",
    ),
    (
        "pagination",
        r"(?:(?:上一页|下一页|首页|尾页|末页|[\[【(]\d{1,3}[\]】)]|第\s?\d+\s?页|共\s?\d+\s?页|"
        r"\d{1,3}/\d{1,3}页)[\s|,，/\d…]*){2,20}(?:GO|跳转|页)?|"
        r"(?:上一页|下一页|尾页|末页|\d{1,3}/\d{1,3}页)\s?\d*|(?:\d{1,3}\s+){2,}(?:下一页|尾页|末页).{0,8}",
    ),
    (
        "dateline",
        rf"{LETTER}{{2,12}}(?:消息|讯|电)\s?(?:(?:[(（][^()（）]{{2,12}}[)）])?\s?[:：]|"
        r"[(（][^()（）]{0,8}(?:记者|通讯员)[^()（）]{2,40}[)）])",
    ),
    (
        "by-line and date line",
        r"[(（](?:[^()（），。]{0,12}(?:记者|通讯员|作者)|文/|图/|图文)[:： /]?[^()（）。；“”]{2,60}[)）]",
    ),
    (
        "masthead",
        rf"(?=[^，。]*{DATED})(?=[^，。]*(?:第[A-Z]?\d{{1,3}}版|[A-Z]?\d{{1,3}}版|数字报|电子报))[^，。；！？]{{12,70}}",
    ),
    (
        "sources",
        r"[(（]?(?:本文|内容|文章|以上内容|本报|稿件)?(?:综合(?:自|了)?(?!治理|整治|施策|利用)[^。；]{2,40}(?:报"
        r"道|整理|消息|微博|公众号|网络|网站|媒体|等)|(?:来源|整理|摘编|摘|转载?)自[^。；]{2,40})[)）]?",
    ),
    (
        "sources",
        r"[(（]?(?:本文|此文)?(?:原载|原刊|刊于|选自|转载自)(?:于|自)?\s*《[^》]{2,14}》[^。]{0,24}[)）]?",
    ),
    ("place of the writer", rf"(?:发布于|发表于|IP属地)\s*[:：]?\s*{HANZI}{{2,8}}"),
    (
        "kind of account",
        rf"(?:澎湃号|百家号|头条号|企鹅号|网易号|搜狐号|大鱼号)(?:\s?[·/|>]\s?{HANZI}{{2,8}})+",
    ),
    ("name of the outlet", r"香港特别行政区政府\s?新闻(?:公报|网)"),
    ("credits", r"(?:责任编辑|责编|编辑|作者)\s?[:：]\s?[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]*){0,2}"),
    ("particulars", r"名\s*称\s*[:：][^，。]{0,30}关于[^。]{4,80}"),
    ("by-line and date line", r"香港时间\s?\d{1,2}时\d{1,2}分"),
    ("links of the site", r"(?:友情|快速|常用|网站)链接\s*[:：].{0,240}"),
    (
        "made by",
        r"本文(?:系|为)?由[^，。；]{2,40}(?:整理|编辑|原创|供稿|撰写|编译|提供|发布)(?:发布)?[。，,]?"
        r"(?:(?:官方网站|官网|转载|未经|版权).{0,60})?",
    ),
    (
        "tags",
        r"(?:标\s?签|关\s?键\s?[词字]|[Tt]ags?|TAG|主\s?题\s?词)\s*[:：].{0,80}|#[^#\s。，]{2,20}(?:\s*#"
        r"[^#\s。，]{2,20})*#?",
    ),
    ("introduction of the account", r"功能介绍\s?.{2,120}"),
    (
        "buttons",
        rf"(?:{LETTER}{{1,12}}\s)?(?:缩小字体|放大字体|收藏|微博|微信|分享|打印|字号|字体|评论|QQ空间|朋友圈|关闭|投稿|纠错|大|中|小)"
        r"(?:\s+(?:缩小字体|放大字体|收藏|微博|微信|分享|打印|字号|字体|评论|QQ空间|朋友圈|关闭|投稿|纠错|大|中|小|[\d,]{1,9})){2,12}|"
        r"(?:[\[【(（]\s?(?:打印|关闭|收藏|我要|推荐|字号|字体|大|中|小|返回|纠错|分享|评论|"
        r"举报|TOP)[^\]】)）]{0,8}[\]】)）]\s*)+",
    ),
    (
        "end mark",
        r"完|END|[-—~*_(（\s]{1,4}(?:END|End|end|完|全文完)[-—~*_)）\s]{1,4}|[(（](?:本文|此文|文章)?(?:略?有|"
        r"作了?)(?:删减|删节|改动)[)）]",
    ),
    ("advert", r"广告.{0,3}|[\[【(（]?(?:广告|推广)[\]】)）].{0,40}|赞助商.{0,12}"),
    (
        "switch",
        r"[\[【(（]\s?(?:查看|阅读|点击|展开)[^\]】)）]{0,20}[\]】)）]|(?:查看|阅读|展开|点击)(?:更多|"
        r"全文|详情|原文|大图)(?:内容|信息)?[>》»…]*|更多\s?[>》»]{1,3}",
    ),
)
# These may have anything before the words that give them away, so they are tried only where such a word stands.
_WITHIN: tuple[tuple[str, str], ...] = (
    (
        "copyright",
        r".{0,60}(?:版\s*权\s*所\s*有|Copyright|COPYRIGHT|copyright|©|All [Rr]ights? [Rr]eserved|"
        r"(?:ICP|icp)\s?(?:备|证)|ICP许可|[公网]安备|网备案?号|备案号|备案/许可证|"
        rf"许可证(?:编号|号)\s*[:：]|许可证\s?[:：]\s?\S|许可证\s?{HANZI}?[A-Z]?\d|"
        r"网站标识码|政府网站标识码|违法和?不良信息举报|未成年人举报).{0,140}",
    ),
    (
        "licence",
        r".{0,30}(?:未经.{0,14}(?:授权|许可|允许|同意).{0,24}(?:转载|镜像|转帖)|未经.{0,10}书面.{0,24}(?:使用|"
        r"复制|镜像)|未经许可.{0,16}(?:转载|复制)|(?:严禁|禁止|请勿|不得)(?:转载|镜像)|转载(?:请|"
        r"须|必须|务必)(?:注明|标明|联系)|欢迎转载).{0,100}",
    ),
    (
        "disclaimer",
        r"[*※●▲【\[(（]{0,2}\s?(?:免责|版权|法律|侵权|特别|郑重|重要|本[站网])?\s?(?:声明|"
        r"提示|申明)[】\])）]?\s*[:：]?.{0,400}?"
        r"(?:转载|版权|侵权|著作权|知识产权|授权|免责|立场|投资建议|删除|仅供参考|真实性|核实).*|"
        r"[【\[]?(?:免责|版权|法律|特别|郑重)(?:声明|条款|提示)[】\]]?[:：]?|"
        r"凡(?:本[网站报]|注明|来源|未注明|标注|在本).{0,200}(?:转载|版权|来源|授权|作品).*|"
        rf".{{0,24}}(?:仅(?:代表|为)(?:作者|原作者|个人|其|该机构|该作者|发布者)|不代表(?:{_SITE}|.{{2,10}}(?:立场|"
        rf"观点))|版权(?:均?归|属于?)(?:原作者|作者|原|.{{2,12}}所有)|"
        r"(?:如有|若有|如果?|若|涉及?)(?:.{0,6})?侵(?:权|犯).{0,24}(?:联系|告知|删除|通知|"
        r"来电|来函|处理|致函)|侵删|图片来[源自]于?网络|素材来[源自]于?网络|转载目的在于|网上信息仅供参考).{0,20"
        r"0}",
    ),
    (
        "follow us",
        r"(?=.{2,60}$)(?=.{2,30}$|[^，]*$)[^。！？]{0,24}(?:扫[一码描].{0,12}(?:关注|二维码|"
        r"下载|查看|手机|当前页|加入)|(?:长按|识别|扫描).{0,10}二维码|(?:点击|请|欢迎)?关注.{0,14}(?:公众号|"
        r"微信|微博|我们|视频号|官方)|"
        r"(?:下载|打开|尽在|登录|安装|点击下载).{0,14}(?:APP|App|app|客户端)|更多精彩|欢迎关注|(?:点击|"
        r"戳)(?:上方|下方|文末|这里|蓝字|图片|进入|左下角|右下角|阅读原文).{0,24}|阅读原文|"
        rf"返回(?:首页|列表|顶部|搜狐|栏目|上一页|目录|新闻|频道|{HANZI}{{2,4}}首页|{HANZI}{{2,4}}"
        r"[,，]查看更多)).{0,30}|"
        r"请(?:加入)?(?:成为|订阅).{0,20}(?:月费|付费)?(?:订户|会员).{0,60}|月费订户.{0,160}",
    ),
    (
        "comments",
        r".{0,12}(?:人参与|条评论|网友评论|跟帖管理).{0,24}|(?:请|您)?(?:先|直接)?(?:登录|"
        r"注册)[^，。]{0,20}(?:密码|账号|帐号|通行证)[^，。]{0,12}",
    ),
    ("switch", r"[^，。]{0,10}(?:更多|详细|MORE|more)\s?[>》»]{1,3}"),
)


def _joined(rules: Sequence[tuple[str, str]]) -> str:
    return "|".join(f"(?P<_{number}>{pattern})" for number, (_, pattern) in enumerate(rules))


_anchored = later(re.compile, _joined(_ANCHORED))
_within = later(re.compile, _joined(_WITHIN))
_credits = later(re.compile, rf"(?:(?:^|\s+){_CREDIT}){{1,6}}")
# Words that no line can do without that a pattern takes although it is long or a sentence.
_STRONG_WORDS = (
    "版权|版 权|Copyright|COPYRIGHT|copyright|©|ights|ICP|icp|安备|备案|许可证|标识码|信息举报|人举报|转载|"
    "镜像|声明|申明|免责|侵权|侵犯|侵删|著作权|知识产权|仅代表|不代表|来自网络|来源网络|来源于网络|源自网络|"
    "来自于网络|仅供参考|订户|原标题|原文标题|文章标题|原题|上一篇|下一篇|上一条|下一条|相关报道|相关阅读|"
    "相关新闻|相关链接|推荐阅读|延伸阅读|法宝引证码|本文由|链接：|链接:|本文系由|原文链接|位置：|位置:|首页 |"
    "首页>|首页 >|正在阅读|http|读完|关键词|标签"
)
# Words that only a short line need be looked at for.
_WEAK_WORDS = (
    "提示|扫一扫|扫码|扫描|二维码|公众号|微信|微博|APP|App|客户端|更多|点击|阅读原文|返回|人参与|条评论|"
    "网友评论|跟帖|登录|关注|MORE|more|详细|成为"
)
# What `blocks` cuts out of a line begins with one of these, or ends in one.
_DEBRIS_WORDS = "返回|分享让更多|滑动查看|点击进入|【投稿|查看原文|广告 |&|<|*|]|×"
_INVISIBLE = (
    *range(9), *range(0x0E, 0x1C), 0x7F, 0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2065),
    0xFEFF, 0xFFFC, 0xFFFD,
)  # fmt: skip
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"


class Cues(NamedTuple):
    """Where one scan of the text found words that matter: by line, and for the whole text."""

    strong: frozenset[int] = frozenset()
    weak: frozenset[int] = frozenset()
    spam: Mapping[int, Sequence[str]] = {}
    spun: int = 0
    debris: frozenset[int] = frozenset()
    toned: bool = False


_NO_CUES = Cues()


@cache
def _cue_words() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str]]]:
    """A matcher of all words that the rules wait for, and each of the words with what it is a sign of."""
    words = dict.fromkeys(_TONED, "toned") | dict.fromkeys(map(chr, _INVISIBLE), "debris")
    words |= {mangled: "spun" for mangled, _ in table("spun.tsv")}
    words |= {word: "spam" for _, word in table("spam.tsv")}
    words |= dict.fromkeys(_WEAK_WORDS.split("|"), "weak")
    words |= dict.fromkeys(_DEBRIS_WORDS.split("|"), "debris")
    words |= dict.fromkeys(_STRONG_WORDS.split("|"), "strong")
    matcher = ahocorasick_rs.AhoCorasick(
        list(words),
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.DFA,
    )
    return matcher, list(words.items())


def _scan(text: str, lines: Sequence[Line]) -> Cues:
    """Find all cue words of `text` and the lines that hold them."""
    matcher, words = _cue_words()
    matches = matcher.find_matches_as_indexes(text)
    if not matches:
        return _NO_CUES
    starts = [line.start for line in lines]
    strong, weak, debris = set(), set(), set()
    spam: dict[int, list[str]] = {}
    spun: set[str] = set()
    toned = False
    for number, start, _ in matches:
        word, kind = words[number]
        if kind == "toned":
            toned = True
            continue
        at = bisect_right(starts, start) - 1
        if kind == "strong":
            strong.add(at)
        elif kind == "weak":
            weak.add(at)
        elif kind == "debris":
            weak.add(at)
            debris.add(at)
        elif kind == "spam":
            spam.setdefault(at, []).append(word)
        else:
            spun.add(word)
    return Cues(frozenset(strong), frozenset(weak), spam, len(spun), frozenset(debris), toned)


_contact = later(
    re.compile,
    r"[●•·]?\s?(?:(?:单位|联系|通讯|公司|办公|网站|本报|报社|报料|爆料|新闻|投稿|客服|服务|"
    r"咨询|监督|值班|广告|发行|订报|编辑部|总编室|举报|违法|不良|新闻爆料|总部)*"
    r"(?:地\s?址|电\s?话|热\s?线|传\s?真|邮\s?编|邮政编码|邮\s?箱|E-?mail|EMAIL|QQ群?|手机|"
    r"网址|域名|技术支持|客服|微信))\s*(?:[:：]|\(?\d{3}).*|"
    r"(?:网站|版权|技术)?(?:主\s?办|承\s?办|主\s?管|协\s?办|维\s?护|指\s?导|制\s?作|开\s?发|"
    r"建\s?设|设\s?计|运\s?营|支\s?持)(?:单位|机构|方|者)?\s*[:：].*|"
    r"(?:网站|版权)?所属\s*[:：].*|网站(?:所属|管理|备案|建设|维护).{0,30}|.{0,30}(?:主管|"
    r"主办|承办)$|(?:本[报网站])?(?:常年)?法律顾问.{0,40}|"
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|cn|"
    r"net|org|gov)(?:/\S*)?|(?:\+?\d[\d\s()（）-]{6,}\d[,，;；\s]*)+|统计[:：].*|(?:本站|总)?访问(?:总)?量.{0,20"
    r"}",
)


def is_contact(text: str) -> bool:
    """A line of a page's footer, which an announcement may also have in its text."""
    return len(text) <= 160 and _contact().fullmatch(text) is not None


_CREDITED = re.compile("[:： ]")
_nav_strip = later(regex.compile, rf"{_NAV}(?:\s*[|｜│丨]\s*{_NAV}){{2,40}}\s*[|｜│丨]?")
_BARS = re.compile(r"[|｜│丨]")
_STAFF_WORD = re.compile(r"记者|通讯员|作者|文/|图/|编译")
_BULLETS = "•·●▪■◆ "
_OWNER = re.compile(r"版\s*权\s*所\s*有|©|Copyright|备\s?\d{6}|安备\s?\d")
# No furniture is longer; without a strong word no long line is; without any word no sentence is.
_FURNITURE_MAX, _WORDLESS_MAX, _SHORT = 260, 110, 70
_SENTENCE_LEAST, _SPAM_MAX = 25, 4000


def recognise(text: str, lines: Sequence[Line], known: str) -> Cues:
    """Label the lines of `text` by their own words, where they are enough to tell.

    `known` holds the names of the possible outlets.
    """
    cues = _scan(text, lines)
    for number, line in enumerate(lines):
        text = line.text
        size = len(text)
        strong = number in cues.strong
        if number in cues.spam and size <= _SPAM_MAX and is_spam(text, cues.spam[number], alone=False):
            line.mark("spam words")
        elif size <= _WORDLESS_MAX or (size <= _FURNITURE_MAX and (strong or "|" in text)):
            sentence = text[-1] == "。" and size >= _SENTENCE_LEAST
            if strong or not (sentence and "，" in text):
                _recognise_line(line, strong, number in cues.weak, sentence, known)
    return cues


def _recognise_line(line: Line, strong: bool, weak: bool, sentence: bool, known: str) -> None:
    text = line.text
    size = len(text)
    core = text.lstrip(_BULLETS) or text if size < _SENTENCE_LEAST and text[0] in _BULLETS else text
    for outlet, label in _lexicon().get(core, ()):
        if outlet == "*" or outlet in known:
            line.mark("furniture line" if outlet == "*" else "outlet line", label)
            return
    if (strong or (size <= _SHORT and not sentence)) and (rule := _by_pattern(core, sentence, strong or weak)):
        line.mark(rule)
    elif _BARS.search(text) and _nav_strip().fullmatch(text) and not date().search(text):
        line.mark("menu")
    elif size <= _WORDLESS_MAX and not (sentence and "，" in text) and (_is_metadata(text) or _is_byline(text)):
        line.mark("by-line and date line")


def _by_pattern(text: str, sentence: bool, cued: bool) -> str | None:
    """The rule whose pattern takes the whole line; `cued` says that it holds a cue word."""
    if match := _anchored().fullmatch(text):
        return _ANCHORED[int((match.lastgroup or "_0")[1:])][0]
    if _CREDITED.search(text) and _credits().fullmatch(text):
        return "credits"
    match = _within().fullmatch(text) if cued else None
    if match is None:
        return None
    rule = _WITHIN[int((match.lastgroup or "_0")[1:])][0]
    # A sentence may speak of a copyright.
    return None if rule == "copyright" and sentence and text.count("，") > 1 and not _OWNER.search(text) else rule


def _is_byline(text: str) -> bool:
    return (
        len(text) <= 50
        and (_STAFF_WORD.search(text) is not None or ("/" in text and outlets.slashed(text) is not None))
        and bool(byline.byline(text))
    )


_WEEKDAY = re.compile(r"星期[一二三四五六日天]")
_keyed_stamp = later(re.compile, _KEYED_STAMP)
_of_the_story = later(
    re.compile,
    r"施行|通过|批准|修[订正改]|公布|发布$|会议|第.{1,6}[号次届]|日\s?[至到—-]|截止|报名|申请|开[标始]|投标",
)
_CLAUSE = re.compile(r"[，。；！？,!?;]")


def _is_metadata(text: str) -> bool:
    """Whether a line consists of dates, sources, names of the staff and counters, give or take a few characters."""
    digits = _DIGIT.search(text) is not None
    if not _KEY_MARK.search(text) and not (digits and _year_or_count().search(text)):
        return False
    rest, count = _item().subn(" ", text)
    if not count:
        return False
    rest = _WEEKDAY.sub("", _SLACK.sub("", rest))
    if not rest:
        return bool(_SLACK.sub("", text))
    if len(rest) > 16 or len(rest) >= len(text) * 0.6 or _CLAUSE.search(text) or _of_the_story().search(text):
        return False
    stamp = date().search(text)
    # A day alone, written out, begins many a line of the text as well.
    return (
        "GMT" in text
        or (stamp is None and _keyed_stamp().match(text) is not None)
        or (stamp is not None and (":" in stamp[0] or "年" not in stamp[0] or outlets.is_outlet(rest)))
    )


def is_stamp(text: str) -> bool:
    """A day with a few words beside it that say nothing of the story: enough between a headline and the text."""
    stamp = date().search(text)
    return stamp is not None and len(text) - len(stamp[0]) <= 20 and not _of_the_story().search(text)


def spam_words(text: str) -> list[str]:
    """The words of the spam trade in `text`."""
    matcher, words = _cue_words()
    return [words[number][0] for number, *_ in matcher.find_matches_as_indexes(text) if words[number][1] == "spam"]


def is_spam(text: str, found: Sequence[str], alone: bool) -> bool:
    """Injected advertising: words of the trade strung together without being a sentence.

    `alone` says that the line stands where no text of the article is expected, so that one word is enough.
    """
    score = len(set(found))
    if score < (1 if alone else 2) or ("。" in text and score < 5):
        return False
    covered = sum(map(len, found))
    return covered * (3 if score > 1 else 2) >= len(_SLACK.sub("", text)) or score >= 4
