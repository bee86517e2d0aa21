"""The consonant skeleton: what is left of Thai text when everything that extraction garbles is taken away."""

import re
from collections.abc import Callable

from shared.thai.digits import arabic_digits
from shared.thai.normalise import MARKS, normalise
from shared.thai.single_bytes import from_bytes, to_bytes

_CID = re.compile(r"\(cid:\d+\)")
_MARK = re.compile(f"[{MARKS}]")
_NO_GLYPH = re.compile("[\ue000-\uf8ff\ufffd]")
#: SARA AM counts as SARA AA, of which several in a row count once.
SARA_AA, _SARA_AM = "\u0e32", "\u0e33"


def skeleton(text: str) -> str:
    """A key under which differently typed or extracted forms of a text are equal. For matching, never for display.

    Marks above and below, spaces and private-use glyphs are dropped, SARA AM is SARA AA, digits are Arabic,
    Latin letters are lower-case.
    """
    return skeleton_of(normalise(text))


def skeleton_of(normalised: str) -> str:
    """The same of a text that is normalised already."""
    bare = _bare(_CID.sub("", normalised) if "(cid:" in normalised else normalised)
    while SARA_AA * 2 in bare:
        bare = bare.replace(SARA_AA * 2, SARA_AA)
    return bare


def skeletons_without(signs: str) -> Callable[[str], str]:
    """What makes the skeleton of a normalised text and drops some signs of it; for most texts in one step."""
    dropped = bytes(byte for byte, sign in _LEFT.items() if sign in signs)  # nothing is in all signs

    def made(normalised: str) -> str:
        try:
            bare = from_bytes(to_bytes(normalised).translate(_TABLE, dropped))
        except UnicodeEncodeError:
            bare = SARA_AA * 2
        if SARA_AA * 2 not in bare and "(cid:" not in normalised:
            return bare
        return "".join(sign for sign in skeleton_of(normalised) if sign not in signs)

    return made


def _bare(text: str) -> str:
    """What is left of each character. As bytes that is one step for the whole text, many times faster than by patterns;
    the few texts with other characters are taken in pieces."""
    try:
        return _of_bytes(text)
    except UnicodeEncodeError:
        return "".join(_of_signs(piece) if beyond else _of_bytes(piece) for beyond, piece in _pieces(text))


def _of_bytes(text: str) -> str:
    return from_bytes(to_bytes(text).translate(_TABLE, _DROPPED))


def _of_signs(text: str) -> str:
    """The same without bytes: what the table is made of, and for characters that it does not have."""
    kept = _NO_GLYPH.sub("", "".join(_MARK.sub("", text).split()))
    return arabic_digits(kept.replace(_SARA_AM, SARA_AA)).casefold()


def _pieces(text: str) -> list[tuple[bool, str]]:
    """The text in turns without and with characters that the table does not have."""
    return [(number % 2 == 1, piece) for number, piece in enumerate(_BEYOND.split(text)) if piece]


def _signs() -> dict[int, str]:
    """What is left of every character that has a byte."""
    signs = {byte: bytes([byte]).decode("cp874", "ignore") for byte in range(256)}
    return {byte: _of_signs(sign) for byte, sign in signs.items() if sign}


_LEFT = _signs()
_DROPPED = bytes(byte for byte, sign in _LEFT.items() if not sign)
_TABLE = bytes(to_bytes(_LEFT[byte])[0] if _LEFT.get(byte) else byte for byte in range(256))
#: Characters without a byte.
_BEYOND = re.compile(f"([^{re.escape(from_bytes(bytes(_LEFT)))}]+)")
