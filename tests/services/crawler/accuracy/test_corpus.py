"""Labelled pages: how they are read, and what is wrong with them."""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from services.crawler.accuracy import CorpusError, Count, read_corpus
from services.crawler.accuracy.render import link_list
from services.crawler.fetch.decode import decode_html

RUBRIC = "2567-provincial-immigration"
HALVES = [Path(__file__).parents[3] / "corpus" / half for half in ("tune", "measure")]
EXAMINED = sorted((Path(__file__).parents[3] / "corpus" / "examined").iterdir())
PAGE = (
    "<title>OIT 2567</title><a name=top>ต้น</a><p>O1 โครงสร้าง <a href='/1.pdf'>เปิด</a></p><iframe src=/f></iframe>"
    "<p>O2 อำนาจหน้าที่ <button onclick=\"window.open('/2.pdf')\">เปิด</button></p><a href='#'>O3 กฎหมาย</a>"
)


def corpus(tmp_path: Path, labels: str, pages: str = "", body: bytes = PAGE.encode()) -> Path:
    (tmp_path / "a.html").write_bytes(body)
    (tmp_path / "labels.csv").write_text(labels, encoding="utf-8-sig")
    if pages:
        (tmp_path / "pages.csv").write_text(pages, encoding="utf-8")
    return tmp_path


def test_anchors_are_counted_first_then_frames_and_buttons(tmp_path: Path) -> None:
    (page,) = read_corpus(
        corpus(tmp_path, "page,ordinal,items,pattern\na.html,0,O1,x\na.html,3,O2 O3,y\n"), RUBRIC
    ).pages
    assert [link and link.href for link in page.links] == ["/1.pdf", "#", "/f", "/2.pdf"]
    assert page.wanted == {0: {"O1"}, 3: {"O2", "O3"}}
    assert [page.pattern_of(ordinal) for ordinal in (0, 1, 3)] == ["x", "x", "y"]
    assert link_list(page).splitlines()[0].split() == ["0", "O1", "เปิด", "/1.pdf"]


@pytest.mark.parametrize(
    ("count", "ordinal"),
    [("links", 1), ("links-from-1", 2), ("anchors", 2), ("anchors-from-1", 3), ("document", 3)],
)
def test_ordinals_of_other_makers_are_told_by_their_addresses_or_said(
    tmp_path: Path, count: Count, ordinal: int
) -> None:
    first = {"links": 0, "links-from-1": 1, "anchors": 1, "anchors-from-1": 2, "document": 0}[count]
    labels = f"page,ordinal,items,href\na.html,{first},O1,/1.pdf\na.html,{ordinal},O3,#\n"
    (told,) = read_corpus(corpus(tmp_path, labels), RUBRIC).pages
    assert {link.href for place in told.wanted if (link := told.links[place])} == {"/1.pdf", "#"}
    bare = f"page,ordinal,items\na.html,{ordinal},O3\n"
    (said,) = read_corpus(corpus(tmp_path, bare), RUBRIC, count).pages
    (place,) = said.wanted
    link = said.links[place]
    assert link is not None
    assert link.href == "#"


def test_links_that_are_never_shown_keep_their_place(tmp_path: Path) -> None:
    body = "<p>ก</p><noscript><a href=/counter>n</a></noscript><p>O1 โครงสร้าง <a href=/1.pdf>เปิด</a>".encode()
    (page,) = read_corpus(corpus(tmp_path, "page,ordinal,items\na.html,1,O1\n", body=body), RUBRIC).pages
    assert [link and link.href for link in page.links] == [None, "/1.pdf"]


@pytest.mark.parametrize(
    "labels",
    [
        "page,ordinal,items\na.html,0,O1;o3\n",
        "File;Link;Codes\na.html;0;O1|๐๓\n",
        "page,ordinal,item\na.html,0,01\na.html,0,OIT-3\n",
        'page,ordinal,items\na,0,"1, 3"\n',
        "หน้า,ลำดับ,ข้อ\na.html,๐,O1/O3\n",
    ],
)
def test_tables_of_other_makers_are_understood(tmp_path: Path, labels: str) -> None:
    assert read_corpus(corpus(tmp_path, labels), RUBRIC, strict=True).pages[0].wanted == {0: {"O1", "O3"}}


def test_a_table_may_be_saved_by_a_thai_spreadsheet(tmp_path: Path) -> None:
    folder = corpus(tmp_path, "page,ordinal,items\n")
    (folder / "labels.csv").write_bytes("หน้า,ลำดับ,ข้อ\r\na.html,0,๐๑\r\n".encode("cp874"))
    assert read_corpus(folder, RUBRIC).pages[0].wanted == {0: {"O1"}}


