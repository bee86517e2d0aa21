"""Whatever was stored, exported or logged after answers came in: none of it leads back to who gave them, or when.

The threat model (docs/guide/anonymity.md) names the tests of this module.
"""

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from psycopg import sql

from services.api.app import create_app
from services.worker.jobs import forget
from shared.access import Role
from shared.broker.process import json_logs
from shared.log import export_events
from shared.postgres import libpq_url
from tests.databases import Database
from tests.services.api.conftest import ROUND, Api

#: What would lead back to a respondent, and stands nowhere else.
ADDRESS, AGENT, NONCE, SOLUTION = "203.0.113.77", "Phone-of-Somchai/1.0", "nonce-of-somchai", "solution-of-somchai"
ANSWERS = "responses/TH-49/2567"
#: Bangkok is so far ahead of UTC.
_BANGKOK, _DAY = timedelta(hours=7), timedelta(days=1)


@pytest.fixture
def behind_proxy(api: Api, mukdahan: Any) -> Any:
    mukdahan()
    object.__setattr__(api.context.settings, "trusted_proxies", 1)
    return create_app(api.context, secret_key=b"test")


@pytest.fixture
def spent(api: Api, behind_proxy: Any, answers: Any) -> list[str]:
    """Tokens of which the third was used, among answers without; every sheet with the same marks of its sender."""
    administrator = api.token(Role.ADMINISTRATOR, unit="TH-49")
    api.post(f"{ROUND}/token-rules", {"instrument": "IIT", "required": True}, administrator)
    tokens: list[str] = api.post(f"{ROUND}/tokens", {"instrument": "IIT", "count": 6}, administrator).get_json()[
        "tokens"
    ]
    officer = api.token(Role.OFFICER, unit="TH-49")
    for number, (instrument, more) in enumerate([("EIT1", {}), ("IIT", {"token": tokens[2]}), ("EIT1", officer)]):
        headers = {
            "X-Forwarded-For": ADDRESS, "User-Agent": AGENT, "Idempotency-Key": f"{NONCE}-{number}",
            **(more if "Authorization" in more else {}),
        }  # fmt: skip
        body = {"instrument": instrument, "answers": answers(instrument, "most"), "solution": SOLUTION}
        body |= {} if "Authorization" in more else more
        sent = behind_proxy.test_client().post(f"{ROUND}/responses", json=body, headers=headers)
        assert sent.status_code == 201
    api.catch_up()
    return tokens


def _tables(connection: Any) -> Iterator[tuple[str, list[str]]]:
    """Every table of the database, each row as text with its system columns."""
    names = connection.execute(
        "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
        " AND table_schema NOT IN ('pg_catalog', 'information_schema')"
    ).fetchall()
    for schema, name in names:
        query = sql.SQL("SELECT to_jsonb(row)::text || ' ' || row.xmin || ' ' || row.ctid FROM {}.{} AS row")
        yield (
            f"{schema}.{name}",
            [row for (row,) in connection.execute(query.format(*map(sql.Identifier, (schema, name))))],
        )


def _rows(database: Database) -> dict[str, list[str]]:
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        return dict(_tables(connection))


def _marks(tokens: list[str]) -> list[str]:
    return [
        ADDRESS,
        "203.0.113",
        AGENT,
        "Somchai",
        NONCE,
        SOLUTION,
        *tokens,
        *(each.replace("-", "") for each in tokens),
    ]


def _found(text: str, marks: list[str]) -> list[str]:
    """Marks in the text, as they are or in hex, as bytes are shown."""
    return [mark for mark in marks if mark.lower() in text.lower() or mark.encode().hex() in text.lower()]


def test_no_table_holds_token_address_agent_or_nonce(database: Database, spent: list[str]) -> None:
    rows = _rows(database)
    assert any("ResponseRecorded" in row for row in rows["public.events"])
    assert len(rows["public.answer_tokens"]) == 1 and len(rows["public.network_counts"]) == 1
    found = {(table, mark) for table, texts in rows.items() for text in texts for mark in _found(text, _marks(spent))}
    assert found == set()


