"""An article line by line, as `make explain` prints it: what each line was taken for, why, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.records import Article, Block

_WIDTH = 60


def _shown(text: str) -> str:
    """The text on one line, cut in the middle where it is long."""
    flat = "⏎".join(text.splitlines()).strip()
    return flat if len(flat) <= _WIDTH else f"{flat[: _WIDTH - 21]} … {flat[-18:]}"


def explain(article: Article, blocks: tuple[Block, ...]) -> Iterator[str]:
    """The article's facts, then one line a block: its raw span, label, rule, text, and the clean text it became."""
    yield f"{article.doc_id}  {article.source}"
    for field in ("title", "outlet", "authors", "editor", "published", "url", "place", "script", "encoding", "flags"):
        value = getattr(article, field)
        said = "、".join(value) if isinstance(value, tuple) else value
        yield f"  {field:<9}  {'–' if said in (None, '') else said}"
    dropped = sum(len(block.raw_text) for block in blocks if block.start is None)
    yield f"  {len(blocks)} blocks, {len(article.text)} characters kept, {dropped} dropped"
    for block in blocks:
        if block.label == "blank":
            continue
        place = f"{block.raw_start}..{block.raw_end}"
        yield f"{place:>13}  {block.label:<11}  {block.rule:<28}  {_shown(block.raw_text)}"
        if block.start is not None and block.end is not None:
            clean = article.text[block.start : block.end]
            if clean != block.raw_text.strip():
                yield f"{'':>13}  {'':<11}  {f'→ {block.start}..{block.end}':<28}  {_shown(clean)}"
