"""The words of the pages, as data: each YAML file of ``translations`` is a chapter, each text has both languages."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from services.api.pages.languages import LANGUAGES, language

Text = dict[str, str]


@cache
def texts() -> dict[str, Text]:
    """All texts by their dotted key: ``chapter.name`` → language → text."""
    chapters = sorted(files("services.api").joinpath("translations").iterdir(), key=lambda file: file.name)
    loaded = ((file.name.removesuffix(".yaml"), yaml.safe_load(file.read_text("utf-8"))) for file in chapters)
    return {key: text for chapter, content in loaded for key, text in _flat(chapter, content)}


def text(key: str, /, **values: object) -> str:
    """The text in the language of the request, with its placeholders filled. Raises KeyError for an unknown key."""
    return texts()[key][language()].format(**values)


def _flat(path: str, content: dict[str, Any]) -> Iterator[tuple[str, Text]]:
    for name, value in content.items():
        key = f"{path}.{name}"
        if set(value) <= set(LANGUAGES):
            yield key, value
        else:
            yield from _flat(key, value)
