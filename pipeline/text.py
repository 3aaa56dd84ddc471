"""From an item of the dump to a document: the stages that every table rests on, in their order."""

from __future__ import annotations

from pipeline.ingest import read
from pipeline.locate import locate
from pipeline.records import Document, Item, Quarantine
from pipeline.simplify import simplify
from pipeline.strip import strip
from pipeline.tokenise import document


def text(item: Item) -> Document | Quarantine:
    """The item's clean article in sentences and words, or why there is none."""
    raw = read(item)
    if isinstance(raw, Quarantine):
        return raw
    article, blocks = strip(raw, simplify(raw.text))
    return document(article._replace(place=locate(article, blocks)), blocks)
