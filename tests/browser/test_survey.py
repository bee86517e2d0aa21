"""The survey page in a real browser: a small phone without scripts, the keyboard alone, a connection that drops."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route
from sqlalchemy import text

from services.api.context import Context
from shared.secrecy import TokenList
from tests.browser.conftest import serving
from tests.browser.test_pages import _violations as violations
from tests.services.api.test_receiving import morning

__all__ = ["morning"]
pytestmark = pytest.mark.browser

#: A survey that no calendar closes, so that it is open whenever the tests run.
OPEN = "/s/TH-49/2567/EIT2"
LINE = f"{OPEN}/foreigners"
SIMULATED = "/s/TH-10/2567/EIT2"
LANGUAGES = ("th", "en", "lo", "my", "km", "vi", "zh")
FIELDS = (*(f"e{n}" for n in range(1, 7)), "occupation")

#: Where a server behind a proxy takes the phone to be.
OFFICE = {"X-Forwarded-For": "203.0.113.7"}

Phone = Callable[..., Page]
Guarded = Callable[..., AbstractContextManager[str]]


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Phone]:
    """Opens a path on a phone that nobody used before; nothing may fail there, and no other host be asked."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def opened(path: str, *, scripts: bool = True, width: int = 320, at: str = address) -> Page:
        size = {"width": width, "height": 568}
        context = browser.new_context(
            base_url=at, viewport=size, java_script_enabled=scripts, locale="th-TH", extra_http_headers=OFFICE
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "request",
            lambda request: None if request.url.startswith((at, "data:")) else problems.append(request.url),
        )
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        assert {cookie.get("name") for cookie in context.cookies()} <= {"answered"}
        context.close()
    assert problems == []


@pytest.fixture
def guarded(context: Context) -> Guarded:
    """Serves the same behind a proxy, with settings of its own; no network has sent anything yet."""

    def guarding(**settings: int) -> AbstractContextManager[str]:
        with context.engine.begin() as connection:
            connection.execute(text("UPDATE network_counts SET hits = 0"))
        return serving(replace(context, settings=replace(context.settings, trusted_proxies=1, **settings)))  # type: ignore[arg-type]

    return guarding


@pytest.fixture
def answers(people: dict[str | None, BrowserContext]) -> Callable[[], int]:
    """How many answers are in the log."""

    def count() -> int:
        return (
            people["operator"].request.get("/api/v1/events?type=ResponseRecorded&limit=1000").text().count('"answers"')
        )

    return count


def fill(page: Page, option: str = "high") -> None:
    for field in FIELDS:
        page.click(f"label[for='{field}-{'company' if field == 'occupation' else option}']")


def test_a_small_phone_without_scripts_answers_everything(phone: Phone, answers: Callable[[], int]) -> None:
    before = answers()
    page = phone(LINE, scripts=False)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.click("button[value=send]")
    assert page.locator("#trouble li").count() == 7
    page.click("#trouble a >> nth=0")
    assert page.url.endswith("#e1-least")
    fill(page)
    page.click("button[value=send]")
    assert page.url.endswith(f"{OPEN}/thanks?lang=th")
    assert "ขอบคุณ" in page.inner_text("h1")
    page.reload()
    assert answers() == before + 1


def test_one_question_a_screen_without_scripts(phone: Phone, answers: Callable[[], int]) -> None:
    before = answers()
    page = phone(f"{LINE}?one=1&lang=en", scripts=False)
    for field in FIELDS[:-1]:
        page.click(f"label[for='{field}-low']")
        page.click("button[value=next]")
    page.click("button[value=back]")
    assert page.is_checked("#e6-low")
    page.click("button[value=next]")
    page.click("label[for='occupation--']")
    page.click("button[value=send]")
    assert page.inner_text("h1") == "Thank you for answering"
    assert answers() == before + 1


def test_the_keyboard_alone_answers(phone: Phone, answers: Callable[[], int]) -> None:
    before = answers()
    page = phone(f"{LINE}?lang=en")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "One question at a time"
    for field in FIELDS:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == field
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thanks?lang=en")
    assert answers() == before + 1


def test_after_a_fault_the_reader_hears_it_first(phone: Phone) -> None:
    for scripts in (True, False):
        page = phone(f"{LINE}?lang=en", scripts=scripts)
        page.click("button[value=send]")
        page.wait_for_selector("#trouble")
        assert page.evaluate("document.activeElement.id") == "trouble"
        assert page.get_attribute("#trouble", "role") == "alert"
        assert page.get_attribute("fieldset >> nth=0", "aria-describedby") == "e1-error"


def test_answers_survive_a_dropped_connection_and_are_sent_once(phone: Phone, answers: Callable[[], int]) -> None:
    before = answers()
    page = phone(f"{LINE}?lang=en")
    fill(page)
    page.context.set_offline(True)
    page.click("button[value=send]")
    page.wait_for_selector("#state:has-text('No connection')")
    (kept,) = page.evaluate("Object.keys(localStorage)")
    assert kept.startswith(f"survey:{LINE}:")
    assert page.is_checked("#e6-high"), "the answers stay on the screen"
    page.context.set_offline(False)
    page.wait_for_url("**/thanks?lang=en")
    assert page.evaluate("localStorage.length") == 0
    assert answers() == before + 1


