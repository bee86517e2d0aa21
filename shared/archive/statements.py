"""The archive's SQL over the log, one statement a file."""

from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> bytes:
    """The text of ``sql/<name>.sql``."""
    return (files("shared.archive") / "sql" / f"{name}.sql").read_bytes()
