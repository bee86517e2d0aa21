"""The demonstration: the provincial offices, Mukdahan's real round with a replica of its website, simulated others."""

import time

import click

from services.cli.errors import CommandFailed
from services.cli.ports import listened_on
from services.cli.runtime import Tools, tools
from shared.broker import make_broker, send
from shared.cases import load_case, load_offices, record_case, record_offices
from shared.events import Meta
from shared.events.audits import AuditRequested
from shared.events.streams import audits_stream, unit_stream
from shared.execution import execute
from shared.rounds import ChangeWebsite, RequestAudit, fold_audits, fold_unit
from shared.views import queries
from shared.views.queries import AuditRow

#: The unit and round of the real case.
UNIT, YEAR, CASE = "TH-49", 2567, "mukdahan-2567"
#: Who is recorded as having put the replica in the website's place.
ACTOR = "demonstration"
#: Seconds that the audit of the replica may take on a slow machine.
AUDIT_SECONDS = 120.0
#: Seconds between looks at it.
LOOK_SECONDS = 0.25


@click.command()
def load_demo() -> None:
    """Load what is missing of the demonstration into a running system; what is there stays as it is.

    `sucharit up` does this by itself. DEMO=0 leaves out the simulated units.
    """
    with tools() as opened:
        _load(opened)


def _load(opened: Tools) -> None:
    from services.simulation import simulate_rounds

    offices = record_offices(opened.log, load_offices())
    click.echo(f"{offices.known} provincial offices known")
    case = record_case(opened.log, load_case(CASE))
    click.echo(f"{CASE}: {case.known} facts; the report contradicts itself in {len(case.contradictions)} places")
    _put_replica_in_place(opened)
    if opened.settings.demo:
        simulated = simulate_rounds(opened.log, opened.blobs, fiscal_year=YEAR, leave_out={UNIT})
        click.echo(f"{simulated.units} other units simulated; every page and event of theirs says so")
    audit = _audited(opened)
    found = sum(verdict == "present" for verdict in audit.verdicts.values())
    click.echo(f"the replica of Mukdahan's website is audited: {found} of {len(audit.verdicts)} items present")


def _put_replica_in_place(opened: Tools) -> None:
    """The real website cannot be reached from a demonstration: a replica, marked as one, stands in for it."""
    address = f"http://127.0.0.1:{opened.settings.replica_port}/"
    if fold_unit(opened.log.read(unit_stream(UNIT))).website_url != address:
        execute(
            opened.log,
            ChangeWebsite(unit=UNIT, website_url=address, website_is_replica=True),
            meta=Meta(actor=ACTOR, source="a demonstration copy of the website, made by this project"),
        )


def _audited(opened: Tools) -> AuditRow:
    """The last audit of the replica; on the first start it is asked for and waited for."""
    audits = fold_audits(opened.log.read(audits_stream(UNIT, YEAR)))
    if audits.last_completed is None:
        _await_replica(opened.settings.replica_port)
        make_broker(opened.settings)
        # One that an earlier start asked for may have lost its message with the crawler.
        running = [audit.requested.audit_id for audit in audits.running]
        audit_id = running[0] if running else _request(opened)
        send("run_audit", unit=UNIT, fiscal_year=YEAR, audit_id=audit_id)
    return _await_completed(opened)


def _await_replica(port: int) -> None:
    """A website that does not listen yet would be audited as one that is down."""
    deadline = time.monotonic() + AUDIT_SECONDS
    while not listened_on(port):
        if time.monotonic() > deadline:
            raise CommandFailed(f"the replica did not start in {AUDIT_SECONDS:.0f} s; see the replica's log")
        time.sleep(LOOK_SECONDS)


def _request(opened: Tools) -> str:
    meta = Meta(actor=ACTOR, source="first start")
    appended = execute(opened.log, RequestAudit(unit=UNIT, fiscal_year=YEAR), meta=meta)
    return next(each.event.audit_id for each in appended.events if isinstance(each.event, AuditRequested))


def _await_completed(opened: Tools) -> AuditRow:
    deadline = time.monotonic() + AUDIT_SECONDS
    while time.monotonic() < deadline:
        with opened.engine.connect() as connection:
            audits = queries.audit_list(connection, UNIT, fiscal_year=YEAR).items
        if completed := next((audit for audit in audits if audit.status == "completed"), None):
            return completed
        time.sleep(LOOK_SECONDS)
    raise CommandFailed(f"the audit of the replica did not end in {AUDIT_SECONDS:.0f} s; see the crawler's log")
