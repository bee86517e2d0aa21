"""Results as a table for people and as JSON for machines."""

from collections.abc import Iterable
from typing import Any

import orjson

from services.bench.results import Result, Series

#: From this figure on, decimals say nothing.
_WHOLE = 100


def line(result: Result) -> str:
    """One row, over two lines where there is a peer."""
    mark = "holds" if result.holds else "DOES NOT HOLD"
    ratio = "" if result.ratio is None else f"{result.ratio:.2f} ×  "
    head = f"{result.group:<10} {result.name}\n{'':<10}   {_figures(result.ours)} {result.unit}"
    beside = "" if result.theirs is None else f"  beside {_figures(result.theirs)}: {result.peer}"
    return f"{head}{beside}\n{'':<10}   {ratio}(bar {result.bar}) {mark}"


def encoded(results: Iterable[Result]) -> bytes:
    """The rows as a JSON array in UTF-8; bar is text, ratio and peer are null where the bar is absolute."""
    return orjson.dumps([_plain(result) for result in results], option=orjson.OPT_INDENT_2)


def _plain(result: Result) -> dict[str, Any]:
    return {
        "name": result.name,
        "group": result.group,
        "value": result.ours.median,
        "unit": result.unit,
        "peer": result.peer,
        "peer_value": None if result.theirs is None else result.theirs.median,
        "ratio": result.ratio,
        "bar": str(result.bar),
        "holds": result.holds,
    }


def _figures(series: Series) -> str:
    return f"{_number(series.median)} ({_number(series.lowest)}–{_number(series.highest)})"


def _number(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= _WHOLE else f"{figure:.3g}"
