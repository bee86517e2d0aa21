"""Thai digits ๐–๙ and Arabic digits 0–9."""

_THAI = "๐๑๒๓๔๕๖๗๘๙"
_ARABIC = "0123456789"
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)
_TO_THAI = str.maketrans(_ARABIC, _THAI)


def arabic_digits(text: str) -> str:
    """The text with ๐–๙ written 0–9; as long as before."""
    return text.translate(_TO_ARABIC)


def thai_digits(text: str) -> str:
    """The text with 0–9 written ๐–๙; as long as before."""
    return text.translate(_TO_THAI)
