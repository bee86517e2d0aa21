"""The process in which one file is read: limited in memory and time. The file comes in, an Outcome goes out."""

import os
import resource
import sys

import msgspec

from shared.archives import UnreadableDocument
from shared.imports.parsing import parse
from shared.imports.problems import FileRefused
from shared.imports.reading import Outcome


def main(memory: int, cpu_seconds: int, rows: int, columns: int) -> None:
    """Read standard input, write what became of it. memory: bytes of address space; rows, columns: the most taken."""
    answers = os.dup(1)
    # What a library prints is not part of the answer.
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    with os.fdopen(answers, "wb") as out:
        out.write(msgspec.msgpack.encode(_read(sys.stdin.buffer.read(), rows, columns)))


def _read(body: bytes, rows: int, columns: int) -> Outcome:
    try:
        return Outcome(sheets=parse(body, rows, columns))
    except FileRefused as refusal:
        return Outcome(refusal=(refusal.problem.code, {"limit": rows if "rows" in refusal.problem.code else columns}))
    except UnreadableDocument as error:
        heavy = "unpacks" in str(error) or "parts" in str(error)
        return Outcome(refusal=("file-too-heavy" if heavy else "file-damaged", {}))
    except MemoryError:
        return Outcome(refusal=("file-too-heavy", {}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
