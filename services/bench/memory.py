"""The memory of one piece of work: done in a process of its own, which then tells its peak."""

import subprocess
import sys

from sqlalchemy import create_engine

from services.bench.ground import Database
from services.bench.peak import peak
from services.worker.projections.scores import ScoresView
from services.worker.rebuild import rebuild
from shared.log import Log


def peak_of_rebuild(database: Database) -> float:
    """Megabytes of resident memory that a process which rebuilds the score view needs at most."""
    words = [sys.executable, "-m", "services.bench.memory", database.url, database.owner_url]
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - ourselves


def _main(url: str, owner_url: str) -> None:
    with Log(url) as log:
        rebuild(create_engine(owner_url), log, ScoresView.name)
    sys.stdout.write(f"{peak()}\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
