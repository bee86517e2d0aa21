"""The pictures of a page, and the words beside which each of them stands."""

from collections import Counter
from collections.abc import Iterable, Sequence

from services.crawler.page import Block, Page
from services.crawler.page.model import Image

#: Pictures with the indices of the blocks that each may belong to.
Placed = Sequence[tuple[Image, frozenset[int]]]

#: A picture that a page shows more often than this is an icon; one that more pages show, and this share of a website's
#: pages, is its emblem.
_OFTEN, _ON_PAGES, _MOST = 2, 3, 0.5


def emblems(pages: Iterable[Page]) -> frozenset[str]:
    """The addresses of pictures that a website shows on page after page."""
    shown = [{image.url for image in page.images} for page in pages]
    often = Counter(url for urls in shown for url in urls)
    return frozenset(url for url, times in often.items() if times > max(_ON_PAGES, _MOST * len(shown)))


def pictures(page: Page, emblems: frozenset[str]) -> list[Image]:
    """The page's pictures outside of menus; not its icons, which it shows again and again, nor emblems."""
    times = Counter(image.url for image in page.images)
    own = (image for image in page.images if not image.chrome and image.url not in emblems)
    return [image for image in own if times[image.url] <= _OFTEN]


def placed(page: Page, emblems: frozenset[str]) -> Placed:
    """Every picture with the blocks of its own element, else with the one before or behind it that stands innermost
    with it."""
    inside: dict[int, set[int]] = {}
    for block in page.blocks:
        inside.setdefault(block.element, set()).add(block.index)
    return [
        (image, frozenset(inside.get(image.element, ())) or frozenset(_nearest(page, image)))
        for image in pictures(page, emblems)
    ]


def _nearest(page: Page, image: Image) -> list[int]:
    behind = next((block for block in page.blocks if block.element > image.element), None)
    before = page.blocks[: behind.index] if behind is not None else page.blocks
    near: list[Block] = [*before[-1:], *([behind] if behind is not None else [])]
    around = {each.index for each in page.around(image.element)}
    near.sort(key=lambda block: sum(each.index in around for each in page.around(block.element)), reverse=True)
    return [block.index for block in near[:1]]
