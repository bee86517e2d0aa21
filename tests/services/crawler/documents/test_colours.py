"""Colour spaces by profiles, which nobody needs who reads words."""

from pathlib import Path

import pypdfium2
import pytest

from services.crawler.documents import DocumentReader
from services.crawler.documents.colours import without_profiles
from tests.services.crawler.documents.made import pdf

HEAD = b"7 0 obj\n<</Length 9/N %b>>\nstream\n"


@pytest.mark.parametrize(("parts", "space"), [(b"1", b"/DeviceGray"), (b"3", b"/DeviceRGB"), (b"4", b"/DeviceCMYK")])
def test_a_profile_gives_way_to_the_plain_space_of_as_many_parts(parts: bytes, space: bytes) -> None:
    body = HEAD % parts + b"\n9 0 obj\n[ /ICCBased 7 0 R ]\n[/Indexed [/ICCBased 7 0 R] 1 <00ff>]"
    reference = b"/ICCBased 7 0 R"
    assert without_profiles(body) == body.replace(reference, space.ljust(len(reference)))


@pytest.mark.parametrize(
    "body",
    [
        b"[/ICCBased 7 0 R]",
        HEAD % b"2" + b"[/ICCBased 7 0 R]",
        HEAD % b"1" + HEAD % b"3" + b"[/ICCBased 7 0 R]",
        b"17 0 obj\n<</N 3>>\n[/ICCBased 7 0 R]",
        HEAD % b"3" + b"(the name /ICCBased) Tj",
        b"no colours",
    ],
)
def test_a_profile_that_does_not_tell_its_parts_stays(body: bytes) -> None:
    assert without_profiles(body) == body


def test_a_real_file_reads_the_same(reader: DocumentReader, tmp_path: Path) -> None:
    made = pdf('#text(fill: rgb("#c00"))[สำนักงานตรวจคนเข้าเมือง]\n#image("picture.png")', tmp_path)
    plain = without_profiles(made)
    assert made.count(b"/ICCBased") > plain.count(b"/ICCBased") == 0
    words = [pypdfium2.PdfDocument(body)[0].get_textpage().get_text_range() for body in (made, plain)]
    assert words[0] == words[1]
    read = reader.read(made)
    assert ("สำนักงานตรวจคนเข้าเมือง" in read.text, read.images, read.problem) == (True, 1, None)
