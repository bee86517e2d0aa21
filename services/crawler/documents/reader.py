"""Reads documents in child processes, so that no file can take the crawler down, eat its memory or hold it up."""

import atexit
import os
import queue
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

import msgspec

from services.crawler.documents.frames import Job
from services.crawler.documents.model import Document
from services.crawler.documents.pipes import receive_until, send_until
from services.crawler.documents.sniff import sniff, sniff_truncated
from services.crawler.fetch.problems import Problem

#: Documents after which a child is replaced, against memory that libraries never give back.
_JOBS = 500
#: PDFium makes and frees thousands of small pieces for a page. So many of each size glibc keeps at hand, instead of
#: seven, behind which it joins every piece to its neighbours and cuts it off again. It takes 70 MB at most.
_AT_HAND = "glibc.malloc.tcache_count=2000"
_ROOT = Path(__file__).parents[3]


class _Died(Exception):
    """The child ended before its answer; says why."""


class _Child:
    """One process; used by one thread at a time."""

    def __init__(self, memory: int, cpu_seconds: int) -> None:
        self.jobs = 0
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(  # noqa: S603 — our own module
            [sys.executable, "-P", "-m", "services.crawler.documents.child", str(memory), str(cpu_seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": path, "GLIBC_TUNABLES": _AT_HAND},
            start_new_session=True,
        )
        self._jobs, self._results = map(_unblocked, (self._process.stdin, self._process.stdout))

    def read(self, job: Job, seconds: float) -> Document:
        """Raises _Died; the child is of no use then."""
        self.jobs += 1
        end = time.monotonic() + seconds
        try:
            send_until(self._jobs, msgspec.msgpack.encode(job), end)
            return msgspec.msgpack.decode(receive_until(self._results, end), type=Document)
        except TimeoutError as error:
            self.close()
            raise _Died(f"reading it takes more than {seconds:g} seconds") from error
        except (EOFError, OSError) as error:
            raise _Died(f"the reader crashed ({self._ended(end)})") from error

    def _ended(self, end: float) -> int:
        """The code with which the process ended; it is given until ``end``."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, end - time.monotonic()))
        self._process.kill()
        return self._process.wait()

    @property
    def dead(self) -> bool:
        """The process has ended."""
        return self._process.poll() is not None

    def close(self) -> None:
        """End the process and wait for it."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()


def _unblocked(stream: IO[bytes] | None) -> int:
    """The descriptor of a pipe, which from now on neither waits to be read nor to be written."""
    pipe = cast(IO[bytes], stream).fileno()
    os.set_blocking(pipe, False)
    return pipe


class DocumentReader:
    """A few child processes; safe to share between threads. The second is started when two documents come at once.

    processes: children at most; memory: bytes of address space of each; cpu_seconds, wall_seconds: for one document.
    """

    def __init__(
        self, processes: int = 2, memory: int = 768 << 20, cpu_seconds: int = 20, wall_seconds: float = 40
    ) -> None:
        self._limits = (memory, cpu_seconds)
        self._seconds = wall_seconds
        self._children: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(processes):
            self._children.put(None)
        self._processes = processes

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the children; waits for the documents being read."""
        for child in [self._children.get() for _ in range(self._processes)]:
            if child is not None:
                child.close()
            self._children.put(None)

    def read(
        self,
        body: bytes,
        *,
        media_type: str = "",  # noqa: ARG002 — what the server says is part of the question, but never of the answer
        url: str = "",
        fiscal_year: int | None = None,
    ) -> Document:
        """The document; whatever is in the file, a problem in it and never an exception."""
        job = Job(body, url, fiscal_year)
        child = self._children.get()
        try:
            # One that died while nobody used it (say, of the kernel's out-of-memory killer) costs no document.
            child = _usable(child) or _Child(*self._limits)
            document = child.read(job, self._seconds)
        except _Died as died:
            document = _unread(job, str(died))
        finally:
            self._children.put(_usable(child))
        return document


def _usable(child: _Child | None) -> _Child | None:
    """The child, or None once it is dead or has done its share."""
    if child is not None and (child.dead or child.jobs >= _JOBS):
        child.close()
        return None
    return child


def _unread(job: Job, reason: str) -> Document:
    kind = sniff(job.body)
    truncated = sniff_truncated(job.body, kind)
    return Document(kind, problem=Problem(job.url, "document", reason, permanent=True), truncated=truncated)


@cache
def _shared_reader() -> DocumentReader:
    reader = DocumentReader()
    atexit.register(reader.close)
    return reader


def read_document(body: bytes, media_type: str = "", url: str = "", fiscal_year: int | None = None) -> Document:
    """Read with the one reader of this process."""
    return _shared_reader().read(body, media_type=media_type, url=url, fiscal_year=fiscal_year)
