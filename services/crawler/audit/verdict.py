"""From an item's elements to its verdict; the table is in docs/decisions/0010-verdicts.md."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.crawler.audit.model import Text, Verdict
from services.crawler.checks import Result
from services.crawler.dossier import Dossier
from services.crawler.dossier.years import fiscal_years
from shared.rubric.model import Element

#: Share of the required elements that must be known before an item without any fault counts as present.
_KNOWN = 0.5
#: Kinds of check that say that an item is bound to the year.
_YEARLY = frozenset({"fiscal_year", "month_coverage"})


@dataclass(frozen=True)
class Judged:
    """A verdict, how sure it is (0–1), and what to tell people."""

    verdict: Verdict
    confidence: float
    note: Text | None = None


Checked = Sequence[tuple[Element, Result]]


def judge(dossier: Dossier, checked: Checked) -> Judged:
    """The verdict on one item."""
    judged = _by_what_is_seen(dossier, checked)
    if judged.verdict != "present" and _may_be_listed_unseen(dossier):
        return Judged("unknown", 0.6, _unseen_note(dossier.unseen[0]))
    return judged


def _may_be_listed_unseen(dossier: Dossier) -> bool:
    """Whether menus alone name the item, and a page of the assessment, which may list better, could not be read."""
    return bool(dossier.unseen and dossier.links) and all(link.in_menu for link, _ in dossier.links)


def _by_what_is_seen(dossier: Dossier, checked: Checked) -> Judged:
    if not dossier.working_links and not _has_words(dossier) and not _says_it_on_the_list(dossier, checked):
        return _nothing_to_see(dossier)
    sure = max((link.confidence for link, _ in dossier.links), default=0.8)
    required = [result for element, result in checked if element.required]
    if year := _stale_year(dossier, checked):
        return Judged("stale", round(sure * 0.9, 2), _text(f"เป็นข้อมูลปี {year}", f"It is of {year}"))
    if _wrong_format(checked):
        return Judged("wrong_format", round(sure * 0.9, 2), _first_fault(checked, only="formats"))
    return _by_elements(dossier, checked, required, sure)


def _by_elements(dossier: Dossier, checked: Checked, required: list[Result], sure: float) -> Judged:
    met = sum(result.met is True for result in required)
    faults = sum(result.met is False for result in required)
    known = (met + faults) / len(required) if required else 1.0
    if faults and (met or not dossier.unread):
        return Judged("partial", round(sure * (0.5 + 0.5 * known), 2), _first_fault(checked))
    if dossier.unread and (known < 1.0 or not met):
        return Judged("unknown", round(sure * (1 - known / 2), 2), _unread_note(dossier))
    if known < _KNOWN:
        return Judged("unknown", 0.5, _unread_note(dossier))
    return Judged("present", round(sure * (0.6 + 0.4 * known), 2), _repeated_note(dossier))


def _nothing_to_see(dossier: Dossier) -> Judged:
    """Nothing of the item can be read: it is missing only if everything that could hold it has been seen."""
    if dossier.unread:
        return Judged("unknown", 0.6, _unread_note(dossier))
    if dossier.unseen and not dossier.links:
        return Judged("unknown", 0.6, _unseen_note(dossier.unseen[0]))
    if dossier.elsewhere and not dossier.links:
        return Judged("unknown", 0.6, _elsewhere_note(dossier.elsewhere[0]))
    if not dossier.links:
        return Judged("missing", 0.8, _text("ไม่พบข้อนี้บนเว็บไซต์", "The website does not show this item"))
    _, target = dossier.links[0]
    if target.reached == "gone":
        return Judged("missing", 0.95, _text(f"ลิงก์ใช้ไม่ได้ ({target.problem})", f"The link is dead ({target.problem})"))
    return Judged("missing", 0.9, _text("มีชื่อข้อแต่ลิงก์ไม่มีปลายทาง", "The item is named, but its link has no target"))


def _says_it_on_the_list(dossier: Dossier, checked: Checked) -> bool:
    """Whether a few words where the list names the item, without any link, prove an element."""
    return not dossier.links and any(result.met and element.check.kind == "keyword" for element, result in checked)


def _has_words(dossier: Dossier) -> bool:
    """Whether the item has words of its own beside its heading and its links' texts."""
    linked = {link.link.text for link, _ in dossier.links}
    for source in dossier.sources:
        if source.kind != "section":
            return bool(source.text.strip())
        words = sum(len(line) for line in source.text.splitlines() if line not in linked)
        if words > 150:  # noqa: PLR2004 - more than a remark
            return True
    return False


def _stale_year(dossier: Dossier, checked: Checked) -> int | None:
    """The other year that everything shown is of; None where anything is of the right year or no year matters."""
    if dossier.other_years:
        return max(dossier.other_years)
    results = {element.check.kind: result for element, result in checked}
    yearly = dossier.item.period is not None or _YEARLY & results.keys()
    year_check = results.get("fiscal_year")
    if not yearly or (year_check is not None and year_check.met):
        return None
    years: set[int] = set()
    for source in dossier.sources:
        if source.kind == "document":
            years |= fiscal_years(source.title) or fiscal_years(source.text, source.plain)
    return max(years) if years and max(years) < dossier.fiscal_year else None


def _wrong_format(checked: Checked) -> bool:
    """Everything but the file format is right, or can't be told because of the format."""
    formats = [result for element, result in checked if element.check.kind == "formats"]
    others = [result for element, result in checked if element.check.kind != "formats" and element.required]
    return any(result.met is False for result in formats) and all(result.met is not False for result in others)


def _first_fault(checked: Checked, only: str = "") -> Text | None:
    for element, result in checked:
        if result.met is False and element.required and only in {"", element.check.kind}:
            return _text(
                f"ยังขาด: {element.title.th} ({result.evidence})", f"Lacking: {element.title.en} ({result.evidence})"
            )
    return None


def _unread_note(dossier: Dossier) -> Text:
    url, why = dossier.unread[0] if dossier.unread else ("", "")
    if "browser" in why:
        return _text(f"ต้องเปิดด้วยเบราว์เซอร์: {url}", f"needs a browser: {url}")
    return _text(f"อ่านไม่ได้ ({why}): {url}", f"can't be read ({why}): {url}")


def _unseen_note(url: str) -> Text:
    return _text(f"เปิดหน้า ITA ไม่ได้: {url}", f"a page of the assessment could not be read: {url}")


def _elsewhere_note(url: str) -> Text:
    return _text(
        f"อาจเผยแพร่ที่เว็บไซต์อื่นซึ่งไม่ทราบว่าเป็นของหน่วยงานหรือไม่: {url}",
        f"it may be on another website, which may or may not be the unit's: {url}",
    )


def _repeated_note(dossier: Dossier) -> Text | None:
    note = next(iter(dossier.notes), None)
    return _text(f"เลขข้อกับชื่อข้อไม่ตรงกัน: {note}", f"code and title disagree: {note}") if note else None


def _text(th: str, en: str) -> Text:
    return Text(th=th, en=en)
