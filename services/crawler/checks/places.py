"""The check for a place where visitors can do something: ask, give an opinion, answer a survey."""

import re
from collections.abc import Iterator, Sequence

from services.crawler.checks.result import Result, absent, found
from services.crawler.checks.words import looking_for, pictured, titles_with
from services.crawler.dossier import Dossier
from services.crawler.page import Page
from shared.rubric.checks import PlaceCheck

#: What a line says that gives an address or a QR code; and what every such line has in lower case, which is looked for
#: ten times faster.
_GIVES_WAY = re.compile(r"https?://|www\.|\bqr\b|คิวอาร์|คิว อาร์", re.IGNORECASE)
_IN_WAYS = ("http", "www.", "qr", "คิว")
#: Longest line, in characters, that only says what its link is for.
_INVITATION = 150


def place(check: PlaceCheck, dossier: Dossier) -> Result:
    """A link of the item, its pages or the home page, a form, a picture, or an address in words.

    The item's own title promises the place; that a link bears it proves nothing.
    """
    looks = [looking_for(word, titles_with(word, dossier)) for word in check.any_of]
    in_addresses = [word.lower() for word in check.any_of if _may_be_in_address(word)]
    tried: set[tuple[str, str]] = set()  # pages repeat their menus
    for ways in (_links, _forms, _pictures, _lines):
        for words, address, url in ways(dossier):
            if (words, address) in tried:
                continue
            tried.add((words, address))
            if any(has(words) for has in looks) or _has_one(in_addresses, address):
                return found(words, url)
    told = absent(dossier, f"no place: {' / '.join(check.any_of)}")
    return pictured(told, dossier) if check.may_be_picture else told


def _may_be_in_address(word: str) -> bool:
    return word.isascii() and len(word) > 2  # noqa: PLR2004 - "QA" is in too many


def _has_one(words: Sequence[str], address: str) -> bool:
    """Whether an address, in whatever case, has one of the words in lower case."""
    lowered = address.lower()
    return any(word in lowered for word in words)


def _links(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """Words, address and target of every link that is not known to lead nowhere."""
    for matched, target in dossier.working_links:
        yield f"{matched.link.text} {matched.link.hint}", "", target.url
    dead = {target.url for _, target in dossier.links if target.reached in {"nothing", "gone", "unreadable"}}
    for page in (*dossier.pages, *filter(None, (dossier.home,))):
        for one in page.links:
            if one.fetchable and one.url not in dead:
                yield f"{one.text} {one.hint}", one.href, one.url
    for page in dossier.pages:
        yield from _invitations(page, dead)


def _invitations(page: Page, dead: set[str]) -> Iterator[tuple[str, str, str]]:
    """Lines that say what a link in them is for: "แสดงความคิดเห็นได้ที่ LINE"."""
    for block in page.blocks:
        ways = [one.url for one in block.links if one.fetchable and one.url not in dead and not one.chrome]
        if ways and len(block.text) <= _INVITATION:
            yield block.text, "", ways[0]


def _forms(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    for source in dossier.with_forms:
        yield from ((line, "", source.url) for line in source.lines)


def _pictures(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    yield from ((image.alt, image.url.rsplit("/", 1)[-1], image.url) for image in dossier.images)


def _lines(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    for source in dossier.sources:
        yield from ((line, "", source.url) for line in source.proving.lines if _gives_way(line))


def _gives_way(line: str) -> bool:
    letters = line.lower()
    return any(part in letters for part in _IN_WAYS) and _GIVES_WAY.search(line) is not None
