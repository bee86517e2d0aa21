"""What is looked for in a page's words is put together from its lines; that gives the same as all of it at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.crawler.documents import Document
from services.crawler.dossier import Source
from services.crawler.dossier.coverage import months_said
from services.crawler.dossier.source import word_key

URL = "http://unit.example/"
SIGNS = (
    "ก",
    "า",
    "ำ",
    "\u0e4d",
    "้",
    "-",
    "/",
    ".",
    " ",
    "\n",
    "\r\n",
    "\u2028",
    "A",
    "ß",
    "é",
    "๒",
    "(cid:1)",
    "\ue001",
)


@given(st.lists(st.sampled_from(SIGNS), max_size=14).map("".join))
def test_the_key_of_a_page_is_that_of_its_words(text: str) -> None:
    of_lines = Source(text, URL, "page")
    assert of_lines.key == word_key(of_lines.normalised)


def test_vowels_at_the_end_and_the_beginning_of_lines_count_once() -> None:
    text = "มกรา\nาคม\n-าคม"
    shown, read = Source(text, URL, "page"), Source(text, URL, "document", document=Document("pdf", text))
    assert shown.key == read.key == "มกราคมาคม"


def test_what_proves_has_the_key_of_its_own_words() -> None:
    page = Source("ความเสี่ยง\nการรับสินบน", URL, "page", proof="การรับสินบน")
    assert page.key == "ความเสยงการรบสนบน"
    assert page.proving.key == "การรบสนบน"


@pytest.mark.parametrize("between", ["-", " - ", "–", "—", "ถึง", " จนถึง ", " ถึงวันที่ 31 ", "ถึง เดือน"])
def test_a_period_is_of_no_month_whatever_stands_between(between: str) -> None:
    assert months_said(f"ตุลาคม 2566{between}มีนาคม 2567", 2567) == set()
    assert months_said("ตุลาคม 2566 และ มีนาคม 2567", 2567) == {"2566-10", "2567-03"}
