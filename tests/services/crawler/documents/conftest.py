from collections.abc import Iterator

import pytest

from services.crawler.documents import DocumentReader


@pytest.fixture(scope="session")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader(memory=512 << 20, cpu_seconds=10, wall_seconds=30) as made:
        yield made
