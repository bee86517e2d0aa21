"""What looks like proof to a hasty reader, through a whole audit: not met, and told as what is lacking.

One audit tests a near miss of every item at once; that the same website proves all elements is in test_elements.
"""

from collections.abc import Iterator

import pytest

from services.crawler.audit import AuditReport, UnitFacts, audit
from services.crawler.documents import DocumentReader
from services.crawler.fetch import Fetcher, FetchPolicy
from shared.rubric import Rubric
from tests.services.crawler.audit.conftest import NOW, served
from tests.services.crawler.audit.elements import page
from tests.services.crawler.audit.test_elements import publish_files
from tests.services.crawler.documents.made import excel

HEADS = UnitFacts(head_names=("พ.ต.อ. พิทักษ์พงษ์ เจริญกุล",), former_head_names=("พ.ต.อ. สมชาย ใจดี",))
LINK = '<p><a href="{}">{}</a></p>'
#: Item, element, what is shown in place of its proof, and words of the evidence.
NEARLY = [
    ("O1", "superintendent", "พันตำรวจเอก สมชาย ใจดี ผู้กำกับการ", "a former head's name"),
    ("O1", "strength_date", "ข้อมูล ณ วันที่ 1 กุมภาพันธ์ 2565", "older"),
    ("O4", "map", "<p>แผนที่นำทางยุทธศาสตร์</p>", "no map"),
    ("O4", "question_place", LINK.format("/n/1/", "ถามใจตนเอง"), ""),
    ("O4", "phone", "เลขประจำตัวผู้เสียภาษี 0994000123456", ""),
    ("O4", "email", "ส่งไปรษณีย์ถึง mukdahan ตู้ ปณ. 1", ""),
    ("O5", "social_media", LINK.format("/n/1/", "นโยบายการใช้ Facebook"), "no link to social media"),
    ("O9", "e_voa", LINK.format("#", "ระบบ E-VOA"), "no target"),
    (
        "O10",
        "formats",
        LINK.format("/f/file.pdf", "ไฟล์") + LINK.format("/f/picture.xlsx", "ตาราง"),
        "not machine-readable",
    ),
    ("O12", "formats", LINK.format("/f/file.pdf", "ไฟล์ pdf"), "no xlsx"),
    ("O13", "states_none", "พ.ย. 2566 ไม่มีผู้ร้องเรียน", ""),
    ("O13", "signed", "ลงรับเวลา 10.30 น.", ""),
    ("O17", "english", "Anti-Bribery Policy and No Gift Policy", "nothing in en"),
    ("O17", "announced_on", "วันจันทร์ถึงวันศุกร์ 08.30–16.30 น.", ""),
    ("O18", "three_news", LINK.format("/n/1/", "ข่าวหนึ่ง") + LINK.format("/n/2/", "ข่าวสอง"), "2 of 3"),
    ("O19", "permits_severity", "ระดับการศึกษาของผู้ประเมิน", ""),
    ("O21", "do_and_dont", "<nav><a href='/n/1/'>Do &amp; Don't</a></nav>", ""),
]


@pytest.fixture(scope="module", params=range(4))
def nearly(
    request: pytest.FixtureRequest, rubric: Rubric, reader: DocumentReader, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, AuditReport]]:
    """The n-th near miss of every item, and the audit of the website that has it in place of the proof."""
    number: int = request.param
    shown = {item: (element, more) for item, element, more, _ in _nth(number)}
    policy = FetchPolicy("https://example.invalid/", allow_private=True, deadline=30.0, retries=0)
    with served() as site, Fetcher(policy) as fetcher:
        publish_files(site, tmp_path_factory.mktemp("files"))
        site.file("/f/picture.xlsx", excel([], picture=True))
        for item in rubric.items:
            element, more = shown.get(item.id, ("", ""))
            words = more if more.startswith("<") or not more else f"<p>{more}</p>"
            site.page(f"/{item.id}/", page(f"{item.id} {item.title.th}", item.id, element, words))
        yield number, audit(site.url, rubric, fetcher=fetcher, reader=reader, unit_facts=HEADS, now=NOW)


def _nth(number: int) -> list[tuple[str, str, str, str]]:
    """Of every item the near miss with this number, from 0."""
    items = [item for item, *_ in NEARLY]
    return [each for place, each in enumerate(NEARLY) if items[:place].count(each[0]) == number]


def test_every_near_miss_is_tested() -> None:
    assert sum(len(_nth(number)) for number in range(4)) == len(NEARLY)


def test_what_is_nearly_proof_is_none(nearly: tuple[int, AuditReport]) -> None:
    number, report = nearly
    seen: dict[tuple[str, str], tuple[bool | None, str]] = {}
    for item, element, *_ in _nth(number):
        finding = report.item(item)
        assert finding
        one = next(each for each in finding.elements if each.id == element)
        seen[item, element] = one.met, one.evidence or ""
    wrong = {key: told for key, told in seen.items() if told[0] is not False}
    assert wrong == {}
    assert {key: seen[key][1] for key, words in _words(number).items() if words not in seen[key][1]} == {}


def _words(number: int) -> dict[tuple[str, str], str]:
    return {(item, element): words for item, element, _, words in _nth(number)}
