"""The farm is made of real websites, and both crawlers take all of them."""

import subprocess
import sys

import pytest

from services.bench.audits import audit_all
from services.bench.crawling import crawl_in_process, used
from services.bench.farm import farm
from services.bench.hostile import BOMB, CIRCLE, DRIP, HUGE, PATHS
from services.bench.site import NEWS, build_site, taken
from services.crawler.documents import DocumentReader, read_document
from services.crawler.fetch import Fetcher, FetchPolicy

#: Pages and files of a site that both crawlers take: front page, list, item pages, files.
TAKEN = 2 + 16 + 24


@pytest.fixture(scope="module")
def sites():
    with farm(2, 0.0, hostile=1) as addresses:
        yield addresses


@pytest.fixture(scope="module")
def reader():
    with DocumentReader() as children:
        yield children


def test_a_site_has_a_list_a_page_or_file_for_each_item_and_news():
    site = build_site(1)
    html = [path for path, (media_type, _) in site.items() if media_type.startswith("text/html")]
    assert len(html) == 2 + 16 + NEWS
    assert sum(path.endswith(".pdf") for path in site) == 24
    assert build_site(2)["/"] != site["/"]


def test_the_files_can_be_read():
    _, body = build_site(1)["/files/O1.pdf"]
    assert "โครงสร้าง" in read_document(body).text


def test_only_a_hostile_site_links_to_what_no_crawler_can_take():
    peaceful, hostile = (
        "".join(body.decode("utf-8", "ignore") for _, body in build_site(1, hostile=traps).values())
        for traps in (False, True)
    )
    assert not any(path in peaceful for path in PATHS)
    assert all(f'href="{path}"' in hostile for path in PATHS)


@pytest.mark.parametrize(
    ("path", "kind"), [(DRIP, "timeout"), (HUGE, "too_large"), (BOMB, "too_large"), (CIRCLE, "redirect_loop")]
)
def test_what_is_hostile_is_what_it_says(sites, path, kind):
    policy = FetchPolicy("https://example.invalid/bench", allow_private=True, deadline=2.0)
    with Fetcher(policy) as fetcher:
        outcome = fetcher.fetch(sites[0].rstrip("/") + path)
    assert [problem.kind for problem in outcome.problems] == [kind]


def test_audits_end_and_find_the_items_in_spite_of_hostile_answers(sites, reader):
    assert audit_all(sites, TAKEN, reader, threads=2) == [TAKEN] * 2


def test_an_audit_that_does_not_end_is_no_measurement(reader):
    with pytest.raises(ValueError, match="not audited"):
        audit_all(["http://127.0.10.77:9/"], TAKEN, reader)


def test_an_audit_that_reads_less_than_there_is_is_no_measurement(reader):
    with farm(1, 0.0) as sites, pytest.raises(ValueError, match="not audited"):
        audit_all(sites, 10_000, reader)


def test_what_a_child_uses_counts_while_it_is_at_work():
    program = (
        "import sys, time\nwhile time.process_time() < 0.3: pass\nsys.stdout.write('.'); sys.stdout.flush(); input()"
    )
    before = used()
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        child.stdout.read(1)
        assert used() - before >= 0.25
        child.stdin.close()


def test_the_peer_takes_the_same_pages_and_files_once(sites):
    cost = crawl_in_process("spider", sites, TAKEN)
    assert cost.fetched == 2 * TAKEN == 2 * taken(build_site(1))
    assert cost.cpu > 0
    assert cost.memory > 10
