"""Whether enough is known of a score to compare it with others' (docs/decisions/0026)."""

from shared.rubric.model import Rubric
from shared.rubric.scoring.result import Score


def lacking(rubric: Rubric, score: Score) -> tuple[str, ...]:
    """The instruments, then the indicators (by number), of which nothing is known: no answer, no evidence.

    What is not known is expected to earn nothing, so a rank by it would tell how far collecting has come. A score
    cannot be compared by a part that it lacks, nor by its total or level while it lacks an instrument.
    """
    unseen = set(without_evidence(score))
    known = {question.indicator for question in score.questions if question.n}
    known |= {item.indicator for item in rubric.items if item.id not in unseen}
    instruments = (part.id for part in score.instruments if part.basis in ("no_answers", "no_evidence"))
    indicators = (str(part.id) for part in score.indicators if part.id not in known)
    return (*instruments, *indicators)


def without_evidence(score: Score) -> tuple[str, ...]:
    """The items of which nothing is known yet."""
    return tuple(item.id for item in score.items if item.basis == "none")


def short_samples(score: Score) -> tuple[str, ...]:
    """The surveys with some answers, but fewer than their minimum: ranked, and marked."""
    return tuple(survey for part in score.instruments if part.basis == "answers" for survey in part.short)
