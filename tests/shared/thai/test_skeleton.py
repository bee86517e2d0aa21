"""Skeletons and counts of letters as their definitions say, whatever characters a text has."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from shared.thai import arabic_digits, normalise, script_counts
from shared.thai.normalise import MARKS
from shared.thai.skeleton import skeleton_of, skeletons_without

THAI = "".join(map(chr, range(0x0E01, 0x0E5C)))
#: Characters with a byte in cp874 and without one, that are dropped, changed or kept.
SIGNS = [*THAI, *"aZ9 -–…€“(", "\xa0", "\n", "\ue123", "\ufffd", "É", "ß", "→", "😀", "(cid:12)", "า", "ำ"]
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join)


def defined(normalised: str) -> str:
    """Without marks, spaces and what is no character; one SARA AA for a run of it or SARA AM."""
    bare = re.sub(rf"\(cid:\d+\)|[{MARKS}]", "", normalised)
    bare = re.sub("[\ue000-\uf8ff\ufffd]", "", "".join(bare.split()))
    return arabic_digits(re.sub("[าำ]+", "า", bare)).casefold()


@given(TEXTS)
@example("นโยบาย😀น้ำำาา→É")
@example("า\ue123า")
def test_a_skeleton_is_what_its_definition_says(text: str) -> None:
    assert skeleton_of(normalise(text)) == defined(normalise(text))


@given(TEXTS)
@example("มา-ามำ/า")
@example("(cid:12)ก–ข")
def test_a_skeleton_without_some_signs_is_the_skeleton_without_them(text: str) -> None:
    signs = "-–…("
    bare = skeleton_of(normalise(text))
    assert skeletons_without(signs)(normalise(text)) == "".join(sign for sign in bare if sign not in signs)


@given(st.one_of(TEXTS, st.text(max_size=40)))
def test_letters_are_counted_whatever_stands_between_them(text: str) -> None:
    counts = script_counts(text)
    assert counts.thai == len(re.findall("[\u0e01-\u0e2e]", text))
    assert counts.latin == len(re.findall("[A-Za-z]", text))
