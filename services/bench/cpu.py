"""What processes cost: their processor time, which a busy machine does not change as it changes the clock's."""

import os
from collections.abc import Iterator
from pathlib import Path

#: Fields of /proc/PID/stat behind the program's name: the parent; time of its own (user, system), and of the children
#: that it saw end (user, system).
_PARENT, _TIMES = 1, slice(11, 15)
_TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(*roots: int) -> float:
    """Processor time that these processes (by id) and all below them have taken so far, those that ended included."""
    processes = dict(_processes())
    below = set(roots)
    while more := {pid for pid, fields in processes.items() if int(fields[_PARENT]) in below} - below:
        below |= more
    return sum(int(ticks) for pid in below & processes.keys() for ticks in processes[pid][_TIMES]) / _TICKS


def children() -> tuple[int, ...]:
    """The processes that this one started and that still run."""
    return tuple(pid for pid, fields in _processes() if int(fields[_PARENT]) == os.getpid())


def _processes() -> Iterator[tuple[int, list[str]]]:
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            text = (folder / "stat").read_text()
        except OSError:
            continue  # it ended just now
        yield int(folder.name), text.rpartition(")")[2].split()
