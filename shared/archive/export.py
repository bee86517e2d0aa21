"""One recorded audit as a web archive."""

from collections.abc import Iterator
from datetime import datetime

from shared.archive.index import snapshots_of
from shared.archive.statements import statement
from shared.evidence import BlobMissing, Blobs, Snapshot, web_archive
from shared.log import Log
from shared.settings import BANGKOK


class NothingKept(Exception):
    """The audit has no index of snapshots: it was simulated, or is older than the index."""


def audit_archive(
    log: Log, blobs: Blobs, *, unit: str, audit_id: str, report: str, finished_at: datetime
) -> Iterator[bytes]:
    """The audit's ``.warc.gz`` in parts. report: SHA-256 (hex) of its report. Raises NothingKept before the first."""
    snapshots = snapshots_of(blobs, report)
    if snapshots is None:
        raise NothingKept(f"no snapshots of audit {audit_id} are kept")
    about = {"description": f"audit {audit_id} of the website of {unit}", "isPartOf": audit_id, "report": report}

    def body(snapshot: Snapshot) -> bytes:
        try:
            return blobs.get(snapshot.sha256)
        except BlobMissing as error:
            raise BlobMissing(_why(log, snapshot.sha256) or str(error)) from error

    return web_archive(snapshots, body, name=f"{audit_id}.warc.gz", made_at=finished_at, about=about)


def _why(log: Log, sha256: str) -> str | None:
    """Why a body is kept no more, as the log tells it; None if it tells nothing."""
    row = log.run(lambda driver: driver.execute(statement("removed"), (sha256,)).fetchone())
    if row is None:
        return None
    day = row[0].astimezone(BANGKOK).date()
    return f"removed on {day} by the rule of {row[1]} days (event at position {row[2]} of the log)"
