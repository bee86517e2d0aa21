"""What stands against stuffing at the door: networks' shares, the browser's marker, speed, and proof of work."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from services.api import forms
from services.api.app import create_app
from services.api.networks import Networks, network_of
from shared.events.surveys import ResponseRecorded
from shared.log import Log
from tests.databases import Database
from tests.services.api.conftest import ROUND, Api

SURVEY = "TH-49/2567/EIT1"
#: Where visitors of an office come from, and others.
OFFICE, OTHERS = "203.0.113.7", "198.51.100.9"

Send = Callable[..., Any]


@pytest.fixture
def behind_proxy(api: Api, mukdahan: Any) -> Callable[..., Flask]:
    """Makes another app on the same database, behind one proxy, with settings of its own."""
    mukdahan()
    return lambda **settings: create_app(
        replace(api.context, settings=replace(api.context.settings, trusted_proxies=1, **settings)), secret_key=b"test"
    )


@pytest.fixture
def send(answers: Any) -> Send:
    def sending(app: Flask, address: str = OFFICE, client: Any = None, **more: Any) -> Any:
        body = {"instrument": "EIT1", "answers": answers("EIT1", "high"), **more}
        headers = {"X-Forwarded-For": address}
        return (client or app.test_client()).post(f"{ROUND}/responses", json=body, headers=headers)

    return sending


@pytest.fixture
def morning(monkeypatch: pytest.MonkeyPatch) -> Iterator[datetime]:
    """A moment in the middle of a window, however long the test takes."""
    moment = datetime(2026, 6, 1, 3, 5, tzinfo=UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return moment.astimezone(tz)

    monkeypatch.setattr("services.api.receiving.datetime", Clock)
    yield moment


@pytest.mark.usefixtures("morning")
def test_a_network_has_a_share_and_others_have_theirs(behind_proxy: Any, send: Send) -> None:
    app = behind_proxy(answers_per_network=2)
    assert [send(app, f"203.0.113.{host}").status_code for host in (7, 8)] == [201, 201]
    refused = send(app, "203.0.113.9")
    assert (refused.status_code, refused.get_json()["code"]) == (429, "too-many-answers")
    assert refused.headers["Retry-After"] == "300"
    assert set(refused.get_json()["titles"]) == {"th", "en"}
    assert send(app, OTHERS).status_code == 201


@pytest.mark.usefixtures("morning")
def test_processes_count_together(behind_proxy: Any, send: Send) -> None:
    first, second = behind_proxy(answers_per_network=1), behind_proxy(answers_per_network=1)
    assert send(first).status_code == 201
    assert send(second).status_code == 429


def test_this_machine_is_not_limited_and_no_limit_means_none(behind_proxy: Any, send: Send) -> None:
    assert [send(behind_proxy(answers_per_network=1), "127.0.0.1").status_code for _ in range(3)] == [201] * 3
    assert [send(behind_proxy(answers_per_network=0)).status_code for _ in range(3)] == [201] * 3


def test_an_address_that_nobody_vouches_for_is_not_believed(api: Api, mukdahan: Any, send: Send) -> None:
    mukdahan()
    app = create_app(
        replace(api.context, settings=replace(api.context.settings, answers_per_network=1)), secret_key=b"test"
    )
    assert [send(app, OFFICE).status_code for _ in range(2)] == [201, 201]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2::5", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("::1", None),
        ("127.8.8.8", None),
        ("unknown", None),
        (None, None),
    ],
)
def test_networks(address: str | None, network: str | None) -> None:
    assert network_of(address) == network


@given(st.ip_addresses(v=4))
def test_every_other_address_has_a_network_that_hides_it(address: Any) -> None:
    assert network_of(str(address)) in (None, str(address).rpartition(".")[0] + ".0/24")


def test_yesterdays_counts_are_gone_with_their_key(database: Database, log: Log) -> None:
    engine = create_engine(database.url)
    networks, today = Networks(log), datetime(2026, 6, 1, 3, tzinfo=UTC)
    assert [networks.hit("a", today) for _ in range(2)] == [1, 2]
    assert networks.hit("a", today + timedelta(minutes=10)) == 1
    with engine.connect() as connection:
        yesterday = set(connection.execute(text("SELECT secret FROM network_secrets")).scalars())
    assert networks.hit("b", today + timedelta(days=1)) == 1
    with engine.connect() as connection:
        kept = set(connection.execute(text("SELECT secret FROM network_secrets")).scalars())
        assert len(kept) == 1 and not kept & yesterday
        assert connection.execute(text("SELECT count(*) FROM network_counts")).scalar_one() == 1
        unlogged = "SELECT count(*) FROM pg_class WHERE relname LIKE 'network_%s' AND relpersistence = 'u'"
        assert connection.execute(text(unlogged)).scalar_one() == 2
    engine.dispose()


def _recorded(api: Api) -> list[ResponseRecorded]:
    return [each.event for each in api.context.log.read("responses/TH-49/2567")]  # type: ignore[misc]


def test_a_second_answer_of_a_browser_is_recorded_and_marked(api: Api, behind_proxy: Any, send: Send) -> None:
    app = behind_proxy()
    phone = app.test_client()
    assert [send(app, client=phone).status_code for _ in range(2)] == [201, 201]
    assert send(app, client=app.test_client()).status_code == 201
    assert [sheet.again for sheet in _recorded(api)] == [False, True, False]


def test_the_marker_says_only_which_surveys_were_answered(behind_proxy: Any, send: Send) -> None:
    app = behind_proxy()
    cookies = {send(app).headers["Set-Cookie"] for _ in range(2)}
    (cookie,) = {cookie.partition(";")[0] for cookie in cookies}
    assert cookie.startswith("answered=")
    assert all("HttpOnly" in each and "SameSite=Lax" in each for each in cookies)


def test_a_forged_marker_is_not_believed(api: Api, behind_proxy: Any, send: Send) -> None:
    app = behind_proxy()
    client = app.test_client()
    client.set_cookie(forms.MARKER, "W10.forged")
    assert send(app, client=client).status_code == 201
    assert [sheet.again for sheet in _recorded(api)] == [False]


@pytest.mark.parametrize(("seconds", "marked"), [(0, True), (5, True), (7, False), (3600, False)])
def test_only_whether_it_was_hurried_is_kept_of_a_forms_time(
    api: Api, behind_proxy: Any, send: Send, monkeypatch: pytest.MonkeyPatch, seconds: int, marked: bool
) -> None:
    app = behind_proxy()
    with app.test_request_context():
        opened = forms.form_fields(SURVEY)["opened"]
    clock = forms.time.time() + seconds
    monkeypatch.setattr("services.api.forms.time.time", lambda: clock)
    assert send(app, opened=opened).status_code == 201
    assert [sheet.hurried for sheet in _recorded(api)] == [marked]


@pytest.mark.parametrize("opened", ["", "x", "IlRILTQ5LzI1NjcvRUlUMSI.aaaa.bbbb"])
def test_a_form_without_a_good_mark_is_not_taken_for_hurried(
    api: Api, behind_proxy: Any, send: Send, opened: str
) -> None:
    assert send(behind_proxy(), opened=opened).status_code == 201
    assert [sheet.hurried for sheet in _recorded(api)] == [False]


def _solution(challenge: str, bits: int) -> str:
    digests = ((str(n), sha256(f"{challenge}.{n}".encode()).digest()) for n in count())
    return next(n for n, digest in digests if int.from_bytes(digest) >> (256 - bits) == 0)


@pytest.mark.usefixtures("morning")
def test_work_that_was_done_makes_an_answer_count_once_and_none_makes_it_count_as_ten(
    behind_proxy: Any, send: Send
) -> None:
    app = behind_proxy(answers_per_network=20, proof_of_work=6)
    with app.test_request_context():
        fields = [forms.form_fields(SURVEY) for _ in range(3)]
    proofs = [{"challenge": f["challenge"], "solution": _solution(f["challenge"], 6)} for f in fields]
    assert [send(app, **proof).status_code for proof in proofs] == [201] * 3  # 3 of 20
    assert send(app).status_code == 201  # without a script: 13 of 20
    assert send(app, **proofs[0]).status_code == 429  # the same work again is none: 23 of 20


@pytest.mark.usefixtures("morning")
def test_work_for_another_survey_is_none(behind_proxy: Any, send: Send) -> None:
    app = behind_proxy(answers_per_network=9, proof_of_work=6)
    with app.test_request_context():
        challenge = forms.form_fields("TH-50/2567/EIT1")["challenge"]
    assert send(app, challenge=challenge, solution=_solution(challenge, 6)).status_code == 429
