"""What of a title is compared: its key, without what differs from page to page."""

import re
from functools import lru_cache

from shared.thai import MONTHS_TH, MONTHS_TH_SHORT, arabic_digits, normalise, skeleton

_YEARS = re.compile(
    r"\(?\s*(?:ใน|สำหรับ|(?<![\u0e00-\u0e7f])ณ)?\s*(?:ประจำ)?\s*(?:ปีงบประมาณ|ปีการศึกษา|ปีงบ|ปี|พุทธศักราช)?\s*(?:พ\s*\.?\s*ศ\s*\.?)?\s*(?:25[4-9]\d|20[0-4]\d)\s*\)?"
)
#: Without a year in it a text is not searched for what stands around years, which takes many times longer.
_ANY_YEAR = re.compile(r"2[05]\d\d")
_MONTHS = re.compile("|".join((*MONTHS_TH, *map(re.escape, MONTHS_TH_SHORT))))
#: Months with years of two figures: "ต.ค.66".
_SHORT_YEARS = re.compile(rf"(?:เดือน\s*)?(?:{_MONTHS.pattern})\s*[56]\d(?!\d)")
_ANY_SHORT_YEAR = re.compile(r"[\u0e00-\u0e7f.]\s*[56]\d(?!\d)")
_YEAR_WORDS = re.compile(r"(?:ประจำ)?ปี(?:งบประมาณ|การศึกษา)(?:\s*พ\s*\.?\s*ศ\s*\.?)?")
_OWNERS = re.compile(
    r"(?:ของ\s*)?(?:ตม\s*\.?\s*จว\s*\.?|สภ\s*\.|สน\s*\.|อบต\s*\.|อบจ\s*\.|ทต\s*\.|เทศบาล(?:ตำบล|เมือง|นคร)|"
    r"องค์การบริหารส่วน(?:ตำบล|จังหวัด)|ตรวจคนเข้าเมืองจังหวัด|สถานีตำรวจภูธร|สถานีตำรวจนครบาล)\s*[\u0e00-\u0e7f]+"
)
_AGENCY = re.compile(
    r"สถานศึกษา|โรงเรียน|มหาวิทยาลัย|วิทยาลัย|สถาบัน|องค์กร|โรงพยาบาล|สถานีตำรวจ(?:ภูธร|นครบาล)?|เทศบาล|อบต\.?|ส่วนราชการ"
)
#: An agency by its name or its letters: "ติดต่อกรม…", "ผู้บริหาร สค.".
_CALLED = re.compile(
    r"(?:^|(?<=ติดต่อ)|(?<=ของ))กรม[\u0e00-\u0e7f]{4,}|(?<=\s)(?!พรบ|ผบ|ตร|ครม|สขร)[ก-ฮ]{2,5}\.(?=\s|\(|$)"
)
#: Words that mean the same in titles, and the one that they are compared by.
_SAME = (("ฏ", "ฎ"), ("เรื่องร้องเรียน", "ร้องเรียน"), ("ข้อร้องเรียน", "ร้องเรียน"))
#: Letters that officers write for a word.
_ABBREVIATED = (
    (re.compile(r"จนท\.?(?![ก-ฮ])"), "เจ้าหน้าที่"),
    (re.compile(r"ปชช\.?(?![ก-ฮ])"), "ประชาชน"),
    (re.compile(r"งปม\.?(?![ก-ฮ])"), "งบประมาณ"),
    (re.compile(r"จซจ\.?(?![ก-ฮ])"), "จัดซื้อจัดจ้าง"),
)
_ANY_ABBREVIATED = re.compile("จนท|ปชช|งปม|จซจ")
#: What only numbers a title: "3.1", "(2)", "8.", "มาตรา 7 (1)".
_NUMBERED = re.compile(
    r"^[^\w\u0e00-\u0e7f]*(?:(?:มาตรา|หมวด|ส่วนที่)\s*\d{1,2}\s*)?"
    r"(?:\(\d{1,2}(?:\.\d{1,2})*\)|\d{1,2}(?:\.\d{1,2})*[.)](?!\d)|\d{1,2}(?:\.\d{1,2})+(?![\d.]))\s*(?=\S\S)"
)
#: Without a figure near its beginning a text is not searched for them.
_BEGINS_WITH_FIGURE = re.compile(r"[^\w\u0e00-\u0e7f]*(?:\d|มาตรา|หมวด|ส่วนที่)")
#: What stands before a title under the Act on official information: "(8) ข้อมูลข่าวสารอื่นตามที่คณะกรรมการกำหนด: …".
_OTHER_INFORMATION = re.compile(r"^[^\w\u0e00-\u0e7f]*ข้อมูลข่าวสารอื่น[^:–—-]{0,60}[:–—-]\s*(?=\S\S)")
_CUT = re.compile(r"(?:\.{2,}|…|\[…\]|(?<!ฯล)(?<!กรุงเทพ)ฯ)\s*$")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|jpe?g|png|zip)\s*$", re.IGNORECASE)
#: What tables of progress say behind a title, in small coloured boxes.
_STATES = (
    *("เผยแพร่แล้ว", "เปิดเผยแล้ว", "เปิดเผยข้อมูลแล้ว", "มีข้อมูลแล้ว", "ดำเนินการแล้ว", "ดำเนินการเสร็จสิ้น", "เสร็จสิ้น", "ครบถ้วน"),
    *("ยังไม่เผยแพร่", "ยังไม่เปิดเผย", "ยังไม่ดำเนินการ", "กำลังดำเนินการ", "อยู่ระหว่างดำเนินการ", "รอดำเนินการ"),
)
_BRACKETS = re.compile(r"[(\[（][^)\]）]*[)\]）]")


