"""Reads a YAML file into plain data and remembers the line of every part, so that errors can name it.

Numbers and dates stay text: the rubric's schema gives them their types, exactly, and ``9.10`` stays ``9.10``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

import yaml

#: Keys and indexes from the root of the document to one part of it, e.g. ``("items", 3, "indicator")``.
Place = tuple[str | int, ...]

#: What a plain scalar means that is not text.
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
#: Events that frame documents, and belong to no part of one.
_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)
#: Deepest nesting of a document, in levels; a rubric needs 7.
MAX_DEPTH = 40


class DocumentError(Exception):
    """The text is not a YAML document that can be read. line: counted from 1, 0 where it is not known."""

    def __init__(self, line: int, place: Place, what: str) -> None:
        super().__init__(what)
        self.line, self.place, self.what = line, place, what


@dataclass
class Document:
    """data: mappings, lists, text, booleans and None. lines: place of a part → its line, counted from 1."""

    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[DocumentError] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of this part, or of the nearest part around it."""
        while place not in self.lines and place:
            place = place[:-1]
        return self.lines.get(place, 0)


def read_document(text: str) -> Document:
    """The YAML text as plain data, without aliases; what could not be taken stands in ``problems``.

    Raises DocumentError if it is not YAML, or more than one document.
    """
    document = Document()
    try:
        _read(text, document)
    except yaml.MarkedYAMLError as error:
        mark, lines = error.problem_mark or error.context_mark, text.count("\n") + 1
        line = min(mark.line + 1, lines) if mark else 0  # what is missing at the end is missing in the last line
        raise DocumentError(line, (), f"not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise DocumentError(0, (), f"not valid YAML: {error}") from error
    return document


def _read(text: str, document: Document) -> None:
    # libyaml's parser reads a rubric in 20 ms, where PyYAML's own takes 300, in every process that starts.
    events = (event for event in yaml.parse(text, Loader=yaml.CSafeLoader) if not isinstance(event, _FRAME))
    if next(events, None) is None:  # the first document's start
        return
    document.data = _data(next(events), events, (), document)
    if another := next(events, None):
        raise _refused("but found another document", another)


def _data(event: yaml.Event, events: Iterator[yaml.Event], place: Place, document: Document) -> Any:
    """The part that begins with this event; those that follow are taken up to its end."""
    if len(place) > MAX_DEPTH:
        raise _refused("nested too deeply", event)
    document.lines.setdefault(place, _line(event))
    match event:
        case yaml.AliasEvent():
            raise _refused("aliases are not allowed", event)
        case yaml.MappingStartEvent():
            return _mapping(events, place, document)
        case yaml.SequenceStartEvent():
            children = takewhile(lambda each: not isinstance(each, yaml.SequenceEndEvent), events)
            return [_data(child, events, (*place, n), document) for n, child in enumerate(children)]
        case yaml.ScalarEvent(value=value, implicit=(plain, _)):
            return _WORDS.get(value, value) if plain else value


def _mapping(events: Iterator[yaml.Event], place: Place, document: Document) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key in takewhile(lambda each: not isinstance(each, yaml.MappingEndEvent), events):
        if not isinstance(key, yaml.ScalarEvent):
            _data(key, events, place, Document())
            _refuse_pair(key, events, place, "a key must be plain text", document)
        elif key.value in result:
            _refuse_pair(key, events, (*place, key.value), "the key stands twice", document)
        else:
            document.lines[(*place, key.value)] = _line(key)
            result[key.value] = _data(next(events), events, (*place, key.value), document)
    return result


def _refuse_pair(key: yaml.Event, events: Iterator[yaml.Event], place: Place, what: str, document: Document) -> None:
    """Note what is wrong with a key, and pass its value over."""
    document.problems.append(DocumentError(_line(key), place, what))
    _data(next(events), events, place, Document())


def _refused(what: str, event: yaml.Event) -> DocumentError:
    return DocumentError(_line(event), (), f"not valid YAML: {what}")


def _line(event: yaml.Event) -> int:
    """Counted from 1; 0 where the parser does not tell."""
    return event.start_mark.line + 1 if event.start_mark else 0
