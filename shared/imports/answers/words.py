"""The words of a file and what they stand for in the rubric."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from shared.rubric import Rubric
from shared.rubric.model import WorkLine
from shared.thai import arabic_digits, dates_in, normalise

#: Parts of Thai titles by which people name the lowest option.
_LEAST = ("น้อยที่สุด", "ไม่มีเลย", "none", "not at all")

#: Words of a file → ids of the rubric.
Ids = Mapping[str, str]


def option_words(rubric: Rubric, given: Ids) -> dict[str, str]:
    """Each way of writing an option → its id: id, Thai and English title, its number from 1, and the words given."""
    words: dict[str, str] = {}
    for number, option in enumerate(rubric.option_scale.options, start=1):
        for written in (option.id, option.title.th, option.title.en, str(number)):
            words[word_key(written)] = option.id
    lowest = rubric.option_scale.options[0].id
    words = {**{word_key(word): lowest for word in _LEAST}, **words}
    return {**words, **{word_key(word): option for word, option in given.items()}}


def label_words(labels: Sequence[WorkLine], given: Ids) -> dict[str, str]:
    """Each way of writing a label → its id: id, titles, aliases, and the words given."""
    known = {
        word_key(written): label.id
        for label in labels
        for written in (label.id, label.title.th, label.title.en, *label.aliases)
    }
    return {**known, **{word_key(word): label for word, label in given.items()}}


@lru_cache(maxsize=4096)
def word_key(text: str) -> str:
    """The form in which words are compared: no blanks, Arabic digits, small letters."""
    return "".join(arabic_digits(normalise(text)).split()).casefold()


#: A time of day beside a date, and what else may stand between and after the two.
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_BESIDE = re.compile(r"[\s,]|น\.")
_NUMBER = re.compile(r"0*(\d+?)(?:\.(\d*?)0*)?")


@lru_cache(maxsize=16_384)
def cell_key(text: str) -> str:
    """The form in which a cell is known again after a spreadsheet program has written it in its own way.

    A date (with a time) whatever its order and era, a number without outer zeros, else the words.
    """
    key = word_key(text)
    if number := _NUMBER.fullmatch(key):
        return ".".join(filter(None, number.groups()))
    return _moment(arabic_digits(normalise(text))) or key


def _moment(text: str) -> str | None:
    """``2024-02-05 09:30:00``; None where the text says anything but a date, or a date and a time."""
    found = dates_in(text)
    if not found:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    time = _TIME.search(rest)
    if _BESIDE.sub("", rest[: time.start()] + rest[time.end() :] if time else rest):
        return None
    hour, minute, second = time.groups(default="0") if time else ("0", "0", "0")
    return f"{found[0].day} {int(hour):02d}:{minute:0>2}:{second:0>2}"
