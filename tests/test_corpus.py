"""What all articles together tell: duplicates, families, adoptions, coverage."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline import corpus, families, tables
from pipeline.records import Article

_LINES = [
    "官渡区民政局介绍，全区已建成社区食堂36个，覆盖老年人2.4万人，每天供餐4100份，由社会组织承接运营。",
    "为了让服务走进院落，街道把闲置的门面改成议事厅，居民商量停车、晾晒和加装电梯，去年共议定事项128件。",
    "社区书记王敏说，过去大家有话没处说，现在楼栋长每周三上门，问题清单当天上墙，一个月内件件有回音。",
    "下一步，区里将拿出专项资金450万元，支持27个老旧小区引入专业社工，并把居民满意度作为付费的依据。",
]
# What a rewriting machine does: words for like words, the rest as it was.
_SYNONYMS = {
    "介绍": "讲述",
    "承接": "承担",
    "走进": "进到",
    "商量": "商议",
    "问题": "难题",
    "专项": "专门",
    "满意度": "认可度",
}


def _article(name: str, text: str, published: datetime | None = None, place: str | None = "530111") -> Article:
    return Article(name, f"{name}.txt", None, "网", (), None, published, None, place, "hans", "utf-8", text, None, ())


def _texts(tmp_path: Path, *articles: Article) -> tuple[list[families.Text], list[families.Family]]:
    path = tmp_path / "articles.parquet"
    tables.write(path, tables.table(Article, articles))
    found, prints = families.texts([path])
    return found, families.families(found, prints)


def test_same_reprint_and_excerpt(tmp_path: Path) -> None:
    whole = "\n".join(_LINES)
    _, kin = _texts(
        tmp_path,
        _article("a", whole, datetime(2023, 5, 1)),
        _article("b", whole.replace("，", ","), datetime(2023, 5, 2)),
        _article("c", whole + "（本报记者报道）", datetime(2023, 5, 3)),
        _article("d", "\n".join(_LINES[:2]), datetime(2023, 5, 4)),
        _article("e", "西山区今年种植行道树1.2万棵，新建口袋公园9处，改造绿道31公里，市民出门见绿。" * 2),
    )
    relations = {row.doc_id: (row.family, row.relation) for row in kin}
    assert relations["a"] == ("a", "head")
    assert relations["b"] == ("a", "same")
    assert relations["c"][0] == "a"
    assert relations["c"][1] in ("same", "reprint")
    assert relations["d"] == ("a", "excerpt")
    assert "e" not in relations


def test_daily_bulletins_are_no_family(tmp_path: Path) -> None:
    lines = "{0}日0时至24时，全市新增病例{1}例，治愈出院{2}例，累计排查{3}人，各区均已完成终末消毒。请市民做好防护。"
    articles = [_article(str(day), lines.format(day, day * 3, day * 7, day * 113)) for day in range(1, 9)]
    assert _texts(tmp_path, *articles)[1] == []


def test_word_by_word_rewriting_is_spun(tmp_path: Path) -> None:
    text = "\n".join(_LINES)
    spun = text
    for word, other in _SYNONYMS.items():
        spun = spun.replace(word, other)
    articles = _article("z", text, datetime(2023, 5, 9)), _article("s", spun, datetime(2023, 5, 10))
    _, kin = _texts(tmp_path, *articles)
    assert {row.doc_id: (row.family, row.relation) for row in kin} == {"z": ("z", "head"), "s": ("z", "spun")}


def test_duplicate_is_of_the_first_source(tmp_path: Path) -> None:
    found, _ = _texts(tmp_path, _article("b", _LINES[0]), _article("a", _LINES[0] + "\n"), _article("c", _LINES[1]))
    assert families.duplicates(found) == {"b": "a"}


def test_adoption_counts_a_family_once_and_knows_what_came_first(tmp_path: Path) -> None:
    text = "\n".join(_LINES)
    articles, kin = _texts(
        tmp_path,
        _article("a", text, datetime(2023, 5, 1)),
        _article("b", text + "（转载）", datetime(2023, 6, 1)),
        _article("c", "盘龙区另有一则消息，说的是别的事情，与上文没有关系。", datetime(2023, 4, 1)),
        _article("d", "没有日期的消息也说到了这件事，但不知道是哪一天登出来的。", None),
        _article("e", "没有地方的消息不算采用，因为不知道说的是哪里的做法。", datetime(2023, 1, 1), None),
    )
    rows = [(name, "五社联动", "first" if name == "b" else None) for name in "abde"]
    [row] = corpus.adoptions(articles, kin, rows, {"530111": "官渡区"})
    assert row == corpus.Adoption("五社联动", "530111", "官渡区", date(2023, 5, 1), "a", 3, 2, True, False)


def test_first_month_of_a_place_is_left_censored(tmp_path: Path) -> None:
    articles, kin = _texts(tmp_path, _article("a", _LINES[0], datetime(2023, 5, 20)))
    [row] = corpus.adoptions(articles, kin, [("a", "五社联动", None)], {})
    assert row.left_censored
    assert row.place_name is None


def test_spun_texts_adopt_nothing(tmp_path: Path) -> None:
    spun = _article("a", _LINES[0], datetime(2023, 5, 20))._replace(flags=("spun",))
    articles, kin = _texts(tmp_path, spun)
    assert corpus.adoptions(articles, kin, [("a", "五社联动", None)], {}) == []


def test_coverage_counts_by_month_and_keeps_the_undated(tmp_path: Path) -> None:
    articles, kin = _texts(
        tmp_path,
        _article("a", "\n".join(_LINES), datetime(2023, 5, 1)),
        _article("b", "\n".join(_LINES) + "。", datetime(2023, 5, 30)),
        _article("c", "另有一则没有日期的消息。", None),
    )
    rows = {row.month: (row.articles, row.families, row.undated) for row in corpus.coverage(articles, kin)}
    assert rows == {date(2023, 5, 1): (2, 1, 0), None: (1, 1, 1)}


@pytest.mark.parametrize("text", ["", "短", "𠮷野家" * 30])
def test_odd_texts_have_signatures(tmp_path: Path, text: str) -> None:
    found, kin = _texts(tmp_path, _article("a", text), _article("b", "别的"))
    assert len(found) == 2
    assert kin == []


def test_parts_carry_their_marks(tmp_path: Path) -> None:
    path = tmp_path / "part.parquet"
    tables.write(path, tables.table(corpus.Coverage, []), key="k")
    assert tables.marks(path) == {"key": "k"}
    assert pq.read_schema(path).names == list(corpus.Coverage._fields)
    path.write_bytes(b"PAR1")
    assert tables.marks(path) == {}
