"""Files that cannot be evidence, names that are paths, and files that the store lost."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest

from services.api.commands.evidence import file_name
from services.api.routing import LARGEST_BODY
from tests.services.api.conftest import ROUND, Api, Headers
from tests.services.api.problems import problem

Prepare = Callable[[], None]


@pytest.fixture(autouse=True)
def round_opened(mukdahan: Prepare) -> None:
    mukdahan()


def files() -> Iterator[tuple[dict[str, Any], int, str]]:
    content = (BytesIO(b"x"), "a.pdf", "application/pdf")
    yield {"item": "O1"}, 422, "wrong-shape"
    yield {"file": content}, 422, "wrong-shape"
    yield {"item": "O1", "file": (BytesIO(b""), "a.pdf", "application/pdf")}, 422, "bad-file"
    yield {"item": "O99", "file": (BytesIO(b"x"), "a.pdf", "application/pdf")}, 404, "unknown-item"
    yield {"item": "O1", "file": (BytesIO(b"x"), "a.pdf", "no type")}, 422, "bad-file"
    yield {"item": "O1", "note": "x" * 600_000, "file": (BytesIO(b"x"), "a.pdf")}, 413, "too-large"
    yield {"item": "O1", "file": (BytesIO(bytes(LARGEST_BODY)), "a.pdf")}, 413, "too-large"
    yield {f"part{number}": "x" for number in range(30)}, 413, "too-large"


def test_a_file_that_cannot_be_evidence(api: Api, operator: Headers) -> None:
    for form, status, code in files():
        with api.untouched():
            answer = api.upload(f"{ROUND}/evidence", form, operator)
        problem(answer, status, code)


def test_a_file_keeps_its_name_but_no_path(api: Api, operator: Headers) -> None:
    names = (
        ("../../../etc/passwd", "passwd"),
        ("รายงาน ต.ค. 2566.pdf", "รายงาน ต.ค. 2566.pdf"),
        ("/รายงาน/แผน.xlsx", "แผน.xlsx"),
        ("a;b'c.pdf", "a;b'c.pdf"),
    )
    for number, (sent, kept) in enumerate(names, start=1):
        form = {"item": "O1", "file": (BytesIO(sent.encode()), sent, "application/pdf")}
        added = api.client.post(f"{ROUND}/evidence", data=form, headers=operator)
        assert added.get_json()["events"][0]["data"]["filename"] == kept
        api.catch_up()
        assert api.get(f"{ROUND}/evidence/O1-{number}", operator).data == sent.encode()


def test_a_name_from_windows_is_a_path_too() -> None:
    assert file_name(r"C:\ita\รายงาน.pdf") == "รายงาน.pdf"
    assert file_name("") is file_name(None) is file_name("/") is None


def test_evidence_that_the_store_lost_is_a_problem_not_a_failure(api: Api, operator: Headers, tmp_path: Any) -> None:
    form = {"item": "O1", "file": (BytesIO(b"content"), "a.pdf", "application/pdf")}
    api.client.post(f"{ROUND}/evidence", data=form, headers=operator)
    api.catch_up()
    for blob in (tmp_path / "blobs").rglob("*.gz"):
        blob.write_bytes(b"damaged")
    problem(api.get(f"{ROUND}/evidence/O1-1", operator), 404, "evidence-lost")
