"""Thai bytes (cp874) that were read as Latin-1, made readable again."""

import re

#: Bytes of cp874 that are Thai characters.
_THAI_BYTES = (*range(0xA1, 0xDB), *range(0xDF, 0xFC))
_REPAIR = {byte: bytes([byte]).decode("cp874") for byte in _THAI_BYTES}
_HIGH = re.compile("[\u00a1-\u00da\u00df-\u00fb]")
#: Written out three times: a pattern that begins with a set is searched far faster than one that begins with a count.
_RUN = re.compile("[\u00a1-\u00da\u00df-\u00fb]" * 3)
_THAI = re.compile("[\u0e01-\u0e5b]")
_LATIN = re.compile("[A-Za-z]")


def repair_mojibake(text: str) -> str:
    """The text, with each line that is cp874 read as Latin-1 put right; other lines stay as they are."""
    if not _RUN.search(text):
        return text
    return "".join(_repaired(line) for line in text.splitlines(keepends=True))


def _repaired(line: str) -> str:
    return line.translate(_REPAIR) if _is_mojibake(line) else line


def _is_mojibake(line: str) -> bool:
    """European words have single accented letters among plain ones; Thai has almost only high characters."""
    if not _RUN.search(line) or _THAI.search(line):
        return False
    return len(_HIGH.findall(line)) > len(_LATIN.findall(line))
