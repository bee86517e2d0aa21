"""Matches the links and words of pages against the items of one rubric."""

import re
from collections.abc import Iterable

from services.crawler.match.alike import AlikeBoxes
from services.crawler.match.codes import CodeReader
from services.crawler.match.filling import Filler
from services.crawler.match.joined import Joined
from services.crawler.match.marks import MarkFinder
from services.crawler.match.model import PageMatch
from services.crawler.match.names import ItemNames, speaks_of_ita
from services.crawler.match.numbering import Resolver
from services.crawler.match.parts import parts_by_year
from services.crawler.match.reading import Reading
from services.crawler.match.sections import Sections, of_section
from services.crawler.match.titles import TitleIndex
from services.crawler.match.wordings import WordedTitles
from services.crawler.match.years import years_of_parts
from services.crawler.page import Page
from shared.rubric.model import Rubric


class Matcher:
    """Matches pages against one rubric. Keeps no page."""

    def __init__(self, rubric: Rubric) -> None:
        self._fiscal_year = rubric.fiscal_year
        ids = [item.id for item in rubric.items]
        letters = re.match(r"[A-Za-z]*", ids[0])[0] if ids else "O"  # type: ignore[index]  # matches always
        prefix = letters or "O"
        codes, titles = CodeReader(prefix), TitleIndex(rubric)
        worded = WordedTitles(titles)
        self._boxes = AlikeBoxes(titles, worded)
        self._finder = MarkFinder(codes, titles, worded)
        self._joined = Joined(titles, worded, ids)
        self._filler = Filler(titles, worded, prefix, ids)
        self._resolver = Resolver(titles, prefix, ids)
        self.names = ItemNames(codes, titles, worded, Sections(rubric), prefix, ids)

    def match(self, page: Page, of_items: Iterable[str] = ()) -> PageMatch:
        """Everything on the page that belongs to an item. of_items: the items whose link led to this page, if any."""
        section, about_ita = self.names.of_section(page), speaks_of_ita(page)
        found = of_section(self._finder.find(page), section)
        years = years_of_parts(page)
        parts = parts_by_year(page, found, self._fiscal_year, years)
        resolved = [self._resolver.resolve(page, part) for part in parts]
        filled = [self._filler.filled(page, part, section, about_ita=about_ita) for part, _ in resolved]
        filled = [self._joined.told(self._boxes.completed(page, part, about_ita=about_ita)) for part in filled]
        marks = sorted((mark for part in filled for mark in part), key=lambda mark: (mark.block, mark.piece))
        result = Reading(self.names, page, marks, resolved[0][1], tuple(of_items), self._fiscal_year, years).result()
        page.release()
        return result
