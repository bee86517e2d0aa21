"""The embedded database as our commands use it: the last to leave stops it, the supervisor starts it again."""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.cli.claim import TRY_SECONDS, claimant, is_free
from services.cli.files import make_data_folder
from services.cli.supervisor import CannotStart
from shared.postgres import EmbeddedPostgres, PostgresError


@contextmanager
def using(data_dir: Path) -> Iterator[EmbeddedPostgres]:
    """The server of a data folder, running. Afterwards it is stopped unless somebody else is using it.

    Raises PostgresError, OSError.
    """
    make_data_folder(data_dir)
    with (data_dir / "database.lock").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        server = EmbeddedPostgres(data_dir)
        try:
            server.start()
            yield server
        finally:
            if _last(users.fileno()):
                server.stop()


class KeptPostgres:
    """The server, as something that is kept running. Whoever opened it stops it, after everything that uses it."""

    name = "database"
    once = False

    def __init__(self, server: EmbeddedPostgres) -> None:
        self._server = server

    def start(self) -> None:
        """Start it; it recovers by itself. Raises CannotStart."""
        try:
            self._server.start()
        except PostgresError as error:
            raise CannotStart(str(error)) from error

    def ended(self) -> str | None:
        """None while its process exists."""
        return None if self._server.alive() else f"see {self._server.folder / 'server.log'}"

    def succeeded(self) -> bool:
        """It never ends by itself."""
        return False

    def ask_to_stop(self) -> None:
        """Not yet: the others still finish their work on it."""

    def await_end(self, seconds: float) -> bool:  # noqa: ARG002 - the signature of what is kept
        """Not our end to wait for."""
        return True


@contextmanager
def stopped_even_if_killed(data_dir: Path) -> Iterator[None]:
    """Beside us runs a process that stops the embedded server should we be killed: the server is not our child."""
    guard = subprocess.Popen(  # noqa: S603 - this module
        [sys.executable, "-m", "services.cli.embedded", str(data_dir), str(os.getpid())],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield
    finally:
        guard.kill()
        guard.communicate()


def stop_after(data_dir: Path, supervisor: int) -> bool:
    """Stop the server once every process of the supervisor has ended; False if somebody else has begun to use it."""
    lock = os.open(data_dir / "up.lock", os.O_RDWR)
    try:
        while not is_free(lock):
            if claimant(data_dir) != supervisor:
                return False
            time.sleep(TRY_SECONDS)
        return claimant(data_dir) == supervisor and _stop_unused(data_dir)
    finally:
        os.close(lock)


def _stop_unused(data_dir: Path) -> bool:
    with (data_dir / "database.lock").open("w") as users:
        if last := _last(users.fileno()):
            EmbeddedPostgres(data_dir).stop()
        return last


def _last(users: int) -> bool:
    """Whether nobody else uses the server; nobody can begin to as long as the file is open."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    sys.stdin.read()
    stop_after(Path(sys.argv[1]), int(sys.argv[2]))
