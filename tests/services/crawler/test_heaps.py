"""Threads share the heaps of a crawler process; a reader of documents keeps its own."""

import re
import subprocess
import sys

#: Sixteen threads that take memory at the same time; how many heaps they took it from is what glibc then tells.
_PROGRAM = """
import ctypes, threading
from services.crawler.heaps import share_heaps
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


#: Takes and frees what a document needs, again and again; prints how often the kernel had to hand out a page for that.
_READS = """
import ctypes, resource
from services.crawler.heaps import keep_heap
{first}
library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
def read():
    pieces = [ctypes.c_void_p(library.malloc(ctypes.c_size_t({size}))) for _ in range({number})]
    for piece in pieces:
        ctypes.memset(piece, 1, {size})
    for piece in pieces:
        library.free(piece)
read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(50):
    read()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def handed_out(first: str, number: int, size: int) -> int:
    program = _READS.format(first=first, number=number, size=size)
    return int(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)


def test_a_reader_takes_its_memory_from_the_kernel_once():
    assert handed_out("", 40, 100_000) > 50 * 500
    assert handed_out("assert keep_heap()", 40, 100_000) < 50


def test_a_reader_gives_the_memory_of_a_huge_document_back():
    assert handed_out("assert keep_heap()", 1, 8 << 20) > 50 * 1_000
