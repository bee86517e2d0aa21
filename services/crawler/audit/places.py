"""What an item's place on a list, or a page of its own, says and shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from services.crawler.audit.labels import Behind, labels, without_dead_rows, without_mistaken_rows
from services.crawler.audit.pictures import Placed, emblems, pictures, placed
from services.crawler.audit.proof import Titles, headed, leads_on, spoken
from services.crawler.dossier import Source
from services.crawler.match import PageMatch
from services.crawler.match.columns import empty_heads
from services.crawler.page import Block, Page
from services.crawler.page.model import Image


@dataclass(frozen=True)
class Place:
    """An item's place on a list, or a page of its own. headed: see ``proof.headed``; forms: whether visitors can write
    something on its page."""

    source: Source
    headed: tuple[tuple[str, str], ...]
    forms: bool


class Places:
    """Reads places. What is found out of a page is remembered for the next item. pages: of the website."""

    def __init__(self, titles: Titles, pages: Iterable[Page]) -> None:
        self._titles = titles
        self._emblems = emblems(pages)
        self._empty: dict[str, frozenset[int]] = {}
        self._placed: dict[str, Placed] = {}

    def listed(self, item: str, match: PageMatch, behind: Behind) -> Place:
        """The item's words on a list, without its title and the words of links that lead nowhere."""
        page, blocks = match.page, self._filled(match.page, match.sections.get(item, ()))
        titles = self._titles.of_section(page, blocks, item)
        kept = _true_rows(page, blocks, behind)
        words = "\n".join(_words(block, behind.dead) for block in kept if block.index not in titles or leads_on(block))
        source = Source(words, page.url, "section", proof=_proof(kept, titles | labels(page, kept, behind.read)))
        return Place(source, tuple(headed(blocks, titles)), page.forms > 0)

    def own(self, item: str, page: Page, behind: Behind) -> Place:
        """The words of the item's own page outside of menus."""
        shown = [block for block in self._filled(page, page.blocks) if not block.chrome]
        titles = self._titles.of_page(page, shown, item)
        kept = _true_rows(page, shown, behind)
        words = "\n".join([page.heading, *(block.text for block in kept)])
        proof = _proof(kept, titles | labels(page, kept, behind.read))
        source = Source(words, page.url, "page", page.heading or page.title, proof=proof)
        return Place(source, tuple(headed(shown, titles)), page.forms > 0)

    def pictures(self, page: Page) -> list[Image]:
        """The pictures of an item's own page."""
        return pictures(page, self._emblems)

    def images(self, item: str, match: PageMatch) -> Iterator[Image]:
        """The pictures at the item's place on a list."""
        held = {block.index for block in match.sections.get(item, ())}
        if held and match.page.url not in self._placed:
            self._placed[match.page.url] = placed(match.page, self._emblems)
        yield from (image for image, beside in self._placed.get(match.page.url, ()) if held & beside)

    def _filled(self, page: Page, blocks: Sequence[Block]) -> Sequence[Block]:
        """The blocks but for the heads of empty columns, which say nothing."""
        if blocks and page.url not in self._empty:
            self._empty[page.url] = empty_heads(page)
        empty = self._empty.get(page.url)
        if not empty:
            return blocks
        # Asked upwards: the paths of all elements were forgotten after matching, and would be made and kept again.
        return [block for block in blocks if not any(box.index in empty for box in page.around(block.element))]


def _true_rows(page: Page, blocks: Sequence[Block], behind: Behind) -> list[Block]:
    """The blocks without the rows that show nothing, or not what they say."""
    return without_mistaken_rows(page, without_dead_rows(page, blocks, behind.dead), behind)


def _proof(blocks: Iterable[Block], titles: frozenset[int]) -> str:
    """The words that are neither a link's nor in a title of the item or of its documents."""
    return "\n".join(filter(None, (spoken(block) for block in blocks if block.index not in titles)))


def _words(block: Block, dead: frozenset[int]) -> str:
    pieces = (piece if isinstance(piece, str) else "" if id(piece) in dead else piece.text for piece in block.pieces)
    return " ".join(filter(None, pieces))
