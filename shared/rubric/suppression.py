"""Which counts of a breakdown may be shown, so that nobody's answer can be found, nor computed from what is shown."""

from collections.abc import Mapping

#: Counts below this are not shown: they could be tied to persons.
FEWEST = 5


def suppress(cells: Mapping[str, int]) -> dict[str, int | None]:
    """The counts, None for each that is hidden. The total may be known to whoever reads them.

    Hidden are all below FEWEST, zero too. Where these would follow from the total and the rest (there is only one, they
    are all zero, or all as large as a hidden count can be), the smallest of the rest is hidden as well.
    Then every hidden count could be another one and everything shown would still be the same (a test tries them all).
    A breakdown of one cell is its total, and a breakdown of nothing hides nobody.
    """
    if not any(cells.values()):
        return dict(cells)
    hidden = {name for name, count in cells.items() if count < FEWEST}
    if _follow(hidden, cells):
        rest = [count for name, count in cells.items() if name not in hidden]
        hidden |= {name for name, count in cells.items() if count == min(rest, default=0)}
    return {name: None if name in hidden else count for name, count in cells.items()}


def _follow(hidden: set[str], cells: Mapping[str, int]) -> bool:
    """Whether the hidden counts can be computed from their sum."""
    known = sum(cells[name] for name in hidden)
    return bool(hidden) and (len(hidden) == 1 or known in (0, len(hidden) * (FEWEST - 1)))