def test_no_blob_and_no_export_holds_them(api: Api, spent: list[str]) -> None:
    lines = b"".join(export_events(api.context.log)).decode()
    assert "ResponseRecorded" in lines and _found(lines, _marks(spent)) == []
    folder = api.context.settings.data_dir
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert [path.name for path in files if _found(path.read_bytes().decode("latin-1"), _marks(spent))] == []


def test_an_answer_holds_no_time_and_no_account(api: Api, database: Database, spent: list[str]) -> None:
    """Not even that of an officer who is logged in."""
    for answer in api.context.log.read(ANSWERS):
        assert answer.meta.actor == "respondent" and answer.meta.role is answer.meta.request_id is None
        assert answer.event_id.version == 4
        assert (answer.recorded_at + _BANGKOK).strftime("%H:%M:%S.%f") == "00:00:00.000000"
    keys = [row for row in _rows(database)["public.idempotency_keys"] if '"answer/' in row]
    assert len(keys) == 3
    assert not any("officer" in key for key in keys)


def test_no_view_tells_more_of_an_answers_time_than_its_day(database: Database, spent: list[str]) -> None:
    now = datetime.now(UTC)
    clock = re.compile(rf"{now:%Y-%m-%d}T(?!00:00:00|17:00:00)[0-9:.]+")
    answers = [
        (table, row)
        for table, rows in _rows(database).items()
        for row in rows
        if "ResponseRecorded" in row and clock.search(row)
    ]
    assert answers == []


def test_a_spent_token_leaves_no_row_no_order_and_no_number(api: Api, database: Database, spent: list[str]) -> None:
    """The list is one row, sorted by keyed hashes; what its system columns tell is true of all of them alike."""
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        ((unspent,),) = connection.execute("SELECT unspent FROM answer_tokens").fetchall()
    assert len(unspent) == len(spent) - 1 and unspent == sorted(unspent)
    issued = [event for event in api.context.log.read("round/TH-49/2567") if event.type.startswith("Token")]
    assert [(event.type, _fields(event)) for event in issued] == [
        ("TokensRequired", {"instrument": "IIT", "required": True}),
        ("TokensIssued", {"instrument": "IIT", "count": 6}),
    ]


def _fields(recorded: Any) -> dict[str, Any]:
    return {name: getattr(recorded.event, name) for name in recorded.event.__struct_fields__}


def test_no_log_line_tells_who_answers_or_what(api: Api, behind_proxy: Any, answers: Any) -> None:
    """Good answers, refused ones, and a fault of ours."""
    out = io.StringIO()
    with redirect_stderr(out), redirect_stdout(out):
        json_logs("DEBUG")
        api.app.testing = behind_proxy.testing = False
        for body in (
            {"instrument": "EIT1", "answers": answers("EIT1", "high")},
            {"instrument": "EIT1", "answers": {}, "token": "TOKEN-OF-SOMCHAI"},
            {"instrument": "EIT1", "answers": answers("EIT1", "high"), "occupation": "Somchai"},
        ):
            headers = {"X-Forwarded-For": ADDRESS, "User-Agent": AGENT, "Idempotency-Key": f"{NONCE}-x"}
            behind_proxy.test_client().post(f"{ROUND}/responses", json=body, headers=headers)
    assert _found(out.getvalue(), [ADDRESS, AGENT, NONCE, "Somchai", "high"]) == []


def test_keys_of_answers_are_forgotten_and_others_stay(
    api: Api, database: Database, spent: list[str], operator: Any
) -> None:
    body = {"eligible": 48}
    api.post(f"{ROUND}/staff-count", body, operator, **{"Idempotency-Key": "staff"})
    today = datetime.now(UTC)
    assert forget(api.context.engine, today) == 0
    assert forget(api.context.engine, today + 2 * _DAY) == 3
    rows = _rows(database)
    assert any("staff" in row for row in rows["public.idempotency_keys"])
    assert not any("answer/" in row for row in rows["public.idempotency_keys"])
    assert rows["public.network_counts"] == rows["public.network_secrets"] == []
