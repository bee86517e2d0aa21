"""Weakest items, spread and improvement, as the bureau sees them."""

import html
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from services.worker.projections.snapshots import settle
from shared.access import Role
from shared.events import Meta
from shared.events.streams import responses_stream, round_stream
from shared.events.work import ItemScored
from tests.services.api.conftest import Api
from tests.services.api.pages.conftest import LogIn
from tests.services.worker.facts import answer

PAGE = "/rounds/2567/spread"


@pytest.fixture
def improved(api: Api, mukdahan: Callable[[], None]) -> None:
    """Mukdahan has answers and O1 long after its round was opened, whenever the test runs; and O17 a week later."""
    mukdahan()
    log = api.context.log

    def on(day: int) -> Meta:
        return Meta(actor="nacc", occurred_at=datetime(2199, 2, day, 5, tzinfo=UTC))

    log.append(responses_stream("TH-49", 2567), [answer("IIT", "most"), answer("EIT1", "most")] * 5, meta=on(5))
    scored = [ItemScored(item=f"O{number}", met=number == 1) for number in range(1, 25)]
    log.append(round_stream("TH-49", 2567), scored, meta=on(5))
    log.append(round_stream("TH-49", 2567), [ItemScored(item="O17", met=True)], meta=on(12))
    api.catch_up()
    settle(api.context.engine, log, date(2199, 3, 1))


def section(page: str, name: str) -> str:
    found = re.search(rf'aria-labelledby="{name}".*?</section>', page, re.DOTALL)
    assert found is not None
    return html.unescape(found[0])


def test_the_weakest_items_come_first_and_the_files_hold_the_same(log_in: LogIn, improved: None) -> None:
    person = log_in(Role.BUREAU)
    shown = section(person.text(PAGE), "weakest")
    ids = re.findall(r"<b>(O[0-9]+)</b>", shown)
    assert (len(ids), set(ids[-2:])) == (24, {"O1", "O17"})
    files = re.findall(r'href="(/api/v1/rounds/2567/spread[^"]+)"', shown)
    told = [person.open(file) for file in files]
    assert [answer_.status_code for answer_ in told] == [200, 200]
    lines = told[0].data.decode("utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lines[-24:]] == ids


def test_the_most_improved_begin_when_there_is_enough_data(log_in: LogIn, improved: None) -> None:
    person = log_in(Role.BUREAU)
    page = person.text(PAGE, to="2199-02-20", lang="en")
    assert 'name="from" value="2199-02-05"' in page
    shown = section(page, "improved")
    assert "<b>+2.00</b>" in shown and "from=2199-02-05" in shown
    early = section(person.text(PAGE, lang="th", **{"from": "2199-02-01", "to": "2199-02-20"}), "improved")
    assert "ข้อมูลในวันแรกยังไม่พอเปรียบเทียบ" in early and "+2.00" not in early


def test_a_division_sees_its_own_and_what_cannot_be_asked_is_told(log_in: LogIn, improved: None) -> None:
    assert "TH-49" not in log_in(Role.BUREAU, division=5).text(PAGE, to="2199-02-20")
    person = log_in(Role.BUREAU)
    assert person.open(PAGE, division="5", to="2199-02-20").status_code == 200
    assert person.open("/rounds/2599/spread").status_code == 404
    assert person.open(PAGE, to="2001-01-01").status_code == 400
    assert log_in(Role.OFFICER, unit="TH-49").open(PAGE).status_code == 403


def test_without_units_the_page_says_so_and_what_is_made_up_is_announced(
    log_in: LogIn, mukdahan: Callable[[], None], simulated_unit: Callable[[], None]
) -> None:
    mukdahan()
    person = log_in(Role.BUREAU)
    assert "ยังไม่มีหน่วยงานที่มีข้อมูลพอ" in person.text(PAGE)
    assert "เพื่อการสาธิต" not in person.text(PAGE)
    simulated_unit()
    assert "เพื่อการสาธิต" in person.text(PAGE)
    assert f'href="{PAGE}"' in person.text("/units", year=2567)
