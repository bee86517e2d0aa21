"""Documents through whole audits: whatever a file is or does, its item gets a named verdict, and the next is read."""

import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from services.crawler.audit import AuditReport, ItemFinding
from services.crawler.documents import DocumentReader
from tests.services.crawler.audit.test_ways_in import WORDS
from tests.services.crawler.documents.made import archive, excel, old_excel, old_office, pdf, png, word
from tests.services.crawler.documents.test_hostile import pdf_bomb

Run = Callable[..., AuditReport]
Browse = Callable[..., AuditReport]
TITLE = "อำนาจหน้าที่และพื้นที่รับผิดชอบ"
TEXT = "อำนาจหน้าที่ งานอำนวยการ พื้นที่รับผิดชอบ ตำบล อำเภอ ข้อมูล ณ มกราคม พ.ศ. 2567"
PDF, WORD, OLD_WORD = "application/pdf", "application/vnd.openxmlformats", "application/msword"


def listing(url: str) -> str:
    """O2 leads to the document in question, O7 to one that is all right."""
    rows = f'<p><a href="{url}">O2 {TITLE}</a></p><p><a href="/good.docx">O7 คู่มือการปฏิบัติงานสำหรับเจ้าหน้าที่</a></p>'
    return f"<h1>การเปิดเผยข้อมูลสาธารณะ (OIT) ปีงบประมาณ พ.ศ. 2567</h1>{rows}"


def many_pages(number: int) -> bytes:
    """A PDF whose pages all show the same Latin words."""
    stream = b"BT /F 9 Tf 9 9 Td (page of a very long document, with words enough) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (number, b" ".join(b"%d 0 R" % (5 + n) for n in range(number))),
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"] * number,
    ]
    body = io.BytesIO(b"%PDF-1.4\n")
    body.seek(0, io.SEEK_END)
    for n, content in enumerate(objects, 1):
        body.write(b"%d 0 obj%s endobj\n" % (n, content))
    return body.getvalue() + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def locked_pdf() -> bytes:
    """A PDF that asks for a password: its security handler's values fit no empty one."""
    lock = b"<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>" % (b"o" * 32, b"u" * 32)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", lock]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return body + b"trailer<</Root 1 0 R/Size 4/Encrypt 3 0 R/ID[(a)(a)]>>\n%%EOF"


Make = Callable[[Path], bytes]
#: What cannot be read: how it is made, what the server calls it, and the words that say why.
UNREAD: dict[str, tuple[Make, str, str]] = {
    "word bomb": (lambda _: archive(word__document_xml=bytes(310_000_000)), WORD, "unpacks"),
    "excel bomb": (
        lambda _: archive(xl__workbook_xml=b"<x/>", xl__worksheets__sheet1_xml=bytes(50_000_000)), WORD, "unpacks",
    ),
    "zip bomb": (lambda _: archive(a_txt=bytes(310_000_000)), "application/zip", "(zip) cannot be read"),
    "cut pdf": (lambda folder: pdf(TEXT * 40, folder)[:2000], PDF, "damaged"),
    "locked pdf": (lambda _: locked_pdf(), PDF, "password"),
    "locked word": (lambda _: old_office("EncryptedPackage", b"x"), OLD_WORD, "password"),
    "long pdf": (lambda _: many_pages(5000), PDF, "first 500 of 5000"),
    "cut word": (lambda _: word(TEXT)[:9000], WORD, "document"),
    "zero bytes": (lambda _: b"", PDF, "empty"),
    "blanks": (lambda _: b"\r\n \r\n", PDF, "empty"),
    "program": (lambda _: b"MZ\x90\x00\x03\x00" + bytes(500), PDF, "(unknown) cannot be read"),
    "archive of files": (lambda folder: archive(a_pdf=pdf(TEXT, folder)), "application/zip", "(zip) cannot be read"),
    "picture": (lambda _: png(), PDF, "scan"),
    "scan": (lambda folder: pdf('#image("picture.png", width: 100%)', folder), PDF, "scan"),
    "old slides": (lambda _: old_office("PowerPoint Document", b"x"), OLD_WORD, "(ppt) cannot be read"),
}  # fmt: skip
#: What can be read although its name and its server say otherwise; all of it has the words of the item.
READ: dict[str, tuple[Make, str]] = {
    "word named pdf": (lambda _: word(TEXT), PDF),
    "pdf as bytes": (lambda folder: pdf(TEXT, folder), "application/octet-stream"),
    "pdf called html": (lambda folder: pdf(TEXT, folder), "text/html; charset=utf-8"),
    "pdf called nothing": (lambda folder: pdf(TEXT, folder), ""),
    "html named pdf": (lambda _: f"<html><body><h1>O2</h1><p>{TEXT}</p></body></html>".encode(), PDF),
    "html called html": (lambda _: f"<html><body><p>{TEXT}</p></body></html>".encode(), "text/html"),
    "old word": (lambda _: old_office("WordDocument", TEXT.encode("utf-16-le")), OLD_WORD),
    "old excel": (lambda _: old_excel([TEXT]), "application/vnd.ms-excel"),
    "excel": (lambda _: excel([[TEXT]]), WORD),
    "text in cp874": (lambda _: TEXT.encode("cp874"), PDF),
    "pdf behind junk": (lambda folder: b"\r\n" * 9 + pdf(TEXT, folder), PDF),
}


