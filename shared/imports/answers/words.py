"""The words of a file and what they stand for in the rubric."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from shared.rubric import Rubric
from shared.rubric.model import WorkLine
from shared.thai import arabic_digits, normalise

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
