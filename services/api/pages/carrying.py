"""A file between its preview and its confirmation: the page carries it, sealed, so that nothing is stored meanwhile."""

from datetime import UTC, datetime

from services.api.auth import principal
from services.api.context import context
from services.api.problems import PreviewExpired
from shared.imports.problems import refused
from shared.secrecy import SealBroken, brought_back, carried

#: Largest sealed file in a form, in characters: what a form may hold, less its other fields.
LARGEST_CARRIED = 450_000


def carry(kind: str, unit: str, year: int, body: bytes) -> str:
    """The file as a hidden field. Raises FileRefused where it is too large for one."""
    sealed = carried(context().master_key, _purpose(kind, unit, year), body, datetime.now(UTC))
    if len(sealed) > LARGEST_CARRIED:
        raise refused("file-too-large-for-page")
    return sealed


def bring_back(kind: str, unit: str, year: int, sealed: str) -> bytes:
    """The file. Raises PreviewExpired if it is too old, of another account or round, or not ours."""
    try:
        return brought_back(context().master_key, _purpose(kind, unit, year), sealed, datetime.now(UTC))
    except SealBroken as error:
        raise PreviewExpired from error


def _purpose(kind: str, unit: str, year: int) -> str:
    return f"{kind}\n{unit}\n{year}\n{principal().account}"
