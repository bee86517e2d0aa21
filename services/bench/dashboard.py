"""The bureau's dashboard of a hundred units: what one page costs the server and the line."""

import gzip
import time
from collections.abc import Iterator
from typing import Self

from werkzeug.test import TestResponse

from services.api.context import EXTENSION, Context
from services.api.serve import make_app
from services.bench.ground import Database, Ground
from services.bench.repeat import interleaved
from services.bench.results import Bar, Result, Series
from services.bench.workload import UNITS, YEAR
from shared.settings import load_settings

#: The page.
PATH = f"/units?year={YEAR}"
#: Milliseconds of CPU in the process that renders it, and kilobytes on the line, that it may cost.
CPU, SIZE = 50.0, 100.0
#: Pages that one figure is the mean of.
PAGES = 10


def dashboard(ground: Ground, database: Database, token: str) -> Iterator[Result]:
    """Its two rows."""
    with Dashboard(ground, database, token) as page:
        size = len(gzip.compress(page.render())) / 1_000
        (cpu,) = interleaved([page.cpu], ground.repetitions)
    name = f"bureau dashboard, {len(UNITS)} units"
    yield Result(name=f"{name}, CPU", group="api", unit="ms", bar=Bar.at_most(CPU, "ms"), ours=cpu)
    yield Result(
        name=f"{name}, gzipped, without assets",
        group="api",
        unit="KB",
        bar=Bar.at_most(SIZE, "KB"),
        ours=Series((size,)),
    )


class Dashboard:
    """The page, rendered in this process so that its CPU time can be told from all else."""

    def __init__(self, ground: Ground, database: Database, token: str) -> None:
        settings = load_settings(
            {
                "DATA_DIR": str(ground.folder),
                "DATABASE_URL": database.url,
                "SECRET_KEY": "only for measuring",
                "BROKER_URL": "memory://",
            }
        )
        app = make_app(settings)
        self._context: Context = app.extensions[EXTENSION]
        self._client = app.test_client()
        self._headers = {"Authorization": f"Bearer {token}"}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._context.log.close()
        self._context.engine.dispose()

    def get(self, path: str) -> TestResponse:
        """The answer to the bureau."""
        return self._client.get(path, headers=self._headers)

    def render(self) -> bytes:
        """The page. Raises ValueError if it is none, or not of all units."""
        response = self.get(PATH)
        if response.status_code != 200 or any(unit not in response.text for unit in UNITS):  # noqa: PLR2004 - OK
            raise ValueError(f"{PATH}: {response.status}, or units are missing")
        return bytes(response.data)

    def cpu(self) -> float:
        """Milliseconds of this process's CPU that a page takes."""
        started = time.process_time()
        for _ in range(PAGES):
            self.get(PATH).get_data()
        return (time.process_time() - started) / PAGES * 1_000
