"""A bench on which commands are decided against states folded in memory: no log, no clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.events import Event, Meta, Recorded
from shared.events.preparation import CommitteeMember, Officer
from shared.events.surveys import ResponseRecorded
from shared.rounds import (
    AppointCommittee,
    AuditsState,
    Command,
    ContactsState,
    Facts,
    ListOfficers,
    OpenRound,
    RegisterUnit,
    RoundState,
    RuleBroken,
    UnitState,
    WatchState,
    decide,
    fold_audits,
    fold_contacts,
    fold_round,
    fold_unit,
    fold_watch,
)
from shared.rubric import Rubric, load_rubric

UNIT, YEAR = "TH-49", 2567
RUBRIC = "2567-provincial-immigration"

#: Officers of the unit, spelt as its report spells them; the first has all her spellings recorded.
OFFICERS = (
    Officer(
        name="แววตา อินทร์จันทร์",
        rank="ร.ต.อ.หญิง",
        spellings=("แววดา อินทร์จันทร์", "แหวตา อินทร์จันทร์", "แวตตา อินทร์จันทร์"),
    ),
    Officer(name="วลัยพร จงรักษ์", rank="ร.ต.อ.หญิง"),
    Officer(name="เกศชญา ก้อนมณี", rank="ร.ต.อ.หญิง"),
    Officer(name="ธนิษฐา คณานันท์", rank="ร.ต.อ.หญิง", work_line="งานอำนวยการ"),
    Officer(name="พิชิต มัธยมย์", rank="ว่าที่ พ.ต.ท."),
)
SECRETARY = CommitteeMember(name="สุปราณี เรือนใสแก้ว", rank="พ.ต.ท.หญิง", role="คณะทำงานและเลขานุการ")


@dataclass
class Bench:
    """What was decided so far, by stream; ``now`` moves only when told."""

    rubric: Rubric
    now: datetime = datetime(2024, 1, 10, 3, 0, tzinfo=UTC)
    streams: dict[str, list[Recorded]] = field(default_factory=dict)
    unit: UnitState = field(default_factory=UnitState)
    round: RoundState = field(default_factory=RoundState)
    audits: AuditsState = field(default_factory=AuditsState)
    watch: WatchState = field(default_factory=WatchState)
    contacts: ContactsState = field(default_factory=ContactsState)

    def do(self, kind: type[Command], actor: str = "officer", **fields: Any) -> tuple[Event, ...]:
        """Decides a command of this kind about the bench's unit and year, and records its events."""
        command = self.command(kind, **fields)
        events = decide(command, self.facts)
        for event in events:
            self._record(command.stream, event, actor)
        return events

    def refuse(self, kind: type[Command], **fields: Any) -> RuleBroken:
        """The rule that refuses such a command."""
        with pytest.raises(RuleBroken) as refusal:
            decide(self.command(kind, **fields), self.facts)
        return refusal.value

    def command(self, kind: type[Command], **fields: Any) -> Command:
        year = {"fiscal_year": YEAR} if "fiscal_year" in kind.__struct_fields__ else {}
        return kind(**{"unit": UNIT, **year, **fields})

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    @property
    def facts(self) -> Facts:
        answers = self.streams.get(f"responses/{UNIT}/{YEAR}", [])
        return Facts(
            now=self.now,
            unit=self.unit,
            round=self.round,
            audits=self.audits,
            watch=self.watch,
            contacts=self.contacts,
            sheets={each.version: each.event for each in answers if isinstance(each.event, ResponseRecorded)},
            rubric=self.rubric,
        )

    def _record(self, stream: str, event: Event, actor: str) -> None:
        before = self.streams.setdefault(stream, [])
        recorded = Recorded(
            position=1 + sum(map(len, self.streams.values())),
            stream=stream,
            version=len(before) + 1,
            event_id=UUID(int=0),
            type=type(event).__name__,
            event=event,
            meta=Meta(actor=actor),
            recorded_at=self.now,
            shard=0,
            hash=b"",
        )
        before.append(recorded)
        match stream.split("/", maxsplit=1)[0]:
            case "unit":
                self.unit = fold_unit([recorded], self.unit)
            case "round":
                self.round = fold_round([recorded], self.round)
            case "audits":
                self.audits = fold_audits([recorded], self.audits)
            case "watch":
                self.watch = fold_watch([recorded], self.watch)
            case "contacts":
                self.contacts = fold_contacts([recorded], self.contacts)


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    """The criteria of 2567."""
    return load_rubric(RUBRIC)


@pytest.fixture
def blank(rubric: Rubric) -> Bench:
    """Nothing has happened."""
    return Bench(rubric)


@pytest.fixture(scope="session")
def open_bench(rubric: Rubric) -> Callable[[], Bench]:
    """Makes benches on which Mukdahan's round of 2567 is open, with some officers and the committee's secretary."""
    return lambda: opened(Bench(rubric))


@pytest.fixture
def bench(open_bench: Callable[[], Bench]) -> Bench:
    """A bench on which the round is open."""
    return open_bench()


def opened(bench: Bench) -> Bench:
    bench.do(
        RegisterUnit,
        name_th="ตม.จว.มุกดาหาร",
        name_en="Mukdahan Immigration",
        division=4,
        website_url="https://mukdahan.immigration.go.th",
    )
    bench.do(OpenRound, rubric=RUBRIC)
    bench.do(ListOfficers, officers=OFFICERS)
    bench.do(AppointCommittee, members=(SECRETARY,))
    return bench
