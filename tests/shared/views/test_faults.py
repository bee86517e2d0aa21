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


@pytest.mark.parametrize(
    ("kind", "detail", "words"),
    [
        ("dns", "x.go.th: [Errno -2] Name or service not known", "leads nowhere"),
        ("dns", "x.go.th: [Errno -3] Temporary failure in name resolution", "gave no answer"),
        ("dns", "x.go.th: the resolver did not answer", "gave no answer"),
        ("blocked_address", "x.go.th is at 10.0.0.1, not a public address", "no address of the public internet"),
        ("blocked_address", "port 22 is not a website's", "no website's"),
    ],
)
def test_a_fault_of_many_causes_tells_which(kind: str, detail: str, words: str) -> None:
    assert words in fault_words(kind, detail).en


def test_a_kind_of_another_release_speaks_for_itself() -> None:
    assert fault_words("new_kind").th == "new_kind"
