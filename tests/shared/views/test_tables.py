"""The migration and the description of the tables say the same."""

from sqlalchemy import MetaData, create_engine
from sqlalchemy.dialects import postgresql

from shared.views.tables import VIEWS_SCHEMA, metadata

DIALECT = postgresql.dialect()


def test_migrated_tables_are_those_described(database):
    engine = create_engine(database.owner_url)
    found = MetaData(schema=VIEWS_SCHEMA)
    found.reflect(engine, schema=VIEWS_SCHEMA)
    assert _shape(found) == _shape(metadata)
    engine.dispose()


def _shape(tables):
    return {
        name: (
            [
                (column.name, column.type.compile(dialect=DIALECT), column.nullable, column.primary_key)
                for column in table.columns
            ],
            sorted((index.name, index.unique, tuple(index.columns.keys())) for index in table.indexes),
        )
        for name, table in tables.tables.items()
    }
