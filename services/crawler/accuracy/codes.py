"""Item codes of labels, in any spelling."""

import re
from functools import lru_cache

from services.crawler.match.codes import CodeReader
from shared.rubric import Rubric


def item_of(code: str, rubric: Rubric) -> str | None:
    """The rubric's item that the code names, with its year if it has one (``O1@2566``); None if it has no such item."""
    written, _, year = code.partition("@")
    prefix = (re.match(r"[A-Za-z]*", rubric.items[0].id) or [""])[0] if rubric.items else ""
    reader = _reader(prefix or "O")
    read = reader.read(written) or reader.bare(written)
    item = f"{prefix}{read.numbers[0]}" if read and read.numbers else written
    if rubric.item(item) is None:
        return None
    return f"{item}@{year}" if year else item


@lru_cache(maxsize=8)
def _reader(prefix: str) -> CodeReader:
    return CodeReader(prefix)
