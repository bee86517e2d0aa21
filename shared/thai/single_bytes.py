"""Texts with a byte for each sign: Thai, ASCII and some punctuation have one in cp874.

Many questions are answered faster of bytes. That Python looks up cp874 by its name, and its module asks anew, takes
longer than to translate a line: these ask for what the module does itself.
"""

import codecs
from encodings.cp874 import decoding_table, encoding_table


def to_bytes(text: str, errors: str = "strict") -> bytes:
    """As ``text.encode("cp874", errors)``; raises UnicodeEncodeError for a text with signs that have no byte."""
    return codecs.charmap_encode(text, errors, encoding_table)[0]


def from_bytes(signs: bytes) -> str:
    """As ``signs.decode("cp874")``; raises UnicodeDecodeError for bytes of which no sign is made."""
    return codecs.charmap_decode(signs, "strict", decoding_table)[0]
