"""Words that belong to an item, and what is asked of them again and again, found out once."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from services.crawler.documents import Document
from services.crawler.dossier.coverage import months_of_other_years, months_said, months_shown, months_titled
from services.crawler.dossier.years import fiscal_years
from shared.thai import arabic_digits, fiscal_year_months, normalise
from shared.thai.months import months_named_of, months_of
from shared.thai.plain import plain
from shared.thai.skeleton import SARA_AA, skeletons_without

#: What may stand between words, beside spaces, which a skeleton has no more.
_BETWEEN_WORDS = "-–—_.,:;/()\"'"
_key_of = skeletons_without(_BETWEEN_WORDS)


@dataclass(frozen=True)
class Source:
    """Words that belong to an item. kind: a part of a listing, the item's own page, or a document.

    title: the link text or heading under which it stands. proof: the words that prove what they say: without titles
    of the item and without links, which only promise it; None where that is the whole text.
    """

    text: str
    url: str
    kind: Literal["section", "page", "document"]
    title: str = ""
    document: Document | None = None
    proof: str | None = None
    _mended: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _keys: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _months: dict[int, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def proving(self) -> "Source":
        """The same source with only the words that prove what they say."""
        return self if self.proof is None else replace(self, text=self.proof, proof=None)

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines that are not empty."""
        return [line for line in self.text.splitlines() if line.strip()]

    @cached_property
    def normalised(self) -> str:
        """The text in one spelling."""
        return "\n".join(filter(None, map(self.mended, self.text.split("\n")))).strip()

    def mended(self, line: str) -> str:
        """One of the lines in one spelling, found out once for all that shows or proves with it; a document's were
        made so when it was read."""
        if self.document is not None:
            return line
        if line not in self._mended:
            self._mended[line] = normalise(line)
        return self._mended[line]

    def key_of(self, line: str) -> str:
        """One of the lines as words are searched in it; see ``word_key``."""
        if line not in self._keys:
            self._keys[line] = _key_of(self.mended(line))
        return self._keys[line]

    @cached_property
    def plain(self) -> str:
        """The text normalised, with Arabic digits."""
        return arabic_digits(self.normalised)

    @cached_property
    def key(self) -> str:
        """The text as words are searched in it; see ``word_key``. A page's is that of its lines, which are asked for
        anyway, and once for all that it shows and what of it proves."""
        if self.document is not None:
            return _key_of(self.normalised)
        keys = "\n".join(map(self.key_of, self.text.split("\n")))
        if f"\n{SARA_AA}" in f"\n{keys}":  # of which two in a row count once
            return _key_of(self.normalised)
        return keys.replace("\n", "")

    @cached_property
    def lowered(self) -> str:
        """The text as abbreviations are searched in it; see ``lowered``."""
        return self.plain.lower()

    @cached_property
    def fiscal_years(self) -> frozenset[int]:
        """The fiscal years that the title and the text are about."""
        return fiscal_years(f"{self.title}\n{self.text}", f"{plain(self.title)}\n{self.plain}")

    def months(self, fiscal_year: int) -> set[str]:
        """The months of the fiscal year that it shows."""
        titled = set(months_titled(self.title, fiscal_year))
        written = months_said(self.plain, fiscal_year, self._named_of(fiscal_year))
        if titled and not written and self.kind == "document":
            titled -= self._of_other_years(titled, fiscal_year)
        return months_shown(self.kind, titled, written)

    def _of_other_years(self, titled: set[str], fiscal_year: int) -> set[str]:
        read = self._read_of(fiscal_year)
        named = months_named_of(self.plain) if read is None or self.document is None else self.document.months
        return months_of_other_years(titled, named, fiscal_year)

    def months_named(self, fiscal_year: int) -> set[str]:
        """The months of the fiscal year that its words name, those of periods too."""
        return set(self._named_of(fiscal_year))

    def _named_of(self, fiscal_year: int) -> frozenset[str]:
        """The same, found out once."""
        if fiscal_year not in self._months:
            read = self._read_of(fiscal_year)
            named = months_of(self.plain, fiscal_year, self.key) if read is None else read
            self._months[fiscal_year] = frozenset(named)
        return self._months[fiscal_year]

    def _read_of(self, fiscal_year: int) -> frozenset[str] | None:
        """The same of a document that was read for that year and is here whole; else None."""
        document = self.document
        if document is None or document.fiscal_year != fiscal_year or len(document.text) != len(self.text):
            return None
        return document.months.intersection(fiscal_year_months(fiscal_year))


class Together:
    """Several sources as one: that none of them has a word is told by one search."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = tuple(sources)

    @cached_property
    def key(self) -> str:
        """Their keys, a line each; no key of a word has a line end."""
        return "\n".join(source.key for source in self._sources)

    @cached_property
    def lowered(self) -> str:
        """Their texts as abbreviations are searched in them."""
        return "\n".join(source.lowered for source in self._sources)


def word_key(text: str) -> str:
    """Equal for all usual spellings of the same words: the consonant skeleton without spaces, dashes and dots."""
    return _key_of(normalise(text))


def lowered(text: str) -> str:
    """Normalised, with Arabic digits, in lower case."""
    return plain(text).lower()
