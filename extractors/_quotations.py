"""Which quotations name a way of working, and in which form.

Quotation marks stand around mechanisms, and around irony, metaphor, speech, themes, honours and organisations. What
the words look like (a numeral frame, a chain, clauses of one build) and what stands before and behind them
(推行“…”, “…”机制) decide together: the weaker the form, the stronger the witness that it needs.
`_quotations.idioms.txt` holds idioms that begin with a numeral.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

import ahocorasick_rs
import regex

from extractors._words import any_of, listed, words

NUMERALS = "一二两双三四五六七八九十百千万"
HAN = "\u4e00-\u9fff"
ANY_HAN = regex.compile(r"\p{Han}")


class Quote(NamedTuple):
    """A quotation without its marks; `opened` and `closed` are where its marks stand in `text`."""

    text: str
    opened: int
    closed: int
    start: int
    end: int
    inner: str

    @property
    def before(self) -> str:
        """Its line's words up to the mark before it."""
        return self.text[max(0, self.opened - 40) : self.opened].rpartition("\n")[2]

    @property
    def after(self) -> str:
        """Its line's words from the mark behind it."""
        return self.text[self.closed : self.closed + 60].partition("\n")[0]


class Reading(NamedTuple):
    """What a quotation is: the form of mechanism, and the word behind it that belongs to the name (“百千万”工程)."""

    form: str
    suffix: str = ""


class QuoteRule(NamedTuple):
    """A named reader of quotations; it gives None for what it does not know."""

    name: str
    read: Callable[[Quote], Reading | None]