def title_key(text: str) -> str:
    """What of a title is compared: no years, no owner's name, no file ending, any agency by one word, the skeleton."""
    words = arabic_digits(normalise(text))
    if _BEGINS_WITH_FIGURE.match(words):
        words = _NUMBERED.sub("", words)
    if "ข่าวสารอื่น" in words:
        words = _OTHER_INFORMATION.sub("", words)
    if _ANY_ABBREVIATED.search(words):
        for letters, word in _ABBREVIATED:
            words = letters.sub(word, words)
    words = _without_state(_FILE.sub("", words))
    words = _MONTHS.sub(" ", _YEARS.sub(" ", words)) if _ANY_YEAR.search(words) else words
    words = _SHORT_YEARS.sub(" ", words) if _ANY_SHORT_YEAR.search(words) else words
    words = _YEAR_WORDS.sub(" ", words)
    words = _OWNERS.sub(" ", words)
    words = _AGENCY.sub("หน่วยงาน", _CALLED.sub("หน่วยงาน", words))
    for word, same in _SAME:
        words = words.replace(word, same)
    return re.sub(r"[^\w\u0e00-\u0e7f&]", "", skeleton(words)).replace("_", "")


def _without_state(words: str) -> str:
    """The words without the state of work behind them, unless they say nothing else."""
    state = next((each for each in _STATES if words.endswith(each)), "") if words.endswith(_STATES) else ""
    before = words.removesuffix(state).rstrip()
    return before if before and words != before + state else words


def keys_of(*titles: str) -> list[str]:
    """The keys of titles, with and without what stands in brackets."""
    keys = [title_key(title) for title in titles]
    keys += [title_key(bare) for title in titles if (bare := _BRACKETS.sub(" ", title)) != title]
    return [key for key in dict.fromkeys(keys) if len(key) > 1]


@lru_cache(maxsize=8192)
def variants(text: str) -> tuple[str, ...]:
    """The keys of a text, which may be cut off."""
    return tuple(keys_of(_CUT.sub("", text)))


def is_cut(text: str) -> bool:
    """Whether the text is cut off: "แผนการใช้จ่าย..."."""
    return bool(_CUT.search(text))
