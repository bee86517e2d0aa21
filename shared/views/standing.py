"""The pure fold from a round's events to its standing: what scoring goes by. Workers and the API use the same one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, groupby
from typing import Any, cast

import msgspec

from shared.events import Event, Recorded
from shared.events.audits import AuditCompleted, FindingChanged
from shared.events.preparation import ItemAssigned, QuotaSet, RoundOpened, StaffCounted
from shared.events.surveys import ResponseRecorded
from shared.events.watch import AnswersExcluded, AnswersReinstated
from shared.events.work import AppealDecided, ItemApproved, ItemReturned, ItemScored, ItemSubmitted
from shared.rubric.model import SurveyId
from shared.rubric.scoring import AuditResult, ItemStanding, Ruling, Standing, SurveyTally, best_evidence, counted
from shared.rubric.suppression import FEWEST

#: Event types that say something about an item's points.
ITEM_EVENTS: frozenset[type[Event]] = frozenset(
    {ItemAssigned, ItemSubmitted, ItemApproved, ItemReturned, ItemScored, AppealDecided, FindingChanged}
)
#: Event types that change a score.
SCORE_EVENTS: frozenset[type[Event]] = ITEM_EVENTS | {
    RoundOpened, StaffCounted, QuotaSet, ResponseRecorded, AnswersExcluded, AnswersReinstated, AuditCompleted
}  # fmt: skip
#: Answer sheets that are worth gathering before they are counted.
_MANY = 4


class ItemEvidence(msgspec.Struct):
    """All evidence for one item, of which the best counts. audit: the result that counts; seen: the newest.

    from_replica: the audit that last showed the result that counts was one of a demonstration copy of the website.
    at_night: the result that counted when a nightly audit last saw the item.
    """

    appeal: Ruling | None = None
    assessor: Ruling | None = None
    audit: AuditResult | None = None
    seen: AuditResult | None = None
    approval: Ruling | None = None
    due: date | None = None
    from_replica: bool = False
    at_night: AuditResult | None = None

    @property
    def replica(self) -> bool:
        """Whether what counts was seen on a demonstration copy only."""
        return self.from_replica and self.standing().basis == "audit"

    def standing(self, *, nightly: bool = False) -> ItemStanding:
        """The best of it. nightly: of audits only what the nightly runs saw."""
        return best_evidence(
            appeal=self.appeal,
            assessor=self.assessor,
            audit=self.at_night if nightly else self.audit,
            seen=self.at_night if nightly else self.seen,
            approval=self.approval,
            due=self.due,
        )


class Tally(msgspec.Struct):
    """The answers to one survey: question → option → answers; respondents: answer sheets.

    shown: the counts as whoever may not read answers one by one sees them: they move on by FEWEST sheets at a time.
    pending: sheets that came, went or came back since.
    """

    counts: dict[str, dict[str, int]] = {}
    respondents: int = 0
    shown: dict[str, dict[str, int]] = {}
    pending: int = 0


class ScoreState(msgspec.Struct):
    """What the events of one round amount to. rubric: None until the round is opened.

    tallies: of the answers that count; excluded: survey → answer sheets that the bureau excluded.
    nightly: whether a nightly audit has been completed; until then league tables go by what other audits saw.
    """

    rubric: str | None = None
    eligible: int | None = None
    minimums: dict[str, int] = {}
    tallies: dict[str, Tally] = {}
    excluded: dict[str, int] = {}
    items: dict[str, ItemEvidence] = {}
    simulated: bool = False
    position: int = 0
    nightly: bool = False

    @property
    def replica(self) -> bool:
        """Whether any item counts by what was seen on a demonstration copy of the website."""
        return any(item.replica for item in self.items.values())


def evolve_score(state: ScoreState, recorded: Recorded) -> None:
    """Change the state by one event of SCORE_EVENTS; others change nothing."""
    event = recorded.event
    if type(event) is ResponseRecorded:
        count_answers(state, [recorded])
        return
    if type(event) in ITEM_EVENTS:
        item = cast(Any, event).item
        evolve_item(state.items.setdefault(item, ItemEvidence()), recorded)
    elif isinstance(event, AnswersExcluded | AnswersReinstated):
        _judge(state, event)
    elif isinstance(event, AuditCompleted):
        evolve_audited(state.items, event)
        state.nightly = state.nightly or event.scheduled
    elif type(event) in SCORE_EVENTS:
        _prepare(state, event)
    else:
        return
    state.simulated = state.simulated or recorded.meta.simulated
    state.position = recorded.position


def evolve_item(evidence: ItemEvidence, recorded: Recorded) -> None:
    """Change the evidence for one item by one event about it."""
    match recorded.event:
        case ItemAssigned(due=due):
            evidence.due = due
        case ItemSubmitted() | ItemReturned():
            evidence.approval = None
        case ItemApproved():
            evidence.approval = _ruling(recorded, met=True)
        case ItemScored(met=met):
            evidence.assessor = _ruling(recorded, met=met)
        case AppealDecided(met=met):
            evidence.appeal = _ruling(recorded, met=met)
        case FindingChanged() as event:
            evidence.seen = AuditResult(event.verdict, event.confirmed, event.seen_at, event.audit_id)
            evidence.audit = counted(evidence.audit, evidence.seen)


def evolve_audited(items: Mapping[str, ItemEvidence], event: AuditCompleted) -> None:
    """Note, for the items that this audit saw, what counted by night, and whether it was seen on a demonstration copy.

    Only changes are findings, so an audit of the real website that agrees says so here alone.
    """
    for item, verdict in event.verdicts.items():
        evidence = items.get(item)
        if evidence and evidence.audit and evidence.audit.verdict == verdict:
            evidence.from_replica = event.replica
        if evidence and event.scheduled and verdict != "unknown":
            evidence.at_night = evidence.audit


def as_shown(state: ScoreState, seen: ScoreState | None = None) -> ScoreState:
    """The coarse state: with only those answers that everybody may see figures of. How many sheets there are stays.

    Any two such states of a round differ by no answers or by those of at least FEWEST sheets, so that reading figures
    before and after an answer tells nothing of a single one. seen: take what was shown in this state.
    """
    tallies = {}
    for survey, tally in state.tallies.items():
        shown = tally.shown if seen is None else seen.tallies.get(survey, Tally()).shown
        tallies[survey] = msgspec.structs.replace(tally, counts=shown, shown=shown)
    return msgspec.structs.replace(state, tallies=tallies)


def fold_score(events: Iterable[Recorded]) -> ScoreState:
    """The state after these events of one round, in the order of the log."""
    state = ScoreState()
    evolve_by_all(state, events)
    return state


def evolve_by_all(state: ScoreState, events: Iterable[Recorded]) -> None:
    """Change the state by each of these events, in order. Answers are most of all, and counted many at a time."""
    for survey, run in groupby(events, _survey_answered):
        if survey is not None:
            count_answers(state, list(run))
        else:
            for recorded in run:
                evolve_score(state, recorded)


def _survey_answered(recorded: Recorded) -> str | None:
    return recorded.event.instrument if type(recorded.event) is ResponseRecorded else None


def count_answers(state: ScoreState, sheets: Sequence[Recorded]) -> None:
    """Change the state by answer sheets of one survey, as if they had come one by one: at a third of the cost."""
    survey = cast(ResponseRecorded, sheets[0].event).instrument
    tally = state.tallies.get(survey)
    if tally is None:
        tally = state.tallies[survey] = Tally()
    tally.respondents += len(sheets)
    # What people see moves on with every FEWEST sheets: only the last time matters.
    moves, pending = divmod(tally.pending + len(sheets), FEWEST)
    to_show = moves * FEWEST - tally.pending if moves else 0
    if to_show:
        _count(tally.counts, sheets[:to_show])
        _show(tally)
    tally.pending = pending
    _count(tally.counts, sheets[to_show:])
    state.simulated = state.simulated or any(recorded.meta.simulated for recorded in sheets)
    state.position = sheets[-1].position


def standing_of(state: ScoreState, unit: str, fiscal_year: int, *, nightly: bool = False) -> Standing:
    """The standing that scoring takes. nightly: of audits only what the nightly runs saw."""
    return Standing(
        unit=unit,
        fiscal_year=fiscal_year,
        position=state.position,
        surveys=surveys_of(state),
        items={item: evidence.standing(nightly=nightly) for item, evidence in state.items.items()},
        simulated=state.simulated,
    )


def surveys_of(state: ScoreState) -> dict[SurveyId, SurveyTally]:
    """What scoring takes of the answers."""
    surveys: tuple[SurveyId, ...] = ("IIT", "EIT1", "EIT2")
    return {survey: _tally(state, survey) for survey in surveys}


def _tally(state: ScoreState, survey: SurveyId) -> SurveyTally:
    tally = state.tallies.get(survey, Tally())
    population = state.eligible if survey == "IIT" else None
    return SurveyTally(tally.counts, tally.respondents, population, state.minimums.get(survey), tally.shown)


def _count(counts: dict[str, dict[str, int]], sheets: Sequence[Recorded]) -> None:
    if len(sheets) < _MANY:
        for recorded in sheets:
            _count_one(counts, cast(ResponseRecorded, recorded.event))
        return
    answers = (cast(ResponseRecorded, recorded.event).answers.items() for recorded in sheets)
    for (question, option), count in Counter(chain.from_iterable(answers)).items():
        options = counts.setdefault(question, {})
        options[option] = options.get(option, 0) + count


def _count_one(counts: dict[str, dict[str, int]], sheet: ResponseRecorded) -> None:
    for question, option in sheet.answers.items():
        try:  # nearly always question and option are there already
            counts[question][option] += 1
        except KeyError:
            counts.setdefault(question, {})[option] = 1


def _show(tally: Tally) -> None:
    """Let the counts be seen as they are now."""
    tally.shown = {question: dict(options) for question, options in tally.counts.items()}
    tally.pending = 0


def _judge(state: ScoreState, event: AnswersExcluded | AnswersReinstated) -> None:
    """Take the answers out as if they had never come, or put them back."""
    sign = -1 if isinstance(event, AnswersExcluded) else 1
    tally = state.tallies.setdefault(event.instrument, Tally())
    tally.respondents += sign * event.sheets.count
    for question, options in event.sheets.options.items():
        add_counts(tally.counts.setdefault(question, {}), options, sign)
    tally.pending += event.sheets.count
    if tally.respondents < FEWEST:
        tally.shown, tally.pending = {}, tally.respondents
    elif tally.pending >= FEWEST:
        _show(tally)
    if not tally.respondents:
        del state.tallies[event.instrument]
    add_counts(state.excluded, {event.instrument: event.sheets.count}, -sign)


def add_counts(counts: dict[str, int], more: Mapping[str, int], sign: int = 1) -> None:
    """Add (sign 1) or take away (-1) these counts. What comes to nothing is gone, as if it had never been counted."""
    for name, count in more.items():
        counts[name] = counts.get(name, 0) + sign * count
        if not counts[name]:
            del counts[name]


def _prepare(state: ScoreState, event: Event) -> None:
    match event:
        case RoundOpened(rubric=rubric):
            state.rubric = rubric
        case StaffCounted(eligible=eligible):
            state.eligible = eligible
        case QuotaSet(instrument=instrument, minimum=minimum):
            state.minimums[instrument] = minimum


def _ruling(recorded: Recorded, *, met: bool) -> Ruling:
    return Ruling(met, recorded.happened_at, recorded.meta.actor)
