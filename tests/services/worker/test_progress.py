"""The view of answers by day: exact margins, no cross table, the same after a rebuild, and contacts beside quotas."""

from datetime import date

from msgspec.structs import replace
from sqlalchemy import select

from services.worker.projections import PROJECTIONS
from services.worker.projector import Projector
from services.worker.rebuild import rebuild
from shared.events.contacts import ContactAdded, ContactErased, ContactWithdrawn
from shared.events.watch import AnswersExcluded, AnswersReinstated
from shared.rounds.watch.decisions import counted
from shared.views import queries
from shared.views.tables import progress
from tests.services.worker.facts import META, SIMULATED, YEAR, answer, record
from tests.shared.views.seed_progress import LINES, OCCUPATIONS
from tests.shared.views.seed_progress import record as record_seed


def counts(engine, kind):
    query = select(progress.c.label, progress.c.recorded).where(
        progress.c.kind == kind, progress.c.day <= date(2024, 2, 5)
    )
    found = {}
    with engine.connect() as connection:
        for label, recorded in connection.execute(query.where(progress.c.instrument == "EIT1")):
            found[label] = found.get(label, 0) + recorded
    return found


def test_margins_are_exact_whatever_the_batches_and_rebuilt_equal(engine, owner, log, contents):
    projector = Projector(engine, log, PROJECTIONS, batch=7)
    projector.prepare()
    record_seed(log)
    projector.drain()
    assert counts(engine, "all") == {"": 233}
    assert counts(engine, "work_line") == LINES
    assert counts(engine, "occupation") == OCCUPATIONS
    before = contents("progress")
    rebuild(owner, log, "progress")
    assert contents("progress") == before


def test_one_simulated_answer_marks_its_day(engine, log, projector):
    log.append(f"responses/TH-49/{YEAR}", [answer("EIT1")], meta=META)
    log.append(f"responses/TH-49/{YEAR}", [answer("EIT1", day=date(2024, 2, 6))], meta=SIMULATED)
    projector.drain()
    with engine.connect() as connection:
        found = connection.execute(select(progress.c.day, progress.c.simulated).where(progress.c.kind == "all")).all()
    assert sorted(map(tuple, found)) == [(date(2024, 2, 5), False), (date(2024, 2, 6), True)]


def test_contacts_stand_beside_the_quota_of_their_group(engine, log, projector):
    record(log)
    sealed = "sealed:1:AAAA"
    people = [ContactAdded(person=each, group="labour_leader", name=sealed, phone=sealed) for each in ("a", "b", "c")]
    other = ContactAdded(person="d", group="contract_party", name=sealed, phone=sealed)
    gone = (ContactErased(person="a"), ContactWithdrawn(person="b", reason="declined"))
    log.append(f"contacts/TH-49/{YEAR}", [*people, other, *gone], meta=META)
    projector.drain()
    with engine.connect() as connection:
        rows = [row for row in queries.quota_list(connection, "TH-49", YEAR) if row.instrument == "EIT2"]
    assert [(row.work_line, row.contacts, row.contacts_needed) for row in rows] == [
        (None, 2, 5), ("labour_leader", 1, 1), ("business_leader", 0, 1), ("social_ministry", 0, 1),
        ("labour_ministry", 0, 1), ("contract_party", 1, 1),
    ]  # fmt: skip


def test_excluded_answers_count_nowhere_until_they_are_reinstated(engine, owner, log, projector, contents):
    sheets = [replace(answer("EIT1", work_line="inspection"), occupation="retired"), answer("EIT1")]
    log.append(f"responses/TH-49/{YEAR}", [*sheets, sheets[0]], meta=META)
    out = AnswersExcluded(flag="F1", instrument="EIT1", versions=(1, 2), sheets=counted(sheets), reason="x")
    log.append(f"watch/TH-49/{YEAR}", [out], meta=META)
    projector.drain()
    assert counts(engine, "all") == {"": 1}
    assert counts(engine, "work_line") == {"inspection": 1, "": 0}
    assert counts(engine, "occupation") == {"retired": 1, "": 0}
    back = AnswersReinstated(flag="F1", instrument="EIT1", versions=(1, 2), sheets=out.sheets, reason="x")
    log.append(f"watch/TH-49/{YEAR}", [back], meta=META)
    projector.drain()
    assert counts(engine, "work_line") == {"inspection": 2, "": 1}
    before = contents("progress")
    rebuild(owner, log, "progress")
    assert contents("progress") == before
