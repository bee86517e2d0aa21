"""Commands against a real log in PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.events import Meta
from shared.events.preparation import Officer, StaffCounted
from shared.events.streams import round_stream
from shared.execution import ATTEMPTS, execute
from shared.log import IdempotencyConflict, Log, VersionConflict
from shared.rounds import (
    AddEvidence,
    ApproveItem,
    AssignItem,
    CertifyRound,
    Command,
    CountStaff,
    ListOfficers,
    OpenRound,
    RecordResponse,
    RegisterUnit,
    ReportProgress,
    RequestAudit,
    RuleBroken,
    SubmitItem,
    fold_round,
)

UNIT, YEAR, RUBRIC = "TH-49", 2567, "2567-provincial-immigration"
META = Meta(actor="officer")
ROUND = round_stream(UNIT, YEAR)
SITE = "https://mukdahan.immigration.go.th"
REGISTER = RegisterUnit(unit=UNIT, name_th="ตม.จว.มุกดาหาร", name_en="Mukdahan Immigration", website_url=SITE)


def about(kind: type[Command], **fields: Any) -> Command:
    return kind(**{"unit": UNIT, "fiscal_year": YEAR, **fields})


OPEN = about(OpenRound, rubric=RUBRIC)
SHEET = about(RecordResponse, instrument="EIT1", answers={f"e{number}": "high" for number in range(1, 7)})
LINK = about(AddEvidence, item="O1", url=f"{SITE}/o1")


@pytest.fixture
def round_log(log: Log) -> Log:
    """A log in which Mukdahan's round of 2567 is open."""
    execute(log, REGISTER, meta=META)
    execute(log, OPEN, meta=META)
    return log


class Rival(Log):
    """A log in which somebody else counts the staff just before each of the first ``wins`` appends to the round."""

    wins = 0

    def append(self, stream: str, events: Any, **options: Any) -> Any:
        if self.wins and stream == ROUND:
            self.wins -= 1
            super().append(stream, [StaffCounted(eligible=40 + self.wins)], meta=Meta(actor="rival"))
        return super().append(stream, events, **options)


@pytest.fixture
def rival(database: Any, round_log: Log) -> Any:
    with Rival(database.url) as log:
        yield log


def test_what_is_decided_is_recorded(round_log: Log) -> None:
    execute(round_log, about(ListOfficers, officers=(Officer(name="วลัยพร จงรักษ์"),)), meta=META)
    appended = execute(
        round_log,
        about(AssignItem, item="O1", officers=("ร.ต.อ.หญิง วลัยพร จงรักษ์",), due=date(2024, 2, 29)),
        meta=META,
    )
    assert (appended.stream, appended.version) == (ROUND, 3)
    assert [recorded.event for recorded in appended.events] == [round_log.read(ROUND)[-1].event]
    assert fold_round(round_log.read(ROUND)).item("O1").officers == ("วลัยพร จงรักษ์",)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (about(ApproveItem, item="O1"), "nothing-submitted"),
        (about(AssignItem, item="O25", officers=("x",)), "unknown-item"),
        (about(OpenRound, rubric=RUBRIC), "round-opened-already"),
        (about(OpenRound, rubric="../../../etc/passwd", unit="TH-49", fiscal_year=2568), "unknown-rubric"),
        (about(CountStaff, eligible=48, fiscal_year=2568), "unknown-round"),
        (about(CountStaff, eligible=48, unit="TH-99"), "unknown-unit"),
        (about(CountStaff, eligible=48, unit="TH-49\x00"), "unknown-unit"),
        (about(RequestAudit, unit="TH-49/2567"), "unknown-unit"),
        (RegisterUnit(unit="\ud800-1", name_th="ก", name_en="a"), "bad-unit-code"),
        (about(RecordResponse, instrument="EIT1", answers={"e1": "high"}), "answers-missing"),
        (REGISTER, "unit-registered-already"),
    ],
)
def test_a_refused_command_leaves_the_log_as_it_was(round_log: Log, command: Command, code: str) -> None:
    before = round_log.head()
    with pytest.raises(RuleBroken) as refusal:
        execute(round_log, command, meta=META, idempotency_key="k")
    assert refusal.value.code == code
    assert round_log.head() == before
    assert round_log.appended("k") is None


def test_a_lost_race_is_decided_anew(rival: Rival) -> None:
    rival.wins = ATTEMPTS - 1
    appended = execute(rival, LINK, meta=META)
    assert appended.version == 1 + (ATTEMPTS - 1) + 1
    assert [each.meta.actor for each in rival.read(ROUND)][1:] == ["rival"] * (ATTEMPTS - 1) + ["officer"]


def test_after_too_many_lost_races_the_caller_is_told(rival: Rival) -> None:
    rival.wins = ATTEMPTS
    with pytest.raises(VersionConflict):
        execute(rival, LINK, meta=META)
    assert {each.meta.actor for each in rival.read(ROUND)[1:]} == {"rival"}


