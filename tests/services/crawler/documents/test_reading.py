"""Documents of every kind, as units publish them."""

from datetime import date
from pathlib import Path

import pytest

from services.crawler.documents import Document, DocumentReader, read_document
from services.crawler.fetch.problems import Problem
from tests.services.crawler.documents.made import archive, excel, old_excel, old_office, pdf, png, word

OFFICE = "สำนักงานตรวจคนเข้าเมือง"
MONTHS = "ประจำเดือน ต.ค. 2566 และ พฤศจิกายน ๒๕๖๖"
FOUND = {"2566-10", "2566-11"}


def test_pdf(reader: DocumentReader, tmp_path: Path) -> None:
    read = reader.read(pdf(f'#set document(title: "รายงาน")\n{OFFICE}\n\n{MONTHS}\n#pagebreak()\nPage two', tmp_path))
    assert read.kind == "pdf"
    assert OFFICE in read.text
    assert read.months == FOUND
    assert (read.pages, read.scanned_pages, read.is_scan, read.machine_readable) == (2, 0, False, False)
    assert read.title == "รายงาน"
    assert read.problem is None


def test_scanned_pages_are_told_from_text(reader: DocumentReader, tmp_path: Path) -> None:
    page = '#image("picture.png", width: 100%)\n#pagebreak()\n'
    read = reader.read(pdf(page + page + f"{OFFICE} {MONTHS} {OFFICE}", tmp_path))
    assert (read.pages, read.scanned_pages, read.images, read.is_scan) == (3, 2, 2, False)
    only = reader.read(pdf('#image("picture.png", width: 100%)', tmp_path))
    assert only.is_scan


def test_word(reader: DocumentReader) -> None:
    read = reader.read(word(OFFICE, MONTHS, table=[["รายการ", "จำนวน & <ผล>"]]))
    assert read.kind == "docx"
    assert OFFICE in read.text
    assert "รายการ จำนวน & <ผล>" in read.text.replace("\n", " ")
    assert read.months == FOUND
    assert read.machine_readable
    assert read.dated is not None


def test_excel(reader: DocumentReader) -> None:
    rows: list[list[object]] = [["เดือน", "ราย"], ["ต.ค. 66", 45], [date(2023, 11, 1), 3.5], [date(2567, 1, 15), 0]]
    read = reader.read(excel(rows, title="สถิติ"))
    assert read.kind == "xlsx"
    assert "ต.ค. 66 45" in read.text
    assert read.months == {"2566-10", "2566-11", "2567-01"}
    assert (read.pages, read.machine_readable, read.title) == (1, True, "สถิติ")


def test_a_pasted_picture_is_no_data(reader: DocumentReader) -> None:
    book = reader.read(excel([["สถิติคดี"]], picture=True))
    assert (book.images, book.machine_readable) == (1, False)
    assert not reader.read(word("", picture=True)).machine_readable
    assert reader.read(excel([[f"{OFFICE} {MONTHS} {OFFICE}"]], picture=True)).machine_readable


def test_an_empty_workbook_is_no_data(reader: DocumentReader) -> None:
    assert reader.read(word("")).machine_readable is False


def test_excel_of_before_2007(reader: DocumentReader) -> None:
    read = reader.read(old_excel([OFFICE, MONTHS]))
    assert read.kind == "xls"
    assert OFFICE in read.text
    assert read.months == FOUND
    assert read.machine_readable


def test_word_of_before_2007(reader: DocumentReader) -> None:
    text = f"{OFFICE}\r{MONTHS}\r".encode("utf-16-le")
    read = reader.read(old_office("WordDocument", bytes(1024) + text + bytes(4000)))
    assert read.kind == "doc"
    assert OFFICE in read.text
    assert read.months == FOUND
    assert read.machine_readable


