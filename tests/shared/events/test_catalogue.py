"""The catalogue: every type survives its record, and what cannot be understood is refused."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, ClassVar

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields

from shared.events import (
    EVENT_TYPES,
    Event,
    MalformedEvent,
    Personal,
    UnknownEventType,
    UnknownSchemaVersion,
    catalogue,
    decode,
    encode,
    latest_version,
)
from shared.events.preparation import QuotaSet

#: People write in Bangkok time, programs in UTC.
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=7))])
st.register_type_strategy(datetime, st.datetimes(timezones=ZONES))
#: What a record can hold; the log refuses larger numbers.
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))


def _events_of(event_type: type[Event]) -> st.SearchStrategy[Event]:
    return st.builds(event_type, **{field.name: _values_of(field.type) for field in fields(event_type)})


def _values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Hypothesis does not know the pattern of a sealed text."""
    return st.from_regex(r"\A(sealed:1:[A-Za-z0-9_-]+)?\Z") if kind is Personal else st.from_type(kind)


events = st.one_of([_events_of(event_type) for event_type in EVENT_TYPES.values()])


@given(events)
def test_every_event_survives_its_record(event: Event) -> None:
    recorded = orjson.loads(orjson.dumps(encode(event)))
    assert decode(type(event).__name__, event.schema_version, recorded) == event


@given(events)
def test_a_record_holds_no_float(event: Event) -> None:
    assert not [value for value in _leaves(encode(event)) if isinstance(value, float)]


@pytest.mark.parametrize("event_type", EVENT_TYPES.values(), ids=EVENT_TYPES.keys())
def test_every_type_says_what_it_means_and_where_it_comes_from(event_type: type[Event]) -> None:
    assert event_type.__doc__
    assert event_type.since
    assert event_type.emitted_by
    assert latest_version(event_type.__name__) == event_type.schema_version


def test_defaults_are_left_out_of_the_record() -> None:
    assert encode(QuotaSet(instrument="IIT", minimum=48)) == {"instrument": "IIT", "minimum": 48}


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({}, "missing required field `eligible`"),
        ({"eligible": "48"}, "Expected `int`, got `str`"),
        ({"eligible": 48, "more": 1}, "unknown field `more`"),
    ],
)
def test_data_of_another_shape_is_refused(data: dict[str, Any], complaint: str) -> None:
    with pytest.raises(MalformedEvent, match=f"StaffCounted v1: .*{complaint}"):
        decode("StaffCounted", 1, data)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(UnknownEventType, match="FromTheFuture"):
        decode("FromTheFuture", 1, {})
    with pytest.raises(UnknownEventType):
        latest_version("FromTheFuture")


class Counted(Event, frozen=True, kw_only=True):
    """A type that has changed its shape twice: a number, then with a unit of measure, then under another name."""

    schema_version: ClassVar[int] = 3

    count: int
    of: str


def test_an_old_record_is_brought_up_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EVENT_TYPES, "Counted", Counted)
    monkeypatch.setitem(catalogue.UPCASTS, ("Counted", 1), lambda data: {"number": data["n"], "of": "staff"})
    monkeypatch.setitem(catalogue.UPCASTS, ("Counted", 2), lambda data: {"count": data["number"], "of": data["of"]})
    assert decode("Counted", 1, {"n": 48}) == Counted(count=48, of="staff")
    assert decode("Counted", 2, {"number": 48, "of": "visitors"}) == Counted(count=48, of="visitors")
    assert decode("Counted", 3, {"count": 48, "of": "visitors"}) == Counted(count=48, of="visitors")


@pytest.mark.parametrize("version", [0, 4, 99])
def test_a_shape_of_a_later_release_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, version: int) -> None:
    monkeypatch.setitem(EVENT_TYPES, "Counted", Counted)
    with pytest.raises(UnknownSchemaVersion, match=rf"Counted v{version}; this release knows 1 to 3"):
        decode("Counted", version, {"count": 48, "of": "staff"})


def test_plain_text_does_not_pass_for_sealed() -> None:
    with pytest.raises(MalformedEvent, match="name"):
        decode("ContactAdded", 1, {"person": "p", "group": "g", "name": "นางสาว สมหญิง ใจดี"})


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield value
