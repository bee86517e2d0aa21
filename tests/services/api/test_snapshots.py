"""What an audit kept, taken away as a web archive; and what changed since the audit before, as JSON and on pages."""

import hashlib
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from warcio.archiveiterator import ArchiveIterator

from shared.access import Role
from shared.events import Meta
from shared.events.audits import AuditCompleted, AuditFailed, AuditRequested
from shared.evidence import Snapshot, encode_index
from tests.services.api.conftest import RUBRIC, Api, Headers

AUDITS = "/api/v1/units/TH-49/audits"
AT = datetime(2024, 2, 1, 17, 30, tzinfo=UTC)
PAGE = "<html>ข้อมูลการติดต่อ</html>".encode()
LINK = {"page": "https://unit.test/ita", "text": "แผน", "url": "https://unit.test/plan.pdf", "sha256": "a" * 64}


def found(item: str, verdict: str, **fields: Any) -> dict[str, Any]:
    return {"item": item, "verdict": verdict, "links": [], "elements": [], "months": [], "note": None, **fields}


class Audits:
    """Records audits one day apart, with the reports and pages that they kept."""

    def __init__(self, api: Api) -> None:
        self._api, self._days = api, 0

    def complete(self, *items: dict[str, Any], only: tuple[str, ...] = (), keep: bool = True) -> str:
        self._days += 1
        at, name = AT + timedelta(days=self._days), f"a{self._days}"
        blobs = self._api.context.blobs
        sha256 = blobs.put(PAGE)
        page = Snapshot("https://unit.test/", "https://unit.test/", 200, {}, "text/html", sha256, len(PAGE), at)
        index = blobs.put(encode_index([page])) if keep else None
        report = {"site": "https://unit.test/", "items": items, "problems": [], "snapshots": index}
        completed = AuditCompleted(
            audit_id=name,
            site="https://unit.test/",
            rubric=RUBRIC,
            outcome="complete",
            started_at=at,
            finished_at=at,
            pages=1,
            requests=1,
            bytes=1,
            report=blobs.put(msgspec.json.encode(report)),
            verdicts={each["item"]: each["verdict"] for each in items},
        )
        self._record(at, AuditRequested(audit_id=name, items=only), completed)
        return name

    def fail(self) -> str:
        self._days += 1
        name = f"a{self._days}"
        failed = AuditFailed(audit_id=name, reason="no address")
        self._record(AT + timedelta(days=self._days), AuditRequested(audit_id=name), failed)
        return name

    def _record(self, at: datetime, *events: Any) -> None:
        meta = Meta(actor="audit", occurred_at=at)
        self._api.context.log.append("audits/TH-49/2567", list(events), meta=meta)
        self._api.catch_up()


@pytest.fixture
def audits(api: Api, mukdahan) -> Audits:
    mukdahan()
    return Audits(api)


def test_the_archive_of_an_audit_is_read_by_others(api: Api, audits: Audits) -> None:
    name = audits.complete(found("O4", "present"))
    answer = api.get(f"{AUDITS}/{name}/warc", api.token(Role.OFFICER, unit="TH-49"))
    assert (answer.status_code, answer.content_type) == (200, "application/warc")
    assert answer.headers["Content-Disposition"] == "attachment; filename=a1.warc.gz"
    read = ArchiveIterator(io.BytesIO(answer.data), check_digests="raise")
    records = [(record.rec_type, record.content_stream().read()) for record in read]
    assert records[1] == ("response", PAGE)


def test_only_those_of_the_unit_take_it_away(api: Api, audits: Audits) -> None:
    name = audits.complete(found("O4", "present"))
    assert api.get(f"{AUDITS}/{name}/warc").status_code == 401
    assert api.get(f"{AUDITS}/{name}/warc", api.token(Role.OFFICER, unit="TH-50")).status_code == 403