def audited(website: Any, run: Run, body: bytes, media_type: str, **options: Any) -> tuple[ItemFinding, ItemFinding]:
    website.page("/", listing("/file.pdf"))
    website.file("/file.pdf", body, media_type)
    website.file("/good.docx", word("คู่มือการปฏิบัติงาน", "ขั้นตอนการปฏิบัติงาน"), WORD)
    two, seven = run(items=["O2", "O7"], **options).items
    return two, seven


def told(finding: ItemFinding) -> str:
    return f"{finding.note.en if finding.note else ''} {[element.evidence for element in finding.elements]}"


@pytest.mark.parametrize("kind", UNREAD)
def test_a_document_that_cannot_be_read_is_unknown_and_says_why(
    website: Any, run: Run, tmp_path: Path, kind: str
) -> None:
    make, media_type, why = UNREAD[kind]
    two, seven = audited(website, run, make(tmp_path), media_type)
    assert (two.verdict, seven.verdict) == ("unknown", "present")
    assert why in told(two)
    assert not [element.id for element in two.elements if element.met is False]


@pytest.mark.parametrize("kind", READ)
def test_a_document_is_what_its_bytes_are(website: Any, run: Run, tmp_path: Path, kind: str) -> None:
    make, media_type = READ[kind]
    two, seven = audited(website, run, make(tmp_path), media_type)
    assert (two.verdict, seven.verdict) == ("present", "present")


@pytest.fixture
def small() -> Iterator[DocumentReader]:
    with DocumentReader(memory=400 << 20, cpu_seconds=5, wall_seconds=20) as reader:
        yield reader


def test_a_reader_that_memory_kills_leaves_its_item_unknown(website: Any, run: Run, small: DocumentReader) -> None:
    two, seven = audited(website, run, pdf_bomb(), PDF, reader=small)
    assert (two.verdict, seven.verdict) == ("unknown", "present")


def test_a_reader_that_takes_too_long_leaves_its_item_unknown(website: Any, run: Run) -> None:
    with DocumentReader(wall_seconds=0.001) as hasty:
        two, _ = audited(website, run, word(TEXT), WORD, reader=hasty)
    assert two.verdict == "unknown"
    assert "takes more than" in told(two)


ID = "1abcdefghijklmnopqrstuvwx"
DRIVE = "https://drive.google.com"
DOWNLOAD = f"{DRIVE}/uc?export=download&id="
VIEWER = "<html><head><title>O2.pdf - Google Drive</title></head><body><script>viewer()</script>Loading…</body></html>"
SCAN_WARNING = (
    "<html><title>Google Drive - Virus scan warning</title><p>Google Drive can't scan this file for viruses.</p>"
    '<form id="download-form" action="https://drive.usercontent.google.com/download" method="get">'
    f'<input type="hidden" name="id" value="{ID}"><input type="hidden" name="confirm" value="t"></form></html>'
)


def on_drive(web: Any, browse: Browse, url: str) -> ItemFinding:
    web.page("http://unit.go.th/", listing(url) + WORDS)
    web.file("http://unit.go.th/good.docx", word("คู่มือการปฏิบัติงาน", "ขั้นตอนการปฏิบัติงาน"))
    (finding,) = browse("http://unit.go.th/", items=["O2"]).items
    return finding


