"""Files of answers as other systems give them."""

import csv
import io
from collections.abc import Sequence

HEADS = (
    "ประทับเวลา",
    "ฝ่าย/ส่วนราชการ",
    "อาชีพ",
    "ข้อ 1 เจ้าหน้าที่ปฏิบัติงาน",
    "ข้อที่ ๒",
    "Q3",
    "e4",
    "Question 5",
    "6. มีส่วนร่วม",
    "ชื่อผู้กรอก",
)
LINES = ("งานอำนวยความสะดวก/ธุรการ", "งานสืบสวนปราบปราม", "บคด.", "Inspection of persons and vehicles", "")
OCCUPATIONS = ("ข้าราชการ", "อาชีพอิสระ", "Retired", "")
OPTIONS = ("มากที่สุด", "มาก", "Low", "1", "๔", "น้อยที่สุด")
#: What the options above are.
IDS = ("most", "high", "low", "least", "most", "least")


def row(number: int) -> list[str]:
    """A row with a time of its own, every way of writing an option, and a name that nobody asked for."""
    answers = [OPTIONS[(number + question) % len(OPTIONS)] for question in range(6)]
    line, occupation = LINES[number % len(LINES)], OCCUPATIONS[number % len(OCCUPATIONS)]
    time = f"{1 + number % 28}/1/2567, {number // 3600 % 24}:{number // 60 % 60:02d}:{number % 60:02d}"
    return [time, line, occupation, *answers, f"ลับ {number}"]


def rows(count: int) -> list[list[str]]:
    """So many rows, none like another."""
    return [row(number) for number in range(count)]


def table(lines: Sequence[Sequence[str]], heads: Sequence[str] = HEADS) -> bytes:
    """A CSV as Excel writes it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([heads, *lines])
    return out.getvalue().encode("utf-8-sig")
