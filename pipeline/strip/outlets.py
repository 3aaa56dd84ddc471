"""The names of newspapers, agencies, broadcasters, sites and offices, and the places of a text that tell them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import ahocorasick_rs
import regex

from pipeline.strip.lexicon import HAN, later, table

Span = tuple[int, int]

_END = (
    r"(?:日报社?|晚报|早报|晨报|时报|商报|都市报|导报|青年报|法治报|法制报|经济报|消费者报|周刊|"
    r"杂志|报社|报|新闻网|政府网|门户网站|信息网|在线|网|通讯社|电视台|广播电台|电台|卫视|融媒体中心|"
    r"融媒|客户端|发布|微信公众号|公众号|新闻|政务|社|财经|频道|委员会|办公室|[局厅委办部府院])"
)
_name = later(regex.compile, rf"[{HAN}A-Za-z0-9·－—-]{{1,16}}{_END}")
# Behind these a paper is spoken to or of: 对某报记者说, 据某报消息.
SPOKEN_OF = "《“「诉对向受据与和给"
# What stands before the name of who published a text.
SOURCE_KEY = (
    r"(?:(?:文章|信息|稿件|新闻|内容|图文|文字|消息|本文|资料|数据)?\s?(?:来\s?源|稿\s?源|出\s?处)(?:于|自)?|"
    r"转载?自|发布(?:人|者|单位|机构|机关)|发文机关|供稿单位|信息提供)"
)
source = later(
    re.compile,
    rf"(?<!图片){SOURCE_KEY}\s*[:：|丨】]\s*[-－—\s]{{0,4}}(?P<outlet>[^\s:：，。；、|丨()（）\[\]【】<>]{{2,24}})",
)
_running_source = later(
    regex.compile,
    rf"来源[:：|丨]\s*(?P<outlet>[{HAN}A-Za-z]{{1,12}}?(?:网|报|社|台|在线|客户端|发布)(?:[-－—·][{HAN}]{{2,12}}?"
    rf"(?:网|报|社|台|频道))?|[{HAN}]{{2,8}}?(?=为[了深进切贯全落丰提弘加]|近日|日前|当前|今年|原标题))",
)
# What follows the name in a dateline: 消息, 某地讯, 某地8月8日电, 记者某.
_DATELINE = (
    rf"(?:[(（][{HAN}]{{2,8}}[)）])?\s?[|丨｜]?\s?(?:消息|讯|[{HAN}]{{2}}讯|[{HAN}/]{{0,12}}?(?:\d{{4}}年)?(?:\d{{1,"
    rf"2}}月)?\d{{1,2}}日(?:电|讯|消息)|"
    rf"[{HAN}]{{0,6}}?(?:全媒体|见习|特约)?(?:记者|通讯员)\s?[{HAN}])"
)
_dateline = later(regex.compile, _DATELINE)
# What a name may have behind it that belongs to it: 某报客户端, 某报－某某频道, 某网（某报网）.
_MORE_BEGINS = frozenset("客-－—(（ ")
_more_of_name = later(
    regex.compile,
    rf"(?:客户端)?(?:[-－—][{HAN}]{{2,10}}?(?:网|报|频道|客户端))?(?:\s{{0,2}}[(（](?P<double>[{HAN}]{{2,8}})[)）])?",
)
_agency = later(
    regex.compile,
    rf"\W{{0,4}}(?P<outlet>[{HAN}]{{2,8}}?(?:日报|晚报|商报|早报|晨报|时报|新闻网|消费者报|"
    rf"青年报|经济导报|在线|网|融媒)){_DATELINE}|"
    rf"\W{{0,4}}(?P<wire>(?!本)[{HAN}]{{2,5}}?(?:通讯社|社))(?:[{HAN}]{{2,6}}\d{{1,2}}月\d{{1,2}}日电|"
    rf"[{HAN}]{{2,6}}\d{{1,2}}日电|消息[:：（(])",
)
_agency_in_brackets = later(
    regex.compile,
    rf"[(（](?P<outlet>(?!本|报社)[{HAN}]{{2,6}}?(?:通讯社|社))"
    rf"(?:记者|[{HAN}]{{0,10}}\d{{1,2}}日|[^()（）]{{0,12}}外电)",
)
_DATELINE_HINT = re.compile(r"[电讯]|消息|记者|通讯员")
_STAFF = r"社?\s?[|丨｜]?\s?(?:[、/]\S{2,8}?)?(?:全媒体|融媒体|见习|特约|实习|首席)*(?:记者|通讯员)"
_staff = later(regex.compile, _STAFF)
_staff_of_paper = later(
    regex.compile,
    rf"(?P<outlet>[{HAN}A-Za-z]{{2,10}}?(?:日报|晚报|商报|早报|晨报|时报|都市报|青年报|特区报|新闻网|网|客户端|电视台|"
    rf"融媒体中心)){_STAFF}",
)
issuer = later(regex.compile, rf"[{HAN}]{{2,18}}(?:政府|办公[厅室]|[局厅]|委员会|调查队|总队)")
_slash = later(regex.compile, rf"(?P<name>[{HAN}]{{2,4}})\s?/\s?(?P<outlet>[{HAN}]{{3,12}})")


@cache
def _names() -> frozenset[str]:
    return frozenset(name for row in table("outlets.txt") for name in row[0].split())


@cache
def _matcher() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(sorted(_names()), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def known(text: str, tail: Callable[[], regex.Pattern[str]], not_after: str = "") -> Span | None:
    """The first outlet known by name that `tail` follows and none of the characters `not_after` precedes."""
    for _, start, end in _matcher().find_matches_as_indexes(text):
        if start and text[start - 1] in not_after:
            continue
        more = _more_of_name().match(text, end) if text[end : end + 1] in _MORE_BEGINS else None
        if more and (more["double"] is None or is_outlet(more["double"])) and tail().match(text, more.end()):
            return start, more.end()
        if tail().match(text, end):
            return start, end
    return None


def is_outlet(text: str) -> bool:
    """Whether a short line is nothing but the name of a paper, site, station or office."""
    return _name().fullmatch(text) is not None or text in _names()


def agency(text: str) -> Span | None:
    """Where the dateline at the head of a story names the outlet.

    `央视网消息`, `中新网某地8月8日电`, `（中央社記者…`.
    """
    head = text[:160]
    if not _DATELINE_HINT.search(head):
        return None
    if "社" in head and (bracket := _agency_in_brackets().search(head)):
        return bracket.span("outlet")
    if span := known(head[:80], _dateline, not_after=SPOKEN_OF):
        return span
    match = _agency().match(head)
    span = (match.span("wire") if match["wire"] else match.span("outlet")) if match else None
    return span if span and not head.startswith(("本报", "本网"), span[0]) else None


def staff_of(text: str) -> Span | None:
    """Where a by-line names the paper that its reporter works for: `昆明日报记者`."""
    if "记者" not in text and "通讯员" not in text:
        return None
    if span := known(text, _staff):
        return span
    match = _staff_of_paper().search(text)
    if match is None or match["outlet"].startswith(("本报", "本网", "据", "接受", "向", "告诉")):
        return None
    return match.span("outlet")


def running_source(text: str) -> Span | None:
    """Where a line that runs straight on into the story names its source: `来源：某某网为进一步…`."""
    match = _running_source().search(text)
    return match.span("outlet") if match else None


def slashed(text: str) -> tuple[str, Span] | None:
    """The name in a by-line of the form `某某/某报`, and where the paper stands in it."""
    match = _slash().fullmatch(text)
    return (match["name"], match.span("outlet")) if match and is_outlet(match["outlet"]) else None