def folder(*entries: str) -> str:
    rows = "".join(f'<div class="flip-entry"><a href="{url}">x</a></div>' for url in entries)
    return f"<html><body>{rows}</body></html>"


def published(web: Any) -> None:
    web.file(DOWNLOAD + ID, word(TEXT), WORD)


def scanned(web: Any) -> None:
    web.page(DOWNLOAD + ID, SCAN_WARNING)
    web.file(f"https://drive.usercontent.google.com/download?id={ID}&confirm=t", word(TEXT), WORD)


def behind_short_links(web: Any) -> None:
    web.redirect("https://shorturl.asia/abc12", "https://bit.ly/3xyz")
    web.redirect("https://bit.ly/3xyz", f"{DRIVE}/file/d/{ID}/view?usp=sharing")
    web.page(f"{DRIVE}/file/d/{ID}/view?usp=sharing", VIEWER)
    published(web)


def edited(web: Any) -> None:
    web.file(f"https://docs.google.com/document/d/{ID}/export?format=docx", word(TEXT), WORD)


def in_a_folder(web: Any) -> None:
    inner = f"{DRIVE}/drive/folders/{ID}2"
    web.page(f"{DRIVE}/embeddedfolderview?id={ID}", folder(f"{DRIVE}/file/d/{ID}3/view", inner))
    web.page(
        f"{DRIVE}/embeddedfolderview?id={ID}2", folder(f"{DRIVE}/drive/folders/{ID}", f"{DRIVE}/file/d/{ID}4/view")
    )
    web.file(f"{DOWNLOAD}{ID}3", word("ภาพกิจกรรม"), PDF)
    web.file(f"{DOWNLOAD}{ID}4", word(TEXT), WORD)


@pytest.mark.parametrize(
    ("publish", "url"),
    [
        (published, f"{DRIVE}/file/d/{ID}/view?usp=sharing"),
        (published, f"{DRIVE}/open?id={ID}&usp=drive_fs"),
        (published, f"https://www.google.com/url?q=https%3A%2F%2Fdrive.google.com%2Ffile%2Fd%2F{ID}%2Fview&sa=D"),
        (published, f"{DRIVE}/file/d/{ID}/preview"),
        (scanned, f"{DRIVE}/file/d/{ID}/view"),
        (behind_short_links, "https://shorturl.asia/abc12"),
        (edited, f"https://docs.google.com/document/d/{ID}/edit?usp=sharing"),
        (in_a_folder, f"{DRIVE}/drive/folders/{ID}?usp=sharing"),
    ],
)
def test_what_lies_on_drive_is_read(web: Any, browse: Browse, publish: Callable[[Any], None], url: str) -> None:
    publish(web)
    finding = on_drive(web, browse, url)
    assert finding.links[0].reached in {"document", "page"}
    assert [element.id for element in finding.elements if element.met] == [element.id for element in finding.elements]
    assert finding.verdict == "present"


def full_folder(web: Any) -> None:
    """More files than are read; the one with the words comes last."""
    web.page(f"{DRIVE}/embeddedfolderview?id={ID}", folder(*(f"{DRIVE}/file/d/{ID}{n}/view" for n in range(25))))
    for number in range(24):
        web.file(f"{DOWNLOAD}{ID}{number}", word("ภาพกิจกรรม"))
    web.file(f"{DOWNLOAD}{ID}24", word(TEXT))


def deep_folder(web: Any) -> None:
    for depth in range(9):
        name, inner = f"{ID}{'x' * depth}", f"{DRIVE}/drive/folders/{ID}{'x' * (depth + 1)}"
        web.page(f"{DRIVE}/embeddedfolderview?id={name}", folder(inner))


def private(web: Any) -> None:
    web.redirect(DOWNLOAD + ID, "https://accounts.google.com/ServiceLogin?continue=x")
    web.page("https://accounts.google.com/ServiceLogin?continue=x", '<p>Sign in</p><input type="password">')


def over_quota(web: Any) -> None:
    web.page(DOWNLOAD + ID, "<title>Google Drive - Quota exceeded</title><p>Sorry, you can't view this file.</p>")


def warned_in_vain(web: Any) -> None:
    web.page(DOWNLOAD + ID, SCAN_WARNING)
    web.page(f"https://drive.usercontent.google.com/download?id={ID}&confirm=t", "<h1>404</h1>", 404)


