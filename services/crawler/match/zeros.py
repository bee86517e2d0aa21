"""Zeros for the letter O ("01", "010") that are no codes: they count files or parts, or begin a phone number."""

from collections.abc import Sequence

from services.crawler.match.mark import Mark, number_of

#: So many items that titles name make a list of titles.
_LIST = 5
#: So many times the items of the zeros its titles without codes must name for a page's zeros to be no codes.
_FAR_MORE = 3
#: On a page of other things, zeros for letters are codes where this share of them has its own item's title, or any's.
_OWN_TITLES, _ANY_TITLES = 0.5, 0.8


def without_counting_zeros(marks: list[Mark], *, about_ita: bool) -> list[Mark]:
    """The marks without zeros that only count. about_ita: whether the page speaks of the assessment."""
    if _is_outnumbered(marks):
        return [mark for mark in marks if not _is_zero(mark)]
    return _without_stray_zeros(marks if about_ita else _without_ordinals(marks))


def _is_outnumbered(marks: Sequence[Mark]) -> bool:
    """Whether titles without codes name so many more items than zeros do that these only count the files of an item.
    Where they are links that say nothing else ("01", "02"), a list of items is enough."""
    zeros = [mark for mark in marks if _is_zero(mark)]
    numbers = {number for mark in zeros if mark.code for number in mark.code.numbers}
    titled = {mark.title.item for mark in marks if mark.code is None and mark.title and mark.fits}
    only_links = all(mark.link is not None and not mark.title_text for mark in zeros)
    return bool(zeros) and len(titled) >= (_LIST if only_links else len(numbers) * _FAR_MORE)


def _without_ordinals(marks: list[Mark]) -> list[Mark]:
    """Leaves out zero-for-letter codes that only count the parts of a page ("01 เกี่ยวกับเรา"): few have the title of
    their number, and not nearly all have an item's title at all."""
    titled = [mark for mark in marks if _is_zero(mark) and mark.title_text]
    fitting = sum(mark.fits for mark in titled)
    own = sum(mark.fits and _has_own_title(mark) for mark in titled)
    letters = any(mark.code is not None and mark.code.kind == "letter" for mark in marks)
    if letters or own >= len(titled) * _OWN_TITLES or fitting >= len(titled) * _ANY_TITLES:
        return marks
    return [mark for mark in marks if not _is_zero(mark)]


def _has_own_title(mark: Mark) -> bool:
    return mark.code is not None and mark.title is not None and number_of(mark.title.item) in mark.code.numbers


def _without_stray_zeros(marks: list[Mark]) -> list[Mark]:
    """Leaves out zero-for-letter codes that stand alone on a page: more likely a phone number's start or a date."""
    zeros = {mark.code.numbers for mark in marks if _is_zero(mark) and mark.code}
    return marks if len(zeros) > 1 else [mark for mark in marks if not _is_zero(mark) or mark.fits]


def _is_zero(mark: Mark) -> bool:
    return mark.code is not None and mark.code.kind == "zero"
