"""The surveys of a round for programs: their definition, and codes and posters that lead where they say."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import zxingcpp

from services.api.surveys.codes import code_png, code_svg
from shared.access import Role
from shared.typesetting import typeset
from tests.services.api.conftest import ROUND, RUBRIC, Api, Headers

Prepare = Callable[[], None]

BASE = "https://ita.example.go.th"
#: Dots per point at which pages are looked at: 90 dots per inch, from across the room.
SCALE = 90 / 72


@pytest.fixture
def public(api: Api, mukdahan: Prepare) -> Api:
    """Mukdahan with its quotas, on an instance that people reach under a name."""
    mukdahan()
    api.app.extensions["sucharit"] = replace(api.context, settings=replace(api.context.settings, public_url=f"{BASE}/"))
    lines = {"administration": 10, "investigation": 40, "foreigners": 100, "inspection": 350}
    quota = {"instrument": "EIT1", "minimum": 500, "target": 550, "by_work_line": lines}
    assert api.post(f"{ROUND}/quotas", quota, api.token(Role.OPERATOR)).status_code == 201
    api.catch_up()
    return api


def codes_on(pdf: bytes) -> Iterator[list[str]]:
    """What a reader of codes sees on each page."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield [code.text for code in zxingcpp.read_barcodes(page.render(scale=SCALE).to_numpy())]
    document.close()


def words_on(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    words = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return words


def test_a_survey_says_who_answers_until_when_and_where(public: Api) -> None:
    document = public.get(f"{ROUND}/surveys/EIT1").get_json()
    assert document["title"]["en"] == "Survey of the public (EIT, part 1)"
    assert "คู่ค้า คู่สัญญา ในปีงบประมาณ พ.ศ. 2567" in document["eligibility"]["th"]
    assert (document["minimum"], document["target"], document["all_if_fewer"]) == (500, 550, True)
    assert {row["work_line"]: row["minimum"] for row in document["quotas"]} == {
        "administration": 10, "investigation": 40, "foreigners": 100, "inspection": 350,
    }  # fmt: skip
    window = document["window"]
    assert (window["opens"], window["closes"], window["basis"]) == ("2024-01-01", "2024-07-01", "rubric")
    assert (document["questions"], document["minutes"], document["simulated"]) == (6, 2, False)
    staff = public.get(f"{ROUND}/surveys/IIT").get_json()
    assert (staff["counted_to"], document["counted_to"]) == ("2024-01-01", None)
    assert "at least one year" in staff["eligibility"]["en"] and "officers on loan" in staff["eligibility"]["en"]


def test_every_address_of_a_survey_leads_somewhere(public: Api) -> None:
    headers = public.token(Role.OFFICER, unit="TH-49")
    surveys = public.get(f"{ROUND}/surveys").get_json()["surveys"]
    assert [survey["instrument"] for survey in surveys] == ["IIT", "EIT1", "EIT2"]
    found = [link["work_line"] for link in surveys[1]["links"]]
    assert found == [None, "administration", "investigation", "foreigners", "inspection", "other"]
    for link in surveys[1]["links"][2:4]:
        assert link["url"] == f"{BASE}/s/TH-49/2567/EIT1/{link['work_line']}"
        for address, media in ((link["qr_svg"], "image/svg+xml"), (link["qr_png"], "image/png")):
            answer = public.client.get(address)
            assert (answer.status_code, answer.mimetype) == (200, media)
        poster = public.client.get(link["poster"], headers=headers)
        assert (poster.status_code, poster.mimetype) == (200, "application/pdf")
        assert list(codes_on(poster.data)) == [[link["url"]]]
        assert public.get(link["url"].removeprefix(BASE)).status_code == 200


def test_a_poster_names_the_unit_and_the_line_in_thai_and_english(public: Api) -> None:
    answer = public.get(
        f"{ROUND}/surveys/EIT1/poster.pdf", public.token(Role.OFFICER, unit="TH-49"), work_line="inspection"
    )
    (words,) = words_on(answer.data)
    for expected in (
        "ตม.จว.มุกดาหาร",
        "Mukdahan Immigration",
        "งานตรวจบุคคลและพาหนะ",
        "Inspection of persons and vehicles",
        "1 มกราคม 2567 – 1 กรกฎาคม 2567",
        "1 January 2024 to 1 July 2024",
        "ita.example.go.th/s/TH-49/2567/EIT1/inspection",
        "Nobody can tell which answers are yours",
    ):
        assert expected in " ".join(words.split()), expected
    assert "จำลอง" not in words


def test_a_poster_is_one_page_whatever_the_unit_is_called(public: Api) -> None:
    operator = public.token(Role.OPERATOR)
    long = f"{BASE.replace('ita', 'integrity-and-transparency-assessment')}/provincial-immigration"
    public.app.extensions["sucharit"] = replace(
        public.context, settings=replace(public.context.settings, public_url=long)
    )
    names = {
        "name_th": "ด่านตรวจคนเข้าเมืองท่าอากาศยานนานาชาติ " * 4,
        "name_en": "Immigration Checkpoint of an Airport " * 4,
    }
    assert public.post("/api/v1/units", {"unit": "TH-84-samui", "division": 2, **names}, operator).status_code == 201
    opened = {"fiscal_year": 2567, "rubric": RUBRIC}
    assert public.post("/api/v1/units/TH-84-samui/rounds", opened, operator).status_code == 201
    public.catch_up()
    path = "/api/v1/units/TH-84-samui/rounds/2567/surveys/IIT/poster.pdf"
    poster = public.get(path, operator, work_line="inspection")
    assert list(codes_on(poster.data)) == [[f"{long}/s/TH-84-samui/2567/IIT/inspection"]]
    assert "Nobody can tell which answers are yours" in " ".join(words_on(poster.data)[0].split())


def test_all_posters_come_as_one_file(public: Api) -> None:
    headers = public.token(Role.OFFICER, unit="TH-49")
    answer = public.get(f"{ROUND}/surveys/posters.pdf", headers)
    found = list(codes_on(answer.data))
    assert len(found) == 18 and all(len(codes) == 1 for codes in found)
    assert len({codes[0] for codes in found}) == 18
    one = public.get(f"{ROUND}/surveys/posters.pdf", headers, instrument="IIT")
    assert len(words_on(one.data)) == 6
    assert public.get(f"{ROUND}/surveys/posters.pdf", headers, instrument="X").status_code == 404


def test_without_a_setting_the_address_is_the_one_that_was_asked(api: Api, mukdahan: Prepare) -> None:
    mukdahan()
    link = api.get(f"{ROUND}/surveys/IIT").get_json()["links"][0]
    assert link["url"] == "http://localhost/s/TH-49/2567/IIT"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/v1/units/TH-99/rounds/2567/surveys", "unknown-unit"),
        ("/api/v1/units/TH-49/rounds/2570/surveys/IIT", "unknown-round"),
        (f"{ROUND}/surveys/OIT", "unknown-instrument"),
        (f"{ROUND}/surveys/IIT/qr.svg?work_line=cleaning", "unknown-survey-line"),
    ],
)
def test_what_is_not_there_is_named(api: Api, mukdahan: Prepare, path: str, code: str) -> None:
    mukdahan()
    answer = api.client.get(path)
    assert (answer.status_code, answer.get_json()["code"]) == (404, code)


