"""What to do next, what would come of it, and how the score went: on the pages, without a script."""

import html
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from shared.access import Role
from shared.events import Meta
from shared.events.preparation import RoundOpened
from shared.events.streams import round_stream
from shared.events.units import UnitRegistered
from shared.events.work import ItemScored
from tests.services.api.conftest import Api
from tests.services.api.pages.conftest import PAGE, LogIn, Person
from tests.services.worker.facts import RUBRIC, finding, record

Audited = Callable[..., str]
TODAY = date(2024, 2, 5)


@pytest.fixture
def person(log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> Person:
    """An operator on 5 Feb 2567, while everything is still open."""
    for module in ("unit", "item", "explain", "what_if", "trend"):
        monkeypatch.setattr(f"services.api.pages.{module}.today", lambda: TODAY)
    return log_in(Role.OPERATOR)


def _section(page: str, name: str) -> str:
    found = re.search(rf'aria-labelledby="{name}".*?</section>', page, re.DOTALL)
    assert found is not None
    return html.unescape(found[0])


def test_the_units_page_shows_what_to_do_with_effect_effort_deadline_and_example(
    api: Api, person: Person, audited: Audited
) -> None:
    audited()
    _another_shows(api, "TH-50", "O6")
    shown = _section(person.text(PAGE, lang="en"), "actions")
    first = re.search(r"<tbody>.*?</tr>", shown, re.DOTALL)
    assert first is not None and "<b>EIT1</b>" in first[0] and "+14.41" in first[0], (
        "see tests/shared/views/test_actions"
    )
    o6 = next(row for row in shown.split("<tr>") if f"{PAGE}/items/O6" in row)
    assert "Add the elements that are missing." in o6
    assert "+1.50" in o6 and "chip urgent" in o6
    assert "30 Apr 2024" in o6 and "85 days left" in o6
    assert 'href="http://x/ita"' in o6 and "Office TH-50" in o6
    assert shown.count("<table") == 2, "the five that are worth most, and the rest folded away"


def test_an_items_page_shows_its_own_action_only(api: Api, person: Person, audited: Audited) -> None:
    audited()
    shown = _section(person.text(f"{PAGE}/items/O6"), "actions")
    assert shown.count("</tr>") == 2
    assert "เพิ่มองค์ประกอบที่ยังขาด" in shown and "+1.50" in shown
    api.context.log.append(round_stream("TH-49", 2567), [ItemScored(item="O1", met=True)], meta=Meta(actor="nacc"))
    api.catch_up()
    assert 'aria-labelledby="actions"' not in person.text(f"{PAGE}/items/O1"), "nothing can be gained there"


def test_when_all_is_closed_the_page_says_so(log_in: LogIn, audited: Audited) -> None:
    audited()
    shown = _section(log_in(Role.OPERATOR).text(PAGE, lang="en"), "actions")
    assert "Nothing can add points before its deadline any more." in shown


def test_every_figure_leads_to_how_it_is_computed(person: Person, audited: Audited) -> None:
    audited()
    page, explained = person.text(PAGE), person.text(f"{PAGE}/explain")
    targets = set(re.findall(rf'href="{PAGE}/explain#([^"]+)"', page + person.text(f"{PAGE}/items/O6")))
    assert targets == {"IIT", "EIT", "OIT", *(f"O{number}" for number in range(1, 25))}
    assert targets <= set(re.findall(r'id="([^"]+)"', explained))
    assert f'href="{PAGE}/explain"' in page


def test_what_would_come_of_changes_is_shown_and_nothing_is_recorded(
    api: Api, person: Person, audited: Audited
) -> None:
    audited()
    head = api.context.log.head()
    form = person.text(f"{PAGE}/what-if", lang="en")
    assert 'aria-labelledby="result"' not in form and form.count('name="item"') == 24
    query = {"item": ["O6", "O17"], "answers_IIT": "48", "mean_IIT": "80"}
    page = person.text(f"{PAGE}/what-if", **query)
    shown = _section(page, "result")
    assert ">23.96<" in shown, "19 of 48 best and 29 second best: 115/144 of 30 points"
    assert ">3.50<" in shown, "O6 and O17 add 1.50 and 2.00 to OIT"
    assert "Nothing is recorded." in shown
    assert (
        re.search(r'value="O17" checked', page)
        and 'name="answers_IIT" min="0" max="100000" inputmode="numeric" value="48"' in page
    )
    assert api.context.log.head() == head


@pytest.mark.parametrize(
    ("query", "th", "en"),
    [
        ({"item": "O99"}, "ไม่มีข้อ O99", "There is no item O99."),
        ({"answers_IIT": "ten", "mean_IIT": "80"}, "จำนวนคำตอบ IIT ต้องเป็นจำนวนเต็ม", "must be a whole number"),
        ({"answers_IIT": "-5", "mean_IIT": "80"}, "จำนวนคำตอบ IIT ต้องเป็นจำนวนเต็ม", "must be a whole number"),
        ({"answers_IIT": "1.5", "mean_IIT": "80"}, "จำนวนคำตอบ IIT ต้องเป็นจำนวนเต็ม", "must be a whole number"),
        ({"answers_EIT1": "9" * 400, "mean_EIT1": "80"}, "จำนวนคำตอบ EIT1", "answers to EIT1 must be"),
        ({"answers_IIT": "10"}, "ระบุคะแนนเฉลี่ยของคำตอบ IIT", "Give the mean of the answers to IIT"),
        ({"answers_IIT": "10", "mean_IIT": ""}, "ระบุคะแนนเฉลี่ยของคำตอบ IIT", "Give the mean of the answers to IIT"),
        ({"answers_IIT": "10", "mean_IIT": "101"}, "ระบุคะแนนเฉลี่ยของคำตอบ IIT", "Give the mean of the answers to IIT"),
        ({"answers_IIT": "10", "mean_IIT": "NaN"}, "ระบุคะแนนเฉลี่ยของคำตอบ IIT", "Give the mean of the answers to IIT"),
    ],
)
def test_what_cannot_be_imagined_is_told_above_the_form(
    person: Person, audited: Audited, query: dict[str, str], th: str, en: str
) -> None:
    audited()
    for lang, said in (("th", th), ("en", en)):
        answer = person.open(f"{PAGE}/what-if", lang=lang, **query)
        told = re.search(r'class="refusal" role="alert"><p>(.*?)</p>', html.unescape(answer.text))
        assert answer.status_code == 422
        assert told is not None and said in told[1]
        assert 'aria-labelledby="changes"' in answer.text and 'aria-labelledby="result"' not in answer.text


def test_a_mean_without_answers_asks_for_nothing(person: Person, audited: Audited) -> None:
    audited()
    page = person.text(f"{PAGE}/what-if", mean_IIT="80", answers_IIT="0", answers_EIT1="", item="")
    assert 'role="alert"' not in page and 'aria-labelledby="result"' not in page


def test_the_trend_tells_day_by_day_and_what_changed(api: Api, person: Person) -> None:
    record(api.context.log)
    later = Meta(actor="nacc", occurred_at=datetime(2024, 2, 4, 18, tzinfo=UTC))
    api.context.log.append(round_stream("TH-49", 2567), [ItemScored(item="O1", met=False)], meta=later)
    api.catch_up()
    page = person.text(f"{PAGE}/trend", lang="en", **{"from": "2024-02-01", "to": "2024-02-06"})
    assert f'href="{PAGE}?as_of=2024-02-05"' in page
    changed = _section(page, "changes")
    assert re.search(r"IIT \+15\.67 · EIT \+25\.00 · OIT \+[0-9.]+", changed), "8 × 2 × 5/6 + 7 × 2 × 1/6; 5 × 5"
    assert "not open yet" in changed and "IIT: 2 more answers, 2 in all" in changed
    assert f"{PAGE}/items/O1" in changed and "nacc" in changed
    assert person.open(f"{PAGE}/trend", to="2024-02-01").status_code == 404
    assert person.open(f"{PAGE}/trend", **{"from": "2024-02-06", "to": "2024-02-01"}).status_code == 400


def _another_shows(api: Api, unit: str, item: str) -> None:
    """Another real unit of the division that shows the item whole, on a real website."""
    log, meta = api.context.log, Meta(actor="test")
    registered = UnitRegistered(unit=unit, name_th="ตม.", name_en=f"Office {unit}", division=4, website_url="http://x")
    log.append(f"unit/{unit}", [registered], meta=meta)
    log.append(round_stream(unit, 2567), [RoundOpened(unit=unit, fiscal_year=2567, rubric=RUBRIC)], meta=meta)
    log.append(f"audits/{unit}/2567", [finding(item)], meta=meta)
    api.catch_up()
