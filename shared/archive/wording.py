"""The sentences in which changes between audits are told, in Thai and English."""

from collections.abc import Iterable
from datetime import date

from shared.events import Text
from shared.thai import BUDDHIST_OFFSET, MONTHS_TH_SHORT
from shared.views.sentences import VERDICTS_TH

_KINDS = {
    "verdict": Text(th="ผลตรวจเปลี่ยนจาก “{0}” เป็น “{1}”", en="The verdict changed from “{0}” to “{1}”"),
    "element_met": Text(th="แสดงแล้ว: {0}", en="Now shown: {0}"),
    "element_unmet": Text(th="ไม่แสดงแล้ว: {0}", en="No longer shown: {0}"),
    "element_unclear": Text(th="ตรวจไม่ได้แล้วว่าแสดงหรือไม่: {0}", en="It can no longer be told whether it is shown: {0}"),
    "months_gained": Text(th="มีข้อมูลเพิ่มของเดือน {0}", en="Months covered in addition: {0}"),
    "months_lost": Text(th="ไม่พบข้อมูลของเดือน {0} แล้ว", en="Months no longer covered: {0}"),
    "link_added": Text(th="มีลิงก์ใหม่ {0}", en="New link: {0}"),
    "link_removed": Text(th="ลิงก์หายไป {0}", en="Link gone: {0}"),
    "link_broken": Text(th="ลิงก์เปิดไม่ได้แล้ว {0}", en="Link leads nowhere now: {0}"),
    "link_mended": Text(th="ลิงก์เปิดได้แล้ว {0}", en="Link works again: {0}"),
    "file_replaced": Text(th="ไฟล์ถูกเปลี่ยนเป็นฉบับใหม่ {0}", en="File replaced by another: {0}"),
    "title_changed": Text(th="ข้อความของลิงก์เปลี่ยนจาก “{0}” เป็น “{1}”", en="The link’s words changed from “{0}” to “{1}”"),
}


def kind_words(kind: str, words: tuple[Text, ...]) -> Text:
    """The sentence of a kind of change with its words put in."""
    told = _KINDS[kind]
    return Text(th=told.th.format(*(each.th for each in words)), en=told.en.format(*(each.en for each in words)))


def verdict_words(verdict: str) -> Text:
    """A verdict inside a sentence; one that this release does not know, as it is."""
    return Text(th=VERDICTS_TH.get(verdict, verdict), en=verdict.replace("_", " "))


def months_words(months: Iterable[str]) -> Text:
    """Buddhist ``YYYY-MM`` as ``ต.ค. 2566`` and ``Oct 2023``, in the order given."""
    pairs = [(int(month[:4]), int(month[5:])) for month in months]
    return Text(
        th=", ".join(f"{MONTHS_TH_SHORT[number - 1]} {year}" for year, number in pairs),
        en=", ".join(f"{date(year - BUDDHIST_OFFSET, number, 1):%b %Y}" for year, number in pairs),
    )
