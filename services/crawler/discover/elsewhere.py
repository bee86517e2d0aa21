"""A second website of the same agency: where its own has no list, and its links on the assessment lead elsewhere."""

from services.crawler.discover.same_site import SiteBounds
from services.crawler.match import names_ita
from services.crawler.match.dates import years_named
from services.crawler.match.years import address_years


class Elsewhere:
    """Remembers where links that speak of the assessment lead outside of the website."""

    def __init__(self, fiscal_year: int) -> None:
        self._year = fiscal_year
        self._offered: dict[str, frozenset[int]] = {}

    def offer(self, url: str, words: str) -> None:
        """Adds an address by its canonical spelling, if the words of its link speak of the assessment."""
        if names_ita(words):
            self._offered.setdefault(url, years_named(words) or address_years(url))

    @property
    def offered(self) -> tuple[str, ...]:
        """All the addresses, in the order in which they were found."""
        return tuple(self._offered)

    def chosen(self) -> list[str]:
        """The addresses of the year, else those of no year, if all are of one website; of several nobody knows which
        is the agency's own."""
        for wanted in (frozenset({self._year}), frozenset[int]()):
            found = [url for url, years in self._offered.items() if years & wanted or years == wanted]
            if found:
                first = SiteBounds(found[0])
                return found if all(first.holds(url) for url in found) else []
        return []
