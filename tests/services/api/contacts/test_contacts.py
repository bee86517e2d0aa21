"""The list of EIT(2) contacts over HTTP: previewed, confirmed by hash, private, corrected, withdrawn, erased."""

import io
import logging
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import create_engine, text
from werkzeug.test import TestResponse

from shared.access import Role
from shared.log import verify
from tests.databases import Database
from tests.services.api.conftest import ROUND, Api, Headers
from tests.services.api.test_surveys import codes_on, words_on
from tests.shared.imports.books import FIVE, GROUPS, filled

Prepare = Callable[[], None]
CONTACTS = f"{ROUND}/contacts"
NAMES = ("คำแพง", "มาลี", "วิชัย", "Smith", "อรทัย")
ONE = {"group": "labour_leader", "name": "นายคำแพง ศรีสุข", "phone": "0812345671"}


@pytest.fixture
def admin(api: Api, mukdahan: Prepare) -> Headers:
    mukdahan()
    return api.token(Role.ADMINISTRATOR, unit="TH-49")


def send(api: Api, headers: Headers, body: bytes, path: str = CONTACTS, **form: str) -> TestResponse:
    return api.upload(path, {"file": (io.BytesIO(body), "list.xlsx"), **form}, headers)


def added(api: Api, headers: Headers, body: bytes) -> TestResponse:
    seen = send(api, headers, body, f"{CONTACTS}/preview").get_json()
    return send(api, headers, body, previewed=seen["file"])


def listed(api: Api, headers: Headers) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get(CONTACTS, headers).get_json()["contacts"]
    return found


def test_template_filled_previewed_confirmed(api: Api, admin: Headers) -> None:
    template = api.get(f"{CONTACTS}/template", admin)
    assert load_workbook(io.BytesIO(template.data)).worksheets[0].title == "รายชื่อ EIT2"
    body = filled(*FIVE)
    with api.untouched():
        preview = send(api, admin, body, f"{CONTACTS}/preview")
    seen = preview.get_json()
    assert (preview.status_code, preview.headers["Cache-Control"]) == (200, "no-store")
    assert (seen["ready"], seen["would_add"], seen["problems"]) == (True, 5, [])
    assert all(group["met"] and group["listed"] == 0 for group in seen["groups"])
    answer = send(api, admin, body, previewed=seen["file"])
    assert answer.status_code == 201
    assert {event["type"] for event in answer.get_json()["events"]} == {"ContactAdded"}
    assert not any(name in answer.text for name in NAMES), "what was recorded is sealed"
    assert [contact["group"] for contact in listed(api, admin)] == [group.id for group in GROUPS]


@pytest.mark.parametrize("previewed", [None, "0" * 64])
def test_only_the_previewed_file_is_recorded(api: Api, admin: Headers, previewed: str | None) -> None:
    form = {} if previewed is None else {"previewed": previewed}
    with api.untouched():
        answer = send(api, admin, filled(*FIVE), **form)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "not-the-previewed-file")


def test_one_wrong_row_keeps_all_out_and_is_named(api: Api, admin: Headers) -> None:
    body = filled(*FIVE, ("1", "สมปอง ลับสุด", 812345678, "", ""))
    with api.untouched():
        answer = added(api, admin, body)
    problem = answer.get_json()
    (fault,) = problem["details"]["problems"]
    assert (answer.status_code, problem["code"]) == (422, "file-problems")
    assert (fault["code"], fault["row"], fault["column"]) == ("lost-zero", 7, "C")
    assert fault["sheet"] == "รายชื่อ EIT2" and fault["th"] and fault["en"] and fault["allowed"]
    assert "ลับสุด" not in answer.text


def test_an_unreadable_file_is_one_fault(api: Api, admin: Headers) -> None:
    seen = send(api, admin, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, f"{CONTACTS}/preview").get_json()
    assert [each["code"] for each in seen["problems"]] == ["file-old-excel"]
    assert (seen["readable"], seen["ready"]) == (False, False)
    with_faults = send(api, admin, filled(("1", "ก", 812345678, "", "")), f"{CONTACTS}/preview").get_json()
    assert (with_faults["readable"], with_faults["ready"]) == (True, False)


