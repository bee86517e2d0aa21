"""Every element of every item: proven where it is shown, refuted where it is not, open where it can't be seen.

One audit tests one element of every item at once: the n-th site lacks the n-th element of each.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from services.crawler.audit import AuditReport, UnitFacts, audit
from services.crawler.checks.words import has_word
from services.crawler.documents import DocumentReader
from services.crawler.fetch import Fetcher, FetchPolicy
from shared.rubric import Rubric, load_rubric
from shared.rubric.model import Element, Item
from tests.services.crawler.audit.conftest import NOW, Website, served
from tests.services.crawler.audit.elements import ALWAYS, FILLER, LINES, page, proven, shown
from tests.services.crawler.documents.made import excel, pdf, png, word

RUBRIC = load_rubric("2567-provincial-immigration")
EVERY = [(item.id, element.id) for item in RUBRIC.items for element in item.elements]
SEVERAL = [(item, element) for item, element in EVERY if element not in ALWAYS.get(item, set())]
#: Something that may show anything and can't be opened.
HIDDEN = '<p><a href="/forbidden/">แนบ</a></p>'
Sites = Callable[[int, str], AuditReport]


@pytest.fixture(scope="module")
def sites(rubric: Rubric, reader: DocumentReader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """The audit of the site that lacks the n-th element of every item (-1: none), with something more on each page."""
    policy = FetchPolicy("https://example.invalid/", allow_private=True, deadline=30.0, retries=0)
    facts = UnitFacts(head_names=("พ.ต.อ. พิทักษ์พงษ์ เจริญกุล",))
    with served() as site, Fetcher(policy) as fetcher:
        publish_files(site, tmp_path_factory.mktemp("files"))

        @lru_cache
        def audited(lacking: int, more: str) -> AuditReport:
            for item in rubric.items:
                element = item.elements[lacking].id if 0 <= lacking < len(item.elements) else ""
                site.page(f"/{item.id}/", page(f"{item.id} {item.title.th}", item.id, element, more))
            return audit(site.url, rubric, fetcher=fetcher, reader=reader, unit_facts=facts, now=NOW)

        yield audited


def publish_files(site: Website, folder: Path) -> None:
    rows = "".join(f'<p><a href="/{item.id}/">{item.id} {item.title.th}</a></p>' for item in RUBRIC.items)
    site.page("/", f'<h1>หน่วย</h1>{FILLER}<p><a href="/ita/">ITA 2567</a></p>')
    site.page("/ita/", f"<h1>การเปิดเผยข้อมูลสาธารณะ OIT 2567</h1>{rows}")
    words = "เอกสารแนบของหน่วย"
    site.file("/f/file.pdf", pdf(words, folder), "application/pdf")
    site.file("/f/file.docx", word(words))
    site.file("/f/file.xlsx", excel([[words]]))
    site.page("/forbidden/", "<h1>403</h1>", status=403)
    for number in range(1, 9):
        site.page(f"/n/{number}/", f"<h1>เนื้อความ {number}</h1>{FILLER}")
        site.file(f"/p/{number}.png", png(), "image/png")


def _of(item: str) -> Item:
    found = RUBRIC.item(item)
    assert found
    return found


def _place(item: str, element: str) -> int:
    return [each.id for each in _of(item).elements].index(element)


def _element(item: str, element: str) -> Element:
    return _of(item).elements[_place(item, element)]


def _met(report: AuditReport, item: str) -> dict[str, bool | None]:
    finding = report.item(item)
    assert finding
    return {element.id: element.met for element in finding.elements}


def _expected(item: str, without: str) -> set[str]:
    """What the rest of the page proves; words prove a picture only beside one."""
    pictured = any("<img" in line for line, _ in shown(item, without))
    every = proven(item, without)
    return {each for each in every if pictured or _element(item, each).check.kind != "image"}


def _may_be_picture(item: str, element: str) -> bool:
    """Whether what remains may show it unread: pictures or social media, where a picture or a title promises it."""
    check = _element(item, element).check
    title = _of(item).title.th
    words = getattr(check, "may_be_picture", False) or (check.kind == "image" and check.any_of)
    promised = check.kind == "keyword" and any(has_word(word, title) for word in check.any_of)
    hidden = any("<img" in line or "facebook.com" in line for line, _ in shown(item, element))
    return bool(words or promised) and hidden


def test_the_table_has_every_element() -> None:
    assert {(item, element) for item in LINES for element in proven(item)} == set(EVERY)


@pytest.mark.parametrize("item", LINES)
def test_where_everything_is_shown_the_item_is_present(sites: Sites, item: str) -> None:
    report = sites(-1, "")
    assert {element: met for element, met in _met(report, item).items() if met is not True} == {}
    finding = report.item(item)
    assert finding
    assert finding.verdict == "present"
    assert all(each.evidence for each in finding.elements)


@pytest.mark.parametrize(("item", "element"), SEVERAL)
def test_where_one_thing_is_not_shown_that_is_what_is_not_met(sites: Sites, item: str, element: str) -> None:
    report = sites(_place(item, element), "")
    met = _met(report, item)
    finding = report.item(item)
    assert finding
    assert {each for each, state in met.items() if state} == _expected(item, element)
    if _may_be_picture(item, element):
        assert met[element] is None
        return
    assert met[element] is False
    alone = {each for each, state in met.items() if state is False} == {element}
    formats = _element(item, element).check.kind == "formats"
    required = _element(item, element).required
    assert finding.verdict == ("wrong_format" if formats and alone else "partial" if required else "present")


@pytest.mark.parametrize(("item", "element"), SEVERAL)
def test_where_it_may_stand_in_what_can_not_be_read_nothing_is_refuted(sites: Sites, item: str, element: str) -> None:
    report = sites(_place(item, element), HIDDEN)
    met = _met(report, item)
    finding = report.item(item)
    assert finding
    assert {each for each, state in met.items() if state} == _expected(item, element)
    assert met[element] is None
    assert False not in met.values()
    assert finding.verdict == ("unknown" if _element(item, element).required else "present")
