"""A corpus of labelled pages, as docs/guide/accuracy.md defines it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from services.crawler.accuracy.errors import CorpusError
from services.crawler.accuracy.tables import Label, PageRow, read_labels, read_pages
from services.crawler.fetch.decode import decode_html
from services.crawler.page import Page, parse_page
from shared.rubric import Rubric, RubricError, load_rubric

#: The address of a page that the corpus gives none: its year and items are then only on the page itself.
_ADDRESS = "http://corpus.invalid/"
#: Pattern of links and pages for which the corpus names none.
NO_PATTERN = "none"


@dataclass(frozen=True)
class LabelledPage:
    """One page with what is right. wanted: for each link, by its ordinal, the items; links not in it have none.

    patterns: by ordinal, where the link's differs from the page's. of_items: items whose link led to the page.
    """

    name: str
    page: Page
    rubric: Rubric
    wanted: dict[int, frozenset[str]]
    patterns: dict[int, str]
    pattern: str
    of_items: tuple[str, ...] = ()

    @property
    def tells_years(self) -> bool:
        """Whether its labels tell which links are in parts about another year."""
        return any("@" in item for items in self.wanted.values() for item in items)

    def pattern_of(self, ordinal: int) -> str:
        """The pattern that the link shows, else the page's."""
        return self.patterns.get(ordinal) or self.pattern


@dataclass(frozen=True)
class Corpus:
    """Labelled pages in the order of their names."""

    folder: Path
    pages: tuple[LabelledPage, ...]


def read_corpus(folder: Path, rubric: str) -> Corpus:
    """Reads a folder of pages with its labels. rubric: id or file for pages that name none.

    Raises CorpusError for a missing page, an ordinal beyond the page's links, an unknown item, a label given twice, or
    a rubric that can't be read.
    """
    labels = list(read_labels(folder / "labels.csv"))
    rows = read_pages(folder / "pages.csv")
    files = {path.name: path for path in sorted(folder.glob("*.html"))}
    if missing := sorted(({label.page for label in labels} | rows.keys()) - files.keys()):
        raise CorpusError(f"{folder}: has no page {', '.join(missing)}")
    load = _loader(folder)
    pages = []
    for name, path in files.items():
        own = [label for label in labels if label.page == name]
        pages.append(_labelled(path, own, rows.get(name, PageRow()), rubric, load))
    return Corpus(folder, tuple(pages))


def _loader(folder: Path) -> Callable[[str], Rubric]:
    known: dict[str, Rubric] = {}

    def load(name: str) -> Rubric:
        if name not in known:
            known[name] = _rubric(folder, name)
        return known[name]

    return load


def _rubric(folder: Path, name: str) -> Rubric:
    beside = folder / name
    try:
        return load_rubric(beside if beside.suffix and beside.is_file() else Path(name) if Path(name).suffix else name)
    except (RubricError, OSError) as error:
        raise CorpusError(f"rubric {name}: {error}") from error


def _labelled(
    path: Path, labels: list[Label], row: PageRow, default: str, load: Callable[[str], Rubric]
) -> LabelledPage:
    page = parse_page(row.url or _ADDRESS + path.name, decode_html(path.read_bytes()))
    named = {label.rubric for label in labels if label.rubric} | ({row.rubric} if row.rubric else set())
    if len(named) > 1:
        raise CorpusError(f"{path.name}: more than one rubric: {', '.join(sorted(named))}")
    rubric = load(named.pop() if named else default)
    _check(labels, page, rubric)
    return LabelledPage(
        name=path.name,
        page=page,
        rubric=rubric,
        wanted={label.ordinal: frozenset(label.items) for label in labels if label.items},
        patterns={label.ordinal: label.pattern for label in labels if label.pattern},
        pattern=row.pattern or _usual(label.pattern for label in labels),
        of_items=row.items,
    )


def _check(labels: Iterable[Label], page: Page, rubric: Rubric) -> None:
    seen: set[int] = set()
    for label in labels:
        if label.ordinal >= len(page.links):
            raise CorpusError(f"{label.where}: {label.page} has only {len(page.links)} links")
        if label.ordinal in seen:
            raise CorpusError(f"{label.where}: link {label.ordinal} of {label.page} is labelled twice")
        seen.add(label.ordinal)
        href = page.links[label.ordinal].href
        if label.href is not None and label.href != href:
            raise CorpusError(f"{label.where}: link {label.ordinal} of {label.page} leads to {href!r}")
        for code in label.items:
            if rubric.item(code.split("@")[0]) is None:
                raise CorpusError(f"{label.where}: rubric {rubric.id} has no item {code}")


def _usual(patterns: Iterable[str]) -> str:
    counted = Counter(pattern for pattern in patterns if pattern)
    return counted.most_common(1)[0][0] if counted else NO_PATTERN
