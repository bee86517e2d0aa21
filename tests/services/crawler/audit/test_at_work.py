"""Audits take turns at working, and none keeps its turn while it waits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from services.crawler.audit import AuditReport
from services.crawler.audit import run as audits
from services.crawler.checks import run_check
from services.crawler.documents import DocumentReader
from services.crawler.threads import at_work


def is_free() -> bool:
    """Whether another audit could work now."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(_taken_and_given_back).result()


def _taken_and_given_back() -> bool:
    taken = at_work.acquire(blocking=False)
    if taken:
        at_work.release()
    return taken


class Told(dict[str, Any]):
    """Answers of a website that note, each time one is asked for, whether another audit could work."""

    def __init__(self, answers: dict[str, Any]) -> None:
        super().__init__(answers)
        self.free: list[bool] = []

    def get(self, path: str, default: Any = None) -> Any:
        self.free.append(is_free())
        return super().get(path, default)


def test_an_audit_works_alone_and_waits_beside_others(
    website: Any, run: Callable[..., AuditReport], reader: DocumentReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    website.page("/", '<h1>ITA 2567</h1><a href="/o1/">O1 โครงสร้าง</a><a href="/o2.txt">O2 ข้อมูลผู้บริหาร</a>')
    website.page("/o1/", "<h1>O1 โครงสร้าง</h1><p>ผู้บังคับการ</p>")
    website.file("/o2.txt", "ผู้กำกับ".encode())
    told = website.answers = Told(website.answers)
    while_checking: list[bool] = []

    def checked(*of: Any) -> Any:
        while_checking.append(is_free())
        return run_check(*of)

    class Reader:
        def read(self, body: bytes, **asked: Any) -> Any:
            told.free.append(is_free())
            return reader.read(body, **asked)

    monkeypatch.setattr(audits, "run_check", checked)
    run(reader=Reader(), progress=lambda _: told.free.append(is_free()))
    assert len(told.free) > 10
    assert all(told.free)
    assert while_checking
    assert not any(while_checking)
