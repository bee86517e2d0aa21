"""The administrator's page of single-use tokens: asked for, issued as slips once, withdrawn; and staff who use them."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import text

from shared.access import Role
from shared.secrecy import TokenList
from tests.services.api.conftest import Api
from tests.services.api.pages.conftest import LogIn, Person
from tests.services.api.pages.test_survey import STAFF, hidden, on, recorded, sent
from tests.services.api.test_surveys import codes_on, words_on

__all__ = ["on"]
pytestmark = pytest.mark.usefixtures("on")

PAGE = "/units/TH-49/2567/tokens"
WHOSE = TokenList("TH-49", 2567, "IIT")
SHEET = {**{f"i{n}": "low" for n in range(1, 16)}, "work_line": "-"}
ASKED = "รหัสตอบแบบสำรวจ (ใช้ได้ครั้งเดียว)"


@pytest.fixture
def administrator(mukdahan: Callable[[], None], log_in: LogIn) -> Person:
    mukdahan()
    return log_in(Role.ADMINISTRATOR, unit="TH-49")


@pytest.fixture
def tokens(api: Api, administrator: Person) -> tuple[str, ...]:
    """Five tokens, and a survey of staff that asks for them."""
    done = administrator.send("/units/TH-49/2567/token-rules", PAGE, instrument="IIT", required="yes")
    assert (done.status_code, done.headers["Location"]) == (303, PAGE)
    with api.context.engine.begin() as connection:
        return api.context.answer_tokens.issue(connection, WHOSE, 5)


def form_of(administrator: Person) -> str:
    """The mark of the form that the page gives."""
    found = re.search(r'name="form" value="([^"]{20,})"', administrator.text(PAGE))
    assert found is not None
    return found[1]


def left(api: Api) -> int:
    with api.context.engine.connect() as connection:
        return api.context.answer_tokens.unspent(connection, WHOSE)


def test_slips_come_once_with_a_code_that_opens_the_survey_with_its_token(api: Api, administrator: Person) -> None:
    file = administrator.send(PAGE, PAGE, instrument="IIT", count="12")
    assert (file.status_code, file.mimetype) == (200, "application/pdf")
    assert file.headers["Cache-Control"] == "no-store" and "attachment" in file.headers["Content-Disposition"]
    pages, words = list(codes_on(file.data)), words_on(file.data)
    assert [len(page) for page in pages] == [10, 2]
    tokens = {code.removeprefix(f"http://localhost{STAFF}?t=") for page in pages for code in page}
    assert len(tokens) == left(api) == 12
    assert all(re.fullmatch(r"(\w{4}-){2}\w{4}", token) and token in "".join(words) for token in tokens)
    assert "Good once" in words[0] and f"localhost{STAFF}" in words[0]
    assert not any(token in administrator.text(PAGE) for token in tokens)
    with api.context.engine.begin() as connection:
        assert all(api.context.answer_tokens.spend(connection, WHOSE, token) for token in tokens)


def test_a_form_that_is_sent_twice_issues_once_and_gives_the_same_slips(api: Api, administrator: Person) -> None:
    """As a double click does, of which the browser only keeps what came second."""
    form = form_of(administrator)
    files = [administrator.send(PAGE, PAGE, instrument="IIT", count="6", form=form) for _ in range(2)]
    codes = [sorted(code for page in codes_on(file.data) for code in page) for file in files]
    assert len(codes[0]) == 6 and codes[0] == codes[1]
    assert (left(api), len(api.context.log.events(type="TokensIssued"))) == (6, 1)
    with api.untouched():
        assert administrator.send(PAGE, PAGE, instrument="IIT", count="7", form=form).status_code == 409
    other = administrator.send(PAGE, PAGE, instrument="IIT", count="6", form=form_of(administrator))
    assert not {code for page in codes_on(other.data) for code in page} & set(codes[0])
    assert left(api) == 12


def test_the_mark_of_a_form_is_kept_nowhere(api: Api, administrator: Person) -> None:
    form = form_of(administrator)
    assert administrator.send(PAGE, PAGE, instrument="IIT", count="5", form=form).status_code == 200
    with api.context.engine.connect() as connection:
        kept = connection.execute(text("SELECT key FROM idempotency_keys")).scalars().all()
    assert any("form " in key for key in kept) and not any(form in key for key in kept)
    assert not any(form in repr(each) for each in api.context.log.follow(0))


def test_a_withdrawn_list_is_not_handed_over_again(api: Api, administrator: Person) -> None:
    form = form_of(administrator)
    administrator.send(PAGE, PAGE, instrument="IIT", count="5", form=form)
    administrator.send("/units/TH-49/2567/token-withdrawals", PAGE, instrument="IIT")
    page = administrator.send(PAGE, PAGE, instrument="IIT", count="5", form=form)
    assert page.status_code == 409 and "have been withdrawn" in page.text and left(api) == 0


def test_the_page_tells_what_was_issued_and_withdrawn_when_and_by_whom(administrator: Person) -> None:
    assert "ที่ออกและยกเลิกแล้ว" not in administrator.text(PAGE)
    administrator.send(PAGE, PAGE, instrument="IIT", count="12", form=form_of(administrator))
    administrator.send("/units/TH-49/2567/token-withdrawals", PAGE, instrument="IIT")
    page = administrator.text(PAGE)
    assert page.index("ยกเลิกรหัสที่ยังไม่ใช้ 12 รหัส") < page.index("ออกรหัส 12 รหัส"), "the newest first"
    assert len(re.findall(r"น. · person-administrator-TH-49-None \(\S+\)", page)) == 2


@pytest.mark.parametrize("count", ["", "4", "-1", "x", "5001", "9" * 400, "๑๒"])
def test_a_number_that_is_none_is_refused_in_both_languages(api: Api, administrator: Person, count: str) -> None:
    with api.untouched():
        page = administrator.send(PAGE, PAGE, instrument="IIT", count=count)
    assert page.status_code == 422 and 'role="alert"' in page.text and '<p lang="en">' in page.text
    assert left(api) == 0


def test_what_is_left_is_shown_and_withdrawn(api: Api, administrator: Person, tokens: tuple[str, ...]) -> None:
    assert "รหัสที่ยังใช้ได้ 5 รหัส" in administrator.text(PAGE)
    done = administrator.send("/units/TH-49/2567/token-withdrawals", PAGE, instrument="IIT")
    assert (done.status_code, left(api)) == (303, 0)
    page = administrator.text(PAGE)
    assert "ยกเลิกรหัสที่ยังไม่ใช้แล้ว" in page and "จึงยังไม่มีใครตอบได้" in page
    again = administrator.send("/units/TH-49/2567/token-withdrawals", PAGE, instrument="IIT")
    assert again.status_code == 409 and 'role="alert"' in again.text


def test_a_survey_can_stop_asking(administrator: Person, tokens: tuple[str, ...], anybody: Person) -> None:
    assert ASKED in anybody.text(STAFF)
    administrator.send("/units/TH-49/2567/token-rules", PAGE, instrument="IIT", required="no")
    assert ASKED not in anybody.text(STAFF)


def test_only_who_prepares_the_round_finds_and_opens_the_page(administrator: Person, log_in: LogIn) -> None:
    surveys = "/units/TH-49/2567/surveys"
    assert f'href="{PAGE}"' in administrator.text(surveys)
    officer = log_in(Role.OFFICER, unit="TH-49")
    assert PAGE not in officer.text(surveys) and officer.open(PAGE).status_code == 403


@pytest.mark.parametrize(("path", "form"), [("tokens", {"count": "5"}), ("token-rules", {}), ("token-withdrawals", {})])
def test_a_survey_that_is_none_is_refused(api: Api, administrator: Person, path: str, form: dict[str, str]) -> None:
    with api.untouched():
        answer = administrator.send(f"/units/TH-49/2567/{path}", PAGE, instrument="OIT", **form)
    assert answer.status_code == 422


def test_staff_bring_the_token_in_the_address_and_it_is_spent(
    api: Api, anybody: Person, tokens: tuple[str, ...]
) -> None:
    start = anybody.open(STAFF, t=tokens[0])
    assert f'value="{tokens[0]}"' in start.text
    assert (start.headers["Cache-Control"], start.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert f"&amp;t={tokens[0]}" in start.text, "another language keeps it"
    answer = sent(anybody, STAFF, {**SHEET, "token": tokens[0]}, start)
    assert (answer.status_code, left(api)) == (303, 4) and tokens[0] not in answer.headers["Location"]
    again = sent(anybody, STAFF, {**SHEET, "token": tokens[0]}, start)
    assert again.status_code == 303, "the same form again is the same answer"
    assert len(recorded(api)) == 1


@pytest.mark.parametrize("wrong", ["spent", "2222-2222-2222", "<b>", "ก" * 400])
def test_a_token_that_is_not_good_is_said_so_and_all_stays(
    api: Api, anybody: Person, tokens: tuple[str, ...], wrong: str
) -> None:
    given = tokens[0] if wrong == "spent" else wrong
    sent(anybody, STAFF, {**SHEET, "token": tokens[0]})
    with api.untouched():
        page = sent(anybody, STAFF, {**SHEET, "token": given})
    assert page.status_code == 409 and "รหัสนี้ใช้ไม่ได้" in page.text and "is not good" in page.text
    assert page.text.count(" checked") == 16 and 'aria-invalid="true"' in page.text
    done = sent(anybody, STAFF, {**SHEET, "token": tokens[1]}, page)
    assert (done.status_code, left(api)) == (303, 3)


def test_without_a_token_it_is_asked_for(api: Api, anybody: Person, tokens: tuple[str, ...]) -> None:
    page = sent(anybody, STAFF, {**SHEET, "token": "  "})
    assert page.status_code == 422 and "โปรดพิมพ์รหัส" in page.text and 'href="#token"' in page.text
    assert recorded(api) == [] and left(api) == 5


def test_one_question_a_screen_asks_for_the_token_first_and_keeps_it(
    api: Api, anybody: Person, tokens: tuple[str, ...]
) -> None:
    page = anybody.open(STAFF, one="1", lang="en", t=tokens[0])
    assert "Screen 1 of 17" in page.text and re.search(r'type="text"[^>]*value="' + tokens[0], page.text)
    opened = hidden(page)["opened"]
    page = sent(anybody, STAFF, {"token": tokens[0], "go": "next"}, page)
    for name, value in {"work_line": "-", **{f"i{n}": "low" for n in range(1, 15)}}.items():
        assert hidden(page)["token"] == tokens[0] and hidden(page)["opened"] == opened
        page = sent(anybody, STAFF, {name: value, "go": "next"}, page)
    wrong = sent(anybody, STAFF, {"i15": "low", "token": "2222"}, page)
    assert wrong.status_code == 409 and "Screen 1 of 17" in wrong.text
    last = sent(anybody, STAFF, {"token": tokens[0], "at": "16", "go": "send"}, wrong)
    assert (last.status_code, left(api)) == (303, 4)


def test_a_preview_asks_for_no_token(api: Api, anybody: Person, tokens: tuple[str, ...]) -> None:
    page = anybody.open(STAFF, preview="1")
    assert ASKED not in page.text
    with api.untouched():
        assert "ไม่ได้บันทึกคำตอบ" in sent(anybody, STAFF, SHEET, page).text
    assert left(api) == 5


def test_a_mistyped_address_keeps_the_token_and_nobody_on_the_way_keeps_the_address(
    anybody: Person, tokens: tuple[str, ...]
) -> None:
    led = anybody.open("/s/th-49/2567/iit", t=tokens[0])
    assert (led.status_code, led.headers["Location"]) == (302, f"{STAFF}?t={tokens[0]}")
    assert (led.headers["Cache-Control"], led.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
