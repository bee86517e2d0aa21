"""What people said of links, put to what the website shows now."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from services.crawler.audit.model import Text
from services.crawler.dossier.site import Visit
from services.crawler.fetch import canonical_url
from services.crawler.match import Matched, PageMatch

#: Why a confirmed link counts.
WHY = "confirmed by a person"
_UNREAD = "confirmed link: its page could not be read"


@dataclass(frozen=True)
class JudgedLink:
    """What a person said of one link. page: where it was seen, "" if that is not known."""

    item: str
    url: str
    decision: Literal["confirmed", "rejected"]
    page: str = ""
    text: str | None = None


class Judgements:
    """All of them for one audit. known: what came of an address, None where it was not fetched."""

    def __init__(self, judged: Iterable[JudgedLink], known: Callable[[str], Visit | None]) -> None:
        self._known = known
        self._judged: dict[tuple[str, str], JudgedLink] = {
            (each.item, canonical_url(each.url) or each.url): each for each in judged
        }

    @property
    def places(self) -> list[str]:
        """The pages on which confirmed links stood: an audit must see them to tell that a link is gone."""
        return [each.page for each in self._judged.values() if each.decision == "confirmed" and each.page]

    def settle(self, item: str, links: Sequence[Matched], pages: Sequence[PageMatch]) -> list[Matched]:
        """The item's links without the rejected and with the confirmed ones, in page order."""
        kept = list(self.without_rejected(item, links))
        seen = {canonical_url(matched.link.url) for matched in kept}
        added = [_on_a_page(said, pages) for url, said in self._confirmed(item) if url not in seen]
        settled = [*map(self._sure, kept), *filter(None, added)]
        return sorted(settled, key=lambda matched: _place(matched, pages)) if any(added) else settled

    def without_rejected(self, item: str, links: Iterable[Matched]) -> Iterator[Matched]:
        """The links less those that were rejected, and less those that stand only on a rejected page."""
        for matched in links:
            if not (self._rejected(item, matched.link.url) or self._rejected(item, matched.page)):
                yield matched

    def vanished(self, item: str, links: Iterable[Matched]) -> list[JudgedLink]:
        """Confirmed links that are gone: no page has them, and the page on which they stood was read or is gone."""
        return [said for said in self._unseen(item, links) if self._place_is_known(said)]

    def unread(self, item: str, links: Iterable[Matched]) -> list[tuple[str, str]]:
        """Pages of confirmed links that could not be read, with the reason: of these links nothing can be told."""
        return [(said.page, _UNREAD) for said in self._unseen(item, links) if not self._place_is_known(said)]

    def _unseen(self, item: str, links: Iterable[Matched]) -> list[JudgedLink]:
        seen = {canonical_url(matched.link.url) for matched in links}
        return [said for url, said in self._confirmed(item) if url not in seen]

    def _place_is_known(self, said: JudgedLink) -> bool:
        visit = self._known(said.page)
        return visit is not None and (visit.gone or (visit.page is not None and visit.browser is None))

    def _confirmed(self, item: str) -> list[tuple[str, JudgedLink]]:
        return [(url, said) for (of, url), said in self._judged.items() if of == item and said.decision == "confirmed"]

    def _rejected(self, item: str, url: str) -> bool:
        said = self._judged.get((item, canonical_url(url) or url))
        return said is not None and said.decision == "rejected"

    def _sure(self, matched: Matched) -> Matched:
        said = self._judged.get((matched.item, canonical_url(matched.link.url) or matched.link.url))
        return matched if said is None else replace(matched, why=WHY, confidence=1.0, years=frozenset())


def noted(note: Text | None, vanished: Iterable[JudgedLink]) -> Text | None:
    """The verdict's note, after what became of confirmed links."""
    said = [
        Text(
            th=f"ลิงก์ที่มีผู้ยืนยันหายไปจากหน้า {each.page}: {each.url}",
            en=f"A confirmed link is gone from {each.page}: {each.url}",
        )
        for each in vanished
    ]
    parts = [*said, *([note] if note else [])]
    return Text(th=" · ".join(part.th for part in parts), en=" · ".join(part.en for part in parts)) if parts else None


def _on_a_page(said: JudgedLink, pages: Sequence[PageMatch]) -> Matched | None:
    """The link where a page shows it although nothing there speaks of the item; the page that was named comes first."""
    wanted = canonical_url(said.url)
    for match in sorted(pages, key=lambda match: match.page.url != said.page):
        for link in match.page.links:
            if link.url and canonical_url(link.url) == wanted:
                return Matched(link, match.page.url, said.item, WHY, 1.0)
    return None


def _place(matched: Matched, pages: Sequence[PageMatch]) -> tuple[int, int]:
    urls = [match.page.url for match in pages]
    return (urls.index(matched.page) if matched.page in urls else len(urls), matched.link.ordinal)
