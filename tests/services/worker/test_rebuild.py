"""A view built anew is the view that grew event by event."""

import signal
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, update

from services.worker import rebuild as rebuild_module
from services.worker.projections import PROJECTIONS
from services.worker.projector import Projector
from services.worker.rebuild import UnknownProjection, outdated, rebuild
from shared.events.audits import AuditFailed, AuditRequested
from shared.events.preparation import ItemAssigned, QuotaSet, StaffCounted
from shared.events.surveys import ResponseRecorded
from shared.events.work import AppealDecided, AppealLodged, EvidenceAdded, ItemReturned, ItemScored, ItemSubmitted
from shared.views import queries
from shared.views.tables import projection_positions, rounds
from tests.services.worker.facts import META, SIMULATED, YEAR, answer, completed, finding, record, rename_type

UNITS = st.sampled_from(["TH-49", "TH-50"])
ITEMS = st.sampled_from(["O1", "O2", "O24"])
VERDICTS = st.sampled_from(["present", "partial", "missing", "unknown"])
ROUND = st.one_of(
    st.builds(StaffCounted, eligible=st.integers(1, 60)),
    st.builds(QuotaSet, instrument=st.sampled_from(["IIT", "EIT1"]), minimum=st.integers(0, 9)),
    st.builds(ItemAssigned, item=ITEMS, officers=st.just(("ก",)), due=st.dates(date(2024, 1, 1), date(2024, 9, 1))),
    st.builds(EvidenceAdded, evidence_id=st.just("e"), item=ITEMS, kind=st.just("link"), url=st.just("http://x")),
    st.builds(ItemSubmitted, item=ITEMS, evidence=st.just(("e",))),
    st.builds(ItemReturned, item=ITEMS, reason=st.just("r")),
    st.builds(ItemScored, item=ITEMS, met=st.booleans()),
    st.builds(AppealLodged, item=ITEMS, explanation=st.just("x")).map(
        lambda lodged: (lodged, AppealDecided(item=lodged.item, met=True, reason="r"))
    ),
)
RESPONSES = st.builds(
    answer, st.sampled_from(["IIT", "EIT1", "EIT2"]), st.sampled_from(["least", "most"]),
    st.sampled_from([date(2024, 2, 5), date(2024, 2, 6)]),
)  # fmt: skip
AUDITS = st.one_of(
    st.builds(finding, ITEMS, VERDICTS, st.booleans()),
    st.just((AuditRequested(audit_id="a2"), completed("a2", O1="present"))),
    st.just((AuditRequested(audit_id="a3"), AuditFailed(audit_id="a3", reason="r"))),
)
STEPS = st.lists(
    st.tuples(
        UNITS,
        st.one_of(
            st.tuples(st.just("round"), ROUND),
            st.tuples(st.just("responses"), RESPONSES),
            st.tuples(st.just("audits"), AUDITS),
        ),
        st.sampled_from([META, SIMULATED]),
    ),
    max_size=12,
)


@settings(
    max_examples=5, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=STEPS, second=STEPS)
def test_rebuilt_rows_are_the_incremental_rows(engine, owner, log, contents, first, second):
    incremental = Projector(engine, log, PROJECTIONS, batch=3)
    incremental.prepare()
    for unit in ("TH-49", "TH-50"):
        record(log, unit)
    for steps in (first, second):
        for unit, (stream, events), meta in steps:
            log.append(f"{stream}/{unit}/{YEAR}", events if isinstance(events, tuple) else [events], meta=meta)
        incremental.drain()
    before = contents()
    for projection in PROJECTIONS:
        rebuild(owner, log, projection.name)
    assert contents() == before


def test_a_rebuilt_view_goes_on_live(engine, owner, log, projector, contents):
    record(log, "TH-49")
    rebuild(owner, log, "scores")
    record(log, "TH-50")
    projector.drain()
    live = contents("scores")
    rebuild(owner, log, "scores")
    assert contents("scores") == live
    assert len(live["scores"]) == 4, "exact and coarse of each of two"


def test_a_rebuild_that_fails_leaves_the_old_view(engine, owner, log, projector, contents, monkeypatch):
    record(log)
    projector.drain()
    before = contents("items")
    monkeypatch.setattr("services.worker.rebuild._start_lanes", _fail)
    with pytest.raises(RuntimeError, match="pulled the plug"):
        rebuild(owner, log, "items")
    assert contents("items") == before


def test_rows_damaged_by_hand_are_mended(engine, owner, log, projector, contents):
    record(log)
    projector.drain()
    before = contents("rounds")
    with engine.begin() as connection:
        connection.execute(update(rounds).values(rubric="another"))
    rebuild(owner, log, "rounds")
    assert contents("rounds") == before


