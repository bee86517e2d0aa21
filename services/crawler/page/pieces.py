"""The pieces of a block: runs of text, and links."""

from services.crawler.page.model import Link


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
