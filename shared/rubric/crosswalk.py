"""Which items of two rubrics ask for the same: item numbers differ between years and agency groups, subjects do not.

Figures of two years or agency groups are compared only where the crosswalk says that an item is the same.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from shared.rubric.document import Place
from shared.rubric.problem import Problem

if TYPE_CHECKING:
    from shared.rubric.model import Crosswalk, Item, Rubric

Relation = Literal["same", "approximate"]


@dataclass(frozen=True, slots=True)
class Link:
    """One item of each of two rubrics, and how they relate. confirmed: an official source says so."""

    here: str
    there: str
    relation: Relation
    confirmed: bool


def links(here: "Rubric", there: "Rubric") -> tuple[Link, ...]:
    """All counterparts between two rubrics, whichever of the two names them; none stands twice."""
    found = {(link.here, link.there): link for link in _named(there, here, backwards=True)}
    found |= {(link.here, link.there): link for link in _named(here, there)}
    return tuple(found.values())


def comparable(rubric_a: "Rubric", item_a: str, rubric_b: "Rubric", *, approximate: bool = False) -> str | None:
    """The item of ``rubric_b`` whose results compare with those of ``item_a`` of ``rubric_a``, or None.

    Only an item that is the ``same`` compares. With ``approximate``, the one item that is about the same subject does,
    too; None where several share the subject, since then no single one of them stands for it.
    """
    if rubric_a.item(item_a) is None:
        return None
    if rubric_a.id == rubric_b.id:
        return item_a
    mine = [link for link in links(rubric_a, rubric_b) if link.here == item_a]
    same = [link.there for link in mine if link.relation == "same"]
    candidates = same or ([link.there for link in mine] if approximate else [])
    return candidates[0] if len(candidates) == 1 else None


def _named(rubric: "Rubric", other: "Rubric", *, backwards: bool = False) -> Iterator[Link]:
    """The counterparts that ``rubric`` names in ``other``, where both exist; ``backwards``: seen from ``other``."""
    for link in _declared(rubric, other.id):
        if rubric.item(link.here) and other.item(link.there):
            yield Link(link.there, link.here, link.relation, link.confirmed) if backwards else link


def _declared(rubric: "Rubric", other: str) -> Iterator[Link]:
    for crosswalk in rubric.crosswalks:
        if crosswalk.rubric == other:
            yield from (Link(item, item, "same", crosswalk.confirmed) for item in crosswalk.unchanged)
    for item in rubric.items:
        for named in item.same_as:
            if named.rubric == other:
                yield Link(item.id, named.item, named.relation, named.confirmed)


def contradictions(rubric: "Rubric") -> Iterator[Problem]:
    """What is wrong with a rubric's crosswalks in itself, whatever the others say."""
    yield from _wrong_references(rubric)
    for n, crosswalk in enumerate(rubric.crosswalks):
        yield from _not_one_to_one(rubric, crosswalk, ("crosswalks", n))
        yield from _unaccounted(rubric, crosswalk, ("crosswalks", n))


def _wrong_references(rubric: "Rubric") -> Iterator[Problem]:
    known = [crosswalk.rubric for crosswalk in rubric.crosswalks]
    for n, crosswalk in enumerate(rubric.crosswalks):
        if crosswalk.rubric == rubric.id:
            yield Problem(("crosswalks", n, "rubric"), "a rubric has no crosswalk to itself")
        if known.index(crosswalk.rubric) < n:
            yield Problem(("crosswalks", n, "rubric"), f"{crosswalk.rubric} has a crosswalk already")
        for key in ("unchanged", "only_here"):
            for m, item in enumerate(getattr(crosswalk, key)):
                if rubric.item(item) is None:
                    yield Problem(("crosswalks", n, key, m), f"there is no item {item}")
    for n, entry in enumerate(rubric.items):
        for m, named in enumerate(entry.same_as):
            if named.rubric not in known:
                yield Problem(("items", n, "same_as", m, "rubric"), f"there is no crosswalk to {named.rubric}")


