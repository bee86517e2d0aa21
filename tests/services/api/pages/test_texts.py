"""The words of the pages: both languages, the same placeholders, none missing and none left over."""

import re
from pathlib import Path
from string import Formatter

import pytest

from services.api.pages import texts as module
from services.api.pages.languages import LANGUAGES
from services.api.pages.texts import texts

SOURCES = Path(module.__file__).parent.parent
_KEY = re.compile(r"""\bt\(\s*"([a-z_.]+)"(\s*~)?""")
_QUOTED = re.compile(r'"([a-z0-9_]+(?:\.[a-z0-9_]+)+)"')


def _templates() -> str:
    return "\n".join(file.read_text() for file in (SOURCES / "templates").rglob("*.html"))


@pytest.mark.parametrize("key", sorted(texts()))
def test_every_text_is_in_both_languages_with_the_same_places(key: str) -> None:
    text = texts()[key]
    assert set(text) == set(LANGUAGES)
    assert all(isinstance(words, str) and words.strip() for words in text.values())
    places = [{name for _, name, _, _ in Formatter().parse(text[language]) if name} for language in LANGUAGES]
    assert places[0] == places[1]


def test_thai_texts_are_thai() -> None:
    latin = {"layout.docs", "units.sorts.iit", "units.sorts.eit", "units.sorts.oit"}
    for key, text in texts().items():
        assert key in latin or re.search("[\u0e01-\u0e5b]", text["th"]), key
        assert not re.search("[\u0e01-\u0e5b]", text["en"]), key


def test_every_text_that_a_template_names_exists() -> None:
    used = {(key, bool(more)) for key, more in _KEY.findall(_templates())}
    assert len(used) > 100
    for key, begins in used:
        assert any(known.startswith(key) for known in texts()) if begins else key in texts(), key


def test_no_text_is_left_over() -> None:
    templates = _templates()
    beginnings = tuple(key for key, more in _KEY.findall(templates) if more)
    named = set(_QUOTED.findall(templates))
    assert [key for key in texts() if key not in named and not key.startswith(beginnings)] == []
