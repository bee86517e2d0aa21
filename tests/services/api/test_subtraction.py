"""Whoever may not read answers one by one reads everything else, after every single answer and as of every day, and
learns nothing of fewer than five sheets: a unit's people, its bureau, assessors.

Two units get the same visitors on the same days. What they answered is exchanged within each five sheets that came in
one after another, and is anything on those that are not five yet. Then everything that the people of the two units can
read must be the same, at every moment: nobody can tell from it which of five sheets said what. So must all that the
bureaus of their divisions read, tables of several units among it: each bureau sees the one unit of its own.
"""

import itertools
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest

from services.api.routing import PAGES, ROUTES, Route
from shared.access import GRANTS, Role
from shared.access.roles import UNIT_ROLES
from shared.events import Meta
from shared.execution import execute
from shared.rounds import (
    CountStaff,
    ExcludeAnswers,
    FlagAnswers,
    OpenRound,
    RecordResponse,
    RegisterUnit,
    SetQuota,
)
from shared.rubric import load_rubric
from shared.rubric.suppression import FEWEST
from tests.services.api.conftest import RUBRIC, Api, Headers

YEAR = 2567
#: Unit → its division.
DIVISIONS = {"TH-49": 4, "TH-48": 5}
UNITS = tuple(DIVISIONS)
DAYS = (date(2024, 2, 5), date(2024, 2, 6), date(2024, 2, 8))
OPTIONS = [option.id for option in load_rubric(RUBRIC).option_scale.options]
#: What differs between any two requests or units and tells nothing of answers.
NOISE = re.compile(
    r"""TH-4[89]|\d{4}-\d\d-\d\dT[\d:.]+(\+00:00|Z)|"(position|version)": ?\d+|[\w.=-]{32,}|\d+ \S+ \d{4},? \d\d:\d\d"""
    r"|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}"
    r"|(?<=ตรวจคนเข้าเมือง )[45]|(?<=Office,)[45]|(?<=ตม\.)[45]|(?<=None-)[45]"
    r"|(?<=division=)[45]|(?<=value=\")[45](?=\")|\"division\": ?[45]",
    re.ASCII,
)
#: After how many sheets everything is read: before five of a survey, between, after a late one, at the end.
LOOKED_AT = (7, 13, 18)
Sheet = dict[str, str]


def readable(role: Role) -> list[Route]:
    """Every route and page about units that the role reads, and what only computes."""
    known = {"unit", "year", "item", "instrument", "line"}
    return [
        each
        for each in (*ROUTES, *PAGES)
        if each.permission in GRANTS[role]
        and (each.method == "GET" or each.path.endswith("what-if"))
        and {name.rpartition(":")[2] for name in re.findall(r"<([^>]+)>", each.path)} <= known
        and ("<unit>" in each.path or "year>" in each.path or each.path == "/units")
        and not each.rule.endswith((".pdf", ".png", ".svg", "/template"))
        and not each.rule.startswith("/s/")
    ]


QUERIES: tuple[dict[str, str], ...] = (
    {"fiscal_year": str(YEAR), "survey": "EIT1", "answers": "20", "mean": "0.5"},
    {"as_of": "2024-02-06", "from": "2024-02-05", "to": "2024-02-06", "format": "csv"},
)


class World:
    """One of the units, and somebody who reads all of it."""

    def __init__(self, api: Api, unit: str, role: Role = Role.HEAD) -> None:
        self.api, self.unit = api, unit
        self.role = role
        own = unit if role in UNIT_ROLES else None
        self.headers: Headers = api.token(role, unit=own, division=None if own else DIVISIONS[unit])

    def reads(self) -> Iterator[tuple[str, str]]:
        for route, query in itertools.product(readable(self.role), QUERIES):
            path = re.sub(r"<(?:int:|year:)?year>", str(YEAR), route.rule).replace("<unit>", self.unit)
            path = path.replace("<item>", "O1").replace("<instrument>", "EIT1").replace("<line>", "inspection")
            if route.method == "POST":
                body = {"changes": [{"survey": "EIT1", "answers": 7, "mean": "0.5"}]}
                told = self.api.post(path, body, self.headers)
            else:
                told = self.api.client.get(path, headers=self.headers, query_string=query)
            assert told.status_code in (200, 302, 303, 400, 404), (path, told.status_code, told.text[:300])
            yield f"{route.method} {route.rule} {query}", NOISE.sub("·", told.text)


