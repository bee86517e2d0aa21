"""The evidence store: bodies of pages and files, kept once each under their SHA-256."""

from shared.evidence.blobs import Blobs
from shared.evidence.errors import BlobDamaged, BlobError, BlobMissing
from shared.evidence.factory import open_blobs
from shared.evidence.folder import FolderBlobs

__all__ = ["BlobDamaged", "BlobError", "BlobMissing", "Blobs", "FolderBlobs", "open_blobs"]
