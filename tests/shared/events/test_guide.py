"""docs/events.md says what the catalogue is."""

from pathlib import Path

import pytest

from shared.events import EVENT_TYPES
from shared.events.guide import events_guide

PAGE = Path(__file__).parents[3] / "docs" / "events.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == events_guide(), "run scripts/events-guide"


@pytest.mark.parametrize("name", EVENT_TYPES)
def test_every_type_has_its_place(name: str) -> None:
    section = events_guide().split(f"\n## {name}\n")[1].split("\n## ")[0]
    assert EVENT_TYPES[name].__doc__.split("\n")[0] in section  # type: ignore[union-attr]
    assert f"Schema version {EVENT_TYPES[name].schema_version}, since {EVENT_TYPES[name].since}." in section


@pytest.mark.parametrize(
    "row",
    [
        "| `eligible` | whole number | required |",
        "| `name` | personal text, sealed | required |",
        "| `by_work_line` | object: text → whole number | `{}` |",
        "| `instrument` | one of `IIT`, `EIT1`, `EIT2` | required |",
        "| `steps` | list of [CalendarStep](#calendarstep) | required |",
        "| `as_of` | date or null | null |",
        "| `scheduled` | true or false | false |",
    ],
)
def test_fields_are_described_in_words(row: str) -> None:
    assert row in events_guide().splitlines()
