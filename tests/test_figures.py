"""Figures as a reader of the table meets them: values, units, bounds, movements, and what is no figure."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors._numbers import digits_year, number
from extractors.figures import Figure, extract
from tests.conftest import document_of


def figures(text: str) -> list[Figure]:
    return list(extract(document_of(text)))


def shown(text: str) -> list[tuple[str, float, str | None]]:
    return [(text[row.start : row.end], row.value, row.unit) for row in figures(text)]


def one(text: str) -> Figure:
    (row,) = figures(text)
    return row


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("4,872", 4872),
        ("94.39万", 943900),
        ("1.2万亿", 1.2e12),
        ("32819.1万", 328191000),
        ("3万8千", 38000),
        ("13万8474", 138474),
        ("二十八", 28),
        ("一百零五", 105),
        ("一百五", 150),
        ("两千三百万", 23000000),
        ("九亿六千万", 960000000),
        ("一点五亿", 150000000),
        ("二〇二三", 2023),
        ("壹佰贰拾万", 1200000),
        ("廿三", 23),
    ],
)
def test_numbers_are_read_in_every_spelling(written: str, value: float) -> None:
    assert number(written) == value


@pytest.mark.parametrize("written", ["二三", "千百", "点五", "9" * 40])
def test_what_is_no_number_has_no_value(written: str) -> None:
    assert number(written) is None


@pytest.mark.parametrize(("written", "year"), [("二〇二三", 2023), ("一九九八", 1998), ("2023", 2023), ("十二", None)])
def test_years_are_read_digit_by_digit(written: str, year: int | None) -> None:
    assert digits_year(written) == year


_UNITS = ("", "十", "百", "千")


def spelled(value: int) -> str:
    """`value` below 100,000,000 as Chinese writes it."""
    if value >= 10000:
        rest = value % 10000
        gap = "零" if 0 < rest < 1000 else ""
        return spelled(value // 10000) + "万" + (gap + spelled(rest) if rest else "")
    text, zero = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            text += ("零" if zero and text else "") + "零一二三四五六七八九"[digit] + _UNITS[power]
        zero = not digit
    return text


@given(st.integers(1, 99_999_999))
def test_a_number_written_out_is_read_back(value: int) -> None:
    assert number(spelled(value)) == value


@given(st.decimals(min_value="0.01", max_value="99999", places=2), st.sampled_from(["", "万", "亿"]))
def test_a_value_is_rounded_once(value: Decimal, times: str) -> None:
    assert number(f"{value}{times}") == float(f"{value}e{ {'': 0, '万': 4, '亿': 8}[times] }")


@given(st.integers(2, 10**9), st.sampled_from(["个", "家", "名", "人次", "元", "%", "公里", "亩"]))
def test_any_number_with_a_unit_is_one_figure(value: int, unit: str) -> None:
    text = f"登记{value}{unit}。"
    assert shown(text) == [(f"{value}{unit}", float(value), unit)]


@given(st.text(alphabet="约近超0123456789.,，、万亿个名%元米年月日第一二三十百几半多余上下以到至—-（）《》“” \n"))
def test_rows_are_ordered_and_do_not_overlap(text: str) -> None:
    rows = figures(text)
    assert all(0 <= row.start < row.end <= len(text) for row in rows)
    assert all(first.end <= second.start for first, second in pairwise(rows))
    assert all(row.bound in ("=", "≈", ">", "≥", "<", "≤") for row in rows)
    assert all(row.value_max is None or isinstance(row.value_max, float) for row in rows)


def test_multipliers_are_applied_to_the_value() -> None:
    assert shown("总投资1635万元，占地1200m2，楼板13万8474平方公尺。") == [
        ("1635万元", 16350000.0, "元"),
        ("1200m2", 1200.0, "平方米"),
        ("13万8474平方公尺", 138474.0, "平方米"),
    ]


def test_a_counted_noun_without_classifier_leaves_the_unit_null() -> None:
    assert shown("全区94.39万常住人口，死亡588。") == [("94.39万", 943900.0, None), ("588", 588.0, None)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("每村有1-2个", 1, 2),
        ("来了三到五家", 3, 5),
        ("出栏4000至5000头", 4000, 5000),
        ("占20%—30%", 20, 30),
        ("奖励3至5万元", 30000, 50000),
        ("补贴5000元至1万元", 5000, 10000),
        ("由20元到50元", 20, 50),
        ("来了七八十名", 70, 80),
        ("占三、四成", 30, 40),
    ],
)
def test_a_range_gives_both_ends(text: str, low: float, high: float) -> None:
    row = one(text)
    assert (row.value, row.value_max) == (low, high)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("共18个", "="),
        ("约18个", "≈"),
        ("近18个", "≈"),
        ("18个左右", "≈"),
        ("约占总数的18%", "≈"),
        ("超过18个", ">"),
        ("突破18个", ">"),
        ("100余个", ">"),
        ("18亿多中国人", ">"),
        ("18岁以上", ">"),
        ("不少于18个", "≥"),
        ("不得低于18个", "≥"),
        ("不得超过18个", "≤"),
        ("大于等于18个", "≥"),
        ("18岁及以上", "≥"),
        ("不足18个", "<"),
        ("18岁以下", "<"),
        ("不超过18个", "≤"),
        ("18米以内", "≤"),
        ("签约18个", "="),
        ("附近18个", "="),
        ("达到18个", "="),
    ],
)
def test_bound_says_how_sure_the_number_is(text: str, bound: str) -> None:
    assert one(text).bound == bound


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("登记社会组织18个", [None]),
        ("新增18个", [None]),
        ("同比增长18%", ["up_by"]),
        ("增速达18%", ["up_by"]),
        ("实现18%的增长", ["up_by"]),
        ("分别增长8%、9%和10%", ["up_by", "up_by", "up_by"]),
        ("诉求同比减少18件，降幅7%", ["down_by", "down_by"]),
        ("增加到18个", ["up_to"]),
        ("降至18个", ["down_to"]),
        ("跌至每公斤18元", ["down_to"]),
        ("由3393人提升到24872人", ["from", "up_to"]),
        ("从15%降至8%", ["from", "down_to"]),
        ("由339人、占人口的0.4‰提升到872人，占人口的3.3‰", ["from", "from", "up_to", "up_to"]),
        ("产值翻两番", ["up_by"]),
        ("高于全省平均增速2个百分点", [None]),
        ("达到18个", [None]),
    ],
)
def test_change_says_how_the_figure_moved(text: str, changes: list[str | None]) -> None:
    assert [row.change for row in figures(text)] == changes


@pytest.mark.parametrize(
    "text",
    [
        "5月12日，2023年第3季度，下午3点半。",
        "2019年至2023年，1—7月，近20年来，为期3天。",
        "（三）第十五条第二款，第五十六条。",
        "电话0871-55551234，12345热线，120急救。",
        "和平路301弄4280号1幢328室，三门路48弄。",
        "国发〔2019〕12号，某ICP备12345678号-1。",
        "“五社联动”和“1+7+N”，“1基地5中心”。",
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
        "千方百计，五花八门，数一数二，万一。",
        "一场活动，一名记者，一系列举措，每一分钱。",
        "《三字经》《100个故事》《两部曲》。",
        "党的十八大、十八届三中全会，十四届全国人大二次会议。",
        "三门峡市、五台山、七台河市、九江市。",
        "3:1取胜，比分21比18，A4纸，5G网络，歼-20。",
        "%E6%B0%91%E8%AA%BF",
        "24小时不打烊，15分钟可达。",
    ],
)
def test_not_every_number_is_a_figure(text: str) -> None:
    assert shown(text) == []


_DIMENSIONS = {"count", "money", "ratio", "area", "length", "mass", "volume", "duration", "age", "energy", "other"}


def test_every_dimension_is_one_of_the_table() -> None:
    text = "18个、3元、5%、2亩、7公里、4吨、6升、志愿服务时长9小时、80岁、12千瓦时、3℃。"
    assert {row.dimension for row in figures(text)} == _DIMENSIONS


def test_an_empty_article_has_no_figures() -> None:
    assert figures("") == []


@pytest.mark.parametrize(
    "text",
    [
        "一" * 50_000,
        "9" * 100_000,
        "1," * 50_000,
        "1、" * 50_000,
        "12万" * 30_000,
        "（《" * 30_000,
        "约" * 50_000 + "3个",
        "由" * 20_000 + "3个提升到5个" * 2_000,
        "百分之" * 20_000,
        "三、" * 30_000,
    ],
)
def test_hostile_input_ends_at_once(text: str) -> None:
    empty = document_of("")
    document = replace(empty, article=empty.article._replace(text=text))
    begin = time.perf_counter()
    list(extract(document))
    assert time.perf_counter() - begin < 5
