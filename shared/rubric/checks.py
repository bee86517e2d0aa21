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


class MapCheck(_Check):
    """A map: an embedded map, a link to one, or an image named as one."""

    kind: Literal["map"] = "map"


class ImageCheck(_Check):
    """At least ``minimum`` pictures in the item's page or document."""

    kind: Literal["image"] = "image"
    minimum: int = 1


class KeywordCheck(_Check):
    """The item's page or documents contain all of ``all_of`` and at least one of ``any_of``; spelling-tolerant."""

    kind: Literal["keyword"] = "keyword"
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()


class MonthCoverageCheck(_Check):
    """The item's pages and documents cover every month of the item's period; a month may state that it had none."""

    kind: Literal["month_coverage"] = "month_coverage"


class StatesNoneCheck(_Check):
    """Where nothing happened (in a month), the page says so: one of ``any_of``, or has content for it."""

    kind: Literal["states_none"] = "states_none"
    any_of: tuple[str, ...]


class FormatsCheck(_Check):
    """The item's documents come in every format that the item asks for, and the machine-readable one has text."""

    kind: Literal["formats"] = "formats"


class LanguageCheck(_Check):
    """The item is published in every language that the item asks for."""

    kind: Literal["language"] = "language"


class FiscalYearCheck(_Check):
    """The item's page or documents name the rubric's fiscal year, or a date in it."""

    kind: Literal["fiscal_year"] = "fiscal_year"


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
    """The current head's name (given by the unit's record) appears; can't tell where the record has none."""

    kind: Literal["officer_name"] = "officer_name"


class SignatureDateCheck(_Check):
    """A day, month and year on which the document was announced or signed."""

    kind: Literal["signature_date"] = "signature_date"


#: Any check; ``kind`` tells which.
Check = Annotated[
    HeadingCheck
    | LinkCheck
    | SocialLinkCheck
    | PhoneCheck
    | EmailCheck
    | MapCheck
    | ImageCheck
    | KeywordCheck
    | MonthCoverageCheck
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
