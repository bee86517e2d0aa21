"""The website's content: YAML under ``content/``, each file a Jinja template that knows the unit and the months."""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel, TypeAdapter, ValidationError

from services.replica.model import Document, ItaPage, News, Page, Site

#: Where this package keeps its data.
PACKAGE = Path(__file__).parent
CONTENT = PACKAGE / "content"

_Kind = TypeVar("_Kind", bound=BaseModel)

#: Renders the content files. They are YAML, not HTML, and are our own: nothing is escaped.
_YAML = Environment(loader=FileSystemLoader(CONTENT), undefined=StrictUndefined, autoescape=False)  # noqa: S701 - makes YAML


def _read(name: str, **names: Any) -> Any:
    return yaml.safe_load(_YAML.get_template(name).render(**names))


def _names() -> dict[str, Any]:
    """What every content file may use: ``unit``, and ``months``, the six of the period."""
    return {"unit": load_site().unit, "months": _read("months.yaml")}


class ContentError(ValueError):
    """A content file says something that no page or document can be made from; names the file and the place in it."""


def parse_entries(kind: type[_Kind], entries: list[Any], name: str) -> tuple[_Kind, ...]:
    """The entries of one content file. Raises ContentError."""
    try:
        return tuple(TypeAdapter(list[kind]).validate_python(entries))  # type: ignore[valid-type]  # kind is a value
    except ValidationError as error:
        places = [f"{'.'.join(map(str, found['loc']))}: {found['msg']}" for found in error.errors()]
        raise ContentError(f"{name}: {'; '.join(places)}") from error


def _load_all(kind: type[_Kind], folder: str) -> tuple[_Kind, ...]:
    names, files = _names(), sorted(f"{folder}/{path.name}" for path in (CONTENT / folder).glob("*.yaml"))
    return tuple(entry for name in files for entry in parse_entries(kind, _read(name, **names), name))


@cache
def load_site() -> Site:
    """The website's frame: notice, unit, menu, redirects."""
    return Site.model_validate(_read("site.yaml"))


def load_documents() -> tuple[Document, ...]:
    """Every document to publish, in the order of their files' names."""
    return _load_all(Document, "documents")


def load_pages() -> tuple[Page, ...]:
    """Every page but news and ITA pages."""
    return _load_all(Page, "pages")


def load_ita_pages() -> tuple[ItaPage, ...]:
    """The ITA page of this fiscal year, and the one of last year that is still online."""
    return _load_all(ItaPage, "ita")


def load_news() -> tuple[News, ...]:
    """The news, newest first."""
    return tuple(sorted(_load_all(News, "news"), key=lambda news: news.date, reverse=True))


def load_pictures() -> dict[str, dict[str, Any]]:
    """Name → the values that ``typst/picture.typ`` draws it from."""
    pictures: dict[str, dict[str, Any]] = _read("pictures.yaml", **_names())
    return pictures
