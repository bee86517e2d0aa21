"""An audit's report as a table for the terminal, in Thai or English."""

import unicodedata
from collections import Counter
from typing import Literal

from services.crawler.audit import AuditReport, ItemFinding, ProblemFinding
from shared.views.faults import fault_words
from shared.views.phrases import in_one_language

Language = Literal["th", "en"]

#: Widest item title, in columns of the terminal.
_TITLE = 46
#: Problems that are told one by one.
_MOST_PROBLEMS = 10

_WORDS: dict[str, dict[Language, str]] = {
    "present": {"th": "ครบ", "en": "present"},
    "partial": {"th": "ไม่ครบ", "en": "partial"},
    "missing": {"th": "ไม่พบ", "en": "missing"},
    "stale": {"th": "ข้อมูลเก่า", "en": "stale"},
    "wrong_format": {"th": "ผิดรูปแบบ", "en": "wrong format"},
    "unknown": {"th": "ตรวจไม่ได้", "en": "unknown"},
    "complete": {"th": "ตรวจครบ", "en": "complete"},
    "blocked": {"th": "เว็บไซต์ปิดกั้น", "en": "blocked"},
    "down": {"th": "เว็บไซต์ไม่ตอบสนอง", "en": "down"},
    "item": {"th": "ข้อ", "en": "Item"},
    "title": {"th": "ชื่อข้อ", "en": "Title"},
    "verdict": {"th": "ผล", "en": "Verdict"},
    "elements": {"th": "องค์ประกอบ", "en": "Elements"},
    "links": {"th": "ลิงก์", "en": "Links"},
    "note": {"th": "หมายเหตุ", "en": "Note"},
    "pages": {"th": "หน้า", "en": "pages"},
    "requests": {"th": "คำขอ", "en": "requests"},
    "problems": {"th": "ปัญหา", "en": "problems"},
    "loose": {"th": "ลิงก์ที่ไม่เข้าข้อใด", "en": "links of no item"},
    "replica": {"th": "เว็บไซต์จำลองเพื่อสาธิต", "en": "replica for demonstration"},
    "more": {"th": "และอีก {0} รายการ", "en": "and {0} more"},
}
#: What the command line adds to a kind of problem: how to get there all the same.
_HINTS: dict[str, dict[Language, str]] = {
    "blocked_address": {"th": "ใช้ --allow-private สำหรับเครื่องทดสอบ", "en": "--allow-private for a test server"},
    "browser": {"th": "ใช้ --render", "en": "--render shows it"},
}


def render_report(report: AuditReport, language: Language = "th") -> str:
    """The table: one line an item, a summary, and what went wrong on the way. Lines end without white space."""
    rows = [[_word(key, language) for key in ("item", "title", "verdict", "elements", "links", "note")]]
    rows += [_row(finding, language) for finding in report.items]
    widths = [max(_width(row[column]) for row in rows) for column in range(5)]
    lines = [_line(row, widths) for row in rows]
    rule = "─" * (sum(widths) + 2 * len(widths))
    table = [lines[0], rule, *lines[1:], "", _summary(report, language)]
    return "\n".join([*_head(report, language), "", *table, *_problems(report, language)]) + "\n"


def _head(report: AuditReport, language: Language) -> list[str]:
    said = f" · {_word('replica', language)}" if report.replica else ""
    outcome = _outcome(report, language)
    figures = " · ".join(
        (
            f"{report.pages} {_word('pages', language)}",
            f"{report.requests} {_word('requests', language)}",
            f"{len(report.problems)} {_word('problems', language)}",
            f"{report.unmatched_links} {_word('loose', language)}",
        )
    )
    return [f"{report.site} · {report.rubric}{said}", f"{outcome} · {figures}"]


def _problems(report: AuditReport, language: Language) -> list[str]:
    """What went wrong, as far as a screen has room for it; the JSON has it all."""
    told = [f"! {_said(each, language)}: {each.url} ({each.detail})" for each in report.problems[:_MOST_PROBLEMS]]
    more = len(report.problems) - len(told)
    return ["", *told, *([_word("more", language).format(more)] if more else [])] if told else []


def _said(problem: ProblemFinding, language: Language) -> str:
    words = fault_words(problem.kind, problem.detail)
    said = words.th if language == "th" else words.en
    return f"{said} ({_HINTS[problem.kind][language]})" if problem.kind in _HINTS else said


def _outcome(report: AuditReport, language: Language) -> str:
    if report.outcome == "partial":
        return "ตรวจได้บางส่วน" if language == "th" else "partial"
    return _word(report.outcome, language)


def _row(finding: ItemFinding, language: Language) -> list[str]:
    title = finding.title.th if language == "th" else finding.title.en
    note = in_one_language(finding.note.th if language == "th" else finding.note.en, language) if finding.note else ""
    required = [element for element in finding.elements if element.required]
    met = sum(element.met is True for element in required)
    verdict = _word(finding.verdict, language)
    return [finding.item, _cut(title, _TITLE), verdict, f"{met}/{len(required)}", str(len(finding.links)), note]


def _summary(report: AuditReport, language: Language) -> str:
    counts = Counter(finding.verdict for finding in report.items)
    return " · ".join(f"{_word(verdict, language)} {number}" for verdict, number in counts.most_common())


def _line(row: list[str], widths: list[int]) -> str:
    cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)]
    return "  ".join([*cells, row[-1]]).rstrip()


def _cut(text: str, width: int) -> str:
    while _width(text) > width:
        text = text[:-2].rstrip() + "…"
    return text


def _width(text: str) -> int:
    """Columns of the terminal: Thai vowels and tones above and below take none."""
    return sum(unicodedata.category(char) not in {"Mn", "Me", "Cf"} for char in text)


def _word(key: str, language: Language) -> str:
    return _WORDS[key][language]
