"""What stands below the story: teasers and comments, the foot of the page, what the issuer says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

import regex

from pipeline.strip import byline
from pipeline.strip.furniture import is_contact, is_spam, spam_words
from pipeline.strip.lexicon import HAN, later
from pipeline.strip.line import CUT_OFF, FURNITURE, MARKS, Line, is_full_prose, is_paragraph, is_whole
from pipeline.strip.stamps import nothing_but_a_date, sign_off

# A story has been told after so many characters of prose.
STORY_LEAST = 120
# Who said something, and when, as a thread of comments or a ticker has it over or under each of its entries.
_said = later(
    re.compile,
    r"[^，。！？；：:]{0,16}?\s?(?:\d{1,2}\s?(?:秒|分钟|小时|天|周|个月|年)前|刚刚|"
    r"(?:今天|昨天|前天)\s?\d{1,2}:\d\d(?::\d\d)?)",
)
_STAMP_MAX, _UNIT_MAX = 40, 4
_STAMP_ENDS = frozenset("0123456789日前刚]）)】 ")


def mark_teasers(lines: Sequence[Line], first: int) -> int:
    """Teasers of other stories, and comments, stand each over or under its own time stamp, two and more in a row."""
    runs: list[list[int]] = []
    for n in range(first, len(lines)):
        text = lines[n].text
        if (
            len(text) < _STAMP_MAX
            and text[-1] in _STAMP_ENDS
            and (nothing_but_a_date().fullmatch(text) or _said().fullmatch(text))
        ):
            if runs and n - runs[-1][-1] <= _UNIT_MAX:
                runs[-1].append(n)
            else:
                runs.append([n])
    return sum(_mark_run(lines, first, run) for run in runs if len(run) > 1)


def _mark_run(lines: Sequence[Line], first: int, run: Sequence[int]) -> int:
    """Mark what belongs to a run of stamps that follow one another at even distances."""
    # Days alone, one after the other, are a chronicle where nothing says that the article has ended.
    timed = any(mark in lines[n].text for n in run for mark in ":前刚")
    if not timed and not any(line.label in ("boilerplate", "related") for line in lines[first : run[0]]):
        return 0
    steps = [below - above for above, below in pairwise(run)]
    unit = max(steps)
    if unit < 2 or (unit > 2 and len(run) < 3):
        return 0
    # The entry stands over its stamp where the run begins with an entry, as the stamps then close each unit.
    after = lines[run[-1] + 1] if run[-1] + 1 < len(lines) else None
    before = (
        not _said().fullmatch(lines[run[0]].text)
        and run[0] > 0
        and lines[run[0] - 1].label == ""
        and (after is None or after.label != "" or not after.prose or lines[run[0] - min(steps)].label == "related")
    )
    begin, end = (run[0] - min(steps) + 1, run[-1] + 1) if before else (run[0], run[-1] + min(steps))
    for line in lines[max(begin, first + 1) : end]:
        if line.label in ("", "metadata"):
            line.mark("teaser")
    # Comments make no list of stories.
    return 0 if _said().fullmatch(lines[run[0]].text) else len(run)


_END_RULES = frozenset({"disclaimer", "copyright", "comments", "licence"})
_EDITED = re.compile(r"[\[【(（]?(?:责任编辑|责编|编辑)\s*[:：]")


def mark_tail(lines: Sequence[Line], first: int) -> bool:
    """Follow the lines after the first prose: where the article ends, and where it goes on after all."""
    ended, strict, resumed, told = False, False, False, 0
    for n in range(first, len(lines)):
        line = lines[n]
        if line.label:
            neighbour = line.rule == "related" and line.text[0] in "上下前后"
            listed = line.rule == "furniture line" and line.label == "related"
            section = listed or line.rule in ("related heading", "comments")
            if line.rule in _END_RULES or neighbour or section:
                # What stands before the story has begun does not end it.
                ended, strict = True, (strict or section or neighbour) and told >= STORY_LEAST
            elif line.label == "metadata" and (byline.editor(line.text) or _EDITED.match(line.text)):
                ended = True
            continue
        if not ended or (line.hint == "main" and line.prose and is_whole(line.text)):
            told += len(line.text) if line.prose else 0
            continue
        if _resumes(lines, n, strict):
            ended, resumed, told = False, resumed or told > 0, told + len(line.text)
            _take_back(lines, n, first)
        elif (words := spam_words(line.text)) and is_spam(line.text, words, alone=True):
            line.mark("spam after the end")
        else:
            line.mark("after the end", "related" if strict else "")
    return resumed


def _take_back(lines: Sequence[Line], n: int, first: int) -> None:
    """The lines just before resumed prose belong to it where they are sentences, and two headings with them."""
    headings = 0
    for back in range(n - 1, first, -1):
        earlier = lines[back]
        if earlier.rule != "after the end" or len(earlier.text) > 40:
            return
        headings += earlier.text[-1] not in MARKS
        if headings > 2:
            return
        earlier.unmark()


def _resumes(lines: Sequence[Line], n: int, strict: bool) -> bool:
    """Whether the article goes on at line `n` after something that looked like its end."""
    text = lines[n].text
    if not is_full_prose(text) or CUT_OFF.search(text[-16:]):
        return False
    if not strict:
        return True
    ahead = [line.text for line in lines[n : n + 8] if not line.label and not is_contact(line.text)]
    # Among teasers and comments most lines are titles, names and dates, or are cut off; paragraphs come to an end.
    whole = sum(is_paragraph(text) for text in ahead)
    return (
        is_paragraph(text) and 5 * sum(text[-1] in MARKS for text in ahead) >= 2 * len(ahead) and 2 * whole > len(ahead)
    )


_counted = later(re.compile, r"[^，。：；\s]{1,12}\s?[(（]\d{1,5}[)）]")
_FOOT_RULES = frozenset({"copyright", "licence", "disclaimer", "furniture line", "menu"})
_named = later(re.compile, r"[^：:，。\s]{2,14}[：:]\s*\S")
_of_the_site = later(
    re.compile, r"主\s?办|承\s?办|主\s?管|协\s?办|网站|技术支持|版权|域名|网址|法律顾问|热线|传真|E-?mail"
)


def mark_foot(lines: Sequence[Line], first: int) -> None:
    """Contact lines and left-over menus count as furniture where the foot of a page is near."""
    last = next((n for n in range(len(lines) - 1, first - 1, -1) if not lines[n].label and lines[n].prose), first)
    furniture = [n for n in range(last + 1, len(lines)) if lines[n].label in FURNITURE and lines[n].rule != "markup"]
    if not furniture:
        return
    foot = furniture[0]
    hard = [n for n in furniture if lines[n].rule in _FOOT_RULES]
    contacts = [n for n in range(last + 1, len(lines)) if not lines[n].label and is_contact(lines[n].text)]
    # A notice has contact lines of its own, among other lines that name a thing and say what it is.
    own = any(not lines[n].label and n not in contacts and _named().match(lines[n].text) for n in range(last + 1, foot))
    for n in contacts if hard or len(contacts) > 3 else ():
        if not own or _of_the_site().search(lines[n].text) or n > foot:
            lines[n].mark("contact line")
    marked = set(furniture)
    for n in range(foot + 1, len(lines)):
        near = len(marked.intersection(range(n - 2, n + 3)))
        if not lines[n].label and not lines[n].prose and (near > 1 or (hard and hard[0] < n)):
            lines[n].mark("among furniture")
    tags = [n for n in range(last + 1, len(lines)) if not lines[n].label and _counted().fullmatch(lines[n].text)]
    for n in tags if len(tags) > 4 else ():
        lines[n].mark("cloud of tags")
    loose = [n for n in range(last + 1, foot) if not lines[n].label and len(lines[n].text) <= 40]
    figures = sum(any(char.isdigit() for char in lines[n].text) for n in loose)
    marks = sum(any(mark in lines[n].text for mark in "，。、；！？：,;") for n in loose)
    if len(loose) >= 6 and figures * 4 < len(loose) and marks * 4 < len(loose) and len(furniture) >= 3:
        for n in loose:
            lines[n].mark("menu before the foot")


_about = later(re.compile, r"关于[^，。；的了]{2,14}[:：]?")
_company = later(
    re.compile, r"成立于|创立于|创建于|是一家|是[^，。]{0,12}(?:领先|专注|知名)|总部[位设]?|致力于|有限公司"
)
_of_the_company = later(
    re.compile,
    r"[^，。]{0,24}(?:官方网站|官网|网站)[^，。]{0,14}(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?\S{0,40}",
)


def mark_company(lines: Sequence[Line], first: int) -> None:
    """At the end of its own story a company says who it is and where more of it is found."""
    left = [n for n in range(first + 1, len(lines)) if not lines[n].label]
    if not left:
        return
    text = lines[left[-1]].text
    if len(text) <= 80 and "网" in text and _of_the_company().fullmatch(text):
        lines[left.pop()].mark("the company of itself")
    for n in left[-8:]:
        if lines[n].text.startswith("关于") and _about().fullmatch(lines[n].text):
            told = [lines[below] for below in left if below > n]
            if told and all(line.prose for line in told) and _company().search(told[0].text[:60]):
                for line in [lines[n], *told]:
                    line.mark("the company of itself")
            return


_office = later(
    regex.compile, rf"[{HAN}（）() ]{{2,40}}(?:政府|办公室|[委局部厅院署处所站办组会社校队]|中心|公司|银行|街道|大学)"
)


def mark_signature(lines: Sequence[Line], first: int) -> None:
    """A document ends with the office that issued it and the day, each on a line of its own; annexes may follow."""
    days = [
        n
        for n in range(first + 1, len(lines))
        if len(lines[n].text) <= 20
        and lines[n].text[-1] in "日)）"
        and (not lines[n].label or lines[n].rule == "by-line and date line")
        and sign_off().fullmatch(lines[n].text)
    ]
    if not days:
        return
    last = next((n for n in range(len(lines) - 1, first - 1, -1) if not lines[n].label), first)
    for at in days:
        offices = list(
            takewhile(lambda line: not line.label and _office().fullmatch(line.text), lines[at - 1 : first : -1])
        )
        for line in offices[:6]:
            line.mark("signature")
        if offices or at >= last:
            lines[at].mark("signature")
