"""The farm is made of real websites, and both crawlers take all of them."""

import pytest

from services.bench.audits import audit_all
from services.bench.crawling import crawl_in_process
from services.bench.farm import farm
from services.bench.site import NEWS, build_site
from services.crawler.documents import read_document


@pytest.fixture(scope="module")
def sites():
    with farm(2, 0.0) as addresses:
        yield addresses


def test_a_site_has_a_list_a_page_or_file_for_each_item_and_news():
    site = build_site(1)
    html = [path for path, (media_type, _) in site.items() if media_type.startswith("text/html")]
    assert len(html) == 2 + 16 + NEWS
    assert sum(path.endswith(".pdf") for path in site) == 24
    assert build_site(2)["/"] != site["/"]


def test_the_files_can_be_read():
    _, body = build_site(1)["/files/O1.pdf"]
    assert "โครงสร้าง" in read_document(body).text


def test_audits_end_and_find_the_items(sites):
    fetched = audit_all(sites, 2)
    assert len(fetched) == 2
    assert all(count >= 40 for count in fetched)


def test_an_audit_that_does_not_end_is_no_measurement():
    with pytest.raises(ValueError, match="not audited"):
        audit_all(["http://127.0.10.77:9/"], 1)


def test_the_peer_takes_every_page_and_file_once(sites):
    cost = crawl_in_process("spider", sites)
    assert cost.fetched == 2 * len(build_site(1))
    assert cost.cpu > 0
    assert cost.memory > 10
