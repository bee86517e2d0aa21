"""What an author should look at in a consistent rubric: nothing here makes it wrong, all of it costs accuracy."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import get_args

from rapidfuzz import fuzz

from shared.rubric.checks import KeywordCheck, LinkCheck
from shared.rubric.document import Place
from shared.rubric.model import Element, Item, Rubric, Sourced, SurveyId, WorkLine
from shared.rubric.problem import Problem
from shared.thai import skeleton

#: Titles of two items this much alike (0–100, by skeleton) are easily taken for each other on real pages.
CONFUSABLE = 90.0
#: Keywords whose skeletons are shorter than this, in characters, stand in almost any text.
SHORT_WORD = 3
#: Code of the level that is the pass mark.
REACHED = "pass"


def advice(rubric: Rubric) -> list[Problem]:
    """Every warning, by place: unconfirmed statements, parts that nothing uses, weak checks, titles that are alike."""
    checks = (
        *(_unconfirmed, _drafted, _unused_work_lines, _missing_phases, _missing_samples, _missing_pass_mark),
        *(_items, _alike, _openings),
    )
    return [warning for check in checks for warning in check(rubric)]


def _unconfirmed(rubric: Rubric) -> Iterator[Problem]:
    for place, statement in statements(rubric):
        if not statement.confirmed:
            yield Problem(place, f"unconfirmed: {statement.title.en}")


def statements(rubric: Rubric) -> Iterator[tuple[Place, Sourced]]:
    """Everything at a rubric's top that names its source, with its place."""
    for key in type(rubric).model_fields:
        value = getattr(rubric, key)
        parts = enumerate(value) if isinstance(value, tuple) else ()
        yield from (((key, n), part) for n, part in parts if isinstance(part, Sourced))
        if isinstance(value, Sourced):
            yield (key,), value


def _drafted(rubric: Rubric) -> Iterator[Problem]:
    drafted = sum(question.drafted for question in rubric.questions)
    if drafted:
        yield Problem(("questions",), f"{drafted} of {len(rubric.questions)} questions are drafts of ours")


def _unused_work_lines(rubric: Rubric) -> Iterator[Problem]:
    """A line of work that no element looks for; where elements look for none at all, lines are no matter of items."""
    words = {skeleton(word) for item in rubric.items for element in item.elements for word in _words(element)}
    found = [_looked_for(line, words) for line in rubric.work_lines]
    for n, line in enumerate(rubric.work_lines):
        if any(found) and not found[n] and line.id != "other":
            yield Problem(("work_lines", n), f"unused: no element looks for {line.title.th}")


def _looked_for(line: WorkLine, words: set[str]) -> bool:
    """Whether one of the words begins one of the line's names, or holds it."""
    names = [skeleton(name) for name in (line.title.th, *line.aliases)]
    return any(name.startswith(word) or name in word for name in names for word in words)


def _missing_phases(rubric: Rubric) -> Iterator[Problem]:
    for phase in ("iit", "eit1", "oit_answering"):
        if rubric.phase(phase) is None:
            yield Problem(("calendar",), f"no phase {phase}: without its end nothing of it ever closes")


def _missing_samples(rubric: Rubric) -> Iterator[Problem]:
    for survey in get_args(SurveyId):
        if rubric.questions_of(survey) and rubric.sample(survey) is None:
            yield Problem(("samples",), f"no sample {survey}: its page can't tell who may answer")


def _missing_pass_mark(rubric: Rubric) -> Iterator[Problem]:
    if not any(level.code == REACHED for level in rubric.levels):
        yield Problem(
            ("levels",), f"no level has the code {REACHED}: pages show no pass mark and count no unit as passing"
        )


def _items(rubric: Rubric) -> Iterator[Problem]:
    for n, item in enumerate(rubric.items):
        if not item.aliases:
            yield Problem(("items", n), "no aliases: pages that use another title are not found")
        if not any(element.required for element in item.elements):
            yield Problem(("items", n, "elements"), "no required element: any page about it counts as present")
        for m, element in enumerate(item.elements):
            if what := _weakness(item, element):
                yield Problem(("items", n, "elements", m, "check"), what)


def _weakness(item: Item, element: Element) -> str | None:
    check = element.check
    if isinstance(check, KeywordCheck):
        return _weak_words(check)
    if isinstance(check, LinkCheck) and not check.any_of:
        return "weak: any link passes"
    if check.kind == "month_coverage" and item.period is None:
        return "the item has no period: every month of the fiscal year is asked for"
    if check.kind == "language" and len(item.languages) < 2:  # noqa: PLR2004 - one language is no comparison
        return "weak: the item asks for one language only"
    return "weak: the item names no formats" if check.kind == "formats" and not item.formats else None


def _weak_words(check: KeywordCheck) -> str | None:
    if not check.all_of and not check.subject and not check.any_of:
        return "weak: no words, so everything passes"
    short = [word for word in (check.any_of or check.all_of) if len(skeleton(word)) < SHORT_WORD]
    return (
        f"weak: {', '.join(short)} stands in almost any text"
        if short and not check.all_of and not check.subject
        else None
    )


def _words(element: Element) -> tuple[str, ...]:
    check = element.check
    if isinstance(check, KeywordCheck):
        return (*check.all_of, *check.subject, *check.any_of, *check.if_none)
    return check.any_of if isinstance(check, LinkCheck) else ()


def _alike(rubric: Rubric) -> Iterator[Problem]:
    """Names of different items that are (nearly) the same text; the worst pair of any two items."""
    named = [_names(item) for item in rubric.items]
    for one, other in combinations(range(len(named)), 2):
        score, rival, title = max((_likeness(a, b), a[0], b[0]) for a in named[one] for b in named[other])
        if score >= CONFUSABLE:
            what = f"{title!r} is {score:.0f} % like {rival!r} of {rubric.items[one].id}: pages may confuse them"
            yield Problem(("items", other, "title"), what)


def _openings(rubric: Rubric) -> Iterator[Problem]:
    """Openings that an item before has, too: what begins so is named by neither."""
    first: dict[str, str] = {}
    for place, item in enumerate(rubric.items):
        for opening in item.openings:
            owner = first.setdefault(_key(opening), item.id)
            if owner != item.id:
                yield Problem(("items", place, "openings"), f"documents of {owner} begin with {opening!r}, too")


def _names(item: Item) -> list[tuple[str, str, bool]]:
    """Each name of the item with its key, and whether another text that is nearly the same names it, too."""
    titles = (item.title.th, item.title.en, *item.aliases)
    return [
        *((title, _key(title), True) for title in titles),
        *((name, _key(name), False) for name in item.usual_names),
    ]


def _likeness(one: tuple[str, str, bool], other: tuple[str, str, bool]) -> float:
    """How alike two names are, 0–100; of usual names only whether they are another item's title: one that stands at
    several items means them all."""
    if one[2] and other[2]:
        return fuzz.ratio(one[1], other[1])
    return 100.0 * (one[1] == other[1] and (one[2] or other[2]))


def _key(title: str) -> str:
    return re.sub(r"[\W_]+", "", skeleton(title))
