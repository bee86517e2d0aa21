"""One audit of one website, start to finish."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache

import msgspec

from services.crawler.audit.collect import Collector
from services.crawler.audit.explore import Exploration, Explorer
from services.crawler.audit.judged import JudgedLink, Judgements, noted
from services.crawler.audit.known import KnownSite, pages_to_know
from services.crawler.audit.model import (
    AuditOutcome,
    AuditReport,
    ElementFinding,
    ItemFinding,
    LinkFinding,
    ProblemFinding,
    Text,
    UnsureLink,
    VanishedLink,
    utc_now,
)
from services.crawler.audit.start import not_seen
from services.crawler.audit.verdict import judge
from services.crawler.checks import run_check
from services.crawler.documents import DocumentReader
from services.crawler.dossier import AuditLimits, Dossier, Progress, Site, Target, Targets, UnitFacts
from services.crawler.dossier.options import Report
from services.crawler.fetch import Fetcher, canonical_url
from services.crawler.match import UNSURE_BELOW, Matched, Matcher
from services.crawler.render import Renderer
from services.crawler.snapshots import SnapshotStore
from services.crawler.threads import at_work
from shared.rubric.model import Item, Rubric
from shared.settings import BANGKOK

#: Words by which a site says that it is a replica for demonstration.
_REPLICA = ("เว็บไซต์จำลอง", "เว็บจำลอง", "replica of", "replica site", "replica website")


def audit(
    site_url: str,
    rubric: Rubric,
    *,
    fetcher: Fetcher,
    reader: DocumentReader,
    unit_facts: UnitFacts | None = None,
    items: Iterable[str] = (),
    limits: AuditLimits | None = None,
    now: date | None = None,
    snapshots: SnapshotStore | None = None,
    renderer: Renderer | None = None,
    progress: Report | None = None,
    judged: Iterable[JudgedLink] = (),
    known: KnownSite | None = None,
) -> AuditReport:
    """Audits one website. items: only these; empty for all. now: the day it is taken to be, in Bangkok.

    renderer: shows the pages that need a browser; without it what they hold is unknown.
    judged: what people said of links before; a confirmed one counts for its item, a rejected one never does.
    known: what an earlier audit knew; its pages are asked again, and the website is searched only if that does not do.

    Raises ValueError for an address that can't be one of a website, or an item that the rubric does not have. Nothing
    that a website does raises.
    """
    address = canonical_url(site_url)
    if address is None:
        raise ValueError(f"{site_url!r} is not the address of a website")
    wanted = _wanted(rubric, items)
    bounds = limits or AuditLimits()
    site = Site(address, fetcher, bounds, snapshots=snapshots, renderer=renderer, progress=progress, before=known)
    started = utc_now()
    today = now or started.astimezone(BANGKOK).date()
    run = _Run(site, rubric, reader, bounds, unit_facts or UnitFacts(), today, Judgements(judged, site.known))
    report = run.report(site_url, started, wanted, progress, known)
    return report if snapshots is None else msgspec.structs.replace(report, snapshots=snapshots.seal())


def _wanted(rubric: Rubric, items: Iterable[str]) -> list[Item]:
    names = list(dict.fromkeys(items))
    unknown = [name for name in names if rubric.item(name) is None]
    if unknown:
        raise ValueError(f"rubric {rubric.id} has no item {', '.join(unknown)}")
    return [item for item in rubric.items if not names or item.id in names]


class _Run:
    """The steps of one audit."""

    def __init__(
        self,
        site: Site,
        rubric: Rubric,
        reader: DocumentReader,
        limits: AuditLimits,
        facts: UnitFacts,
        now: date,
        judgements: Judgements,
    ) -> None:
        self._site = site
        self._rubric = rubric
        self._reader = reader
        self._limits = limits
        self._facts = facts
        self._now = now
        self._judgements = judgements

    def report(
        self,
        asked: str,
        started: datetime,
        wanted: list[Item],
        progress: Report | None,
        known: KnownSite | None = None,
    ) -> AuditReport:
        """Explores, collects, checks, and writes it all down."""
        matcher = _matcher(_Same(self._rubric))
        seeds = self._judgements.places
        explorer = Explorer(self._site, matcher, self._rubric.fiscal_year, len(self._rubric.items), seeds, known)
        found = explorer.explore()
        collector = self._collector(found, matcher)
        findings: list[ItemFinding] = []
        for number, item in enumerate(wanted):
            if progress:
                progress(Progress("item", number, item.id))
            findings.append(self._finding(found, collector, item))
        searched_at = known.searched_at if known and not found.searched else started
        return self._written(asked, started, found, findings, [i.id for i in wanted], searched_at)

    def _collector(self, found: Exploration, matcher: Matcher) -> Collector:
        year = self._rubric.fiscal_year
        targets = Targets(self._site, self._reader, year, self._limits.documents)
        return Collector(
            found,
            matcher,
            targets,
            self._site.bounds,
            fiscal_year=year,
            now=self._now,
            facts=self._facts,
            per_item=self._limits.per_item,
            judgements=self._judgements,
        )

    def _finding(self, found: Exploration, collector: Collector, item: Item) -> ItemFinding:
        if found.start is not None:
            return not_seen(item, *found.start)
        dossier = collector.dossier(item)
        with at_work:
            checked = [(element, run_check(element.check, dossier)) for element in item.elements]
            judged, vanished = judge(dossier, checked), collector.vanished(dossier)
        if judged.verdict != "missing" or dossier.links:
            self._keep_pages(dossier)
        return ItemFinding(
            item=item.id,
            verdict=judged.verdict,
            confidence=judged.confidence,
            links=tuple(_link(matched, target) for matched, target in dossier.links),
            elements=tuple(
                ElementFinding(
                    id=element.id,
                    met=result.met,
                    evidence=result.evidence,
                    url=result.url,
                    required=element.required,
                    title=Text(th=element.title.th, en=element.title.en),
                )
                for element, result in checked
            ),
            months=tuple(dossier.months_covered),
            note=noted(judged.note, vanished),
            title=Text(th=item.title.th, en=item.title.en),
            points=str(item.points),
            vanished=tuple(VanishedLink(url=each.url, page=each.page, text=each.text) for each in vanished),
        )

    def _keep_pages(self, dossier: Dossier) -> None:
        """Keeps a copy of every page that carried the finding."""
        for url in dict.fromkeys([*(matched.page for matched, _ in dossier.links), dossier.named_on]):
            visit = self._site.known(url) if url else None
            if visit is not None:
                self._site.keep(visit)

    def _written(
        self,
        asked: str,
        started: datetime,
        found: Exploration,
        findings: list[ItemFinding],
        wanted: list[str],
        searched_at: datetime,
    ) -> AuditReport:
        everything = len(wanted) == len(self._rubric.items)
        listings = found.listings(self._rubric.fiscal_year)
        return AuditReport(
            site=asked,
            rubric=self._rubric.id,
            started_at=started,
            finished_at=utc_now(),
            outcome=self._outcome(found),
            pages=self._site.pages,
            requests=self._site.budget.requests,
            bytes=self._site.budget.bytes,
            problems=tuple(
                ProblemFinding(url=each.url, kind=each.kind, detail=each.detail, permanent=each.permanent)
                for each in self._site.problems.values()
            ),
            items=tuple(findings),
            unmatched_links=len({link.url or link.text for page in listings for link in page.loose}),
            fiscal_year=self._rubric.fiscal_year,
            listings=tuple(page.page.url for page in listings),
            replica=_is_replica(found),
            only_items=() if everything else tuple(wanted),
            unsure=tuple(_unsure(findings)),
            searched_at=searched_at,
            known_pages=pages_to_know(found.pages),
            kept=tuple(self._site.kept.values()),
        )

    def _outcome(self, found: Exploration) -> AuditOutcome:
        if found.start is not None:
            return found.start[0]
        return "partial" if found.unseen or found.elsewhere or found.cut_short or self._site.exhausted else "complete"


class _Same:
    """A rubric told by identity: to tell one by all that it says takes as long as to parse a page."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric

    def __hash__(self) -> int:
        return id(self.rubric)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.rubric is self.rubric


