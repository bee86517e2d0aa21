"""What holds whatever people try, in whatever order."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared.events import Event, catalogue
from shared.events.work import AppealLodged, ItemApproved, ItemReturned, ItemScored, ItemSubmitted, RoundCertified
from shared.rounds import (
    AddEvidence,
    ApproveItem,
    AssignItem,
    CertifyRound,
    Command,
    CountStaff,
    DecideAppeal,
    LodgeAppeal,
    ReturnItem,
    RuleBroken,
    ScoreItem,
    SetQuota,
    SubmitItem,
    fold_round,
)

ITEMS = st.sampled_from(["O1", "O1", "O1", "O2", "O25"])
WORDS = st.sampled_from(["เพราะ", "เพราะ", " "])
PEOPLE = st.sampled_from(["วลัยพร จงรักษ์", "แหวตา อินทร์จันทร์", "เกษขญา ก้อนมณี", "สมชาย ใจดี"])


def act(kind: type[Command], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.tuples(st.just(kind), st.fixed_dictionaries(fields))


SUBMIT = act(SubmitItem, item=ITEMS, evidence=st.sampled_from([(), (), ("O1-1",), ("O1-2", "O1-1")]))
ADD = act(AddEvidence, item=ITEMS, url=st.sampled_from(["https://a.th/", "https://b.th/", "https://c.th/", "a.th"]))
APPROVE = act(ApproveItem, item=ITEMS)
WORK = (
    ADD,
    ADD,
    SUBMIT,
    SUBMIT,
    APPROVE,
    APPROVE,
    act(ReturnItem, item=ITEMS, reason=WORDS),
    act(ScoreItem, item=ITEMS, met=st.booleans()),
    act(LodgeAppeal, item=ITEMS, explanation=WORDS),
    act(DecideAppeal, item=ITEMS, met=st.booleans(), reason=WORDS),
)
PREPARATION = (
    act(
        AssignItem,
        item=ITEMS,
        officers=st.lists(PEOPLE, min_size=1, max_size=2).map(tuple),
        due=st.dates(date(2023, 9, 1), date(2024, 10, 31)),
    ),
    act(CountStaff, eligible=st.integers(-2, 60)),
    act(SetQuota, instrument=st.sampled_from(["IIT", "EIT1"]), minimum=st.integers(-1, 60)),
)
CERTIFY = st.just((CertifyRound, {}))
#: Histories of the work on a round, certified somewhere in the middle or never; many of the acts are refused.
ACTS = st.lists(st.one_of(*WORK, *PREPARATION), min_size=15, max_size=40)
HISTORIES = st.one_of(ACTS, st.tuples(ACTS, CERTIFY, ACTS).map(lambda parts: [*parts[0], parts[1], *parts[2]]))


def tried(bench: Any, history: list[tuple[type[Command], dict[str, Any]]]) -> list[Event]:
    """The events of all commands that were not refused."""
    events: list[Event] = []
    for kind, fields in history:
        before = bench.round
        try:
            events.extend(bench.do(kind, **fields))
        except RuleBroken:
            assert bench.round is before
    return events


@given(HISTORIES)
def test_the_state_is_the_fold_of_the_events_in_whatever_portions(open_bench: Any, history: Any) -> None:
    bench = open_bench()
    tried(bench, history)
    recorded = bench.streams["round/TH-49/2567"]
    assert fold_round(recorded) == bench.round
    half = len(recorded) // 2
    assert fold_round(recorded[half:], fold_round(recorded[:half])) == bench.round
    assert bench.round.version == len(recorded)


@given(HISTORIES)
def test_every_event_survives_its_recording(open_bench: Any, history: Any) -> None:
    for event in tried(open_bench(), history):
        name = type(event).__name__
        assert catalogue.decode(name, event.schema_version, catalogue.encode(event)) == event


@given(HISTORIES)
def test_nothing_is_approved_or_returned_that_was_not_handed_in_just_before(open_bench: Any, history: Any) -> None:
    waiting: dict[str, tuple[str, ...]] = {}
    for event in tried(open_bench(), history):
        match event:
            case ItemSubmitted():
                assert event.evidence
                waiting[event.item] = event.evidence
            case ItemApproved():
                assert waiting.pop(event.item) == event.evidence
            case ItemReturned():
                assert event.reason.strip()
                del waiting[event.item]


@given(HISTORIES)
def test_what_was_handed_in_is_evidence_of_the_item(open_bench: Any, history: Any) -> None:
    bench = open_bench()
    tried(bench, history)
    for item in bench.round.items.values():
        assert set(item.submitted) <= set(item.evidence)
        assert len({(each.url, each.sha256) for each in item.evidence.values()}) == len(item.evidence)


@given(HISTORIES)
def test_certified_means_closed(open_bench: Any, history: Any) -> None:
    events = tried(open_bench(), history)
    after = [type(event) for event in events]
    if RoundCertified in after:
        after = after[after.index(RoundCertified) + 1 :]
        assert {each.__name__ for each in after} <= {"ItemScored", "AppealLodged", "AppealDecided"}


@given(HISTORIES)
def test_only_scores_of_not_met_are_appealed_and_only_once(open_bench: Any, history: Any) -> None:
    scores: dict[str, bool] = {}
    appealed: set[str] = set()
    for event in tried(open_bench(), history):
        match event:
            case ItemScored():
                assert event.item not in appealed
                scores[event.item] = event.met
            case AppealLodged():
                assert event.item not in appealed
                assert scores[event.item] is False
                appealed.add(event.item)


@given(HISTORIES)
def test_only_the_units_people_get_work(open_bench: Any, history: Any) -> None:
    bench = open_bench()
    tried(bench, history)
    for item in bench.round.items.values():
        assert set(item.officers) <= set(bench.round.officers)
        assert item.due is None or date(2023, 10, 1) <= item.due <= date(2024, 9, 30)
