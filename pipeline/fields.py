"""The fields of records, known by the names that people give them: which one holds the text, the title, the time…"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

import regex

from pipeline.records import Metadata
from pipeline.unreadable import UnreadableError

# The names that records give to what we read of them, best first, in lower case.
_FIELDS = {
    "text": (
        "text", "content", "正文", "内容", "內容", "全文", "body", "article", "fulltext", "full_text", "maintext",
        "main_text", "news_content", "article_content", "articlebody", "raw_text", "文本", "新闻内容", "文章内容",
        "html", "encoded", "description",
    ),
    "title": (
        "title", "标题", "標題", "headline", "题目", "題目", "contenttitle", "news_title", "新闻标题",
        "文章标题", "subject",
    ),
    "published": (
        "published", "date", "发布时间", "发布日期", "發布時間", "發佈時間", "published_at", "publish_time", "pubdate",
        "publish_date", "pub_date", "pub_time", "publishdate", "publishtime", "datepublished", "日期", "时间", "時間",
        "发表时间", "datetime", "time", "timestamp", "created_at", "updated",
    ),
    "outlet": (
        "outlet", "来源", "來源", "媒体", "媒體", "报纸", "newspaper", "media", "publisher", "site", "site_name",
        "sitename", "website", "网站", "網站", "source",
    ),
    "authors": ("authors", "author", "作者", "记者", "記者", "byline", "creator"),
    "url": ("url", "link", "链接", "連結", "網址", "网址", "href", "source_url"),
}  # fmt: skip
_ROLES = {name: (role, rank) for role, names in _FIELDS.items() for rank, name in enumerate(names)}
_LISTED = regex.compile(r"\s*[,，、;；|]\s*")
_CHINA = timezone(timedelta(hours=8))


@lru_cache(maxsize=4096)
def _ranked_role(key: str) -> tuple[str, int] | None:
    return _ROLES.get(regex.sub(r"[\s-]+", "_", key.strip().lower()))


def role(key: str) -> str | None:
    """What a field of this name holds: a key of `_FIELDS`, or None."""
    ranked = _ranked_role(key)
    return ranked[0] if ranked else None


def text_and_metadata(record: Mapping[str, Any]) -> tuple[str, Metadata]:
    """The text of the record and what its other fields say of it. Raises UnreadableError where it has no text."""
    fields = _fields(record)
    text = _joined(fields.get("text"), "\n")
    if text is None:
        reason = "the field of its text is empty" if "text" in fields else "no field holds the text"
        raise UnreadableError(reason, f"fields: {', '.join(map(str, record))}")
    return text, Metadata(
        title=_joined(fields.get("title"), " "),
        outlet=_joined(fields.get("outlet"), " "),
        authors=_authors(fields.get("authors")),
        published=_time(fields.get("published")),
        url=_joined(fields.get("url"), " "),
    )


def expect_text(columns: Iterable[str]) -> None:
    """Raises UnreadableError where none of a table's columns is named as one that holds the text."""
    names = list(columns)
    if not any(role(name) == "text" for name in names):
        raise UnreadableError("no column holds the text", f"columns: {', '.join(names)}")


def _fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """What the record says in each of its roles: the best-named field that is not empty."""
    best: dict[str, tuple[bool, int, Any]] = {}
    for key, value in record.items():
        if ranked := _ranked_role(key):
            kind, rank = ranked
            candidate = (value in (None, "", []), rank, value)
            if kind not in best or candidate[:2] < best[kind][:2]:
                best[kind] = candidate
    return {kind: value for kind, (_, _, value) in best.items()}


def _joined(value: Any, separator: str) -> str | None:
    if isinstance(value, list):
        value = separator.join(part for part in value if isinstance(part, str))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return value if isinstance(value, str) and value.strip() else str(value).strip() or None


def _authors(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else [value]
    names = [part.get("name") if isinstance(part, dict) else part for part in parts]
    return tuple(name for part in names if isinstance(part, str) for name in _LISTED.split(part.strip()) if name)


def _time(value: Any) -> str | None:
    """A time as written; seconds or milliseconds since 1970 as a time in China."""
    if isinstance(value, dict):  # as MongoDB exports times
        value = value.get("$date")
    text = _joined(value, " ")
    if text and regex.fullmatch(r"1\d{9}(?:\d{3})?(?:\.\d+)?", text):
        seconds = int(text.partition(".")[0][:10])
        return datetime.fromtimestamp(seconds, _CHINA).strftime("%Y-%m-%d %H:%M:%S")
    return text
