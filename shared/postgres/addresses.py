"""Addresses of databases: ``postgresql+psycopg://…`` for SQLAlchemy, ``postgresql://…`` for everything else."""

from pathlib import Path

from sqlalchemy import URL, make_url


def socket_url(socket_folder: Path, role: str, database: str) -> str:
    """The SQLAlchemy address of a database behind a Unix socket."""
    url = URL.create("postgresql+psycopg", username=role, database=database, query={"host": str(socket_folder)})
    return _text(url)


def libpq_url(url: str) -> str:
    """The same address as psycopg itself, ``psql`` and other libpq clients spell it."""
    return _text(make_url(url).set(drivername="postgresql"))


def sqlalchemy_url(url: str) -> str:
    """The same address as SQLAlchemy spells it, whichever of the usual spellings came in."""
    return _text(make_url(url).set(drivername="postgresql+psycopg"))


def with_database(url: str, database: str) -> str:
    """The same server and role, another database."""
    return _text(make_url(url).set(database=database))


def as_role(url: str, role: str) -> str:
    """The same login, acting as another role from the first statement on (it must be a member of that role)."""
    return _text(make_url(url).update_query_dict({"options": f"-crole={role}"}))


def _text(url: URL) -> str:
    """SQLAlchemy writes a space of the query as ``+``, which libpq takes for a plus sign."""
    address, mark, query = url.render_as_string(hide_password=False).partition("?")
    return address + mark + query.replace("+", "%20")
