"""The survey page at the door: how old a form is, a browser that answered before, work, and the network's share."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.api import forms
from services.api.app import create_app
from services.api.reads import today
from services.worker.jobs import forget
from tests.services.api.conftest import Api
from tests.services.api.pages.conftest import Person
from tests.services.api.pages.test_survey import _CHECKED, FULL, hidden, on, recorded, sent
from tests.services.api.test_receiving import _solution, morning

__all__ = ["morning", "on"]

OPEN = "/s/TH-49/2567/EIT2"
LINE = f"{OPEN}/foreigners"
AGAIN = "เบราว์เซอร์นี้เคยส่งคำตอบของแบบสำรวจนี้แล้ว"


@pytest.fixture
def visitor(api: Api, mukdahan: Any) -> Any:
    """Somebody of an office's network, at a server with settings of its own."""
    mukdahan()

    def visiting(**settings: Any) -> Person:
        changed = replace(api.context.settings, trusted_proxies=1, **settings)
        api.app = create_app(replace(api.context, settings=changed), secret_key=b"test")
        person = Person(api)
        person.client.environ_base["HTTP_X_FORWARDED_FOR"] = "203.0.113.7"
        return person

    return visiting


def test_a_form_keeps_its_age_whatever_it_is_shown_for(api: Api, visitor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    person = visitor()
    start = person.open(LINE)
    page = sent(person, LINE, {"e1": "high"}, start)
    assert hidden(page)["opened"] == hidden(start)["opened"]
    assert sent(person, LINE, FULL, page).status_code == 303
    clock = forms.time.time() + 60
    monkeypatch.setattr("services.api.forms.time.time", lambda: clock)
    assert sent(person, LINE, {**FULL, "opened": hidden(start)["opened"]}).status_code == 303
    assert [sheet.hurried for sheet in recorded(api)] == [True, False]


def test_a_form_is_taken_as_long_as_its_repetition_is_known(api: Api, visitor: Any, on: Callable[[str], None]) -> None:
    """A device may keep for days what it sent without hearing of it."""
    day, now, person = today(), datetime.now(UTC), visitor()
    on(day.isoformat())
    start = person.open(LINE)
    assert sent(person, LINE, FULL, start).status_code == 303
    for days, forgotten, status in ((1, 0, 303), (2, 1, 400)):
        assert forget(api.context.engine, now + timedelta(days)) == forgotten
        on((day + timedelta(days)).isoformat())
        again = sent(person, LINE, FULL, start)
        assert again.status_code == status and len(recorded(api)) == 1
    assert "โปรดกดส่งอีกครั้ง" in again.text and dict(_CHECKED.findall(again.text)) == FULL
    assert sent(person, LINE, FULL, again).status_code == 303, "whoever reads that may send it anew"


def test_an_old_form_of_a_survey_that_has_closed_is_told_the_dates(visitor: Any, on: Callable[[str], None]) -> None:
    person, closing = visitor(), "/s/TH-49/2567/EIT1/foreigners"
    on("2024-06-20")
    start = person.open(closing)
    on("2024-07-05")
    late = sent(person, closing, FULL, start)
    assert late.status_code == 409 and "ไม่ถูกบันทึก" in late.text and "1 กรกฎาคม 2567" in late.text


def test_a_browser_that_answered_is_told_and_not_stopped(api: Api, visitor: Any) -> None:
    person = visitor()
    assert AGAIN not in person.text(LINE)
    person.text(f"{OPEN}/thanks")
    assert AGAIN not in person.text(LINE), "to look at the thanks is not to answer"
    assert sent(person, LINE, FULL).status_code == 303
    assert AGAIN in person.text(LINE) and AGAIN not in person.text("/s/TH-49/2567/EIT1", preview="1")
    assert sent(person, LINE, FULL).status_code == 303
    assert [sheet.again for sheet in recorded(api)] == [False, True]


@pytest.mark.usefixtures("morning")
def test_a_network_over_its_share_is_told_when_and_all_stays(api: Api, visitor: Any) -> None:
    person = visitor(answers_per_network=1)
    assert sent(person, LINE, FULL).status_code == 303
    page = sent(person, LINE, {**FULL, "lang": "en"})
    assert page.status_code == 429 and page.headers["Retry-After"] == "300"
    assert "in 5 min" in page.text and 'data-retry="300"' in page.text
    assert dict(_CHECKED.findall(page.text)) == FULL and len(recorded(api)) == 1


@pytest.mark.usefixtures("morning")
def test_work_that_was_done_counts_once_and_none_counts_as_ten(api: Api, visitor: Any) -> None:
    person = visitor(answers_per_network=11, proof_of_work=8)
    start = person.open(LINE)
    fields = hidden(start)
    assert (fields["bits"], fields["solution"]) == ("8", "")
    done = {**FULL, "solution": _solution(fields["challenge"], 8)}
    carried = hidden(sent(person, LINE, {"e1": "high", "solution": done["solution"]}, start))
    assert (carried["challenge"], carried["solution"]) == (fields["challenge"], done["solution"])
    assert sent(person, LINE, done, start).status_code == 303, "one of eleven"
    assert sent(person, LINE, FULL).status_code == 303, "without script or work: ten of eleven"
    refused = sent(person, LINE, done)
    assert refused.status_code == 429
    assert hidden(refused)["challenge"] != fields["challenge"] and hidden(refused)["solution"] == ""


def test_no_address_brings_answers_along(visitor: Any) -> None:
    page = visitor().open(LINE, e1="most", opened="x", occupation="company")
    assert _CHECKED.findall(page.text) == [] and hidden(page)["opened"] != "x"
