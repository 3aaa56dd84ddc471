"""What is kept and what is dropped, what is read off, and that no character is lost, on pages written for the tests."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.explain import explain
from pipeline.learn import as_lexicon, learn
from pipeline.records import Article, Block, Metadata, Raw
from pipeline.simplify import simplify
from pipeline.strip import byline, furniture, stamps, strip
from pipeline.strip.line import KEPT, RULES

TITLE = "河湾市推行楼栋议事会 居民的事居民商量着办"
BODY = (
    "4月18日，河湾市青石街道的三个小区同时开了楼栋议事会，二十多位居民代表围坐在一起，商量加装电梯的事。",
    "据介绍，全街道已建起议事会36个，去年以来议成实事112件，其中加装电梯的有9件，改造路灯的有21件。",
    "“以前有事不知道找谁，现在下楼就能说。”住在六号楼的退休教师陈老师告诉前来采访的人。",
    "下一步，街道还打算把议事会的做法写成手册，分送到每一个社区，让更多的楼栋用起来。",
)
SPAM = (
    "精品一区二区|亚洲美女视频|免费观看久久精品|国产自拍",
    "澳门新葡京娱乐城 百家乐 老虎机 注册送彩金",
    "必威体育 亚博 十博体育",
)
FURNITURE = (
    "【打印】【关闭】",
    "分享到：微信 微博 QQ空间",
    "首页 > 新闻中心 > 正文",
    "扫一扫关注我们",
    "责任编辑：王小明",
    "相关阅读",
    "热门新闻",
    "上一篇：某县召开春耕工作会议",
    "点击量：8403",
    "本篇文章1830字，读完约4分钟",
    "京ICP备12345678号-1 京公网安备 11010102000001号",
    "版权所有 未经授权不得转载",
    "免责声明：本网站部分内容来自互联网，如有侵权请联系删除。",
    "关于我们 | 联系我们 | 广告服务 | 网站地图",
    "网友评论 0 条",
    "责编：Demi Wang",
    "本文原标题：《定了！河湾市推行楼栋议事会》",
    "+1",
)


def read(text: str, **metadata: object) -> tuple[Article, tuple[Block, ...]]:
    raw = Raw("doc", "a.txt", "utf-8", text, Metadata(**metadata))  # type: ignore[arg-type]
    article, blocks = strip(raw, simplify(text))
    check(text, article, blocks)
    return article, blocks


def check(text: str, article: Article, blocks: tuple[Block, ...]) -> None:
    """Every raw character is in a block, and what is kept stands in the clean text whole or stripped."""
    assert "".join(block.raw_text for block in blocks) == text
    simplified = simplify(text).text
    at = done = 0
    for number, block in enumerate(blocks):
        assert (block.block, block.raw_start, block.raw_end) == (number, at, at + len(block.raw_text))
        at = block.raw_end
        assert (block.start is None) == (block.label not in KEPT)
        assert block.label == RULES[block.rule] or block.rule in ("furniture line", "outlet line", "after the end")
        if block.start is not None and block.end is not None:
            piece = simplified[block.raw_start : block.raw_end]
            assert article.text[block.start : block.end] in (piece, piece.strip())
            assert article.text[done : block.start] in ("", "\n")
            done = block.end
    assert done == len(article.text)


def labels(blocks: tuple[Block, ...]) -> dict[str, str]:
    return {block.raw_text.strip(): block.label for block in blocks if block.raw_text.strip()}


def page(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def test_a_plain_article() -> None:
    article, blocks = read(
        page(TITLE, "来源：河湾日报 2023-04-19 08:15:30", "", BODY[0], "一张桌子说事", *BODY[1:], "责任编辑：周敏")
    )
    assert article.title == TITLE
    assert article.outlet == "河湾日报"
    assert article.editor == "周敏"
    assert article.published == datetime(2023, 4, 19, 8, 15, 30)
    assert article.text == "\n".join([TITLE, BODY[0], "一张桌子说事", *BODY[1:]])
    assert labels(blocks)["一张桌子说事"] == "heading"
    assert article.flags == ()
    assert article.place is None
    assert article.duplicate_of is None


def test_the_title_is_kept_once() -> None:
    article, blocks = read(page(f"{TITLE}_河湾新闻网", "首页", "要闻", TITLE, TITLE, "发布时间：2023-04-19", *BODY))
    assert article.title == TITLE
    assert article.text.count(TITLE) == 1
    assert [block.label for block in blocks if TITLE in block.raw_text] == ["boilerplate", "boilerplate", "title"]
    assert article.outlet == "河湾新闻网"


def test_a_label_before_the_title_does_not_make_another_title() -> None:
    article, _ = read(page(TITLE, f"【年度盘点】{TITLE}", *BODY))
    assert article.title == TITLE
    assert article.text == "\n".join([TITLE, *BODY])


@pytest.mark.parametrize(
    ("below", "subtitle"),
    [
        ("——河湾市青石街道基层治理见闻", "河湾市青石街道基层治理见闻"),
        ("——河灣市青石街道基層治理見聞", "河灣市青石街道基層治理見聞"),
        ("河湾市青石街道基层治理见闻", None),
        ("——这一天，二十多位居民代表围坐在一起。大家商量加装电梯的事。", None),
        ("", None),
    ],
)
def test_the_line_that_dashes_set_under_the_title(below: str, subtitle: str | None) -> None:
    article, _ = read("\n".join([TITLE, "2023-04-18 10:00  来源：河湾日报", below, *BODY]))
    assert article.title == TITLE
    assert article.subtitle == subtitle


def test_a_title_field_at_the_foot() -> None:
    article, _ = read(page(*BODY, f"标题：{TITLE}", "地址：http://www.example.cn/xw/296.html"))
    assert article.title == TITLE
    assert article.url == "http://www.example.cn/xw/296.html"
    assert article.text.endswith(TITLE)


def test_the_menu_before_the_title_goes() -> None:
    menu = [
        "首页",
        "走进我们",
        "组织架构",
        "服务范围",
        "政策解读",
        "案例分析",
        "首页",
        "走进我们",
        "组织架构",
        "服务范围",
    ]
    article, _ = read(page(f"{TITLE}_邻里之家", *menu, TITLE, "来源：案例分析  发布时间：2022-03-07 14:20:05", *BODY))
    assert article.text == "\n".join([TITLE, *BODY])
    assert article.outlet == "邻里之家"


def test_teasers_with_their_time_stamps_go() -> None:
    teasers = [
        "去年全省边境贸易总额增长了两成，增速比全国平均水平高出不少。",
        "2024年02月28日 15:23",
        "来自三个市的八十家企业在招聘会上拿出了一万多个岗位，求职的人从清早排到中午。",
        "2024年02月28日 14:46",
    ]
    article, blocks = read(
        page(TITLE, *BODY, "责任编辑：周敏", "推荐", "财经", *teasers, "关于我们 | 联系方式 | 网站声明")
    )
    assert article.text == "\n".join([TITLE, *BODY])
    assert [labels(blocks)[line] for line in teasers] == ["related"] * 4


def test_teasers_of_several_lines_go() -> None:
    unit = [
        "去年外贸增长两成",
        "据海关统计，去年全省边境贸易总额增长了两成，增速比全国高出不少...",
        "2019-09-09 21:38:04",
    ]
    article, _ = read(page(TITLE, *BODY, "责任编辑：周敏", *unit * 3, "关于我们 | 联系方式 | 网站声明"))
    assert article.text == "\n".join([TITLE, *BODY])


def test_a_thread_of_comments_goes() -> None:
    thread = [
        "青石路人 6天前",
        "这个办法好，我们小区也想要一个这样的议事会，不知道该找谁去说。",
        "路人乙 8天前",
        "我们这里也开过，可惜只开了一次就没有下文了，希望能长久。",
    ]
    article, blocks = read(page(TITLE, *BODY, "热评论", *thread, "热话题", "你们小区有议事会吗？"))
    assert article.text == "\n".join([TITLE, *BODY])
    assert {labels(blocks)[line] for line in thread} == {"related"}


def test_a_chronicle_stays() -> None:
    days = [line for n in range(3) for line in (f"2019年10月{n + 10}日", f"第{n}次议事会召开，居民代表到会二十人。")]
    article, _ = read(page(TITLE, *BODY[:2], *days, *BODY[2:]))
    assert article.text == "\n".join([TITLE, *BODY[:2], *days, *BODY[2:]])


def test_contact_and_licence_lines_go_at_the_foot_of_a_page() -> None:
    foot = ["主办单位：河湾市某协会", "单位地址：河湾市滨河路86号", "电话：0877-1234567", "滇ICP备12345678号-1"]
    article, blocks = read(page(TITLE, *BODY, *foot))
    assert article.text == "\n".join([TITLE, *BODY])
    assert {labels(blocks)[line] for line in foot} == {"boilerplate"}


def test_contact_lines_of_an_announcement_stay() -> None:
    lines = ["报名办法如下：", "地址：河湾市滨河路86号一楼大厅", "联系电话：0877-1234567"]
    article, _ = read(page(TITLE, *BODY, *lines))
    assert article.text.endswith("\n".join(lines))


def test_contact_lines_of_a_notice_stay_although_the_page_has_a_foot() -> None:
    lines = ["项目编号：HW2023-018", "采购人：河湾市民政局", "地址：河湾市滨河路86号", "联系电话：0877-1234567"]
    article, _ = read(page(TITLE, *BODY, *lines, "主办单位：河湾市公共资源交易中心", "版权所有 未经授权不得转载"))
    assert article.text.endswith("\n".join(lines))


def test_injected_spam_is_quarantined() -> None:
    article, blocks = read(page(TITLE, *BODY[:2], SPAM[0], *BODY[2:], "滇公网安备53010202000680号", *SPAM))
    assert article.text == "\n".join([TITLE, *BODY])
    assert all(labels(blocks)[line] == "spam" for line in SPAM)


@pytest.mark.parametrize(
    "line",
    [
        "市公安局打掉一个利用北京赛车和时时彩开设赌场的团伙，抓获14人，冻结资金300多万元。",
        "会议要求，深入开展“扫黄打非”，清理网络上的色情、赌博信息，净化社会文化环境。",
        "这家企业持有采矿许可证：",
        "未经许可使用他人专利方法的，由主管部门责令停止，拒不改正的处以罚款；",
        "2014年5月7日 市政府第31次常务会议通过",
        "报名日期：2022年6月1日至6月18日（下午5时截止）",
        "海棠路301弄，",
        "首页设计大赛落幕，共收到作品210件。",
        "点此返回河湾网首页的链接被撤下，居民只好改用电话报名。",
        "第二步：用手机扫描巡检点二维码，把异常情况拍下来。",
        "相关部门负责人表示，这项工作还要继续推进，力争年底前完成。",
        "评论员们认为，关注民生就要从小事做起，分享经验、点赞榜样。",
    ],
)
def test_lines_of_the_text_that_look_like_furniture_stay(line: str) -> None:
    article, _ = read(page(TITLE, BODY[0], line, *BODY[1:]))
    assert line in article.text


def test_prose_after_an_end_cue_is_kept() -> None:
    article, _ = read(page(TITLE, *BODY[:2], "责任编辑：周敏", "又一件事", *BODY[2:]))
    assert article.text == "\n".join([TITLE, *BODY[:2], "又一件事", *BODY[2:]])
    assert "tail-resumed" in article.flags


def test_an_inline_pointer_to_another_story_goes_alone() -> None:
    article, blocks = read(page(TITLE, *BODY[:2], "相关报道：一条短信救了一位老人的命", *BODY[2:]))
    assert article.text == "\n".join([TITLE, *BODY])
    assert labels(blocks)["相关报道：一条短信救了一位老人的命"] == "related"


def test_captions_leave_the_text() -> None:
    article, blocks = read(
        page(TITLE, *BODY[:2], "图为居民在议事会上发言。", "居民在商量加装电梯。李小雨摄", *BODY[2:])
    )
    assert article.text == "\n".join([TITLE, *BODY])
    assert labels(blocks)["居民在商量加装电梯。李小雨摄"] == "caption"
    _, blocks = read(page(TITLE, *BODY[:2], "圖表來源：河灣市統計局", *BODY[2:]))
    assert labels(blocks)["圖表來源：河灣市統計局"] == "caption"


def test_a_line_that_runs_on_gives_its_title_and_date() -> None:
    running = f"2023-09-12 10:41，正文：原标题：{TITLE}中新网云南新闻8月8日电 (吴平 肖珊珊)" + "".join(BODY)
    article, _ = read(running + "返回搜狐，查看更多责任编辑：")
    assert article.title == TITLE
    assert article.outlet == "中新网"
    assert article.authors == ("吴平", "肖珊珊")
    assert article.published == datetime(2023, 9, 12, 10, 41)
    assert article.text == f"{TITLE}中新网云南新闻8月8日电 (吴平 肖珊珊)" + "".join(BODY)
    assert "reprint" in article.flags
    assert "reprint" in read(page(TITLE, "来源：河湾日报 2023-04-19", *BODY), outlet="腾讯网")[0].flags
    assert "reprint" not in read(page(TITLE, "来源：河湾日报 2023-04-19", *BODY), outlet="河湾日报社")[0].flags


def test_a_title_doubled_inside_a_line_stands_once() -> None:
    article, _ = read(f"原标题：{TITLE}{TITLE} 来源： 原创稿" + "".join(BODY))
    assert article.title == TITLE
    assert article.text == TITLE + "".join(BODY)


def test_the_source_behind_a_doubled_title_goes_with_it() -> None:
    article, _ = read(f"原标题：{TITLE}{TITLE} 来源：河湾网－青石频道" + "自去年以来，" + "".join(BODY))
    assert (article.title, article.outlet) == (TITLE, "河湾网－青石频道")
    assert article.text == TITLE + "自去年以来，" + "".join(BODY)


@pytest.mark.parametrize(
    ("running", "title"),
    [
        # Words that open a story open none inside a quotation, nor does 正在.
        (
            "河湾支行开展“春耕在行动”志愿活动 送水送肥到田头海南日报讯",
            "河湾支行开展“春耕在行动”志愿活动 送水送肥到田头",
        ),
        ("河湾支行开展“春耕在行动，我们在路上”志愿活动他们说。", None),
        ("像种子一样 青石街道在宣讲中播撒“春意”海南日报讯", "像种子一样 青石街道在宣讲中播撒“春意”"),
        ("青石街道开展义务植树活动居民们正在河堤上种下一棵棵树苗。", None),
        ("青石街道开展义务植树活动在河堤上，居民们种下一棵棵树苗", "青石街道开展义务植树活动"),
        # Behind a comma the story has begun already.
        ("青石街道的楼栋议事会有了新办法河湾的老小区不少，近日开了会。", None),
        ("青石街道的楼栋议事会有了新办法为具体落实居民自治，近日", "青石街道的楼栋议事会有了新办法"),
        # A day that a verb leads to stands in a sentence, and a paper's name stands before 讯.
        ("青石街道红领巾营活动于9月8日开营。", None),
        ("青石街道守护最美笑容初秋的清晨，微风习习", "青石街道守护最美笑容"),
        ("青石街道守护最美笑容河湾新闻网讯 近日，微风习习", "青石街道守护最美笑容"),
        ("全市新建议事会超过三百个 10日，记者从市民政局获悉", "全市新建议事会超过三百个"),
    ],
)
def test_where_a_headline_that_runs_on_may_end(running: str, title: str | None) -> None:
    assert read(f"2023-09-12 10:41，正文：原标题：{running}" + "".join(BODY))[0].title == title


def test_an_agencys_headline_and_writers_run_on_into_the_story() -> None:
    dateline = "中新网河湾9月12日电 题："
    article, _ = read(f"2023-09-12 10:41，正文：{dateline}{TITLE}作者 吴平 肖珊珊从两年前算起，" + "".join(BODY))
    assert (article.title, article.outlet, article.authors) == (TITLE, "中新网", ("吴平", "肖珊珊"))
    assert article.text.startswith(dateline + TITLE + "作者")


def test_pinyin_left_by_a_converter_is_cut_out() -> None:
    article, blocks = read(page("社區(qū)治理經(jīng)濟(jì)發(fā)展，" + "鄰里互助成為風氣，居民們都說這樣很好。" * 3))
    assert article.text.startswith("社区治理经济发展，")
    assert [block.raw_text for block in blocks if block.rule == "pinyin in brackets"] == [
        "(qū)",
        "(jīng)",
        "(jì)",
        "(fā)",
    ]


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ("社区\u200b治理", "社区治理"),
        ("社区&nbsp;治理", "社区治理"),
        ("社区<br/>治理", "社区治理"),
        ("**社区**治理", "社区治理"),
        ("[社区](https://example.org/a_(b)/c.html)治理", "社区治理"),
        ("[社区](https://example.org/a.html )治理", "社区治理"),
        ("[社区](居委会)治理", "[社区](居委会)治理"),
        ("社区(qū)治理", "社区(qū)治理"),
    ],
)
def test_debris_inside_a_line(inside: str, left: str) -> None:
    article, _ = read(page(BODY[0], inside + BODY[1]))
    assert article.text == BODY[0] + "\n" + left + BODY[1]


def test_traditional_articles_keep_their_own_facts() -> None:
    title = "河灣市推行樓棟議事會"
    lines = [
        "□  河灣日報全媒體記者  劉小蓮",
        "據介紹，這個街道已經建起議事會三十六個，居民們說這樣很好，願意繼續參與。",
    ]
    article, _ = read(page(title, "2021-09-09 10:06:17", *lines))
    assert (article.title, article.outlet, article.authors) == (title, "河灣日報", ("劉小蓮",))
    assert article.script == "hant"
    assert article.text.endswith("据介绍，这个街道已经建起议事会三十六个，居民们说这样很好，愿意继续参与。")


def test_the_script_is_that_of_what_was_kept() -> None:
    lines = ["據介紹，這個街道已經建起議事會三十六個，居民們說這樣很好，願意繼續參與。"] * 2
    article, _ = read(
        page("河灣市推行樓棟議事會", *lines, "|".join([*SPAM[0].split("|"), "这里还有许许多多简体的垃圾链接"] * 3))
    )
    assert article.script == "hant"


def test_metadata_of_the_record_fill_in() -> None:
    article, _ = read(
        page(*BODY),
        title=TITLE,
        outlet="河湾网",
        authors=("记者王小明",),
        published="2023-04-19T08:00:00+08:00",
        url="http://a.cn/1",
    )
    assert (article.title, article.outlet, article.authors) == (TITLE, "河湾网", ("王小明",))
    assert article.published == datetime(2023, 4, 19, 8)
    assert article.url == "http://a.cn/1"
    assert TITLE not in article.text


def test_the_record_does_not_name_the_first_heading_a_title() -> None:
    article, _ = read(page("第一条快讯的小标题", BODY[0], "第二条快讯的小标题", BODY[1]), title="国际联播快讯")
    assert article.title == "国际联播快讯"
    assert article.text.startswith("第一条快讯的小标题")


def test_contradictions_are_flagged() -> None:
    article, _ = read(page(TITLE, "发布时间：2023-04-19", *BODY), published="2021-01-01")
    assert article.published == datetime(2023, 4, 19)
    assert "date-contradiction" in article.flags


def test_what_is_not_stated_is_null() -> None:
    article, _ = read(page(*BODY))
    assert (article.title, article.outlet, article.authors, article.editor, article.published) == (
        None,
        None,
        (),
        None,
        None,
    )
    assert {"no-title", "no-date"} <= set(article.flags)


def test_the_year_of_a_broadcast_is_not_guessed() -> None:
    article, _ = read(
        page(TITLE, "今天（9月18日），全市的议事会又多了六个，到2035年将覆盖所有的楼栋。2019年这里还一个都没有。")
    )
    assert article.published is None


def test_spun_text_is_flagged() -> None:
    spun = "当地打造共建共建共享的格局，推广街道吹笛、部门报告的办法，居民们都说这样很好。"
    assert "spun" in read(page("本篇文章1830字，读完约4分钟", spun, *BODY))[0].flags
    assert "spun" not in read(page(*BODY))[0].flags


def test_a_truncated_text_is_flagged() -> None:
    assert "truncated" in read(page(*BODY[:3], BODY[3][:35]))[0].flags


def test_a_list_page_is_flagged_and_not_mined() -> None:
    entries = [line for n in range(9) for line in (f"河湾市第{n}个社区开展春季植树活动", f"2023-04-{n + 10}")]
    article, _ = read(page("新闻动态_河湾网", "首页", *entries, "上一页 1 2 3 下一页"))
    assert "list-page" in article.flags
    assert article.text == ""
    assert (article.title, article.published) == (None, None)
    assert {"no-title", "no-date"} <= set(article.flags)


def test_the_foot_below_a_headline_alone_goes() -> None:
    foot = [
        "主办单位：河湾市某协会",
        "单位地址：河湾市滨河路86号，河湾大厦三楼东侧",
        "电话：0877-1234567",
        "滇ICP备12345678号-1",
    ]
    article, _ = read(page("首页", TITLE, "发布时间：2022-03-07 14:20:05", "返回列表 >>", *foot))
    assert article.text == TITLE


def test_headlines_below_other_stories_do_not_resume_the_article() -> None:
    stories = [
        "无线技术 这些办法你都用过吗，为什么说它们已经过时了？",
        "产业前沿 一天之内被人攻破，河湾市的新系统怎么了！",
    ]
    article, _ = read(page(TITLE, *BODY, "近期热点", *stories * 2))
    assert article.text == "\n".join([TITLE, *BODY])


def test_particulars_of_an_official_document() -> None:
    sheet = ["索 引 号：", "000077123/2018-00031", "发文机关：", "河湾市人民政府", "成文日期：", "2018年11月06日"]
    title = "河湾市人民政府关于推行楼栋议事会的通知"
    sheet += [
        "标　　题：",
        title,
        "发文字号：",
        "河政发〔2018〕9号",
        "发布日期：",
        "2018年11月19日",
        "主 题 词：",
        "河湾市人民政府",
        "关于推行楼栋议事会的通知",
    ]
    article, blocks = read(page(*sheet, "各街道办事处，市政府各部门：", *BODY, "河湾市人民政府", "2018年11月6日"))
    assert article.title == title
    assert article.published == datetime(2018, 11, 19)
    assert article.text.split("\n") == [title, "各街道办事处，市政府各部门：", *BODY]
    assert labels(blocks)["河政发〔2018〕9号"] == "metadata"
    assert labels(blocks)["2018年11月6日"] == "metadata"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2023-06-16 11:24:20", datetime(2023, 6, 16, 11, 24, 20)),
        ("( 2022-06-01)", datetime(2022, 6, 1)),
        ("2019年06月15日08:18", datetime(2019, 6, 15, 8, 18)),
        ("腾讯网2022-1-6", datetime(2022, 1, 6)),
        ("Mon, 03 Apr 2023 11:05:09 GMT", datetime(2023, 4, 3, 11, 5, 9)),
        ("202308/0417:13:37", datetime(2023, 8, 4, 17, 13, 37)),
        ("2020-02-11T08:09:10.000+08:00", datetime(2020, 2, 11, 8, 9, 10)),
        ("114年5月27日", datetime(2025, 5, 27)),
        ("二〇〇五年七月十四日", datetime(2005, 7, 14)),
        ("20230801", datetime(2023, 8, 1)),
    ],
)
def test_forms_of_dates(text: str, when: datetime) -> None:
    moment = stamps.moment(text)
    assert moment is not None
    assert moment.when == when


@pytest.mark.parametrize("text", ["2023年", "5月12日", "0871-64108623", "2023-13-45", "114年", "第2023-1号", "2023"])
def test_no_date_is_made_up(text: str) -> None:
    assert stamps.moment(text) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报讯（记者 张一鸣）8月23日，市统计局发布了上半年的数据。", ["张一鸣"]),
        ("中新网云南新闻8月8日电 (吴平 肖珊珊)今年以来，各地都在推进。", ["吴平", "肖珊珊"]),
        ("河湾日报客户端记者 何大松 通讯员 张小锋 王立冬8月10日，天气很热。", ["何大松", "张小锋", "王立冬"]),
        ("中新网重庆8月12日电(陈远、实习生徐小雨)今年以来，各地都在推进。", ["陈远", "徐小雨"]),
        ("（中央社记者林国栋台北16日电）市府今天表示，将依规定办理。", ["林国栋"]),
        ("记者 王文远 通讯员 梁小辉暑假期间，社区办起了托管班。", ["王文远", "梁小辉"]),
        ("记者 张超群为进一步增强全市居民区干部的议事能力，市里办起了培训班。", ["张超群"]),
        ("作者 吴平 肖珊珊从两年前算起，街道已办会百场。", ["吴平", "肖珊珊"]),
        ("本报讯  孙晓峰  陈嘉  记者何大松报道  近日，市里开会。", ["孙晓峰", "陈嘉", "何大松"]),
        ("河湾网记者何大松9月12日报道：市里开会。", ["何大松"]),
        ("河湾日报9月12日电 记者何大松 从市民政局获悉，市里开会。", ["何大松"]),
        ("作者：朝阳来源：河湾视窗为深入推进居民自治，市里开会。", ["朝阳"]),
        ("作者：朝阳下的议事会越办越红火。", []),
        ("河湾日报讯(记者 古小宁 广州报道)10日，市里开会。", ["古小宁"]),
        ("议事会现场。记者 杨世远 摄8月1日，市里开会。", []),
        ("河湾日报记者 孙小唯图/学校提供乡村的议事会越办越红火。", ["孙小唯"]),
        ("据记者何大松回忆，那天正是9月12日。", []),
        ("近日，记者从市民政局获悉，全市已建起议事会三百个。", []),
        ("（以下简称《意见》）印发以来，各地都在推进。", []),
    ],
)
def test_authors_at_the_head(line: str, names: list[str]) -> None:
    assert byline.opening_authors(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("接受社会监督。(记者 雷文华/图)", ["雷文华"]),
        ("培养专业队伍。 (河湾日报记者王远李琼)", ["王远", "李琼"]),
        ("满意率超过九成。(李小新、余小晶)", ["李小新", "余小晶"]),
        ("提升了安全感。河湾日报社全媒体记者 张 弛", ["张弛"]),
        ("接受监督。（河湾市人民法院 陈思远 孙小鹏）编辑：李小环", ["陈思远", "孙小鹏"]),
        ("接受监督。（通讯员：曹小月）来源：河湾网", ["曹小月"]),
        ("（记者 郑书平/文 林小海/图）", ["郑书平"]),
        ("（作者：河湾特区报记者 唐大明 通讯员 吴小萌 文/图）", ["唐大明", "吴小萌"]),
        ("生生不息。撰稿：张春香编辑：张秋月摄影：孟冬生", ["张春香"]),
        ("提升新高度。通讯员 李宇 河湾晚报/青石新闻记者 张天翼校对 陶善", ["李宇", "张天翼"]),
        ("提升新高度。采写：河报记者 潘莹 通讯员 陈颖 刘新瑜", ["潘莹", "陈颖", "刘新瑜"]),
        ("提升新高度。河湾日报青石新闻记者 罗安编辑 贾智二审 罗安三审 李枫", ["罗安"]),
        ("提升新高度。通讯员：路露责任编辑：杨洋", ["路露"]),
        ("提升新高度。文/河湾晚报记者 赵婷编辑/彭菲", ["赵婷"]),
        ("提高法治意识。（文/商语远 漆丽）", ["商语远", "漆丽"]),
        ("提高法治意识。（国际商报）", []),
        ("提高法治意识。(完)", []),
        ("提供司法保障。（河湾县人民法院）", []),
        ("他把这件事告诉了记者李明的同事。", []),
    ],
)
def test_authors_at_the_foot(line: str, names: list[str]) -> None:
    assert byline.closing_authors(line) == names


def test_the_headline_stands_below_the_menu_and_over_the_account() -> None:
    title = "河湾市推行楼栋议事会，居民的事居民商量着办！"
    article, _ = read(page("某度首页", "登录 青石路人", title, "河湾故事汇", "发布时间：10-0812:00优质作者", *BODY))
    assert (article.title, article.outlet, article.published) == (title, "河湾故事汇", None)
    assert article.text == "\n".join([title, *BODY])
    article, _ = read(page("某度首页", title, "河湾故事汇", "发布时间：18-03-0823:16", *BODY))
    assert article.published == datetime(2018, 3, 8, 23, 16)


def test_the_card_of_an_account_above_its_story() -> None:
    title = "4月6日起，青石街道的楼栋议事会移到线上"
    card = ["河湾发布", "河湾发布", "微信号", "hewanfabu", "功能介绍", "这里是河湾市政府新闻办的平台。", "收录于话题"]
    for names in (card, card[1:]):
        article, _ = read(page(title, *names, *BODY))
        assert (article.title, article.outlet) == (title, "河湾发布")
        assert article.text == "\n".join([title, *BODY])


def test_the_writer_stands_below_the_source() -> None:
    article, _ = read(page(TITLE, "发布时间：2023-04-19", "发布人：河湾日报", "刘霞", *BODY))
    assert (article.outlet, article.authors) == ("河湾日报", ("刘霞",))
    assert article.text == "\n".join([TITLE, *BODY])
    article, _ = read(page(TITLE, "发布时间：2023-04-19", "发布人：河湾日报", "石油", *BODY))
    assert article.authors == ()


@pytest.mark.parametrize(
    ("foot", "outlet"),
    [
        ("来源：上海河湾官方微信", "上海河湾"),
        ("来源：河湾区人民政府", "河湾区人民政府"),
        ("来 源：青石桥派出所通 讯 员：原瑞", "青石桥派出所"),
        ("（河湾客户端 通讯员毕涛）", "河湾客户端"),
    ],
)
def test_an_outlet_at_the_foot_of_a_running_line(foot: str, outlet: str) -> None:
    assert read(f"原标题：{TITLE}{TITLE} " + "".join(BODY) + foot)[0].outlet == outlet


@pytest.mark.parametrize(
    ("dateline", "outlet"),
    [
        ("荆楚网（湖北日报网）讯（通讯员 张琦）", "荆楚网（湖北日报网）"),
        ("荆楚网（武汉）讯（通讯员 张琦）", "荆楚网"),
        ("红网时刻新闻9月12日讯（通讯员 张琦）", "红网时刻新闻"),
        ("中国教育报-中国教育新闻网讯（记者 张琦）", "中国教育报-中国教育新闻网"),
        ("北京日报客户端 | 记者 张琦", "北京日报客户端"),
        ("河湾融媒讯", "河湾融媒"),
        ("作者：朝阳来源：河湾视窗为深入推进居民自治，", "河湾视窗"),
        ("来源：海南日报自今年以来，", "海南日报"),
    ],
)
def test_the_whole_name_of_an_outlet_in_a_dateline(dateline: str, outlet: str) -> None:
    assert read(page(TITLE, dateline + BODY[0], *BODY[1:]))[0].outlet == outlet


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("信息提供：河湾市统计局", "河湾市统计局"),
        ("发布机关：河湾市统计局", "河湾市统计局"),
        ("图片来源：河湾图片社", None),
    ],
)
def test_who_published_stands_behind_any_of_the_keys(line: str, outlet: str | None) -> None:
    article, _ = read(page(TITLE, "2023-04-19", *BODY, line))
    assert article.outlet == outlet
    assert article.text == "\n".join([TITLE, *BODY])


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("新京报记者获悉，河湾市的楼栋议事会已经超过三百个，来开会的人比椅子还多。", "新京报"),
        ("据新京报记者了解，河湾市的楼栋议事会已经超过三百个，来开会的人比椅子还多。", None),
        ("陈老师对新京报记者说，河湾市的楼栋议事会已经超过三百个，来开会的人比椅子还多。", None),
    ],
)
def test_a_paper_speaks_of_its_own_reporter(line: str, outlet: str | None) -> None:
    assert read(page(TITLE, line, *BODY))[0].outlet == outlet


def test_a_menu_that_stands_there_twice_is_no_headline() -> None:
    menu = ["首页", "楼栋议事会质价估算系统", "楼栋议事会服务考评系统", "加盟我们"]
    article, _ = read(page(*menu, *menu, TITLE, "来源：案例分析 发布时间：2022-08-05 13:52:54", *BODY))
    assert article.title == TITLE
    assert article.text == "\n".join([TITLE, *BODY])


def test_a_column_of_short_words_at_the_top_is_a_menu() -> None:
    menu = ["要闻", "娱乐", "财经", "体育", "图片", "时尚", "军事", "游戏", "科技"]
    headline = "议事会一年议成一百件实事 居民：这样的会多开几次才好！"
    article, _ = read(page(*menu, headline, "2019", "09/07", "19:02", "分享", *BODY))
    assert (article.title, article.published) == (headline, datetime(2019, 9, 7, 19, 2))
    assert article.text == "\n".join([headline, *BODY])


def test_the_date_line_of_a_page_may_be_columns() -> None:
    article, _ = read(page("河湾要闻", "青石新闻", TITLE, "2019年09月11日 某某传媒 时政新闻 1665 0", *BODY))
    assert (article.title, article.published) == (TITLE, datetime(2019, 9, 11))


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("筑城时报 数字版  第A06版：区县新闻  2022年03月21日 星期一", "筑城时报"),
        ("2022年11月24日 星期四  辽沈早讯  03版  城事", "辽沈早讯"),
    ],
)
def test_the_masthead_of_a_printed_page(line: str, outlet: str) -> None:
    article, _ = read(page(line, TITLE, "■ 本报记者 张一鸣", *BODY))
    assert (article.title, article.outlet, article.authors) == (TITLE, outlet, ("张一鸣",))
    assert article.published is not None
    assert article.text == "\n".join([TITLE, *BODY])


def test_the_dateline_before_an_agencys_headline() -> None:
    article, _ = read(page(f"华讯社河湾7月1日电　题：{TITLE}", "华讯社记者 秦朗 贺兰", *BODY))
    assert (article.title, article.outlet, article.authors) == (TITLE, "华讯社", ("秦朗", "贺兰"))
    assert article.text == "\n".join([TITLE, *BODY])


def test_an_agency_that_no_list_names_and_the_day_of_the_republic() -> None:
    article, _ = read("（島嶼通訊社記者林靜宜台南18日電）台南市政府今天表示，將依規定辦理。（編輯：吳明哲）1140318")
    assert (article.outlet, article.authors, article.editor) == ("島嶼通訊社", ("林靜宜",), "吳明哲")
    assert article.published == datetime(2025, 3, 18)


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        (["《河湾早报》记者在现场看到，议事会的桌子就摆在楼门口，来的人比椅子还多。"], "河湾早报"),
        (["上一篇：某县召开春耕工作会议", "返回列表 >>", "河湾桥微信公众号", "河湾桥联系微信"], "河湾桥"),
    ],
)
def test_an_outlet_that_is_named_in_the_text_or_at_the_foot(lines: list[str], outlet: str) -> None:
    assert read(page(TITLE, *BODY[:2], *lines))[0].outlet == outlet


def test_what_a_company_says_of_itself_goes() -> None:
    about = [
        "关于河湾科技：",
        "河湾某某科技公司创立于2011年，是一家给小区做软件的企业，手里有三十多项著作权。",
        "河湾科技总部位于河湾市青石区，在各地设有分公司，以不断的创新为客户创造价值。",
        "登陆河湾科技官方网站了解更多详情：http://www.example.com",
    ]
    article, _ = read(page(TITLE, *BODY, *about, "上一篇：某县召开春耕工作会议"))
    assert article.text == "\n".join([TITLE, *BODY])
    heading = "关于经费："
    assert heading in read(page(TITLE, *BODY, heading, BODY[1]))[0].text


def test_a_cloud_of_tags_goes() -> None:
    article, _ = read(
        page(TITLE, *BODY, "责任编辑：", "标签列表", "河湾 (0)", "青石 (2)", "议事 (0)", "电梯 (1)", "路灯 (0)")
    )
    assert article.text == "\n".join([TITLE, *BODY])


def test_the_day_of_a_bulletin_is_completed_by_the_date_beside_it() -> None:
    article, _ = read(page(TITLE, "据市里今早（1日）的通报，到2022年5月31日夜里为止，又有15位居民从隔离点回了家。"))
    assert article.published == datetime(2022, 6, 1)
    assert "date-from-text" in article.flags
    article, _ = read(page(TITLE, "今早（12日）的通报说，1931年5月2日以来，这里没有过这样的大雨，居民们都很小心。"))
    assert article.published is None


def test_nothing_below_the_article_of_a_html_page_is_kept() -> None:
    lines = [TITLE, *BODY, "另一个故事里的人说，他从来没有听过这样的事情，也不打算去打听。"]
    hints = ("main",) * 5 + ("",)
    raw = Raw("doc", "a.html", "utf-8", page(*lines), Metadata(title=TITLE), (), hints)
    assert strip(raw, simplify(raw.text))[0].text == "\n".join([TITLE, *BODY])


def test_the_offices_that_issue_a_bulletin_are_not_its_headline() -> None:
    title = "河湾市2023年国民经济和社会发展统计公报"
    article, _ = read(page(title, "河湾市统计局", "国家统计局河湾调查队", "2024年3月20日", *BODY, "一、综合", BODY[1]))
    assert (article.title, article.outlet, article.published) == (title, "河湾市统计局", datetime(2024, 3, 20))
    assert article.text == "\n".join([title, *BODY, "一、综合", BODY[1]])


def test_authors_and_journal_on_lines_of_their_own() -> None:
    article, _ = read(page(TITLE, "2019-09-09 09:07金小龙", "河湾学刊 2019年24期", "关键词：社区治理", *BODY))
    assert (article.outlet, article.authors) == ("河湾学刊", ("金小龙",))
    assert article.text == "\n".join([TITLE, *BODY])
    article, _ = read(page(TITLE, "2014-12-13 21:43:13 来源: 浏览:72次", TITLE, "陈伟、孔小娜、张维", *BODY))
    assert article.authors == ("陈伟", "孔小娜", "张维")
    assert article.text == "\n".join([TITLE, *BODY])


def test_a_press_release_of_hong_kong() -> None:
    head = ["香港特別行政區政府 新聞公報", "觀塘區關愛隊探訪長者", "＊＊＊＊＊＊＊＊＊"]
    foot = ["完", "2023年10月18日（星期三）", "香港時間18時42分"]
    body = "民政事務處今日（十月十八日）表示，區內的關愛隊自七月成立以來，已探訪長者四千多戶，派發用品三千多份。"
    article, _ = read(page(*head, body, *foot))
    assert (article.title, article.published) == ("觀塘區關愛隊探訪長者", datetime(2023, 10, 18, 18, 42))
    assert article.text.split("\n") == ["观塘区关爱队探访长者", simplify(body).text]


def test_the_day_over_a_printed_page_is_no_headline() -> None:
    article, _ = read(page("2023年9月12日 星期二", "要闻", "本报记者 张一鸣 通讯员 李小红", TITLE, *BODY))
    assert (article.title, article.authors) == (TITLE, ("张一鸣", "李小红"))
    assert article.published == datetime(2023, 9, 12)


@pytest.mark.parametrize(
    ("head", "when"),
    [
        (["河湾发布", "2023-05-06 10:12", "云南", "澎湃号·政务", "字号"], datetime(2023, 5, 6, 10, 12)),
        (["2023-05-06 10:12", "来源: 河湾发布", "发布于：云南省"], datetime(2023, 5, 6, 10, 12)),
        (["原创 河湾发布 2023-05-06 10:00 发表于云南"], datetime(2023, 5, 6, 10)),
        (["2023", "05/06", "10:12:33", "来源：河湾发布"], datetime(2023, 5, 6, 10, 12, 33)),
    ],
)
def test_the_heads_that_portals_set(head: list[str], when: datetime) -> None:
    article, _ = read(page(TITLE, *head, *BODY, "END"))
    assert (article.title, article.published) == (TITLE, when)
    assert article.text == "\n".join([TITLE, *BODY])


def test_learning_proposes_what_an_outlet_repeats() -> None:
    told = [page(TITLE, BODY[n % 4], "河湾网记者站出品", f"第{n}个故事讲完了，谢谢大家收听。") for n in range(6)]
    proposals = list(learn(read(text, outlet="河湾网") for text in told))
    assert [(p.line, p.label, p.articles, p.of) for p in proposals] == [("河湾网记者站出品", "boilerplate", 6, 6)]
    assert next(as_lexicon(proposals)).startswith("河湾网\t河湾网记者站出品\tboilerplate\t")


def test_explaining_names_every_line_and_its_rule() -> None:
    article, blocks = read(page(TITLE, "来源：河湾日报 2023-04-19", *BODY, SPAM[0]))
    told = "\n".join(explain(article, blocks))
    assert TITLE in told
    assert "spam words" in told
    assert "by-line and date line" in told


mixed_in = st.lists(st.tuples(st.integers(0, 8), st.sampled_from((*SPAM, *FURNITURE, "", "   ", "\ufeff"))), max_size=8)


@settings(max_examples=150, deadline=None)
@given(mixed_in, st.sampled_from(("\n", "\r\n", "\n\n")), st.booleans(), st.booleans())
def test_no_body_line_is_lost_to_what_is_mixed_in(
    inserted: list[tuple[int, str]], end: str, bom: bool, titled: bool
) -> None:
    lines = [*([TITLE] if titled else []), "来源：河湾日报 2023-04-19 08:15", BODY[0], "一张桌子说事", *BODY[1:]]
    for at, line in inserted:
        lines.insert(min(at, len(lines)), line)
    article, blocks = read(("\ufeff" if bom else "") + end.join(lines))
    for line in BODY:
        assert line in article.text
    assert not any(block.raw_text.strip() in SPAM for block in blocks if block.start is not None)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 400))
def test_truncation_loses_nothing_else(size: int) -> None:
    text = page(TITLE, "来源：河湾日报 2023-04-19 08:15", *BODY)[:size]
    article, _ = read(text)
    for line in BODY:
        if line in text:
            assert line in article.text


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet="社區区里：:，。|>#*[](（）)\n\r \t\ufeff\u200b&<-—1年月日来源记者编辑（上一篇版权所有首页",
        max_size=200,
    )
)
def test_any_text_is_accounted_for(text: str) -> None:
    read(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_are_accounted_for(text: str) -> None:
    read(text)


RUNAWAY = (
    "今天（1日）",
    "a > b  ",
    "关于",
    "网 ",
    "一",
    "（",
    "来源：",
    "记者 张三 ",
    "|",
    "首页\n",
    "2023-01-01\n",
    "[a](",
    "<p ",
    "原标题：",
    "广告 ",
    "> ",
    "，",
    "1",
)


@pytest.mark.parametrize("piece", RUNAWAY)
def test_no_input_runs_away(piece: str) -> None:
    read(piece * 20_000)
    read(piece * 30 + "\n" + piece * 60)


@pytest.mark.xfail(
    strict=True, raises=AssertionError, reason="nothing marks where the headline ends and a caption begins"
)
def test_a_headline_that_runs_on_into_a_caption() -> None:
    article, _ = read(f"原标题：{TITLE}志愿者在街道劝导行人。" + "".join(BODY))
    assert article.title == TITLE


@pytest.mark.xfail(
    strict=True, raises=AssertionError, reason="a list without marks looks like the titles under such a heading"
)
def test_a_bare_list_behind_a_heading_for_other_stories() -> None:
    article, _ = read(page(TITLE, *BODY, "热门新闻", "海棠路301弄", "樱花路802弄", "北翟路980弄"))
    assert "海棠路301弄" in article.text


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="文 may be the end of a name or the beginning of 文/图")
def test_a_short_name_before_the_credit_for_text_and_pictures() -> None:
    assert byline.closing_authors("接受社会监督。(记者 李明文/图)") == ["李明"]


def test_a_learnt_line_counts_for_its_outlet_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(furniture, "_lexicon", lambda: {"河湾故事汇": [("河湾网", "boilerplate")]})
    text = page(TITLE, *BODY[:2], "河湾故事汇", *BODY[2:])
    assert "河湾故事汇" not in read(text, outlet="河湾网")[0].text
    assert "河湾故事汇" in read(text, outlet="青石网")[0].text