def refused(web: Any) -> None:
    web.page(DOWNLOAD + ID, "<p>Too many requests</p>", 429)


def empty_folder(web: Any) -> None:
    web.page(f"{DRIVE}/embeddedfolderview?id={ID}", "<html><body><script>list()</script></body></html>")


def endless_folder(web: Any) -> None:
    web.page(f"{DRIVE}/embeddedfolderview?id={ID}", folder(f"{DRIVE}/drive/folders/{ID}2"))
    web.page(f"{DRIVE}/embeddedfolderview?id={ID}2", folder(f"{DRIVE}/drive/folders/{ID}"))


@pytest.mark.parametrize(
    ("publish", "url", "why"),
    [
        (private, f"{DRIVE}/file/d/{ID}/view", "login"),
        (over_quota, f"{DRIVE}/file/d/{ID}/view", "login"),
        (warned_in_vain, f"{DRIVE}/file/d/{ID}/view", "shows no file"),
        (refused, f"{DRIVE}/file/d/{ID}/view", "http: 429"),
        (empty_folder, f"{DRIVE}/drive/folders/{ID}", "shows no files"),
        (endless_folder, f"{DRIVE}/drive/folders/{ID}", "leads back"),
        (full_folder, f"{DRIVE}/drive/folders/{ID}", "only 20 of the folder's 25"),
        (deep_folder, f"{DRIVE}/drive/folders/{ID}", "deeper than"),
    ],
)
def test_what_drive_does_not_show_is_unknown(
    web: Any, browse: Browse, publish: Callable[[Any], None], url: str, why: str
) -> None:
    publish(web)
    finding = on_drive(web, browse, url)
    assert finding.verdict == "unknown"
    assert why in told(finding)


def test_what_is_gone_from_drive_is_missing(web: Any, browse: Browse) -> None:
    web.page(DOWNLOAD + ID, "<h1>404</h1>", 404)
    finding = on_drive(web, browse, f"{DRIVE}/file/d/{ID}/view")
    assert (finding.verdict, finding.links[0].reached) == ("missing", "gone")


def test_a_short_link_to_social_media_is_one_to_social_media(web: Any, browse: Browse) -> None:
    web.redirect("https://bit.ly/fb", "https://www.facebook.com/unit/posts/1")
    web.page("https://www.facebook.com/unit/posts/1", "<p>เข้าสู่ระบบ Facebook</p>")
    assert on_drive(web, browse, "https://bit.ly/fb").links[0].reached == "not_fetched"


def loop(web: Any) -> None:
    web.redirect("https://bit.ly/a", "https://shorturl.asia/b")
    web.redirect("https://shorturl.asia/b", "https://bit.ly/a")


def chain(web: Any) -> None:
    for number in range(12):
        web.redirect(f"https://bit.ly/{'a' * (number + 1)}", f"https://bit.ly/{'a' * (number + 2)}")


def inside(web: Any) -> None:
    web.redirect("https://bit.ly/a", "http://192.168.1.10/o2.pdf")


def nowhere(web: Any) -> None:
    web.redirect("https://bit.ly/a", "https://gone.example/o2.pdf")


def script(web: Any) -> None:
    web.redirect("https://bit.ly/a", "javascript:alert(1)")


@pytest.mark.parametrize(
    ("publish", "why"),
    [
        (loop, "redirect_loop"), (chain, "redirect_loop"), (inside, "blocked_address"), (nowhere, "dns"),
        (script, "bad_url"),
    ],
)  # fmt: skip
def test_redirects_that_lead_nowhere_are_unknown(
    web: Any, browse: Browse, publish: Callable[[Any], None], why: str
) -> None:
    publish(web)
    finding = on_drive(web, browse, "https://bit.ly/a")
    assert finding.verdict == "unknown"
    assert why in told(finding)


def test_a_body_that_unpacks_without_end_is_cut_and_unknown(website: Any, run: Run) -> None:
    website.page("/", listing("/file.pdf"))
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(60)) + packer.flush()
    website.answers["/file.pdf"] = (200, PDF, packed, {"Content-Encoding": "gzip"})
    report = run(items=["O2"])
    assert report.items[0].verdict == "unknown"
    assert "too_large" in {problem.kind for problem in report.problems}
