"""The log's SQL, one statement a file."""

from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> bytes:
    """The text of ``sql/<name>.sql``."""
    return (files("shared.log") / "sql" / f"{name}.sql").read_bytes()
