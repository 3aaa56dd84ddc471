"""Policies as a reader of the table meets them: which 《》 names one, who issued it, what a short title stands for."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.policies import Policy, extract, is_policy
from tests.conftest import document_of


def rows(text: str) -> list[Policy]:
    return list(extract(document_of(text)))


def one(text: str) -> Policy:
    (row,) = rows(text)
    return row


@pytest.mark.parametrize(
    "title",
    [
        "中华人民共和国防洪法",
        "民法典",
        "社区矫正实施细则（试行）",
        "城市更新“十五五”规划",
        "青城市人才支持计划“青山英才”专项实施细则",
        "海洋保护公约",
        "逃犯条例",
        "施政报告",
        "立法会（权力及特权）条例",
        "智慧社区评价指标体系",
        "乡镇(街道)社会工作站建设与服务规范",
        "养老服务行动方案（2021—2023年）",
        "国务院关于修改〈河道管理条例〉的决定",
    ],
)
def test_policy_documents(title: str) -> None:
    assert is_policy(title, "", "")


@pytest.mark.parametrize(
    ("title", "before", "after"),
    [
        ("三字经", "", ""),
        ("城市日报", "", "记者"),
        ("书法", "", ""),
        ("茶产业发展报告", "发布", ""),
        ("健全治理体系", "重要文章", ""),
        ("春天的计划", "电影", ""),
        ("战略合作框架协议", "签订", ""),
        ("倡议书", "宣读", ""),
        ("诗词选", "", ""),
    ],
)
def test_other_works(title: str, before: str, after: str) -> None:
    assert not is_policy(title, before, after)


def test_white_papers_and_documents_are_known_by_what_follows() -> None:
    assert one("发布《新时代的丝绸保护》白皮书。").name == "新时代的丝绸保护"


@pytest.mark.parametrize("said", ["以下称《实施意见》", "以下简称《实施意见》", "下称“实施意见”", "简称实施意见"])
def test_aliases_point_to_the_full_title(said: str) -> None:
    full, *short = rows(f"县政府印发《关于办好村级食堂的实施意见》（{said}）。《实施意见》共八条。")
    assert full.alias_of is None
    assert short[-1].name == "实施意见"
    assert {row.alias_of for row in short} == {"关于办好村级食堂的实施意见"}


def test_a_bare_title_stands_for_the_last_full_one() -> None:
    assert rows("省里公布《渔港管理条例》。《条例》六月施行。")[1].alias_of == "渔港管理条例"


def test_a_bare_title_with_nothing_before_it_stands_alone() -> None:
    assert one("学习《条例》精神。").alias_of is None


def test_the_alias_of_a_work_is_a_work() -> None:
    assert rows("出版《治水学习纲要》（以下简称《纲要》）。《纲要》共十章。") == []


def test_issuer_number_and_day() -> None:
    row = one("2020年4月6日，民政部印发《关于助老送餐的通知》（民发〔2020〕31号）。")
    assert (row.issuer, row.number, row.date, row.level) == ("民政部", "民发〔2020〕31号", date(2020, 4, 6), "central")


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("青山区制定出台了《关于扶持社会组织的意见》《关于助老送餐的意见》。", "青山区"),
        ("近日，省民政厅、省财政厅联合印发《助老送餐办法》。", "省民政厅、省财政厅"),
        ("依照《中共中央 国务院关于治水的决定》。", "中共中央、国务院"),
        ("照农业部制定、国家统计局批准的《畜牧统计制度》核查。", "农业部"),
        ("大家学习《助老送餐办法》。", None),
    ],
)
def test_issuer(text: str, issuer: str | None) -> None:
    assert {row.issuer for row in rows(text)} == {issuer}


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("中华人民共和国水法", "central"),
        ("山西省水利条例", "province"),
        ("包头市水利办法", "prefecture"),
        ("官渡区水利办法", "county"),
        ("联合国海洋公约", "international"),
        ("水利办法", None),
        ("市场准入办法", None),
        ("风景名胜区管理办法", None),
        ("全省成品油市场预案", "province"),
        ("海滨市城市市容办法", "prefecture"),
        ("运城市水利办法", "prefecture"),
        ("新城市议程", None),
        ("市民政局救助办法", "prefecture"),
        ("大湾区发展规划", None),
    ],
)
def test_level(title: str, level: str | None) -> None:
    assert one(f"执行《{title}》。").level == level


def test_documents_are_bound_to_the_series_they_form() -> None:
    found = rows("区里出台《助老意见》《助残意见》以及《助困办法（试行）》等“1+3+N”系列文件。")
    assert [row.series for row in found] == ["1+3+N"] * 3
    assert one("出台《助老意见》。").series is None


def test_a_number_alone_is_a_citation() -> None:
    row = one("按照国办发〔1998〕12号文件执行。")
    assert (row.name, row.issuer, row.rule) == ("国办发〔1998〕12号", "国务院办公厅", "number")


def test_pointing_words_need_something_to_point_at() -> None:
    assert [row.alias_of for row in rows("市里出台《停车办法》。该办法好用。")] == [None, "停车办法"]
    assert rows("该办法好用。") == []


def test_nested_titles_and_links() -> None:
    assert one("执行《国务院关于修改《水法细则》的决定》。").name == "国务院关于修改《水法细则》的决定"
    assert one("引用《[基本条例](https://example.org/a)》。").name == "基本条例"


@given(st.text(alphabet="《》〈〉（）()以下称意见印发办法号国发〔〕2021“”。，、该\n", max_size=80))
def test_spans_stand_in_order_inside_the_text(text: str) -> None:
    found = rows(text)
    assert [row.start for row in found] == sorted(row.start for row in found)
    for row in found:
        assert 0 <= row.start < row.end <= len(text)
        assert row.name


@pytest.mark.parametrize(
    "text",
    ["《" * 50_000, "《" * 20_000 + "》" * 20_000, "印发" * 20_000 + "《意见》", "国发〔" * 20_000, "该办法" * 20_000],
)
def test_no_input_runs_away(text: str) -> None:
    start = time.process_time()
    rows(text)
    assert time.process_time() - start < 5
