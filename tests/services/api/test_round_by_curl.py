"""A round as a client works on it: posts change the views, reads wait for their own writes."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

from tests.services.api.conftest import ROUND, Api, Headers

Prepare = Callable[[], None]
Sheet = Callable[[str, str], dict[str, str]]


def test_without_answers_the_score_is_a_whole_range_and_says_so(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    score = api.get(f"{ROUND}/score", operator).get_json()
    for instrument, weight in (("IIT", 30), ("EIT", 30)):
        part = score["instruments"][instrument]
        assert (Decimal(part["low"]), Decimal(part["high"])) == (0, weight)
        assert part["basis"] == "no_answers"
    assert score["total"]["of"] == "100.00" or Decimal(score["total"]["of"]) == 100
    assert score["simulated"] is False
    assert score["unconfirmed"], "what is not confirmed is named"


def test_answers_change_the_score(api: Api, operator: Headers, mukdahan: Prepare, answers: Sheet) -> None:
    mukdahan()
    api.post(f"{ROUND}/staff-count", {"eligible": 48}, operator)
    for option in ("most", "high", "most"):
        body = {"instrument": "EIT1", "answers": answers("EIT1", option), "work_line": "งานอำนวยการ"}
        assert api.post(f"{ROUND}/responses", body).status_code == 201, "respondents have no account"
    api.catch_up()
    part = api.get(f"{ROUND}/score", operator).get_json()["instruments"]["EIT"]
    assert part["respondents"] == 3
    assert Decimal(part["expected"]) > 0
    assert 0 <= Decimal(part["low"]) <= Decimal(part["expected"]) <= Decimal(part["high"]) <= 30
    quotas = api.get(f"{ROUND}/quotas", operator).get_json()["quotas"]
    assert [row["recorded"] for row in quotas if row["work_line"] == "administration"] == [3]


def test_an_item_goes_from_assignment_to_approval(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    assignment = {
        "item": "O1",
        "officers": ["ร.ต.อ.หญิง วลัยพร จงรักษ์"],
        "supervisor": "พ.ต.ท.หญิง สุปราณี เรือนใสแก้ว",
        "due": "2024-02-29",
    }
    assert api.post(f"{ROUND}/assignments", assignment, operator).status_code == 201
    link = {"item": "O1", "url": "https://mukdahan.immigration.example/o1"}
    assert api.post(f"{ROUND}/evidence", link, operator).status_code == 201
    assert api.post(f"{ROUND}/submissions", {"item": "O1"}, operator).status_code == 201
    done = api.post(f"{ROUND}/approvals", {"item": "O1", "decision": "approved"}, operator)
    assert done.status_code == 201
    api.catch_up()
    rows = api.get(f"{ROUND}/items", operator, min_position=done.get_json()["position"]).get_json()["items"]
    first = rows[0]
    assert (first["item"], first["status"]) == ("O1", "approved")
    assert first["officers"] == ["วลัยพร จงรักษ์"]
    assert first["supervisors"] == ["สุปราณี เรือนใสแก้ว"]
    assert first["due"] == "2024-02-29"
    score = api.get(f"{ROUND}/score", operator).get_json()
    assert Decimal(score["instruments"]["OIT"]["expected"]) == Decimal("1.50"), "a head-approved submission counts"


def test_an_uploaded_file_comes_back_as_it_was(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    content = "รายงาน".encode() * 1000
    form = {"item": "O6", "file": (BytesIO(content), "รายงาน ต.ค. 2566.pdf", "application/pdf"), "note": "ต.ค. 2566"}
    added = api.client.post(f"{ROUND}/evidence", data=form, headers=operator)
    assert added.status_code == 201
    event = added.get_json()["events"][0]["data"]
    assert event["size"] == len(content)
    api.catch_up()
    file = api.get(f"{ROUND}/evidence/{event['evidence_id']}", operator)
    assert file.data == content
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["X-Content-Type-Options"] == "nosniff"


def test_a_write_answers_where_it_stands_and_an_old_version_is_refused(
    api: Api, operator: Headers, mukdahan: Prepare
) -> None:
    mukdahan()
    version = api.get(ROUND, operator).headers["ETag"].strip('"')
    first = api.post(f"{ROUND}/staff-count", {"eligible": 48}, operator, **{"If-Match": f'"{version}"'})
    assert first.status_code == 201
    assert first.headers["ETag"] == f'"{int(version) + 1}"'
    assert first.get_json()["version"] == int(version) + 1
    second = api.post(f"{ROUND}/staff-count", {"eligible": 49}, operator, **{"If-Match": f'"{version}"'})
    assert second.status_code == 412
    assert second.get_json()["details"]["current_version"] == int(version) + 1


def test_an_idempotency_key_records_once(api: Api, operator: Headers, mukdahan: Prepare, answers: Sheet) -> None:
    mukdahan()
    body = {"instrument": "IIT", "answers": answers("IIT", "most")}
    first = api.post(f"{ROUND}/responses", body, **{"Idempotency-Key": "nonce-1"})
    again = api.post(f"{ROUND}/responses", body, **{"Idempotency-Key": "nonce-1"})
    assert first.get_json()["position"] == again.get_json()["position"]
    assert again.headers["Idempotency-Replayed"] == "true"
    other = {"instrument": "IIT", "answers": answers("IIT", "least")}
    refused = api.post(f"{ROUND}/responses", other, **{"Idempotency-Key": "nonce-1"})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "idempotency-key-reused")


def test_an_unchanged_answer_is_not_sent_again(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    first = api.get(f"{ROUND}/items", operator)
    again = api.get(f"{ROUND}/items", {**operator, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_position_that_nobody_reached_is_waited_for_in_vain(
    api: Api, operator: Headers, mukdahan: Prepare, monkeypatch
) -> None:
    mukdahan()
    monkeypatch.setattr("services.api.reads.LONGEST_WAIT", 0.05)
    late = api.get(f"{ROUND}/score", operator, min_position=10_000)
    assert (late.status_code, late.get_json()["code"]) == (503, "position-not-reached")


def test_an_audit_can_be_asked_for_once_there_is_a_website(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    refused = api.post("/api/v1/units/TH-49/audits", {}, operator)
    assert refused.status_code in (409, 422)
    api.post("/api/v1/units/TH-49/website", {"website_url": "https://mukdahan.immigration.go.th"}, operator)
    assert api.post("/api/v1/units/TH-49/audits", {"items": ["O6"]}, operator).status_code == 201
    api.catch_up()
    audits = api.get("/api/v1/units/TH-49/audits", operator).get_json()["items"]
    assert [(audit["status"], audit["items"]) for audit in audits] == [("requested", ["O6"])]


def test_history_and_events_tell_what_happened(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    rows = api.get(f"{ROUND}/history", operator).get_json()["items"]
    assert {row["type"] for row in rows} >= {"RoundOpened", "OfficersListed"}
    assert all(row["sentence"]["th"] and row["sentence"]["en"] for row in rows)
    lines = api.get("/api/v1/events", operator, unit="TH-49").data.splitlines()
    assert len(lines) == 3
    assert len(api.get(f"{ROUND}/events", operator).data.splitlines()) == 2
