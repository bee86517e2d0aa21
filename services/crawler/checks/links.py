"""Checks for links: one that works, social media, a map, so many of a kind."""

import re
from collections.abc import Iterator
from dataclasses import replace

from services.crawler.checks.result import Result, absent, found, without_files
from services.crawler.checks.words import has_word
from services.crawler.checks.years import years_of
from services.crawler.discover.same_site import host_of
from services.crawler.dossier import Dossier
from services.crawler.dossier.targets import Target, is_map
from services.crawler.dossier.years import fiscal_years
from services.crawler.fetch import unwrapped
from services.crawler.match import Matched
from services.crawler.page import Page
from shared.rubric.checks import LinkCheck, MapCheck, MinCountCheck, SocialLinkCheck
from shared.thai.dates import dates_in

_MAP_WORDS = re.compile(r"แผนที่|ที่ตั้ง|\bmap\b", re.IGNORECASE)
#: Shortest heading, in characters, that can be a news item, and how soon under it stands its day.
_NEWS_HEADING, _BYLINE = 15, 60


def link(check: LinkCheck, dossier: Dossier) -> Result:
    """A link that works and speaks of one of the words, in its text, address or target."""
    broken: tuple[Matched, Target] | None = None
    for matched, target in dossier.links:
        if check.any_of and not any(_speaks_of(word, matched, target) for word in check.any_of):
            continue
        if target.reached in {"page", "document", "not_fetched"}:
            return found(matched.link.text or target.url, target.url)
        broken = broken or (matched, target)
    if broken:
        return _broken(*broken)
    return absent(_without_services(without_files(dossier)), f"no link: {' / '.join(check.any_of)}")


def _without_services(dossier: Dossier) -> Dossier:
    """As if what the item's own pages link elsewhere had been read: of several services none leads to the others."""
    own = {page.url for page in dossier.pages}
    led = {
        target.url
        for matched, target in dossier.links
        if matched.page in own and host_of(target.url) != host_of(matched.page)
    }
    return replace(dossier, unread=[each for each in dossier.unread if each[0] not in led])


def _broken(matched: Matched, target: Target) -> Result:
    met = None if target.reached == "unreadable" else False
    return Result(met, f"{matched.link.text}: {target.problem or target.reached}", target.url or matched.page)


def _speaks_of(word: str, matched: Matched, target: Target) -> bool:
    title = target.page.title if target.page else ""
    words = (matched.link.text, matched.link.hint, title)
    address = f"{target.url} {target.final_url or ''}".lower()
    return any(has_word(word, text) for text in words if text) or word.lower().replace(" ", "") in address


def social_link(check: SocialLinkCheck, dossier: Dossier) -> Result:
    """A link to social media from the item's pages or from anywhere on the home page."""
    for address, words, place in _addresses(dossier):
        lowered = address.lower()
        if any(host in lowered for host in check.hosts):
            return found(f"{words} {address}".strip(), place)
    return absent(without_files(dossier), "no link to social media")


def map_(_check: MapCheck, dossier: Dossier) -> Result:
    """An embedded map, a link to one, or a picture named as one."""
    for address, words, place in _addresses(dossier):
        if is_map(address):
            return found(words or address, place)
    for image in dossier.images:
        if _MAP_WORDS.search(image.alt) or "map" in image.url.rsplit("/", 1)[-1].lower():
            return found(image.alt or image.url, image.url)
    return absent(dossier, "no map")


def _addresses(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """Address, words and place of every link and frame of the item, its pages and the home page."""
    for matched, target in dossier.links:
        yield target.final_url or target.url, matched.link.text, matched.page
    pages: list[Page] = [*dossier.pages, *([dossier.home] if dossier.home else [])]
    for page in pages:
        for one in page.links:
            yield unwrapped(one.url), one.text, page.url


def min_count(check: MinCountCheck, dossier: Dossier) -> Result:
    """So many news items, links or documents; news that are dated in another fiscal year do not count, nor does the
    way home."""
    leaves = list(_leaves(dossier))
    if check.of == "documents":
        counted = [part.url for _, target in leaves for part in target.parts if part.document is not None]
    else:
        counts = (target for matched, target in leaves if _counts(check, matched, target, dossier))
        counted = [part.url for target in counts for part in target.parts if not part.files]
    number = len(dict.fromkeys(counted))
    if check.of == "news" and number <= 1:
        number = max(number, sum(_is_news(*each, dossier, dated=bool(counted)) for each in dossier.headed))
    place = leaves[0][0].page if leaves else dossier.place
    if number >= check.minimum:
        return found(f"{number} ({check.of})", place)
    return absent(dossier, f"{number} of {check.minimum} ({check.of})", place)


def _leaves(dossier: Dossier) -> Iterator[tuple[Matched, Target]]:
    """Working links that are not merely the way to the item's own page, where its further links stand."""
    ways = {
        matched.page
        for matched, target in dossier.working_links
        if target.reached != "not_fetched" and not _leads_away(target, dossier)
    }
    for matched, target in dossier.working_links:
        if not (target.page is not None and target.page.url in ways):
            yield matched, target


def _leads_away(target: Target, dossier: Dossier) -> bool:
    """Whether the link leads to a page that is not the item's: home, or to the list."""
    return target.page is not None and target.page.url not in {page.url for page in dossier.pages}


def _counts(check: MinCountCheck, matched: Matched, target: Target, dossier: Dossier) -> bool:
    if _leads_away(target, dossier) or target.reached == "not_fetched":
        return False
    if check.of == "links":
        return True
    years = years_of(matched, target)
    return not years or dossier.fiscal_year in years


def _is_news(heading: str, under: str, dossier: Dossier, *, dated: bool) -> bool:
    """Whether a heading, with the words under it, is one of news. dated: only with its day, as where a link leads to a
    page that shows all of them; the parts of a page that is one of them have none."""
    if len(heading) < _NEWS_HEADING or (dated and not dates_in(f"{heading}\n{under[:_BYLINE]}")):
        return False
    return dossier.fiscal_year in (fiscal_years(heading) or fiscal_years(under) or {dossier.fiscal_year})
