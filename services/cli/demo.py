"""The demonstration: the provincial offices, Mukdahan's real round with a replica of its website, simulated others."""

import time
from collections.abc import Callable

from services.cli.errors import CommandFailed
from services.cli.runtime import Tools
from services.simulation import simulate_rounds
from shared.broker import make_broker, send
from shared.cases import load_case, load_offices, record_case, record_offices
from shared.events import Meta
from shared.events.audits import AuditRequested
from shared.events.streams import unit_stream
from shared.execution import execute
from shared.rounds import ChangeWebsite, RequestAudit, fold_unit
from shared.views import queries
from shared.views.queries import AuditRow

#: The unit and round of the real case.
UNIT, YEAR, CASE = "TH-49", 2567, "mukdahan-2567"
#: Who is recorded as having put the replica in the website's place.
ACTOR = "demonstration"
#: Seconds that the audit of the replica may take on a slow machine.
AUDIT_SECONDS = 60.0
#: Seconds between looks at it.
LOOK_SECONDS = 0.25

Say = Callable[[str], None]


def load_demo(tools: Tools, *, say: Say) -> None:
    """Load what is missing; everything that is there already stays as it is."""
    offices = record_offices(tools.log, load_offices())
    say(f"{offices.known} provincial offices known")
    case = record_case(tools.log, load_case(CASE))
    say(f"{CASE}: {case.known} facts; the report contradicts itself in {len(case.contradictions)} places")
    _put_replica_in_place(tools)
    simulated = simulate_rounds(tools.log, tools.blobs, fiscal_year=YEAR, leave_out={UNIT})
    say(f"{simulated.units} other units simulated; every page and event of theirs says so")
    _audit_replica(tools, say)


def _put_replica_in_place(tools: Tools) -> None:
    """The real website cannot be reached from a demonstration: a replica, marked as one, stands in for it."""
    address = f"http://127.0.0.1:{tools.settings.replica_port}/"
    if fold_unit(tools.log.read(unit_stream(UNIT))).website_url != address:
        execute(
            tools.log,
            ChangeWebsite(unit=UNIT, website_url=address, website_is_replica=True),
            meta=Meta(actor=ACTOR, source="a demonstration copy of the website, made by this project"),
        )


def _audit_replica(tools: Tools, say: Say) -> None:
    if _completed_audit(tools) is not None:
        return
    make_broker(tools.settings)
    appended = execute(
        tools.log, RequestAudit(unit=UNIT, fiscal_year=YEAR), meta=Meta(actor=ACTOR, source="first start")
    )
    requested = [event.event for event in appended.events if isinstance(event.event, AuditRequested)]
    send("run_audit", unit=UNIT, fiscal_year=YEAR, audit_id=requested[0].audit_id)
    audit = _await_audit(tools)
    found = sum(verdict == "present" for verdict in audit.verdicts.values())
    say(f"audited the replica of Mukdahan's website: {found} of {len(audit.verdicts)} items present")


def _await_audit(tools: Tools) -> AuditRow:
    deadline = time.monotonic() + AUDIT_SECONDS
    while time.monotonic() < deadline:
        audit = _completed_audit(tools)
        if audit is not None:
            return audit
        time.sleep(LOOK_SECONDS)
    raise CommandFailed(f"the audit of the replica did not end in {AUDIT_SECONDS:.0f} s; see the crawler's log")


def _completed_audit(tools: Tools) -> AuditRow | None:
    with tools.engine.connect() as connection:
        audits = queries.audit_list(connection, UNIT, fiscal_year=YEAR).items
    return next((audit for audit in audits if audit.status == "completed"), None)
