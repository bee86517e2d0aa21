"""What is said of one place in a rubric's file, as people and editors read it: ``file:line: path: what``."""

from dataclasses import dataclass
from typing import Any

from shared.rubric.document import Document, Place


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark. line: from 1, 0 where it is not known; path: ``items[O4].points``, empty for the file as a whole."""

    file: str
    line: int
    path: str
    what: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.path}: {self.what}" if self.path else f"{where}: {self.what}"


def remark(file: str, document: Document, place: Place, what: str) -> Remark:
    """A remark on this part of the document."""
    return Remark(file, document.line(place), path_of(document.data, place), what)


def path_of(data: Any, place: Place) -> str:
    """``items[O4].elements[map].check``: list entries are named by their id where they have one."""
    path = ""
    for key in place:
        data = _part(data, key)
        if isinstance(key, int):
            path += f"[{_name(data, key)}]"
        else:
            path += f".{key}" if path else key
    return path


def _name(entry: Any, index: int) -> str:
    names = [entry.get(key) for key in ("id", "code", "survey")] if isinstance(entry, dict) else []
    return next((name for name in names if isinstance(name, str)), str(index))


def _part(data: Any, key: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(str(key))
    return data[key] if isinstance(data, list) and isinstance(key, int) and key < len(data) else None
