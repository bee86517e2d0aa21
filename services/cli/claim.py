"""The claim on a data folder: one ``up`` at a time, and not before every process of the one before has ended."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from services.cli.errors import CommandFailed
from services.cli.files import make_data_folder

#: Seconds that the processes of an ``up`` that was killed get to end.
ENDING_SECONDS = 40.0
#: Seconds between two tries.
TRY_SECONDS = 0.2


@contextmanager
def claim(data_dir: Path) -> Iterator[int]:
    """Hold the folder; yields the open lock file. Children that inherit it hold the folder until they have ended.

    Raises CommandFailed where another ``up`` has the folder, or it cannot be written.
    """
    lock = _open(data_dir)
    try:
        _take(lock, data_dir)
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        yield lock
    finally:
        os.close(lock)


def claimant(data_dir: Path) -> int | None:
    """The process that has claimed the folder, or had it last."""
    text = (data_dir / "up.lock").read_text()
    return int(text) if text.isdecimal() else None


def is_free(lock: int) -> bool:
    """Whether the folder could be taken; it is held then as long as the file is open."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open(data_dir: Path) -> int:
    try:
        make_data_folder(data_dir)
        return os.open(data_dir / "up.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise CommandFailed(f"the data folder {data_dir} cannot be used: {error.strerror}; set DATA_DIR") from error


def _take(lock: int, data_dir: Path) -> None:
    deadline = time.monotonic() + ENDING_SECONDS
    told = False
    while not is_free(lock):
        if _lives(claimant(data_dir)):
            raise CommandFailed(f"it runs already with this data folder ({data_dir})")
        if time.monotonic() > deadline:
            raise CommandFailed(f"processes of an earlier run still use this data folder ({data_dir})")
        if not told:
            click.echo("waiting for the processes of a run that was killed …")
            told = True
        time.sleep(TRY_SECONDS)


def _lives(process: int | None) -> bool:
    """A claim whose holder has not written its number yet is alive, too."""
    return process is None or Path(f"/proc/{process}").exists()
