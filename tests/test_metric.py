"""What a figure measures: one group of examples for each property of the language, read with the real figures."""

from __future__ import annotations

from typing import Any

import pytest

from extractors import dates, figures
from pipeline import tokenise
from pipeline.link import link
from pipeline.records import Article, Block


def metrics(text: str) -> list[str | None]:
    article = Article("d", "d", None, None, (), None, None, None, None, "hans", "utf-8", text, None, ())
    document = tokenise.document(article, (Block("d", 0, 0, len(text), text, 0, len(text), "body", "test"),))
    rows: dict[str, list[Any]] = {"dates": [], "places": [], "mechanisms": []}
    rows |= {"figures": list(figures.extract(document)), "dates": list(dates.extract(document))}
    return [one.metric for one in link(document, rows)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Adverbs and conjunctions between what is measured and what it does are no part of it.
        ("游客则只是增加5%。", ["游客增加"]),
        ("鱼塘租金可能增加到800元。", ["鱼塘租金"]),
        ("渡轮票价虽然普遍上调2元，但乘客仍减少3%。", ["渡轮票价上调", "乘客减少"]),
        # Nor is when it moved; but 的 makes a name of it.
        ("干果价格在三月上涨6%。", ["干果价格上涨"]),
        # They stay where they are a part of a word.
        ("大豆规则库收录40条。", ["大豆规则库收录"]),
        ("水泥产能达90万吨。", ["水泥产能"]),
        # What is left over names nothing by itself.
        ("修好水渠9条，余下4条。", ["修好水渠", "修好水渠"]),
        # A name that begins with 比 compares nothing.
        ("比赛场地由5块变更为7块。", ["比赛场地", "比赛场地"]),
    ],
)
def test_words_that_say_nothing_of_it(text: str, expected: list[str | None]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("外来的拖拉机，由去年的50台，减少到30台。", ["外来的拖拉机", "外来的拖拉机"]),
        ("至于木制渔船，共有60艘。", ["木制渔船"]),
        ("瓷砖出口占全县的比重，比上年提升2个百分点。", ["瓷砖出口占全县的比重比上年提升"]),
        # Where, when and by whom it was said is not what it is said of.
        ("在旧码头里，共有12个。", [None]),
        ("馆长表示，共有12个。", [None]),
        # Nor is what another figure has.
        ("种植桑树300亩，增加5%。", ["种植桑树", "种植桑树增加"]),
        # The subject of the clause before, where that has nothing that could be measured.
        ("乙厂工人连夜加班，最高增幅达5%。", ["乙厂工人最高增幅"]),
        ("船税一直是大头，由3%升到5%。", ["船税", "船税"]),
    ],
)
def test_a_comma_cuts_it_off(text: str, expected: list[str | None]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Whatever verb it is, what moves from one number to the other is one thing.
        ("办事环节由9项精简为4项。", ["办事环节", "办事环节"]),
        ("合唱队由最初的12人壮大到80人。", ["合唱队", "合唱队"]),
        ("会费标准由9元调整至4元。", ["会费标准", "会费标准"]),
        ("拟把荔枝关税由9%降到5%。", ["荔枝关税", "荔枝关税"]),
    ],
)
def test_both_ends_of_a_move(text: str, expected: list[str | None]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A list of as many as the number says is what is counted.
        ("推进洁水、净土2项工程。", ["推进洁水、净土工程"]),
        ("开展“送书”“送戏”“送影”3大行动。", ["开展“送书”“送戏”“送影”行动"]),
        # One of fewer gives examples, and so does one with 等.
        ("推进洁水、净土9项工程。", ["推进工程"]),
        ("推进洁水、净土等2项工程。", ["推进工程"]),
        ("实施果树栽培等4项计划。", ["实施果树栽培计划"]),
        ("梳理出涵盖修渠、架桥等6件实事。", ["梳理出实事"]),
        ("种植苹果、柑橘等各类果树500棵。", ["种植果树"]),
    ],
)
def test_lists_that_a_number_sums_up(text: str, expected: list[str | None]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Sides and bores.
        ("这块8吨重的石碑来自山里。", ["石碑重量"]),
        ("配备口径20毫米的水管。", ["水管口径"]),
        # What there is more of stands behind.
        ("全县增加20个停车位。", ["增加停车位"]),
        ("苹果价格增加3元左右。", ["苹果价格增加"]),
        # What money was used for.
        ("镇里投资6万元修建3座石桥。", ["镇里投资修建石桥", "石桥"]),
        # An amount may be said again before its noun.
        ("洪水造成3亿元（约合4千万美元）的损失。", ["洪水造成损失", "洪水造成损失"]),
        # What says which one it is, and what it brought about.
        ("波及沿江许多大小村庄的洪水造成5人死亡。", ["洪水造成死亡"]),
        # Shares of the same thing.
        ("茶叶产量约占全县的7%，仍稳占全镇的9%。", ["茶叶产量约占全县比例", "茶叶产量占全镇比例"]),
        # Numbers dealt out go on being dealt out.
        (
            "水费和电费涨幅最大，分别上涨3%和5%，达7万元和9万元。",
            ["水费上涨", "电费上涨", "水费", "电费"],
        ),
        # Units that name what they count.
        ("代表队获2金3银。", ["金牌", "银牌"]),
        ("车祸致3死5伤。", ["车祸致死亡", "车祸致受伤"]),
        ("海难死亡人数增至62死。", ["海难死亡人数"]),
        ("村里有3个小组、58户、209人。", ["村里小组", "户数", "人口"]),
        # Where each of them comes from.
        ("新增学徒4名，其中来自邻县1名，来自外省3名。", ["新增学徒", "新增学徒来自邻县", "新增学徒来自外省"]),
        # The dictionary's words may begin within a unit.
        ("沉船造成9人死亡，仅2人生还。", ["沉船造成死亡", "生还"]),
        # About how old is not who.
        ("修钟的老白50岁出头。", ["修钟的老白年龄"]),
        # A noun written twice by mistake.
        ("河道河道疏浚3公里。", ["河道疏浚"]),
    ],
)
def test_what_else_says_it(text: str, expected: list[str | None]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # By the unit of the thing, which comes first as in a name; how the day closed says which price it is.
        ("茶油价格为每公斤80元。", ["每公斤茶油价格"]),
        ("大蒜收于每吨900元，周三收盘价是每吨880元。", ["每吨大蒜收盘价", "每吨大蒜收盘价"]),
        ("花椒周五报收于每公斤60元。", ["每公斤花椒收盘价"]),
        ("丙公司收报12元。", ["丙公司收盘价"]),
        # What it is done for is no price, nor is what must be paid.
        ("并处每平方米20元罚款。", ["每平方米罚款"]),
        ("乡里以每公斤5元的底价拍卖山货。", ["乡里以每公斤底价拍卖山货"]),
    ],
)
def test_a_quote(text: str, expected: list[str | None]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # How it looks is not what it is.
        ("7个石雕狮子非常威武。", ["石雕狮子"]),
        ("9头毛驴很听话。", ["毛驴"]),
        # Nor where they are, but what they do is.
        ("9名医生来到村口。", ["医生"]),
        ("9名医生缝合了这个伤口。", ["医生缝合伤口"]),
        ("6艘船通过海峡。", ["船通过海峡"]),
        # What there is, or what a place has, is only that.
        ("大厅设有5个窗口。", ["窗口"]),
        ("这里建有3座水塔。", ["水塔"]),
        # A rate is not counted by classifiers.
        ("4家瓷厂的合格率为97%。", ["瓷厂", "瓷厂合格率"]),
        # A list that the number sums up needs no saying before a long noun.
        ("形成茶叶、竹笋、药材3个千万元级产业集群。", ["形成千万元级产业集群"]),
        ("推进洁水、净土两项工程。", ["推进洁水、净土工程"]),
    ],
)
def test_the_noun_without_what_is_said_of_it(text: str, expected: list[str | None]) -> None:
    assert metrics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("旱地占全县30%的耕地。", ["旱地占全县耕地比例"]),
        ("茶园贡献了全县20%的产值。", ["茶园贡献了全县产值比例"]),
        ("15%的同比增幅高于往年。", ["同比增幅"]),
        ("在修好桥梁4座的基础上，修路2条。", ["修好桥梁", "修路"]),
        ("签收后10日内支付货款3万元。", ["支付货款"]),
        ("村委会从3个方面解释。", ["方面解释"]),
        ("王某3万元交保、李某2万元交保。", ["王某交保", "李某交保"]),
        ("派王某、李某找5名木匠。", ["找木匠"]),
        ("组织20名快递员、骑手等新就业群体。", ["快递员、骑手等新就业群体"]),
        ("检方起诉王某、李某等8人。", ["起诉"]),
        ("邀请家长、教师等8人。", ["邀请家长、教师等人"]),
    ],
)
def test_of_what_and_by_when(text: str, expected: list[str | None]) -> None:
    assert metrics(text) == expected
