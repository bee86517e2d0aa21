"""Explanations and imagined changes, as the queries answer them."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from shared.events import Meta
from shared.rubric.scoring import ChangeError, ItemDone, MoreAnswers
from shared.views import queries
from tests.services.worker.facts import YEAR, finding, record

DAY = date(2024, 2, 5)


def item(found, name):
    todo = [found["total"]]
    while todo:
        node = todo.pop()
        if (node["kind"], node["id"]) == ("item", name):
            return node
        todo.extend(node["parts"])
    raise LookupError(name)


def test_the_explanation_holds_the_figures_of_the_score(engine, log, projector):
    record(log)
    projector.drain()
    with engine.connect() as connection:
        score = queries.score(connection, "TH-49", YEAR, today=DAY)
        found = queries.explain(connection, "TH-49", YEAR, today=DAY)
        assert queries.explain(connection, "TH-49", 2568, today=DAY) is None
    assert found["total"]["figures"]["expected"] == score["total"]["expected"]
    assert found["position"] == score["position"]
    facts = item(found, "O2")["facts"]
    assert (facts["by"], facts["proof"]["url"]) == ("a1", "http://x/O2.pdf")
    assert item(found, "O1")["facts"]["evidence"][0]["url"] == "http://x/o1"


def test_as_of_a_day_it_explains_what_was_known_then(engine, log, projector):
    record(log)
    later = Meta(actor="audit", occurred_at=datetime(2024, 3, 1, tzinfo=UTC))
    log.append(f"audits/TH-49/{YEAR}", [finding("O2", "missing", audit_id="a2")], meta=later)
    then, now = (queries.explain_as_of(log, "TH-49", YEAR, day) for day in (DAY, date(2024, 3, 1)))
    assert (item(then, "O2")["facts"]["by"], item(now, "O2")["facts"]["by"]) == ("a1", "a2")
    assert item(then, "O2")["facts"]["proof"]["sha256"] == "ab" * 32
    assert item(then, "O1")["facts"]["evidence"][0]["url"] == "http://x/o1"
    assert queries.explain_as_of(log, "TH-49", YEAR, date(2024, 2, 4)) is None


def test_changes_are_imagined_and_nothing_is_stored(engine, log, projector):
    record(log)
    projector.drain()
    head = log.head()
    changes = [ItemDone("O17"), MoreAnswers("EIT1", 40, Fraction("0.8"))]
    with engine.connect() as connection:
        before = queries.score(connection, "TH-49", YEAR, today=DAY)
        found = queries.what_if(connection, "TH-49", YEAR, changes, today=DAY)
        assert queries.score(connection, "TH-49", YEAR, today=DAY) == before
        assert queries.what_if(connection, "TH-50", YEAR, changes, today=DAY) is None
        with pytest.raises(ChangeError):
            queries.what_if(connection, "TH-49", YEAR, [ItemDone("O99")], today=DAY)
    assert found["now"]["total"] == queries.score_as_of(log, "TH-49", YEAR, DAY)["total"]
    assert found["difference"]["instruments"]["OIT"]["expected"] == "2.00"
    assert found["then"]["instruments"]["EIT"]["respondents"] == 41
    assert log.head() == head
