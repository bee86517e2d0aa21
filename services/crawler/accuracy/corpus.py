"""A corpus of labelled pages, as docs/guide/accuracy.md defines it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from services.crawler.accuracy.codes import item_of
from services.crawler.accuracy.errors import CorpusError
from services.crawler.accuracy.ordinals import COUNTS, Count, Ordered, ordered_links
from services.crawler.accuracy.tables import Label, PageRow, read_labels, read_pages
from services.crawler.fetch.decode import decode_html
from services.crawler.page import Page, parse_page
from shared.rubric import Rubric, RubricError, load_rubric

#: The address of a page that the corpus gives none: its year and items are then only on the page itself.
_ADDRESS = "http://corpus.invalid/"
#: Pattern of links and pages for which the corpus names none.
NO_PATTERN = "none"
#: Endings of files that are pages.
_PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp"})


@dataclass(frozen=True)
class LabelledPage:
    """One page with what is right. links: each at its ordinal. wanted: for each link, by its ordinal, the items; links
    not in it have none. labelled: whether any line names the page.

    patterns: by ordinal, where the link's differs from the page's. of_items: items whose link led to the page.
    count: how its links are counted. html: what it was parsed from.
    """

    name: str
    page: Page
    rubric: Rubric
    links: Ordered
    wanted: dict[int, frozenset[str]]
    patterns: dict[int, str]
    pattern: str
    of_items: tuple[str, ...] = ()
    count: Count = "links"
    html: str = field(default="", repr=False)

    @property
    def tells_years(self) -> bool:
        """Whether its labels tell which links are in parts about another year."""
        return any("@" in item for items in self.wanted.values() for item in items)

    def pattern_of(self, ordinal: int) -> str:
        """The pattern that the link shows, else the page's."""
        return self.patterns.get(ordinal) or self.pattern


@dataclass(frozen=True)
class Corpus:
    """Labelled pages in the order of their names. problems: lines of its tables that could not be used, and why."""

    folder: Path
    pages: tuple[LabelledPage, ...]
    problems: tuple[str, ...] = ()


def read_corpus(folder: Path, rubric: str, count: Count | None = None, *, strict: bool = False) -> Corpus:
    """Reads a folder of pages with its labels. rubric: id or file for pages that name none. count: how all pages' links
    are counted; None for "links", or as the labels' addresses show.

    Raises CorpusError without labels or pages, for a rubric that can't be read, and, if strict, for any problem.
    """
    return _Reader(folder, rubric, count).read(strict=strict)


