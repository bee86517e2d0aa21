"""Links that are a month's name under a heading of summaries by the month, whatever other link they stand below."""

import re

from services.crawler.match.names import ItemNames
from services.crawler.page import Block, Link, Page
from shared.thai import MONTHS_TH, MONTHS_TH_SHORT, arabic_digits

_NAMES = "|".join((*MONTHS_TH, *(re.escape(name).replace(r"\.", r"\s?\.\s?") for name in MONTHS_TH_SHORT)))
_MONTH = re.compile(rf"\W*(?:เดือน)?\s*(?:{_NAMES})\s*(?:พ\s?\.\s?ศ\s?\.)?\s*(?:25\d\d|[56]\d)\W*")
#: What headings call the summaries of procurement, for which the form is prescribed; a title of the item.
_FORM, _TITLE = "สขร", "สขร.1"


def monthly_summary(names: ItemNames, page: Page, block: Block, link: Link) -> tuple[str, ...]:
    """The item of the monthly summaries, if the link is a month's name and the heading above speaks of them."""
    if not _MONTH.fullmatch(arabic_digits(link.text)):
        return ()
    above = next((each for each in reversed(page.blocks[: block.index]) if each.level and not each.chrome), None)
    return names.of_entry(_TITLE)[0] if above is not None and _FORM in above.text else ()
