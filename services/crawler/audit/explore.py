"""Finds the pages of the assessment: from the home page outwards, the most promising first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from services.crawler.audit.known import KnownSite
from services.crawler.audit.model import AuditOutcome
from services.crawler.audit.own_lists import in_sitemaps, in_wordpress
from services.crawler.audit.repeated import without_repeated_list
from services.crawler.audit.rows import Rows
from services.crawler.audit.start import first_answer, start_fault, start_outcome
from services.crawler.audit.ways import is_only_the_way
from services.crawler.discover import Candidate, Elsewhere, Frontier
from services.crawler.discover.elsewhere import may_name_a_list
from services.crawler.discover.frontier import is_file, link_words
from services.crawler.discover.sources import wordpress_api
from services.crawler.dossier.site import ASKS_LOGIN, Site, Visit
from services.crawler.fetch import Problem, canonical_url
from services.crawler.match import Matcher, PageMatch, names_ita
from services.crawler.match.years import other_year
from services.crawler.page import Link, Page
from services.crawler.page.attributes import absolute
from services.crawler.threads import at_work

#: Deepest page, in links from the home page, that is still explored.
_DEEPEST = 5
#: Points that frames and the site's own lists give an address.
_FRAME_BONUS, _LIST_BONUS = 30, 2
#: Points that a page has which is known from before.
_SEED_BONUS = 40
#: A listing that names this share of the items ends the search for more listings.
_ENOUGH = 0.6
#: Where a page sends its visitors after some seconds; its address keeps its capital letters.
_REFRESH = re.compile(r"url\s*=\s*['\"]?(?P<url>[^'\"\s]+)", re.IGNORECASE)
#: Words of a whole site, in characters, with which it may say nothing because its words stand in pictures.
_FEW_WORDS = 300


@dataclass
class Exploration:
    """What was found. start: outcome and reason where the site gives nothing; pages: matched, in the order fetched.

    searched: from the home page outwards, and not only on known pages. unseen: whether a page of the assessment could
    not be read (browser, blocked, down), so that what is not found may still be there. elsewhere: addresses on other
    websites that links on the assessment lead to, where this one has nothing on it. rows: what links its pages share.
    """

    start: tuple[AuditOutcome, Problem] | None = None
    pages: list[PageMatch] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    cut_short: bool = False
    searched: bool = True
    rows: Rows = field(default_factory=Rows)

    def listings(self, fiscal_year: int) -> list[PageMatch]:
        """The pages that list items, those of another year only if there is no other."""
        lists = [page for page in self.pages if page.is_listing]
        lists = [page for page in lists if page.about_ita] or lists
        return [page for page in lists if other_year(page.years, fiscal_year) is None] or lists


class Explorer:
    """Explores one website for one rubric. seeds: known pages, visited as if the home page linked them."""

    def __init__(
        self,
        site: Site,
        matcher: Matcher,
        fiscal_year: int,
        item_count: int,
        seeds: Iterable[str] = (),
        known: KnownSite | None = None,
    ) -> None:
        self._site = site
        self._matcher = matcher
        self._year = fiscal_year
        self._enough = item_count * _ENOUGH
        self._seeds = tuple(seeds)
        self._known = known
        self._frontier = Frontier(fiscal_year)
        self._elsewhere = Elsewhere(fiscal_year)
        self._found = Exploration()
        self._seen: set[str] = set()
        self._failed: list[str] = []
        #: What may hold the list, if no page does; and what then keeps us from reading it.
        self._perhaps: dict[str, Problem | None] = {}
        #: Links offered before, with the depth: pages repeat their menus.
        self._offered: dict[tuple[str, str, str, tuple[str, ...]], int] = {}

    def explore(self) -> Exploration:
        """Visits pages until there is nothing promising left or the limit of pages is reached."""
        home = self._start()
        if home is None or (self._known is not None and self._revisited(self._known)):
            return self._found
        for seed in self._seeds:
            self._offer_address(seed, "", 1, _SEED_BONUS)
        self._follow()
        if not self._has_listing():
            self._ask_site(home)
            self._follow()
        if not self._has_listing():
            self._look_elsewhere()
        if not any(page.about_ita for page in self._found.pages):
            self._frontier.relax()
            self._follow(until_found=True)
        self._conclude(home)
        return self._found

    def _conclude(self, home: Page) -> None:
        """What may hold the assessment and could not be seen."""
        self._found.cut_short = self._site.full and len(self._frontier) > 0
        if self._says_nothing(home):
            self._found.unseen.append(home.url)
            self._site.note(
                Problem(home.url, "blank", "next to no words, here and on the pages behind", permanent=False)
            )
        self._found.unseen += self._may_hold_items()
        if not self._found.listings(self._year):
            self._take_perhaps()
        if not any(page.about_ita for page in self._found.pages):
            self._found.elsewhere += self._elsewhere.mentioned

    def _take_perhaps(self) -> None:
        self._found.unseen += self._perhaps
        for problem in filter(None, self._perhaps.values()):
            self._site.note(problem)

    def _revisited(self, known: KnownSite) -> bool:
        """Whether the known pages are all there and each names what it named; else the website is searched."""
        for each in known.pages:
            visit = self._site.visit(each.url)
            if visit.page is None or visit.browser:
                return False
            self._take(visit, Candidate((0, 0), each.url, 1, each.items))
        for seed in self._seeds:
            self._take(self._site.visit(seed), Candidate((0, 0), seed, 1))
        named = {match.page.url: match.named for match in self._found.pages}
        self._found.searched = not all(set(each.named) <= named.get(each.url, frozenset()) for each in known.pages)
        return not self._found.searched

    def _may_hold_items(self) -> list[str]:
        """Pages that did not come: any while the assessment was not found, else those that its own pages lead to."""
        if not self._has_listing():
            return self._failed
        pages = (match.page for match in self._found.listings(self._year))
        led_to = {canonical_url(link.url) for page in pages for link in page.links if link.url and not link.chrome}
        return [url for url in self._failed if url in led_to]

    def _says_nothing(self, home: Page) -> bool:
        """Whether the site is blank, or shows pictures and hardly a word: what it holds can't be told."""
        words = sum(match.page.lengths[1] for match in self._found.pages)
        pictures = any(not image.chrome for match in self._found.pages for image in match.page.images)
        return not home.lengths[1] if not pictures else words < _FEW_WORDS

    def _start(self) -> Page | None:
        visit = first_answer(self._site)
        outcome = start_outcome(visit)
        if outcome is not None:
            self._found.start = (outcome, fault := start_fault(visit))
            self._site.note(fault)
            return None
        self._site.widen(visit.fetched.final_url if visit.fetched else visit.url)
        self._frontier.taken(visit.url)
        self._take(visit, Candidate((0, 0), visit.url, 0))
        return visit.page

    def _follow(self, *, until_found: bool = False) -> None:
        while not self._site.full and (candidate := self._frontier.take()) is not None:
            visit = self._site.visit(candidate.url)
            if visit.page is None:
                self._unreached(visit, candidate)
                continue
            self._take(visit, candidate)
            if until_found and self._found.pages[-1].about_ita:
                until_found = False
                self._frontier.tighten()

    def _unreached(self, visit: Visit, candidate: Candidate) -> None:
        """A page of the assessment that did not come may hold what is not found elsewhere."""
        if visit.gone or candidate.items:
            return
        if visit.ok:  # a file, or a page too large to be read
            if candidate.promising:
                self._perhaps.setdefault(candidate.url, None)
            return
        (self._found.unseen if names_ita(candidate.url) else self._failed).append(candidate.url)

    def _take(self, visit: Visit, candidate: Candidate) -> None:
        if (page := visit.page) is None or page.url in self._seen:
            return
        self._seen.add(page.url)
        self._frontier.taken(canonical_url(page.url) or page.url)
        if not candidate.items:
            self._note_hidden(visit, page, candidate)
        with at_work:
            self._found.rows.learn(page)
            page = self._found.rows.without(page) if candidate.items else page
            match = self._matcher.match(page, candidate.items)
            if bare := without_repeated_list(match, candidate.items, self._found.pages):
                match = self._matcher.match(bare, candidate.items)
        self._found.pages.append(match)
        if candidate.depth < _DEEPEST:
            self._offer_links(match, candidate)

    def _note_hidden(self, visit: Visit, page: Page, candidate: Candidate) -> None:
        """A page that shows nothing to us may hold the assessment: where it was promised, or on the way in."""
        if visit.browser:
            self._found.unseen.append(page.url)
        elif visit.login and (candidate.promising or candidate.depth == 0):
            asks = Problem(page.url, "login", ASKS_LOGIN, permanent=True)
            if candidate.promising:
                self._found.unseen.append(page.url)
                self._site.note(asks)
            else:
                self._perhaps[page.url] = asks

    def _offer_links(self, match: PageMatch, candidate: Candidate) -> None:
        items: dict[int, tuple[str, ...]] = {}
        for matched in match.links:
            items[id(matched.link)] = (*items.get(id(matched.link), ()), matched.item)
        hop = not candidate.items or match.is_listing or is_only_the_way(match, self._year)
        for link in match.page.links:
            if link.by_script and may_name_a_list(link_words(link)):
                url = match.page.url
                self._perhaps[url] = Problem(url, "browser", f"only a script opens: {link.text}", permanent=True)
            self._offer(link, candidate.depth + 1, items.get(id(link), ()) if hop else ())
        for frame in match.page.frames:
            self._offer_address(frame, match.page.title, candidate.depth + 1, _FRAME_BONUS)
        if led := _REFRESH.search(match.page.refresh):
            self._offer_address(absolute(match.page.url, led["url"]), "", candidate.depth + 1, _FRAME_BONUS)

    def _offer(self, link: Link, depth: int, items: tuple[str, ...]) -> None:
        offer = link.url, link.text, link.hint, items
        if self._offered.get(offer, depth + 1) > depth and link.fetchable:
            self._offered[offer] = depth
            self._offer_address(link.url, link_words(link), depth, 0, items)

    def _offer_address(self, url: str, words: str, depth: int, bonus: int, items: tuple[str, ...] = ()) -> None:
        address = canonical_url(url)
        if address and self._site.bounds.holds(address):
            self._frontier.offer(address, words, depth, items, bonus)
            if is_file(address) and may_name_a_list(words):
                self._perhaps.setdefault(address, None)
        elif address and self._site.bounds.may_hold(address):
            self._elsewhere.offer(address, words)
        elif address:
            self._elsewhere.mention(address, words)

    def _look_elsewhere(self) -> None:
        """Takes in the second website to which the site's links on the assessment lead. Of several any may hold it."""
        chosen = self._elsewhere.chosen()
        for address in chosen:
            self._site.bounds.take_in(address)
            self._offered.clear()
            self._offer_address(address, "", 1, _SEED_BONUS)
        self._follow()
        self._found.unseen += () if chosen else self._elsewhere.offered

    def _has_listing(self) -> bool:
        named: set[str] = set()
        for page in self._found.listings(self._year):
            if other_year(page.years, self._year) is None:
                named |= page.named
        return len(named) >= self._enough

    def _ask_site(self, home: Page) -> None:
        """Looks into the site's own lists: its sitemap, and WordPress's search."""
        visited = self._site.known(home.url)
        api = wordpress_api(home.url, visited.html) if visited is not None else None
        for page in in_sitemaps(self._site, home.url, wordpress=bool(api)):
            self._offer_address(page, "", 1, _LIST_BONUS)
        for url, title in in_wordpress(self._site, api) if api else ():
            self._offer_address(url, title, 1, _LIST_BONUS)
