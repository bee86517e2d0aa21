"""Decisions about suspicious answers. Nothing is excluded but by a person, and nothing that cannot be taken back."""

from collections import Counter
from collections.abc import Iterable

from shared.events.surveys import ResponseRecorded
from shared.events.watch import AnswersExcluded, AnswersFlagged, AnswersReinstated, DaySheets, Sheets
from shared.rounds.checks import text, working_round
from shared.rounds.conflict import ExcludedAlready, FlaggedAlready, NotExcluded
from shared.rounds.decision import Events, Facts, decide
from shared.rounds.invalid import ReasonMissing
from shared.rounds.not_found import UnknownFlag
from shared.rounds.watch.commands import ExcludeAnswers, FlagAnswers, ReinstateAnswers
from shared.rounds.watch.state import WatchState


@decide.register
def flag_answers(command: FlagAnswers, facts: Facts) -> Events:
    """Raises a flag over the answers that have none for this reason."""
    working_round(command, facts)
    alike = [flag for flag in facts.watch.flags.values() if flag.reason == command.reason]
    known = {version: flag.flag for flag in alike for version in flag.versions}
    new = tuple(sorted(version for version in set(command.versions) if version not in known))
    if not new:
        raise FlaggedAlready(flag=", ".join(sorted({known[version] for version in command.versions})))
    flagged = AnswersFlagged(
        flag=f"F{len(facts.watch.flags) + 1}",
        instrument=command.instrument,
        reason=command.reason,
        versions=new,
        seen=command.seen,
        expected=command.expected,
        day=command.day,
        work_line=command.work_line,
    )
    return (flagged,)


@decide.register
def exclude_answers(command: ExcludeAnswers, facts: Facts) -> Events:
    """Takes out the flag's answers that still count. The event carries their figures: views just subtract them."""
    working_round(command, facts)
    flag, reason = _known(command.flag, facts.watch), text(command.reason, "reason", ReasonMissing)
    versions = tuple(version for version in flag.versions if version not in facts.watch.out)
    if not versions:
        raise ExcludedAlready(flag=flag.flag)
    sheets = counted(facts.sheets[version] for version in versions)
    excluded = AnswersExcluded(
        flag=flag.flag, instrument=flag.instrument, versions=versions, sheets=sheets, reason=reason
    )
    return (excluded,)


@decide.register
def reinstate_answers(command: ReinstateAnswers, facts: Facts) -> Events:
    """Puts back exactly what the flag took out."""
    working_round(command, facts)
    flag, reason = _known(command.flag, facts.watch), text(command.reason, "reason", ReasonMissing)
    out = facts.watch.excluded.get(flag.flag)
    if out is None:
        raise NotExcluded(flag=flag.flag)
    reinstated = AnswersReinstated(
        flag=flag.flag, instrument=flag.instrument, versions=out.versions, sheets=out.sheets, reason=reason
    )
    return (reinstated,)


def counted(sheets: Iterable[ResponseRecorded]) -> Sheets:
    """Answer sheets of one survey as figures."""
    listed = list(sheets)
    options: dict[str, Counter[str]] = {}
    for sheet in listed:
        for question, option in sheet.answers.items():
            options.setdefault(question, Counter())[option] += 1
    days = sorted({sheet.day for sheet in listed})
    return Sheets(
        count=len(listed),
        options={question: dict(counts) for question, counts in options.items()},
        days={day: _of_day([sheet for sheet in listed if sheet.day == day]) for day in days},
    )


def _of_day(sheets: list[ResponseRecorded]) -> DaySheets:
    return DaySheets(
        count=len(sheets),
        work_lines=dict(Counter(sheet.work_line for sheet in sheets if sheet.work_line)),
        occupations=dict(Counter(sheet.occupation for sheet in sheets if sheet.occupation)),
    )


def _known(name: str, watch: WatchState) -> AnswersFlagged:
    flag = watch.flags.get(name)
    if flag is None:
        raise UnknownFlag(given=name, allowed=list(watch.flags))
    return flag
