"""Processes found by a mark in their environment, which all that one of them started carries, and waited for."""

import os
import select
from pathlib import Path

#: Seconds after which a process that was killed lives on.
_LONGEST = 30


def marked(name: str, value: str) -> set[int]:
    """Process ids of those whose environment says ``name=value``, of all that this user may see."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"{name}={value}".encode() in (process / "environ").read_bytes().split(b"\0"):
                found.add(int(process.name))
        except OSError:
            continue  # it has ended, or is another's
    return found


def wait_for_end(pid: int) -> None:
    """Until the process has ended, whether or not its parent has asked how; fails if it lives on."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        assert select.select([handle], [], [], _LONGEST)[0], f"process {pid} lives on"
    finally:
        os.close(handle)
