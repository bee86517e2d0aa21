"""Reads a file in a child process with little memory and time: no file can take a service down or hold it up."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from shared.imports.problems import refused
from shared.imports.sheets import Sheet

#: Largest file, in bytes.
LARGEST_FILE = 10 * 1024 * 1024
#: Rows of a sheet, unless told otherwise; columns.
MOST_ROWS, MOST_COLUMNS = 50_000, 300
#: Bytes of address space and seconds of computing that the child gets, and seconds until it is ended.
_MEMORY, _CPU_SECONDS, _SECONDS = 1 << 30, 15, 30
_ROOT = Path(__file__).parents[2]
#: What the child says instead of sheets: code and words of a refusal.
Refusal = tuple[str, dict[str, int]]


class Outcome(msgspec.Struct, frozen=True):
    """What the child hands over: the sheets, or why there are none."""

    sheets: tuple[Sheet, ...] = ()
    refusal: Refusal | None = None


def read_sheets(body: bytes, *, rows: int = MOST_ROWS) -> tuple[Sheet, ...]:
    """The sheets of an Excel workbook, or the one table of a CSV file (UTF-8, UTF-16 or Thai Windows).

    rows: more than these are refused. Raises FileRefused; whatever is in the file, nothing else.
    """
    if not body.strip():
        raise refused("file-empty")
    if len(body) > LARGEST_FILE:
        raise refused("file-too-large", limit=LARGEST_FILE >> 20)
    outcome = _outcome(body, rows)
    if outcome.refusal is not None:
        code, words = outcome.refusal
        raise refused(code, **words)
    return outcome.sheets


def _outcome(body: bytes, rows: int) -> Outcome:
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    words = [sys.executable, "-P", "-m", "shared.imports.child", *map(str, (_MEMORY, _CPU_SECONDS, rows, MOST_COLUMNS))]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            words,
            input=body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": path},
            check=True,
        )
        return msgspec.msgpack.decode(done.stdout, type=Outcome)
    except (subprocess.SubprocessError, msgspec.DecodeError) as error:
        # Killed by a limit, or by what a library did with the file.
        raise refused("file-too-heavy") from error
