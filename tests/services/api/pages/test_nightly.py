"""The nightly run for the bureau: as a page, over the interface, and as a job that asks for the forgotten again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from services.worker.jobs import request_audits, request_stale_audits
from shared.access import Role
from shared.events import Meta
from shared.events.audits import AuditRequested
from shared.execution import execute
from shared.rounds import CompleteAudit, Finding, OpenRound, RegisterUnit
from tests.services.api.conftest import ROUND, RUBRIC, Api, Headers
from tests.services.api.pages.conftest import LogIn

META = Meta(actor="test")
YEAR = 2567
SERVER = "203.0.113.9"


def register(api: Api, *units: str, division: int = 4) -> None:
    for unit in units:
        site = f"https://{unit.lower()}.go.th/"
        new = RegisterUnit(
            unit=unit, name_th=f"ตม. {unit}", name_en=f"Office {unit}", division=division, website_url=site
        )
        execute(api.context.log, new, meta=META)
        execute(api.context.log, OpenRound(unit=unit, fiscal_year=YEAR, rubric=RUBRIC), meta=META)
    api.catch_up()


def end(api: Api, unit: str, outcome: str, verdict: str, at: datetime | None = None) -> None:
    """End the unit's newest audit."""
    events = [each.event for each in api.context.log.read(f"audits/{unit}/{YEAR}")]
    asked = [event for event in events if isinstance(event, AuditRequested)][-1]
    now = at or datetime.now(UTC)
    command = CompleteAudit(
        unit=unit, fiscal_year=YEAR, audit_id=asked.audit_id, site=f"https://{unit.lower()}.go.th/", rubric=RUBRIC,
        outcome=outcome, started_at=now, finished_at=now, pages=1, requests=1, bytes=1, report="ab" * 32, server=SERVER,
        findings=(Finding(item="O1", verdict=verdict, confidence="0.90"),),
    )  # fmt: skip
    execute(api.context.log, command, meta=Meta(actor="audit", occurred_at=at))


def begin(api: Api) -> int:
    return request_audits(api.context.engine, api.context.log, datetime.now(UTC))


def test_websites_down_together_are_one_outage_and_no_score_falls(
    api: Api, log_in: LogIn, operator: Headers, mukdahan: Callable[[], None]
) -> None:
    register(api, "TH-49", "TH-50", "TH-51")
    for outcome, verdict in (("complete", "present"), ("down", "unknown"), ("down", "unknown")):
        assert begin(api) == 3
        for unit in ("TH-49", "TH-50"):
            end(api, unit, outcome, verdict)
        end(api, "TH-51", "complete", "present")
        api.catch_up()
    item = api.get(f"{ROUND}/items/O1", operator).get_json()
    assert (item["verdict"], item["met"]) == ("unknown", True), "what was confirmed still counts"
    found = api.get("/api/v1/audits/nightly", operator).get_json()
    assert (found["requested"], found["completed"], found["waiting"], found["unreached"]) == (9, 9, 0, 4)
    [outage] = found["outages"]
    assert (outage["server"], outage["units"]) == (SERVER, ["TH-49", "TH-50"])
    bureau = log_in(Role.BUREAU, division=4)
    assert SERVER in bureau.text("/nightly") and "เหตุขัดข้องร่วมกัน" in bureau.text("/nightly")
    assert "Units: 2" in bureau.text("/nightly", lang="en")
    officer = log_in(Role.OFFICER, unit="TH-49")
    for page in (f"/units/TH-49/{YEAR}", "/units/TH-49/audits/TH-49-2567-3"):
        assert "2 units were out of reach together" in officer.text(page, lang="en")
        assert "คะแนนไม่ลดลง" in officer.text(page, lang="th")
        assert "What changed on the website" not in officer.text(page, lang="en")
    assert "out of reach" not in log_in(Role.OFFICER, unit="TH-51").text(f"/units/TH-51/{YEAR}", lang="en")


def test_a_bureau_of_another_division_sees_nothing_of_it(api: Api, log_in: LogIn) -> None:
    register(api, "TH-49", "TH-50")
    begin(api)
    for unit in ("TH-49", "TH-50"):
        end(api, unit, "down", "unknown")
    api.catch_up()
    assert SERVER not in log_in(Role.BUREAU, division=2).text("/nightly")
    bureau = api.token(Role.BUREAU, division=2)
    assert api.get("/api/v1/audits/nightly", bureau).get_json()["outages"] == []
    assert api.get("/api/v1/audits/nightly", bureau, division=4).status_code == 403
    assert api.get("/api/v1/audits/nightly", api.token(Role.OFFICER, unit="TH-49")).status_code == 403


def test_progress_counts_what_waits(api: Api, operator: Headers) -> None:
    register(api, "TH-49", "TH-50")
    begin(api)
    end(api, "TH-50", "complete", "present")
    api.catch_up()
    found = api.get("/api/v1/audits/nightly", operator).get_json()
    assert (found["requested"], found["completed"], found["waiting"], found["outages"]) == (2, 1, 1, [])


def test_what_a_unit_has_audited_by_hand_moves_no_league_table_before_the_night(api: Api, operator: Headers) -> None:
    register(api, "TH-49")

    def league() -> tuple[str, str]:
        api.catch_up()
        rows = [
            api.get(f"/api/v1/rounds/{YEAR}/comparison", operator, by=by).get_json()["units"][0]["value"]
            for by in ("oit", "O1")
        ]
        return rows[0], rows[1]

    begin(api)
    end(api, "TH-49", "complete", "missing")
    before = league()
    assert before[1] == "0.00"
    assert api.post("/api/v1/units/TH-49/audits", {}, operator).status_code == 201
    end(api, "TH-49", "complete", "present")
    assert league() == before
    own = api.get(f"{ROUND}/score", operator).get_json()["instruments"]["OIT"]["expected"]
    assert float(own) > float(before[0])
    begin(api)
    end(api, "TH-49", "complete", "present")
    assert league()[0] == own and float(league()[1]) > 0


def test_a_unit_without_a_nightly_audit_for_days_is_shown_and_asked_for_again(
    api: Api, log_in: LogIn, operator: Headers
) -> None:
    register(api, "TH-49", "TH-50")
    begin(api)
    end(api, "TH-49", "complete", "present", at=datetime.now(UTC) - timedelta(days=4))
    end(api, "TH-50", "complete", "present")
    api.catch_up()
    [stale] = api.get("/api/v1/audits/nightly", operator).get_json()["stale"]
    assert stale["unit"] == "TH-49"
    assert "Office TH-49" in log_in(Role.OPERATOR).text("/nightly", lang="en")
    assert request_stale_audits(api.context.engine, api.context.log, datetime.now(UTC)) == 1
    end(api, "TH-49", "complete", "present")
    api.catch_up()
    assert api.get("/api/v1/audits/nightly", operator).get_json()["stale"] == []
