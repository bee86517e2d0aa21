"""Checks for contact data: telephone and e-mail, on the item's pages or anywhere on the home page."""

import re
from collections.abc import Iterator

from services.crawler.checks.result import Result, absent, found
from services.crawler.dossier import Dossier
from shared.rubric.checks import EmailCheck, PhoneCheck
from shared.thai import arabic_digits

#: Thai numbers: 0 with 8 or 9 more digits, +66 for the 0, or a short number of an emergency line after a word for it.
_PHONE = re.compile(
    r"(?<!\d)(?:\(?0\d{1,2}\)?|\+66[\s-]?\d{1,2})[\s\-]?\d{3,4}[\s\-]?\d{3,4}(?!\d)|(?:โทร\S*|สายด่วน)\s*:?\s*\d{3,4}(?!\d)"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\[at\]|\(at\))\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


def phone(_check: PhoneCheck, dossier: Dossier) -> Result:
    """A Thai telephone number."""
    return _search(_PHONE, dossier, "no telephone number")


def email(_check: EmailCheck, dossier: Dossier) -> Result:
    """An e-mail address."""
    return _search(_EMAIL, dossier, "no e-mail address")


def _search(pattern: re.Pattern[str], dossier: Dossier, none: str) -> Result:
    for text, url in _texts(dossier):
        if match := pattern.search(arabic_digits(text)):
            return found(text[max(0, match.start() - 30) : match.end() + 10], url)
    return absent(dossier, none)


def _texts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    yield from ((source.text, source.url) for source in dossier.sources)
    if dossier.sources:
        for page in dossier.pages:
            mails = " ".join(link.href for link in page.links if link.href.startswith(("mailto:", "tel:")))
            yield f"{page.all_text}\n{mails}", page.url
        if dossier.home is not None:
            yield dossier.home.all_text, dossier.home.url
