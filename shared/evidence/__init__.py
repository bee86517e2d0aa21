"""The evidence store: bodies of pages and files, kept once each under their SHA-256; and snapshots, what they were."""

from shared.evidence.blobs import Blobs, KeptBlob
from shared.evidence.errors import BlobDamaged, BlobError, BlobMissing, BlobUnwritable
from shared.evidence.factory import open_blobs
from shared.evidence.folder import FolderBlobs
from shared.evidence.snapshots import Hop, Snapshot, decode_index, encode_index
from shared.evidence.warc import web_archive

__all__ = [
    "BlobDamaged",
    "BlobError",
    "BlobMissing",
    "BlobUnwritable",
    "Blobs",
    "FolderBlobs",
    "Hop",
    "KeptBlob",
    "Snapshot",
    "decode_index",
    "encode_index",
    "open_blobs",
    "web_archive",
]