@pytest.fixture(params=[Role.HEAD, Role.BUREAU, Role.ASSESSOR])
def worlds(api: Api, request: pytest.FixtureRequest) -> tuple[World, World]:
    meta = Meta(actor="test", occurred_at=datetime(2024, 1, 10, tzinfo=UTC))
    for unit in UNITS:
        where: dict[str, Any] = {"unit": unit, "fiscal_year": YEAR}
        register = RegisterUnit(unit=unit, name_th="ตม.", name_en="Office", division=DIVISIONS[unit])
        for command in (
            register,
            OpenRound(**where, rubric=RUBRIC),
            CountStaff(**where, eligible=9),
            SetQuota(**where, instrument="EIT1", minimum=20, by_work_line={"inspection": 8}),
        ):
            execute(api.context.log, command, meta=meta)
    api.catch_up()
    return World(api, UNITS[0], request.param), World(api, UNITS[1], request.param)


def came(api: Api, unit: str, instrument: str, day: date, sheet: Sheet, line: str) -> None:
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    command = RecordResponse(
        unit=unit,
        fiscal_year=YEAR,
        instrument=instrument,
        answers=sheet,
        work_line=line,
        day=day,  # type: ignore[arg-type]
    )
    execute(api.context.log, command, meta=Meta(actor="respondent", occurred_at=at))


def sheets(prefix: str, questions: int, count: int, chance: Random) -> list[Sheet]:
    return [{f"{prefix}{n}": chance.choice(OPTIONS) for n in range(1, questions + 1)} for _ in range(count)]


def exchanged(given: list[Sheet], chance: Random) -> list[Sheet]:
    """The same, exchanged within each five; something else where there are not five."""
    fives = [given[start : start + FEWEST] for start in range(0, len(given), FEWEST)]
    mixed = [chance.sample(five, k=len(five)) for five in fives if len(five) == FEWEST]
    rest = [{question: chance.choice(OPTIONS) for question in sheet} for sheet in given[len(mixed) * FEWEST :]]
    return [*itertools.chain.from_iterable(mixed), *rest]


def same(worlds: tuple[World, World], api: Api) -> None:
    api.catch_up()
    for (name, one), (_, other) in zip(*(world.reads() for world in worlds), strict=True):
        assert one == other, name


def visitors(chance: Random) -> list[tuple[str, date, str]]:
    """Who comes when to which line of work: staff and public mixed, some days of one, some sheets of an earlier day."""
    public = [("EIT1", DAYS[0], "inspection")] * 6 + [("EIT1", DAYS[1], "foreigners")]
    later = [("EIT1", DAYS[2], "inspection")] * 3 + [("EIT1", DAYS[0], "inspection"), ("EIT1", DAYS[2], "inspection")]
    staff = [("IIT", DAYS[1], "administration")] * 3 + [("IIT", DAYS[2], "administration")] * 3
    early = [*public, *staff[:3]]
    chance.shuffle(early)
    return [*early, *later, *staff[3:], ("EIT1", DAYS[2], "other")]


def test_nothing_that_is_read_tells_one_of_five_sheets_from_another(api: Api, worlds: tuple[World, World]) -> None:
    chance = Random(1)
    plan = visitors(chance)
    given = {"EIT1": sheets("e", 6, 13, chance), "IIT": sheets("i", 15, 6, chance)}
    answers = [{name: iter(each) for name, each in given.items()}]
    answers.append({name: iter(exchanged(each, chance)) for name, each in given.items()})
    for number, (instrument, day, line) in enumerate(plan):
        for unit, theirs in zip(UNITS, answers, strict=True):
            came(api, unit, instrument, day, next(theirs[instrument]), line)
        if number in LOOKED_AT:
            same(worlds, api)


