"""Dates: what a time expression comes to on the calendar, and that nothing but the article decides it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import _calendar as calendar
from extractors import dates
from pipeline import tokenise
from pipeline.records import Article, Block, Document

ROOT = Path(__file__).resolve().parent.parent


def document(
    text: str, published: str | None = "2024-09-18", title: str | None = None, place: str | None = None
) -> Document:
    when = datetime.fromisoformat(published) if published else None
    article = Article("d", "d", title, None, (), None, when, None, None, "hans", "utf-8", text, None, ())
    return tokenise.document(article, (Block("d", 0, 0, len(text), text, 0, len(text), "body", "test"),))


def read(text: str, published: str | None = "2024-09-18", title: str | None = None) -> dict[str, dates.Date]:
    """The rows of a text by what they cover."""
    return {text[row.start : row.end]: row for row in dates.extract(document(text, published, title))}


def interval(row: dates.Date) -> str:
    return f"{row.from_date or ''}..{row.to_date or ''}"


@pytest.mark.parametrize(
    ("text", "covered", "value", "expected"),
    [
        ("今年一季度比去年四季度快，比去年同期也快。", "去年同期", "2023-Q1", "2023-01-01..2023-03-31"),
        ("未来5至10年建成。", "未来5至10年", "P5Y/P10Y", "2024-09-18..2034-09-18"),
        ("证书有效期至2025年12月。", "至2025年12月", "2025-12", "..2025-12-31"),
        ("报名至10月8日止。", "至10月8日止", "2024-10-08", "..2024-10-08"),
        ("2025年中，工程验收。", "2025年中", "2025", "2025-01-01..2025-12-31"),
        ("应当在开庭三日前送达。", "三日前", "PAST_REF", ".."),
        ("3月2日开庭。（记者台北18日电）续审。", "18日", "2024-09-18", "2024-09-18..2024-09-18"),
        ("昨晚八九点停电。", "昨晚", "2024-09-17TEV", "2024-09-17..2024-09-17"),
        ("游行昨午3时出发。", "昨午3时", "2024-09-17T15", "2024-09-17..2024-09-17"),
        ("8月通胀为1997年以来新高，能源推升当月价格。", "当月", "2024-08", "2024-08-01..2024-08-31"),
        ("本季度平稳，上季度末结清。", "上季度末", "2024-Q2", "..2024-06-30"),
        ("1-11月份投资增长。", "1-11月份", "2023-01/2023-11", "2023-01-01..2023-11-30"),
        ("2023全年平稳。", "2023全年", "2023", "2023-01-01..2023-12-31"),
        ("昨凌晨有雨。", "昨凌晨", "2024-09-17TMO", "2024-09-17..2024-09-17"),
        ("论坛于周日（22日）举行。", "周日", "2024-09-22", "2024-09-22..2024-09-22"),
        ("过去24小时降雨。", "过去24小时", "PT24H", "2024-09-17..2024-09-18"),
        ("70至80年代的老楼。", "70至80年代", "197/198", "1970-01-01..1989-12-31"),
        ("自2010年起至今有八家。", "自2010年起至今", "2010", "2010-01-01..2024-09-18"),
        ("从今年下半年开始试点。", "从今年下半年开始", "2024-H2", "2024-07-01..2024-09-18"),
        ("截至7月底有百家，去年同期八十家。", "去年同期", "2023-07", "2023-07-01..2023-07-31"),
        ("周一收集、周三会商，逐件办结。", "周三", "XXXX-WXX-3", ".."),
        ("2022年11月24日 星期四 头版", "2022年11月24日 星期四", "2022-11-24", "2022-11-24..2022-11-24"),
        ("街道于2017年设站。", "2017年", "2017", "2017-01-01..2017-12-31"),
        ("2020至2022年培训百人。", "2020至2022年", "2020/2022", "2020-01-01..2022-12-31"),
        ("截至6月30日登记百家。", "截至6月30日", "2024-06-30", "..2024-06-30"),
        ("自2019年以来增设。", "自2019年以来", "2019", "2019-01-01..2024-09-18"),
        ("到2035年基本建成。", "到2035年", "2035", "..2035-12-31"),
        ("预定10月9日前答复。", "10月9日前", "2024-10-09", "..2024-10-09"),
        ("今年以来，开行百列。", "今年以来", "2024", "2024-01-01..2024-09-18"),
        ("今年3至4月上涨。", "今年3至4月", "2024-03/2024-04", "2024-03-01..2024-04-30"),
        ("上半年平稳。", "上半年", "2024-H1", "2024-01-01..2024-06-30"),
        ("前三季度收入公布。", "前三季度", "2024-Q1/2024-Q3", "2024-01-01..2024-09-30"),
        ("2023年第二季度评选。", "2023年第二季度", "2023-Q2", "2023-04-01..2023-06-30"),
        ("6月底清查完毕。", "6月底", "2024-06", "..2024-06-30"),
        ("5月中旬开园。", "5月中旬", "2024-05", "2024-05-11..2024-05-20"),
        ("2011年9月26日9时30分开标。", "2011年9月26日9时30分", "2011-09-26T09:30", "2011-09-26..2011-09-26"),
        ("9月17日晚停电。", "9月17日晚", "2024-09-17TEV", "2024-09-17..2024-09-17"),
        ("今天夜间到20日有雨。", "今天夜间到20日", "2024-09-18TNI/2024-09-20", "2024-09-18..2024-09-20"),
        ("2022年12月30日至2023年1月3日封路。", "2022年12月30日至2023年1月3日", "2022-12-30/2023-01-03",
         "2022-12-30..2023-01-03"),
        ("12月30日至次年1月3日放假。", "12月30日至次年1月3日", "2024-12-30/2025-01-03", "2024-12-30..2025-01-03"),
        ("70年来变化大。", "70年来", "P70Y", "1954-09-18..2024-09-18"),
        ("“十四五”期间新建。", "“十四五”期间", "2021/2025", "2021-01-01..2025-12-31"),
        ("“十四五”末全覆盖。", "“十四五”末", "2025", "..2025-12-31"),
        ("党的十八届三中全会提出。", "党的十八届三中全会", "2013-11-09/2013-11-12", "2013-11-09..2013-11-12"),
        ("今年七夕有灯会。", "今年七夕", "2024-08-10", "2024-08-10..2024-08-10"),
        ("2024年中秋档票房公布。", "2024年中秋档", "2024-09-15/2024-09-17", "2024-09-15..2024-09-17"),
        ("近年来发展快。", "近年来", "PAST_REF", ".."),
        ("每季度通报。", "每季度", "P3M", ".."),
        ("截至今年6月登记百家。", "截至今年6月", "2024-06", "..2024-06-30"),
        ("终审法院今颁下判词。", "今", "2024-09-18", "2024-09-18..2024-09-18"),
        ("即日起至10月8日报名。", "即日起至10月8日", "2024-09-18/2024-10-08", "2024-09-18..2024-10-08"),
        ("上周五开会。", "上周五", "2024-09-13", "2024-09-13..2024-09-13"),
    ],
)  # fmt: skip
def test_an_expression_is_an_interval(text: str, covered: str, value: str, expected: str) -> None:
    rows = read(text)
    assert covered in rows
    assert (rows[covered].timex_value, interval(rows[covered])) == (value, expected)


def test_a_review_of_a_year_printed_after_its_end_speaks_of_that_year() -> None:
    row = read("今年5月27日，站点挂牌。", "2022-01-06", title="【回望2021】街道在行动")["今年5月27日"]
    assert (row.timex_value, row.anchor) == ("2021-05-27", "year-in-title")


def test_a_january_report_speaks_of_the_year_in_its_title() -> None:
    rows = read("全年收入增长，上年末存款百亿。1—12月平稳。", "2012-01-20", title="2011年全县经济运行情况")
    assert {rows[text].from_date for text in ("全年", "1—12月")} == {date(2011, 1, 1)}
    assert rows["上年末"].to_date == date(2010, 12, 31)


@pytest.mark.parametrize("published", [None, "2024-03-28", "2026-05-06"])
def test_a_bulletin_speaks_of_the_year_in_its_title(published: str | None) -> None:
    rows = read("全年产量增长，比上年末减少；年末有百家。", published, title="2023年全县经济和社会发展统计公报")
    assert rows["全年"].from_date == date(2023, 1, 1)
    assert rows["年末"].to_date == date(2023, 12, 31)
    assert rows["上年末"].to_date == date(2022, 12, 31)


def test_a_date_without_a_year_is_the_nearest_rather_before_than_after() -> None:
    assert read("12月8日竣工。", "2024-01-15")["12月8日"].timex_value == "2023-12-08"
    assert read("展会将于10月5日开幕。")["10月5日"].timex_value == "2024-10-05"
    assert read("7日，记者获悉。", "2011-07-08")["7日"].timex_value == "2011-07-07"
    assert read("28日，记者获悉。", "2011-07-08")["28日"].timex_value == "2011-06-28"


def test_a_year_named_in_the_sentence_holds_to_its_end() -> None:
    rows = read("2021年3月立项，9月开工。5月8日，记者走访。")
    assert (rows["9月"].timex_value, rows["9月"].anchor) == ("2021-09", "previous")
    compared = read("比2019年1-7月增长。1-7月，投资平稳。")
    assert compared["1-7月"].timex_value == "2024-01/2024-07"


def test_a_comparison_with_last_month_is_with_the_month_before_the_reported_one() -> None:
    assert read("8月份，价格比上月上涨。")["上月"].timex_value == "2024-07"
    assert read("上月价格上涨。")["上月"].timex_value == "2024-08"


def test_days_point_back_to_the_last_day_mentioned() -> None:
    rows = read("2021年3月22日晚停电。前一天还正常，次日恢复。")
    assert (rows["前一天"].timex_value, rows["次日"].timex_value) == ("2021-03-21", "2021-03-22")


def test_without_a_date_of_its_own_an_article_leaves_dates_open() -> None:
    rows = read("5月12日启动，目前有八家，今年再增两家。昨天下雨。", None)
    assert rows["5月12日"].timex_value == "XXXX-05-12"
    assert all(row.from_date is None and row.to_date is None and row.anchor is None for row in rows.values())


def test_a_dateline_in_the_text_anchors_an_article_without_a_date() -> None:
    row = read("本报2023年5月8日电 昨天，桥通车了。", None)["昨天"]
    assert (row.timex_value, row.anchor) == ("2023-05-07", "text")


@pytest.mark.parametrize(
    ("text", "covered", "value"),
    [
        ("明日（6月21日，2019年）停课，昨日已通知。", "昨日", "2019-06-19"),
        ("要闻 2023-08-17 16:53:44  ，正文：8月16日，站点开放。", "8月16日", "2023-08-16"),
        ("今天（10月8日）开园。刊于 http://news.example.com/2022/1008/1.html 。", "今天", "2022-10-08"),
        ("2024年中秋档收官。今天（9月18日）公布。", "今天", "2024-09-18"),
        ("今年是“十五五”开局之年，3月2日动工。", "3月2日", "2026-03-02"),
        ("喜迎中国共产党成立105周年，今年办展。", "今年", "2026"),
        ("今年是新中国成立75周年，10月1日放烟花。", "10月1日", "2024-10-01"),
        ("庆祝香港回归25周年，今年有灯会。", "今年", "2022"),
    ],
)
def test_a_text_that_says_its_own_year_anchors_itself(text: str, covered: str, value: str) -> None:
    row = read(text, None)[covered]
    assert row.timex_value == value
    assert row.anchor in ("text", "previous")


@pytest.mark.parametrize(
    "text",
    [
        "2024年产值增长，今年再增。",
        "2021年庆祝建党100周年，2023年3月又办一次，今年继续。",
        "喜迎新中国成立70周年，也迎接改革开放40周年，今年办展。",
        "比2023年中秋假期多，今天（9月18日）公布。",
    ],
)
def test_a_year_merely_mentioned_anchors_nothing(text: str) -> None:
    assert all(row.anchor in (None, "previous") for row in read(text, None).values())


def test_years_of_the_republic_count_from_1911_in_texts_from_taiwan() -> None:
    rows = {
        r.timex_value
        for r in dates.extract(document("（中央社记者台北16日电）114年4月动工，民国113年核定。", "2025-04-16"))
    }
    assert rows == {"2025-04-16", "2025-04", "2024"}
    assert read("树龄114年。")["114年"].timex_value == "P114Y"


def test_two_mentions_of_one_day_are_two_rows() -> None:
    rows = list(dates.extract(document("今天（9月18日）召开。")))
    assert [row.timex_value for row in rows] == ["2024-09-18"] * 2


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert not read("6月31日") or all(row.timex_value != "2024-06-31" for row in read("6月31日").values())


@pytest.mark.parametrize(
    "text", ["共1954个团体", "331859人", "全文2174字", "24小时不打烊", "15分钟便民服务圈", "“1基地5中心”", "十二大功能"]
)
def test_counts_and_slogans_are_no_dates(text: str) -> None:
    assert not read(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_full_date_is_its_day_in_every_spelling(day: date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", f"{day.year}-{day.month:02d}-{day.day:02d}"):
        rows = list(dates.extract(document(f"于{text}公布。", None)))
        assert [(row.timex_value, row.from_date, row.to_date) for row in rows] == [(str(day), day, day)]


_NUMERALS = "〇一二三四五六七八九"


def in_numerals(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if not tens else "十" if tens == 1 else _NUMERALS[tens] + "十") + (_NUMERALS[ones] if ones else "")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_full_date_in_numerals_is_its_day(day: date) -> None:
    year = "".join(_NUMERALS[int(digit)] for digit in str(day.year))
    rows = list(dates.extract(document(f"于{year}年{in_numerals(day.month)}月{in_numerals(day.day)}日公布。", None)))
    assert [(row.from_date, row.to_date) for row in rows] == [(day, day)]


@given(st.integers(min_value=2, max_value=99), st.sampled_from([("年", "Y"), ("天", "D"), ("个月", "M")]))
def test_a_lapse_is_the_same_in_digits_and_numerals(count: int, unit: tuple[str, str]) -> None:
    for written in (str(count), in_numerals(count)):
        rows = read(f"共用了{written}{unit[0]}时间。")
        assert [row.timex_value for row in rows.values()] == [f"P{count}{unit[1]}"]


_PIECES = st.sampled_from(
    [*"年月日时周一二三十0123456789至到-—前后底初末（）《》，。\n",
     "2023年", "今年", "去年", "上半年", "个月", "以来", "截至", "目前", "每", "春节",
     "“十四五”", "党的十八大", "同期", "次日", "近", "未来", "世纪", "农历", "小时", "期间",
     "明早", "今日", "下午", "周三", "今", "判处", "开始"]
)  # fmt: skip


_DAY_VALUE = r"(?:\d{4}|XXXX)-(?:\d\d|XX)-(?:\d\d|XX)"
_CLOCK_VALUE = r"T(?:\d\d(?::\d\d)?|MO|MI|AF|EV|NI)"
_POINT_VALUE = (
    rf"(?:{_DAY_VALUE}(?:{_CLOCK_VALUE})?|(?:\d{{4}}|XXXX)(?:-(?:\d\d|XX|Q\d|H\d|S[PU]|FA|WI|W\d\d))?"
    rf"|(?:\d{{4}}|XXXX)-W(?:\d\d|XX)(?:-(?:\d|WE)(?:{_CLOCK_VALUE})?)?|\d\d\d?|P(?:T?[\d.X]+[YMWDHS])+|P[\dX]+S)"
)
_VALUE = re.compile(rf"(?:PRESENT|PAST|FUTURE)_REF|{_POINT_VALUE}(?:/{_POINT_VALUE})?")


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join), st.sampled_from([None, "2024-02-29", "2020-01-01"]))
def test_rows_of_any_text_are_in_order_and_in_bounds(text: str, published: str | None) -> None:
    end = 0
    names = {rule.name for rule in dates.RULES}
    for row in dates.extract(document(text, published)):
        assert end <= row.start < row.end <= len(text)
        assert row.rule in names
        assert row.timex_type in ("DATE", "TIME", "DURATION", "SET")
        assert row.timex_value is None or _VALUE.fullmatch(row.timex_value), row.timex_value
        assert not (row.from_date and row.to_date) or row.from_date <= row.to_date
        end = row.end


@pytest.mark.parametrize(
    "text",
    ["一" * 50_000, "1" * 100_000, "年" * 50_000, "1-" * 30_000, "2023年" * 10_000, "自" * 50_000, "（" * 50_000,
     "每" * 50_000, "1 " * 30_000, "三" * 20_000 + "年", "至" * 50_000, "1、" * 30_000, "近" * 30_000 + "以来",
     "十月" * 20_000, "“" * 30_000],
)  # fmt: skip
def test_no_text_makes_it_run_away(text: str) -> None:
    article = Article(
        "d", "d", None, None, (), None, datetime(2024, 9, 18), None, None, "hans", "utf-8", text, None, ()
    )
    begun = time.process_time()
    for _ in dates.extract(Document(article, (), (), ())):
        pass
    assert time.process_time() - begun < 5


def test_tables_of_the_calendar() -> None:
    assert calendar.festival("七夕节", 2021) == date(2021, 8, 14)
    assert calendar.festival("立春", 2025) == date(2025, 2, 3)
    assert calendar.festival("全国助残日", 2024) == date(2024, 5, 19)
    assert calendar.festival("春节", 1800) is None
    assert calendar.plan(14) == (date(2021, 1, 1), date(2025, 12, 31))
    assert calendar.holiday("中秋节", 2024) == (date(2024, 9, 15), date(2024, 9, 17))
    assert calendar.lunar_day(1, 6, 2024) == date(2024, 2, 15)


# Run in a process of its own, whose clock has been set: the classes and functions that tell the time are replaced
# before anything of the project is imported.
_UNDER_CLOCK = """
import datetime, sys, time
stamp = datetime.datetime.fromisoformat(sys.argv[1])
class FixedDate(datetime.date):
    @classmethod
    def today(cls): return cls(stamp.year, stamp.month, stamp.day)
class FixedDatetime(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls(stamp.year, stamp.month, stamp.day, tzinfo=tz)
    today = utcnow = now
datetime.date, datetime.datetime = FixedDate, FixedDatetime
time.time = lambda: (stamp - type(stamp)(1970, 1, 1)).total_seconds()
time.localtime = time.gmtime = lambda *_: stamp.timetuple()
time.tzset()
from tests.test_dates import document
from extractors import dates
for example in dates.EXAMPLES:
    for published in (None, "2024-09-18T23:30:00"):
        for row in dates.extract(document(example.text, published)):
            print(tuple(map(str, row)))
"""


def test_the_clock_and_the_time_zone_of_the_machine_change_nothing() -> None:
    def run(stamp: str, zone: str) -> bytes:
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": "0"}
        command = [sys.executable, "-c", _UNDER_CLOCK, stamp]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout

    first = run("1999-12-31", "Pacific/Kiritimati")
    assert first.count(b"\n") > 100
    assert first == run("2031-07-01", "America/Los_Angeles")
