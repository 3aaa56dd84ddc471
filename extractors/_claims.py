"""What the clause around a mechanism claims of it, and who claims it: 铁山区在全省率先推行“…”."""

from __future__ import annotations

import re
from typing import NamedTuple

import regex

from extractors._words import any_of


class Claim(NamedTuple):
    """`kind` is first, pilot, model or spread; `who` is its subject as written. Both are null where none is said."""

    kind: str | None
    who: str | None


_NOTHING = Claim(None, None)
_KINDS = {
    **dict.fromkeys(("首个", "首创", "率先", "首家", "第一个", "首推", "首次", "首发"), "first"),
    **dict.fromkeys(("试点", "先行先试"), "pilot"),
    **dict.fromkeys(("示范", "样板", "标杆"), "model"),
    "推广": "spread",
}
# 可复制可推广 hopes for it, 推广活动 sells something, a 示范区 is a place; 首个服务…的 is the first of something else.
_WORDS = re.compile(
    rf"(?<!可)(?!首[个家](?:服务|[以为在从])|首次(?:提前|启动))(?:{'|'.join(_KINDS)})(?!活动|人员|家|引领|作用|区|线)"
)
_STOP = re.compile("[，。；！？、,;：:\n]")
_NEAR, _FAR = 16, 48

# The subject ends in what a place, a body or a firm is called; a province goes by its short name, too.
_BODY = any_of(
    """
    省 市 区 县 旗 州 盟 镇 乡 街道 村 社区 局 委 厅 部 院 办 会 政府 公司 集团 中心 学校 大学 党工委 党委 组织部
    法庭 派出所 医院
    """
)
_PROVINCES = any_of(
    """
    北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州
    云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 我省 我市 我区 我县 该省 该市 该区 该县 前海 雄安
    """
)
_VERB = any_of("建成 建立 成立 打造 创建 推出 设立 开展 启动 创造 创办 形成 建起 拿下 [在将把被是为获已]")
_OPENS = any_of("其中 由 而 但 早在 近年来? 今年以?来? 去年 如今 目前 日前 近日 当年 同年 随后 此后 至今")
_AFTER = any_of("[将已还也又就正曾便并] 已经 创新 积极 持续 大力 全面 深入 先后 逐步 总结 复制 开展 实施 继续")
_SUBJECT = regex.compile(
    rf"(?:{_OPENS})*(?P<who>(?:(?!{_VERB})\p{{Han}}){{1,17}}(?:{_BODY})|{_PROVINCES})(?:{_AFTER})*"
    rf"(?:在\w{{1,14}}?)?(?:{_AFTER})*(?:(?:{_VERB})了?)?(?:\p{{Han}}{{1,6}}(?:省|市|区|县|国)|全[省市区县国])?"
)


def claim(text: str, start: int, end: int) -> Claim:
    """The claim just before or just behind [start, end); that it is the first outweighs the rest."""
    left, right = text[max(0, start - _FAR) : start], text[end : end + 12]
    if not (_WORDS.search(left, max(0, len(left) - _NEAR)) or _WORDS.search(right)):
        return _NOTHING
    clause = _STOP.split(left)[-1]
    before = [match for match in _WORDS.finditer(clause) if match.start() >= len(clause) - _NEAR]
    after = _WORDS.findall(_STOP.split(right)[0])
    kinds = [_KINDS[word] for word in (*(match.group() for match in before), *after)]
    kind = "first" if "first" in kinds else next(iter(kinds), None)
    said = next((match for match in before if _KINDS[match.group()] == kind), None)
    subject = _SUBJECT.fullmatch(clause[: said.start()]) if said else None
    return Claim(kind, subject.group("who") if subject else None)
