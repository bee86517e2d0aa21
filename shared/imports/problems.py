"""What is wrong in a file, told in Thai and English with its place. Never quotes what may be personal."""

from msgspec import Struct


class Problem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing to mend. code: stable; th, en: whole sentences.

    sheet, row (from 1), column (its letter), head: where it stands; found: what stands there, described and not quoted
    where it may be personal; allowed: what may stand there.
    """

    code: str
    th: str
    en: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    head: str | None = None
    found: str | None = None
    allowed: str | None = None


class FileRefused(Exception):
    """A file that is not read at all; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.en)
        self.problem = problem


#: Why a file is refused before any row is looked at: code → Thai and English sentence.
REFUSALS: dict[str, tuple[str, str]] = {
    "file-empty": ("ไฟล์ว่างเปล่า", "The file is empty."),
    "file-too-large": ("ไฟล์มีขนาดใหญ่เกิน {limit} MB", "The file is larger than {limit} MB."),
    "file-too-large-for-page": (
        "ไฟล์ใหญ่เกินไปสำหรับหน้าเว็บ ให้ใช้คำสั่ง sucharit import หรือ API",
        "The file is too large for the page; use the command sucharit import, or the API.",
    ),
    "file-damaged": (
        "อ่านไฟล์ไม่ได้ ไฟล์อาจเสียหายหรือถูกดัดแปลง",
        "The file cannot be read; it is damaged or was tampered with.",
    ),
    "file-too-heavy": (
        "ไฟล์ขยายใหญ่หรือใช้เวลาอ่านนานเกินไป",
        "The file unpacks to too much, or takes too long to read.",
    ),
    "file-has-password": ("ไฟล์มีรหัสผ่าน กรุณาบันทึกใหม่โดยไม่ใส่รหัสผ่าน", "The file has a password; save it without one."),
    "file-has-macros": (
        "ไม่รับไฟล์ที่มีแมโคร (.xlsm) กรุณาบันทึกเป็น .xlsx",
        "Files with macros (.xlsm) are not taken; save it as .xlsx.",
    ),
    "file-old-excel": (
        "ไม่รับไฟล์ Excel รุ่นเก่า (.xls) กรุณาบันทึกเป็น .xlsx",
        "Old Excel files (.xls) are not taken; save it as .xlsx.",
    ),
    "file-no-table": (
        "ไฟล์นี้ไม่ใช่ไฟล์ Excel (.xlsx) หรือ CSV",
        "The file is neither an Excel workbook (.xlsx) nor CSV.",
    ),
    "file-encoding": (
        "อ่านตัวอักษรในไฟล์ CSV ไม่ได้ กรุณาบันทึกเป็น CSV UTF-8",
        "The characters of the CSV file cannot be read; save it as CSV UTF-8.",
    ),
    "file-too-many-rows": ("ไฟล์มีมากกว่า {limit} แถว", "The file has more than {limit} rows."),
    "file-too-many-columns": ("ไฟล์มีมากกว่า {limit} คอลัมน์", "The file has more than {limit} columns."),
}


def refused(code: str, **words: object) -> FileRefused:
    """The refusal with its sentences."""
    th, en = REFUSALS[code]
    return FileRefused(Problem(code=code, th=th.format(**words), en=en.format(**words)))
