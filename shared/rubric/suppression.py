"""Which counts of a breakdown may be shown, so that nobody's answer can be found, nor computed from what is shown."""

from collections.abc import Mapping

#: Counts below this, but for zero, are not shown: they could be tied to persons.
FEWEST = 5


def suppress(cells: Mapping[str, int]) -> dict[str, int | None]:
    """The counts, None for each that is hidden. The total may be known to whoever reads them.

    Hidden are the counts from 1 to below FEWEST, and all where the total is below it. Where these would follow from the
    total and the rest (there is only one, or all are the least or the most that they can be), the smallest of the rest
    is hidden as well; where there is none, everything. Then every hidden count could be another one, and everything
    shown would still be the same (a test tries them all). A breakdown of one cell is its total.
    """
    hidden = _hidden(cells)
    return {name: None if name in hidden else count for name, count in cells.items()}


def _hidden(cells: Mapping[str, int]) -> set[str]:
    if 0 < sum(cells.values()) < FEWEST:
        return set(cells)
    small = {name for name, count in cells.items() if 0 < count < FEWEST}
    if not _follow(small, cells):
        return small
    rest = [count for count in cells.values() if count >= FEWEST]
    if not rest:
        return set(cells)
    return small | {name for name, count in cells.items() if count == min(rest)}


def _follow(hidden: set[str], cells: Mapping[str, int]) -> bool:
    """Whether the hidden counts can be computed from their sum."""
    known, least = sum(cells[name] for name in hidden), len(hidden)
    return bool(hidden) and (len(hidden) == 1 or known in (least, least * (FEWEST - 1)))
