"""What changed between two audits of a website, item by item, in words."""

from collections.abc import Iterable, Iterator

import msgspec

from shared.archive.wording import kind_words, months_words, verdict_words
from shared.events import Text


class ReportUnreadable(Exception):
    """This is not the report of an audit."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One change. kind: what changed; before, after: verdicts, addresses, words, hashes or months, by kind.

    element: the id of the element that it is about; url: of the link or of the proof. text: the change as a sentence.
    """

    item: str
    kind: str
    text: Text
    element: str | None = None
    before: str | None = None
    after: str | None = None
    url: str | None = None


class _Link(msgspec.Struct, frozen=True):
    url: str
    text: str = ""
    sha256: str | None = None
    reached: str | None = None
    media_type: str | None = None


class _Element(msgspec.Struct, frozen=True):
    id: str
    met: bool | None
    title: Text | None = None
    url: str | None = None


class _Item(msgspec.Struct, frozen=True):
    item: str
    verdict: str
    links: tuple[_Link, ...] = ()
    elements: tuple[_Element, ...] = ()
    months: tuple[str, ...] = ()


class _Report(msgspec.Struct, frozen=True):
    items: tuple[_Item, ...]


_DECODER = msgspec.json.Decoder(_Report)
#: What a link led to where there is nothing to be read.
_NOTHING = frozenset({"nothing", "gone"})


def changes_between(before: bytes, after: bytes, *, item: str | None = None) -> tuple[Change, ...]:
    """What is different in the later of two reports (JSON as ``sucharit audit`` writes it), of all items or of one.

    Items that only one of the two looked at are left out: about them nothing can be compared.
    Raises ReportUnreadable.
    """
    earlier = {found.item: found for found in _items(before)}
    return tuple(
        change
        for now in _items(after)
        if now.item in earlier and item in {None, now.item}
        for change in _changes(earlier[now.item], now)
    )


def _items(report: bytes) -> tuple[_Item, ...]:
    try:
        return _DECODER.decode(report).items
    except msgspec.DecodeError as error:
        raise ReportUnreadable(str(error)) from error


def _changes(before: _Item, after: _Item) -> Iterator[Change]:
    if before.verdict != after.verdict:
        words = verdict_words(before.verdict), verdict_words(after.verdict)
        yield _told(after.item, "verdict", words, before=before.verdict, after=after.verdict)
    if _was_seen(before) and _was_seen(after):
        yield from _elements(before, after)
        yield from _months(before, after)
        yield from _links(before, after)


def _was_seen(item: _Item) -> bool:
    """Whether the audit saw the website at all: of a server that was down, nothing is gone."""
    return item.verdict != "unknown" or bool(item.links) or any(element.met is not None for element in item.elements)


def _elements(before: _Item, after: _Item) -> Iterator[Change]:
    kinds = {True: "element_met", False: "element_unmet", None: "element_unclear"}
    was = {element.id: element for element in before.elements}
    for now in after.elements:
        if now.id in was and was[now.id].met is not now.met:
            title = now.title or Text(th=now.id, en=now.id)
            yield _told(after.item, kinds[now.met], (title,), element=now.id, url=now.url)


def _months(before: _Item, after: _Item) -> Iterator[Change]:
    gained, lost = set(after.months) - set(before.months), set(before.months) - set(after.months)
    for kind, months in (("months_gained", gained), ("months_lost", lost)):
        if months:
            listed = ", ".join(sorted(months))
            sides = {"after": listed} if kind == "months_gained" else {"before": listed}
            yield _told(after.item, kind, (months_words(sorted(months)),), **sides)


def _links(before: _Item, after: _Item) -> Iterator[Change]:
    was, now = _by_url(before.links), _by_url(after.links)
    for url, link in now.items():
        if url in was:
            yield from _same_link(after.item, was[url], link)
        else:
            yield _told(after.item, "link_added", (_named(link),), after=url, url=url)
    for url, link in was.items():
        if url not in now:
            yield _told(after.item, "link_removed", (_named(link),), before=url, url=url)


def _same_link(item: str, was: _Link, now: _Link) -> Iterator[Change]:
    broke, mended = _leads_nowhere(now), _leads_nowhere(was)
    if broke != mended and None not in (was.reached, now.reached):
        kind = "link_broken" if broke else "link_mended"
        yield _told(item, kind, (_named(now),), before=was.reached, after=now.reached, url=now.url)
    if was.sha256 and now.sha256 and was.sha256 != now.sha256 and now.reached == was.reached == "document":
        yield _told(item, "file_replaced", (_named(now),), before=was.sha256, after=now.sha256, url=now.url)
    if was.text != now.text:
        words = _plain(was.text), _plain(now.text)
        yield _told(item, "title_changed", words, before=was.text, after=now.text, url=now.url)


def _leads_nowhere(link: _Link) -> bool:
    return link.reached in _NOTHING


def _by_url(links: Iterable[_Link]) -> dict[str, _Link]:
    """The first of each address: a list often links the same file from its title and from its icon."""
    found: dict[str, _Link] = {}
    for link in links:
        found.setdefault(link.url, link)
    return found


def _named(link: _Link) -> Text:
    return _plain(f"{link.text} ({link.url})" if link.text else link.url)


def _plain(words: str) -> Text:
    return Text(th=words, en=words)


def _told(
    item: str,
    kind: str,
    words: tuple[Text, ...],
    *,
    element: str | None = None,
    before: str | None = None,
    after: str | None = None,
    url: str | None = None,
) -> Change:
    text = kind_words(kind, words)
    return Change(item=item, kind=kind, text=text, element=element, before=before, after=after, url=url)
