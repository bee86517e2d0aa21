"""The links of a round's items, with what people said of them."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection

from shared.links import canonical_link
from shared.views.audit_rows import JudgedLinkRow, LinkRow
from shared.views.queries.rounds import item_list
from shared.views.rows import ItemRow


def link_list(connection: Connection, unit: str, fiscal_year: int) -> tuple[LinkRow, ...] | None:
    """Every link that the website shows for an item or that somebody judged, item by item; None without a round."""
    items = item_list(connection, unit, fiscal_year)
    return tuple(link for item in items for link in links_of(item)) if items else None


def links_of(item: ItemRow) -> tuple[LinkRow, ...]:
    """The item's links as shown, in page order, then those that were judged and are not shown."""
    judged = {each.url: each for each in item.judged}
    shown = [(_key(link["url"]), link) for link in item.links]
    seen = {key for key, _ in shown}
    found = [_shown(item.item, link, judged.get(key)) for key, link in shown]
    return (*found, *_unseen(item.item, (each for url, each in judged.items() if url not in seen)))


def _shown(item: str, link: dict[str, Any], judged: JudgedLinkRow | None) -> LinkRow:
    facts = {name: link.get(name) for name in ("url", "page", "text", "why", "confidence")}
    found = msgspec.convert({"item": item, "shown": True, **facts}, LinkRow, strict=False)
    if judged is None:
        return msgspec.structs.replace(found, unsure=bool(link.get("unsure")))
    return msgspec.structs.replace(found, decision=judged.decision, by=judged.by, at=judged.at)


def _unseen(item: str, judged: Iterable[JudgedLinkRow]) -> Iterator[LinkRow]:
    for each in judged:
        yield LinkRow(item=item, shown=False, **msgspec.structs.asdict(each))


def _key(address: str) -> str:
    """The canonical address; what is no address stands for itself."""
    try:
        return canonical_link(address)
    except ValueError:
        return address
