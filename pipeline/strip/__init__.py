"""Raw article → clean article, and the account of every character that was kept or dropped.

What decides about a line, in this order: what it says (`furniture`), where it stands above the story (`headline`,
`above`) or below it (`below`), what is left (`kept`). `line` lists all labels and rules. What the article says of
itself is then read off the labelled lines (`imprint`), and `blocks` accounts for every character. Whatever no rule
recognises is kept: a line of furniture in the text is a smaller fault than a lost line of the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records import Article, Block, Raw, Simplified
from pipeline.simplify import script_of, simplify
from pipeline.strip import above, below, blocks, headline, imprint, kept
from pipeline.strip.furniture import Cues, recognise
from pipeline.strip.headline import Title
from pipeline.strip.line import CUT_OFF, Line, is_full_prose
from pipeline.strip.page import Page, read_page

# A line that runs on from its headline into the story is longer.
_RUNNING_LEAST = 60
_NO_TITLES = frozenset({"undefined", "null", "None", "无标题", "标题"})


def strip(raw: Raw, simplified: Simplified) -> tuple[Article, tuple[Block, ...]]:
    """The clean article and its blocks. `place` and `duplicate_of` are left null.

    `title`, `outlet`, `authors` and `editor` are given as the source writes them. Flags, beside those of `raw` and
    `simplified`: `no-title`, `no-date`, `no-text`, `list-page`, `truncated`, `reprint`, `spun`, `mixed-script`,
    `date-contradiction` (two places state different days), `date-from-text`, `date-from-signature`, `date-from-url`
    (no place states the day of publication as such), `tail-resumed` (text after what looked like the end was kept),
    `prose-after-end` (such text was dropped).
    """
    text = simplified.text
    flags = [*raw.flags, *simplified.flags]
    ends, lines = _lines(text)
    known = f"{raw.metadata.outlet or ''} {text[:1500]}"
    wanted = simplify(raw.metadata.title).text if raw.metadata.title else None

    # What the line says.
    cues = recognise(text, lines, known)
    if raw.hints:
        above.heed_hints(raw.hints, text, lines, wanted)
    keys = above.mark_particulars(lines)
    if "功能介绍" in known:
        above.mark_introduction(lines)

    # Where it stands: above the story.
    first = headline.first_prose(lines, wanted)
    above.mark_columns(text, lines, first)
    above.mark_menu(lines, first)
    if "标题" in keys:
        wanted = lines[keys["标题"]].text
    elif wanted in _NO_TITLES:
        wanted = None
    title = _title(text, lines, first, wanted)
    above.mark_head(lines, first, title)

    # Where it stands: below the story. A page with a headline and nothing else has its foot right below.
    teasers = below.mark_teasers(lines, first + 1)
    if below.mark_tail(lines, first):
        flags.append("tail-resumed")
    below.mark_foot(lines, first if first < len(lines) or title is None or title.line is None else title.line)
    below.mark_company(lines, first)
    below.mark_signature(lines, first)

    # What is left.
    kept.mark_rest(lines, first)
    is_list = "list-page" in raw.flags or (not raw.hints and kept.is_list_page(lines, teasers))
    if is_list:
        flags.append("list-page")
        kept.drop_all(lines)

    page = read_page(raw, text, lines, first)
    facts = imprint.read(page, title, keys)
    if is_list:
        facts = imprint.Facts(None, facts.outlet, (), None, None, facts.url, ("no-title", "no-date"))
    flags += facts.flags
    account, clean = blocks.account(raw, text, ends, lines, cues)
    script = simplified.script
    if script == "mixed":
        script = script_of("".join(block.raw_text for block in account if block.start is not None))
        if script == "mixed":
            flags.append("mixed-script")
    flags += _text_flags(page, clean, cues)
    article = Article(
        raw.doc_id, raw.source, facts.title, facts.outlet, facts.authors, facts.editor, facts.published, facts.url,
        None, script, raw.encoding, clean, None, tuple(dict.fromkeys(flags)), subtitle=_subtitle(account),
    )  # fmt: skip
    return article, tuple(account)


_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"


def _lines(text: str) -> tuple[list[int], list[Line]]:
    """Where all lines end, and the lines that are not blank."""
    ends, filled, at = [], [], 0
    for whole in text.splitlines(keepends=True):
        core = whole.strip()
        if core:
            start = at if whole[0] == core[0] else at + whole.index(core[0])
            if core[0] in _INVISIBLE and (seen := core.lstrip(_INVISIBLE)):
                line = Line(start + len(core) - len(seen), seen)
                line.take(start, line.start, "zero-width character")
            else:
                line = Line(start, core)
            filled.append(line)
        at += len(whole)
        ends.append(at)
    return ends, filled


def _title(text: str, lines: Sequence[Line], first: int, wanted: str | None) -> Title | None:
    """The headline, on a line of its own or at the head of one that runs on."""
    running = lines[first] if first < len(lines) and len(lines[first].text) > _RUNNING_LEAST else None
    opening = headline.read_opening(text, running) if running else None
    title = headline.find_title(lines, first, wanted)
    if running and opening and (title is None or title.rule == "first line"):
        title = Title(None, opening.start, opening.end, text[opening.start : opening.end], headline.AT_HEAD)
        if opening.certain:
            running.take(opening.start, opening.end, headline.AT_HEAD)
    elif title is not None:
        headline.mark_title(lines, first, title)
    return title


_SUBTITLE = re.compile(r"\s*[—―─－-]{2,}\s*(\S[^\n\r。；]{2,48})\s*$")


def _subtitle(account: Sequence[Block]) -> str | None:
    """The line that two dashes set under the headline, as the source writes it, without them."""
    titled = False
    for block in account:
        if block.label in ("blank", "boilerplate", "metadata"):
            continue
        if titled:
            found = _SUBTITLE.match(block.raw_text)
            return found[1] if found else None
        titled = block.label == "title"
    return None


def _text_flags(page: Page, clean: str, cues: Cues) -> list[str]:
    flags = []
    if not clean:
        flags.append("no-text")
    last = page.body[-1].text if page.body else ""
    if len(last) >= 30 and (last[-1] in "，、" or "\u4e00" <= last[-1] <= "\u9fff" or CUT_OFF.search(last[-16:])):
        flags.append("truncated")
    if any(line.rule == "after the end" and len(line.text) >= 60 and is_full_prose(line.text) for line in page.lines):
        flags.append("prose-after-end")
    if cues.spun > 1 or (cues.spun and any(line.rule == "read time" for line in page.notes)):
        flags.append("spun")
    return flags
