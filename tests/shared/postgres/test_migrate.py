"""Migrations and addresses."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from shared.postgres import as_role, create_database, libpq_url, migrate, sqlalchemy_url, with_database
from tests.databases import Server


def test_several_processes_may_migrate_at_once(server: Server) -> None:
    name = "sucharit_test_migrations"
    with server.administration() as connection:
        create_database(connection, name)
        try:
            with ThreadPoolExecutor(4) as pool:
                list(pool.map(migrate, [server.database(name).owner_url] * 4))
            with psycopg.connect(libpq_url(server.database(name).url)) as application:
                assert application.execute("SELECT count(*) FROM events").fetchone() == (0,)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.mark.parametrize("spelling", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_addresses_in_every_spelling(spelling: str) -> None:

    assert libpq_url(f"{spelling}me:p%40ss@host/db") == "postgresql://me:p%40ss@host/db"
    assert sqlalchemy_url(f"{spelling}me@host/db?host=%2Frun") == "postgresql+psycopg://me@host/db?host=%2Frun"


def test_an_address_can_name_another_database_or_role() -> None:
    url = "postgresql+psycopg://me@/db?host=%2Frun"
    assert with_database(url, "other") == "postgresql+psycopg://me@/other?host=%2Frun"
    assert as_role(url, "app") == "postgresql+psycopg://me@/db?host=%2Frun&options=-crole%3Dapp"
