"""Folding and conversion: what changes, what must not, and that every offset stays where it was."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from pipeline.simplify import simplify

FOLDED = {
    "１２３４５．６７％": "12345.67%",
    "ＡＢＣｘｙｚ": "ABCxyz",
    "⻄安市⻓安区": "西安市长安区",
    "⽤⼒⾛": "用力走",
    "全省\xa0共\u3000有": "全省 共 有",
    "党建＋服务": "党建+服务",
    "甲﹐乙﹑丙﹔": "甲，乙、丙；",
}
CONVERTED = {
    "社區裡的老人看著孩子": "社区里的老人看着孩子",
    "社區裏的老人接着說": "社区里的老人接着说",
    "衞生署羣眾熱線": "卫生署群众热线",
    "臺灣與台灣": "台湾与台湾",
    "著名作家的專著，顯著提升": "著名作家的专著，显著提升",
    "沿著河邊走，意味著改變，工程著手進行": "沿着河边走，意味着改变，工程着手进行",
    "乾淨的餅乾，乾燥，曬乾": "干净的饼干，干燥，晒干",
    "乾隆年間的乾縣": "乾隆年间的乾县",
    "其餘三百餘名": "其余三百余名",
    "於是後來答覆": "于是后来答复",
    "計畫與瞭解": "计划与了解",
    "敍述那張枱上的簷篷": "叙述那张台上的檐篷",
    "里長走進里辦公處，皇后與后來": "里长走进里办公处，皇后与后来",
}
# Simplified text holds characters that the tables would change: these lines must stay as they are.
UNTOUCHED = [
    "乾隆皇帝的著作",
    "宫商角徵羽",
    "於先生（姓於）著有多本书",
    "余下三百余名，后来",
    "藉此机会瞭望",
    "，。：（）《》“”",
]


@pytest.mark.parametrize(("raw", "wanted"), FOLDED.items())
def test_forms_are_folded(raw: str, wanted: str) -> None:
    assert simplify(raw).text == wanted


@pytest.mark.parametrize(("raw", "wanted"), CONVERTED.items())
def test_traditional_is_converted(raw: str, wanted: str) -> None:
    result = simplify(raw)
    assert result.text == wanted
    assert result.script == "hant"


@pytest.mark.parametrize("text", UNTOUCHED)
def test_simplified_is_left_alone(text: str) -> None:
    assert simplify(text) == (text, "hans", ())


def test_full_width_punctuation_keeps_its_width() -> None:
    text = "，。；：？！（）【】《》“”、—…"
    assert simplify(text).text == text


def test_only_the_traditional_lines_of_a_simplified_text_are_converted() -> None:
    text = "\n".join(
        [
            "乾隆年间的乾清宫里藏着许多珍贵的书籍和档案资料。",
            "標語寫著「為民」",
            "余先生说这样就对了，我们应该学习这个办法。",
        ]
    )
    result = simplify(text)
    assert result.text.split("\n")[1] == "标语写着「为民」"
    assert result.text.split("\n")[0] == text.split("\n")[0]
    assert result.script == "mixed"


def test_machine_made_traditional_is_flagged() -> None:
    made = "志愿者們走進社區，后來參與服務的居民越來越多，屬于自己的活動室也建起來了，志愿服務成為風氣。"
    assert "machine-traditional" in simplify(made).flags
    proper = "志願者們走進社區，後來參與服務的居民越來越多，屬於自己的活動室也建起來了。"
    assert simplify(proper).flags == ()


def test_what_cannot_be_told_is_flagged() -> None:
    assert "conversion-uncertain" in simplify("老張說他叫乾，這個問題還沒有解決").flags
    assert "conversion-uncertain" not in simplify("乾隆年間的餅乾，這個問題還沒有解決").flags


def test_damage_is_flagged() -> None:
    assert "replacement-characters" in simplify("社区\ufffd治理").flags
    assert "mojibake" in simplify("锟斤拷锟斤拷锟斤拷").flags
    assert "mojibake" in simplify("社区治理工作，推进服务。".encode().decode("latin-1")).flags
    assert simplify("价格为5°C，“Ã”是一个字母。").flags == ()


def test_every_dictionary_entry_keeps_its_length() -> None:
    lines = resources.files("opencc").joinpath("dictionary", "TSPhrases.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        phrase = line.split("\t")[0]
        assert len(simplify(f"這個{phrase}還").text) == len(phrase) + 3


def test_conversion_equals_that_of_opencc() -> None:
    reference = OpenCC("t2s")
    text = "這個計畫由區公所負責，預計於明年完成，屆時將設置無障礙設施；鄰里長瞭解後，認為效果良好，乾坤大挪移。"
    assert simplify(text).text == reference.convert(text)


@given(st.text(max_size=300))
def test_any_text_keeps_its_length_and_its_lines(text: str) -> None:
    result = simplify(text)
    assert len(result.text) == len(text)
    assert [len(line) for line in result.text.splitlines(keepends=True)] == [
        len(line) for line in text.splitlines(keepends=True)
    ]


@given(st.text(alphabet="社區裡著乾後餘社区里着后余，。\r\n\u3000１", max_size=120))
def test_what_is_simplified_once_stays(text: str) -> None:
    once = simplify(text)
    if once.script == "hant":
        assert simplify(once.text).text == once.text


def test_long_input_returns_at_once() -> None:
    for text in ("一" * 50_000, "著" * 50_000, "體" * 50_000, "１" * 100_000, "(" * 50_000):
        assert len(simplify(text).text) == len(text)
