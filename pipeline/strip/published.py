"""When an article was published, by the best of the places that say it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache

from pipeline.strip import stamps
from pipeline.strip.lexicon import later, table
from pipeline.strip.page import Page, url
from pipeline.strip.stamps import Moment, sign_off

_named_date = later(re.compile, r"发布|发表|时间|日期")
_DATE_KEYS = ("发布日期", "公开日期", "发布时间", "时间", "日期", "成文日期", "发文日期", "生成日期")


def published(page: Page, keys: dict[str, int]) -> tuple[Moment | None, tuple[str, ...]]:
    """The moment of publication, by the best of the places that say it, and flags about how."""
    raw, text, lines = page.raw, page.text, page.lines
    stated: list[tuple[int, Moment]] = []
    for key in _DATE_KEYS if keys else ():
        if key in keys and (found := stamps.moment(lines[keys[key]].text)):
            stated.append((0, found))
            break
    head_end = lines[page.first].start if page.first < len(lines) else len(text)
    for line in page.notes:
        split = text[line.start : line.start + 40] if line.rule == "split date" and line.text[:2] == "20" else ""
        if split and (found := stamps.split_date(split)):
            stated.append((1, found))
        if (
            line.rule not in ("particulars", "signature")
            and "更新" not in line.text[:8]
            and (found := stamps.moment(line.text)) is not None
        ):
            rank = (0 if line.start < head_end else 2) + (0 if _named_date().search(line.text) else 1)
            stated.append((rank, found))
    for piece in lines[page.first].pieces if page.first < len(lines) else ():
        if piece.rule == "date at the head of the line" and (found := stamps.moment(text[piece.start : piece.end])):
            stated.append((1, found))
    record = stamps.moment(raw.metadata.published) if raw.metadata.published else None
    if stated:
        best = min(stated, key=lambda pair: pair[0])[1]
        if record is not None and abs((record.when.date() - best.when.date()).days) > 1:
            return best, ("date-contradiction",)
        return record if record is not None and record.timed and not best.timed else best, ()
    if record is not None:
        return record, ()
    if (found := stamps.roc_code(text)) or ("中央社" in text and (found := _roc_lead(page))):
        return found, ("date-from-text",)
    if (address := url(page)) and (found := stamps.url_date(address)):
        return found, ("date-from-url",)
    for line in lines[: page.first + 3]:
        if _delivered().match(line.text) and (found := stamps.moment(line.text)):
            return found, ("date-from-text",)
    signed = [line for line in page.notes if line.rule == "signature"]
    for line in reversed([*page.body[-12:], *signed]):
        if len(line.text) <= 40 and sign_off().fullmatch(line.text) and (found := stamps.moment(line.text)):
            # A press release of Hong Kong's government has the time of its issue below the day.
            if clock := _issued_at().match(text, line.end):
                return Moment(found.when.replace(hour=int(clock[1]) % 24, minute=int(clock[2]) % 60), True), ()
            return found, ("date-from-signature",)
    return _dated_today(text) or _dated_around(text), ("date-from-text",)


_issued_at = later(re.compile, r"\s{0,9}香港时间\s?(\d{1,2})时(\d{1,2})分")
# A report or speech says under its title when and where it was given: —2013年2月28日在…会议上.
_delivered = later(re.compile, r"\W{0,4}(?:19|20)\d\d年\d{1,2}月\d{1,2}日在.{4,50}[会议]上\W{0,2}$")


def _roc_lead(page: Page) -> Moment | None:
    """The day in the calendar of the Republic before an agency's dateline: 114年5月27日（中央社記者…）."""
    match = re.search(r"1[0-2]\d年\d{1,2}月\d{1,2}日(?=[(（]中央社)", page.text)
    return stamps.moment(match.group()) if match else None


@cache
def _festivals() -> dict[int, list[datetime]]:
    """The days of the lunar festivals, by year."""
    _, *rows = [row[0].split(",") for row in table("festivals.csv")]
    return {int(year): [datetime.fromisoformat(f"{year}-{day}") for day in days] for year, *days in rows}


_today = later(re.compile, r"(?:今天|今日)[（(](?P<month>\d{1,2})月(?P<day>\d{1,2})日[）)]")
_year = later(re.compile, r"(?<![\d到至])(20[0-3]\d)年")


def _dated_today(text: str) -> Moment | None:
    """`今天（9月18日）` in a broadcast: the year is that of the only year named, where a lunar festival confirms it.

    Without such a confirmation three in four of the years that a broadcast names are not its own.
    """
    if "月" not in text or "今" not in text:
        return None
    days = {(int(match["month"]), int(match["day"])) for match in _today().finditer(text)}
    years = set(_year().findall(text))
    if len(days) != 1 or len(years) != 1:
        return None
    (month, day), year = days.pop(), int(years.pop())
    try:
        today = datetime(year, month, day)
    except ValueError:
        return None
    named = [festival for festival in _festivals().get(year, ()) if abs((festival - today).days) <= 3]
    return Moment(today, False) if named and re.search(r"春节|元宵|端午|七夕|中秋|重阳", text) else None


_spoken = later(re.compile, r"(?P<day_of>今|昨|明)[天日早晚晨年]?[(（](?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日[）)]")
_SHIFTS = {"今": 0, "昨": 1, "明": -1}
_path_day = later(
    re.compile, r"(?<!\d)(?P<year>20[0-2]\d)/?(?P<month>1[0-2]|0[1-9])/?(?P<day>3[01]|[12]\d|0[1-9])(?=/)"
)


def _dated_around(text: str) -> Moment | None:
    """The day that a text speaks from, as in 今早（22日）, completed from a full date that can only be of that week.

    Where only the day is given, the full date stands just behind it; where the month is too, it is in the address of
    another story that the text links to.
    """
    if ("日）" not in text and "日)" not in text) or not (match := _spoken().search(text)):
        return None
    day, shift = int(match["day"]), timedelta(_SHIFTS[match["day_of"]])
    if match["month"]:
        written = [stamps.moment(found.group().replace("/", "")) for found in _path_day().finditer(text)]
    else:
        written = [stamps.moment(text[match.end() : match.end() + 60])]
    for found in written:
        for lag in range(-1, 3) if found else ():
            spoken = found.when + timedelta(lag) if found else datetime.min
            if spoken.day == day and (not match["month"] or spoken.month == int(match["month"])):
                return Moment(datetime(spoken.year, spoken.month, spoken.day) + shift, False)
    return None
