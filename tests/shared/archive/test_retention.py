"""Retention: what anything relies on stays, the rest goes after its days, and the log explains what is gone."""

import hashlib
import io

import pytest
from warcio.archiveiterator import ArchiveIterator

from shared.archive import audit_archive, remove, superseded
from shared.events.audits import SnapshotsRemoved
from shared.events.work import AppealDecided, AppealLodged, EvidenceAdded, ItemScored, RoundCertified
from tests.shared.archive.conftest import META, UNIT, YEAR, Archive

DAYS = 90


def sha(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def run(archive: Archive, day: int) -> list[str]:
    """The job as it runs on a day; the audits from which it removed something."""
    before = archive.day(day - DAYS)
    found = superseded(archive.log, archive.blobs, before=before)
    return [each.audit_id for each in remove(archive.log, archive.blobs, found, before=before, days=DAYS)]


def removals(archive: Archive) -> list[SnapshotsRemoved]:
    events = [each.event for each in archive.log.read(f"audits/{UNIT}/{YEAR}")]
    return [event for event in events if isinstance(event, SnapshotsRemoved)]


def test_a_superseded_audit_goes_after_its_days_and_the_log_tells(archive: Archive) -> None:
    archive.audit("a1", 0, {"": "first"}, changes=True)
    archive.audit("a2", 1, {"": "second"})
    archive.audit("a3", 2, {"": "third"})
    size = archive.blobs.kept(sha("second")).size
    assert run(archive, 91) == []
    assert run(archive, 92) == ["a2"]
    assert [archive.holds(words) for words in ("first", "second", "third")] == [True, False, True]
    assert removals(archive) == [SnapshotsRemoved(audit_id="a2", bodies=(sha("second"),), bytes=size, days=DAYS)]


def test_running_it_again_changes_nothing(archive: Archive) -> None:
    for number in range(3):
        archive.audit(f"a{number}", number, {"": f"page {number}"})
    run(archive, 100)
    before = archive.log.head()
    assert run(archive, 100) == []
    assert archive.log.head() == before


def test_a_crash_between_record_and_removal_is_made_good(archive: Archive) -> None:
    archive.audit("a1", 0, {"": "first", "x": "also"})
    archive.audit("a2", 1, {"": "second"})
    before = archive.day(10)
    found = superseded(archive.log, archive.blobs, before=before)

    class Dies:
        def remove(self, sha256: str, **_: object) -> bool:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(remove(archive.log, Dies(), found, before=before, days=DAYS))
    assert archive.holds("first")
    assert len(removals(archive)) == 1
    assert run(archive, 100) == ["a1"]
    assert not archive.holds("first")
    assert len(removals(archive)) == 1


@pytest.mark.parametrize(
    "ruling",
    [
        ItemScored(item="O4", met=False),
        AppealLodged(item="O4", explanation="it was there"),
        AppealDecided(item="O4", met=True, reason="seen"),
        RoundCertified(),
    ],
    ids=lambda event: type(event).__name__,
)
def test_what_a_ruling_was_made_on_stays(archive: Archive, ruling) -> None:
    archive.audit("a1", 0, {"": "before"})
    archive.audit("a2", 1, {"": "when it was ruled"})
    archive.record(ruling)
    archive.audit("a3", 2, {"": "after"})
    archive.audit("a4", 3, {"": "newest"})
    assert run(archive, 120) == ["a1", "a3"]
    assert archive.holds("when it was ruled")


def test_a_body_that_anything_else_has_stays(archive: Archive) -> None:
    archive.audit("a1", 0, {"a": "handed in", "b": "in the newest too", "c": "nobody's"})
    archive.audit("a2", 1, {"b": "in the newest too"})
    archive.record(EvidenceAdded(evidence_id="e1", item="O4", kind="file", sha256=sha("handed in")))
    run(archive, 120)
    assert archive.holds("handed in")
    assert archive.holds("in the newest too")
    assert not archive.holds("nobody's")


def test_a_body_that_came_again_lately_stays(archive: Archive) -> None:
    archive.audit("a1", 0, {"": "same"})
    archive.audit("a2", 80, {"": "same"})
    archive.audit("a3", 81, {"": "other"})
    assert run(archive, 100) == []
    assert run(archive, 171) == ["a2"]


def test_no_blob_outside_the_indexes_is_touched(archive: Archive) -> None:
    stray = archive.blobs.put(b"an upload that is not recorded yet")
    old = archive.audit("a1", 0, {"": "first"}, index=False)
    archive.audit("a2", 1, {"": "second"})
    assert superseded(archive.log, archive.blobs, before=archive.day(9999), window=None) == []
    assert archive.blobs.exists(stray)
    assert archive.blobs.exists(old)


def test_the_nightly_run_looks_at_its_window_and_a_whole_run_at_all(archive: Archive) -> None:
    archive.audit("a1", 0, {"": "first"})
    archive.audit("a2", 1, {"": "second"})
    before = archive.day(200)
    assert superseded(archive.log, archive.blobs, before=before) == []
    assert [each.audit_id for each in superseded(archive.log, archive.blobs, before=before, window=None)] == ["a1"]


def test_bytes_of_a_body_shared_by_two_superseded_audits_count_once(archive: Archive) -> None:
    archive.audit("a1", 0, {"": "same"})
    archive.audit("a2", 1, {"": "same"})
    archive.audit("a3", 2, {"": "newest"})
    found = superseded(archive.log, archive.blobs, before=archive.day(10))
    assert [each.audit_id for each in found] == ["a1", "a2"]
    assert sum(each.bytes for each in found) == archive.blobs.kept(sha("same")).size


def test_the_export_of_what_is_gone_says_when_and_by_which_rule(archive: Archive) -> None:
    report = archive.audit("a1", 0, {"": "first"})
    archive.audit("a2", 1, {"": "second"})
    run(archive, 100)
    parts = audit_archive(
        archive.log, archive.blobs, unit=UNIT, audit_id="a1", report=report, finished_at=archive.day(0)
    )
    found = [
        (record.rec_type, record.content_stream().read())
        for record in ArchiveIterator(io.BytesIO(b"".join(parts)), check_digests="raise")
    ]
    [event] = [each for each in archive.log.read(f"audits/{UNIT}/{YEAR}") if each.type == "SnapshotsRemoved"]
    assert [kind for kind, _ in found] == ["warcinfo", "metadata"]
    assert f"by the rule of 90 days (event at position {event.position} of the log)".encode() in found[1][1]
    assert META.actor != event.meta.actor == "retention"