@lru_cache(maxsize=4)
def _matcher(same: _Same) -> Matcher:
    """One for all audits by the same rubric: it keeps no page, and what it has learnt of titles helps the next."""
    return Matcher(same.rubric)


def _unsure(findings: Iterable[ItemFinding]) -> Iterator[UnsureLink]:
    """The links that a person should confirm, item by item."""
    for finding in findings:
        for link in finding.links:
            if link.confidence < UNSURE_BELOW:
                yield UnsureLink(
                    item=finding.item,
                    page=link.page,
                    url=link.url,
                    text=link.text,
                    why=link.why,
                    confidence=link.confidence,
                )


def _link(matched: Matched, target: Target) -> LinkFinding:
    return LinkFinding(
        page=matched.page,
        text=matched.link.text or matched.link.hint,
        url=matched.link.url or matched.link.href,
        status=target.status,
        media_type=target.media_type,
        sha256=target.sha256,
        why=matched.why,
        confidence=matched.confidence,
        href=matched.link.href,
        ordinal=matched.link.ordinal,
        final_url=target.final_url,
        reached=target.reached,
        problem=target.problem,
        years=tuple(sorted(matched.years)),
    )


def _is_replica(found: Exploration) -> bool:
    words = found.pages[0].page.all_text.lower() if found.pages else ""
    return any(word in words for word in _REPLICA)
