"""What kept an audit from a page, in words for officers."""

from typing import get_args

import pytest

from services.crawler.dossier.site import STAND_INS
from services.crawler.fetch import ProblemKind
from shared.views.faults import fault_words


@pytest.mark.parametrize("kind", get_args(ProblemKind))
def test_every_kind_has_a_sentence_of_its_own_in_both_languages(kind: str) -> None:
    words = fault_words(kind)
    assert any("\u0e01" <= sign <= "\u0e5b" for sign in words.th)
    assert words.en.isascii() and words.en != kind
    others = {fault_words(each) for each in get_args(ProblemKind) if each != kind}
    assert words not in others


@pytest.mark.parametrize(
    ("detail", "th", "en"),
    [
        ("the server answers 503", "เครื่องแม่ข่ายขัดข้อง (503)", "The server is out of order (503)"),
        ("the server answers 403", "เครื่องแม่ข่ายไม่ให้เปิดหน้านี้ (403)", "The server does not let this page be opened (403)"),
        ("the server answers 404", "ไม่มีหน้านี้บนเว็บไซต์ (404)", "The website has no such page (404)"),
        (
            "the server answered 429 and asked to be left alone for 900 s",
            "เครื่องแม่ข่ายขอให้รอก่อน (429)",
            "The server asked to be left alone for now (429)",
        ),
    ],
)
def test_an_answer_with_an_error_tells_which(detail: str, th: str, en: str) -> None:
    words = fault_words("http", detail)
    assert (words.th, words.en) == (th, en)


def test_what_stands_in_for_a_page_is_told_apart() -> None:
    told = {fault_words("stand_in", detail) for detail in STAND_INS.values()}
    assert len(told) == len(STAND_INS)
    assert fault_words("stand_in") not in told


def test_a_kind_of_another_release_speaks_for_itself() -> None:
    assert fault_words("new_kind").th == "new_kind"
