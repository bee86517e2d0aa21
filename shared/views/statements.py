"""SQL that is clearer as SQL, kept in ``sql/*.sql``, one statement a file."""

from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> str:
    """The text of ``sql/<name>.sql``."""
    return files("shared.views").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
