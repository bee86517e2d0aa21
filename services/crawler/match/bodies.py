"""What agencies put behind a title: their names, those of lines of work, and times. It is the same title without."""

import re

from shared.thai import MONTHS_TH, MONTHS_TH_SHORT, arabic_digits

#: How the names of public bodies begin. Thai has no spaces between words, so where a name ends is not told.
_BODIES = (
    r"สำนักงาน|กระทรวง|กรม(?!ธรรม์)|องค์การ|สถาบัน|ที่ว่าการอำเภอ|ที่ทำการปกครอง|"
    r"(?:กองบังคับการ|ด่าน)?ตรวจคนเข้าเมือง|ตม\s?\.\s?จว\s?\.|ด่าน\s?ตม\s?\.|สตม\s?\.|"
    r"สถานีตำรวจ|ตำรวจภูธร|กองบังคับการ|กองกำกับการ|ภ\s?\.\s?จว\s?\.|สภ\s?\.|สน\s?\.|"
    r"เทศบาล|องค์การบริหารส่วน|อบ[ตจ]\s?\.|ท[ตมน]\s?\.|"
    r"โรงเรียน|รร\s?\.|มหาวิทยาลัย|วิทยาลัย|สพ[ปม]\s?\.|ศธจ\s?\.|"
    r"โรงพยาบาล|รพ\s?\.|รพ[ทศช]\s?\.|สส[จอ]\s?\.|"
    r"(?<!แผนที่)(?:จังหวัด|อำเภอ|กรุงเทพมหานคร|ศูนย์|สถานี|เรือนจำ|คณะ(?!ผู้|กรรม|บริหาร|ทำงาน)|ภาควิชา|สำนัก(?!งาน)|ศาล(?!า)|สนง\s?\.)"
)
#: Whose a title is, where it says so.
_THEIRS = "หน่วยงาน|องค์กร|สถานศึกษา|ส่วนราชการ|ข้าราชการ|บุคลากร|พนักงาน"
#: Longest name, in characters, with what stands behind it: a longer text says more than a name.
_LONGEST = 70
_OF_A_BODY = re.compile(
    rf"(?<=[\u0e00-\u0e7f\w)])\s*(?:(?:ของ|ใน|ภายใน|ประจำ)?\s*(?:{_BODIES})|ของ(?:{_THEIRS}))(?!.*(?:เรื่อง|ร้องเรียน)).{{0,{_LONGEST}}}$"
)
#: What every line of work has its own of, and the words before the name of one.
_OF_A_LINE = re.compile(
    r"(?P<title>^(?:คู่มือ(?:การ)?ปฏิบัติงาน|มาตรฐานการปฏิบัติงาน|กฎหมาย|กฏหมาย|อำนาจหน้าที่|หน้าที่และอำนาจ|โครงสร้าง)"
    r"(?:และระเบียบ|/\s?(?:ระเบียบ|พ\.?ร\.?บ\.?))?)\s*"
    r"(?:ของ|ด้าน|กลุ่ม|ฝ่าย|งาน|กอง|แผนก|สำนัก|ส่วน(?!ราชการ)|เกี่ยวกับ|ที่เกี่ยวข้องกับ)(?!.*ร้องเรียน).+$"
)

_MONTH = "|".join((*MONTHS_TH, *(re.escape(name).replace(r"\.", r"\s?\.\s?") for name in MONTHS_TH_SHORT)))
_YEAR = r"(?:25\d\d|[67]\d)(?!\d)"
_MOMENT = rf"(?:(?:เดือน)?\s?(?:{_MONTH})\s?(?:{_YEAR})?|(?:ปี(?:งบประมาณ|งบ)?|พ\s?\.\s?ศ\s?\.)\s?{_YEAR})"
#: A month, a year even by two figures, or from one to another. Quarters and halves of a year tell items apart.
_OF_A_TIME = re.compile(rf"\s*(?:ประจำ|ของ)?\s?{_MOMENT}(?:\s?(?:-|–|ถึง)\s?{_MOMENT})?\s*$")


def without_names(text: str) -> str:
    """The text without the name of a body or line of work, and the time, at its end; else the text itself."""
    line = _OF_A_LINE.match(text)
    bare = line["title"] if line else _OF_A_BODY.sub("", text)
    return _OF_A_TIME.sub("", arabic_digits(bare)) or text


def names_a_time(text: str) -> bool:
    """Whether the text ends with a month or year: a document is called so, and no box of a page."""
    return _OF_A_TIME.search(arabic_digits(text)) is not None
