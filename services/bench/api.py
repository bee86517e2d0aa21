"""Group ``api``: reading scores over HTTP beside a bare Flask route, and the bureau's dashboard."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from services.bench.dashboard import dashboard
from services.bench.ground import Ground
from services.bench.load import requests_per_second
from services.bench.repeat import interleaved
from services.bench.results import Bar, Result
from services.bench.rounds import project_rounds
from services.bench.servers import api_server, bare_server, fetch
from services.bench.workload import UNITS, YEAR

#: What is asked for: file of the bare peer → path of the API and the row's name.
DOCUMENTS = {
    "score": (f"/api/v1/units/{UNITS[0]}/rounds/{YEAR}/score", "GET …/score"),
    "comparison": (f"/api/v1/rounds/{YEAR}/comparison", f"GET …/comparison of {len(UNITS)} units"),
}


def results(ground: Ground) -> Iterator[Result]:
    """The rows, as they come in."""
    sheets = ground.sized(quick=2_000, full=20_000)
    with ground.database() as database:
        token = project_rounds(database, sheets)
        folder = ground.folder / "documents"
        folder.mkdir(exist_ok=True)
        with api_server(database, ground.folder) as port:
            _keep_answers(port, token, folder)
            with bare_server(database, folder) as bare:
                for name in DOCUMENTS:
                    yield _row(ground, name, port, bare, token)
        yield from dashboard(ground, database, token)


def _keep_answers(port: int, token: str, folder: Path) -> None:
    """The peer answers what the API answers."""
    for name, (path, _) in DOCUMENTS.items():
        (folder / f"{name}.json").write_bytes(fetch(port, path, token))


def _row(ground: Ground, name: str, port: int, bare: int, token: str) -> Result:
    path, title = DOCUMENTS[name]
    count = ground.sized(quick=400, full=2_000)
    ours, theirs = interleaved(
        [
            partial(requests_per_second, port, path, count, token),
            partial(requests_per_second, bare, f"/{name}", count),
        ],
        ground.repetitions,
    )
    return Result(
        name=title,
        group="api",
        unit="requests/s",
        bar=Bar.times(0.6),
        ours=ours,
        peer="a bare Flask route that answers the same JSON on the same server",
        theirs=theirs,
    )
