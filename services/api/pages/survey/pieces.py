"""A page in pieces that are compressed once and put together again and again, with a piece of its own for each reader.

Compressing a page costs more than everything else that a survey's form takes. Pieces that each end on a whole byte
and refer to nothing before them can follow one another in one gzip stream (RFC 1951, 1952).
"""

import struct
import zlib
from collections.abc import Sequence
from typing import NamedTuple, Self

#: A gzip header without name and time.
_HEADER = bytes((0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255))
#: The last block of a stream, empty.
_END = b"\x03\x00"
#: No header and checksum around what is compressed: the whole stream has them.
_RAW = -zlib.MAX_WBITS


class Piece(NamedTuple):
    """A part of a page, as it is and compressed."""

    text: bytes
    packed: bytes

    @classmethod
    def of(cls, text: str) -> Self:
        """The part, compressed apart from all others."""
        plain, packer = text.encode(), zlib.compressobj(wbits=_RAW)
        return cls(plain, packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH))


def plain(pieces: Sequence[Piece]) -> bytes:
    """The page."""
    return b"".join(piece.text for piece in pieces)


def gzipped(pieces: Sequence[Piece]) -> bytes:
    """The page as one gzip stream."""
    check = length = 0
    for piece in pieces:
        check, length = zlib.crc32(piece.text, check), length + len(piece.text)
    return b"".join((_HEADER, *(piece.packed for piece in pieces), _END, struct.pack("<II", check, length)))
