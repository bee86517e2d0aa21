from collections.abc import Iterator

import pytest

from services.crawler.fetch import Fetcher, FetchPolicy
from tests.services.crawler.fetch.hostile import RawServer


@pytest.fixture
def server() -> Iterator[RawServer]:
    running = RawServer()
    yield running
    running.close()


@pytest.fixture
def policy(server: RawServer) -> FetchPolicy:
    return FetchPolicy(contact="https://test.invalid/crawler", private_hosts=frozenset({server.host}), deadline=10)


@pytest.fixture
def fetcher(policy: FetchPolicy) -> Iterator[Fetcher]:
    with Fetcher(policy) as made:
        yield made
