"""The pieces of a block: runs of text, and links."""

from functools import lru_cache

from services.crawler.page.model import Link

#: Texts up to this length, in characters, are remembered: the words of menus and buttons come again on every page.
_OFTEN = 80


def joined(pieces: list[str | Link]) -> tuple[str | Link, ...]:
    """Neighbouring texts as one."""
    if len(pieces) == 1:
        return (pieces[0],)
    joined: list[str | Link] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, str) and isinstance(last, str):
            joined[-1] = f"{last} {piece}"
        else:
            joined.append(piece)
    return tuple(joined)


def clean(text: str) -> str:
    """With one space for every run of white space, and of what only looks like none."""
    return _spaced_often(text) if len(text) <= _OFTEN else _spaced(text)


@lru_cache(maxsize=4096)
def _spaced_often(text: str) -> str:
    return _spaced(text)


def _spaced(text: str) -> str:
    return " ".join(text.replace("\u200b", " ").replace("\ufeff", " ").split())