def test_where_nothing_was_kept_it_is_said(api: Api, audits: Audits, operator: Headers) -> None:
    for name in (audits.complete(found("O4", "present"), keep=False), audits.fail()):
        answer = api.get(f"{AUDITS}/{name}/warc", operator)
        assert (answer.status_code, answer.json["code"]) == (404, "no-snapshots")
    assert api.get(f"{AUDITS}/a99/warc", operator).json["code"] == "unknown-audit"


def test_a_lost_body_is_told_in_the_archive(api: Api, audits: Audits, operator: Headers) -> None:
    name = audits.complete(found("O4", "present"))
    api.context.blobs.remove(hashlib.sha256(PAGE).hexdigest(), put_before=datetime(2999, 1, 1, tzinfo=UTC))
    answer = api.get(f"{AUDITS}/{name}/warc", operator)
    kinds = [record.rec_type for record in ArchiveIterator(io.BytesIO(answer.data))]
    assert (answer.status_code, kinds) == (200, ["warcinfo", "metadata"])


def test_what_changed_since_the_audit_before(api: Api, audits: Audits, operator: Headers) -> None:
    audits.complete(found("O4", "missing"), found("O5", "present"))
    name = audits.complete(found("O4", "present", links=[LINK]), found("O5", "stale"))
    answer = api.get(f"{AUDITS}/{name}/changes", operator)
    assert answer.status_code == 200
    assert (answer.json["audit_id"], answer.json["since"]) == ("a2", "a1")
    told = [(change["item"], change["kind"], change["text"]["en"]) for change in answer.json["changes"]]
    assert told == [
        ("O4", "verdict", "The verdict changed from “missing” to “present”"),
        ("O4", "link_added", "New link: แผน (https://unit.test/plan.pdf)"),
        ("O5", "verdict", "The verdict changed from “present” to “stale”"),
    ]
    one = api.get(f"{AUDITS}/{name}/changes", operator, item="O5").json["changes"]
    assert [change["item"] for change in one] == ["O5"]


def test_an_audit_of_one_item_is_no_measure_for_all(api: Api, audits: Audits, operator: Headers) -> None:
    whole = audits.complete(found("O4", "missing"), found("O5", "present"))
    single = audits.complete(found("O5", "stale"), only=("O5",))
    last = audits.complete(found("O4", "present"), found("O5", "stale"))
    assert api.get(f"{AUDITS}/{single}/changes", operator).json["since"] == whole
    assert api.get(f"{AUDITS}/{last}/changes", operator).json["since"] == whole
    beside = api.get(f"{AUDITS}/{last}/changes", operator, since=single).json
    assert (beside["since"], beside["changes"]) == (single, [])


def test_what_cannot_be_compared_is_refused_by_name(api: Api, audits: Audits, operator: Headers) -> None:
    first, failed = audits.complete(found("O4", "present")), audits.fail()
    for path, code in (
        (f"{first}/changes", "no-earlier-audit"),
        (f"{failed}/changes", "no-report"),
        (f"{first}/changes?since=a99", "unknown-audit"),
        ("a99/changes", "unknown-audit"),
    ):
        answer = api.client.get(f"{AUDITS}/{path}", headers=operator)
        assert (answer.status_code, answer.json["code"]) == (404, code), path


@pytest.mark.parametrize(
    ("language", "words"), [("th", "ผลตรวจเปลี่ยนจาก “ไม่พบ” เป็น “พบครบถ้วน”"), ("en", "changed from “missing”")]
)
def test_pages_tell_it_in_words(api: Api, audits: Audits, operator: Headers, language: str, words: str) -> None:
    audits.complete(found("O4", "missing"), found("O5", "present"))
    name = audits.complete(found("O4", "present"), found("O5", "present"))
    audit = api.get(f"/units/TH-49/audits/{name}", operator, lang=language).text
    item = api.get("/units/TH-49/2567/items/O4", operator, lang=language).text
    other = api.get("/units/TH-49/2567/items/O5", operator, lang=language).text
    assert words in audit
    assert f"{AUDITS}/{name}/warc" in audit
    assert words in item
    assert words not in other
    assert ("ไม่มีสิ่งใดเปลี่ยน" if language == "th" else "Nothing changed.") in other