@cache
def idioms() -> frozenset[str]:
    """Idioms and set phrases that begin with a numeral."""
    text = resources.files(__package__).joinpath("_quotations.idioms.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


_QUOTED = re.compile(
    r"“[^“”‘’\n]{2,60}+”|‘[^“”‘’\n]{2,40}+’|「[^「」\n]{2,40}+」|『[^『』\n]{2,40}+』|\"[^\"“”\n]{2,40}+\""
)


def quotations(text: str) -> Iterator[Quote]:
    """Every quotation of two to sixty characters."""
    for match in _QUOTED.finditer(text):
        opened, closed = match.span()
        raw = text[opened + 1 : closed - 1]
        inner = raw.strip()
        if len(inner) > 1:
            start = opened + 1 + raw.index(inner)
            yield Quote(text, opened, closed, start, start + len(inner), inner)


# ---- what stands around a quotation

# The witness may stand behind a row of quotations: “三社联动”“四级联动”等机制.
_MANY = r"(?:\s?[、和与及]?\s?[“‘][^“”‘’\n]{1,24}+[”’]){0,8}(?:等|的|这一|这个|这种|\s){0,3}"
# Between a quotation and its head noun stand nouns, no verb that begins something new.
_VERB = any_of(
    """
    化身 走进 参与 融入 助推 助力 推动 推进 提升 解决 撬动 绘就 点亮 激活 赋能 引领 破解 创新 聚焦 成为 落地 加入
    走出 打通 带动
    促进 深化 打造 探索 构建 实现 形成 建立 开展 作为 [在于将是被把向为有让使给了与和对从及]
    """
)
_NOUNS = regex.compile(rf"{_MANY}((?:党建引领)?(?:对外|(?<=\p{{Han}}{{2}})和|(?!{_VERB})\p{{Han}}){{0,10}}+)")
# Head nouns that say that what was quoted is a way of working.
_STRONG = any_of(
    """
    模式 机制 党建品牌 治理品牌 工作法 治理法 管理法 调解法 责任制 制度 格局 体系 改革 治理 管理 试点 体制 做法
    经验 战略 布局 架构 建设 创建 方略 服务圈 工作闭环 系列文件
    """
)
# Head nouns that need a verb of doing before the quotation: others than governments run projects, too.
_WEAK = any_of(
    """
    工程 计划 行动 网络 平台 品牌 项目 系统 服务 方式 理念 举措 措施 路径 思路 原则 方针 方法 标准 要求 载体
    政策 方案 倡议 任务 目标 清单 工作 应用场景 场景 路线 清零
    """
)
_HEAD_STRONG = re.compile(_STRONG)
_HEAD_WEAK = re.compile(_WEAK)
_HEAD_WAY = re.compile("原则|思路|路径|方式|方法|办法|流程|闭环|理念|方针|要求|标准|方案|路线|举措|措施|目标任务")
HEAD = re.compile(rf"{_MANY}(?:新|工作)?(?:{_STRONG}|方式|服务|行动|工程|路径|要求|思路|联动|平台)")
_HEAD_NOW = regex.compile("工程|行动|计划|战略|模式|工作法|体系")
# “1261”总体思路: digits alone are a name before a way of working, and a call number before a service.
_HEAD_CODE = regex.compile(r"\p{Han}{0,4}?(?:思路|工作法|机制|体系|模式|战略|布局)")
_LEVELLED = regex.compile(rf"{_MANY}(?:\p{{Han}}{{0,10}}?(?:级|联动|闭环|链条|路径|流程|网络|服务|治理)|[“‘])")
_CAMPAIGN = re.compile("工程|计划|行动|应用场景")
_PROJECT = re.compile("项目|品牌|系统|平台")
_STARTING = listed("成立 启动 发起 推出 创设 创立 上线 开发 擦亮 创建 培育 做优")
# Between a campaign's name and its noun stands what kind it is; a verb makes it an action (对“…”采取行动).
_RUN = regex.compile(
    rf"(?:(?!{_VERB}|采取|等|系统|具体|规划|重点|\p{{Han}}期)\p{{Han}}){{0,4}}(?:行动|工程|计划)(?!小?[队组员])"
)
_SHORT_NOUN = regex.compile(rf"{_MANY}(\p{{Han}}{{0,4}}+)")
_LOOSE = ("的", "治理", "整治")
_ATTACHED = regex.compile(
    r"治理新?(?:模式|机制|体系)|的\p{Han}{0,4}?(?:模式|机制|做法|方法|工作思路|工作路径|工作方式)"
)
_DOES = any_of(
    """
    建立 实行 推行 推出 打造 探索 形成 创新 构建 实施 践行 推广 坚持 落实 深化 开展 启动 采取 采用 搭建 运用
    健全 完善 抓好 抓实 首创 总结 提炼 按照 依托 通过 聚焦 做实 做优 做到 实现 推进 推动 围绕 深入 统筹 贯彻 提出 扛起
    织密 激活 拓展 全面推 强化 夯实 优化 执行 施行 谋划 制好 制定 列出 加快 把握 争创 创设 出台 引导 以(?!及) 把 用
    """
)
DOING = re.compile(
    rf"(?:{_DOES})[^，。；：“”‘’、]{{0,8}}+(?:[“‘][^“”‘’]{{1,24}}+[”’]\s?[、，和与及]?\s?){{0,8}}+\s?$"
    r"|(?:做法|经验|模式|思路|机制|办法|路子)(?:就?是|为)[：:]?$"
)
_JOINING = listed("结合 响应 参与 加入 纳入 助力 深化 落实 推进 持续")
_RUNNING = listed("推行 实行 推广 首创 实施 创新推出 总结出 提炼出 探索出 践行")
# What makes a quotation something else: an honour, a title, a theme, a mask for irony.
_ELSE = listed(
    """
    提交 呈交 递交 开启 进入 切换
    打破 滥用 避免 杜绝 防止 摒弃 告别 破除 拒绝 严禁 获评 荣获 授予 获得 评为 获 题为 名为 主题为 电影 影片 电视剧
    歌曲 代号 台风 节目 戏称 称为 称作 叫做 誉为 俗称 所谓 人称 飓风 展览 乐队 话剧 舞剧 号称 军事 导弹 航母 舰
    战机 成为 变成 变为 当好 争当 当起 做好 化身 化为 蜕变为 一句 喊出 呼喊 高呼 组织 武装 公司 品牌为
    """
)
_EVENTS = any_of(
    """
    戏言 先进典型 名单 评选 宗旨 小程序 栏目 公众号 视频号 微信群 为主题 主题 为题 活动 称号 荣誉 奖 论坛 大赛 比赛
    展览 晚会 演出 讲座 培训 游戏 字样 标语 口号 横幅 游行 集会 示威
    """
)
_OTHER = listed(
    """
    台风 导弹 号 级 火箭 卫星 航母 精神 二字 四字 字 专列 客机 坦克 事件 嫌疑 期间 时期 假期 见面 规划
    一样 般 似的 之年 收官 开局 末 以来 劳动节 儿童节 建军节 妇女节 国际 作用 角色 热线 公司 小组 乐队
    之一 社企 为目标 为板块 为宗旨 为己任 为特点 为口号 为使命
    文艺 慰问 志愿者 志愿服务队 服务队 之间 错误 传统 落后 粗放 过去 转变 转型 迈进 跨越 起来 了 着 过 出来 地 变 到 向
    """
)
# “…、…”六个方面: a list that is counted, not named.
_POINTS = re.compile(rf"[{NUMERALS}\d]+[个大项](?:方面|目标|内容|环节|重点|问题|特点|维度|板块|主题)")
# A team is called after what it does, or after its street.
TEAM = regex.compile(r"\p{Han}{0,8}?(?:服务队|突击队|小分队|宣讲[团队]|艺术团|合唱团|工作室)")
_BODY = re.compile("组织(?!体系|架构|网络|模式|方式)")
_LINK_WORD = re.compile(r"^[等的]?\s?")
_EVENT = re.compile(_EVENTS)
_BEFORE_EVENT = regex.compile(r"[等的]?\s?([\p{Han}·\d]{0,8}+)")
_SPIRIT = regex.compile(r"的?\p{Han}{0,6}精神")
# Goods, tours and shows are joined with + as well.
_GOODS = any_of(
    """
    线路 路线 廊道 表演 旅游 文旅 套票 优惠 产品 论坛 对话 党主席 党派 机场 航线 联运 通道 成员 产能 会议 场景
    市场 赛事 (?<!发)展 为主题 主题 大礼包 套餐 业态 战法 授课 教学 培训 特征 特点 转型 产业链 (?<!全过程)创新链 经济
    """
)
_SOLD = re.compile(_GOODS)
_BEFORE_GOODS = regex.compile(r"[等的相]?\s?((?:(?!机制|模式|体系|格局)\p{Han}){0,7}+)")
# Other countries and armies speak of strategies in the same frames.
_COUNTRIES = listed(
    """
    美国 美方 俄 乌克兰 乌方 以色列 以军 伊朗 巴勒斯坦 加沙 匈牙利 柬埔寨 日本 韩国 朝鲜 英国 法国 德国 欧盟
    欧洲 北约 印度 越南 老挝 泰国 缅甸 马来西亚 印尼 新加坡 菲律宾 澳大利亚 加拿大 巴西 阿根廷 墨西哥 南非 埃及
    沙特 阿联酋 卡塔尔 土耳其 叙利亚 黎巴嫩 也门 伊拉克 阿富汗 巴基斯坦 哈萨克斯坦 乌兹别克 吉尔吉斯 塔吉克
    土库曼 蒙古国 非洲 拉美 塞尔维亚 波兰 意大利 西班牙 葡萄牙 瑞士 联合国 外交 台独 以台 两岸 军演 演习 演练
    部队 战区 战法 合成旅 火箭 航天 空间站 探月 欧佩克
    """
)
# Firms have strategies, models and principles of their own.
_BUSINESS = listed(
    """
    股份 营销 经销商 商标 车型 空调 风机 油烟机 家电 上市公司 奥运 促销 行业格局 质量方针 经营理念 服务宗旨
    企业宗旨 企业文化 企业精神 管理方针 企业测评 保健品
    """
)
_ABROAD, _TRADE = ahocorasick_rs.AhoCorasick(_COUNTRIES), ahocorasick_rs.AhoCorasick(_BUSINESS)
_CALLED = listed("称 称为")


def _headed(after: str, heads: re.Pattern[str], between: regex.Pattern[str] = _NOUNS) -> bool:
    """Whether a quotation stands before one of `heads`, which may begin anywhere in the group of `between`."""
    reach = between.match(after) if heads.search(after) else None
    head = heads.search(after, reach.start(1)) if reach else None
    return reach is not None and head is not None and head.start() <= reach.end(1)


def _ends(before: str, words: tuple[str, ...], light: str = "") -> bool:
    """Whether one of `words` stands last, or last but for one of the `light` characters: 称为了."""
    bare = before.rstrip()
    return bare.endswith(words) or (bare[-1:] in light and bare[:-1].endswith(words))


def elsewhere(text: str) -> bool:
    """Whether `text` speaks of other countries, or of armies."""
    return bool(_ABROAD.find_matches_as_indexes(text))


def _abroad(quote: Quote) -> bool:
    return elsewhere(quote.before[-24:] + quote.inner + quote.after[:14])


_FIRM = re.compile("(?:公司|集团|股份)[^，。；：]{0,14}$")
_FIRM_HEAD = regex.compile(r"的?\p{Han}{0,4}(?:战略|模式|工程|实验|营销)")


def _traded(quote: Quote) -> bool:
    if _TRADE.find_matches_as_indexes(quote.before[-8:] + quote.inner + quote.after[:14]):
        return True
    return _FIRM_HEAD.match(quote.after) is not None and _FIRM.search(quote.before) is not None


def _denied(quote: Quote) -> bool:
    return _is_else(quote.after) or _ends(quote.before, _ELSE, "了的") or _abroad(quote) or _traded(quote)


def _is_else(after: str) -> bool:
    bare = _LINK_WORD.sub("", after, 1)
    return (
        bare.startswith(_OTHER)
        or after.startswith("的声音")
        or _POINTS.match(bare) is not None
        or TEAM.match(after) is not None
        or _BODY.match(bare) is not None
        or _headed(after, _EVENT, _BEFORE_EVENT)
    )


# ---- what a quotation itself looks like

_SPEECH = regex.compile(
    r"[。！？!?…：佢嘅喺冇咗啲嘢嚟咁]|[的了吗呢吧啊呀]$|什么|^[我你他她咱俺这那]|[我你他咱]们|大家都|越来越|都[是系收会能有]"
)
_ADJECTIVES = tuple("式型性级版感度期年月日号")
# …的“三亮”模式: the name follows what it names.
_NAMES = regex.compile(rf"的?[“‘][{NUMERALS}]\p{{Han}}{{1,5}}[”’]")
_UNEVEN = regex.compile(r"[，,；;、\s的—…+＋]")
# A quotation that begins with a verb of doing quotes a document, it names nothing.
_PHRASES = listed(
    """
    实施 健全 统筹 建立 完善 加强 推进 推动 深化 夯实 携手 坚持 提升 扩大 促进 构建 加快 落实 优化 强化 打造
    形成 全面 坚决 更好 进一步 着力 积极 深入 持续 大力 支持 通过 基于 抓 在 对 把 要 从 让 为 是 不 没 有 由 使
    """
)
_WITH = regex.compile(r"以(?!\p{Han}[代促][^、]$)")
# Metaphors, and words too common to be a name, that stand before the same head nouns.
_WORDS = words(
    """
    绿色通道 人工智能 互联网 大数据 云计算 元宇宙 区块链 供应链 产业链 传声筒 桥头堡 主心骨 领头雁 朋友圈
    急难愁盼 最后一公里 家门口 零距离 面对面 毛细血管 生力军 压舱石 助推器 加速度 新引擎 组合拳 金钥匙 硬骨头
    试验田 先手棒 标准化 智能化 规范化 精细化 班主任 系主任 全覆盖 回头看 同心圆 大合唱 防火墙 红绿灯 晴雨表
    指挥棒 时间表 路线图 责任田 接力棒 聚宝盆 金饭碗 绊脚石 新常态 软环境 脏乱差 形式主义 形象工程 政绩工程
    先进经验 成功经验 宝贵经验 中国经验 国际经验 历史经验 面子工程 豆腐渣工程 旋转门 保护伞
    """
)
# Honoured places and happenings, that are created and built as ways of working are.
_PLACES = listed(
    """
    县 市 镇 村 区 活动 讲座 比武 大赛 晚会 专场 茶话会 音乐会 分享会 课堂 课 驿站 加油站 咖啡屋 会客厅 小站 之家 中心
    工作室 书屋 广场 医院 学社 学校 大学 公司 集团 协会 学会 示范地 示范区 先行区 高地
    """
)
_SITES = (*_PLACES, "社区", "家园", "站点", "室", "园")
_BEST = regex.compile("(?:优秀|十佳|最佳|典型).*(?:经验|模式|案例)$")
_NO_PLACES = listed("超市 乡村 社区 园区 街区 片区")
_OWN = ("计划", "工程", "行动", "工作法", "机制", "模式", "经验", "制")
_WAYS = listed(
    """
    机制 模式 工作法 治理法 工程 计划 行动 改革 圈 体系 格局 战略 治理 管理 一件事 经验 共同体 制度 议事厅 码
    通办 共治 联治 自治 统管 联办 即享 快办 制
    """
)
_NO_WAYS = listed(
    """
    影圈 娱乐圈 时尚圈 饭圈 演艺圈 明星圈 朋友圈 经济圈 生物圈 怪圈 密码 二维码 乱码 价格战 空间治理
    体制 控制 限制 编制 研制 复制 绘制 定制 抵制 强制 学制 管制 节制 克制 订制 印制 监制 煮制 炮制 自制 录制
    """
)

# Numerals and nouns in turn: 一核多元, 1基地5中心, 三抓两促一提升, 两廊一圈.
_TURN = rf"(?:\d{{1,3}}|[{NUMERALS}多N]|十[一二三四五六七八九])[、，]?\p{{Han}}{{1,6}}?[、，·]?"
_PAIRED = regex.compile(rf"(?:{_TURN}){{2,5}}(?<=\p{{Han}})")
_ONE_PAIRED = regex.compile(rf"[一1]\p{{Han}}{{1,6}}[、，]?[{NUMERALS}多\d]")
_HUNDREDS = regex.compile("[百千万十]{2,4}")
_HUNDRED_PAIRED = regex.compile(rf"[百千万十]\p{{Han}}{{1,4}}[、，]?[{NUMERALS}]\p{{Han}}{{1,4}}.{{0,8}}")
_TENFOLD = regex.compile("十[一二三四五六七八九]?(?:大|个|项)")
_ACTIVITY = regex.compile(r"等?\p{Han}{0,4}活动")
# “七进”活动: how often something is brought, told or looked into.
_DEED = regex.compile("[三四五六七八九][进送讲查比学亮访问]")
# What a numeral counts in such names: things (个, 项, 张), levels and parties (级, 方, 社), or deeds (查, 抓, 清, 不).
_COUNTERS = any_of(
    """
    个 项 大 张 条 种 类 本 支 批 级 方 治 社 网 不 查 抓 问 讲 访 进 看 比 联 共 清 色 定 步 减 零 免 统 会 长
    必 要 严 化 保 稳 补 早 有 无 到 心 亮 带 公开 统一 结合
    """
)
_COUNTED = regex.compile(rf"(?:[{NUMERALS}]{{1,2}}|\d{{1,3}})(?:{_COUNTERS})\p{{Han}}{{1,8}}")
_WORKING = listed(
    """
    联动 互动 融合 协同 共治 联治 一体 机制 治理 工程 行动 模式 工作法 管理 登记 公开 统管 通办 同治 联创 共建
    结合 合一 战略 格局 体系 提升 服务 赋能 覆盖 制度 清单 计划 平台 监管 议事 联调 先行 分离 分置 改革 攻坚
    清零 创新 创建 评议 积分 预警 网格
    """
)
_NOTHING_ELSE = regex.compile(r".\d{0,2}[\p{Han}、]+")
_NUMBERED = regex.compile(rf"(?:[{NUMERALS}]|多(?=[网格证规方元社点校链级])|\d{{1,4}})[\p{{Han}}\dN、·]{{1,14}}")
_SHORT = regex.compile(r"[二三四五六七八九]\p{Han}{1,7}")
_SMALL = regex.compile(r"\d{1,3}\p{Han}[\p{Han}\d]{0,12}")
# “三不”：不拆房、不砍树、不扰民: what is spelt out at once has a name.
_SPELT = regex.compile(r"[，,]?—{0,2}即|[（(：:](?:即|指)?[^。；：:（）()“”]{2,40}[、，；][^。（）()“”]{2,40}")
_TWO = re.compile("两个|双(?:招|报|随机|孵化)|两(?:不|级|代表)")
_DIGITS = regex.compile(r"(?!19|20)\d{3,5}")
# National programmes go by the month they began in (863: March 1986), or by a cipher.
_PROGRAMME = re.compile(r"(?:863|973|985|211)(?!\d)")
# N大… of plain counting: 三大平台、十二大服务功能.
_BIG_COUNT = regex.compile(rf"(?:(?:[{NUMERALS}]{{1,2}}|\d+)大\p{{Han}}{{2,8}}[、，和]?)+")
# 补短板、强弱项“两大行动”: a list that ends in the name, or a verb of doing, makes more of it than a count.
_BIG = regex.compile(rf"(?:[{NUMERALS}]{{1,2}}|\d{{1,2}})大(?:\p{{Han}}{{0,4}}?)(?:行动|工程|计划|战略|机制)")
_CARRIES = re.compile("(?:贯彻|落实|实施|推进|启动|开展)[^，。；：“”‘’、]{0,16}$")
_LISTED = regex.compile(r"、[^，。；：“”\n]{1,16}$")
_ROOMS = ("中心", "公司", "驿站", "会客厅")
# 双增收, 双提升: what comes of it, not what is done.
_OUTCOME = regex.compile(
    "[双两三](?:提升|增收|丰收|促进|提高|增长|收获|下降|减少|见效|满意|达标)|[双三四]增|[双三四五六七八九十]连[增降升跌]"
)
# Numerals that are no count: five-year plans, days, measures, festivals, set phrases, ranks and persons.
_DAYS = listed(
    """
    一荣 一损 三洋 三菱 三元 三一重 五粮液 五菱 七喜 万科 万达 百度 百事 千牛 双汇 五险一金
    五一 六一 七一 八一 十一 三八 七七 九一八 一二九 五四 双十一 双11 双十二 七夕 两会 双节 三夏 三秋 三伏 三九
    七九 八九 七彩 五彩 三星 二手 两岸 双手 双休 双胞胎 双重 双赢 双面 双城记 两难 三高 三无 五保 四害 三防 二维 二战
    一战 三只手 八卦 三国 三峡 三明治 四季 四海 五金 五岳 六艺 八仙 九章 万里 千里 百姓 百年 百事通 三步走
    双向奔赴 三驾马车 一对一 一站式 一条龙 一把手 一盘棋 一刀切 一张网 一团火 双刃剑 三件套 两张皮 两只手
    一块砖 一面旗 二孩 三胎 三级跳 九二共识 两国方案 三股势力 八戒 四不像 七上八下 一步到位 百分百 三缺一
    半边天 一亩三分地 四梁八柱 三位一体 七下八上 三角债 一问一答 一模一样 十全十美 三长两短 千人一面 二人转
    两条腿 双学三子
    """
)
_PERSONS = listed(
    """
    时代 奖章 勋章 共识 方案 岛 名片 条例 场所 国家 购物节 文化节 艺术节 旅游节 美食节
    精神 大使 姐妹 兄弟 精英 豪杰 人物 景点 景观 明珠 金花 红旗 家庭 标兵 模范 先锋
    英雄 母亲 儿童 老人 青年 故事 岁月 年华 风采 风云 春秋 乐园
    """
)
_SPANS = any_of("年 月 日 号 岁 元 分钟 小时 公里 周 个月 世纪")
# 一员两点 is no two o'clock: these measure only where nothing else is counted.
_MEASURES = any_of("米 后 点 天 秒 人 名 倍 成 条")
# Roads and railways lie 四纵三横, a county is 八山一水一分田.
_LAND = regex.compile(
    rf"(?=.*[纵横射])(?:[{NUMERALS}\d多]+[纵横射环联连]、?)+|(?:[{NUMERALS}半]+(?:分半?)?[山水田林]、?){{2,}}"
)
_NO_COUNT = regex.compile(
    rf"[{NUMERALS}]{{1,3}}五(?:规划|时期|期间)?$|十[一二三四五六七八九]五|^十[一二三四五][冬运]|^五老$"
    r"|^[一二两双三四五][金银][一二两双三四五][银铜]|\d+(?:[.·•/-]\d+)+"
    rf"|[{NUMERALS}\d]+(?:{_SPANS})$|^[{NUMERALS}\d]+(?:(?:{_MEASURES})$|年|世纪|种)"
)


def _no_count(words: str) -> bool:
    return words.startswith(_DAYS) or words.endswith(_PERSONS) or _NO_COUNT.search(words) is not None


# 15分钟便民服务圈, 一刻钟便民生活圈.
CIRCLE = r"(?:\d{1,2}|[一二三五十半]{1,3})个?(?:分钟|刻钟|小时)\p{Han}{1,8}?圈(?![子层儿地占起粉养])"
_CIRCLE = regex.compile(CIRCLE)

_PLUSES = regex.compile(
    r"[^+＋、，,]{0,16}(?:\s?[+＋]\s?[^+＋、，,]{1,16}){1,6}|\p{Han}{2,8}[+＋]|[\dN]{1,3}(?:[+＋][\dN]{1,3}){1,5}"
)
_PLUS = regex.compile("[+＋]")
# How a talk is given: 现场讲解+互动问答, 线上+线下.
_LESSON = re.compile(
    "讲|授课|网课|观摩|学习|展示|汇报|培训|演[出示练]|体验|研讨|参观|观看|游戏|问答|互动|宣传|咨询|锻炼|^线[上下]$"
)
_ONLINE = re.compile(r"线[上下]\s?[+＋]\s?线[上下]")
_HEAD_ONLINE = re.compile(rf"{_STRONG}|方式")
_SUM = regex.compile(r"\d+[+＋]\d+")
_FORMULA = regex.compile(r"[>＞<=：:]|大于")
_LINK = r"[^-—–－→、，,\s]{1,14}"
_DASHED = regex.compile(rf"(?:{_LINK}\s?(?:[-–－→]|—{{1,2}})\s?){{1,7}}{_LINK}")
_DASH = regex.compile(r"\s?(?:[-–－→]|—{1,2})\s?")
CLAUSES = regex.compile(r"[、，,；;/／]\s?|\s+")


def _chain(quote: Quote) -> Reading | None:
    """党建+志愿服务, 1+7+N, 区-街-居."""
    inner = quote.inner
    if inner.isalnum():
        return None
    if "+" in inner or "＋" in inner:
        headed = _HEAD_NOW.match(quote.after) or _headed(quote.after, _HEAD_STRONG)
        vouched = ANY_HAN.search(inner) or "N" in inner or inner.count("+") + inner.count("＋") > 1 or headed
        if not vouched or not _PLUSES.fullmatch(inner) or _FORMULA.search(inner):
            return None
        if _SUM.fullmatch(inner) and not headed:
            return None
        # 线上+线下 is how a talk is given, and how a service is.
        heads = _HEAD_ONLINE if _ONLINE.fullmatch(inner) else _HEAD_STRONG
        lesson = all(map(_LESSON.search, _PLUS.split(inner))) and not _headed(quote.after, heads)
        if lesson or _headed(quote.after, _SOLD, _BEFORE_GOODS) or _abroad(quote):
            return None
        # 党建+ links nothing yet.
        return Reading("named" if inner[-1] in "+＋" else "chain")
    if not _DASHED.fullmatch(inner):
        return None
    links = _DASH.split(inner)
    if not all(1 <= len(link) <= 12 and ANY_HAN.search(link) for link in links):
        return None
    steps = len(links) > 2 and (_LEVELLED.match(quote.after) or DOING.search(quote.before))
    way = steps or _headed(quote.after, _HEAD_STRONG)
    return Reading("chain") if way and not _denied(quote) and not _headed(quote.after, _SOLD, _BEFORE_GOODS) else None


# 一根线、一块屏: two things, each with its classifier.
_THINGS = regex.compile(r"一[根块张把条支台部座辆名枚颗]\p{Han}{1,3}、一[根块张把条支台部座辆名枚颗]\p{Han}{1,3}")
_BRINGS = ("带动", "推动", "促进", "促", "引领", "助力", "赋能")
_DRILLS = "定抓查讲亮送访问包帮督联评晒比学进大"
_DEGREE = "最更很的者化性"
# 证件少一张、服务多一程、程序零往返: how much there is to be of each.
_AMOUNTS = frozenset("少多零")
_ACHIEVING = ("实现", "做到")


def _rhymes(parts: list[str]) -> bool:
    """Whether three or more clauses have one word in one place: 设备零押金、创业零负担、风险零门槛."""
    if len(parts) < 3 or max(map(len, parts)) - min(map(len, parts)) > 1:
        return False
    columns = (*zip(*parts, strict=False), *zip(*(part[::-1] for part in parts), strict=False))
    return any(
        (len(set(column)) == 1 and column[0] not in _DEGREE) or _AMOUNTS.issuperset(column) for column in columns
    )


def _drilled(parts: list[str]) -> bool:
    """Whether three or more short clauses begin with one verb of a drill: 定人、定岗、定责."""
    return parts[0][0] in _DRILLS and _alike(parts)


def _alike(parts: list[str]) -> bool:
    return len(parts) > 2 and max(map(len, parts)) < 5 and all(part[0] == parts[0][0] for part in parts)


def _parallel(quote: Quote) -> Reading | None:
    """政府搭台、中心唱戏、组织互助; 上统下分、强街优社."""
    if quote.inner.isalnum():
        return None
    parts = [part for part in CLAUSES.split(quote.inner) if part]
    if len(parts) < 2 or _BIG_COUNT.fullmatch(quote.inner) or any(_SPEECH.search(part) for part in parts):
        return None
    sizes = [len(part) for part in parts]
    least, most = min(sizes), max(sizes)
    strong = _headed(quote.after, _HEAD_STRONG) or _NAMES.match(quote.after) is not None
    if most == 1:
        return Reading("parallel") if strong and len(parts) > 2 else None
    if (
        _THINGS.fullmatch(quote.inner)
        or _LAND.fullmatch(quote.inner)
        or (quote.before.endswith("以") and quote.after.startswith(_BRINGS))
    ):
        return None
    uneven = most - least > max(3 if strong and len(parts) > 2 else 2, least // 2)
    if least < 2 or most > (12 if len(parts) == 2 else 14) or uneven or not all(map(ANY_HAN.search, parts)):
        return None
    # “进车站、进码头、进商场”活动: a campaign, as “三进”活动 is.
    if _drilled(parts) and DOING.search(quote.before) and _ACTIVITY.match(quote.after):
        return Reading("parallel")
    if _SPIRIT.match(quote.after) or _denied(quote):
        return None
    # Commas and spaces join sentences and headlines; 、 joins the members of a formula.
    if "、" not in quote.inner and not strong and not _headed(quote.after, _HEAD_WAY):
        return None
    if least > 1 and (
        strong or _headed(quote.after, _HEAD_WAY) or _headed(quote.after, _HEAD_WEAK) or DOING.search(quote.before)
    ):
        counted = "、" in quote.inner and all(part[0] in NUMERALS for part in parts)
    else:
        counted = False
    if counted and not any(part in idioms() or _no_count(part) for part in parts):
        return Reading("numbered")
    if strong or ((least > 2 or (_alike(parts) and parts[0][0] not in _DEGREE)) and _headed(quote.after, _HEAD_WAY)):
        return Reading("parallel")
    if _drilled(parts) and DOING.search(quote.before) and quote.before[-1:] not in "以用把让":
        return Reading("parallel")
    if least < 3 or (quote.after.startswith("的") and not _rhymes(parts)):
        return None
    doing = quote.before[-1:] not in ("用", "把") and DOING.search(quote.before)
    # What two clauses say is achieved is an outcome (实现“警灯闪烁、警笛长鸣”), unless it is done at one go.
    if len(parts) == 2 and "一" not in quote.inner and _ends(quote.before, _ACHIEVING, "了"):
        return None
    opens = len(parts) > 2 and most - least < 2 and quote.before.strip()[-1:] in ("", "。", "：")
    return Reading("parallel") if doing or opens else None


def _numbered(quote: Quote) -> Reading | None:
    """五社联动, 三张清单, 一核多元, “百千万”工程."""
    inner = quote.inner
    first = inner[0]
    if first not in NUMERALS and first != "多" and not first.isdigit():
        return None
    if _PROGRAMME.match(inner):
        return None
    if _DIGITS.fullmatch(inner) or _HUNDREDS.fullmatch(inner):
        head = _HEAD_NOW.match(quote.after)
        if head:
            return Reading("numbered", head.group())
        way = inner.isdigit() and _HEAD_CODE.match(quote.after) and DOING.search(quote.before)
        return Reading("numbered") if way else None
    if _CIRCLE.fullmatch(inner):
        return Reading("named")
    if not _NUMBERED.fullmatch(inner) or len(inner) > 12:
        return None
    if _spelt_before(quote):
        return Reading("numbered")
    if _BIG.fullmatch(inner):
        listed = _LISTED.search(quote.before) or DOING.search(quote.before) or _CARRIES.search(quote.before)
        return Reading("numbered") if listed and not _denied(quote) else None
    if inner in idioms() or _no_count(inner) or _BIG_COUNT.fullmatch(inner) or _SPEECH.search(inner):
        return None
    paired = _PAIRED.fullmatch(inner) is not None and "与" not in inner
    if _OUTCOME.fullmatch(inner) and not _HEAD_NOW.match(quote.after):
        return None
    if inner.endswith("厂") or (inner.endswith(_ROOMS) and not paired):
        return None
    # “三亮三比”活动: numerals that pair deeds name a campaign, whatever it is called.
    campaign = (paired or _DEED.fullmatch(inner)) and _ACTIVITY.match(quote.after)
    if (_denied(quote) and not campaign) or _ends(quote.before, _CALLED):
        return None
    if not _counts(quote, paired) or _LAND.fullmatch(inner) or _THINGS.fullmatch(inner):
        return None
    return Reading("numbered")


_MEMBERS = "零一二三四五六七八九"


def _spelt_before(quote: Quote) -> bool:
    """Whether its members stand before it and share its word: 进校园、进工地、进街坊“三进”; 社区、校区、园区“三区”."""
    number, word = _MEMBERS.find(quote.inner[0]), quote.inner[1:]
    if len(quote.inner) != 2 or number < 3 or word not in quote.before or not ANY_HAN.match(word):
        return False
    near = quote.text[max(0, quote.opened - 80) : quote.opened]
    first, last = rf"{word}[{HAN}]{{1,7}}", rf"[{HAN}]{{1,6}}{word}"
    rows = (rf"{member}(?:、{member}){{{number - 1}}}(?=[“”的]|$)" for member in (first, last))
    return any(re.search(row, near) for row in rows)


def _counts(quote: Quote, paired: bool) -> bool:
    """Whether a numeral frame is a mechanism: each numeral has its own set phrases and asks for its own witnesses."""
    inner, first = quote.inner, quote.inner[0]
    strong = _headed(quote.after, _HEAD_STRONG)
    plain = not inner.endswith(_ADJECTIVES)
    worked = inner.endswith(_WORKING) and _NOTHING_ELSE.fullmatch(inner) is not None
    if first in "一1":
        return (_ONE_PAIRED.match(inner) is not None and "与" not in inner) or (strong and plain and worked)
    cue = strong or _headed(quote.after, _HEAD_WEAK) or DOING.search(quote.before) is not None
    cue = cue or (first not in "两双" and _SPELT.match(quote.after) is not None)
    if first in "百千万十" and not _TENFOLD.match(inner):
        run = _headed(quote.after, _CAMPAIGN, _SHORT_NOUN) and DOING.search(quote.before) is not None
        shaped = _is_way(inner) or _HUNDRED_PAIRED.fullmatch(inner) is not None
        return run or (cue and (strong or shaped))
    if not paired and len(inner) > 2 and inner.endswith(_SITES):
        return False
    if first in "两双":
        return worked or paired or _TWO.match(inner) is not None or (cue and plain and len(inner) <= 6)
    if worked or paired or _COUNTED.fullmatch(inner):
        return True
    return (cue and plain and _SHORT.fullmatch(inner) is not None) or (strong and _SMALL.fullmatch(inner) is not None)


# 你呼我应, 民呼我为: who calls and who answers; a sentence that begins with 你 is speech.
_CALL = regex.compile(r"[你民]\p{Han}我\p{Han}")
_WHO = regex.compile(r"谁\p{Han}{1,4}谁\p{Han}{1,4}")
_HEAD_RULE = re.compile(rf"{_STRONG}|原则|要求")
# 拿地即开工: one follows on the other at once; 立即, 一触即发 and 召之即来 are words.
_AT_ONCE = regex.compile(r"(?!\p{Han}之|一|非此|若|稍纵|[立随当旋])\p{Han}{2,4}即\p{Han}{1,3}")


# 作风建设年: a campaign that is given a year.
_YEAR = regex.compile(
    r"\p{Han}{2,12}(?:建设|提升|攻坚|推进|落实|突破|规范|服务|管理|创新|深化|执行|优化|整治|提质|增效|治理|改革|招商)年"
)


def _named(quote: Quote) -> Reading | None:
    """接诉即办, 枫桥经验."""
    inner = quote.inner
    if len(inner) == 2:
        return _campaign(quote)
    if inner[0] in "你民谁" and (_CALL.fullmatch(inner) or _WHO.fullmatch(inner)):
        return Reading("named") if _headed(quote.after, _HEAD_RULE) and not _denied(quote) else None
    if _YEAR.fullmatch(inner) and (DOING.search(quote.before) or _ACTIVITY.match(quote.after)):
        return Reading("named")
    if not 3 <= len(inner) <= 24 or inner[0] in NUMERALS or inner[0].isdigit() or inner in _WORDS:
        return None
    after = quote.after
    if after.startswith(_LOOSE) and not _ATTACHED.match(after):
        return None
    if not _vouched(quote, after) or not ANY_HAN.search(inner) or _UNEVEN.search(inner):
        return None
    if inner.startswith(_PHRASES) or _WITH.match(inner) or _SPEECH.search(inner):
        return None
    if inner.endswith(_ADJECTIVES) and not inner.endswith(("模式", "制度", "调度")):
        return None
    if _BEST.search(inner) or (inner.endswith(_PLACES) and not inner.endswith(_NO_PLACES)):
        return None
    return None if _denied(quote) else Reading("named")


def _is_way(name: str) -> bool:
    return name.endswith(_WAYS) and not name.endswith(_NO_WAYS)


def _vouched(quote: Quote, after: str) -> bool:
    """Whether a name's last word, or what stands around it, says that it is a way of working."""
    inner = quote.inner
    if len(inner) >= (4 if inner.endswith(_OWN) else 5) and _is_way(inner):
        return True
    if "即" in inner and _AT_ONCE.fullmatch(inner) and DOING.search(quote.before):
        return True
    if _headed(after, _HEAD_STRONG):
        started = DOING.search(quote.before) is not None or _ends(quote.before, _STARTING, "了")
        return started or (len(inner) >= 4 and after[0] != "的")
    if len(inner) > 3 and _ends(quote.before, _RUNNING, "了起"):
        return True
    if len(inner) > 3 and _WORKED_BY.match(after) and DOING.search(quote.before):
        return True
    if _headed(after, _PROJECT, _SHORT_NOUN) and len(inner) < 9:
        return (
            after[0] not in "等的这"
            and quote.before[-1:] != "的"
            and (_done(quote) or _ends(quote.before, _STARTING, "了"))
        )
    return _headed(after, _CAMPAIGN, _SHORT_NOUN) and (
        _done(quote) or (len(inner) > 3 and not inner.endswith("项目") and _RUN.match(after) is not None)
    )


# “支部连着果园走”的工作思路: an idea that work follows.
_WORKED_BY = re.compile("的?(?:工作|服务|管理)(?:思路|路径|方式|方法)")


def _done(quote: Quote) -> bool:
    return DOING.search(quote.before) is not None or _ends(quote.before, _JOINING, "了好")


# What an article keeps naming in quotation marks, and says to be held or run, is its subject: “丰收大集”活动.
_HEADS = regex.compile(
    rf"(?:(?!{_VERB})\p{{Han}}){{0,4}}(?:活动|项目|品牌|行动|机制|制度|工程|计划|平台)(?!小?[队组员]|中心|室)"
)
_HOLDS = re.compile(
    "(?:举办|开展|启动|推出|实施|打造|创新|建立|探索|发起|推行|推进|开设|创建|发布|组织|创设|擦亮)[^，。；：“”‘’、的]{0,8}$"
)
_SUBJECT = regex.compile(r"[\p{Han}·]{4,9}")
_DAYS_HELD = tuple("年月日周节")


def is_subject(quotes: list[Quote]) -> bool:
    """Whether what is quoted again and again is run as a campaign or a project is."""
    inner = quotes[0].inner
    if not _SUBJECT.fullmatch(inner) or inner in _WORDS or inner[0] in NUMERALS or inner.endswith(_DAYS_HELD):
        return False
    if _UNEVEN.search(inner) or _SPEECH.search(inner) or inner.startswith(_PHRASES):
        return False
    if any(_ends(quote.before, _ELSE, "了的") or _abroad(quote) or _traded(quote) for quote in quotes):
        return False
    headed = [quote for quote in quotes if _HEADS.match(quote.after)]
    if len(headed) < 2 and len(quotes) < 3:
        return False
    return len(headed) > 2 or any(_HOLDS.search(quote.before) for quote in headed)


_ACTION = regex.compile(r"(?:专项)?(?:行动|工程|计划|机制|工作法|制度)(?![小队组员])")
_TWO_HAN = regex.compile(r"\p{Han}{2}")


def _campaign(quote: Quote) -> Reading | None:
    """“固本”行动: two characters alone are a word, with the head noun they are a name."""
    head = _ACTION.match(quote.after)
    if not head or not _TWO_HAN.fullmatch(quote.inner) or quote.inner[0] in NUMERALS or _denied(quote):
        return None
    return Reading("named", head.group()) if _done(quote) else None


RULES = (
    QuoteRule("quoted_chain", _chain),
    QuoteRule("quoted_parallel", _parallel),
    QuoteRule("quoted_numbered", _numbered),
    QuoteRule("quoted_named", _named),
)
