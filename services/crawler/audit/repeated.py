"""The list of items that a website shows beside its content on every page, as a menu."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from msgspec.structs import replace as changed

from services.crawler.match import PageMatch
from services.crawler.match.model import LISTED_BY_TITLES
from services.crawler.page import Block, Link, Page

#: Of the entries of a page's list this share stands on the other page, too, if it is the same list.
_SAME = 0.8


def without_repeated_list(match: PageMatch, items: tuple[str, ...], seen: Iterable[PageMatch]) -> Page | None:
    """The page of the items with its list as a menu, if that is the list of another page; None if it has none."""
    entries = _entries(match)
    of_others = {entry for entry in entries if entry[0] not in items}
    for other in seen if match.is_listing and items else ():
        shared = entries & _entries(other)
        several = other.is_listing and len({item for item, _ in shared}) >= LISTED_BY_TITLES
        if several and len(shared & of_others) >= _SAME * len(of_others):
            return _as_menu(match.page, {url for _, url in shared})
    return None


def _entries(match: PageMatch) -> set[tuple[str, str]]:
    return {(link.item, link.link.url) for link in match.links if link.link.fetchable}


def _as_menu(page: Page, urls: set[str]) -> Page:
    blocks = [b for b in page.blocks if not b.chrome and any(link.url in urls for link in b.links)]
    box = _box_around(page, blocks)
    inside = {each.index for each in page.elements if box in page.path(each.index)}
    inside |= {block.element for block in page.blocks[: blocks[0].index][-1:] if block.level}
    hidden = {id(link): changed(link, chrome=True) for link in _links_in(page, inside)}
    return replace(
        page,
        elements=[changed(e, chrome=True) if e.index in inside else e for e in page.elements],
        blocks=[_hidden(block, hidden) if block.element in inside else block for block in page.blocks],
        links=[hidden.get(id(link), link) for link in page.links],
        images=[changed(i, chrome=True) if i.element in inside else i for i in page.images],
    )


def _box_around(page: Page, blocks: list[Block]) -> int:
    """The innermost element around all of the blocks."""
    paths = [page.path(block.element) for block in blocks]
    return next(each for each in reversed(paths[0]) if all(each in path for path in paths))


def _links_in(page: Page, inside: set[int]) -> Iterator[Link]:
    yield from (link for block in page.blocks if block.element in inside for link in block.links)


def _hidden(block: Block, links: dict[int, Link]) -> Block:
    pieces = tuple(piece if isinstance(piece, str) else links.get(id(piece), piece) for piece in block.pieces)
    return changed(block, chrome=True, pieces=pieces)
