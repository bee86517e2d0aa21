"""Sealing: what goes in comes out, only under the same key and name, and no two seals are alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.events import encode
from shared.events.catalogue import decode
from shared.events.contacts import ContactAdded
from shared.secrecy import SealBroken
from shared.secrecy.sealing import open_text, seal_text

KEY, OTHER = b"k" * 32, b"o" * 32
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_a_text_survives_its_seal(text: str) -> None:
    assert open_text(KEY, "p", seal_text(KEY, "p", text)) == text


@given(texts.filter(bool))
def test_a_sealed_text_may_stand_in_an_event(text: str) -> None:
    event = ContactAdded(person="p", group="g", name=seal_text(KEY, "p", text))
    assert decode("ContactAdded", 1, encode(event)) == event


def test_the_same_text_is_never_sealed_alike() -> None:
    assert seal_text(KEY, "p", "0812345678") != seal_text(KEY, "p", "0812345678")


@pytest.mark.parametrize(
    ("key", "name", "change"),
    [
        (OTHER, "p", lambda sealed: sealed),
        (KEY, "q", lambda sealed: sealed),
        (KEY, "p", lambda sealed: sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]),
        (KEY, "p", lambda sealed: sealed[:-4]),
        (KEY, "p", lambda sealed: sealed[:9]),
        (KEY, "p", lambda sealed: "0812345678"),
        (KEY, "p", lambda sealed: sealed.replace(":1:", ":2:")),
    ],
)
def test_what_was_not_sealed_like_this_does_not_open(key: bytes, name: str, change: object) -> None:
    sealed = seal_text(KEY, "p", "somchai@example.org")
    with pytest.raises(SealBroken):
        open_text(key, name, change(sealed))  # type: ignore[operator]
