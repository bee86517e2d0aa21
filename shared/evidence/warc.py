"""Snapshots as a web archive that any reader of WARC 1.1 opens. Readers need nothing of ours to check it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from shared.evidence.errors import BlobError
from shared.evidence.records import (
    Record,
    digest_of,
    fields_block,
    request_block,
    response_head,
    warc_date,
)
from shared.evidence.snapshots import Snapshot

#: From a snapshot to its body. Raises BlobError with the reason where it is no more.
Body = Callable[[Snapshot], bytes]

_RESPONSE, _REQUEST = "application/http; msgtype=response", "application/http; msgtype=request"
_FIELDS = "application/warc-fields"
_SAME_BODY = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_FORMAT = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


def web_archive(
    snapshots: Iterable[Snapshot], body: Body, *, name: str, made_at: datetime, about: Mapping[str, str]
) -> Iterator[bytes]:
    """The archive in parts, each a gzip member with one record; a file of them is a ``.warc.gz``.

    name: of the archive; about: more fields of its first record. A body that is kept no more is told by a record of
    the type ``metadata`` with the reason, never left out in silence.
    """
    software = {"software": "Sucharit", "format": "WARC File Format 1.1", "conformsTo": _FORMAT}
    described = fields_block({**software, **about})
    yield Record("warcinfo", name, made_at, described, _FIELDS, {"WARC-Filename": name}).encoded()
    seen: dict[str, Record] = {}
    for snapshot in snapshots:
        for record in _records(snapshot, body, name, seen):
            yield record.encoded()


def _records(snapshot: Snapshot, body: Body, archive: str, seen: dict[str, Record]) -> Iterator[Record]:
    yield from _hops(snapshot, archive)
    try:
        content = body(snapshot)
    except BlobError as error:
        yield _lost(snapshot, archive, str(error))
        return
    answer = _answer(snapshot, content, archive, seen)
    yield answer
    yield _request(snapshot, snapshot.final_url, answer, archive)


def _hops(snapshot: Snapshot, archive: str) -> Iterator[Record]:
    """Each redirect with its request, so that the address that was asked leads to the page in the archive too."""
    for hop in snapshot.hops:
        head = response_head(hop.status, hop.headers, 0)
        name = _name(archive, snapshot, hop.url)
        about = {"WARC-Target-URI": hop.url}
        answer = Record("response", name, snapshot.fetched_at, head, _RESPONSE, about, digest_of(b""))
        yield answer
        yield _request(snapshot, hop.url, answer, archive)


def _answer(snapshot: Snapshot, content: bytes, archive: str, seen: dict[str, Record]) -> Record:
    """The answer whole; or, where the archive has this body already, a pointer to it with the new headers."""
    head = response_head(snapshot.status, snapshot.headers, len(content))
    name, digest = _name(archive, snapshot, snapshot.final_url), digest_of(content)
    fields = {"WARC-Target-URI": snapshot.final_url}
    if not snapshot.complete:
        fields["WARC-Truncated"] = "unspecified"
    if (first := seen.get(digest)) is not None:
        same = {**fields, "WARC-Profile": _SAME_BODY, **_refers_to(first)}
        return Record("revisit", name, snapshot.fetched_at, head, _RESPONSE, same, digest)
    answer = Record("response", name, snapshot.fetched_at, head + content, _RESPONSE, fields, digest)
    if content:
        seen[digest] = Record("response", name, snapshot.fetched_at, b"", _RESPONSE, fields)
    return answer


def _refers_to(first: Record) -> dict[str, str]:
    return {
        "WARC-Refers-To": first.id,
        "WARC-Refers-To-Target-URI": first.fields["WARC-Target-URI"],
        "WARC-Refers-To-Date": warc_date(first.at),
    }


def _request(snapshot: Snapshot, url: str, answer: Record, archive: str) -> Record:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    fields = {"WARC-Target-URI": url, "WARC-Concurrent-To": answer.id}
    block = request_block(target, parts.netloc, snapshot.sent)
    return Record("request", _name(archive, snapshot, url), snapshot.fetched_at, block, _REQUEST, fields)


def _lost(snapshot: Snapshot, archive: str, reason: str) -> Record:
    """What is still known of a body that is kept no more."""
    known = {"status": str(snapshot.status), "sha256": snapshot.sha256, "size": str(snapshot.size), "reason": reason}
    fields = {"WARC-Target-URI": snapshot.final_url}
    name = _name(archive, snapshot, snapshot.final_url)
    return Record("metadata", name, snapshot.fetched_at, fields_block(known), _FIELDS, fields)


def _name(archive: str, snapshot: Snapshot, url: str) -> str:
    return f"{archive} {warc_date(snapshot.fetched_at)} {snapshot.url} {url}"