def test_posters_are_for_the_unit(api: Api, mukdahan: Prepare) -> None:
    mukdahan()
    for path in ("poster.pdf", "qr.svg"):
        status = api.get(f"{ROUND}/surveys/IIT/{path}").status_code
        assert status == (401 if path == "poster.pdf" else 200)


@pytest.mark.parametrize(("kind", "make"), [("svg", code_svg), ("png", code_png)])
def test_a_code_reads_as_its_address(kind: str, make: Callable[[str], bytes]) -> None:
    address = f"{BASE}/s/TH-84-samui/2567/EIT1/administration"
    template = b"#let data = json(bytes(sys.inputs.data))\n#image(bytes(data.image), format: data.kind, width: 9cm)"
    image = make(address)
    values = {"image": image.decode() if kind == "svg" else list(image), "kind": kind}
    pdf = typeset(template, values, day=date(2024, 1, 1))
    assert list(codes_on(pdf)) == [[address]]


def test_the_page_for_the_unit_lists_every_link_code_and_poster(public: Api, operator: Headers) -> None:
    for language in ("th", "en"):
        page = public.get("/units/TH-49/2567/surveys", operator, lang=language)
        assert page.status_code == 200
        for survey in public.get(f"{ROUND}/surveys").get_json()["surveys"]:
            for link in survey["links"]:
                for name in ("url", "qr_svg", "qr_png", "poster"):
                    assert f'href="{link[name]}"' in page.text
    assert "at least 500 answers" in page.text and "/surveys/posters.pdf" in page.text