def test_pages_may_stand_in_folders_and_end_in_htm(tmp_path: Path) -> None:
    (tmp_path / "unit").mkdir()
    (tmp_path / "unit" / "b.HTM").write_bytes(PAGE.encode())
    folder = corpus(tmp_path, "page,ordinal,items\nunit/b.HTM,0,O1\na.html,1,none\n")
    wanted = {page.name: page.wanted for page in read_corpus(folder, RUBRIC, strict=True).pages}
    assert wanted == {"a.html": {}, "unit/b.HTM": {0: {"O1"}}}


def test_a_page_may_name_its_address_rubric_items_and_pattern(tmp_path: Path) -> None:
    folder = corpus(
        tmp_path,
        "page,ordinal,items\na.html,0,O43\n",
        "page,url,rubric,items,pattern\na.html,http://x.example/o1/,2566-general,O1,slug\n",
    )
    (page,) = read_corpus(folder, RUBRIC).pages
    assert page.page.url == "http://x.example/o1/"
    assert (page.rubric.id, page.of_items, page.pattern) == ("2566-general", ("O1",), "slug")


def test_a_rubric_may_be_a_file_beside_the_pages(tmp_path: Path) -> None:
    source = Path(__file__).parents[4] / "shared/rubric/rubrics/2566-general.yaml"
    (tmp_path / "own.yaml").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    folder = corpus(tmp_path, "page,ordinal,items,rubric\na.html,0,O1,own.yaml\n")
    assert read_corpus(folder, RUBRIC).pages[0].rubric.fiscal_year == 2566


def test_pages_may_be_in_cp874(tmp_path: Path) -> None:
    folder = corpus(tmp_path, "page,ordinal,items\na.html,0,O1\n", body=PAGE.encode("cp874"))
    assert read_corpus(folder, RUBRIC).pages[0].page.links[0].text == "เปิด"


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ("page,ordinal,items\nb.html,0,O1\n", "labels.csv:2: .* has no page b.html"),
        ("page,ordinal,items\na.html,x,O1\n", "labels.csv:2: ordinal 'x'"),
        ("page,ordinal,items\na.html,4,O1\n", "labels.csv:2: a.html has only 4 links"),
        ("page,ordinal,items\na.html,0,O99\n", "labels.csv:2: .* has no item O99"),
        ("page,ordinal,items,href\na.html,0,O1,/other\n", "link 0 of a.html leads to '/1.pdf'"),
    ],
)
def test_lines_that_cannot_be_used_are_told_or_refused(tmp_path: Path, labels: str, said: str) -> None:
    folder = corpus(tmp_path, labels + "a.html,1,O3\n")
    read = read_corpus(folder, RUBRIC)
    assert len(read.problems) == 1
    assert re.search(said, read.problems[0])
    assert read.pages[0].wanted == {1: {"O3"}}
    with pytest.raises(CorpusError, match=said):
        read_corpus(folder, RUBRIC, strict=True)


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ("page,items\na.html,O1\n", "no column ordinal"),
        ("page,ordinal,items,rubric\na.html,0,O1,nothing-such\n", "rubric nothing-such"),
        (
            "page,ordinal,items,rubric\na.html,0,O1,2566-general\na.html,1,,2567-provincial-immigration\n",
            "more than one",
        ),
    ],
)
def test_tables_that_mean_nothing_are_refused(tmp_path: Path, labels: str, said: str) -> None:
    with pytest.raises(CorpusError, match=said):
        read_corpus(corpus(tmp_path, labels), RUBRIC)


def test_a_corpus_needs_its_labels(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"labels\.csv"):
        read_corpus(tmp_path, RUBRIC)


@pytest.mark.parametrize("folder", [*HALVES, *EXAMINED], ids=lambda folder: folder.name)
def test_ordinals_are_what_the_guide_says(folder: Path) -> None:
    """The guide's definition, counted a second time without the crawler's own walk."""
    for page in read_corpus(folder, RUBRIC, strict=True).pages:
        counted = _by_the_guide(decode_html((folder / page.name).read_bytes()))
        assert [link.href if link else None for link in page.links][: len(counted)] == counted, page.name


def _by_the_guide(html: str) -> list[str]:
    return [(node.attributes["href"] or "").strip() for node in LexborHTMLParser(html).css("a[href]")]
