"""Thai digits ๐–๙ and Arabic digits 0–9."""

import re

_THAI = "๐๑๒๓๔๕๖๗๘๙"
_ARABIC = "0123456789"
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)
_TO_THAI = str.maketrans(_ARABIC, _THAI)
_ANY_THAI = re.compile(f"[{_THAI}]")
#: Length, in characters, from which ten looks are faster than a search.
_LONG = 250


def arabic_digits(text: str) -> str:
    """The text with ๐–๙ written 0–9; as long as before."""
    return text.translate(_TO_ARABIC) if _has_thai(text) else text


def thai_digits(text: str) -> str:
    """The text with 0–9 written ๐–๙; as long as before."""
    return text.translate(_TO_THAI)


def _has_thai(text: str) -> bool:
    """Most texts have none. To search is many times cheaper than to translate; to look for each, in a long one, cheaper
    still."""
    return _ANY_THAI.search(text) is not None if len(text) < _LONG else any(digit in text for digit in _THAI)
