"""Files and lists that people send: what is wrong in them, row by row."""

from collections.abc import Sequence
from typing import Any

import msgspec

from services.api.problems.kinds import Conflict, Unprocessable
from shared.imports import Problem


class FileProblems(Unprocessable):
    """Nothing was recorded, because some of it cannot be: ``problems`` names sheet, row and column of each fault, in
    Thai and English, what was found and what is allowed. ``likely_duplicates`` may be one person twice: mend them, or
    say with ``accept_likely`` that they are different persons."""

    code = "file-problems"
    th = "ไม่ได้บันทึกข้อมูล เพราะพบข้อผิดพลาด {count} แห่ง และรายการที่อาจซ้ำ {doubtful} คู่"
    en = "Nothing was recorded: {count} faults, {doubtful} pairs that may be duplicates."

    def __init__(self, problems: Sequence[Problem], likely: Sequence[Any] = ()) -> None:
        self.faults = tuple(problems)
        super().__init__(
            count=len(problems),
            doubtful=len(likely),
            problems=msgspec.to_builtins(problems),
            likely_duplicates=msgspec.to_builtins(likely),
        )


class BadFileMapping(Unprocessable):
    """The mapping is neither YAML nor JSON of the described shape; ``reason`` tells where it stops making sense."""

    code = "bad-mapping"
    th = "อ่านการจับคู่คอลัมน์ไม่ได้: {reason}"
    en = "The mapping of columns cannot be read: {reason}"


class PreviewExpired(Conflict):
    """The preview is older than an hour, or of another account: upload the file once more."""

    code = "preview-expired"
    th = "ตัวอย่างหมดอายุแล้ว กรุณาอัปโหลดไฟล์อีกครั้ง"
    en = "The preview has expired; upload the file once more."


class NotThePreviewed(Conflict):
    """A file is recorded after its preview: send it again with ``previewed`` = the ``file`` that the preview named.
    Another file, or a changed one, has another name (its SHA-256)."""

    code = "not-the-previewed-file"
    th = "ไฟล์นี้ไม่ใช่ไฟล์ที่ดูตัวอย่างไว้ ให้ดูตัวอย่างก่อนยืนยัน"
    en = "This is not the file that was previewed; preview it before you confirm it."
