"""What an audit notes in its own short phrases, told in the language of the page.

The report of an audit is one document for people and machines (its ``why``, ``evidence`` and ``detail`` are single
strings); only the words of websites in them are Thai or English by themselves.
"""

import re
from collections.abc import Callable

from flask import Flask

from services.api.pages.languages import language

_BASIS = {"code and title": "รหัสและชื่อข้อ", "code": "รหัสข้อ", "title": "ชื่อข้อ"}
_PLACE = {
    "link text": "ข้อความของลิงก์",
    "cell": "ช่องของตาราง",
    "line": "บรรทัดเดียวกัน",
    "heading": "หัวเรื่องเหนือลิงก์",
    "text before": "ข้อความก่อนหน้า",
    "address": "ที่อยู่ของลิงก์",
    "menu": "เมนู",
}
_COUNTED = {"news": "ข่าว", "links": "ลิงก์", "documents": "เอกสาร"}
#: A phrase that carries both languages: its Thai and its English half.
_BOTH = re.compile(
    r"(ขาด|ไม่พบ|เครื่องอ่านไม่ได้|ภาพ: อ่านข้อความในภาพไม่ได้|ชื่อผู้บริหารคนก่อน)"
    r" / (missing|not found|not machine-readable|picture: its words can't be read|a former head's name)"
)


def _choice(words: dict[str, str]) -> str:
    return "|".join(map(re.escape, words))


#: English phrases of reports and how they read in Thai, most telling first.
_THAI: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(rf"^({_choice(_BASIS)}) in ({_choice(_PLACE)})"),
        lambda found: f"{_BASIS[found[1]]}อยู่ใน{_PLACE[found[2]]}",
    ),
    (re.compile(r"\(title repeats (\w+)\)"), r"(ชื่อซ้ำกับ \1)"),
    (re.compile(r"^page of the item"), "อยู่ในหน้าของข้อนี้"),
    (re.compile(r"^confirmed by a person"), "เจ้าหน้าที่ยืนยัน"),
    (re.compile(r"\bconfirmed link: its page could not be read"), "เปิดหน้าที่มีลิงก์ซึ่งยืนยันไว้ไม่ได้"),
    (
        re.compile(rf"\b(\d+) of (\d+) \(({_choice(_COUNTED)})\)"),
        lambda found: f"{found[1]} จาก {found[2]} {_COUNTED[found[3]]}",
    ),
    (re.compile(rf"\b(\d+) \(({_choice(_COUNTED)})\)"), lambda found: f"{found[1]} {_COUNTED[found[2]]}"),
    (re.compile(r"^(\d+) of (\d+)$"), r"\1 จาก \2"),
    (re.compile(r"\bthe link has no target"), "ลิงก์ไม่มีปลายทาง"),
    (re.compile(r"\blogin: the address asks for an account"), "ต้องเข้าสู่ระบบก่อน"),
    (re.compile(r"\bscan: (\d+) page\(s\) without text"), r"เอกสารสแกน \1 หน้า ไม่มีข้อความ"),
    (re.compile(r"\bbrowser: shows only that it is loading"), "ต้องเปิดด้วยเบราว์เซอร์"),
    (re.compile(r"\bbrowser: "), "ต้องเปิดด้วยเบราว์เซอร์: "),
    (re.compile(r"\bbudget: .*"), "เกินขีดจำกัดของการตรวจครั้งนี้"),
    (re.compile(r"\bthe audit's limit is reached"), "เกินขีดจำกัดของการตรวจครั้งนี้"),
    (re.compile(r"\bthe server answers (\d+)"), r"เซิร์ฟเวอร์ตอบ \1"),
    (re.compile(r"\brobots\.txt forbids this address"), "robots.txt ไม่ให้เปิดที่อยู่นี้"),
    (re.compile(r"\bdocument: no text in it"), "เอกสารไม่มีข้อความ"),
    (re.compile(r"\bstand-in: "), ""),
    (re.compile(r"\bthe site shows a challenge or a refusal instead of the page"), "เว็บไซต์แสดงหน้าปิดกั้นแทนหน้าจริง"),
    (re.compile(r"\bthe site shows an error or says that it is out of order"), "เว็บไซต์แสดงข้อผิดพลาดหรือปิดปรับปรุง"),
    (re.compile(r"\bthe site says that there is no such page, although it answers 200"), "เว็บไซต์แจ้งว่าไม่มีหน้านี้"),
    (re.compile(r"\bsocial media$"), "สื่อสังคมออนไลน์"),
    (re.compile(r"\ba page of the assessment could not be read"), "เปิดหน้า ITA ไม่ได้"),
    (re.compile(r"^it may be on another website$"), "อาจเผยแพร่ที่เว็บไซต์อื่น"),
    (re.compile(r"\bthe unit's record names no current head"), "ทะเบียนของหน่วยงานไม่ระบุผู้บริหารคนปัจจุบัน"),
    (re.compile(r"\bno month of the period has ended yet"), "ยังไม่ครบเดือนใดในรอบ"),
    (re.compile(r"\bevery month has content"), "มีข้อมูลทุกเดือน"),
    (re.compile(r"\bsays nothing of empty months"), "ไม่ได้ระบุเดือนที่ไม่มีรายการ"),
    (re.compile(r"\bno date that the data is from"), "ไม่ระบุวันที่ของข้อมูล"),
    (re.compile(r"\bno date of announcement or signature"), "ไม่ระบุวันที่ประกาศหรือลงนาม"),
    (re.compile(r"\bno word of fiscal year (\d+)"), r"ไม่กล่าวถึงปีงบประมาณ \1"),
    (re.compile(r"^older: "), "ข้อมูลเก่ากว่า: "),
    (re.compile(r"^no link to social media"), "ไม่มีลิงก์ไปยังสื่อสังคมออนไลน์"),
    (re.compile(r"^no link: "), "ไม่มีลิงก์: "),
    (re.compile(r"^no map$"), "ไม่มีแผนที่"),
    (re.compile(r"^no ((?:pdf|xlsx?|docx?)(?: / (?:pdf|xlsx?|docx?))*)$"), r"ไม่มีไฟล์ \1"),
    (re.compile(r"^nothing in "), "ไม่มีฉบับภาษา "),
    (re.compile(r"^no heading, title or code of the item"), "ไม่มีหัวเรื่อง ชื่อ หรือรหัสของข้อนี้"),
)


def told(words: str) -> str:
    """A phrase of a report in the language of the page; words of websites stay as they are."""
    words = _BOTH.sub(r"\1" if language() == "th" else r"\2", words)
    if language() == "th":
        for phrase, thai in _THAI:
            words = phrase.sub(thai, words)
    return words


def init_app(app: Flask) -> None:
    """Make it a filter of the templates."""
    app.jinja_env.filters["told"] = told
