"""Content is data: its mistakes are named with file and place, and every format says the same."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services.replica.content import ContentError, load_documents, load_site, parse_entries
from services.replica.documents import Typesetter, build_word, build_workbook
from services.replica.model import Document
from tests.services.replica import reading

ENTRY: dict[str, Any] = {"path": "a", "title": "ก", "date": "2024-01-01", "formats": ["pdf"]}


@pytest.mark.parametrize(
    ("block", "place"),
    [
        ({"p": "ก", "q": "ข"}, "0.blocks.0.p.q"),
        ({"picture": "x"}, "0.blocks.0.picture.caption"),
        ({"paragraph": "ก"}, "0.blocks.0"),
    ],
)
def test_a_mistake_is_named_by_file_and_place(block: dict[str, Any], place: str) -> None:
    with pytest.raises(ContentError, match=f"^documents/a.yaml: {place}: "):
        parse_entries(Document, [{**ENTRY, "blocks": [block]}], "documents/a.yaml")


def document(*blocks: dict[str, Any]) -> Document:
    return Document.model_validate({**ENTRY, "title": "รายงานทดสอบ", "blocks": blocks})


TABLE = {"table": {"columns": ["เดือน", "จำนวน"], "rows": [["ตุลาคม 2566", 12], ["พฤศจิกายน 2566", 34]]}}


def test_every_format_says_the_same(tmp_path: Path) -> None:
    made, site = document({"h": "หัวข้อ"}, {"p": "ย่อหน้า"}, {"list": ["ข้อแรก", "ข้อสอง"]}, TABLE), load_site()
    texts = [
        reading.pdf_text(Typesetter(site, tmp_path).pdf(made)),
        reading.word_text(build_word(made, site, tmp_path)),
        "".join("".join(reading.cells(build_workbook(made, site))).split()),
    ]
    for text in texts:
        for words in ("หัวข้อ", "ย่อหน้า", "ข้อแรก", "ข้อสอง", "ตุลาคม2566", "12", "พฤศจิกายน2566", "34", "รายงานทดสอบ"):
            assert words in text


def test_numbers_stay_numbers_in_a_workbook() -> None:
    assert {"12", "34"} <= set(reading.cells(build_workbook(document(TABLE), load_site())))


@pytest.mark.parametrize("block", [{"links": [{"text": "ก", "href": "/"}]}, {"details": "ก", "blocks": []}])
def test_what_only_a_page_can_show_is_refused_in_a_document(tmp_path: Path, block: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="document cannot hold"):
        build_word(document(block), load_site(), tmp_path)
    with pytest.raises(ValueError, match="workbook cannot hold"):
        build_workbook(document(block), load_site())


def test_word_files_do_not_carry_the_time_of_day(tmp_path: Path) -> None:
    archive = zipfile.ZipFile(io.BytesIO(build_word(document(), load_site(), tmp_path)))
    assert {member.date_time for member in archive.infolist()} == {(2024, 4, 1, 0, 0, 0)}


def test_documents_have_paths_of_their_own_and_dates_in_the_site_s_time() -> None:
    found = load_documents()
    assert len({entry.path for entry in found}) == len(found)
    assert all(date(2023, 1, 1) <= entry.date <= load_site().today for entry in found)
