"""The embedded server: start, stop, crash, adoption, and where it may lie."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

import shared.postgres
from shared.postgres import CannotRunServer, EmbeddedPostgres, libpq_url, migrate
from shared.postgres.account import ServerAccount

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server under another account")


def pid_of(server: EmbeddedPostgres) -> int:
    return int((server.folder / "cluster" / "postmaster.pid").read_text().split("\n", 1)[0])


def ask(url: str, question: str) -> object:
    with psycopg.connect(libpq_url(url)) as connection:
        row = connection.execute(question.encode()).fetchone()
        return row and row[0]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    with EmbeddedPostgres(tmp_path / "data", durable=False) as started:
        yield started


def test_it_starts_with_roles_and_database_and_starts_again(server: EmbeddedPostgres) -> None:
    before = pid_of(server)
    server.start()
    assert pid_of(server) == before
    assert ask(server.database_url, "SELECT current_user || ' in ' || current_database()") == "sucharit_app in sucharit"
    assert ask(server.owner_url, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'sucharit'") == (
        "sucharit_owner"
    )
    assert ask(server.database_url, "SHOW listen_addresses") == ""
    assert ask(server.database_url, "SELECT count(*) FROM pg_roles WHERE rolsuper") == 1


def test_what_was_committed_is_there_after_a_stop(server: EmbeddedPostgres) -> None:
    with psycopg.connect(libpq_url(server.owner_url)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 49 AS unit")
    server.stop()
    assert not server.running()
    server.stop()
    server.start()
    assert ask(server.owner_url, "SELECT unit FROM kept") == 49


def test_it_recovers_after_its_process_was_killed(server: EmbeddedPostgres) -> None:
    migrate(server.owner_url)
    killed = pid_of(server)
    os.kill(killed, signal.SIGKILL)
    server.start()
    assert pid_of(server) != killed
    assert ask(server.database_url, "SELECT count(*) FROM events") == 0


def test_a_stale_number_of_another_program_does_not_hinder_it(server: EmbeddedPostgres) -> None:
    pid_file = server.folder / "cluster" / "postmaster.pid"
    stale = pid_file.read_text().replace(str(pid_of(server)), str(os.getpid()), 1)
    server.stop()
    pid_file.write_text(stale)
    assert not server.running()
    server.start()
    assert server.running()


def test_it_outlives_whoever_started_it_and_is_adopted(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from shared.postgres import EmbeddedPostgres\n"
        "EmbeddedPostgres(Path(sys.argv[1]), durable=False).start(); os.kill(os.getpid(), 9)"
    )
    root = Path(shared.postgres.__file__).parents[2]
    died = subprocess.run([sys.executable, "-c", program, tmp_path], cwd=root, check=False)
    assert died.returncode == -signal.SIGKILL
    server = EmbeddedPostgres(tmp_path, durable=False)
    assert server.running()
    orphan = pid_of(server)
    with server:
        assert pid_of(server) == orphan
        assert ask(server.database_url, "SELECT 1") == 1


def test_an_interrupted_first_start_is_begun_anew(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, durable=False)
    (server.folder / "cluster.new").mkdir(parents=True)
    (server.folder / "cluster.new" / "PG_VERSION").write_text("18")
    with server:
        assert ask(server.database_url, "SELECT 1") == 1


def test_a_long_path_gets_its_socket_elsewhere(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / ("long " * 20) / "it's", durable=False)
    with server:
        socket_folder = Path((server.folder / "socket-folder").read_text())
        assert stat.S_IMODE(socket_folder.stat().st_mode) == 0o700
        assert ask(server.database_url, "SELECT 1") == 1
    assert not socket_folder.exists()


def test_only_its_own_folder_changes_its_rights(server: EmbeddedPostgres, tmp_path: Path) -> None:
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
    assert server.folder.parent.stat().st_uid == os.geteuid()


@root_only
def test_root_may_start_it_below_a_closed_folder(tmp_path: Path) -> None:
    """The data lies below a folder that nobody else may enter, and stays closed."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    accounts = Path("/etc/passwd").read_bytes()
    with EmbeddedPostgres(closed / "data", durable=False) as server:
        assert ask(server.database_url, "SELECT 1") == 1
        status = Path(f"/proc/{pid_of(server)}/status").read_text()
    assert "CapEff:\t0000000000000004" in status  # dac_read_search and nothing else
    assert f"Uid:\t{server.folder.stat().st_uid}" in status
    assert (stat.S_IMODE(closed.stat().st_mode), closed.stat().st_uid) == (0o700, 0)
    assert Path("/etc/passwd").read_bytes() == accounts


@root_only
def test_programs_below_a_closed_folder_run_too(tmp_path: Path) -> None:
    """As in a clone below /root: the account can pass to the programs, and only pass."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    shutil.copy("/bin/true", closed / "program")
    account = ServerAccount.choose(tmp_path / "data" / "postgres", closed)
    passed = subprocess.run([*account.prefix, closed / "program"], check=False)
    refused = subprocess.run([*account.prefix, "touch", closed / "file"], check=False, capture_output=True)
    assert (passed.returncode, refused.returncode) == (0, 1)


@root_only
def test_a_machine_that_cannot_change_accounts_asks_for_a_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotRunServer, match="DATABASE_URL"):
        EmbeddedPostgres(tmp_path / "data").start()


@root_only
def test_an_ordinary_user_runs_it_directly_and_root_takes_over(tmp_path: Path) -> None:
    """Whoever owns the data runs the server, also when root starts it next."""
    data = tmp_path / "data"
    data.mkdir()
    os.chown(data, 65534, 65534)
    for folder in (data, *data.parents):
        if folder != Path("/tmp") and folder.stat().st_mode & stat.S_IXOTH == 0:
            folder.chmod(0o755)
    program = (
        "import sys; from pathlib import Path; from shared.postgres import EmbeddedPostgres\n"
        "EmbeddedPostgres(Path(sys.argv[1]), durable=False).start()"
    )
    root = Path(shared.postgres.__file__).parents[2]
    words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all"]
    done = subprocess.run([*words, sys.executable, "-c", program, data], cwd=root, check=False, capture_output=True)
    if b"Permission denied" in done.stderr and b"python" in done.stderr:
        pytest.skip("the interpreter lies where an ordinary user cannot reach it")
    assert done.returncode == 0, done.stderr.decode()
    with EmbeddedPostgres(data, durable=False) as server:
        assert ask(server.database_url, "SELECT 1") == 1
