"""The matching of one page: its marks and their scopes put to every link."""

from collections.abc import Mapping

from services.crawler.match.again import linked_again
from services.crawler.match.generic import is_generic
from services.crawler.match.heads import stand_alike
from services.crawler.match.hosts import items_of_host
from services.crawler.match.listing import Listing
from services.crawler.match.mark import CODELESS_SCORE, Mark
from services.crawler.match.menus import menu_entries, offered_everywhere
from services.crawler.match.model import LISTED_BY_CODES, LISTED_BY_TITLES, Matched, PageMatch
from services.crawler.match.monthly import monthly_summary
from services.crawler.match.names import ItemNames, names_ita
from services.crawler.match.navigation import is_crumb, is_entrance, leads_around, offers, pagers
from services.crawler.match.news import heads_news, is_all_of_it
from services.crawler.match.numbering import Numbering
from services.crawler.match.scope import Scopes
from services.crawler.match.twins import beside_the_right_year, of_their_years
from services.crawler.match.years import YearsOfBlocks, address_years
from services.crawler.page import Block, Link, Page

#: Confidence (0–1) by the kind of evidence. called: by words composed like a title; near: factor for words that only
#: stand near the link; doubt: at most this where code and title disagree.
_CONFIDENCE = {
    "code and title": 0.99,
    "code": 0.95,
    "title": 0.8,
    "address": 0.75,
    "called": 0.7,
    "near": 0.9,
    "doubt": 0.7,
}
#: Of a title of several items a link's words mean one that they are so much like (0–100), and the next so much less.
_MEANT, _FAR_MORE_LIKE = 60.0, 15.0
#: And of the items of its content this share for that to be one more menu.
_MOSTLY = 0.8
#: So many pages of other items that the menus name beside a list of titles are no chance.
_FURTHER = 3


