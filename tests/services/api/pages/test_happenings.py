"""The history of a unit: what happened on one occasion is one entry."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.api.pages.happenings import TOGETHER, happenings, together
from shared.access import Role
from shared.events import Meta
from shared.events.audits import AuditRequested
from shared.execution import execute
from shared.rounds import ChangeWebsite, CompleteAudit, Finding, RequestAudit
from shared.views import queries
from shared.views.rows import HistoryRow
from tests.services.api.conftest import RUBRIC, Api
from tests.services.api.pages.conftest import PAGE, LogIn

Prepare = Callable[..., None]
NIGHT = datetime(2024, 4, 1, 18, 0, tzinfo=UTC)
ITEMS = tuple(f"O{number}" for number in range(1, 25))


def _row(position: int, type: str, minutes: int, actor: str) -> HistoryRow:
    at = NIGHT - timedelta(minutes=minutes)
    return HistoryRow(
        position=position,
        unit="TH-49",
        fiscal_year=2567,
        item=None,
        type=type,
        happened_at=at,
        recorded_at=at,
        actor=actor,
        role=None,
        simulated=False,
        sentence={"th": "-", "en": "-"},
        count=1,
    )


@st.composite
def _histories(draw: st.DrawFn) -> list[HistoryRow]:
    facts = st.tuples(
        st.sampled_from(["FindingChanged", "ItemAssigned", "ResponseRecorded"]),
        st.integers(0, 1),
        st.sampled_from("ab"),
    )
    runs = draw(st.lists(st.tuples(facts, st.integers(1, 5)), max_size=12))
    positions = iter(range(1000, 0, -1))
    return [_row(next(positions), *each) for each, times in runs for _ in range(times)]


@given(_histories())
def test_every_row_is_told_once_in_its_order_and_only_what_is_alike_stands_together(rows: list[HistoryRow]) -> None:
    found = list(together(rows))
    assert [row for each in found for row in each.rows] == rows
    for each in found:
        assert len(each.rows) == 1 or len(each.rows) >= TOGETHER
        assert len({(row.type, row.actor, row.happened_at) for row in each.rows}) == 1
    assert all(len(each.rows) == 1 for each in found if each.rows[0].type == "ResponseRecorded")


@pytest.fixture
def watched(api: Api, mukdahan: Prepare) -> None:
    """Mukdahan with a website."""
    mukdahan()
    website = ChangeWebsite(unit="TH-49", website_url="http://replica.example/", website_is_replica=True)
    execute(api.context.log, website, meta=Meta(actor="test"))


@pytest.mark.usefixtures("watched")
def test_a_website_that_goes_down_and_comes_back_is_two_entries(api: Api, log_in: LogIn) -> None:
    _audit(api, NIGHT, "missing")
    _audit(api, NIGHT + timedelta(days=1), "unknown")
    page = log_in(Role.OPERATOR).text(PAGE, lang="en")
    assert page.count("and 23 more at the same time") == 2
    for item in ITEMS:
        assert f"<li>Website audit of {item}: unknown</li>" in page
    assert "Round of fiscal year 2567 opened" in page, "all that happened fits on one page"


@pytest.mark.usefixtures("watched")
def test_parts_of_the_history_leave_nothing_out_and_tell_nothing_twice(api: Api) -> None:
    for day, verdict in enumerate(("missing", "unknown", "missing", "unknown", "missing")):
        _audit(api, NIGHT + timedelta(days=day), verdict)
    with api.context.engine.connect() as connection:
        whole = queries.history(connection, unit="TH-49", fiscal_year=2567, limit=1000).items
    assert len(whole) > 100, "more than is read at a time"
    for limit in (1, 2, 7):
        assert [row for part in _parts(api, limit) for row in part] == list(whole)


def _parts(api: Api, limit: int) -> Iterator[list[HistoryRow]]:
    cursor = None
    with api.context.engine.connect() as connection:
        while True:
            part = happenings(connection, "TH-49", 2567, cursor=cursor, limit=limit)
            assert 0 < len(part.items) <= limit
            yield [row for each in part.items for row in each.rows]
            cursor = part.next
            if cursor is None:
                return


def _audit(api: Api, at: datetime, verdict: str) -> None:
    """An audit that found the same of all items, by which each of them changed."""
    log, meta = api.context.log, Meta(actor="crawler")
    asked = execute(log, RequestAudit(unit="TH-49", fiscal_year=2567), meta=meta).events[0].event
    assert isinstance(asked, AuditRequested)
    completion = CompleteAudit(
        unit="TH-49",
        fiscal_year=2567,
        audit_id=asked.audit_id,
        site="http://replica.example/",
        rubric=RUBRIC,
        outcome="complete",
        started_at=at,
        finished_at=at,
        pages=1,
        requests=1,
        bytes=1,
        report=api.context.blobs.put(b"{}"),
        findings=tuple(Finding(item=item, verdict=verdict, confidence="0.90") for item in ITEMS),
    )
    execute(log, completion, meta=meta)
    api.catch_up()
