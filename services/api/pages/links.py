"""The addresses of the pages."""

from urllib.parse import quote, urlencode

from services.api.routing import BASE
from services.api.surveys.paths import survey_path

#: Where static files are.
STATIC = "/static"
LOGIN = "/login"
LOGOUT = "/logout"
UNITS = "/units"
DOCS = "/api/docs"
NIGHTLY = "/nightly"


def login(back_to: str | None = None) -> str:
    """The login; back_to: where to go on afterwards."""
    return _address(LOGIN, next=back_to)


def unit(code: str, year: int | None = None, **query: object) -> str:
    """A unit's page in a round; without a year, in its latest."""
    return _address(UNITS, code, *([] if year is None else [year]), **query)


def item(code: str, year: int, item_id: str, **query: object) -> str:
    """One item of a round."""
    return _address(UNITS, code, year, "items", item_id, **query)


def explain(code: str, year: int, **query: object) -> str:
    """How the score of a round is computed."""
    return _address(UNITS, code, year, "explain", **query)


def what_if(code: str, year: int, **query: object) -> str:
    """What a round would score if something were done."""
    return _address(UNITS, code, year, "what-if", **query)


def trend(code: str, year: int, **query: object) -> str:
    """How the score of a round went, and what changed it."""
    return _address(UNITS, code, year, "trend", **query)


def judging(code: str, year: int) -> str:
    """The links of a round that a person should confirm."""
    return _address(UNITS, code, year, "links")


def contacts(code: str, year: int, *parts: str) -> str:
    """The EIT(2) contacts of a round; parts: a form's target, or a person."""
    return _address(UNITS, code, year, "contacts", *parts)


def contacts_template(code: str, year: int) -> str:
    """The Excel template for contacts."""
    return _address(f"{BASE}/units", code, "rounds", year, "contacts", "template")


def imports(code: str, year: int, *parts: str) -> str:
    """Where answers collected elsewhere come in; parts: a form's target."""
    return _address(UNITS, code, year, "imports", *parts)


def progress(code: str, year: int, **query: object) -> str:
    """How the surveys of a round come along."""
    return _address(UNITS, code, year, "progress", **query)


def progress_file(code: str, year: int, **query: object) -> str:
    """The same as a file."""
    return _address(f"{BASE}/units", code, "rounds", year, "progress", **query)


def audit(code: str, audit_id: str) -> str:
    """One audit of a unit's website."""
    return _address(UNITS, code, "audits", audit_id)


def action(code: str, year: int, name: str) -> str:
    """Where a form of a round is sent."""
    return _address(UNITS, code, year, name)


def units(**query: object) -> str:
    """The list of units."""
    return _address(UNITS, **query)


def flags(year: int) -> str:
    """Answers of a fiscal year that look suspicious."""
    return _address("/rounds", year, "flags")


def comparison(year: int, **query: object) -> str:
    """The comparison of a year; ``format`` csv or xlsx as a file."""
    return _address(f"{BASE}/rounds", year, "comparison", **query)


def comparison_file(year: int, what: str, *, form: str, since: object, until: object, **query: object) -> str:
    """A table of a year as a file: what: spread or improvement; form: csv or xlsx."""
    days = {"from": since, "to": until}
    return _address(f"{BASE}/rounds", year, what, format=form, **days, **query)


def spread(year: int, **query: object) -> str:
    """Where units are weak, how they are spread, and which improved."""
    return _address("/rounds", year, "spread", **query)


def evidence_file(code: str, year: int, evidence_id: str) -> str:
    """An uploaded file."""
    return _address(f"{BASE}/units", code, "rounds", year, "evidence", evidence_id)


def audit_document(code: str, audit_id: str) -> str:
    """The audit with its whole report, as JSON."""
    return _address(f"{BASE}/units", code, "audits", audit_id)


def audit_archive(code: str, audit_id: str) -> str:
    """What the audit kept, as a web archive."""
    return _address(f"{BASE}/units", code, "audits", audit_id, "warc")


def survey(code: str, year: int, instrument: str, line: str | None = None, **query: object) -> str:
    """A survey of a round, at a line of work or without one."""
    return _address(survey_path(code, year, instrument, line), **query)


def surveys(code: str, year: int, **query: object) -> str:
    """The page of a round's survey addresses, codes and posters."""
    return _address(UNITS, code, year, "surveys", **query)


def tokens(code: str, year: int) -> str:
    """The page of a round's single-use tokens."""
    return _address(UNITS, code, year, "tokens")


def _address(base: str, *parts: object, **query: object) -> str:
    path = "/".join([base, *(quote(str(part), safe="") for part in parts)])
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path
