"""The consonant skeleton: what is left of Thai text when everything that extraction garbles is taken away."""

import re

from shared.thai.digits import arabic_digits
from shared.thai.normalise import MARKS, normalise

_CID = re.compile(r"\(cid:\d+\)")
_MARKS = "".join(re.findall(f"[{MARKS}]", "".join(map(chr, range(0x0E00, 0x0E80)))))
_NO_GLYPH = re.compile("[\ue000-\uf8ff\ufffd]")
_SARA_AA = re.compile("[\u0e32\u0e33]+")


def skeleton(text: str) -> str:
    """A key under which differently typed or extracted forms of a text are equal. For matching, never for display.

    Marks above and below, spaces and private-use glyphs are dropped, SARA AM is SARA AA, digits are Arabic,
    Latin letters are lower-case.
    """
    return skeleton_of(normalise(text))


def skeleton_of(normalised: str) -> str:
    """The same of a text that is normalised already."""
    return arabic_digits(_SARA_AA.sub("\u0e32", _bare(normalised))).casefold()


def _bare(text: str) -> str:
    """Without marks, white space and glyphs of no character. To replace sign by sign is several times faster than a
    pattern, since a quarter of a Thai text is marks."""
    bare = _CID.sub("", text) if "(cid:" in text else text
    for mark in _MARKS:
        bare = bare.replace(mark, "")
    bare = "".join(bare.split())
    return _NO_GLYPH.sub("", bare) if _NO_GLYPH.search(bare) else bare
