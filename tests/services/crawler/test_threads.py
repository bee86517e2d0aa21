"""Threads share the heaps of a crawler process."""

import re
import subprocess
import sys

#: Sixteen threads that take memory at the same time; how many heaps they took it from is what glibc then tells.
_PROGRAM = """
import ctypes, threading
from services.crawler.threads import share_heaps
{first}
library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
together = threading.Barrier(16)
def take():
    together.wait()
    library.malloc(ctypes.c_size_t(50_000))
    together.wait()
threads = [threading.Thread(target=take) for _ in range(16)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
library.malloc_stats()
"""


def heaps(first: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(first=first)], capture_output=True, text=True, check=True
    )
    return len(re.findall(r"^Arena \d+:", done.stderr, re.MULTILINE))


def test_many_threads_share_two_heaps():
    assert heaps("") > 2
    assert heaps("assert share_heaps()") <= 2
