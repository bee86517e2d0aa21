"""HTML, text, CSV, RTF, and what can be had of an old Word document."""

import re

from selectolax.lexbor import LexborHTMLParser

from services.crawler.documents.model import Extract
from services.crawler.documents.office import embedded_images
from services.crawler.documents.sniff import is_encrypted_word
from services.crawler.fetch.decode import decode_html
from shared.archives import UnreadableDocument

#: Runs of UTF-16 that are Thai, ASCII or typographic signs: how Word 97–2003 keeps Thai text.
_UTF16_RUN = re.compile(rb"(?:[\x20-\x7e\t\r\n\x07]\x00|[\x01-\x5b]\x0e|[\x10-\x3f]\x20){6,}")
_THAI = re.compile("[\u0e01-\u0e5b]")
#: Names that every old Office file keeps in UTF-16 beside its text.
_INTERNAL = re.compile(
    r"Root Entry|WordDocument|\d?Table|(?:Document)?SummaryInformation|CompObj|Normal|Times New Roman|Data"
)
_RTF_SKIPPED = re.compile(
    r"\{\\\*?\\?(?:fonttbl|colortbl|stylesheet|info|pict|themedata|datastore|listtable)\b[^{}]*(?:\{[^{}]*\}[^{}]*)*\}"
)
_RTF_TOKEN = re.compile(r"\\'([0-9a-fA-F]{2})|\\u(-?\d+)\??|\\(par|line|cell|row|tab)\b ?|\\[a-z]+-?\d* ?|\\.|[{}]")


def read_html(body: bytes) -> Extract:
    """The visible text of a page, and its title."""
    tree = LexborHTMLParser(decode_html(body))
    tree.strip_tags(["script", "style", "noscript", "template"])
    title = tree.css_first("title")
    text = tree.body.text(separator="\n") if tree.body else ""
    return Extract(text=text, images=len(tree.css("img")), title=title.text().strip() or None if title else None)


def read_text(body: bytes) -> Extract:
    """Text or CSV."""
    return Extract(text=decode_html(body))


def read_rtf(body: bytes) -> Extract:
    """The text of an RTF file: characters are escaped as bytes of cp874 or as numbers."""
    source = _RTF_SKIPPED.sub("", body.decode("latin-1")).replace("\r", "").replace("\n", "")
    return Extract(text=_RTF_TOKEN.sub(_rtf_token, source), images=source.count("\\pict"))


def _rtf_token(found: re.Match[str]) -> str:
    byte, number, word = found.groups()
    if byte:
        return bytes([int(byte, 16)]).decode("cp874", "replace")
    if number:
        return chr(int(number) % 0x10000)
    return {"par": "\n", "line": "\n", "row": "\n", "cell": "\t", "tab": "\t"}.get(word or "", "")


def read_doc(body: bytes) -> Extract:
    """Best effort for Word 97–2003: every run of UTF-16 text in the file; without Thai in UTF-16, of 8-bit text.

    Raises UnreadableDocument for a password.
    """
    if is_encrypted_word(body):
        raise UnreadableDocument("a password is needed")
    runs = (found.group().decode("utf-16-le", "ignore") for found in _UTF16_RUN.finditer(body))
    text = "\n".join(run.replace("\x07", "\t") for run in runs if not _INTERNAL.fullmatch(run.strip("\x00 \r\n")))
    if not _THAI.search(text):
        text = "\n".join((text, *_eight_bit(body)))
    return Extract(text=text, images=embedded_images(body))


def _eight_bit(body: bytes) -> list[str]:
    runs = re.findall(rb"[\x20-\x7e\xa1-\xfb\r\n\t]{24,}", body)
    return [run.decode("cp874", "replace") for run in runs]