def _not_one_to_one(rubric: "Rubric", crosswalk: "Crosswalk", place: Place) -> Iterator[Problem]:
    """An item that is the same as another is that one only, and is no other's counterpart."""
    declared = list(_declared(rubric, crosswalk.rubric))
    for pair, count in Counter((link.here, link.there) for link in declared).items():
        if count > 1:
            yield Problem(place, f"{pair[0]} names {pair[1]} {count} times")
    for link in dict.fromkeys(link for link in declared if link.relation == "same"):
        for other in declared:
            if (other.here == link.here) != (other.there == link.there):
                what = f"{link.here} is the same as {link.there}, but {other.here} is given as a counterpart of "
                yield Problem(place, f"{what}{other.there}")


def _unaccounted(rubric: "Rubric", crosswalk: "Crosswalk", place: Place) -> Iterator[Problem]:
    mapped = {link.here for link in _declared(rubric, crosswalk.rubric)}
    alone = set(crosswalk.only_here)
    for item in rubric.items:
        if item.id in mapped and item.id in alone:
            yield Problem((*place, "only_here"), f"{item.id} has a counterpart")
        if item.id not in mapped | alone:
            yield Problem(place, f"{item.id} has no counterpart and is not listed in only_here")
    reached = {link.there for link in _declared(rubric, crosswalk.rubric)}
    for item_id in sorted(reached & set(crosswalk.only_there)):
        yield Problem((*place, "only_there"), f"{item_id} has a counterpart")


def disagreements(rubric: "Rubric", others: Mapping[str, "Rubric"]) -> Iterator[Problem]:
    """What is wrong with a rubric's crosswalks, measured by the rubrics that they name. others: by id."""
    for n, crosswalk in enumerate(rubric.crosswalks):
        other = others.get(crosswalk.rubric)
        if other is None:
            yield Problem(("crosswalks", n, "rubric"), f"there is no rubric {crosswalk.rubric}")
        else:
            yield from _missing_targets(rubric, n, other)
            yield from _different_words(rubric, n, other)


def _missing_targets(rubric: "Rubric", n: int, other: "Rubric") -> Iterator[Problem]:
    crosswalk = rubric.crosswalks[n]
    reached = {link.there for link in _declared(rubric, other.id)} | set(crosswalk.only_there)
    there = [item.id for item in other.items]
    for item_id in sorted(reached - set(there)):
        place = _place_of(rubric.items, other.id, item_id) or ("crosswalks", n)
        yield Problem(place, f"{other.id} has no item {item_id}")
    for item_id in there:
        if item_id not in reached:
            what = f"{item_id} of {other.id} has no counterpart and is not listed in only_there"
            yield Problem(("crosswalks", n), what)


def _place_of(items: Sequence["Item"], rubric_id: str, target: str) -> Place | None:
    for n, item in enumerate(items):
        for m, named in enumerate(item.same_as):
            if (named.rubric, named.item) == (rubric_id, target):
                return ("items", n, "same_as", m, "item")
    return None


def _different_words(rubric: "Rubric", n: int, other: "Rubric") -> Iterator[Problem]:
    """Where both rubrics have a crosswalk to each other, they must say the same."""
    if not any(crosswalk.rubric == rubric.id for crosswalk in other.crosswalks):
        return
    mine = {(link.here, link.there): link.relation for link in _named(rubric, other)}
    theirs = {(link.here, link.there): link.relation for link in _named(other, rubric, backwards=True)}
    for here, there in sorted(mine.keys() | theirs.keys()):
        if mine.get((here, there)) != theirs.get((here, there)):
            said, answer = mine.get((here, there), "none"), theirs.get((here, there), "none")
            yield Problem(("crosswalks", n), f"{here} and {there}: {said} here, but {answer} in {other.id}")
