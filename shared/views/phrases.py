"""Phrases of an audit's evidence that carry both languages, as the one document for people and machines has them."""

import re
from typing import Literal

#: Thai half → English half.
_PAIRS = {
    "ขาด": "missing",
    "ไม่พบ": "not found",
    "เครื่องอ่านไม่ได้": "not machine-readable",
    "ภาพ: อ่านข้อความในภาพไม่ได้": "picture: its words can't be read",
    "ชื่อผู้บริหารคนก่อน": "a former head's name",
    "มีภาพ แต่ไม่มีคำบอกว่าเป็นภาพใด": "pictures, but no word tells what they show",
    "อาจอยู่ในภาพ": "may stand in a picture",
    "อยู่ในชื่อข้อหรือลิงก์เท่านั้น": "only in a title or link",
}
_BOTH = re.compile("|".join(re.escape(f"{thai} / {english}") for thai, english in _PAIRS.items()))


def in_one_language(words: str, language: Literal["th", "en"]) -> str:
    """The words with only that language's half of each such phrase; words of websites stay as they are."""
    half = 0 if language == "th" else 1
    return _BOTH.sub(lambda found: found.group().split(" / ")[half], words)