def test_the_same_list_again_is_refused_and_the_same_request_answered_again(api: Api, admin: Headers) -> None:
    body, key = filled(*FIVE), {"Idempotency-Key": "list-1"}
    seen = send(api, admin, body, f"{CONTACTS}/preview").get_json()
    first = send(api, {**admin, **key}, body, previewed=seen["file"])
    with api.untouched():
        again = send(api, {**admin, **key}, body, previewed=seen["file"])
        refused = added(api, admin, body)
    assert again.status_code == 201 and again.headers["Idempotency-Replayed"] == "true"
    assert again.get_json()["position"] == first.get_json()["position"]
    problems = refused.get_json()["details"]["problems"]
    assert [each["code"] for each in problems] == ["duplicate"] * 5
    place = [problems[0][name] for name in ("sheet", "row", "column", "head")]
    assert place == ["รายชื่อ EIT2", 2, "C", "โทรศัพท์ / Telephone"], "the first cell that says so"
    other = api.post(CONTACTS, {"contacts": [ONE]}, {**admin, **key})
    assert other.get_json()["code"] == "idempotency-key-reused"


def test_duplicates_are_found_across_spellings_in_the_list_too(api: Api, admin: Headers) -> None:
    assert api.post(CONTACTS, {"contacts": [ONE]}, admin).status_code == 201
    twin = {"group": "business_leader", "name": "พ.ต.อ. คำแพง ศรีสุข", "phone": "+66 81-234-5671"}
    (same,) = api.post(CONTACTS, {"contacts": [twin]}, admin).get_json()["details"]["problems"]
    assert (same["code"], same["row"], same["head"]) == ("duplicate", 1, "phone") and "column" not in same
    alike = {"group": "business_leader", "name": "คำเเพง ศรีสุก", "phone": "0899999999"}
    with api.untouched():
        doubtful = api.post(CONTACTS, {"contacts": [alike]}, admin)
    assert len(doubtful.get_json()["details"]["likely_duplicates"]) == 1
    assert api.post(CONTACTS, {"contacts": [alike], "accept_likely": True}, admin).status_code == 201


def test_a_list_that_was_changed_meanwhile_is_not_added_to(api: Api, admin: Headers) -> None:
    assert api.post(CONTACTS, {"contacts": [ONE]}, admin).status_code == 201
    other = {"contacts": [{"group": "5", "name": "มานี มีตา", "email": "m@example.org"}]}
    stale = api.post(CONTACTS, other, {**admin, "If-Match": '"0"'})
    assert (stale.status_code, stale.get_json()["details"]["current_version"]) == (412, 1)
    assert api.post(CONTACTS, other, {**admin, "If-Match": '"1"'}).status_code == 201


@pytest.mark.parametrize(
    ("role", "where", "sees"),
    [
        (Role.ADMINISTRATOR, {"unit": "TH-49"}, True), (Role.HEAD, {"unit": "TH-49"}, True), (Role.OPERATOR, {}, True),
        (Role.OFFICER, {"unit": "TH-49"}, False), (Role.ADMINISTRATOR, {"unit": "TH-50"}, False),
        (Role.BUREAU, {}, False), (Role.BUREAU, {"division": 4}, False), (Role.ASSESSOR, {}, False),
    ],
)  # fmt: skip
def test_plain_names_are_shown_only_to_who_manages_the_list(
    api: Api, admin: Headers, role: Role, where: dict[str, Any], sees: bool
) -> None:
    assert added(api, admin, filled(*FIVE)).status_code == 201
    api.catch_up()
    headers = api.token(role, **where)
    answer = api.get(CONTACTS, headers)
    assert (answer.status_code == 200, "คำแพง" in answer.text) == (sees, sees)
    for path in (f"{ROUND}/quotas", f"{ROUND}/history", f"{ROUND}/events", "/api/v1/events"):
        assert not any(name in api.get(path, headers).text for name in NAMES), path


