"""The consonant skeleton: what is left of Thai text when everything that extraction garbles is taken away."""

import re

from shared.thai.digits import arabic_digits
from shared.thai.normalise import MARKS, normalise

_GARBLED = re.compile(rf"\(cid:\d+\)|[{MARKS}\s\ue000-\uf8ff\ufffd]")
_SARA_AA = re.compile("[\u0e32\u0e33]+")


def skeleton(text: str) -> str:
    """A key under which differently typed or extracted forms of a text are equal. For matching, never for display.

    Marks above and below, spaces and private-use glyphs are dropped, SARA AM is SARA AA, digits are Arabic,
    Latin letters are lower-case.
    """
    return skeleton_of(normalise(text))


def skeleton_of(normalised: str) -> str:
    """The same of a text that is normalised already."""
    bare = _GARBLED.sub("", normalised)
    return arabic_digits(_SARA_AA.sub("\u0e32", bare)).casefold()
