"""Labelled pages: how they are read, and what is wrong with them."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from services.crawler.accuracy import CorpusError, read_corpus
from services.crawler.accuracy.render import link_list
from services.crawler.fetch.decode import decode_html

RUBRIC = "2567-provincial-immigration"
HALVES = [Path(__file__).parents[3] / "corpus" / half for half in ("tune", "measure")]
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


def test_links_are_counted_in_document_order_frames_and_buttons_included(tmp_path: Path) -> None:
    (page,) = read_corpus(
        corpus(tmp_path, "page,ordinal,items,pattern\na.html,0,O1,x\na.html,2,O2 O3,y\n"), RUBRIC
    ).pages
    assert [link.href for link in page.page.links] == ["/1.pdf", "/f", "/2.pdf", "#"]
    assert page.wanted == {0: {"O1"}, 2: {"O2", "O3"}}
    assert [page.pattern_of(ordinal) for ordinal in (0, 1, 2)] == ["x", "x", "y"]
    assert link_list(page).splitlines()[0].split() == ["0", "O1", "เปิด", "/1.pdf"]


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
        ("page,items\na.html,O1\n", "no column ordinal"),
        ("page,ordinal,items\nb.html,0,O1\n", "no page b.html"),
        ("page,ordinal,items\na.html,x,O1\n", "labels.csv:2: ordinal 'x'"),
        ("page,ordinal,items\na.html,4,O1\n", "labels.csv:2: a.html has only 4 links"),
        ("page,ordinal,items\na.html,0,O1\na.html,0,O2\n", "labels.csv:3: link 0 of a.html is labelled twice"),
        ("page,ordinal,items\na.html,0,O99\n", "has no item O99"),
        ("page,ordinal,items,href\na.html,0,O1,/other\n", "link 0 of a.html leads to '/1.pdf'"),
        ("page,ordinal,items,rubric\na.html,0,O1,nothing-such\n", "rubric nothing-such"),
        (
            "page,ordinal,items,rubric\na.html,0,O1,2566-general\na.html,1,,2567-provincial-immigration\n",
            "more than one",
        ),
    ],
)
def test_impossible_labels_are_refused_with_their_line(tmp_path: Path, labels: str, said: str) -> None:
    with pytest.raises(CorpusError, match=said):
        read_corpus(corpus(tmp_path, labels), RUBRIC)


def test_a_corpus_needs_its_labels(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"labels\.csv"):
        read_corpus(tmp_path, RUBRIC)


@pytest.mark.parametrize("folder", HALVES, ids=lambda folder: folder.name)
def test_ordinals_are_what_the_guide_says(folder: Path) -> None:
    """The guide's definition, counted a second time without the crawler's own walk."""
    for page in read_corpus(folder, RUBRIC).pages:
        counted = list(_by_the_guide(decode_html((folder / page.name).read_bytes())))
        assert [link.href for link in page.page.links] == counted, page.name


def _by_the_guide(html: str) -> list[str]:
    tree = LexborHTMLParser(html)
    tree.strip_tags(["script", "style", "template", "noscript", "head", "svg", "object", "select", "textarea"])
    hrefs = []
    for node in tree.css(
        "a[href], area[href], iframe[src], frame[src], embed[src], [onclick]:not(a), [data-href]:not(a)"
    ):
        attributes = node.attributes
        if node.tag in {"a", "area"}:
            hrefs.append((attributes["href"] or "").strip())
        elif node.tag in {"iframe", "frame", "embed"}:
            hrefs.append(attributes["src"] or "")
        else:
            hrefs.append(attributes.get("data-href") or (attributes.get("onclick") or "").split("'")[1])
    return hrefs
