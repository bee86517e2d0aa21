"""A round whose audits kept snapshots in a folder, recorded in a fresh log."""

import hashlib
import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from shared.events import Event, Meta
from shared.events.audits import AuditCompleted, AuditRequested, FindingChanged, FoundLink
from shared.events.preparation import RoundOpened
from shared.events.units import UnitRegistered
from shared.evidence import FolderBlobs, Snapshot, encode_index
from shared.log import Log

META = Meta(actor="audit")
UNIT, YEAR = "TH-49", 2567
START = datetime(2024, 1, 1, 17, 30, tzinfo=UTC)


class Archive:
    """Audits of one round. Day 0 is START; bodies are named by their words."""

    def __init__(self, log: Log, blobs: FolderBlobs, folder: Path) -> None:
        self.log, self.blobs, self._folder = log, blobs, folder
        log.append(f"unit/{UNIT}", [UnitRegistered(unit=UNIT, name_th="ก", name_en="M")], meta=META)
        opened = RoundOpened(unit=UNIT, fiscal_year=YEAR, rubric="2567-provincial-immigration")
        log.append(f"round/{UNIT}/{YEAR}", [opened], meta=META)

    def day(self, number: int) -> datetime:
        return START + timedelta(days=number)

    def audit(self, name: str, day: int, pages: Mapping[str, str], *, changes: bool = False, index: bool = True) -> str:
        """An audit that kept these pages (path → words), and may have changed a finding; the hash of its report."""
        kept = [self._snapshot(path, words, day) for path, words in pages.items()]
        sealed = self.blobs.put(encode_index(kept)) if index else None
        report = self.blobs.put(msgspec.json.encode({"site": "https://unit.test/", "snapshots": sealed, "name": name}))
        finding = FindingChanged(
            audit_id=name,
            item="O4",
            verdict="present",
            confirmed=True,
            confidence="0.97",
            seen_at=self.day(day),
            links=(FoundLink(page="https://unit.test/", text="x", url="https://unit.test/x", why="code"),),
        )
        events: list[Event] = [AuditRequested(audit_id=name), *([finding] if changes else [])]
        self.log.append(f"audits/{UNIT}/{YEAR}", [*events, self._completed(name, day, report)], meta=META)
        return report

    def record(self, *events: Event) -> None:
        self.log.append(f"round/{UNIT}/{YEAR}", list(events), meta=META)

    def holds(self, words: str) -> bool:
        return self.blobs.exists(hashlib.sha256(words.encode()).hexdigest())

    def _snapshot(self, path: str, words: str, day: int) -> Snapshot:
        body, url = words.encode(), f"https://unit.test/{path}"
        sha256 = self.blobs.put(body)
        at = self.day(day).timestamp()
        os.utime(next(self._folder.rglob(f"{sha256}*")), (at, at))
        return Snapshot(url, url, 200, {"content-type": "text/html"}, "text/html", sha256, len(body), self.day(day))

    def _completed(self, name: str, day: int, report: str) -> AuditCompleted:
        facts: dict[str, Any] = {"pages": 1, "requests": 1, "bytes": 1, "verdicts": {"O4": "present"}}
        return AuditCompleted(
            audit_id=name,
            site="https://unit.test/",
            rubric="2567-provincial-immigration",
            outcome="complete",
            started_at=self.day(day),
            finished_at=self.day(day),
            report=report,
            **facts,
        )


@pytest.fixture
def archive(log: Log, tmp_path: Path) -> Archive:
    return Archive(log, FolderBlobs(tmp_path), tmp_path)
