"""Imported answers over HTTP: preview, confirmation by hash, all or nothing, seen in the progress."""

import io
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from shared.access import Role
from tests.services.api.conftest import ROUND, Api, Headers
from tests.shared.imports.answers.files import rows, table

Prepare = Callable[[], None]
IMPORTS = f"{ROUND}/responses/imports"


@pytest.fixture
def admin(api: Api, mukdahan: Prepare) -> Headers:
    mukdahan()
    return api.token(Role.ADMINISTRATOR, unit="TH-49")


def send(api: Api, headers: Headers, body: bytes, path: str = IMPORTS, **form: str) -> TestResponse:
    return api.upload(path, {"file": (io.BytesIO(body), "a.csv"), "instrument": "EIT1", **form}, headers)


def test_preview_confirm_and_see_them_in_the_progress(api: Api, admin: Headers) -> None:
    body = table(rows(25))
    with api.untouched():
        seen = send(api, admin, body, f"{IMPORTS}/preview").get_json()
        refused = send(api, admin, body, previewed="x")
    assert (seen["ready"], seen["new"], seen["known"], seen["unmapped"]) == (True, 25, 0, ["ชื่อผู้กรอก"])
    assert sum(seen["counts"]["e1"].values()) == 25
    assert seen["days"] == {"first": "2024-01-01", "last": "2024-01-25"}
    assert refused.get_json()["code"] == "not-the-previewed-file"
    done = send(api, admin, body, previewed=seen["file"], mapping=seen["mapping_yaml"])
    assert (done.status_code, done.get_json()["added"]) == (201, 25)
    again = send(api, admin, body, previewed=seen["file"])
    assert (again.status_code, again.get_json()) == (200, {"added": 0, "known": 25, "position": None})
    sorted_again = send(api, admin, table(rows(27)[::-1]), f"{IMPORTS}/preview").get_json()
    assert (sorted_again["rows"], sorted_again["new"], sorted_again["known"], sorted_again["missing"]) == (27, 2, 25, 0)
    others = send(api, admin, table(rows(27)[::-1]), f"{IMPORTS}/preview", as_new="yes").get_json()
    assert (others["new"], others["known"]) == (27, 0)
    api.catch_up()
    surveys = api.get(f"{ROUND}/progress", admin, min_position=done.get_json()["position"]).get_json()["surveys"]
    assert [survey["recorded"] for survey in surveys] == [0, 25, 0]
    (entry,) = api.context.log.events(type="AnswersImported")
    assert entry.meta.role == "administrator" and "ลับ" not in repr(entry)


@pytest.mark.parametrize(
    ("form", "body", "code"),
    [
        ({}, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file-problems"), ({"instrument": "EIT9"}, table([]), "wrong-shape"),
        ({"mapping": "[1"}, table([]), "bad-mapping"), ({"day": "5/2/2567"}, table([]), "wrong-shape"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(api: Api, admin: Headers, form: dict[str, str], body: bytes, code: str) -> None:
    with api.untouched():
        answer = send(api, admin, body, f"{IMPORTS}/preview", **form)
    assert (answer.status_code, answer.get_json()["code"]) == (422, code)


def test_one_wrong_row_keeps_all_out(api: Api, admin: Headers) -> None:
    lines = rows(5)
    lines[2][3] = "?"
    with api.untouched():
        seen = send(api, admin, table(lines), f"{IMPORTS}/preview").get_json()
        answer = send(api, admin, table(lines), previewed=seen["file"])
    (fault,) = answer.get_json()["details"]["problems"]
    assert (fault["code"], fault["row"], fault["column"]) == ("unknown-option", 4, "D")
