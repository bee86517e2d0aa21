"""Reading documents: what a file is, its text, its months. Files are read in child processes only."""

from services.crawler.documents.drive import DriveEntry, DriveLink, confirmation_url, drive_link, folder_entries
from services.crawler.documents.model import Document, Kind
from services.crawler.documents.reader import DocumentReader, read_document
from services.crawler.documents.sniff import sniff, sniff_truncated

__all__ = [
    "Document",
    "DocumentReader",
    "DriveEntry",
    "DriveLink",
    "Kind",
    "confirmation_url",
    "drive_link",
    "folder_entries",
    "read_document",
    "sniff",
    "sniff_truncated",
]
