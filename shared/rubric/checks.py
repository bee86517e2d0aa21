"""The kinds of check that an element can name, with their parameters. The crawler implements each kind once."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Check(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HeadingCheck(_Check):
    """The item has a heading or titled section of its own on the website."""

    kind: Literal["heading"] = "heading"


class LinkCheck(_Check):
    """A working link whose text, address or target matches one of ``any_of`` (words or host names); any if empty."""

    kind: Literal["link"] = "link"
    any_of: tuple[str, ...] = ()


class PlaceCheck(_Check):
    """Somewhere on the website to do what one of ``any_of`` names: a link on the item's pages or the home page, a form,
    a picture named so (a QR code), or a written address. ``may_be_picture``: see ``KeywordCheck``."""

    kind: Literal["place"] = "place"
    any_of: tuple[str, ...]
    may_be_picture: bool = False


class SocialLinkCheck(_Check):
    """A link to one of the unit's social media."""

    kind: Literal["social_link"] = "social_link"
    hosts: tuple[str, ...] = ("facebook.com", "line.me", "lin.ee", "youtube.com", "tiktok.com", "x.com", "twitter.com")


class PhoneCheck(_Check):
    """A Thai telephone number."""

    kind: Literal["phone"] = "phone"


class EmailCheck(_Check):
    """An e-mail address."""

    kind: Literal["email"] = "email"


class ContactCheck(_Check):
    """A telephone number, e-mail address or LINE ID on the item's own pages; the unit's own in a footer is none."""

    kind: Literal["contact"] = "contact"


class AddressCheck(_Check):
    """A postal address: road, village, sub-district or district, written out or abbreviated."""

    kind: Literal["address"] = "address"


class MapCheck(_Check):
    """A map: an embedded map, a link to one, or an image named as one."""

    kind: Literal["map"] = "map"


class ImageCheck(_Check):
    """At least ``minimum`` pictures in the item's page or document. any_of: what one of them must show, by its text,
    address or caption; pictures that say nothing of it can't be told."""

    kind: Literal["image"] = "image"
    minimum: int = 1
    any_of: tuple[str, ...] = ()


class KeywordCheck(_Check):
    """The item's page or documents contain all of ``all_of`` and at least one of ``any_of``; spelling-tolerant.

    ``subject``: names of what it is about, of which one must stand there. ``minimum``: so many different ones of
    ``any_of``. ``may_be_picture``: units often show it as a picture, so that pictures without the words can't be told.
    ``titled``: it is what the item's title asks for, so that a document that bears the title over words of its own
    shows it. ``linked``: a list of links on the item's own page shows it by their words, as one of laws does.
    ``together``: the words stand in one line, or in two. ``bilingual``: not in a line that says "in Thai" only.
    ``of_year``: not in what names other fiscal years only. ``if_none``: words that show it where nothing is counted.
    """

    kind: Literal["keyword"] = "keyword"
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    minimum: int = 1
    may_be_picture: bool = False
    titled: bool = False
    linked: bool = False
    together: bool = False
    bilingual: bool = False
    of_year: bool = False
    if_none: tuple[str, ...] = ()


class MonthCoverageCheck(_Check):
    """The item's pages and documents cover every month of the item's period; a month may state that it had none."""

    kind: Literal["month_coverage"] = "month_coverage"


class PeriodCheck(_Check):
    """The item's words are of its whole period: they say so ("6 เดือน", "ต.ค. 66 – มี.ค. 67") or name every month."""

    kind: Literal["period"] = "period"


class StatesNoneCheck(_Check):
    """Where nothing happened (in a month), the page says so: one of ``any_of``, or has content for it. An item that is
    checked month by month has content only if it has some for every month."""

    kind: Literal["states_none"] = "states_none"
    any_of: tuple[str, ...]


class FormatsCheck(_Check):
    """The item's documents come in every format that the item asks for, and the machine-readable one has text."""

    kind: Literal["formats"] = "formats"


class LanguageCheck(_Check):
    """The item is published in every language that the item asks for."""

    kind: Literal["language"] = "language"


class FiscalYearCheck(_Check):
    """The item's page or documents name the rubric's fiscal year, or a date in it. ``about``: those that have one of
    these words."""

    kind: Literal["fiscal_year"] = "fiscal_year"
    about: tuple[str, ...] = ()


class AsOfDateCheck(_Check):
    """The item names the date its data is from, not before ``not_before`` (Gregorian ISO date), if given."""

    kind: Literal["as_of_date"] = "as_of_date"
    not_before: str | None = None


class MinCountCheck(_Check):
    """At least ``minimum`` things of a kind: news items, links or documents, of the fiscal year where dated."""

    kind: Literal["min_count"] = "min_count"
    of: Literal["news", "links", "documents"]
    minimum: int


class OfficerNameCheck(_Check):
    """The current head's name (given by the unit's record) appears; can't tell where the record has none.
    ``may_be_picture``: see ``KeywordCheck``."""

    kind: Literal["officer_name"] = "officer_name"
    may_be_picture: bool = False


class SignatureDateCheck(_Check):
    """A day, month and year on which the document was announced or signed."""

    kind: Literal["signature_date"] = "signature_date"


#: Any check; ``kind`` tells which.
Check = Annotated[
    HeadingCheck
    | LinkCheck
    | PlaceCheck
    | SocialLinkCheck
    | PhoneCheck
    | EmailCheck
    | ContactCheck
    | AddressCheck
    | MapCheck
    | ImageCheck
    | KeywordCheck
    | MonthCoverageCheck
    | PeriodCheck
    | StatesNoneCheck
    | FormatsCheck
    | LanguageCheck
    | FiscalYearCheck
    | AsOfDateCheck
    | MinCountCheck
    | OfficerNameCheck
    | SignatureDateCheck,
    Field(discriminator="kind"),
]
