"""Recognises pages that only a browser can show: next to no words, and scripts that would fetch them."""

import re

from services.crawler.page import Page

#: A page with more words than this, in characters, has its content in its HTML.
_ENOUGH_WORDS = 220
#: Fewer words than these, in characters, are a heading at most.
_HARDLY_A_WORD = 40
#: A page with so many links beside its menus has something to show.
_FEW_LINKS = 3
_LOADING = re.compile(
    r"กำลังโหลด|กําลังโหลด|กำลังดึงข้อมูล|โปรดรอสักครู่|loading\s*(?:\.{2,}|…|data|please)|please wait",
    re.IGNORECASE,
)
_NEEDS_SCRIPT = re.compile(r"(?:enable|requires?|need|เปิดใช้งาน)\s*(?:to run\s*)?java\s?script", re.IGNORECASE)
_APP_ROOT = re.compile(r"^(?:root|app|__next|__nuxt|app-root|main-app)$")
_SCRIPT_HOSTS = re.compile(r"https?://script\.google\.com/|https?://script\.googleusercontent\.com/", re.IGNORECASE)
_FETCHES = re.compile(
    r"google\.script\.run|fetch\(|axios|XMLHttpRequest|\$\.(?:get|ajax|getJSON|post)\(", re.IGNORECASE
)


def needs_browser(page: Page) -> str | None:
    """Why the page's content can't be read without a browser; None if it can."""
    content_links = sum(1 for link in page.links if not link.chrome and link.fetchable)
    if _SCRIPT_HOSTS.match(page.url) and content_links == 0:
        return "Google Apps Script"
    fetches = page.scripts or _FETCHES.search(page.script_words)
    if content_links < _FEW_LINKS and fetches and _LOADING.search(page.text):
        return "shows only that it is loading"
    if page.lengths[0] >= _ENOUGH_WORDS or content_links >= _FEW_LINKS or not page.scripts:
        return None
    return _built_by_scripts(page, page.text)


def _built_by_scripts(page: Page, words: str) -> str | None:
    """Why a page with scripts and hardly a word must be one that they build; None if it may be all there is."""
    if any(_APP_ROOT.match(element.ident) or _APP_ROOT.match(element.tag) for element in page.elements):
        return "single-page application"
    blank = not words.strip() and not page.images and not page.frames
    fetches = len(words) < _HARDLY_A_WORD and _FETCHES.search(page.script_words)
    return "built by scripts" if blank or fetches or _NEEDS_SCRIPT.search(page.all_text) else None