def test_excluding_sheets_tells_nothing_of_those_that_are_not_five_yet(api: Api, worlds: tuple[World, World]) -> None:
    """Before, between, and when the next five have come."""
    chance = Random(3)
    given = sheets("e", 6, 17, chance)
    other = [*given[:10], *chance.sample(given[10:12] + given[12:13], k=3), *given[13:15], *sheets("e", 6, 2, chance)]
    bureau = Meta(actor="bureau", role="bureau")
    for number, pair in enumerate(zip(given, other, strict=True)):
        for unit, sheet in zip(UNITS, pair, strict=True):
            came(api, unit, "EIT1", DAYS[0], sheet, "inspection")
            if number == 9:
                where: dict[str, Any] = {"unit": unit, "fiscal_year": YEAR}
                flag = FlagAnswers(
                    **where, instrument="EIT1", reason="copies", versions=(1, 2, 3, 4, 5), seen=5, expected="0.1"
                )
                execute(api.context.log, flag, meta=Meta(actor="watch"))
                execute(api.context.log, ExcludeAnswers(**where, flag="F1", reason="same hand"), meta=bureau)
        if number in (9, 12, 16):
            same(worlds, api)


def test_below_five_there_is_no_figure_and_the_page_says_why(api: Api, worlds: tuple[World, World]) -> None:
    reader, operator = worlds[0].headers, api.token(Role.OPERATOR)
    path = f"/api/v1/units/{UNITS[0]}/rounds/{YEAR}/score"
    for number, sheet in enumerate(sheets("e", 6, 6, Random(5)), start=1):
        came(api, UNITS[0], "EIT1", DAYS[0], sheet, "inspection")
        api.catch_up()
        seen, exact = (api.get(path, who).get_json() for who in (reader, operator))
        questions = [each for each in seen["questions"] if each["id"].startswith("e")]
        assert {each["n"] for each in questions} == {number // FEWEST * FEWEST}
        assert {each["mean"] is None for each in questions} == {number < FEWEST}
        assert seen["instruments"]["EIT"]["respondents"] == exact["instruments"]["EIT"]["respondents"] == number
        assert {each["n"] for each in exact["questions"] if each["id"].startswith("e")} == {number}
        if number == FEWEST - 1:
            assert "Fewer than 5 answers" in seen["instruments"]["EIT"]["note"]["en"]
    for page in (f"/units/{UNITS[0]}/{YEAR}", f"/units/{UNITS[0]}/{YEAR}/explain"):
        assert "5 ชุดขึ้นไป" in api.get(page, reader).text and "5 ชุดขึ้นไป" not in api.get(page, operator).text


def test_the_attack_is_sharp(api: Api, worlds: tuple[World, World]) -> None:
    """Whoever may read answers one by one sees the difference: so what is read above is where it would show."""
    chance = Random(4)
    for unit in UNITS:
        for sheet in sheets("e", 6, 6, chance):
            came(api, unit, "EIT1", DAYS[0], sheet, "inspection")
    api.catch_up()
    reading = [World(api, unit, Role.OPERATOR).reads() for unit in UNITS]
    ranked = api.get(f"/api/v1/rounds/{YEAR}/comparison", api.token(Role.OPERATOR)).get_json()["units"]
    assert ranked[0]["eit"] != ranked[1]["eit"], "exact in tables of several units, too"
    differ = {name.split(" {")[0] for (name, one), (_, other) in zip(*reading, strict=True) if one != other}
    assert {
        "GET /api/v1/units/<unit>/rounds/<year:year>/score",
        "GET /api/v1/units/<unit>/rounds/<year:year>/score/explain",
        "GET /api/v1/units/<unit>/rounds/<year:year>/trend",
        "GET /api/v1/units/<unit>/rounds/<year:year>/changes",
        "POST /api/v1/units/<unit>/rounds/<year:year>/score/what-if",
        "GET /units/<unit>/<int:year>",
        "GET /units/<unit>/<int:year>/explain",
    } <= differ
