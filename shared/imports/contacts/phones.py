"""Telephone numbers as people write them, in one form."""

import re

from shared.thai import arabic_digits, normalise

_EXTENSION = re.compile(r"\s*(?:ต่อ|#|ext\.?|x)\s*(\d{1,6})$", re.IGNORECASE)
_SIGNS = re.compile(r"[\s().\-–/]")
_THAILAND = re.compile(r"^(?:(?:\+|00)660?|66(?=\d{8,9}$))")
#: Thai numbers: 9 digits for lines, 10 for mobiles and some services. Others: + and a country's code.
_THAI = re.compile(r"0[2-7]\d{7}|0[689]\d{8}|0[57]\d{8}|1\d{3}")
_FOREIGN = re.compile(r"\+[1-9]\d{7,14}")

ALLOWED = "0812345678, 042611074, 042611074 ต่อ 12, +856 20 5551 2345"


def phone_number(written: str) -> str | None:
    """The number in Arabic digits without signs, a Thai one from 0 on (``+66 81…`` → ``081…``); None if it is none.

    An extension stays behind: ``042611074 ต่อ 12``.
    """
    text = arabic_digits(normalise(written))
    extension = _EXTENSION.search(text)
    digits = _SIGNS.sub("", text[: extension.start()] if extension else text)
    digits = re.sub(r"^00(?!66)", "+", _THAILAND.sub("0", digits))
    if not (_THAI.fullmatch(digits) or _FOREIGN.fullmatch(digits)):
        return None
    return f"{digits} ต่อ {extension[1]}" if extension else digits


def lost_zero(written: str) -> bool:
    """Whether a cell that Excel took for a number is a Thai telephone number without the 0 before it."""
    return phone_number(f"0{written}") is not None and phone_number(written) is None
