"""The contradictions of a case as text for people."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from shared.cases.contradictions import Contradiction, Contradictions
from shared.cases.findings import Variant
from shared.cases.model import Case
from shared.thai import buddhist_year, format_date

Language = Literal["th", "en"]
#: How many places of a variant are named before the rest is only counted.
PLACES = 4

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS = {
    "chosen": ("ใช้", "chosen"),
    "why": ("เพราะ", "because"),
    "more": ("และอีก {n} แห่ง", "and {n} more"),
    "unlisted": ("พบแต่ยังไม่ได้ตัดสิน", "found, but nobody has chosen yet"),
    "absent": ("อยู่ในรายการแต่ไม่พบในข้อมูล", "listed, but not in the data"),
    "unfounded": ("เลือกสิ่งที่ไม่มีในเอกสาร", "chosen what no place says"),
    "unresolved": ("ชื่อที่ยังระบุตัวไม่ได้", "names that could not be resolved"),
    "likely": ("ใกล้เคียง {name} ({score} จาก 100)", "resembles {name} ({score} of 100)"),
    "alike": ("เหมือน {n} จาก 100", "{n} of 100 alike"),
    "settled": ("พบข้อขัดแย้ง {n} เรื่อง ตัดสินแล้วทุกเรื่อง", "{n} contradictions found, all of them settled"),
    "open": ("พบข้อขัดแย้ง {n} เรื่อง ยังมีเรื่องที่ต้องตัดสิน", "{n} contradictions found, some still open"),
    "gaps": ("สิ่งที่เอกสารไม่ได้บอก", "what the document does not say"),
}


def describe(contradictions: Contradictions, language: str = "en") -> str:
    """Every contradiction with its variants, their places, the choice and why; then what is still open, and the gaps.

    language: ``th`` or ``en``.
    """
    return "\n".join(_Description(contradictions, "th" if language == "th" else "en").lines())


class _Description:
    """One description in one language."""

    def __init__(self, contradictions: Contradictions, language: Language) -> None:
        self._found, self._language = contradictions, language
        self._case: Case = contradictions.case

    def lines(self) -> Iterator[str]:
        """The text, line by line."""
        for each in self._found.listed:
            yield from self._contradiction(each)
        yield from self._open()
        yield from self._part("gaps", (getattr(gap, self._language) for gap in self._case.gaps))
        yield self._word("settled" if self._found.settled else "open").format(n=len(self._found))

    def _contradiction(self, each: Contradiction) -> Iterator[str]:
        yield f"{each.id}: {getattr(each.what, self._language)}"
        yield from map(self._variant, each.variants)
        why = getattr(each.why, self._language)
        yield f"  → {self._word('chosen')} {self._said(each.chosen)}, {self._word('why')} {why}"
        yield ""

    def _variant(self, variant: Variant) -> str:
        named = [self._said(place) for place in variant.places[:PLACES]]
        if len(variant.places) > PLACES:
            named.append(self._word("more").format(n=len(variant.places) - PLACES))
        return f"  · {self._said(variant.says)}{self._likeness(variant)} — {'; '.join(named)}"

    def _likeness(self, variant: Variant) -> str:
        return "" if variant.likeness is None else f" [{self._word('alike').format(n=variant.likeness)}]"

    def _open(self) -> Iterator[str]:
        yield from self._part(
            "unlisted", (line for each in self._found.unlisted for line in self._found_lines(each.key))
        )
        yield from self._part("absent", self._found.absent)
        yield from self._part("unfounded", self._found.unfounded)
        yield from self._part("unresolved", self._unresolved())

    def _found_lines(self, key: str) -> Iterator[str]:
        yield key
        for each in self._found.unlisted:
            if each.key == key:
                yield from map(self._variant, each.variants)

    def _unresolved(self) -> Iterator[str]:
        for each in self._found.unresolved:
            likely = self._word("likely").format(name=each.likely, score=each.score)
            yield f"{each.written}: {likely} — {'; '.join(map(self._said, each.places))}"

    def _part(self, title: str, lines: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
        body = [f"  {line}" for line in lines]
        if body:
            yield from (f"{self._word(title)}:", *body, "")

    def _said(self, words: str) -> str:
        """Places in words, dates with the Buddhist year, all else as printed."""
        if words.partition(" ")[0] in self._case.places:
            return self._case.place(words, self._language)
        return self._day(date.fromisoformat(words)) if _ISO.fullmatch(words) else words

    def _day(self, day: date) -> str:
        return format_date(day, short=True) if self._language == "th" else f"{day:%-d %b} {buddhist_year(day)}"

    def _word(self, key: str) -> str:
        return _WORDS[key][self._language == "en"]
