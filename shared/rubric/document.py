"""Reads a YAML file into plain data and remembers the line of every part, so that errors can name it.

Numbers and dates stay text: the rubric's schema gives them their types, exactly, and ``9.10`` stays ``9.10``.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

#: Keys and indexes from the root of the document to one part of it, e.g. ``("items", 3, "indicator")``.
Place = tuple[str | int, ...]

_NULL, _BOOL = "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"
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


class _Loader(yaml.SafeLoader):
    """Safe YAML without aliases, in which only ``true``, ``false``, ``null`` and nothing are not text."""

    yaml_implicit_resolvers: dict[str, Any] = {}
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "aliases are not allowed", self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        if self.depth > MAX_DEPTH:
            raise yaml.composer.ComposerError(None, None, "nested too deeply", self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def _resolver(tag: str, words: tuple[str, ...]) -> None:
    first = sorted({word[0] for word in words if word}) + ([""] if "" in words else [])
    _Loader.add_implicit_resolver(tag, re.compile(f"^(?:{'|'.join(words)})$"), first)


_resolver(_BOOL, ("true", "false"))
_resolver(_NULL, ("null", "~", ""))


def read_document(text: str) -> Document:
    """The YAML text as plain data; what could not be taken stands in ``problems``."""
    document = Document()
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DocumentError(mark.line + 1 if mark else 0, (), f"not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise DocumentError(0, (), f"not valid YAML: {error}") from error
    if root is not None:
        document.data = _data(root, (), document)
    return document


def _data(node: yaml.Node, place: Place, document: Document) -> Any:
    document.lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, document)
    if isinstance(node, yaml.SequenceNode):
        return [_data(child, (*place, n), document) for n, child in enumerate(node.value)]
    if node.tag == _BOOL:
        return node.value == "true"
    return None if node.tag == _NULL else node.value


def _mapping(node: yaml.MappingNode, place: Place, document: Document) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, child in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            document.problems.append(DocumentError(line, place, "a key must be plain text"))
        elif key_node.value in result:
            document.problems.append(DocumentError(line, (*place, key_node.value), "the key stands twice"))
        else:
            document.lines[(*place, key_node.value)] = line
            result[key_node.value] = _data(child, (*place, key_node.value), document)
    return result
