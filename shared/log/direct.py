"""Statements that append, sent by libpq itself.

An append takes a few hundred microseconds. A third of them went by while the driver turned parameters into text and
rows into objects that the log takes apart again; here what is sent is bytes already, and so is what comes back.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from struct import Struct
from typing import NamedTuple, cast

from psycopg import OperationalError
from psycopg.errors import error_from_result
from psycopg.pq import DiagnosticField, ExecStatus, Format
from psycopg.pq.abc import PGresult

from shared.log.connections import Driver
from shared.log.statements import statement

#: From where PostgreSQL counts the microseconds of its times.
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_BIGINT, _INTEGER = Struct("!q"), Struct("!i")
#: What append_event answers: position, version, moment, hash.
_PLACE = Struct("!qiq32s")
#: What the server says of a statement that this connection has not prepared yet.
_NOT_PREPARED = b"26000"


class Outcome(NamedTuple):
    """What became of an append. The positions are those of the events, 0 where there are none.

    last_version: of the last event, or the one in conflict. moment: when the events were recorded.
    hashes: theirs, 32 bytes each.
    """

    outcome: str
    first_position: int
    last_position: int
    last_version: int
    moment: datetime
    hashes: bytes


def append_event(connection: Driver, parameters: Sequence[bytes | None]) -> Outcome | None:
    """Appends one event; None where the stream is not at the version expected. See ``append_event`` in the database."""
    place = _answered(connection, "append_event", parameters).get_value(0, 0)
    if place is None:
        return None
    position, version, moment, digest = _PLACE.unpack(place)
    return Outcome("appended", position, position, version, _EPOCH + timedelta(microseconds=moment), digest)


def append_group(connection: Driver, asked: bytes) -> list[Outcome]:
    """Appends what several clients ask for. asked: JSON; see ``append_group`` in the database."""
    result = _answered(connection, "append_group", [asked])
    return [_outcome(result, row) for row in range(result.ntuples)]


def _answered(connection: Driver, name: str, parameters: Sequence[bytes | None]) -> PGresult:
    """What the statement ``sql/<name>.sql`` answers; parameters in PostgreSQL's text form. Raises psycopg.Error."""
    with connection.lock:
        result = _executed(connection, name, parameters)
    if result.status == ExecStatus.TUPLES_OK:
        return result
    if _code(result) is None:  # not the server's word, but that it is gone
        raise OperationalError(result.error_message.decode())
    raise error_from_result(result)


def _executed(connection: Driver, name: str, parameters: Sequence[bytes | None]) -> PGresult:
    """In autocommit, the statement is prepared when a connection first needs it.

    Within somebody's transaction it is not: to find out that it must be would spoil the transaction.
    """
    libpq, values = connection.pgconn, cast(Sequence[bytes], parameters)  # None is NULL, whatever the stub says
    if not connection.autocommit:
        return libpq.exec_params(statement(name), parameters, result_format=Format.BINARY)
    result = libpq.exec_prepared(name.encode(), values, result_format=Format.BINARY)
    if _code(result) != _NOT_PREPARED:
        return result
    libpq.prepare(name.encode(), statement(name))
    return libpq.exec_prepared(name.encode(), values, result_format=Format.BINARY)


def _code(result: PGresult) -> bytes | None:
    return result.error_field(DiagnosticField.SQLSTATE)


def _outcome(result: PGresult, row: int) -> Outcome:
    outcome, first, last, version, moment, hashes = (result.get_value(row, column) for column in range(6))
    return Outcome(
        (outcome or b"").decode(),
        _BIGINT.unpack(first)[0] if first else 0,
        _BIGINT.unpack(last)[0] if last else 0,
        _INTEGER.unpack(version)[0] if version else 0,
        _EPOCH + timedelta(microseconds=_BIGINT.unpack(moment)[0]) if moment else _EPOCH,
        hashes or b"",
    )
