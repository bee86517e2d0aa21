"""An API on a fresh database, with a worker that catches up whenever a test says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, TestResponse

from services.api.app import create_app
from services.api.context import EXTENSION, Context
from services.worker.projections import PROJECTIONS
from services.worker.projector import Projector
from shared.access import Role
from tests.contexts import context_of
from tests.databases import Database

ROUND = "/api/v1/units/TH-49/rounds/2567"
RUBRIC = "2567-provincial-immigration"

Headers = dict[str, str]


class Api:
    """A client that speaks for one account after another. ``catch_up`` projects what was recorded."""

    def __init__(self, app: Flask, context: Context) -> None:
        self.app, self.context = app, context
        self.client: FlaskClient = app.test_client()
        self._projector = Projector(context.engine, context.log, PROJECTIONS)
        self._projector.prepare()

    def catch_up(self) -> None:
        self._projector.drain()

    def token(self, role: Role, *, unit: str | None = None, division: int | None = None) -> Headers:
        name = f"{role.value}-{unit}-{division}"
        if self.context.accounts.find(name) is None:
            self.context.accounts.create(name, role, by="test", unit=unit, division=division)
        return {"Authorization": f"Bearer {self.context.tokens.issue(name, by='test').text}"}

    def get(self, path: str, headers: Headers | None = None, **query: Any) -> TestResponse:
        return self.client.get(path, headers=headers, query_string=query)

    def digest(self) -> tuple[int, bytes]:
        """What the log holds: its head, and a hash over the hashes of all events."""
        log = self.context.log
        return log.head(), sha256(b"".join(event.hash for event in log.follow(0))).digest()

    @contextmanager
    def untouched(self) -> Iterator[None]:
        """Whatever is asked for inside leaves the log as it was."""
        before = self.digest()
        yield
        assert self.digest() == before

    def upload(self, path: str, form: dict[str, Any], headers: Headers) -> TestResponse:
        """Post a form with files. Encoded here, because the client leaves temporary files of large ones open."""
        builder = EnvironBuilder(method="POST", data=form, content_type="multipart/form-data")
        environment = builder.get_environ()
        with environment["wsgi.input"] as encoded:
            body = encoded.read()
        builder.close()
        return self.client.post(path, data=body, headers=headers, content_type=environment["CONTENT_TYPE"])

    def post(self, path: str, body: Any, headers: Headers | None = None, **more: str) -> TestResponse:
        return self.client.post(path, json=body, headers={**(headers or {}), **more})


@pytest.fixture(scope="session")
def around() -> Callable[[Context], Flask]:
    """The application around a context. Making one takes longer than most tests do, so it is made once; beside the
    context it holds its configuration alone, which every test gets as it was."""
    made: list[Flask] = []
    configuration: dict[str, Any] = {}

    def put(context: Context) -> Flask:
        if not made:
            made.append(create_app(context, secret_key=b"test"))
            made[0].testing = True
            configuration.update(made[0].config)
        (app,) = made
        app.config.clear()
        app.config.update(configuration)
        app.extensions[EXTENSION] = context
        return app

    return put


@pytest.fixture
def api(database: Database, around: Callable[[Context], Flask], tmp_path: Path) -> Iterator[Api]:
    with context_of(database, tmp_path) as context:
        yield Api(around(context), context)


@pytest.fixture
def operator(api: Api) -> Headers:
    return api.token(Role.OPERATOR)


@pytest.fixture
def mukdahan(api: Api, operator: Headers) -> Callable[[], None]:
    """Registers Mukdahan, opens its round and lists officers; the views know it."""

    def prepare() -> None:
        unit = {"unit": "TH-49", "name_th": "ตม.จว.มุกดาหาร", "name_en": "Mukdahan Immigration", "division": 4}
        assert api.post("/api/v1/units", unit, operator).status_code == 201
        body = {"fiscal_year": 2567, "rubric": RUBRIC}
        assert api.post("/api/v1/units/TH-49/rounds", body, operator).status_code == 201
        officers = {"officers": [{"name": "วลัยพร จงรักษ์"}, {"name": "สุปราณี เรือนใสแก้ว"}, {"name": "ธนิษฐา คณานันท์"}]}
        assert api.post(f"{ROUND}/officers", officers, operator).status_code == 201
        api.catch_up()

    return prepare


@pytest.fixture
def answers() -> Callable[[str, str], dict[str, str]]:
    """A complete answer sheet of an instrument, every question with the same option."""

    def sheet(instrument: str, option: str) -> dict[str, str]:
        questions = [f"i{n}" for n in range(1, 16)] if instrument == "IIT" else [f"e{n}" for n in range(1, 7)]
        return dict.fromkeys(questions, option)

    return sheet
