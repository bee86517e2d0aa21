"""Builders of the website's documents: PDF by Typst, Word by python-docx, Excel by XlsxWriter."""

from services.replica.documents.typesetting import Typesetter
from services.replica.documents.word import build_word
from services.replica.documents.workbook import build_pasted_workbook, build_workbook

__all__ = ["Typesetter", "build_pasted_workbook", "build_word", "build_workbook"]
