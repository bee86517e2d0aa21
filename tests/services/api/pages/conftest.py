"""People with a browser: they log in through the form, and send forms with the token that the page gave them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from argon2 import PasswordHasher
from werkzeug.test import TestResponse

from shared.access import Role
from shared.events import Meta
from shared.events.audits import AuditRequested, CheckedElement, FoundLink
from shared.execution import execute
from shared.rounds import ChangeWebsite, CompleteAudit, Finding, OpenRound, RegisterUnit, RequestAudit
from tests.services.api.conftest import RUBRIC, Api

PASSWORD = "correct horse battery staple"
PAGE = "/units/TH-49/2567"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')

LogIn = Callable[..., "Person"]


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, api: Api) -> None:
        self.client = api.app.test_client()

    def open(self, path: str, **query: Any) -> TestResponse:
        return self.client.get(path, query_string=query or None, headers={"Accept": "text/html"})

    def text(self, path: str, **query: Any) -> str:
        answer = self.open(path, **query)
        assert answer.status_code == 200, answer.text[:500]
        return answer.text

    def send(self, path: str, token_from: str = "/login", **form: str) -> TestResponse:
        token = _TOKEN.search(self.open(token_from).text)
        assert token is not None
        return self.client.post(path, data={"csrf_token": token[1], **form}, headers={"Accept": "text/html"})


@pytest.fixture
def anybody(api: Api) -> Person:
    """Somebody who has not logged in."""
    return Person(api)


@pytest.fixture
def log_in(api: Api) -> LogIn:
    """Makes an account of a role and logs it in through the form."""

    def enter(role: Role, *, unit: str | None = None, division: int | None = None) -> Person:
        name = f"person-{role.value}-{unit}-{division}"
        if api.context.accounts.find(name) is None:
            api.context.accounts.create(name, role, by="test", password=PASSWORD, unit=unit, division=division)
        person = Person(api)
        answer = person.send("/login", account=name, password=PASSWORD)
        assert answer.status_code == 303
        return person

    return enter


@pytest.fixture
def simulated_unit(api: Api) -> Callable[[], None]:
    """Registers TH-10 with a round, all of it simulated."""

    def prepare() -> None:
        meta = Meta(actor="simulation", simulated=True)
        unit = RegisterUnit(unit="TH-10", name_th="ตม.จำลอง", name_en="Made Up", division=1, division_inferred=True)
        execute(api.context.log, unit, meta=meta)
        execute(api.context.log, OpenRound(unit="TH-10", fiscal_year=2567, rubric=RUBRIC), meta=meta)
        api.catch_up()

    return prepare


@pytest.fixture
def audited(api: Api, mukdahan: Callable[[], None]) -> Callable[..., str]:
    """Mukdahan with one audit of a replica of its website that saw item O6; the audit's id."""

    def prepare(*links: FoundLink) -> str:
        mukdahan()
        log, meta = api.context.log, Meta(actor="test")
        execute(
            log, ChangeWebsite(unit="TH-49", website_url="http://replica.example/", website_is_replica=True), meta=meta
        )
        asked = execute(log, RequestAudit(unit="TH-49", fiscal_year=2567), meta=meta).events[0].event
        assert isinstance(asked, AuditRequested)
        execute(log, _completion(api, asked.audit_id, links), meta=meta)
        api.catch_up()
        return asked.audit_id

    return prepare


def _completion(api: Api, audit_id: str, links: tuple[FoundLink, ...]) -> CompleteAudit:
    problems = b'{"items": [], "problems": [{"url": "http://replica.example/x", "kind": "tls", "detail": "expired"}]}'
    elements = (
        CheckedElement(id="monthly", met=False, evidence="ไม่พบเดือนมกราคม", url="http://replica.example/o6"),
        CheckedElement(id="six_months", met=True, evidence="ปีงบประมาณ 2567"),
    )
    now = datetime(2024, 4, 1, 3, 0, tzinfo=UTC)
    finding = Finding(
        item="O6", verdict="partial", confidence="0.90", links=links, elements=elements, months=("2566-10",)
    )
    return CompleteAudit(
        unit="TH-49",
        fiscal_year=2567,
        audit_id=audit_id,
        site="http://replica.example/",
        rubric=RUBRIC,
        outcome="complete",
        started_at=now,
        finished_at=now,
        pages=3,
        requests=5,
        bytes=2048,
        report=api.context.blobs.put(problems),
        findings=(finding,),
        problems=1,
        replica=True,
    )


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash that takes a tenth of a second on purpose would be most of the time that these tests take."""
    monkeypatch.setattr("shared.access.accounts._HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture(autouse=True)
def _no_waiting_for_views(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views move only when a test says ``catch_up``; waiting for them would only take time."""
    monkeypatch.setattr("services.api.pages.actions.LONGEST_WAIT", 0.0)