def test_rtf(reader: DocumentReader) -> None:
    escaped = "".join(f"\\'{byte:02x}" for byte in MONTHS.encode("cp874"))
    read = reader.read(b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\pard " + escaped.encode() + b"\\par}")
    assert (read.kind, read.months, read.text) == ("rtf", FOUND, MONTHS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_csv(reader: DocumentReader, encoding: str) -> None:
    read = reader.read(f"เดือน,ราย\n{MONTHS},3\nรวม,3\n".encode(encoding))
    assert (read.kind, read.machine_readable, read.months) == ("csv", True, FOUND)


def test_html_under_another_name(reader: DocumentReader) -> None:
    page = f"<!DOCTYPE html><title>ไม่พบ</title><script>ซ่อน</script><p>{MONTHS}</p>".encode()
    read = reader.read(page, media_type="application/pdf", url="https://unit.test/o1.pdf")
    assert (read.kind, read.title, read.months, read.machine_readable) == ("html", "ไม่พบ", FOUND, False)
    assert "ซ่อน" not in read.text


def test_open_document(reader: DocumentReader) -> None:
    content = f"<office><text:p>{OFFICE}</text:p><text:p>{MONTHS}</text:p></office>".encode()
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text", "content_xml": content}
    read = reader.read(archive(**parts))
    assert (read.kind, read.text, read.months) == ("odt", f"{OFFICE}\n{MONTHS}", FOUND)


def test_slides(reader: DocumentReader) -> None:
    slides = {f"ppt__slides__slide{n}_xml": f"<a:p><a:t>สไลด์ {n}</a:t></a:p>".encode() for n in (10, 2, 1)}
    read = reader.read(archive(ppt__presentation_xml=b"<p/>", **slides))
    assert (read.kind, read.pages, read.text) == ("pptx", 3, "สไลด์ 1\nสไลด์ 2\nสไลด์ 10")


def test_a_picture(reader: DocumentReader) -> None:
    read = reader.read(png())
    assert (read.kind, read.is_scan, read.images, read.problem) == ("image", True, 1, None)


def test_private_glyphs_and_mojibake_become_thai(reader: DocumentReader) -> None:
    broken = f"ท\uf70aี่ท\u0e4d\u0e32การ\n{OFFICE.encode('cp874').decode('latin-1')}"
    assert reader.read(broken.encode()).text == f"ที่ทำการ\n{OFFICE}"


def test_months_without_a_year_need_the_fiscal_year(reader: DocumentReader) -> None:
    body = "สถิติเดือนมกราคม มีผู้ร้องเรียน".encode()
    assert reader.read(body).months == set()
    assert reader.read(body, fiscal_year=2567).months == {"2567-01"}


def test_languages(reader: DocumentReader) -> None:
    read = reader.read("คู่มือ Visa extension service manual for foreigners".encode())
    assert read.languages.latin > read.languages.thai > 0


def test_the_reader_of_the_process() -> None:
    assert read_document(MONTHS.encode()).months == FOUND


def test_clusters_that_are_read_twice_come_out_once(reader: DocumentReader, tmp_path: Path) -> None:
    read = reader.read(pdf("ครั้งที่ 1 ในที่ที่กำหนด ตั้งแต่ ทั้งนี้", tmp_path))
    assert "".join(read.text.split()) == "ครั้งที่1ในที่ที่กำหนดตั้งแต่ทั้งนี้"


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (Document("pdf", "ข้อความยาวพอสมควร " * 20, pages=5, scanned_pages=2, images=2), "scan: 2 of 5"),
        (Document("pdf", "\ue012\ue034\ue045 \ue0a1" * 40, pages=1), "which letters"),
        (Document("pdf", "(cid:12)(cid:7)" * 30, pages=1), "which letters"),
        (Document("pdf", "IewtqEQH q_jYsNG B@vY gqrAm RotOfG@UBB\n" * 9, pages=1), "which letters"),
        (Document("pdf", "%741 1*3 :6'12A-/4&:*#A9,/\n" * 12, pages=1), "which letters"),
        (Document("docx", "ผังโครงสร้าง", images=1), "picture"),
        (Document("doc", "ยาว" * 90, problem=Problem("u", "document", "the file is cut short", permanent=True)), "cut"),
        (Document("pdf", "", pages=1), "no text"),
        (Document("pdf", "ข้อความยาวพอสมควร " * 20, pages=1, images=2), None),
        (Document("pdf", "签证延期办理指南 Manual of services" * 9, pages=1), None),
        (Document("xlsx", "เดือน ตุลาคม 2566"), None),
        (Document("pdf", "Extension of stay for retirement, 1,900 baht\n" * 9, pages=1), None),
        (Document("pdf", "12 ราย 1,900 บาท\n" * 20, pages=1), None),
    ],
)
def test_a_document_tells_whether_all_of_it_was_read(document: Document, why: str | None) -> None:
    told = document.not_all_read
    assert (told is None) if why is None else (told is not None and why in told)
