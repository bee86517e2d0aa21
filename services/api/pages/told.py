"""What an audit notes in its own short phrases, told in the language of the page.

The report of an audit is one document for people and machines (its ``why``, ``evidence`` and ``detail`` are single
strings); only the words of websites in them are Thai or English by themselves.
"""

import re
from collections.abc import Callable

from flask import Flask

from services.api.pages.languages import language
from shared.views.phrases import in_one_language

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


def _choice(words: dict[str, str]) -> str:
    return "|".join(map(re.escape, words))


def _said(words: str) -> re.Pattern[str]:
    """The words where they begin a phrase, or stand in the brackets of a note."""
    return re.compile(rf"(?:^|(?<=\()){words}(?=$|\)|(?<= )\S)")


#: English phrases of reports and how they read in Thai, most telling first.
_THAI: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(rf"^({_choice(_BASIS)}) in ({_choice(_PLACE)})"),
        lambda found: f"{_BASIS[found[1]]}อยู่ใน{_PLACE[found[2]]}",
    ),
    (re.compile(r"\(title repeats (\w+)\)"), r"(ชื่อซ้ำกับ \1)"),
    (re.compile(r"\(under a code of another system\)"), "(อยู่ใต้รหัสของระบบประเมินอื่น)"),
    (re.compile(r"\(by its neighbours in the list\)"), "(ดูจากข้อก่อนหน้าและข้อถัดไปในรายการเดียวกัน)"),
    (re.compile(r"^page of the item"), "อยู่ในหน้าของข้อนี้"),
    (re.compile(r"^address of the item"), "ที่อยู่ของลิงก์บอกว่าเป็นข้อนี้"),
    (re.compile(r"^address in menu"), "ที่อยู่ของลิงก์ในเมนู"),
    (re.compile(r"^law in menu"), "ชื่อกฎหมายในเมนู"),
    (re.compile(r"^month under heading"), "ชื่อเดือนใต้หัวเรื่อง"),
    (re.compile(r"\bof the same address"), "ที่มีที่อยู่เดียวกัน"),
    (re.compile(r"^confirmed by a person"), "เจ้าหน้าที่ยืนยัน"),
    (re.compile(r"\bconfirmed link: its page could not be read"), "เปิดหน้าที่มีลิงก์ซึ่งยืนยันไว้ไม่ได้"),
    (
        re.compile(rf"\b(\d+) of (\d+) \(({_choice(_COUNTED)})\)"),
        lambda found: f"{found[1]} จาก {found[2]} {_COUNTED[found[3]]}",
    ),
    (re.compile(rf"\b(\d+) \(({_choice(_COUNTED)})\)"), lambda found: f"{found[1]} {_COUNTED[found[2]]}"),
    (re.compile(r"^(\d+) of (\d+)$"), r"\1 จาก \2"),
    (re.compile(r"\bthe link has no target"), "ลิงก์ไม่มีปลายทาง"),
    (re.compile(r"(?:\blogin: )?\bthe address asks for an account"), "ต้องเข้าสู่ระบบก่อน"),
    (re.compile(r"\bthe address leads to a file"), "ที่อยู่นี้เป็นไฟล์"),
    (re.compile(r"\bscan: (\d+) page\(s\) without text"), r"เอกสารสแกน \1 หน้า ไม่มีข้อความ"),
    (re.compile(r"\bbrowser: shows only that it is loading"), "ต้องเปิดด้วยเบราว์เซอร์"),
    (re.compile(r"\bbrowser: only a script opens it"), "ต้องเปิดด้วยเบราว์เซอร์ เพราะลิงก์ทำงานด้วยสคริปต์"),
    (re.compile(r"^only a script opens: "), "ลิงก์ที่เปิดได้ด้วยสคริปต์เท่านั้น: "),
    (re.compile(r"^next to no words, here and on the pages behind"), "แทบไม่มีข้อความ ทั้งหน้านี้และหน้าถัดไป"),
    (re.compile(r"\bsingle-page application"), "เว็บแอปพลิเคชันหน้าเดียว"),
    (re.compile(r"\bbuilt by scripts"), "เนื้อหาสร้างด้วยสคริปต์"),
    (re.compile(r"; shown by a browser it says no more"), " เปิดด้วยเบราว์เซอร์แล้วก็ยังไม่มีเนื้อหา"),
    (re.compile(r"\bbrowser: "), "ต้องเปิดด้วยเบราว์เซอร์: "),
    (re.compile(r"\bbudget: .*"), "เกินขีดจำกัดของการตรวจครั้งนี้"),
    (re.compile(r"\bthe audit's limit is reached"), "เกินขีดจำกัดของการตรวจครั้งนี้"),
    (
        re.compile(r"\brobots\.txt: the server answers (\d+), so nothing may be fetched for now"),
        r"robots.txt ตอบ \1 จึงยังเปิดไม่ได้",
    ),
    (re.compile(r"\bthe server answers (\d+)"), r"เซิร์ฟเวอร์ตอบ \1"),
    (
        re.compile(r"\bthe server answered (\d+) and asked to be left alone for (\d+) s"),
        r"เซิร์ฟเวอร์ตอบ \1 และขอให้รอ \2 วินาที",
    ),
    (re.compile(r"^given up after (\d+) tries"), r"ระบบลองตรวจ \1 ครั้งแล้วไม่สำเร็จ ไม่เกี่ยวกับเนื้อหาของเว็บไซต์"),
    (re.compile(r"^overtaken by (\S+)$"), r"มีการตรวจที่ใหม่กว่าเสร็จก่อน (\1)"),
    (re.compile(r"^no website is known$"), "ไม่มีที่อยู่เว็บไซต์ของหน่วยงาน"),
    (re.compile(r"^the round is not opened$"), "ยังไม่เปิดรอบการประเมิน"),
    (re.compile(r"^(.+) is not the address of a website$"), r"\1 ไม่ใช่ที่อยู่ของเว็บไซต์"),
    (re.compile(r"\bno whole answer within the deadline"), "ไม่ตอบครบภายในเวลาที่กำหนด"),
    (re.compile(r"\bredirected in a circle to "), "ส่งต่อวนกลับไปที่ "),
    (re.compile(r"\bmore than (\d+) redirects"), r"ส่งต่อเกิน \1 ครั้ง"),
    (re.compile(r"\bmore than (\d+) bytes"), r"เกิน \1 ไบต์"),
    (re.compile(r"\[Errno -\d+\] Name or service not known"), "ไม่มีชื่อนี้"),
    (re.compile(r"\[Errno -\d+\] Temporary failure in name resolution"), "ระบบชื่อโดเมนขัดข้องชั่วคราว"),
    (re.compile(r"\bthe resolver did not answer"), "ระบบชื่อโดเมนไม่ตอบ"),
    (re.compile(r"\bConnection refused"), "ไม่รับการเชื่อมต่อ"),
    (re.compile(r"\bthe connection broke: "), "การเชื่อมต่อขาด: "),
    (re.compile(r"\bdid not answer"), "ไม่ตอบ"),
    (re.compile(r"\bthe certificate has expired"), "ใบรับรองหมดอายุ"),
    (re.compile(r"\bthe certificate is not valid yet"), "ใบรับรองยังไม่ถึงวันเริ่มใช้"),
    (re.compile(r"\bthe certificate is self-signed"), "ใบรับรองออกเองโดยไม่มีผู้รับรอง"),
    (re.compile(r"\bthe certificate is for another host"), "ใบรับรองเป็นของเว็บไซต์อื่น"),
    (
        re.compile(r"\bthe certificate's issuer is unknown, or an intermediate certificate is missing"),
        "ไม่รู้จักผู้ออกใบรับรอง หรือขาดใบรับรองระหว่างกลาง",
    ),
    (re.compile(r"\bthe server offers only outdated TLS versions"), "เซิร์ฟเวอร์มีเพียง TLS รุ่นเก่า"),
    (re.compile(r"\brobots\.txt forbids this address"), "robots.txt ไม่ให้เปิดที่อยู่นี้"),
    (re.compile(r"\bdocument: no text in it"), "เอกสารไม่มีข้อความ"),
    (re.compile(r"\bdocument: "), "เอกสาร: "),
    (re.compile(r"\ba password is needed"), "ต้องใช้รหัสผ่าน"),
    (re.compile(r"\bthe file is damaged"), "ไฟล์เสีย"),
    (re.compile(r"\bthe file is cut short"), "ไฟล์ไม่ครบ"),
    (re.compile(r"\bthe file is empty"), "ไฟล์ว่าง"),
    (re.compile(r"\bfiles of this kind \((\w+)\) cannot be read"), r"ระบบอ่านไฟล์ชนิดนี้ (\1) ไม่ได้"),
    (re.compile(r"\bonly the first (\d+) of (\d+) pages were read"), r"อ่านเพียง \1 หน้าแรกจาก \2 หน้า"),
    (re.compile(r"\breading it takes (?:more than [\d.]+ seconds|too much memory)"), "ใช้เวลาหรือหน่วยความจำเกินกำหนด"),
    (re.compile(r"\bstand-in: "), ""),
    (re.compile(r"\bthe site shows a challenge or a refusal instead of the page"), "เว็บไซต์แสดงหน้าปิดกั้นแทนหน้าจริง"),
    (re.compile(r"\bthe site shows an error or says that it is out of order"), "เว็บไซต์แสดงข้อผิดพลาดหรือปิดปรับปรุง"),
    (re.compile(r"\bthe site says that there is no such page, although it answers 200"), "เว็บไซต์แจ้งว่าไม่มีหน้านี้"),
    (re.compile(r"\bsocial media$"), "สื่อสังคมออนไลน์"),
    (re.compile(r"\ba page of the assessment could not be read"), "เปิดหน้า ITA ไม่ได้"),
    (_said("it may be on another website"), "อาจเผยแพร่ที่เว็บไซต์อื่น"),
    (re.compile(r"\bthe unit's record names no current head"), "ทะเบียนของหน่วยงานไม่ระบุผู้บริหารคนปัจจุบัน"),
    (re.compile(r"\bno month of the period has ended yet"), "ยังไม่ครบเดือนใดในรอบ"),
    (re.compile(r"\bevery month has content"), "มีข้อมูลทุกเดือน"),
    (re.compile(r"\bsays nothing of empty months"), "ไม่ได้ระบุเดือนที่ไม่มีรายการ"),
    (re.compile(r"\bno date that the data is from"), "ไม่ระบุวันที่ของข้อมูล"),
    (re.compile(r"\bno date of announcement or signature"), "ไม่ระบุวันที่ประกาศหรือลงนาม"),
    (re.compile(r"\bno word of fiscal year (\d+)"), r"ไม่กล่าวถึงปีงบประมาณ \1"),
    (_said("older: "), "ข้อมูลเก่ากว่า: "),
    (_said("no link to social media"), "ไม่มีลิงก์ไปยังสื่อสังคมออนไลน์"),
    (_said("no link: "), "ไม่มีลิงก์: "),
    (_said("no place: "), "ไม่พบช่องทาง: "),
    (_said("no map"), "ไม่มีแผนที่"),
    (_said("no telephone number, e-mail address or LINE ID"), "ไม่พบหมายเลขโทรศัพท์ อีเมล หรือ LINE"),
    (_said("no telephone number"), "ไม่พบหมายเลขโทรศัพท์"),
    (_said("no e-mail address"), "ไม่พบอีเมล"),
    (_said("no postal address"), "ไม่พบที่อยู่"),
    (_said("no format is asked for"), "ไม่ได้กำหนดรูปแบบไฟล์"),
    (_said(r"no ((?:pdf|xlsx?|docx?)(?: / (?:pdf|xlsx?|docx?))*)"), r"ไม่มีไฟล์ \1"),
    (_said("nothing in "), "ไม่มีฉบับภาษา "),
    (_said("no heading, title or code of the item"), "ไม่มีหัวเรื่อง ชื่อ หรือรหัสของข้อนี้"),
)


def told(words: str) -> str:
    """A phrase of a report in the language of the page; words of websites stay as they are."""
    words = in_one_language(words, "th" if language() == "th" else "en")
    if language() == "th":
        for phrase, thai in _THAI:
            words = phrase.sub(thai, words)
    return words


def init_app(app: Flask) -> None:
    """Make it a filter of the templates."""
    app.jinja_env.filters["told"] = told
