"""Where a visitor may ask: told in words, by an address or by a picture to scan."""

from typing import Any

import pytest

from services.crawler.checks import run_check
from tests.services.crawler.checks.test_checks import check, dossier, page, rubric

__all__ = ["dossier", "rubric"]


@pytest.mark.parametrize("way", ["HTTPS://unit.test", "WWW.unit.test", "สแกน QR", "คิวอาร์โค้ด", "คิว อาร์โค้ด"])
def test_a_place_to_ask_may_be_told_in_words(dossier: Any, way: str) -> None:
    asked = check("place", any_of=["ถาม-ตอบ"])
    assert run_check(asked, dossier(page(f"กระดานถามตอบ {way}"), item="O4")).met is True
    assert run_check(asked, dossier(page(f"กระดานถามตอบ\n{way}"), item="O4")).met is False
