"""Bytes of a page to text. What Thai servers say of their character set is wrong too often to be asked."""

import codecs

from shared.thai import repair_mojibake

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: Bytes that may be broken, per byte of text, before UTF-8 is given up: a cut body, one bad byte.
_ERROR_RATE = 0.002
#: Broken bytes that are always allowed: a character cut at the end of the body.
_ERRORS = 3
#: With what all accented Latin letters begin in UTF-8, and nothing else does. Most pages have none, and bytes are
#: looked through a hundred times faster than letters are compared.
_LATIN_LEADS = (b"\xc2", b"\xc3")
_REPLACEMENT = "\ufffd"


def decode_html(body: bytes) -> str:
    """The text of a page: by byte order mark, else UTF-8 if it is that but for a few bytes, else cp874."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged(body)
    return repair_mojibake(text) if any(lead in body for lead in _LATIN_LEADS) else text


def _damaged(body: bytes) -> str:
    text = body.decode("utf-8", "replace")
    broken = text.count(_REPLACEMENT)
    if broken <= _ERRORS + len(body) * _ERROR_RATE and broken < _sound(text):
        return text
    return body.decode("cp874", "replace")


def _sound(text: str) -> int:
    """Characters beyond ASCII that UTF-8 read well; a page in cp874 has next to none."""
    return sum(1 for character in text if character > "\x7f" and character != _REPLACEMENT)
