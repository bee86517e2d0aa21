"""From an audit's report to the snapshots that it names."""

import msgspec

from shared.evidence import BlobError, Blobs, Snapshot, decode_index


class _Report(msgspec.Struct):
    """What is read of a report here."""

    snapshots: str | None = None


_DECODER = msgspec.json.Decoder(_Report)


def snapshots_of(blobs: Blobs, report: str) -> list[Snapshot] | None:
    """The snapshots of the audit with this report (its SHA-256, hex); None where no index is named, or none is left."""
    try:
        index = _DECODER.decode(blobs.get(report)).snapshots
        return None if index is None else list(decode_index(blobs.get(index)))
    except (BlobError, msgspec.DecodeError):
        return None
