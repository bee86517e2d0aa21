"""A form is made once and kept; what is kept shows every change at once, and nobody's hidden fields to another."""

import gzip
import zlib
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.api.pages.survey.pieces import Piece, gzipped, plain
from tests.services.api.conftest import ROUND, Api, Headers
from tests.services.api.pages.conftest import Person
from tests.services.api.pages.test_survey import FULL, PUBLIC, STAFF, hidden, recorded, sent


@pytest.fixture(autouse=True)
def _opened(mukdahan: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    mukdahan()
    for module in ("definition", "nonce"):
        monkeypatch.setattr(f"services.api.surveys.{module}.today", lambda: date(2024, 3, 1))


def without_hidden(page: str) -> str:
    for value in hidden_values(page):
        page = page.replace(value, "")
    return page


def hidden_values(page: str) -> list[str]:
    return page.split('name="form" value="')[1].split('"')[:1] + page.split('name="opened" value="')[1].split('"')[:1]


def test_two_people_get_the_same_form_with_marks_of_their_own(api: Api) -> None:
    first, second = Person(api).open(PUBLIC), Person(api).open(PUBLIC)
    assert hidden(first)["form"] != hidden(second)["form"]
    assert without_hidden(first.text) == without_hidden(second.text)


def test_both_can_send_theirs(api: Api) -> None:
    pages = [(person, person.open(PUBLIC)) for person in (Person(api), Person(api))]
    line = {"work_line": "foreigners"}
    assert [sent(person, PUBLIC, {**FULL, **line}, page).status_code for person, page in pages] == [303, 303]
    assert len(recorded(api)) == 2


@pytest.mark.parametrize("language", ["th", "en", "lo"])
def test_compressed_it_is_the_same_page(anybody: Person, language: str) -> None:
    def page(encoding: str) -> bytes:
        query = {"lang": language}
        answer = anybody.client.get(PUBLIC, query_string=query, headers={"Accept-Encoding": encoding})
        return gzip.decompress(answer.data) if encoding else answer.data

    assert without_hidden(page("gzip").decode()) == without_hidden(page("").decode())


def test_languages_and_lines_are_kept_apart(anybody: Person) -> None:
    for _ in range(2):
        assert '<html lang="en">' in anybody.text(PUBLIC, lang="en")
        assert '<html lang="th">' in anybody.text(PUBLIC, lang="th")
        assert 'name="work_line"' not in anybody.text(f"{PUBLIC}/foreigners")
        assert 'name="work_line"' in anybody.text(PUBLIC)
        assert "e1-" not in anybody.text(STAFF)


def test_a_new_calendar_is_shown_at_once(api: Api, anybody: Person, operator: Headers) -> None:
    assert "1 กรกฎาคม 2567" in anybody.text(PUBLIC)
    step = {"id": "eit1", "phase": "p", "title": {"th": "เก็บข้อมูล", "en": "EIT1"}}
    calendar = {"title": "ปฏิทิน", "steps": [{**step, "starts": "2024-02-01", "ends": "2024-08-15"}]}
    assert api.post(f"{ROUND}/calendar", calendar, operator).status_code == 201
    api.catch_up()
    assert "15 สิงหาคม 2567" in anybody.text(PUBLIC)


def test_tokens_are_asked_for_before_any_view_knows(api: Api, anybody: Person, operator: Headers) -> None:
    assert 'name="token"' not in anybody.text(STAFF)
    rule = {"instrument": "IIT", "required": True}
    assert api.post(f"{ROUND}/token-rules", rule, operator).status_code == 201
    assert 'name="token"' in anybody.text(STAFF)


def test_a_browser_that_answered_sees_that_it_did_and_others_do_not(api: Api, anybody: Person) -> None:
    assert sent(anybody, PUBLIC, {**FULL, "work_line": "foreigners"}).status_code == 303
    told = 'role="note"'
    assert told in anybody.text(PUBLIC) and told not in Person(api).text(PUBLIC)


@given(st.lists(st.text(max_size=300), max_size=6))
def test_pieces_put_together_are_one_gzip_stream(texts: list[str]) -> None:
    pieces = [Piece.of(text) for text in texts]
    whole = "".join(texts).encode()
    assert plain(pieces) == whole == gzip.decompress(gzipped(pieces))
    # A single member: browsers read no further than the first.
    reader = zlib.decompressobj(wbits=31)
    assert reader.decompress(gzipped(pieces)) == whole and reader.eof and not reader.unused_data
