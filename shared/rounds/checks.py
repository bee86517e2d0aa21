"""Small rules that many decisions share. Each raises a RuleBroken or hands back what it checked."""

from collections.abc import Hashable, Iterable, Mapping, Sized
from datetime import date, datetime
from urllib.parse import urlsplit

from shared.rounds.command import RoundCommand
from shared.rounds.conflict import RoundIsCertified
from shared.rounds.decision import Facts
from shared.rounds.errors import Invalid
from shared.rounds.invalid import (
    BadLink,
    BadNumber,
    DateInFuture,
    DateOutsideRound,
    PartsExceedWhole,
    Repeated,
    TextMissing,
    TimeZoneMissing,
    UnknownWorkLine,
)
from shared.rounds.not_found import UnknownItem, UnknownRound, UnknownUnit
from shared.rubric.model import Rubric, WorkLine
from shared.thai.calendar import fiscal_year_bounds

#: Longest address taken, in characters: what browsers and servers agree on.
LONGEST_LINK = 2048


def opened_round(command: RoundCommand, facts: Facts) -> Rubric:
    """The rubric of the round. Raises UnknownUnit, UnknownRound."""
    if facts.round.opened and facts.rubric is not None:
        return facts.rubric
    if not facts.unit.registered:
        raise UnknownUnit(unit=command.unit)
    raise UnknownRound(unit=command.unit, fiscal_year=command.fiscal_year)


def working_round(command: RoundCommand, facts: Facts) -> Rubric:
    """The rubric of a round whose work is not closed. Raises UnknownUnit, UnknownRound, RoundIsCertified."""
    rubric = opened_round(command, facts)
    if facts.round.certified:
        raise RoundIsCertified(unit=command.unit, fiscal_year=command.fiscal_year)
    return rubric


def known_item(item: str, rubric: Rubric) -> str:
    """The item's id. Raises UnknownItem."""
    if rubric.item(item) is None:
        raise UnknownItem(given=item, allowed=[each.id for each in rubric.items])
    return item


def known_label(given: str, labels: Iterable[WorkLine], unknown: type[Invalid]) -> str:
    """The id of the label (line of work, occupation, group) that is given by id, title or alias. Raises ``unknown``."""
    labels = tuple(labels)
    wanted = _label_key(given)
    for label in labels:
        if wanted in map(_label_key, (label.id, label.title.th, label.title.en, *label.aliases)):
            return label.id
    raise unknown(given=given, allowed=[label.id for label in labels])


def _label_key(text: str) -> str:
    return "".join(text.split()).casefold()


def counts_by_label(
    counts: Mapping[str, int],
    labels: Iterable[WorkLine],
    *,
    field: str,
    at_least: int,
    unknown: type[Invalid] = UnknownWorkLine,
) -> dict[str, int]:
    """The counts by label id. Raises ``unknown``, BadNumber, or Repeated where two names mean the same label."""
    known = tuple(labels)
    by_id: dict[str, int] = {}
    for given, count in counts.items():
        label = known_label(given, known, unknown)
        if label in by_id:
            raise Repeated(given=given, field=field)
        by_id[label] = number(count, f"{field}.{label}", at_least=at_least)
    return by_id


def number(given: int, field: str, *, at_least: int) -> int:
    """The number. Raises BadNumber."""
    if given < at_least:
        raise BadNumber(given=given, field=field, at_least=at_least)
    return given


def no_more_than(parts: Mapping[str, int], whole: int, field: str) -> None:
    """Raises PartsExceedWhole if the parts add up to more than the whole."""
    total = sum(parts.values())
    if total > whole:
        raise PartsExceedWhole(field=field, given=total, at_most=whole)


def text(given: str | None, field: str, missing: type[TextMissing] = TextMissing) -> str:
    """The text without blanks around it. Raises ``missing`` if nothing is left."""
    stripped = (given or "").strip()
    if not stripped:
        raise missing(field=field)
    return stripped


def link(given: str) -> str:
    """A complete http or https address, without account and blanks. Raises BadLink."""
    address = given.strip()
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise BadLink(given=given) from None
    labels = host.removesuffix(".").split(".")
    complete = parts.scheme.lower() in {"http", "https"} and all(labels)
    if not complete or parts.username is not None or len(address) > LONGEST_LINK or not _printable(address):
        raise BadLink(given=given)
    return address


def _printable(address: str) -> bool:
    return address.isprintable() and " " not in address


def within_round(day: date, fiscal_year: int, field: str) -> date:
    """The date. Raises DateOutsideRound."""
    first, last = fiscal_year_bounds(fiscal_year)
    if not first <= day <= last:
        raise DateOutsideRound(given=str(day), field=field, first=str(first), last=str(last))
    return day


def not_in_future(day: date, facts: Facts, field: str) -> date:
    """The date (Bangkok). Raises DateInFuture."""
    if day > facts.today:
        raise DateInFuture(given=str(day), field=field, today=str(facts.today))
    return day


def aware(moment: datetime, field: str) -> datetime:
    """The time, which has a time zone. Raises TimeZoneMissing."""
    if moment.tzinfo is None:
        raise TimeZoneMissing(given=moment.isoformat(), field=field)
    return moment


def filled(values: Sized, field: str) -> None:
    """Raises TextMissing if there is no value at all."""
    if not len(values):
        raise TextMissing(field=field)


def once_each(values: Iterable[Hashable], field: str) -> None:
    """Raises Repeated if a value stands twice."""
    seen: set[Hashable] = set()
    for value in values:
        if value in seen:
            raise Repeated(given=value, field=field)
        seen.add(value)
