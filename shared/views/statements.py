"""SQL that is clearer as SQL, kept in ``sql/*.sql``, one statement a file."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import psycopg
from sqlalchemy import Connection

from shared.log.connections import Driver, driver_of

#: A parameter as SQLAlchemy writes it; two colons are a cast.
_PARAMETER = re.compile(r"(?<!:):([a-z_]+)")


@cache
def statement(name: str) -> str:
    """The text of ``sql/<name>.sql``."""
    return files("shared.views").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def ask(connection: Connection | Driver, name: str, parameters: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
    """The rows of ``sql/<name>.sql``, over psycopg itself.

    For what is asked with every request: SQLAlchemy's way there and back costs more than the database's answer.
    """
    driver = connection if isinstance(connection, psycopg.Connection) else driver_of(connection)
    return driver.execute(_for_driver(name), parameters).fetchall()


@cache
def _for_driver(name: str) -> bytes:
    return _PARAMETER.sub(r"%(\1)s", statement(name).replace("%", "%%")).encode()
