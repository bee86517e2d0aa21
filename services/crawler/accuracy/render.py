"""What a corpus showed, as a table for the terminal and as JSON."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from services.crawler.accuracy.corpus import LabelledPage
from services.crawler.accuracy.measure import Accuracy, Counts, Slip

#: Characters of a link's words that are shown.
_TEXT = 60


def render_accuracy(accuracy: Accuracy) -> str:
    """The table: all pairs, by pattern, by item, then every slip."""
    lines = [f"{accuracy.pages} pages, {accuracy.links} links", "", *accuracy.problems]
    lines += [f"{len(accuracy.problems)} lines of the tables were not used", ""] if accuracy.problems else []
    if accuracy.better_count:
        lines += [f"The labels would fit far better if links were counted as {accuracy.better_count}: --count", ""]
    lines += [*_table("pattern", accuracy.by_pattern), "", *_table("item", accuracy.by_item)]
    lines += ["", _row("all", accuracy.total), ""]
    lines += [_slip(slip) for slip in accuracy.slips] or ["nothing missed, nothing wrong"]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def as_json(accuracy: Accuracy) -> dict[str, Any]:
    """The same as plain data; shares are strings, null where there is nothing to divide by."""
    return {
        "pages": accuracy.pages,
        "links": accuracy.links,
        "all": _counts(accuracy.total),
        "items": {name: _counts(accuracy.by_item[name]) for name in _sorted(accuracy.by_item)},
        "patterns": {name: _counts(accuracy.by_pattern[name]) for name in _sorted(accuracy.by_pattern)},
        "problems": list(accuracy.problems),
        "better_count": accuracy.better_count,
        "slips": [{name: getattr(slip, name) for name in Slip.__dataclass_fields__} for slip in accuracy.slips],
    }


def link_list(page: LabelledPage) -> str:
    """The links of a page with their ordinals, for the person who labels them."""
    lines = []
    for ordinal, link in enumerate(page.links):
        if link is None:
            continue
        items = " ".join(sorted(page.wanted.get(ordinal, ())))
        lines.append(f"{ordinal:4}  {items:10}  {(link.text or link.hint)[:_TEXT]}  {link.href}".rstrip())
    return "\n".join(lines) + "\n"


def _table(name: str, rows: Mapping[str, Counts]) -> list[str]:
    head = f"{name:<22}{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>9}{'F1':>9}"
    return [head, "─" * len(head), *(_row(key, rows[key]) for key in _sorted(rows))]


def _row(name: str, counts: Counts) -> str:
    shares = f"{_percent(counts.precision):>11}{_percent(counts.recall):>9}{_percent(counts.f1):>9}"
    return f"{name:<22}{counts.right:>7}{counts.wrong:>7}{counts.missed:>8}{shares}"


def _percent(share: Decimal | None) -> str:
    return f"{share:.4f}" if share is not None else "–"


def _slip(slip: Slip) -> str:
    said = " (listed for a person to confirm)" if slip.unsure else ""
    return (
        f"{slip.kind} {slip.item}: {slip.page} link {slip.ordinal} “{slip.text[:_TEXT]}” {slip.href}: {slip.why}{said}"
    )


def _counts(counts: Counts) -> dict[str, Any]:
    shares = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    plain = {name: str(share) if share is not None else None for name, share in shares.items()}
    return {"right": counts.right, "wrong": counts.wrong, "missed": counts.missed, **plain}


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: [(part.isdigit(), part.zfill(4)) for part in re.split(r"(\d+)", name)])
