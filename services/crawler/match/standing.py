"""Which titles without a code stand where a page's list has its entries, and which only echo them elsewhere."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from services.crawler.match.mark import Mark, items_of
from services.crawler.match.places import Place, box_around, place_of
from services.crawler.page import Page

#: So many items named by codes make a list; a single code does not.
_LIST = 2
#: So many items in places of one kind make a list of titles.
_LIST_OF_TITLES = 4
#: A list with so many times as many items as a few titles elsewhere has all that these could add.
_FAR_MORE = 3
#: Elements that hold entries.
_BOXES = frozenset({"table", "ul", "ol"})
#: Of what only repeats a list at least this share is the list's; the rest is not in it.
_MOSTLY = 0.6
#: Said of a title that stands under a code of another system.
_UNDER_OTHER_CODE = "under a code of another system"
#: Where this share of the lines with links, or more, names no item, the rest is a menu.
_OTHER_THINGS = 0.15


def without_echoes(page: Page, marks: Sequence[Mark]) -> list[Mark]:
    """On a page whose items carry codes, leaves out titles without one that are no further entry of the same list:
    menus, remarks, and files that are named like another item."""
    coded = {item for mark in marks if mark.code for item in mark.items}
    if sum(mark.code is not None and mark.code.foreign for mark in marks) > len(coded):
        return _of_other_system(marks, coded)
    if len(coded) < _LIST:
        return without_lesser_lists(page, [mark for mark in marks if mark.code or mark.items])
    entries = [mark for mark in marks if mark.code and mark.items]
    if _are_few(entries, marks, coded):
        return without_lesser_lists(page, [mark for mark in marks if mark.code or mark.items])
    places = {
        place_of(page, element) for mark in entries for element in (mark.element, page.blocks[mark.until].element)
    }
    rows = {_row(page, mark) for mark in entries} - {None}
    beside = [mark for mark in marks if mark.code is None and _stands_alone(mark, coded)]
    alike = [mark for mark in beside if place_of(page, mark.element) in places and _row(page, mark) not in rows]
    last = max(mark.block for mark in entries)
    inside = [mark for mark in alike if entries[0].block <= mark.block <= last]
    behind = [mark for mark in alike if mark.block > last]
    # A list whose makers gave codes to its first entries only, or to some here and there.
    further = behind if len(items_of(behind)) > max(len(coded), _LIST_OF_TITLES) else []
    if len(items_of(inside)) >= _LIST:
        box = _box_of(page, entries[-1])
        further = further or [mark for mark in behind if _box_of(page, mark) == box]
    kept = {id(mark) for mark in (*inside, *further, *_list_of_its_own(page, marks, entries[0].block, coded))}
    return [mark for mark in marks if mark.code or id(mark) in kept]


def _are_few(entries: Sequence[Mark], marks: Sequence[Mark], coded: set[str]) -> bool:
    """Whether only some of a list of titles carry codes: titles before and behind them name far more items."""
    titled = [mark for mark in marks if mark.code is None and _stands_alone(mark, coded)]
    amid = bool(titled) and titled[0].block < entries[0].block and entries[-1].block < titled[-1].block
    return amid and len(items_of(titled)) > _FAR_MORE * len(coded)


def _list_of_its_own(page: Page, marks: Sequence[Mark], until: int, coded: set[str]) -> list[Mark]:
    """The titles before the first code, where they clearly name a list's worth of items that have no code: the page of
    a part of the assessment, beside whose list a side box has the codes of another part."""
    before = [mark for mark in marks if mark.block < until and mark.items and not coded & set(mark.items)]
    clear = [mark for mark in before if mark.fits and mark.level]
    return without_lesser_lists(page, before) if len(items_of(clear)) > _LIST_OF_TITLES else []


def _of_other_system(marks: Sequence[Mark], coded: set[str]) -> list[Mark]:
    """On a page that lists another system's items (EB, MOIT): the codes, and where none are ours the items that these,
    or words under them, are called after. It asks for much of the same; whether it is the same a person must say."""
    called = [] if len(coded) >= _LIST else [mark for mark in marks if _is_called(mark)]
    items = {id(mark): (mark.title.item,) for mark in called if mark.title}
    return [
        replace(mark, items=items[id(mark)], noted=_UNDER_OTHER_CODE) if id(mark) in items else mark
        for mark in marks
        if mark.code or id(mark) in items
    ]


def _is_called(mark: Mark) -> bool:
    if mark.code is not None:
        return mark.code.foreign and mark.fits
    return bool(mark.items) and mark.fits


def without_lesser_lists(page: Page, marks: list[Mark]) -> list[Mark]:
    """On a page whose items carry no codes, leaves out titles that stand under an entry of the list, being the files of
    that item, or head a box of entries, and titles outside the list that only repeat some of it among other things:
    menus without a class."""
    if len(items_of(marks)) < _LIST_OF_TITLES:  # as on an item's own page
        return marks
    kinds: dict[tuple[bool, Place], list[Mark]] = {}
    for mark in marks:
        kinds.setdefault((mark.level > 0, place_of(page, mark.element)), []).append(mark)
    entries = max(kinds.values(), key=lambda kind: len(items_of(kind)), default=[])
    if len(items_of(entries)) < _LIST_OF_TITLES:
        return marks
    lesser = [kind for kind in kinds.values() if kind is not entries and len(items_of(kind)) < len(items_of(entries))]
    dropped = {id(mark) for kind in lesser for mark in _echoes(page, kind, entries)}
    dropped |= {id(mark) for mark in _repeated_boxes(page, entries)}
    return [mark for mark in marks if id(mark) not in dropped]


def _repeated_boxes(page: Page, entries: Sequence[Mark]) -> list[Mark]:
    """Of entries in several tables or lists those of a small one beside the largest that only repeats what others
    name: a menu that is built like the list."""
    boxes: dict[int, list[Mark]] = {}
    for mark in entries:
        boxes.setdefault(_box_of(page, mark), []).append(mark)
    largest = max(boxes.values(), key=lambda box: len(items_of(box)))
    occurs = Counter(item for box in boxes.values() for item in items_of(box))
    return [mark for box in boxes.values() if _only_repeats(box, largest, occurs) for mark in box]


def _box_of(page: Page, mark: Mark) -> int:
    """The table or list that the mark stands in; -1 for none."""
    return next((each.index for each in page.around(mark.element) if each.tag in _BOXES), -1)


def _only_repeats(box: Sequence[Mark], largest: Sequence[Mark], occurs: Mapping[str, int]) -> bool:
    """Whether a box beside the largest is small and names only what others do, too."""
    items = items_of(box)
    apart = box[-1].block < largest[0].block or box[0].block > largest[-1].block
    return apart and len(items) * _FAR_MORE <= len(items_of(largest)) and all(occurs[item] > 1 for item in items)


def _echoes(page: Page, kind: Sequence[Mark], entries: Sequence[Mark]) -> list[Mark]:
    """The marks of one kind of place that are no entries."""
    first, last = entries[0].block, entries[-1].block
    outside = [mark for mark in kind if not first <= mark.block <= last]
    echoes = outside if outside and _repeats(page, outside, entries) else []
    return echoes + [mark for mark in kind if _is_under(page, mark, entries) or _heads(page, mark, entries)]


def _repeats(page: Page, marks: Sequence[Mark], entries: Sequence[Mark]) -> bool:
    """Whether the marks mostly repeat the entries' items, and are few or stand among links to other things."""
    items, listed = items_of(marks), items_of(entries)
    if len(items & listed) < len(items) * _MOSTLY:
        return False
    box, named = box_around(page, (mark.element for mark in marks)), {mark.block for mark in entries}
    linked = [b for b in page.blocks if b.links and b.index not in named and box in page.path(b.element)]
    others = len(linked) - len({mark.block for mark in marks})
    return len(items) * _FAR_MORE <= len(listed) or others >= len(linked) * _OTHER_THINGS


