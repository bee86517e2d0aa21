from dataclasses import replace

import pytest

from services.crawler.fetch import Fetcher, FetchPolicy, Outcome
from tests.services.crawler.fetch.hostile import RawServer, reply


def asked(server: RawServer, path: str) -> int:
    return len([text for text in server.requests if text.startswith(f"GET {path} ")])


def kinds(outcome: Outcome) -> list[tuple[str, bool]]:
    return [(problem.kind, problem.permanent) for problem in outcome.problems]


@pytest.fixture
def site(server: RawServer) -> RawServer:
    server.answers("/", reply(b"home"))
    server.answers("/secret/a", reply(b"secret"))
    return server


def test_what_robots_txt_forbids_is_not_asked_for(site: RawServer, fetcher: Fetcher) -> None:
    site.answers("/robots.txt", reply(b"User-agent: *\nDisallow: /secret/\nSitemap: https://unit.test/map.xml\n"))
    assert fetcher.fetch(site.url("/")).ok
    outcome = fetcher.fetch(site.url("/secret/a"))
    assert outcome.fetched is None
    assert kinds(outcome) == [("robots", False)]
    assert outcome.temporary
    assert asked(site, "/secret/a") == 0
    assert asked(site, "/robots.txt") == 1
    assert fetcher.robots_sitemaps(site.url("/")) == ("https://unit.test/map.xml",)


def test_rules_for_this_crawler_by_name(site: RawServer, fetcher: Fetcher) -> None:
    site.answers("/robots.txt", reply(b"User-agent: *\nDisallow: /\n\nUser-agent: Sucharit\nDisallow: /secret/\n"))
    assert fetcher.fetch(site.url("/")).ok
    assert not fetcher.fetch(site.url("/secret/a")).ok


def test_a_byte_order_mark_hides_no_rule(site: RawServer, fetcher: Fetcher) -> None:
    site.answers("/robots.txt", reply("\ufeffUser-agent: *\nDisallow: /\n".encode()))
    assert kinds(fetcher.fetch(site.url("/"))) == [("robots", False)]


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "401 Unauthorized"])
def test_no_rules_allow_all(site: RawServer, fetcher: Fetcher, status: str) -> None:
    site.answers("/robots.txt", reply(b"", status))
    assert fetcher.fetch(site.url("/secret/a")).ok


def test_a_page_instead_of_rules_allows_all(site: RawServer, fetcher: Fetcher) -> None:
    site.answers("/robots.txt", reply(b"<html><body>Disallow: nothing found here</body></html>"))
    assert fetcher.fetch(site.url("/")).ok


@pytest.mark.parametrize("status", ["500 Oops", "503 Busy", "429 Slow Down"])
def test_a_server_that_cannot_say_is_not_crawled_for_now(site: RawServer, fetcher: Fetcher, status: str) -> None:
    site.answers("/robots.txt", reply(b"", status, Retry_After="3600"))
    assert kinds(fetcher.fetch(site.url("/"))) == [("http", False)]
    assert kinds(fetcher.fetch(site.url("/"))) == [("http", False)]
    assert asked(site, "/robots.txt") == 1
    assert asked(site, "/") == 0


def test_rules_behind_a_redirect(site: RawServer, fetcher: Fetcher) -> None:
    site.answers("/robots.txt", reply(status="301 Moved", Location="/rules"))
    site.answers("/rules", reply(b"User-agent: *\nDisallow: /\n"))
    assert kinds(fetcher.fetch(site.url("/"))) == [("robots", False)]


def test_rules_that_lead_in_a_circle_are_none(site: RawServer, fetcher: Fetcher) -> None:
    site.answers("/robots.txt", reply(status="301 Moved", Location="/robots.txt"))
    assert fetcher.fetch(site.url("/")).ok


def test_every_hop_asks_its_own_host(site: RawServer, policy: FetchPolicy) -> None:
    other = RawServer(address="127.0.0.2")
    other.answers("/robots.txt", reply(b"User-agent: *\nDisallow: /\n"))
    other.answers("/", reply(b"other"))
    site.answers("/away", reply(status="302 Found", Location=other.url("/")))
    with Fetcher(replace(policy, private_hosts=frozenset({site.host, other.host}))) as fetcher:
        outcome = fetcher.fetch(site.url("/away"))
    other.close()
    assert kinds(outcome) == [("robots", False)]
    assert outcome.problems[0].url == other.url("/")


def test_rules_can_be_left_aside(site: RawServer, policy: FetchPolicy) -> None:
    site.answers("/robots.txt", reply(b"User-agent: *\nDisallow: /\n"))
    with Fetcher(replace(policy, obey_robots=False)) as fetcher:
        assert fetcher.fetch(site.url("/")).ok
