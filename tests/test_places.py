"""Places: shared names, codes of their day, lists and pointing words, and where an article itself belongs."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from itertools import pairwise
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import _gazetteer as gazetteer
from extractors import places
from extractors.places import Place
from pipeline.locate import locate
from pipeline.records import Article
from pipeline.simplify import simplify
from pipeline.tokenise import document


def _article(
    text: str, year: int | None = 2024, place: str | None = None, title: str | None = None, outlet: str | None = None
) -> Article:
    published = datetime(year, 6, 1) if year else None
    return Article("d", "s", title, outlet, (), None, published, None, place, "hans", "utf-8", text, None, ())


def _rows(text: str, year: int | None = 2024, place: str | None = None) -> dict[str, Place]:
    return {text[row.start : row.end]: row for row in places.extract(document(_article(text, year, place), ()))}


def _shared_counties() -> dict[str, list[gazetteer.Spell]]:
    names: dict[str, list[gazetteer.Spell]] = defaultdict(list)
    for spells in gazetteer.units():
        last = spells[-1]
        if last.level == "county" and last.last == 2025 and last.code[:2] not in ("71", "81", "82"):
            names[last.name].append(last)
    return {name: spells for name, spells in names.items() if len(spells) > 1}


def _parent(code: str, year: int) -> gazetteer.Spell:
    for prefix in (code[:4] + "00", code[:2] + "0000"):
        place = gazetteer.by_code(prefix, year)
        if place is not None and place.code != code and gazetteer.dated(place.unit, year).code == prefix:
            return gazetteer.dated(place.unit, year)
    raise LookupError(code)


SHARED = [(name, spell) for name, spells in sorted(_shared_counties().items()) for spell in spells]
# Names that are plain words too, as 新城区: they need their parent right before them.
PLAIN = {"城区", "郊区", "矿区", "新城区", "市中区", "城中区", "城关区", "向阳区", "东区", "西区", "北区", "南区"}


def test_shared_names_are_those_known() -> None:
    names = {name for name, _ in SHARED}
    assert {"鼓楼区", "朝阳区", "西湖区", "白云区", "新华区", "铁西区", "市中区"} <= names
    assert 25 <= len(names) <= 32


@pytest.mark.parametrize(("name", "spell"), SHARED, ids=[f"{name}-{spell.code}" for name, spell in SHARED])
def test_shared_name_goes_to_the_parent_that_the_article_names(name: str, spell: gazetteer.Spell) -> None:
    parent = _parent(spell.code, 2025)
    between = "" if name in PLAIN else "开了会。昨天，"
    assert _rows(f"{parent.name}{between}{name}来了三百位居民。", 2025)[name].adcode == spell.code
    assert _rows(f"{parent.name}{name}来了三百位居民。", None)[name].adcode == spell.code


@pytest.mark.parametrize("name", sorted({name for name, _ in SHARED} - PLAIN))
def test_shared_name_stays_open_without_support(name: str) -> None:
    row = _rows(f"昨天，{name}来了三百位居民。", 2025)[name]
    assert (row.adcode, row.level) == (None, "county")
    assert row.candidates >= 2


@pytest.mark.parametrize(("name", "spell"), [pair for pair in SHARED if pair[0] not in PLAIN][::3])
def test_shared_name_goes_to_the_article_s_own_place(name: str, spell: gazetteer.Spell) -> None:
    assert _rows(f"昨天，{name}来了三百位居民。", 2025, _parent(spell.code, 2025).code)[name].adcode == spell.code


def _changes() -> list[tuple[gazetteer.Spell, gazetteer.Spell]]:
    found = []
    for spells in gazetteer.units():
        for old, new in pairwise(spells):
            if old.code != new.code and old.level == new.level == "county" and len(new.name) > 2 and len(old.name) > 2:
                found.append((old, new))
    found.sort(key=lambda pair: (pair[1].first, pair[1].code))
    return [found[number * len(found) // 100] for number in range(100)]


@pytest.mark.parametrize(("old", "new"), _changes(), ids=lambda spell: f"{spell.code}{spell.name}")
def test_code_of_the_year(old: gazetteer.Spell, new: gazetteer.Spell) -> None:
    for spell, year in ((old, old.last), (new, new.first)):
        text = f"{_parent(spell.code, year).name}{spell.name}召开了会议。"
        assert _rows(text, year)[spell.name].adcode == spell.code


def test_a_hundred_changes_since_1980() -> None:
    years = [new.first for _, new in _changes()]
    assert len(years) == 100
    assert min(years) <= 1985
    assert max(years) >= 2018


@pytest.mark.parametrize(
    ("text", "year", "name", "adcode"),
    [
        ("昆明市呈贡县的花开了。", 2010, "呈贡县", "530121"),
        ("昆明市呈贡区的花开了。", 2012, "呈贡区", "530114"),
        ("玉溪市江川区的湖清了。", 2016, "江川区", "530403"),
        ("杭州市下城区的老街亮灯了。", 2019, "下城区", "330103"),
        ("杭州市下城区的老街亮灯了。", 2023, "下城区", "330105"),
        ("杭州市江干区的老街亮灯了。", 2023, "江干区", "330104"),
        ("杭州市拱墅区的老街亮灯了。", 2022, "拱墅区", "330105"),
        ("重庆市两江新区办了展会。", 2020, "两江新区", "500000"),
        ("重庆市两江新区办了展会。", 2025, "两江新区", "500157"),
        ("重庆的桥多。", 1995, "重庆", "510200"),
        ("海南的椰子熟了。", 1985, "海南", "442200"),
        ("海南的椰子熟了。", 1990, "海南", "460000"),
    ],
)
def test_known_changes(text: str, year: int, name: str, adcode: str | None) -> None:
    row = _rows(text, year).get(name)
    assert (row.adcode if row else None) == adcode


def test_list_of_short_names_in_the_article_s_county() -> None:
    rows = _rows("金马、太和、吴井、关上、矣六5个街道都备了案。", 2022, "530111")
    assert {name: row.adcode for name, row in rows.items()} == {
        "金马": "530111004",
        "太和": "530111002",
        "吴井": "530111003",
        "关上": "530111001",
        "矣六": "530111007",
    }


def test_pointing_words_follow_the_article() -> None:
    rows = _rows("我市的志愿者在全市忙碌，红塔区和全省都知道。", 2021, "530400")
    assert {name: row.adcode for name, row in rows.items()} == {
        "我市": "530400",
        "全市": "530400",
        "红塔区": "530402",
        "全省": "530000",
    }


def test_pointing_words_follow_the_item_in_a_round_up() -> None:
    text = "浙江雨势加大\n浙江多地有雨，全省启动预案。\n湖北晚稻丰收\n湖北的晚稻熟了，全省开镰。"
    found = [
        row.adcode for row in places.extract(document(_article(text, 2024, "100000"), ())) if row.kind == "deictic"
    ]
    assert found == ["330000", "420000"]


def test_alias_beats_a_like_sounding_city() -> None:
    row = _rows("昆区的社会组织有五百家。", 2015)["昆区"]
    assert (row.adcode, row.name, row.full_name) == ("150203", "昆都仑区", "内蒙古自治区包头市昆都仑区")


def test_three_levels_down_to_the_community() -> None:
    rows = _rows("五华区莲华街道教场北路社区装了电梯。", 2023, "530100")
    assert [row.adcode for row in rows.values()] == ["530102", "530102006", "530102006002"]
    community = rows["教场北路社区"]
    assert (community.province, community.prefecture, community.county) == ("云南省", "昆明市", "五华区")
    assert community.full_name == "云南省昆明市五华区莲华街道教场北路社区"


def test_a_part_tells_which_of_the_places_is_meant() -> None:
    rows = _rows("昨天，福城街道丹湖社区来了三百位居民。")
    assert [row.adcode for row in rows.values()] == ["440309005", "440309005003"]


@pytest.mark.parametrize("written", ["苘山镇", "蔄山镇"])
def test_a_township_goes_by_the_spellings_of_its_rare_character(written: str) -> None:
    text = simplify(f"威海{written}开了夜校，{written[:2]}派出所派人讲课。").text
    assert [row.adcode for row in places.extract(document(_article(text, 2023), ()))] == [
        "371000",
        "371002112",
        "371002112",
    ]


def test_a_village_is_in_the_county_named_last() -> None:
    text = "嘉定区\n新增1例，居住于：\n联群村，\n星火村。\n金山区\n新增1例，居住于：\n星火村。"
    rows = places.extract(document(_article(text, 2022, "310000"), ()))
    assert [row.adcode[:6] for row in rows if row.adcode] == ["310114"] * 3 + ["310116"] * 2


def test_the_townships_of_an_article_tell_which_county_is_meant() -> None:
    rows = _rows("昨天，宝山区来了三百位居民，友谊路街道备了凉茶。")
    assert [row.adcode for row in rows.values()] == ["310113", "310113003"]
    assert [row.adcode for row in _rows("友谊路街道备了凉茶。").values()] == [None]


def test_a_township_keeps_its_name_from_a_far_city() -> None:
    rows = _rows("门头沟区的雨停了。孩子们搬到了龙泉小学的教室里。")
    assert list(rows) == ["门头沟区"]
    assert _rows("浙江龙泉的雨停了。")["龙泉"].adcode == "331181"


def test_a_zone_with_the_villages_of_a_township_is_one() -> None:
    rows = _rows("嘉定工业区草庵村和莘庄工业区都通了公交。", 2022, "310000")
    assert [(row.level, row.adcode) for row in rows.values()] == [
        ("township", "310114501"),
        ("village", "310114501212"),
        ("region", "310112"),
    ]


def test_a_county_of_long_ago_does_not_bear_its_name_today() -> None:
    assert list(_rows("潍坊市滨海区办了晚会。", 2023)) == ["潍坊市"]
    assert _rows("杭州市下城区办了晚会。", 2023)["下城区"].adcode == "330105"


def test_traditional_origin_places() -> None:
    rows = _rows("台北市松山区的居民搬到了香港的屯门区和澳门。", 2025)
    assert [(row.adcode, row.level) for row in rows.values()] == [
        ("710100", "prefecture"),
        ("710100", "county"),
        ("810000", "province"),
        ("810011", "county"),
        ("820000", "province"),
    ]


@pytest.mark.parametrize("word", ["合作", "资源", "和平", "公安", "解放", "友谊", "振兴"])
def test_plain_words_are_no_counties(word: str) -> None:
    assert word not in _rows(f"中国和各国的{word}，广西、湖北、北京都看重{word}。")


@pytest.mark.parametrize(
    ("title", "outlet", "text", "place"),
    [
        ("昆明再添十个社区食堂", "昆明日报", "记者从昆明市民政局获悉，盘龙区和五华区的食堂都开了门。", "530100"),
        ("官渡：社工走进楼院", "腾讯网", "近年来，官渡区请来社工。官渡区在昆明市走在前面。", "530111"),
        ("湖南长沙县修水库", None, "4月8日，湖南长沙县开工修水库。长沙县的村民都说好。", "430121"),
        ("国内快讯", "央视网", "浙江、安徽、江苏、山东、湖北等地有雨，全国铁路加开列车。", "100000"),
        ("税法实施条例公布", None, "国务院公布条例，自明年起在全国施行。", "100000"),
        ("小店开张", None, "老板说，天冷了，汤要热一点。", None),
        ("两国企业签下大单", "新华网", "昨天，两国商会在湖北黄石签下大单，韩国总统府派员出席。", "420200"),
        ("扫地机降价", "北京商报", "扫地机开始降价，厂家抢着卖，品牌越来越多，消费者等着看。", "100000"),
        ("夜校开课", "北京商报", "夜校开课，居民都来听。", "110000"),
        ("夜校开课", "新城区融媒体中心", "新城区自强路街道的夜校开课，居民都来听。", "610102"),
        ("扫地机降价", "东方早报", "国内扫地机开始降价。厂家不愿多说。而在苏州，小厂已经转产。", "100000"),
        ("扫地机降价", None, "扫地机开始降价，厂家抢着卖，品牌越来越多，消费者等着看。", "100000"),
        ("扫地机降价", None, "韩国的扫地机开始降价，厂家抢着卖，品牌越来越多，消费者等着看。", None),
        ("社区改造", None, "住房和城乡建设部公布名单，一百个社区要改造。", "100000"),
        (None, None, "重庆市渝北区龙山街道的孩子听了课。湖北省的专家来讲鱼。", "500112"),
        ("豆价走低", None, "国内豆价走低，大连商品交易所的合约跟着跌。", "100000"),
        ("南京客商访台", None, "台湾的商会迎来客人，台湾、台北都有活动，南京的客商签了约。", "320100"),
        (None, "昆区政府网", "昆区的孵化园有了新伙伴，我区的志愿者也来了。", "150203"),
        ("黄大仙区办邻里节", None, "香港黄大仙区的街坊在公园聚会，特区政府派员参加。", "810008"),
        ("夜校开课", None, "成都市高新区石羊街道的夜校开课了，石羊街道的居民都来听。", "510100"),
        ("夜校开课", None, "上海市浦东新区大团镇的夜校开课了，大团镇的居民都来听。", "310115"),
        ("社区食堂开张", "Hi威海客户端", "社区食堂开张，老人都说好。", "371000"),
        ("各地做好防汛", "央视网", "浙江玉环连夜转移居民。浙江台州、浙江宁波也在巡堤。", "100000"),
        ("玉环做好防汛", "央视网", "浙江玉环连夜转移居民。浙江玉环的干部也在巡堤。", "331083"),
        ("疫情通报", "央视网", "31个省（区、市）和新疆生产建设兵团报告病例10例。", "100000"),
        ("北部都会区规划展开放", None, "北部都会区的规划展在元朗开放，元朗、屯门和北区的街坊都来看。", "810000"),
    ],
)
def test_locate(title: str | None, outlet: str | None, text: str, place: str | None) -> None:
    assert locate(_article(text, 2023, None, title, outlet), ()) == place


def test_a_township_of_a_far_name_is_the_countys_own() -> None:
    rows = _rows("盐池县的红旗街道办了夜校。", 2023, "640323")
    assert rows["盐池县"].adcode == "640323"
    assert (rows["红旗街道"].adcode, rows["红旗街道"].level) == ("640323", "township")
    assert _rows("阿拉善左旗的南环街道办了夜校。", 2023, "152921")["南环街道"].adcode == "152921403"


@given(st.text(st.sampled_from("昆明市官渡区太和街道路社全省我县镇乡村、，。和12 a中国海南京新城\n"), max_size=60))
@settings(max_examples=200, deadline=None)
def test_places_are_the_same_in_a_text_that_was_located_before(text: str) -> None:
    article = _article(text, 2020)
    fresh = list(places.extract(document(article, ())))
    locate(article, ())
    assert list(places.extract(document(article, ()))) == fresh


def test_townships_go_on_by_their_short_names() -> None:
    rows = _rows("昆明市官渡区太和街道办了夜校，太和派出所派人讲课。太和路上、太和小区里都贴了通知。")
    assert list(rows) == ["昆明市", "官渡区", "太和街道", "太和"]
    assert rows["太和"].adcode == "530111002"


def test_communities_that_the_gazetteer_lacks_are_in_the_township_told_of() -> None:
    rows = _rows("官渡区太和街道和平路社区、湖畔春晓社区、枫林苑社区各有一间书房。月牙湾社区居民最爱读书。")
    assert {text: row.adcode for text, row in rows.items() if row.rule == "unlisted"} == {
        "湖畔春晓社区": "530111002",
        "枫林苑社区": "530111002",
        "月牙湾社区": "530111002",
    }


@given(st.text(st.sampled_from("昆明市官渡区太和街道路社全省我县镇乡村、，。和12 a中国海南京新城\n"), max_size=60))
@settings(max_examples=200, deadline=None)
def test_rows_are_in_order_apart_and_sound(text: str) -> None:
    article = _article(text, 2020)
    rows = list(places.extract(document(article, ())))
    end = 0
    for row in rows:
        assert end <= row.start < row.end <= len(text)
        assert row.adcode is None or row.adcode.isdigit()
        assert (row.adcode is None) == (row.name is None)
        end = row.end
    place = locate(article, ())
    assert place is None or (len(place) == 6 and place.isdigit())


@pytest.mark.parametrize(
    "text",
    [
        "一" * 50_000,
        "昆明市" * 20_000,
        "太和、" * 20_000,
        "村" * 50_000,
        "昆明、" * 10_000 + "3个社区",
        "（" * 50_000,
        "9" * 100_000,
    ],
)
def test_hostile_text_returns_soon(text: str) -> None:
    began = monotonic()
    list(places.extract(document(_article(text, 2020, "530111"), ())))
    locate(_article(text, 2020), ())
    assert monotonic() - began < 10


def test_gazetteer_holds_all_levels() -> None:
    levels = [spells[-1].level for spells in gazetteer.units() if spells[-1].last == 2025]
    assert levels.count("province") == 34
    assert levels.count("prefecture") >= 333
    assert levels.count("county") >= 2800
    assert len(gazetteer.towns("530111")) >= 8
    assert gazetteer.village("530111", "和平路") == (("530111002001", "和平路社区"),)