def _is_under(page: Page, mark: Mark, entries: Sequence[Mark]) -> bool:
    """Whether the mark stands under the last entry before it, in what the entry heads or in its own box."""
    if mark.level:
        return False
    before = next((entry for entry in reversed(entries) if entry.block < mark.block), None)
    if before is None or before.link is not None:
        return False
    path = page.path(mark.element)
    return before.level > 0 or before.element in path or page.elements[before.element].parent in path


def _heads(page: Page, mark: Mark, entries: Sequence[Mark]) -> bool:
    """Whether the words head a box of entries that are links: then they name the box, however like a title they are."""
    if mark.link is not None or entries[0].link is None:
        return False
    box, end = page.elements[mark.element].parent, _end_of_section(page, mark)
    below = [entry for entry in entries if mark.block < entry.block < end and box in page.path(entry.element)]
    return any(entry.items and entry.items != mark.items for entry in below)


def _end_of_section(page: Page, mark: Mark) -> int:
    """The block of the next heading that is no lower than the mark's, if that is one; else the page's end."""
    later = page.blocks[mark.until + 1 :] if mark.level else ()
    return next(
        (block.index for block in later if 0 < block.level <= mark.level and not block.chrome), len(page.blocks)
    )


def _row(page: Page, mark: Mark) -> int | None:
    """The table row that the mark stands in, if any: what else a coded row says is about its item."""
    return next((each.index for each in page.around(mark.element) if each.tag == "tr"), None)


def _stands_alone(mark: Mark, coded: set[str]) -> bool:
    return mark.fits and bool(mark.items) and not coded & set(mark.items)
