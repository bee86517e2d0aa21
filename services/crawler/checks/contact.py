"""Checks for contact data: telephone, e-mail and address, on the item's pages or anywhere on the home page."""

import re
from collections.abc import Callable, Iterable, Iterator

from services.crawler.checks.result import Result, absent, found
from services.crawler.dossier import Dossier
from shared.rubric.checks import AddressCheck, ContactCheck, EmailCheck, PhoneCheck
from shared.thai import arabic_digits
from shared.thai.plain import Sought, starts

#: Finds the first of its kind in a text.
_Search = Callable[[str], re.Match[str] | None]
#: Thai numbers: 0 with 8 or 9 more digits, officially written "0 4261 1074"; +66 for the 0; or a short number of an
#: emergency line after a word for it. Numbers of persons and of documents are longer, or go on after a dash.
_PHONE = Sought(
    start=(*starts("(0+", r"(?=[\d\s-])"), *starts("โ", "(?=ทร)"), *starts("ส", "(?=ายด่วน)")),
    whole=re.compile(
        r"(?<![\d/-])0[\s-]\d{4}[\s-]\d{4}(?!\d)"
        r"|(?<!\d)(?:\(?0\d{1,2}\)?|\+66[\s-]?\d{1,2})[\s\-]?\d{3,4}[\s\-]?\d{3,4}(?!\d)"
        r"|(?:โทร\S*|สายด่วน)\s*:?\s*\d{3,4}(?!\d)"
    ),
)
#: Longest local part of an e-mail address, in characters.
_LOCAL = 64
_EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,{_LOCAL}}}\s?(?:@|\[at\]|\(at\))\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_AT = Sought(
    start=(*starts("@", ""), *starts("[(", "(?=[Aa][Tt][])])")), whole=re.compile(r"@|\[at\]|\(at\)", re.IGNORECASE)
)
#: "ต.ค." is October, and ranks (พ.ต.อ.) have a dot before their letters.
_ADDRESS = Sought(
    start=starts("ตอถหแจRrMmTtAaDd", r"(?=[.ำนมขOoDdAaMmIiİı])(?=\.|ำบล|ำเภอ|นน|มู่ที่|ขวง|[A-Za-zİı])"),
    whole=re.compile(
        r"(?:ตำบล|อำเภอ|ถนน|หมู่ที่|แขวง|(?<![ก-ฮ.])(?:ต\.(?!\s?ค\.)|อ\.|ถ\.|จ\.))\s?[ก-๙]"
        r"|\b(?:road|rd\.|moo|tambon|amphoe|district)\b",
        re.IGNORECASE,
    ),
)
_LINE_ID = re.compile(r"(?:line|ไลน์)\s*(?:id|ไอดี|official)?\s*[:@]\s*@?[\w.-]{3,}|line\.me/|lin\.ee/", re.IGNORECASE)


def phone(_check: PhoneCheck, dossier: Dossier) -> Result:
    """A Thai telephone number."""
    return _search(_PHONE.search, dossier, "no telephone number")


def email(_check: EmailCheck, dossier: Dossier) -> Result:
    """An e-mail address."""
    return _search(_mail_in, dossier, "no e-mail address")


def address(_check: AddressCheck, dossier: Dossier) -> Result:
    """A postal address."""
    return _search(_ADDRESS.search, dossier, "no postal address")


def contact(_check: ContactCheck, dossier: Dossier) -> Result:
    """A way to reach the people that the item is about, among its own words."""
    for search in (_PHONE.search, _mail_in, _LINE_ID.search):
        if told := _first(search, _own_texts(dossier)):
            return told
    return absent(dossier, "no telephone number, e-mail address or LINE ID")


def _mail_in(text: str) -> re.Match[str] | None:
    """The first e-mail address. It is looked for where the first sign for "at" stands, not at every word before it."""
    at = _AT.search(text)
    return _EMAIL.search(text, max(0, at.start() - _LOCAL - 1)) if at else None


def _search(search: _Search, dossier: Dossier, none: str) -> Result:
    return _first(search, _texts(dossier)) or absent(dossier, none)


def _first(search: _Search, texts: Iterable[tuple[str, str]]) -> Result | None:
    for text, url in texts:
        if match := search(arabic_digits(text)):
            return found(text[max(0, match.start() - 30) : match.end() + 10], url)
    return None


def _own_texts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    yield from ((source.text, source.url) for source in dossier.sources)
    for page in dossier.pages:
        yield " ".join(link.href for link in page.links if not link.chrome), page.url


def _texts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    yield from ((source.text, source.url) for source in dossier.sources)
    if dossier.sources:
        for page in dossier.pages:
            mails = " ".join(link.href for link in page.links if link.href.startswith(("mailto:", "tel:")))
            yield f"{page.all_text}\n{mails}", page.url
        if dossier.home is not None:
            yield dossier.home.all_text, dossier.home.url
