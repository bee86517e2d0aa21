"""Which verdict is worse than which, and when a loss counts."""

from shared.rubric import Verdict

#: How much of the item a verdict leaves, from nothing (0) to all of it. ``unknown`` says nothing and has no rank.
RANK: dict[Verdict, int] = {"missing": 0, "stale": 1, "wrong_format": 1, "partial": 2, "present": 3}


def is_known(verdict: Verdict) -> bool:
    """Whether the verdict says anything about the website."""
    return verdict in RANK


def counts(verdict: Verdict, confirmed: Verdict | None, pending: Verdict | None) -> bool:
    """Whether a verdict counts at once.

    confirmed: the last verdict that counted. pending: a loss seen since, which did not count yet.
    A loss counts only if the sight before it was at least as bad: two audits agree that no more is left than this.
    """
    if not is_known(verdict):
        return False
    if confirmed is None or RANK[verdict] >= RANK[confirmed]:
        return True
    return pending is not None and RANK[pending] <= RANK[verdict]
