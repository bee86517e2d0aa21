"""Reads: what they stand for, what has not changed, page after page, and how things stood on a day."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from threading import Thread
from typing import Any

import orjson
import pytest
from sqlalchemy import create_engine

from services.api.context import Context
from services.api.routing import JSON, ROUTES
from shared.access import Accounts, Permission, Role, Tokens
from shared.events import Meta
from shared.events.audits import AuditCompleted, AuditRequested
from shared.events.preparation import RoundOpened
from shared.events.streams import audits_stream, round_stream, unit_stream
from shared.events.units import UnitRegistered
from shared.log import Log
from tests.services.api.conftest import ROUND, RUBRIC, Api, Headers
from tests.services.api.test_permissions import address

Prepare = Callable[[], None]
Sheet = Callable[[str, str], dict[str, str]]

#: Contacts are no view: they are opened from the log, where their keys are. Nor are files.
FROM_VIEWS = [
    entry
    for entry in ROUTES
    if entry.method == "GET"
    and JSON in entry.media_types
    and entry.permission is not Permission.PUBLIC_READ
    and entry.tag != "contacts"
    and not re.search(r"/(none-such|TH-49-2567-1)(/|$)", address(entry))
]


def pages(api: Api, path: str, headers: Headers, **query: Any) -> Iterator[list[dict[str, Any]]]:
    """Every page, from the first to the one without a next."""
    cursor = None
    while True:
        body = api.get(path, headers, cursor=cursor, **query).get_json()
        yield body["items"]
        cursor = body["next"]
        if cursor is None:
            return


def test_every_read_of_the_views_tells_its_position(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    head = api.context.log.head()
    assert len(FROM_VIEWS) > 12
    for entry in FROM_VIEWS:
        response = api.get(address(entry), operator)
        assert response.status_code == 200, entry.rule
        assert 0 < int(response.headers["X-Log-Position"]) <= head, entry.rule


def test_what_has_not_changed_is_not_sent_again(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    for entry in FROM_VIEWS:
        first = api.get(address(entry), operator)
        again = api.get(address(entry), {**operator, "If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), entry.rule
        assert again.headers["X-Log-Position"] == first.headers["X-Log-Position"]
    etag = api.get(f"{ROUND}/score", operator).headers["ETag"]
    api.post(f"{ROUND}/item-scores", {"item": "O1", "met": True}, operator)
    api.catch_up()
    assert api.get(f"{ROUND}/score", {**operator, "If-None-Match": etag}).status_code == 200


def test_a_read_waits_for_the_position_it_asks_for(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    position = api.post(f"{ROUND}/staff-count", {"eligible": 48}, operator).get_json()["position"]
    worker = Thread(target=api.catch_up)
    worker.start()
    row = api.get(ROUND, operator, min_position=position)
    worker.join()
    assert row.get_json()["document"]["staff_count"]["eligible"] == 48
    assert int(row.headers["X-Log-Position"]) >= position


def test_a_score_that_a_write_did_not_change_still_tells_that_the_write_is_seen(
    api: Api, operator: Headers, mukdahan: Prepare
) -> None:
    mukdahan()
    position = api.post(
        "/api/v1/units", {"unit": "TH-20", "name_th": "ชลบุรี", "name_en": "Chon Buri"}, operator
    ).get_json()["position"]
    api.catch_up()
    answer = api.get(f"{ROUND}/score", operator, min_position=position)
    assert int(answer.headers["X-Log-Position"]) >= position


def test_a_position_never_promises_more_than_the_rows_show(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    before = api.context.log.head()
    api.post(f"{ROUND}/staff-count", {"eligible": 48}, operator)
    for path in ("items", "quotas", "deadlines", "history", "score"):
        assert int(api.get(f"{ROUND}/{path}", operator).headers["X-Log-Position"]) <= before, "nobody projected it yet"


def test_lists_page_to_their_end_without_gap_or_repetition(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    for number in range(50, 57):
        unit = {"unit": f"TH-{number}", "name_th": f"หน่วย {number}", "name_en": f"Unit {number}"}
        api.post("/api/v1/units", unit, operator)
        api.post(f"{ROUND}/staff-count", {"eligible": number}, operator)
    api.catch_up()
    found = list(pages(api, "/api/v1/units", operator, limit=3))
    assert [len(page) for page in found] == [3, 3, 2]
    codes = [row["unit"] for page in found for row in page]
    assert codes == sorted(set(codes)) and len(codes) == 8
    rows = [row for page in pages(api, f"{ROUND}/history", operator, limit=4) for row in page]
    positions = [row["position"] for row in rows]
    assert positions == sorted(set(positions), reverse=True) and len(rows) == 9
    only = [
        row["type"] for page in pages(api, f"{ROUND}/history", operator, limit=2, type="RoundOpened") for row in page
    ]
    assert only == ["RoundOpened"]


def test_the_comparison_ranks_by_projected_score(
    api: Api, operator: Headers, mukdahan: Prepare, answers: Sheet
) -> None:
    mukdahan()
    for code in ("TH-50", "TH-51", "TH-52"):
        api.post("/api/v1/units", {"unit": code, "name_th": code, "name_en": code, "division": 2}, operator)
        api.post(f"/api/v1/units/{code}/rounds", {"fiscal_year": 2567, "rubric": RUBRIC}, operator)
    for code, option in (("TH-49", "low"), ("TH-50", "most"), ("TH-51", "most")):
        sheet = {"instrument": "IIT", "answers": answers("IIT", option)}
        api.post(f"/api/v1/units/{code}/rounds/2567/responses", sheet)
    api.catch_up()
    document = api.get("/api/v1/rounds/2567/comparison", operator, by="iit").get_json()
    assert [(row["unit"], row["rank"]) for row in document["units"]] == [
        ("TH-50", 1), ("TH-51", 1), ("TH-49", 3), ("TH-52", None),
    ]  # fmt: skip
    expected = [Decimal(row["expected"]) for row in document["units"][:3]]
    assert expected == sorted(expected, reverse=True)
    assert document["simulated"] is False
    division = api.get("/api/v1/rounds/2567/comparison", operator, division=4).get_json()["units"]
    assert [row["unit"] for row in division] == ["TH-49"]
    matrix = api.get("/api/v1/rounds/2567/items", operator).get_json()["units"]
    assert [row["unit"] for row in matrix] == ["TH-49", "TH-50", "TH-51", "TH-52"]
    assert all(len(row["items"]) == 24 for row in matrix)


def test_the_score_as_of_a_day(api: Api, operator: Headers) -> None:
    opened = datetime(2023, 12, 28, 5, 0, tzinfo=UTC)
    meta = Meta(actor="case:test", occurred_at=opened)
    unit = UnitRegistered(
        unit="TH-49", name_th="ตม.จว.มุกดาหาร", name_en="Mukdahan", agency_group="provincial-immigration"
    )
    api.context.log.append(unit_stream("TH-49"), [unit], meta=meta)
    api.context.log.append(
        round_stream("TH-49", 2567), [RoundOpened(unit="TH-49", fiscal_year=2567, rubric=RUBRIC)], meta=meta
    )
    api.post(f"{ROUND}/item-scores", {"item": "O1", "met": True}, operator)
    api.catch_up()

    def expected(day: str) -> Decimal:
        return Decimal(api.get(f"{ROUND}/score", operator, as_of=day).get_json()["total"]["expected"])

    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    assert expected("2024-01-31") == 0
    assert expected(tomorrow) == Decimal("1.5")
    assert api.get(f"{ROUND}/score", operator, as_of="2023-12-28").get_json()["as_of"] == "2023-12-28"
    early = api.get(f"{ROUND}/score", operator, as_of="2023-12-27")
    assert (early.status_code, early.get_json()["code"]) == (404, "round-not-open-then")


@pytest.mark.parametrize("kept", [True, False])
def test_an_audit_comes_with_its_report_as_long_as_the_store_has_it(
    api: Api, operator: Headers, mukdahan: Prepare, kept: bool
) -> None:
    mukdahan()
    report = {"site": "https://a.example", "items": [{"item": "O1", "verdict": "present"}]}
    sha256 = api.context.blobs.put(orjson.dumps(report)) if kept else "0" * 64
    completed = AuditCompleted(
        audit_id="TH-49-2567-1", site="https://a.example", rubric=RUBRIC, outcome="complete",
        started_at=datetime(2024, 3, 1, tzinfo=UTC), finished_at=datetime(2024, 3, 1, 0, 1, tzinfo=UTC),
        pages=1, requests=1, bytes=1, report=sha256, verdicts={},
    )  # fmt: skip
    events = [AuditRequested(audit_id="TH-49-2567-1"), completed]
    api.context.log.append(audits_stream("TH-49", 2567), events, meta=Meta(actor="audit"))
    api.catch_up()
    shown = api.get("/api/v1/units/TH-49/audits/TH-49-2567-1", operator)
    assert shown.status_code == 200
    assert shown.get_json()["audit"]["status"] == "completed"
    assert shown.get_json()["report"] == (report if kept else None)


def test_without_its_database_the_service_says_so(
    api: Api, operator: Headers, mukdahan: Prepare, answers: Sheet
) -> None:
    mukdahan()
    away = "postgresql+psycopg://nobody@127.0.0.1:1/nothing?connect_timeout=2"
    engine = create_engine(away)
    whole = api.context
    log = Log(away)
    api.app.extensions["sucharit"] = Context(
        settings=whole.settings, engine=engine, log=log, blobs=whole.blobs,
        accounts=Accounts(engine, log), tokens=Tokens(engine, log),
    )  # fmt: skip
    sheet = {"instrument": "IIT", "answers": answers("IIT", "most")}
    requests = (
        api.get(f"{ROUND}/score", operator),
        api.get("/api/v1/events", operator),
        api.get("/readyz"),
        api.post(f"{ROUND}/responses", sheet),
    )
    for response in requests:
        assert (response.status_code, response.get_json()["code"]) == (503, "database-away")
        assert response.headers["Retry-After"]
    assert api.get("/healthz").status_code == 200
    log.close()
    engine.dispose()


def test_requests_at_once_never_mix_up_who_asks(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    asking = [api.token(Role.OFFICER, unit="TH-49"), api.token(Role.OFFICER, unit="TH-50"), operator, None]
    wanted = [200, 403, 200, 401]
    wrong: list[tuple[int, int]] = []

    def ask(which: int) -> None:
        client = api.app.test_client()
        for _ in range(15):
            status = client.get(f"{ROUND}/score", headers=asking[which]).status_code
            if status != wanted[which]:
                wrong.append((which, status))

    threads = [Thread(target=ask, args=(which,)) for which in (0, 1, 2, 3) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