def test_an_acknowledgement_that_is_lost_does_not_double_the_answer(phone: Phone, answers: Callable[[], int]) -> None:
    before = answers()
    page = phone(f"{LINE}?lang=en")
    fill(page, "low")

    def lose(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    page.route(f"**{LINE}", lambda route: lose(route) if route.request.method == "POST" else route.continue_())
    page.click("button[value=send]")
    page.wait_for_selector("#state:has-text('No connection')")
    assert answers() == before + 1, "the server has it"
    page.unroute_all()
    page.goto(LINE)
    page.wait_for_url("**/thanks?lang=en")
    assert answers() == before + 1


def test_two_tabs_that_were_sent_without_a_connection_are_two_answers(phone: Phone, answers: Callable[[], int]) -> None:
    before = answers()
    first = phone(f"{LINE}?lang=en")
    second = first.context.new_page()
    second.goto(f"{LINE}?lang=en")
    first.context.set_offline(True)
    for page, option in ((first, "low"), (second, "high")):
        fill(page, option)
        page.click("button[value=send]")
        page.wait_for_selector("#state:has-text('No connection')")
    assert second.evaluate("localStorage.length") == 2
    first.close()
    first.context.set_offline(False)
    second.wait_for_url("**/thanks?lang=en")
    assert second.evaluate("localStorage.length") == 0, "also what the closed tab had kept is sent"
    assert answers() == before + 2


def test_the_script_does_the_work_and_without_it_the_answer_weighs_more(
    phone: Phone, guarded: Guarded, answers: Callable[[], int]
) -> None:
    before = answers()
    with guarded(proof_of_work=12, answers_per_network=9) as place:
        page = phone(f"{LINE}?lang=en", at=place)
        fill(page)
        page.click("button[value=send]")
        page.wait_for_url("**/thanks?lang=en")
        page.goto(f"{LINE}?lang=en")
        assert "already answered from this browser" in page.inner_text("main")
        assert answers() == before + 1
        page = phone(f"{LINE}?lang=en", at=place, scripts=False)
        fill(page)
        page.click("button[value=send]")
        assert "too many answers from this network" in page.inner_text("#trouble")
        assert page.is_checked("#e6-high") and answers() == before + 1


@pytest.mark.usefixtures("morning")
def test_answers_over_the_networks_share_are_kept_and_sent_by_themselves_later(
    phone: Phone, guarded: Guarded, context: Context, answers: Callable[[], int]
) -> None:
    before = answers()
    with guarded(answers_per_network=1) as place:
        for number in range(2):
            page = phone(f"{LINE}?lang=en", at=place)
            page.clock.install()
            page.reload()
            fill(page)
            page.click("button[value=send]")
            if number == 0:
                page.wait_for_url("**/thanks?lang=en")
        page.wait_for_selector("#state:has-text('sent by themselves')")
        assert page.evaluate("document.activeElement.id") == "trouble" and page.is_checked("#e6-high")
        assert violations(page) == [] and answers() == before + 1
        with context.engine.begin() as connection:
            connection.execute(text("UPDATE network_counts SET hits = 0"))
        page.clock.fast_forward("05:00")
        page.wait_for_url("**/thanks?lang=en")
    assert answers() == before + 2


@pytest.mark.parametrize("scripts", [True, False])
def test_staff_open_the_code_of_their_slip_and_answer(
    phone: Phone, people: dict[str | None, BrowserContext], context: Context, address: str, scripts: bool
) -> None:
    whose = TokenList("TH-49", 2567, "EIT2")
    required = {"instrument": "EIT2", "required": True}
    operator = {"Authorization": f"Bearer {context.tokens.issue('operator', by='test').text}"}
    rules = f"{address}/api/v1/units/TH-49/rounds/2567/token-rules"
    assert people["operator"].request.post(rules, data=required, headers=operator).status == 201
    with context.engine.begin() as connection:
        (good, *_) = context.answer_tokens.issue(connection, whose, 5)
    page = phone(f"{LINE}?t=2222-2222-2222&lang=en", scripts=scripts)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    fill(page)
    page.click("button[value=send]")
    page.wait_for_selector("#trouble")
    assert "not accepted" in page.inner_text("#trouble")
    assert not scripts or violations(page) == []
    page.fill("#token", good.lower())
    page.click("button[value=send]")
    page.wait_for_url("**/thanks?lang=en")
    with context.engine.begin() as connection:
        assert context.answer_tokens.unspent(connection, whose) == 4
        context.answer_tokens.withdraw(connection, whose, 4)
    people["operator"].request.post(rules, data=required | {"required": False}, headers=operator)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_is_wider_than_a_small_screen_or_breaks_a_rule(phone: Phone, language: str) -> None:
    page = phone(f"{OPEN}?lang={language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []


#: What can be touched and is smaller than 44 pixels one way or the other; the skip link is for keyboards.
SMALL = """() => [...document.querySelectorAll("a:not(.skip), button, label, input[type=text]")]
    .filter(each => Math.min(each.getBoundingClientRect().width, each.getBoundingClientRect().height) < 44)
    .map(each => each.innerText)"""


def test_whatever_can_be_touched_is_large_enough_for_a_thumb(phone: Phone) -> None:
    for path in (f"{LINE}?lang=en", f"{LINE}?one=1", "/s/TH-49/2567/EIT1?lang=en", "/s/TH-49/2567", f"{OPEN}/thanks"):
        for width in (320, 1440):
            assert phone(path, width=width).evaluate(SMALL) == [], (path, width)
    page = phone(f"{LINE}?lang=en")
    page.click("button[value=send]")
    page.wait_for_selector("#trouble")
    assert page.evaluate(SMALL) == []


def test_no_page_is_wider_than_a_small_screen_or_breaks_a_rule(phone: Phone) -> None:
    closed = "/s/TH-49/2567/EIT1"
    for path in (f"{LINE}?one=1", closed, SIMULATED, f"{OPEN}/thanks", "/s/TH-49/2567", "/s/TH-49/2567/XXX"):
        page = phone(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert violations(page) == [], path
    page = phone(f"{closed}?preview=1")
    page.click("button[value=send]")
    page.wait_for_selector("#trouble")
    assert violations(page) == []
