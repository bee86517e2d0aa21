"""Who heads a unit, and who did before: pages must show the one and not the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import singledispatchmethod

from msgspec.structs import replace

from shared.events import Event
from shared.events.preparation import CommitteeAppointed, Officer, OfficersListed, OrderIssued
from shared.rounds.names import bare_name, likely, owner_of
from shared.rounds.preparation.state import with_people


@dataclass(frozen=True)
class Heads:
    """Names in all spellings that the rounds know. current: of who heads the unit, none where no order tells; former:
    of who did before."""

    current: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


def heads(events: Iterable[Event], earlier: Sequence[Iterable[Event]] = ()) -> Heads:
    """The heads as the round's events tell. earlier: the events of the unit's rounds before it, the oldest first.

    The head signs the round's order. Whoever is listed, or sits on the committee, in the post that only the head held
    has followed. Somebody whose name is almost the head's is the head in another spelling.
    """
    told = _Succession()
    for each in (*earlier, events):
        told.hear_round(each)
    return told.heads


class _Succession:
    """The heads one after the other, by canonical name; the last one heads the unit."""

    def __init__(self) -> None:
        self._people: dict[str, Officer] = {}
        self._names: list[str] = []
        self._known = False

    def hear_round(self, events: Iterable[Event]) -> None:
        """What the events of a round tell. Who headed the round before need not head this one, nor hold a post."""
        self._known = False
        self._people = {name: replace(person, position=None) for name, person in self._people.items()}
        for event in events:
            self._tell(event)

    @property
    def heads(self) -> Heads:
        """All that was heard."""
        if not self._known:
            return Heads()
        current = self._names[-1]
        alike = {current: self._people.get(current, Officer(name=current))}
        others = [name for name in dict.fromkeys(self._names) if name != current and not likely(name, alike)]
        return Heads(self._spellings(current), tuple(each for name in others for each in self._spellings(name)))

    @singledispatchmethod
    def _tell(self, event: Event) -> None:
        """Other events say nothing of the head."""

    @_tell.register
    def _(self, event: OrderIssued) -> None:
        if event.signed_by:
            self._succeed(owner_of(event.signed_by, self._people) or bare_name(event.signed_by))

    @_tell.register
    def _(self, event: OfficersListed) -> None:
        self._meet(event.officers)

    @_tell.register
    def _(self, event: CommitteeAppointed) -> None:
        self._meet(Officer(name=each.name, rank=each.rank, position=each.position) for each in event.members)

    def _meet(self, listed: Iterable[Officer]) -> None:
        met = [replace(each, name=owner_of(each.name, self._people) or each.name) for each in listed]
        post = self._post()
        followers = [person.name for person in met if post and person.position == post]
        self._people = with_people(self._people, met)
        if len(followers) == 1 and self._known:
            self._succeed(followers[0])

    def _post(self) -> str | None:
        """The post of the head, where nobody else held it: several deputies may sign in the head's place."""
        head = self._people.get(self._names[-1]) if self._names else None
        post = head.position if head else None
        return post if [person.position for person in self._people.values()].count(post) == 1 else None

    def _succeed(self, name: str) -> None:
        before = self._people.get(self._names[-1]) if self._names else None
        if before is not None and before.name != name:
            self._people[before.name] = replace(before, position=None)
        self._known = True
        self._names = [*(each for each in self._names if each != name), name]

    def _spellings(self, name: str) -> tuple[str, ...]:
        person = self._people.get(name)
        return (name, *person.spellings) if person else (name,)
