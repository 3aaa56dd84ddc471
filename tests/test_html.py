"""Pages as sites build them: what is rendered, where each line stands, and what the page says of its article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.html import BrokenPageError, Page, render

FIRST = "柳湾镇在三个村口搭起了凉亭，供收工回家的人歇脚，也把村务公开栏搬到了亭子里。"
SECOND = "镇里的老木匠带着徒弟干了二十天，没有花一分材料钱；旧门板、旧檩条都派上了用场。"
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p>"
NAV = "<div class='nav'>" + "".join(f"<a href=/{n}>栏目{n}</a>" for n in range(12)) + "</div>"


def lines(markup: str) -> list[str]:
    return render(f"<html><body>{markup}</body></html>").text.split("\n")


def hints(page: Page) -> dict[str, str]:
    return dict(zip(page.text.split("\n"), page.hints, strict=True))


# ---- rendering


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>甲。</p><p>乙。</p>", ["甲。", "乙。"]),
        ("甲。<br>乙。<br/><br/>丙。", ["甲。", "乙。", "丙。"]),
        ("<div>甲<span>乙</span><b>丙</b>\n  丁</div>戊", ["甲乙丙 丁", "戊"]),
        ("<p>　　甲&nbsp;&nbsp;乙　丙&amp;&#x4e01;&mdash;</p>", ["甲 乙　丙&丁—"]),
        ("<ul><li>甲</li><li>乙<ul><li>丙</li></ul></li></ul>", ["甲", "乙", "丙"]),
        ("<p>甲<script>var 乙;</script><style>丙</style><!-- 丁 -->戊</p>", ["甲戊"]),
        ("<noscript>甲</noscript><template>乙</template><textarea>丙</textarea>丁", ["丁"]),
        ("<p hidden>甲</p><div style='color:red; DISPLAY : none'>乙</div><p style='visibility:hidden'>丙</p>", ["丙"]),
        ("<a href=1>甲</a><a href=2>乙</a> | <a href=3>丙</a>", ["甲 乙 | 丙"]),
        ("<p>见<a href=1>《办法》</a>和<a href=2>《细则》</a>。</p>", ["见《办法》和《细则》。"]),
        ("<pre>甲\n  乙\n</pre>丙", ["甲", "乙", "丙"]),
        ("<p>甲\u2028乙\x85丙</p>", ["甲 乙 丙"]),
        ("<select><option>甲</option><option>乙</option></select>", ["甲", "乙"]),
    ],
)
def test_blocks_become_lines(markup: str, expected: list[str]) -> None:
    assert lines(markup) == expected


def test_a_table_of_data_is_a_line_a_row() -> None:
    table = "<table><tr><th>村</th><th>户数</th></tr><tr><td><p>柳湾</p></td><td>120<br>（含新迁）</td></tr></table>"
    assert lines(table) == ["村\t户数", "柳湾\t120 （含新迁）"]


def test_a_table_that_lays_out_the_page_is_no_row() -> None:
    layout = f"<table><tr><td>左栏</td><td><p>{FIRST}</p><p>{SECOND}</p><p>甲</p><p>乙</p></td></tr></table>"
    assert lines(layout) == ["左栏", FIRST, SECOND, "甲", "乙"]


def test_a_table_in_a_layout_table_keeps_its_rows() -> None:
    inner = "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    assert lines(f"<table><tr><td>{BODY}{inner}</td></tr></table>")[-2:] == ["甲\t1", "乙\t2"]


@pytest.mark.parametrize("source", ["", " ", "<p>", "<!DOCTYPE html>", "<html></html>", "<!-- -->", "\0"])
def test_a_page_without_text_is_empty(source: str) -> None:
    assert render(source).text == ""


def test_a_page_cut_off_by_the_parser_is_not_half_read() -> None:
    assert FIRST in render("<div>" * 1500 + FIRST).text
    with pytest.raises(BrokenPageError):
        render("<div>" * 5000 + FIRST)
    with pytest.raises(BrokenPageError):
        render("<p>a" * 150_000)
    with pytest.raises(BrokenPageError):
        render("<b></b>" * 2_000_000)


def test_pictures_inside_a_page_do_not_make_it_too_large() -> None:
    picture = f"<img src='data:image/png;base64,{'iVBORw0K' * 2_000_000}'>"
    assert render(f"{BODY}{picture}").text.startswith(FIRST)


SOUP = (
    *("<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<a>", "</a>", "<br>"),
    *("<pre>", "</pre>", "<li>", "<ul>", "<nav>", "</nav>", "<h1>", "<body>", "</body>", "<form>", "<option>", "<b>"),
    *("甲，乙。", "丙", "\n", "&nbsp;", "<", "&lt;", "\u2028", "</b>", "<!--", "-->"),
)


@given(st.lists(st.sampled_from(SOUP), max_size=80))
def test_any_soup_has_a_hint_per_line_and_no_blank_lines(soup: list[str]) -> None:
    page = render("".join(soup))
    if page.text:
        assert len(page.hints) == len(page.text.split("\n"))
        assert all(line.strip() for line in page.text.split("\n"))
    assert page.text.count("丙") == sum(piece == "丙" for piece in soup) or "<!--" in soup


def test_slow_pages_are_quick() -> None:
    for soup in ("<nav>甲" * 1900, "<p>甲" * 50_000, "<table><tr><td>甲" * 500, "<a>甲" * 20_000, "甲" * 500_000):
        assert render(soup).text


# ---- where lines stand


PAGE = f"""<html><head><title>柳湾镇：凉亭里的公开栏_柳湾新闻网</title></head><body class="nav-fixed">
{NAV}<div class="crumbs">首页 &gt; 要闻</div>
<div id="content"><h1>柳湾镇：凉亭里的公开栏</h1>
<div class="share-bar">来源：柳湾日报 时间：2022-03-04 10:20 分享</div>
<div class="text">{BODY}<p><a href="/x">延伸：柳湾镇旧檩条有了新用处</a></p></div></div>
<div class="sidebar"><h3>热点</h3><p>这里是一段推荐语，说的是别的事情。</p></div>
<ul><li><a href=1>甲镇修桥</a> 2022-03-01</li><li><a href=2>乙镇修路</a> 2022-03-02</li></ul>
<footer>版权所有，不得转载。</footer></body></html>"""


def test_hints_tell_the_article_from_its_surroundings() -> None:
    found = hints(render(PAGE))
    assert found[FIRST] == found[SECOND] == "main"
    assert found["柳湾镇：凉亭里的公开栏"] == ""
    assert found["来源：柳湾日报 时间：2022-03-04 10:20 分享"] == ""
    assert found["首页 > 要闻"] == found["版权所有，不得转载。"] == "nav"
    assert found["这里是一段推荐语，说的是别的事情。"] == "aside"
    assert found["甲镇修桥 2022-03-01"] == found["延伸：柳湾镇旧檩条有了新用处"] == "links"


def test_an_article_in_paragraphs_wrapped_one_by_one_or_parted_by_breaks_is_found() -> None:
    wrapped = "".join(f"<section><div><p>{text}</p></div></section>" for text in (FIRST, SECOND, FIRST))
    broken = "<br><br>".join((FIRST, SECOND, FIRST))
    for article in (wrapped, broken):
        page = render(
            f"<body>{NAV}<div><div id=a>{article}</div></div><div><p>电话：0000，地址：柳湾镇。</p></div></body>"
        )
        found = hints(page)
        assert found[FIRST] == found[SECOND] == "main"
        assert found["电话：0000，地址：柳湾镇。"] == ""


def test_a_page_of_links_and_dates_is_a_list() -> None:
    items = "".join(
        f"<li><a href=/{n}>柳湾镇第{n}次议事，村民点头</a><span>2022-03-{n:02}</span></li>" for n in range(1, 21)
    )
    page = render(f"<title>要闻_柳湾新闻网</title>{NAV}<ul>{items}</ul><footer>地址：柳湾镇，电话：0000。</footer>")
    assert page.flags == ("list-page",)
    assert (page.metadata.title, page.metadata.published) == (None, None)


def test_an_article_of_pictures_is_no_list() -> None:
    picture = (
        "<h1>柳湾镇村规民约图解</h1><p>发布时间：2022-03-05 09:30:00</p><div><img src=/1.png><img src=/2.png></div>"
    )
    neighbours = "<p>上一篇：<a href=/1>柳湾镇议事会开张</a></p><p>下一篇：<a href=/3>柳湾镇修桥</a></p>"
    links = "".join(f"<li><a href=/{n}>栏目{n}</a></li>" for n in range(20))
    page = render(f"<title>柳湾镇村规民约图解</title><ul>{links}</ul>{picture}{neighbours}")
    assert page.flags == ()
    assert page.metadata.title == "柳湾镇村规民约图解"
    assert page.metadata.published == "2022-03-05 09:30:00"


def test_a_page_of_teasers_is_a_list() -> None:
    item = f"<div class=item><h3>柳湾镇又议事</h3><p>2022-03-04</p><p>{FIRST}</p><p>详情&gt;&gt;</p></div>"
    assert render(f"<body>{NAV}<div>{item * 8}</div></body>").flags == ("list-page",)


def test_teasers_below_an_article_are_not_the_article() -> None:
    teasers = "".join(
        f"<p><a href={n}>别镇第{n}号要闻</a></p><p>别镇的人做了第{n}件事，都说好。</p><p>2022-03-0{n}</p>"
        for n in range(1, 5)
    )
    found = hints(render(f"<div>{BODY}{teasers}</div>"))
    assert found[FIRST] == "main"
    assert found["别镇的人做了第3件事，都说好。"] == "aside"


def test_a_short_notice_among_many_links_is_an_article() -> None:
    page = render(
        f"<h1>停水通知</h1>{NAV}<div><p>因管道检修，柳湾镇东片将于本周六停水，请各户提前储水，感谢支持与理解，有事请致电镇水厂。</p></div>"
    )
    assert page.flags == ()


# ---- what the page says of its article


@pytest.mark.parametrize(
    ("head", "title", "outlet", "authors", "published"),
    [
        (
            '<meta name="ArticleTitle" content="凉亭里的公开栏"><meta name="PubDate" content="2022-03-04 10:20">'
            '<meta name="ContentSource" content="柳湾日报"><meta name="SiteName" content="柳湾镇政府">'
            '<meta name="Author" content="何木">',
            "凉亭里的公开栏", "柳湾日报", ("何木",), "2022-03-04 10:20",
        ),
        (
            '<meta property="og:title" content="凉亭里的公开栏"><meta property="og:site_name" content="柳湾网">'
            '<meta property="article:published_time" content="2022-03-04T10:20:00+08:00">'
            '<meta property="article:author" content="何木、林石"><meta name="author" content="柳湾网">',
            "凉亭里的公开栏", "柳湾网", ("何木", "林石"), "2022-03-04T10:20:00+08:00",
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "凉亭里的公开栏",'
            '"datePublished": "2022-03-04", "author": [{"name": "何木"}], "publisher": {"name": "柳湾网"}}]}</script>',
            "凉亭里的公开栏", "柳湾网", ("何木",), "2022-03-04",
        ),
        (
            '<title>凉亭里的公开栏</title><script>var ct = "1646360400"; var nickname = "柳湾发布";</script>',
            "凉亭里的公开栏", "柳湾发布", (), "2022-03-04 10:20:00",
        ),
        ("<title>凉亭里的公开栏_要闻_柳湾网</title>", "凉亭里的公开栏", "柳湾网", (), None),
        ("<title>凉亭里的公开栏 - 柳湾新闻</title>", "凉亭里的公开栏", "柳湾新闻", (), None),
        ('<script type="application/ld+json">{"headline": </script>', None, None, (), None),
        ('<meta name="pubdate" content=""><meta name="author" content="admin@example.org">', None, None, (), None),
    ],
)  # fmt: skip
def test_metadata_is_read_off_the_head(
    head: str, title: str | None, outlet: str | None, authors: tuple[str, ...], published: str | None
) -> None:
    metadata = render(f"<html><head>{head}</head><body>{BODY}</body></html>").metadata
    assert metadata[:4] == (title, outlet, authors, published)


def test_microdata_is_read_off_the_body() -> None:
    page = render(
        f"<h1 itemprop=headline>凉亭里的公开栏</h1><time itemprop=datePublished datetime=2022-03-04>上周五</time>{BODY}"
    )
    assert page.metadata[:4] == ("凉亭里的公开栏", None, (), "2022-03-04")


def test_what_the_page_shows_stands_in_for_what_its_head_leaves_out() -> None:
    metadata = render(PAGE).metadata
    assert (metadata.title, metadata.outlet, metadata.published) == (
        "柳湾镇：凉亭里的公开栏",
        "柳湾新闻网",
        "2022-03-04 10:20",
    )


def test_the_headline_stands_above_the_date_where_the_head_names_a_column() -> None:
    page = render(
        f"<title>要闻--柳湾网</title>{NAV}<div>柳湾镇把公开栏搬进凉亭</div><div>发布时间：2022-03-04</div><div>{BODY}</div>"
    )
    assert page.metadata.title == "柳湾镇把公开栏搬进凉亭"


def test_a_title_cut_with_dots_is_the_headline_shown_whole() -> None:
    page = render(f"<title>柳湾镇把公开栏搬进凉亭...-柳湾网</title><h1>柳湾镇把公开栏搬进凉亭三个月之后</h1>{BODY}")
    assert page.metadata.title == "柳湾镇把公开栏搬进凉亭三个月之后"


def test_dates_in_the_text_are_not_the_date_of_the_page() -> None:
    text = "2019年3月4日，柳湾镇开了第一次院坝会，来了六十多人，都说这个办法好，应当年年办下去。"
    assert render(f"<h1>院坝会</h1><p>{text}</p>{BODY}").metadata.published is None
