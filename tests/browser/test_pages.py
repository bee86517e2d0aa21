"""Every page as people meet it: narrow and wide, with the keyboard, and by the automatic rules of accessibility."""

from pathlib import Path

import pytest

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
UNIT = "/units/TH-49/2567"
PAGES = (
    "/units",
    UNIT,
    f"{UNIT}?as_of=2100-01-31",
    f"{UNIT}/items/O6",
    f"{UNIT}/explain",
    f"{UNIT}/progress",
    f"{UNIT}/contacts",
    f"{UNIT}/imports",
    f"{UNIT}/surveys",
    f"{UNIT}/tokens",
    "/rounds/2567/flags",
    "/units/TH-49/audits/TH-49-2567-1",
    "/units/TH-10/2567",
    "/api/docs",
)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_list_and_a_unit_break_no_rule_at_any_width(open_page: OpenPage, width: int) -> None:
    for path in ("/units", UNIT):
        assert _violations(open_page(path, width=width)) == []


@pytest.mark.parametrize("path", [*PAGES, "/login"])
def test_no_page_is_wider_than_the_screen_or_breaks_a_rule(open_page: OpenPage, path: str) -> None:
    account = None if path == "/login" else "operator"
    for language in ("th", "en"):
        page = open_page(path, language=language, account=account)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for width in (1440, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (width, language)
        assert _violations(page) == [], language


@pytest.mark.parametrize("path", [UNIT, "/units"])
def test_pages_are_whole_without_scripts_and_use_our_fonts(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    assert page.evaluate("document.scripts.length") == 0
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].some(font => font.family === 'Plex' && font.status === 'loaded')")


def test_the_keyboard_reaches_content_filter_and_units(open_page: OpenPage) -> None:
    page = open_page("/units")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    wanted, reached = {"year", "division", "search", "sort", "/units/TH-10/2567", UNIT}, set()
    while not wanted <= reached and len(reached) < 60:
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.name || document.activeElement.getAttribute('href')"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", "focus is seen"
    assert wanted <= reached


def test_the_head_approves_with_the_keyboard(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.api.pages.actions.LONGEST_WAIT", 0.0)
    page = open_page(f"{UNIT}/items/O2", account="head")
    page.focus("button[value=approved]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{UNIT}/items/O2")
    assert "อนุมัติแล้ว" in page.inner_text("[role=status]")


def test_details_open_with_the_keyboard(open_page: OpenPage) -> None:
    page = open_page(UNIT)
    summary = page.locator("#preparation").locator("xpath=ancestor::section").locator("summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert summary.evaluate("each => each.parentElement.open")


def _violations(page) -> list[str]:
    script = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id + v.nodes[0].html))"
    found: list[str] = page.evaluate(f"{AXE}; {script}")
    return found
