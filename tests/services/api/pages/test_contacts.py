"""The page of the contacts, as the administrator uses it without a script."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.test import TestResponse

from shared.access import Role
from tests.services.api.conftest import Api
from tests.services.api.pages.conftest import PAGE, LogIn, Person
from tests.shared.imports.books import FIVE, filled

CONTACTS = f"{PAGE}/contacts"
SEALED = re.compile(r'name="sealed" value="([^"]+)"')


@pytest.fixture
def admin(mukdahan: Callable[[], None], log_in: LogIn) -> Person:
    mukdahan()
    return log_in(Role.ADMINISTRATOR, unit="TH-49")


def preview(person: Person, body: bytes) -> TestResponse:
    return person.send(f"{CONTACTS}/preview", token_from=CONTACTS, file=(io.BytesIO(body), "รายชื่อ.xlsx"))


def sealed(answer: TestResponse) -> str:
    found = SEALED.search(answer.text)
    assert found is not None
    return found[1]


def test_upload_preview_confirm_change_erase(api: Api, admin: Person) -> None:
    with api.untouched():
        seen = preview(admin, filled(*FIVE))
    assert seen.status_code == 200 and "จะเพิ่ม 5 ราย" in seen.text and "คำแพง" in seen.text
    assert seen.headers["Cache-Control"] == "no-store"
    done = admin.send(f"{CONTACTS}/confirmation", token_from=CONTACTS, sealed=sealed(seen))
    assert done.status_code == 303
    page = admin.text(CONTACTS)
    assert "เพิ่มรายชื่อแล้ว" in page and "นางอรทัย แสงจันทร์" in page
    assert "Names, telephones" in admin.text(CONTACTS, lang="en")
    person = re.findall(r"contacts/([0-9a-f-]{36})/erasure", page)[0]
    wrong = admin.send(f"{CONTACTS}/{person}/correction", token_from=CONTACTS, group="1", name="ก", phone="1")
    assert wrong.status_code == 422 and "นี้" not in wrong.headers.get("Location", "")
    assert admin.send(f"{CONTACTS}/{person}/erasure", token_from=CONTACTS).status_code == 303
    assert "คำแพง" not in admin.text(CONTACTS)


def test_faults_stand_on_the_page_with_their_places(api: Api, admin: Person) -> None:
    with api.untouched():
        seen = preview(admin, filled(*FIVE, ("1", "สมปอง ดีงาม", 812345678)))
    assert seen.status_code == 422
    assert "เลข 0 ตัวหน้า" in seen.text and "ต้องแก้ 1 แห่ง" in seen.text
    assert "ยืนยันการบันทึก" not in seen.text
    with api.untouched():
        assert admin.send(f"{CONTACTS}/confirmation", token_from=CONTACTS, sealed=sealed(seen)).status_code == 422


def test_likely_duplicates_wait_for_a_word(api: Api, admin: Person) -> None:
    seen = preview(admin, filled(*FIVE, ("1", "คำเเพง ศรีสุก", "0899999999")))
    assert "อาจเป็นคนเดียวกัน 1 คู่" in seen.text
    with api.untouched():
        admin.send(f"{CONTACTS}/confirmation", token_from=CONTACTS, sealed=sealed(seen))
    said = admin.send(f"{CONTACTS}/confirmation", token_from=CONTACTS, sealed=sealed(seen), accept_likely="yes")
    assert said.status_code == 303


def test_a_preview_is_of_one_account_one_round_and_one_hour(
    api: Api, admin: Person, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = sealed(preview(admin, filled(*FIVE)))
    head = log_in(Role.HEAD, unit="TH-49")
    for person, text in ((head, carried), (admin, carried[:-8]), (admin, "x"), (admin, "")):
        with api.untouched():
            answer = person.send(f"{CONTACTS}/confirmation", token_from=CONTACTS, sealed=text)
        assert answer.status_code == 409
    later = datetime.now(UTC) + timedelta(minutes=61)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return later

    monkeypatch.setattr("services.api.pages.carrying.datetime", Clock)
    assert admin.send(f"{CONTACTS}/confirmation", token_from=CONTACTS, sealed=carried).status_code == 409


@pytest.mark.parametrize("role", [Role.OFFICER, Role.BUREAU, Role.ASSESSOR])
def test_others_do_not_see_the_page_or_its_link(mukdahan: Callable[[], None], log_in: LogIn, role: Role) -> None:
    mukdahan()
    person = log_in(role, unit="TH-49") if role is Role.OFFICER else log_in(role)
    assert person.open(CONTACTS).status_code == 403
    assert CONTACTS not in person.text(PAGE)