class _Reader:
    def __init__(self, folder: Path, rubric: str, count: Count | None) -> None:
        self._folder = folder
        self._rubric = rubric
        self._count = count
        self._problems: list[str] = []
        self._load = _loader(folder)

    def read(self, *, strict: bool) -> Corpus:
        files = self._files()
        labels = self._by_page(read_labels(self._folder / "labels.csv", self._problems), files)
        rows = self._rows(files)
        if not files:
            raise CorpusError(f"{self._folder}: has no pages")
        pages = [self._page(name, path, labels[name], rows.get(name, PageRow())) for name, path in files.items()]
        if strict and self._problems:
            raise CorpusError("\n".join(self._problems))
        return Corpus(self._folder, tuple(pages), tuple(self._problems))

    def _files(self) -> dict[str, Path]:
        """The pages by their paths below the folder."""
        found = (path for path in sorted(self._folder.rglob("*")) if path.suffix.lower() in _PAGES and path.is_file())
        return {path.relative_to(self._folder).as_posix(): path for path in found}

    def _by_page(self, labels: Iterable[Label], files: dict[str, Path]) -> dict[str, list[Label]]:
        named: dict[str, list[Label]] = defaultdict(list)
        for label in labels:
            if (name := _file_of(label.page, files)) is not None:
                named[name].append(label)
            else:
                self._problems.append(f"{label.where}: {self._folder} has no page {label.page}")
        return named

    def _rows(self, files: dict[str, Path]) -> dict[str, PageRow]:
        rows: dict[str, PageRow] = {}
        for page, row in read_pages(self._folder / "pages.csv").items():
            if (name := _file_of(page, files)) is not None:
                rows[name] = row
            else:
                self._problems.append(f"{row.where}: {self._folder} has no page {page}")
        return rows

    def _page(self, name: str, path: Path, labels: list[Label], row: PageRow) -> LabelledPage:
        html = decode_html(path.read_bytes())
        address = row.url or next((label.url for label in labels if label.url), _ADDRESS + name)
        page = parse_page(address, html)
        rubric = self._rubric_of(name, labels, row)
        count = self._count or _count_by_addresses(page, html, labels)
        links = ordered_links(page, html, count)
        wanted = self._wanted(name, links, rubric, labels)
        return LabelledPage(
            name=name,
            page=page,
            rubric=rubric,
            links=links,
            wanted={ordinal: items for ordinal, items in wanted.items() if items},
            patterns={label.ordinal: label.pattern for label in labels if label.pattern and label.ordinal is not None},
            pattern=row.pattern or _usual(label.pattern for label in labels),
            of_items=tuple(filter(None, (item_of(code, rubric) for code in row.items))),
            count=count,
            html=html,
        )

    def _rubric_of(self, name: str, labels: list[Label], row: PageRow) -> Rubric:
        named = {label.rubric for label in labels if label.rubric} | ({row.rubric} if row.rubric else set())
        if len(named) > 1:
            raise CorpusError(f"{name}: more than one rubric: {', '.join(sorted(named))}")
        return self._load(named.pop() if named else self._rubric)

    def _wanted(self, name: str, links: Ordered, rubric: Rubric, labels: list[Label]) -> dict[int, frozenset[str]]:
        """The items of each link that a line names; several lines of one link add up."""
        wanted: dict[int, frozenset[str]] = {}
        for label in labels:
            if label.ordinal is None:
                continue
            if told := self._misplaced(name, links, label):
                self._problems.append(told)
                continue
            items = {code: item_of(code, rubric) for code in label.items}
            self._problems += [
                f"{label.where}: rubric {rubric.id} has no item {code}" for code, item in items.items() if item is None
            ]
            found = frozenset(item for item in items.values() if item is not None)
            wanted[label.ordinal] = wanted.get(label.ordinal, frozenset()) | found
        return wanted

    def _misplaced(self, name: str, links: Ordered, label: Label) -> str:
        """What is wrong with the line's ordinal, or nothing."""
        if label.ordinal is None or label.ordinal >= len(links):
            return f"{label.where}: {name} has only {len(links)} links"
        link = links[label.ordinal]
        if label.href is None or link is None or _same(label.href, link.href):
            return ""
        return f"{label.where}: link {label.ordinal} of {name} leads to {link.href!r}"


def _count_by_addresses(page: Page, html: str, labels: list[Label]) -> Count:
    """The way of counting by which most labels' addresses are those of their links; "links" where none is given."""
    given = [(label.ordinal, label.href) for label in labels if label.href and label.ordinal is not None]
    if not given:
        return "links"

    def fitting(count: Count) -> int:
        links = ordered_links(page, html, count)
        shown = ((links[place] if place < len(links) else None, href) for place, href in given)
        return sum(link is not None and _same(href, link.href) for link, href in shown)

    return max(COUNTS, key=fitting)


def _same(written: str, href: str) -> bool:
    return written.strip() == href.strip()


def _file_of(page: str, files: dict[str, Path]) -> str | None:
    """The page's file: by its path, else by its name alone where only one file has it, with or without its ending."""
    plain = page.replace("\\", "/").removeprefix("./")
    if plain in files:
        return plain
    wanted = PurePosixPath(plain).name.lower()
    named = [name for name in files if wanted in {PurePosixPath(name).name.lower(), PurePosixPath(name).stem.lower()}]
    return named[0] if len(named) == 1 else None


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


def _usual(patterns: Iterable[str]) -> str:
    counted = Counter(pattern for pattern in patterns if pattern)
    return counted.most_common(1)[0][0] if counted else NO_PATTERN
