"""Answers posted for real, their tally against the log, and what processes cost."""

import os
import socket
import subprocess
import sys

import pytest
from sqlalchemy import create_engine

from services.bench.cpu import children, processor_seconds
from services.bench.forms import open_surveys
from services.bench.posting import FORMS, Load, Posted, post, post_answers
from services.bench.rounds import project_rounds
from services.bench.servers import api_server
from services.bench.survey import percentile
from services.bench.tally import Tally
from services.bench.workload import META, UNITS, YEAR, answers, fill, sheet
from services.worker.projections import PROJECTIONS
from services.worker.projector import Projector

#: Enough that both ways are used.
COUNT = 3 * FORMS


@pytest.fixture
def engine(database):
    made = create_engine(database.url)
    yield made
    made.dispose()


@pytest.fixture
def port(database, log, engine, tmp_path):
    """A server on a hundred rounds whose surveys are open."""
    project_rounds(database, 0)
    fill(log, open_surveys())
    Projector(engine, log, PROJECTIONS).drain()
    with api_server(database, tmp_path, TRUSTED_PROXIES="1", API_WORKERS="1") as listening:
        yield listening


@pytest.mark.parametrize("sending", [post, post_answers], ids=["here", "in a process of its own"])
def test_every_answer_is_acknowledged_and_counted_once(port, log, sending):
    tally = Tally(log)
    load = sending(port, 0, COUNT)
    assert (len(load.posted), load.refused) == (COUNT, [])
    assert sum(each.position == 0 for each in load.posted) == COUNT // FORMS
    assert all(each.taken > each.due for each in load.posted)
    assert tally.amiss(load) == 0


def test_where_nobody_listens_nothing_is_acknowledged():
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        load = post(unheard.getsockname()[1], 0, 3)
    assert load.posted == []
    assert len(load.refused) == 3


@pytest.mark.parametrize(
    ("positions", "refused", "amiss"),
    [
        ([1, 2, 3], 0, 0),
        ([1, 2, 0], 0, 0),  # one by the page
        ([1, 2, 9], 0, 2),  # 9 is not there, and who is the third?
        ([1, 2, 2], 0, 2),  # two clients were told of the same
        ([1, 2, 3, 0], 0, 1),  # the page acknowledged what is not there
        ([1, 2], 0, 1),  # one is there that nobody sent
        ([1, 2], 1, 0),  # or whose acknowledgement was lost
    ],
)
def test_the_tally_finds_what_is_lost_and_what_is_doubled(log, positions, refused, amiss):
    fill(log, answers(1))
    tally, start = Tally(log), log.head()
    fill(log, answers(3))
    load = Load([Posted(UNITS[0], place and start + place, 0, 1) for place in positions], ["gone"] * refused)
    assert tally.amiss(load) == amiss


def test_only_answers_are_tallied(log):
    tally = Tally(log)
    fill(log, open_surveys())
    at = log.append(f"responses/{UNITS[0]}/{YEAR}", [sheet(1)], meta=META).position
    assert tally.amiss(Load([Posted(UNITS[0], at, 0, 1)], [])) == 0


def test_processor_time_of_a_process_and_all_below_it():
    busy = "import time\nwhile time.process_time() < 0.2: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}]); print(1, flush=True); input()"
    words = [sys.executable, "-c", parent]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"1\n"
        assert process.pid in children()
        assert processor_seconds(process.pid) >= 0.2
        process.communicate(b"\n")
    assert process.pid not in children()
    assert processor_seconds(os.getpid()) >= 0.2


def test_a_percentile_is_the_smallest_figure_that_so_many_do_not_exceed():
    figures = [float(figure) for figure in range(1, 101)]
    assert percentile(figures, 0.99) == 100.0
    assert percentile(figures, 0.5) == 51.0
    assert percentile([3.0], 0.99) == 3.0
