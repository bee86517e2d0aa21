"""What the website is made of: blocks of content, and the pages and documents that hold them."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

#: How a document is made. ``scan``: a PDF of pictures only; ``pasted``: a workbook whose only content is a picture.
Format = Literal["pdf", "docx", "xlsx", "scan", "pasted"]


class Part(BaseModel):
    """Base of all parts: immutable, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Heading(Part):
    """A section's title."""

    h: str


class Paragraph(Part):
    """A paragraph of text."""

    p: str


class Bullets(Part):
    """A list of short texts."""

    list: tuple[str, ...]


class Grid(Part):
    """Columns and rows of a table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]


class Table(Part):
    """A table."""

    table: Grid


class Picture(Part):
    """A picture made from ``content/pictures.yaml``, by name, with its caption (also its alternative text)."""

    picture: str
    caption: str


class Link(Part):
    """A link: its text and where it goes."""

    text: str
    href: str


class Links(Part):
    """A list of links (pages only)."""

    links: tuple[Link, ...]


class Details(Part):
    """An accordion: a line that opens to more blocks (pages only)."""

    details: str
    blocks: tuple["Block", ...]


class Form(Part):
    """A form that leads to ``form`` (pages only): the fields' labels, and the button's text."""

    form: str
    fields: tuple[str, ...]
    button: str


def _first_key(block: Any) -> str:
    """A block is known by its first key; so one mistake in the content gives one message, not one per kind."""
    return str(next(iter(block if isinstance(block, dict) else type(block).model_fields)))


Block = Annotated[
    Annotated[Heading, Tag("h")]
    | Annotated[Paragraph, Tag("p")]
    | Annotated[Bullets, Tag("list")]
    | Annotated[Table, Tag("table")]
    | Annotated[Picture, Tag("picture")]
    | Annotated[Links, Tag("links")]
    | Annotated[Details, Tag("details")]
    | Annotated[Form, Tag("form")],
    Discriminator(_first_key),
]


class Document(Part):
    """A file to publish. path: below the upload folder, without extension. formats: in which forms it is offered."""

    path: str
    title: str
    date: date
    formats: tuple[Format, ...]
    language: Literal["th", "en"] = "th"
    blocks: tuple[Block, ...]


class Page(Part):
    """A page. path: its address, with a slash at both ends. parent: the page above it, if any."""

    path: str
    title: str
    date: date
    template: str = "page"
    language: Literal["th", "en"] = "th"
    parent: str | None = None
    blocks: tuple[Block, ...] = ()


class Row(Part):
    """One line of an ITA page: the code as the site spells it, its title, and its links."""

    code: str
    title: str
    note: str = ""
    links: tuple[Link, ...]


class Group(Part):
    """A sub-indicator of an ITA page. layout: how the site happens to show it."""

    title: str
    layout: Literal["table", "accordion", "badges"]
    rows: tuple[Row, ...]


class ItaPage(Page):
    """A page of ITA items."""

    template: str = "ita"
    intro: str = ""
    groups: tuple[Group, ...]


class News(Part):
    """A news item; it has a page of its own, and the home page lists it. picture: a picture's name."""

    slug: str
    title: str
    date: date
    picture: str
    blocks: tuple[Block, ...]


class MenuEntry(Link):
    """An entry of the menu."""

    children: tuple[Link, ...] = ()


class Unit(Part):
    """The office that the replica stands for. Contact data is made up and says so."""

    name: str
    short: str
    name_en: str
    parent: str
    head: str
    head_en: str
    head_post: str
    address: str
    phone: str
    email: str
    hours: str


class Site(Part):
    """The website's frame."""

    notice: str
    notice_en: str
    today: date
    unit: Unit
    menu: tuple[MenuEntry, ...]
    redirects: dict[str, str] = Field(default_factory=dict)
