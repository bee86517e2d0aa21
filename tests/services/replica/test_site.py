"""The whole website: marked everywhere, linked together, built the same twice, and true to its manifest."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from services.replica.content import load_site
from services.replica.site import build_site
from shared.rubric import load_rubric
from tests.services.replica import reading

NOTICES = (load_site().notice, load_site().notice_en)
#: Links that lead nowhere on purpose.
BROKEN = {"/complaints-statistics-2567/", "/internal/personnel-rules/"}


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def documents(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*") if path.suffix in {".pdf", ".docx", ".xlsx"})


def test_every_page_is_marked_as_a_replica(site: Path) -> None:
    for path in pages(site):
        soup = reading.page(site, str(path.relative_to(site)))
        assert soup.find("meta", attrs={"name": "sucharit-replica"}), path
        assert all(notice in soup.select_one(".replica-notice").text for notice in NOTICES), path


def test_every_document_is_marked_as_a_replica(site: Path) -> None:
    pictures_only = {"scan0020.pdf", "investigation-fund.xlsx"}
    for path in documents(site):
        marked = all(notice.replace(" ", "") in reading.text(path) for notice in NOTICES)
        assert marked or path.name in pictures_only, path


def test_every_local_link_leads_somewhere_but_the_broken_ones(site: Path) -> None:
    dead = set()
    for path in pages(site):
        for href in reading.links(reading.page(site, str(path.relative_to(site)))):
            if href.startswith("/") and not reading.local_path(site, href).is_file():
                dead.add(href)
    assert dead == BROKEN


def test_every_picture_exists_and_has_words(site: Path) -> None:
    for path in pages(site):
        for image in reading.page(site, str(path.relative_to(site))).select("img"):
            assert reading.local_path(site, image["src"]).is_file()
            assert image.has_attr("alt")


def test_no_address_of_a_real_person_or_office(site: Path) -> None:
    for path in pages(site):
        for href in reading.links(reading.page(site, str(path.relative_to(site)))):
            if href.startswith("mailto:"):
                assert href.endswith(".example")
            host = urlsplit(href).hostname
            assert host is None or host.endswith(".example") or host in {"www.facebook.com", "line.me"}


def test_manifest_covers_the_rubric(manifest: dict[str, Any]) -> None:
    assert list(manifest["items"]) == [item.id for item in load_rubric("2567-provincial-immigration").items]
    verdicts = [entry["verdict"] for entry in manifest["items"].values()]
    assert set(verdicts) == {"present", "partial", "missing", "stale", "wrong_format", "unknown"}
    assert verdicts.count("present") >= 8
    assert all((entry["fault"] is None) == (entry["verdict"] == "present") for entry in manifest["items"].values())


def test_manifest_starts_where_the_ita_page_links(site: Path, manifest: dict[str, Any]) -> None:
    hrefs = [unquote(href) for href in reading.links(reading.page(site, manifest["ita_page"]))]
    for item, entry in manifest["items"].items():
        assert set(entry["start"]) <= set(hrefs), item


def test_two_builds_are_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    again = build_site(tmp_path / "replica")
    names = [path.relative_to(site) for path in sorted(site.rglob("*")) if path.is_file()]
    assert names == [path.relative_to(again) for path in sorted(again.rglob("*")) if path.is_file()]
    different = [name for name in names if (site / name).read_bytes() != (again / name).read_bytes()]
    assert different == []
    assert [(site / name).stat().st_mtime for name in names if name.suffix == ".pdf"] == [
        (again / name).stat().st_mtime for name in names if name.suffix == ".pdf"
    ]


def test_a_built_folder_is_left_alone(site: Path) -> None:
    before = (site / "index.html").stat().st_ino
    assert build_site(site) == site
    assert (site / "index.html").stat().st_ino == before


@pytest.mark.parametrize("state", ["half", "old"])
def test_a_half_or_old_folder_is_built_anew(tmp_path: Path, state: str) -> None:
    folder = tmp_path / "replica"
    folder.mkdir()
    (folder / "stray.html").write_text("left over")
    if state == "old":
        (folder / ".built-from").write_text("other sources")
    build_site(folder)
    assert (folder / "index.html").is_file() and not (folder / "stray.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["replica"]
