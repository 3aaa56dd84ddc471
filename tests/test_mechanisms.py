"""Mechanisms as a reader of the table meets them: names, forms, components, claims, and what is no mechanism."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import mechanisms
from extractors._components import announced, leading_number, links
from extractors.mechanisms import Mechanism, extract, key
from tests.conftest import ROOT, document_of

_TABLE = ROOT / "extractors" / "mechanisms.csv"


def rows(text: str) -> list[Mechanism]:
    return list(extract(document_of(text)))


def surfaces(text: str) -> list[str]:
    return [text[row.start : row.end] for row in rows(text)]


def one(text: str) -> Mechanism:
    (row,) = rows(text)
    return row


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("街乡吹哨、部门报到以后，路灯亮了。", "街道吹哨、部门报到"),
        ("推行“街道吹笛、部门报告”机制。", "街道吹哨、部门报到"),
        ("镇里做到小事不出村，大事不出镇。", "小事不出村、大事不出镇"),
        ("健全自治、法治、德治相结合的体系。", "三治融合"),
        ("形成共建、共治、共享的局面。", "共建共治共享"),
        ("推进“一基地、多中心”建设。", "一基地多中心"),
        ("全面推行河湖长制。", "河长制"),
        ("建设十五分钟便民生活圈。", "一刻钟便民生活圈"),
        ("实施“百千万”工程。", "百千万工程"),
    ],
)
def test_variants_have_one_name(text: str, name: str) -> None:
    assert one(text).name == name


@pytest.mark.parametrize(
    ("text", "form", "number"),
    [
        ("实行“两级登记”制度。", "numbered", 2.0),
        ("建成双孵化园。", "numbered", 2.0),
        ("形成“1基地5中心”布局。", "numbered", 1.0),
        ("出台“1+7+N”系列文件。", "chain", 1.0),
        ("构建“党建+物业”模式。", "chain", None),
        ("推行接诉即办。", "named", None),
        ("打造15分钟助餐服务圈。", "named", 15.0),
        ("构建“政府搭台、企业唱戏、村民受益”的格局。", "parallel", None),
    ],
)
def test_form_and_number(text: str, form: str, number: float | None) -> None:
    row = one(text)
    assert (row.form, row.number) == (form, number)


@pytest.mark.parametrize(
    ("text", "components"),
    [
        ("建立“四级一体”（市、区、街道、社区）的孵化基地。", ("市", "区", "街道", "社区")),
        ("探索以社区为平台、社工为骨干、社会组织为载体的“三社联动”。", ("社区", "社工", "社会组织")),
        ("列出问题、责任、整改“三张清单”。", ("问题", "责任", "整改")),
        ("实行“三看”工作法，即看环境、看台账、看成效。", ("看环境", "看台账", "看成效")),
        ("推行“三问”机制：一问需求；二问困难；三问建议。", ("一问需求", "二问困难", "三问建议")),
        ("用好“早会”“夜访”“周评”“三个抓手”。", ("早会", "夜访", "周评")),
        (
            "以县(市、区)指导站、乡镇服务点、村级岗为重点的“一站一点一岗”建设。",
            ("县(市、区)指导站", "乡镇服务点", "村级岗"),
        ),
    ],
)
def test_components_that_the_text_spells_out(text: str, components: tuple[str, ...]) -> None:
    row = next(
        row for row in rows(text) if row.form == "numbered" and row.end - row.start > 1 and row.components == components
    )
    assert row.defined


def test_chain_before_the_name_defines_it() -> None:
    chain, name = rows("建立镇-村-组“三级联动”机制。")
    assert (chain.form, chain.components) == ("chain", ("镇", "村", "组"))
    assert (name.name, name.components, name.defined) == ("三级联动", ("镇", "村", "组"), True)


def test_a_row_of_names_shares_its_definition() -> None:
    found = rows("按照“一建”、“两不减”(即新建服务站、不减人员、不减经费)的思路推进。")
    assert [row.components for row in found] == [("新建服务站",), ("不减人员", "不减经费")]


def test_a_list_of_another_length_defines_nothing() -> None:
    assert not one("梳理需求、资源“三张清单”。").defined


def test_components_come_from_the_table_where_the_text_is_silent() -> None:
    row = one("区里推广五社联动。")
    assert row.components == ("社区", "社会组织", "社会工作者", "社区志愿者", "社会慈善资源")
    assert (row.defined, row.claim, row.lineage) == (False, "spread", "四社联动")


def test_a_definition_holds_for_the_whole_article() -> None:
    first, second = rows("建立社区、社工、物业“三方共管”机制。一年来，“三方共管”机制运转良好。")
    assert first.components == second.components == ("社区", "社工", "物业")
    assert second.defined


def test_links_of_a_chain_are_mechanisms_too() -> None:
    text = "采取“政府搭台+五社联动”模式。"
    assert surfaces(text) == ["政府搭台+五社联动", "五社联动"]


def test_a_name_once_introduced_is_found_without_marks() -> None:
    text = "县里推行“板凳议事”制度。有了板凳议事，邻里和睦。"
    assert surfaces(text) == ["板凳议事", "板凳议事"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("该市率先推行“田间议事”制度。", "first"),
        ("“田间议事”制度被列为试点。", "pilot"),
        ("“田间议事”制度在全省推广。", "spread"),
        ("推行“田间议事”制度。", None),
        ("这里是首个森林公园。县里推行“田间议事”制度。", None),
    ],
)
def test_claims(text: str, claim: str | None) -> None:
    assert one(text).claim == claim


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("去年，铁山区在辽宁省率先推行“田间议事”制度。", "铁山区"),
        ("2015年起，石桥市在全市3个街道推广“田间议事”制度。", "石桥市"),
        ("其中南塘街道建成贵州省首个“田间议事”制度基地。", "南塘街道"),
        ("浙江首创“田间议事”制度。", "浙江"),
        ("镇里办事快了，率先推行“田间议事”制度。", None),
        ("东湖区推行“田间议事”制度。", None),
        ("推动甲、乙等地率先建成“田间议事”制度。", None),
    ],
)
def test_who_claims_it(text: str, claimant: str | None) -> None:
    assert one(text).claimant == claimant


def test_the_first_of_something_else_claims_nothing() -> None:
    assert one("这是全国首个服务“一带一路”的码头。").claim is None


@pytest.mark.parametrize(
    ("text", "components"),
    [
        (
            "什么是“五社联动”？就是以社区为平台、以社会组织为载体、以社工为支撑、以志愿者为依托、以善款为补充的“五社联动”机制。",
            ("社区", "社会组织", "社工", "志愿者", "善款"),
        ),
        ("方案明确“三不”：不拆房、不砍树、不扰民；先办“评议”手续；每户须签字。", ("不拆房", "不砍树", "不扰民")),
        (
            "实行“三定两晒”（定人、定岗、定责，晒流程、晒结果）制度。",
            ("定人", "定岗", "定责", "晒流程", "晒结果"),
        ),
        (
            "县里建成“1+6+N”服务体系，即1个县级中心、6个片区站和N个村口点。",
            ("县级中心", "片区站", "村口点"),
        ),
        ("打造“1个总站+8个分站+N个驿点”架构。", ("总站", "分站", "驿点")),
        ("构建以农民为主体、政府为引导、企业为补充的长效机制。", ("农民", "政府", "企业")),
        (
            "通过“三社互动”工作机制，形成以社区为平台、社会组织为载体、志愿者为骨干的新模式。",
            ("社区", "社会组织", "志愿者"),
        ),
        ("法院推进诉源、案源、执源、访源“四源共治”。", ("诉源", "案源", "执源", "访源")),
    ],
)
def test_members_are_named_not_described(text: str, components: tuple[str, ...]) -> None:
    assert {row.components for row in rows(text)} == {components}


def test_villages_before_a_committee_do_not_define_it() -> None:
    assert not one("他走访了王家村、李家村“两委”干部。").defined


@pytest.mark.parametrize(
    "text",
    [
        "公益之路插上“翅膀”，干群连起“同心桥”。",
        "打通“最后一公里”，当好“店小二”，不搞“一刀切”。",
        "“我家的灯修好了！”刘奶奶说。",
        "“夕阳红”艺术团表演了舞蹈《茉莉花》。",
        "“五一”假期，“十五五”规划开局。",
        "全市有六大体系、四项机制、三支队伍。",
        "设立“三大平台、十二大功能”的中心。",
        "双方举行“2+2”对话，“海鸥”台风逼近。",
        "她荣获“最美社工”称号，村里获评“文明村”。",
        "由“旁观者”变为“参与者”。",
        "实现村集体和群众“双增收”的好局面。",
        "采用“现场讲解+互动问答”的形式授课，“线上+线下”都坐满了人。",
        "检查围绕“设施、立面、广告”六个方面展开。",
        "公司以“质优价廉、服务至上”为经营理念，坚持“先进可靠”的质量方针。",
        "“随手拍”小程序上线了。",
        "形成资源共享、优势互补、共同发展的党建工作新格局。",
        "晚会以“邻里一家亲、社区万家欢”为主题。",
        "团结奋斗、再接再厉、勇往直前。",
    ],
)
def test_what_is_none(text: str) -> None:
    assert surfaces(text) == []


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("五社联动", 5),
        ("十二大行动", 12),
        ("二十条", 20),
        ("双孵化园", 2),
        ("1+3+N", 1),
        ("百城万圈", 100),
        ("河长制", None),
    ],
)
def test_leading_number(name: str, number: float | None) -> None:
    assert leading_number(name) == number


def test_announced_is_the_numeral_or_the_sum() -> None:
    assert announced("三社联动") == {3}
    assert announced("一中心一站一室") == {3}
    assert announced("三抓三促") == {3, 6}
    assert announced("一人一档") == set()


def test_links() -> None:
    assert links("区-街-居") == ("区", "街", "居")
    assert links("党建＋服务") == ("党建", "服务")


def table() -> list[dict[str, str]]:
    lines = [line for line in Path(_TABLE).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def test_the_table_is_sound() -> None:
    names = [row["name"] for row in table()]
    assert len(set(names)) == len(names)
    for row in table():
        assert row["form"] in ("", "numbered", "chain", "parallel", "named"), row
        assert row["when"].partition(" ")[0] in ("any", "quoted"), row
        assert row["lineage"] in ("", *names), row
        assert row["lineage"] != row["name"], row
        assert row["first_year"] == "" or 1940 < int(row["first_year"]) < 2030, row
        assert row["source"], row


def test_a_name_that_means_something_else_elsewhere_is_known_by_its_article() -> None:
    assert surfaces("居委会请三驾马车一起开会。") == ["三驾马车"]
    assert surfaces("出口是拉动经济的“三驾马车”之一。") == []


def test_no_spelling_belongs_to_two_names() -> None:
    owner: dict[str, str] = {}
    for row in table():
        for written in (row["name"], *filter(None, row["variants"].split("|"))):
            assert owner.setdefault(key(written), row["name"]) == row["name"], written


def test_every_known_name_is_found_in_quotation_marks() -> None:
    missing = [row["name"] for row in table() if row["name"] not in surfaces(f"社区推行“{row['name']}”机制。")]
    assert missing == []


def test_numbers_are_in_names_or_in_figures_never_in_both(sample_tables: Path) -> None:
    spans = {
        table: pd.read_parquet(sample_tables / table)[["doc_id", "start", "end", "text"]]
        for table in ("mechanisms", "figures")
    }
    both = spans["mechanisms"].merge(spans["figures"], on="doc_id", suffixes=("", "_figure"))
    overlapping = both[(both["start"] < both["end_figure"]) & (both["start_figure"] < both["end"])]
    assert overlapping[["text", "text_figure"]].to_numpy().tolist() == []


def test_a_mere_count_is_no_mechanism(sample_tables: Path) -> None:
    texts = pd.read_parquet(sample_tables / "mechanisms")["text"]
    counts = texts[texts.str.fullmatch(r"[\d.一二两三四五六七八九十百千万亿]+[个项家名人种类次条座元%分钟小时年月日]*")]
    assert counts.tolist() == []


@given(st.text(alphabet="一三社联动机制“”、，。+-—《》（）(即为以等的区街居党建1N多 \n", max_size=80))
def test_spans_stand_in_order_inside_the_text(text: str) -> None:
    found = rows(text)
    assert [(row.start, row.end) for row in found] == sorted((row.start, row.end) for row in found)
    for row in found:
        assert 0 <= row.start < row.end <= len(text)
        assert row.rule in {rule.name for rule in mechanisms.RULES}
        assert text[row.start : row.end].strip() == text[row.start : row.end]


@pytest.mark.parametrize(
    "text",
    [
        "一" * 50_000,
        "9" * 100_000,
        "“" * 50_000,
        "“一" * 20_000,
        "党建+" * 20_000,
        "区-" * 20_000,
        "五社联动" * 5_000,
        "的格局" * 20_000,
        "共建、" * 20_000,
        "自治、" * 20_000,
        "小事不出" * 20_000,
        "小事不出村、" * 20_000,
        "1+2+" * 20_000,
        "区率先推行“五社联动”" * 5_000,
        "“三不”：不拆、不迁、" * 5_000,
    ],
    ids=[
        *("一", "digits", "quotes", "quoted", "plus", "dash", "known", "way"),
        *("shared", "ruled", "ladder", "ladders", "formula", "claims", "spelt"),
    ],
)
def test_no_input_runs_away(text: str) -> None:
    start = time.process_time()
    rows(text)
    assert time.process_time() - start < 5
