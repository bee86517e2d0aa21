"""What kept an audit from a page or file, as a sentence for officers; the names of the kinds stay for machines."""

import re

from shared.events import Text

_ANSWERED = re.compile(r"\bthe server (?:answers|answered) (\d{3})\b")
_LET_ALONE = 429
_NOT_THERE = frozenset({404, 410})
_FIRST_OF_SERVERS = 500

#: Kind of fault → sentence. Kinds are those of the report's ``problems``.
_SENTENCES = {
    "bad_url": Text(th="ที่อยู่ไม่ถูกต้อง", en="This is not a proper address"),
    "blank": Text(th="หน้าเว็บว่างเปล่า แทบไม่มีข้อความ", en="The page is blank, or nearly"),
    "blocked_address": Text(
        th="ที่อยู่นี้ไม่อยู่บนอินเทอร์เน็ตสาธารณะ จึงไม่เปิด", en="This is no address of the public internet, so it was not opened"
    ),
    "browser": Text(th="ต้องเปิดด้วยเบราว์เซอร์จึงจะเห็นเนื้อหา", en="Only a browser shows what is on this page"),
    "budget": Text(th="ถึงขีดจำกัดของการตรวจครั้งนี้ จึงไม่ได้เปิด", en="This audit's limit was reached before it was opened"),
    "dns": Text(th="ไม่พบชื่อเว็บไซต์ในระบบชื่อโดเมน (DNS)", en="The website's name leads nowhere (DNS)"),
    "document": Text(th="อ่านเอกสารไม่ได้ หรืออ่านได้ไม่ครบ", en="The document can't be read, or not all of it"),
    "login": Text(th="เว็บไซต์ให้เข้าสู่ระบบก่อนจึงจะเห็นเนื้อหา", en="The website asks for an account before it shows this"),
    "no_page": Text(th="ที่อยู่นี้เป็นไฟล์ ไม่ใช่หน้าเว็บ", en="The address leads to a file, not to a web page"),
    "protocol": Text(th="คำตอบของเว็บไซต์ไม่สมบูรณ์", en="The website's answer was not a proper one"),
    "redirect_loop": Text(th="เว็บไซต์ส่งต่อวนไปไม่สิ้นสุด", en="The website redirects without end"),
    "refused": Text(th="เครื่องแม่ข่ายไม่รับการเชื่อมต่อ", en="The connection was refused"),
    "robots": Text(
        th="เว็บไซต์ไม่อนุญาตให้ตรวจหน้านี้ (robots.txt)", en="The website does not let this page be read (robots.txt)"
    ),
    "stand_in": Text(th="เว็บไซต์แสดงหน้าอื่นแทนหน้าที่ขอ", en="The website shows another page in its place"),
    "timeout": Text(th="เว็บไซต์ไม่ตอบภายในเวลาที่กำหนด", en="The website did not answer in time"),
    "tls": Text(
        th="ใบรับรองความปลอดภัย (TLS) ของเว็บไซต์มีปัญหา", en="The website's certificate or encryption (TLS) is faulty"
    ),
    "too_large": Text(th="มีขนาดใหญ่เกินกำหนด จึงอ่านเพียงบางส่วน", en="It is too large, so only a part was read"),
}
#: As against an address that is not public.
_PORT = re.compile(r"\bport \d+ is not a website's")
_NO_PORT = Text(
    th="พอร์ตในที่อยู่นี้ไม่ใช่ของเว็บไซต์ จึงไม่เปิด", en="The port in this address is no website's, so it was not opened"
)
#: As against a name that does not exist: nobody could say whether it does.
_RESOLVER = re.compile(r"Temporary failure|the resolver did not answer")
_NO_RESOLVER = Text(
    th="ระบบชื่อโดเมน (DNS) ขัดข้อง จึงหาเว็บไซต์ไม่พบในขณะนี้",
    en="Name servers gave no answer, so the website was not found for now",
)
#: What a page stands in for the real one, by words of the detail.
_INSTEAD = {
    "challenge": Text(
        th="เว็บไซต์ปิดกั้นโปรแกรมตรวจ หรือให้ยืนยันตัวตนก่อน", en="The website keeps programs out, or asks for proof of a person"
    ),
    "error": Text(
        th="เว็บไซต์แจ้งปิดปรับปรุงหรือขัดข้อง ไม่แสดงหน้าจริง",
        en="The website says that it is out of order, and shows no page of its own",
    ),
    "no such page": Text(th="เว็บไซต์แจ้งว่าไม่มีหน้านี้", en="The website says that there is no such page"),
}


def fault_words(kind: str, detail: str = "") -> Text:
    """The sentence for a kind of fault; of answers with an error it tells which. An unknown kind speaks for itself."""
    if kind == "blocked_address" and _PORT.search(detail):
        return _NO_PORT
    if kind == "dns" and _RESOLVER.search(detail):
        return _NO_RESOLVER
    if kind == "stand_in":
        return next((words for part, words in _INSTEAD.items() if part in detail), _SENTENCES[kind])
    if kind == "http":
        found = _ANSWERED.search(detail)
        return _answered(int(found[1]) if found else None)
    return _SENTENCES.get(kind, Text(th=kind, en=kind))


def _answered(status: int | None) -> Text:
    if status is None:
        return Text(th="เครื่องแม่ข่ายตอบว่าผิดพลาด", en="The server answered with an error")
    if status in _NOT_THERE:
        return Text(th=f"ไม่มีหน้านี้บนเว็บไซต์ ({status})", en=f"The website has no such page ({status})")
    if status == _LET_ALONE:
        return Text(th=f"เครื่องแม่ข่ายขอให้รอก่อน ({status})", en=f"The server asked to be left alone for now ({status})")
    if status >= _FIRST_OF_SERVERS:
        return Text(th=f"เครื่องแม่ข่ายขัดข้อง ({status})", en=f"The server is out of order ({status})")
    return Text(th=f"เครื่องแม่ข่ายไม่ให้เปิดหน้านี้ ({status})", en=f"The server does not let this page be opened ({status})")
