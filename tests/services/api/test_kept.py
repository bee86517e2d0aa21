"""Answers that a process keeps: never more than it may, and never another's."""

from services.api.kept import Kept, KeptAnswer


def test_the_answer_asked_for_longest_ago_makes_room() -> None:
    kept = Kept[KeptAnswer](2)
    for name in ("a", "b"):
        kept.keep(name, KeptAnswer.of("1", name.encode()))
    assert kept.find("a") == KeptAnswer.of("1", b"a")
    kept.keep("c", KeptAnswer.of("1", b"c"))
    assert [name for name in ("a", "b", "c") if kept.find(name)] == ["a", "c"]


def test_a_newer_answer_takes_the_place_of_an_older_one() -> None:
    kept = Kept[KeptAnswer](1)
    kept.keep("a", KeptAnswer.of("1", b"old"))
    kept.keep("a", KeptAnswer.of("2", b"new"))
    found = kept.find("a")
    assert found is not None and (found.mark, found.body) == ("2", b"new")


def test_the_etag_tells_bodies_apart() -> None:
    assert KeptAnswer.of("1", b"a").etag == KeptAnswer.of("2", b"a").etag != KeptAnswer.of("1", b"b").etag
