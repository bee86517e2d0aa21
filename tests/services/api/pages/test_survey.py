"""The survey page as a respondent meets it, without a script: what is shown, what is kept, what is refused."""

import gzip
import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from werkzeug.test import TestResponse

from services.api.pages.assets import asset
from services.api.surveys.words import LANGUAGES
from shared.events.surveys import ResponseRecorded
from tests.services.api.conftest import ROUND, Api, Headers
from tests.services.api.pages.conftest import Person

Prepare = Callable[[], None]

PUBLIC, STAFF, CONTACTS = "/s/TH-49/2567/EIT1", "/s/TH-49/2567/IIT", "/s/TH-49/2567/EIT2"
LINE = f"{PUBLIC}/foreigners"
QUESTIONS = [f"e{n}" for n in range(1, 7)]
FULL = {**dict.fromkeys(QUESTIONS, "high"), "occupation": "company"}
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
_CHECKED = re.compile(r'name="(\w+)" id="[^"]*" value="([^"]*)" checked')


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the day in Bangkok."""

    def go(day: str) -> None:
        for module in ("definition", "nonce"):
            monkeypatch.setattr(f"services.api.surveys.{module}.today", lambda: date.fromisoformat(day))

    go("2024-03-01")
    return go


@pytest.fixture(autouse=True)
def _opened(mukdahan: Prepare, on: Callable[[str], None]) -> None:
    mukdahan()


def hidden(page: TestResponse) -> dict[str, str]:
    return {name: unescape(value) for name, value in _HIDDEN.findall(page.text)}


def sent(person: Person, path: str, fields: dict[str, str], start: TestResponse | None = None) -> TestResponse:
    """The form of this page, filled and sent."""
    given = hidden(start or person.open(path))
    return person.client.post(path, data={**given, **fields, "go": fields.get("go", "send")})


def recorded(api: Api) -> list[ResponseRecorded]:
    return [each.event for each in api.context.log.follow(0) if isinstance(each.event, ResponseRecorded)]


def test_an_answer_is_recorded_once_and_leaves_nothing_of_the_person(anybody: Person, api: Api) -> None:
    start = anybody.open(LINE)
    first, again = (sent(anybody, LINE, FULL, start) for _ in range(2))
    assert first.status_code == again.status_code == 303
    assert first.headers["Location"] == again.headers["Location"] == f"{PUBLIC}/thanks?lang=th"
    (event,) = recorded(api)
    assert (event.instrument, event.work_line, event.occupation) == ("EIT1", "foreigners", "company")
    assert event.answers == dict.fromkeys(QUESTIONS, "high")
    thanks = anybody.open(first.headers["Location"])
    assert "ขอบคุณที่ตอบแบบสอบถาม" in thanks.text and "<script" not in thanks.text and "<form" not in thanks.text
    for answer in (start, thanks):
        assert "Set-Cookie" not in answer.headers
    (mark,) = {answer.headers["Set-Cookie"].partition(";")[0] for answer in (first, again)}
    assert mark.startswith("answered="), "only which survey, the same for everybody"
    assert first.headers["Cache-Control"] == "no-store"
    assert thanks.headers["Cache-Control"] == "no-store" and thanks.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in anybody.open(LINE, lang="en").headers, "not even the language"


def test_the_same_form_with_other_answers_keeps_the_first(anybody: Person, api: Api) -> None:
    start = anybody.open(LINE)
    sent(anybody, LINE, FULL, start)
    changed = sent(anybody, LINE, {**FULL, "e1": "least"}, start)
    assert changed.status_code == 409 and "คำตอบชุดแรกถูกบันทึกไว้" in changed.text
    assert [event.answers["e1"] for event in recorded(api)] == ["high"]


def test_without_a_line_in_the_address_it_is_asked(anybody: Person, api: Api) -> None:
    assert "ท่านติดต่อหรือรับบริการจากสายงานใด" in anybody.text(PUBLIC)
    assert "ท่านติดต่อหรือรับบริการจากสายงานใด" not in anybody.text(LINE)
    assert "สายงาน: งานบริการคนต่างด้าว" in anybody.text(LINE)
    assert sent(anybody, PUBLIC, FULL).status_code == 422
    assert sent(anybody, PUBLIC, {**FULL, "work_line": "-"}).status_code == 422, "the public names a line"
    assert sent(anybody, PUBLIC, {**FULL, "work_line": "inspection"}).status_code == 303
    assert [event.work_line for event in recorded(api)] == ["inspection"]


def test_staff_need_not_name_their_line(anybody: Person, api: Api) -> None:
    staff = {**{f"i{n}": "low" for n in range(1, 16)}, "work_line": "-"}
    assert sent(anybody, STAFF, staff).status_code == 303
    (event,) = recorded(api)
    assert (event.instrument, event.work_line, event.occupation) == ("IIT", None, None)


def test_what_is_missing_is_named_and_what_was_answered_stays(anybody: Person, api: Api) -> None:
    given = {"e1": "most", "e2": "nonsense", "occupation": "retired"}
    page = sent(anybody, LINE, given)
    assert page.status_code == 422 and recorded(api) == []
    assert dict(_CHECKED.findall(page.text)) == {"e1": "most", "occupation": "retired"}
    summary = page.text[page.text.index('id="trouble"') : page.text.index("<form")]
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert [target.partition("-")[0] for target in targets] == ["e2", "e3", "e4", "e5", "e6"]
    assert all(f'id="{target}"' in page.text for target in targets), "each leads to its first choice"
    assert "<title>ยังตอบไม่ครบ เหลืออีก 5 ข้อ" in page.text
    assert sent(anybody, LINE, {**FULL, "e1": "most"}, page).status_code == 303, "the form goes on from there"


@pytest.mark.parametrize("mark", ["", "x", "WzFd.bad", "ก" * 50])
def test_a_form_that_is_not_ours_is_shown_again_with_its_answers(anybody: Person, api: Api, mark: str) -> None:
    page = anybody.client.post(LINE, data={**FULL, "form": mark, "go": "send"})
    assert page.status_code == 400 and "โปรดกดส่งอีกครั้ง" in page.text and recorded(api) == []
    assert dict(_CHECKED.findall(page.text)) == FULL
    assert sent(anybody, LINE, FULL, page).status_code == 303


def test_a_form_is_good_for_its_own_survey_only(anybody: Person) -> None:
    elsewhere = hidden(anybody.open(CONTACTS))
    answer = anybody.client.post(LINE, data={**FULL, **elsewhere, "go": "send"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2023-12-31", ("ยังไม่เปิดรับคำตอบ", "1 มกราคม 2567 ถึงวันที่ 1 กรกฎาคม 2567")),
        ("2024-07-02", ("ปิดรับคำตอบแล้ว", "1 มกราคม 2567 ถึงวันที่ 1 กรกฎาคม 2567")),
    ],
)
def test_outside_its_dates_the_page_says_so_and_takes_nothing(
    anybody: Person, api: Api, on: Callable[[str], None], day: str, words: tuple[str, ...]
) -> None:
    on(day)
    page = anybody.open(LINE)
    assert page.status_code == 200 and all(each in page.text for each in words) and "<form" not in page.text
    preview = anybody.open(LINE, preview="1")
    late = anybody.client.post(LINE, data={"form": hidden(preview)["form"], **FULL, "go": "send"})
    assert late.status_code == 409 and "ไม่ถูกบันทึก" in late.text and recorded(api) == []


def test_the_interface_takes_answers_at_any_time(
    api: Api, on: Callable[[str], None], answers: Callable[[str, str], dict[str, str]]
) -> None:
    on("2024-12-01")
    sheet = {"instrument": "EIT1", "answers": answers("EIT1", "most")}
    assert api.post(f"{ROUND}/responses", sheet).status_code == 201


@pytest.mark.parametrize(("day", "status"), [("2024-07-01", 303), ("2024-07-02", 303), ("2024-07-03", 409)])
def test_a_form_opened_in_time_is_taken_until_the_next_day(
    anybody: Person, on: Callable[[str], None], day: str, status: int
) -> None:
    on("2024-07-01")
    start = anybody.open(LINE)
    on(day)
    assert sent(anybody, LINE, FULL, start).status_code == status


def test_the_rounds_own_calendar_goes_before_the_rubrics(
    api: Api, anybody: Person, operator: Headers, on: Callable[[str], None]
) -> None:
    step = {"id": "eit1", "phase": "p", "title": {"th": "เก็บข้อมูล", "en": "EIT1"}}
    calendar = {"title": "ปฏิทิน", "steps": [{**step, "starts": "2024-02-01", "ends": "2024-08-15"}]}
    assert api.post(f"{ROUND}/calendar", calendar, operator).status_code == 201
    api.catch_up()
    on("2024-08-15")
    assert sent(anybody, LINE, FULL).status_code == 303
    on("2024-08-17")
    assert "15 สิงหาคม 2567" in anybody.text(LINE)
    on("2024-01-31")
    assert "ยังไม่เปิดรับคำตอบ" in anybody.text(LINE)


def test_a_survey_without_dates_is_open(anybody: Person, on: Callable[[str], None]) -> None:
    on("2026-01-01")
    assert "ปฏิทินการประเมินไม่ได้กำหนดวันปิดรับคำตอบ" in anybody.text(CONTACTS)


def test_a_certified_round_takes_no_more(anybody: Person, api: Api, operator: Headers) -> None:
    start = anybody.open(LINE)
    assert api.post(f"{ROUND}/certification", {}, operator).status_code == 201
    before_the_view_knows = sent(anybody, LINE, FULL, start)
    assert before_the_view_knows.status_code == 409
    assert dict(_CHECKED.findall(before_the_view_knows.text)) == FULL
    api.catch_up()
    assert "รับรองผลของรอบการประเมินนี้แล้ว" in anybody.text(LINE)
    assert sent(anybody, LINE, FULL, start).status_code == 409 and recorded(api) == []


def test_a_preview_asks_everything_and_records_nothing(anybody: Person, api: Api) -> None:
    page = anybody.open(LINE, preview="1")
    assert "คำตอบในหน้านี้จะไม่ถูกบันทึก" in page.text
    with api.untouched():
        assert sent(anybody, LINE, {"e1": "most"}, page).status_code == 422
        done = sent(anybody, LINE, FULL, page)
    assert done.status_code == 200 and "ระบบไม่ได้บันทึกคำตอบ" in done.text


def test_when_the_log_is_away_the_answers_are_shown_again(
    anybody: Person, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shared.log import LogUnavailable

    start = anybody.open(LINE)

    def away(*_: object, **__: object) -> None:
        raise LogUnavailable

    with monkeypatch.context() as broken:
        broken.setattr("services.api.writes.execute", away)
        page = sent(anybody, LINE, FULL, start)
    assert page.status_code == 503 and "ยังบันทึกไม่ได้" in page.text
    assert dict(_CHECKED.findall(page.text)) == FULL
    assert sent(anybody, LINE, FULL, page).status_code == 303
    assert len(recorded(api)) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/s/TH-99/2567/EIT1",
        "/s/TH-49/2566/EIT1",
        "/s/TH-49/2567/OIT",
        f"{PUBLIC}/cleaning",
        "/s/TH-99/2567",
        "/s/TH-49/99999999999/EIT1",
    ],
)
def test_an_address_that_is_not_there_says_so_in_both_languages(anybody: Person, path: str) -> None:
    for answer in (anybody.open(path), anybody.client.post(path, data=FULL, headers={"Accept": "text/html"})):
        if answer.status_code != 405:
            assert answer.status_code == 404
            assert "ไม่พบ" in answer.text or "ไม่มีรอบ" in answer.text
            assert "There is no" in answer.text or "has no round" in answer.text
            assert "href" not in answer.text.partition("<main")[2], "no login, no menu: it is a visitor's page"
            assert "Set-Cookie" not in answer.headers and answer.headers["Cache-Control"] == "no-store"
    english = anybody.open(path, lang="en").text
    assert english.index("check the address on the poster") < english.index("โปรดตรวจสอบที่อยู่บนโปสเตอร์")


def test_an_address_typed_in_other_letters_leads_to_the_right_one(anybody: Person) -> None:
    answer = anybody.open("/s/th-49/2567/eit1/FOREIGNERS", lang="en")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{LINE}?lang=en")
    assert "Set-Cookie" not in answer.headers


def test_a_round_alone_offers_its_surveys_but_not_that_of_named_contacts(anybody: Person) -> None:
    page = anybody.text("/s/TH-49/2567")
    assert f'href="{PUBLIC}?lang=th"' in page and f'href="{STAFF}?lang=th"' in page and CONTACTS not in page


def test_what_is_simulated_says_so(anybody: Person, simulated_unit: Prepare) -> None:
    simulated_unit()
    for path in ("/s/TH-10/2567/EIT1", "/s/TH-10/2567", "/s/TH-10/2567/EIT1/thanks"):
        assert "ข้อมูลจำลองเพื่อการสาธิต" in anybody.text(path)
    assert "ข้อมูลจำลอง" not in anybody.text(LINE)


def test_the_language_is_asked_for_or_taken_from_the_browser(anybody: Person) -> None:
    def shown(accept: str, **query: str) -> str:
        answer = anybody.client.get(LINE, query_string=query, headers={"Accept-Language": accept})
        found = re.search(r'<html lang="(\w+)">', answer.text)
        assert found is not None and answer.headers["Content-Language"] == found[1]
        return found[1]

    assert shown("en-GB,en;q=0.9") == "en"
    assert shown("th,en;q=0.5") == shown("lo") == shown("") == "th"
    assert shown("en", lang="th") == "th"
    assert shown("th", lang="xx") == "th"
    english = anybody.text(LINE, lang="en")
    assert "Survey of the public (EIT, part 1)" in english and "1 January 2024 to 1 July 2024" in english
    assert "Services to foreigners" in english and "Fiscal year 2567 (2024)" in english


@pytest.mark.parametrize("path", [STAFF, PUBLIC])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_view_is_less_than_fifty_kilobytes_with_all_that_it_fetches(
    anybody: Person, path: str, language: str
) -> None:
    answer = anybody.client.get(path, query_string={"lang": language}, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    page = gzip.decompress(answer.data).decode()
    fetched = set(re.findall(r'(?:\ssrc=|<link[^>]*href=|url\(|@import)\s*"?([^"\s>)]+)', page)) - {"data:,"}
    assert fetched == {asset("fonts/plex-thai-400.woff2"), asset("fonts/plex-thai-600.woff2")}
    assert not re.search(r"https?://", page), "nothing of another host"
    size = len(answer.data) + len(str(answer.headers))
    for font in fetched:
        with anybody.client.get(font) as file:
            size += len(file.data) + len(str(file.headers))
    assert size <= 50_000


def test_only_its_own_style_and_script_may_run(anybody: Person) -> None:
    answer = anybody.open(LINE)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and policy.count("'sha256-") == 2
    assert not re.search(r"\sstyle=|\son\w+=", answer.text)


def test_one_question_a_screen_carries_the_answers_along(anybody: Person, api: Api) -> None:
    page = anybody.open(LINE, one="1", lang="en")
    assert "Screen 1 of 7" in page.text and page.text.count("<fieldset") == 1
    again = sent(anybody, LINE, {"go": "next"}, page)
    assert again.status_code == 422 and "Screen 1 of 7" in again.text
    for number, question in enumerate(QUESTIONS, start=2):
        page = sent(anybody, LINE, {question: "low", "go": "next"}, page)
        assert f"Screen {number} of 7" in page.text
    back = sent(anybody, LINE, {"go": "back"}, page)
    assert "Screen 6 of 7" in back.text and dict(_CHECKED.findall(back.text)) == {"e6": "low"}
    page = sent(anybody, LINE, {"e6": "most", "go": "next"}, back)
    done = sent(anybody, LINE, {"occupation": "-"}, page)
    assert done.status_code == 303
    (event,) = recorded(api)
    assert event.answers == {**dict.fromkeys(QUESTIONS, "low"), "e6": "most"} and event.occupation is None


@pytest.mark.parametrize("at", ["-1", "99", "x", "9" * 5000, "٣"])
def test_any_screen_that_is_asked_for_is_one_of_the_form(anybody: Person, at: str) -> None:
    start = anybody.open(LINE, one="1")
    answer = sent(anybody, LINE, {"at": at, "go": "next", **FULL}, start)
    assert answer.status_code == 200 and answer.text.count("<fieldset") == 1


def test_sending_early_leads_to_the_first_screen_that_is_missing(anybody: Person) -> None:
    page = sent(anybody, LINE, {"e1": "low", "at": "6"}, anybody.open(LINE, one="1", lang="en"))
    assert page.status_code == 422 and "Screen 2 of 7" in page.text
