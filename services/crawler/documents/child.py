"""The process in which documents are read: limited in memory and time, and nobody's loss when it dies.

Talks in frames (four bytes of length, then MessagePack) over standard input and output. Ends with its input.
"""

import os
import resource
import sys
from typing import BinaryIO

import msgspec

from services.crawler.documents.frames import Job, receive, send
from services.crawler.documents.model import Document
from services.crawler.documents.parse import parse
from services.crawler.documents.sniff import sniff
from services.crawler.fetch.problems import Problem
from services.crawler.heaps import keep_heap
from shared.archives import UnreadableDocument


def main(memory: int, cpu_seconds: int) -> None:
    """Read documents until the input ends. memory: bytes of address space; cpu_seconds: of each document."""
    jobs, results = _private_streams()
    keep_heap()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    while True:
        try:
            job = msgspec.msgpack.decode(receive(jobs), type=Job)
        except EOFError:
            return
        _limit_cpu(cpu_seconds)
        send(results, msgspec.msgpack.encode(_read(job)))


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for frames alone: what a library prints goes to standard error."""
    results = os.dup(1)
    os.dup2(2, 1)
    return sys.stdin.buffer, os.fdopen(results, "wb")


def _limit_cpu(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _read(job: Job) -> Document:
    try:
        return parse(job.body, job.url, job.fiscal_year)
    except MemoryError:
        return _failed(job, "reading it takes too much memory")
    except UnreadableDocument as error:
        return _failed(job, str(error))
    except Exception as error:
        return _failed(job, f"the reader failed: {type(error).__name__}: {error}")


def _failed(job: Job, reason: str) -> Document:
    return Document(sniff(job.body), problem=Problem(job.url, "document", reason, permanent=True))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
