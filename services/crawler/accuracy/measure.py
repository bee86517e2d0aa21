"""Precision, recall and F1 of matching over a corpus, and every slip with its reason."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from services.crawler.accuracy.corpus import Corpus, LabelledPage
from services.crawler.match import Matched, Matcher
from services.crawler.match.years import other_year

#: A pair of link and item that was not found, or found and wrong.
SlipKind = Literal["missed", "wrong"]
_PLACES = Decimal("0.0001")


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
    """What a corpus showed. by_item: without years."""

    pages: int = 0
    links: int = 0
    total: Counts = field(default_factory=Counts)
    by_item: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    by_pattern: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    slips: list[Slip] = field(default_factory=list)


def measure(corpus: Corpus) -> Accuracy:
    """Matches every page of the corpus and compares with its labels."""
    result = Accuracy()
    matchers: dict[str, Matcher] = {}
    for page in corpus.pages:
        matcher = matchers.setdefault(page.rubric.id, Matcher(page.rubric))
        result.pages += 1
        result.links += len(page.page.links)
        _compare(page, _found(page, matcher), result)
    return result


def _found(page: LabelledPage, matcher: Matcher) -> dict[int, dict[str, Matched]]:
    """For each link, by its ordinal, the items found, each with its evidence.

    On a page whose labels tell no years, parts about another year are judged only if labelled, or if there are no
    others: an audit takes them only then.
    """
    places = {id(link): number for number, link in enumerate(page.page.links)}
    found: dict[int, dict[str, Matched]] = defaultdict(dict)
    shown = matcher.match(page.page, page.of_items).shown
    stale = [matched for matched in shown if other_year(matched.years, page.rubric.fiscal_year)]
    for matched in shown:
        ordinal, item = places[id(matched.link)], matched.item
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
    link = page.page.links[ordinal]
    for item in sorted(wanted ^ got.keys()):
        matched = got.get(item)
        yield Slip(
            kind="wrong" if matched else "missed",
            page=page.name,
            ordinal=ordinal,
            item=item,
            href=link.href,
            text=link.text or link.hint,
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
