"""One setting chooses the carrier; hints reach their actor's queue and never fail the sender."""

import socket
import threading
from dataclasses import replace

import dramatiq
import pytest
from dramatiq.brokers.rabbitmq import RabbitmqBroker
from dramatiq.brokers.redis import RedisBroker
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import ConnectionClosed
from dramatiq_postgres import PostgresBroker

from shared.broker import UnknownBroker, hints, make_broker, send
from shared.settings import load_settings

SETTINGS = replace(load_settings({}), database_url="postgresql+psycopg://nobody@localhost:1/none")


@pytest.fixture(autouse=True)
def _keep_global_broker():
    before = dramatiq.broker.global_broker
    yield
    dramatiq.get_broker().close()
    dramatiq.set_broker(before)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("", PostgresBroker),
        ("redis://localhost:1/0", RedisBroker),
        ("amqp://guest:guest@localhost:1", RabbitmqBroker),
        ("memory://", StubBroker),
    ],
)
def test_the_setting_chooses_the_carrier_without_connecting(url, kind):
    broker = make_broker(replace(SETTINGS, broker_url=url))
    assert type(broker) is kind
    assert dramatiq.get_broker() is broker


def test_another_carrier_is_refused_without_telling_the_password():
    dramatiq.set_broker(StubBroker())
    with pytest.raises(UnknownBroker, match="kafka") as refused:
        make_broker(replace(SETTINGS, broker_url="kafka://user:secret@host"))
    assert "secret" not in str(refused.value)


def test_a_hint_reaches_its_actor_with_its_ids():
    broker = make_broker(replace(SETTINGS, broker_url="memory://"))
    got = []

    @dramatiq.actor(actor_name="run_audit", queue_name="crawl", broker=broker)
    def run_audit(**ids):
        got.append(ids)

    assert send("run_audit", unit="TH-49", fiscal_year=2567, audit_id="a1")
    worker = dramatiq.Worker(broker, worker_timeout=50)
    worker.start()
    broker.join("crawl", timeout=10_000)
    worker.stop()
    assert got == [{"unit": "TH-49", "fiscal_year": 2567, "audit_id": "a1"}]


def test_a_queue_out_of_reach_is_told_and_not_raised(monkeypatch):
    broker = make_broker(replace(SETTINGS, broker_url="memory://"))

    def unreachable(*_, **__):
        raise ConnectionClosed("gone")

    monkeypatch.setattr(broker, "enqueue", unreachable)
    assert not send("run_audit", unit="TH-49", fiscal_year=2567, audit_id="a1")


def test_an_actor_that_nobody_has_is_the_callers_mistake():
    make_broker(replace(SETTINGS, broker_url="memory://"))
    with pytest.raises(KeyError):
        send("run_nothing")


@pytest.mark.parametrize("carrier", ["", "redis://127.0.0.1:{port}/0", "amqp://guest:guest@127.0.0.1:{port}"])
@pytest.mark.parametrize("listens", [False, True], ids=["refuses", "never-answers"])
def test_a_queue_that_does_not_answer_is_given_up(carrier, listens):
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if listens:
            server.listen(64)
        port = server.getsockname()[1]
        database = f"postgresql+psycopg://nobody@127.0.0.1:{port}/none"
        make_broker(replace(SETTINGS, database_url=database, broker_url=carrier.format(port=port)))
        assert not send("run_audit", unit="TH-49", fiscal_year=2567, audit_id="a1")


def test_a_sender_never_waits_for_a_queue_that_is_stuck(monkeypatch):
    broker = make_broker(replace(SETTINGS, broker_url="memory://"))
    answers, stuck = threading.Event(), []

    def never_answers(message):
        stuck.append(message)
        answers.wait()

    monkeypatch.setattr(hints, "SEND_SECONDS", 0.01)
    monkeypatch.setattr(hints, "_sending", threading.BoundedSemaphore(hints.SENDERS))
    monkeypatch.setattr(broker, "enqueue", never_answers)
    sent = [send("run_audit", unit="TH-49", fiscal_year=2567, audit_id=f"a{n}") for n in range(hints.SENDERS + 5)]
    answers.set()
    assert not any(sent)
    assert len(stuck) <= hints.SENDERS