class Reading:
    """The matching of one page, step by step."""

    def __init__(
        self,
        names: ItemNames,
        page: Page,
        marks: list[Mark],
        numbering: Numbering,
        of_items: tuple[str, ...],
        fiscal_year: int,
        years: Mapping[int, frozenset[int]],
    ) -> None:
        self._names = names
        self._page = page
        self._fiscal_year = fiscal_year
        self._pagers = pagers(list(page.links))
        listing = Listing(names, page, [mark for mark in marks if not self._leads_on(mark.link)], of_items)
        self._names_ita = listing.names_ita
        self._marks = listing.gated()
        self._numbering = numbering
        self._scopes = Scopes(page, self._marks)
        self._coded = frozenset(item for mark in self._marks if mark.coded for item in mark.items)
        self._named = frozenset(item for mark in self._marks for item in mark.items)
        self._page_items, self._page_confidence = listing.page_items(self._marks)
        self._own_blocks = listing.own_blocks(self._page_items)
        self._years = YearsOfBlocks(page, frozenset(mark.block for mark in self._marks if mark.items), years)

    def _leads_on(self, link: Link | None) -> bool:
        return link is not None and (id(link) in self._pagers or leads_around(link))

    def result(self) -> PageMatch:
        links: list[Matched] = []
        loose: list[Link] = []
        entries: set[int] = set()
        sections: dict[str, list[Block]] = {}
        for block in self._page.blocks:
            if block.chrome:
                continue
            around = self._scopes.around(block)
            for place, piece in enumerate(block.pieces):
                mark = self._scopes.in_line(block, place) or around
                if mark is not None and self._beside_entry(mark, block, piece):
                    mark = self._head_of(block, mark)
                if mark is not None and self._is_post(mark, piece):
                    mark = None
                for item in mark.items if mark else self._own_items(block):
                    held = sections.setdefault(item, [])
                    if not held or held[-1] is not block:
                        held.append(block)
                if isinstance(piece, Link) and self._presented(piece, mark) and not is_crumb(block, place):
                    found = self._matched(block, piece, mark)
                    links += found
                    loose += [] if found else [piece]
                    # What stands under a code of another system is that system's, whatever it is called.
                    entries |= set() if mark is not None and mark.code and mark.code.foreign else {id(piece)}
        return self._result(linked_again(self._page, links, loose), loose, sections, entries)

    def _beside_entry(self, mark: Mark, block: Block, piece: str | Link) -> bool:
        """Whether the piece is a link of its own beside or before one whose words alone name an item: entries of one
        list, of which none speaks for another."""
        if mark.code is not None or not isinstance(piece, Link):
            return False
        if mark.link is None:
            return self._beside_unlinked(mark, block) and not is_generic(piece.text)
        # Editors cut one link into two: "o" and "3 อำนาจหน้าที่" with one address.
        if piece.url == mark.link.url or is_generic(piece.text):
            return False
        return block.index < mark.block or stand_alike(self._page, mark.element, block.element)

    def _head_of(self, block: Block, beside: Mark) -> Mark | None:
        """What heads the list that both are entries of, if all that is named below it is one item. Other pages have
        heads of much else."""
        head = self._scopes.head_of(block, beside.items) if beside.link and self._names_ita else None
        return head if head and not stand_alike(self._page, head.element, block.element) else None

    def _is_post(self, mark: Mark, piece: str | Link) -> bool:
        """Whether the piece is one post in a box of news, on a page that does not speak of the assessment: what is
        asked for are all of them."""
        if self._names_ita or self._coded or mark.link or not isinstance(piece, Link) or mark.block == piece.block:
            return False
        leads_on = piece.text and (is_generic(piece.text) or is_all_of_it(piece.text))
        return heads_news(mark.title_text) and not leads_on

    def _beside_unlinked(self, mark: Mark, block: Block) -> bool:
        """Whether mark and block are entries of one list, the mark's without a link as yet."""
        apart = mark.block != block.index and not mark.level and self._page.elements[block.element].tag == "li"
        return apart and stand_alike(self._page, mark.element, block.element)

    def _result(
        self, links: list[Matched], loose: list[Link], sections: dict[str, list[Block]], entries: set[int]
    ) -> PageMatch:
        menu = self._menu(links, frozenset(id(link) for link in loose if id(link) in entries))
        return PageMatch(
            page=self._page,
            links=tuple(beside_the_right_year(of_their_years(links, self._fiscal_year), self._fiscal_year)),
            sections={item: tuple(blocks) for item, blocks in sections.items()},
            named=self._named | frozenset(self._page_items),
            coded=self._coded,
            loose=tuple(loose),
            years=self._years.page,
            menu=tuple(beside_the_right_year(menu, self._fiscal_year)),
            numbering=self._numbering,
            about_ita=len(self._coded) >= LISTED_BY_CODES or self._names_ita,
            of_items=frozenset(self._page_items),
            notes={item: mark.noted for mark in self._marks if mark.differs for item in mark.items},
        )

    def _menu(self, links: list[Matched], loose: frozenset[int]) -> tuple[Matched, ...]:
        """The entries of menus; beside a list of titles only where the list is one more menu, where they name several
        other items (a start page may have its items in menus and boxes), and those that the list repeats (it
        may show its menu twice) or every page has. Of a page of the assessment the list alone counts."""
        if len(self._coded) >= LISTED_BY_CODES:
            return ()
        entries = tuple(menu_entries(self._names, self._page, loose, self._years.page))
        listed = len(self._named) >= LISTED_BY_TITLES
        if listed and self._names_ita:
            return ()
        # Content that names hardly anything but what the menus name is one more menu, and no list.
        if not listed or len(self._named & {entry.item for entry in entries}) >= len(self._named) * _MOSTLY:
            return entries
        if len({entry.link.url for entry in entries if entry.item not in self._named}) >= _FURTHER:
            return entries
        repeated = {(each.link.url, each.link.text) for each in links}
        anywhere = offered_everywhere(self._names)
        return tuple(each for each in entries if each.item in anywhere or (each.link.url, each.link.text) in repeated)

    def _presented(self, link: Link, mark: Mark | None) -> bool:
        return offers(link, self._page) and (not self._leads_on(link) or self._is_entered(link, mark))

    def _is_entered(self, link: Link, mark: Mark | None) -> bool:
        """Whether one logs in to the item itself: under its code, and not behind the last of the list, where a site's
        own login may stand."""
        return mark is not None and mark.coded and mark is not self._marks[-1] and is_entrance(link)

    def _matched(self, block: Block, link: Link, mark: Mark | None) -> list[Matched]:
        years = self._years.of(block)
        if summary := self._monthly(block, link, mark):
            return [self._of(link, item, "month under heading", _CONFIDENCE["called"], years) for item in summary]
        if mark is not None:
            marks = [mark, *(more for more in self._scopes.reached(block) if more.items != mark.items)]
            return [
                self._by_mark(block, link, each, item, years)
                for each in marks
                for item in self._meant(each, link, block)
            ]
        if self._page_items and block.index not in self._own_blocks:
            return []
        items = self._names.of_address(link.url) if not self._numbering.foreign and self._lists(link) else ()
        if items:
            years = address_years(link.url) or years
            return [self._of(link, item, "code in address", _CONFIDENCE["address"], years) for item in items]
        if named := self._told(block, link):
            return [self._of(link, item, why, _CONFIDENCE["called"], years) for item, why in named]
        return [self._of(link, item, "page of the item", self._page_confidence, years) for item in self._page_items]

    def _monthly(self, block: Block, link: Link, mark: Mark | None) -> tuple[str, ...]:
        """The monthly summaries' item of a month below a link that names another, on pages of other things."""
        below = mark is not None and mark.link is not None and mark.link is not link
        return monthly_summary(self._names, self._page, block, link) if below and not self._names_ita else ()

    def _own_items(self, block: Block) -> tuple[str, ...]:
        """The items that the page as a whole belongs to, from its heading on to the site's own boxes."""
        return self._page_items if block.index in self._own_blocks else ()

    def _told(self, block: Block, link: Link) -> list[tuple[str, str]]:
        """The items that a link of a list of titles tells where no mark governs it, each with why: by its own words,
        else by those before it or its address."""
        if called := self._called(link):
            return [(called, "title in link text")]
        if before := self._called_before(block, link):
            return [(before, "title in line")]
        return [(item, "address of the item") for item in self._by_host(link)]

    def _called(self, link: Link) -> str | None:
        """The item that a link of a list of titles is called after, where no mark governs it. A title as such is none:
        it would be a mark, did it not only repeat the list."""
        return None if self._repeats_a_title(link) else self._names.called(link.text)

    def _called_before(self, block: Block, link: Link) -> str | None:
        """What the words right before a link that says nothing are called after, likewise, in a list that does not
        speak of the assessment."""
        if self._names_ita or len(block.pieces) == 1 or not is_generic(link.text) or self._repeats_a_title(link):
            return None
        place = next(number for number, piece in enumerate(block.pieces) if piece is link)
        words = block.pieces[place - 1] if place else None
        return self._names.called(words) if isinstance(words, str) else None

    def _by_host(self, link: Link) -> tuple[str, ...]:
        """What the address alone tells, likewise, in a list that does not speak of the assessment."""
        return () if self._names_ita or self._repeats_a_title(link) else items_of_host(self._names, link)

    def _repeats_a_title(self, link: Link) -> bool:
        """Whether the link is a title as such, or no link of a list of titles at all."""
        by_titles = len(self._named) >= LISTED_BY_TITLES and len(self._coded) < LISTED_BY_CODES
        if not by_titles or self._page_items:
            return True
        title = self._names.of_title(link.text)
        return title is not None and title[1] >= CODELESS_SCORE

    def _meant(self, mark: Mark, link: Link, block: Block) -> tuple[str, ...]:
        """The items of the mark that the link is of: where a title is of several, the one that its own words are far
        more like than the others; where several codes head it, the one that its own words or its line's name."""
        if len(mark.items) <= 1 or mark.link is link:
            return mark.items
        if mark.code is not None and len(mark.code.numbers) > 1:
            return self._of_several_codes(mark, link, block)
        if is_generic(link.text):
            return mark.items
        if len(self._names.sharing(link.text, mark.items[0])) > 1:
            return mark.items
        first, second, *_ = sorted(((self._names.score(link.text, item), item) for item in mark.items), reverse=True)
        alone = first[0] >= _MEANT and first[0] - second[0] >= _FAR_MORE_LIKE
        return (first[1],) if alone else mark.items

    def _of_several_codes(self, mark: Mark, link: Link, block: Block) -> tuple[str, ...]:
        if block.index == mark.block:
            return mark.items
        lines = (link.text, *(piece for piece in block.pieces if isinstance(piece, str)))
        named = (self._names.of_entry(words)[0] for words in lines if words and not is_generic(words))
        return next((own for own in named if own and set(own) < set(mark.items)), mark.items)

    def _lists(self, link: Link) -> bool:
        """Whether an address's code may count: on a listing, or where the address itself speaks of the assessment."""
        return bool(self._coded) or len(self._named) >= LISTED_BY_TITLES or self._names_ita or names_ita(link.url)

    def _of(self, link: Link, item: str, why: str, confidence: float, years: frozenset[int]) -> Matched:
        return Matched(link, self._page.url, item, why, confidence, years)

    def _by_mark(self, block: Block, link: Link, mark: Mark, item: str, years: frozenset[int]) -> Matched:
        evidence = _evidence(mark)
        place = self._place(block, link, mark)
        base = _CONFIDENCE[evidence]
        if evidence == "title" and mark.title:
            base = round(min(0.9, mark.title.score / 110), 2)
        if mark.noted and not self._numbering.foreign:
            base = min(base, _CONFIDENCE["doubt"])
        near = base if place in {"link text", "cell", "line"} else base * _CONFIDENCE["near"] + 0.05
        noted = f" ({mark.noted})" if mark.noted else ""
        return self._of(link, item, f"{evidence} in {place}{noted}", round(near, 2), years)

    def _place(self, block: Block, link: Link, mark: Mark) -> str:
        if mark.link is link:
            return "link text"
        if mark.block == block.index:
            return "line"
        if mark.level:
            return "heading"
        rows = {e.index for e in self._page.around(block.element) if e.tag == "tr"}
        return "cell" if any(e.index in rows for e in self._page.around(mark.element)) else "text before"


def _evidence(mark: Mark) -> str:
    if not mark.coded or mark.noted.startswith("numbered"):
        return "title"
    agrees = mark.title is not None and mark.title.item in mark.items
    return "code and title" if agrees else "code"
