"""Every page for every role: who sees what, and controls only for those who may use them."""

from collections.abc import Callable

import pytest

from services.api.pages import links
from services.api.routing import PAGES
from shared.access import GRANTS, Permission, Role
from shared.access.roles import UNIT_ROLES
from tests.services.api.conftest import Api
from tests.services.api.pages.conftest import PAGE, LogIn, Person

Prepare = Callable[..., None]

#: Permission → the control on the unit's page that it lets one use.
CONTROLS = {
    Permission.ITEM_WORK: "/units/TH-49/2567/evidence",
    Permission.ITEM_APPROVE: "รออนุมัติ</h3>",
    Permission.AUDIT_REQUEST: "/units/TH-49/2567/audits",
}
ACCOUNTS = [role for role in Role if role is not Role.RESPONDENT]


def _filled(rule: str) -> str:
    """The address of a page, each of its places filled with something."""
    places = {"unit": "TH-49", "int:year": "2567", "year:year": "2567", "item": "O6", "audit_id": "x", "person": "x"}
    places |= {"instrument": "EIT1", "line": "foreigners"}
    for name, value in places.items():
        rule = rule.replace(f"<{name}>", value)
    return rule


def _person(log_in: LogIn, role: Role, unit: str) -> Person:
    return log_in(role, unit=unit if role in UNIT_ROLES else None)


def test_every_page_declares_its_permission() -> None:
    assert {entry.rule for entry in PAGES if entry.permission is Permission.PUBLIC_READ} == {
        "/", "/login", "/logout", "/api/docs", "/static/<version>/<path:path>",
    }  # fmt: skip
    assert len(PAGES) == len({(entry.method, entry.rule) for entry in PAGES})


@pytest.mark.parametrize("role", ACCOUNTS)
def test_what_each_role_sees_of_its_unit(log_in: LogIn, audited: Callable[..., str], role: Role) -> None:
    audit = audited()
    person = _person(log_in, role, "TH-49")
    for path in (PAGE, f"{PAGE}/items/O6", f"{PAGE}/explain", f"/units/TH-49/audits/{audit}", "/api/docs"):
        assert person.open(path).status_code == 200, path
    page = person.text(PAGE)
    for permission, control in CONTROLS.items():
        assert (control in page) == (permission in GRANTS[role]), permission
    assert ("/units?year=" in page) == (Permission.COMPARISON_READ in GRANTS[role])


@pytest.mark.parametrize("role", sorted(UNIT_ROLES))
def test_a_role_of_one_unit_sees_no_other(
    log_in: LogIn, mukdahan: Prepare, simulated_unit: Prepare, role: Role
) -> None:
    mukdahan()
    simulated_unit()
    person = _person(log_in, role, "TH-10")
    for path in (PAGE, "/units/TH-49", f"{PAGE}/items/O6", f"{PAGE}/explain", "/units/TH-49/audits/x", "/units/XX"):
        answer = person.open(path)
        assert answer.status_code == 403, path
        assert "ไม่มีสิทธิ์" in answer.text and "no rights" in answer.text
    assert person.open("/units").headers["Location"] == "/units/TH-10"
    assert person.open("/units/TH-10/2567").status_code == 200


def test_a_bureau_of_one_division_sees_only_that(
    api: Api, log_in: LogIn, mukdahan: Prepare, simulated_unit: Prepare
) -> None:
    mukdahan()
    simulated_unit()
    person = log_in(Role.BUREAU, division=4)
    page = person.text("/units")
    assert "ตม.จว.มุกดาหาร" in page and "ตม.จำลอง" not in page
    assert "จำลองเพื่อการสาธิต" not in page
    assert person.open("/units", division=1).status_code == 403
    assert person.open("/units/TH-10/2567").status_code == 403
    assert person.open(PAGE).status_code == 200


@pytest.mark.parametrize(
    "entry",
    [each for each in PAGES if each.method == "GET" and each.rule != "/static/<version>/<path:path>"],
    ids=lambda entry: entry.rule,
)
def test_nobody_is_led_to_the_login_but_from_what_is_open(anybody: Person, mukdahan: Prepare, entry) -> None:
    mukdahan()
    path = _filled(entry.rule)
    answer = anybody.open(path)
    if entry.permission in (Permission.PUBLIC_READ, Permission.RESPOND):
        assert answer.status_code == 200 or answer.headers["Location"] == "/login"
    else:
        assert answer.headers["Location"] == links.login(path)


@pytest.mark.parametrize("role", ACCOUNTS)
def test_a_form_needs_the_permission(log_in: LogIn, mukdahan: Prepare, role: Role) -> None:
    mukdahan()
    person = _person(log_in, role, "TH-49")
    forms = [entry for entry in PAGES if entry.method == "POST" and "<unit>" in entry.rule and not entry.signed]
    assert {entry.permission for entry in forms} >= {Permission.ITEM_WORK, Permission.ROUND_PREPARE}
    for entry in forms:
        answer = person.send(_filled(entry.rule), PAGE)
        assert (answer.status_code == 403) == (entry.permission not in GRANTS[role]), entry.rule
        assert answer.status_code != 403 or "ไม่มีสิทธิ์" in answer.text
