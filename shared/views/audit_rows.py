"""What queries about links and nightly audits answer with. Instants are UTC, fiscal years Buddhist."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

import msgspec


class JudgedLinkRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a person said of a link. url: canonical; page: where it was seen; by: the account."""

    url: str
    page: str
    text: str | None
    decision: Literal["confirmed", "rejected"]
    by: str
    at: datetime


class LinkRow(msgspec.Struct, frozen=True, kw_only=True):
    """A link of an item: seen by the last audit that changed the item (shown), judged by a person, or both.

    unsure: a person should confirm it, and has not judged it. why, confidence (0–1): the audit's, None where not shown.
    """

    item: str
    url: str
    page: str
    text: str | None
    shown: bool
    why: str | None = None
    confidence: Decimal | None = None
    unsure: bool = False
    decision: Literal["confirmed", "rejected"] | None = None
    by: str | None = None
    at: datetime | None = None


class OutageRow(msgspec.Struct, frozen=True, kw_only=True):
    """Websites that were out of reach together in one night: one event, and no unit's loss.

    server: network address (or host) that all are on; None where several servers were out of reach at once.
    first_seen: when the first of these audits ended (UTC).
    """

    server: str | None
    hosts: tuple[str, ...]
    units: tuple[str, ...]
    first_seen: datetime | None


class StaleRow(msgspec.Struct, frozen=True, kw_only=True):
    """A unit without a completed nightly audit for too long. last_completed: UTC, None for never."""

    unit: str
    fiscal_year: int
    name_th: str
    name_en: str
    last_completed: datetime | None


class NightRow(msgspec.Struct, frozen=True, kw_only=True):
    """How far a nightly run is. begins: UTC. waiting: asked for and not ended. unreached: completed as down or blocked.

    last_ended: when its newest audit ended. stale: as of now, whatever the night.
    """

    begins: datetime
    requested: int
    completed: int
    failed: int
    waiting: int
    unreached: int
    last_ended: datetime | None
    outages: tuple[OutageRow, ...]
    stale: tuple[StaleRow, ...]
    simulated: bool
