"""The survey page at the door: how old a form is, a browser that answered before, work, and the network's share."""

from dataclasses import replace
from typing import Any

import pytest

from services.api import forms
from services.api.app import create_app
from tests.services.api.conftest import Api
from tests.services.api.pages.conftest import Person
from tests.services.api.pages.test_survey import _CHECKED, FULL, hidden, recorded, sent
from tests.services.api.test_receiving import _solution, morning

__all__ = ["morning"]

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