def test_an_unknown_view_is_named(owner, log):
    with pytest.raises(UnknownProjection, match="nonsense; there are units"):
        rebuild(owner, log, "nonsense")


def test_views_of_another_version_are_outdated_until_they_are_built_anew(engine, owner, log):
    old = {"projection": "units", "version": 99, "shard": 0, "position": 0, "updated_at": META.occurred_at}
    with engine.begin() as connection:
        connection.execute(insert(projection_positions).values(**old))
    assert outdated(engine) == ("units",)
    rebuild(owner, log, "units")
    assert outdated(engine) == ()


def _fail(*_: object) -> None:
    raise RuntimeError("pulled the plug")


def test_evidence_keeps_its_order_from_batch_to_batch(engine, log):
    record(log)
    more = [EvidenceAdded(evidence_id=name, item="O1", kind="link", url="http://x") for name in ("O1-10", "b", "a")]
    log.append(f"round/TH-49/{YEAR}", more, meta=META)
    singly = Projector(engine, log, PROJECTIONS, batch=1)
    singly.prepare()
    singly.drain()
    with engine.connect() as connection:
        evidence = queries.item(connection, "TH-49", YEAR, "O1").evidence
    assert [each["evidence_id"] for each in evidence] == ["O1-1", "O1-10", "b", "a"]


def test_a_rebuild_stops_a_poisoned_shard_where_the_live_way_would(engine, owner, log, projector, contents):
    record(log, "TH-49")
    wrong = ResponseRecorded(instrument="IIT", answers={"i99": "most"}, day=date(2024, 2, 5))
    poisoned = log.append(f"responses/TH-49/{YEAR}", [wrong], meta=META).position
    log.append(f"responses/TH-49/{YEAR}", [answer()], meta=META)
    record(log, "TH-51")
    projector.drain()
    before = contents()
    for projection in PROJECTIONS:
        rebuild(owner, log, projection.name)
    assert contents() == before
    with engine.connect() as connection:
        stopped = {lag.projection: [stop.position for stop in lag.stopped] for lag in queries.lags(connection)}
    assert stopped.pop("scores") == [poisoned]
    assert not any(stopped.values())


def test_a_rebuild_skips_no_event_of_a_type_that_it_does_not_know(engine, owner, log, projector, contents):
    record(log, "TH-51")
    record(log, "TH-49")
    unknown = log.append(f"responses/TH-49/{YEAR}", [answer()], meta=META).position
    log.append(f"responses/TH-49/{YEAR}", [answer()], meta=META)
    rename_type(owner, unknown)
    projector.drain()
    before = contents()
    for projection in PROJECTIONS:
        rebuild(owner, log, projection.name)
    assert contents() == before
    with engine.connect() as connection:
        assert {stop.position for lag in queries.lags(connection) for stop in lag.stopped} == {unknown}


def test_a_rebuild_goes_on_beside_a_live_projector(engine, owner, log, projector, contents, monkeypatch):
    record(log, "TH-49")
    projector.drain()

    def meanwhile(connection, projection):
        position = record(log, "TH-51")
        projector.drain()
        assert queries.reached(connection, position)
        stop_lanes(connection, projection)

    stop_lanes = rebuild_module._stop_lanes
    monkeypatch.setattr(rebuild_module, "_stop_lanes", meanwhile)
    rebuild(owner, log, "scores")
    monkeypatch.undo()
    switched = contents("scores")
    assert len(switched["scores"]) == 4, "exact and coarse of each of two"
    rebuild(owner, log, "scores")
    assert contents("scores") == switched


def test_a_rebuild_killed_in_the_middle_leaves_the_old_view_and_hinders_no_other(
    database, owner, log, contents, engine
):
    record(log)
    live = Projector(engine, log, PROJECTIONS)
    live.prepare()
    live.drain()
    before = contents()
    script = (
        "import os, signal, sys; from sqlalchemy import create_engine; from shared.log import Log;"
        "from services.worker import rebuild; rebuild._switch = lambda *_: os.kill(os.getpid(), signal.SIGKILL);"
        "rebuild.rebuild(create_engine(sys.argv[1]), Log(sys.argv[2]), 'items')"
    )
    ended = subprocess.run([sys.executable, "-c", script, database.owner_url, database.url], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert contents() == before
    record(log, "TH-50")
    live.drain()
    grown = contents()
    rebuild(owner, log, "items")
    assert contents() == grown
    with owner.connect() as connection:
        beside = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'views\\_next%%'"
        assert connection.exec_driver_sql(beside).scalar_one() == 0
