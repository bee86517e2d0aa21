"""Phrases that carry both languages are told in one."""

import re
from pathlib import Path

import pytest

import services.crawler
from shared.views.phrases import in_one_language

#: A phrase in the source of a check or verdict: Thai, a stroke, English.
BOTH = re.compile(r"[\"};(]\s*([\u0e01-\u0e5b][\u0e01-\u0e5b: ]*? / [a-z][a-z:,' -]+[a-z])")


def phrases() -> list[str]:
    """Every phrase that the crawler writes in both languages."""
    folder = Path(services.crawler.__file__).parent
    return sorted({found for file in folder.rglob("*.py") for found in BOTH.findall(file.read_text())})


def test_there_are_some() -> None:
    assert len(phrases()) >= 6


@pytest.mark.parametrize("phrase", phrases())
def test_each_is_halved(phrase: str) -> None:
    thai, english = phrase.split(" / ")
    assert in_one_language(f"ยังขาด: ก ({phrase}: x / y)", "th") == f"ยังขาด: ก ({thai}: x / y)"
    assert in_one_language(f"Lacking: a ({phrase}: x / y)", "en") == f"Lacking: a ({english}: x / y)"


def test_words_of_websites_stay() -> None:
    assert in_one_language("แผนที่ / map", "th") == "แผนที่ / map"
