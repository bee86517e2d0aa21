"""Lists in parts: opaque cursors, and rows turned into their types."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Column, RowMapping, Table

from shared.views.rows import Page

T = TypeVar("T", bound=msgspec.Struct)


class BadCursor(ValueError):
    """The cursor is not one that a list of this kind gave."""


def encode_cursor(*parts: str | int) -> str:
    """A cursor that says after which row to go on."""
    return urlsafe_b64encode(msgspec.json.encode(parts)).decode().rstrip("=")


def decode_cursor(cursor: str, kinds: type[T]) -> T:
    """The parts of a cursor, as the fields of an array-like struct. Raises BadCursor."""
    try:
        return msgspec.json.decode(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=kinds)
    except (ValueError, msgspec.DecodeError) as error:
        raise BadCursor(cursor) from error


def page(found: Iterable[T], limit: int, cursor: Callable[[T], str]) -> Page[T]:
    """The first ``limit`` rows; one row more in ``found`` tells that there is a part after them."""
    rows = tuple(found)
    shown = rows[:limit]
    return Page(shown, cursor(shown[-1]) if len(rows) > limit else None)


def row_as(kind: type[T], found: RowMapping | Mapping[str, Any], **own: Any) -> T:
    """A row of a view as its type; ``own`` replaces or adds fields."""
    facts = {name: found[name] for name in kind.__struct_fields__ if name in found and name not in own}
    return msgspec.convert(facts | own, kind, strict=False)


def rows_as(kind: type[T], found: Iterable[RowMapping]) -> tuple[T, ...]:
    """Rows of a view as their type."""
    return tuple(row_as(kind, row) for row in found)


def columns_of(table: Table, kind: type[msgspec.Struct]) -> list[Column[Any]]:
    """The columns of the table that the type has fields for."""
    return [table.columns[name] for name in kind.__struct_fields__ if name in table.columns]
