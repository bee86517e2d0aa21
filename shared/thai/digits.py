"""Thai digits ๐–๙ and Arabic digits 0–9."""

import re

_THAI = "๐๑๒๓๔๕๖๗๘๙"
_ARABIC = "0123456789"
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)
_TO_THAI = str.maketrans(_ARABIC, _THAI)
#: Most texts have no Thai digits, and to search is many times cheaper than to translate.
_ANY_THAI = re.compile(f"[{_THAI}]")


def arabic_digits(text: str) -> str:
    """The text with ๐–๙ written 0–9; as long as before."""
    return text.translate(_TO_ARABIC) if _ANY_THAI.search(text) else text


def thai_digits(text: str) -> str:
    """The text with 0–9 written ๐–๙; as long as before."""
    return text.translate(_TO_THAI)
