"""What the application's role may do, all of it: a migration that grants more must say so here."""

import psycopg

from shared.postgres import APPLICATION_ROLE, libpq_url
from tests.databases import Database

ALL = "DELETE INSERT SELECT UPDATE"

#: Table → rights of the role on it. Single columns are checked apart.
TABLES = {
    "public.accounts": "INSERT SELECT UPDATE",
    "public.answer_tokens": "INSERT SELECT UPDATE",
    "public.api_tokens": "INSERT SELECT UPDATE",
    "public.checkpoints": "INSERT SELECT",
    "public.crawler_turns": "DELETE INSERT SELECT UPDATE",
    "public.events": "SELECT",
    "public.idempotency_keys": "SELECT",
    "public.network_counts": "INSERT SELECT TRUNCATE UPDATE",
    "public.network_secrets": "INSERT SELECT TRUNCATE UPDATE",
    "public.person_keys": "INSERT SELECT",
}
#: Schemas of which every table is the services' own.
OWN_SCHEMAS = {"queue", "views"}
FUNCTIONS = {"append_batch", "append_event", "append_group", "forget_answer_keys"}


def _rows(database: Database, statement: str) -> list[tuple[str, str]]:
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        return connection.execute(statement.encode(), {"role": APPLICATION_ROLE}).fetchall()


def test_the_application_has_these_rights_on_tables_and_no_others(database: Database) -> None:
    granted = dict(
        _rows(
            database,
            """SELECT table_schema || '.' || table_name, string_agg(privilege_type, ' ' ORDER BY privilege_type)
               FROM information_schema.role_table_grants WHERE grantee IN (%(role)s, 'PUBLIC')
               AND table_schema NOT IN ('pg_catalog', 'information_schema') GROUP BY 1""",
        )
    )
    own = {table: rights for table, rights in granted.items() if table.split(".")[0] in OWN_SCHEMAS}
    assert {table: rights for table, rights in granted.items() if table not in own} == TABLES
    assert {table: rights for table, rights in own.items() if not set(rights.split()) <= set(ALL.split())} == {}


def test_where_only_columns_may_be_written(database: Database) -> None:
    granted = _rows(
        database,
        """SELECT attrelid::regclass::text, attname FROM pg_attribute, aclexplode(attacl) AS acl
           WHERE acl.grantee = %(role)s::regrole AND acl.privilege_type = 'UPDATE' ORDER BY 1, 2""",
    )
    assert granted == [("person_keys", "erased_at"), ("person_keys", "wrapped")]


def test_the_application_runs_these_functions_of_the_owner_and_no_others(database: Database) -> None:
    """A function with its owner's rights is a door through every wall: only these are meant."""
    runnable = _rows(
        database,
        """SELECT DISTINCT proname::text, '' FROM pg_proc
           WHERE prosecdef AND has_function_privilege(%(role)s, oid, 'EXECUTE')""",
    )
    assert {name for name, _ in runnable} == FUNCTIONS


def test_the_application_owns_and_makes_nothing(database: Database) -> None:
    owned = _rows(
        database,
        "SELECT relname::text, '' FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner WHERE rolname = %(role)s",
    )
    makes = _rows(
        database,
        """SELECT nspname::text, '' FROM pg_namespace
           WHERE nspname NOT LIKE 'pg_%%' AND has_schema_privilege(%(role)s, oid, 'CREATE')""",
    )
    assert (owned, makes) == ([], [])
