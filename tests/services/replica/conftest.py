"""The replica, built once, and served over real HTTP."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.replica import build_site, serve
from services.replica.content import PACKAGE


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("data") / "replica")


@pytest.fixture(scope="session")
def origin(site: Path) -> Iterator[str]:
    with serve(site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def manifest() -> dict[str, Any]:
    return yaml.safe_load((PACKAGE / "manifest.yaml").read_text())