def test_no_name_reaches_the_log_lines_the_database_or_the_evidence(
    api: Api,
    admin: Headers,
    database: Database,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.DEBUG):
        added(api, admin, filled(*FIVE))
        added(api, admin, filled(*FIVE))
        added(api, admin, filled(("x", "คำแพง ศรีสุข", "bad")))
    api.catch_up()
    written = caplog.text + "".join(capfd.readouterr())
    owner = create_engine(database.owner_url)
    with owner.connect() as connection:
        tables = connection.execute(
            text("SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'views')")
        ).all()
        for schema, table in tables:
            written += "".join(connection.scalars(text(f'SELECT to_jsonb(t)::text FROM "{schema}"."{table}" AS t')))
    owner.dispose()
    assert "ContactAdded" in written
    assert not any(name in written for name in (*NAMES, "0812345671", "malee@example.org"))


def test_a_contact_is_corrected_withdrawn_and_erased(api: Api, admin: Headers) -> None:
    added(api, admin, filled(*FIVE))
    first, second, third = (contact["person"] for contact in listed(api, admin)[:3])
    right = {"group": "2", "name": "นางสาวมาลี ทองดี", "phone": "081 000 0000"}
    assert api.post(f"{CONTACTS}/{second}/correction", right, admin).status_code == 201
    assert api.post(f"{CONTACTS}/{first}/withdrawal", {"reason": "declined"}, admin).status_code == 201
    assert api.post(f"{CONTACTS}/{third}/erasure", None, admin).status_code == 201
    left = listed(api, admin)
    assert left[0]["person"] == second and len(left) == 3
    assert (left[0]["name"], left[0]["phone"], left[0]["email"]) == ("นางสาวมาลี ทองดี", "0810000000", "")
    gone = [(first, "withdrawal", {"reason": "mistake"}), (third, "correction", right), ("none-such", "erasure", None)]
    for person, action, body in gone:
        assert api.post(f"{CONTACTS}/{person}/{action}", body, admin).get_json()["code"] == "unknown-contact"
    wrong = api.post(f"{CONTACTS}/{second}/correction", {**right, "phone": "1"}, admin)
    assert wrong.get_json()["details"]["problems"][0]["code"] == "bad-phone"
    assert list(verify(api.context.log)) == []


def test_nobody_is_erased_through_another_units_list(api: Api, admin: Headers, operator: Headers) -> None:
    added(api, admin, filled(*FIVE))
    person = listed(api, admin)[0]["person"]
    other = f"/api/v1/units/TH-49/rounds/2566/contacts/{person}/erasure"
    assert api.post(other, None, operator).status_code == 404
    assert listed(api, admin)[0]["person"] == person


def test_letters_are_official_one_a_page_with_a_code_that_opens_the_survey(api: Api, admin: Headers) -> None:
    added(api, admin, filled(*FIVE))
    answer = api.post(f"{CONTACTS}/invitations", {"form": "pdf"}, admin)
    assert (answer.status_code, answer.mimetype, answer.headers["Cache-Control"]) == (
        200,
        "application/pdf",
        "no-store",
    )
    assert list(codes_on(answer.data)) == [["http://localhost/s/TH-49/2567/EIT2"]] * 5
    pages = ["".join(page.split()) for page in words_on(answer.data)]
    assert ["".join(name.split()) in page for name, page in zip(NAMES, pages, strict=True)] == [True] * 5
    for words in ("เรื่อง", "เรียน", "พ.ศ.๒๕๖๗", "จึงเรียนมาเพื่อโปรด", "ขอแสดงความนับถือ", "ตำแหน่ง", "โทร."):
        assert all(words in page for page in pages), words
    assert not any("จำลอง" in page for page in pages)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_invitations_leave_with_names_and_their_export_is_recorded_without(api: Api, admin: Headers, form: str) -> None:
    assert api.post(f"{CONTACTS}/invitations", {"form": form}, admin).status_code == 422
    added(api, admin, filled(*FIVE))
    answer = api.post(f"{CONTACTS}/invitations", {"form": form}, admin)
    assert answer.status_code == 200
    if form == "csv":
        lines = answer.data.decode("utf-8-sig").splitlines()
        assert lines[1].startswith("นายคำแพง ศรีสุข,โทรศัพท์ / telephone,0812345671,เรียน")
        assert all("/s/TH-49/2567/EIT2" in line for line in lines[1:]) and len(lines) == 6
    else:
        sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
        assert sheet["C3"].value == "malee@example.org" and "Dear" in str(sheet["E2"].value)
    recorded = api.context.log.events(type="InvitationsExported")
    assert [sum(each.event.by_group.values()) for each in recorded] == [5]
