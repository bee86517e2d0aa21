"""Colours of a PDF, which say nothing to who reads its words, but cost as much as a third of opening a page."""

import re

#: A colour space by a profile: the profile's object, which tells the number of its colours' parts.
_BY_PROFILE = re.compile(rb"/ICCBased\s+(\d+)\s+0\s+R(?=\s*\])")
#: The colour spaces without a profile by the number of parts.
_PLAIN = {b"1": b"/DeviceGray", b"3": b"/DeviceRGB", b"4": b"/DeviceCMYK"}


def without_profiles(body: bytes) -> bytes:
    """The file with plain colour spaces for those by profiles, each byte of the rest in its place.

    PDFium would work out the tables of every profile of every file, to translate colours that nobody looks at. Those
    of whose parts the file does not tell once and for all are left alone, since a picture's length depends on them.
    """
    parts = {profile: _parts(body, profile) for profile in set(_BY_PROFILE.findall(body))}

    def plain(found: re.Match[bytes]) -> bytes:
        return _PLAIN.get(parts[found[1]], found[0]).ljust(len(found[0]))

    return _BY_PROFILE.sub(plain, body) if parts else body


def _parts(body: bytes, profile: bytes) -> bytes:
    """The number of a profile's parts; nothing where the file tells none, or two."""
    heads = re.findall(profile + rb" 0 obj(?<!\d" + profile + rb" 0 obj)\s*<<(.*?)>>", body, re.DOTALL)
    told = {number for head in heads for number in re.findall(rb"/N\s+(\d+)", head)}
    return told.pop() if len(told) == 1 else b""
