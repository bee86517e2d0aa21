"""The feed: JSON lines up to now, server-sent events that go on, and answers that tell nobody's time."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import text

from shared.events import Meta
from shared.events.streams import responses_stream
from shared.events.surveys import ResponseRecorded
from shared.log import Wakeup
from shared.settings import BANGKOK
from tests.services.api.conftest import ROUND, Api, Headers
from tests.services.api.serving import following, next_event, served

Prepare = Callable[[], None]
Sheet = Callable[[str, str], dict[str, str]]

FEED = "/api/v1/events"


@pytest.fixture(autouse=True)
def quick_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that leaves is noticed at the next heartbeat; tests need not wait for the usual one."""
    monkeypatch.setattr("services.api.queries.feed.HEARTBEAT", 0.05)


def lines(api: Api, headers: Headers, **query: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in api.get(FEED, headers, **query).data.splitlines()]


def test_the_feed_filters_and_goes_on_after_a_position(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    everything = lines(api, operator)
    positions = [event["position"] for event in everything]
    assert positions == sorted(positions)
    assert api.get(FEED, operator).headers["X-Log-Position"] == str(api.context.log.head())
    assert {event["type"] for event in everything} >= {"AccountCreated", "UnitRegistered", "RoundOpened"}
    assert [event["type"] for event in lines(api, operator, type="RoundOpened")] == ["RoundOpened"]
    assert {str(event["stream"]).split("/")[1] for event in lines(api, operator, unit="TH-49")} == {"TH-49"}
    assert lines(api, operator, after=positions[-2]) == everything[-1:]
    assert lines(api, operator, after=positions[-1]) == []
    assert lines(api, operator, limit=2) == everything[:2]
    assert lines(api, operator, unit="TH-99") == []


def test_more_events_than_one_batch_all_arrive(
    api: Api, operator: Headers, mukdahan: Prepare, monkeypatch: pytest.MonkeyPatch
) -> None:
    mukdahan()
    monkeypatch.setattr("services.api.queries.feed.BATCH", 2)
    assert len(lines(api, operator)) == len(api.context.log.follow(0)) > 4
    assert len(lines(api, operator, limit=3)) == 3


def test_an_event_posted_after_connecting_arrives(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    head = api.context.log.head()
    with served(api) as address, following(address, f"{FEED}?after={head}", operator) as stream:
        assert stream.headers["Content-Type"] == "text/event-stream"
        assert stream.readline() == b": connected\n"
        posted = api.post(f"{ROUND}/staff-count", {"eligible": 48}, operator).get_json()
        event = next_event(stream)
    assert (event["event"], event["id"]) == ("StaffCounted", str(posted["position"]))
    assert json.loads(event["data"]) == posted["events"][0]


def test_a_client_goes_on_where_it_lost_the_connection(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    first, second = [event.position for event in api.context.log.follow(0)][-2:]
    with served(api) as address:
        with following(address, FEED, {**operator, "Last-Event-ID": str(first)}) as stream:
            assert next_event(stream)["id"] == str(second)
        with following(address, f"{FEED}?after={first}", {**operator, "Last-Event-ID": "what?"}) as stream:
            assert next_event(stream)["id"] == str(second), "what is no position of ours is no place to go on from"


def test_a_waiting_stream_holds_no_pooled_connection_and_ends_with_its_client(
    api: Api, operator: Headers, mukdahan: Prepare, monkeypatch: pytest.MonkeyPatch
) -> None:
    mukdahan()
    held: list[int] = []

    class Watched(Wakeup):
        def wait(self, timeout: float) -> bool:
            held.append(api.context.engine.pool.checkedout() + api.context.log.connections.borrowed)  # type: ignore[attr-defined]
            return super().wait(timeout)

    monkeypatch.setattr("services.api.queries.feed.Wakeup", Watched)
    with served(api) as address, following(address, f"{FEED}?after={api.context.log.head()}", operator) as stream:
        assert b"".join(stream.readline() for _ in range(3)) == b": connected\n\n: still here\n"
    # Leaving ``served`` has waited for the stream's thread.
    assert held and set(held) == {0}
    with api.context.reading() as connection:
        listening = (
            "SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN events' AND datname = current_database()"
        )
        assert connection.execute(text(listening)).scalar() == 0


def test_there_are_only_so_many_places_and_each_is_given_back(api: Api, operator: Headers) -> None:
    while api.context.followers.acquire(blocking=False):
        pass
    refused = api.client.get(FEED, headers={**operator, "Accept": "text/event-stream"})
    assert (refused.status_code, refused.get_json()["code"]) == (503, "too-many-streams")
    assert refused.headers["Retry-After"]
    assert api.get(FEED, operator).status_code == 200, "JSON lines need no place"
    api.context.followers.release()
    for _ in range(3):
        stream = api.client.get(FEED, headers={**operator, "Accept": "text/event-stream"})
        assert stream.status_code == 200
        stream.close()


def test_an_answer_shows_its_day_and_nothing_made_from_its_time(
    api: Api, operator: Headers, mukdahan: Prepare, answers: Sheet
) -> None:
    mukdahan()
    sheet = {"instrument": "EIT1", "answers": answers("EIT1", "high")}
    personal = {"User-Agent": "Phone of somebody", "X-Forwarded-For": "203.0.113.7", "X-Request-Id": "trace-1"}
    posted = api.client.post(f"{ROUND}/responses", json=sheet, headers=personal)
    shown = posted.get_json()["events"] + lines(api, operator, type="ResponseRecorded")
    shown += [event for event in map(json.loads, api.get(f"{ROUND}/events", operator).data.splitlines())
              if event["type"] == "ResponseRecorded"]  # fmt: skip
    today = datetime.now(BANGKOK).date().isoformat()
    assert len(shown) == 3
    for event in shown:
        assert (event["recorded_at"], event["happened_at"], event["event_id"]) == (today, today, None)
        assert "request_id" not in event
    others = lines(api, operator, type="RoundOpened")
    assert UUID(str(others[0]["event_id"])).version == 7
    assert datetime.fromisoformat(str(others[0]["recorded_at"])).tzinfo is not None


def test_a_day_begins_in_bangkok(api: Api, operator: Headers, mukdahan: Prepare, answers: Sheet) -> None:
    mukdahan()
    late = datetime(2024, 1, 31, 18, 30, tzinfo=UTC)
    event = ResponseRecorded(instrument="IIT", answers=answers("IIT", "most"), day=late.astimezone(BANGKOK).date())
    meta = Meta(actor="simulation", occurred_at=late, simulated=True)
    api.context.log.append(responses_stream("TH-49", 2567), [event], meta=meta)
    assert [event["happened_at"] for event in lines(api, operator, type="ResponseRecorded")] == ["2024-02-01"]


@pytest.mark.parametrize("logged_in", [False, True])
def test_of_a_respondent_nothing_is_stored(
    api: Api, operator: Headers, mukdahan: Prepare, answers: Sheet, logged_in: bool
) -> None:
    mukdahan()
    sheet = {"instrument": "IIT", "answers": answers("IIT", "most")}
    personal = {"User-Agent": "Phone of somebody", "X-Forwarded-For": "203.0.113.7", "Cookie": "who=somebody"}
    personal |= operator if logged_in else {}
    assert api.client.post(f"{ROUND}/responses", json=sheet, headers=personal).status_code == 201
    with api.context.engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM events WHERE type = 'ResponseRecorded'")).mappings().one()
    assert row["meta"] == {"actor": "respondent"}
    assert row["data"].keys() == {"instrument", "answers", "day"}
    stored = str(dict(row))
    assert not any(trace in stored for trace in ("Phone", "203.0.113.7", "127.0.0.1", "somebody"))
