"""Precision, recall and F1 of matching over a corpus, and every slip with its reason."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from services.crawler.accuracy.corpus import Corpus, LabelledPage
from services.crawler.accuracy.ordinals import COUNTS, Count, ordered_links
from services.crawler.match import Matched, Matcher
from services.crawler.match.years import other_year

#: A pair of link and item that was not found, or found and wrong.
SlipKind = Literal["missed", "wrong"]
_PLACES = Decimal("0.0001")
#: So many times as many pairs right tell that links were counted another way.
_FAR_BETTER = 2


@dataclass
class Counts:
    """Pairs of link and item: found and right, found and wrong, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> Decimal | None:
        """Share of the pairs found that are right, 0–1; None where none was found."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Decimal | None:
        """Share of the right pairs that were found, 0–1; None where there are none."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> Decimal | None:
        """Harmonic mean of precision and recall, 0–1; None where nothing was found and nothing is right."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True)
class Slip:
    """One pair of link and item that went wrong. ordinal: the link's place on its page. expected, found: all items of
    the link. why: the evidence of a wrong pair; for a missed one, what the page said instead. unsure: it was listed for
    a person to confirm."""

    kind: SlipKind
    page: str
    ordinal: int
    item: str
    href: str
    text: str
    expected: tuple[str, ...]
    found: tuple[str, ...]
    why: str
    pattern: str
    unsure: bool = False


@dataclass
class Accuracy:
    """What a corpus showed. by_item: without years. problems: lines of its tables that were not used. better_count: how
    else links may have been counted, where the labels would then fit far better."""

    pages: int = 0
    links: int = 0
    total: Counts = field(default_factory=Counts)
    by_item: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    by_pattern: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    slips: list[Slip] = field(default_factory=list)
    problems: tuple[str, ...] = ()
    better_count: Count | None = None


def measure(corpus: Corpus) -> Accuracy:
    """Matches every page of the corpus and compares with its labels."""
    result = Accuracy(problems=corpus.problems)
    fitting: Counter[Count] = Counter()
    matchers: dict[str, Matcher] = {}
    for page in corpus.pages:
        matcher = matchers.setdefault(page.rubric.id, Matcher(page.rubric))
        result.pages += 1
        result.links += len(page.page.links)
        found = _found(page, matcher)
        _compare(page, found, result)
        fitting.update(_fitting(page, found))
    result.better_count = _better(fitting, result.total)
    return result


def _fitting(page: LabelledPage, found: dict[int, dict[str, Matched]]) -> Counter[Count]:
    """For every way of counting links how many pairs would be right."""
    by_link = {id(match.link): set(items) for items in found.values() for match in items.values()}
    fits: Counter[Count] = Counter()
    for count in COUNTS:
        links = dict(enumerate(ordered_links(page.page, page.html, count)))
        fits[count] = sum(len(items & by_link.get(id(links.get(place)), set())) for place, items in page.wanted.items())
    return fits


def _better(fitting: Counter[Count], total: Counts) -> Count | None:
    best = max(COUNTS, key=lambda count: fitting[count])
    return best if total.right < total.missed and fitting[best] >= _FAR_BETTER * max(1, total.right) else None


def _found(page: LabelledPage, matcher: Matcher) -> dict[int, dict[str, Matched]]:
    """For each link, by its ordinal, the items found, each with its evidence.

    On a page whose labels tell no years, parts about another year are judged only if labelled, or if there are no
    others: an audit takes them only then.
    """
    places = {id(link): number for number, link in enumerate(page.links) if link is not None}
    found: dict[int, dict[str, Matched]] = defaultdict(dict)
    shown = matcher.match(page.page, page.of_items).shown
    stale = [matched for matched in shown if other_year(matched.years, page.rubric.fiscal_year)]
    for matched in shown:
        ordinal, item = places.get(id(matched.link), -1), matched.item
        year = other_year(matched.years, page.rubric.fiscal_year)
        if page.tells_years:
            found[ordinal][f"{item}@{year}" if year else item] = matched
        elif not year or len(stale) == len(shown) or item in page.wanted.get(ordinal, frozenset()):
            found[ordinal][item] = matched
    return found


def _compare(page: LabelledPage, found: dict[int, dict[str, Matched]], result: Accuracy) -> None:
    for ordinal in sorted(page.wanted.keys() | found.keys()):
        wanted, got = page.wanted.get(ordinal, frozenset()), found.get(ordinal, {})
        pattern = page.pattern_of(ordinal)
        for item in wanted | got.keys():
            for counts in (result.total, result.by_item[item.split("@")[0]], result.by_pattern[pattern]):
                counts.right += item in wanted and item in got
                counts.wrong += item not in wanted
                counts.missed += item not in got
        result.slips += _slips(page, ordinal, wanted, got)


def _slips(page: LabelledPage, ordinal: int, wanted: frozenset[str], got: dict[str, Matched]) -> Iterator[Slip]:
    link = page.links[ordinal] if ordinal >= 0 else None
    for item in sorted(wanted ^ got.keys()):
        matched = got.get(item)
        yield Slip(
            kind="wrong" if matched else "missed",
            page=page.name,
            ordinal=ordinal,
            item=item,
            href=link.href if link else "",
            text=(link.text or link.hint) if link else "",
            expected=tuple(sorted(wanted)),
            found=tuple(sorted(got)),
            why=matched.why if matched else _why_missed(got),
            pattern=page.pattern_of(ordinal),
            unsure=matched is not None and matched.unsure,
        )


def _why_missed(got: dict[str, Matched]) -> str:
    taken = [f"{item}: {matched.why}" for item, matched in got.items()]
    return f"taken for {'; '.join(taken)}" if taken else "nothing on the page leads to an item"


def _share(part: int, whole: int) -> Decimal | None:
    return (Decimal(part) / Decimal(whole)).quantize(_PLACES) if whole else None
