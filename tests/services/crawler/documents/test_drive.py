import pytest

from services.crawler.documents import DriveEntry, confirmation_url, drive_link, folder_entries

ID = "1AbCdEfGhIjKlMnOp_-q"
DOCS = "https://docs.google.com"
FILE = f"https://drive.google.com/uc?export=download&id={ID}"
FOLDER = f"https://drive.google.com/embeddedfolderview?id={ID}"


@pytest.mark.parametrize(
    ("url", "kind", "download"),
    [
        (f"https://drive.google.com/file/d/{ID}/view?usp=sharing", "file", FILE),
        (f"https://drive.google.com/file/u/0/d/{ID}/view", "file", FILE),
        (f"https://drive.google.com/open?id={ID}&usp=drive_fs", "file", FILE),
        (f"https://drive.google.com/uc?id={ID}", "file", FILE),
        (f"https://drive.google.com/file/d/{ID}/view?resourcekey=0-x", "file", FILE + "&resourcekey=0-x"),
        (f"https://drive.google.com/drive/folders/{ID}?usp=sharing", "folder", FOLDER),
        (f"https://drive.google.com/drive/u/1/folders/{ID}", "folder", FOLDER),
        (f"https://drive.google.com/folderview?id={ID}", "folder", FOLDER),
        (f"{DOCS}/document/d/{ID}/edit", "document", f"{DOCS}/document/d/{ID}/export?format=docx"),
        (f"{DOCS}/spreadsheets/d/{ID}/edit#gid=0", "spreadsheet", f"{DOCS}/spreadsheets/d/{ID}/export?format=xlsx"),
        (f"{DOCS}/presentation/d/{ID}/edit", "presentation", f"{DOCS}/presentation/d/{ID}/export/pptx"),
    ],
)
def test_links_to_drive(url: str, kind: str, download: str) -> None:
    link = drive_link(url)
    assert link is not None
    assert (link.kind, link.id, link.download_url) == (kind, ID, download)


@pytest.mark.parametrize(
    "url",
    [
        "https://unit.test/file/d/1AbCdEfGhIjKlMnOp/view",
        "https://drive.google.com/",
        "https://drive.google.com/open?id=short",
        f"https://docs.google.com/document/d/e/{ID}/pub",
        f"https://docs.google.com/forms/d/{ID}/viewform",
        f"https://evil.test/?u=https://drive.google.com/file/d/{ID}/view",
    ],
)
def test_other_links(url: str) -> None:
    assert drive_link(url) is None


def test_the_button_behind_the_virus_warning() -> None:
    html = (
        '<form id="download-form" action="https://drive.usercontent.google.com/download" method="get">'
        f'<input type="submit" value="x"><input type="hidden" name="id" value="{ID}">'
        '<input type="hidden" name="confirm" value="t&amp;u"></form>'
    )
    address = f"https://drive.usercontent.google.com/download?id={ID}&confirm=t%26u"
    assert confirmation_url(html, FILE) == address
    assert confirmation_url("<p>no form</p>", FILE) is None


def test_what_a_folder_lists() -> None:
    html = (
        f'<div class="flip-entry"><a href="https://drive.google.com/file/d/{ID}/view"><div> O13 \n ต.ค. </div></a>'
        '</div><a href="https://example.test/">other</a>'
    )
    assert folder_entries(html) == [DriveEntry("O13 ต.ค.", f"https://drive.google.com/file/d/{ID}/view")]
