"""The memory that this process has needed. Imports next to nothing, so that it does not change what it measures."""

import re
from pathlib import Path

#: Kilobytes, as the kernel counts resident memory, in a megabyte.
_KILOBYTES = 1024


def peak() -> float:
    """Megabytes of resident memory that this process has needed at most so far.

    Asked of the kernel for this program alone: getrusage would also count the process that started it.
    """
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    if found is None:
        raise OSError("this kernel does not tell the peak of a process's memory")
    return int(found[1]) / _KILOBYTES
