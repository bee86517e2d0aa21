"""What all pages share: language, headers, static files, errors for people and for programs, the description."""

import re
from collections.abc import Callable

import pytest

from services.api.pages.assets import FOLDER, asset
from services.api.routing import ROUTES
from shared.access import Role
from tests.services.api.conftest import Api
from tests.services.api.pages.conftest import PAGE, LogIn, Person


def test_thai_unless_english_was_chosen_and_then_for_good(anybody: Person) -> None:
    assert '<html lang="th">' in anybody.text("/login")
    english = anybody.open("/login", lang="en", next="/units?a=1")
    assert '<html lang="en">' in english.text and english.headers["Content-Language"] == "en"
    assert 'href="/login?lang=th&amp;next=%2Funits%3Fa%3D1"' in english.text, "the switch keeps the question"
    assert "HttpOnly" in english.headers["Set-Cookie"]
    assert '<html lang="en">' in anybody.text("/login")
    assert '<html lang="en">' in anybody.text("/login", lang="xx")
    assert '<html lang="th">' in anybody.text("/login", lang="th")


def test_the_page_says_who_is_logged_in(log_in: LogIn, mukdahan: Callable[[], None]) -> None:
    mukdahan()
    page = log_in(Role.HEAD, unit="TH-49").text(PAGE)
    assert "person-head-TH-49-None" in page and "ผู้บริหาร" in page and "ออกจากระบบ" in page


def test_no_script_no_inline_style_nothing_foreign(log_in: LogIn, audited: Callable[..., str]) -> None:
    audit = audited()
    person = log_in(Role.OPERATOR)
    for path in ("/units", PAGE, f"{PAGE}/items/O6", f"{PAGE}/explain", f"/units/TH-49/audits/{audit}", "/api/docs"):
        answer = person.open(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "script-src" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|<iframe", answer.text)
        loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', answer.text)
        assert loaded and all(address.startswith("/static/") for address in loaded)


def test_static_files_are_kept_for_good_under_their_content(anybody: Person) -> None:
    with anybody.client.get(asset("app.css")) as style:
        words = style.text
    assert style.status_code == 200 and style.mimetype == "text/css"
    assert "immutable" in style.headers["Cache-Control"] and "max-age=31536000" in style.headers["Cache-Control"]
    fonts = re.findall(r"url\(([^)]+)\)", words)
    assert len(fonts) == 6
    for font in fonts:
        with anybody.client.get(asset(font)) as file:
            assert file.mimetype == "font/woff2"
    assert (FOLDER / "fonts" / "OFL.txt").exists(), "the licence travels with the fonts"


@pytest.mark.parametrize(
    "path", ["/static/000000000000/app.css", "/static/x/../../app.py", asset("../app.py"), asset("none.css")]
)
def test_no_other_files_are_served(anybody: Person, path: str) -> None:
    assert anybody.open(path).status_code == 404


def test_programs_get_problems_and_people_get_pages(anybody: Person) -> None:
    for accept, kind in (
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("*/*", "text/html"),
        ("application/json", "application/problem+json"),
    ):
        answer = anybody.client.get("/nowhere", headers={"Accept": accept})
        assert (answer.status_code, answer.mimetype) == (404, kind)
    machine = anybody.client.get("/api/v1/units", headers={"Accept": "text/html"})
    assert (machine.status_code, machine.mimetype) == (401, "application/problem+json")
    assert anybody.client.get("/api/v1/nowhere").mimetype == "application/problem+json"


def test_a_bad_token_is_no_way_into_a_page(anybody: Person) -> None:
    answer = anybody.client.get("/units", headers={"Authorization": "Bearer x.y", "Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (401, "text/html")
    assert "โทเคน" in answer.text


def test_a_fault_of_ours_is_a_page_that_tells_nothing(
    api: Api, log_in: LogIn, mukdahan: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    mukdahan()
    person = log_in(Role.OPERATOR)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the database")

    monkeypatch.setattr("shared.views.queries.item_list", broken)
    api.app.testing = False
    answer = person.open(PAGE)
    assert answer.status_code == 500
    assert "ระบบขัดข้อง" in answer.text and "secret" not in answer.text


def test_the_description_names_every_route(anybody: Person) -> None:
    for language in ("th", "en"):
        page = anybody.text("/api/docs", lang=language)
        for entry in ROUTES:
            assert re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", entry.rule) in page
            assert entry.permission.value in page
        assert "curl -H" in page and "/api/v1/units/TH-49/rounds/2567/evidence" in page
