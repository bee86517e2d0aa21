"""The page on which answers from elsewhere come in: file, mapping, preview, confirmation."""

import html
import io
import re
from collections.abc import Callable

from werkzeug.test import TestResponse

from shared.access import Role
from tests.services.api.conftest import Api
from tests.services.api.pages.conftest import LogIn, Person
from tests.shared.imports.answers.files import rows, table

PAGE = "/units/TH-49/2567/imports"


def field(answer: TestResponse, name: str) -> str:
    """What a hidden field or a text area holds."""
    found = re.search(rf'name="{name}" value="([^"]*)"|name="{name}" rows[^>]*>([^<]*)<', answer.text)
    assert found is not None
    return html.unescape(found[1] or found[2])


def test_the_page_maps_previews_and_confirms_without_a_script(
    api: Api, mukdahan: Callable[[], None], log_in: LogIn
) -> None:
    mukdahan()
    person: Person = log_in(Role.ADMINISTRATOR, unit="TH-49")
    heads = ("วันที่", "สายงาน", "อาชีพ", "a", "b", "c", "d", "e", "f", "ชื่อ")
    with api.untouched():
        file = (io.BytesIO(table(rows(8), heads)), "a.csv")
        first = person.send(f"{PAGE}/preview", token_from=PAGE, file=file, instrument="EIT1")
        assert first.status_code == 422 and "ไม่มีคอลัมน์ของคำถาม e1" in first.text
        mapping = "day: วันที่\nquestions: {e1: a, e2: b, e3: c, e4: d, e5: e, e6: f}"
        carried = {"sealed": field(first, "sealed"), "instrument": "EIT1"}
        second = person.send(f"{PAGE}/preview", token_from=PAGE, mapping=mapping, **carried)
    assert second.status_code == 200 and "จะเพิ่ม 8 ชุด" in second.text
    assert "ตอบระหว่าง 1 ม.ค. 2567 ถึง 8 ม.ค. 2567" in second.text, "an American file would show other months"
    given = {"sealed": field(second, "sealed"), "mapping": field(second, "mapping"), "instrument": "EIT1"}
    done = person.send(f"{PAGE}/confirmation", token_from=PAGE, **given)
    assert (done.status_code, done.headers["Location"]) == (303, "/units/TH-49/2567/progress")
    assert len(api.context.log.events(type="ResponseRecorded")) == 8
    again = (io.BytesIO(table(rows(10)[::-1], heads)), "b.csv")
    preview = person.send(f"{PAGE}/preview", token_from=PAGE, file=again, instrument="EIT1", mapping=mapping)
    assert "จะเพิ่ม 2 ชุด" in preview.text and "เคยนำเข้าแล้ว 8 แถว ไม่นับซ้ำ" in preview.text
    given = {"sealed": field(preview, "sealed"), "mapping": mapping, "instrument": "EIT1", "as_new": "yes"}
    assert "จะเพิ่ม 10 ชุด" in person.send(f"{PAGE}/preview", token_from=PAGE, **given).text
    for _ in range(2):
        assert person.send(f"{PAGE}/confirmation", token_from=PAGE, **given).status_code == 303
    assert len(api.context.log.events(type="ResponseRecorded")) == 18
    assert log_in(Role.OFFICER, unit="TH-49").open(PAGE).status_code == 403