def test_a_race_is_not_run_again_against_an_expected_version(rival: Rival) -> None:
    rival.wins = 1
    with pytest.raises(VersionConflict) as conflict:
        execute(rival, LINK, meta=META, expected=1)
    assert conflict.value.current == 2


def test_the_expected_version_is_honoured(round_log: Log) -> None:
    assert execute(round_log, about(CountStaff, eligible=48), meta=META, expected=1).version == 2
    for stale in (0, 1, 3):
        with pytest.raises(VersionConflict) as conflict:
            execute(round_log, about(CountStaff, eligible=47), meta=META, expected=stale)
        assert conflict.value.current == 2


def test_a_stale_version_is_told_before_a_broken_rule(round_log: Log) -> None:
    with pytest.raises(VersionConflict):
        execute(round_log, about(ApproveItem, item="O1"), meta=META, expected=0)


def test_writers_at_once_each_get_their_own_evidence_id(round_log: Log) -> None:
    def add(number: int) -> str:
        command = about(AddEvidence, item="O1", url=f"{SITE}/o1/{number}")
        return execute(round_log, command, meta=META).events[0].event.evidence_id  # type: ignore[attr-defined]

    with ThreadPoolExecutor(ATTEMPTS) as writers:
        ids = list(writers.map(add, range(ATTEMPTS)))
    assert sorted(ids) == [f"O1-{number}" for number in range(1, ATTEMPTS + 1)]


def test_a_repeated_key_answers_the_first_result_though_a_rule_would_now_refuse(round_log: Log) -> None:
    execute(round_log, LINK, meta=META)
    submit = about(SubmitItem, item="O1")
    first = execute(round_log, submit, meta=META, idempotency_key="k1")
    head = round_log.head()
    again = execute(round_log, submit, meta=Meta(actor="officer", request_id="r2"), idempotency_key="k1")
    assert (again.version, again.position, again.events) == (first.version, first.position, first.events)
    assert (first.repeated, again.repeated) == (False, True)
    assert round_log.head() == head
    with pytest.raises(RuleBroken):
        execute(round_log, submit, meta=META, idempotency_key="k2")


def test_a_repeated_key_answers_the_first_result_though_it_would_now_lead_to_other_events(round_log: Log) -> None:
    first = execute(round_log, about(RequestAudit), meta=META, idempotency_key="k1")
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    again = execute(round_log, about(RequestAudit), meta=META, now=tomorrow, idempotency_key="k1")
    assert again.events == first.events
    assert len(round_log.read(first.stream)) == 1


def test_a_repeated_key_answers_the_first_result_at_the_version_it_was_sent_for(round_log: Log) -> None:
    count = about(CountStaff, eligible=48)
    first = execute(round_log, count, meta=META, expected=1, idempotency_key="k1")
    again = execute(round_log, count, meta=META, expected=1, idempotency_key="k1")
    assert (again.repeated, again.events) == (True, first.events)


def test_a_key_is_good_for_one_command(round_log: Log) -> None:
    execute(round_log, about(CountStaff, eligible=48), meta=META, idempotency_key="k1")
    before = round_log.head()
    for other in (about(CountStaff, eligible=49), about(ApproveItem, item="O1"), OPEN):
        with pytest.raises(IdempotencyConflict):
            execute(round_log, other, meta=META, idempotency_key="k1")
    assert round_log.head() == before


def test_answers_do_not_wait_for_each_other_and_stop_with_certification(round_log: Log) -> None:
    with ThreadPoolExecutor(8) as respondents:
        appended = list(respondents.map(lambda _: execute(round_log, SHEET, meta=META), range(40)))
    assert sorted(each.version for each in appended) == list(range(1, 41))
    execute(round_log, about(CertifyRound), meta=META)
    with pytest.raises(RuleBroken) as refusal:
        execute(round_log, SHEET, meta=META)
    assert refusal.value.code == "round-certified"


def test_what_another_process_recorded_is_seen(database: Any, round_log: Log) -> None:
    execute(round_log, LINK, meta=META)
    with Log(database.url) as elsewhere:
        execute(elsewhere, about(SubmitItem, item="O1"), meta=META)
    execute(round_log, about(ApproveItem, item="O1"), meta=META)
    assert fold_round(round_log.read(ROUND)).item("O1").status == "approved"


def test_a_recorded_case_is_judged_at_its_own_time(round_log: Log) -> None:
    report = about(ReportProgress, instrument="EIT1", reported_on=date(2024, 2, 5), total=233)
    too_early = Meta(actor="case:mukdahan-2567", occurred_at=datetime(2024, 2, 4, 16, 59, tzinfo=UTC))
    with pytest.raises(RuleBroken) as refusal:
        execute(round_log, report, meta=too_early)
    assert refusal.value.code == "date-in-future"
    on_the_day = Meta(actor="case:mukdahan-2567", occurred_at=datetime(2024, 2, 5, 7, 0, tzinfo=UTC))
    execute(round_log, report, meta=on_the_day)
