"""How one audit runs."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class UnitFacts:
    """What the unit's record says and a website can't prove: the current head's names (all known spellings)."""

    head_names: tuple[str, ...] = ()
    former_head_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How far an audit is. step: what it is doing; done: pages and files so far; url: the one at hand."""

    step: str
    done: int
    url: str


#: Is told of every page and file.
Report = Callable[[Progress], None]


@dataclass(frozen=True)
class AuditLimits:
    """Bounds of one audit. pages: HTML pages fetched; documents: files and pages behind item links; per_item: of those
    for one item; requests: all together; bytes: received; seconds: after which nothing more is fetched."""

    pages: int = 120
    documents: int = 400
    per_item: int = 40
    requests: int = 900
    bytes: int = 400_000_000
    seconds: float = 1800.0


def silent(progress: Progress) -> None:
    """Reports nothing."""
