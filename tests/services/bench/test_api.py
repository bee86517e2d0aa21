"""Load on a server, the bare peer, the dashboard, and answers watched on their way into the view."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from werkzeug.serving import make_server

from services.bench.api import DOCUMENTS
from services.bench.arrivals import Arrivals
from services.bench.bare_api import bare_app
from services.bench.dashboard import Dashboard
from services.bench.ground import Ground
from services.bench.load import ask
from services.bench.posting import Posted
from services.bench.projecting import prepared, project_live
from services.bench.rounds import project_rounds
from services.bench.servers import fetch
from services.bench.workload import UNITS
from shared.log import shard_of


@contextmanager
def served(app) -> Iterator[int]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def bare(tmp_path):
    (tmp_path / "score.json").write_text('{"total": "81.25"}')
    asked: list[str] = []
    app = bare_app(tmp_path)

    @app.before_request
    def note() -> None:
        from flask import request

        asked.append(request.headers.get("Authorization", ""))

    with served(app) as port:
        yield port, asked


def test_the_bare_peer_answers_the_same_document(bare):
    port, _ = bare
    assert fetch(port, "/score").strip() == b'{"total":"81.25"}'


def test_load_is_as_many_requests_as_were_asked_for(bare):
    port, asked = bare
    assert ask(port, "/score", 40, "a.token") > 0
    assert asked == ["Bearer a.token"] * 40


def test_load_on_a_failing_route_is_an_error(bare):
    port, _ = bare
    with pytest.raises(ValueError, match="/missing: 500"):
        ask(port, "/missing", 8, "")


def test_the_rounds_can_be_read_by_the_bureau(database, tmp_path):
    token = project_rounds(database, 200)
    with Dashboard(Ground(None, tmp_path, quick=True), database, token) as page:
        assert all(unit.encode() in page.render() for unit in UNITS)
        assert page.cpu() > 0
        for path, _ in DOCUMENTS.values():
            assert page.get(path).status_code == 200


def test_an_answer_has_arrived_when_its_shard_is_past_it(database):
    with prepared(database, 100) as filled, Arrivals(database) as arrivals:
        project_live(filled)
        last = {shard_of(each.stream): each for each in filled.log.follow(0)}
        posted = [Posted(each.stream.split("/")[1], each.position, 0.0, 0.0) for each in last.values()]
        assert all(delay > 0 for delay in arrivals.delays(posted))


def test_an_answer_that_never_arrives_is_an_error(database, monkeypatch):
    monkeypatch.setattr("services.bench.arrivals.PATIENCE", 0.05)
    with Arrivals(database) as arrivals, pytest.raises(TimeoutError, match="position 1"):
        arrivals.delays([Posted(UNITS[0], 1, 0.0, 0.0)])
